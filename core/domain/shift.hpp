// A shift of a light-industrial requisition: so many people ordered for a day, confirmed by their
// suppliers, counted when they came (DOMAIN.md 3.6, 4.4). Counts only: nobody is named. A value;
// only apply() changes it. Its state machine is the table of shift_transitions.hpp.
#pragma once

#include "core/base/civil.hpp"
#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/author.hpp"
#include "core/domain/terms.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// What a shift is called at its site, and when it usually begins and ends.
struct usual_shift {
    std::string_view name{};
    minutes from{};  ///< since local midnight
    minutes to{};    ///< before `from`: on the next day
};
inline constexpr auto usual_shifts = std::to_array<usual_shift>({
    {"1st", minutes{6 * 60}, minutes{14 * 60}},
    {"2nd", minutes{14 * 60}, minutes{22 * 60}},
    {"3rd", minutes{22 * 60}, minutes{6 * 60}},
    {"day", minutes{8 * 60}, minutes{17 * 60}},
    {"night", minutes{22 * 60}, minutes{6 * 60}},
    {"weekend", minutes{7 * 60}, minutes{19 * 60}},
});
/// Null for a name that no shift has.
[[nodiscard]] const usual_shift* find_usual_shift(std::string_view name) noexcept;

/// Which one: the record's name is made of it.
struct shift_id {
    requisition_number requisition{};
    std::string date{};  ///< local, of its beginning: "2026-11-30"
    std::string name{};  ///< of usual_shifts: "2nd"

    [[nodiscard]] bool empty() const noexcept { return requisition.empty(); }
    friend auto operator<=>(const shift_id&, const shift_id&) = default;
    friend bool operator==(const shift_id&, const shift_id&) = default;
};

enum class shift_state { planned, confirmed, unconfirmed, counted, called_off };
enum class shift_verb { plan, confirm, fall_short, cut_off, count, call_off };

/// What the clock does about a shift, in the order of its day: the three rungs of the ladder, the
/// cut-off, and the floor that has not counted.
enum class shift_due { ask_early, ask_day_before, ask_last, cut_off, count_wanted };
inline constexpr int shift_due_count = 5;

/// So many heads of one supplier will come.
struct shift_confirmation {
    supplier_id supplier{};
    std::string name{};
    std::uint32_t heads = 0;
    instant at{};
    author said_by{};
    std::uint32_t reserve = 0;  ///< who would come as well, once they are called
    friend bool operator==(const shift_confirmation&, const shift_confirmation&) = default;
};

/// What the floor counted.
struct head_count {
    std::uint32_t present = 0;
    std::uint32_t no_show = 0;
    std::uint32_t delayed = 0;  ///< of those present
    friend bool operator==(const head_count&, const head_count&) = default;
};

/// From when somebody counts as delayed, and as not come, after the beginning; of the site.
struct shift_patience {
    std::uint32_t delayed_after = 0;  ///< minutes
    std::uint32_t missing_after = 0;  ///< minutes
    friend bool operator==(const shift_patience&, const shift_patience&) = default;
};
/// DOMAIN.md 3.6, unless a site has its own.
inline constexpr shift_patience usual_patience{10, 30};

struct work_shift {
    shift_id id{};
    shift_state state = shift_state::planned;
    std::uint32_t events = 0;  ///< how many events it has; the ordinal of its last one

    client_id client{};
    std::string client_name{};
    std::string zone{};   ///< the site's
    std::string title{};  ///< of the requisition
    std::uint32_t ordered = 0;
    instant starts{};
    instant ends{};
    shift_patience patience{};
    instant planned{};                    ///< when it was last planned
    std::optional<instant> confirm_by{};  ///< the cut-off; nothing when it was planned after it
    std::vector<shift_confirmation> confirmed{};
    std::optional<head_count> came{};
    instant counted{};
    std::string counted_by{};
    supplier_id of{};      ///< whose heads they all were, once counted; empty: of several or nobody
    std::string reason{};  ///< why it was called off
    std::uint32_t reminded = 0;        ///< bits by shift_due
    std::optional<instant> entered{};  ///< since when it is in its present state
    author entered_by{};
    instant created{};
    instant changed{};

