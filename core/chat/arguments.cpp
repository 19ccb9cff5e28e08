#include "core/chat/arguments.hpp"

#include "core/base/text.hpp"
#include "core/chat/corrected.hpp"
#include "core/chat/values.hpp"
#include "core/chat/when_words.hpp"

#include <algorithm>

namespace fillrate::chat {
namespace {

using kind = problem::kind;

constexpr std::size_t longest_key = 20;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "client:Dockside" split; no key when what precedes the colon is no word ("10:30").
struct keyed_word {
    std::string key{};  ///< folded; empty: not of that form
    std::string_view value{};
};

keyed_word split_key(const token& t) {
    const std::size_t colon = t.text.find(':');
    if (t.what != token::kind::word || colon == std::string::npos || colon == 0 ||
        colon > longest_key) {
        return {};
    }
    const std::string_view text = t.text;
    const std::string key = fold_word(text.substr(0, colon));
    const bool spelled = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return is_letter(c) || c == '_' || c == '-';
    });
    return spelled ? keyed_word{key, text.substr(colon + 1)} : keyed_word{};
}

/// "42.50/h", "$42": digits first, but for a currency's sign.
bool is_amount(std::string_view text) {
    const std::size_t digits = std::min(text.find_first_of("0123456789"), text.size());
    const bool sign = std::none_of(text.begin(), text.begin() + digits, is_letter);
    return sign && parse_money(text.substr(digits), "USD").has_value();
}

class argument_reader {
public:
    argument_reader(const verb_rule& verb, const token_place& from, command& out)
        : verb_(verb), tokens_(from.tokens), out_(out), line_(from.line), at_(from.at) {}

    std::optional<problem> read(const argument_rule* shorthand) {
        if (shorthand != nullptr && !done()) {
            const token& value = tokens_[at_++];
            if (auto failed = add(*shorthand, value, value.text)) {
                return failed;
            }
        }
        while (!done()) {
            if (auto failed = read_one()) {
                return failed;
            }
        }
        return take_tail();
    }

private:
    [[nodiscard]] bool done() const { return at_ == tokens_.size(); }
    [[nodiscard]] const token& now() const { return tokens_[at_]; }

    std::optional<problem> read_one() {
        const keyed_word keyed = split_key(now());
        const auto* rule = keyed.key.empty() ? nullptr : find_argument(verb_, keyed.key);
        const bool in_text =
            rule == nullptr || !has_value(keyed) || (!tail_.empty() && !text_is_closed());
        if (verb_.tail == tail_rule::prose && in_text) {
            tail_.push_back(at_++);
            return std::nullopt;
        }
        if (rule != nullptr) {
            return read_keyed(*rule, keyed.value);
        }
        if (is_until()) {
            return read_keyed(*find_argument(verb_, "until"), {});
        }
        if (!keyed.key.empty() && is_wrong_key(keyed)) {
            const bool apart = keyed.value.empty();
            return unknown_key(verb_, keyed.key, place(at_), apart ? 1 : 0);
        }
        bool taken = false;
        if (auto failed = read_bare(taken); failed || taken) {
            return failed;
        }
        if (verb_.tail == tail_rule::none) {
            return unexpected();
        }
        tail_.push_back(at_++);
        return std::nullopt;
    }

    /// "104 hold budget until mon": the one key that people say without its colon, before a day.
    [[nodiscard]] bool is_until() const {
        const argument_rule* rule = find_argument(verb_, "until");
        const bool open = rule != nullptr && rule->kind == value_kind::when &&
                          out_.find(rule->key) == nullptr &&
                          !(out_.subjects.empty() && out_.arguments.empty());
        return open && fold_word(now().text) == "until" && at_ + 1 < tokens_.size() &&
               tokens_[at_ + 1].what == token::kind::word &&
               begins_day(fold_word(tokens_[at_ + 1].text));
    }

    /// Text with a colon is an argument with a wrong key, unless nothing follows ("FYI: ..."), it
    /// is an address, or the verb has only text.
    [[nodiscard]] bool is_wrong_key(const keyed_word& keyed) const {
        return has_value(keyed) && keyed.value.substr(0, 2) != "//" && !verb_.arguments.empty();
    }

    [[nodiscard]] bool has_value(const keyed_word& keyed) const {
        return !keyed.value.empty() || (at_ + 1 < tokens_.size() && tokens_[at_ + 1].glued);
    }

