// From what was typed to a command: the line as it stands, or with a candidate's name in it.
#include "core/chat/called.hpp"
#include "core/chat/corrected.hpp"
#include "core/chat/line_reader.hpp"

namespace fillrate::chat {
namespace {

/// Problems that a name among the words may explain.
bool may_hold_a_name(problem::kind what) {
    using kind = problem::kind;
    return what == kind::unknown_word || what == kind::not_a_command ||
           what == kind::unexpected_words || what == kind::unknown_value;
}

}  // namespace

parsed parse(const typed_line& line, const line_settings& settings) {
    const token_list tokens = tokenize(line, settings.self);
    if (tokens.too_long) {
        return problem{
            problem::kind::too_long,
            "That is too long; at most " + std::to_string(max_line_length) +
                " characters are read at a time.",
            {},
            {}};
    }
    parsed out = read_line(tokens, settings);
    const auto* failed = std::get_if<problem>(&out);
    if (failed != nullptr && settings.by_name && may_hold_a_name(failed->what)) {
        if (auto called = read_called(tokens, settings)) {
            out = std::move(*called);
        }
    }
    if (tokens.unclosed_quote && std::holds_alternative<command>(out)) {
        return problem{
            problem::kind::unclosed_quote,
            "A quote was opened and not closed; add the closing quote.",
            {short_line_of(std::get<command>(out))},
            std::get<command>(out).subjects};
    }
    return out;
}

parsed parse(std::string_view text, const line_settings& settings) {
    typed_line line;
    line.runs.push_back({text_run::kind::plain, std::string{text}});
    return parse(line, settings);
}

}  // namespace fillrate::chat
