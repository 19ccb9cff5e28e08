// What interviewers say of a candidate is stored under the candidate's own key.
#include "bot/feedback_seal.hpp"

#include "bot/event_codec.hpp"
#include "bot/record_codec.hpp"

#include <gtest/gtest.h>

namespace fillrate::bot {

namespace {

const record_codec& codec() {
    static const record_codec made(
        crypto::key::from_bytes(std::string(crypto::key::size, 'k')).value(),
        organisation_id{"acme"}
    );
    return made;
}

}  // namespace

TEST(feedback_seal, words_are_stored_under_the_candidates_key_and_nowhere_else) {
    const auto& vault = codec().vault();
    domain::candidate paige;
    paige.id = candidate_id{"0123"};
    paige.key = vault.make_key();
    domain::interview held;
    held.number = interview_number{52};
    held.candidate = paige.id;
    held.state = domain::interview_state::held;
    held.panel.resize(1);
    held.panel.front().person = person_id{"ana"};
    handlers::snapshot seen;
    seen.put("iv:52", 1, held);
    seen.put("cand:0123", 1, paige);
    domain::feedback_given given;
    given.person = person_id{"ana"};
    given.said = domain::recommendation::yes;
    given.text = "strong on ladder logic";
    domain::event what;
    what.subject = "iv:52";
    what.data = given;
    seal_feedback(what, seen, vault);
    const auto stored = encode_event(what);
    EXPECT_EQ(stored.find("ladder"), std::string::npos) << stored;
    const auto body = codec().encode("iv:52", domain::apply(held, what));
    EXPECT_EQ(body.find("ladder"), std::string::npos) << body;
    const auto read = codec().decode("iv:52", body).value();
    EXPECT_EQ(std::get<domain::interview>(read).panel.front().feedback.text, "");
    seen.put("iv:52", 2, read);
    const auto opened = opened_feedback(seen, "iv:52", vault);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->panel.front().feedback.text, "strong on ladder logic");
    // Moved to another interviewer, or without the key, it says nothing.
    auto moved = std::get<domain::interview>(read);
    moved.panel.front().person = person_id{"raj"};
    seen.put("iv:52", 2, moved);
    EXPECT_EQ(opened_feedback(seen, "iv:52", vault)->panel.front().feedback.text, "");
    paige.key.clear();
    seen.put("cand:0123", 2, paige);
    domain::event lost = what;
    lost.data = given;
    seal_feedback(lost, seen, vault);
    EXPECT_EQ(std::get<domain::feedback_given>(lost.data).text, "");
}

}  // namespace fillrate::bot
