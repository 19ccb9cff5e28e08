// Where a record came from: the key under which an import finds it again.
#pragma once

#include "core/base/strong.hpp"

#include <string>
#include <string_view>

namespace fillrate::domain {

/// A record of another system. Records born here have none.
struct origin {
    std::string source{};  ///< "ats"
    std::string external_id{};

    [[nodiscard]] bool empty() const noexcept { return source.empty(); }
    friend bool operator==(const origin&, const origin&) = default;
};

/// The source under which records born here are exported, with their own ids.
inline constexpr std::string_view own_source = "fillrate";

/// From an origin, held only as a keyed hash in the record's name, to our record.
struct external_name {
    std::string record{};  ///< "client:acorn", "req:104"
    site_id site{};        ///< of that client, when the origin is a site's
    friend bool operator==(const external_name&, const external_name&) = default;
};

}  // namespace fillrate::domain
