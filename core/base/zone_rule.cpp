#include "core/base/zone_rule.hpp"

#include <algorithm>

namespace fillrate {

/// Reads the rule from left to right; every step says whether it succeeded.
struct zone_rule_reader {
    std::string_view rest;

    bool take(char c) {
        if (rest.empty() || rest.front() != c) {
            return false;
        }
        rest.remove_prefix(1);
        return true;
    }

    bool number(unsigned& out, unsigned most) {
        std::size_t length = 0;
        out = 0;
        while (length < rest.size() && length < 3 && rest[length] >= '0' && rest[length] <= '9') {
            out = out * 10 + static_cast<unsigned>(rest[length] - '0');
            ++length;
        }
        rest.remove_prefix(length);
        return length > 0 && out <= most;
    }

    bool name(std::string& out) {
        const bool quoted = take('<');
        std::size_t length = 0;
        const auto belongs = [quoted](char c) {
            const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            return letter || (quoted && (c == '+' || c == '-' || (c >= '0' && c <= '9')));
        };
        while (length < rest.size() && belongs(rest[length])) {
            ++length;
        }
        out = rest.substr(0, length);
        rest.remove_prefix(length);
        return length >= 3 && (!quoted || take('>'));
    }

    bool time(seconds& out) {
        const bool negative = take('-');
        if (!negative) {
            (void)take('+');
        }
        unsigned hour = 0;
        unsigned minute = 0;
        unsigned second = 0;
        if (!number(hour, 167) || (take(':') && !number(minute, 59)) ||
            (take(':') && !number(second, 59))) {
            return false;
        }
        out = std::chrono::hours{hour} + minutes{minute} + seconds{second};
        if (negative) {
            out = -out;
        }
        return true;
    }

    bool day(zone_rule::change_day& out) {
        out.time = std::chrono::hours{2};
        return take(',') && take('M') && number(out.month, 12) && out.month >= 1 && take('.') &&
               number(out.week, 5) && out.week >= 1 && take('.') && number(out.weekday, 6) &&
               (!take('/') || time(out.time));
    }
};

namespace {

seconds start_of_year_day(int year, unsigned month, unsigned week, unsigned weekday) {
    const std::chrono::weekday day{weekday};
    const auto of_month = std::chrono::year{year} / std::chrono::month{month};
    const std::chrono::sys_days date =
        week == 5 ? std::chrono::sys_days{of_month / day[std::chrono::last]}
                  : std::chrono::sys_days{of_month / day[week]};
    return date.time_since_epoch();
}

int year_of(seconds time) {
    const std::chrono::sys_days day{std::chrono::floor<std::chrono::days>(time)};
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

}  // namespace

std::optional<zone_rule> zone_rule::parse(std::string_view text) {
    zone_rule_reader reader{text};
    zone_rule rule;
    seconds behind{0};
    // POSIX counts offsets westwards.
    if (!reader.name(rule.standard_name_) || !reader.time(behind)) {
        return std::nullopt;
    }
    rule.standard_offset_ = -behind;
    if (!reader.name(rule.summer_name_)) {
        return std::nullopt;
    }
    rule.summer_offset_ = rule.standard_offset_ + std::chrono::hours{1};
    if (!reader.rest.empty() && reader.rest.front() != ',') {
        if (!reader.time(behind)) {
            return std::nullopt;
        }
        rule.summer_offset_ = -behind;
    }
    if (!reader.day(rule.summer_begins_) || !reader.day(rule.summer_ends_) ||
        !reader.rest.empty()) {
        return std::nullopt;
    }
    return rule;
}

std::array<zone_rule::change, 6> zone_rule::changes_around(seconds unix_time) const {
    const int middle = year_of(unix_time);
    std::array<change, 6> changes{};
    std::size_t i = 0;
    for (int year = middle - 1; year <= middle + 1; ++year) {
        const auto& in = summer_begins_;
        const auto& out = summer_ends_;
        changes[i++] = {
            start_of_year_day(year, in.month, in.week, in.weekday) + in.time - standard_offset_,
            true};
        changes[i++] = {
            start_of_year_day(year, out.month, out.week, out.weekday) + out.time - summer_offset_,
            false};
    }
    std::sort(changes.begin(), changes.end(), [](const change& a, const change& b) {
        return a.at < b.at;
    });
    return changes;
}

zone_rule::period zone_rule::at(seconds unix_time) const {
    bool summer = false;
    for (const auto& [at, to_summer] : changes_around(unix_time)) {
        if (at <= unix_time) {
            summer = to_summer;
        }
    }
    return summer ? period{summer_offset_, summer_name_} : period{standard_offset_, standard_name_};
}

seconds zone_rule::to_unix(seconds local) const {
    const auto [first, second] = std::minmax({local - standard_offset_, local - summer_offset_});
    for (const seconds candidate : {first, second}) {
        if (candidate + this->at(candidate).offset == local) {
            return candidate;
        }
    }
    // Skipped by a change, which then lies between the two readings.
    for (const auto& [at, to_summer] : changes_around(second)) {
        if (first <= at && at <= second) {
            return at;
        }
    }
    return second;
}

}  // namespace fillrate
