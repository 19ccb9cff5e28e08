#include "handlers/shift_subject.hpp"

#include "core/base/text.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/when.hpp"
#include "core/chat/when_words.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/lists.hpp"
#include "handlers/shift.hpp"
#include "handlers/subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::shift_id;
using domain::work_shift;
using shifts = std::vector<const work_shift*>;

constexpr std::chrono::days days_behind{4};
constexpr std::uint32_t shifts_looked_at = 60;
constexpr std::size_t most_days_at_once = 14;
constexpr std::chrono::days most_days_ahead{35};
constexpr std::chrono::days week{7};

civil_date plus(civil_date day, std::chrono::days by) {
    return date_of(days_since_epoch(day) + by);
}

std::optional<shift_id> pressed_shift(const context& ctx) {
    const auto& subjects = ctx.command.subjects;
    return subjects.empty() ? std::nullopt : domain::parse_shift_name(subjects.front());
}

// A day that is named alone, in the coming week or wherever its date is.
std::optional<civil_date> read_day(
    std::string_view text,
    instant now,
    const time_zone& zone,
    std::string& problem
) {
    const auto reading = chat::parse_when(text, now, zone);
    if (const auto* wrong = std::get_if<chat::when_problem>(&reading)) {
        problem = wrong->text;
        return std::nullopt;
    }
    const auto* one = std::get_if<chat::moment>(&reading);
    if (one == nullptr || !one->date_only) {
        problem = "\"" + displayable(text) + "\" is not one day. Say it as dec 1, mon or mon..fri.";
        return std::nullopt;
    }
    return one->date;
}

// Which of two days "11/12" names is asked, in words that look back as any other date does.
bool ask_which_day(
    const context& ctx,
    std::string_view text,
    const time_zone& zone,
    field_problems& problems
) {
    const auto read = chat::parse_when(text, ctx.now, zone);
    const auto* two = std::get_if<chat::two_moments>(&read);
    if (two == nullptr || !two->first.date_only || !two->second.date_only) {
        return false;
    }
    const auto meant = [&ctx, text](civil_date day) {
        const auto number = std::to_string(static_cast<unsigned>(day.day()));
        const auto month = std::string(short_month(day));
        auto days = value_of(ctx, "on");
        days.replace(days.find(text), text.size(), to_lower_ascii(month) + ' ' + number);
        return reading{number + ' ' + month, corrected(ctx, "on", days)};
    };
    auto first = meant(two->first.date);
    auto second = meant(two->second.date);
    auto question = "\"" + displayable(text) + "\" can be " + first.label + " or " + second.label +
                    ". Say which.";
    problems.ask_which("on", std::move(question), {std::move(first), std::move(second)});
    return true;
}

// "today" and "tomorrow" move along with the day on which they are said; a weekday and a date stay
// where they are.
bool moves_along(std::string_view text, civil_date read, instant now, const time_zone& zone) {
    const auto earlier = now - std::chrono::days{2};
    std::string ignored;
    const auto read_earlier = read_day(text, earlier, zone, ignored);
    const auto distance = [&zone](civil_date day, instant from) {
        return days_since_epoch(day) - days_since_epoch(zone.to_local(from).civil.date);
    };
    return read_earlier && distance(*read_earlier, earlier) == distance(read, now);
}

// What a day named without a year or date means looking back: "fri" of last week.
civil_date looking_back(
    std::string_view text,
    civil_date ahead,
    instant now,
    const time_zone& zone
) {
    const auto today = zone.to_local(now).civil.date;
    const bool says_next = to_lower_ascii(trim(text)).starts_with("next ");
    if (ahead <= today || says_next || moves_along(text, ahead, now, zone)) {
        return ahead;
    }
    std::string ignored;
    for (int back = 1; back <= week.count(); ++back) {
        const auto earlier = read_day(text, now - std::chrono::hours{24} * back, zone, ignored);
        if (earlier && *earlier <= today) {
            return *earlier;
        }
    }
    // A date of months ago is not meant to be next year's.
    constexpr std::chrono::days half_a_year{183};
    const bool far_ahead = days_since_epoch(ahead) - days_since_epoch(today) > half_a_year;
    const auto year_before = read_day(text, now - std::chrono::days{366}, zone, ignored);
    return far_ahead && year_before && *year_before <= today ? *year_before : ahead;
}

