#include "handlers/interview_times.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "handlers/answers.hpp"
#include "handlers/backdated.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace fillrate::handlers {

namespace {

using std::chrono::hours;

constexpr std::array<const char*, most_slots> slot_fields{"time1", "time2", "time3"};
/// So much working time the times may stay unanswered (DOMAIN.md 5).
constexpr seconds answer_patience = hours{4};

struct typed_time {
    std::string field{};
    std::string text{};
};

std::vector<typed_time> typed_times(const context& ctx) {
    std::vector<typed_time> typed;
    if (ctx.from_form) {
        for (const auto* field : slot_fields) {
            if (auto text = value_of(ctx, field); !text.empty()) {
                typed.push_back({field, std::move(text)});
            }
        }
        return typed;
    }
    for (const auto part : split(ctx.command.tail, ',')) {
        if (!trim(part).empty()) {
            typed.push_back({slot_fields.front(), std::string(trim(part))});
        }
    }
    return typed;
}

// The typed line with one of its times written out.
std::string with_time(const context& ctx, const std::string& typed, const std::string& exact) {
    auto command = ctx.command;
    if (const auto at = command.tail.find(typed); at != std::string::npos) {
        command.tail.replace(at, typed.size(), exact);
    }
    return chat::to_line(command);
}

// One time to come; a problem otherwise.
std::optional<instant> read_slot(
    const context& ctx,
    const typed_time& typed,
    const time_zone& in,
    field_problems& problems
) {
    const auto reading = chat::parse_when(typed.text, ctx.now, in);
    if (const auto* wrong = std::get_if<chat::when_problem>(&reading)) {
        problems.add(typed.field, wrong->text);
        return std::nullopt;
    }
    if (const auto* two = std::get_if<chat::two_moments>(&reading)) {
        problems.ask_which(
            typed.field,
            "\"" + displayable(typed.text) + "\" can be " + two->first.echo + " (" +
                exact_text(two->first, in) + ") or " + two->second.echo + " (" +
                exact_text(two->second, in) + "). Say which.",
            {{two->first.echo, with_time(ctx, typed.text, exact_text(two->first, in))},
             {two->second.echo, with_time(ctx, typed.text, exact_text(two->second, in))}}
        );
        return std::nullopt;
    }
    const auto& one = std::get<chat::moment>(reading);
    if (one.date_only) {
        problems.add(
            typed.field,
            "Say a time too, such as \"" + displayable(typed.text) + " 10:00\".",
            with_time(ctx, typed.text, typed.text + " 10:00")
        );
        return std::nullopt;
    }
    const auto today = in.to_local(ctx.now).civil.date;
    if (auto far = other_year_problem(typed.text, one, today)) {
        auto next = with_time(ctx, typed.text, exact_text(one, in));
        problems.add(typed.field, std::move(*far), std::move(next));
        return std::nullopt;
    }
    if (one.at <= ctx.now) {
        problems.add(typed.field, one.echo + " has passed.");
        return std::nullopt;
    }
    return one.at;
}

std::vector<instant> readings_of(const chat::when_reading& reading) {
    std::vector<instant> all;
    if (const auto* one = std::get_if<chat::moment>(&reading); one != nullptr && !one->date_only) {
        all.push_back(one->at);
    }
    if (const auto* two = std::get_if<chat::two_moments>(&reading)) {
        for (const auto* each : {&two->first, &two->second}) {
            if (!each->date_only) {
                all.push_back(each->at);
            }
        }
    }
    return all;
}

std::optional<clock_face> site_face(const found_interview& one, const domain::policy_book& book) {
    auto face = face_for(*one.req, one.client, book);
    return face ? std::optional{std::move(*face)} : std::nullopt;
}

// 09:00 of the first working day after the day it ends on.
instant working_morning(const domain::calendar& on, instant end) {
    const auto& zone = on.zone();
    const auto day = zone.to_local(end).civil.date;
    const civil_date next{std::chrono::sys_days{day} + std::chrono::days{1}};
    const auto open = on.next_open(zone.to_instant({.date = next, .since_midnight = seconds{0}}));
    return zone.to_instant({.date = zone.to_local(open).civil.date, .since_midnight = hours{9}});
}

}  // namespace

std::vector<instant> read_slots(
    const context& ctx,
    std::string_view zone,
    field_problems& problems
) {
    const auto in = time_zone::find(zone.empty() ? ctx.organisation.default_zone : zone);
    std::vector<instant> slots;
    if (!in) {
        problems.add(slot_fields.front(), "The site has no time zone, so no time can be read.");
        return slots;
    }
    const auto typed = typed_times(ctx);
    if (typed.size() > most_slots) {
        problems.add(slot_fields.front(), "Offer three times at most.");
        return slots;
    }
    for (const auto& one : typed) {
        if (const auto at = read_slot(ctx, one, *in, problems)) {
            slots.push_back(*at);
        }
    }
    std::ranges::sort(slots);
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    return slots;
}

