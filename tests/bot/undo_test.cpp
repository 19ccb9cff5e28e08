// What undo takes back, until when, and its button.
#include "bot/undo.hpp"

#include "bot/undo_offer.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

namespace fillrate::bot {

TEST(undo, restores_the_state_before) {
    desk on;
    on.release_one();
    auto before = on.requisition();
    on.say("robin", "acorn-inside", "1 hold budget");
    ASSERT_EQ(on.requisition().state, domain::requisition_state::on_hold);
    const auto said = on.say("robin", "acorn-inside", "me undo");
    EXPECT_NE(said.find("Undone: hold of REQ-1."), std::string::npos) << said;
    auto after = on.requisition();
    EXPECT_GT(after.events, before.events) << "the history keeps both";
    EXPECT_GT(after.timer_generation, before.timer_generation);
    before.events = after.events;
    before.timer_generation = after.timer_generation;
    EXPECT_EQ(after, before);
    EXPECT_TRUE(on.check().problems.empty());
    EXPECT_NE(on.say("robin", "acorn-inside", "me undo").find("nothing"), std::string::npos)
        << "only once";
}

namespace {

/// What stands behind [Undo until ...] of an answer; empty when there is none.
std::string undo_button(const chat::reply& reply) {
    const auto* said = std::get_if<chat::message>(&reply.what);
    std::string found;
    for (const auto& block : said == nullptr ? std::vector<chat::block>{} : said->blocks) {
        const auto* row = std::get_if<chat::button_row>(&block);
        for (const auto& each : row == nullptr ? std::vector<chat::button>{} : row->buttons) {
            found = each.label.starts_with("Undo until ") ? each.act.value : found;
        }
    }
    return found;
}

std::string press_in(desk& on, const std::string& person, const std::string& value) {
    auto request = on.typed(person, "acorn-inside", {});
    request.surface = "button";
    request.what = chat::button_press{value};
    return desk::text_of(on.handle(request));
}

}  // namespace

TEST(undo, its_button_takes_back_exactly_what_it_stands_under) {
    desk on;
    on.release_one();
    const auto hold = on.handle(on.typed("robin", "acorn-inside", "1 hold budget"));
    const auto of_hold = undo_button(hold);
    ASSERT_FALSE(of_hold.empty()) << desk::text_of(hold);
    const auto zone = time_zone::find(on.requisition().zone).value();
    const auto until = zone.format_local(on.clock.now() + undo_window);
    EXPECT_NE(
        desk::text_of(hold).find("[Undo until " + until.substr(until.find(':') - 2) + ']'),
        std::string::npos
    ) << desk::text_of(hold);
    const auto note = on.handle(on.typed("robin", "acorn-inside", "1 note \"seen\""));
    const auto before = on.truth.dump();
    const auto other = press_in(on, "robin", of_hold);
    EXPECT_NE(other.find("only your last change"), std::string::npos) << other;
    EXPECT_NE(press_in(on, "dana", undo_button(note)).find("nothing of yours"), std::string::npos);
    EXPECT_TRUE(on.truth.dump() == before);
    const auto done = press_in(on, "robin", undo_button(note));
    EXPECT_NE(done.find("Undone: note of REQ-1."), std::string::npos) << done;
    EXPECT_EQ(on.requisition().state, domain::requisition_state::on_hold);
}

TEST(undo, its_button_says_why_not_and_stands_under_nothing_else) {
    desk on;
    on.release_one();
    const auto hold = on.handle(on.typed("robin", "acorn-inside", "1 hold budget"));
    on.say("dana", "acorn-inside", "1 note \"seen\"");
    const auto moved_on = press_in(on, "robin", undo_button(hold));
    EXPECT_NE(moved_on.find("somebody changed it after you"), std::string::npos) << moved_on;
    const auto resumed = on.handle(on.typed("robin", "acorn-inside", "1 resume"));
    on.pass(undo_window + milliseconds{1});
    const auto late = press_in(on, "robin", undo_button(resumed));
    EXPECT_NE(late.find("Too late"), std::string::npos) << late;
    for (const auto* line : {"1", "1 resume", "help", "me undo"}) {
        const auto reply = on.handle(on.typed("robin", "acorn-inside", line));
        EXPECT_EQ(undo_button(reply), "") << line;
    }
}

TEST(undo, a_form_that_follows_a_change_says_the_word) {
    prepared_commit ready;
    ready.batch.command = "abc";
    ready.undo_until = from_unix_ms(simulation::installation::first_moment_ms());
    handlers::context ctx;
    ctx.organisation.default_zone = "America/Chicago";
    chat::reply reply;
    reply.what = chat::form{};
    offer_undo(reply, ready, ctx);
    const auto& said = std::get<chat::form>(reply.what).said;
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(chat::to_plain_text(said.front()).ends_with(": /hire undo"));
    ready.undo_until.reset();
    reply.what = chat::form{};
    offer_undo(reply, ready, ctx);
    EXPECT_TRUE(std::get<chat::form>(reply.what).said.empty()) << "nothing to take back";
}

TEST(undo, is_refused_once_somebody_else_changed_it) {
    desk on;
    on.release_one();
    on.say("robin", "acorn-inside", "1 hold budget");
    on.say("dana", "acorn-inside", "1 note \"seen\"");
    const auto before = on.truth.dump();
    EXPECT_NE(on.say("robin", "acorn-inside", "me undo").find("Not undone"), std::string::npos);
    EXPECT_TRUE(on.truth.dump() == before);
}

TEST(undo, is_refused_after_five_minutes) {
    desk on;
    on.release_one();
    on.say("robin", "acorn-inside", "1 hold budget");
    on.pass(std::chrono::minutes{5} + milliseconds{1});
    const auto before = on.truth.dump();
    EXPECT_NE(on.say("robin", "acorn-inside", "me undo").find("Too late"), std::string::npos);
    EXPECT_TRUE(on.truth.dump() == before);
}

TEST(undo, takes_back_what_other_parties_were_about_to_hear) {
    desk on;
    on.release_one();
    on.say("robin", "acorn-inside", "1 hold budget");
    const auto waiting = records_of(on, "out:");
    on.say("robin", "acorn-inside", "me undo");
    for (const auto* room : {"sup-hammer", "sup-quill", "acorn-shared"}) {
        for (const auto& member : members_of(on, "outbox:" + std::string(room))) {
            const auto item = parse_member(member.name);
            ASSERT_TRUE(item.has_value());
            if (!item->card) {
                EXPECT_TRUE(on.truth.records().contains(notice_name(item->id)))
                    << "no member without its record";
            }
        }
    }
    EXPECT_LE(records_of(on, "out:"), waiting);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(undo, of_a_line_about_several_is_of_all_of_them) {
    desk on;
    for (int i = 0; i < 2; ++i) {
        on.say(
            "robin",
            "acorn-inside",
            "req new \"Welder\" client:Acorn site:Main category:professional openings:2 pay:40 "
            "bill:61 hm:@ana"
        );
    }
    const auto commits = on.decides.counted().commits;
    on.say("robin", "acorn-inside", "1,2 return \"shift times missing\"");
    EXPECT_EQ(on.decides.counted().commits, commits + 1);
    ASSERT_EQ(on.requisition("req:1").state, domain::requisition_state::draft);
    ASSERT_EQ(on.requisition("req:2").state, domain::requisition_state::draft);
    const auto said = on.say("robin", "acorn-inside", "me undo");
    EXPECT_NE(said.find("Undone: return of REQ-1, REQ-2."), std::string::npos) << said;
    EXPECT_EQ(on.requisition("req:1").state, domain::requisition_state::intake);
    EXPECT_EQ(on.requisition("req:2").state, domain::requisition_state::intake);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(undo, of_a_new_requisition_removes_it) {
    desk on;
    on.say(
        "robin",
        "acorn-inside",
        "req new \"Welder\" client:Acorn site:Main category:professional openings:2 pay:40 hm:@ana"
    );
    ASSERT_TRUE(on.truth.records().contains("req:1"));
    on.say("robin", "acorn-inside", "me undo");
    EXPECT_FALSE(on.truth.records().contains("req:1"));
    EXPECT_TRUE(on.check().problems.empty());
}

}  // namespace fillrate::bot
