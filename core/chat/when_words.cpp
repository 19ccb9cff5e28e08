#include "core/chat/when_words.hpp"

#include "core/base/text.hpp"
#include "core/chat/tokens.hpp"

#include <algorithm>
#include <array>

namespace fillrate::chat {
namespace {

template <std::size_t N>
std::optional<unsigned> index_of(
    const std::array<std::string_view, N>& full,
    std::string_view word
) {
    // A name may be cut to three letters or more: "tues", "sept", "december".
    for (unsigned i = 0; i < N; ++i) {
        if (word.size() >= 3 && full[i].substr(0, word.size()) == word) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<unsigned> number(std::string_view text) {
    const bool digits =
        !text.empty() && text.size() <= 4 &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? parse_int<unsigned>(text) : std::nullopt;
}

std::optional<unsigned> weekday_of(std::string_view word) {
    constexpr std::array<std::string_view, 7>
        names{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    return word == "weds" ? 3U : index_of(names, word);
}

std::optional<std::chrono::month> month_of(std::string_view word) {
    constexpr std::array<std::string_view, 12> names{
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"};
    const auto index = index_of(names, word);
    return index ? std::optional{std::chrono::month{*index + 1}} : std::nullopt;
}

bool begins_day(std::string_view word) {
    const bool digits = !word.empty() && is_digit(word[0]) &&
                        word.find_first_not_of("0123456789/-") == std::string_view::npos;
    return digits || word == "tomorrow" || weekday_of(word) || month_of(word);
}

bool begins_moment(std::string_view word) {
    const bool digit = !word.empty() && is_digit(word[0]);
    const bool clock = digit && (word.find(':') != std::string_view::npos || word.ends_with("am") ||
                                 word.ends_with("pm"));
    const bool from_now = word.size() > 1 && word[0] == '+' && is_digit(word[1]);
    return clock || from_now || word == "today" || word == "noon" || begins_day(word);
}

bool continues_moment(std::string_view so_far, std::string_view next) {
    constexpr std::array<std::string_view, 12>
        months{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    constexpr std::array<std::string_view, 10>
        zones{"et", "ct", "mt", "pt", "est", "cst", "mst", "pst", "utc", "gmt"};
    const auto starts_with_month = [&months](std::string_view word) {
        return std::find(months.begin(), months.end(), word.substr(0, 3)) != months.end();
    };
    const std::string before = fold_word(so_far);
    const std::string after = fold_word(next);
    if (before.empty() || after.empty()) {
        return false;
    }
    const bool day_of_month =
        is_digit(after[0]) && starts_with_month(before) && before.find(' ') == std::string::npos;
    const bool clock =
        is_digit(after[0]) && (after.find(':') != std::string::npos || after.back() == 'm');
    const bool month_after_day = all_digits(before) && starts_with_month(after);
    const bool zone = std::find(zones.begin(), zones.end(), after) != zones.end() &&
                      before.find_first_of("0123456789") != std::string::npos;
    const bool half = (after == "am" || after == "pm") && is_digit(before.back());
    return day_of_month || clock || month_after_day || zone || half;
}

std::optional<std::chrono::day> day_of(std::string_view word) {
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        if (word.size() > 2 && word.substr(word.size() - 2) == ending) {
            word.remove_suffix(2);
            break;
        }
    }
    const auto value = word.size() <= 2 ? number(word) : std::nullopt;
    return value && *value >= 1 && *value <= 31 ? std::optional{std::chrono::day{*value}}
                                                : std::nullopt;
}

std::optional<std::chrono::year> year_of(std::string_view word) {
    const auto value = number(word);
    if (!value || word.size() % 2 != 0 || (word.size() == 4 && (*value < 2000 || *value > 2199))) {
        return std::nullopt;
    }
    return std::chrono::year{static_cast<int>(word.size() == 2 ? 2000 + *value : *value)};
}

std::optional<std::string_view> zone_named(std::string_view word) {
    struct alias {
        std::string_view word{};
        std::string_view zone{};
    };
    constexpr std::array<alias, 19> aliases{{
        {"et", "America/New_York"},
        {"est", "America/New_York"},
        {"edt", "America/New_York"},
        {"ct", "America/Chicago"},
        {"cst", "America/Chicago"},
        {"cdt", "America/Chicago"},
        {"mt", "America/Denver"},
        {"mst", "America/Denver"},
        {"mdt", "America/Denver"},
        {"pt", "America/Los_Angeles"},
        {"pst", "America/Los_Angeles"},
        {"pdt", "America/Los_Angeles"},
        {"akt", "America/Anchorage"},
        {"hst", "Pacific/Honolulu"},
        {"utc", "Etc/UTC"},
        {"gmt", "Etc/UTC"},
        {"z", "Etc/UTC"},
        {"bst", "Europe/London"},
        {"cet", "Europe/Berlin"},
    }};
    for (const alias& each : aliases) {
        if (each.word == word) {
            return each.zone;
        }
    }
    return std::nullopt;
}

}  // namespace fillrate::chat
