#include "handlers/strangers.hpp"

#include "core/base/text.hpp"
#include "core/domain/guest.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/first_mapping.hpp"
#include "handlers/keepers.hpp"
#include "handlers/needs.hpp"
#include "handlers/new_ids.hpp"
#include "handlers/room_posts.hpp"
#include "handlers/set_up.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

using binding_kind = domain::binding::kind;
using domain::role;

bool is_of_firm(const domain::person& person) {
    constexpr std::array ours{
        role::account_manager,
        role::recruiter,
        role::operations,
        role::administrator};
    return std::ranges::any_of(person.grants, [&](const domain::grant& grant) {
        return std::ranges::find(ours, grant.role) != ours.end();
    });
}

// A contact of the supplier in its room, a manager of the client in its one.
bool belongs_to(const domain::person& person, const domain::binding& readers) {
    return std::ranges::any_of(person.grants, [&readers](const domain::grant& grant) {
        return readers.who == binding_kind::supplier
                   ? grant.role == role::supplier_contact && grant.supplier.value == readers.id
               : readers.who == binding_kind::client
                   ? grant.role == role::hiring_manager && grant.client.value == readers.id
                   : false;
    });
}

bool is_shared_kind(const domain::binding& readers) {
    return readers.who == binding_kind::supplier || readers.who == binding_kind::client;
}

// As a grant of whoever is outside in that room: it says who looks after them.
std::vector<domain::grant> grants_of(const domain::binding& readers) {
    domain::grant theirs;
    if (readers.who == binding_kind::supplier) {
        theirs.role = role::supplier_contact;
        theirs.supplier = supplier_id{readers.id};
        return {theirs};
    }
    if (readers.who == binding_kind::client) {
        theirs.role = role::hiring_manager;
        theirs.client = client_id{readers.id};
        return {theirs};
    }
    return {};
}

chat::outgoing notice_to(
    const domain::person& keeper,
    std::string kind,
    std::string subject,
    instant now
) {
    chat::outgoing item;
    item.conversation = keeper.direct;
    item.kind = std::move(kind);
    item.subject = std::move(subject);
    item.readers = {chat::audience::kind::person, keeper.id.value};
    item.not_before_ms = to_unix_ms(now);
    return item;
}

// The workspace is the partner from now on; what could not be posted meanwhile is posted.
outcome name_partner(
    const context& ctx,
    const snapshot& seen,
    domain::conversation room,
    const std::string& home
) {
    const bool stopped = !room.stranger.empty() && room.stranger == home;
    if (stopped && !seen.pages.contains(posted_page())) {
        need wanted;
        wanted.pages.push_back(posted_page());
        return wanted;
    }
    decision decided;
    decided.can_undo = false;
    room.partner = home;
    room.external = true;
    if (stopped) {
        room.stranger.clear();
        post_everything(decided, ctx, seen, room);
    }
    decided.events.push_back(put(std::move(room)));
    return decided;
}

outcome stop_posting(
    const context& ctx,
    const snapshot& seen,
    domain::conversation room,
    const std::string& home
) {
    const auto keeper = find_keeper({}, grants_of(room.binding), seen);
    if (const auto* wanted = std::get_if<need>(&keeper)) {
        return *wanted;
    }
    decision decided;
    decided.can_undo = false;
    room.stranger = home;
    room.external = true;
    if (const auto* asked = std::get<const domain::person*>(keeper)) {
        auto item = notice_to(*asked, "stranger", domain::record_name(room.id), ctx.now);
        decided.messages.push_back(std::move(item));
    }
    decided.events.push_back(put(std::move(room)));
    return decided;
}

std::string firm_of(const domain::binding& readers, const snapshot& seen) {
    if (readers.who == binding_kind::supplier) {
        const auto* of = seen.find<domain::supplier>(domain::record_name(supplier_id{readers.id}));
        return displayable(of == nullptr ? readers.id : of->name);
    }
    const auto* of = seen.find<domain::client>(domain::record_name(client_id{readers.id}));
    return displayable(of == nullptr ? readers.id : of->name);
}

std::string firm_record(const domain::binding& readers) {
    return readers.who == binding_kind::supplier ? domain::record_name(supplier_id{readers.id})
                                                 : domain::record_name(client_id{readers.id});
}

