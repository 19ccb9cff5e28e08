#include "core/chat/joined_ids.hpp"

#include "core/base/text.hpp"
#include "core/chat/subject.hpp"
#include "core/chat/verbs.hpp"

#include <algorithm>
#include <vector>

namespace fillrate::chat {
namespace {

using typed_parts = std::vector<std::string_view>;

/// The ids of a word that is nothing else; none when it is no list of them.
typed_parts ids_in(const token& one) {
    if (one.what != token::kind::word || one.text.find(',') == std::string::npos) {
        return {};
    }
    auto parts = split(one.text, ',');
    if (parts.back().empty()) {
        parts.pop_back();
    }
    const bool all = parts.size() > 1 && std::ranges::all_of(parts, [](std::string_view part) {
                         return names_subject(read_id(part));
                     });
    return all ? parts : typed_parts{};
}

bool is_word_of(const std::vector<token>& tokens, std::size_t i) {
    return i < tokens.size() && tokens[i].what == token::kind::word;
}

// "104,105 hold", "104,105 priority P1", and nothing but the ids.
bool leads_to_verb(const std::vector<token>& tokens, std::size_t i) {
    if (i + 1 == tokens.size()) {
        return true;
    }
    if (!is_word_of(tokens, i + 1)) {
        return false;
    }
    const auto& next = tokens[i + 1].text;
    const auto key = fold_word(next.substr(0, next.find(':')));
    return !verbs_of(next).empty() || find_argument(*find_verb("req", "set"), key) != nullptr;
}

// "hold 104,105", "sub 301,302"; the text of a note begins with any number.
bool follows_verb(const std::vector<token>& tokens, std::size_t i) {
    if (i == 0 || !is_word_of(tokens, i - 1)) {
        return false;
    }
    const auto& before = tokens[i - 1].text;
    return !noun_of(before).empty() || std::ranges::any_of(verbs_of(before), [](const auto* verb) {
        return verb->subject_noun() == "req" && verb->subjects == subject_rule::many &&
               verb->tail != tail_rule::prose;
    });
}

}  // namespace

token_list with_ids_apart(const token_list& line, std::string_view root) {
    const auto start = start_of_line(line.tokens, root);
    token_list apart = line;
    apart.tokens.clear();
    for (std::size_t i = 0; i < line.tokens.size(); ++i) {
        const auto& one = line.tokens[i];
        const auto parts = ids_in(one);
        const bool bare = !parts.empty() && read_id(parts.front()).what == typed_id::kind::bare;
        const bool beside = (i == start && leads_to_verb(line.tokens, i)) ||
                            (i > start && follows_verb(line.tokens, i));
        if (parts.empty() || (bare && !beside)) {
            apart.tokens.push_back(one);
            continue;
        }
        for (std::size_t n = 0; n < parts.size(); ++n) {
            token id = one;
            id.text = std::string(parts[n]) + (n + 1 < parts.size() ? "," : "");
            id.glued = one.glued || n > 0;
            id.new_line = one.new_line && n == 0;
            apart.tokens.push_back(std::move(id));
        }
    }
    return apart;
}

}  // namespace fillrate::chat
