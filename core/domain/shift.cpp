#include "core/domain/shift.hpp"

#include "core/domain/diagram.hpp"
#include "core/domain/event.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/shift_transitions.hpp"
#include "core/domain/word_list.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace fillrate::domain {

namespace {

// In the order of the enumerators.
constexpr auto shift_state_words = std::to_array<std::string_view>({
    "planned",
    "confirmed",
    "unconfirmed",
    "counted",
    "called_off",
});
constexpr auto shift_verb_words = std::to_array<std::string_view>({
    "plan",
    "confirm",
    "fall_short",
    "cut_off",
    "count",
    "call_off",
});
constexpr auto shift_due_words = std::to_array<std::string_view>({
    "ask_early",
    "ask_day_before",
    "ask_last",
    "cut_off",
    "count_wanted",
});
static_assert(shift_due_words.size() == shift_due_count);

// One overload per payload of a shift; each says whether the event fits.
class shift_step {
public:
    shift_step(work_shift& one, const event& what) : one_(one), what_(what) {}

    bool operator()(const shift_planned& to) {
        const bool is_new = one_.id.empty();
        if (to.corrects_zone) {
            return correct_zone(to);
        }
        if (to.id.empty() || (!is_new && (to.id != one_.id || !move(shift_verb::plan)))) {
            return false;
        }
        if (is_new) {
            one_.id = to.id;
            one_.created = what_.at;
        }
        if (is_new || to.starts != one_.starts || to.ends != one_.ends) {
            one_.confirmed.clear();
        }
        one_.client = to.client;
        one_.client_name = to.client_name;
        one_.zone = to.zone;
        one_.title = to.title;
        one_.ordered = to.ordered;
        one_.starts = to.starts;
        one_.ends = to.ends;
        one_.patience = to.patience;
        one_.confirm_by = to.confirm_by;
        one_.planned = what_.at;
        one_.reason.clear();
        one_.reminded = 0;  // whoever lacks heads of the new plan is asked about it
        settle();
        return true;
    }

    bool operator()(const shift_confirmed& said) {
        if (!awaits_heads(one_.state) && one_.state != shift_state::confirmed) {
            return false;
        }
        const shift_confirmation made{
            said.supplier,
            said.supplier_name,
            said.heads,
            what_.at,
            author_of(what_),
            said.reserve};
        const auto known =
            std::ranges::find(one_.confirmed, said.supplier, &shift_confirmation::supplier);
        if (known == one_.confirmed.end()) {
            one_.confirmed.push_back(made);
        } else {
            *known = made;
        }
        settle();
        return true;
    }

    bool operator()(const shift_counted& said) {
        if (!move(shift_verb::count)) {
            return false;
        }
        one_.ordered = said.ordered;
        one_.came = said.came;
        one_.of = said.of;
        one_.counted = what_.at;
        one_.counted_by = what_.actor_name;
        return true;
    }

    bool operator()(const shift_called_off&) {
        if (!move(shift_verb::call_off)) {
            return false;
        }
        one_.reason = what_.reason;
        one_.confirmed.clear();
        one_.reminded = 0;
        return true;
    }

    bool operator()(const shift_reminded& done) {
        one_.reminded |= 1U << static_cast<unsigned>(done.what);
        return done.what != shift_due::cut_off || move(shift_verb::cut_off);
    }

    /// Of another record.
    template <class Payload>
    bool operator()(const Payload&) {
        return false;
    }

private:
    bool correct_zone(const shift_planned& to) {
        if (one_.id.empty() || to.id != one_.id || !is_ahead(one_.state)) {
            return false;
        }
        one_.zone = to.zone;
        one_.starts = to.starts;
        one_.ends = to.ends;
        one_.confirm_by = to.confirm_by;
        return true;
    }

    bool move(shift_verb what) {
        const auto to = next_state(one_, what);
        one_.state = to.value_or(one_.state);
        return to.has_value();
    }

    void forget(shift_due what) { one_.reminded &= ~(1U << static_cast<unsigned>(what)); }

    // Whether all that were ordered are confirmed is seen from the numbers.
    void settle() {
        const bool enough = confirmed_heads(one_) >= one_.ordered;
        if (enough) {
            move(shift_verb::confirm);
        } else if (move(shift_verb::fall_short)) {
            forget(shift_due::cut_off);
        }
    }