std::optional<need> missing_firm(const snapshot& seen, const domain::binding& readers) {
    need wanted;
    load_record(wanted, seen, firm_record(readers));
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// Somebody new: a contact at once, or, `awaiting` a word, nobody yet.
outcome make_contact(
    const context& ctx,
    const snapshot& seen,
    const domain::conversation& room,
    const outsider& who,
    bool awaiting
) {
    if (auto firm = missing_firm(seen, room.binding)) {
        return std::move(*firm);
    }
    auto name = abbreviate(trim(displayable(who.name)), 80);
    if (domain::slug_of(name).empty()) {
        name = abbreviate("Contact of " + firm_of(room.binding, seen), 80);
    }
    auto wanted = missing_candidates(seen, "person", name).value_or(need{});
    const auto keeper = find_keeper({}, grants_of(room.binding), seen);
    if (const auto* further = std::get_if<need>(&keeper)) {
        load_too(wanted, *further);
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    domain::person made;
    made.id = person_id{free_id(seen, "person", name)};
    made.name = std::move(name);
    if (awaiting) {
        made.awaiting = room.id;
    } else {
        made.grants = grants_of(room.binding);
        made = domain::kept_on(std::move(made), ctx.now);
    }
    decision decided;
    decided.can_undo = false;
    const auto* told = std::get<const domain::person*>(keeper);
    if (made.id.empty()) {
        return decided;
    }
    if (told != nullptr) {
        const auto* kind = awaiting ? "guest_asks" : "new_contact";
        auto item = notice_to(*told, kind, domain::record_name(made.id), ctx.now);
        decided.messages.push_back(std::move(item));
    }
    make_known(decided, ctx.names, who.mapping, who.user, std::move(made));
    return decided;
}

std::string bind_line(const domain::binding& readers) {
    switch (readers.who) {
        case binding_kind::supplier:
            return "admin bind supplier:" + readers.id;
        case binding_kind::client:
            return "admin bind client:" + readers.id;
        case binding_kind::internal:
        case binding_kind::direct:
        case binding_kind::unbound:
            break;
    }
    return "admin bind internal";
}

// Whoever runs the firm, and an account manager of the client, or of any for a supplier's room.
bool looks_after_room(const domain::actor& who, const domain::binding& readers) {
    return who.has(role::administrator) || who.has(role::operations) ||
           std::ranges::any_of(who.grants, [&readers](const domain::grant& grant) {
               return grant.role == role::account_manager &&
                      (readers.who == binding_kind::supplier || grant.client.empty() ||
                       grant.client.value == readers.id);
           });
}

}  // namespace

std::optional<outcome> meet_outsider(
    const context& ctx,
    const snapshot& seen,
    const outsider& who
) {
    const auto* room = seen.find<domain::conversation>(domain::record_name(ctx.place.id));
    if (room == nullptr || room->binding.who == binding_kind::unbound ||
        room->binding.who == binding_kind::direct) {
        return std::nullopt;
    }
    const auto* mapped = seen.find<domain::mapping>(who.mapping);
    const auto* known = mapped == nullptr
                            ? nullptr
                            : seen.find<domain::person>(domain::record_name(mapped->person));
    if (known != nullptr && is_of_firm(*known)) {
        return std::nullopt;
    }
    if (known != nullptr && belongs_to(*known, room->binding)) {
        const bool names_partner = room->partner.empty() && !who.home.empty();
        return names_partner ? std::optional{name_partner(ctx, seen, *room, who.home)}
                             : std::nullopt;
    }
    const bool shared = is_shared_kind(room->binding);
    if (who.home.empty() || (shared && room->partner == who.home)) {
        const bool is_new = shared && mapped == nullptr && who.acts;
        const bool joins = who.restricted || room->binding.who == binding_kind::supplier;
        return is_new && joins ? std::optional{make_contact(ctx, seen, *room, who, who.restricted)}
                               : std::nullopt;
    }
    return room->stranger.empty() ? std::optional{stop_posting(ctx, seen, *room, who.home)}
                                  : std::nullopt;
}

composed compose_stranger(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto* room = seen.find<domain::conversation>(item.subject);
    if (room == nullptr || room->stranger.empty()) {
        return std::monostate{};
    }
    const bool shared = is_shared_kind(room->binding);
    if (auto wanted = shared ? missing_firm(seen, room->binding) : std::nullopt) {
        return std::move(*wanted);
    }
    const auto channel = '#' + displayable(room->name);
    const auto firm = shared ? firm_of(room->binding, seen) : std::string("our own people");
    const bool may_be_theirs = shared && room->partner.empty();
    chat::message said;
    said.title = "Who reads " + channel + '?';
    said.summary = "Somebody of another workspace, " + displayable(room->stranger) + ", is in " +
                   channel + ", which is for " + firm + ". I post nothing there " +
                   (may_be_theirs ? "until you say whose they are."
                                  : "until an administrator says what it is for.");
    said.tone = chat::tone::warning;
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    if (may_be_theirs) {
        chat::button theirs;
        theirs.label = abbreviate("They are of " + firm, 60);
        theirs.tone = chat::button_tone::primary;
        theirs.act = {"name_partner", item.subject, seen.version_of(item.subject), {}};
        said.blocks.emplace_back(chat::button_row{{std::move(theirs)}});
    }
    said.blocks.emplace_back(chat::context_line{
        {chat::plain("If they do not belong there: take them out of the channel, then an "
                     "administrator types there "),
         chat::code(ctx.root + ' ' + bind_line(room->binding))}});
    return said;
}

composed compose_new_contact(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto* person = seen.find<domain::person>(item.subject);
    if (person == nullptr || person->grants.empty()) {
        return std::monostate{};
    }
    const auto supplier = domain::record_name(person->grants.front().supplier);
    if (!seen.loaded(supplier)) {
        need wanted;
        wanted.records.push_back(supplier);
        return wanted;
    }
    chat::message said;
    said.summary = displayable(person->name) + " wrote in the supplier's channel for the first " +
                   "time, from its workspace, and is known as " + roles_text(*person, seen) +
                   " from now on.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    said.blocks.emplace_back(chat::context_line{
        {chat::plain("If they are not: an administrator takes the role away. "),
         chat::code(ctx.root + " help")}});
    return said;
}

