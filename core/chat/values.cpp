#include "core/chat/values.hpp"

#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace fillrate::chat {
namespace {

constexpr std::int64_t most_money = 100'000'000;  // major units
constexpr std::size_t longest_value = 40;

/// A currency's decimals and the sign people write for it.
struct currency_rule {
    std::string_view code{};
    std::string_view sign{};
    int decimals = 2;
};
// ISO 4217; any other code has two decimals and no sign of its own.
constexpr std::array<currency_rule, 11> currencies{{
    {"USD", "$", 2},
    {"CAD", "$", 2},
    {"AUD", "$", 2},
    {"NZD", "$", 2},
    {"SGD", "$", 2},
    {"GBP", "£", 2},
    {"EUR", "€", 2},
    {"INR", "₹", 2},
    {"JPY", "¥", 0},
    {"KRW", "₩", 0},
    {"KWD", "", 3},
}};

currency_rule rule_of(std::string_view code) {
    for (const currency_rule& rule : currencies) {
        if (equal_ignoring_case(rule.code, code)) {
            return rule;
        }
    }
    return {code, "", 2};
}

error not_money(std::string_view text, const std::string& why) {
    return {errc::invalid_input, shown(text) + " is no amount: " + why + '.'};
}

bool take_front(std::string_view& text, std::string_view prefix) {
    const bool has = !prefix.empty() && equal_ignoring_case(text.substr(0, prefix.size()), prefix);
    if (has) {
        text = trim(text.substr(prefix.size()));
    }
    return has;
}

bool take_back(std::string_view& text, std::string_view suffix) {
    const bool has = !suffix.empty() && text.size() >= suffix.size() &&
                     equal_ignoring_case(text.substr(text.size() - suffix.size()), suffix);
    if (has) {
        text = trim(text.substr(0, text.size() - suffix.size()));
    }
    return has;
}

/// "120,000" as digits; nothing when the commas are not between groups of three.
std::optional<std::string> ungrouped(std::string_view whole) {
    const std::vector<std::string_view> groups = split(whole, ',');
    std::string digits;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const bool first = i == 0;
        const bool size_fits =
            first ? groups.size() == 1 || groups[i].size() <= 3 : groups[i].size() == 3;
        if (!all_digits(groups[i]) || !size_fits) {
            return std::nullopt;
        }
        digits += groups[i];
    }
    return digits;
}

}  // namespace

result<std::int64_t> parse_money(std::string_view text, std::string_view currency) {
    const currency_rule rule = rule_of(currency);
    const std::string example = rule.decimals == 0 ? "type it like 1950" : "type it like 19.50";
    if (text.size() > longest_value) {
        return not_money(text, example);
    }
    const std::string plain = plain_dashes(text);
    std::string_view rest = trim(plain);
    if (!rest.empty() && rest[0] == '-') {
        return not_money(text, "it must be more than zero");
    }
    constexpr std::array<std::string_view, 8>
        periods{"/hour", "/hr", "/h", "/year", "/yr", "/y", "/day", "/d"};
    std::any_of(periods.begin(), periods.end(), [&rest](auto p) { return take_back(rest, p); });
    const bool named = take_front(rest, rule.sign) || take_front(rest, rule.code) ||
                       take_back(rest, rule.code) || take_back(rest, rule.sign);
    const bool thousands = take_back(rest, "k");
    const std::size_t point = std::min(rest.find('.'), rest.size());
    const auto whole = ungrouped(rest.substr(0, point));
    const std::string_view fraction = rest.substr(std::min(point + 1, rest.size()));
    const bool has_point = point < rest.size();
    if (!whole || (has_point && !all_digits(fraction))) {
        const bool other = !named && !rest.empty() && static_cast<unsigned char>(rest[0]) > '9';
        return not_money(
            text,
            other ? "leave the currency out or use " + std::string{rule.code} : example
        );
    }
    const int places = rule.decimals + (thousands ? 3 : 0);
    if (fraction.size() > static_cast<std::size_t>(places)) {
        return not_money(text, "at most " + std::to_string(rule.decimals) + " decimals");
    }
    std::string digits = *whole + std::string{fraction};
    digits.append(static_cast<std::size_t>(places) - fraction.size(), '0');
    std::int64_t most = most_money;
    for (int i = 0; i < rule.decimals; ++i) {
        most *= 10;
    }
    const auto minor = parse_int<std::int64_t>(digits);
    if (!minor || *minor > most) {
        return not_money(text, "it is over 100 million");
    }
    if (*minor == 0) {
        return not_money(text, "it must be more than zero");
    }
    return *minor;
}

result<std::uint32_t> parse_count(std::string_view text, std::uint32_t min, std::uint32_t max) {
    const std::string_view digits = trim(text);
    const auto number = all_digits(digits) ? parse_int<std::uint32_t>(digits) : std::nullopt;
    if (!number || *number < min || *number > max) {
        return error{
            errc::invalid_input,
            shown(text) + " is no whole number from " + std::to_string(min) + " to " +
                std::to_string(max) + '.'};
    }
    return *number;
}

result<count_change> parse_change(std::string_view text) {
    const std::string plain = text.size() > longest_value ? std::string{} : plain_dashes(text);
    std::string_view digits = trim(plain);
    const bool relative = !digits.empty() && (digits[0] == '+' || digits[0] == '-');
    const bool down = relative && digits[0] == '-';
    if (relative) {
        digits.remove_prefix(1);
    }
    const auto amount = parse_count(digits);
    if (!amount) {
        return error{
            errc::invalid_input,
            shown(text) + " is no change of a number: type +2, -1 or the new number, up to 500."};
    }
    const auto size = static_cast<std::int32_t>(*amount);
    return count_change{.relative = relative, .amount = down ? -size : size};
}

}  // namespace fillrate::chat
