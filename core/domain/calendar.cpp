#include "core/domain/calendar.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace fillrate::domain {
namespace {

constexpr int earliest_year = 1970;
constexpr int latest_year = 2199;
constexpr std::int64_t end_of_time = 7258118400000;  // 2200-01-01T00:00Z in Unix milliseconds
constexpr minutes day_length{24 * 60};
constexpr std::string_view calendar_heading = "calendar 1";
constexpr std::array<std::string_view, 7>
    weekday_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

error invalid(std::string text) {
    return {errc::invalid_input, std::move(text)};
}

/// "08:30" up to "24:00".
std::optional<minutes> read_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    const auto hour = parse_int<unsigned>(text.substr(0, 2));
    const auto minute = parse_int<unsigned>(text.substr(3, 2));
    if (!hour || !minute || *minute > 59) {
        return std::nullopt;
    }
    const minutes clock{*hour * 60 + *minute};
    return clock <= day_length ? std::optional(clock) : std::nullopt;
}

std::optional<window> read_window(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') {
        return std::nullopt;
    }
    const auto start = read_clock(text.substr(0, 5));
    const auto end = read_clock(text.substr(6, 5));
    if (!start || !end || *start == *end || *start == day_length) {
        return std::nullopt;
    }
    return window{*start, *end < *start ? *end + day_length : *end};
}

std::string format_clock(minutes clock) {
    const auto digits = [](std::int64_t value) {
        return std::string{
            static_cast<char>('0' + value / 10),
            static_cast<char>('0' + value % 10)};
    };
    return digits(clock.count() / 60) + ':' + digits(clock.count() % 60);
}

std::string format_windows(std::vector<window> windows) {
    std::sort(windows.begin(), windows.end(), [](const window& a, const window& b) {
        return a.start < b.start;
    });
    std::string text;
    for (const auto& [start, end] : windows) {
        text += text.empty() ? "" : " ";
        text += format_clock(start) + '-' + format_clock(end > day_length ? end - day_length : end);
    }
    return text;
}

std::optional<std::size_t> weekday_number(std::string_view name) {
    const auto found = std::find(weekday_names.begin(), weekday_names.end(), name);
    if (found == weekday_names.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - weekday_names.begin());
}

std::size_t weekday_of(civil_date date) {
    return std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() - 1;
}

civil_date day_after(civil_date date, int days) {
    return civil_date{std::chrono::sys_days{date} + std::chrono::days{days}};
}

minutes total(const std::vector<window>& windows) {
    minutes sum{0};
    for (const auto& [start, end] : windows) {
        sum += end - start;
    }
    return sum;
}

/// When the last window of a day ends, as minutes of the next day; at most 0 when it ends on its
/// own day.
minutes spill(const std::vector<window>& windows) {
    return windows.empty() ? -day_length : windows.back().end - day_length;
}

bool runs_into(const std::vector<window>& day, const std::vector<window>& next) {
    return !next.empty() && spill(day) > next.front().start;
}

/// Sorts the windows; says what is wrong with them on their own day.
result<void> put_in_order(std::vector<window>& windows, const std::string& where) {
    std::sort(windows.begin(), windows.end(), [](const window& a, const window& b) {
        return a.start < b.start;
    });
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const auto& [start, end] = windows[i];
        if (start < minutes{0} || start >= day_length || end <= start || end > start + day_length) {
            return invalid(where + ": a window must start within the day and last up to 24 h");
        }
        if (i > 0 && windows[i - 1].end > start) {
            return invalid(
                where + ": windows overlap at " + format_clock(start) + " (" +
                format_windows(windows) + ")"
            );
        }
    }
    return {};
}

