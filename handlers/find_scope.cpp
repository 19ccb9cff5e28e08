#include "handlers/find_scope.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::role;

// Each is a list to read.
constexpr std::size_t most_clients = 6;

template <class Id>
void add_once(std::vector<Id>& to, const Id& one) {
    if (!one.empty() && std::ranges::find(to, one) == to.end()) {
        to.push_back(one);
    }
}

bool is_of_program(const domain::actor& who) {
    return who.has(role::account_manager) || who.has(role::recruiter) ||
           who.has(role::operations) || who.has(role::administrator);
}

std::vector<client_id> own_clients(const domain::actor& who) {
    std::vector<client_id> found;
    for (const auto& grant : who.grants) {
        const bool of_client = grant.role == role::account_manager ||
                               grant.role == role::recruiter || grant.role == role::hiring_manager;
        if (of_client) {
            add_once(found, grant.client);
        }
    }
    return found;
}

void add_own_clients(find_scope& to, const domain::actor& who) {
    to.clients = own_clients(who);
    to.cut = to.clients.size() > most_clients;
    to.clients.resize(std::min(to.clients.size(), most_clients));
}

std::vector<supplier_id> own_suppliers(const domain::actor& who) {
    std::vector<supplier_id> found;
    for (const auto& grant : who.grants) {
        if (grant.role == role::supplier_contact) {
            add_once(found, grant.supplier);
        }
    }
    return found;
}

void add_client_of_room(
    find_scope& to,
    const context& ctx,
    const std::vector<const domain::client*>& rooms_of
) {
    for (const auto* client : rooms_of) {
        const bool here = !ctx.place.id.empty() && client->internal_conversation == ctx.place.id;
        if (here && reaches(ctx.actor, client->id)) {
            add_once(to.clients, client->id);
        }
    }
}

// Of the one client that is named, whoever asks.
void narrow(find_scope& scope, const context& ctx, const client_id& to) {
    const auto who = ctx.place.binding.who;
    const bool inside =
        who == domain::binding::kind::internal || who == domain::binding::kind::direct;
    const bool stays = scope.has(to) || (inside && reaches(ctx.actor, to));
    scope.clients = stays ? std::vector{to} : std::vector<client_id>{};
    scope.suppliers.clear();
    scope.whole_firm = false;
    scope.directory = false;
    scope.cut = false;
}

}  // namespace

bool find_scope::has(const client_id& client) const {
    return whole_firm || std::ranges::find(clients, client) != clients.end();
}

bool reaches(const domain::actor& who, const client_id& client) {
    return std::ranges::any_of(who.grants, [&](const domain::grant& g) {
        const bool of_it = !client.empty() && g.client == client;
        switch (g.role) {
            case role::operations:
                return true;
            case role::account_manager:
            case role::recruiter:
                return g.client.empty() || of_it;
            case role::hiring_manager:
                return of_it;
            case role::supplier_contact:
            case role::administrator:
                return false;
        }
        return false;
    });
}

find_scope scope_here(
    const context& ctx,
    const std::vector<const domain::client*>& rooms_of,
    const domain::client* named
) {
    find_scope scope;
    const auto& readers = ctx.place.binding;
    switch (readers.who) {
        case domain::binding::kind::unbound:
            return scope;
        case domain::binding::kind::client:
            if (reaches(ctx.actor, client_id{readers.id})) {
                scope.clients.push_back(client_id{readers.id});
            }
            break;
        case domain::binding::kind::supplier: {
            const supplier_id here{readers.id};
            const auto own = own_suppliers(ctx.actor);
            if (is_of_program(ctx.actor) || std::ranges::find(own, here) != own.end()) {
                scope.suppliers.push_back(here);
            }
            break;
        }
        case domain::binding::kind::internal:
            add_own_clients(scope, ctx.actor);
            add_client_of_room(scope, ctx, rooms_of);
            scope.directory = is_of_program(ctx.actor);
            break;
        case domain::binding::kind::direct:
            add_own_clients(scope, ctx.actor);
            scope.suppliers = own_suppliers(ctx.actor);
            scope.whole_firm = ctx.actor.has(role::operations);
            scope.directory = is_of_program(ctx.actor);
            break;
    }
    if (named != nullptr) {
        narrow(scope, ctx, named->id);
    }
    return scope;
}

}  // namespace fillrate::handlers
