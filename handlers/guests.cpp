#include "handlers/guests.hpp"

#include "core/base/text.hpp"
#include "core/domain/guest.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/keepers.hpp"
#include "handlers/needs.hpp"
#include "handlers/set_up.hpp"
#include "handlers/somebody.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::role;

// The clients and suppliers that their roles name.
std::optional<need> missing_firms(const std::vector<domain::grant>& grants, const snapshot& seen) {
    need wanted;
    for (const auto& grant : grants) {
        if (!grant.client.empty()) {
            load_record(wanted, seen, domain::record_name(grant.client));
        }
        if (!grant.supplier.empty()) {
            load_record(wanted, seen, domain::record_name(grant.supplier));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// Account managers of the guest's clients; of a supplier's people, all account managers.
bool may_keep(const domain::actor& who, const domain::person& guest) {
    if (who.has(role::administrator) || who.has(role::operations)) {
        return true;
    }
    return std::ranges::any_of(guest.grants, [&who](const domain::grant& theirs) {
        return std::ranges::any_of(who.grants, [&theirs](const domain::grant& own) {
            return own.role == role::account_manager &&
                   (!theirs.supplier.empty() || own.client.empty() || own.client == theirs.client);
        });
    });
}

// Who is meant: by the button, or by name for those who know everybody anyway.
std::variant<somebody, outcome> find_guest(const context& ctx, const snapshot& seen) {
    if (ctx.command.subjects.empty()) {
        const bool knows_all =
            ctx.actor.has(role::administrator) || ctx.actor.has(role::operations);
        return knows_all ? find_somebody(ctx, seen)
                         : refuse(
                               ctx,
                               "Only administrators and operations keep guests by name; others are "
                               "asked, with a button.",
                               "help"
                           );
    }
    const auto& name = ctx.command.subjects.front();
    if (!seen.loaded(name)) {
        need wanted;
        wanted.records.push_back(name);
        return outcome(std::move(wanted));
    }
    somebody found;
    found.known = seen.find<domain::person>(name);
    return found;
}

}  // namespace

outcome decide_guest_due(const context& ctx, const domain::person& guest, const snapshot& seen) {
    const auto found = find_keeper(guest.id, guest.grants, seen);
    if (const auto* wanted = std::get_if<need>(&found)) {
        return *wanted;
    }
    const auto* asked = std::get<const domain::person*>(found);
    decision decided;
    decided.can_undo = false;
    auto after = guest;
    after.end_asked = true;
    decided.events.push_back(put(std::move(after)));
    if (asked != nullptr) {
        chat::outgoing item;
        item.conversation = asked->direct;
        item.kind = "lapsing";
        item.subject = domain::record_name(guest.id);
        item.readers = {chat::audience::kind::person, asked->id.value};
        item.not_before_ms = to_unix_ms(ctx.now);
        decided.messages.push_back(std::move(item));
    }
    return decided;
}

composed compose_lapsing(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto* guest = seen.find<domain::person>(item.subject);
    if (guest == nullptr || !guest->mapping_ends || !guest->end_asked) {
        return std::monostate{};
    }
    if (auto wanted = missing_firms(guest->grants, seen)) {
        return std::move(*wanted);
    }
    chat::message said;
    said.title = "Still with them?";
    said.summary = displayable(guest->name) + ", " + roles_text(*guest, seen) +
                   ", is a guest and has done nothing here for a while. I stop knowing them on " +
                   local_time(*guest->mapping_ends, ctx.organisation.default_zone) +
                   ", unless they do something or you say that they are still there.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    chat::button still;
    still.label = "Still with them";
    still.tone = chat::button_tone::primary;
    still.act = {"keep", item.subject, seen.version_of(item.subject), {}};
    said.blocks.emplace_back(chat::button_row{{std::move(still)}});
    return said;
}

outcome admin_keep(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_guest(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto* guest = std::get<somebody>(found).known;
    if (guest == nullptr || !may_keep(ctx.actor, *guest)) {
        return refuse(ctx, "There is no guest of that name that you look after.", "help");
    }
    const auto name = displayable(guest->name);
    if (!guest->mapping_ends) {
        return refuse(ctx, name + " is no guest: nothing of theirs lapses.", "help");
    }
    auto after = domain::kept_on(*guest, ctx.now);
    const auto until = local_time(*after.mapping_ends, ctx.organisation.default_zone);
    decision decided;
    decided.events.push_back(put(std::move(after)));
    return decide_set_up(
        ctx,
        std::move(decided),
        name + " stays known until " + until + ", and longer with everything they do here.",
        ""
    );
}

}  // namespace fillrate::handlers
