#include "core/chat/grammar.hpp"

#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/corrected.hpp"
#include "core/chat/dated_verbs.hpp"
#include "core/chat/framed_verbs.hpp"
#include "core/chat/help_line.hpp"
#include "core/chat/joined_ids.hpp"
#include "core/chat/line_reader.hpp"
#include "core/chat/subject.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/usual_order.hpp"

#include <algorithm>

namespace fillrate::chat {
namespace {

using kind = problem::kind;

/// Reads noun, verb and ids at the start of a line, in any order; the rest is read_arguments'.
class line_reader {
public:
    line_reader(const token_list& line, const line_settings& settings)
        : tokens_(line.tokens), settings_(settings) {}

    parsed read() {
        at_ = start_ = start_of_line(tokens_, settings_.root);
        if (at_ == tokens_.size()) {
            return make_command("me", "show");
        }
        if (auto early = read_help(tokens_, at_, settings_)) {
            return std::move(*early);
        }
        if (auto failed = read_head()) {
            return std::move(*failed);
        }
        if (verb_ == nullptr) {
            if (auto failed = settle_verb()) {
                return std::move(*failed);
            }
        }
        if (auto failed = check_subjects()) {
            return std::move(*failed);
        }
        return finish();
    }

private:
    [[nodiscard]] const token& now() const { return tokens_[at_]; }
    [[nodiscard]] bool done() const { return at_ == tokens_.size(); }
    [[nodiscard]] bool is_word(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].what == token::kind::word;
    }
    [[nodiscard]] typed_id id_at(std::size_t i) const {
        return is_word(i) ? read_id(tokens_[i].text) : typed_id{};
    }

    static command make_command(std::string_view noun, std::string_view verb) {
        command c;
        c.noun = noun;
        c.verb = verb;
        return c;
    }

    problem make_problem(kind what, std::string text, std::vector<std::string> suggestions = {})
        const {
        return {what, std::move(text), std::move(suggestions), subjects_};
    }

    /// Prose, except that a slash command never is.
    problem not_understood(kind otherwise, std::string text, std::vector<std::string> more = {})
        const {
        const kind what = settings_.meant_as_command ? otherwise : kind::not_a_command;
        return make_problem(what, std::move(text), std::move(more));
    }

    std::optional<problem> read_head() {
        while (!done() && is_word(at_)) {
            const std::size_t before = at_;
            if (auto failed = read_ids()) {
                return failed;
            }
            if (at_ != before || read_part()) {
                continue;
            }
            if (!read_noun() && !read_verb() && !read_framed_verb()) {
                return std::nullopt;
            }
            if (verb_ != nullptr && verb_->tail == tail_rule::prose && !subjects_.empty()) {
                return std::nullopt;  // everything after is the note's text
            }
        }
        return std::nullopt;
    }

    /// One id, or several in a row.
    std::optional<problem> read_ids() {
        typed_id id = id_at(at_);
        if (id.what == typed_id::kind::impossible) {
            return make_problem(kind::bad_subject, "There is no " + shown(now().text) + ".");
        }
        if (!subjects_.empty() || id.what == typed_id::kind::none || !id_may_follow(id)) {
            return std::nullopt;
        }
        first_id_ = at_;
        bare_id_ = id.what == typed_id::kind::bare && noun_.empty();
        id_first_ = verb_ == nullptr;
        const std::string_view about = id.what == typed_id::kind::bare && has_numbers(noun_)
                                           ? noun_
                                           : noun_of_subject(id.subject);
        while (names_subject(id)) {
            if (id.what == typed_id::kind::bare) {
                id.subject.replace(0, 3, about);
            }
            if (noun_of_subject(id.subject) != about) {
                return make_problem(
                    kind::bad_subject,
                    "Requisitions, candidates or interviews, one kind at a time."
                );
            }
            if (std::find(subjects_.begin(), subjects_.end(), id.subject) == subjects_.end()) {
                subjects_.push_back(std::move(id.subject));
            }
            ++at_;
            const bool joined =
                is_word(at_) && (fold_word(now().text) == "and" || now().text == "&");
            const std::size_t next = at_ + (joined ? 1U : 0U);
            id = id_at(next);
            if ((about == "iv" || about == "opp") && id.what == typed_id::kind::bare) {
                break;  // "confirm I-52 2", "won O-7 104"
            }
            if (names_subject(id)) {
                at_ = next;
            }
            if (subjects_.size() > max_subjects) {
                return make_problem(
                    kind::bad_subject,
                    "At most " + std::to_string(max_subjects) + ' ' +
                        std::string{plural_of_noun(subject_noun())} + " at a time.",
                    {line_with_fewer_ids({tokens_, start_, first_id_}, max_subjects)}
                );
            }
        }
        return verb_ == nullptr ? std::nullopt : follow_subject();
    }

