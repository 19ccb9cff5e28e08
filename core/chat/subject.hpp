// The ids people type: 104, #104, REQ-104, last; S-311; I-52; O-7; Q-7.
#pragma once

#include "core/chat/tokens.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::chat {

/// What one word is as an id.
struct typed_id {
    enum class kind {
        none,         ///< not an id
        bare,         ///< "104": only its place in the line makes it one
        requisition,  ///< "REQ-104", "#104", "last"
        submittal,    ///< "S-311"
        interview,    ///< "I-52"
        opportunity,  ///< "O-7"
        question,     ///< "Q-7"
        miss,         ///< "B-9": a due time that was missed
        impossible    ///< "REQ-0", "REQ-99999999999"
    };
    kind what = kind::none;
    std::string subject{};  ///< "req:104", "req:last"

    friend bool operator==(const typed_id&, const typed_id&) = default;
};

[[nodiscard]] typed_id read_id(std::string_view word);

/// Where the line begins after the root word. Without its slash that word is also said of a
/// candidate, "hire S-304", and then it stays.
[[nodiscard]] std::size_t start_of_line(const std::vector<token>& tokens, std::string_view root);

/// Whether the word names something that a command can be about.
[[nodiscard]] bool names_subject(const typed_id& id) noexcept;

/// The noun whose verbs a subject takes: "req" of "req:104", "sub" of "sub:311", "iv" of "iv:52",
/// "opp" of "opp:7", "question" of "question:7", "due" of "due:9", "shift" of a pressed one; empty
/// for others.
[[nodiscard]] std::string_view noun_of_subject(std::string_view subject) noexcept;
/// Whether the noun's things are known by a number of their own: "sub 311".
[[nodiscard]] bool has_numbers(std::string_view noun) noexcept;
/// "requisitions", "candidates", "interviews": what several subjects of a noun are called.
[[nodiscard]] std::string_view plural_of_noun(std::string_view noun) noexcept;
/// As people type it: "104", "S-311", "I-52".
[[nodiscard]] std::string typed_subject(std::string_view subject);

}  // namespace fillrate::chat
