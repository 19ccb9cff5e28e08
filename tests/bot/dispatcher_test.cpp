// The dispatcher at the moments a random run seldom meets: a wake-up lost between two looks at a
// queue, a receipt that was not stored.
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::bot {

namespace {

/// A desk whose outbox is worked, on a platform where nothing goes wrong by itself.
class working_desk : public desk {
public:
    working_desk() {
        faults_.calm();
        boost::asio::co_spawn(*loop, lease_.run(), boost::asio::detached);
        boost::asio::co_spawn(*loop, dispatcher_.run(), boost::asio::detached);
    }
    ~working_desk() { end(); }
    working_desk(const working_desk&) = delete;
    working_desk& operator=(const working_desk&) = delete;

    [[nodiscard]] std::size_t queued(const std::string& room) {
        ports::range_query all;
        all.set = queue_of(conversation_id{room});
        return run(truth.range(all)).value().size();
    }
    [[nodiscard]] std::size_t visible(const std::string& room) {
        return outside_.channels["C-" + room].size();
    }
    [[nodiscard]] std::size_t saying(const std::string& room, std::string_view words) {
        const auto& all = outside_.channels["C-" + room];
        return static_cast<std::size_t>(std::ranges::count_if(all, [words](const auto& one) {
            return one.content.summary.find(words) != std::string::npos;
        }));
    }
    void watch_timers() { boost::asio::co_spawn(*loop, timers_.run(), boost::asio::detached); }
    [[nodiscard]] const dispatcher::counters& counted() const { return dispatcher_.counted(); }
    void stop_sending() { dispatcher_.stop(); }
    [[nodiscard]] bool sends() const { return !dispatcher_.idle(); }

private:
    seeded_random chance_{1};
    simulation::fault_plan faults_{chance_, simulation::plant::none};
    simulation::ledger ledger_{};
    simulation::world outside_{};
    simulation::faulty_platform platform_{outside_, clock, faults_, ledger_};
    composer composer_{store, shared().codec, shared().seal, "/hire"};
    lease_holder lease_{store, clock, log, "me", {}};
    dispatcher dispatcher_{
        {loop->get_executor(),
         store,
         clock,
         random,
         log,
         shared().codec,
         shared().names,
         ids,
         composer_,
         lease_},
        {{"sim", &platform_}}};
    scheduler timers_{loop->get_executor(), store, clock, log, decides, lease_};
};

constexpr auto open_one =
    "req new \"Welder\" client:Acorn site:Main category:professional openings:2 pay:40 bill:61 "
    "hm:@ana";

bool puts_to_sleep(const ports::commit_batch& batch) {
    return batch.members.size() == 1 && batch.writes.empty() &&
           batch.members.front().set == outbox_set &&
           batch.members.front().member == "acorn-inside" && !batch.members.front().only_lower;
}

}  // namespace

TEST(dispatcher, shows_a_card_once_and_empties_the_queue) {
    working_desk on;
    on.wait_for(seconds{2});
    on.say("robin", "acorn-inside", open_one);
    on.wait_for(seconds{5});
    EXPECT_EQ(on.visible("acorn-inside"), 1U);
    EXPECT_EQ(on.queued("acorn-inside"), 0U);
}

TEST(dispatcher, a_queue_put_to_sleep_while_something_was_added_is_looked_at_again) {
    for (const bool reply_is_lost : {false, true}) {
        working_desk on;
        on.wait_for(seconds{2});
        on.say("robin", "acorn-inside", open_one);
        const auto mark = [&on] {
            ports::commit_batch batch;
            batch.command = "somebody elsewhere";
            enqueue(
                batch,
                conversation_id{"acorn-inside"},
                {true, "req:1"},
                to_unix_ms(on.clock.now())
            );
            EXPECT_TRUE(on.truth.commit_now(batch).has_value());
        };
        bool happened = false;
        on.store.before_commit = [&](const ports::commit_batch& batch) -> std::optional<error> {
            if (puts_to_sleep(batch) && !happened) {
                mark();
            }
            return std::nullopt;
        };
        on.store.after_commit = [&](const ports::commit_batch& batch) -> std::optional<error> {
            const bool now = puts_to_sleep(batch) && !happened;
            happened = happened || now;
            return now && reply_is_lost ? std::optional(error(errc::unknown_outcome))
                                        : std::nullopt;
        };
        on.wait_for(seconds{10});
        EXPECT_TRUE(happened);
        EXPECT_EQ(on.queued("acorn-inside"), 0U) << (reply_is_lost ? "the reply was lost" : "");
        EXPECT_EQ(on.visible("acorn-inside"), 1U);
    }
}

TEST(dispatcher, a_receipt_that_was_not_stored_does_not_lead_to_a_second_copy) {
    working_desk on;
    on.wait_for(seconds{2});
    int refused = 0;
    on.store.before_commit = [&](const ports::commit_batch& batch) -> std::optional<error> {
        const bool receipt =
            batch.epoch &&
            std::any_of(batch.writes.begin(), batch.writes.end(), [](const auto& one) {
                return one.name.starts_with("thread:");
            });
        return receipt && refused++ == 0 ? std::optional(error(errc::unknown_outcome))
                                         : std::nullopt;
    };
    on.say("robin", "acorn-inside", open_one);
    on.wait_for(seconds{30});
    EXPECT_GE(refused, 2);
    EXPECT_EQ(on.visible("acorn-inside"), 1U);
    EXPECT_EQ(on.queued("acorn-inside"), 0U);
    EXPECT_EQ(on.counted().found, 1U);
}

TEST(dispatcher, told_to_stop_it_finishes_what_is_out_and_leaves_the_rest_queued) {
    for (const bool stops : {false, true}) {
        working_desk on;
        on.wait_for(seconds{2});
        for (int i = 0; i < 6; ++i) {
            on.say("robin", "acorn-inside", open_one);
        }
        for (int looks = 0; looks < 200 && !on.sends(); ++looks) {
            on.wait_for(milliseconds{10});
        }
        ASSERT_TRUE(on.sends()) << "the pace makes the later ones wait";
        ASSERT_LT(on.visible("acorn-inside"), 5U);
        if (stops) {
            on.stop_sending();
        }
        on.wait_for(seconds{30});
        EXPECT_FALSE(on.sends());
        if (stops) {
            EXPECT_LT(on.visible("acorn-inside"), 6U);
            EXPECT_EQ(on.visible("acorn-inside") + on.queued("acorn-inside"), 6U);
        } else {
            EXPECT_EQ(on.visible("acorn-inside"), 6U);
            EXPECT_EQ(on.queued("acorn-inside"), 0U);
        }
    }
}

TEST(dispatcher, an_alert_of_a_miss_that_was_none_is_edited) {
    for (const bool told_before : {true, false}) {
        working_desk on;
        on.wait_for(seconds{2});
        on.release_one();
        on.wait_for(seconds{5});
        if (told_before) {
            on.watch_timers();
        }
        on.pass(std::chrono::hours{24} + minutes{5});
        on.wait_for(seconds{10});
        EXPECT_EQ(on.saying("dm-robin", "Coverage of REQ-1"), told_before ? 1U : 0U);
        EXPECT_EQ(on.saying("acorn-inside", "Coverage of REQ-1"), told_before ? 1U : 0U);
        const auto before = on.visible("dm-robin");
        const auto said = on.say("robin", "acorn-inside", "1 hold budget at:\"yesterday 16:00\"");
        EXPECT_NE(said.find("Logged as of"), std::string::npos) << said;
        on.wait_for(seconds{10});
        EXPECT_EQ(on.saying("dm-robin", "Withdrawn"), 0U) << "it waits until it cannot be undone";
        on.pass(minutes{6});
        on.wait_for(seconds{10});
        EXPECT_EQ(on.visible("dm-robin"), before) << "edited, or nothing at all";
        EXPECT_EQ(on.saying("dm-robin", "Coverage of REQ-1"), 0U);
        EXPECT_EQ(on.saying("dm-robin", "Withdrawn"), told_before ? 1U : 0U);
        EXPECT_EQ(on.saying("acorn-inside", "Withdrawn"), told_before ? 1U : 0U);
        EXPECT_EQ(on.queued("dm-robin"), 0U);
        EXPECT_FALSE(on.coverage().breached);
        EXPECT_TRUE(on.check().problems.empty());
    }
}

TEST(dispatcher, a_miss_has_a_number_by_which_it_is_found) {
    working_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    on.wait_for(seconds{5});
    on.watch_timers();
    on.pass(std::chrono::hours{24} + minutes{5});
    on.wait_for(seconds{10});
    const auto number = on.coverage().missed;
    ASSERT_FALSE(number.empty());
    const auto id = "B-" + std::to_string(number.value);
    EXPECT_EQ(on.saying("dm-robin", "This is " + id + '.'), 1U);
    const auto shown = on.say("robin", "acorn-inside", id);
    EXPECT_NE(shown.find(id + ": Coverage of REQ-1"), std::string::npos) << shown;
    EXPECT_NE(on.say("maul", "sup-hammer", id).find("There is no " + id), std::string::npos);
    EXPECT_TRUE(on.check().problems.empty());
    on.say("robin", "acorn-inside", "1 hold budget at:\"yesterday 16:00\"");
    ASSERT_FALSE(on.coverage().breached) << "it was none";
    EXPECT_NE(on.say("robin", "acorn-inside", id).find("There is no " + id), std::string::npos);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(dispatcher, what_an_act_finds_past_due_before_its_timer_did_has_its_number_with_it) {
    working_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    on.pass(std::chrono::hours{24} + minutes{5});
    ASSERT_FALSE(on.coverage().breached) << "no timer came";
    on.say("robin", "acorn-inside", "1 hold budget");
    ASSERT_TRUE(on.coverage().breached);
    const auto number = on.coverage().missed;
    ASSERT_FALSE(number.empty());
    const auto id = "B-" + std::to_string(number.value);
    const auto shown = on.say("robin", "acorn-inside", id);
    EXPECT_NE(shown.find(id + ": Coverage of REQ-1"), std::string::npos) << shown;
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(dispatcher, a_message_to_one_person_says_that_its_reason_was_undone) {
    for (const bool sent_before : {true, false}) {
        working_desk on;
        on.wait_for(seconds{2});
        on.release_one();
        on.say("maul", "sup-hammer", "1 accept");
        on.wait_for(seconds{10});
        const auto before = on.visible("dm-robin");
        const auto waiting = on.queued("dm-robin");
        if (!sent_before) {
            on.stop_sending();
        }
        const auto asked = on.say("maul", "sup-hammer", "1 ask \"is weekend work paid?\"");
        on.wait_for(seconds{10});
        EXPECT_EQ(on.saying("dm-robin", "weekend"), sent_before ? 1U : 0U) << asked;
        EXPECT_EQ(on.queued("dm-robin"), waiting + (sent_before ? 0U : 1U));
        const auto undone = on.say("maul", "sup-hammer", "me undo");
        EXPECT_NE(undone.find("Undone"), std::string::npos) << undone;
        on.wait_for(seconds{10});
        EXPECT_EQ(on.saying("dm-robin", "weekend"), 0U);
        EXPECT_EQ(
            on.saying("dm-robin", "Taken back since: what this said about REQ-1"),
            sent_before ? 1U : 0U
        );
        EXPECT_EQ(on.visible("dm-robin"), before + (sent_before ? 1U : 0U));
        EXPECT_EQ(on.queued("dm-robin"), waiting);
        EXPECT_TRUE(on.check().problems.empty());
    }
}

TEST(dispatcher, what_was_said_of_something_else_stays_when_a_later_step_is_undone) {
    working_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    on.say("maul", "sup-hammer", "1 accept");
    on.say("maul", "sup-hammer", "1 ask \"is weekend work paid?\"");
    on.wait_for(seconds{10});
    ASSERT_EQ(on.saying("dm-robin", "weekend"), 1U);
    on.say("robin", "acorn-inside", "1 hold budget");
    on.wait_for(seconds{10});
    on.say("robin", "acorn-inside", "me undo");
    on.wait_for(seconds{10});
    EXPECT_EQ(on.saying("dm-robin", "weekend"), 1U);
    EXPECT_EQ(on.saying("dm-robin", "Taken back"), 0U);
}

TEST(dispatcher, who_decides_a_dispute_reads_that_it_was_taken_back) {
    working_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    on.say(
        "maul",
        "sup-hammer",
        "1 submit \"Paige Turner\" email:paige@example.test pay:38 rtr:\"nov 28\""
    );
    on.say("robin", "acorn-inside", "S-1 present");
    const auto known =
        on.say("ana", "acorn-shared", "S-1 known \"met at the plant fair\" on:\"nov 12\"");
    on.wait_for(seconds{10});
    ASSERT_EQ(on.saying("dm-robin", " knew "), 1U) << known;
    const auto undone = on.say("ana", "acorn-shared", "me undo");
    on.wait_for(seconds{10});
    EXPECT_EQ(on.saying("dm-robin", " knew "), 0U) << undone;
    EXPECT_EQ(on.saying("dm-robin", "Taken back since: what this said about S-1"), 1U);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(dispatcher, who_was_to_cover_reads_that_the_absence_was_undone) {
    working_desk on;
    on.wait_for(seconds{2});
    on.say("robin", "acorn-inside", "me away until:fri cover:@dana");
    on.wait_for(seconds{10});
    ASSERT_EQ(on.saying("dm-dana", "you cover"), 1U);
    // What changed later, and is said of nobody, leaves it as it is.
    on.say("robin", "acorn-inside", "me quiet 18-8");
    on.wait_for(seconds{10});
    on.say("robin", "acorn-inside", "me undo");
    on.wait_for(seconds{10});
    EXPECT_EQ(on.saying("dm-dana", "you cover"), 1U);
    on.say("robin", "acorn-inside", "me away until:fri cover:@dana");
    on.wait_for(seconds{10});
    on.say("robin", "acorn-inside", "me undo");
    on.wait_for(seconds{10});
    EXPECT_EQ(on.saying("dm-dana", "Taken back since: what this said no longer holds."), 1U);
    EXPECT_TRUE(on.check().problems.empty());
}

namespace {

/// Two requisitions of Robin's that went past due in one night.
void let_two_run_out(working_desk& on) {
    on.wait_for(seconds{2});
    on.release_one("1");
    on.release_one("2");
    on.wait_for(seconds{5});
    on.watch_timers();
    on.pass(std::chrono::hours{24} + minutes{5});
    on.wait_for(seconds{20});
}

// The commit by which one notice takes others into itself.
bool joins_notices(const ports::commit_batch& batch) {
    const auto gone = std::ranges::count_if(batch.writes, [](const auto& one) {
        return one.name.starts_with("out:") && !one.body;
    });
    const auto kept = std::ranges::count_if(batch.writes, [](const auto& one) {
        return one.name.starts_with("out:") && one.body;
    });
    return gone > 0 && kept == 1;
}

}  // namespace

TEST(dispatcher, joined_notices_are_read_back_as_they_were_stored) {
    notice whole;
    whole.what.kind = "alert";
    whole.what.subject = "req:1";
    whole.what.joins = true;
    whole.joined.push_back(whole.what);
    whole.joined.back().subject = "req:2";
    whole.joined.back().mark = "cov.0";
    EXPECT_EQ(notice_from_json(to_json(whole)).value(), whole);
    card_record marked;
    marked.message_id = "17";
    marked.others = whole.joined;
    marked.others.back().replaces = true;
    EXPECT_EQ(card_from_json(to_json(marked)).value(), marked);
}

TEST(dispatcher, alerts_due_to_one_person_at_once_are_one_message) {
    enum class trouble { none, refused, reply_lost };
    for (const auto wrong : {trouble::none, trouble::refused, trouble::reply_lost}) {
        working_desk on;
        int joined = 0;
        on.store.before_commit = [&](const ports::commit_batch& batch) -> std::optional<error> {
            const bool first = joins_notices(batch) && joined++ == 0;
            return first && wrong == trouble::refused ? std::optional(error(errc::unavailable))
                                                      : std::nullopt;
        };
        on.store.after_commit = [&](const ports::commit_batch& batch) -> std::optional<error> {
            return joins_notices(batch) && joined == 1 && wrong == trouble::reply_lost
                       ? std::optional(error(errc::unknown_outcome))
                       : std::nullopt;
        };
        let_two_run_out(on);
        EXPECT_EQ(joined, wrong == trouble::refused ? 2 : 1);
        EXPECT_EQ(on.saying("dm-robin", "2 things need you"), 1U);
        EXPECT_EQ(on.saying("dm-robin", "Coverage of REQ-1"), 1U);
        EXPECT_EQ(on.saying("dm-robin", "Coverage of REQ-2"), 1U);
        EXPECT_EQ(on.queued("dm-robin"), 0U);
        // The threads are of one requisition each.
        EXPECT_EQ(on.saying("acorn-inside", "2 things need you"), 0U);
        EXPECT_EQ(on.saying("acorn-inside", "Coverage of REQ-1"), 1U);
        EXPECT_TRUE(on.check().problems.empty());
    }
}

TEST(dispatcher, what_is_taken_back_of_a_joined_message_leaves_the_rest_of_it) {
    working_desk on;
    let_two_run_out(on);
    const auto before = on.visible("dm-robin");
    const auto hold = [&on](const std::string& number) {
        on.say("robin", "acorn-inside", number + " hold budget at:\"yesterday 16:00\"");
        on.pass(minutes{6});
        on.wait_for(seconds{10});
    };
    hold("1");
    EXPECT_EQ(on.visible("dm-robin"), before);
    EXPECT_EQ(on.saying("dm-robin", "coverage of REQ-1 Welder was in time"), 1U);
    EXPECT_EQ(on.saying("dm-robin", "Coverage of REQ-2"), 1U);
    hold("2");
    EXPECT_EQ(on.visible("dm-robin"), before);
    EXPECT_EQ(on.saying("dm-robin", "coverage of REQ-1 Welder was in time"), 1U);
    EXPECT_EQ(on.saying("dm-robin", "coverage of REQ-2 Welder was in time"), 1U);
    EXPECT_EQ(on.saying("dm-robin", "Coverage of REQ-2"), 0U);
    EXPECT_EQ(on.queued("dm-robin"), 0U);
}

TEST(dispatcher, a_miss_that_came_twice_while_nothing_could_be_sent_is_said_once) {
    working_desk on;
    on.wait_for(seconds{2});
    on.release_one();
    on.wait_for(seconds{5});
    bool stuck = true;
    on.store.before_commit = [&stuck](const ports::commit_batch& batch) -> std::optional<error> {
        const bool sends =
            batch.appends.empty() && std::ranges::any_of(batch.writes, [](const auto& one) {
                return one.name.starts_with("out:");
            });
        return stuck && sends ? std::optional(error(errc::unavailable)) : std::nullopt;
    };
    on.watch_timers();
    on.pass(std::chrono::hours{24} + minutes{5});
    on.wait_for(seconds{10});
    on.say("robin", "acorn-inside", "1 hold budget at:\"yesterday 16:00\"");
    on.pass(minutes{6});
    on.wait_for(seconds{10});
    on.say("robin", "acorn-inside", "1 resume");
    EXPECT_FALSE(on.coverage().breached);
    on.pass(std::chrono::hours{48});
    on.wait_for(seconds{10});
    EXPECT_TRUE(on.coverage().breached);
    EXPECT_EQ(on.saying("dm-robin", "REQ-1"), 0U);
    stuck = false;
    on.wait_for(minutes{2});
    EXPECT_EQ(on.saying("dm-robin", "Coverage of REQ-1"), 1U);
    EXPECT_EQ(on.saying("dm-robin", "2 things need you"), 0U);
    EXPECT_EQ(on.queued("dm-robin"), 0U);
}

}  // namespace fillrate::bot
