// Pure rules of the engine: sealed actions, hashed identities, what follows a send, the lease
// protocol.
#include "bot/action_seal.hpp"
#include "bot/identity.hpp"
#include "bot/lease_holder.hpp"
#include "bot/send_policy.hpp"

#include <gtest/gtest.h>

namespace fillrate::bot {

namespace {

crypto::key key_with(char fill) {
    return crypto::key::from_bytes(std::string(crypto::key::size, fill)).value();
}

chat::form form_of(const std::string& name, const std::string& subject, std::uint64_t version) {
    chat::form form;
    form.act.name = name;
    form.act.subject = subject;
    form.act.version = version;
    return form;
}

constexpr wire_instant start{milliseconds{1'000'000}};

ports::receipt receipt_of(ports::receipt::status what, milliseconds wait = milliseconds{0}) {
    ports::receipt got;
    got.what = what;
    got.wait = wait;
    got.reason = "why";
    return got;
}

sending sent_once() {
    sending progress;
    progress.state = outbox_state::sending;
    progress.attempts = 1;
    progress.started_ms = start.time_since_epoch().count();
    return progress;
}

ports::lease lease_of(std::string owner, std::uint64_t epoch, std::uint64_t beat) {
    ports::lease value;
    value.owner = std::move(owner);
    value.epoch = epoch;
    value.beat = beat;
    return value;
}

steady_instant at(int ms) {
    return steady_instant{} + std::chrono::hours{1} + milliseconds{ms};
}

using advised = lease_watch::advice::what;

}  // namespace

TEST(action_seal, opens_what_it_sealed) {
    const action_seal seal(key_with('k'), "acme");
    auto form = form_of("release", "req:104", 7);
    seal.seal(form, "internal");
    EXPECT_LE(form.act.value.size(), chat::max_action_value);
    const auto opened = seal.open(form.act.value, "internal");
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->name, "release");
    EXPECT_EQ(opened->subject, "req:104");
    EXPECT_EQ(opened->version, 7U);
}

TEST(action_seal, n089_an_edited_value_is_refused) {
    const action_seal seal(key_with('k'), "acme");
    auto form = form_of("release", "req:104", 7);
    seal.seal(form, "internal");
    const auto value = form.act.value;
    for (std::size_t i = 0; i < value.size(); ++i) {
        for (const char other : {'0', '5', 'A', 'z', '|', '_'}) {
            auto changed = value;
            changed[i] = other;
            if (changed != value) {
                EXPECT_FALSE(seal.open(changed, "internal").has_value()) << changed;
            }
        }
        EXPECT_FALSE(seal.open(value.substr(0, i), "internal").has_value());
    }
    EXPECT_FALSE(seal.open(value + "A", "internal").has_value());
}

TEST(action_seal, n090_the_version_it_was_drawn_from_is_inside) {
    const action_seal seal(key_with('k'), "acme");
    auto old_form = form_of("release", "req:104", 7);
    auto new_form = form_of("release", "req:104", 8);
    seal.seal(old_form, "internal");
    seal.seal(new_form, "internal");
    EXPECT_NE(old_form.act.value, new_form.act.value);
    EXPECT_EQ(seal.open(old_form.act.value, "internal")->version, 7U);
}

TEST(action_seal, n091_another_organisation_place_or_key_is_refused) {
    const action_seal seal(key_with('k'), "acme");
    auto form = form_of("accept", "req:104", 7);
    seal.seal(form, "supplier:hammer");
    EXPECT_TRUE(seal.open(form.act.value, "supplier:hammer").has_value());
    EXPECT_FALSE(seal.open(form.act.value, "supplier:quill").has_value());
    EXPECT_FALSE(seal.open(form.act.value, "internal").has_value());
    EXPECT_FALSE(seal.open(form.act.value, "").has_value());
    EXPECT_FALSE(
        action_seal(key_with('k'), "other").open(form.act.value, "supplier:hammer").has_value()
    );
    EXPECT_FALSE(
        action_seal(key_with('x'), "acme").open(form.act.value, "supplier:hammer").has_value()
    );
}

