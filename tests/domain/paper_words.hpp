// Words in a row, each between spaces: how the pages' tables stand on paper.
#pragma once

#include <string>
#include <string_view>

namespace fillrate::domain::testing::paper {

/// A requisition that nobody is looked for any more.
inline constexpr std::string_view over = " filled closed cancelled ";

inline bool among(std::string_view words, const std::string& one) {
    return !one.empty() && words.find(' ' + one + ' ') != std::string_view::npos;
}

/// Operations do what any person may.
inline bool is_one_of(const std::string& by, std::string_view roles) {
    return among(roles, by) || (by == "OPS" && !among(roles, "BOT"));
}

}  // namespace fillrate::domain::testing::paper
