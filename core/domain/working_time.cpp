#include "core/domain/working_time.hpp"

#include "core/base/text.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>

namespace fillrate::domain {

namespace {

constexpr std::int64_t longest = std::int64_t{1'000'000} * 3600;

/// Takes "<number><unit>" off the front of `text`; nothing leaves it alone.
std::optional<std::int64_t> take_number(std::string_view& text, std::string_view unit) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) {
        ++digits;
    }
    const auto number = parse_int<std::int64_t>(text.substr(0, digits));
    if (!number || *number > longest || !text.substr(digits).starts_with(unit)) {
        return std::nullopt;
    }
    text.remove_prefix(digits + unit.size());
    return number;
}

std::string two_digits(std::int64_t value) {
    const std::array<char, 2> digits{
        static_cast<char>('0' + value / 10),
        static_cast<char>('0' + value % 10)};
    return {digits.data(), digits.size()};
}

}  // namespace

result<seconds> parse_working_time(std::string_view text, std::optional<seconds> business_day) {
    const auto written = text;
    std::int64_t total = 0;
    if (business_day) {
        if (const auto days = take_number(text, "bd")) {
            total = *days > longest / business_day->count() ? longest + 1
                                                            : *days * business_day->count();
        }
    }
    if (text.size() == written.size()) {
        total += take_number(text, "h").value_or(0) * 3600;
        total += take_number(text, "m").value_or(0) * 60;
    }
    if (!text.empty() || total <= 0 || total > longest) {
        return error{
            errc::invalid_input,
            '"' + displayable(truncate_code_points(written, 32)) +
                "\": expected working time such as 16h, 90m or 1h30m" +
                (business_day ? ", or business days such as 2bd" : "")};
    }
    return seconds{total};
}

std::string format_working_time(seconds span) {
    const auto all = std::abs(span.count());
    std::string text = span.count() < 0 ? "-" : "";
    text += std::to_string(all / 3600) + 'h' + two_digits(all / 60 % 60) + 'm';
    if (all % 60 != 0) {
        text += two_digits(all % 60) + 's';
    }
    return text;
}

}  // namespace fillrate::domain
