// Recomputes every record, list and timer from the event stream and compares it with what is stored
// (DESIGN.md 2, 6).
#pragma once

#include "bot/file_vault.hpp"
#include "bot/record_codec.hpp"
#include "core/async/awaitable.hpp"
#include "core/ports/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fillrate::bot {

struct fsck_report {
    std::uint64_t events = 0;
    std::uint64_t records = 0;
    std::uint64_t index_entries = 0;
    std::uint64_t timers = 0;
    std::vector<std::string> problems{};  ///< one sentence each, naming the record
};

/// Reads only. With `files` also looks whether every kept file is there. Errors: the store cannot
/// be read.
[[nodiscard]] async::awaitable<result<fsck_report>> fsck(
    ports::store& store,
    const record_codec& codec,
    const file_vault* files = nullptr
);

}  // namespace fillrate::bot
