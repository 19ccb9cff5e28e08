// The arrows of a state machine's picture, drawn from its table.
#pragma once

#include <string>

namespace fillrate::domain {

/// Mermaid, a line a step; one that stays where it is is told in words, not drawn.
template <class Table>
[[nodiscard]] std::string arrows_of(const Table& table) {
    std::string text;
    for (const auto& t : table) {
        if (t.from == t.to) {
            continue;
        }
        text += "    ";
        text += word(t.from);
        text += " --> ";
        text += word(t.to);
        text += " : ";
        text += word(t.what);
        text += '\n';
    }
    return text;
}

}  // namespace fillrate::domain
