// What a sentence of our own people may ask for: acts to offer as buttons, never done unasked
// (DOMAIN.md 7.1). By fixed rules: the candidates, interviews or requisitions it names or its
// thread is about, the verbs of them among the words, and the name of a day, which speaks of an
// interview.
#pragma once

#include "core/chat/grammar.hpp"
#include "core/chat/request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::chat {

/// What the line is when it is read as what people say to each other; nothing when it is a command
/// then, whole or mistyped. What was meant as a command may read like a sentence all the same.
[[nodiscard]] std::optional<problem> read_as_sentence(
    const typed_line& line,
    line_settings settings
);

/// The one thing that the line names with its code: "req:104", "sub:311", "iv:52"; empty for none
/// and for several.
[[nodiscard]] std::string only_named_subject(const typed_line& line);

/// One act and the line that does it, or asks for what it lacks.
struct understood_act {
    std::string label{};
    std::string line{};
    friend bool operator==(const understood_act&, const understood_act&) = default;
};

/// The likely ones first, the last one keeps the words as a note; at most 4. `thread`: what the
/// line is said about, for words that name nothing or several things; without it these give no act.
[[nodiscard]] std::vector<understood_act> understood_acts(
    const typed_line& line,
    const std::string& thread = {}
);

}  // namespace fillrate::chat
