// Eyes on a message: its words become a note, once, and nothing else ever (DOMAIN.md 7.1).
#include "bot/outbox.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fillrate::bot {

namespace {

constexpr const char* thread_of_card = "1.1";

/// `person` put eyes on what `author` wrote as message `ts` of the firm's room of Acorn.
chat::request with_eyes(
    desk& on,
    const std::string& person,
    const std::string& author,
    const std::string& ts,
    const std::string& text
) {
    auto request = on.typed(person, "acorn-inside", {});
    request.source_id = "eyes:C-acorn-inside:" + ts;
    request.surface = "reaction";
    chat::noted_message said;
    said.runs.push_back({chat::text_run::kind::plain, text});
    said.author = author;
    request.what = std::move(said);
    return request;
}

std::string answer_to(desk& on, const chat::request& request) {
    return desk::text_of(on.handle(request));
}

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Messages in that thread of the room are about the subject, as after its card was posted.
void give_thread(desk& on, const std::string& subject) {
    const auto name =
        desk::shared().names.thread_record("sim", "t1", "C-acorn-inside", thread_of_card);
    ports::commit_batch batch;
    batch.command = "thread-" + subject;
    batch.writes.push_back({name, desk::shared().codec.wrap(name, thread_to_json(subject))});
    ASSERT_TRUE(on.truth.commit_now(batch).has_value());
}

}  // namespace

TEST(noted_message, is_a_note_on_what_its_thread_is_about) {
    desk on;
    on.release_one();
    give_thread(on, "req:1");
    const auto before = on.requisition();
    auto request = with_eyes(on, "robin", "U-ana", "2.1", "two shifts would do, says REQ-9");
    request.place.thread = thread_of_card;
    const auto noted = answer_to(on, request);
    EXPECT_TRUE(says(noted, "Noted on REQ-1")) << noted;
    EXPECT_EQ(on.requisition().state, before.state);
    const auto history = on.say("dana", "acorn-inside", "1 history");
    EXPECT_TRUE(says(history, "Person ana wrote: \"two shifts would do, says REQ-9\"")) << history;
}

TEST(noted_message, is_a_note_on_what_it_names_where_no_thread_tells) {
    desk on;
    on.release_one();
    const auto noted =
        answer_to(on, with_eyes(on, "robin", "U-dana", "2.1", "hold REQ-1, the dock is closed"));
    EXPECT_TRUE(says(noted, "Noted on REQ-1")) << noted;
    EXPECT_EQ(on.requisition().state, domain::requisition_state::open);
}

TEST(noted_message, that_is_about_nothing_is_not_kept_and_the_line_to_type_is_said) {
    desk on;
    on.release_one();
    const auto before = on.store.commits.size();
    const auto reply = on.handle(with_eyes(on, "robin", "U-dana", "2.1", "the dock is closed"));
    const auto text = desk::text_of(reply);
    EXPECT_TRUE(says(text, "Which requisition?")) << text;
    EXPECT_TRUE(says(text, "note")) << text;
    EXPECT_EQ(reply.who, chat::reply::visibility::only_you);
    EXPECT_EQ(on.store.commits.size(), before);
}

TEST(noted_message, is_noted_once_whoever_asks) {
    desk on;
    on.release_one();
    const std::string words = "REQ-1: two shifts would do";
    const auto first = answer_to(on, with_eyes(on, "robin", "U-ana", "2.1", words));
    EXPECT_TRUE(says(first, "Noted on REQ-1")) << first;
    const auto before = on.store.commits.size();
    for (const std::string person : {"dana", "robin"}) {
        const auto again = answer_to(on, with_eyes(on, person, "U-ana", "2.1", words));
        EXPECT_TRUE(says(again, "noted before")) << again;
    }
    EXPECT_EQ(on.store.commits.size(), before);
    const auto other = answer_to(on, with_eyes(on, "dana", "U-ana", "2.2", words));
    EXPECT_TRUE(says(other, "Noted on REQ-1")) << other;
}

TEST(noted_message, of_eyes_from_outside_the_firm_comes_nothing) {
    desk on;
    on.release_one();
    const auto before = on.store.commits.size();
    for (const std::string person : {"ana", "maul", "nobody"}) {
        const auto reply = on.handle(with_eyes(on, person, "U-dana", "2.1", "REQ-1 is urgent"));
        EXPECT_TRUE(std::holds_alternative<std::monostate>(reply.what)) << person;
    }
    EXPECT_EQ(on.store.commits.size(), before);
}

TEST(noted_message, of_somebody_unknown_keeps_the_platform_s_name) {
    desk on;
    on.release_one();
    answer_to(on, with_eyes(on, "robin", "U-max", "2.1", "REQ-1 is urgent"));
    const auto history = on.say("robin", "acorn-inside", "1 history");
    EXPECT_TRUE(says(history, "@U-max wrote: \"REQ-1 is urgent\"")) << history;
}

}  // namespace fillrate::bot
