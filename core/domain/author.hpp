// Who did something, kept with what came of it: whoever comes too late is told by whom it was done.
#pragma once

#include "core/domain/terms.hpp"

#include <string>

namespace fillrate::domain {

/// Nobody by default: what was kept by an earlier version.
struct author {
    std::string name{};                            ///< as shown then
    std::string on_behalf_of{};                    ///< supplier or person, shown name
    domain::party party = domain::party::program;  ///< whose step it was
    bool clock = false;                            ///< no person: its time had come
    friend bool operator==(const author&, const author&) = default;
};

}  // namespace fillrate::domain
