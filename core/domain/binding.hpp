// What a conversation is bound to decides what may be shown in it (DOMAIN.md 9).
#pragma once

#include <string>

namespace fillrate::domain {

/// Who may read a conversation; the renderer takes the lowest clearance (DOMAIN.md 9).
struct binding {
    enum class kind { unbound, internal, client, supplier, direct };
    kind who = kind::unbound;
    std::string id{};  ///< client, supplier or person id
    friend bool operator==(const binding&, const binding&) = default;
};

}  // namespace fillrate::domain
