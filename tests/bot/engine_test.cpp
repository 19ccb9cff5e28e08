// The way of a command through the engine: once and only once, whatever the store does; nothing for
// strangers.
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

namespace fillrate::bot {

namespace {

constexpr auto create =
    "req new \"Welder\" client:Acorn site:Main category:professional openings:2 pay:40 bill:61 "
    "hm:@ana";

std::size_t events_of(desk& on, const std::string& subject) {
    return on.run(on.truth.history(subject, 1, 200)).value().size();
}

chat::request pressed(
    desk& on,
    const std::string& person,
    const std::string& room,
    const std::string& value
) {
    auto request = on.typed(person, room, {});
    request.surface = "button";
    request.what = chat::button_press{value};
    return request;
}

std::string sealed(
    const std::string& name,
    const std::string& subject,
    std::uint64_t version,
    const std::string& audience
) {
    chat::form form;
    form.act.name = name;
    form.act.subject = subject;
    form.act.version = version;
    desk::shared().seal.seal(form, audience);
    return form.act.value;
}

}  // namespace

TEST(engine, a_command_becomes_durable_state) {
    desk on;
    const auto reply = on.handle(on.typed("robin", "acorn-inside", create));
    EXPECT_TRUE(reply.settled);
    EXPECT_EQ(on.decides.counted().commits, 1U);
    const auto req = on.requisition();
    EXPECT_EQ(req.title, "Welder");
    EXPECT_EQ(req.state, domain::requisition_state::intake) << "a complete one submits itself";
    EXPECT_EQ(events_of(on, "req:1"), req.events);
}

TEST(engine, the_same_delivery_twice_is_applied_once) {
    desk on;
    const auto request = on.typed("robin", "acorn-inside", create);
    EXPECT_TRUE(on.handle(request).settled);
    const auto before = on.truth.dump();
    EXPECT_TRUE(on.handle(request).settled);
    EXPECT_EQ(on.truth.dump(), before);
    EXPECT_EQ(on.decides.counted().commits, 1U);
    EXPECT_EQ(on.decides.counted().duplicates, 1U);
}

TEST(engine, a_conflict_is_decided_again_from_the_new_state) {
    desk on;
    on.say("robin", "acorn-inside", create);
    bool meddled = false;
    on.store.before_commit = [&](const ports::commit_batch&) -> std::optional<error> {
        if (!meddled) {
            meddled = true;
            ports::commit_batch other;
            other.command = "somebody else";
            other.writes.push_back({"req:1", on.truth.records().at("req:1").body});
            EXPECT_TRUE(on.truth.commit_now(other).has_value());
        }
        return std::nullopt;
    };
    const auto reply =
        on.handle(on.typed("robin", "acorn-inside", "1 qualify waive:\"known role\""));
    EXPECT_TRUE(reply.settled);
    EXPECT_EQ(on.decides.counted().conflicts, 1U);
    EXPECT_EQ(on.requisition().state, domain::requisition_state::qualified);
}

TEST(engine, conflicts_without_end_are_given_up_and_said) {
    desk on;
    on.say("robin", "acorn-inside", create);
    int others = 0;
    on.store.before_commit = [&](const ports::commit_batch&) -> std::optional<error> {
        ports::commit_batch other;
        other.command = "somebody else " + std::to_string(++others);
        other.writes.push_back({"req:1", on.truth.records().at("req:1").body});
        EXPECT_TRUE(on.truth.commit_now(other).has_value());
        return std::nullopt;
    };
    const auto reply =
        on.handle(on.typed("robin", "acorn-inside", "1 qualify waive:\"known role\""));
    EXPECT_FALSE(reply.settled);
    EXPECT_EQ(on.requisition().state, domain::requisition_state::intake);
}

TEST(engine, a_lost_reply_is_asked_again_with_the_same_command) {
    desk on;
    int lost = 0;
    on.store.after_commit = [&lost](const ports::commit_batch&) -> std::optional<error> {
        return lost++ == 0 ? std::optional(error(errc::unknown_outcome)) : std::nullopt;
    };
    EXPECT_TRUE(on.handle(on.typed("robin", "acorn-inside", create)).settled);
    EXPECT_EQ(on.requisition().title, "Welder");
    EXPECT_TRUE(on.requisition("req:2").title.empty());
    EXPECT_EQ(on.store.commits.size(), 1U) << "the second try found it done before deciding";
}

TEST(engine, a_lost_request_is_committed_again_with_the_same_command) {
    desk on;
    int lost = 0;
    on.store.before_commit = [&lost](const ports::commit_batch&) -> std::optional<error> {
        return lost++ == 0 ? std::optional(error(errc::unknown_outcome)) : std::nullopt;
    };
    EXPECT_TRUE(on.handle(on.typed("robin", "acorn-inside", create)).settled);
    ASSERT_EQ(on.store.commits.size(), 2U);
    EXPECT_EQ(on.store.commits[0].command, on.store.commits[1].command);
    EXPECT_EQ(on.requisition().title, "Welder");
    EXPECT_TRUE(on.requisition("req:2").title.empty()) << "a retried decision keeps its number";
}

TEST(engine, a_store_that_is_away_means_not_saved) {
    desk on;
    on.say("robin", "acorn-inside", create);
    const auto before = on.truth.dump();
    on.store.away = true;
    const auto request = on.typed("robin", "acorn-inside", "1 hold budget");
    const auto reply = on.handle(request);
    EXPECT_FALSE(reply.settled);
    EXPECT_NE(desk::text_of(reply).find("Not saved"), std::string::npos);
    EXPECT_EQ(on.truth.dump(), before);
    on.store.away = false;
    EXPECT_TRUE(on.handle(request).settled) << "the same delivery may be tried again";
    EXPECT_EQ(on.requisition().state, domain::requisition_state::on_hold);
}

TEST(engine, a_stranger_learns_nothing_and_changes_nothing) {
    desk on;
    on.say("robin", "acorn-inside", create);
    const auto before = on.truth.dump();
    std::vector<std::string> answers;
    for (const auto* line : {"1", "1 hold budget", "999", "req list", "help", "me undo", create}) {
        answers.push_back(on.say("mallory", "acorn-inside", line));
    }
    for (const auto& answer : answers) {
        EXPECT_EQ(answer, answers.front()) << "the same whatever is asked";
        EXPECT_EQ(answer.find("Welder"), std::string::npos);
        EXPECT_EQ(answer.find("Acorn"), std::string::npos);
        EXPECT_NE(answer.find("sim:t1:U-mallory"), std::string::npos) << "says which id to pass on";
    }
    EXPECT_EQ(on.truth.dump(), before);
}

TEST(engine, n089_n091_a_forged_or_foreign_button_does_nothing) {
    desk on;
    on.release_one();
    const auto version = on.truth.records().at("req:1").version;
    const auto before = on.truth.dump();
    const auto for_supplier = sealed("accept", "req:1", version, "supplier:hammer");
    auto edited = sealed("hold", "req:1", version, "internal");
    edited.replace(edited.find("req:1"), 5, "req:2");
    for (const auto& value :
         {std::string("hold|req:1|1|AAAAAAAAAAAAAAAA"),
          std::string(),
          std::string("nonsense"),
          for_supplier,
          edited}) {
        const auto reply = on.handle(pressed(on, "robin", "acorn-inside", value));
        EXPECT_NE(desk::text_of(reply).find("nothing changed"), std::string::npos) << value;
    }
    EXPECT_EQ(on.truth.dump(), before);
    // The positive control: the right people, in the right place.
    on.handle(pressed(on, "maul", "sup-hammer", for_supplier));
    EXPECT_NE(on.truth.dump(), before);
}

TEST(engine, n092_a_double_click_is_one_transition) {
    desk on;
    on.release_one();
    const auto value =
        sealed("accept", "req:1", on.truth.records().at("req:1").version, "supplier:hammer");
    on.handle(pressed(on, "maul", "sup-hammer", value));
    const auto after_one = on.requisition();
    on.handle(pressed(on, "maul", "sup-hammer", value));
    EXPECT_EQ(on.requisition(), after_one);
}

TEST(engine, n099_absent_and_forbidden_look_the_same) {
    desk on;
    on.say("robin", "acorn-inside", create);
    auto forbidden = on.say("lee", "heron-inside", "1");
    auto absent = on.say("lee", "heron-inside", "9");
    ASSERT_NE(forbidden.find('1'), std::string::npos);
    for (auto& c : forbidden) {
        c = c == '1' ? '9' : c;
    }
    EXPECT_EQ(forbidden, absent);
}

}  // namespace fillrate::bot
