// The second half of the grammar: what follows noun, verb and ids.
#pragma once

#include "core/chat/corrected.hpp"
#include "core/chat/grammar.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/verbs.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::chat {

/// Reads the tokens from there on into `out.arguments` and `out.tail`. `shorthand` is the key that
/// stood as the verb, whose value comes first; may be null.
[[nodiscard]] std::optional<problem> read_arguments(
    const verb_rule& verb,
    const token_place& from,
    const argument_rule* shorthand,
    command& out
);

/// Whether the token could be a value of that argument: a choice of its list, +2, a person. Used
/// where prose must not be taken for a command.
[[nodiscard]] bool looks_like(const argument_rule& rule, const token& value);

/// Whether that token or the next is written as "11/12" is, whatever its numbers: "-1/12".
[[nodiscard]] bool begins_share(const std::vector<token>& tokens, std::size_t at);

/// Whether an argument without key begins there: "late" of list, "tier 1" of release.
[[nodiscard]] bool is_bare_argument(
    const verb_rule& verb,
    const std::vector<token>& tokens,
    std::size_t at
);

/// Whether every "key:" from that token on is one of the verb's.
[[nodiscard]] bool takes_all_keys(
    const verb_rule& verb,
    const std::vector<token>& tokens,
    std::size_t from
);

/// The verb of the noun that the rest of the line tells without its word: "shift 207 2nd 11/12";
/// null when none does.
[[nodiscard]] const verb_rule* unsaid_verb(
    std::string_view noun,
    const std::vector<token>& tokens,
    std::size_t from
);

/// Whether a key of the verb stands somewhere among the tokens.
[[nodiscard]] bool has_key_of(const verb_rule& verb, const std::vector<token>& tokens);

/// Prose rarely has so few words, a mistyped command often does.
inline constexpr std::size_t short_line = 3;

/// Whether the text after the verb is a sentence rather than what the verb asks for. `certain`: the
/// line is a command for other reasons; `few`: it is as short as a command.
[[nodiscard]] bool reads_like_prose(
    const verb_rule& verb,
    const command& c,
    bool certain,
    bool few
) noexcept;

/// A typed word in curly quotes, displayable and short.
[[nodiscard]] std::string shown(std::string_view word);

/// The line from token `from` on, with token `at` replaced. With `as_quoted` everything is one
/// quoted text after a space. Empty replacement past the end: none.
[[nodiscard]] std::string line_with(
    const std::vector<token>& tokens,
    std::size_t from,
    std::size_t at,
    std::string_view replacement,
    bool as_quoted = false
);

/// That line once for each replacement.
[[nodiscard]] std::vector<std::string> lines_with(
    const std::vector<token>& tokens,
    std::size_t from,
    std::size_t at,
    const std::vector<std::string_view>& replacements
);

/// In straight quotes, with quotes and backslashes escaped so that the lexer gives the text back.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace fillrate::chat
