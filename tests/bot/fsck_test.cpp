// What fsck finds: damage to a record, a list or a timer of every kind, and what was left behind.
#include "bot/aggregates.hpp"
#include "bot/event_codec.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <type_traits>
#include <variant>

namespace fillrate::bot {

namespace {

bool finds(const fsck_report& report, const std::string& words) {
    return std::any_of(
        report.problems.begin(),
        report.problems.end(),
        [&words](const auto& problem) { return problem.find(words) != std::string::npos; }
    );
}

void meddle(desk& on, ports::commit_batch batch) {
    batch.command = "meddling";
    ASSERT_TRUE(on.truth.commit_now(batch).has_value());
}

/// What it finds once this was done to a copy of the store.
fsck_report check_after(desk& on, const ports::commit_batch& damage) {
    auto copy = on.truth;
    auto done = damage;
    done.command = "meddling";
    EXPECT_TRUE(copy.commit_now(done).has_value());
    return on.run(fsck(copy, desk::shared().codec)).value();
}

/// A store with a record of every kind.
void lead_everything(desk& on) {
    on.release_one();
    const std::vector<std::array<std::string, 3>> lines{
        {"maul", "sup-hammer", "1 accept"},
        {"maul", "sup-hammer", "1 ask \"is the weekend paid?\""},
        {"maul",
         "sup-hammer",
         "1 submit \"Paige Turner\" email:paige@example.test pay:38 rtr:\"nov 28\""},
        {"robin", "acorn-inside", "S-1 present"},
        {"ana", "acorn-shared", "S-1 interview \"tue 10:00, wed 9:00\" panel:@ana place:desk"},
        {"maul", "sup-hammer", "I-1 confirm 1"},
        {"maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:38 rtr:\"nov 28\""},
        {"robin", "acorn-inside", "opp add client:acorn \"2nd shift Jan\" next:\"dec 10\""},
        {"robin",
         "acorn-inside",
         "req new \"Picker\" client:Acorn site:Main category:li openings:12 pay:18 hm:@ana"},
        {"robin", "acorn-inside", "2 qualify waive:\"as last year\""},
        {"robin", "acorn-inside", "2 release tier1"},
        {"robin", "acorn-inside", "shift 2 2nd ordered:12 from:14:00 to:22:00 on:\"dec 3\""}};
    for (const auto& [person, room, line] : lines) {
        const auto before = on.decides.counted().commits;
        const auto answer = on.say(person, room, line);
        EXPECT_GT(on.decides.counted().commits, before) << line << " -> " << answer;
    }
    handlers::decision decided;
    decided.events.push_back(handlers::put_as(
        domain::external_record_name("client", "aaaa"),
        domain::external_name{"client:acorn", {}}
    ));
    domain::event begun;
    begun.subject = "task:policies";
    begun.data = domain::task_begun{"1", person_id{"dana"}, "Person dana"};
    decided.events.push_back(begun);
    authorship by;
    by.command = command_id{"what is not typed"};
    by.now = on.clock.now();
    EXPECT_TRUE(on.run(on.decides.apply(std::move(decided), std::move(by))).has_value());
}

/// Every record with a history, by name.
std::map<std::string, handlers::record> recorded(desk& on) {
    std::map<std::string, handlers::record> all;
    for (const auto& [name, stored] : on.truth.records()) {
        const bool has_history = !on.run(on.truth.history(name, 1, 1)).value().empty();
        if (domain::parse_record_name(name) && has_history) {
            all[name] = desk::shared().codec.decode(name, stored.body).value();
        }
    }
    return all;
}

/// Events of a requisition that nobody typed.
void happen(desk& on, std::vector<domain::payload> facts) {
    handlers::decision decided;
    decided.can_undo = false;
    for (auto& fact : facts) {
        domain::event what;
        what.subject = "req:1";
        what.at = on.clock.now();
        what.data = std::move(fact);
        decided.events.push_back(std::move(what));
    }
    authorship by;
    by.command = command_id{"what happened before"};
    by.now = on.clock.now();
    ASSERT_TRUE(on.run(on.decides.apply(std::move(decided), std::move(by))).has_value());
}

std::string kind_of(const std::string& name) {
    return name.substr(0, name.find(':'));
}

// As new, so that nothing it went through is left; who is sealed keeps the key.
handlers::record emptied(const handlers::record& of) {
    return std::visit(
        [](const auto& value) {
            std::remove_cvref_t<decltype(value)> empty{};
            if constexpr (std::is_same_v<decltype(empty), domain::candidate>) {
                empty.key = value.key;
            }
            return handlers::record(empty);
        },
        of
    );
}

}  // namespace

TEST(fsck, finds_damage_to_a_record_of_every_kind) {
    desk on;
    lead_everything(on);
    const auto sound = on.check();
    ASSERT_TRUE(sound.problems.empty()) << sound.problems.front();
    ports::commit_batch other;
    ports::commit_batch gone;
    std::set<std::string> kinds;
    const auto all = recorded(on);
    for (const auto& [name, value] : all) {
        other.writes.push_back({name, desk::shared().codec.encode(name, emptied(value))});
        gone.writes.push_back({name, std::nullopt});
        kinds.insert(kind_of(name));
    }
    for (const std::string kind :
         {"org",
          "client",
          "supplier",
          "person",
          "conv",
          "map",
          "ext",
          "req",
          "sub",
          "cand",
          "iv",
          "opp",
          "shift",
          "task"}) {
        EXPECT_TRUE(kinds.contains(kind)) << kind;
    }
    for (const auto& report : {check_after(on, other), check_after(on, gone)}) {
        for (const auto& [name, value] : all) {
            EXPECT_TRUE(finds(report, name + ": the record is not what its events add up to"))
                << name;
        }
    }
}

TEST(fsck, finds_damage_to_every_list) {
    desk on;
    lead_everything(on);
    std::map<std::string, domain::index_entry> lists;
    for (const auto& [name, value] : recorded(on)) {
        for (const auto& entry : indexes_of(name, value)) {
            lists[entry.set] = entry;
        }
    }
    EXPECT_GT(lists.size(), 30U);
    ports::commit_batch missing;
    ports::commit_batch moved;
    ports::commit_batch stray;
    for (const auto& [set, entry] : lists) {
        missing.members.push_back({set, entry.member, std::nullopt, false});
        moved.members.push_back({set, entry.member, entry.score + 1, false});
        stray.members.push_back({set, "stray:1", 5, false});
    }
    const auto of_missing = check_after(on, missing);
    const auto of_moved = check_after(on, moved);
    const auto of_stray = check_after(on, stray);
    for (const auto& [set, entry] : lists) {
        EXPECT_TRUE(finds(of_missing, set + ": " + entry.member + " is missing")) << set;
        EXPECT_TRUE(finds(of_moved, set + ": " + entry.member + " is listed under another time"))
            << set;
        EXPECT_TRUE(finds(of_stray, set + ": stray:1 does not belong there")) << set;
    }
}

TEST(fsck, finds_damage_to_the_timer_of_every_kind) {
    desk on;
    lead_everything(on);
    ports::commit_batch silent;
    for (const auto& member : members_of(on, std::string(timer_set))) {
        silent.members.push_back({std::string(timer_set), member.name, std::nullopt, false});
    }
    const auto unset = check_after(on, silent);
    for (const auto& change : silent.members) {
        EXPECT_TRUE(finds(unset, "timers: " + change.member + " is missing")) << change.member;
    }
    ports::commit_batch late;
    std::set<std::string> kinds;
    for (auto [name, value] : recorded(on)) {
        if (const auto timer = timer_of(value); timer && timer->due) {
            set_timer(value, {timer->generation, *timer->due + std::chrono::hours{1}});
            late.writes.push_back({name, desk::shared().codec.encode(name, value)});
            kinds.insert(kind_of(name));
        }
    }
    for (const std::string kind : {"req", "sub", "iv", "opp", "shift", "task"}) {
        EXPECT_TRUE(kinds.contains(kind)) << kind;
    }
    const auto report = check_after(on, late);
    for (const auto& write : late.writes) {
        EXPECT_TRUE(finds(report, write.name + ": its timer is not when its clocks say"))
            << write.name;
    }
}

TEST(fsck, finds_damage_to_the_events) {
    desk on;
    on.release_one();
    ports::commit_batch nonsense;
    nonsense.appends.push_back({"events", "req:1", "nonsense", 0});
    EXPECT_TRUE(finds(check_after(on, nonsense), "cannot be read"));
    domain::event never;
    never.command = command_id{"never decided"};
    never.subject = "req:1";
    never.data = domain::held{};
    never.reason = "budget";
    ports::commit_batch further;
    further.appends.push_back({"events", "req:1", encode_event(never), 0});
    EXPECT_TRUE(
        finds(check_after(on, further), "req:1: the record is not what its events add up to")
    );
}

// Whatever it ever was on, whether it left by a step or by an undo.
TEST(fsck, finds_what_is_left_on_a_list_that_a_record_left) {
    for (const std::string back : {"1 reopen \"fell off\" openings:1", "me undo"}) {
        desk on;
        on.release_one();
        on.say("robin", "acorn-inside", "1 close filled_internally");
        const auto list = domain::ended_list(client_id{"acorn"});
        const auto ended = members_of(on, list);
        ASSERT_EQ(ended.size(), 1U);
        on.say("robin", "acorn-inside", back);
        ASSERT_TRUE(members_of(on, list).empty()) << back;
        ASSERT_TRUE(on.check().problems.empty()) << back;
        ports::commit_batch left;
        left.members.push_back({list, ended.front().name, ended.front().score, false});
        const auto report = check_after(on, left);
        EXPECT_TRUE(finds(report, list + ": " + ended.front().name + " does not belong there"))
            << back;
    }
}

// Misses have had numbers since later.
TEST(fsck, a_miss_without_a_number_is_sound) {
    desk on;
    on.release_one();
    happen(on, {domain::clock_breached{domain::clock_kind::coverage}});
    ASSERT_TRUE(on.coverage().breached);
    ASSERT_TRUE(on.coverage().missed.empty());
    const auto report = on.check();
    EXPECT_TRUE(report.problems.empty()) << report.problems.front();
}

// So have the clocks of openings marks of who was found for them and fell off.
TEST(fsck, a_record_of_before_there_were_marks_is_sound) {
    desk on;
    on.release_one();
    domain::slate_moved taken;
    taken.submittal = submittal_number{1};
    taken.what = domain::submittal_verb::accept;
    taken.from = domain::submittal_state::offer_extended;
    taken.to = domain::submittal_state::offer_accepted;
    auto missed = taken;
    missed.what = domain::submittal_verb::no_show;
    missed.from = taken.to;
    missed.to = domain::submittal_state::fell_off;
    happen(on, {taken, missed});
    auto req = on.requisition();
    const auto kept = std::ranges::find(req.clocks, 1U, &domain::clock::batch);
    ASSERT_NE(kept, req.clocks.end());
    ASSERT_EQ(kept->fell_off, 1U);
    const auto as_stored = [&on](const domain::requisition& value) {
        ports::commit_batch other;
        other.writes.push_back({"req:1", desk::shared().codec.encode("req:1", value)});
        return check_after(on, other);
    };
    EXPECT_TRUE(as_stored(req).problems.empty());
    kept->fell_off = 2;
    EXPECT_TRUE(finds(as_stored(req), "req:1: the record is not what its events add up to"));
    kept->fell_off = 0;
    for (auto& one : req.openings) {
        one.kept_batch = 0;
    }
    const auto report = as_stored(req);
    EXPECT_TRUE(report.problems.empty()) << report.problems.front();
    req.title = "Something else";
    EXPECT_TRUE(finds(as_stored(req), "req:1: the record is not what its events add up to"));
}

TEST(fsck, has_nothing_to_say_about_a_healthy_store) {
    desk on;
    on.release_one();
    const auto report = on.check();
    EXPECT_TRUE(report.problems.empty()) << report.problems.front();
    EXPECT_GT(report.events, 0U);
    EXPECT_GT(report.index_entries, 0U);
    EXPECT_EQ(report.timers, 1U);
}

TEST(fsck, finds_a_record_that_is_not_the_sum_of_its_events) {
    desk on;
    on.release_one();
    auto req = on.requisition();
    req.title = "Something else";
    ports::commit_batch damage;
    damage.writes.push_back({"req:1", desk::shared().codec.encode("req:1", req)});
    meddle(on, damage);
    EXPECT_TRUE(finds(on.check(), "req:1"));
}

TEST(fsck, n086_finds_a_record_edited_by_hand) {
    desk on;
    on.release_one();
    auto body = on.truth.records().at("req:1").body;
    body[body.size() / 2] = static_cast<char>(body[body.size() / 2] ^ 1);
    ports::commit_batch damage;
    damage.writes.push_back({"req:1", body});
    meddle(on, damage);
    EXPECT_TRUE(finds(on.check(), "req:1"));
}

TEST(fsck, finds_missing_and_stray_members_of_lists_and_timers) {
    desk on;
    on.release_one();
    const auto entries = domain::indexes(on.requisition());
    ASSERT_FALSE(entries.empty());
    ports::commit_batch damage;
    damage.members.push_back({entries.front().set, entries.front().member, std::nullopt, false});
    damage.members.push_back({entries.back().set, "req:77", 5, false});
    damage.members.push_back({std::string(timer_set), "req:1#99", 5, false});
    meddle(on, damage);
    const auto report = on.check();
    EXPECT_TRUE(finds(report, entries.front().set + ": " + entries.front().member + " is missing"));
    EXPECT_TRUE(finds(report, entries.back().set + ": req:77 does not belong there"));
    EXPECT_TRUE(finds(report, "timers: req:1#99 does not belong there"));
}

TEST(fsck, finds_a_finished_requisition_that_is_still_listed) {
    desk on;
    on.release_one();
    on.say("robin", "acorn-inside", "1 cancel budget");
    ports::commit_batch damage;
    damage.members.push_back({domain::open_list(), "req:1", 5, false});
    damage.members.push_back({domain::late_list(), "req:1", 5, false});
    damage.members.push_back({domain::mine_list(person_id{"robin"}), "req:1", 5, false});
    meddle(on, damage);
    const auto report = on.check();
    EXPECT_TRUE(finds(report, domain::open_list() + ": req:1 does not belong there"));
    EXPECT_TRUE(finds(report, domain::late_list() + ": req:1 does not belong there"));
    EXPECT_TRUE(
        finds(report, domain::mine_list(person_id{"robin"}) + ": req:1 does not belong there")
    );
}

// Who owned it once, or is nobody's owner yet, has lists too.
TEST(fsck, finds_what_is_left_on_the_lists_of_somebody_who_owns_it_no_more) {
    desk on;
    on.release_one();
    ASSERT_NE(on.requisition().owner, person_id{"dana"});
    ports::commit_batch damage;
    for (const auto& list :
         {domain::mine_list(person_id{"dana"}), domain::late_list(person_id{"dana"})}) {
        damage.members.push_back({list, "req:1", 5, false});
    }
    meddle(on, damage);
    const auto report = on.check();
    for (const auto& list :
         {domain::mine_list(person_id{"dana"}), domain::late_list(person_id{"dana"})}) {
        EXPECT_TRUE(finds(report, list + ": req:1 does not belong there"));
    }
}

TEST(fsck, finds_records_that_no_event_tells_of) {
    desk on;
    on.release_one();
    auto other = on.requisition();
    other.number = requisition_number{2};
    auto named = on.requisition();
    named.owner = person_id{"ghost"};
    domain::person ghost;
    ghost.id = named.owner;
    ports::commit_batch damage;
    const auto& codec = desk::shared().codec;
    damage.writes.push_back({"req:2", codec.encode("req:2", other)});
    damage.writes.push_back({"req:1", codec.encode("req:1", named)});
    damage.writes.push_back({"person:ghost", codec.encode("person:ghost", ghost)});
    meddle(on, damage);
    const auto report = on.check();
    EXPECT_TRUE(finds(report, "req:2: no event tells of this record"));
    EXPECT_TRUE(finds(report, "person:ghost: no event tells of this record"));
    EXPECT_FALSE(finds(report, "person:robin: no event"));
}

}  // namespace fillrate::bot
