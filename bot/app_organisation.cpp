// The organisation of a real workspace: its names, and somebody who may set it up.
#include "bot/administrators.hpp"
#include "bot/app.hpp"
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"

namespace fillrate::bot {

// The organisation's names are the configuration's; a changed file changes the record.
async::awaitable<result<void>> app::keep_organisation() {
    record_loader loader(session_->store(), *codec_, command_id{});
    const auto name = domain::organisation_record_name();
    std::vector<std::string> names{name};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto* stored = loader.seen().find<domain::organisation>(name);
    auto wanted = stored == nullptr ? domain::organisation{} : *stored;
    wanted.name = options_.settings.organisation.name;
    wanted.bot_name = options_.settings.organisation.bot_name;
    wanted.default_zone = options_.settings.organisation.default_zone;
    if (stored != nullptr && *stored == wanted) {
        co_return result<void>{};
    }
    if (stored == nullptr) {
        // Ids of three digits are not taken for a count or a tier.
        const auto skipped = co_await session_->store().reserve("req", 100);
        if (!skipped) {
            co_return skipped.error();
        }
        const auto codes = co_await skip_small_codes(session_->store());
        if (!codes) {
            co_return codes.error();
        }
    }
    handlers::decision decided;
    decided.can_undo = false;
    decided.events.push_back(handlers::put(std::move(wanted)));
    authorship by;
    by.command = command_id{"configuration:" + ids_->next(clock_.now())};
    by.surface = "configuration";
    by.now = clock_.now();
    co_return co_await engine_->apply(std::move(decided), std::move(by));
}

async::awaitable<result<void>> app::open_organisation() {
    const auto kept = co_await keep_organisation();
    if (!kept) {
        co_return kept.error();
    }
    const administrator_parts on{session_->store(), *codec_, *names_, *claims_, random_, *engine_};
    const auto added = co_await add_administrators(on, options_.settings.admins, clock_.now());
    if (!added) {
        co_return added.error();
    }
    const auto root =
        options_.settings.slack ? options_.settings.slack->command : engine_options{}.root;
    auto notice = co_await claim_notice(on, root, clock_.now());
    if (!notice) {
        co_return notice.error();
    }
    notice_ = std::move(*notice);
    co_return result<void>{};
}

}  // namespace fillrate::bot
