#include "handlers/submittal_guards.hpp"

#include "core/base/text.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/attendance.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/representation.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string>

namespace fillrate::handlers {

namespace {

using domain::submittal_verb;

std::optional<outcome> refuse_ended(
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one,
    submittal_verb what
) {
    const bool brings_back = what == submittal_verb::revive || what == submittal_verb::award;
    if (!brings_back) {
        return std::nullopt;
    }
    if (domain::has_ended(*one.req)) {
        return refuse(
            ctx,
            shown_id(one.req->number) + " is " + std::string(shown_state(one.req->state)) +
                since_by_whom(ctx, *one.req) + ", so nobody comes back to it.",
            std::to_string(one.req->number.value) + " reopen \"...\""
        );
    }
    const auto days = book.choose(*one.req).revive_days;
    if (what == submittal_verb::revive && !domain::may_still_revive(*one.sub, days, ctx.now)) {
        return refuse(
            ctx,
            shown_id(one.sub->number) + " has been out for more than " +
                counted(days, "day", "days") + ". Submit them anew.",
            std::to_string(one.req->number.value) + " submit"
        );
    }
    return std::nullopt;
}

// The one that went last, with a name or without; null while none is taken.
const domain::opening* last_taken(const domain::requisition& req) {
    const domain::opening* last = nullptr;
    for (const auto& each : req.openings) {
        const bool gone = each.state == domain::opening_state::reserved ||
                          each.state == domain::opening_state::filled;
        if (gone && each.taken && (last == nullptr || *last->taken <= *each.taken)) {
            last = &each;
        }
    }
    return last;
}

// ": S-301 came first, accepted Mon 30 Nov 10:42 CST by Robin"; a supplier reads no other's code.
std::string who_came_first(const context& ctx, const domain::requisition& now) {
    const auto* last = last_taken(now);
    if (last == nullptr) {
        return {};
    }
    const auto when = local_time(*last->taken, now.zone);
    // Of the requisition, since whoever came first may be of another firm.
    const auto read = naming_for(ctx, now);
    if (read == naming::own_firm || read == naming::supplier) {
        return ": another offer was accepted first, " + when;
    }
    const auto by = by_whom(ctx, last->taken_by, read);
    return (last->submittal.empty() ? std::string(": the last one was counted as filled, ")
                                    : ": " + shown_id(last->submittal) + " came first, accepted ") +
           when + (by.empty() ? by : ' ' + by);
}

// What makes room again, for who may say it there; else a note.
std::string line_for_room(const context& ctx, const found_submittal& one) {
    const auto& req = *one.req;
    const auto may = [&](domain::verb what) {
        return domain::next_state(req, what) &&
               domain::may(domain::needed_permission(what), req, ctx.actor);
    };
    const bool asks = domain::next_state(req, domain::verb::change) &&
                      domain::has_role_on(req, ctx.actor, domain::role::hiring_manager);
    const auto number = std::to_string(req.number.value);
    if (asks || may(domain::verb::change)) {
        return number + " openings +1";
    }
    return may(domain::verb::reopen) ? number + " reopen \"...\" openings:1"
                                     : shown_id(one.sub->number) + " note \"...\"";
}

/// What stands against one that comes back.
struct obstacle {
    std::string why{};
    std::string next{};
};

std::string firm_of(const domain::requisition& req, const supplier_id& supplier) {
    const auto found = std::ranges::find(req.suppliers, supplier, &domain::coverage::supplier);
    return supplier.empty()               ? std::string("our own recruiters")
           : found == req.suppliers.end() ? std::string("another firm")
                                          : displayable(found->name);
}

std::optional<obstacle> obstacle_to(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one
) {
    const auto& sub = *one.sub;
    const auto day = [&](instant at) { return local_time(at, one.req->zone, ctx.now); };
    if (const auto* bar = bar_on(seen, sub.ownerships)) {
        return obstacle{
            first_name(bar->by_name) + " said on " + day(bar->since) +
                " that they are not to return",
            line_to_lift(ctx, one, "dnr")};
    }
    if (is_known(seen, book, sub.ownerships, *one.req, ctx.now)) {
        const auto* known = known_on(seen, sub.ownerships);
        return obstacle{
            first_name(known->by_name) + " said on " + day(known->since) +
                " that the client knew them before",
            line_to_lift(ctx, one, "known")};
    }
    const auto* other = standing_claim(seen, book, sub.ownerships, sub.supplier, *one.req, ctx.now);
    if (other == nullptr) {
        return std::nullopt;
    }
    const auto rival = shown_id(other->submittal);
    return obstacle{
        "as " + rival + " they are represented by " + firm_of(*one.req, other->supplier) +
            ", since " + day(other->since),
        rival};
}

}  // namespace

std::string line_to_lift(const context& ctx, const found_submittal& one, std::string_view verb) {
    const bool lifts = domain::has_role_on(*one.req, ctx.actor, domain::role::operations);
    return shown_id(one.sub->number) +
           (lifts ? ' ' + std::string(verb) + " lift \"...\"" : " note \"...\"");
}

std::optional<outcome> refuse_revival(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one
) {
    const auto found = obstacle_to(ctx, seen, book, one);
    if (!found) {
        return std::nullopt;
    }
    const auto id = shown_id(one.sub->number);
    // The same words whatever it is, as to somebody new.
    const auto text =
        id + " cannot be submitted for " + displayable(one.req->client_name) + " any more";
    const auto allowed =
        domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, one.shows_suppliers());
    return allowed.ownership ? refuse(ctx, text + ": " + found->why + '.', found->next)
                             : refuse(ctx, text + '.', id + " history");
}

