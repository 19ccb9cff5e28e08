// A pasted text as the rows of a table: comma-separated, or tab-separated as a spreadsheet copies
// it. Pure.
#pragma once

#include "core/base/result.hpp"
#include "handlers/import_rows.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace fillrate::bot {

struct pasted_table {
    handlers::import_columns columns{};
    std::vector<std::vector<std::string>> rows{};
    std::vector<std::vector<std::size_t>> lines{};  ///< of each cell, from 1
    std::string fingerprint{};                      ///< of the kind and every cell
    std::string text{};  ///< the same table, safe to show in a text field and to paste again
};

/// invalid_input when it is no table of this kind, with line and column and what to write.
[[nodiscard]] result<pasted_table> read_pasted(handlers::import_kind kind, const std::string& text);

}  // namespace fillrate::bot
