// Splits a typed line into words before the grammar looks at their meaning: one pass over the code
// points, whatever the line.
#pragma once

#include "core/chat/request.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::chat {

/// One word of a line. Quoted text is one token of its own.
struct token {
    enum class kind { word, quoted, user, channel };
    kind what = kind::word;
    /// word and quoted: the text as typed but for invisible characters, which are dropped. user and
    /// channel: the platform id.
    std::string text{};
    /// No white space before it: the value that follows `client:` or punctuation after a mention.
    bool glued = false;
    bool new_line = false;                 ///< a line break before it
    std::vector<std::string> mentioned{};  ///< platform user ids inside a quoted token
    std::string label{};                   ///< user and channel: as the platform shows them

    friend bool operator==(const token&, const token&) = default;
};

struct token_list {
    std::vector<token> tokens{};
    bool unclosed_quote = false;
    bool too_long = false;  ///< over max_line_length; tokens are empty then
    std::size_t steps = 0;  ///< code points looked at, for tests that the work stays linear
};

/// Plain text is cut at white space (no-break and other Unicode spaces included). A quote, straight
/// or curly, opens at the start of a word or right after `key:`; inside it `\"` is a quote.
/// Mentions of `self` are dropped.
[[nodiscard]] token_list tokenize(const typed_line& line, std::string_view self);

/// Whether `c` is one code point that opens and closes quoted text.
[[nodiscard]] bool is_double_quote(std::string_view c);

/// For comparing a word with the table: lower-case ASCII, every dash and minus sign '-', without
/// punctuation (, ; : .) at its end.
[[nodiscard]] std::string fold_word(std::string_view word);
/// Every dash and minus sign '-', nothing else changed.
[[nodiscard]] std::string plain_dashes(std::string_view text);

/// The first token after the root word, with or without its slash; 0 when the line has none.
[[nodiscard]] std::size_t after_root(const std::vector<token>& tokens, std::string_view root);

}  // namespace fillrate::chat
