// Every verb of opportunities in every state by every role, written out by hand from DOMAIN.md 0
// ("opp add ... (open, pursuing, won(REQ), lost)"): inside only, for those who look after the
// client.
#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

// Mia looks after another client.
constexpr speaker around_opportunities[] = {
    {"am", "robin", "acorn-internal"},
    {"otheram", "mia", "acorn-internal"},
    {"rec", "lee", "acorn-internal"},
    {"hm", "ana", "acorn-hiring"},
    {"otherhm", "raj", "heron-hiring"},
    {"sup", "maul", "sup-hammer"},
    {"rival", "wren", "sup-quillfeather"},
    {"ops", "dana", "hiring-desk"},
    {"adm", "sam", "hiring-desk"},
};
constexpr std::string_view any_opportunity = "open pursuing won lost";

constexpr gate_row opportunity_rows[] = {
    {"O-7 pursue", "open lost", "am ops", "", "pursuing"},
    {"O-7 won 1", "open pursuing", "am ops", "", "won"},
    {"O-7 won", "open pursuing", "", "am ops", ""},
    {"O-7 lost \"filled by a rival\"", "open pursuing", "am ops", "", "lost"},
    {"O-7 lost", "open pursuing", "", "am ops", ""},
    {"O-7 set next:\"dec 17\"", any_opportunity, "am ops", "", ""},
    {"O-7 set with:@kim", any_opportunity, "am ops", "", ""},
    {"O-7 note \"Kim calls on Monday\"", any_opportunity, "am ops", "", ""},
    {"O-7 note", any_opportunity, "", "am ops", ""},
};

config::demo_data with_owner_of_another_client() {
    auto data = with_recruiter_and_second_owner(client_id{"acorn"});
    auto mia = data.people.back();
    mia.id = person_id{"mia"};
    mia.name = "Mia Abacus";
    mia.grants.front().client = client_id{"heron"};
    data.people.push_back(std::move(mia));
    return data;
}

desk with_opportunity(std::string_view state) {
    desk d(with_owner_of_another_client());
    const auto robin = [&d](std::string_view line) { must(d, "robin", "acorn-internal", line); };
    robin("req new \"Welder\" client:Acorn site:Chicago category:pro openings:1 pay:30 hm:@ana");
    robin("opp add client:acorn \"Weekend crew\" next:\"dec 10\"");
    if (state == "pursuing") {
        robin("O-7 pursue");
    } else if (state == "won") {
        robin("O-7 won 1");
    } else if (state == "lost") {
        robin("O-7 lost \"a rival was faster\"");
    }
    return d;
}

std::string state_of_opportunity(desk& d) {
    const auto shown = d.type("robin", "dm-robin", "O-7").text;
    for (const auto* state : {"pursuing", "won", "lost", "open"}) {
        if (has(shown, std::string("State: ") + state)) {
            return state;
        }
    }
    return shown;
}

TEST(gate_of_opportunities, every_verb_in_every_state_by_every_role) {
    for (const std::string state : {"open", "pursuing", "won", "lost"}) {
        auto start = with_opportunity(state);
        ASSERT_EQ(state_of_opportunity(start), state);
        for (const auto& one : opportunity_rows) {
            for (const auto& who : around_opportunities) {
                auto d = start;
                const auto told = d.type(who.person, who.channel, one.line);
                const auto where = cell_of(one.line, who, state, told);
                const bool leads = among(one.states, state);
                if (leads && among(one.does, who.role)) {
                    EXPECT_TRUE(told.changed) << where;
                    const auto to = one.leads.empty() ? std::string_view(state) : one.leads;
                    EXPECT_EQ(state_of_opportunity(d), to) << where;
                    continue;
                }
                if (leads && among(one.asks, who.role)) {
                    EXPECT_TRUE(told.form) << where;
                } else {
                    const bool knows_it = among("am ops", who.role);
                    expect_refusal(told, "There is no O-7 that you can see here.", knows_it, where);
                }
                EXPECT_EQ(state_of_opportunity(d), state) << where;
            }
        }
    }
}

TEST(gate_of_opportunities, are_kept_by_those_who_look_after_the_client) {
    const auto start = with_opportunity("open");
    for (const auto& who : around_opportunities) {
        auto d = start;
        const auto told = d.type(who.person, who.channel, "opp add client:acorn \"2nd shift Jan\"");
        const auto where = std::string(who.role) + ":\n" + told.text;
        EXPECT_EQ(told.changed, among("am ops", who.role)) << where;
        EXPECT_EQ(told.refused, !told.changed) << where;
    }
}

TEST(gate_of_opportunities, are_read_by_those_who_look_after_the_client) {
    auto start = with_opportunity("open");
    for (const auto& who : around_opportunities) {
        for (const auto* line : {"O-7", "opp list"}) {
            const auto told = start.type(who.person, who.channel, line);
            const auto where =
                std::string(line) + " by " + std::string(who.role) + ":\n" + told.text;
            EXPECT_FALSE(told.changed) << where;
            EXPECT_EQ(has(told.text, "Weekend crew"), among("am ops", who.role)) << where;
        }
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
