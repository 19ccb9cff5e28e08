#include "core/base/civil.hpp"

#include "core/base/text.hpp"

#include <array>
#include <cstdlib>

namespace fillrate {
namespace {

constexpr int first_year = 1900;
constexpr int last_year = 2199;

void append_two_digits(std::string& out, std::int64_t value) {
    out += static_cast<char>('0' + value / 10 % 10);
    out += static_cast<char>('0' + value % 10);
}

}  // namespace

result<civil_date> parse_date(std::string_view text) {
    const error not_a_date{errc::invalid_input, "expected a date such as 2026-11-26"};
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return not_a_date;
    }
    const auto year_text = text.substr(0, 4);
    const auto month_text = text.substr(5, 2);
    const auto day_text = text.substr(8, 2);
    if (!all_digits(year_text) || !all_digits(month_text) || !all_digits(day_text)) {
        return not_a_date;
    }
    const int year = *parse_int<int>(year_text);
    const civil_date date{
        std::chrono::year{year},
        std::chrono::month{*parse_int<unsigned>(month_text)},
        std::chrono::day{*parse_int<unsigned>(day_text)}};
    if (!date.ok() || year < first_year || year > last_year) {
        return error{errc::invalid_input, "there is no date " + std::string(text)};
    }
    return date;
}

std::string format_date(civil_date date) {
    const int year = static_cast<int>(date.year());
    std::string out;
    append_two_digits(out, year / 100);
    append_two_digits(out, year % 100);
    out += '-';
    append_two_digits(out, static_cast<unsigned>(date.month()));
    out += '-';
    append_two_digits(out, static_cast<unsigned>(date.day()));
    return out;
}

std::string_view short_weekday(civil_date date) noexcept {
    static constexpr std::array<std::string_view, 7>
        names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    return names[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()];
}

std::string_view short_month(civil_date date) noexcept {
    static constexpr std::array<std::string_view, 12>
        names{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return names[(static_cast<unsigned>(date.month()) + 11) % 12];
}

std::string format_offset(seconds offset) {
    const std::int64_t total = std::abs(offset.count());
    std::string out(1, offset.count() < 0 ? '-' : '+');
    append_two_digits(out, total / 3600);
    out += ':';
    append_two_digits(out, total / 60 % 60);
    if (total % 60 != 0) {
        out += ':';
        append_two_digits(out, total % 60);
    }
    return out;
}

}  // namespace fillrate
