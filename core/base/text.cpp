#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace fillrate {
namespace {

constexpr bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Bytes and smallest value of the sequence that a lead byte begins; length 0 for a byte that
/// cannot lead.
struct sequence {
    std::size_t length;
    char32_t bits;
    char32_t least;
};

constexpr sequence sequence_of(unsigned char lead) noexcept {
    if (lead < 0x80) {
        return {1, lead, 0};
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return {2, lead & 0x1FU, 0x80};
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return {3, lead & 0x0FU, 0x800};
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        return {4, lead & 0x07U, 0x10000};
    }
    return {0, 0, 0};
}

struct code_range {
    char32_t first;
    char32_t last;
};

/// Default-ignorable and formatting characters of Unicode that draw nothing. Variation selectors
/// are not among them: they choose between two drawings of an emoji.
constexpr std::array<code_range, 17> invisible{{
    {0x00, 0x1F},
    {0x7F, 0x9F},
    {0xAD, 0xAD},
    {0x34F, 0x34F},
    {0x61C, 0x61C},
    {0x115F, 0x1160},
    {0x17B4, 0x17B5},
    {0x180B, 0x180F},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0x3164, 0x3164},
    {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},
    {0xFFF9, 0xFFFB},
    {0x1D173, 0x1D17A},
    {0xE0000, 0xE0FFF},
}};

std::string shown(std::string_view text, bool keep_lines) {
    std::string out;
    out.reserve(text.size());
    bool after_return = false;
    while (!text.empty()) {
        const auto point = first_code_point(text);
        const auto bytes = text.substr(0, point.length);
        text.remove_prefix(point.length);
        const bool line_feed_of_pair = after_return && bytes == "\n";
        after_return = bytes == "\r";
        if (!point.valid) {
            append_utf8(out, 0xFFFD);
        } else if (bytes == "\r" || bytes == "\n" || bytes == "\t") {
            if (!line_feed_of_pair) {
                out += keep_lines && bytes != "\t" ? '\n' : ' ';
            }
        } else if (!is_invisible(point.value)) {
            out += bytes;
        }
    }
    return out;
}

}  // namespace

code_point first_code_point(std::string_view text) noexcept {
    const auto [length, bits, least] = sequence_of(static_cast<unsigned char>(text[0]));
    if (length == 0 || text.size() < length) {
        return {0, 1, false};
    }
    char32_t value = bits;
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) != 0x80U) {
            return {0, 1, false};
        }
        value = (value << 6U) | (byte & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < least || surrogate || value > 0x10FFFF) {
        return {0, 1, false};
    }
    return {value, length, true};
}

void append_utf8(std::string& out, char32_t value) {
    const auto byte = [&out](char32_t b) { out += static_cast<char>(b); };
    if (value < 0x80) {
        byte(value);
    } else if (value < 0x800) {
        byte(0xC0U | (value >> 6U));
        byte(0x80U | (value & 0x3FU));
    } else if (value < 0x10000) {
        byte(0xE0U | (value >> 12U));
        byte(0x80U | ((value >> 6U) & 0x3FU));
        byte(0x80U | (value & 0x3FU));
    } else {
        byte(0xF0U | (value >> 18U));
        byte(0x80U | ((value >> 12U) & 0x3FU));
        byte(0x80U | ((value >> 6U) & 0x3FU));
        byte(0x80U | (value & 0x3FU));
    }
}

bool is_valid_utf8(std::string_view text) noexcept {
    while (!text.empty()) {
        const auto point = first_code_point(text);
        if (!point.valid) {
            return false;
        }
        text.remove_prefix(point.length);
    }
    return true;
}

std::size_t count_code_points(std::string_view text) noexcept {
    std::size_t count = 0;
    for (; !text.empty(); ++count) {
        text.remove_prefix(first_code_point(text).length);
    }
    return count;
}

std::string_view truncate_bytes(std::string_view text, std::size_t max_bytes) noexcept {
    if (text.size() <= max_bytes) {
        return text;
    }
    // The cut may fall into a code point that began up to three bytes before.
    for (std::size_t back = 1; back <= 3 && back <= max_bytes; ++back) {
        const auto point = first_code_point(text.substr(max_bytes - back));
        if (point.valid && point.length > back) {
            return text.substr(0, max_bytes - back);
        }
    }
    return text.substr(0, max_bytes);
}

std::string_view truncate_code_points(std::string_view text, std::size_t max_count) noexcept {
    std::size_t length = 0;
    for (std::size_t count = 0; count < max_count && length < text.size(); ++count) {
        length += first_code_point(text.substr(length)).length;
    }
    return text.substr(0, length);
}

std::string abbreviate(std::string_view text, std::size_t max_count) {
    const auto whole = truncate_code_points(text, max_count);
    if (whole.size() == text.size() || max_count == 0) {
        return std::string(whole);
    }
    return std::string(truncate_code_points(text, max_count - 1)) + "\u2026";
}