    std::optional<problem> read_keyed(const argument_rule& rule, std::string_view value) {
        if (!value.empty()) {
            std::string text{value};
            while (!text.empty() && (text.back() == ',' || text.back() == ';')) {
                text.pop_back();
            }
            const token& typed = tokens_[at_++];
            if (rule.kind == value_kind::when) {
                absorb_moment(text);
            }
            return add(rule, typed, text);
        }
        ++at_;
        const bool is_key = !done() && find_argument(verb_, split_key(now()).key) != nullptr;
        if (done() || is_key) {
            return needs_value(rule, at_ - 1, 1);
        }
        if (rule.repeatable && now().what == token::kind::user) {
            return read_users(rule);
        }
        const token& typed = tokens_[at_++];
        std::string text = typed.text;
        if (rule.kind == value_kind::when && typed.what == token::kind::word) {
            absorb_moment(text);
        }
        return add(rule, typed, text);
    }

    /// Several picked people: "panel:@ana, @raj?".
    std::optional<problem> read_users(const argument_rule& rule) {
        while (!done() && now().what == token::kind::user) {
            const token& typed = tokens_[at_++];
            if (auto failed = add(rule, typed, typed.text)) {
                return failed;
            }
            const bool marked = !done() && now().what == token::kind::word && now().glued &&
                                now().text.find_first_not_of("?,;") == std::string::npos;
            if (!marked) {
                return std::nullopt;
            }
            if (now().text[0] == '?' && !rule.unsure.empty()) {
                out_.arguments.back().key = rule.unsure;
            }
            ++at_;
        }
        return std::nullopt;
    }

    void absorb_moment(std::string& text) {
        constexpr int most = 3;
        for (int taken = 0; taken < most && !done() && now().what == token::kind::word; ++taken) {
            if (!continues_moment(text, now().text)) {
                return;
            }
            text += " " + now().text;
            ++at_;
        }
    }

    std::optional<problem> add(const argument_rule& rule, const token& typed, std::string text) {
        using form = argument::form;
        value_at_ = static_cast<std::size_t>(&typed - tokens_.data());
        if (typed.what == token::kind::user || typed.what == token::kind::channel) {
            const bool user = typed.what == token::kind::user;
            auto failed =
                store(rule, std::move(text), user ? form::platform_user : form::platform_channel);
            if (!failed) {
                out_.arguments.back().label = typed.label;
            }
            return failed;
        }
        if (typed.what == token::kind::quoted) {
            return store(rule, std::string{trim(text)}, form::quoted);
        }
        text = plain_dashes(text);
        if (!rule.repeatable) {
            return store_word(rule, text);
        }
        for (const std::string_view part : split(text, ',')) {
            if (part.empty()) {
                continue;
            }
            if (auto failed = store_word(rule, part)) {
                return failed;
            }
        }
        return std::nullopt;
    }

    std::optional<problem> store_word(const argument_rule& rule, std::string_view text) {
        if (!rule.unsure.empty() && text.size() > 1 && text.back() == '?') {
            return store_word(*find_argument(verb_, rule.unsure), text.substr(0, text.size() - 1));
        }
        if (text.size() > 1 && text[0] == '@') {
            return store(rule, std::string{text.substr(1)}, argument::form::at_name);
        }
        return store(rule, std::string{text}, argument::form::word);
    }

    std::optional<problem> store(
        const argument_rule& rule,
        std::string value,
        argument::form typed
    ) {
        const std::string key{rule.key};
        const std::size_t apart = tokens_[value_at_].glued && value_at_ > line_ ? 1 : 0;
        if (value.empty()) {
            return needs_value(rule, value_at_ - apart, 1 + apart);
        }
        if (!rule.repeatable && out_.find(key) != nullptr) {
            auto text = key + " is given twice; say it once.";
            const auto second = place(value_at_ - apart);
            return left_out(kind::duplicate_key, std::move(text), verb_, second, 1 + apart);
        }
        if (rule.kind == value_kind::choice) {
            const choice_word* word = find_choice(rule.choices, value);
            if (word == nullptr) {
                return unknown_value(verb_, rule, value, place(value_at_));
            }
            value = word->value;
            typed = argument::form::word;
        }
        out_.arguments.push_back({key, std::move(value), typed, {}});
        return std::nullopt;
    }

    [[nodiscard]] bool text_is_closed() const {
        return !now().glued && std::ranges::all_of(tail_, [this](std::size_t i) {
            return tokens_[i].what == token::kind::quoted;
        });
    }

