// One seed: people, bot instances, faults and time, until everything is quiet; then the promises
// are checked.
#pragma once

#include "tests/simulation/installation.hpp"
#include "tests/simulation/people.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::simulation {

struct run_result {
    std::optional<std::string> broken{};  ///< the promise, and what broke it
    std::uint64_t steps = 0;
    std::uint64_t commits = 0;
    std::uint64_t commands = 0;  ///< durable ones of people and timers
    std::uint64_t timers = 0;
    std::uint64_t posts = 0;
    std::uint64_t edits = 0;
    std::array<std::uint64_t, fault_kinds> faults{};
};

class run {
public:
    /// `told`: hears of everything people did and were answered, for a replay.
    using story = std::function<void(const std::string& line)>;
    run(installation& shared, std::uint64_t seed, plant planted, story told = {});
    ~run();
    run(const run&) = delete;
    run& operator=(const run&) = delete;

    [[nodiscard]] run_result to_the_end();

private:
    using delivery = std::shared_ptr<const chat::request>;
    struct process {
        std::unique_ptr<bot_instance> running{};
        owner_id owner = 0;
        steady_instant starts_at{};  ///< when down
    };

    void start(std::size_t which);
    void crash(std::size_t which);
    void start_what_is_down();
    void step();
    void until(steady_instant when);
    void act();
    void disturb();
    void jump_time();
    void move_organisation_time(std::int64_t by_ms);
    void rest();
    void deliver(const delivery& what);
    [[nodiscard]] async::awaitable<void> carry(std::size_t which, delivery what);
    void answered(const delivery& what, const chat::reply& reply);
    void tell(const delivery& what, const chat::reply& reply) const;
    void become_quiet();
    void check_store();
    void check_cards();
    [[nodiscard]] instant organisation_now() const;
    [[nodiscard]] bool over() const { return ledger_.broken().has_value(); }
    [[nodiscard]] milliseconds up_to(std::uint64_t most_ms) {
        return milliseconds{static_cast<std::int64_t>(random_.below(most_ms))};
    }

    installation& shared_;
    seeded_random random_;
    fault_plan faults_;
    ledger ledger_{};
    timeline time_{};
    wall wall_{};
    world world_{};
    testing::memory_store truth_;
    crowd crowd_;
    std::vector<process> processes_;
    std::deque<delivery> again_{};  ///< to be delivered once more
    std::uint64_t steps_ = 0;
    std::uint64_t steps_at_this_moment_ = 0;
    owner_id started_ = 0;
    std::uint64_t seed_;
    story story_;
};

/// Runs one seed.
[[nodiscard]] run_result run_seed(
    installation& shared,
    std::uint64_t seed,
    plant planted,
    run::story told = {}
);

}  // namespace fillrate::simulation
