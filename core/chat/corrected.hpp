// Lines to type instead of a mistaken one: the same line with one word put right or left out, with
// fewer codes, or with its quote closed. What a person is told to type next must be a whole line.
#pragma once

#include "core/chat/grammar.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/verbs.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::chat {

/// A token of a line that begins after the root word.
struct token_place {
    const std::vector<token>& tokens;
    std::size_t line = 0;  ///< the first token after the root word
    std::size_t at = 0;
};

/// "P9 is no priority": the nearest values, or the first ones, each as a line.
[[nodiscard]] problem unknown_value(
    const verb_rule& verb,
    const argument_rule& rule,
    std::string_view value,
    const token_place& place
);

/// "new has no clinet": the line with the nearest keys, and without it. `values`: the tokens of its
/// value behind it.
[[nodiscard]] problem unknown_key(
    const verb_rule& verb,
    std::string_view key,
    const token_place& place,
    std::size_t values
);

/// What is refused of an argument that is better left out: the line without its `count` tokens.
[[nodiscard]] problem left_out(
    problem::kind what,
    std::string text,
    const verb_rule& verb,
    const token_place& place,
    std::size_t count
);

/// A word that may have been meant as one of the argument's values; nothing when none is near.
[[nodiscard]] std::optional<problem> mistyped_choice(
    const verb_rule& verb,
    const argument_rule& rule,
    const token_place& place
);

/// The line with only so many of the ids that stand in a row from `place` on; empty when it is too
/// long to be shown.
[[nodiscard]] std::string line_with_fewer_ids(const token_place& place, std::size_t most);

/// The example of the verb, about what the line names instead of what the example does.
[[nodiscard]] std::string example_about(
    const verb_rule& verb,
    const std::vector<std::string>& subjects
);

/// The command as a line, or the example of its verb about the same when it is too long to be
/// shown.
[[nodiscard]] std::string short_line_of(const command& c);

}  // namespace fillrate::chat
