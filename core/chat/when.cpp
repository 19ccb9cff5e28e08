#include "core/chat/when.hpp"

#include "core/base/text.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/when_words.hpp"

#include <algorithm>
#include <optional>

namespace fillrate::chat {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::size_t longest_text = 80;
constexpr std::string_view how_to =
    " Try 2pm, tomorrow 9:30, tue 14:00, dec 14 9am, +2h or 2026-12-08T09:00.";

/// A typed date: fixed, or one that depends on today and on whether its time has passed.
struct typed_date {
    enum class kind { fixed, yearless, weekday, next_weekday, empty };
    kind what = kind::empty;
    civil_date date{};  ///< fixed
    std::chrono::month month{};
    std::chrono::day day{};
    unsigned weekday = 0;  ///< 0 = Sunday
};

/// Hours of the day a time may mean, 24-hour readings, the likelier first.
struct typed_time {
    std::vector<seconds> readings{};
};

/// Reads one text; every read_ function takes words from the front or leaves them alone.
class moment_reader {
public:
    moment_reader(std::string_view text, instant now, const time_zone& zone)
        : now_(now), home_(zone), zone_(zone), typed_(trim(text)) {
        std::string plain = plain_dashes(displayable(typed_));
        for (std::size_t i = plain.find("\xC2\xA0"); i != std::string::npos;
             i = plain.find("\xC2\xA0", i)) {
            plain.replace(i, 2, " ");
        }
        std::replace(plain.begin(), plain.end(), ',', ' ');
        for (const std::string_view word : split_words(plain)) {
            const std::string lower = to_lower_ascii(word);
            if (lower != "at" && lower != "on" && lower != "by") {
                original_.emplace_back(word);
                words_.push_back(lower);
            }
        }
    }

    when_reading read() {
        if (words_.empty()) {
            return refuse("No time was given.");
        }
        if (words_[0][0] == '+' || words_[0] == "in") {
            return read_relative();
        }
        if (auto exact = read_iso()) {
            return std::move(*exact);
        }
        take_zone();
        if (!zone_known_) {
            return refuse("I don't know the zone in " + shown() + ".");
        }
        take_parts();
        if (at_ != words_.size() || (dates_.empty() && !time_)) {
            return refuse("I can't read " + shown() + " as a time.");
        }
        return combine();
    }

private:
    [[nodiscard]] std::string shown() const {
        return "“" + abbreviate(displayable(typed_), 40) + "”";
    }
    [[nodiscard]] static when_problem refuse(const std::string& why) {
        return {why + std::string{how_to}};
    }
    [[nodiscard]] std::string_view word(std::size_t ahead = 0) const {
        return at_ + ahead < words_.size() ? std::string_view{words_[at_ + ahead]}
                                           : std::string_view{};
    }
    [[nodiscard]] civil_date today() const { return zone_.to_local(now_).civil.date; }

    [[nodiscard]] moment at_instant(instant t) const {
        moment m{.at = t, .date = zone_.to_local(t).civil.date, .date_only = false, .echo = {}};
        m.echo = zone_.format_local(t);
        if (m.date.year() != today().year()) {
            m.echo += " (" + std::to_string(static_cast<int>(m.date.year())) + ")";
        }
        if (zone_ != home_) {
            m.echo += " = " + home_.format_local(t);
        }
        return m;
    }

    [[nodiscard]] moment at_day(civil_date date) const {
        std::string echo{short_weekday(date)};
        echo += " " + std::to_string(static_cast<unsigned>(date.day())) + " ";
        echo += short_month(date);
        echo += " " + std::to_string(static_cast<int>(date.year()));
        const instant start = zone_.to_instant({.date = date, .since_midnight = seconds{0}});
        return {.at = start, .date = date, .date_only = true, .echo = std::move(echo)};
    }