result<void> check_week(std::array<std::vector<window>, 7>& week) {
    minutes sum{0};
    for (std::size_t day = 0; day < week.size(); ++day) {
        if (auto checked = put_in_order(week[day], std::string(weekday_names[day])); !checked) {
            return checked;
        }
        sum += total(week[day]);
    }
    if (sum == minutes{0}) {
        return invalid("the week has no working time");
    }
    for (std::size_t day = 0; day < week.size(); ++day) {
        const std::size_t next = (day + 1) % week.size();
        if (runs_into(week[day], week[next])) {
            return invalid(
                std::string(weekday_names[day]) + " runs past midnight into the windows of " +
                std::string(weekday_names[next])
            );
        }
    }
    return {};
}

seconds most_common_day(const std::array<std::vector<window>, 7>& week) {
    std::map<minutes, int> days;
    for (const auto& windows : week) {
        if (!windows.empty()) {
            ++days[total(windows)];
        }
    }
    std::pair<minutes, int> best{minutes{0}, 0};
    for (const auto& [length, count] : days) {
        if (count >= best.second) {
            best = {length, count};
        }
    }
    return best.first;
}

bool read_windows(std::string_view text, std::vector<window>& into) {
    auto windows = parse_windows(text);
    if (windows) {
        into = std::move(*windows);
    }
    return windows.has_value();
}

/// One line of the canonical text.
bool read_calendar_line(calendar_spec& into, std::string_view key, std::string_view value) {
    if (key == "zone") {
        into.zone = value;
        return true;
    }
    if (const auto day = weekday_number(key)) {
        return read_windows(value, into.week[*day]);
    }
    const auto date = parse_date(key);
    if (!date) {
        return false;
    }
    if (value == "closed") {
        into.holidays.push_back(*date);
        return true;
    }
    return read_windows(value, into.special[*date]);
}

result<void> check_dates(calendar_spec& spec) {
    for (const auto date : spec.holidays) {
        if (!date.ok()) {
            return invalid("holidays contain a date that does not exist");
        }
    }
    for (auto& [date, windows] : spec.special) {
        if (!date.ok()) {
            return invalid("special days contain a date that does not exist");
        }
        if (auto checked = put_in_order(windows, format_date(date)); !checked) {
            return checked;
        }
    }
    std::sort(spec.holidays.begin(), spec.holidays.end());
    const auto repeated = std::unique(spec.holidays.begin(), spec.holidays.end());
    spec.holidays.erase(repeated, spec.holidays.end());
    return {};
}

}  // namespace

result<std::vector<window>> parse_windows(std::string_view text) {
    const auto words = split_words(text);
    if (words.size() == 1 && words.front() == "24h") {
        return std::vector<window>{{minutes{0}, day_length}};
    }
    std::vector<window> windows;
    for (const auto word : words) {
        const auto read = read_window(word);
        if (!read) {
            return invalid(
                "\"" + displayable(truncate_code_points(word, 32)) +
                "\": expected windows such as 08:00-12:00 13:00-17:00, 22:00-06:00 or 24h"
            );
        }
        windows.push_back(*read);
    }
    if (windows.empty()) {
        return invalid("no windows: expected some such as 08:00-17:00, or leave the day out");
    }
    if (auto checked = put_in_order(windows, "windows"); !checked) {
        return checked.error();
    }
    return windows;
}

result<weekday_set> parse_week_key(std::string_view text) {
    const auto dash = text.find('-');
    const auto first = weekday_number(text.substr(0, dash));
    const auto last =
        dash == std::string_view::npos ? first : weekday_number(text.substr(dash + 1));
    if (!first || !last) {
        return invalid(
            "\"" + displayable(truncate_code_points(text, 32)) +
            "\": expected a weekday such as mon, or several as mon-fri"
        );
    }
    weekday_set days;
    for (std::size_t day = *first; day != *last; day = (day + 1) % days.size()) {
        days.set(day);
    }
    days.set(*last);
    return days;
}

