#include "bot/calendar_command.hpp"

#include "config/policies.hpp"
#include "core/base/text.hpp"
#include "core/domain/policy.hpp"
#include "core/domain/working_time.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace fillrate::bot {

namespace {

// Calendars know the years between (core/domain/calendar.hpp).
constexpr instant first_known = from_unix_ms(0);
constexpr instant end_of_known = from_unix_ms(7'258'118'400'000);

error no_calendar(const calendar_arguments& asked, const config::policy_file& file) {
    std::vector<std::string_view> known;
    std::vector<std::string> listed;
    for (const auto& spec : file.calendars) {
        known.emplace_back(spec.name);
        listed.push_back(spec.name);
    }
    const auto near = did_you_mean(asked.name, known, 1);
    auto text = "there is no calendar \"" + displayable(truncate_code_points(asked.name, 40)) + '"';
    if (asked.policies.empty()) {
        text += "; name the file that has it with --policies FILE";
    } else if (!near.empty()) {
        text += " in " + asked.policies + "; did you mean " + std::string(near.front()) + '?';
    } else {
        text += " in " + asked.policies + "; it has " +
                (listed.empty() ? std::string("none") : join(listed, ", "));
    }
    return {errc::invalid_input, text};
}

error wants_zone(const std::string& name) {
    return {
        errc::invalid_input,
        "the calendar " + name + " takes the zone of each site; name one, as " + name +
            ".America/Chicago"};
}

result<domain::calendar> in_zone(domain::calendar_spec spec, const std::string& zone) {
    if (zone.empty()) {
        return wants_zone(spec.name);
    }
    spec.zone = zone;
    return domain::calendar::compile(std::move(spec));
}

// What ships: "default.Europe/London", "light-industrial.Europe/London", and "24x7.Europe/London",
// which clocks call "always".
result<domain::calendar> shipped_calendar(
    const calendar_arguments& asked,
    const config::policy_file& file
) {
    const auto dot = std::min(asked.name.find('.'), asked.name.size());
    const auto name = asked.name.substr(0, dot);
    const bool always = name == domain::always_open_name;
    if (dot == asked.name.size() && (always || domain::is_shipped_calendar(name))) {
        return wants_zone(name);
    }
    const auto kept = always ? "always" + asked.name.substr(dot) : asked.name;
    const domain::policy_book shipped;
    const auto* of_zone = shipped.find_calendar(domain::reference(kept, 1));
    return of_zone == nullptr ? result<domain::calendar>(no_calendar(asked, file))
                              : result<domain::calendar>(*of_zone);
}

result<domain::calendar> find_calendar(const calendar_arguments& asked) {
    config::policy_file file;
    if (!asked.policies.empty()) {
        auto loaded = config::load_policies(asked.policies);
        if (!loaded) {
            return loaded.error();
        }
        file = std::move(*loaded);
    }
    // "dock.America/Chicago": the calendar that takes the zone of each site, in this one.
    const auto dot = std::min(asked.name.find('.'), asked.name.size());
    const auto name = asked.name.substr(0, dot);
    const auto spec = std::ranges::find(file.calendars, name, &domain::calendar_spec::name);
    if (spec != file.calendars.end() && spec->zone.empty()) {
        return in_zone(*spec, asked.name.substr(std::min(dot + 1, asked.name.size())));
    }
    if (spec != file.calendars.end() && name == asked.name) {
        return domain::calendar::compile(*spec);
    }
    return shipped_calendar(asked, file);
}

result<instant> read_instant(const domain::calendar& on, const std::string& text) {
    const auto read = on.zone().parse(text);
    const auto shown = '"' + displayable(truncate_code_points(text, 40)) + "\": ";
    if (!read) {
        return error(errc::invalid_input, shown + read.error().detail);
    }
    if (*read < first_known || *read >= end_of_known) {
        return error(errc::invalid_input, shown + "expected a time from 1970 to 2199");
    }
    return *read;
}

result<std::string> add(const domain::calendar& on, instant from, const std::string& duration) {
    const auto span = domain::parse_working_time(duration, on.business_day());
    if (!span) {
        return span.error();
    }
    const auto due = on.add(from, *span);
    if (due >= end_of_known) {
        return error(
            errc::invalid_input,
            duration + " of working time does not end before 2200 on this calendar"
        );
    }
    return on.zone().format_iso(due);
}

result<std::string> between(
    const domain::calendar& on,
    const calendar_arguments& asked,
    instant from,
    instant to
) {
    if (to < from) {
        const auto file = asked.policies.empty() ? "" : " --policies " + asked.policies;
        return error(
            errc::invalid_input,
            "the second time is before the first; the other way round: fillrate calendar " +
                asked.name + " between " + asked.operand + ' ' + asked.from + file
        );
    }
    return domain::format_working_time(on.between(from, to));
}

}  // namespace

result<std::string> answer_calendar(const calendar_arguments& asked) {
    const auto on = find_calendar(asked);
    if (!on) {
        return on.error();
    }
    const auto from = read_instant(*on, asked.from);
    if (!from) {
        return from.error();
    }
    if (asked.verb == "add") {
        return add(*on, *from, asked.operand);
    }
    const auto to = read_instant(*on, asked.operand);
    if (!to) {
        return to.error();
    }
    return between(*on, asked, *from, *to);
}

}  // namespace fillrate::bot
