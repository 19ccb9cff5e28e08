// What became of the openings of a requisition that ended, for the fill rate (DOMAIN.md 2). It
// stands whole in the name of a list member, as the facts of a cohort do.
#pragma once

#include "core/base/strong.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

struct ended_entry {
    requisition_number number{};
    std::uint32_t filled = 0;     ///< with those still open when it was closed as filled by us
    std::uint32_t unfilled = 0;   ///< still open when it was closed otherwise
    std::uint32_t taken_off = 0;  ///< cancelled by the client: they do not count

    friend bool operator==(const ended_entry&, const ended_entry&) = default;
};

/// Cancelled ones; who cancels and reopens took nothing off.
[[nodiscard]] std::uint32_t count_taken_off(const requisition& req) noexcept;

/// Nothing before it ended, nor of one that was never released.
[[nodiscard]] std::optional<ended_entry> ended_entry_of(const requisition& req);

/// "104|3|1|0"
[[nodiscard]] std::string to_member(const ended_entry& entry);
/// Reads what to_member wrote; nothing for anything else.
[[nodiscard]] std::optional<ended_entry> ended_entry_from(std::string_view member);

}  // namespace fillrate::domain
