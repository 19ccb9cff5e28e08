// Writes comma-separated values (RFC 4180) that a spreadsheet shows and never runs (RELIABILITY.md
// N080).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fillrate::csv {

/// The text with an apostrophe before it where a spreadsheet would take it for a formula: it begins
/// with = + - @ | (also full-width), tab, CR or LF, spaces before that ignored. Plain negative
/// numbers are none.
[[nodiscard]] std::string guarded(std::string_view text);
/// Without the apostrophe that guarded() puts there: unguarded(guarded(x)) is x for every x.
[[nodiscard]] std::string_view unguarded(std::string_view text) noexcept;

/// Appends a line, each cell guarded, quoted where it has to be, ended by CR LF.
void append_row(std::string& out, std::span<const std::string> cells);

}  // namespace fillrate::csv
