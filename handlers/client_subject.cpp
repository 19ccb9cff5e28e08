#include "handlers/client_subject.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::role;

constexpr std::uint32_t clients_looked_at = 30;

// Own clients by their records; whoever looks after all of them reads the list.
std::optional<need> missing_clients(
    const context& ctx,
    const snapshot& seen,
    const std::string& typed
) {
    std::vector<index_page> pages{{clients_list, 0, clients_looked_at, false}};
    if (!typed.empty()) {
        pages.push_back(namesakes_page("client", typed));
    }
    auto wanted = missing_pages(seen, pages).value_or(need{});
    for (const auto& grant : ctx.actor.grants) {
        auto name = domain::record_name(grant.client);
        if (!grant.client.empty() && !seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    const bool nothing = wanted.pages.empty() && wanted.records.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

std::vector<const domain::client*> own_clients(const context& ctx, const snapshot& seen) {
    std::vector<const domain::client*> found;
    for (const auto& [name, entry] : seen.all()) {
        const auto* client = std::get_if<domain::client>(&entry.value);
        if (client != nullptr && looks_after(ctx.actor, client->id)) {
            found.push_back(client);
        }
    }
    return found;
}

outcome ask_which(
    const context& ctx,
    const std::vector<const domain::client*>& own,
    std::string_view example
) {
    std::vector<std::string> names;
    for (const auto* client : own) {
        names.push_back(displayable(client->name));
    }
    constexpr std::size_t most_named = 8;
    names.resize(std::min(names.size(), most_named));
    return refuse(
        ctx,
        own.empty() ? "You look after no client."
                    : "Which client? You look after " + join(names, ", ") + '.',
        own.empty() ? std::string_view("help") : example
    );
}

}  // namespace

bool is_inside(const context& ctx) {
    return ctx.direct || ctx.place.binding.who == domain::binding::kind::direct ||
           ctx.place.binding.who == domain::binding::kind::internal;
}

bool looks_after(const domain::actor& who, const client_id& client) {
    return std::ranges::any_of(who.grants, [&client](const domain::grant& g) {
        const bool of_it = g.client.empty() || g.client == client;
        return g.role == role::operations || (g.role == role::account_manager && of_it);
    });
}

std::variant<const domain::client*, outcome> find_client(
    const context& ctx,
    const snapshot& seen,
    const std::string& typed,
    std::string_view example
) {
    if (!is_inside(ctx)) {
        return refuse(
            ctx,
            "That is for internal channels and direct messages. Write to me directly.",
            "help"
        );
    }
    if (auto wanted = missing_clients(ctx, seen, typed)) {
        return outcome(std::move(*wanted));
    }
    const auto own = own_clients(ctx, seen);
    if (!typed.empty()) {
        const auto names = names_of(own);
        const auto match = chat::resolve_name(typed, names);
        if (const auto* one = std::get_if<chat::one_name>(&match)) {
            return *std::ranges::find(own, one->match.id, [](const auto* c) {
                return c->id.value;
            });
        }
        if (std::holds_alternative<chat::no_name>(match)) {
            return refuse(
                ctx,
                "You look after no client called \"" + abbreviate(displayable(typed), 40) + "\".",
                own.empty() ? std::string_view("help") : example
            );
        }
        return ask_which(ctx, own, example);
    }
    const auto here = std::ranges::find_if(own, [&ctx](const auto* client) {
        return !ctx.place.id.empty() && client->internal_conversation == ctx.place.id;
    });
    if (here != own.end()) {
        return *here;
    }
    if (own.size() == 1) {
        return own.front();
    }
    return ask_which(ctx, own, example);
}

}  // namespace fillrate::handlers
