#include "handlers/by_whom.hpp"

#include "core/base/text.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

bool is_of_supplier(const domain::author& who) {
    return who.party == domain::party::supplier || who.party == domain::party::candidate;
}

std::string by_person(const domain::author& who, bool with_firm) {
    const bool shows_behalf = !who.on_behalf_of.empty() && (with_firm || !is_of_supplier(who));
    return "by " + first_name(who.name) +
           (shows_behalf ? " for " + displayable(who.on_behalf_of) : std::string{});
}

std::string side_of_author(const domain::author& who) {
    return who.party == domain::party::client ? "by the client" : "by the account manager";
}

}  // namespace

naming naming_for(const context& ctx, const domain::requisition& req) {
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    if (allowed.notes) {
        return naming::everybody;
    }
    return allowed.only_supplier.empty() ? naming::client : naming::supplier;
}

naming naming_for(const context& ctx, const found_submittal& one) {
    const auto allowed =
        domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, one.shows_suppliers());
    const bool names_firm = allowed.supplier_name || one.sub->supplier.empty();
    if (allowed.free_reasons) {
        return naming::everybody;
    }
    // Another firm's consent may be what took it from them.
    if (one.sub->state == domain::submittal_state::duplicate) {
        return naming::supplier;
    }
    if (allowed.deciding) {
        return names_firm ? naming::everybody : naming::client;
    }
    return naming::own_firm;
}

naming naming_for(const context& ctx, const found_interview& one) {
    const auto allowed =
        domain::clear(one.context(), ctx.actor, ctx.place.binding, one.shows_suppliers());
    const bool names_firm = allowed.supplier_name || one.iv->supplier.empty();
    if (allowed.free_reasons) {
        return naming::everybody;
    }
    if (allowed.panel) {
        return names_firm ? naming::everybody : naming::client;
    }
    return naming::own_firm;
}

domain::party own_side(const context& ctx, const domain::requisition& req) {
    return domain::has_role_on(req, ctx.actor, domain::role::hiring_manager)
               ? domain::party::client
               : domain::party::program;
}

std::string shown_actor(const domain::event& what, bool names_firm) {
    const bool unnamed =
        !names_firm && what.on_behalf_of.empty() && is_of_supplier(domain::author_of(what));
    return unnamed ? "the supplier" : first_name(what.actor_name);
}

std::string by_whom(const context& ctx, const domain::author& who, naming read) {
    if (who.clock) {
        const auto name = displayable(ctx.organisation.bot_name);
        return "by " + (name.empty() ? std::string("Fillrate") : name);
    }
    if (who.name.empty()) {
        return {};
    }
    // Of a supplier unless somebody of the program or the client did it in its name.
    const bool supplier = is_of_supplier(who) && who.on_behalf_of.empty();
    switch (read) {
        case naming::everybody:
            return by_person(who, true);
        case naming::client:
            return supplier ? "by the supplier" : by_person(who, false);
        case naming::own_firm:
            if (supplier) {
                return by_person(who, false);
            }
            return is_of_supplier(who) ? "on behalf of your firm" : side_of_author(who);
        case naming::supplier:
            return is_of_supplier(who) ? std::string{} : side_of_author(who);
    }
    return {};
}

std::string when_by_whom(
    const context& ctx,
    instant at,
    const std::string& zone,
    const domain::author& who,
    naming read
) {
    const auto by = by_whom(ctx, who, read);
    return local_time(at, zone) + (by.empty() ? by : ", " + by);
}

std::string since_by_whom(
    const context& ctx,
    instant at,
    const std::string& zone,
    const domain::author& who,
    naming read
) {
    return " since " + when_by_whom(ctx, at, zone, who, read);
}

std::string since_by_whom(const context& ctx, const domain::requisition& req) {
    const auto at = req.entered.value_or(req.changed);
    return since_by_whom(ctx, at, req.zone, req.entered_by, naming_for(ctx, req));
}

std::string since_by_whom(const context& ctx, const found_submittal& one) {
    const auto& sub = *one.sub;
    return since_by_whom(ctx, sub.entered, one.req->zone, sub.entered_by, naming_for(ctx, one));
}

std::string since_by_whom(const context& ctx, const found_interview& one) {
    const auto at = one.iv->entered.value_or(one.iv->changed);
    return since_by_whom(ctx, at, one.iv->zone, one.iv->entered_by, naming_for(ctx, one));
}

std::string since_by_whom(const context& ctx, const found_shift& one) {
    const auto& of = *one.record;
    const auto at = of.entered.value_or(of.changed);
    return since_by_whom(ctx, at, of.zone, of.entered_by, naming_for(ctx, *one.req));
}

}  // namespace fillrate::handlers
