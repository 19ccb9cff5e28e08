// `fillrate calendar`: what-if on a calendar of a policies file (DESIGN.md 6).
#pragma once

#include "core/base/result.hpp"

#include <string>

namespace fillrate::bot {

struct calendar_arguments {
    std::string name{};
    std::string verb{};  ///< "add" or "between"
    std::string from{};
    std::string operand{};   ///< working time to add, or the other instant
    std::string policies{};  ///< empty: only "default.<zone>", Mon-Fri 08-17,
                             ///< "light-industrial.<zone>", Mon-Sat 05-21,
                             ///< and "24x7.<zone>"
};

/// The line to print: the resulting instant with its offset, or the working time. Errors:
/// invalid_input.
[[nodiscard]] result<std::string> answer_calendar(const calendar_arguments& asked);

}  // namespace fillrate::bot
