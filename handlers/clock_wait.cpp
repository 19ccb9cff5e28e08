// "Waiting until ...": nothing can be done before, and why; the clock's alerts are silent until
// then, the clock itself runs on (DOMAIN.md 0).
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "handlers/alerts.hpp"
#include "handlers/answered_clock.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::handlers {

namespace {

constexpr std::size_t longest_wait_reason = 200;

outcome ask_wait(
    const context& ctx,
    const snapshot& seen,
    const clock_owner& of,
    const std::string& reason
) {
    auto form = clock_form(ctx, seen, of, "wait", "Waiting, " + of.id, "Wait");
    auto until = line_field("until", "Until", value_of(ctx, "until"), true);
    until.what = chat::form_field::kind::date;
    form.fields.push_back(std::move(until));
    form.fields.push_back(line_field("reason", "What it waits for", reason, true));
    form.fields.back().hint = "Its alerts wait until work begins on that day; its clock runs on.";
    return open_form(std::move(form));
}

// A line that can be typed as it is: the second working day from now is ahead and near enough.
std::string example_of(const context& ctx, const clock_owner& of, const days_ahead& most) {
    const auto ahead = std::min(most.days, 2U) * most.on.business_day();
    const auto day = most.on.zone().format_iso(most.on.add(ctx.now, ahead)).substr(0, 10);
    return line_of_clock(ctx, of, "wait") + " until:" + day + " \"client on holiday\"";
}

// A day means when work begins on it.
std::optional<instant> read_end_of_wait(
    const context& ctx,
    const clock_owner& of,
    const days_ahead& most,
    field_problems& problems
) {
    const auto& on = most.on;
    const auto example = example_of(ctx, of, most);
    if (value_of(ctx, "until").empty()) {
        problems.add("until", "Say until which day it waits.", example);
        return std::nullopt;
    }
    const auto named = read_moment(ctx, "until", of.req.zone, problems);
    if (!named) {
        return std::nullopt;
    }
    const instant until = named->date_only ? on.next_open(named->at) : named->at;
    const instant latest{
        std::chrono::ceil<minutes>(on.add(ctx.now, most.days * on.business_day()))};
    if (until <= ctx.now) {
        problems.add("until", "The time until which it waits has to be ahead.", example);
    } else if (until > latest) {
        problems.add(
            "until",
            "Name a time within " + working_days(most.days) + ": " +
                on.zone().format_local(latest) +
                " at the latest. What rests for longer is put on hold.",
            example
        );
    }
    return until;
}

template <class Record>
outcome wait_for(
    const context& ctx,
    const snapshot& seen,
    const Record& record,
    const clock_owner& of,
    const domain::clock& clock,
    const days_ahead& most
) {
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), longest_wait_reason);
    const bool lacks = value_of(ctx, "until").empty() || reason.empty();
    if (lacks && !ctx.from_form) {
        return ask_wait(ctx, seen, of, reason);
    }
    field_problems problems;
    const auto until = read_end_of_wait(ctx, of, most, problems);
    if (reason.empty()) {
        problems.add("reason", "Say what it waits for.", example_of(ctx, of, most));
    }
    if (!until || !problems.empty()) {
        return problems.answer(ctx, example_of(ctx, of, most));
    }
    change_of<Record> one(ctx, of.subject, record, seen.version_of(of.subject));
    one.add(domain::clock_acknowledged{clock.kind, clock.batch, *until}, reason);
    one.tell();
    auto said = clock_subject(clock.kind) + " of " + of.id + " waits until " +
                local_time(*until, of.req.zone, ctx.now) + ": " + reason +
                ". Its alerts wait until then; its clock runs on.";
    return decide_answer(ctx, one, std::move(said));
}

auto waiting_for(const context& ctx, const snapshot& seen, const domain::policy_book& book) {
    return [&](const auto& record, const clock_owner& of) {
        return with_answered_clock(
            ctx,
            book,
            of,
            "wait for",
            [&](const auto& clock, const auto& on) {
                const auto days = policy_of(&clock, of.req, book).wait_days;
                return wait_for(ctx, seen, record, of, clock, {on, days});
            }
        );
    };
}

}  // namespace

outcome requisition_wait(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return for_requisition(ctx, seen, waiting_for(ctx, seen, book));
}
outcome submittal_wait(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return for_candidate(ctx, seen, waiting_for(ctx, seen, book));
}
outcome interview_wait(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return for_interview(ctx, seen, waiting_for(ctx, seen, book));
}

}  // namespace fillrate::handlers
