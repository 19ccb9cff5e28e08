#include "handlers/held_until.hpp"

#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/waiting.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::handlers {

namespace {

// What one commit carries; the timers of the others bring them.
constexpr std::size_t most_at_once = 30;

std::optional<instant> read_hold_day(
    const context& ctx,
    const found_submittal& one,
    const domain::policy_book& book,
    field_problems& problems
) {
    const auto named = read_moment(ctx, "until", one.req->zone, problems);
    const auto face = face_for(*one.req, one.client, book);
    if (!named || !face) {
        return std::nullopt;
    }
    const auto day = face->on->next_open(named->at);
    if (day <= ctx.now) {
        problems.add("until", "The day they are kept open until has to be after today.");
        return std::nullopt;
    }
    return day;
}

// What happened to one later is not decided as of an earlier day; its own timer brings it.
bool has_come(const domain::submittal& sub, instant then) {
    return sub.hold_until && *sub.hold_until <= then && sub.changed <= then;
}

std::vector<const domain::submittal*> all_whose_day_it_is(
    const snapshot& seen,
    const domain::submittal& sub,
    const domain::requisition& req,
    instant then
) {
    std::vector<const domain::submittal*> all{&sub};
    for (const auto* other : undecided_of(seen, req)) {
        const bool also = other->number != sub.number && has_come(*other, then);
        if (also && all.size() < most_at_once) {
            all.push_back(other);
        }
    }
    return all;
}

// The one request of the day may have been about others: then it is the next working morning's.
void ask_when_free(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req
) {
    const auto subject = domain::record_name(req.number);
    if (const auto* free = manager_to_ask(seen, req, ctx.now)) {
        change asked(ctx, subject, req, seen.version_of(subject));
        ask_manager(into, asked, *free, ctx.now);
        asked.record(into);
        return;
    }
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    const auto* manager = reachable_manager(seen, req);
    const auto zone = time_zone::find(req.zone);
    const auto face = face_for(req, client, book);
    if (manager == nullptr || !zone || !face) {
        return;
    }
    const auto last = std::max(ctx.now, manager->reminded.value_or(ctx.now));
    const auto day_after =
        zone->to_instant({zone->to_local(last).civil.date, std::chrono::hours{24}});
    ask_manager_at(into, subject, *manager, face->on->next_open(day_after));
}

}  // namespace

std::optional<instant> hold_day(
    const context& ctx,
    const found_submittal& one,
    const domain::policy_book& book
) {
    field_problems ignored;
    return value_of(ctx, "until").empty() ? std::nullopt : read_hold_day(ctx, one, book, ignored);
}

std::optional<outcome> refuse_hold_day(
    const context& ctx,
    const submittals& all,
    const domain::policy_book& book
) {
    if (value_of(ctx, "until").empty()) {
        return std::nullopt;
    }
    for (const auto& one : all) {
        field_problems problems;
        const auto day = read_hold_day(ctx, one, book, problems);
        if (!day && problems.empty()) {
            return unknown_calendar(ctx, *one.req);
        }
        if (!day) {
            return problems.answer(ctx, line_by_example(ctx, problems));
        }
    }
    return std::nullopt;
}

std::string asked_again_text(
    const context& ctx,
    const submittals& all,
    const domain::policy_book& book
) {
    const auto& first = all.front();
    const auto day = hold_day(ctx, first, book);
    if (!day) {
        return {};
    }
    const auto& manager = first.req->hiring_manager_name;
    return ' ' + (manager.empty() ? std::string("The manager") : first_name(manager)) +
           " is asked again on " + local_time(*day, first.req->zone, ctx.now) + '.';
}

// Decided as of the day, however late the timer was: the new round of REVIEW begins with it.
outcome ask_again(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::submittal& sub,
    const domain::requisition& req
) {
    auto then = ctx;
    then.now = std::max(sub.hold_until.value_or(ctx.now), sub.changed);
    slate_step step(then, seen, book);
    for (const auto* each : all_whose_day_it_is(seen, sub, req, then.now)) {
        found_submittal one;
        one.sub = each;
        one.req = &req;
        one.client = seen.find<domain::client>(domain::record_name(req.client));
        step.move(
            one,
            domain::submittal_verb::ask_again,
            domain::submittal_moved{.what = domain::submittal_verb::ask_again},
            {{}, {}, domain::party::client}
        );
    }
    auto made = step.finish({});
    auto* decided = std::get_if<decision>(&made);
    if (decided == nullptr) {
        return made;
    }
    decided->can_undo = false;
    decided->reply = {};
    if (req.state == domain::requisition_state::open) {
        ask_when_free(*decided, ctx, seen, book, req);
    }
    return made;
}

}  // namespace fillrate::handlers
