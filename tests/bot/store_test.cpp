// What the engine writes: records that are the fold of their events, lists and timers that follow,
// and what is said of it later.
#include "bot/event_codec.hpp"
#include "core/domain/due.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace fillrate::bot {

TEST(unit_of_work, every_step_of_a_life_leaves_a_store_that_adds_up) {
    desk on;
    on.release_one();
    const std::vector<std::array<std::string, 3>> life{
        {"maul", "sup-hammer", "1 accept"},
        {"robin", "acorn-inside", "1 note \"two are ready\""},
        {"robin", "acorn-inside", "1 hold budget until:\"dec 7\""},
        {"robin", "acorn-inside", "1 resume"},
        {"wren", "sup-quill", "1 accept"},
        {"robin", "acorn-inside", "1 set priority:P1 \"the line stands\""},
        {"robin", "acorn-inside", "1 close filled_internally"},
        {"robin", "acorn-inside", "1 reopen \"fell off\" openings:1"},
        {"robin", "acorn-inside", "1 cancel budget"},
    };
    auto version = on.truth.records().at("req:1").version;
    for (const auto& [person, room, line] : life) {
        const auto answer = on.say(person, room, line);
        const auto now = on.truth.records().at("req:1").version;
        EXPECT_EQ(now, version + 1) << line << " -> " << answer;
        version = now;
        const auto report = on.check();
        EXPECT_TRUE(report.problems.empty()) << line << ": " << report.problems.front();
        const auto req = on.requisition();
        EXPECT_EQ(req.timer_due, domain::next_due(req)) << line;
        EXPECT_EQ(members_of(on, std::string(timer_set)).size(), req.timer_due ? 1U : 0U) << line;
    }
}

TEST(unit_of_work, everything_a_decision_saw_is_expected) {
    desk on;
    on.release_one();
    on.store.commits.clear();
    on.say("robin", "acorn-inside", "1 hold budget");
    ASSERT_EQ(on.store.commits.size(), 1U);
    const auto& batch = on.store.commits.front();
    const auto expected =
        std::find_if(batch.expected.begin(), batch.expected.end(), [](const auto& one) {
            return one.name == "req:1";
        });
    ASSERT_NE(expected, batch.expected.end());
    EXPECT_EQ(expected->version + 1, on.truth.records().at("req:1").version);
    EXPECT_FALSE(batch.command.empty());
    EXPECT_FALSE(batch.epoch.has_value()) << "commands carry no epoch";
    EXPECT_FALSE(batch.appends.empty());
}

TEST(unit_of_work, a_timer_dies_with_its_hold_and_comes_back_with_another_generation) {
    desk on;
    on.release_one();
    const auto before = members_of(on, std::string(timer_set));
    ASSERT_EQ(before.size(), 1U);
    on.say("robin", "acorn-inside", "1 hold budget");
    // What runs during a hold is only the question whether it is still one, after ten working days.
    const auto held = members_of(on, std::string(timer_set));
    ASSERT_EQ(held.size(), 1U);
    EXPECT_NE(held.front().name, before.front().name);
    EXPECT_GT(held.front().score, before.front().score);
    on.pass(std::chrono::hours{1});
    on.say("robin", "acorn-inside", "1 resume");
    const auto after = members_of(on, std::string(timer_set));
    ASSERT_EQ(after.size(), 1U);
    EXPECT_NE(after.front().name, before.front().name);
    EXPECT_NE(after.front().name, held.front().name);
    EXPECT_GT(after.front().score, before.front().score);
}

namespace {

/// What a supplier reads of one requisition, and how much of its history that takes.
class reading_desk : public desk {
public:
    reading_desk() { release_one(); }

