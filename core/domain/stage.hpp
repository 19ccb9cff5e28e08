// Where a candidate stands, in the name of a list member: pipeline and aging of a requisition are
// one list and no records.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/submittal.hpp"
#include "core/domain/terms.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

struct stage_entry {
    submittal_number number{};
    submittal_state state = submittal_state::submitted;
    instant entered{};

    friend bool operator==(const stage_entry&, const stage_entry&) = default;
};

/// Of who is in play or at work; nothing otherwise.
[[nodiscard]] std::optional<stage_entry> stage_entry_of(const submittal& sub);

/// "311|presented|1764550800000"
[[nodiscard]] std::string to_member(const stage_entry& entry);
/// Reads what to_member wrote; nothing for anything else.
[[nodiscard]] std::optional<stage_entry> stage_entry_from(std::string_view member);

}  // namespace fillrate::domain
