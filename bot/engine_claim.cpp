// Who nobody knows: told how to ask for access, or made the first administrator by the claim code
// (DESIGN.md 6).
#include "bot/administrators.hpp"
#include "bot/engine_answers.hpp"
#include "bot/engine_asking.hpp"
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/new_ids.hpp"

namespace fillrate::bot {

namespace {

std::optional<chat::command> claim_command(const chat::request& request, const std::string& root) {
    const auto* line = std::get_if<chat::typed_line>(&request.what);
    if (line == nullptr) {
        return std::nullopt;
    }
    chat::line_settings settings;
    settings.root = root;
    settings.meant_as_command = true;
    auto parsed = chat::parse(*line, settings);
    auto* command = std::get_if<chat::command>(&parsed);
    const bool claims = command != nullptr && command->noun == "me" && command->verb == "claim";
    return claims ? std::optional{std::move(*command)} : std::nullopt;
}

std::string name_of(const chat::command& command, const chat::request& request) {
    const auto typed = std::string(trim(displayable(command.value("name"))));
    const auto shown = typed.empty() ? std::string(trim(displayable(request.actor.name))) : typed;
    return domain::slug_of(shown).empty() ? "Administrator" : abbreviate(shown, 80);
}

std::string why_not(const claim_status& now) {
    if (now.what == claim_state::claimed || (now.stored && now.stored->used)) {
        return "This workspace has been claimed already. Ask its administrator to add you.";
    }
    if (now.stored && now.stored->wrong_tries >= domain::most_wrong_claims) {
        return "The code is locked after five wrong tries. On the server, fillrate check prints a "
               "new one.";
    }
    return "There is no valid code. On the server, fillrate check prints a new one.";
}

struct claiming {
    domain::claim after{};
    person_id id{};  ///< of the new administrator; empty when the code was wrong
    std::string name{};
    handlers::decision decided{};
};

// Right or wrong, the claim remembers it.
claiming decide_claim(
    const handlers::snapshot& seen,
    const chat::request& request,
    const std::string& mapping,
    std::string name,
    bool right
) {
    claiming one;
    one.after = *seen.find<domain::claim>(domain::claim_record_name());
    one.decided.can_undo = false;
    const person_id id{handlers::free_id(seen, "person", name)};
    if (right && !id.empty()) {
        one.decided = new_administrator(
            {request.platform, request.tenant, request.actor.id},
            mapping,
            id,
            name
        );
        one.after.used = true;
        one.id = id;
        one.name = std::move(name);
    } else {
        ++one.after.wrong_tries;
    }
    one.decided.events.push_back(handlers::put(one.after));
    return one;
}

std::vector<std::string> records_of_claim(const std::string& mapping, const std::string& name) {
    std::vector<std::string> records{domain::claim_record_name(), mapping};
    for (const auto& id : handlers::ids_for(name)) {
        records.push_back(domain::record_name(person_id{id}));
    }
    return records;
}

// Nothing for a member of the workspace who types the command while there is a code.
std::optional<chat::reply> refuse_claim(
    const chat::request& request,
    const handlers::context& ctx,
    bool claims,
    const claim_status& status
) {
    const bool open = status.what == claim_state::open;
    if (!claims) {
        return answers::who_are_you(
            request,
            ctx.organisation.bot_name,
            open ? ctx.root + " claim" : std::string{}
        );
    }
    if (chat::is_from_outside(request) || request.actor.home_tenant.empty()) {
        return answers::private_text("Only members of this workspace can claim it.");
    }
    return open ? std::nullopt : std::optional{answers::private_text(why_not(status))};
}

authorship author_of_claim(const claiming& one, command_id id, std::string surface, instant now) {
    authorship by;
    by.command = std::move(id);
    by.actor = one.id;
    by.actor_name = one.name;
    by.surface = std::move(surface);
    by.now = now;
    by.outcome = "claim|";
    return by;
}

}  // namespace

async::awaitable<result<chat::reply>> engine::claim(asking& ask) {
    const auto status = co_await read_claim(on_.store, on_.codec, ask.ctx.now);
    if (!status) {
        co_return status.error();
    }
    const auto command = claim_command(ask.request, options_.root);
    auto refused = refuse_claim(ask.request, ask.ctx, command.has_value(), *status);
    if (refused) {
        ++counted_.refusals;
        co_return std::move(*refused);
    }
    auto name = name_of(*command, ask.request);
    auto records = records_of_claim(ask.user_name, name);
    const auto loaded = co_await ask.loader.load(std::move(records));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto& seen = ask.loader.seen();
    const auto* stored = seen.find<domain::claim>(domain::claim_record_name());
    if (stored == nullptr || seen.version_of(domain::claim_record_name()) != status->version) {
        co_return error(errc::conflict, domain::claim_record_name());
    }
    const bool right = on_.claims.matches(command->tail, stored->hash);
    const auto one = decide_claim(seen, ask.request, ask.user_name, std::move(name), right);
    const auto by = author_of_claim(one, ask.id, ask.request.surface, ask.ctx.now);
    auto ready = prepare(one.decided, ask.loader, on_.codec, by, on_.ids);
    if (!ready) {
        co_return ready.error();
    }
    const auto done = co_await commit_or_conflict(std::move(*ready));
    if (!done) {
        co_return done.error();
    }
    counted_.refusals += one.after.used ? 0 : 1;
    on_.log.warn(
        one.after.used ? "workspace claimed" : "wrong claim code",
        {{"command", ask.id.value}, {"surface", ask.request.surface}}
    );
    co_return one.after.used
        ? answers::claimed(ask.ctx.organisation.name, options_.root)
        : answers::wrong_claim(domain::most_wrong_claims - one.after.wrong_tries);
}

}  // namespace fillrate::bot
