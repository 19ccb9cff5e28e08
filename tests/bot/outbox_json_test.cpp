// Messages on their way and what an undo restores read back as they were, and nothing else reads at
// all.
#include "bot/outbox.hpp"
#include "bot/undo.hpp"
#include "tests/bot/any_stored_value.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace fillrate::bot {

namespace {

sending any_progress() {
    sending progress;
    progress.state = *rc::gen::element(
        outbox_state::pending,
        outbox_state::sending,
        outbox_state::retry,
        outbox_state::unknown,
        outbox_state::dead
    );
    progress.attempt_id = any_text();
    progress.attempts = *rc::gen::arbitrary<std::uint32_t>();
    progress.looks = *rc::gen::arbitrary<std::uint32_t>();
    progress.epoch = *rc::gen::arbitrary<std::uint32_t>();
    progress.started_ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
    progress.wait_until_ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
    progress.reason = any_text();
    return progress;
}

}  // namespace

TEST(outbox_json, notices_and_cards_read_back) {
    EXPECT_TRUE(rc::check("notice", [] {
        notice before;
        before.what.conversation = conversation_id{any_text()};
        before.what.kind = any_text();
        before.what.subject = any_text();
        before.what.event = *rc::gen::arbitrary<std::uint32_t>();
        before.what.readers.who = *rc::gen::element(
            chat::audience::kind::internal,
            chat::audience::kind::client,
            chat::audience::kind::supplier,
            chat::audience::kind::person
        );
        before.what.readers.id = any_text();
        before.what.how = *rc::gen::element(
            chat::delivery_class::alert,
            chat::delivery_class::update,
            chat::delivery_class::notice
        );
        before.what.in_thread = *rc::gen::arbitrary<bool>();
        before.what.stands_for = person_id{any_text()};
        before.what.if_unsent = any_text();
        before.what.not_before_ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
        before.progress = any_progress();
        const auto after = notice_from_json(to_json(before));
        RC_ASSERT(after.has_value());
        RC_ASSERT(*after == before);
    }));
    EXPECT_TRUE(rc::check("card", [] {
        card_record before;
        before.message_id = any_text();
        before.shown = *rc::gen::arbitrary<std::uint32_t>();
        before.progress = any_progress();
        const auto after = card_from_json(to_json(before));
        RC_ASSERT(after.has_value());
        RC_ASSERT(*after == before);
    }));
    EXPECT_EQ(thread_from_json(thread_to_json("req:104")).value(), "req:104");
}

TEST(outbox_json, wrong_types_are_errors) {
    EXPECT_FALSE(notice_from_json("{\"p\":{\"s\":\"flying\"}}").has_value());
    EXPECT_FALSE(notice_from_json("{\"w\":[]}").has_value());
    EXPECT_FALSE(card_from_json("{\"m\":1}").has_value());
    EXPECT_FALSE(card_from_json("nonsense").has_value());
}

TEST(outbox, members_name_their_item) {
    for (const auto& item : {queued{true, "req:104"}, queued{false, "01abc"}}) {
        const auto read = parse_member(member_of(item));
        ASSERT_TRUE(read.has_value());
        EXPECT_EQ(read->card, item.card);
        EXPECT_EQ(read->id, item.id);
    }
    for (const std::string text : {"", "c", "c|", "x|1", "n-1", "|"}) {
        EXPECT_FALSE(parse_member(text).has_value()) << text;
    }
    EXPECT_LT(member_of({true, "req:9"}), member_of({false, "0"}));
}

TEST(outbox, ids_sort_in_the_order_they_were_made) {
    seeded_random random(7);
    outbox_ids ids(random);
    std::string last;
    for (int i = 0; i < 3000; ++i) {
        // The clock stands, moves on, and now and then steps back.
        const auto id = ids.next(from_unix_ms(1'796'054'400'000 + i / 3 - (i % 100 == 0 ? 50 : 0)));
        EXPECT_LT(last, id);
        last = id;
    }
}

TEST(undo_json, reads_back) {
    undo_record before;
    before.command = command_id{"abc"};
    before.label = "hold req:104";
    before.at = from_unix_ms(1'796'054'400'000);
    before.records = {{"req:104", 3, true, "{\"n\":104}"}, {"req:105", 1, false, ""}};
    before.notices = {"01abc", "01abd"};
    before.told.resize(2);
    before.told[0].id = "01abe";
    before.told[0].conversation = conversation_id{"dm-robin"};
    before.told[0].reader = person_id{"robin"};
    before.told[0].subject = "req:104";
    before.told[0].event = 7;
    EXPECT_EQ(undo_from_json(to_json(before)).value(), before);
    EXPECT_FALSE(undo_from_json("{\"r\":7}").has_value());
    EXPECT_FALSE(undo_from_json("").has_value());
}

}  // namespace fillrate::bot
