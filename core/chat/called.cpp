#include "core/chat/called.hpp"

#include "core/base/text.hpp"
#include "core/chat/line_reader.hpp"

#include <algorithm>

namespace fillrate::chat {
namespace {

constexpr std::size_t most_name_words = 3;
/// The line is read as if this code stood where the name does.
constexpr std::string_view any_code = "S-1";

/// Where the name stands in a line.
struct name_words {
    std::size_t from = 0;
    std::size_t count = 0;
};

/// Letters of any script, with the marks names have inside.
bool is_name_word(const token& t) {
    const bool word = t.what == token::kind::word && t.text.size() > 1;
    return word && noun_of(t.text).empty() && std::ranges::all_of(t.text, [](char c) {
               const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
               return letter || static_cast<unsigned char>(c) >= 0x80 || c == '-' || c == '\'';
           });
}

std::size_t count_name_words(const std::vector<token>& tokens, std::size_t from) {
    std::size_t count = 0;
    while (from + count < tokens.size() && count < most_name_words &&
           is_name_word(tokens[from + count])) {
        ++count;
    }
    return count;
}

/// "Anna Log" in quotes.
bool is_quoted_name(const token& t) {
    if (t.what != token::kind::quoted) {
        return false;
    }
    const auto words = split(t.text, ' ');
    return words.size() <= most_name_words && std::ranges::all_of(words, [](std::string_view each) {
               token word;
               word.text = each;
               return is_name_word(word);
           });
}

/// The verb of candidates a word means, if any.
const verb_rule* candidate_verb(const token& t) {
    if (t.what != token::kind::word) {
        return nullptr;
    }
    const auto all = verbs_of(t.text);
    const auto found = std::ranges::find_if(all, [](const verb_rule* each) {
        return each->noun == "sub" && each->subject_noun() == "sub" && !each->pressed &&
               each->subjects != subject_rule::none;
    });
    return found == all.end() ? nullptr : *found;
}

/// Nothing but "pay:57 start:\"dec 14\"" from that token on.
bool only_keys(const std::vector<token>& tokens, std::size_t from) {
    for (std::size_t i = from; i < tokens.size(); ++i) {
        const bool keyed =
            tokens[i].what == token::kind::word && tokens[i].text.find(':') != std::string::npos;
        if (!keyed && !(i > from && tokens[i].glued)) {
            return false;
        }
    }
    return true;
}

bool begins_with_root(const std::vector<token>& tokens, const line_settings& settings) {
    if (tokens.empty() || tokens.front().what != token::kind::word) {
        return false;
    }
    const std::string first = fold_word(tokens.front().text);
    const std::string root = to_lower_ascii(settings.root);
    return first == root || (root.starts_with('/') && first == root.substr(1));
}

/// Behind a name free text makes a sentence of the line, unless it is in quotes or nothing else
/// than a command is expected here.
bool may_be_prose(const command& read, const line_settings& settings) {
    return !settings.meant_as_command && !read.tail.empty() && !read.tail_quoted;
}

/// "paige turner reject ...", in quotes or not; before a verb the whole rest of the line: "present
/// paige turner"; in a line meant as a command also nothing but the name.
std::optional<name_words> find_name(const token_list& line, const line_settings& settings) {
    const auto& tokens = line.tokens;
    const std::size_t start = begins_with_root(tokens, settings) ? 1 : 0;
    if (start == tokens.size()) {
        return std::nullopt;
    }
    const verb_rule* const first = candidate_verb(tokens[start]);
    const std::size_t after = count_name_words(tokens, start + 1);
    if (first != nullptr && first->tail == tail_rule::none && after > 0 &&
        only_keys(tokens, start + 1 + after)) {
        return name_words{start + 1, after};  // "present anna log": also when a name is a verb
    }
    if (start + 1 < tokens.size() && is_quoted_name(tokens[start]) &&
        candidate_verb(tokens[start + 1]) != nullptr) {
        return name_words{start, 1};
    }
    const std::size_t words = count_name_words(tokens, start);
    for (std::size_t n = 1; n <= words && start + n < tokens.size(); ++n) {
        if (candidate_verb(tokens[start + n]) != nullptr) {
            return name_words{start, n};
        }
    }
    const bool only_name = words > 0 && start + words == tokens.size();
    return only_name && settings.meant_as_command ? std::optional{name_words{start, words}}
                                                  : std::nullopt;
}

}  // namespace

std::optional<command> read_called(const token_list& line, const line_settings& settings) {
    const auto name = find_name(line, settings);
    if (!name) {
        return std::nullopt;
    }
    token_list coded = line;
    const auto first = coded.tokens.begin() + static_cast<std::ptrdiff_t>(name->from);
    std::string called;
    for (std::size_t i = 0; i < name->count; ++i) {
        called += (i == 0 ? "" : " ") + line.tokens[name->from + i].text;
    }
    first->what = token::kind::word;
    first->text = any_code;
    coded.tokens.erase(first + 1, first + static_cast<std::ptrdiff_t>(name->count));
    auto read = read_line(coded, settings);
    auto* meant = std::get_if<command>(&read);
    if (meant == nullptr || meant->noun != "sub" || meant->subjects.size() != 1 ||
        may_be_prose(*meant, settings)) {
        return std::nullopt;
    }
    meant->subjects.clear();
    meant->called = std::move(called);
    return std::move(*meant);
}

}  // namespace fillrate::chat