TEST(action_seal, every_audience_has_a_class_of_its_own) {
    using domain::binding;
    EXPECT_EQ(audience_class({binding::kind::internal, {}}), "internal");
    EXPECT_NE(
        audience_class({binding::kind::client, "a"}),
        audience_class({binding::kind::supplier, "a"})
    );
    EXPECT_NE(
        audience_class({binding::kind::client, "a"}),
        audience_class({binding::kind::client, "b"})
    );
    EXPECT_NE(
        audience_class({binding::kind::direct, "a"}),
        audience_class({binding::kind::unbound, "a"})
    );
}

TEST(identity, n082_raw_platform_text_never_becomes_part_of_a_name) {
    const identity names(key_with('k'));
    const std::string hostile("{}:* \r\n\0\xff/..", 13);
    for (const auto& name :
         {names.user_mapping(hostile, hostile, hostile),
          names.channel_mapping(hostile, hostile, hostile),
          names.thread_record(hostile, hostile, hostile, hostile)}) {
        EXPECT_EQ(
            name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789:"),
            std::string::npos
        ) << name;
        EXPECT_LE(name.size(), 96U);
    }
}

TEST(identity, different_things_have_different_names) {
    const identity names(key_with('k'));
    EXPECT_EQ(names.user_mapping("slack", "T1", "U1"), names.user_mapping("slack", "T1", "U1"));
    EXPECT_NE(names.user_mapping("slack", "T1", "U1"), names.user_mapping("slack", "T2", "U1"));
    EXPECT_NE(names.user_mapping("slack", "T1", "U1"), names.user_mapping("web", "T1", "U1"));
    EXPECT_NE(names.user_mapping("slack", "T1", "U1"), names.channel_mapping("slack", "T1", "U1"));
    EXPECT_NE(names.user_mapping("slack", "T", "1U1"), names.user_mapping("slack", "T1", "U1"));
    EXPECT_NE(
        names.thread_record("slack", "T1", "C1", "m"),
        names.thread_record("slack", "T1", "C2", "m")
    );
    EXPECT_NE(
        names.user_mapping("slack", "T1", "U1"),
        identity(key_with('x')).user_mapping("slack", "T1", "U1")
    );
}

TEST(identity, a_redelivery_has_the_same_command_id) {
    chat::request first;
    first.platform = "slack";
    first.tenant = "T1";
    first.source_id = "Ev1";
    auto again = first;
    again.received_at = wire_instant{seconds{5}};
    again.actor.id = "somebody else";
    EXPECT_EQ(command_of(first), command_of(again));
    again.source_id = "Ev2";
    EXPECT_NE(command_of(first), command_of(again));
    again = first;
    again.tenant = "T2";
    EXPECT_NE(command_of(first), command_of(again));
}

