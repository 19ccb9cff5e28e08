// How a supplier answers what is released to it: whether it puts anybody forward, and how many
// (DOMAIN.md 4.4). Each fact stands whole in the name of a list member, as those of a cohort do.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fillrate::domain {

/// One requisition that was released to a supplier.
struct response_entry {
    requisition_number number{};
    client_id client{};
    instant asked{};
    std::uint32_t submitted = 0;  ///< candidates put forward, whatever became of them

    friend bool operator==(const response_entry&, const response_entry&) = default;
};

/// Nothing for a supplier that was taken off before it put anybody forward: it had no chance.
[[nodiscard]] std::optional<response_entry> response_entry_of(
    const requisition& req,
    const coverage& of
);

/// "104|1764550800000|2|acorn"
[[nodiscard]] std::string to_member(const response_entry& entry);
/// Reads what to_member wrote; nothing for anything else.
[[nodiscard]] std::optional<response_entry> response_entry_from(std::string_view member);

/// With fewer requisitions a rate says nothing.
inline constexpr std::uint32_t least_released = 10;

struct response_figure {
    std::uint32_t answered = 0;  ///< with at least one candidate
    std::uint32_t released = 0;
    std::uint32_t submitted = 0;

    [[nodiscard]] bool says_something() const noexcept { return released >= least_released; }
    friend bool operator==(const response_figure&, const response_figure&) = default;
};

/// Of the requisitions released within the window of quality.hpp.
[[nodiscard]] response_figure response_of(std::span<const response_entry> entries, instant now);

}  // namespace fillrate::domain
