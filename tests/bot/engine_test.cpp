// The way of a command through the engine: once and only once, whatever the store does; nothing for
// strangers.
#include "integrations/redis/limits.hpp"
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
    EXPECT_TRUE(on.truth.dump() == before);
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

TEST(engine, a_miss_decided_again_keeps_its_number) {
    desk on;
    on.release_one();
    on.pass(std::chrono::hours{24} + minutes{5});
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
    EXPECT_TRUE(on.handle(on.typed("robin", "acorn-inside", "1 hold budget")).settled);
    EXPECT_EQ(on.decides.counted().conflicts, 1U);
    const auto missed = on.coverage().missed;
    ASSERT_FALSE(missed.empty());
    EXPECT_EQ(on.run(on.truth.reserve("miss", 1)).value(), missed.value + 1)
        << "no other was taken for it";
}

TEST(engine, many_at_once_on_one_requisition_all_get_in) {
    desk on;
    on.say("robin", "acorn-inside", create);
    constexpr int crowd = 60;
    int settled = 0;
    std::vector<chat::request> requests;
    requests.reserve(crowd);
    for (int i = 0; i < crowd; ++i) {
        requests.push_back(
            on.typed("robin", "acorn-inside", "1 note \"number " + std::to_string(i) + '"')
        );
    }
    for (const auto& request : requests) {
        boost::asio::co_spawn(
            *on.loop,
            on.decides.handle(request),
            [&settled](std::exception_ptr, const chat::reply& reply) {
                settled += reply.settled ? 1 : 0;
            }
        );
    }
    on.wait_for(seconds{5});
    EXPECT_EQ(settled, crowd);
    EXPECT_EQ(on.decides.counted().failures, 0U);
    EXPECT_GT(on.decides.counted().conflicts, 0U) << "the first ones met";
    EXPECT_EQ(events_of(on, "req:1"), on.requisition().events);
    EXPECT_EQ(on.decides.counted().commits, crowd + 1U);
}