    /// "2nd" of "shift 207 2nd confirm 10": the part's name may stand before the verb.
    bool read_part() {
        if (!part_.empty() || !is_part(noun_)) {
            return false;
        }
        for (const argument_rule& rule : find_verb(noun_, usual_verb(noun_))->arguments) {
            const choice_word* name =
                rule.bare ? find_choice(rule.choices, fold_word(now().text)) : nullptr;
            if (name != nullptr) {
                part_.push_back({std::string{rule.key}, std::string{name->value}, {}, {}});
                ++at_;
                return true;
            }
        }
        return false;
    }

    /// The noun of what the line is about, as far as it is said.
    [[nodiscard]] std::string_view subject_noun() const {
        if (!subjects_.empty()) {
            return noun_of_subject(subjects_.front());
        }
        return noun_.empty() ? "req" : noun_;
    }

    /// The verb stood before the id, which says whose verb it is: "hold S-311".
    std::optional<problem> follow_subject() {
        const auto noun = subject_noun();
        if (verb_->subject_noun() == noun || verb_->subjects == subject_rule::none) {
            return std::nullopt;
        }
        const auto all = verbs_of(verb_word_);
        const auto meant = std::ranges::find(all, noun, &verb_rule::noun);
        if (meant != all.end()) {
            verb_ = *meant;
            return std::nullopt;
        }
        return make_problem(
            kind::bad_subject,
            std::string{verb_->verb} + " is not for " +
                std::string{plural_of_noun(subject_noun())} + ".",
            {typed_subject(subjects_.front()), "help " + std::string{noun}}
        );
    }

    /// After a verb whose argument may be a number, or in a note's text, a bare number is no id.
    [[nodiscard]] bool id_may_follow(const typed_id& id) const {
        return verb_ == nullptr || id.what != typed_id::kind::bare ||
               (verb_->subjects != subject_rule::none && !is_number_of_time());
    }

    /// "confirm 2" in the thread of an interview: the second of its times.
    [[nodiscard]] bool is_number_of_time() const {
        const std::string& word = now().text;
        const bool picks = verb_->noun == "iv" && verb_->verb == "confirm";
        return picks && (word == "1" || word == "2" || word == "3") &&
               id_at(at_ + 1).what != typed_id::kind::bare;
    }

    /// "interview S-311", "104 interviews": a word that is a noun too.
    [[nodiscard]] bool is_verb_of_subject() const {
        const auto about = subjects_.empty() ? noun_of_subject(id_at(at_ + 1).subject)
                                             : noun_of_subject(subjects_.front());
        const auto meant = verbs_of(now().text);
        return !about.empty() && std::ranges::find(meant, about, &verb_rule::noun) != meant.end();
    }

    /// "sla 104 why", "104 sla": the word is about whatever else the line names.
    bool read_frame(std::string_view noun) {
        if (!frame_.empty()) {
            return false;
        }
        ++at_;
        const bool own_verb =
            done() || (is_word(at_) && find_verb(noun, fold_word(now().text)) != nullptr);
        (own_verb && subjects_.empty() && verb_ == nullptr ? noun_ : frame_) = noun;
        return true;
    }

    bool read_noun() {
        if (!noun_.empty()) {
            return false;
        }
        const std::string_view noun = noun_of(now().text);
        if (noun.empty() || noun == "help" || is_verb_of_subject()) {
            return false;
        }
        const bool last = at_ + 1 == tokens_.size();
        const bool id_follows = id_at(at_ + 1).what != typed_id::kind::none;
        const bool after_verb = verb_ != nullptr;
        if (!verb_asked_by(noun).empty()) {
            const bool in_free_text =
                after_verb && !id_follows && (!last || verb_->tail != tail_rule::none);
            return !in_free_text && read_frame(noun);
        }
        if (after_verb && verb_->subjects != subject_rule::none && !last && !id_follows) {
            return false;
        }
        if (after_verb && !pick_verb(noun)) {
            return false;
        }
        noun_ = noun;
        ++at_;
        return true;
    }

    /// The typed verb of another noun: "show me".
    bool pick_verb(std::string_view noun) {
        const verb_rule* other = find_verb(noun, verb_->verb);
        if (other == nullptr) {
            return false;
        }
        verb_ = other;
        return true;
    }

    /// "won O-7": the id right after the verb says whose verb it is.
    [[nodiscard]] bool id_tells(const verb_rule& verb) const {
        return noun_of_subject(id_at(at_ + 1).subject) == verb.subject_noun();
    }

