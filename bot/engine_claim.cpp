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

}  // namespace

async::awaitable<result<chat::reply>> engine::claim(asking& ask) {
    const auto status = co_await read_claim(on_.store, on_.codec, ask.ctx.now);
    if (!status) {
        co_return status.error();
    }
    const auto command = claim_command(ask.request, options_.root);
    const bool open = status->what == claim_state::open;
    if (!command) {
        ++counted_.refusals;
        co_return answers::who_are_you(
            ask.request,
            ask.ctx.organisation.bot_name,
            open ? options_.root + " claim" : std::string{}
        );
    }
    const bool foreign =
        ask.request.actor.restricted || ask.request.actor.home_tenant != ask.request.tenant;
    if (foreign || !open) {
        ++counted_.refusals;
        co_return answers::private_text(
            foreign ? std::string("Only members of this workspace can claim it.") : why_not(*status)
        );
    }
    const auto name = name_of(*command, ask.request);
    std::vector<std::string> records{domain::claim_record_name(), ask.user_name};
    for (const auto& id : handlers::ids_for(name)) {
        records.push_back(domain::record_name(person_id{id}));
    }
    const auto loaded = co_await ask.loader.load(std::move(records));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto* stored = ask.loader.seen().find<domain::claim>(domain::claim_record_name());
    if (stored == nullptr ||
        ask.loader.seen().version_of(domain::claim_record_name()) != status->version) {
        co_return error(errc::conflict, domain::claim_record_name());
    }
    auto after = *stored;
    handlers::decision decided;
    decided.can_undo = false;
    const bool right = on_.claims.matches(command->tail, stored->hash);
    const person_id id{handlers::free_id(ask.loader.seen(), "person", name)};
    if (right && !id.empty()) {
        decided = new_administrator(
            {ask.request.platform, ask.request.tenant, ask.request.actor.id},
            ask.user_name,
            id,
            name
        );
        after.used = true;
    } else {
        ++counted_.refusals;
        ++after.wrong_tries;
    }
    decided.events.push_back(handlers::put(after));
    authorship by;
    by.command = ask.id;
    by.actor = after.used ? id : person_id{};
    by.actor_name = after.used ? name : std::string{};
    by.surface = ask.request.surface;
    by.now = ask.ctx.now;
    by.outcome = "claim|";
    auto ready = prepare(decided, ask.loader, on_.codec, by, on_.ids);
    if (!ready) {
        co_return ready.error();
    }
    const auto done = co_await commit(std::move(*ready));
    if (!done) {
        co_return done.error();
    }
    if (done->what == ports::commit_result::status::conflict) {
        co_return error(errc::conflict, done->outcome);
    }
    on_.log.warn(
        after.used ? "workspace claimed" : "wrong claim code",
        {{"command", ask.id.value}, {"surface", ask.request.surface}}
    );
    co_return after.used ? answers::claimed(ask.ctx.organisation.name, options_.root)
                         : answers::wrong_claim(domain::most_wrong_claims - after.wrong_tries);
}

}  // namespace fillrate::bot
