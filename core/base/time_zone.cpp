#include "core/base/time_zone.hpp"

#include "core/base/text.hpp"
#include "core/base/zone_rule.hpp"

#include <date/tz.h>

#include <cctype>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace fillrate {

struct time_zone::data {
    std::string name{};
    const date::time_zone* zone = nullptr;
    std::optional<zone_rule> rule{};  // holds from the last change that the file lists
    seconds rule_from{0};
};

namespace {

constexpr seconds far_future{7258118400};  // 2200-01-01

/// The last line of the zone's file. Its name was found in the database before, so it is no path of
/// a stranger.
std::string last_line_of_zone_file(const std::string& name) {
    std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary | std::ios::ate);
    constexpr std::streamoff most = 256;
    const std::streamoff size = file ? static_cast<std::streamoff>(file.tellg()) : 0;
    std::string tail(static_cast<std::size_t>(std::min(size, most)), '\0');
    file.seekg(size - std::min(size, most));
    if (!file.read(tail.data(), static_cast<std::streamsize>(tail.size())) || tail.size() < 2 ||
        tail.back() != '\n') {
        return {};
    }
    tail.pop_back();
    return tail.substr(tail.rfind('\n') + 1);
}

std::string spoken_abbreviation(std::string_view abbreviation, seconds offset) {
    const bool number =
        !abbreviation.empty() && (abbreviation.front() == '+' || abbreviation.front() == '-');
    return number ? "UTC" + format_offset(offset) : std::string(abbreviation);
}

error unknown_zone(std::string_view name, const std::vector<std::string_view>& known) {
    std::vector<std::string_view> candidates;
    const std::string wanted = to_lower_ascii(name);
    for (const auto zone : known) {
        // "chicago" means America/Chicago.
        if (to_lower_ascii(zone.substr(zone.rfind('/') + 1)) == wanted) {
            candidates.push_back(zone);
        }
    }
    if (candidates.empty()) {
        candidates = did_you_mean(name, known);
    }
    std::string text = "unknown time zone \"" + displayable(truncate_code_points(name, 64)) + '"';
    text +=
        candidates.empty() ? "; expected an IANA name such as America/Chicago" : "; did you mean ";
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        text += i == 0 ? "" : " or ";
        text += candidates[i];
    }
    return {errc::invalid_input, text + (candidates.empty() ? "" : "?")};
}

date::sys_seconds to_date(instant t) {
    return date::sys_seconds{std::chrono::floor<seconds>(t.time_since_epoch())};
}

}  // namespace

/// The zones found so far. They are few, live as long as the process, and never move.
struct time_zone::registry {
    std::mutex guard{};
    std::map<std::string, data, std::less<>> zones{};

    static registry& instance() {
        static registry found;
        return found;
    }

    const data& add(const date::time_zone& zone) {
        data entry{.name = zone.name(), .zone = &zone};
        entry.rule = zone_rule::parse(last_line_of_zone_file(entry.name));
        entry.rule_from = zone.get_info(date::sys_seconds{far_future}).begin.time_since_epoch();
        return zones.emplace(entry.name, std::move(entry)).first->second;
    }
};

result<time_zone> time_zone::find(std::string_view iana_name) {
    auto& found = registry::instance();
    const std::lock_guard lock(found.guard);
    if (const auto known = found.zones.find(iana_name); known != found.zones.end()) {
        return time_zone{known->second};
    }
    try {
        std::vector<std::string_view> names;
        for (const auto& zone : date::get_tzdb().zones) {
            if (zone.name() == iana_name && iana_name != "localtime") {
                return time_zone{found.add(zone)};
            }
            names.emplace_back(zone.name());
        }
        return unknown_zone(iana_name, names);
    } catch (const std::exception& e) {
        return error{
            errc::unavailable,
            std::string("the time zone database cannot be read (is tzdata installed?): ") +
                e.what()};
    }
}

std::string_view time_zone::name() const noexcept {
    return data_->name;
}