composed compose_guest_asks(const chat::outgoing& item, const snapshot& seen, const context&) {
    const auto* guest = seen.find<domain::person>(item.subject);
    if (guest == nullptr || guest->awaiting.empty()) {
        return std::monostate{};
    }
    need wanted;
    const auto room_name = domain::record_name(guest->awaiting);
    const auto* room = seen.find<domain::conversation>(room_name);
    if (!seen.loaded(room_name)) {
        wanted.records.push_back(room_name);
        return wanted;
    }
    if (room == nullptr || !is_shared_kind(room->binding)) {
        return std::monostate{};
    }
    if (auto firm = missing_firm(seen, room->binding)) {
        return std::move(*firm);
    }
    const auto firm = firm_of(room->binding, seen);
    chat::message said;
    said.title = "A guest in #" + displayable(room->name);
    said.summary = displayable(guest->name) + ", a guest, wrote in #" + displayable(room->name) +
                   ". Are they of " + firm + "? Until you say so I do not know them.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    chat::button admits;
    admits.label = abbreviate("They are of " + firm, 60);
    admits.tone = chat::button_tone::primary;
    admits.act = {"admit", item.subject, seen.version_of(item.subject), {}};
    said.blocks.emplace_back(chat::button_row{{std::move(admits)}});
    return said;
}

outcome admin_admit(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto subject =
        ctx.command.subjects.empty() ? std::string{} : ctx.command.subjects.front();
    need wanted;
    if (!seen.loaded(subject)) {
        wanted.records.push_back(subject);
        return wanted;
    }
    const auto* guest = seen.find<domain::person>(subject);
    const auto room_name = guest == nullptr ? std::string{} : domain::record_name(guest->awaiting);
    if (guest == nullptr || guest->awaiting.empty()) {
        return refuse(ctx, "That guest has been settled since; nothing changed.", "help");
    }
    if (!seen.loaded(room_name)) {
        wanted.records.push_back(room_name);
        return wanted;
    }
    const auto* room = seen.find<domain::conversation>(room_name);
    if (room == nullptr || !is_shared_kind(room->binding) ||
        !looks_after_room(ctx.actor, room->binding)) {
        return refuse(ctx, "There is no guest of that name that you look after.", "help");
    }
    if (auto firm = missing_firm(seen, room->binding)) {
        return std::move(*firm);
    }
    auto after = domain::kept_on(*guest, ctx.now);
    after.awaiting = {};
    after.grants = grants_of(room->binding);
    decision decided;
    decided.messages.push_back(welcome_of(after));
    auto said = displayable(after.name) + " is known as " + roles_text(after, seen) +
                " now, and gets a welcome.";
    decided.events.push_back(put(std::move(after)));
    return decide_set_up(ctx, std::move(decided), std::move(said), "");
}

outcome admin_name_partner(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    const auto subject =
        ctx.command.subjects.empty() ? std::string{} : ctx.command.subjects.front();
    auto wanted = missing_pages(seen, {posted_page()}).value_or(need{});
    load_record(wanted, seen, subject);
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    const auto* room = seen.find<domain::conversation>(subject);
    if (room == nullptr || !looks_after_room(ctx.actor, room->binding)) {
        return refuse(ctx, "There is no such channel that you look after.", "help");
    }
    if (room->stranger.empty() || seen.version_of(subject) != ctx.seen_version) {
        return refuse(
            ctx,
            "Who reads #" + displayable(room->name) + " has been settled since; nothing changed.",
            "help"
        );
    }
    if (!is_shared_kind(room->binding) || !room->partner.empty()) {
        return refuse(
            ctx,
            "That channel is not shared with another firm, so nobody of one is named for it.",
            "help"
        );
    }
    if (auto firm = missing_firm(seen, room->binding)) {
        return std::move(*firm);
    }
    auto made = name_partner(ctx, seen, *room, room->stranger);
    auto* decided = std::get_if<decision>(&made);
    if (decided == nullptr) {
        return made;
    }
    return decide_set_up(
        ctx,
        std::move(*decided),
        "The people of that workspace are " + firm_of(room->binding, seen) + "'s. I post in #" +
            displayable(room->name) + " again.",
        ""
    );
}

}  // namespace fillrate::handlers
