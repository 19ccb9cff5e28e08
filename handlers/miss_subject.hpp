// Which missed due time a command is about: B-9, of a requisition, a candidate or an interview
// (DOMAIN.md 7.1).
#pragma once

#include "core/domain/attainment.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace fillrate::handlers {

/// A miss, what it is of, and the requisition that hangs on; pointers into the snapshot.
struct found_miss {
    miss_number number{};
    std::string subject{};    ///< "req:104", "sub:311", "iv:52"
    std::string_view noun{};  ///< "req", "sub", "iv"
    std::string shown{};      ///< "REQ-104 Controls engineer", "S-311 (P.T.)"
    domain::clock_outcome what{};
    const domain::clock* clock = nullptr;  ///< null once a later round followed
    const domain::requisition* req = nullptr;
};

/// The one named, as far as the actor may read of its clock in this place; else what to answer or
/// load. Whether it exists is said to nobody else.
[[nodiscard]] std::variant<found_miss, outcome> find_miss(const context& ctx, const snapshot& seen);

/// The command as one about the record of the miss, which names its clock.
[[nodiscard]] context about_record(const context& ctx, const found_miss& of);

/// Such a command as it was typed, about the miss; every other one as it is.
[[nodiscard]] chat::command typed_of_miss(const context& ctx);

/// The number that such a command named; empty for every other one.
[[nodiscard]] miss_number asked_miss(const context& ctx);
/// "due:9"
[[nodiscard]] std::string subject_of(miss_number number);

}  // namespace fillrate::handlers
