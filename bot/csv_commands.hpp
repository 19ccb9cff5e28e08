// `fillrate import` and `fillrate export`: a CSV file through the rules of its rows into the store,
// and back (DESIGN.md 6). Both hold some rows at a time, however many there are.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/result.hpp"
#include "core/crypto/key.hpp"
#include "core/ports/store.hpp"
#include "handlers/import_rows.hpp"

#include <cstdint>
#include <string>

namespace fillrate::bot {

/// Errors: invalid_input, naming the kinds there are.
[[nodiscard]] result<handlers::import_kind> find_table_kind(const std::string& word);

/// A file that is a table with the columns of a kind, read once from end to end.
struct checked_table {
    std::string path{};
    handlers::import_columns columns{};
    std::string hash{};  ///< of its content
};
/// Errors: invalid_input with file, line and column: what is no table is not half imported.
[[nodiscard]] result<checked_table> check_table(const std::string& kind, const std::string& path);

/// Imports it, printing a line per refused row and one with the counts; answers how many rows were
/// refused.
[[nodiscard]] async::awaitable<result<std::uint64_t>> import_table(
    ports::store& store,
    const crypto::key& key,
    const checked_table& table,
    bool dry_run
);

/// Prints every record of the kind.
[[nodiscard]] async::awaitable<result<void>> export_table(
    ports::store& store,
    const crypto::key& key,
    handlers::import_kind kind
);

}  // namespace fillrate::bot
