// Versions of policies and calendars: numbered by content, kept for the clocks that name them, and
// the same for every instance.
#include "bot/policy_findings.hpp"
#include "bot/policy_keeper.hpp"
#include "tests/bot/fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

namespace fillrate::bot {

namespace {

using std::chrono::hours;

constexpr std::string_view day_calendar =
    "[calendar.day]\nzone = \"America/Chicago\"\nweek = { mon-fri = \"08:00-17:00\" }\n";

config::policy_file file_of(const std::string& text) {
    return config::parse_policies(text, "test.toml").value();
}

config::policy_file with_target(const std::string& target) {
    return file_of(
        std::string(day_calendar) +
        "[policy.default]\ncalendar = \"day\"\ntargets = { coverage = \"" + target + "\" }\n"
    );
}

class shelf : public desk {
public:
    ~shelf() { end(); }
    shelf() = default;
    shelf(const shelf&) = delete;
    shelf& operator=(const shelf&) = delete;

    stored_policies keep(const config::policy_file& file) {
        return run(keep_policies(store, shared().codec, texts_of(file), clock.now())).value();
    }
    stored_policies stored() { return run(load_policies(store, shared().codec)).value(); }
    policy_keeper::parts parts_of(domain::policy_book& book) {
        return {store, clock, log, shared().codec, book};
    }
    void start(policy_keeper& keeper) {
        boost::asio::co_spawn(*loop, keeper.run(), boost::asio::detached);
    }
    std::size_t logged_times(std::string_view words) const {
        return static_cast<std::size_t>(std::count_if(
            logged.begin(),
            logged.end(),
            [words](const auto& line) { return line.find(words) != std::string::npos; }
        ));
    }
};

std::string serving_default(const domain::policy_book& book) {
    const auto& chosen = book.choose(domain::requisition{});
    return domain::reference(chosen.name, chosen.version);
}

}  // namespace

TEST(policy_versions, what_ships_is_version_one) {
    shelf on;
    EXPECT_TRUE(on.stored().list.policies.empty());
    EXPECT_EQ(serving_default(on.stored().book), "default@1");
    const auto first = on.keep({});
    EXPECT_EQ(first.added, 2U);
    EXPECT_EQ(first.book.find_policy("default@1")->coverage_target, hours{9});
    EXPECT_EQ(first.book.find_policy("light-industrial@1")->coverage_target, hours{4});
    EXPECT_EQ(on.keep({}).added, 0U);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(policy_versions, the_first_file_comes_after_what_ships) {
    shelf on;
    const auto kept = on.keep(with_target("12h"));
    EXPECT_EQ(serving_default(kept.book), "default@2");
    EXPECT_EQ(kept.book.find_policy("default@1")->coverage_target, hours{9});
    EXPECT_EQ(kept.book.find_policy("default@2")->coverage_target, hours{12});
    EXPECT_NE(kept.book.find_calendar("day@1"), nullptr);
}

TEST(policy_versions, a_known_content_keeps_its_number) {
    shelf on;
    static_cast<void>(on.keep(with_target("12h")));
    const auto writes = on.store.commits.size();
    EXPECT_EQ(on.keep(with_target("720m")).added, 0U);
    EXPECT_EQ(on.store.commits.size(), writes);
    EXPECT_EQ(serving_default(on.keep(with_target("5h")).book), "default@3");
    EXPECT_EQ(serving_default(on.keep(with_target("12h")).book), "default@2");
    EXPECT_EQ(serving_default(on.keep({}).book), "default@1");
    EXPECT_EQ(serving_default(on.keep(with_target("5h")).book), "default@3");
    EXPECT_EQ(serving_default(on.keep(with_target("12h")).book), "default@2");
    const auto all = on.stored();
    EXPECT_EQ(serving_default(all.book), "default@2");
    EXPECT_EQ(all.book.find_policy("default@3")->coverage_target, hours{5});
    EXPECT_EQ(all.book.find_policy("default@4"), nullptr);
}

TEST(policy_versions, what_left_the_file_stays_for_its_clocks) {
    shelf on;
    static_cast<void>(on.keep(with_target("12h")));
    const auto kept = on.keep({});
    EXPECT_NE(kept.book.find_calendar("day@1"), nullptr);
    EXPECT_FALSE(kept.book.calendar_for({.zone = "UTC", .calendar = "day"}).has_value());
    const auto back = on.keep(file_of(std::string(day_calendar)));
    EXPECT_EQ(back.book.calendar_for({.zone = "UTC", .calendar = "day"}).value(), "day@1");
    auto changed = std::string(day_calendar);
    changed.replace(changed.find("17:00"), 5, "16:00");
    EXPECT_EQ(
        on.keep(file_of(changed)).book.calendar_for({.zone = "UTC", .calendar = "day"}).value(),
        "day@2"
    );
    EXPECT_EQ(on.stored().book.find_calendar("day@1")->business_day(), hours{9});
    EXPECT_EQ(on.stored().book.find_calendar("day@2")->business_day(), hours{8});
}

TEST(policy_versions, a_calendar_without_a_zone_is_kept_for_every_site) {
    shelf on;
    const domain::site phoenix{.zone = "America/Phoenix", .calendar = "dock"};
    const auto text = [](const std::string& until) {
        return "[calendar.dock]\nweek = { mon-sat = \"05:00-" + until + "\" }\n";
    };
    const auto kept = on.keep(file_of(text("21:00")));
    EXPECT_EQ(kept.book.calendar_for(phoenix).value(), "dock.America/Phoenix@1");
    EXPECT_EQ(
        on.keep(file_of(text("20:00"))).book.calendar_for(phoenix).value(),
        "dock.America/Phoenix@2"
    );
    const auto all = on.stored();
    EXPECT_TRUE(all.unreadable.empty());
    ASSERT_NE(all.book.find_calendar("dock.America/Phoenix@1"), nullptr);
    EXPECT_EQ(all.book.find_calendar("dock.America/Phoenix@1")->business_day(), hours{16});
}

TEST(policy_versions, of_two_that_load_at_once_none_is_lost) {
    shelf on;
    static_cast<void>(on.keep({}));
    bool raced = false;
    on.store.before_commit = [&](const ports::commit_batch& batch) -> std::optional<error> {
        if (!raced && batch.command.starts_with("policies:")) {
            raced = true;
            on.store.before_commit = nullptr;
            static_cast<void>(on.truth.commit_now(batch));
        }
        return std::nullopt;
    };
    // The commit above was another instance's: ours finds it done and looks again.
    EXPECT_EQ(serving_default(on.keep(with_target("12h")).book), "default@2");
    EXPECT_TRUE(raced);
    const auto known = on.stored().list;
    on.store.before_commit = [&](const ports::commit_batch& batch) -> std::optional<error> {
        if (batch.command.starts_with("policies:")) {
            on.store.before_commit = nullptr;
            const auto list = renumbered(known, texts_of(with_target("5h")));
            ports::commit_batch other;
            other.command = "another";
            other.writes.push_back(
                {std::string(policy_list_record),
                 desk::shared().codec.wrap(policy_list_record, to_json(list))}
            );
            static_cast<void>(on.truth.commit_now(other));
        }
        return std::nullopt;
    };
    EXPECT_EQ(serving_default(on.keep(with_target("7h")).book), "default@4");
    EXPECT_EQ(on.stored().unreadable, std::vector<std::string>{"default@3"});
}

TEST(policy_versions, many_and_large_contents_go_in_commits_of_their_own) {
    shelf on;
    std::string text;
    for (int i = 0; i < 30; ++i) {
        text += "[calendar.c" + std::to_string(i) +
                "]\nzone = \"UTC\"\nweek = { mon = \"24h\" }\nholidays = [";
        for (int day = 0; day < 2000; ++day) {
            const auto date = date_of(std::chrono::days{10'000 + i + day});
            text += format_date(date) + ", ";
        }
        text += "]\n";
    }
    EXPECT_EQ(on.keep(file_of(text)).added, 32U);
    EXPECT_EQ(on.stored().list.calendars.size(), 30U);
    EXPECT_TRUE(on.stored().unreadable.empty());
}

TEST(policy_versions, a_version_changed_by_hand_is_left_out) {
    shelf on;
    const auto kept = on.keep(with_target("12h"));
    const auto& rules = kept.list.policies;
    const auto of_default = std::ranges::find(rules, "default", &numbered_rule::name);
    ports::commit_batch meddling;
    meddling.command = "meddling";
    meddling.writes.push_back({"rule:" + of_default->contents[0], "1|mac|policy 1\ncoverage 1\n"});
    ASSERT_TRUE(on.truth.commit_now(meddling).has_value());
    EXPECT_EQ(on.stored().unreadable, std::vector<std::string>{"default@1"});
    EXPECT_EQ(serving_default(on.stored().book), "default@2");
    meddling.command = "more";
    meddling.writes = {{std::string(policy_list_record), "1|mac|{}"}};
    ASSERT_TRUE(on.truth.commit_now(meddling).has_value());
    EXPECT_EQ(on.run(load_policies(on.store, desk::shared().codec)).error().code, errc::protocol);
}

TEST(policy_keeper, clocks_keep_their_version_and_new_ones_get_the_new) {
    shelf on;
    auto& book = desk::shared().book;
    policy_keeper keeper(on.parts_of(book), "one");
    ASSERT_TRUE(on.run(keeper.load(with_target("10h"))).has_value());
    on.release_one();
    const auto before = on.coverage();
    EXPECT_EQ(before.policy, "default@2");
    EXPECT_EQ(before.calendar, "day@1");
    EXPECT_EQ(before.target, hours{10});
    auto changed = with_target("20h");
    changed.calendars[0].holidays.push_back(parse_date("2026-12-01").value());
    ASSERT_TRUE(on.run(keeper.load(changed)).has_value());
    on.say("robin", "acorn-inside", "1 hold budget");
    on.say("robin", "acorn-inside", "1 resume");
    EXPECT_EQ(on.coverage(), before);
    on.release_one("2");
    const auto after = on.coverage("req:2");
    EXPECT_EQ(after.policy, "default@3");
    EXPECT_EQ(after.calendar, "day@2");
    EXPECT_EQ(after.target, hours{20});
    // A process that starts with a third file knows both.
    domain::policy_book fresh;
    policy_keeper next(on.parts_of(fresh), "one");
    ASSERT_TRUE(on.run(next.load({})).has_value());
    EXPECT_EQ(fresh.find_policy(before.policy)->coverage_target, hours{10});
    EXPECT_EQ(fresh.find_calendar(before.calendar)->spec().holidays.size(), 0U);
    EXPECT_EQ(fresh.find_calendar(after.calendar)->spec().holidays.size(), 1U);
    EXPECT_TRUE(on.check().problems.empty());
    book = domain::policy_book{};
}

TEST(policy_keeper, a_store_that_does_not_answer_leaves_all_as_it_was) {
    shelf on;
    domain::policy_book book;
    policy_keeper keeper(on.parts_of(book), "one");
    ASSERT_TRUE(on.run(keeper.load(with_target("10h"))).has_value());
    on.store.away = true;
    EXPECT_EQ(on.run(keeper.load(with_target("20h"))).error().code, errc::unavailable);
    EXPECT_EQ(serving_default(book), "default@2");
    EXPECT_EQ(book.find_policy("default@3"), nullptr);
}

TEST(policy_keeper, instances_with_different_files_say_so_until_they_agree) {
    shelf on;
    domain::policy_book first_book;
    domain::policy_book second_book;
    policy_keeper first(on.parts_of(first_book), "one");
    policy_keeper second(on.parts_of(second_book), "two");
    ASSERT_TRUE(on.run(first.load(with_target("10h"))).has_value());
    on.start(first);
    on.wait_for(seconds{11});
    EXPECT_FALSE(first.differs());
    ASSERT_TRUE(on.run(second.load(with_target("20h"))).has_value());
    on.start(second);
    on.wait_for(seconds{11});
    EXPECT_TRUE(first.differs());
    EXPECT_TRUE(second.differs());
    EXPECT_EQ(on.logged_times("instances run with different policies"), 2U);
    // The first knows by now what the second's clocks run on, and goes on with its own.
    EXPECT_EQ(serving_default(first_book), "default@2");
    EXPECT_EQ(first_book.find_policy("default@3")->coverage_target, hours{20});
    on.wait_for(hours{1});
    EXPECT_TRUE(first.differs());
    EXPECT_EQ(on.logged_times("instances run with different policies"), 2U);
    ASSERT_TRUE(on.run(first.load(with_target("20h"))).has_value());
    on.wait_for(seconds{21});
    EXPECT_FALSE(first.differs());
    EXPECT_FALSE(second.differs());
    EXPECT_EQ(serving_default(first_book), "default@3");
    EXPECT_EQ(on.logged_times("same policies again"), 2U);
    EXPECT_EQ(on.run(on.truth.count("policyfiles")).value(), 2U);
}

TEST(policy_keeper, an_instance_that_left_or_died_is_no_difference_for_long) {
    shelf on;
    domain::policy_book book;
    domain::policy_book other_book;
    policy_keeper keeper(on.parts_of(book), "one");
    ASSERT_TRUE(on.run(keeper.load(with_target("10h"))).has_value());
    on.start(keeper);
    ports::commit_batch word_of_the_dead;
    word_of_the_dead.command = "dead";
    const auto wire_ms = on.clock.wire_now().time_since_epoch().count();
    word_of_the_dead.members.push_back({"policyfiles", "two 0123456789abcdef", wire_ms});
    ASSERT_TRUE(on.truth.commit_now(word_of_the_dead).has_value());
    on.wait_for(seconds{11});
    EXPECT_TRUE(keeper.differs());
    on.wait_for(policy_times{}.forget + seconds{11});
    EXPECT_FALSE(keeper.differs());
    on.wait_for(policy_times{}.tell);
    EXPECT_EQ(on.run(on.truth.count("policyfiles")).value(), 1U);
}

TEST(policy_keeper, the_last_word_of_each_instance_counts) {
    const told_policies ours{"one", "a", 1000};
    const milliseconds forget{500};
    EXPECT_TRUE(instances_that_differ({}, ours, forget).empty());
    EXPECT_TRUE(instances_that_differ({{"one", "b", 900}, {"two", "a", 900}}, ours, forget).empty()
    );
    EXPECT_EQ(
        instances_that_differ({{"two", "b", 900}, {"three", "c", 501}}, ours, forget),
        (std::vector<std::string>{"three", "two"})
    );
    EXPECT_TRUE(instances_that_differ({{"two", "b", 500}}, ours, forget).empty());
    EXPECT_TRUE(instances_that_differ({{"two", "b", 800}, {"two", "a", 900}}, ours, forget).empty()
    );
    EXPECT_EQ(
        instances_that_differ({{"two", "a", 800}, {"two", "b", 900}}, ours, forget),
        std::vector<std::string>{"two"}
    );
}

TEST(policies, that_are_for_nobody_and_calendars_that_are_gone_are_found) {
    domain::client acorn;
    acorn.id = client_id{"acorn"};
    acorn.name = "Acorn Robotics";
    domain::site chicago{.id = site_id{"chicago"}, .name = "Chicago", .zone = "America/Chicago"};
    chicago.calendar = "day";
    domain::site phoenix{.id = site_id{"phoenix"}, .name = "Phoenix plant"};
    phoenix.calendar = "dock";
    domain::site dock{.id = site_id{"dock"}, .name = "Dock", .calendar = "light-industrial"};
    acorn.sites = {chicago, phoenix, dock};
    const auto file = file_of(
        std::string(day_calendar) +
        "[policy.a]\nclient = \"ACORN robotics\"\nsite = \"chicago\"\n"
        "[policy.b]\nclient = \"Acorn Robotcs\"\n"
        "[policy.c]\nclient = \"acorn\"\nsite = \"Chigago\"\n"
        "[policy.d]\nsite = \"Phoenix plant\"\n[policy.e]\npriority = \"P1\"\n"
    );
    const auto found = compare_with_sites(file, {&acorn});
    ASSERT_EQ(found.for_nobody.size(), 2U);
    EXPECT_EQ(
        found.for_nobody[0],
        "policy.b: there is no client \"Acorn Robotcs\"; did you mean Acorn Robotics?"
    );
    EXPECT_EQ(found.for_nobody[1], "policy.c: there is no site \"Chigago\"; did you mean Chicago?");
    ASSERT_EQ(found.calendar_gone.size(), 1U);
    EXPECT_TRUE(found.calendar_gone[0].starts_with(
        "Acorn Robotics, Phoenix plant: there is no calendar \"dock\""
    )) << found.calendar_gone[0];
    EXPECT_EQ(compare_with_sites(file_of(""), {}), policy_findings{});
}

}  // namespace fillrate::bot
