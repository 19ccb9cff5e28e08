// The words people type, as data: nouns, verbs, their arguments, reason codes, one example line
// each. Help, completion, forms and the grammar all read this table; nothing else lists commands.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::chat {

/// What a value means. The grammar checks choices only; handlers parse the rest
/// (chat/values.hpp, chat/when.hpp, chat/suggest.hpp).
enum class value_kind {
    text,
    count,
    change,
    share,  ///< so many of so many: "11/12"
    money,
    person,
    channel,
    choice,
    when,
    client,
    site,
    supplier
};

/// One value of a choice list.
struct choice_word {
    std::string_view value{};    ///< what is stored: "hm_away"
    std::string_view label{};    ///< what is shown: "Manager away"
    std::string_view aliases{};  ///< further accepted words, separated by spaces
};

/// A named list of values, e.g. the reason codes of hold (DOMAIN.md 0).
struct choice_list {
    std::string_view name{};
    std::span<const choice_word> words{};
};

/// One argument of a verb.
struct argument_rule {
    std::string_view key{};
    value_kind kind = value_kind::text;
    std::string_view label{};    ///< for forms and questions: "Target start"
    std::string_view aliases{};  ///< further accepted keys, separated by spaces
    std::string_view choices{};  ///< name of the choice list, for kind choice
    bool required = false;       ///< missing: the handler opens the form, see missing_arguments()
    bool repeatable = false;     ///< may be given several times or as a comma-separated list
    bool bare = false;           ///< recognised without its key: "hold budget", "release tier1"
    bool after_text = false;     ///< so also behind quoted text: "req new "Loader" tier1"
    bool verb_too = false;       ///< its key may stand as the verb: "104 openings +2"
    std::string_view unsure{};   ///< the key of a value that ends with a question mark: "@raj?"
};

enum class subject_rule { none, one, many };

/// What becomes of words that are no argument.
enum class tail_rule {
    none,      ///< refused
    allowed,   ///< kept as free text
    required,  ///< kept, and the verb is incomplete without
    words,     ///< likewise, and so few that a sentence is none: a name to look for
    prose  ///< everything after the head and its arguments is text, whatever it looks like (note)
};

/// One verb of one noun.
struct verb_rule {
    std::string_view noun{};
    std::string_view verb{};
    std::string_view aliases{};
    subject_rule subjects = subject_rule::none;
    std::span<const argument_rule> arguments{};
    tail_rule tail = tail_rule::none;
    std::string_view tail_name{};  ///< "reason", "note", "title"; empty when there is no tail
    std::string_view example{};    ///< can be pasted after the root word
    std::string_view help{};       ///< one short sentence
    std::string_view of{};         ///< the noun of its subjects, where it is another one
    bool pressed = false;          ///< for buttons: neither suggested nor shown by help

    [[nodiscard]] constexpr std::string_view subject_noun() const noexcept {
        return of.empty() ? noun : of;
    }
};

/// One noun with its aliases; `verb` is what it does when nothing more is said.
struct noun_rule {
    std::string_view noun{};
    std::string_view aliases{};
    std::string_view verb{};
    bool said = false;  ///< its verbs mean something only after the noun itself
    /// Of a word that may stand before a line about something else ("sla 104 why"): what it asks of
    /// a subject when nothing more is said.
    std::string_view asks{};
};

[[nodiscard]] std::span<const noun_rule> nouns() noexcept;
/// In the order help shows them.
[[nodiscard]] std::span<const verb_rule> verbs() noexcept;
/// All lists: "hold_reason", "decline_reason", "close_reason" (close and cancel), "reject_reason",
/// "withdraw_reason" (declined offers too), "end_reason", "excuse_reason", "clock", "category",
/// "priority", "engagement", "list_filter", "role", "binding", "table", "interview_way", "verdict",
/// "absentee", "side", "shift_name", "withdrawer", "yes_no".
[[nodiscard]] std::span<const choice_list> choice_lists() noexcept;

/// Whether what it does may be logged after it happened, with `at:` (DOMAIN.md 4.1).
[[nodiscard]] bool takes_moment(const verb_rule& verb) noexcept;

/// Exact canonical names. Null when there is none.
[[nodiscard]] const verb_rule* find_verb(std::string_view noun, std::string_view verb) noexcept;
[[nodiscard]] const argument_rule* find_argument(
    const verb_rule& verb,
    std::string_view key
) noexcept;
[[nodiscard]] std::span<const choice_word> choices_of(std::string_view list) noexcept;
/// The word of the list that `text` names by value, label or alias; case, '-', '_' and ' ' do not
/// matter. Null when none.
[[nodiscard]] const choice_word* find_choice(std::string_view list, std::string_view text);
/// The label of a stored value, or the value itself when the list no longer has it.
[[nodiscard]] std::string_view label_of(std::string_view list, std::string_view value) noexcept;

/// Canonical noun of a typed word (case, aliases, plural), or empty.
[[nodiscard]] std::string_view noun_of(std::string_view word);
/// All verbs a typed word may mean, over all nouns.
[[nodiscard]] std::vector<const verb_rule*> verbs_of(std::string_view word);
/// Whether the noun's verbs mean something only after the noun itself.
[[nodiscard]] bool must_be_said(std::string_view noun) noexcept;
/// What a word before a line about something else asks of a subject; empty for other nouns.
[[nodiscard]] std::string_view verb_asked_by(std::string_view noun) noexcept;
/// Whether the noun's things are parts of others, known by these and a name: "shift 207 2nd".
[[nodiscard]] bool is_part(std::string_view noun) noexcept;
/// What a noun does when nothing more is said.
[[nodiscard]] std::string_view usual_verb(std::string_view noun) noexcept;
/// Says of a verb whether it counts.
using verb_filter = std::function<bool(const verb_rule&)>;
/// Words for suggestions, no aliases: the verbs of a noun; for none, all nouns and the verbs that
/// can be said without theirs. Only those that count, where that is said.
[[nodiscard]] std::vector<std::string_view> known_words(
    std::string_view noun,
    const verb_filter& counts = {}
);

}  // namespace fillrate::chat