    /// An argument without its key; before any free text, some of them behind quoted text.
    std::optional<problem> read_bare(bool& taken) {
        const bool behind = !tail_.empty();
        if (behind && !text_is_closed()) {
            return std::nullopt;
        }
        for (const argument_rule& rule : verb_.arguments) {
            if (!(behind ? rule.after_text : rule.bare) ||
                (!rule.repeatable && out_.find(rule.key) != nullptr)) {
                continue;
            }
            if (points_at(rule, now())) {
                taken = true;
                if (rule.repeatable && now().what == token::kind::user) {
                    return read_users(rule);
                }
                const token& typed = tokens_[at_++];
                return add(rule, typed, typed.text);
            }
            const auto [value, words] = bare_value(rule);
            if (words > 0) {
                taken = true;
                at_ += words;
                return store(rule, value, argument::form::word);
            }
        }
        return std::nullopt;
    }

    /// A person or channel that was picked, or typed with its mark.
    static bool points_at(const argument_rule& rule, const token& t) {
        const bool word = t.what == token::kind::word && t.text.size() > 1;
        const bool person = t.what == token::kind::user || (word && t.text[0] == '@');
        const bool channel = t.what == token::kind::channel || (word && t.text[0] == '#');
        return rule.kind == value_kind::person ? person
                                               : rule.kind == value_kind::channel && channel;
    }

    /// The value and how many tokens it takes; none when it is not that argument.
    [[nodiscard]] std::pair<std::string, std::size_t> bare_value(const argument_rule& rule) const {
        const token& first = now();
        const bool text = first.what == token::kind::word || first.what == token::kind::quoted;
        const bool more = at_ + 1 < tokens_.size() && tokens_[at_ + 1].what == token::kind::word;
        const bool word = first.what == token::kind::word;
        if (!text) {
            return {};
        }
        if (rule.kind == value_kind::choice) {
            const std::string folded = word ? fold_word(first.text) : first.text;
            if (more && word) {
                const std::string pair = folded + " " + fold_word(tokens_[at_ + 1].text);
                if (const choice_word* found = find_choice(rule.choices, pair)) {
                    return {std::string{found->value}, 2};
                }
            }
            const choice_word* found = find_choice(rule.choices, folded);
            return found != nullptr ? std::pair{std::string{found->value}, std::size_t{1}}
                                    : std::pair<std::string, std::size_t>{};
        }
        if (rule.kind == value_kind::supplier) {
            return {first.text, 1};  // a name of several words stands in quotes
        }
        if (rule.kind == value_kind::share && word && looks_like(rule, first)) {
            return {fold_word(first.text), 1};
        }
        if (rule.kind == value_kind::money && word && is_amount(first.text)) {
            return {first.text, 1};
        }
        if (rule.kind == value_kind::when && word) {
            return bare_moment(rule);
        }
        if (rule.kind != value_kind::count || !word) {
            return {};
        }
        const std::string folded = fold_word(first.text);
        const std::size_t digits = std::min(folded.find_first_of("0123456789"), folded.size());
        std::string_view name = std::string_view{folded}.substr(0, digits);
        if (!name.empty() && name.back() == '-') {
            name.remove_suffix(1);
        }
        if (find_argument(verb_, name) != &rule) {
            return {};
        }
        if (digits < folded.size()) {
            const std::string number = folded.substr(digits);
            return all_digits(number) ? std::pair{number, std::size_t{1}}
                                      : std::pair<std::string, std::size_t>{};
        }
        const std::string next = more ? fold_word(tokens_[at_ + 1].text) : std::string{};
        return all_digits(next) ? std::pair{next, std::size_t{2}}
                                : std::pair<std::string, std::size_t>{};
    }

    /// "ack B-9 tomorrow 3pm", "ack B-9 by 3pm".
    [[nodiscard]] std::pair<std::string, std::size_t> bare_moment(const argument_rule& rule) const {
        const std::size_t from = at_ + (find_argument(verb_, fold_word(now().text)) == &rule);
        std::string moment;
        std::size_t i = from;
        for (; i < tokens_.size() && tokens_[i].what == token::kind::word; ++i) {
            const std::string word = fold_word(tokens_[i].text);
            if (!begins_moment(word) && (i == from || !continues_moment(moment, word))) {
                break;
            }
            moment += (i == from ? "" : " ") + word;
        }
        return i == from ? std::pair<std::string, std::size_t>{} : std::pair{moment, i - at_};
    }

