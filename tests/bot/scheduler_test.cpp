// Timers that cannot be decided: how often they are tried, and by whom; how the lease changes
// hands.
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace fillrate::bot {

namespace {

/// A desk whose timers are watched.
class watched_desk : public desk {
public:
    watched_desk() { start("me"); }
    ~watched_desk() { end(); }
    watched_desk(const watched_desk&) = delete;
    watched_desk& operator=(const watched_desk&) = delete;

    /// The first process cannot reach the store any more and another takes over.
    void take_over() {
        watch_->reaches.away = true;
        away_ = std::move(watch_);
        start("other");
    }
    [[nodiscard]] const scheduler& timers() const { return watch_->timers; }
    /// What the present process has committed about strikes that did not set the timer aside.
    [[nodiscard]] std::ptrdiff_t strikes_noted() const {
        const auto& all = watch_->reaches.commits;
        return std::count_if(all.begin(), all.end(), [](const auto& batch) {
            return batch.members.size() == 1 && batch.members.front().set == "timer_strikes" &&
                   batch.members.front().score;
        });
    }

    /// The stored record of requisition 1 becomes unreadable; the answer puts it right again.
    std::string spoil() { return exchange("not a record"); }
    std::string exchange(const std::string& body) {
        auto before = truth.records().at("req:1").body;
        ports::commit_batch batch;
        batch.command = "a hand in the store, writing " + body.substr(0, 12);
        batch.writes.push_back({"req:1", body});
        EXPECT_TRUE(truth.commit_now(batch).has_value());
        return before;
    }
    [[nodiscard]] std::size_t size_of(const std::string& set) {
        return static_cast<std::size_t>(run(truth.count(set)).value());
    }

private:
    struct watch {
        watch(watched_desk& on, std::string name)
            : reaches{on.truth},
              lease{reaches, on.clock, on.log, std::move(name), {}},
              timers{on.loop->get_executor(), reaches, on.clock, on.log, on.decides, lease} {}
        hooked_store reaches;
        lease_holder lease;
        scheduler timers;
    };

    void start(std::string name) {
        watch_ = std::make_unique<watch>(*this, std::move(name));
        boost::asio::co_spawn(*loop, watch_->lease.run(), boost::asio::detached);
        boost::asio::co_spawn(*loop, watch_->timers.run(), boost::asio::detached);
    }

    std::unique_ptr<watch> watch_{};
    std::unique_ptr<watch> away_{};
};

/// Two processes on one store, each with its own way to it.
class two_processes : public desk {
public:
    two_processes() { start(first); }
    ~two_processes() { end(); }
    two_processes(const two_processes&) = delete;
    two_processes& operator=(const two_processes&) = delete;

    /// As a process does that ends: nothing after it.
    void end_first() {
        auto give_back = [this]() -> async::awaitable<bool> {
            co_await first.release();
            co_return true;
        };
        ASSERT_TRUE(run(give_back()));
        store.away = true;
    }
    void start(lease_holder& one) {
        boost::asio::co_spawn(*loop, one.run(), boost::asio::detached);
        wait_for(milliseconds{0});
    }
    [[nodiscard]] std::string owner() { return run(truth.read_lease()).value().owner; }

    hooked_store other_way{truth};
    lease_holder first{store, clock, log, "first", {}};
    lease_holder second{other_way, clock, log, "second", {}};
};

}  // namespace

TEST(lease_holder, a_process_that_ends_gives_the_lease_back_and_the_next_acts_and_sends_at_once) {
    two_processes on;
    ASSERT_EQ(on.first.epoch(), 1U);
    ASSERT_EQ(on.owner(), "first");
    on.end_first();
    EXPECT_EQ(on.owner(), "");
    EXPECT_FALSE(on.first.epoch());
    on.start(on.second);
    EXPECT_EQ(on.second.epoch(), 2U);
    EXPECT_TRUE(on.second.may_send());
}

TEST(scheduler, what_the_clock_changed_after_somebody_is_not_told_as_somebody_elses_change) {
    watched_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    const auto left = domain::due_time(on.coverage()) - on.clock.now();
    on.pass(left - minutes{2});
    on.wait_for(seconds{5});
    on.say("robin", "acorn-inside", "1 note \"called twice\"");
    ASSERT_FALSE(on.coverage().breached);
    on.pass(minutes{3});
    on.wait_for(seconds{5});
    ASSERT_TRUE(on.coverage().breached) << "its timer came";
    const auto refused = on.say("robin", "acorn-inside", "me undo");
    EXPECT_NE(refused.find("a time set for REQ-1 came after that"), std::string::npos) << refused;
    EXPECT_EQ(refused.find("somebody"), std::string::npos) << refused;
    on.say("robin", "acorn-inside", "1 note \"called again\"");
    on.say("dana", "acorn-inside", "1 note \"seen\"");
    const auto other = on.say("robin", "acorn-inside", "me undo");
    EXPECT_NE(other.find("somebody changed it after you"), std::string::npos) << other;
}

TEST(scheduler, an_interview_logged_after_it_is_over_is_taken_back_with_its_reminder) {
    watched_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    on.say("maul", "sup-hammer", "1 accept");
    on.say(
        "maul",
        "sup-hammer",
        "1 submit \"Paige Turner\" email:paige@example.test pay:38 rtr:\"nov 28\""
    );
    on.say("robin", "acorn-inside", "S-1 present");
    on.pass(std::chrono::hours{24});
    on.wait_for(seconds{5});
    const auto logged = on.say("ana", "acorn-shared", "S-1 interview held \"mon 15:00\"");
    ASSERT_TRUE(on.truth.records().contains("iv:1")) << logged;
    on.wait_for(seconds{5});
    const auto kept = on.run(on.truth.history("iv:1", 1, 50)).value();
    ASSERT_TRUE(std::any_of(kept.begin(), kept.end(), [](const auto& each) {
        return each.body.find("interview_reminded") != std::string::npos;
    })) << "its timer came";
    const auto undone = on.say("ana", "acorn-shared", "me undo");
    EXPECT_NE(undone.find("Undone: interview of"), std::string::npos) << undone;
    EXPECT_FALSE(on.truth.records().contains("iv:1"));
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(scheduler, a_successor_counts_on_from_the_strikes_of_the_process_before) {
    watched_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    static_cast<void>(on.spoil());
    on.pass(std::chrono::hours{24 * 7});
    on.wait_for(milliseconds{2500});
    ASSERT_EQ(on.strikes_noted(), 2);
    on.take_over();
    on.wait_for(seconds{30});
    EXPECT_EQ(on.strikes_noted(), 0) << "the third strike is the last";
    EXPECT_EQ(on.timers().dead(), 1U);
    EXPECT_EQ(on.size_of("dead_timers"), 1U);
}

TEST(scheduler, sets_a_timer_aside_after_three_strikes_and_goes_on_with_its_neighbours) {
    watched_desk on;
    on.wait_for(seconds{2});
    on.release_one("1");
    on.release_one("2");
    ASSERT_EQ(on.size_of(std::string(timer_set)), 2U);
    static_cast<void>(on.spoil());
    on.pass(std::chrono::hours{24 * 7});
    on.wait_for(seconds{10});
    EXPECT_EQ(on.timers().dead(), 1U);
    EXPECT_EQ(on.size_of("dead_timers"), 1U);
    EXPECT_EQ(on.size_of("timer_strikes"), 0U);
    EXPECT_EQ(on.timers().fired(), 1U) << "requisition 2, its warning and breach at once";
    EXPECT_EQ(on.size_of(std::string(timer_set)), 1U) << "what it is filled by is still ahead";
}

TEST(scheduler, strikes_are_forgiven_once_the_timer_can_be_decided) {
    watched_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    const auto whole = on.spoil();
    on.pass(std::chrono::hours{24 * 7});
    on.wait_for(milliseconds{1500});
    EXPECT_EQ(on.size_of("timer_strikes"), 1U);
    static_cast<void>(on.exchange(whole));
    on.wait_for(seconds{5});
    EXPECT_EQ(on.size_of("timer_strikes"), 0U);
    EXPECT_EQ(on.timers().dead(), 0U);
    EXPECT_GE(on.timers().fired(), 1U);
}

}  // namespace fillrate::bot
