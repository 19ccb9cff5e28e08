// One requisition and its clocks, step by step, for tests of when clocks run.
#pragma once

#include "core/domain/clock_account.hpp"
#include "core/domain/clock_rules.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::domain::testing {

/// A requisition whose clocks are settled after every step, on one calendar but where its policy
/// names another.
class desk {
public:
    desk() {
        auto spec = chicago_calendar().spec();
        spec.name = "chicago";
        book_.add(1, calendar::compile(std::move(spec)).value());
    }

    desk& at(std::string_view local) { return at(chicago(local)); }
    desk& at(instant now) {
        now_ = now;
        return *this;
    }
    desk& then(payload what, std::string reason = {}) {
        happen(std::move(what), std::move(reason));
        return settle();
    }
    [[nodiscard]] std::vector<clock_account> accounts() const {
        return account_for_clocks(history_, book_, now_);
    }
    [[nodiscard]] std::optional<rounds_account> rounds() const {
        return add_up_rounds(history_, accounts(), book_, now_);
    }
    desk& then(requisition_created made) { return then(payload(std::move(made))); }
    desk& slate(submittal_state from, submittal_state to, std::uint32_t number = 311) {
        slate_moved moved;
        moved.submittal = submittal_number{number};
        moved.made = from == to;
        moved.from = from;
        moved.to = to;
        return then(moved);
    }

    /// "COV running, SUB1 met": in order of the record; earlier cycles are not in it.
    [[nodiscard]] std::string said() const {
        std::string text;
        for (const clock& c : req.clocks) {
            text += text.empty() ? "" : ", ";
            text += std::string(word(c.kind)) + ' ' + std::string(word(c.state));
        }
        return text;
    }
    [[nodiscard]] const clock& of(clock_kind kind, std::uint32_t batch = 0) const {
        const auto* found = find_clock(req.clocks, kind, batch);
        EXPECT_NE(found, nullptr) << word(kind);
        static const clock none;
        return found == nullptr ? none : *found;
    }

    requisition req{};

private:
    void happen(payload what, std::string reason) {
        history_.push_back(happened(std::move(what), now_, std::move(reason)));
        req = apply(std::move(req), history_.back());
    }
    desk& settle() {
        const auto* on = book_.find_calendar("chicago@1");
        const clock_terms terms{book_.choose(req), req.priority, "chicago@1", *on};
        auto changed =
            settled(req.clocks, clock_wishes(req, terms.chosen), terms, book_, now_).value();
        for (auto& c : changed) {
            happen(clock_set{std::move(c)}, {});
        }
        // Settled is settled: nothing changes a second time.
        EXPECT_TRUE(
            settled(req.clocks, clock_wishes(req, terms.chosen), terms, book_, now_)->empty()
        ) << said();
        return *this;
    }

    policy_book book_{};
    instant now_{};
    std::vector<event> history_{};
};

}  // namespace fillrate::domain::testing