    bool read_verb() {
        if (verb_ != nullptr) {
            return false;
        }
        auto candidates = verbs_of(now().text);
        if (noun_.empty() &&
            subjects_.empty()) {  // "start end:..." in a thread: whose is told there
            std::ranges::stable_partition(candidates, [this](const verb_rule* each) {
                return takes_all_keys(*each, tokens_, at_ + 1);
            });
        }
        for (const verb_rule* candidate : candidates) {
            const bool alone =
                subjects_.empty()
                    ? !must_be_said(candidate->noun) ||
                          (id_tells(*candidate) && !is_part(candidate->noun))
                    : candidate->subject_noun() == subject_noun() &&
                          !(must_be_said(candidate->noun) && is_part(candidate->noun));
            const bool fits = noun_.empty() ? alone : candidate->noun == noun_;
            if (fits) {
                verb_ = candidate;
                verb_word_ = now().text;
                noun_ = candidate->of.empty() ? noun_ : candidate->of;
                ++at_;
                return true;
            }
        }
        return read_key_as_verb();
    }

    /// "offer S-311 accept": the verb before the code only said what the line is about.
    bool read_framed_verb() {
        const bool framed = verb_ != nullptr && !id_first_ && !subjects_.empty();
        const verb_rule* meant = framed ? verb_framed_by(*verb_, now().text) : nullptr;
        if (meant == nullptr) {
            return false;
        }
        verb_ = meant;
        ++at_;
        return true;
    }

    /// "104 openings +2", "104 priority:P1": a key of `set` where the verb should be.
    bool read_key_as_verb() {
        const verb_rule* set = find_verb("req", "set");
        const std::string& word = now().text;
        const std::size_t colon = word.find(':');
        const argument_rule* rule = find_argument(*set, fold_word(word.substr(0, colon)));
        const bool changes = rule != nullptr && rule != &detail::at_moment;
        if (!changes || subject_noun() != "req") {
            return false;
        }
        const bool value_inside = colon != std::string::npos && !subjects_.empty();
        const bool last = at_ + 1 == tokens_.size();
        const bool value_after =
            colon == std::string::npos && rule->verb_too &&
            (subjects_.empty() ? !last && looks_like(*rule, tokens_[at_ + 1]) : true);
        if (!value_inside && !value_after) {
            return false;
        }
        verb_ = set;
        if (value_after) {
            shorthand_ = last ? nullptr : rule;
            ++at_;
        }
        return true;
    }

    /// No verb was typed or it is not known.
    std::optional<problem> settle_verb() {
        if (is_part(noun_)) {
            verb_ = done() ? find_verb(noun_, usual_verb(noun_)) : unsaid_verb(noun_, tokens_, at_);
            return verb_ != nullptr ? std::nullopt : std::optional{unknown_word()};
        }
        if (done()) {
            const std::string_view noun = subject_noun();
            const auto* asked = find_verb(noun, verb_asked_by(frame_));
            verb_ = asked != nullptr
                        ? asked
                        : find_verb(noun, subjects_.empty() ? usual_verb(noun) : "show");
            return std::nullopt;
        }
        if (!noun_.empty() && subjects_.empty()) {  // "req late"
            const verb_rule* usual = find_verb(noun_, usual_verb(noun_));
            if (usual->tail == tail_rule::words || is_bare_argument(*usual, tokens_, at_)) {
                verb_ = usual;
                return std::nullopt;
            }
        }
        return unknown_word();
    }

    [[nodiscard]] std::string noun_line(const std::string& rest) const {
        return std::string{noun_} + ' ' + typed_subject(subjects_.front()) + ' ' + rest;
    }

    /// Help about what the line names, as far as it is understood.
    [[nodiscard]] std::string help_line() const {
        const bool named = !subjects_.empty() && subjects_.front() != "req:last";
        return named           ? "help " + typed_subject(subjects_.front())
               : noun_.empty() ? std::string{"help"}
                               : "help " + std::string{noun_};
    }

