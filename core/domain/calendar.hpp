// Business time (DOMAIN.md 4.1, 4.6): calendars of local working windows, and arithmetic on them in
// real seconds.
#pragma once

#include "core/base/civil.hpp"
#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/base/time_zone.hpp"

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// Working time from start to before end, in wall-clock minutes since the midnight that begins its
/// day. 0 <= start < 24 h, start < end <= start + 24 h: an end beyond 24 h lies on the next day,
/// yet the window belongs to the day it starts on.
struct window {
    minutes start{0};
    minutes end{0};

    friend bool operator==(const window&, const window&) = default;
};

/// "08:00-12:00 13:00-17:00" (several), "22:00-06:00" (ends the next day), "24h". Sorted by start.
/// Overlap, no window at all and anything else: invalid_input with what was expected.
[[nodiscard]] result<std::vector<window>> parse_windows(std::string_view text);

/// Days of a week; bit 0 is Monday.
using weekday_set = std::bitset<7>;
/// "mon", "mon-fri", "sat-tue" (goes round).
[[nodiscard]] result<weekday_set> parse_week_key(std::string_view text);

/// What a calendar file says (DESIGN.md 6).
struct calendar_spec {
    std::string name{};
    std::string zone{};                         ///< IANA name; empty: that of each site
    std::array<std::vector<window>, 7> week{};  ///< [0] is Monday
    std::vector<civil_date>
        holidays{};  ///< local dates on which no window starts; beat special days
    std::map<civil_date, std::vector<window>> special{};  ///< replace the windows of that date

    friend bool operator==(const calendar_spec&, const calendar_spec&) = default;
};

/// The spec as text that is equal for equal meaning (order and repetition of entries do not
/// matter), for content hashing. The name is not part of it.
[[nodiscard]] std::string canonical(const calendar_spec& spec);
/// Reads what canonical wrote. Errors: protocol.
[[nodiscard]] result<calendar_spec> calendar_from_canonical(
    std::string name,
    std::string_view text
);

/// A calendar ready for arithmetic: all windows as instants with the working time before them,
/// O(log windows) per question. Years are laid out when a question first touches them, within 1970
/// to 2199; outside there is no working time. Questions therefore change a cache: one calendar is
/// for one thread.
class calendar {
public:
    /// invalid_input names what is wrong: unknown zone, no working time in the week, overlapping
    /// windows (also across midnight, the end of the week and special days), a window out of range,
    /// a date that does not exist.
    [[nodiscard]] static result<calendar> compile(calendar_spec spec);

    [[nodiscard]] const calendar_spec& spec() const noexcept { return spec_; }
    [[nodiscard]] const time_zone& zone() const noexcept { return zone_; }

    /// The earliest instant at which `working` time has passed since start: a due time on closing
    /// stays at closing. Nothing or less gives start itself. Beyond 2199: the end of 2199.
    [[nodiscard]] instant add(instant start, seconds working) const;
    /// Working time from a to b in whole seconds, negative if b is before a.
    [[nodiscard]] seconds between(instant a, instant b) const;
    /// Open from the start of a window to before its end.
    [[nodiscard]] bool is_open(instant t) const;
    /// t itself if open, else the next start of a window. Beyond 2199: the end of 2199.
    [[nodiscard]] instant next_open(instant t) const;
    /// One business day: the wall-clock working time of the week's most common working day; among
    /// equally common ones the longest.
    [[nodiscard]] seconds business_day() const noexcept { return business_day_; }

private:
    struct placed {
        std::int64_t start;  // Unix milliseconds
        std::int64_t end;
        std::int64_t before;  // working milliseconds up to start; their origin is arbitrary
        [[nodiscard]] std::int64_t worked_at_end() const noexcept { return before + (end - start); }
    };

    calendar(calendar_spec spec, time_zone zone, seconds business_day);
    [[nodiscard]] const std::vector<window>& windows_of(civil_date date) const;
    void cover(std::int64_t t) const;
    void append_year() const;
    void prepend_year() const;
    [[nodiscard]] std::vector<placed> lay_out(int year) const;
    [[nodiscard]] std::size_t count_started(std::int64_t t) const;
    [[nodiscard]] std::int64_t worked_until(std::int64_t t, std::size_t started) const;

    calendar_spec spec_;
    time_zone zone_;
    seconds business_day_;
    // Laid out are the years [first_year_, end_year_); a question inside the covered instants needs
    // no more.
    mutable std::vector<placed> placed_{};
    mutable int first_year_ = 0;
    mutable int end_year_ = 0;
    mutable std::int64_t covered_from_ = 0;
    mutable std::int64_t covered_to_ = 0;
    mutable std::int64_t worked_at_start_ = 0;  // working milliseconds up to the first window
    mutable std::int64_t worked_at_end_ = 0;    // ... and up to the end of the last
};

}  // namespace fillrate::domain
