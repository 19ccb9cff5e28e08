// `shift 207 2nd 11/12 noshow:1`: who came, by one message or button (DOMAIN.md 3.6).
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/chat/when.hpp"
#include "core/domain/counted_starts.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/backdated.hpp"
#include "handlers/behalf.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/shift.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <initializer_list>

namespace fillrate::handlers {

namespace {

using domain::head_count;
using domain::work_shift;

constexpr std::chrono::days days_behind_named{4};
constexpr std::chrono::days days_ahead_named{35};

/// What the line or form says.
struct said_count {
    std::uint32_t ordered = 0;  ///< 0: not said
    head_count came{};
};

chat::form count_form(const found_shift& one, const work_shift& of) {
    chat::form form;
    form.title = "Count, " + shown_shift(one.id);
    form.submit = "Save";
    form.act.name = "count";
    form.act.subject = domain::record_name(one.id);
    form.act.version = one.version;
    const auto add = [&form](std::string id, std::string label, std::uint32_t value) {
        auto field = line_field(std::move(id), std::move(label), std::to_string(value), true);
        field.what = chat::form_field::kind::number;
        form.fields.push_back(std::move(field));
    };
    const auto came = of.came.value_or(head_count{of.ordered, 0, 0});
    add("present", "Present", came.present);
    add("noshow", "Did not come", came.no_show);
    add("delayed", "Came after its beginning", came.delayed);
    return form;
}

std::uint32_t read_number(
    std::string_view key,
    const std::string& text,
    std::string_view next,
    field_problems& problems
) {
    if (text.empty()) {
        return 0;
    }
    const auto read = chat::parse_count(text, 0, domain::max_openings);
    if (!read) {
        problems.add(std::string(key), read.error().detail, std::string(next));
    }
    return read ? *read : 0U;
}

said_count read_said(const context& ctx, const std::string& next, field_problems& problems) {
    said_count said;
    const auto share = value_of(ctx, "count");
    const auto slash = std::min(share.find('/'), share.size());
    said.came.present = share.empty()
                            ? read_number("present", value_of(ctx, "present"), next, problems)
                            : read_number("count", share.substr(0, slash), next, problems);
    if (slash < share.size()) {
        said.ordered = read_number("count", share.substr(slash + 1), next, problems);
        if (said.ordered == 0) {
            problems.add("count", "Say how many came of how many ordered.", next);
        }
    }
    if (const auto ordered = value_of(ctx, "ordered"); !ordered.empty()) {
        said.ordered = read_number("ordered", ordered, next, problems);
    }
    said.came.no_show = read_number("noshow", value_of(ctx, "noshow"), next, problems);
    said.came.delayed = read_number("delayed", value_of(ctx, "delayed"), next, problems);
    return said;
}

// Why these numbers cannot be of that shift.
void check_count(
    const work_shift& of,
    const head_count& came,
    const std::string& next,
    field_problems& problems
) {
    const auto confirmed = domain::confirmed_heads(of);
    const auto ordered = std::to_string(of.ordered);
    if (came.present > of.ordered) {
        problems.add(
            "present",
            std::to_string(came.present) + " came, yet " + ordered +
                " were ordered. If more were wanted, say so.",
            shift_line(of.id, std::to_string(came.present) + '/' + std::to_string(came.present))
        );
    } else if (confirmed > 0 && came.no_show > confirmed) {
        problems.add(
            "noshow",
            std::to_string(confirmed) +
                " were confirmed, so no more than that can have stayed away.",
            next
        );
    } else if (came.present + came.no_show > std::max(of.ordered, confirmed)) {
        problems.add(
            "noshow",
            "Present and not come make " + std::to_string(came.present + came.no_show) +
                ", more than the " + ordered + " ordered.",
            next
        );
    } else if (came.delayed > came.present) {
        problems.add("delayed", "Who came delayed is among those present.", next);
    }
}

// Whose heads they were, where that is one supplier: the rest counts for the client alone.
supplier_id supplier_of_all(const work_shift& of, const domain::requisition& req) {
    std::vector<supplier_id> some;
    for (const auto& one : of.confirmed) {
        if (one.heads > 0) {
            some.push_back(one.supplier);
        }
    }
    if (of.confirmed.empty()) {
        return domain::only_supplier_of(req);
    }
    return some.size() == 1 ? some.front() : supplier_id{};
}

// A shift that nobody planned begins with its count.
std::variant<domain::shift_planned, outcome> plan_from_count(
    const context& ctx,
    const snapshot& seen,
    const found_shift& one,
    std::uint32_t ordered
) {
    const auto& req = *one.req;
    const auto zone = time_zone::find(req.zone.empty() ? ctx.organisation.default_zone : req.zone);
    const auto day = parse_date(one.id.date);
    field_problems problems;
    const auto known = records_of<work_shift>(seen, shifts_page(req, ctx.now));
    const auto span = zone ? read_span(ctx, one.id.name, known, *zone, problems) : std::nullopt;
    if (!span || !day) {
        return problems.answer(ctx, shift_line(one.id, "11/12"));
    }
    domain::shift_planned made;
    made.id = one.id;
    made.client = req.client;
    made.client_name = req.client_name;
    made.zone = std::string(zone->name());
    made.title = req.title;
    made.ordered = ordered;
    made.starts = begins(*day, *span, *zone);
    made.ends = ends(*day, *span, *zone);
    made.patience = patience_at(req, seen.find<domain::client>(domain::record_name(req.client)));
    return made;
}

std::optional<outcome> refuse_time_of_count(
    const context& ctx,
    const work_shift& of,
    const domain::requisition& req,
    const late_entry& allowed
) {
    if (of.starts > ctx.now) {
        return refuse(
            ctx,
            shift_hours(of) + " has not begun, so nobody can be counted yet.",
            std::to_string(req.number.value) + " shifts"
        );
    }
    if (is_too_far_back(allowed, of.starts, ctx.now)) {
        return refuse(
            ctx,
            shift_hours(of) + too_far_back_text(allowed, "counted") + " Keep the number as a note.",
            std::to_string(req.number.value) + " note \"" + shown_shift(of.id) + ": 11/12\""
        );
    }
    const auto day = [&of](instant at) { return local_time(at, of.zone).substr(0, 10); };
    if (of.came && ctx.now > of.ends && day(of.counted) != day(ctx.now)) {
        return refuse(
            ctx,
            shift_hours(of) + " was counted by " + first_name(of.counted_by) + ' ' +
                local_time(of.counted, of.zone) +
                "; a count is corrected on the day it is made, or "
                "until the shift ends.",
            std::to_string(req.number.value) + " note \"" + shown_shift(of.id) + ": 11/12\""
        );
    }
    if (!domain::next_state(of, domain::shift_verb::count)) {
        return refuse(
            ctx,
            shift_title(of.id) + " is called off" +
                since_by_whom(ctx, found_shift{&req, of.id, &of, 0}) +
                ", so there is nobody to count.",
            std::to_string(req.number.value) + " shifts"
        );
    }
    return std::nullopt;
}

std::string said_of_count(const work_shift& before, const work_shift& after, bool was_planned) {
    auto text = shown_id(after.id.requisition) + ", " + shift_hours(after) + ": " +
                shift_status(after) + '.';
    if (before.came) {
        text += " It was: " + shift_status(before) + '.';
    } else if (was_planned && before.ordered != after.ordered) {
        text += " Ordered are " + std::to_string(after.ordered) + " now, it was " +
                std::to_string(before.ordered) + '.';
    } else if (!was_planned) {
        text += " Nobody had planned it; it is on record now.";
    }
    return text;
}

outcome save_count(
    const context& ctx,
    const snapshot& seen,
    const found_shift& one,
    const work_shift& as_planned,
    std::optional<domain::shift_planned> plan,
    const head_count& came
) {
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(*one.req));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto subject = domain::record_name(one.id);
    const auto before = one.record == nullptr ? work_shift{} : *one.record;
    shift_change step(ctx, subject, before, one.version);
    step.on_behalf_of(std::get<std::string>(behalf));
    if (plan) {
        step.add(std::move(*plan));
    }
    step.add(
        domain::shift_counted{as_planned.ordered, came, supplier_of_all(as_planned, *one.req)},
        {},
        domain::party::client
    );
    shift_news news;
    news.told.what = domain::shift_verb::count;
    news.told.name = one.id.name;
    news.told.date = one.id.date;
    news.told.ordered = as_planned.ordered;
    news.told.came = came;
    news.behalf = std::get<std::string>(std::move(behalf));
    news.readers = {.client = true};
    auto said = said_of_count(before, step.after(), one.record != nullptr);
    return decide_shift(ctx, seen, *one.req, step, std::move(news), std::move(said));
}

bool says_any_of(const context& ctx, std::initializer_list<std::string_view> keys) {
    return std::ranges::any_of(keys, [&ctx](std::string_view key) {
        return !value_of(ctx, key).empty();
    });
}

bool says_something(const context& ctx) {
    return says_any_of(ctx, {"count", "present", "noshow", "delayed"});
}

// "11/30" is a day where nobody can have ordered so many, and that day has or may get a shift.
bool names_day(const context& ctx, const found_shift& one) {
    const auto share = value_of(ctx, "count");
    const auto slash = std::min(share.find('/'), share.size());
    const bool alone = !ctx.from_form && !says_any_of(ctx, {"on", "present", "noshow", "delayed"});
    if (!alone || slash == share.size()) {
        return false;
    }
    const auto ordered = chat::parse_count(share.substr(slash + 1), 0, domain::max_openings);
    const auto openings = domain::count_openings(*one.req).total();
    const auto planned = one.record == nullptr ? 0U : one.record->ordered;
    const auto zone =
        time_zone::find(one.req->zone.empty() ? ctx.organisation.default_zone : one.req->zone);
    if (!ordered || *ordered <= std::max(openings, planned) || !zone) {
        return false;
    }
    const auto today = zone->to_local(ctx.now).civil.date;
    const auto near = [today](const chat::moment& read) {
        const auto apart = [today](civil_date day) {
            return days_since_epoch(day) - days_since_epoch(today);
        };
        // A date without a year was read as the next one; yesterday's is a year before that.
        return apart(read.date) <= days_ahead_named ||
               apart(read.date - std::chrono::years{1}) >= -days_behind_named;
    };
    const auto reading = chat::parse_when(share, ctx.now, *zone);
    const auto* day = std::get_if<chat::moment>(&reading);
    const auto* two = std::get_if<chat::two_moments>(&reading);
    return (day != nullptr && near(*day)) ||
           (two != nullptr && (near(two->first) || near(two->second)));
}

// The line with that day instead: it shows the shift.
context asking_for_day(const context& ctx, const found_shift& one) {
    auto asked = ctx;
    auto& command = asked.command;
    command.verb = "show";
    std::erase_if(command.arguments, [](const auto& each) {
        return each.key == "count" || each.key == "name";
    });
    command.arguments.push_back({"name", one.id.name, {}, {}});
    command.arguments.push_back({"on", value_of(ctx, "count"), {}, {}});
    return asked;
}

/// The shift before it is counted, and the plan that is to be recorded with its count.
struct shift_to_count {
    work_shift of{};
    std::optional<domain::shift_planned> plan{};
};

std::variant<shift_to_count, outcome> before_count(
    const context& ctx,
    const snapshot& seen,
    const found_shift& one,
    std::uint32_t ordered
) {
    if (one.record != nullptr) {
        return shift_to_count{*one.record, std::nullopt};
    }
    auto made = plan_from_count(ctx, seen, one, ordered);
    if (auto* early = std::get_if<outcome>(&made)) {
        return std::move(*early);
    }
    domain::event begun;
    begun.at = ctx.now;
    begun.data = std::get<domain::shift_planned>(made);
    return shift_to_count{
        domain::apply(work_shift{}, begun),
        std::get<domain::shift_planned>(std::move(made))};
}

// Who corrects one number leaves the others as they were counted; nobody came by saying nothing.
void keep_unsaid(
    const context& ctx,
    const work_shift& of,
    head_count& came,
    const std::string& next,
    field_problems& problems
) {
    if (ctx.from_form || says_any_of(ctx, {"count", "present"})) {
        return;
    }
    if (!of.came) {
        problems.add("present", "Say how many came, too.", next);
        return;
    }
    came.present = of.came->present;
    came.no_show = value_of(ctx, "noshow").empty() ? of.came->no_show : came.no_show;
    came.delayed = value_of(ctx, "delayed").empty() ? of.came->delayed : came.delayed;
}

outcome count_heads(
    const context& ctx,
    const snapshot& seen,
    const found_shift& one,
    const late_entry& allowed,
    bool all
) {
    field_problems problems;
    const auto next = shift_line(one.id, "11/12 noshow:1");
    auto said = read_said(ctx, next, problems);
    auto before = before_count(ctx, seen, one, said.ordered);
    if (auto* early = std::get_if<outcome>(&before)) {
        return std::move(*early);
    }
    auto& [of, plan] = std::get<shift_to_count>(before);
    if (auto refused = refuse_time_of_count(ctx, of, *one.req, allowed)) {
        return std::move(*refused);
    }
    if (all && of.came) {
        return refuse(
            ctx,
            shift_title(one.id) + " is counted already, by " + first_name(of.counted_by) + ' ' +
                local_time(of.counted, of.zone) + ": " + shift_status(of) + '.',
            shift_line(one.id)
        );
    }
    if (!all && !ctx.from_form && !says_something(ctx)) {
        return open_form(count_form(one, of));
    }
    of.ordered = said.ordered == 0 ? of.ordered : said.ordered;
    if (all) {
        said.came.present = domain::everybody(of);
    } else {
        keep_unsaid(ctx, of, said.came, next, problems);
    }
    if (of.ordered == 0 && problems.empty()) {
        problems.add(
            "count",
            "Nobody planned that shift: say how many came of how many ordered.",
            next
        );
    }
    if (problems.empty()) {
        check_count(of, said.came, next, problems);
    }
    return problems.empty() ? save_count(ctx, seen, one, of, std::move(plan), said.came)
                            : problems.answer(ctx, next);
}

outcome count(const context& ctx, const snapshot& seen, domain::policy_book& book, bool all) {
    auto found = find_shift(ctx, seen, nearest_shift::begun);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_shift>(found);
    if (names_day(ctx, one)) {
        return shift_show(asking_for_day(ctx, one), seen, book);
    }
    if (auto refused =
            refuse_permission(ctx, *one.req, domain::permission::staff, "count shifts of")) {
        return std::move(*refused);
    }
    if (!one.req->released) {
        return refuse(
            ctx,
            shown_id(one.req->number) + " has not gone to suppliers yet, so nobody comes to count.",
            std::to_string(one.req->number.value)
        );
    }
    const auto client_name = domain::record_name(one.req->client);
    auto wanted = missing_for_behalf(ctx, seen, speaking_for_manager(*one.req)).value_or(need{});
    load_record(wanted, seen, client_name);
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    const auto face = face_for(*one.req, seen.find<domain::client>(client_name), book);
    if (!face) {
        return unknown_calendar(ctx, *one.req);
    }
    const late_entry allowed{*face->on, book.choose(*one.req).late_entry_days};
    return count_heads(ctx, seen, one, allowed, all);
}

}  // namespace

outcome shift_count(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return count(ctx, seen, book, false);
}

outcome shift_all_here(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return count(ctx, seen, book, true);
}

}  // namespace fillrate::handlers
