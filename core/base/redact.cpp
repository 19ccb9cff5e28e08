// What must never reach a log: anything that looks like a credential.
#include "core/base/log.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

namespace fillrate {
namespace {

constexpr std::string_view mask = "[redacted]";

bool is_word(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::size_t run_length(std::string_view text, std::string_view also) noexcept {
    std::size_t length = 0;
    while (length < text.size() &&
           (is_word(text[length]) || also.find(text[length]) != std::string_view::npos)) {
        ++length;
    }
    return length;
}

/// How many bytes to keep, then how many to mask; {0, 0} where nothing secret starts.
struct finding {
    std::size_t keep = 0;
    std::size_t hide = 0;
};

constexpr std::string_view token_marks = "-_.~+/=%";

finding slack_token(std::string_view text) {
    std::size_t prefix = 0;
    if (text.starts_with("xapp-") || text.starts_with("xwfp-")) {
        prefix = 5;
    } else if (text.starts_with("xox") && text.size() > 4 && is_word(text[3]) && (text[4] == '-' || text[4] == '.')) {
        prefix = 5;
    } else {
        return {};
    }
    return {prefix, run_length(text.substr(prefix), token_marks)};
}

finding web_token(std::string_view text) {
    constexpr std::size_t shortest = 12;
    const auto length = text.starts_with("eyJ") ? run_length(text, token_marks) : 0;
    return length >= shortest ? finding{0, length} : finding{};
}

finding bearer(std::string_view text) {
    constexpr std::string_view word = "bearer";
    if (!equal_ignoring_case(text.substr(0, word.size()), word)) {
        return {};
    }
    std::size_t keep = word.size();
    while (keep < text.size() && (text[keep] == ' ' || text[keep] == '\t' || text[keep] == ':')) {
        ++keep;
    }
    return keep == word.size() ? finding{}
                               : finding{keep, run_length(text.substr(keep), token_marks)};
}

finding after(std::string_view text, std::string_view prefix, std::string_view marks) {
    if (!text.starts_with(prefix)) {
        return {};
    }
    return {prefix.size(), run_length(text.substr(prefix.size()), marks)};
}

/// user:password@ of a URL.
finding url_credentials(std::string_view text) {
    constexpr std::string_view start = "://";
    if (!text.starts_with(start)) {
        return {};
    }
    // A bounded look ahead keeps the whole scan linear; no credential of ours is longer.
    const auto authority = text.substr(start.size(), 512);
    const auto end = std::min(authority.find_first_of("/?# \t\r\n\"'<>"), authority.size());
    const auto at = authority.substr(0, end).rfind('@');
    return at == std::string_view::npos ? finding{} : finding{start.size(), at};
}

finding secret_at(std::string_view text, bool at_word_start) {
    switch (text.front()) {
        case 'x':
            return at_word_start ? slack_token(text) : finding{};
        case 'e':
            return at_word_start ? web_token(text) : finding{};
        case 'B':
        case 'b':
            return at_word_start ? bearer(text) : finding{};
        case 'h':
            return after(text, "hooks.slack.com/", token_marks);
        case 't':
            return after(text, "ticket=", token_marks);
        case ':':
            return url_credentials(text);
        default:
            return {};
    }
}

}  // namespace

std::string redact(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto [keep, hide] = secret_at(text.substr(i), i == 0 || !is_word(text[i - 1]));
        if (hide == 0) {
            out += text[i++];
            continue;
        }
        out += text.substr(i, keep);
        out += mask;
        i += keep + hide;
    }
    return out;
}

}  // namespace fillrate
