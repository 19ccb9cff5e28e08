// Removes kept files that nothing names: uploads whose form was never sent, and resumes that a
// newer one replaced.
#pragma once

#include "bot/file_vault.hpp"
#include "core/async/awaitable.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/store.hpp"

#include <chrono>
#include <set>
#include <string>

namespace fillrate::bot {

/// Names of all kept files that some record names.
[[nodiscard]] async::awaitable<result<std::set<std::string>>> named_files(ports::store& store);

class file_sweep {
public:
    static constexpr std::chrono::hours interval{1};
    static constexpr std::chrono::hours least_age{24};

    /// All outlive it.
    file_sweep(ports::store& store, const ports::clock& clock, const file_vault& vault)
        : store_(store), clock_(clock), vault_(vault) {}

    /// Removes what is old and was named by nothing at this look and the one before, so that an
    /// undo brings back no record without its file; nothing while the store names no file at all.
    /// Answers how many. Errors: the store's.
    [[nodiscard]] async::awaitable<result<std::size_t>> look();

private:
    ports::store& store_;
    const ports::clock& clock_;
    const file_vault& vault_;
    std::set<std::string> unnamed_{};
};

}  // namespace fillrate::bot
