// Every cell of submittal state x verb, written out by hand from DOMAIN.md 3.3 and 0; random lives
// of several candidates on one requisition against a model that keeps only words and counts; and
// the picture of the machine.
#include "core/domain/candidate.hpp"
#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/expected_steps.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <rapidcheck/gtest.h>
#include <sstream>
#include <string>

namespace fillrate::domain::testing {
namespace {

using state = submittal_state;
using step = submittal_verb;

constexpr std::size_t state_count = 22;
constexpr std::size_t step_count = 25;

event of(payload data, std::string reason = {}) {
    return happened(std::move(data), from_unix_ms(5'000), std::move(reason));
}

submittal made() {
    submittal_made first;
    first.number = submittal_number{301};
    first.requisition = requisition_number{104};
    first.supplier = supplier_id{"northlight"};
    return apply(submittal{}, of(first));
}

payload fact_of(step what) {
    if (what == step::offer) {
        return offer_made{.pay = 5'000};
    }
    if (what == step::move_start) {
        return start_moved{.start = "2026-12-17"};
    }
    return submittal_moved{what};
}

TEST(submittal, every_cell_of_the_table_and_of_apply) {
    for (std::size_t s = 0; s < state_count; ++s) {
        for (std::size_t v = 0; v < step_count; ++v) {
            auto before = made();
            before.state = static_cast<state>(s);
            before.hold_until = before.submitted;
            const auto what = static_cast<step>(v);
            if (what == step::revive) {
                continue;  // where it leads is the past's: below
            }
            const auto cell = std::string(word(before.state)) + ' ' + std::string(word(what));
            const auto found = expected_submittal_steps().find(cell);
            const auto* row = next_step(before, what);
            EXPECT_EQ(
                row == nullptr ? "" : word(row->to),
                found == expected_submittal_steps().end() ? "" : found->second
            ) << cell;
            const auto after = apply(before, of(fact_of(what)));
            EXPECT_EQ(word(after.state), row == nullptr ? word(before.state) : word(row->to))
                << cell;
            EXPECT_EQ(after.events, before.events + 1);
        }
    }
}

TEST(submittal, comes_back_to_where_it_was_within_thirty_days) {
    for (const auto ended : {step::withdraw, step::reject, step::pass_over}) {
        for (std::size_t s = 0; s < state_count; ++s) {
            auto before = made();
            before.state = static_cast<state>(s);
            const auto* row = next_step(before, ended);
            if (row == nullptr || row->to == state::fell_off) {
                continue;
            }
            const auto out = apply(before, of(fact_of(ended)));
            ASSERT_NE(next_step(out, step::revive), nullptr) << word(before.state);
            EXPECT_EQ(apply(out, of(fact_of(step::revive))).state, before.state);
            for (const std::uint32_t days : {7U, 30U}) {
                const auto last = from_unix_ms(5'000) + std::chrono::days{days};
                EXPECT_TRUE(may_still_revive(out, days, last));
                EXPECT_FALSE(may_still_revive(out, days, last + milliseconds{1} + seconds{1}));
            }
        }
    }
}

TEST(submittal, is_corrected_until_the_client_has_read_it) {
    for (std::size_t s = 0; s < state_count; ++s) {
        auto before = made();
        before.state = static_cast<state>(s);
        const auto after = apply(before, of(submittal_changed{.pay = 4'900}));
        const bool with_us = before.state == state::submitted || before.state == state::returned;
        EXPECT_EQ(after.pay.has_value(), with_us) << word(before.state);
        before.presented = before.submitted;
        EXPECT_FALSE(apply(before, of(submittal_changed{.pay = 4'900})).pay) << word(before.state);
    }
    const auto day = apply(made(), of(submittal_changed{.available = "2026-12-07"}));
    EXPECT_EQ(day.available, "2026-12-07");
}

TEST(submittal, an_offer_without_terms_is_none_and_versions_count_up) {
    auto one = made();
    one.state = state::selected;
    EXPECT_EQ(apply(one, of(offer_made{})).state, state::selected);
    EXPECT_EQ(apply(one, of(submittal_moved{step::offer})).state, state::selected);
    for (std::uint32_t version = 1; version <= 20; ++version) {
        one = apply(one, of(offer_made{.pay = 5'000}));
        EXPECT_EQ(one.offers.back().version, version);
        EXPECT_LE(one.offers.size(), 8U);
    }
}

TEST(submittal, another_first_day_takes_the_place_of_the_one_agreed_on) {
    auto one = made();
    one.state = state::cleared;
    one.entered = from_unix_ms(1'000);
    EXPECT_TRUE(apply(one, of(start_moved{.start = "2026-12-17"})).offers.empty());
    one.offers = {offer{.version = 2, .pay = 5'000, .start = "2026-12-14"}};
    const auto moved = apply(one, of(start_moved{"2026-12-17", seconds{22 * 3'600}}));
    ASSERT_EQ(moved.offers.size(), 1U);
    EXPECT_EQ(moved.offers.back().start, "2026-12-17");
    EXPECT_EQ(moved.offers.back().start_time, std::optional{seconds{22 * 3'600}});
    EXPECT_EQ(moved.offers.back().version, 2U);
    EXPECT_EQ(moved.entered, one.entered) << "cleared since then";
    EXPECT_EQ(apply(one, of(submittal_moved{step::move_start})).offers, one.offers);
    one.state = state::started;
    EXPECT_EQ(apply(one, of(start_moved{.start = "2026-12-17"})).offers, one.offers);
}

TEST(submittal, keeps_which_of_its_rounds_took_place) {
    const interview_number first{51};
    auto one = apply(made(), of(round_took_place{first}));
    EXPECT_EQ(one.met_in, std::vector{first});
    EXPECT_EQ(apply(one, of(round_took_place{first})).met_in, std::vector{first});
    one = apply(one, of(round_took_place{first, true}));
    EXPECT_TRUE(one.met_in.empty());
    EXPECT_TRUE(apply(one, of(round_took_place{first, true})).met_in.empty());
}

// Openings and counts as somebody with pencil and paper would keep them.
struct paper {
    std::array<std::string, 3> states{};
    std::string requisition{"open"};
    int open = 2, reserved = 0, filled = 0;

    [[nodiscard]] int live() const {
        int count = 0;
        for (const auto& one : states) {
            static const std::string in_play =
                " submitted returned presented held shortlisted interviewing selected "
                "offer_extended offer_accepted cleared ";
            count += !one.empty() && in_play.find(' ' + one + ' ') != std::string::npos ? 1 : 0;
        }
        return count;
    }
};

RC_GTEST_PROP(submittal, openings_and_counts_follow_random_lives, ()) {
    auto req = in_state(requisition_state::open);
    req.openings.resize(2);
    paper kept;
    std::array<submittal, 3> subs{};
    std::array<std::vector<event>, 3> histories{};
    const auto length = *rc::gen::inRange(1, 120);
    for (int i = 0; i < length; ++i) {
        const auto n = static_cast<std::size_t>(*rc::gen::inRange(0, 3));
        const auto what = static_cast<step>(*rc::gen::inRange(0, static_cast<int>(step_count)));
        auto& sub = subs[n];
        const auto before = sub;
        payload fact = fact_of(what);
        if (sub.number.empty()) {
            submittal_made first;
            first.number = submittal_number{static_cast<std::uint32_t>(301 + n)};
            fact = first;
        } else {
            const auto* row = next_step(sub, what);
            const bool takes =
                row != nullptr && (row->to == state::offer_accepted ||
                                   (row->to == state::started && row->from == state::fell_off));
            if (row == nullptr || (takes && kept.open == 0)) {
                continue;
            }
            if (row->to == state::offer_accepted) {
                --kept.open;
                ++kept.reserved;
            } else if (row->to == state::started) {
                --(row->from == state::fell_off ? kept.open : kept.reserved);
                ++kept.filled;
            } else if (row->to == state::fell_off) {
                --kept.reserved;
                ++kept.open;
                kept.requisition = "open";
            }
        }
        const auto happened_now = of(fact);
        sub = apply(sub, happened_now);
        histories[n].push_back(happened_now);
        kept.states[n] = std::string(word(sub.state));
        slate_moved told;
        told.submittal = sub.number;
        told.supplier = supplier_id{"northlight"};
        told.made = before.number.empty();
        told.what = what;
        told.from = before.state;
        told.to = sub.state;
        req = apply(req, of(told));
        if (kept.open == 0 && kept.filled > 0 && kept.requisition == "open") {
            kept.requisition = "filled";
            req = apply(req, of(all_filled{}));
        }
        const auto counts = count_openings(req);
        RC_ASSERT(static_cast<int>(counts.open) == kept.open);
        RC_ASSERT(static_cast<int>(counts.reserved) == kept.reserved);
        RC_ASSERT(static_cast<int>(counts.filled) == kept.filled);
        RC_ASSERT(static_cast<int>(req.slate.live) == kept.live());
        RC_ASSERT(static_cast<int>(req.suppliers.front().live) == kept.live());
        RC_ASSERT(std::string(word(req.state)) == kept.requisition);
    }
    for (std::size_t n = 0; n < subs.size(); ++n) {
        if (!histories[n].empty()) {
            RC_ASSERT(fold<submittal>(histories[n]) == std::optional{subs[n]});
        }
    }
}

TEST(submittal, who_is_undecided_is_live_and_holds_no_opening) {
    constexpr std::array undecided{
        state::submitted,
        state::returned,
        state::presented,
        state::held,
        state::shortlisted,
        state::interviewing,
        state::selected,
        state::offer_extended};
    for (std::size_t s = 0; s < state_count; ++s) {
        auto sub = made();
        sub.state = static_cast<state>(s);
        const bool expected = std::ranges::find(undecided, sub.state) != undecided.end();
        EXPECT_EQ(is_undecided(sub.state), expected) << word(sub.state);
        const auto entries = indexes(sub);
        const bool listed = std::ranges::any_of(entries, [&sub](const index_entry& entry) {
            return entry.set == undecided_list(sub.requisition);
        });
        EXPECT_EQ(listed, expected) << word(sub.state);
        // All but those with an offer out can be passed over.
        const bool passable = next_step(sub, step::pass_over) != nullptr;
        EXPECT_EQ(passable, expected && sub.state != state::offer_extended) << word(sub.state);
    }
}

TEST(submittal, the_picture_is_current) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + "/submittal.md";
    const auto picture = "```mermaid\n" + submittal_diagram() + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

TEST(representation, addresses_are_compared_in_one_form) {
    EXPECT_EQ(normal_email(" Paige@Example.TEST "), "paige@example.test");
    for (const auto wrong :
         {"", "paige", "@x.test", "a@b", "a b@x.test", "a@x@y.test", "a@x.test."}) {
        EXPECT_EQ(normal_email(wrong), "") << wrong;
    }
    EXPECT_EQ(normal_phone("+44 20 7946 0101", "Europe/London"), "+442079460101");
    EXPECT_EQ(normal_phone("020 7946 0101", "Europe/London"), "02079460101");
    for (const auto wrong : {"", "12345", "1234567890123456", "555-CALL", "1+2345678"}) {
        EXPECT_EQ(normal_phone(wrong, "America/Chicago"), "") << wrong;
    }
    for (const auto* written : {"+1 (312) 555-0101", "1 312 555 0101", "312.555.0101"}) {
        for (const auto* zone : {"America/Chicago", "America/Toronto", "Pacific/Honolulu", ""}) {
            EXPECT_EQ(normal_phone(written, zone), "+13125550101") << written << ' ' << zone;
        }
    }
    for (const auto* zone : {"Europe/London", "America/Mexico_City", "America/Sao_Paulo"}) {
        EXPECT_EQ(normal_phone("312.555.0101", zone), "3125550101") << zone;
        EXPECT_EQ(normal_phone("138 1234 5678", zone), "13812345678") << zone;
    }
    EXPECT_EQ(initials_of("paige q. turner smith"), "p.q.t.");
    EXPECT_EQ(initials_of(" "), "?");
}

TEST(representation, the_earliest_consent_wins_not_the_earliest_upload) {
    const instant now = from_unix_ms(1'000'000'000'000);
    const auto claim = [&](const char* who, int since_days, std::optional<int> consent_days) {
        claim_to_represent made;
        made.supplier = supplier_id{who};
        made.requisition = requisition_number{104};
        made.since = now - std::chrono::days{since_days};
        if (consent_days) {
            made.confirmed = now - std::chrono::days{*consent_days};
        }
        return made;
    };
    ownership all;
    all.claims = {claim("a", 10, std::nullopt), claim("b", 5, 3), claim("c", 4, 8)};
    const requisition_number here{104};
    const requisition_number elsewhere{105};
    const std::chrono::days window{90};
    EXPECT_EQ(standing_claim(all, supplier_id{"d"}, here, window, now)->supplier.value, "c");
    EXPECT_EQ(standing_claim(all, supplier_id{"c"}, here, window, now)->supplier.value, "b");
    all.claims.resize(1);
    EXPECT_EQ(standing_claim(all, supplier_id{"a"}, here, window, now), nullptr);
    // For another requisition of the client a claim holds so many days; for its own, always.
    const auto later = now + std::chrono::days{81};
    EXPECT_EQ(standing_claim(all, supplier_id{"d"}, elsewhere, window, later), nullptr);
    EXPECT_NE(standing_claim(all, supplier_id{"d"}, here, window, later), nullptr);
    EXPECT_NE(
        standing_claim(all, supplier_id{"d"}, elsewhere, std::chrono::days{91}, later),
        nullptr
    );
    EXPECT_EQ(
        standing_claim(all, supplier_id{"d"}, elsewhere, std::chrono::days{0}, all.claims[0].since),
        nullptr
    ) << "for its own only";
    all.claims.front().lapsed = true;
    EXPECT_EQ(standing_claim(all, supplier_id{"d"}, here, window, now), nullptr);
    EXPECT_TRUE(wins_over(now, claim("a", 1, std::nullopt)));
    EXPECT_FALSE(wins_over(std::nullopt, claim("a", 1, std::nullopt)));
    EXPECT_FALSE(wins_over(now, claim("a", 1, 1)));
}

}  // namespace
}  // namespace fillrate::domain::testing