    work_shift& one_;
    const event& what_;
};

}  // namespace

const usual_shift* find_usual_shift(std::string_view name) noexcept {
    const auto* const found = std::ranges::find(usual_shifts, name, &usual_shift::name);
    return found == usual_shifts.end() ? nullptr : found;
}

std::optional<shift_state> next_state(const work_shift& of, shift_verb what) noexcept {
    for (const auto& row : shift_transitions) {
        if (row.from == of.state && row.what == what) {
            return row.to;
        }
    }
    return std::nullopt;
}

bool is_ahead(shift_state s) noexcept {
    return s == shift_state::planned || s == shift_state::confirmed ||
           s == shift_state::unconfirmed;
}

bool awaits_heads(shift_state s) noexcept {
    return s == shift_state::planned || s == shift_state::unconfirmed;
}

std::uint32_t confirmed_heads(const work_shift& of) noexcept {
    std::uint32_t sum = 0;
    for (const auto& one : of.confirmed) {
        sum += one.heads;
    }
    return sum;
}

std::optional<std::uint32_t> confirmed_by(
    const work_shift& of,
    const supplier_id& supplier
) noexcept {
    const auto found = std::ranges::find(of.confirmed, supplier, &shift_confirmation::supplier);
    return found == of.confirmed.end() ? std::nullopt : std::optional{found->heads};
}

std::uint32_t reserve_of(const work_shift& of, const supplier_id& supplier) noexcept {
    const auto found = std::ranges::find(of.confirmed, supplier, &shift_confirmation::supplier);
    return found == of.confirmed.end() ? 0 : found->reserve;
}

std::uint32_t wanted_of_reserve(const work_shift& of, const supplier_id& supplier) noexcept {
    return awaits_heads(of.state) ? std::min(reserve_of(of, supplier), missing_heads(of)) : 0;
}

std::uint32_t expected_heads(const work_shift& of) noexcept {
    const auto confirmed = confirmed_heads(of);
    const auto counted = of.came ? of.came->present + of.came->no_show : 0;
    return confirmed > 0 ? confirmed : counted;
}

std::uint32_t everybody(const work_shift& of) noexcept {
    const auto confirmed = confirmed_heads(of);
    return confirmed == 0 ? of.ordered : std::min(confirmed, of.ordered);
}

std::uint32_t missing_heads(const work_shift& of) noexcept {
    const auto there = of.came ? of.came->present : confirmed_heads(of);
    return of.ordered - std::min(of.ordered, there);
}

std::string shift_diagram() {
    return "stateDiagram-v2\n    [*] --> planned : plan\n    [*] --> counted : count\n" +
           arrows_of(shift_transitions);
}

std::string_view word(shift_state s) noexcept {
    return shift_state_words[static_cast<std::size_t>(s)];
}
std::string_view word(shift_verb v) noexcept {
    return shift_verb_words[static_cast<std::size_t>(v)];
}
std::string_view word(shift_due d) noexcept {
    return shift_due_words[static_cast<std::size_t>(d)];
}

template <>
std::optional<shift_state> from_word(std::string_view text) noexcept {
    return word_in<shift_state>(shift_state_words, text);
}
template <>
std::optional<shift_verb> from_word(std::string_view text) noexcept {
    return word_in<shift_verb>(shift_verb_words, text);
}
template <>
std::optional<shift_due> from_word(std::string_view text) noexcept {
    return word_in<shift_due>(shift_due_words, text);
}

work_shift apply(work_shift before, const event& what) {
    const bool exists = !before.id.empty();
    if (exists || std::holds_alternative<shift_planned>(what.data)) {
        const auto from = before.state;
        if (std::visit(shift_step{before, what}, what.data)) {
            note_change(before, !exists || before.state != from, what);
        }
    }
    ++before.events;
    return before;
}

template <>
std::optional<work_shift> fold(const std::vector<event>& history) {
    auto folded = fold_kept<work_shift>(history);
    if (folded.id.empty()) {
        return std::nullopt;
    }
    return folded;
}

}  // namespace fillrate::domain