std::optional<seconds> read_clock_time(
    const context& ctx,
    std::string_view key,
    const time_zone& zone,
    field_problems& problems
) {
    const auto today = zone.to_local(ctx.now).civil.date;
    const auto reading =
        chat::parse_when(value_of(ctx, key), zone.to_instant({today, seconds{0}}), zone);
    const auto time_of = [&zone](const chat::moment& m) {
        return zone.to_local(m.at).civil.since_midnight;
    };
    if (const auto* one = std::get_if<chat::moment>(&reading); one != nullptr && !one->date_only) {
        return time_of(*one);
    }
    const auto* two = std::get_if<chat::two_moments>(&reading);
    if (two != nullptr && !two->first.date_only && time_of(two->first) == time_of(two->second)) {
        return time_of(two->first);
    }
    problems.add(
        std::string(key),
        "Say the time as 14:00 or 2pm.",
        corrected(ctx, key, key == "to" ? "22:00" : "14:00")
    );
    return std::nullopt;
}

std::optional<outcome> missing_shifts(const snapshot& seen, const std::vector<shift_id>& ids) {
    need wanted;
    for (const auto& id : ids) {
        auto name = domain::record_name(id);
        if (!seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{outcome(std::move(wanted))};
}

found_shift found(const snapshot& seen, const domain::requisition& req, shift_id id) {
    const auto name = domain::record_name(id);
    return {&req, std::move(id), seen.find<work_shift>(name), seen.version_of(name)};
}

outcome no_such_shift(const context& ctx, const domain::requisition& req, const std::string& name) {
    const auto number = std::to_string(req.number.value);
    const bool plans = domain::may(domain::permission::staff, req, ctx.actor);
    return name.empty() ? refuse(
                              ctx,
                              "Which shift of " + shown_id(req.number) +
                                  "? Name it: " + "1st, 2nd, 3rd, day, night or weekend.",
                              "shift " + number + " 2nd"
                          )
                        : refuse(
                              ctx,
                              "No " + name + " shift of " + shown_id(req.number) +
                                  " lies ahead. Name its day" + (plans ? ", or plan it." : "."),
                              number + " shifts"
                          );
}

// Of a day that is said: the coming one, unless only the past one is on record.
std::variant<found_shift, outcome> shift_on_day(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const std::string& name,
    const time_zone& zone,
    nearest_shift where_unsaid
) {
    const auto text = value_of(ctx, "on");
    std::string problem;
    const auto ahead = read_day(text, ctx.now, zone, problem);
    if (!ahead) {
        field_problems problems;
        if (!ask_which_day(ctx, text, zone, problems)) {
            problems.add("on", problem);
        }
        return problems.answer(ctx, corrected(ctx, "on", "today"));
    }
    const auto back = looking_back(text, *ahead, ctx.now, zone);
    const shift_id later{req.number, format_date(*ahead), name};
    const shift_id earlier{req.number, format_date(back), name};
    if (auto wanted = missing_shifts(seen, {later, earlier})) {
        return std::move(*wanted);
    }
    const bool later_known = seen.find<work_shift>(domain::record_name(later)) != nullptr;
    const bool earlier_known = seen.find<work_shift>(domain::record_name(earlier)) != nullptr;
    const bool goes_back = where_unsaid == nearest_shift::begun || (earlier_known && !later_known);
    return found(seen, req, goes_back ? earlier : later);
}

// The one that began last: today's, or yesterday's as long as today's has not begun.
std::variant<found_shift, outcome> last_begun(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const std::string& name,
    const shifts& known,
    const time_zone& zone
) {
    const auto today = zone.to_local(ctx.now).civil.date;
    const std::vector<civil_date> days{today, plus(today, -std::chrono::days{1})};
    std::vector<shift_id> ids;
    for (const auto day : days) {
        ids.push_back({req.number, format_date(day), name});
    }
    if (auto wanted = missing_shifts(seen, ids)) {
        return std::move(*wanted);
    }
    field_problems problems;
    const auto span = read_span(ctx, name, known, zone, problems);
    if (!span) {
        return problems.answer(ctx, shift_line(ids.front(), "11/12"));
    }
    for (std::size_t i = 0; i < days.size(); ++i) {
        auto one = found(seen, req, ids[i]);
        const bool off =
            one.record != nullptr && one.record->state == domain::shift_state::called_off;
        const auto starts =
            one.record != nullptr ? one.record->starts : begins(days[i], *span, zone);
        if (!off && starts <= ctx.now) {
            return one;
        }
    }
    return found(seen, req, ids.back());
}

const work_shift* nearest(
    const shifts& known,
    const std::string& name,
    nearest_shift which,
    instant now
) {
    const work_shift* best = nullptr;
    for (const auto* one : known) {
        const bool named = name.empty() || one->id.name == name;
        if (which == nearest_shift::coming && named && one->ends > now && best == nullptr) {
            best = one;
        }
        if (which == nearest_shift::begun && named && one->starts <= now) {
            best = best == nullptr || best->starts < one->starts ? one : best;
        }
    }
    return best;
}

}  // namespace

std::variant<const domain::requisition*, outcome> find_staffed(
    const context& ctx,
    const snapshot& seen
) {
    auto asked = ctx;
    if (const auto id = pressed_shift(ctx)) {
        asked.command.subjects = {domain::record_name(id->requisition)};
    }
    auto all = find_requisitions(asked, seen);
    if (auto* early = std::get_if<outcome>(&all)) {
        return std::move(*early);
    }
    const auto* req = std::get<found_requisitions>(all).front();
    if (req->category != domain::category::light_industrial) {
        return refuse(
            ctx,
            shown_id(req->number) +
                " is filled by name, so it has no shifts to count: those are for light industrial.",
            std::to_string(req->number.value) + " candidates"
        );
    }
    return req;
}

index_page shifts_page(const domain::requisition& req, instant now) {
    return {
        domain::shift_list(req.number),
        0,
        shifts_looked_at,
        false,
        to_unix_ms(now - days_behind)};
}

instant begins(civil_date day, const shift_span& span, const time_zone& zone) {
    return zone.to_instant({day, span.from});
}

instant ends(civil_date day, const shift_span& span, const time_zone& zone) {
    const auto next = span.to <= span.from ? seconds{std::chrono::days{1}} : seconds{0};
    return zone.to_instant({day, span.to + next});
}

domain::shift_patience patience_at(const domain::requisition& req, const domain::client* client) {
    if (client == nullptr) {
        return domain::usual_patience;
    }
    const auto site = std::ranges::find(client->sites, req.site, &domain::site::id);
    return site == client->sites.end() ? domain::usual_patience
                                       : site->patience.value_or(domain::usual_patience);
}

std::optional<shift_span> read_span(
    const context& ctx,
    const std::string& name,
    const shifts& known,
    const time_zone& zone,
    field_problems& problems
) {
    const auto* usual = domain::find_usual_shift(name);
    if (usual == nullptr) {
        problems.add("name", "Name the shift: 1st, 2nd, 3rd, day, night or weekend.");
        return std::nullopt;
    }
    shift_span span{usual->from, usual->to};
    for (const auto* one : known) {
        if (one->id.name == name) {
            span.from = zone.to_local(one->starts).civil.since_midnight;
            span.to = zone.to_local(one->ends).civil.since_midnight;
        }
    }
    for (const auto& [key, value] : {std::pair{"from", &span.from}, std::pair{"to", &span.to}}) {
        if (!value_of(ctx, key).empty()) {
            *value = read_clock_time(ctx, key, zone, problems).value_or(*value);
        }
    }
    return problems.empty() ? std::optional{span} : std::nullopt;
}

std::variant<found_shift, outcome> find_shift(
    const context& ctx,
    const snapshot& seen,
    nearest_shift where_unsaid
) {
    auto staffed = find_staffed(ctx, seen);
    if (auto* early = std::get_if<outcome>(&staffed)) {
        return std::move(*early);
    }
    const auto& req = *std::get<const domain::requisition*>(staffed);
    const auto page = shifts_page(req, ctx.now);
    if (!seen.pages.contains(page)) {
        need wanted;
        wanted.pages.push_back(page);
        return outcome(std::move(wanted));
    }
    if (const auto id = pressed_shift(ctx)) {
        if (auto wanted = missing_shifts(seen, {*id})) {
            return std::move(*wanted);
        }
        return found(seen, req, *id);
    }
    const auto zone = time_zone::find(req.zone.empty() ? ctx.organisation.default_zone : req.zone);
    if (!zone) {
        return refuse(ctx, "The site has no time zone, so its shifts have no times.", "help");
    }
    const auto known = records_of<work_shift>(seen, page);
    const auto name = value_of(ctx, "name");
    if (!name.empty() && !value_of(ctx, "on").empty()) {
        return shift_on_day(ctx, seen, req, name, *zone, where_unsaid);
    }
    if (!name.empty() && where_unsaid == nearest_shift::begun) {
        return last_begun(ctx, seen, req, name, known, *zone);
    }
    const auto* one = nearest(known, name, where_unsaid, ctx.now);
    if (one == nullptr) {
        return no_such_shift(ctx, req, name);
    }
    return found(seen, req, one->id);
}

namespace {

void add_backwards(
    const context& ctx,
    std::string_view from,
    std::string_view until,
    field_problems& problems
) {
    const auto days = std::string(from) + ".." + std::string(until);
    problems.add(
        "on",
        "\"" + displayable(days) + "\" runs backwards: name the first day first.",
        corrected(ctx, "on", std::string(until) + ".." + std::string(from))
    );
}

}  // namespace

std::vector<civil_date> read_days(
    const context& ctx,
    const time_zone& zone,
    field_problems& problems
) {
    std::vector<civil_date> days;
    const auto text = value_of(ctx, "on");
    const auto today = zone.to_local(ctx.now).civil.date;
    std::string problem;
    for (const auto part : split(text, ',')) {
        if (trim(part).empty()) {
            continue;
        }
        const auto dots = part.find("..");
        const auto from = trim(part.substr(0, dots));
        const auto until = dots == std::string_view::npos ? from : trim(part.substr(dots + 2));
        const auto first = read_day(from, ctx.now, zone, problem);
        auto last = until == from ? first : read_day(until, ctx.now, zone, problem);
        if (!first || !last) {
            if (!ask_which_day(ctx, first ? until : from, zone, problems)) {
                problems.add("on", problem, corrected(ctx, "on", "tomorrow"));
            }
            return {};
        }
        // "mon..fri" said on a Wednesday: the Friday after that Monday.
        const bool next_week = chat::weekday_of(chat::fold_word(until)).has_value();
        while (next_week && *last < *first && *first <= plus(*last, week)) {
            last = plus(*last, week);
        }
        if (*last < *first) {
            add_backwards(ctx, from, until, problems);
            return {};
        }
        for (auto day = *first; day <= *last && days.size() <= most_days_at_once;
             day = plus(day, std::chrono::days{1})) {
            days.push_back(day);
        }
    }
    std::ranges::sort(days);
    const auto repeated = std::ranges::unique(days);
    days.erase(repeated.begin(), repeated.end());
    if (days.empty() || days.size() > most_days_at_once) {
        problems.add(
            "on",
            "Name the days, at most " + std::to_string(most_days_at_once) + " at a time.",
            corrected(ctx, "on", "tomorrow")
        );
    } else if (days.front() < today || days.back() > plus(today, most_days_ahead)) {
        problems.add(
            "on",
            "Shifts are planned from today to five weeks ahead.",
            corrected(ctx, "on", "tomorrow")
        );
    }
    return days;
}

}  // namespace fillrate::handlers
