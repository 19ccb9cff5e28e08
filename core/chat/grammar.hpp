// The one parser for slash commands, mentions, direct messages and the web chat. It says what a
// line means, never whether it is allowed. Pure, total (every line gives a command or a problem)
// and linear in the length of the line; no regular expressions.
#pragma once

#include "core/chat/request.hpp"
#include "core/chat/verbs.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::chat {

/// Longest line that is read, in code points.
inline constexpr std::size_t max_line_length = 4000;
/// Most subjects of one command.
inline constexpr std::size_t max_subjects = 20;

/// One argument as typed. Choices hold their canonical value, keys their canonical name.
struct argument {
    enum class form {
        word,           ///< unquoted
        quoted,         ///< in quotes; never split
        at_name,        ///< "@ana" typed as text: value "ana"
        platform_user,  ///< value is the platform's user id
        platform_channel
    };
    std::string key{};
    std::string value{};
    form typed = form::word;
    std::string label{};  ///< of a platform's user or channel: as the platform shows it

    /// True when a person was pointed at, by platform id or by @name.
    [[nodiscard]] bool is_person() const noexcept {
        return typed == form::at_name || typed == form::platform_user;
    }
    friend bool operator==(const argument&, const argument&) = default;
};

/// A line that is a command. `noun` and `verb` are canonical: find_verb(noun, verb) is never null.
struct command {
    std::string noun{};
    std::string verb{};
    /// "req:104"; "req:last" for the word last. Empty for verbs without subject, or when implied.
    /// Of help: what its examples are to be about.
    std::vector<std::string> subjects{};
    /// The verb needs a subject and none was typed: it is the thread's, else the channel's.
    bool implied = false;
    /// Instead of a subject: the name of a candidate, to be looked for (DOMAIN.md 0).
    std::string called{};
    std::vector<argument> arguments{};
    /// Free text, quoted or not; a mentioned user or channel reads "@<platform id>" in it.
    std::string tail{};
    bool tail_quoted = false;
    std::vector<std::string> mentioned{};  ///< platform user ids within the tail, in order

    /// The first argument of that key, or null.
    [[nodiscard]] const argument* find(std::string_view key) const noexcept;
    /// Its value, or empty.
    [[nodiscard]] std::string_view value(std::string_view key) const noexcept;
    /// All values of a repeatable key.
    [[nodiscard]] std::vector<std::string_view> values(std::string_view key) const;

    friend bool operator==(const command&, const command&) = default;
};

/// A line that is none. `text` is one or two sentences for the reader, without mark-up; it quotes
/// what was typed only in displayable, shortened form.
struct problem {
    enum class kind {
        not_a_command,  ///< prose: a note for a manager or supplier (DOMAIN.md 0), help for others
        unknown_word,   ///< looks like a command with a mistyped word; see suggestions
        unknown_key,
        unknown_value,  ///< of a choice
        duplicate_key,
        unexpected_words,  ///< words that fit nothing
        bad_subject,       ///< an id that cannot exist, too many ids
        ambiguous,         ///< two readings; suggestions are the lines to type
        unclosed_quote,
        too_long
    };
    kind what = kind::not_a_command;
    std::string text{};
    std::vector<std::string> suggestions{};  ///< at most 3 lines or words to type, likeliest first
    std::vector<std::string> subjects{};     ///< ids the line began with: a note belongs to them

    friend bool operator==(const problem&, const problem&) = default;
};

using parsed = std::variant<command, problem>;

/// What the surface knows about a line.
struct line_settings {
    std::string root = "/hire";  ///< stripped when the line starts with it, slash or not
    std::string self{};          ///< the bot's own platform user id: mentions of it are dropped
    /// A slash command: the line is meant as a command, so unquoted free text needs no id before
    /// it. Elsewhere "hold on a minute" is prose.
    bool meant_as_command = false;
    /// Unknown words before or after a verb of candidates may be a name.
    bool by_name = true;
    /// Verbs that this person may use: the nearest words are those of one of them.
    verb_filter may_use{};
};

/// An empty line is "me show".
[[nodiscard]] parsed parse(const typed_line& line, const line_settings& settings = {});
/// For tests and plain platforms: one plain run.
[[nodiscard]] parsed parse(std::string_view text, const line_settings& settings = {});

/// Keys (and the tail's name) that the verb requires and the command lacks.
[[nodiscard]] std::vector<std::string_view> missing_arguments(const command& c);

/// The line that gives this command again (used for "next line to type" and round-trip tests).
[[nodiscard]] std::string to_line(const command& c);

}  // namespace fillrate::chat
