#include "handlers/new_client.hpp"

#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/lists.hpp"
#include "handlers/new_ids.hpp"
#include "handlers/new_site.hpp"

#include <algorithm>

namespace fillrate::handlers {

std::variant<domain::client, outcome> read_new_client(
    const context& ctx,
    const snapshot& seen,
    field_problems& problems
) {
    const auto given = read_site(ctx, problems);
    if (!given) {
        return domain::client{};
    }
    const auto all = records_of<domain::client>(seen, directory_page(clients_list));
    if (client_named(all, given->client) != nullptr) {
        problems.add("client_name", "There is a client of that name already: choose it instead.");
        return domain::client{};
    }
    if (auto wanted = missing_candidates(seen, "client", given->client)) {
        return outcome(std::move(*wanted));
    }
    domain::client made;
    made.id = client_id{free_id(seen, "client", given->client)};
    made.name = given->client;
    if (made.id.empty()) {
        problems.add("client_name", "There are too many clients of that name.");
    }
    if (ctx.actor.has(domain::role::account_manager)) {
        made.account_managers.push_back(ctx.actor.id);
    }
    return with_site(std::move(made), given->site);
}

void put_new_client(decision& into, const context& ctx, const snapshot& seen, domain::client made) {
    const auto* actor = seen.find<domain::person>(domain::record_name(ctx.actor.id));
    const bool needs_role = actor != nullptr && !made.account_managers.empty() &&
                            std::ranges::none_of(actor->grants, [](const domain::grant& g) {
                                return g.role == domain::role::account_manager && g.client.empty();
                            });
    if (needs_role) {
        auto person = *actor;
        domain::grant grant;
        grant.role = domain::role::account_manager;
        grant.client = made.id;
        person.grants.push_back(std::move(grant));
        into.events.push_back(put(std::move(person)));
    }
    into.events.push_back(put(std::move(made)));
}

}  // namespace fillrate::handlers