std::string canonical(const calendar_spec& spec) {
    std::string text = std::string{calendar_heading} + '\n';
    text += spec.zone.empty() ? std::string{} : "zone " + spec.zone + '\n';
    for (std::size_t day = 0; day < spec.week.size(); ++day) {
        if (!spec.week[day].empty()) {
            text += std::string(weekday_names[day]) + ' ' + format_windows(spec.week[day]) + '\n';
        }
    }
    std::map<civil_date, std::string> days;
    for (const auto& [date, windows] : spec.special) {
        days[date] = format_windows(windows);
    }
    for (const auto date : spec.holidays) {
        days[date].clear();
    }
    for (const auto& [date, windows] : days) {
        text += format_date(date) + ' ' + (windows.empty() ? "closed" : windows) + '\n';
    }
    return text;
}

result<calendar_spec> calendar_from_canonical(std::string name, std::string_view text) {
    const auto lines = split(text, '\n');
    calendar_spec spec{.name = std::move(name)};
    bool good = lines.front() == calendar_heading && lines.back().empty();
    for (std::size_t i = 1; good && i + 1 < lines.size(); ++i) {
        const auto space = lines[i].find(' ');
        good = space != std::string_view::npos &&
               read_calendar_line(spec, lines[i].substr(0, space), lines[i].substr(space + 1));
    }
    if (!good) {
        return error{errc::protocol, "the stored calendar " + spec.name + " cannot be read"};
    }
    return spec;
}

calendar::calendar(calendar_spec spec, time_zone zone, seconds business_day)
    : spec_(std::move(spec)), zone_(zone), business_day_(business_day) {}

result<calendar> calendar::compile(calendar_spec spec) {
    const auto zone = time_zone::find(spec.zone);
    if (!zone) {
        return zone.error();
    }
    if (auto checked = check_week(spec.week); !checked) {
        return checked.error();
    }
    if (auto checked = check_dates(spec); !checked) {
        return checked.error();
    }
    const seconds business_day = most_common_day(spec.week);
    calendar made(std::move(spec), *zone, business_day);
    for (const auto& [date, windows] : made.spec_.special) {
        for (const int first : {-1, 0}) {
            const civil_date day = day_after(date, first);
            if (runs_into(made.windows_of(day), made.windows_of(day_after(day, 1)))) {
                return invalid(
                    format_date(day) + " runs past midnight into the windows of " +
                    format_date(day_after(day, 1))
                );
            }
        }
    }
    return made;
}

const std::vector<window>& calendar::windows_of(civil_date date) const {
    static const std::vector<window> none;
    if (std::binary_search(spec_.holidays.begin(), spec_.holidays.end(), date)) {
        return none;
    }
    const auto special = spec_.special.find(date);
    return special != spec_.special.end() ? special->second : spec_.week[weekday_of(date)];
}

std::vector<calendar::placed> calendar::lay_out(int year) const {
    std::vector<placed> windows;
    std::int64_t worked = 0;
    const std::chrono::sys_days end{std::chrono::year{year + 1} / 1 / 1};
    for (std::chrono::sys_days day{std::chrono::year{year} / 1 / 1}; day < end;
         day += std::chrono::days{1}) {
        const civil_date date{day};
        for (const auto& [opens, closes] : windows_of(date)) {
            const std::int64_t start = to_unix_ms(zone_.to_instant({date, opens}));
            const std::int64_t close = to_unix_ms(zone_.to_instant({date, closes}));
            // A window that lies wholly in a skipped hour has no length.
            if (start < close) {
                windows.push_back({start, close, worked});
                worked += close - start;
            }
        }
    }
    return windows;
}

void calendar::append_year() const {
    const auto year = lay_out(end_year_++);
    const std::int64_t offset = worked_at_end_;
    for (auto p : year) {
        p.before += offset;
        placed_.push_back(p);
        worked_at_end_ = p.worked_at_end();
    }
}

void calendar::prepend_year() const {
    auto year = lay_out(--first_year_);
    if (year.empty()) {
        return;
    }
    const std::int64_t length = year.back().worked_at_end();
    worked_at_start_ -= length;
    for (auto& p : year) {
        p.before += worked_at_start_;
    }
    placed_.insert(placed_.begin(), year.begin(), year.end());
}

