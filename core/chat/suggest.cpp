#include "core/chat/suggest.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>

namespace fillrate::chat {
namespace {

constexpr std::size_t longest_query = 200;  // bytes
constexpr std::size_t most_matches = 10;
constexpr std::size_t most_nearest = 3;

// Base letters of U+00C0 to U+017F; a space where there is none (multiplication, division sign).
constexpr std::array<std::string_view, 192> latin{
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",  //
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y",
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s"};

bool is_combining(char32_t c) {
    return c >= 0x300 && c <= 0x36F;
}
bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2018 || c == 0x2019;
}

/// Simple lower case of Greek and Cyrillic capitals (Unicode CaseFolding.txt, status C).
char32_t lower(char32_t c) {
    if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) {
        return c + 0x20;
    }
    return c >= 0x400 && c <= 0x40F ? c + 0x50 : c;
}

bool is_separator(char32_t c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return (c < 0xC0 && !letter) || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F);
}

bool starts_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

/// Every word of the query begins another word of the name, in order.
bool words_begin(std::string_view name, const std::vector<std::string_view>& query) {
    const std::vector<std::string_view> words = split_words(name);
    std::size_t next = 0;
    for (const std::string_view word : words) {
        if (next < query.size() && starts_with(word, query[next])) {
            ++next;
        }
    }
    return next == query.size();
}

/// A record with its folded names.
struct entry {
    const named* record = nullptr;
    std::vector<std::string> names{};
};

std::string_view shown_name(const named& record) {
    return record.names.empty() ? std::string_view{record.id} : record.names.front();
}

void add_once(std::vector<name_match>& matches, const named& record) {
    const bool known = std::any_of(matches.begin(), matches.end(), [&record](const name_match& m) {
        return m.id == record.id;
    });
    if (!known) {
        matches.push_back({record.id, std::string{shown_name(record)}});
    }
}

template <class Predicate>
std::vector<name_match> matching(const std::vector<entry>& entries, Predicate fits) {
    std::vector<name_match> matches;
    for (const entry& each : entries) {
        // One more than shown is enough to know that there are several.
        if (matches.size() < most_matches &&
            std::any_of(each.names.begin(), each.names.end(), fits)) {
            add_once(matches, *each.record);
        }
    }
    return matches;
}

std::vector<name_match> matching_email(std::string_view query, std::span<const named> records) {
    std::vector<name_match> matches;
    for (const named& record : records) {
        if (!record.email.empty() && matches.size() < most_matches &&
            equal_ignoring_case(record.email, query)) {
            add_once(matches, record);
        }
    }
    return matches;
}

std::vector<name_match> nearest_of(const std::string& query, const std::vector<entry>& entries) {
    std::vector<std::string_view> spellings;
    std::vector<const named*> owners;
    for (const entry& each : entries) {
        for (const std::string& name : each.names) {
            spellings.push_back(name);
            owners.push_back(each.record);
            for (const std::string_view word : split_words(name)) {
                spellings.push_back(word);
                owners.push_back(each.record);
            }
        }
    }
    std::vector<name_match> nearest;
    for (const std::string_view near : did_you_mean(query, spellings, 2 * most_nearest)) {
        for (std::size_t i = 0; i < spellings.size() && nearest.size() < most_nearest; ++i) {
            if (spellings[i] == near) {
                add_once(nearest, *owners[i]);
            }
        }
    }
    return nearest;
}

}  // namespace

std::string fold_name(std::string_view text) {
    std::string out;
    bool gap = false;
    while (!text.empty()) {
        const code_point point = first_code_point(text);
        text.remove_prefix(point.length);
        char32_t c = point.valid ? lower(point.value) : U' ';
        if (c >= 'A' && c <= 'Z') {
            c += 'a' - 'A';
        }
        const bool white = c == '\t' || c == '\n' || c == '\r';
        if (is_combining(c) || is_apostrophe(c) || (is_invisible(c) && !white)) {
            continue;
        }
        const bool folded = c >= 0xC0 && c <= 0x17F;
        if (is_separator(c) || (folded && latin[c - 0xC0] == " ")) {
            gap = !out.empty();
            continue;
        }
        if (gap) {
            out += ' ';
            gap = false;
        }
        if (folded) {
            out += latin[c - 0xC0];
        } else {
            append_utf8(out, c);
        }
    }
    return out;
}

name_lookup resolve_name(std::string_view query, std::span<const named> records) {
    const std::string wanted = query.size() > longest_query ? std::string{} : fold_name(query);
    if (wanted.empty()) {
        return no_name{};
    }
    std::vector<entry> entries;
    entries.reserve(records.size());
    for (const named& record : records) {
        if (equal_ignoring_case(record.id, trim(query))) {
            return one_name{{record.id, std::string{shown_name(record)}}};
        }
        entry folded{.record = &record, .names = {}};
        for (const std::string& name : record.names) {
            folded.names.push_back(fold_name(name));
        }
        entries.push_back(std::move(folded));
    }
    const std::vector<std::string_view> words = split_words(wanted);
    auto matches = matching_email(trim(query), records);
    if (matches.empty()) {
        matches = matching(entries, [&](std::string_view name) { return name == wanted; });
    }
    if (matches.empty()) {
        matches =
            matching(entries, [&](std::string_view name) { return starts_with(name, wanted); });
    }
    if (matches.empty()) {
        matches =
            matching(entries, [&](std::string_view name) { return words_begin(name, words); });
    }
    if (matches.size() == 1) {
        return one_name{std::move(matches.front())};
    }
    if (!matches.empty()) {
        return several_names{std::move(matches)};
    }
    return no_name{nearest_of(wanted, entries)};
}

}  // namespace fillrate::chat