    // Kept by the engine, not by events: the one timer of this aggregate.
    std::uint32_t timer_generation = 0;
    std::optional<instant> timer_due{};

    friend bool operator==(const work_shift&, const work_shift&) = default;
};

// What happens to it: payloads of domain/event.hpp. Fields are only ever added.

/// Planned, or planned anew. Other times make every confirmation void.
struct shift_planned {
    shift_id id{};
    client_id client{};
    std::string client_name{};
    std::string zone{};
    std::string title{};
    std::uint32_t ordered = 0;
    instant starts{};
    instant ends{};
    shift_patience patience{};
    std::optional<instant> confirm_by{};
    bool corrects_zone = false;  ///< the same times of the day where the site is: all else stays
    friend bool operator==(const shift_planned&, const shift_planned&) = default;
};
struct shift_confirmed {
    supplier_id supplier{};
    std::string supplier_name{};
    std::uint32_t heads = 0;
    std::uint32_t reserve = 0;
    friend bool operator==(const shift_confirmed&, const shift_confirmed&) = default;
};
struct shift_counted {
    std::uint32_t ordered = 0;
    head_count came{};
    supplier_id of{};  ///< whose heads they all were
    friend bool operator==(const shift_counted&, const shift_counted&) = default;
};
/// Why is the event's reason.
struct shift_called_off {
    friend bool operator==(const shift_called_off&, const shift_called_off&) = default;
};
/// The clock asked, or found that nobody confirmed or counted.
struct shift_reminded {
    shift_due what = shift_due::ask_early;
    friend bool operator==(const shift_reminded&, const shift_reminded&) = default;
};
/// Told to the requisition, so that its card and history know.
struct shift_told {
    shift_verb what = shift_verb::plan;
    std::string name{};
    std::string date{};
    std::uint32_t days = 1;  ///< planned at once, `date` being the first
    std::uint32_t ordered = 0;
    std::uint32_t heads = 0;  ///< confirmed by the supplier; found at the cut-off
    supplier_id supplier{};
    std::string supplier_name{};
    head_count came{};
    std::uint32_t reserve = 0;  ///< of the supplier, beside the heads
    friend bool operator==(const shift_told&, const shift_told&) = default;
};

/// All that suppliers confirmed, also beyond what was ordered.
[[nodiscard]] std::uint32_t confirmed_heads(const work_shift& of) noexcept;
/// What the supplier confirmed; nothing while it said nothing.
[[nodiscard]] std::optional<std::uint32_t> confirmed_by(
    const work_shift& of,
    const supplier_id& supplier
) noexcept;
/// Whom the supplier has in reserve.
[[nodiscard]] std::uint32_t reserve_of(const work_shift& of, const supplier_id& supplier) noexcept;
/// So many of them would fill what is missing.
[[nodiscard]] std::uint32_t wanted_of_reserve(
    const work_shift& of,
    const supplier_id& supplier
) noexcept;
/// Who were to come: the confirmed ones; where nobody confirmed, those who were counted at all.
[[nodiscard]] std::uint32_t expected_heads(const work_shift& of) noexcept;
/// Who were to come, at most as many as were ordered: all of them where nobody confirmed.
[[nodiscard]] std::uint32_t everybody(const work_shift& of) noexcept;
/// How many are missing from the order, by what was counted or else confirmed.
[[nodiscard]] std::uint32_t missing_heads(const work_shift& of) noexcept;

[[nodiscard]] std::string_view word(shift_state s) noexcept;
[[nodiscard]] std::string_view word(shift_verb v) noexcept;
[[nodiscard]] std::string_view word(shift_due d) noexcept;

template <>
[[nodiscard]] std::optional<shift_state> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<shift_verb> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<shift_due> from_word(std::string_view text) noexcept;

}  // namespace fillrate::domain
