// The ids people type: 104, #104, REQ-104, last; and those of nouns that come later (S-311).
#pragma once

#include <string>
#include <string_view>

namespace fillrate::chat {

/// What one word is as an id.
struct typed_id {
    enum class kind {
        none,         ///< not an id
        bare,         ///< "104": only its place in the line makes it one
        requisition,  ///< "REQ-104", "#104", "last"
        later,        ///< "S-311", "I-52", "Q-7", "B-9": known, not built yet
        impossible    ///< "REQ-0", "REQ-99999999999"
    };
    kind what = kind::none;
    std::string subject{};  ///< "req:104", "req:last"

    friend bool operator==(const typed_id&, const typed_id&) = default;
};

[[nodiscard]] typed_id read_id(std::string_view word);

}  // namespace fillrate::chat