TEST(send_policy, backoff_doubles_from_one_second_to_five_minutes) {
    seeded_random random(3);
    for (std::uint32_t attempts = 0; attempts < 40; ++attempts) {
        const std::int64_t ceiling =
            attempts <= 1  ? 1000
            : attempts > 9 ? 300'000
                           : std::min<std::int64_t>(300'000, 1000LL << (attempts - 1));
        std::int64_t longest = 0;
        for (int i = 0; i < 200; ++i) {
            const auto wait = backoff(attempts, random).count();
            EXPECT_GE(wait, 0);
            EXPECT_LT(wait, ceiling);
            longest = std::max(longest, wait);
        }
        EXPECT_GT(longest, ceiling / 2) << attempts;
    }
}

TEST(send_policy, retry_after_is_never_undercut) {
    seeded_random random(3);
    for (const std::int64_t wait : {1LL, 999LL, 30'000LL, 3'600'000LL}) {
        const auto after = after_receipt(
            sent_once(),
            receipt_of(ports::receipt::status::retry, milliseconds{wait}),
            false,
            start,
            random
        );
        EXPECT_EQ(after.state, outbox_state::retry);
        EXPECT_GE(after.wait_until_ms, start.time_since_epoch().count() + wait);
        EXPECT_EQ(after.reason, "why");
    }
}

TEST(send_policy, what_becomes_of_an_attempt) {
    seeded_random random(3);
    using status = ports::receipt::status;
    const auto after =
        [&random](status what, bool is_edit, milliseconds wait, std::uint32_t attempts) {
            auto before = sent_once();
            before.attempts = attempts;
            return after_receipt(before, receipt_of(what, wait), is_edit, start, random);
        };
    EXPECT_EQ(
        after(status::retry, false, std::chrono::hours{1} + milliseconds{1}, 1).state,
        outbox_state::dead
    );
    EXPECT_EQ(after(status::dead, false, milliseconds{0}, 1).state, outbox_state::dead);
    EXPECT_EQ(after(status::dead, true, milliseconds{0}, 1).state, outbox_state::dead);
    EXPECT_EQ(after(status::unknown, false, milliseconds{0}, 1).state, outbox_state::unknown);
    EXPECT_EQ(
        after(status::unknown, false, milliseconds{0}, max_attempts).state,
        outbox_state::unknown
    );
    EXPECT_EQ(after(status::unknown, true, milliseconds{0}, 1).state, outbox_state::retry)
        << "an edit is repeated freely";
    EXPECT_EQ(
        after(status::retry, false, milliseconds{0}, max_attempts - 1).state,
        outbox_state::retry
    );
    EXPECT_EQ(after(status::retry, false, milliseconds{0}, max_attempts).state, outbox_state::dead);
    EXPECT_EQ(
        after(status::unknown, true, milliseconds{0}, max_attempts).state,
        outbox_state::dead
    );
}

TEST(send_policy, an_unknown_outcome_is_looked_up_twice) {
    auto progress = sent_once();
    progress.state = outbox_state::unknown;
    EXPECT_EQ(next_look(progress), start + first_look);
    const auto once = after_look(progress, chat::delivery_class::alert, start + first_look);
    EXPECT_EQ(once.state, outbox_state::unknown);
    EXPECT_EQ(next_look(once), start + second_look);
    const auto alert = after_look(once, chat::delivery_class::alert, start + second_look);
    EXPECT_EQ(alert.state, outbox_state::retry) << "at least once";
    const auto notice = after_look(once, chat::delivery_class::notice, start + second_look);
    EXPECT_EQ(notice.state, outbox_state::dead) << "at most once";
    EXPECT_FALSE(notice.reason.empty());
    auto tired = once;
    tired.attempts = max_attempts;
    EXPECT_EQ(
        after_look(tired, chat::delivery_class::alert, start + second_look).state,
        outbox_state::dead
    );
}

TEST(pacer, allows_a_burst_and_then_the_interval) {
    pacer slots;
    const ports::platform::pace pace{milliseconds{1000}, 3};
    EXPECT_EQ(slots.reserve(pace, at(0)), at(0));
    EXPECT_EQ(slots.reserve(pace, at(0)), at(0));
    EXPECT_EQ(slots.reserve(pace, at(0)), at(0));
    EXPECT_EQ(slots.reserve(pace, at(0)), at(1000));
    EXPECT_EQ(slots.reserve(pace, at(0)), at(2000));
    EXPECT_EQ(slots.reserve(pace, at(60'000)), at(60'000));
    pacer free;
    EXPECT_EQ(free.reserve({}, at(5)), at(5));
    EXPECT_EQ(free.reserve({}, at(5)), at(5));
}

TEST(lease_watch, takes_a_free_lease_and_its_own_at_once) {
    lease_watch watch("me", {});
    const auto first = watch.look({}, at(0));
    EXPECT_EQ(first.step, advised::swap);
    EXPECT_EQ(first.wanted, lease_of("me", 1, 1));
    lease_watch restarted("me", {});
    const auto own = restarted.look(lease_of("me", 4, 9), at(0));
    EXPECT_EQ(own.step, advised::swap);
    EXPECT_EQ(own.wanted, lease_of("me", 5, 10));
    restarted.renewed(own.wanted, at(0));
    EXPECT_TRUE(restarted.may_send(at(0)))
        << "nobody else bears our id, so nobody is still sending";
}

TEST(lease_watch, waits_fifteen_seconds_for_timers_and_twenty_five_for_sends) {
    lease_watch watch("me", {});
    const auto other = lease_of("other", 3, 7);
    EXPECT_EQ(watch.look(other, at(0)).step, advised::wait);
    EXPECT_EQ(watch.look(other, at(14'999)).step, advised::wait);
    const auto taking = watch.look(other, at(15'000));
    ASSERT_EQ(taking.step, advised::swap);
    EXPECT_EQ(taking.wanted, lease_of("me", 4, 8));
    watch.renewed(taking.wanted, at(15'000));
    EXPECT_EQ(watch.epoch(at(15'000)), std::optional<std::uint64_t>(4));
    EXPECT_FALSE(watch.may_send(at(15'000)));
    watch.renewed(lease_of("me", 4, 9), at(20'000));
    EXPECT_FALSE(watch.may_send(at(24'999)));
    EXPECT_TRUE(watch.may_send(at(25'000)));
}

TEST(lease_watch, waits_for_the_predecessors_sends_even_if_the_answer_to_the_take_over_was_lost) {
    lease_watch watch("me", {});
    EXPECT_EQ(watch.look(lease_of("other", 3, 7), at(0)).step, advised::wait);
    const auto taking = watch.look(lease_of("other", 3, 7), at(15'000));
    ASSERT_EQ(taking.step, advised::swap);
    // The store took it and the answer was lost: the lease bears our name at the next look.
    const auto again = watch.look(taking.wanted, at(16'000));
    ASSERT_EQ(again.step, advised::swap);
    watch.renewed(again.wanted, at(16'000));
    EXPECT_TRUE(watch.epoch(at(16'000)).has_value());
    EXPECT_FALSE(watch.may_send(at(24'999)));
    watch.renewed(lease_of("me", 5, 11), at(21'000));
    EXPECT_TRUE(watch.may_send(at(25'000)));
}

TEST(lease_watch, a_lease_given_back_is_taken_and_used_at_once) {
    lease_watch watch("me", {});
    EXPECT_EQ(watch.look(lease_of("other", 3, 7), at(0)).step, advised::wait);
    const auto taking = watch.look(lease_of("", 3, 8), at(1'000));
    ASSERT_EQ(taking.step, advised::swap);
    watch.renewed(taking.wanted, at(1'000));
    EXPECT_TRUE(watch.may_send(at(1'000)));
}

TEST(lease_watch, every_beat_of_the_owner_begins_the_wait_again) {
    lease_watch watch("me", {});
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(
            watch.look(lease_of("other", 3, static_cast<std::uint64_t>(i)), at(i * 14'000)).step,
            advised::wait
        );
    }
}

TEST(lease_watch, renews_every_five_seconds_and_gives_up_after_ten) {
    lease_watch watch("me", {});
    watch.renewed(lease_of("me", 2, 1), at(0));
    EXPECT_EQ(watch.look(lease_of("me", 2, 1), at(4'999)).step, advised::wait);
    const auto beat = watch.look(lease_of("me", 2, 1), at(5'000));
    EXPECT_EQ(beat.step, advised::swap);
    EXPECT_EQ(beat.wanted, lease_of("me", 2, 2)) << "a renewal keeps the epoch";
    EXPECT_TRUE(watch.epoch(at(9'999)).has_value());
    EXPECT_FALSE(watch.epoch(at(10'000)).has_value()) << "stops by itself";
    EXPECT_FALSE(watch.may_send(at(10'000)));
}

TEST(lease_watch, stops_at_once_when_fenced_or_when_another_took_it) {
    lease_watch watch("me", {});
    watch.renewed(lease_of("me", 2, 1), at(0));
    watch.lost();
    EXPECT_FALSE(watch.epoch(at(1)).has_value());
    lease_watch robbed("me", {});
    robbed.renewed(lease_of("me", 2, 1), at(0));
    EXPECT_EQ(robbed.look(lease_of("other", 3, 2), at(100)).step, advised::wait);
    EXPECT_FALSE(robbed.epoch(at(100)).has_value());
}

}  // namespace fillrate::bot
