#include "core/chat/corrected.hpp"

#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/subject.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::chat {
namespace {

using kind = problem::kind;

constexpr std::size_t most_corrected = 3;
constexpr std::size_t longest_corrected = 200;  // bytes

std::vector<std::string_view> values_in(std::string_view list) {
    std::vector<std::string_view> values;
    for (const choice_word& word : choices_of(list)) {
        values.push_back(word.value);
    }
    return values;
}

std::string listed_values(std::string_view list) {
    std::vector<std::string> values;
    for (const std::string_view value : values_in(list)) {
        values.emplace_back(value);
    }
    return join(values, ", ");
}

std::string listed_keys(const verb_rule& verb) {
    std::vector<std::string> keys;
    for (const argument_rule& rule : verb.arguments) {
        keys.push_back(std::string{rule.key} + ":");
    }
    return join(keys, " ");
}

/// What the token reads with `right` in the place of a value that is none.
std::string with_value(const token& mistaken, std::string_view wrong, std::string_view right) {
    const std::size_t found =
        mistaken.what == token::kind::word ? mistaken.text.rfind(wrong) : std::string::npos;
    if (found == std::string::npos) {
        return std::string{right};
    }
    std::string word = mistaken.text;
    word.replace(found, wrong.size(), right);
    return word;
}

/// The line once for each word instead of its token; the verb's example when it is too long.
std::vector<std::string> lines_with_words(
    const verb_rule& verb,
    const token_place& place,
    const std::vector<std::string>& words
) {
    std::vector<std::string> lines;
    for (const std::string& word : words) {
        auto line = line_with(place.tokens, place.line, place.at, word);
        const bool whole = place.at == place.line || line.size() > word.size();
        line = whole ? line : std::string{verb.example};
        if (lines.size() < most_corrected && std::ranges::find(lines, line) == lines.end()) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

std::vector<std::string> lines_with_values(
    const verb_rule& verb,
    const token_place& place,
    std::string_view wrong,
    const std::vector<std::string_view>& rights
) {
    std::vector<std::string> words;
    for (const std::string_view right : rights) {
        words.push_back(with_value(place.tokens[place.at], wrong, right));
    }
    return lines_with_words(verb, place, words);
}

std::string line_without(const verb_rule& verb, const token_place& place, std::size_t count) {
    auto kept = place.tokens;
    const auto first = kept.begin() + static_cast<std::ptrdiff_t>(place.at);
    kept.erase(first, first + static_cast<std::ptrdiff_t>(count));
    auto line = line_with(kept, place.line, kept.size(), {});
    return line.empty() ? std::string{verb.example} : line;
}

}  // namespace

problem unknown_value(
    const verb_rule& verb,
    const argument_rule& rule,
    std::string_view value,
    const token_place& place
) {
    auto offered = did_you_mean(value, values_in(rule.choices));
    if (offered.empty()) {
        offered = values_in(rule.choices);
    }
    return {
        kind::unknown_value,
        shown(value) + " is no " + std::string{rule.key} + ". It is one of " +
            listed_values(rule.choices) + ".",
        lines_with_values(verb, place, value, offered),
        {}};
}

problem unknown_key(
    const verb_rule& verb,
    std::string_view key,
    const token_place& place,
    std::size_t values
) {
    std::vector<std::string_view> keys;
    for (const argument_rule& rule : verb.arguments) {
        keys.push_back(rule.key);
    }
    auto close = did_you_mean(key, keys);
    const std::string start = std::string{verb.verb} + " has no " + shown(key) + ".";
    std::string text = close.empty() ? start + " It takes " + listed_keys(verb)
                                     : start + " Did you mean " + std::string{close.front()} + ":?";
    close.resize(std::min(close.size(), most_corrected - 1));
    const std::string& typed = place.tokens[place.at].text;
    std::vector<std::string> words;
    for (const std::string_view near : close) {
        words.push_back(std::string{near} + typed.substr(typed.find(':')));
    }
    auto lines = lines_with_words(verb, place, words);
    auto without = line_without(verb, place, 1 + values);
    if (std::ranges::find(lines, without) == lines.end()) {
        lines.push_back(std::move(without));
    }
    return {kind::unknown_key, std::move(text), std::move(lines), {}};
}

problem left_out(
    problem::kind what,
    std::string text,
    const verb_rule& verb,
    const token_place& place,
    std::size_t count
) {
    return {what, std::move(text), {line_without(verb, place, count)}, {}};
}

std::optional<problem> mistyped_choice(
    const verb_rule& verb,
    const argument_rule& rule,
    const token_place& place
) {
    const std::string& word = place.tokens[place.at].text;
    const auto close = did_you_mean(fold_word(word), values_in(rule.choices));
    if (close.empty()) {
        return std::nullopt;
    }
    return problem{
        kind::unknown_value,
        "I don't know " + shown(word) + ". Did you mean " + std::string{close.front()} + "?",
        lines_with_values(verb, place, word, close),
        {}};
}

std::string line_with_fewer_ids(const token_place& place, std::size_t most) {
    auto kept = place.tokens;
    std::size_t end = place.at;
    std::optional<std::size_t> cut;
    for (std::size_t ids = 0; end < kept.size() && kept[end].what == token::kind::word; ++end) {
        const bool id = names_subject(read_id(kept[end].text));
        if (!id && fold_word(kept[end].text) != "and" && kept[end].text != "&") {
            break;
        }
        ids += id ? 1 : 0;
        if (ids == most && !cut) {
            cut = end + 1;
        }
    }
    if (cut) {
        kept.erase(
            kept.begin() + static_cast<std::ptrdiff_t>(*cut),
            kept.begin() + static_cast<std::ptrdiff_t>(end)
        );
    }
    return line_with(kept, place.line, kept.size(), {});
}

std::string example_about(const verb_rule& verb, const std::vector<std::string>& subjects) {
    std::vector<std::string> words;
    bool open = !subjects.empty() && noun_of_subject(subjects.front()) == verb.subject_noun();
    for (const std::string_view word : split(verb.example, ' ')) {
        const bool code = open && noun_of_subject(read_id(word).subject) == verb.subject_noun();
        words.push_back(code ? typed_subject(subjects.front()) : std::string{word});
        open = open && !code;
    }
    return join(words, " ");
}

std::string short_line_of(const command& c) {
    auto line = to_line(c);
    const verb_rule* verb = find_verb(c.noun, c.verb);
    return line.size() <= longest_corrected || verb == nullptr ? line
                                                               : example_about(*verb, c.subjects);
}

}  // namespace fillrate::chat
