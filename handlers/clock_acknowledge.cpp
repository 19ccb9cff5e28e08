// "On it, by ...": somebody names a time, and the clock's alerts are silent until then
// (DOMAIN.md 4.5).
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

namespace fillrate::handlers {

namespace {

// So many working hours from now, and as long as may be as the last.
outcome ask_time(
    const context& ctx,
    const snapshot& seen,
    const clock_owner& of,
    const days_ahead& most
) {
    using std::chrono::hours;
    const auto& on = most.on;
    std::vector<chat::choice> options;
    for (const seconds working :
         {seconds{hours{1}}, seconds{hours{2}}, seconds{hours{4}}, most.days * on.business_day()}) {
        const auto at = std::chrono::ceil<minutes>(on.add(ctx.now, working));
        const instant whole{at};
        chat::choice option{on.zone().format_iso(whole), on.zone().format_local(whole)};
        if (std::ranges::find(options, option) == options.end()) {
            options.push_back(std::move(option));
        }
    }
    auto form = clock_form(ctx, seen, of, "ack", "On " + of.id + ", by", "On it");
    auto first = options.front().value;
    form.fields.push_back(pick_field("by", "By", std::move(options), std::move(first), true));
    return open_form(std::move(form));
}

// Within the working days of the policy, or what to answer.
std::variant<instant, outcome> read_named_time(
    const context& ctx,
    const clock_owner& of,
    const days_ahead& most
) {
    const auto& on = most.on;
    const auto line = line_of_clock(ctx, of, "ack") + " by:";
    field_problems problems;
    const auto by = read_moment(ctx, "by", of.req.zone, problems);
    const auto latest = std::chrono::ceil<minutes>(on.add(ctx.now, most.days * on.business_day()));
    if (by && by->date_only) {
        problems.add("by", "Name a time of that day.", line + "\"tomorrow 9:00\"");
    } else if (by && by->at > latest) {
        problems.add(
            "by",
            "Name a time within " + working_days(most.days) + ": " +
                on.zone().format_local(instant{latest}) + " at the latest.",
            line + "+2h"
        );
    }
    if (!by || !problems.empty()) {
        return problems.answer(ctx, line + "+2h");
    }
    return by->at;
}

// Whoever else is on it until a time still to come; empty for nobody.
person_id on_it_before(const context& ctx, const domain::clock& of) {
    const bool stands = of.eta && *of.eta > ctx.now && of.acknowledged_by != ctx.actor.id;
    return stands ? of.acknowledged_by : person_id{};
}

// Nobody's word is replaced without a word.
std::string said_of_word(
    const snapshot& seen,
    const domain::requisition& req,
    const domain::clock& of,
    const person_id& before,
    instant by
) {
    auto text = "You are on it, by " + local_time(by, req.zone);
    if (const auto* other = seen.find<domain::person>(domain::record_name(before))) {
        text += ", in place of " + first_name(other->name) + ", who said by " +
                local_time(*of.eta, req.zone);
    }
    return text + ". Alerts wait until then.";
}

template <class Record>
outcome acknowledge(
    const context& ctx,
    const snapshot& seen,
    const Record& record,
    const clock_owner& of,
    const domain::clock& clock,
    const days_ahead& most
) {
    if (value_of(ctx, "by").empty() && !ctx.from_form) {
        return ask_time(ctx, seen, of, most);
    }
    auto named = read_named_time(ctx, of, most);
    if (auto* early = std::get_if<outcome>(&named)) {
        return std::move(*early);
    }
    const auto by = std::get<instant>(named);
    const auto before = on_it_before(ctx, clock);
    if (const auto name = domain::record_name(before); !before.empty() && !seen.loaded(name)) {
        need wanted;
        wanted.records.push_back(name);
        return wanted;
    }
    change_of<Record> one(ctx, of.subject, record, seen.version_of(of.subject));
    one.add(domain::clock_acknowledged{clock.kind, clock.batch, by});
    one.tell();
    return decide_answer(ctx, one, said_of_word(seen, of.req, clock, before, by));
}

auto acknowledging(const context& ctx, const snapshot& seen, const domain::policy_book& book) {
    return [&](const auto& record, const clock_owner& of) {
        return with_answered_clock(ctx, book, of, "answer", [&](const auto& clock, const auto& on) {
            const auto days = policy_of(&clock, of.req, book).acknowledge_days;
            return acknowledge(ctx, seen, record, of, clock, {on, days});
        });
    };
}

}  // namespace

outcome requisition_acknowledge(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
) {
    return for_requisition(ctx, seen, acknowledging(ctx, seen, book));
}
outcome submittal_acknowledge(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return for_candidate(ctx, seen, acknowledging(ctx, seen, book));
}
outcome interview_acknowledge(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return for_interview(ctx, seen, acknowledging(ctx, seen, book));
}

}  // namespace fillrate::handlers