    problem unknown_word() const {
        if (!is_word(at_)) {
            std::vector<std::string> lines;
            if (!subjects_.empty()) {
                lines.push_back(typed_subject(subjects_.front()) + " note \"...\"");
            }
            return not_understood(
                kind::unexpected_words,
                "Say what to do first, for example note.",
                std::move(lines)
            );
        }
        const std::string& word = now().text;
        const bool few = tokens_.size() - start_ <= short_line;
        const bool id_near = id_at(at_ + 1).what != typed_id::kind::none ||
                             id_at(at_ + 2).what == typed_id::kind::requisition;
        const std::string_view about = is_part(noun_)                       ? noun_
                                       : noun_.empty() && subjects_.empty() ? std::string_view{}
                                                                            : subject_noun();
        const auto near = did_you_mean(fold_word(word), known_words(about, settings_.may_use));
        const bool command_like = settings_.meant_as_command || few || id_near ||
                                  has_key_of(*find_verb("req", "new"), tokens_);
        if (command_like && !near.empty()) {
            return make_problem(
                kind::unknown_word,
                "I don't know " + shown(word) + ". Did you mean " + std::string{near.front()} + "?",
                lines_with(tokens_, start_, at_, near)
            );
        }
        if (is_part(noun_) && !subjects_.empty()) {
            const std::string name = part_.empty() ? "" : part_.front().value + ' ';
            auto text = "I don't know " + shown(word) + ". Say how many came, of how many ordered.";
            std::vector<std::string> line{noun_line(name + "11/12")};
            return begins_share(tokens_, at_)
                       ? make_problem(kind::unknown_value, std::move(text), std::move(line))
                       : not_understood(kind::unknown_word, std::move(text), std::move(line));
        }
        auto text = "I don't know " + shown(word) + ". Type help to see what you can say.";
        return not_understood(kind::unknown_word, std::move(text), {help_line()});
    }

    std::optional<problem> check_subjects() const {
        const std::string name{verb_->verb};
        if (verb_->subjects == subject_rule::none && !subjects_.empty()) {
            auto text = name + " takes no requisition number.";
            return bare_id_ ? not_understood(kind::unexpected_words, std::move(text))
                            : make_problem(kind::unexpected_words, std::move(text));
        }
        if (verb_->subjects == subject_rule::one && subjects_.size() > 1) {
            return make_problem(
                kind::bad_subject,
                name + " takes one at a time.",
                {typed_subject(subjects_.front()) + " " + name}
            );
        }
        const bool text_follows = !done() && now().what != token::kind::quoted;
        if (verb_->tail == tail_rule::prose && bare_id_ && !id_first_ && text_follows) {
            const std::string number = typed_subject(subjects_.front());
            problem asked = make_problem(
                kind::ambiguous,
                "Is " + number + " the requisition, or part of the text?",
                {number + " note" + line_with(tokens_, first_id_ + 1, tokens_.size(), {}, true),
                 "note" + line_with(tokens_, first_id_, tokens_.size(), {}, true)}
            );
            asked.subjects.clear();
            return asked;
        }
        return std::nullopt;
    }

    parsed finish() {
        command c;
        c.noun = verb_->noun;
        c.verb = verb_->verb;
        c.subjects = subjects_;
        c.arguments = part_;
        c.implied = subjects_.empty() && verb_->subjects != subject_rule::none;
        const bool spelled =
            !noun_.empty() || !frame_.empty() || (!subjects_.empty() && (id_first_ || !bare_id_));
        const bool certain = settings_.meant_as_command || spelled;
        auto failed = read_arguments(*verb_, {tokens_, start_, at_}, shorthand_, c);
        const bool few = settings_.meant_as_command || tokens_.size() - start_ <= short_line;
        const bool prose = reads_like_prose(*verb_, c, certain, few);
        if (prose || (failed && failed->what == kind::unexpected_words && !certain)) {
            return make_problem(
                kind::not_a_command,
                "That reads like a sentence. To use " + c.verb + ", type it like the example.",
                {example_about(*verb_, subjects_)}
            );
        }
        if (failed) {
            failed->subjects = subjects_;
            return std::move(*failed);
        }
        return c;
    }

    const std::vector<token>& tokens_;
    const line_settings& settings_;
    std::size_t at_ = 0;
    std::size_t start_ = 0;     ///< first token after the root word
    std::size_t first_id_ = 0;  ///< token of the first id
    std::string_view noun_{};
    std::string_view frame_{};  ///< a noun that only says what the line is about
    const verb_rule* verb_ = nullptr;
    std::string verb_word_{};                   ///< as typed
    const argument_rule* shorthand_ = nullptr;  ///< the key that stood as the verb
    std::vector<std::string> subjects_{};
    std::vector<argument> part_{};  ///< the name of a part, if it stood there
    bool bare_id_ = false;          ///< the id was only a number, with no noun before it
    bool id_first_ = false;         ///< the id stood before the verb
};

}  // namespace

parsed read_line(const token_list& line, const line_settings& settings) {
    const auto apart = in_usual_order(with_ids_apart(line, settings.root), settings.root);
    return line_reader{apart, settings}.read();
}

}  // namespace fillrate::chat
