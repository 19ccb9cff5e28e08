// What the tests of the gates share: who speaks, a row of a table written by hand, a refusal.
#pragma once

#include "core/domain/submittal_transitions.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fillrate::handlers::testing {

struct speaker {
    std::string_view role{};
    std::string_view person{};
    std::string_view channel{};
};

/// A line, in which states it leads somewhere, and for which roles; all of them words in a row.
struct gate_row {
    std::string_view line{};
    std::string_view states{};
    std::string_view does{};
    std::string_view asks{};   ///< who gets a form, because something is missing
    std::string_view leads{};  ///< empty: the state stays
};

inline bool among(std::string_view some, std::string_view one) {
    const auto padded = ' ' + std::string(some) + ' ';
    return padded.find(' ' + std::string(one) + ' ') != std::string::npos;
}

/// Whether a row allows it, whether by doing it or by asking for what is missing.
inline bool allows(const gate_row& row, std::string_view role, std::string_view state) {
    return among(row.states, state) && (among(row.does, role) || among(row.asks, role));
}

/// The row that allows the line, else the first of that line.
inline const gate_row& row_for(
    std::span<const gate_row> rows,
    std::string_view line,
    std::string_view role,
    std::string_view state
) {
    const auto fits = std::ranges::find_if(rows, [&](const gate_row& row) {
        return row.line == line && allows(row, role, state);
    });
    return fits != rows.end() ? *fits : *std::ranges::find(rows, line, &gate_row::line);
}

inline std::string cell_of(
    std::string_view line,
    const speaker& who,
    std::string_view state,
    const said& told
) {
    return std::string(line) + " by " + std::string(who.role) + " when " + std::string(state) +
           ":\n" + told.text;
}

/// In words, with a line to type; whether it exists at all is said to those only who know it.
inline void expect_refusal(
    const said& told,
    std::string_view absent,
    bool knows_it,
    const std::string& where
) {
    EXPECT_TRUE(told.refused) << where;
    EXPECT_FALSE(told.changed) << where;
    EXPECT_FALSE(told.form) << where;
    EXPECT_NE(told.text.find("/hire "), std::string::npos) << where;
    EXPECT_EQ(told.text.starts_with(absent), !knows_it) << where;
}

inline bool before_the_client_saw_it(domain::submittal_state state) {
    return state == domain::submittal_state::submitted ||
           state == domain::submittal_state::returned ||
           state == domain::submittal_state::duplicate ||
           state == domain::submittal_state::screen_rejected;
}

/// With what the state stands on: terms, a place kept or taken, a first day. S-301 has the first
/// opening of REQ-1, S-302 the second.
inline void lead_candidate_to(desk& d, std::uint32_t number, domain::submittal_state state) {
    using domain::submittal_state;
    auto sub = d.sub(number);
    auto req = d.req(1);
    auto& opening = req.openings.at(number - 301);
    sub.state = state;
    sub.before_end = submittal_state::presented;
    sub.entered = sub.changed = d.now;
    if (before_the_client_saw_it(state)) {
        sub.presented.reset();
        sub.before_end = submittal_state::submitted;
    }
    if (state >= submittal_state::offer_extended && state <= submittal_state::fell_off) {
        sub.selected = d.now;
        sub.offers = {{.pay = 5'200, .start = "2026-11-30", .extended = d.now}};
    }
    if (state == submittal_state::fell_off) {
        sub.missed = d.now;
    }
    if (state == submittal_state::offer_accepted || state == submittal_state::cleared) {
        opening.state = domain::opening_state::reserved;
        opening.submittal = sub.number;
    }
    if (state == submittal_state::started) {
        opening.state = domain::opening_state::filled;
        opening.submittal = sub.number;
        sub.job = domain::assignment{.start = "2026-11-30"};
    }
    if (!domain::is_live(state) && state != submittal_state::started) {
        sub.ended = d.now;
    }
    d.put(sub);
    d.put(req);
}

/// The demo's people; Lee recruits for the client, Kim looks after it too.
inline config::demo_data with_recruiter_and_second_owner(const client_id& client) {
    auto data = config::load_demo().value();
    const auto lee = std::ranges::find(data.people, person_id{"lee"}, &domain::person::id);
    domain::grant recruits;
    recruits.role = domain::role::recruiter;
    recruits.client = client;
    lee->grants = {recruits};
    auto kim = *lee;
    kim.id = person_id{"kim"};
    kim.name = "Kim Ledger";
    kim.direct = conversation_id{"dm-kim"};
    kim.grants.front().role = domain::role::account_manager;
    data.people.push_back(std::move(kim));
    return data;
}

}  // namespace fillrate::handlers::testing