void calendar::cover(std::int64_t t) const {
    if (t >= covered_from_ && t < covered_to_) {
        return;
    }
    // Zones and windows past midnight shift the turn of the year by less than three days.
    constexpr std::chrono::days shift{3};
    const auto year_of = [](std::chrono::milliseconds time) {
        const std::chrono::sys_days day{std::chrono::floor<std::chrono::days>(time)};
        return std::clamp(static_cast<int>(civil_date{day}.year()), earliest_year, latest_year);
    };
    const auto start_of = [](int year) {
        return milliseconds{days_since_epoch(std::chrono::year{year} / 1 / 1)};
    };
    const milliseconds time{std::clamp<std::int64_t>(t, 0, end_of_time - 1)};
    const int first = year_of(time - shift);
    const int end = year_of(time + shift) + 1;
    if (first_year_ == end_year_) {
        first_year_ = end_year_ = first;
    }
    while (end_year_ < end) {
        append_year();
    }
    while (first_year_ > first) {
        prepend_year();
    }
    covered_from_ = (start_of(first_year_) + shift).count();
    covered_to_ = (start_of(end_year_) - shift).count();
}

std::size_t calendar::count_started(std::int64_t t) const {
    cover(t);
    const auto later = std::partition_point(placed_.begin(), placed_.end(), [t](const placed& p) {
        return p.start <= t;
    });
    return static_cast<std::size_t>(later - placed_.begin());
}

std::int64_t calendar::worked_until(std::int64_t t, std::size_t started) const {
    if (started == 0) {
        return worked_at_start_;
    }
    const auto& p = placed_[started - 1];
    return p.before + std::min(t, p.end) - p.start;
}

instant calendar::add(instant start, seconds working) const {
    if (working <= seconds{0}) {
        return start;
    }
    constexpr std::chrono::years longest{latest_year - earliest_year + 1};
    const milliseconds bounded = std::min<seconds>(working, longest);
    const std::int64_t from = to_unix_ms(start);
    const std::size_t started = count_started(from);
    const std::int64_t target = worked_until(from, started) + bounded.count();
    while (worked_at_end_ < target) {
        if (end_year_ > latest_year) {
            return std::max(start, from_unix_ms(end_of_time));
        }
        append_year();
    }
    // Most due times lie a few windows ahead: look there in growing steps before halving.
    std::size_t low = started == 0 ? 0 : started - 1;
    std::size_t step = 1;
    while (low + step < placed_.size() && placed_[low + step].worked_at_end() < target) {
        low += step;
        step *= 2;
    }
    const auto begin = placed_.begin() + static_cast<std::ptrdiff_t>(low);
    const auto end =
        placed_.begin() + static_cast<std::ptrdiff_t>(std::min(low + step + 1, placed_.size()));
    const auto p = std::partition_point(begin, end, [target](const placed& w) {
        return w.worked_at_end() < target;
    });
    return from_unix_ms(p->start + (target - p->before));
}

seconds calendar::between(instant a, instant b) const {
    const auto worked = [this](std::int64_t t) { return worked_until(t, count_started(t)); };
    return std::chrono::duration_cast<seconds>(milliseconds{
        worked(to_unix_ms(b)) - worked(to_unix_ms(a))});
}

bool calendar::is_open(instant t) const {
    return next_open(t) == t;
}

instant calendar::next_open(instant t) const {
    const std::int64_t at = to_unix_ms(t);
    cover(at);
    while (placed_.empty() || placed_.back().end <= at) {
        if (end_year_ > latest_year) {
            return std::max(t, from_unix_ms(end_of_time));
        }
        append_year();
    }
    const auto p = std::partition_point(placed_.begin(), placed_.end(), [at](const placed& w) {
        return w.end <= at;
    });
    return from_unix_ms(std::max(p->start, at));
}

}  // namespace fillrate::domain
