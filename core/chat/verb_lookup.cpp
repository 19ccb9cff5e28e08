// Finding things in the table of words.
#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/dated_verbs.hpp"
#include "core/chat/framed_verbs.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/verbs.hpp"

#include <algorithm>

namespace fillrate::chat {
namespace {

/// Whether `word` is one of the space-separated words.
bool listed(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word) {
            return true;
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

std::string_view noun_in(std::span<const noun_rule> table, std::string_view folded) {
    for (const noun_rule& rule : table) {
        if (rule.noun == folded || listed(rule.aliases, folded)) {
            return rule.noun;
        }
    }
    return {};
}

/// What may follow the code of a line that begins with such a verb.
struct framed_rule {
    std::string_view noun{};
    std::string_view frame{};
    std::string_view verbs{};  ///< separated by spaces
};
constexpr framed_rule framed_table[] = {
    {"sub", "offer", "extend accept decline expire rescind"},
    {"sub", "start", "start move noshow"},
};

std::string fold_choice(std::string_view text) {
    std::string out = to_lower_ascii(plain_dashes(trim(text)));
    std::replace(out.begin(), out.end(), '-', '_');
    std::replace(out.begin(), out.end(), ' ', '_');
    return out;
}

}  // namespace

const verb_rule* find_verb(std::string_view noun, std::string_view verb) noexcept {
    for (const verb_rule& rule : verbs()) {
        if (rule.noun == noun && rule.verb == verb) {
            return &rule;
        }
    }
    return nullptr;
}

const argument_rule* find_argument(const verb_rule& verb, std::string_view key) noexcept {
    for (const argument_rule& rule : verb.arguments) {
        if (rule.key == key || listed(rule.aliases, key)) {
            return &rule;
        }
    }
    return key == detail::at_moment.key && takes_moment(verb) ? &detail::at_moment : nullptr;
}

bool takes_moment(const verb_rule& verb) noexcept {
    return std::ranges::any_of(detail::dated, [&verb](const detail::dated_verbs& rule) {
        return rule.noun == verb.noun && listed(rule.verbs, verb.verb);
    });
}

std::span<const choice_word> choices_of(std::string_view list) noexcept {
    for (const choice_list& candidate : choice_lists()) {
        if (candidate.name == list) {
            return candidate.words;
        }
    }
    return {};
}

const choice_word* find_choice(std::string_view list, std::string_view text) {
    if (text.size() > 64) {  // longer than any word of any list
        return nullptr;
    }
    const std::string folded = fold_choice(text);
    for (const choice_word& word : choices_of(list)) {
        if (fold_choice(word.value) == folded || fold_choice(word.label) == folded ||
            listed(word.aliases, folded)) {
            return &word;
        }
    }
    return nullptr;
}

std::string_view label_of(std::string_view list, std::string_view value) noexcept {
    for (const choice_word& word : choices_of(list)) {
        if (word.value == value) {
            return word.label;
        }
    }
    return value;
}

std::string_view noun_of(std::string_view word) {
    const std::string folded = fold_word(word);
    const std::string_view exact = noun_in(nouns(), folded);
    if (exact.empty() && folded.size() > 2 && folded.back() == 's') {
        return noun_in(nouns(), std::string_view{folded}.substr(0, folded.size() - 1));
    }
    return exact;
}

std::vector<const verb_rule*> verbs_of(std::string_view word) {
    const std::string folded = fold_word(word);
    std::vector<const verb_rule*> found;
    for (const verb_rule& rule : verbs()) {
        if (rule.verb == folded || listed(rule.aliases, folded)) {
            found.push_back(&rule);
        }
    }
    return found;
}

bool must_be_said(std::string_view noun) noexcept {
    return std::ranges::any_of(nouns(), [noun](const noun_rule& rule) {
        return rule.noun == noun && rule.said;
    });
}

bool is_part(std::string_view noun) noexcept {
    const verb_rule* usual = find_verb(noun, usual_verb(noun));
    return usual != nullptr && !usual->of.empty();
}

std::string_view verb_asked_by(std::string_view noun) noexcept {
    for (const noun_rule& rule : nouns()) {
        if (rule.noun == noun) {
            return rule.asks;
        }
    }
    return {};
}

std::string_view usual_verb(std::string_view noun) noexcept {
    for (const noun_rule& rule : nouns()) {
        if (rule.noun == noun) {
            return rule.verb;
        }
    }
    return "show";
}

std::vector<std::string_view> known_words(std::string_view noun, const verb_filter& counts) {
    const auto is_counted = [&counts](const verb_rule& rule) {
        return !rule.pressed && (!counts || counts(rule));
    };
    std::vector<std::string_view> words;
    for (const noun_rule& each : nouns()) {
        const bool used = std::ranges::any_of(verbs(), [&](const verb_rule& rule) {
            return rule.noun == each.noun && is_counted(rule);
        });
        if (noun.empty() && used) {
            words.push_back(each.noun);
        }
    }
    for (const verb_rule& rule : verbs()) {
        const bool fits = noun.empty() ? !must_be_said(rule.noun) : rule.noun == noun;
        if (fits && is_counted(rule) && std::ranges::find(words, rule.verb) == words.end()) {
            words.push_back(rule.verb);
        }
    }
    return words;
}

const verb_rule* verb_framed_by(const verb_rule& frame, std::string_view word) {
    const auto* const rule = std::ranges::find_if(framed_table, [&frame](const framed_rule& r) {
        return r.noun == frame.noun && r.frame == frame.verb;
    });
    if (rule == std::end(framed_table)) {
        return nullptr;
    }
    for (const verb_rule* each : verbs_of(word)) {
        if (each->noun == frame.noun && listed(rule->verbs, each->verb)) {
            return each;
        }
    }
    return nullptr;
}

bool looks_like(const argument_rule& rule, const token& value) {
    const std::string text = fold_word(value.text);
    switch (rule.kind) {
        case value_kind::choice:
            return find_choice(rule.choices, text) != nullptr;
        case value_kind::person:
            return value.what == token::kind::user || text.find('@') != std::string::npos;
        case value_kind::change:
        case value_kind::count:
            return all_digits(text) || (text.size() > 1 && (text[0] == '+' || text[0] == '-') &&
                                        all_digits(std::string_view{text}.substr(1)));
        case value_kind::share: {
            const std::size_t slash = std::min(text.find('/'), text.size());
            return all_digits(text.substr(0, slash)) && slash < text.size() &&
                   all_digits(std::string_view{text}.substr(slash + 1));
        }
        case value_kind::channel:
            return value.what == token::kind::channel;
        case value_kind::text:
        case value_kind::money:
        case value_kind::when:
        case value_kind::client:
        case value_kind::site:
        case value_kind::supplier:
            return false;
    }
    return false;
}

bool begins_share(const std::vector<token>& tokens, std::size_t at) {
    for (std::size_t i = at; i < std::min(at + 2, tokens.size()); ++i) {
        const std::string text = plain_dashes(tokens[i].text);
        const std::size_t slash = text.find('/');
        if (tokens[i].what == token::kind::word && slash != std::string::npos && slash > 0 &&
            slash + 1 < text.size() &&
            text.find_first_not_of("0123456789+-/.,") == std::string::npos) {
            return true;
        }
    }
    return false;
}

bool is_bare_argument(const verb_rule& verb, const std::vector<token>& tokens, std::size_t at) {
    if (tokens[at].what != token::kind::word) {
        return false;
    }
    const std::string word = fold_word(tokens[at].text);
    return std::any_of(verb.arguments.begin(), verb.arguments.end(), [&](const argument_rule& r) {
        return r.bare && r.kind == value_kind::choice && find_choice(r.choices, word) != nullptr;
    });
}

bool reads_like_prose(const verb_rule& verb, const command& c, bool certain, bool few) noexcept {
    if (c.tail.empty() || c.tail_quoted || !c.arguments.empty()) {
        return false;
    }
    switch (verb.tail) {
        case tail_rule::prose:
            return false;
        case tail_rule::words:
            return !few;
        case tail_rule::none:
        case tail_rule::allowed:
        case tail_rule::required:
            break;
    }
    return !certain;
}

bool takes_all_keys(const verb_rule& verb, const std::vector<token>& tokens, std::size_t from) {
    for (std::size_t i = from; i < tokens.size(); ++i) {
        const std::string& word = tokens[i].text;
        const std::size_t colon = word.find(':');
        const bool keyed = tokens[i].what == token::kind::word && colon != std::string::npos &&
                           colon > 0 && (word[0] < '0' || word[0] > '9');
        if (keyed && find_argument(verb, fold_word(word.substr(0, colon))) == nullptr) {
            return false;
        }
    }
    return true;
}

const verb_rule* unsaid_verb(
    std::string_view noun,
    const std::vector<token>& tokens,
    std::size_t from
) {
    const auto shares = [&](const verb_rule& verb) {
        return std::ranges::any_of(verb.arguments, [&](const argument_rule& rule) {
            return rule.kind == value_kind::share && looks_like(rule, tokens[from]);
        });
    };
    const auto all = verbs();
    const auto one = std::ranges::find_if(all, [&](const verb_rule& verb) {
        return verb.noun == noun && !verb.pressed && from < tokens.size() && shares(verb);
    });
    const auto other = std::ranges::find_if(all, [&](const verb_rule& verb) {
        return verb.noun == noun && !verb.pressed && has_key_of(verb, tokens) &&
               takes_all_keys(verb, tokens, from);
    });
    return one != all.end() ? &*one : other != all.end() ? &*other : nullptr;
}

bool has_key_of(const verb_rule& verb, const std::vector<token>& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [&verb](const token& t) {
        const std::size_t colon = t.text.find(':');
        return t.what == token::kind::word && colon != std::string::npos &&
               find_argument(verb, fold_word(t.text.substr(0, colon))) != nullptr;
    });
}

}  // namespace fillrate::chat
