#include "core/base/text.hpp"
#include "integrations/slack/block_kit_blocks.hpp"
#include "integrations/slack/limits.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fillrate::slack {
namespace {

namespace json = boost::json;

std::size_t width_of(const chat::table& table) {
    std::size_t width = 1;
    for (const auto& row : table.rows) {
        width = std::max(width, row.size());
    }
    return std::min(width, limits::table_columns);
}

// Slack refuses rows of unequal width and empty cells.
std::string cell_text(
    const std::vector<std::string>& row,
    std::size_t column,
    std::size_t max_count
) {
    auto text =
        column < row.size() ? abbreviate(displayable(row[column]), max_count) : std::string{};
    return trim(text).empty() ? std::string("–") : text;
}

}  // namespace

json::object render_table(const chat::table& table) {
    const auto width = width_of(table);
    const auto height = std::min(table.rows.size(), limits::table_rows);
    const auto share = std::max<std::size_t>(limits::table_text / (width * height), 2);
    const auto max_cell = std::min(share, limits::table_cell);
    json::array rows;
    for (std::size_t r = 0; r < height; ++r) {
        json::array row;
        for (std::size_t c = 0; c < width; ++c) {
            json::object cell;
            cell["type"] = "raw_text";
            cell["text"] = cell_text(table.rows[r], c, max_cell);
            row.push_back(std::move(cell));
        }
        rows.push_back(std::move(row));
    }
    json::object block;
    block["type"] = "table";
    block["rows"] = std::move(rows);
    return block;
}

std::string align_table(const chat::table& table) {
    constexpr std::size_t max_cell = 40;
    const auto width = width_of(table);
    const auto height = std::min(table.rows.size(), limits::table_rows);
    std::vector<std::size_t> widest(width, 0);
    for (std::size_t r = 0; r < height; ++r) {
        for (std::size_t c = 0; c < width; ++c) {
            const auto text = cell_text(table.rows[r], c, max_cell);
            widest[c] = std::max(widest[c], count_code_points(text));
        }
    }
    std::string lines;
    for (std::size_t r = 0; r < height; ++r) {
        std::string line;
        for (std::size_t c = 0; c < width; ++c) {
            const auto text = cell_text(table.rows[r], c, max_cell);
            line += text;
            if (c + 1 < width) {
                line.append(widest[c] - count_code_points(text) + 2, ' ');
            }
        }
        lines += (r == 0 ? "" : "\n") + line;
    }
    return lines;
}

}  // namespace fillrate::slack