void add_slot_fields(chat::form& to, const std::vector<instant>& slots, std::string_view zone) {
    const auto in = time_zone::find(zone);
    for (std::size_t i = 0; i < slot_fields.size(); ++i) {
        auto value = in && i < slots.size() ? in->format_iso(slots[i]) : std::string{};
        to.fields.push_back(
            line_field(slot_fields[i], "Time " + std::to_string(i + 1), std::move(value))
        );
    }
    to.fields[to.fields.size() - slot_fields.size()].hint =
        "Such as tue 10:00, " + (in ? city_of(zone) + " time" : std::string("with a zone")) + '.';
}

std::optional<instant> read_past_moment(
    const context& ctx,
    std::string_view text,
    std::string_view zone,
    field_problems& problems
) {
    constexpr int week = 7;  // days
    const auto in = time_zone::find(zone.empty() ? ctx.organisation.default_zone : zone);
    std::optional<instant> last;
    // "mon 14:00" is read as the next one; read some days ago it is the last one.
    const int days_back = names_its_day(text) ? 0 : week;
    for (int day = 0; in && !last && day <= days_back; ++day) {
        const auto as_of = ctx.now - hours{24} * day;
        for (const auto at : readings_of(chat::parse_when(text, as_of, *in))) {
            const bool fits = at <= ctx.now && at >= ctx.now - hours{24} * week;
            if (fits && (!last || at > *last)) {
                last = at;
            }
        }
    }
    if (!last) {
        problems.add("time", "Say when it began, within the last week, such as mon 14:00.");
    }
    return last;
}

std::uint32_t read_length(const context& ctx, std::uint32_t otherwise, field_problems& problems) {
    auto typed = to_lower_ascii(value_of(ctx, "len"));
    if (typed.empty()) {
        return otherwise;
    }
    const auto digits = typed.substr(0, typed.find_first_not_of("0123456789"));
    const auto unit = std::string(trim(typed.substr(digits.size())));
    const bool in_hours = unit == "h" || unit == "hour" || unit == "hours";
    const bool in_minutes = unit.empty() || unit == "m" || unit == "min" || unit == "minutes";
    const auto count = digits.size() > 4 ? std::nullopt : parse_int<std::uint32_t>(digits);
    const auto length = count.value_or(0) * (in_hours ? 60U : 1U);
    if (!count || (!in_hours && !in_minutes) || length < 5 || length > 480) {
        problems.add("len", "Say the length in minutes, such as 45m.");
        return otherwise;
    }
    return length;
}

std::string read_place(const context& ctx, field_problems& problems) {
    constexpr std::size_t longest_place = 200;
    auto place = displayable(value_of(ctx, "place"));
    if (count_code_points(place) > longest_place) {
        problems.add("place", "Say the place in at most 200 characters.");
        return {};
    }
    return place;
}

std::string read_link(const context& ctx, field_problems& problems) {
    auto link = displayable(value_of(ctx, "link"));
    const bool web = link.starts_with("https://") || link.starts_with("http://");
    const bool fits = link.empty() || (web && link.size() <= 500 && link.find(' ') == link.npos);
    if (!fits) {
        problems.add("link", "Give a whole address, such as https://meet.example/52.");
        return {};
    }
    return link;
}

meeting_terms read_meeting_terms(
    const context& ctx,
    const found_interview& one,
    field_problems& problems
) {
    meeting_terms said{
        read_length(ctx, 0, problems),
        read_place(ctx, problems),
        read_link(ctx, problems)};
    const bool any = said.length != 0 || !said.place.empty() || !said.link.empty();
    if (any && !domain::may(domain::interview_permission::arrange, one.context(), ctx.actor)) {
        auto without = ctx.command;
        std::erase_if(without.arguments, [](const auto& each) {
            return each.key == "len" || each.key == "place" || each.key == "link";
        });
        problems.add(
            "len",
            "Length, place and link are for the hiring manager or the account manager to say.",
            chat::to_line(without)
        );
    }
    return said;
}

std::optional<domain::times_offered> offer_of(
    const found_interview& one,
    const domain::policy_book& book,
    std::vector<instant> slots,
    instant now
) {
    const auto face = site_face(one, book);
    if (!face) {
        return std::nullopt;
    }
    domain::times_offered offered;
    offered.slots = std::move(slots);
    offered.answers = one.iv->supplier.empty() ? domain::party::program : domain::party::supplier;
    offered.answer_by = face->on->add(now, answer_patience);
    offered.escalate_at = face->on->add(now, 2 * answer_patience);
    return offered;
}

std::optional<domain::interview_confirmed> agreement_of(
    const found_interview& one,
    const domain::policy_book& book,
    instant start,
    std::uint32_t length
) {
    const auto face = site_face(one, book);
    if (!face) {
        return std::nullopt;
    }
    domain::interview_confirmed agreed;
    agreed.start = start;
    agreed.length = length;
    const auto end = start + minutes{length};
    agreed.morning = working_morning(*face->on, end);
    const auto patience = book.choose(*one.req).assumed_held_hours;
    if (patience != domain::usual_assumed_hours) {
        agreed.assumed_after = patience;
    }
    return agreed;
}

std::string listed_times(const std::vector<instant>& slots, std::string_view zone, instant now) {
    std::vector<std::string> times;
    for (const auto slot : slots) {
        times.push_back(local_time(slot, zone, now));
    }
    return join(times, ", ");
}

}  // namespace fillrate::handlers
