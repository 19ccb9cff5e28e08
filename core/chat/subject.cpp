#include "core/chat/subject.hpp"

#include "core/base/text.hpp"
#include "core/chat/tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace fillrate::chat {
namespace {

constexpr std::size_t longest_number = 9;

/// The number without leading zeros; nothing when it is zero or too long to be one of ours.
std::optional<std::string> number_in(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty() || digits.size() > longest_number) {
        return std::nullopt;
    }
    return std::string{digits};
}

/// What follows a spelled prefix such as "req-", or nothing.
std::optional<std::string_view> after_prefix(std::string_view word) {
    constexpr std::array<std::string_view, 3> prefixes{"requisition", "req", "#"};
    for (const std::string_view prefix : prefixes) {
        if (word.substr(0, prefix.size()) == prefix) {
            word.remove_prefix(prefix.size());
            if (!word.empty() && (word[0] == '-' || word[0] == '_' || word[0] == '#')) {
                word.remove_prefix(1);
            }
            return word;
        }
    }
    return std::nullopt;
}

/// "s" and "311".
typed_id read_lettered(char letter, std::string_view digits) {
    using kind = typed_id::kind;
    if (std::string_view{"bsioq"}.find(letter) == std::string_view::npos) {
        return {};
    }
    const auto number = number_in(digits);
    if (!number) {
        return {kind::impossible, {}};
    }
    if (letter == 'b') {
        return {kind::miss, "due:" + *number};
    }
    if (letter == 'o') {
        return {kind::opportunity, "opp:" + *number};
    }
    if (letter == 'q') {
        return {kind::question, "question:" + *number};
    }
    return letter == 's' ? typed_id{kind::submittal, "sub:" + *number}
                         : typed_id{kind::interview, "iv:" + *number};
}

}  // namespace

typed_id read_id(std::string_view word) {
    using kind = typed_id::kind;
    if (word.size() > 64) {  // longer than any spelling of an id, commas included
        return {};
    }
    const std::string folded = fold_word(word);
    if (folded == "last") {
        return {kind::requisition, "req:last"};
    }
    if (all_digits(folded)) {
        // A long bare number is a phone number in a sentence, not a mistake in an id.
        const auto number = number_in(folded);
        return number ? typed_id{kind::bare, "req:" + *number} : typed_id{};
    }
    const std::string_view text = folded;
    if (text.size() > 2 && text[1] == '-' && all_digits(text.substr(2))) {
        if (auto lettered = read_lettered(text[0], text.substr(2)); lettered.what != kind::none) {
            return lettered;
        }
    }
    // "s311" too: three digits and more, as "s3" or "b12" may be words of a sentence.
    constexpr std::size_t shortest_unmarked = 4;
    if (text.size() >= shortest_unmarked && text[0] == 's' && all_digits(text.substr(1))) {
        return read_lettered(text[0], text.substr(1));
    }
    const auto rest = after_prefix(text);
    if (!rest || !all_digits(*rest)) {
        return {};
    }
    const auto number = number_in(*rest);
    return number ? typed_id{kind::requisition, "req:" + *number} : typed_id{kind::impossible, {}};
}

std::size_t start_of_line(const std::vector<token>& tokens, std::string_view root) {
    const std::size_t after = after_root(tokens, root);
    const bool slashed = after > 0 && tokens.front().text.starts_with('/');
    const bool of_candidate = tokens.size() > 1 && tokens[1].what == token::kind::word &&
                              read_id(tokens[1].text).what == typed_id::kind::submittal;
    return after > 0 && !slashed && root.starts_with('/') && of_candidate ? 0 : after;
}

bool names_subject(const typed_id& id) noexcept {
    using kind = typed_id::kind;
    return id.what == kind::bare || id.what == kind::requisition || id.what == kind::submittal ||
           id.what == kind::interview || id.what == kind::opportunity ||
           id.what == kind::question || id.what == kind::miss;
}

bool has_numbers(std::string_view noun) noexcept {
    return noun == "sub" || noun == "iv" || noun == "opp" || noun == "question" || noun == "due";
}

std::string_view plural_of_noun(std::string_view noun) noexcept {
    if (noun == "iv") {
        return "interviews";
    }
    if (noun == "opp") {
        return "opportunities";
    }
    if (noun == "question") {
        return "questions";
    }
    if (noun == "due") {
        return "due times";
    }
    return noun == "sub" ? "candidates" : "requisitions";
}

std::string_view noun_of_subject(std::string_view subject) noexcept {
    for (const std::string_view noun : {"req", "sub", "iv", "opp", "shift", "question", "due"}) {
        if (subject.size() > noun.size() && subject.starts_with(noun) &&
            subject[noun.size()] == ':') {
            return noun;
        }
    }
    return {};
}

std::string typed_subject(std::string_view subject) {
    const auto number = subject.substr(std::min(subject.find(':') + 1, subject.size()));
    const auto* const letter = subject.starts_with("sub:")        ? "S-"
                               : subject.starts_with("iv:")       ? "I-"
                               : subject.starts_with("opp:")      ? "O-"
                               : subject.starts_with("question:") ? "Q-"
                               : subject.starts_with("due:")      ? "B-"
                                                                  : "";
    return letter + std::string{number};
}

}  // namespace fillrate::chat
