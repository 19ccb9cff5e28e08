// Stopwatches as somebody with pencil and paper would keep them: started, paused and stopped by
// what happens, where core/domain/clock_rules.hpp reads it off the record. Shares no code with it,
// nor with the calendar: working time is Monday to Friday 08-17 in UTC, by arithmetic.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace fillrate::domain::testing::paper {

/// Unix seconds.
using moment = std::int64_t;

/// Working seconds between two moments; 0 when `to` is not after `from`.
[[nodiscard]] std::int64_t working(moment from, moment to);

struct stopwatch {
    std::string is{};      ///< "running", "paused", "met", "cancelled"
    bool excused = false;  ///< paused for a reason of its own, besides a hold
    std::int64_t used = 0;
    std::int64_t at_a_stretch = 0;  ///< of it since it last began to run
    std::int64_t target = 0;
    bool late = false;  ///< once for good, within its cycle
    std::uint32_t cycle = 0;
    moment begins = 0;

    [[nodiscard]] bool live() const { return is == "running" || is == "paused"; }
};

/// Those of one requisition, candidate or round, by the names of DOMAIN.md 4.2; those of openings
/// with the number of their group, "FILL 2".
class stopwatches {
public:
    void pass(moment from, moment to);
    /// Begins the next cycle; a live one is cancelled by it.
    void start(const std::string& name, moment begins, bool excused = false);
    /// Nothing happens to one that is over.
    void stop(const std::string& name, const std::string& how);
    /// Met by what was over at `at`: what it used from then to `now`, in one go, is given back.
    void meet(const std::string& name, moment at, moment now);
    void excuse(const std::string& name, bool excused);
    void cancel_all();
    /// Once in force, 1 to 3: what begins is measured by it, what is live gets its target, raised
    /// with a quarter of it left at least; what is late stays so (DOMAIN.md 4.3, 4.6).
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
    [[nodiscard]] std::int64_t target_now(const std::string& name) const;

    std::map<std::string, stopwatch> kept_{};
    bool held_ = false;
    int priority_ = 2;
    int percent_ = 100;
};

}  // namespace fillrate::domain::testing::paper