    std::optional<problem> take_tail() {
        if (tail_.empty()) {
            return std::nullopt;
        }
        const bool all_quoted = std::all_of(tail_.begin(), tail_.end(), [this](std::size_t i) {
            return tokens_[i].what == token::kind::quoted;
        });
        for (std::size_t i = 1; i < tail_.size() && verb_.tail != tail_rule::prose; ++i) {
            // Text in two places, or quoted and not: one of them is the rest of a value.
            const token& previous = tokens_[tail_[i - 1]];
            const token& next = tokens_[tail_[i]];
            const bool apart = tail_[i] != tail_[i - 1] + 1;
            const bool mixed =
                (previous.what == token::kind::quoted) != (next.what == token::kind::quoted);
            if (apart || (mixed && !next.glued)) {
                const bool one_word = !apart && i == 1 && next.what == token::kind::quoted;
                auto no_choice = one_word ? word_of_no_choice(tail_[0]) : std::nullopt;
                return no_choice ? std::move(*no_choice) : stray(next);
            }
        }
        out_.tail_quoted = all_quoted;
        for (const std::size_t i : tail_) {
            append_tail(tokens_[i], all_quoted);
        }
        return std::nullopt;
    }

    void append_tail(const token& t, bool all_quoted) {
        if (!out_.tail.empty() && (!t.glued || all_quoted)) {
            out_.tail += t.new_line ? '\n' : ' ';
        }
        switch (t.what) {
            case token::kind::word:
                out_.tail += t.text;
                break;
            case token::kind::quoted:
                out_.tail += all_quoted ? t.text : '"' + t.text + '"';
                break;
            case token::kind::user:
                out_.mentioned.push_back(t.text);
                out_.tail += "@" + t.text;
                break;
            case token::kind::channel:
                out_.tail += "@" + t.text;
                break;
        }
        out_.mentioned.insert(out_.mentioned.end(), t.mentioned.begin(), t.mentioned.end());
    }

    [[nodiscard]] token_place place(std::size_t at) const { return {tokens_, line_, at}; }

    /// Of a key that takes so many tokens from there on.
    [[nodiscard]] problem needs_value(
        const argument_rule& rule,
        std::size_t from,
        std::size_t count
    ) const {
        auto text = std::string{rule.key} + ": needs a value right after it.";
        return left_out(kind::unknown_value, std::move(text), verb_, place(from), count);
    }

    /// "fb I-52 yess \"...\"": one word before the text stands for the choice that is not given.
    [[nodiscard]] std::optional<problem> word_of_no_choice(std::size_t at) const {
        std::optional<problem> found;
        for (const argument_rule& rule : verb_.arguments) {
            const bool open = rule.bare && rule.kind == value_kind::choice && !rule.repeatable &&
                              out_.find(rule.key) == nullptr;
            if (!open || tokens_[at].what != token::kind::word) {
                continue;
            }
            if (auto mistyped = mistyped_choice(verb_, rule, place(at))) {
                return mistyped;
            }
            found = unknown_value(verb_, rule, tokens_[at].text, place(at));
        }
        return found;
    }

    [[nodiscard]] problem stray(const token& t) const {
        return {
            kind::unexpected_words,
            "I don't know what to do with " + shown(t.text) +
                ". Put text or values of several words in quotes.",
            {example_about(verb_, out_.subjects)},
            {}};
    }

    [[nodiscard]] problem unexpected() const {
        for (const argument_rule& rule : verb_.arguments) {
            if (!rule.bare || rule.kind != value_kind::choice) {
                continue;
            }
            if (auto mistyped = mistyped_choice(verb_, rule, place(at_))) {
                return std::move(*mistyped);
            }
        }
        return {
            kind::unexpected_words,
            "I don't know what " + shown(now().text) + " means in " + std::string{verb_.verb} + ".",
            {example_about(verb_, out_.subjects)},
            {}};
    }

    const verb_rule& verb_;
    const std::vector<token>& tokens_;
    command& out_;
    std::size_t line_ = 0;  ///< the first token after the root word
    std::size_t at_ = 0;
    std::size_t value_at_ = 0;         ///< the token of the value that is stored
    std::vector<std::size_t> tail_{};  ///< tokens of the free text
};

}  // namespace

std::optional<problem> read_arguments(
    const verb_rule& verb,
    const token_place& from,
    const argument_rule* shorthand,
    command& out
) {
    return argument_reader{verb, from, out}.read(shorthand);
}

}  // namespace fillrate::chat
