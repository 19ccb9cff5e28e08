#include "core/chat/help_line.hpp"

#include "core/chat/arguments.hpp"
#include "core/chat/verbs.hpp"

#include <string>
#include <utility>

namespace fillrate::chat {
namespace {

bool is_help(const token& word) {
    return word.what == token::kind::word && noun_of(word.text) == "help";
}

/// "hold help": a word of ours, then help.
bool is_about_a_word(const std::vector<token>& tokens, std::size_t at) {
    return tokens.size() - at == 2 && tokens[at].what == token::kind::word &&
           is_help(tokens[at + 1]) &&
           (!noun_of(tokens[at].text).empty() || !verbs_of(tokens[at].text).empty());
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
        const bool topic = tokens[i].what == token::kind::word && i != at + (first ? 0U : 1U);
        std::string word = topic ? fold_word(tokens[i].text) : std::string{};
        if (!word.empty()) {
            c.arguments.push_back({"topic", std::move(word), argument::form::word, {}});
        }
    }
    return c;
}

}  // namespace fillrate::chat
