#include "integrations/csv/writer.hpp"

#include "core/base/text.hpp"
#include "integrations/csv/byte_order_mark.hpp"

#include <algorithm>
#include <array>

namespace fillrate::csv {

namespace {

constexpr auto formula_starts = std::to_array<std::string_view>({
    "=",
    "+",
    "-",
    "@",
    "|",
    "\t",
    "\r",
    "\n",
    "\xEF\xBC\x9D",  // full-width = + - @ |
    "\xEF\xBC\x8B",
    "\xEF\xBC\x8D",
    "\xEF\xBC\xA0",
    "\xEF\xBD\x9C",
});

bool is_plain_negative(std::string_view text) noexcept {
    if (!text.starts_with('-')) {
        return false;
    }
    text.remove_prefix(1);
    const auto point = std::min(text.find('.'), text.size());
    const auto whole = text.substr(0, point);
    const auto rest = text.substr(point);
    return all_digits(whole) && (rest.empty() || all_digits(rest.substr(1)));
}

bool is_formula(std::string_view text) noexcept {
    if (is_plain_negative(text)) {
        return false;
    }
    const auto visible = text.substr(std::min(text.find_first_not_of(' '), text.size()));
    return std::ranges::any_of(formula_starts, [visible](std::string_view start) {
        return visible.starts_with(start);
    });
}

// A text that looks guarded already gets one more, so that taking one off is always right.
bool needs_guard(std::string_view text) noexcept {
    return is_formula(text.substr(std::min(text.find_first_not_of('\''), text.size())));
}

bool needs_quotes(std::string_view text) noexcept {
    return text.find_first_of(",;\"\r\n\t") != std::string_view::npos || text.starts_with(' ') ||
           text.ends_with(' ') || text.starts_with(byte_order_mark) || needs_guard(text);
}

void append_cell(std::string& out, std::string_view text, bool quoted) {
    if (!quoted) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        out.append(c == '"' ? 2 : 1, c);
    }
    out += '"';
}

}  // namespace

std::string guarded(std::string_view text) {
    std::string safe(needs_guard(text) ? "'" : "");
    safe += text;
    return safe;
}

std::string_view unguarded(std::string_view text) noexcept {
    return text.starts_with('\'') && needs_guard(text) ? text.substr(1) : text;
}

void append_row(std::string& out, std::span<const std::string> cells) {
    // One empty cell alone would read as an empty line, which is no row.
    const bool lonely = cells.size() == 1 && cells.front().empty();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != 0) {
            out += ',';
        }
        append_cell(out, guarded(cells[i]), lonely || needs_quotes(cells[i]));
    }
    out += "\r\n";
}

}  // namespace fillrate::csv
