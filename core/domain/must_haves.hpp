// What a candidate has to bring, and what was said of it before they were presented (DOMAIN.md 3.3,
// 7.2).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// So many are told apart; what follows counts as one with the last of them.
inline constexpr std::size_t most_must_haves = 10;

/// One by one, of the text of a requisition: "PLC, ladder".
[[nodiscard]] std::vector<std::string> must_haves_in(std::string_view text);

/// Whoever presents somebody looked at each of them.
struct must_have_check {
    std::string of{};                    ///< the text they were when it was said
    std::vector<std::string> missing{};  ///< none: all are met
    std::string why{};                   ///< they are presented although some are missing
    friend bool operator==(const must_have_check&, const must_have_check&) = default;
};

}  // namespace fillrate::domain
