// Which faults a run suffers and how often. Each seed draws its own mixture ("swarm"), so that rare
// combinations happen.
#pragma once

#include "core/base/random.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace fillrate::simulation {

enum class fault {
    store_away,          ///< the request never reaches the store
    reply_lost,          ///< the store did it and the answer is lost
    request_lost,        ///< the store did not do it and nobody can tell
    store_slow,          ///< up to a second per call
    cut_off,             ///< an instance cannot reach the store for up to 40 s; others can
    crash,               ///< an instance ends between any two steps and a new one starts
    stop,                ///< an instance stands still for up to a minute (SIGSTOP) and goes on
    second_instance,     ///< two instances on one store
    wire_step,           ///< the wall clock of an instance jumps
    rate_limited,        ///< 429 with Retry-After
    not_sent,            ///< the connection fails before the first byte
    applied_but_failed,  ///< 5xx or a cut connection, and the message is visible
    failed_unclear,      ///< 5xx or a cut connection, and it is not
    slow_post,           ///< the platform takes up to 14 s to answer
    gone,                ///< the message to edit was deleted
    rejected,            ///< a definite no
    seen_late,           ///< a visible message that a look does not show for up to 30 s
    cannot_look,         ///< the look itself fails
    duplicate,           ///< the platform delivers a request again
    reorder,             ///< and out of order, to any instance
    burst,               ///< several people act at the same moment
    time_jump            ///< organisation time is driven ahead
};
inline constexpr std::size_t fault_kinds = 22;

[[nodiscard]] std::string_view name_of(fault what) noexcept;

/// Bugs planted on purpose: the simulation must find each (RELIABILITY.md 5).
enum class plant { none, ack_before_commit, skip_dedupe, drop_sending };

[[nodiscard]] std::optional<plant> plant_of(std::string_view name) noexcept;

/// Draws faults at the rates of one seed and counts them.
class fault_plan {
public:
    fault_plan(random_source& random, plant planted);

    /// Whether it strikes now.
    [[nodiscard]] bool strikes(fault what);
    /// Whether this seed knows it at all.
    [[nodiscard]] bool knows(fault what) const noexcept { return per_10000_[index(what)] != 0; }
    /// How often it has struck so far.
    [[nodiscard]] std::uint64_t count_of(fault what) const noexcept { return counts_[index(what)]; }
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }
    /// No faults from now on.
    void calm() noexcept { per_10000_.fill(0); }
    void count(fault what) noexcept { ++counts_[index(what)]; }

    [[nodiscard]] plant planted() const noexcept { return planted_; }
    [[nodiscard]] const std::array<std::uint64_t, fault_kinds>& counts() const noexcept {
        return counts_;
    }

private:
    [[nodiscard]] static std::size_t index(fault what) noexcept {
        return static_cast<std::size_t>(what);
    }

    random_source& random_;
    plant planted_;
    std::array<std::uint32_t, fault_kinds> per_10000_{};
    std::array<std::uint64_t, fault_kinds> counts_{};
};

}  // namespace fillrate::simulation
