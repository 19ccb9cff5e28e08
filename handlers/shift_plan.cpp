// `shift 207 2nd ordered:12 from:14:00 to:22:00 on:mon..fri` or its form, and calling one off.
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_due.hpp"
#include "core/domain/shift_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/behalf.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/shift.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::work_shift;

/// What every one of the days gets.
struct shift_order {
    std::string name{};
    std::uint32_t ordered = 0;
    shift_span span{};
    std::vector<civil_date> days{};
    domain::shift_patience patience{};
};

std::string plan_example(const domain::requisition& req) {
    return "shift " + std::to_string(req.number.value) +
           " 2nd ordered:" + std::to_string(domain::count_openings(req).total()) + " on:tomorrow";
}

// Nothing is said yet of how many and when: a form asks for it.
bool says_no_order(const context& ctx) {
    return !ctx.from_form && value_of(ctx, "ordered").empty() && value_of(ctx, "on").empty();
}

outcome ask_for_order(const context& ctx, const snapshot& seen, const domain::requisition& req) {
    auto form =
        form_for(seen, req, "plan_shifts", "Shifts of " + shown_id(req.number), "Plan them");
    form.fields.push_back(list_field("name", "Shift", "shift_name", value_of(ctx, "name"), true));
    form.fields.push_back(line_field("on", "Days", {}, true));
    form.fields.back().hint = "Such as tomorrow, mon..fri or dec 7, dec 9.";
    for (const auto& [key, label] : {std::pair{"from", "Begins"}, std::pair{"to", "Ends"}}) {
        form.fields.push_back(line_field(key, label, value_of(ctx, key)));
        form.fields.back().hint = "Such as 14:00. Empty: as this shift was planned last.";
    }
    const auto total = domain::count_openings(req).total();
    form.fields.push_back(line_field("ordered", "Heads ordered", std::to_string(total), true));
    form.fields.back().what = chat::form_field::kind::number;
    return open_form(std::move(form));
}

std::uint32_t read_ordered(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    const auto total = domain::count_openings(req).total();
    const auto read = chat::parse_count(value_of(ctx, "ordered"), 1, domain::max_openings);
    if (!read) {
        problems
            .add("ordered", read.error().detail, corrected(ctx, "ordered", std::to_string(total)));
        return 0;
    }
    if (*read > total) {
        problems.add(
            "ordered",
            shown_id(req.number) + " has " + counted(total, "opening", "openings") +
                ": a shift takes that many or fewer.",
            corrected(ctx, "ordered", std::to_string(total))
        );
    }
    return *read;
}

std::optional<shift_order> read_order(
    const context& ctx,
    const domain::requisition& req,
    const std::vector<const work_shift*>& known,
    const time_zone& zone,
    field_problems& problems
) {
    shift_order order;
    order.name = value_of(ctx, "name");
    order.ordered = read_ordered(ctx, req, problems);
    order.days = read_days(ctx, zone, problems);
    const auto span = read_span(ctx, order.name, known, zone, problems);
    if (!span || !problems.empty()) {
        return std::nullopt;
    }
    if (span->from == span->to) {
        problems.add("to", "The shift ends when it begins; name another end.", plan_example(req));
        return std::nullopt;
    }
    order.span = *span;
    return order;
}

// Why that day cannot be planned; empty when it can.
std::string refusal_of_day(
    const work_shift* known,
    instant starts,
    const domain::shift_id& id,
    instant now
) {
    if (starts <= now) {
        return shift_title(id) + " has begun already.";
    }
    if (known != nullptr && !domain::next_state(*known, domain::shift_verb::plan)) {
        return shift_title(id) + " is counted already, by " + first_name(known->counted_by) + ' ' +
               local_time(known->counted, known->zone) + '.';
    }
    return {};
}

domain::shift_planned planned_on(
    civil_date day,
    const shift_order& order,
    const domain::requisition& req,
    const time_zone& zone,
    instant now
) {
    domain::shift_planned made;
    made.id = {req.number, format_date(day), order.name};
    made.client = req.client;
    made.client_name = req.client_name;
    made.zone = std::string(zone.name());
    made.title = req.title;
    made.ordered = order.ordered;
    made.starts = begins(day, order.span, zone);
    made.ends = ends(day, order.span, zone);
    made.patience = order.patience;
    made.confirm_by = domain::cut_off_of(day, made.starts, zone, now);
    return made;
}

std::string said_of_plan(const domain::requisition& req, const std::vector<work_shift>& made) {
    const auto heads = counted(made.front().ordered, "head", "heads");
    if (made.size() == 1) {
        return shift_title(made.front().id) + " is planned with " + heads + '.';
    }
    return counted(static_cast<std::uint32_t>(made.size()), "shift", "shifts") + " of " +
           shown_id(req.number) + " planned with " + heads + " each, the first on " +
           shown_day(made.front().id.date) + '.';
}

