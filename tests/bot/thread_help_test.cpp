// `help` in the thread of a card: its examples are about what the card shows.
#include "bot/outbox.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

namespace fillrate::bot {

namespace {

constexpr const char* thread_of_one = "1.1";

std::string asked_in_thread(desk& on, const std::string& person, const std::string& text) {
    auto request = on.typed(person, "acorn-inside", text);
    request.surface = "mention";
    request.place.thread = thread_of_one;
    return desk::text_of(on.handle(request));
}

bool shows(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST(thread_help, a_word_for_requisitions_in_a_candidates_thread_is_about_theirs) {
    desk on;
    on.release_one();
    on.say("maul", "sup-hammer", "1 accept");
    on.say("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test pay:52");
    const auto name =
        desk::shared().names.thread_record("sim", "t1", "C-acorn-inside", thread_of_one);
    ports::commit_batch batch;
    batch.command = "thread";
    batch.writes.push_back({name, desk::shared().codec.wrap(name, thread_to_json("sub:1"))});
    ASSERT_TRUE(on.truth.commit_now(batch).has_value());
    const auto listed = asked_in_thread(on, "robin", "candidates");
    EXPECT_TRUE(shows(listed, "S-1")) << listed;
    EXPECT_FALSE(shows(listed, "is no requisition")) << listed;
    const auto held = asked_in_thread(on, "robin", "hold budget");
    EXPECT_FALSE(shows(held, "REQ-1 is on hold")) << held;
    const auto released = asked_in_thread(on, "robin", "release tier2");
    EXPECT_FALSE(shows(released, "is no requisition")) << released;
}

TEST(thread_help, uses_the_code_of_its_card_and_what_can_be_done_to_it_now) {
    desk on;
    on.release_one();
    const auto name =
        desk::shared().names.thread_record("sim", "t1", "C-acorn-inside", thread_of_one);
    ports::commit_batch batch;
    batch.command = "thread";
    batch.writes.push_back({name, desk::shared().codec.wrap(name, thread_to_json("req:1"))});
    ASSERT_TRUE(on.truth.commit_now(batch).has_value());
    const auto open = asked_in_thread(on, "robin", "help");
    EXPECT_TRUE(shows(open, "/hire 1 hold")) << open;
    EXPECT_FALSE(shows(open, "/hire 1 resume") || shows(open, "104")) << open;
    EXPECT_TRUE(shows(open, "Chicago time (the site of REQ-1)")) << open;
    on.say("robin", "acorn-inside", "1 hold budget");
    EXPECT_TRUE(shows(asked_in_thread(on, "robin", "help"), "/hire 1 resume"));
    // What is named counts before the thread.
    EXPECT_TRUE(shows(asked_in_thread(on, "robin", "help S-999"), "There is no S-999"));
}

}  // namespace fillrate::bot
