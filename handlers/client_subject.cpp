#include "handlers/client_subject.hpp"

#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
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

// What was typed with that client in it, else the example.
std::string line_with_client(
    const context& ctx,
    std::string_view example,
    const domain::client& client
) {
    const auto name = displayable(client.name);
    if (ctx.command.find("client") != nullptr) {
        return corrected(ctx, "client", name);
    }
    constexpr std::string_view acorn = "acorn";
    std::string line{example};
    const auto named = line.find(acorn);
    return named == std::string::npos ? line
                                      : line.replace(named, acorn.size(), chat::quoted(name));
}

outcome ask_which(
    const context& ctx,
    const std::vector<const domain::client*>& own,
    std::string_view example
) {
    if (own.empty()) {
        return refuse(ctx, "You look after no client.", "help");
    }
    constexpr std::size_t most_named = 8;
    std::vector<std::string> names;
    std::vector<reading> readings;
    for (const auto* client : own) {
        if (names.size() < most_named) {
            names.push_back(displayable(client->name));
            readings.push_back({names.back(), line_with_client(ctx, example, *client)});
        }
    }
    return ask_which_reading(
        ctx,
        "Which client? You look after " + join(names, ", ") + '.',
        readings
    );
}

// Those that the typed name may mean.
std::vector<const domain::client*> meant_of(
    const std::vector<const domain::client*>& own,
    const chat::several_names& found
) {
    auto meant = own;
    std::erase_if(meant, [&found](const auto* client) {
        return std::ranges::find(found.matches, client->id.value, &chat::name_match::id) ==
               found.matches.end();
    });
    return meant;
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
                own.empty() ? std::string("help") : line_with_client(ctx, example, *own.front())
            );
        }
        return ask_which(ctx, meant_of(own, std::get<chat::several_names>(match)), example);
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