outcome decide_plan(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const shift_order& order,
    const time_zone& zone
) {
    const auto whom = speaking_for_manager(req);
    auto wanted = missing_for_behalf(ctx, seen, whom).value_or(need{});
    for (const auto day : order.days) {
        auto name = domain::record_name({req.number, format_date(day), order.name});
        if (!seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    auto behalf = read_on_behalf(ctx, seen, whom);
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto& speaks_for = std::get<std::string>(behalf);
    decision decided;
    std::vector<work_shift> made;
    for (const auto day : order.days) {
        auto planned = planned_on(day, order, req, zone, ctx.now);
        const auto name = domain::record_name(planned.id);
        const auto* known = seen.find<work_shift>(name);
        const auto problem = refusal_of_day(known, planned.starts, planned.id, ctx.now);
        if (!problem.empty()) {
            return refuse_fields(ctx, {{"on", problem}}, plan_example(req));
        }
        const auto before = known == nullptr ? work_shift{} : *known;
        shift_change one(ctx, name, before, seen.version_of(name));
        one.on_behalf_of(speaks_for);
        one.add(std::move(planned));
        one.finish(decided);
        made.push_back(one.after());
    }
    const auto subject = domain::record_name(req.number);
    change told(ctx, subject, req, seen.version_of(subject));
    domain::shift_told news;
    news.what = domain::shift_verb::plan;
    news.name = order.name;
    news.date = made.front().id.date;
    news.days = static_cast<std::uint32_t>(made.size());
    news.ordered = order.ordered;
    told.on_behalf_of(speaks_for);
    told.add(news);
    told.tell({.client = true});
    told.finish(decided);
    const auto version = seen.version_of(domain::record_name(made.front().id)) + 1;
    decided.reply.what = shift_card(ctx, req, made.front(), version, said_of_plan(req, made));
    return decided;
}

outcome ask_why_called_off(const context& ctx, const found_shift& one) {
    chat::form form;
    form.title = "Call off, " + shown_shift(one.id);
    form.submit = "Call it off";
    form.act.name = "cancel";
    form.act.subject = domain::record_name(one.id);
    form.act.version = one.version;
    form.fields.push_back(line_field("reason", "Why", {}, true));
    keep_behalf(ctx, form);
    return open_form(std::move(form));
}

}  // namespace

bool takes_shifts(const domain::requisition& req) noexcept {
    return req.state == domain::requisition_state::open ||
           req.state == domain::requisition_state::filled;
}

outcome shift_plan(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto staffed = find_staffed(ctx, seen);
    if (auto* early = std::get_if<outcome>(&staffed)) {
        return std::move(*early);
    }
    const auto& req = *std::get<const domain::requisition*>(staffed);
    if (auto refused = refuse_permission(ctx, req, domain::permission::staff, "plan shifts of")) {
        return std::move(*refused);
    }
    if (!takes_shifts(req)) {
        return refuse(
            ctx,
            shown_id(req.number) + " is " + std::string(shown_state(req.state)) +
                ", so no shift of it is planned now.",
            std::to_string(req.number.value)
        );
    }
    if (says_no_order(ctx)) {
        return ask_for_order(ctx, seen, req);
    }
    const auto page = shifts_page(req, ctx.now);
    const auto client_name = domain::record_name(req.client);
    if (!seen.pages.contains(page) || !seen.loaded(client_name)) {
        auto wanted = missing_for_behalf(ctx, seen, speaking_for_manager(req)).value_or(need{});
        wanted.pages.push_back(page);
        load_record(wanted, seen, client_name);
        return wanted;
    }
    const auto zone = time_zone::find(req.zone.empty() ? ctx.organisation.default_zone : req.zone);
    if (!zone) {
        return refuse(ctx, "The site has no time zone, so its shifts have no times.", "help");
    }
    field_problems problems;
    auto order = read_order(ctx, req, records_of<work_shift>(seen, page), *zone, problems);
    if (!order) {
        // A line that sets one of them right would be wrong still.
        if (problems.by_field.size() > 1) {
            problems.next_line.clear();
        }
        return problems.answer(ctx, plan_example(req));
    }
    order->patience = patience_at(req, seen.find<domain::client>(client_name));
    return decide_plan(ctx, seen, req, *order, *zone);
}

outcome shift_cancel(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_shift(ctx, seen, nearest_shift::coming);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_shift>(found);
    const auto& req = *one.req;
    if (auto refused =
            refuse_permission(ctx, req, domain::permission::staff, "call off shifts of")) {
        return std::move(*refused);
    }
    if (one.record == nullptr || !domain::next_state(*one.record, domain::shift_verb::call_off)) {
        return refuse(
            ctx,
            one.record == nullptr
                ? shift_title(one.id) + " is not planned."
                : shift_title(one.id) + ": " + shift_status(*one.record) + ". It is so" +
                      since_by_whom(ctx, one) + ", and there is nothing to call off.",
            std::to_string(req.number.value) + " shifts"
        );
    }
    const auto reason = abbreviate(displayable(trim(tail_of(ctx, "reason"))), 200);
    const auto subject = domain::record_name(one.id);
    if (reason.empty()) {
        if (ctx.from_form) {
            return refuse_fields(
                ctx,
                {{"reason", "Say why."}},
                shift_line(one.id, "cancel \"why\"")
            );
        }
        return ask_why_called_off(ctx, one);
    }
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(req));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    shift_change step(ctx, subject, *one.record, one.version);
    step.on_behalf_of(std::get<std::string>(behalf));
    step.add(domain::shift_called_off{}, reason, own_side(ctx, req));
    shift_news news;
    news.behalf = std::get<std::string>(std::move(behalf));
    news.told.what = domain::shift_verb::call_off;
    news.told.name = one.id.name;
    news.told.date = one.id.date;
    news.reason = reason;
    news.readers = {.client = true, .suppliers = true};
    return decide_shift(
        ctx,
        seen,
        req,
        step,
        std::move(news),
        shift_title(one.id) + " is called off; the suppliers hear of it."
    );
}

}  // namespace fillrate::handlers