bool is_invisible(char32_t value) noexcept {
    return std::any_of(invisible.begin(), invisible.end(), [value](const code_range& range) {
        return value >= range.first && value <= range.last;
    });
}

std::string displayable(std::string_view text) {
    return shown(text, false);
}

std::string displayable_lines(std::string_view text) {
    return shown(text, true);
}

bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string to_lower_ascii(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return lower(x) == lower(y);
    });
}

std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && is_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
        pieces.push_back(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    pieces.push_back(text);
    return pieces;
}

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    while (begin < text.size()) {
        if (is_space(text[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < text.size() && !is_space(text[end])) {
            ++end;
        }
        words.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

std::string join(const std::vector<std::string>& pieces, std::string_view separator) {
    std::string out;
    for (const auto& piece : pieces) {
        if (&piece != &pieces.front()) {
            out += separator;
        }
        out += piece;
    }
    return out;
}

std::optional<std::size_t> edit_distance(
    std::string_view a,
    std::string_view b,
    std::size_t bound
) {
    constexpr std::size_t longest = 256;
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > bound || a.size() > longest || b.size() > longest) {
        return std::nullopt;
    }
    // Three rows of the table of prefix distances; cells further than `bound` off the diagonal
    // cannot matter.
    const std::size_t far = bound + 1;
    std::array<std::vector<std::size_t>, 3> rows;
    rows.fill(std::vector<std::size_t>(b.size() + 1, far));
    for (std::size_t j = 0; j <= std::min(b.size(), bound); ++j) {
        rows[0][j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const auto& above = rows[(i + 2) % 3];
        const auto& two_above = rows[(i + 1) % 3];
        auto& row = rows[i % 3];
        std::fill(row.begin(), row.end(), far);
        const std::size_t from = i > bound ? i - bound : 0;
        const std::size_t to = std::min(b.size(), i + bound);
        std::size_t best = far;
        for (std::size_t j = from; j <= to; ++j) {
            std::size_t cost = above[j] + 1;
            if (j > 0) {
                cost =
                    std::min({cost, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            }
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost = std::min(cost, two_above[j - 2] + 1);
            }
            row[j] = std::min(cost, far);
            best = std::min(best, row[j]);
        }
        if (best == far) {
            return std::nullopt;
        }
    }
    const std::size_t distance = rows[a.size() % 3][b.size()];
    return distance <= bound ? std::optional(distance) : std::nullopt;
}

std::vector<std::string_view> did_you_mean(
    std::string_view word,
    const std::vector<std::string_view>& candidates,
    std::size_t most
) {
    const std::size_t bound = word.size() <= 4 ? 1 : word.size() <= 8 ? 2 : 3;
    const std::string wanted = to_lower_ascii(truncate_bytes(word, 256));
    std::vector<std::pair<std::size_t, std::string_view>> near;
    for (const auto candidate : candidates) {
        if (const auto distance = edit_distance(wanted, to_lower_ascii(candidate), bound)) {
            near.emplace_back(*distance, candidate);
        }
    }
    std::sort(near.begin(), near.end());
    std::vector<std::string_view> best;
    for (std::size_t i = 0; i < near.size() && i < most; ++i) {
        best.push_back(near[i].second);
    }
    return best;
}

namespace {

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view hex_digits = "0123456789abcdef";

std::string encode_six_bits(std::string_view bytes, std::string_view digits) {
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3 + 2);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6;) {
            bits -= 6;
            out += digits[(held >> bits) & 0x3FU];
        }
    }
    if (bits > 0) {
        out += digits[(held << (6 - bits)) & 0x3FU];
    }
    return out;
}

std::optional<std::string> decode_six_bits(std::string_view text, std::string_view digits) {
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        held = (held << 6U) | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> bits) & 0xFFU);
        }
    }
    const bool spare_bits = (held & ((1U << bits) - 1U)) != 0;
    if (text.size() % 4 == 1 || spare_bits) {
        return std::nullopt;
    }
    return out;
}

}  // namespace

std::string base64_encode(std::string_view bytes) {
    auto out = encode_six_bits(bytes, base64_digits);
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::optional<std::string> base64_decode(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) {
        text.remove_suffix(1);
    }
    return decode_six_bits(text, base64_digits);
}

std::string base64url_encode(std::string_view bytes) {
    return encode_six_bits(bytes, base64url_digits);
}

std::optional<std::string> base64url_decode(std::string_view text) {
    return decode_six_bits(text, base64url_digits);
}

std::string hex_encode(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += hex_digits[byte >> 4U];
        out += hex_digits[byte & 0x0FU];
    }
    return out;
}

std::optional<std::string> hex_decode(std::string_view text) {
    if (text.size() % 2 != 0) {
        return std::nullopt;
    }
    std::string out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = hex_digits.find(lower(text[i]));
        const auto low = hex_digits.find(lower(text[i + 1]));
        if (high == std::string_view::npos || low == std::string_view::npos) {
            return std::nullopt;
        }
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

}  // namespace fillrate