std::optional<outcome> refuse_without_opening(
    const context& ctx,
    const found_submittal& one,
    const domain::requisition& now,
    domain::submittal_verb what
) {
    const bool reserves = what == submittal_verb::accept;
    const bool comes_late =
        what == submittal_verb::start && one.sub->state == domain::submittal_state::fell_off;
    if ((!reserves && !comes_late) || domain::count_openings(now).open > 0) {
        return std::nullopt;
    }
    return refuse_full(ctx, one, now);
}

outcome refuse_full(
    const context& ctx,
    const found_submittal& one,
    const domain::requisition& now
) {
    return refuse(
        ctx,
        shown_id(now.number) + " has no opening left" + who_came_first(ctx, now) +
            ", so nothing changed.",
        line_for_room(ctx, one)
    );
}

std::optional<outcome> refuse_unoffered(const context& ctx, const found_submittal& one) {
    const auto& req = *one.req;
    if (domain::has_ended(req) && req.state != domain::requisition_state::filled) {
        return refuse(
            ctx,
            shown_id(req.number) + " is " + std::string(shown_state(req.state)) +
                since_by_whom(ctx, req) + ", so nobody is offered it.",
            std::to_string(req.number.value) + " reopen \"...\""
        );
    }
    return domain::count_openings(req).open == 0 ? std::optional(refuse_full(ctx, one, req))
                                                 : std::nullopt;
}

std::optional<outcome> refuse_word_of_client(
    const context& ctx,
    const found_submittal& one,
    bool lifts
) {
    const auto id = shown_id(one.sub->number);
    const bool allowed =
        lifts ? domain::has_role_on(*one.req, ctx.actor, domain::role::operations)
              : domain::may(domain::submittal_permission::miss, *one.sub, *one.req, ctx.actor);
    if (allowed) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        lifts ? "You cannot lift that for " + id + ": that is for operations."
              : "You cannot say that of " + id +
                    ": that is for the hiring manager or the account manager.",
        id + " note \"...\""
    );
}

std::optional<outcome> refuse_unguarded(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const submittals& all,
    domain::submittal_verb what
) {
    for (const auto& one : all) {
        auto refused = refuse_step(ctx, seen, one, what);
        if (!refused) {
            refused = refuse_ended(ctx, book, one, what);
        }
        if (!refused) {
            refused = refuse_attendance(ctx, one, book, what);
        }
        if (!refused && what == submittal_verb::present) {
            refused = refuse_without_consent(ctx, book, *one.sub, *one.req);
        }
        if (refused) {
            return refused;
        }
    }
    return std::nullopt;
}

}  // namespace fillrate::handlers
