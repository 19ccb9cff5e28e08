// Eyes on a message: the event, the question that follows it, and what is kept of the answer.
#include "integrations/net/json.hpp"
#include "integrations/slack/noted_text.hpp"
#include "tests/slack/payload_samples.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fillrate::slack {
namespace {

using testing::event_body;
using testing::eyes;
using testing::installed;
using testing::json_type;
using testing::parse_event;
using testing::reason_in;
using testing::received;
using testing::replaced;

eyes_on_message marked() {
    return std::get<eyes_on_message>(*parse_event(eyes));
}

/// Whether the one message of an answer is taken.
bool takes(eyes_on_message& seen, const std::string& message) {
    const auto answer = net::parse_json_strict(R"({"ok":true,"messages":[)" + message + "]}");
    return take_message(seen, answer->as_object(), installed());
}

constexpr std::string_view written =
    R"({"type":"message","user":"U0ANA","text":"<@U0MAX> can start Monday &amp; Tuesday",)"
    R"("ts":"1796742000.000100","thread_ts":"1796741000.000100"})";

}  // namespace

TEST(noted_text, eyes_are_a_request_that_lacks_its_words) {
    const auto seen = marked();
    EXPECT_EQ(seen.ts, "1796742000.000100");
    const auto& request = seen.found.request;
    EXPECT_EQ(request.tenant, "T0ACME");
    EXPECT_EQ(request.source_id, "eyes:C0OPS:1796742000.000100");
    EXPECT_EQ(request.actor.id, "U0ROBIN");
    EXPECT_EQ(request.actor.home_tenant, "T0ACME");
    EXPECT_EQ(request.place, (chat::platform_place{"C0OPS", "", false}));
    EXPECT_EQ(request.surface, "reaction");
    EXPECT_EQ(request.received_at, received);
    EXPECT_EQ(seen.found.route.from, origin::reaction);
    EXPECT_EQ(seen.found.route.user, "U0ROBIN");
    const auto query = make_message_query(seen);
    EXPECT_EQ(query.method(), "conversations.replies");
    EXPECT_EQ(
        query.arguments().encoded(),
        "channel=C0OPS&ts=1796742000.000100&latest=1796742000.000100&inclusive=true&limit=1"
    );
}

// Whoever asks for it, the message is noted once: the id is the message's.
TEST(noted_text, eyes_of_two_people_have_one_id) {
    const auto other = parse_event(replaced(std::string(eyes), "U0ROBIN", "U0DANA"));
    EXPECT_EQ(
        std::get<eyes_on_message>(*other).found.request.source_id,
        marked().found.request.source_id
    );
}

TEST(noted_text, other_reactions_and_ours_ask_for_nothing) {
    const auto with = [](std::string_view what, std::string_view by) {
        return reason_in(parse_event(replaced(std::string(eyes), what, by)));
    };
    const std::string_view nothing = "a reaction that asks for nothing";
    EXPECT_EQ(with(R"("eyes")", R"("white_check_mark")"), nothing);
    EXPECT_EQ(with(R"("type":"message")", R"("type":"file")"), nothing);
    EXPECT_EQ(with("reaction_added", "reaction_removed"), "an event we do not use");
    const std::string_view ours = "a reaction of ours or to our own message";
    EXPECT_EQ(with("U0ANA", "U0BOT"), ours);
    EXPECT_EQ(with("U0ROBIN", "U0BOT"), ours);
    for (const std::string_view lacking : {"U0ROBIN", "C0OPS", "1796742000.000100"}) {
        EXPECT_FALSE(parse_event(replaced(std::string(eyes), lacking, "?"))) << lacking;
    }
}

TEST(noted_text, the_message_brings_its_words_its_author_and_its_thread) {
    auto seen = marked();
    ASSERT_TRUE(takes(seen, std::string(written)));
    const auto& said = std::get<chat::noted_message>(seen.found.request.what);
    EXPECT_EQ(said.author, "U0ANA");
    ASSERT_EQ(said.runs.size(), 2U);
    EXPECT_EQ(said.runs[0].text, "U0MAX");
    EXPECT_EQ(said.runs[1].text, " can start Monday & Tuesday");
    EXPECT_EQ(seen.found.request.place.thread, "1796741000.000100");
    EXPECT_EQ(seen.found.route.thread, "1796741000.000100");
    EXPECT_TRUE(seen.found.route.thread_is_live);
}

TEST(noted_text, the_first_message_of_a_thread_is_in_none) {
    auto seen = marked();
    ASSERT_TRUE(takes(seen, replaced(std::string(written), "1796741000", "1796742000")));
    EXPECT_EQ(seen.found.request.place.thread, "");
    EXPECT_FALSE(seen.found.route.thread_is_live);
}

TEST(noted_text, what_no_person_wrote_is_never_noted) {
    const auto with = [](std::string_view what, std::string_view by) {
        auto seen = marked();
        return takes(seen, replaced(std::string(written), what, by));
    };
    EXPECT_TRUE(with("U0MAX", "U0LEE"));
    EXPECT_FALSE(with("U0ANA", "U0BOT"));
    EXPECT_FALSE(with(R"("type":"message")", R"("type":"message","bot_id":"B0BOT")"));
    EXPECT_FALSE(with(R"("type":"message")", R"("type":"message","subtype":"channel_join")"));
    EXPECT_FALSE(with("<@U0MAX> can start Monday &amp; Tuesday", "  "));
    // Another message than the one asked for.
    EXPECT_FALSE(with("1796742000.000100", "1796742000.000200"));
    auto seen = marked();
    EXPECT_FALSE(take_message(seen, {}, installed()));
}

}  // namespace fillrate::slack