    /// "+2h", "+1h30m", "+3d", "in 2 weeks". Hours and minutes are real time, days and weeks move
    /// the date and keep the wall clock.
    when_reading read_relative() {
        std::string text;
        for (const std::string& each : words_) {
            text += each;
        }
        std::string_view rest = text;
        rest.remove_prefix(rest[0] == '+' ? 1 : 2);
        minutes time{0};
        days date{0};
        while (!rest.empty()) {
            const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
            const auto amount = number(rest.substr(0, digits));
            rest.remove_prefix(digits);
            const std::size_t end = std::min(rest.find_first_of("0123456789"), rest.size());
            const std::string_view unit = rest.substr(0, end);
            rest.remove_prefix(end);
            if (!amount || !add_span(static_cast<int>(*amount), unit, time, date)) {
                return refuse("I can't read " + shown() + " as a time from now.");
            }
        }
        constexpr days longest{731};
        if (date + time > longest || (date + time) == minutes{0}) {
            return refuse(shown() + " is not within two years from now.");
        }
        civil_time local = zone_.to_local(now_).civil;
        local.date = date_of(days_since_epoch(local.date) + date);
        return at_instant((date.count() == 0 ? now_ : zone_.to_instant(local)) + time);
    }

    static bool add_span(int amount, std::string_view unit, minutes& time, days& date) {
        const auto is = [unit](std::initializer_list<std::string_view> names) {
            return std::find(names.begin(), names.end(), unit) != names.end();
        };
        if (is({"m", "min", "mins", "minute", "minutes"})) {
            time += minutes{amount};
        } else if (is({"h", "hr", "hrs", "hour", "hours"})) {
            time += hours{amount};
        } else if (is({"d", "day", "days"})) {
            date += days{amount};
        } else if (is({"w", "wk", "week", "weeks"})) {
            date += days{7 * amount};
        } else {
            return false;
        }
        return true;
    }

    /// "2026-12-08T09:00[Z|-06:00]"; a plain ISO date is left to take_date.
    std::optional<when_reading> read_iso() {
        const std::string_view first = words_[0];
        if (first.size() < 11 || first[4] != '-' || first[10] != 't') {
            return std::nullopt;
        }
        std::string text{first};
        text[10] = 'T';
        if (text.back() == 'z') {
            text.back() = 'Z';
        }
        at_ = 1;
        const bool zoned = text.back() == 'Z' || text.find_first_of("+-", 11) != std::string::npos;
        if (!zoned) {
            take_zone();
        }
        const result<instant> exact = zone_.parse(text);
        if (!exact || at_ != words_.size() || !zone_known_) {
            return refuse("I can't read " + shown() + " as a time.");
        }
        return at_instant(*exact);
    }

    /// A zone at the end of the text.
    void take_zone() {
        const std::string& last = words_.back();
        const auto alias = zone_named(last);
        const bool iana =
            last.find('/') != std::string::npos && !(last[0] >= '0' && last[0] <= '9');
        if (words_.size() < 2 || (!alias && !iana)) {
            return;
        }
        const result<time_zone> found =
            time_zone::find(alias ? *alias : std::string_view{original_.back()});
        zone_known_ = found.has_value();
        if (found) {
            zone_ = *found;
            words_.pop_back();
        }
    }

    void take_parts() {
        while (at_ < words_.size()) {
            const std::size_t before = at_;
            if (dates_.empty()) {
                take_date();
            }
            if (!time_ && at_ < words_.size()) {
                take_time();
            }
            if (at_ == before) {
                return;
            }
        }
    }

    void push_fixed(civil_date date) {
        dates_.push_back({.what = typed_date::kind::fixed, .date = date});
    }

    void take_date() {
        const std::string_view first = word();
        if (first == "today") {
            push_fixed(today());
        } else if (first == "tomorrow" || first == "tom" || first == "tmrw") {
            push_fixed(date_of(days_since_epoch(today()) + days{1}));
        } else if (first == "yesterday") {
            push_fixed(date_of(days_since_epoch(today()) - days{1}));
        } else if (const auto iso = parse_date(first); iso) {
            push_fixed(*iso);
        } else {
            take_weekday();
            if (dates_.empty() && !take_month_and_day()) {
                take_slashed();
            }
            return;
        }
        ++at_;
    }

    void take_weekday() {
        const bool next = word() == "next";
        const bool prefixed = next || word() == "this";
        const auto weekday = weekday_of(word(prefixed ? 1 : 0));
        if (!weekday) {
            return;
        }
        using kind = typed_date::kind;
        dates_.push_back({.what = next ? kind::next_weekday : kind::weekday, .weekday = *weekday});
        at_ += prefixed ? 2 : 1;
        // "tue dec 8": the date decides; it is checked against the weekday when combined.
        const typed_date named = dates_.back();
        dates_.clear();
        if (take_month_and_day()) {
            stated_weekday_ = named.weekday;
        } else {
            dates_.push_back(named);
        }
    }

