// "On it, by ...": somebody names a time, and the clock's alerts are silent until then
// (DOMAIN.md 4.5).
#include "core/base/time_zone.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// So many working hours from now, and one business day as the last.
outcome ask_time(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const domain::calendar& on
) {
    using std::chrono::hours;
    std::vector<chat::choice> options;
    for (const seconds working :
         {seconds{hours{1}}, seconds{hours{2}}, seconds{hours{4}}, on.business_day()}) {
        const auto at = std::chrono::ceil<minutes>(on.add(ctx.now, working));
        const instant whole{at};
        chat::choice option{on.zone().format_iso(whole), on.zone().format_local(whole)};
        if (std::ranges::find(options, option) == options.end()) {
            options.push_back(std::move(option));
        }
    }
    auto form = form_for(seen, req, "ack", "On " + shown_id(req.number) + ", by", "On it");
    auto first = options.front().value;
    form.fields.push_back(pick_field("by", "By", std::move(options), std::move(first), true));
    return open_form(std::move(form));
}

}  // namespace

outcome requisition_acknowledge(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused =
            refuse_permission(ctx, req, domain::permission::acknowledge, "answer an alert of")) {
        return std::move(*refused);
    }
    const auto number = std::to_string(req.number.value);
    const auto* clock = domain::leading_clock(req.clocks);
    if (clock == nullptr || clock->state != domain::clock_state::running) {
        return refuse(
            ctx,
            "No clock of " + shown_id(req.number) + " is running, so there is nothing to answer.",
            number
        );
    }
    const auto* on = book.find_calendar(clock->calendar);
    if (on == nullptr) {
        return unknown_calendar(ctx, req);
    }
    if (value_of(ctx, "by").empty() && !ctx.from_form) {
        return ask_time(ctx, seen, req, *on);
    }
    field_problems problems;
    const auto by = read_moment(ctx, "by", req.zone, problems);
    const auto latest = std::chrono::ceil<minutes>(on->add(ctx.now, on->business_day()));
    if (by && by->date_only) {
        problems.add("by", "Name a time of that day.", number + " ack by:\"tomorrow 9:00\"");
    } else if (by && by->at > latest) {
        problems.add(
            "by",
            "Name a time within one working day: " + on->zone().format_local(instant{latest}) +
                " at the latest.",
            number + " ack by:+2h"
        );
    }
    if (!by || !problems.empty()) {
        return problems.answer(ctx, number + " ack by:+2h");
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.add(domain::clock_acknowledged{clock->kind, clock->batch, by->at});
    one.tell();
    return decide_change(
        ctx,
        one,
        "You are on it, by " + local_time(by->at, req.zone) + ". Alerts wait until then."
    );
}

}  // namespace fillrate::handlers