TEST(engine, twenty_requisitions_in_one_command_are_one_commit) {
    desk on;
    std::string all;
    for (int i = 1; i <= 20; ++i) {
        on.release_one(std::to_string(i));
        all += std::to_string(i) + ' ';
    }
    const auto before = on.decides.counted().commits;
    const auto said = on.say("robin", "acorn-inside", all + "hold budget");
    EXPECT_EQ(on.decides.counted().commits, before + 1) << said;
    for (int i = 1; i <= 20; ++i) {
        const auto req = on.requisition("req:" + std::to_string(i));
        EXPECT_EQ(req.state, domain::requisition_state::on_hold) << i;
    }
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(engine, a_commit_that_is_too_large_is_said_and_nothing_is_half_done) {
    desk on;
    on.say("robin", "acorn-inside", create);
    const auto before = on.truth.dump();
    on.store.before_commit = [](const ports::commit_batch& batch) -> std::optional<error> {
        auto larger = batch;
        larger.members.resize(redis::max_changes + 1);
        const auto checked = redis::check(larger);
        return checked ? std::nullopt : std::optional(checked.error());
    };
    const auto said = on.say("robin", "acorn-inside", "1 note \"too much\"");
    EXPECT_NE(said.find("name fewer requisitions or suppliers"), std::string::npos) << said;
    EXPECT_TRUE(on.truth.dump() == before);
    EXPECT_EQ(said.find("Next: "), std::string::npos) << said;
}

TEST(engine, a_list_that_is_too_large_is_halved_by_the_next_line) {
    desk on;
    for (int i = 0; i < 4; ++i) {
        on.say("robin", "acorn-inside", create);
    }
    const auto before = on.truth.dump();
    on.store.before_commit = [](const ports::commit_batch& batch) -> std::optional<error> {
        auto larger = batch;
        larger.members.resize(redis::max_changes + 1);
        const auto checked = redis::check(larger);
        return checked ? std::nullopt : std::optional(checked.error());
    };
    const auto said = on.say("robin", "acorn-inside", "1,2,3,4 note \"too much\"");
    EXPECT_NE(said.find(" 1 2 note \"too much\""), std::string::npos) << said;
    EXPECT_TRUE(on.truth.dump() == before);
    on.store.before_commit = nullptr;
    on.say("robin", "acorn-inside", "1 2 note \"too much\"");
    EXPECT_FALSE(on.truth.dump() == before);
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
    EXPECT_TRUE(on.truth.dump() == before);
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
    EXPECT_TRUE(on.truth.dump() == before);
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
    EXPECT_TRUE(on.truth.dump() == before);
    // The positive control: the right people, in the right place.
    on.handle(pressed(on, "maul", "sup-hammer", for_supplier));
    EXPECT_TRUE(on.truth.dump() != before);
}

TEST(engine, n088_a_button_pressed_without_the_role_is_refused_privately_and_noted) {
    desk on;
    on.release_one();
    on.say("robin", "acorn-inside", "1 hold budget");
    const auto version = on.truth.records().at("req:1").version;
    const auto resume = sealed("resume", "req:1", version, "internal");
    const auto before = on.truth.dump();
    on.logged.clear();
    // Lee works for another client, but sits at the desk where the card hangs.
    const auto reply = on.handle(pressed(on, "lee", "desk", resume));
    EXPECT_EQ(reply.who, chat::reply::visibility::only_you);
    EXPECT_TRUE(on.truth.dump() == before);
    ASSERT_EQ(on.logged.size(), 1U);
    EXPECT_NE(on.logged.front().find("refused"), std::string::npos) << on.logged.front();
    for (const auto* part : {"lee", "req resume", "req:1", "button"}) {
        EXPECT_NE(on.logged.front().find(part), std::string::npos) << on.logged.front();
    }
    // The positive control: the same button under the right finger.
    on.handle(pressed(on, "robin", "desk", resume));
    EXPECT_TRUE(on.truth.dump() != before);
}

TEST(engine, a_form_that_is_opened_by_a_button_keeps_the_line) {
    desk on;
    const auto asked = on.handle(
        on.typed("robin", "acorn-inside", "req new \"Welder\" client:Acorn site:Main salary:9000")
    );
    const auto* first = std::get_if<chat::form>(&asked.what);
    ASSERT_NE(first, nullptr);
    EXPECT_TRUE(first->typed.empty()) << "the button holds it";
    const auto again = on.handle(pressed(on, "robin", "acorn-inside", first->retype.value));
    const auto* second = std::get_if<chat::form>(&again.what);
    ASSERT_NE(second, nullptr);
    EXPECT_EQ(second->fields, first->fields);
    const auto foreign = on.handle(pressed(on, "lee", "acorn-inside", first->retype.value));
    EXPECT_FALSE(std::holds_alternative<chat::form>(foreign.what));

    const auto words = std::string(90, 'x');
    const auto longer = on.handle(
        on.typed("robin", "acorn-inside", "req new \"Welder\" client:Acorn site:Main must:" + words)
    );
    const auto* open = std::get_if<chat::form>(&longer.what);
    ASSERT_NE(open, nullptr);
    EXPECT_TRUE(open->retype.value.empty());
    EXPECT_NE(open->typed.find(words), std::string::npos) << open->typed;
    EXPECT_TRUE(open->typed.starts_with("/hire req new")) << open->typed;
}

TEST(engine, a_person_pointed_at_in_the_platforms_own_way_is_found) {
    desk on;
    auto request = on.typed("robin", "acorn-inside", {});
    const auto with_manager = [&request](const std::string& user) {
        using run = chat::text_run;
        request.source_id += '+';
        std::get<chat::typed_line>(request.what).runs = {
            {run::kind::plain,
             "req new \"Welder\" client:Acorn site:Main category:professional pay:40 hm:"},
            {run::kind::user, user}};
        return request;
    };
    const auto before = on.truth.dump();
    const auto unknown = desk::text_of(on.handle(with_manager("U-nobody")));
    EXPECT_NE(unknown.find("not in the directory"), std::string::npos) << unknown;
    EXPECT_TRUE(on.truth.dump() == before);
    on.handle(with_manager("U-ana"));
    EXPECT_EQ(on.requisition().hiring_manager, person_id{"ana"});
}

TEST(engine, a_person_mentioned_in_a_note_is_called_by_name) {
    desk on;
    on.say("robin", "acorn-inside", create);
    auto request = on.typed("robin", "acorn-inside", {});
    using run = chat::text_run;
    std::get<chat::typed_line>(request.what).runs = {
        {run::kind::plain, "1 note told "},
        {run::kind::user, "U-ana"},
        {run::kind::plain, " and "},
        {run::kind::user, "U-anaconda"}};
    on.handle(request);
    const auto history = on.say("robin", "acorn-inside", "1 history");
    EXPECT_NE(history.find("told @Person ana and @U-anaconda"), std::string::npos) << history;
}

TEST(engine, a_large_directory_is_no_burden_to_a_commit) {
    desk on;
    for (int batch = 0; batch < 20; ++batch) {
        handlers::decision decided;
        decided.can_undo = false;
        for (int i = 0; i < 20; ++i) {
            domain::person person;
            person.id = person_id{"p" + std::to_string(batch * 20 + i)};
            person.name = "Somebody " + std::to_string(batch * 20 + i);
            person.grants.push_back({domain::role::recruiter, {}, {}, {}});
            domain::event put;
            put.subject = "person:" + person.id.value;
            put.data = domain::directory_put{person};
            decided.events.push_back(std::move(put));
        }
        authorship by;
        by.command = command_id{"people " + std::to_string(batch)};
        by.now = on.clock.now();
        ASSERT_TRUE(on.run(on.decides.apply(std::move(decided), std::move(by))).has_value());
    }
    on.release_one();
    EXPECT_EQ(on.requisition().hiring_manager, person_id{"ana"});
    for (const auto& expected : on.store.commits.back().expected) {
        EXPECT_FALSE(expected.name.starts_with("person:")) << "reference data is excepted";
    }
    on.pass(std::chrono::hours{24 * 7});
    EXPECT_TRUE(on.check().problems.empty());
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
