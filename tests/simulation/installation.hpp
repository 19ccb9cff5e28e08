// The fictional organisation every run starts from, and what a bot instance is made of.
#pragma once

#include "bot/dispatcher.hpp"
#include "bot/engine.hpp"
#include "bot/scheduler.hpp"
#include "tests/simulation/faulty_store.hpp"
#include "tests/simulation/world.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fillrate::simulation {

struct member_of_staff {
    std::string id{};
    domain::grant grant{};
    std::vector<std::string> channels{};  ///< where they write
};

struct room {
    std::string id{};
    domain::binding readers{};
};

/// What is the same in every run: made once per process.
class installation {
public:
    installation();
    installation(const installation&) = delete;
    installation& operator=(const installation&) = delete;

    [[nodiscard]] const std::vector<member_of_staff>& people() const noexcept { return people_; }
    [[nodiscard]] const std::vector<room>& rooms() const noexcept { return rooms_; }
    /// The store right after the directory was loaded.
    [[nodiscard]] const testing::memory_store& fresh_store() const noexcept { return fresh_; }
    /// Monday 30 November 2026, 10:00 in Chicago (DOMAIN.md 12).
    [[nodiscard]] static std::int64_t first_moment_ms() noexcept { return 1'796'054'400'000; }

    bot::record_codec codec;
    bot::action_seal seal;
    bot::identity names;
    bot::claim_codes claims;
    domain::policy_book book{};
    /// Told of every line of an error that the bot logs.
    std::function<void(std::string_view line)> on_error{};
    logger log{log_format::text, log_level::error, [this](std::string_view line) {
                   if (on_error) {
                       on_error(line);
                   }
               }};

private:
    void load_directory();
    [[nodiscard]] std::vector<domain::event> directory() const;

    std::vector<member_of_staff> people_;
    std::vector<room> rooms_;
    testing::memory_store fresh_{};
};

/// One process of the bot. Destroying it is a crash: whatever it was doing ends where it waits.
class bot_instance {
public:
    struct surroundings {
        installation& shared;
        testing::memory_store& truth;
        timeline& time;
        const wall& shown;
        fault_plan& faults;
        ledger& watched;
        world& outside;
    };

    bot_instance(surroundings on, owner_id owner, const std::string& lease_id, std::uint64_t seed);
    ~bot_instance();
    bot_instance(const bot_instance&) = delete;
    bot_instance& operator=(const bot_instance&) = delete;

    /// Runs whatever is ready, until everything waits for time to pass.
    void run_ready();
    void start(async::awaitable<void> work);
    [[nodiscard]] bot::engine& engine() noexcept { return engine_; }
    [[nodiscard]] virtual_clock& clock() noexcept { return clock_; }
    [[nodiscard]] faulty_store& store() noexcept { return store_; }
    /// Organisation time was moved: look at what is due.
    void wake();
    [[nodiscard]] std::uint64_t escaped() const noexcept { return escaped_; }
    [[nodiscard]] bool idle() const noexcept { return dispatcher_.idle(); }

private:
    std::unique_ptr<boost::asio::io_context> loop_;
    installation& shared_;
    virtual_clock clock_;
    faulty_store store_;
    seeded_random random_;
    bot::outbox_ids ids_;
    bot::engine engine_;
    bot::composer composer_;
    bot::lease_holder lease_;
    bot::scheduler scheduler_;
    faulty_platform platform_;
    bot::dispatcher dispatcher_;
    std::uint64_t escaped_ = 0;
};

}  // namespace fillrate::simulation