    /// The ordinal of the last event of that kind.
    template <class Payload>
    std::uint32_t last_of() {
        std::uint32_t found = 0;
        for (std::uint32_t at = 1;; ++at) {
            const auto entry = run(truth.history("req:1", at, 1)).value();
            if (entry.empty()) {
                return found;
            }
            if (std::holds_alternative<Payload>(decode_event(entry.front().body).value().data)) {
                found = at;
            }
        }
    }
    void grow_old(int notes) {
        pass(undo_window + seconds{1});
        for (int i = 0; i < notes; ++i) {
            say("robin", "acorn-inside", "1 note \"called the plant, nobody there\"");
        }
    }
    composition line(std::uint32_t event) {
        chat::outgoing item;
        item.conversation = conversation_id{"sup-hammer"};
        item.kind = "line";
        item.subject = "req:1";
        item.event = event;
        item.readers = {chat::audience::kind::supplier, "hammer"};
        store.history_read = 0;
        return run(composer_.notice_text(item, clock.now())).value();
    }
    /// From nine to six, so also now.
    void let_robin_rest() {
        domain::person robin;
        robin.id = person_id{"robin"};
        robin.name = "Person robin";
        robin.direct = conversation_id{"dm-robin"};
        robin.quiet = domain::quiet_hours{9 * 60, 18 * 60, "America/Chicago"};
        domain::event put;
        put.subject = "person:robin";
        put.data = domain::directory_put{robin};
        handlers::decision decided;
        decided.events.push_back(put);
        authorship by;
        by.command = command_id{"robin rests"};
        by.now = clock.now();
        EXPECT_TRUE(run(decides.apply(decided, by)).has_value());
    }
    composition word_to_robin(bool breaks_quiet) {
        chat::outgoing item;
        item.conversation = conversation_id{"dm-robin"};
        item.kind = "alert";
        item.subject = "req:1";
        item.event = 1;
        item.readers = {chat::audience::kind::person, "robin"};
        item.breaks_quiet = breaks_quiet;
        return run(composer_.notice_text(item, clock.now())).value();
    }
    composition card() {
        store.history_read = 0;
        return run(composer_.card(conversation_id{"sup-hammer"}, "req:1", true, clock.now()))
            .value();
    }

private:
    composer composer_{store, shared().codec, shared().seal, "/hire"};
};

}  // namespace

TEST(notice, costs_no_more_when_the_history_is_long) {
    constexpr std::size_t most_read = 40;
    reading_desk on;
    on.say("robin", "acorn-inside", "1 hold budget");
    const auto held = on.last_of<domain::held>();
    on.grow_old(250);
    const auto old = on.line(held);
    EXPECT_EQ(old.step, composition::what::send);
    EXPECT_NE(old.content.summary.find("On hold"), std::string::npos) << old.content.summary;
    EXPECT_LE(on.store.history_read, most_read);
    on.say("robin", "acorn-inside", "1 resume");
    const auto resumed = on.last_of<domain::resumed>();
    ASSERT_GT(resumed, 250U);
    EXPECT_EQ(on.line(resumed).content.summary, "Resumed.");
    EXPECT_LE(on.store.history_read, most_read);
    on.say("robin", "acorn-inside", "me undo");
    EXPECT_EQ(on.line(resumed).step, composition::what::drop) << "it was taken back";
    EXPECT_LE(on.store.history_read, most_read);
    EXPECT_EQ(on.line(resumed + 100).step, composition::what::drop) << "there is none";
}

TEST(notice, waits_for_the_end_of_quiet_hours_unless_its_reader_is_on_call) {
    reading_desk on;
    EXPECT_NE(on.word_to_robin(false).step, composition::what::later);
    on.let_robin_rest();
    EXPECT_EQ(on.word_to_robin(false).step, composition::what::later);
    EXPECT_NE(on.word_to_robin(true).step, composition::what::later);
}

TEST(notice, a_card_outside_reads_one_event_once_all_may_be_known) {
    reading_desk on;
    on.grow_old(60);
    on.say("robin", "acorn-inside", "1 hold budget");
    const auto early = on.card();
    EXPECT_EQ(chat::to_plain_text(early.content).find("on hold"), std::string::npos);
    EXPECT_GT(on.store.history_read, 60U) << "what they may know is in the history only";
    on.pass(undo_window);
    const auto later = on.card();
    EXPECT_NE(chat::to_plain_text(later.content).find("on hold"), std::string::npos);
    EXPECT_EQ(later.shown_events, on.requisition().events);
    EXPECT_FALSE(later.again_at);
    EXPECT_EQ(on.store.history_read, 1U);
}

}  // namespace fillrate::bot