    /// "dec 7", "7 dec", "dec 7 2026".
    bool take_month_and_day() {
        auto month = month_of(word());
        auto day = day_of(word(1));
        if (!month) {
            month = month_of(word(1));
            day = day_of(word());
        }
        if (!month || !day) {
            return false;
        }
        at_ += 2;
        const auto year = word().size() == 4 ? year_of(word()) : std::nullopt;
        at_ += year ? 1U : 0U;
        push_month_day(*month, *day, year);
        return true;
    }

    void push_month_day(
        std::chrono::month month,
        std::chrono::day day,
        std::optional<std::chrono::year> year
    ) {
        if (year) {
            push_fixed({*year, month, day});
        } else {
            dates_.push_back({
                .what = typed_date::kind::yearless,
                .month = month,
                .day = day,
            });
        }
    }

    /// "12/7", "12/7/2026": both readings where both are dates; month first in the Americas.
    void take_slashed() {
        const std::vector<std::string_view> parts = split(word(), '/');
        if (parts.size() < 2 || parts.size() > 3) {
            return;
        }
        const auto first = number(parts[0]);
        const auto second = number(parts[1]);
        const auto year = parts.size() == 3 ? year_of(parts[2]) : std::nullopt;
        if (!first || !second || (parts.size() == 3 && !year)) {
            return;
        }
        ++at_;
        const auto add = [this, &year](unsigned month, unsigned day) {
            const std::chrono::month_day date{std::chrono::month{month}, std::chrono::day{day}};
            if (month <= 12 && date.ok()) {
                push_month_day(date.month(), date.day(), year);
            }
        };
        const bool month_first = zone_.name().substr(0, 8) == "America/";
        month_first ? add(*first, *second) : add(*second, *first);
        if (*first != *second) {
            month_first ? add(*second, *first) : add(*first, *second);
        }
    }

    /// "2pm", "2 pm", "9:30", "14:00", "noon"; a bare hour only after a date.
    void take_time() {
        std::string text{word()};
        std::size_t taken = 1;
        if (word(1) == "am" || word(1) == "pm" || word(1) == "a.m." || word(1) == "p.m.") {
            text += word(1)[0];
            text += 'm';
            taken = 2;
        }
        if (text == "noon" || text == "midday") {
            time_ = typed_time{{hours{12}}};
        } else {
            read_clock(text);
        }
        at_ += time_ ? taken : 0;
    }

    void read_clock(std::string_view text) {
        const std::string_view half = text.size() > 2 ? text.substr(text.size() - 2) : "";
        const bool pm = half == "pm";
        const bool halved = pm || half == "am";
        if (halved) {
            text.remove_suffix(2);
        }
        const std::size_t colon = std::min(text.find_first_of(":."), text.size());
        const bool bare = colon == text.size();
        const std::string_view hour_text = text.substr(0, colon);
        const auto hour = hour_text.size() <= 2 ? number(hour_text) : std::nullopt;
        const std::string_view minute_text = bare ? "00" : text.substr(colon + 1);
        const auto minute = minute_text.size() == 2 ? number(minute_text) : std::nullopt;
        const bool fits =
            hour && minute && *minute < 60 && (halved ? *hour >= 1 && *hour <= 12 : *hour <= 23);
        if (!fits || (bare && !halved && dates_.empty())) {
            return;
        }
        const auto reading = [&minute](unsigned h) { return hours{h} + minutes{*minute}; };
        if (halved) {
            time_ = typed_time{{reading(*hour % 12 + (pm ? 12 : 0))}};
            return;
        }
        // Nobody means 2 at night by "tue 2", but a night shift may: ask. "02:00" is clear.
        const unsigned last_unclear = bare ? 7 : 5;
        const bool unclear = *hour >= 1 && *hour <= last_unclear && hour_text.size() == 1;
        time_ = unclear ? typed_time{{reading(*hour + 12), reading(*hour)}}
                        : typed_time{{reading(*hour)}};
    }

