// Small text functions every layer needs. All are linear (edit_distance: bounded), none uses
// locales or regular expressions, none trusts its input.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace fillrate {

/// One decoded code point; `length` bytes were read. Invalid input: valid = false and length = 1.
struct code_point {
    char32_t value = 0;
    std::size_t length = 0;
    bool valid = false;
};

/// Decodes the code point at the start of non-empty `text` (RFC 3629: no overlong forms, no
/// surrogates).
[[nodiscard]] code_point first_code_point(std::string_view text) noexcept;
void append_utf8(std::string& out, char32_t value);

[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;
/// Code points of valid UTF-8; every invalid byte counts as one.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;
/// The longest prefix of at most so many bytes that ends on a code point boundary.
[[nodiscard]] std::string_view truncate_bytes(
    std::string_view text,
    std::size_t max_bytes
) noexcept;
/// The longest prefix of at most so many code points.
[[nodiscard]] std::string_view truncate_code_points(
    std::string_view text,
    std::size_t max_count
) noexcept;
/// As truncate_code_points, but a cut text ends in "…", which counts.
[[nodiscard]] std::string abbreviate(std::string_view text, std::size_t max_count);

/// Control (C0, C1, DEL), line/paragraph separator, bidi formatting, zero-width and other invisible
/// formatting characters: never shown, since they let a name pose as another (RELIABILITY.md N038).
[[nodiscard]] bool is_invisible(char32_t value) noexcept;
/// Text fit to be shown on one line: invisible characters removed (tab and line breaks become one
/// space), invalid UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string displayable(std::string_view text);
/// As displayable, but keeps line breaks (CR LF and CR become LF).
[[nodiscard]] std::string displayable_lines(std::string_view text);

[[nodiscard]] std::string to_lower_ascii(std::string_view text);
/// Equal but for the case of ASCII letters.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;
/// Without leading and trailing ASCII white space.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
/// The pieces between separators, empty ones included; "" gives one empty piece.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// The pieces between runs of ASCII white space, none empty.
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text);
[[nodiscard]] std::string join(const std::vector<std::string>& pieces, std::string_view separator);

/// Insertions, deletions, replacements and swaps of neighbours (bytes) from a to b, or nothing when
/// more than `bound`. O(bound x length); texts over 256 bytes are too far from anything.
[[nodiscard]] std::optional<std::size_t> edit_distance(
    std::string_view a,
    std::string_view b,
    std::size_t bound
);
/// Up to `most` of the candidates that `word` may have meant, nearest first; case is ignored. The
/// bound grows with the word: 1 for up to 4 bytes, 2 up to 8, then 3.
[[nodiscard]] std::vector<std::string_view> did_you_mean(
    std::string_view word,
    const std::vector<std::string_view>& candidates,
    std::size_t most = 3
);

/// An ASCII digit.
[[nodiscard]] constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
/// At least one character, and every one of them an ASCII digit.
[[nodiscard]] bool all_digits(std::string_view text) noexcept;

/// A whole decimal number and nothing else: no sign but '-', no spaces, no overflow.
template <std::integral T>
[[nodiscard]] std::optional<T> parse_int(std::string_view text) noexcept {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// RFC 4648 section 4, padded. Decoding is strict: no white space, right padding, zero spare bits.
[[nodiscard]] std::string base64_encode(std::string_view bytes);
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);
/// RFC 4648 section 5, unpadded. Decoding refuses padding.
[[nodiscard]] std::string base64url_encode(std::string_view bytes);
[[nodiscard]] std::optional<std::string> base64url_decode(std::string_view text);
/// Lower case. Decoding takes either case.
[[nodiscard]] std::string hex_encode(std::string_view bytes);
[[nodiscard]] std::optional<std::string> hex_decode(std::string_view text);

}  // namespace fillrate
