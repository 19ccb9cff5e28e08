// Stopwatches as somebody with pencil and paper would keep them: started, paused and stopped by
// what happens, where core/domain/clock_rules.hpp reads it off the record. Shares no code with it,
// nor with the calendar: working time is counted in UTC, by arithmetic.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace fillrate::domain::testing::paper {

/// Unix seconds.
using moment = std::int64_t;

/// The same hours on the first days of every week, from Monday on.
struct hours {
    std::int64_t opens = 0;  ///< seconds since midnight
    std::int64_t length = 0;
    std::int64_t days = 0;
    friend bool operator==(const hours&, const hours&) = default;
};
// DOMAIN.md 4.3: professional; light industrial; that at P1, and its replacements always.
inline constexpr hours office{8 * 3'600, 9 * 3'600, 5};
inline constexpr hours dock{5 * 3'600, 16 * 3'600, 6};
inline constexpr hours always{0, 24 * 3'600, 7};

/// Working seconds between two moments; 0 when `to` is not after `from`.
[[nodiscard]] std::int64_t working(moment from, moment to, const hours& in = office);

struct stopwatch {
    std::string is{};  ///< "running", "paused", "met", "cancelled"
    hours kept_in = office;
    bool excused = false;  ///< paused for a reason of its own, besides a hold
    std::int64_t used = 0;
    std::int64_t at_a_stretch = 0;  ///< of it since it last began to run
    std::int64_t target = 0;
    bool late = false;  ///< once for good, within its cycle
    std::uint32_t cycle = 0;
    moment begins = 0;
    moment stands_since = 0;  ///< while paused

    [[nodiscard]] bool live() const { return is == "running" || is == "paused"; }
};

/// Those of one requisition, candidate or round, by the names of DOMAIN.md 4.2; those of openings
/// with the number of their group, "FILL 2".
class stopwatches {
public:
    /// Those of light industrial have targets and hours of their own (DOMAIN.md 4.3).
    void set_light_industrial(bool is) { light_industrial_ = is; }
    void pass(moment from, moment to);
    /// Begins the next cycle; a live one is cancelled by it.
    void start(const std::string& name, moment begins, bool excused = false);
    /// Nothing happens to one that is over.
    void stop(const std::string& name, const std::string& how);
    /// Met by what was over at `at`: what it used from then to `now`, in one go, is given back.
    void meet(const std::string& name, moment at, moment now);
    void excuse(const std::string& name, bool excused);
    void cancel_all();
    /// Once in force, 1 to 3: what begins is measured by it, what is live gets its target and
    /// hours, raised with a quarter of it left at least; what is late stays so (DOMAIN.md 4.3,
    /// 4.6).
    void set_priority(int priority);
    /// From now on every target but that of START is so many percent of the page's; what is live
    /// gets it without a floor, and what has used it up is late (DOMAIN.md 4.6).
    void set_policy(int percent);
    /// Of all but START, whose day stays agreed.
    void hold(bool held);
    [[nodiscard]] bool is_live(const std::string& name) const;
    [[nodiscard]] const std::map<std::string, stopwatch>& all() const { return kept_; }

private:
    void mark(const std::string& name);
    [[nodiscard]] std::int64_t target_in(const std::string& name, const hours& kept) const;
    [[nodiscard]] hours hours_of(const std::string& name) const;
    [[nodiscard]] hours next_hours(const std::string& name, const stopwatch& of) const;
    [[nodiscard]] bool is_hurried(const stopwatch& of, std::int64_t asked, const hours& kept) const;

    std::map<std::string, stopwatch> kept_{};
    moment now_ = 0;
    bool light_industrial_ = false;
    bool held_ = false;
    int priority_ = 2;
    int percent_ = 100;
};

}  // namespace fillrate::domain::testing::paper
