#include "core/domain/resume.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace fillrate::domain {

namespace {

// In the order of the enumerators.
constexpr auto resume_kind_words = std::to_array<std::string_view>({"link", "pdf", "docx"});

constexpr std::string_view web_scheme = "https://";
constexpr std::size_t longest_link = 500;

// Of the host only what a name or an address may hold: no user, no port games, no brackets.
bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '.';
}

}  // namespace

std::string_view word(resume_kind k) noexcept {
    return resume_kind_words[static_cast<std::size_t>(k)];
}

template <>
std::optional<resume_kind> from_word(std::string_view text) noexcept {
    const auto* const found = std::ranges::find(resume_kind_words, text);
    return found == resume_kind_words.end()
               ? std::nullopt
               : std::optional{static_cast<resume_kind>(found - resume_kind_words.begin())};
}

std::optional<std::string> resume_link(std::string_view text) {
    const auto given = trim(text);
    const bool plain = std::ranges::all_of(given, [](char c) {
        return c > ' ' && c < '\x7F' && c != '"' && c != '<' && c != '>' && c != '\\';
    });
    if (!plain || given.size() > longest_link ||
        !equal_ignoring_case(given.substr(0, web_scheme.size()), web_scheme)) {
        return std::nullopt;
    }
    const auto rest = given.substr(web_scheme.size());
    const auto host = rest.substr(0, rest.find_first_of("/?#"));
    const auto dot = host.find('.');
    const bool named = dot != std::string_view::npos && dot > 0 && host.back() != '.' &&
                       std::ranges::all_of(host, is_host_character);
    return named ? std::optional{std::string(given)} : std::nullopt;
}

}  // namespace fillrate::domain
