#include "handlers/attendance.hpp"

#include "core/base/time_zone.hpp"
#include "core/domain/clocks.hpp"
#include "handlers/answers.hpp"
#include "handlers/assignment.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string>

namespace fillrate::handlers {

namespace {

using domain::submittal_state;
using domain::submittal_verb;

// The day by the site's calendar of dates, whether it works on it or not.
std::optional<outcome> refuse_before_the_day(const context& ctx, const found_submittal& one) {
    const auto zone = zone_of(ctx, *one.req);
    if (!zone || one.sub->offers.empty()) {
        return std::nullopt;
    }
    const auto agreed = parse_date(one.sub->offers.back().start);
    if (!agreed || zone->to_local(ctx.now).civil.date >= *agreed) {
        return std::nullopt;
    }
    const auto id = shown_id(one.sub->number);
    const bool moves =
        domain::may(domain::submittal_permission::offer, *one.sub, *one.req, ctx.actor);
    return refuse(
        ctx,
        id + " is to start on " +
            day_text(zone->to_instant({*agreed, seconds{0}}), one.req->zone, ctx.now) +
            ", so they cannot have come yet. If another day was agreed, say so first.",
        id + (moves ? " move today by:client" : " note \"starts earlier\"")
    );
}

std::optional<outcome> refuse_before_tolerance(const context& ctx, const found_submittal& one) {
    const auto* const first_day = domain::find_clock(one.sub->clocks, domain::clock_kind::start);
    const bool runs = first_day != nullptr && first_day->state == domain::clock_state::running;
    const auto missing = runs ? missing_from(*one.req, one.client, *first_day) : instant{};
    if (!runs || ctx.now >= missing) {
        return std::nullopt;
    }
    const auto id = shown_id(one.sub->number);
    return refuse(
        ctx,
        id + " is not missing before " + local_time(missing, one.req->zone) +
            ": the first day begins " + local_time(first_day->started, one.req->zone) +
            ". If they are out already, withdraw them.",
        id + " withdraw unreachable"
    );
}

std::optional<outcome> refuse_coming_now(
    const context& ctx,
    const found_submittal& one,
    const domain::policy_book& book
) {
    const auto id = shown_id(one.sub->number);
    using permission = domain::submittal_permission;
    const bool supplies = domain::may(permission::answer_offer, *one.sub, *one.req, ctx.actor);
    const auto again =
        supplies ? std::to_string(one.req->number.value) + " submit" : id + " note \"...\"";
    if (!one.sub->missed) {
        return refuse(
            ctx,
            id + " fell off before the first day, so they did not come after it. Put them forward "
                 "anew.",
            again
        );
    }
    const auto face = face_for(*one.req, one.client, book);
    const auto days = book.choose(*one.req).came_late_days;
    const bool too_long =
        face && face->on->between(*one.sub->missed, ctx.now) > face->on->business_day() * days;
    if (!too_long) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        id + " did not come, as said on " + local_time(*one.sub->missed, one.req->zone) +
            ", and that is more than " + working_days(days) + " ago. Put them forward anew.",
        again
    );
}

}  // namespace

instant missing_from(
    const domain::requisition& req,
    const domain::client* client,
    const domain::clock& first_day
) {
    if (req.category != domain::category::light_industrial) {
        return first_day.due;
    }
    const minutes patience{patience_at(req, client).missing_after};
    return std::max(first_day.due, first_day.started + patience);
}

std::optional<outcome> refuse_attendance(
    const context& ctx,
    const found_submittal& one,
    const domain::policy_book& book,
    submittal_verb what
) {
    if (what == submittal_verb::no_show) {
        return refuse_before_tolerance(ctx, one);
    }
    if (what != submittal_verb::start) {
        return std::nullopt;
    }
    return one.sub->state == submittal_state::fell_off ? refuse_coming_now(ctx, one, book)
                                                       : refuse_before_the_day(ctx, one);
}

}  // namespace fillrate::handlers
