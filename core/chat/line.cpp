// Commands and words as text again: access, what is missing, quoting, the line that gives a
// command.
#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/grammar.hpp"
#include "core/chat/subject.hpp"
#include "core/domain/names.hpp"

#include <algorithm>

namespace fillrate::chat {
namespace {

constexpr std::size_t longest_shown = 40;  // code points
constexpr std::size_t longest_line = 200;  // bytes of a suggested line

/// A value as it must be typed to be read as the same value.
std::string typed_value(const argument& a) {
    const std::string at = a.is_person() ? "@" : "";
    const bool clock_time = a.value.find_first_not_of("0123456789:") == std::string::npos;
    const bool plain = (clock_time || a.value.find_first_of(" \n,;:\"\\“”") == std::string::npos) &&
                       !a.value.starts_with('@') && a.typed != argument::form::quoted;
    return plain || a.is_person() ? at + a.value : quoted(a.value);
}

std::string typed_argument(const verb_rule& verb, const argument& a) {
    const argument_rule* rule = find_argument(verb, a.key);
    const bool bare = rule != nullptr && rule->bare;
    if (bare && (rule->kind == value_kind::choice || rule->kind == value_kind::share)) {
        return a.value;
    }
    if (bare && a.is_person()) {
        return typed_value(a);
    }
    return a.key + ":" + typed_value(a);
}

/// "#104" opens the picker of channels where it is typed; the number alone says the same.
std::string_view without_picker(const token& t) {
    const std::string_view text = t.text;
    const bool picks = t.what == token::kind::word && text.size() > 1 && text[0] == '#' &&
                       all_digits(text.substr(1));
    return picks ? text.substr(1) : text;
}

}  // namespace

const argument* command::find(std::string_view key) const noexcept {
    const auto found = std::find_if(arguments.begin(), arguments.end(), [key](const argument& a) {
        return a.key == key;
    });
    return found == arguments.end() ? nullptr : &*found;
}

std::string_view command::value(std::string_view key) const noexcept {
    const argument* found = find(key);
    return found == nullptr ? std::string_view{} : std::string_view{found->value};
}

std::vector<std::string_view> command::values(std::string_view key) const {
    std::vector<std::string_view> out;
    for (const argument& a : arguments) {
        if (a.key == key) {
            out.push_back(a.value);
        }
    }
    return out;
}

std::vector<std::string_view> missing_arguments(const command& c) {
    std::vector<std::string_view> missing;
    const verb_rule* verb = find_verb(c.noun, c.verb);
    if (verb == nullptr) {
        return missing;
    }
    const bool has_tail = verb->tail != tail_rule::none && verb->tail != tail_rule::allowed;
    if (has_tail && c.tail.empty()) {
        missing.push_back(verb->tail_name);
    }
    for (const argument_rule& rule : verb->arguments) {
        if (rule.required && c.find(rule.key) == nullptr) {
            missing.push_back(rule.key);
        }
    }
    return missing;
}

namespace {

/// A shift has no number of its own: it is typed by its requisition, its name and its day; several
/// of one name by their days. Nothing when the command names no shift.
std::optional<command> with_shifts_typed(command c) {
    std::optional<domain::shift_id> first;
    std::vector<std::string> days;
    for (const std::string& subject : c.subjects) {
        auto id = domain::parse_shift_name(subject);
        if (!id) {
            return std::nullopt;
        }
        days.push_back(id->date);
        if (!first) {
            first = std::move(id);
        }
    }
    if (!first) {
        return std::nullopt;
    }
    using form = argument::form;
    c.subjects = {domain::record_name(first->requisition)};
    c.arguments.insert(c.arguments.begin(), argument{"name", first->name, form::word, {}});
    c.arguments.push_back(argument{"on", join(days, ","), form::word, {}});
    return c;
}

}  // namespace

std::string to_line(const command& c) {
    const verb_rule* verb = find_verb(c.noun, c.verb);
    if (verb == nullptr) {
        return {};
    }
    if (const auto typed = is_part(c.noun) ? with_shifts_typed(c) : std::nullopt) {
        return to_line(*typed);
    }
    std::vector<std::string> words;
    if (verb->subjects == subject_rule::none || is_part(c.noun)) {
        words.push_back(c.noun);
    }
    for (const std::string& subject : c.subjects) {
        words.push_back(typed_subject(subject));
    }
    if (!c.called.empty()) {
        words.push_back(c.called);
    }
    if (c.noun == "help") {
        for (const std::string_view topic : c.values("topic")) {
            words.emplace_back(topic);
        }
        return join(words, " ");
    }
    if (!(c.noun == "me" && c.verb == "show")) {
        words.push_back(c.verb);
    }
    for (const argument& a : c.arguments) {
        words.push_back(typed_argument(*verb, a));
    }
    if (!c.tail.empty()) {
        words.push_back(quoted(c.tail));
    }
    return join(words, " ");
}

std::string shown(std::string_view word) {
    return "“" + abbreviate(displayable(word), longest_shown) + "”";
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const std::size_t length = first_code_point(text).length;
        const std::string_view c = text.substr(0, length);
        if (c == "\\" || is_double_quote(c)) {
            out += '\\';
        }
        out += c;
        text.remove_prefix(length);
    }
    return out + '"';
}

std::string line_with(
    const std::vector<token>& tokens,
    std::size_t from,
    std::size_t at,
    std::string_view replacement,
    bool as_quoted
) {
    std::string out;
    for (std::size_t i = from; i < tokens.size() && out.size() <= longest_line; ++i) {
        const token& t = tokens[i];
        out += out.empty() || t.glued ? "" : " ";
        if (i == at) {
            out += replacement;
        } else if (t.what == token::kind::quoted && !as_quoted) {
            out += quoted(t.text);
        } else {
            out += t.what == token::kind::user ? "@" : "";
            out += without_picker(t);
        }
    }
    const bool fits = out.size() <= longest_line;
    if (as_quoted) {
        return " " + (fits ? quoted(displayable(out)) : "\"...\"");
    }
    return fits ? displayable(out) : std::string{replacement};
}

std::vector<std::string> lines_with(
    const std::vector<token>& tokens,
    std::size_t from,
    std::size_t at,
    const std::vector<std::string_view>& replacements
) {
    std::vector<std::string> lines;
    for (const std::string_view each : replacements) {
        lines.push_back(line_with(tokens, from, at, each));
    }
    return lines;
}

}  // namespace fillrate::chat