    when_reading combine() const {
        const std::vector<typed_date> dates = dates_.empty() ? std::vector<typed_date>(1) : dates_;
        std::vector<moment> readings;
        for (const typed_date& date : dates) {
            if (!time_) {
                add_days(readings, date);
                continue;
            }
            for (const seconds time : time_->readings) {
                add_moments(readings, date, time);
            }
        }
        if (stated_weekday_) {
            std::erase_if(readings, [this](const moment& m) {
                return std::chrono::weekday{std::chrono::sys_days{m.date}}.c_encoding() !=
                       *stated_weekday_;
            });
        }
        if (readings.empty()) {
            return refuse("There is no such date as " + shown() + ".");
        }
        if (readings.size() > 2) {
            return refuse(shown() + " can be read in several ways.");
        }
        return readings.size() == 1 ? when_reading{readings[0]}
                                    : when_reading{two_moments{readings[0], readings[1]}};
    }

    void add_days(std::vector<moment>& readings, const typed_date& date) const {
        for (const civil_date each : days_of(date, std::nullopt)) {
            readings.push_back(at_day(each));
        }
    }

    void add_moments(std::vector<moment>& readings, const typed_date& date, seconds time) const {
        const auto moment_on = [this, time](civil_date day) {
            return at_instant(zone_.to_instant({.date = day, .since_midnight = time}));
        };
        if (date.what != typed_date::kind::empty) {
            for (const civil_date each : days_of(date, time)) {
                readings.push_back(moment_on(each));
            }
            return;
        }
        moment same_day = moment_on(today());
        if (same_day.at > now_) {
            readings.push_back(std::move(same_day));
            return;
        }
        readings.push_back(moment_on(date_of(days_since_epoch(today()) + days{1})));
        if (time_->readings.size() == 1) {  // that time has passed: perhaps it tells of the past
            readings.push_back(std::move(same_day));
        }
    }

    /// The days a typed date means; none when there is no such date.
    [[nodiscard]] std::vector<civil_date> days_of(
        const typed_date& date,
        std::optional<seconds> time
    ) const {
        switch (date.what) {
            case typed_date::kind::fixed:
                return date.date.ok() ? std::vector{date.date} : std::vector<civil_date>{};
            case typed_date::kind::yearless:
                return next_of(date);
            case typed_date::kind::weekday:
            case typed_date::kind::next_weekday:
                return weekday_days(date, time);
            case typed_date::kind::empty:
                return {};
        }
        return {};
    }

    /// The first year from this one on in which the date exists and is not past.
    [[nodiscard]] std::vector<civil_date> next_of(const typed_date& date) const {
        constexpr int leap_years_at_most_apart = 8;
        for (int i = 0; i <= leap_years_at_most_apart; ++i) {
            const civil_date candidate{
                today().year() + std::chrono::years{i},
                date.month,
                date.day};
            if (candidate.ok() && candidate >= today()) {
                return {candidate};
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<civil_date> weekday_days(
        const typed_date& date,
        std::optional<seconds> time
    ) const {
        const std::chrono::sys_days start{today()};
        const unsigned current = std::chrono::weekday{start}.c_encoding();
        unsigned ahead = (date.weekday + 7 - current) % 7;
        if (ahead == 0) {
            const bool to_come =
                time && zone_.to_instant({.date = today(), .since_midnight = *time}) > now_;
            ahead = to_come ? 0 : 7;
        }
        const auto day_at = [start](unsigned n) {
            return civil_date{start + days{static_cast<int>(n)}};
        };
        // "next tue" on a Monday is tomorrow for some and the week after for others.
        const unsigned to_next_monday = (8 - current) % 7 == 0 ? 7 : (8 - current) % 7;
        if (date.what == typed_date::kind::next_weekday && ahead < to_next_monday) {
            return {day_at(ahead + 7), day_at(ahead)};
        }
        return {day_at(ahead)};
    }

    instant now_;
    time_zone home_;
    time_zone zone_;
    bool zone_known_ = true;
    std::string typed_;
    std::vector<std::string> original_{};
    std::vector<std::string> words_{};  ///< lower case
    std::size_t at_ = 0;
    std::vector<typed_date> dates_{};  ///< readings of the date, at most two
    std::optional<typed_time> time_{};
    std::optional<unsigned> stated_weekday_{};
};

}  // namespace

when_reading parse_when(std::string_view text, instant now, const time_zone& zone) {
    if (text.size() > longest_text) {
        return when_problem{"That is too long for a time." + std::string{how_to}};
    }
    return moment_reader{text, now, zone}.read();
}

}  // namespace fillrate::chat