local_time time_zone::to_local(instant t) const {
    const auto time = to_date(t).time_since_epoch();
    local_time local;
    if (data_->rule && time >= data_->rule_from) {
        const auto period = data_->rule->at(time);
        local.offset = period.offset;
        local.abbreviation = spoken_abbreviation(period.abbreviation, period.offset);
    } else {
        const auto period = data_->zone->get_info(to_date(t));
        local.offset = period.offset;
        local.abbreviation = spoken_abbreviation(period.abbrev, period.offset);
    }
    const auto wall = time + local.offset;
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    local.civil = {date_of(day), wall - day};
    return local;
}

instant time_zone::to_instant(civil_time local) const {
    const seconds wall = days_since_epoch(local.date) + local.since_midnight;
    constexpr std::chrono::days beyond_any_offset{2};
    if (data_->rule && wall - beyond_any_offset >= data_->rule_from) {
        return instant{data_->rule->to_unix(wall)};
    }
    const auto info = data_->zone->get_info(date::local_seconds{wall});
    if (info.result == date::local_info::nonexistent) {
        return instant{info.second.begin.time_since_epoch()};
    }
    return instant{wall - info.first.offset};
}

namespace {

void append_clock(std::string& out, seconds since_midnight) {
    const auto digits = [&out](std::int64_t value) {
        out += static_cast<char>('0' + value / 10);
        out += static_cast<char>('0' + value % 10);
    };
    const auto total = since_midnight.count();
    digits(total / 3600);
    out += ':';
    digits(total / 60 % 60);
    if (total % 60 != 0) {
        out += ':';
        digits(total % 60);
    }
}

/// "15:30" or "15:30:20" at the front of the text, which is shortened by it.
std::optional<seconds> take_clock(std::string_view& text) {
    const auto two_digits = [&text](std::size_t at, int most) -> std::optional<int> {
        if (text.size() < at + 2 || text[at] < '0' || text[at] > '9') {
            return std::nullopt;
        }
        const auto value = parse_int<int>(text.substr(at, 2));
        return value && *value <= most ? value : std::nullopt;
    };
    const auto hour = two_digits(0, 23);
    const auto minute = two_digits(3, 59);
    if (!hour || !minute || text[2] != ':') {
        return std::nullopt;
    }
    seconds clock = std::chrono::hours{*hour} + minutes{*minute};
    std::size_t length = 5;
    if (text.size() > 5 && text[5] == ':') {
        const auto second = two_digits(6, 59);
        if (!second) {
            return std::nullopt;
        }
        clock += seconds{*second};
        length = 8;
    }
    text.remove_prefix(length);
    return clock;
}

/// "Z" or "-06:00" and nothing else.
std::optional<seconds> read_offset(std::string_view text) {
    if (text == "Z") {
        return seconds{0};
    }
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) {
        return std::nullopt;
    }
    auto digits = text.substr(1);
    const auto size = take_clock(digits);
    if (!size) {
        return std::nullopt;
    }
    return text[0] == '-' ? -*size : *size;
}

}  // namespace

std::string time_zone::format_local(instant t) const {
    const auto local = to_local(t);
    std::string out(short_weekday(local.civil.date));
    out += ' ' + std::to_string(static_cast<unsigned>(local.civil.date.day())) + ' ';
    out += short_month(local.civil.date);
    out += ' ';
    append_clock(out, std::chrono::floor<minutes>(local.civil.since_midnight));
    return out + ' ' + local.abbreviation;
}

std::string time_zone::format_iso(instant t) const {
    const auto local = to_local(t);
    std::string out = format_date(local.civil.date) + 'T';
    append_clock(out, local.civil.since_midnight);
    return out + format_offset(local.offset);
}

result<instant> time_zone::parse(std::string_view text) const {
    const error not_a_time{
        errc::invalid_input,
        "expected a time such as 2026-11-25T15:30 or 2026-11-25T15:30-06:00"};
    if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ')) {
        return not_a_time;
    }
    const auto date = parse_date(text.substr(0, 10));
    if (!date) {
        return date.error();
    }
    text.remove_prefix(11);
    const auto clock = take_clock(text);
    if (!clock) {
        return not_a_time;
    }
    if (text.empty()) {
        return to_instant({*date, *clock});
    }
    const auto offset = read_offset(text);
    if (!offset) {
        return not_a_time;
    }
    return instant{days_since_epoch(*date) + *clock - *offset};
}

}  // namespace fillrate
