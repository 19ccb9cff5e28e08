#include "core/chat/understood.hpp"

#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/subject.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/verbs.hpp"
#include "core/chat/when_words.hpp"

#include <algorithm>

namespace fillrate::chat {
namespace {

constexpr std::size_t most_acts = 3;
/// "no", "ok", "pass": shorter words are too common to be an act.
constexpr std::size_t shortest_verb = 5;

bool is_spelled(const typed_id& id) {
    using kind = typed_id::kind;
    return id.what == kind::submittal || id.what == kind::interview ||
           (id.what == kind::requisition && id.subject != "req:last");
}

/// What a word names with its code; empty for every other word.
std::string named_by(const token& word) {
    auto id = word.what == token::kind::word ? read_id(word.text) : typed_id{};
    return is_spelled(id) ? std::move(id.subject) : std::string{};
}

/// The one thing that the words name with its code; empty for none and for several.
std::string only_subject(const std::vector<token>& tokens) {
    std::string only;
    for (const token& each : tokens) {
        auto subject = named_by(each);
        if (subject.empty() || subject == only) {
            continue;
        }
        if (!only.empty()) {
            return {};
        }
        only = std::move(subject);
    }
    return only;
}

/// The verb of that noun which the word is, or of which the name of a day speaks.
const verb_rule* verb_in(const token& word, std::string_view noun) {
    const std::string folded = fold_word(word.text);
    if (weekday_of(folded) && noun != "req") {
        return find_verb(noun, noun == "sub" ? "interview" : "move");
    }
    const auto all =
        folded.size() < shortest_verb ? std::vector<const verb_rule*>{} : verbs_of(folded);
    const auto found = std::ranges::find_if(all, [noun](const verb_rule* each) {
        return each->noun == noun && !each->pressed && each->subjects != subject_rule::none &&
               each->tail != tail_rule::prose;
    });
    return found == all.end() ? nullptr : *found;
}

std::string label_of_act(std::string_view verb, const std::string& subject) {
    std::string label{verb};
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label + ' ' + subject;
}

std::string text_of(const typed_line& line) {
    std::string text;
    for (const text_run& run : line.runs) {
        text += run.what == text_run::kind::plain ? run.text : run.label;
    }
    return displayable(trim(text));
}

}  // namespace

std::optional<problem> read_as_sentence(const typed_line& line, line_settings settings) {
    settings.meant_as_command = false;
    const auto read = parse(line, settings);
    const auto* prose = std::get_if<problem>(&read);
    const bool free = prose != nullptr && prose->what == problem::kind::not_a_command;
    return free ? std::optional{*prose} : std::nullopt;
}

std::string only_named_subject(const typed_line& line) {
    return only_subject(tokenize(line, {}).tokens);
}

std::vector<understood_act> understood_acts(const typed_line& line, const std::string& thread) {
    const auto words = tokenize(line, {}).tokens;
    const std::string only = only_subject(words);
    const std::string kept_on = only.empty() ? thread : only;
    std::vector<understood_act> acts;
    if (find_verb(noun_of_subject(kept_on), "note") == nullptr) {
        return acts;
    }
    std::string about = kept_on;
    for (std::size_t i = 0; i < words.size() && acts.size() < most_acts; ++i) {
        if (auto named = named_by(words[i]); !named.empty()) {
            about = std::move(named);
            continue;
        }
        // "reject S-305": of the code right behind it, else of the one before.
        const auto next = i + 1 < words.size() ? named_by(words[i + 1]) : std::string{};
        const std::string& subject = next.empty() ? about : next;
        const verb_rule* verb = words[i].what == token::kind::word
                                    ? verb_in(words[i], noun_of_subject(subject))
                                    : nullptr;
        if (verb == nullptr) {
            continue;
        }
        const std::string typed = typed_subject(subject);
        understood_act act{label_of_act(verb->verb, typed), typed + ' ' + std::string{verb->verb}};
        if (std::ranges::find(acts, act) == acts.end()) {
            acts.push_back(std::move(act));
        }
    }
    const std::string typed = typed_subject(kept_on);
    acts.push_back({"Note on " + typed, typed + " note " + quoted(text_of(line))});
    return acts;
}

}  // namespace fillrate::chat
