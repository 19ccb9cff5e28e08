#include "core/chat/help_line.hpp"

#include "core/chat/arguments.hpp"
#include "core/chat/subject.hpp"
#include "core/chat/verbs.hpp"

#include <string>
#include <utility>

namespace fillrate::chat {
namespace {

bool is_help(const token& word) {
    return word.what == token::kind::word && noun_of(word.text) == "help";
}

/// "hold help", "104 help": a word or a code of ours, then help.
bool is_about_a_word(const std::vector<token>& tokens, std::size_t at) {
    return tokens.size() - at == 2 && tokens[at].what == token::kind::word &&
           is_help(tokens[at + 1]) &&
           (!noun_of(tokens[at].text).empty() || !verbs_of(tokens[at].text).empty() ||
            names_subject(read_id(tokens[at].text)));
}

/// A code says what the examples are to be about; further ones are topics nobody knows.
void add_topic(command& c, const token& word) {
    auto id = read_id(word.text);
    if (names_subject(id) && c.subjects.empty()) {
        c.subjects.push_back(std::move(id.subject));
        return;
    }
    std::string topic = fold_word(word.text);
    if (!topic.empty()) {
        c.arguments.push_back({"topic", std::move(topic), argument::form::word, {}});
    }
}

}  // namespace

std::optional<parsed> read_help(
    const std::vector<token>& tokens,
    std::size_t at,
    const line_settings& settings
) {
    const bool first = at < tokens.size() && is_help(tokens[at]);
    if (!first && !is_about_a_word(tokens, at)) {
        return std::nullopt;
    }
    if (tokens.size() - at > short_line) {
        const auto what = settings.meant_as_command ? problem::kind::unexpected_words
                                                    : problem::kind::not_a_command;
        return problem{what, "Help takes a topic, such as a verb.", {"help", "help req"}, {}};
    }
    command c;
    c.noun = "help";
    c.verb = "show";
    for (std::size_t i = at; i < tokens.size(); ++i) {
        if (tokens[i].what == token::kind::word && i != at + (first ? 0U : 1U)) {
            add_topic(c, tokens[i]);
        }
    }
    return c;
}

}  // namespace fillrate::chat
