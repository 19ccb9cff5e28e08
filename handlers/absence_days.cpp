#include "handlers/absence_days.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/tokens.hpp"
#include "handlers/absence.hpp"
#include "handlers/answers.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

/// The first day and the last one.
struct day_span {
    civil_date first{};
    civil_date last{};
    friend bool operator==(const day_span&, const day_span&) = default;
};

std::vector<civil_date> days_in(const chat::when_reading& reading) {
    if (const auto* one = std::get_if<chat::moment>(&reading)) {
        return {one->date};
    }
    if (const auto* two = std::get_if<chat::two_moments>(&reading)) {
        return {two->first.date, two->second.date};
    }
    return {};
}

/// The readings of two typed days, first days and last days in the same order of month and day.
struct typed_days {
    std::vector<civil_date> first{};
    std::vector<civil_date> last{};
};

// "12/1-12/5", "dec 1 to dec 5", "fri".
typed_days read_days(const std::string& typed, instant now, const time_zone& in) {
    const auto text = chat::plain_dashes(typed);
    const auto days = [&](std::string_view part) {
        return days_in(chat::parse_when(trim(part), now, in));
    };
    if (auto alone = days(text); !alone.empty()) {
        return {alone, alone};
    }
    for (const std::string_view between : {" to ", "-"}) {
        for (auto at = text.find(between); at != std::string::npos;
             at = text.find(between, at + 1)) {
            auto first = days(std::string_view(text).substr(0, at));
            auto last = days(std::string_view(text).substr(at + between.size()));
            if (!first.empty() && !last.empty()) {
                return {std::move(first), std::move(last)};
            }
        }
    }
    return {};
}

// What both may mean together: to come, in order, and no longer than anybody is away.
std::vector<day_span> spans_of(const typed_days& typed, civil_date today) {
    std::vector<day_span> spans;
    for (std::size_t i = 0; i < std::max(typed.first.size(), typed.last.size()); ++i) {
        const day_span one{
            typed.first[std::min(i, typed.first.size() - 1)],
            typed.last[std::min(i, typed.last.size() - 1)]};
        const auto length = days_since_epoch(one.last) - days_since_epoch(one.first);
        const bool fits =
            one.first <= one.last && one.last >= today && length <= domain::longest_absence;
        if (fits && std::ranges::find(spans, one) == spans.end()) {
            spans.push_back(one);
        }
    }
    return spans;
}

std::string with_days(const context& ctx, const day_span& span) {
    auto command = ctx.command;
    std::erase_if(command.arguments, [](const chat::argument& a) {
        return a.key == "from" || a.key == "until";
    });
    command.tail = format_date(span.first) + " to " + format_date(span.last);
    return chat::to_line(command);
}

// Days that can be named as an example: the coming five.
day_span from_on(civil_date today) {
    return {today, date_of(days_since_epoch(today) + std::chrono::days{4})};
}

domain::absence absence_on(const day_span& span, const time_zone& in) {
    domain::absence made;
    made.from = in.to_instant({span.first, seconds{0}});
    made.until =
        in.to_instant({date_of(days_since_epoch(span.last) + std::chrono::days{1}), seconds{0}});
    made.zone = in.name();
    return made;
}

// The days of the line: its tail, or from: and until:, from today on when only the end is named.
typed_days read_typed(const context& ctx, const time_zone& in, civil_date today) {
    constexpr std::string_view open{"until "};  // "me away until fri"
    const auto days = tail_of(ctx, "days");
    const bool only_end = days.starts_with(open);
    if (!days.empty() && !only_end) {
        return read_days(days, ctx.now, in);
    }
    const auto until = only_end ? days.substr(open.size()) : value_of(ctx, "until");
    if (until.empty()) {
        return {};
    }
    const auto from = value_of(ctx, "from");
    return {
        from.empty() ? std::vector{today} : days_in(chat::parse_when(from, ctx.now, in)),
        days_in(chat::parse_when(until, ctx.now, in))};
}

}  // namespace

std::optional<domain::absence> read_absence(
    const context& ctx,
    const std::string& zone,
    field_problems& problems
) {
    const std::string field = ctx.from_form ? "until" : "days";
    const auto in = time_zone::find(zone);
    if (!in) {
        problems.add(field, "There is no time zone to count days in.");
        return std::nullopt;
    }
    const auto today = in->to_local(ctx.now).civil.date;
    const auto days = tail_of(ctx, "days");
    const auto until = value_of(ctx, "until");
    const auto typed = read_typed(ctx, *in, today);
    if (typed.first.empty() || typed.last.empty()) {
        problems.add(
            field,
            days.empty() && until.empty()
                ? "Say until when."
                : "I cannot read these days. Name the first and the last.",
            with_days(ctx, from_on(today))
        );
        return std::nullopt;
    }
    const auto spans = spans_of(typed, today);
    if (spans.empty()) {
        problems.add(
            field,
            "These days have passed, run backwards, or are more than " +
                std::to_string(domain::longest_absence.count()) + " days.",
            with_days(ctx, from_on(today))
        );
        return std::nullopt;
    }
    if (spans.size() > 1) {
        std::vector<reading> readings;
        for (const auto& span : spans) {
            readings.push_back({days_text(absence_on(span, *in), ctx.now), with_days(ctx, span)});
        }
        const auto text =
            "That can be " + readings[0].label + " or " + readings[1].label + ". Say which.";
        problems.ask_which(field, text, std::move(readings));
        return std::nullopt;
    }
    const auto& span = spans.front();
    const auto text = days.empty() ? value_of(ctx, "from") + ' ' + until : days;
    for (const auto day : {span.first, span.last}) {
        if (auto far = other_year_problem(text, {.date = day}, today)) {
            problems.add(field, std::move(*far), with_days(ctx, span));
            return std::nullopt;
        }
    }
    return absence_on(span, *in);
}

std::optional<domain::quiet_hours> read_quiet_hours(const context& ctx, const std::string& zone) {
    const auto found = time_zone::find(zone);
    if (!found) {
        return std::nullopt;
    }
    const auto& in = *found;
    const auto typed = ctx.from_form ? value_of(ctx, "from") + " to " + value_of(ctx, "until")
                                     : tail_of(ctx, "hours");
    const auto text = chat::plain_dashes(to_lower_ascii(typed));
    const auto to = text.find(" to ");
    const auto at = to == std::string::npos ? text.find('-') : to;
    if (at == std::string::npos) {
        return std::nullopt;
    }
    const auto minute = [&](std::string_view part) -> std::optional<std::uint32_t> {
        auto hour = std::string(trim(part));
        const auto whole = parse_int<std::uint32_t>(hour);
        if (whole) {
            return *whole <= 24 ? std::optional{*whole % 24 * 60} : std::nullopt;
        }
        hour = "2026-12-01 " + (hour.size() > 1 && hour[1] == ':' ? "0" + hour : hour);
        const auto read = chat::parse_when(hour, ctx.now, in);
        const auto* moment = std::get_if<chat::moment>(&read);
        if (moment == nullptr || moment->date_only) {
            return std::nullopt;
        }
        const auto since = in.to_local(moment->at).civil.since_midnight;
        return static_cast<std::uint32_t>(std::chrono::floor<minutes>(since).count());
    };
    const auto from = minute(std::string_view(text).substr(0, at));
    const auto until =
        minute(std::string_view(text).substr(at + (to == std::string::npos ? 1 : 4)));
    if (!from || !until || *from == *until) {
        return std::nullopt;
    }
    return domain::quiet_hours{*from, *until, std::string(in.name())};
}

}  // namespace fillrate::handlers
