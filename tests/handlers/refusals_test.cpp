// Counts, rates, dates, zones and names that cannot be: refused with the next line to type, nothing
// half-applied, and beside each the line that is right (RELIABILITY.md N097, N098). Text made to
// confuse (N038-N042) is in hostile_names_test.cpp, tests/chat and tests/conformance.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

struct pair_of_lines {
    std::string_view who{};
    std::string_view channel{};
    std::string wrong{};
    std::string right{};
};

/// As long as a line allows; a form takes more.
std::string very_long() {
    return std::string(3'000, 'a');
}

const std::string new_role =
    "req new \"Welder\" client:Acorn site:Chicago category:li openings:4 pay:19.50 bill:31";

std::string with(std::string line, std::string_view part, std::string_view instead) {
    return line.replace(line.find(part), part.size(), instead);
}

/// S-301 is presented on REQ-1 of Acorn; REQ-2 of the same is light industrial and released.
desk with_work() {
    auto d = with_presented();
    d.next_number = 2;
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Packer\" client:Dockside site:Memphis category:li openings:12 pay:18"
    );
    must(d, "robin", "dockside-internal", "2 qualify waive:\"standing order\"");
    must(d, "robin", "dockside-internal", "2 release tier1");
    return d;
}

/// Played from the same beginning each; what was wrong has left no trace.
void refuse_each(const desk& from, const std::vector<pair_of_lines>& all) {
    for (const auto& [who, channel, wrong, right] : all) {
        auto d = from;
        const auto shown = std::string(who) + ": " + wrong.substr(0, 120);
        const auto told = d.type(who, channel, wrong);
        EXPECT_TRUE(told.refused) << shown << "\n" << told.text;
        EXPECT_FALSE(told.changed) << shown;
        EXPECT_TRUE(told.events.empty() && told.messages.empty()) << shown;
        EXPECT_NE(told.text.find("/hire "), std::string::npos) << shown << "\n" << told.text;
        EXPECT_LT(told.text.size(), 1'000U) << shown;
        EXPECT_TRUE(d.type(who, channel, right).changed) << right;
    }
}

TEST(refusals, counts_and_rates_that_cannot_be) {
    std::vector<pair_of_lines> all;
    for (const auto* openings : {"-1", "0", "501", "99999999999999999999", "four", "1.5"}) {
        all.push_back(
            {"robin",
             "acorn-internal",
             with(new_role, "openings:4", "openings:" + std::string(openings)),
             new_role}
        );
    }
    for (const auto* pay : {"-19.50", "0", "100000001", "nineteen", "19.505"}) {
        all.push_back(
            {"robin",
             "acorn-internal",
             with(new_role, "pay:19.50", "pay:" + std::string(pay)),
             new_role}
        );
    }
    for (const auto* heads : {"-1", "0", "501", "99999999999999999999"}) {
        all.push_back(
            {"bridge",
             "sup-shiftbridge",
             "2 accept heads:" + std::string(heads),
             "2 accept heads:8"}
        );
    }
    for (const auto* change : {"+500", "-13", "-99999999999999999999", "+0"}) {
        all.push_back(
            {"robin", "dockside-internal", "2 openings " + std::string(change), "2 openings +2"}
        );
    }
    for (const auto* pay : {"-1", "0", "100000001"}) {
        all.push_back(
            {"maul",
             "sup-hammer",
             "1 submit \"Al Dente\" email:al@example.test rtr:\"nov 28\" pay:" + std::string(pay),
             "1 submit \"Al Dente\" email:al@example.test rtr:\"nov 28\" pay:50"}
        );
    }
    refuse_each(with_work(), all);
}

TEST(refusals, people_who_are_counted_beyond_what_there_is) {
    auto d = with_work();
    must(d, "bridge", "sup-shiftbridge", "2 accept heads:9");
    refuse_each(
        d,
        {{"robin", "dockside-internal", "start 2 present:-1", "start 2 present:8 noshow:1"},
         {"robin", "dockside-internal", "start 2 present:0", "start 2 present:9"},
         {"robin", "dockside-internal", "start 2 present:13", "start 2 present:9"},
         {"robin",
          "dockside-internal",
          "start 2 present:4294967297 noshow:4294967295",
          "start 2 present:9"}}
    );
}

TEST(refusals, days_that_cannot_be) {
    auto d = with_work();
    refuse_each(
        d,
        {{"robin",
          "acorn-internal",
          new_role + " start:2020-01-06",
          new_role + " start:\"dec 14\""},
         {"robin",
          "acorn-internal",
          "1 hold budget until:2020-01-06",
          "1 hold budget until:\"dec 7\""},
         {"robin", "acorn-internal", "1 set start:2026-02-30", "1 set start:\"dec 14\""},
         {"ana",
          "acorn-hiring",
          "S-301 interview \"2020-01-06 10:00\"",
          "S-301 interview \"tue 10:00\""},
         {"ana",
          "acorn-hiring",
          "S-301 interview \"tue 10:00\" len:0m",
          "S-301 interview \"tue 10:00\" len:30m"},
         {"ana",
          "acorn-hiring",
          "S-301 interview \"tue 10:00\" len:100000m",
          "S-301 interview \"tue 10:00\" len:90m"},
         {"maul",
          "sup-hammer",
          "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:2026-12-28",
          "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\""}}
    );
}

TEST(refusals, an_end_before_its_start) {
    auto d = with_work();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"nov 30\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    must(d, "robin", "acorn-internal", "S-301 clear");
    refuse_each(
        d,
        {{"robin", "acorn-internal", "S-301 start end:2026-11-27", "S-301 start end:\"mar 31\""}}
    );
    must(d, "robin", "acorn-internal", "S-301 start end:\"mar 31\"");
    refuse_each(
        d,
        {{"robin", "acorn-internal", "S-301 extend end:2026-11-27", "S-301 extend end:\"jun 30\""}}
    );
}

TEST(refusals, zones_and_names_that_cannot_be) {
    refuse_each(
        with_work(),
        {{"sam",
          "hiring-desk",
          "admin client \"Mars Works\" site:Olympus zone:Mars/Olympus",
          "admin client \"Mars Works\" site:Olympus zone:America/Chicago"},
         {"sam",
          "hiring-desk",
          "admin client \"" + very_long() + "\" site:Olympus zone:America/Chicago",
          "admin client \"Mars Works\" site:Olympus zone:America/Chicago"},
         {"sam",
          "hiring-desk",
          "admin supplier \"" + very_long() + "\" tier:1",
          "admin supplier \"Orbit Staffing\" tier:1"},
         {"sam",
          "hiring-desk",
          "admin supplier \"Orbit Staffing\" tier:-1",
          "admin supplier \"Orbit Staffing\" tier:2"},
         {"robin", "acorn-internal", with(new_role, "Welder", very_long()), new_role},
         {"maul",
          "sup-hammer",
          "1 submit \"" + very_long() + "\" email:al@example.test pay:50 rtr:\"nov 28\"",
          "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\""},
         {"robin",
          "acorn-internal",
          "opp add client:acorn \"" + very_long() + '"',
          "opp add client:acorn \"2nd shift\" next:\"dec 10\""}}
    );
}

TEST(refusals, names_of_ten_thousand_characters_in_forms) {
    const std::map<std::string, std::string> role{
        {"title", "Welder"},
        {"client", "acorn"},
        {"site", "acorn/chicago"},
        {"category", "light_industrial"},
        {"openings", "4"}};
    for (const auto* field : {"title", "must", "shift"}) {
        auto d = with_work();
        auto wrong = role;
        wrong[field] = std::string(10'000, 'a');
        const auto told = d.submit("robin", "acorn-internal", {"new", {}, 0, {}}, wrong);
        EXPECT_FALSE(told.changed) << field;
        ASSERT_EQ(told.problems.size(), 1U) << field << told.text;
        EXPECT_EQ(told.problems.front().first, field) << told.problems.front().second;
        EXPECT_TRUE(d.submit("robin", "acorn-internal", {"new", {}, 0, {}}, role).changed);
    }
    auto d = with_work();
    std::map<std::string, std::string> person{
        {"name", std::string(10'000, 'a')},
        {"email", "al@example.test"},
        {"pay", "50"},
        {"rtr", "2026-11-28"}};
    const auto told = d.submit("maul", "sup-hammer", {"submit", "req:1", 0, {}}, person);
    EXPECT_FALSE(told.changed);
    ASSERT_EQ(told.problems.size(), 1U) << told.text;
    EXPECT_EQ(told.problems.front().first, "name");
    person["name"] = "Al Dente";
    EXPECT_TRUE(d.submit("maul", "sup-hammer", {"submit", "req:1", 0, {}}, person).changed);
}

TEST(refusals, what_administrators_type) {
    const std::string client =
        "admin client \"Mars Works\" site:Olympus zone:America/Chicago delayed:10 noshow:30";
    const std::string person = "admin person @lee role:am client:acorn";
    std::vector<pair_of_lines> all;
    const auto add = [&all](std::string wrong, std::string right) {
        all.push_back({"sam", "hiring-desk", std::move(wrong), std::move(right)});
    };
    add(with(client, "Olympus", '"' + very_long() + '"'), client);
    add(with(client, "America/Chicago", very_long()), client);
    add(client + " currency:" + very_long(), client + " currency:USD");
    add(client + " am:" + very_long(), client + " am:@robin");
    for (const auto* minutes : {"-5", "0", "241", "99999999999999999999", "ten"}) {
        add(with(client, "delayed:10", "delayed:" + std::string(minutes)), client);
        add(with(client, "noshow:30", "noshow:" + std::string(minutes)), client);
    }
    // Not come before delayed.
    add(with(client, "noshow:30", "noshow:5"), client);
    for (const auto* tier : {"0", "-1", "99999999999999999999", "first"}) {
        add("admin supplier \"Orbit Staffing\" tier:" + std::string(tier),
            "admin supplier \"Orbit Staffing\" tier:2");
    }
    add(with(person, "lee", very_long()), person);
    add(person + " name:\"" + very_long() + '"', person + " name:\"Lee Marlow\"");
    add(with(person, "client:acorn", "client:" + very_long()), person);
    add("admin revoke @" + very_long() + " role:am", "admin revoke @lee role:am");
    refuse_each(with_work(), all);
}

TEST(refusals, what_is_typed_about_opportunities) {
    auto d = with_work();
    must(d, "robin", "dm-robin", "opp add client:acorn \"2nd shift\" next:\"dec 10\"");
    std::vector<pair_of_lines> all;
    const auto add = [&all](std::string wrong, std::string right) {
        all.push_back({"robin", "dm-robin", std::move(wrong), std::move(right)});
    };
    const std::string line = "opp add client:acorn \"Night crew\" next:\"dec 10\"";
    add(with(line, "Night crew", very_long()), line);
    add(with(line, "client:acorn", "client:" + very_long()), line);
    add(line + " with:" + very_long(), line + " with:@robin");
    for (const auto* day : {"2020-01-06", "2026-02-30", "someday"}) {
        add(with(line, "\"dec 10\"", day), line);
        add("O-7 set next:" + std::string(day), "O-7 set next:\"dec 17\"");
    }
    add("O-7 set title:\"" + very_long() + '"', "O-7 set title:\"3rd shift\"");
    add("O-7 set with:" + very_long(), "O-7 set with:@robin");
    add("O-7 won " + very_long(), "O-7 won 1");
    add("O-7 won 99999", "O-7 won 1");
    refuse_each(d, all);
}

TEST(refusals, names_of_ten_thousand_characters_in_forms_of_administrators) {
    const std::map<std::string, std::string> client{
        {"client_name", "Mars Works"},
        {"site_name", "Olympus"},
        {"zone", "America/Chicago"}};
    for (const auto* field : {"client_name", "site_name", "zone"}) {
        auto d = with_work();
        auto wrong = client;
        wrong[field] = std::string(10'000, 'a');
        const auto told = d.submit("sam", "hiring-desk", {"client", {}, 0, {}}, wrong);
        EXPECT_FALSE(told.changed) << field;
        ASSERT_EQ(told.problems.size(), 1U) << field << told.text;
        EXPECT_EQ(told.problems.front().first, field) << told.problems.front().second;
        EXPECT_LT(told.problems.front().second.size(), 500U) << field;
        EXPECT_TRUE(d.submit("sam", "hiring-desk", {"client", {}, 0, {}}, client).changed);
    }
    auto d = with_work();
    std::map<std::string, std::string> chance{
        {"title", std::string(10'000, 'a')},
        {"client", "acorn"},
        {"next", ""}};
    const auto told = d.submit("robin", "dm-robin", {"add", {}, 0, {}}, chance);
    EXPECT_FALSE(told.changed);
    ASSERT_EQ(told.problems.size(), 1U) << told.text;
    EXPECT_EQ(told.problems.front().first, "title");
    chance["title"] = "2nd shift";
    EXPECT_TRUE(d.submit("robin", "dm-robin", {"add", {}, 0, {}}, chance).changed);
}

TEST(refusals, figures_and_days_of_a_candidate) {
    auto d = with_work();
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\""
    );
    must(d, "ana", "acorn-hiring", "S-301 select");
    std::vector<pair_of_lines> all;
    for (const auto* pay : {"-52", "0", "100000001", "52.005"}) {
        all.push_back(
            {"robin",
             "acorn-internal",
             "S-301 offer pay:" + std::string(pay) + " start:\"dec 14\"",
             "S-301 offer pay:52 start:\"dec 14\""}
        );
        all.push_back(
            {"maul",
             "sup-hammer",
             "S-302 set pay:" + std::string(pay),
             "S-302 set pay:49 available:\"dec 7\""}
        );
    }
    for (const auto* day : {"2020-01-06", "2026-02-30"}) {
        all.push_back(
            {"robin",
             "acorn-internal",
             "S-301 offer pay:52 start:" + std::string(day),
             "S-301 offer pay:52 start:\"dec 14\""}
        );
        all.push_back(
            {"maul",
             "sup-hammer",
             "S-302 set available:" + std::string(day),
             "S-302 set available:\"dec 7\""}
        );
        all.push_back(
            {"robin",
             "acorn-internal",
             "1 wait until:" + std::string(day) + " \"client on holiday\"",
             "1 wait until:\"dec 2\" \"client on holiday\""}
        );
    }
    refuse_each(d, all);
}

TEST(refusals, openings_of_what_is_opened_again_or_copied) {
    auto d = with_work();
    must(d, "robin", "acorn-internal", "1 cancel budget");
    std::vector<pair_of_lines> all;
    for (const auto* openings : {"-1", "0", "501", "99999999999999999999"}) {
        all.push_back(
            {"robin",
             "acorn-internal",
             "1 reopen \"back\" openings:" + std::string(openings),
             "1 reopen \"back\" openings:2"}
        );
        all.push_back(
            {"robin",
             "acorn-internal",
             "1 clone openings:" + std::string(openings),
             "1 clone openings:2"}
        );
    }
    refuse_each(d, all);
}

TEST(refusals, steps_that_were_skipped_and_what_is_over) {
    auto d = with_work();
    refuse_each(
        d,
        {{"robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 14\"", "S-301 select"},
         {"robin", "acorn-internal", "S-301 accept", "S-301 select"},
         {"robin", "acorn-internal", "S-301 start", "S-301 shortlist"},
         {"robin", "acorn-internal", "1 qualify waive:\"again\"", "1 note \"seen\""}}
    );
    // Nobody decides on what they put forward themselves.
    refused(d, "maul", "sup-hammer", "S-301 select");
    refused(d, "maul", "sup-hammer", "S-301 present");
    must(d, "robin", "acorn-internal", "1 cancel budget");
    refuse_each(
        d,
        {{"robin", "acorn-internal", "1 qualify waive:\"late\"", "1 reopen \"back\" openings:1"},
         {"robin", "acorn-internal", "S-301 select", "1 reopen \"back\" openings:1"},
         {"maul",
          "sup-hammer",
          "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\"",
          "S-301 note \"sorry to hear\""}}
    );
}

TEST(refusals, the_next_line_is_about_all_that_the_line_names) {
    struct repaired {
        std::string_view who{};
        std::string_view channel{};
        std::string wrong{};
        std::string right{};
    };
    const std::vector<repaired> lines{
        {"ana", "acorn-hiring", "S-301 S-302 reject", "S-301 S-302 reject must_have"},
        {"ana",
         "acorn-hiring",
         "S-301 S-302 hold until:2020-01-06",
         "S-301 S-302 hold until:\"jan 5\""},
        {"ana",
         "acorn-hiring",
         "S-301 S-302 interview \"2020-01-06 10:00\"",
         "S-301 S-302 interview \"tue 10:00, tue 14:00\""},
        {"ana",
         "acorn-hiring",
         "S-301 interview held \"2020-01-06 10:00\"",
         "S-301 interview held"},
        {"robin",
         "acorn-internal",
         "1 hold hm_away until:2020-01-06",
         "1 hold hm_away until:\"dec 7\""}};
    auto d = with_work();
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Al Dente\" email:al@example.test pay:51 rtr:\"nov 28\""
    );
    must(d, "robin", "acorn-internal", "S-302 present");
    for (const auto& [who, channel, wrong, right] : lines) {
        auto each = d;
        const auto told = refused(each, who, channel, wrong);
        EXPECT_TRUE(has(told.text, "/hire " + right)) << wrong << '\n' << told.text;
        must(each, who, channel, right);
    }
}

TEST(refusals, what_a_form_never_asked_for_is_dropped) {
    auto d = with_work();
    const auto before = d.req(1);
    const auto told = d.submit(
        "robin",
        "acorn-internal",
        {"set", "req:1", 0, {}},
        {{"shift", "nights"},
         {"state", "filled"},
         {"role", "administrator"},
         {"tenant", "another"},
         {"client", "heron"},
         {"number", "104"},
         {"cycle", "9"}}
    );
    EXPECT_TRUE(told.changed) << told.text;
    const auto& after = d.req(1);
    EXPECT_EQ(after.shift, "nights");
    EXPECT_EQ(after.state, before.state);
    EXPECT_EQ(after.client, before.client);
    EXPECT_EQ(after.number, before.number);
    EXPECT_EQ(after.cycle, before.cycle);
    refused(d, "robin", "acorn-internal", "admin");
}

TEST(refusals, a_candidates_code_where_a_requisition_is_meant) {
    auto d = with_work();
    const auto told = refused(d, "robin", "acorn-internal", "req S-301 hold budget");
    EXPECT_NE(told.text.find("S-301 is no requisition"), std::string::npos) << told.text;
    EXPECT_EQ(told.text.find("sub:"), std::string::npos) << told.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
