// `admin bind`: what a channel is for. Who reads it decides what may be shown there, so only
// administrators say so (DOMAIN.md 0 "Where things live", 9).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/lists.hpp"
#include "handlers/room_posts.hpp"
#include "handlers/set_up.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using binding_kind = domain::binding::kind;

/// Requisitions that get a card in a channel when it is bound; the others with their next change.
constexpr std::uint32_t most_placed = 30;
constexpr std::string_view bind_example = "admin bind #channel internal";

// The platform's channel, and the record that says which conversation of ours it is.
struct place_named {
    std::string channel{};
    std::string mapping{};
    std::string name{};
};

std::optional<place_named> place_of(const context& ctx) {
    const auto* typed = ctx.command.find("channel");
    if (typed == nullptr) {
        if (ctx.direct || ctx.names.channel.empty() || ctx.names.channel_name.empty()) {
            return std::nullopt;
        }
        return place_named{
            ctx.names.channel,
            ctx.names.channel_mapping,
            '#' + displayable(ctx.names.channel_name)};
    }
    const auto mapping = ctx.names.mappings.find(typed->value);
    if (typed->typed != chat::argument::form::platform_channel ||
        mapping == ctx.names.mappings.end()) {
        return std::nullopt;
    }
    const auto shown = typed->label.empty() ? typed->value : typed->label;
    return place_named{typed->value, mapping->second, '#' + displayable(shown)};
}

struct wish {
    domain::binding binding{};
    /// Internal, but of this client only.
    client_id inside_of{};
    std::string partner{};  ///< the other firm's workspace, where it is named
};

constexpr std::size_t longest_workspace = 40;

bool is_workspace_id(const std::string& text) {
    return text.size() <= longest_workspace && std::ranges::all_of(text, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '-';
           });
}

// Whose people read it beside ours: of a client's or a supplier's channel alone.
void read_partner(wish& into, const context& ctx, field_problems& problems) {
    into.partner = value_of(ctx, "partner");
    if (!is_workspace_id(into.partner)) {
        problems.add("partner", "A workspace is named by its id, such as T0123ABCD.");
    } else if (!into.partner.empty() && into.binding.who == binding_kind::internal) {
        problems.add("partner", "An internal channel is read by our own people alone.");
    }
}

wish read_wish(const context& ctx, const snapshot& seen, field_problems& problems) {
    wish wanted;
    const auto as = value_of(ctx, "as");
    if (as == "nothing") {
        return wanted;
    }
    const auto clients = records_of<domain::client>(seen, directory_page(clients_list));
    const auto suppliers = records_of<domain::supplier>(seen, directory_page(suppliers_list));
    const bool names_client = !value_of(ctx, "client").empty();
    const bool names_supplier = !value_of(ctx, "supplier").empty();
    if (names_supplier && (names_client || !as.empty())) {
        problems.add("supplier", "A supplier's channel is for that supplier alone.");
    } else if (names_supplier) {
        if (const auto match =
                read_name(ctx, "supplier", "supplier", names_of(suppliers), problems)) {
            wanted.binding = {binding_kind::supplier, match->id};
        }
    } else if (names_client) {
        if (const auto match = read_name(ctx, "client", "client", names_of(clients), problems)) {
            wanted.inside_of = as == "internal" ? client_id{match->id} : client_id{};
            wanted.binding = as == "internal" ? domain::binding{binding_kind::internal, {}}
                                              : domain::binding{binding_kind::client, match->id};
        }
    } else if (as == "internal") {
        wanted.binding = {binding_kind::internal, {}};
    } else {
        problems.add("as", "What is the channel for: client:NAME, supplier:NAME, or internal?");
    }
    read_partner(wanted, ctx, problems);
    return wanted;
}

// Takes the conversation away from what it was for, and gives it to what it is for now.
void update_owners(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const conversation_id& room,
    const wish& wanted
) {
    for (const auto* each : records_of<domain::client>(seen, directory_page(clients_list))) {
        auto after = *each;
        const auto set = [&room](conversation_id& of, bool now) {
            if (now) {
                of = room;
            } else if (of == room) {
                of = {};
            }
        };
        set(after.client_conversation,
            wanted.binding == domain::binding{binding_kind::client, each->id.value});
        set(after.internal_conversation, wanted.inside_of == each->id);
        if (after != *each) {
            into.events.push_back(put(std::move(after)));
        }
    }
    for (const auto* each : records_of<domain::supplier>(seen, directory_page(suppliers_list))) {
        auto after = *each;
        const bool is_now =
            wanted.binding == domain::binding{binding_kind::supplier, each->id.value};
        if (is_now) {
            after.conversation = room;
        } else if (after.conversation == room) {
            after.conversation = {};
        }
        if (after != *each) {
            into.events.push_back(put(std::move(after)));
        }
    }
    auto organisation = ctx.organisation;
    const bool is_default =
        wanted.binding.who == binding_kind::internal && wanted.inside_of.empty();
    if (is_default) {
        organisation.default_conversation = room;
    } else if (organisation.default_conversation == room) {
        organisation.default_conversation = {};
    }
    if (organisation != ctx.organisation) {
        into.events.push_back(put(std::move(organisation)));
    }
}

bool has_internal_place(const domain::requisition& req) {
    return std::ranges::any_of(req.places, [](const domain::card_place& place) {
        return place.readers.who == binding_kind::internal;
    });
}

// Whether the card of a requisition belongs into the channel (DOMAIN.md 0 "Where things live").
bool belongs(const domain::requisition& req, const wish& wanted, const snapshot& seen) {
    switch (wanted.binding.who) {
        case binding_kind::client: {
            const bool released = !req.suppliers.empty() || req.internal_recruiter;
            return released && req.client.value == wanted.binding.id;
        }
        case binding_kind::supplier:
            return std::ranges::any_of(req.suppliers, [&wanted](const domain::coverage& asked) {
                return asked.supplier.value == wanted.binding.id && !domain::is_out(asked);
            });
        case binding_kind::internal: {
            if (!wanted.inside_of.empty()) {
                return req.client == wanted.inside_of;
            }
            const auto* client = seen.find<domain::client>(domain::record_name(req.client));
            const bool has_own = client != nullptr && !client->internal_conversation.empty();
            return !has_own && !has_internal_place(req);
        }
        case binding_kind::direct:
        case binding_kind::unbound:
            break;
    }
    return false;
}

index_page open_page(std::uint32_t limit) {
    return {domain::open_list(), 0, limit, false};
}

// Cards of what is open already.
void place_cards(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const conversation_id& room,
    const wish& wanted
) {
    for (const auto* req : records_of<domain::requisition>(seen, open_page(most_placed))) {
        const bool lives_here =
            std::ranges::find(req->places, room, &domain::card_place::conversation) !=
            req->places.end();
        if (lives_here || !belongs(*req, wanted, seen)) {
            continue;
        }
        const auto name = domain::record_name(req->number);
        change one(ctx, name, *req, seen.version_of(name));
        one.add(domain::card_placed{{room, wanted.binding}});
        one.finish(into);
    }
}

std::string said_of(const std::string& channel, const wish& wanted, const snapshot& seen) {
    const auto client = [&seen](const std::string& id) {
        const auto* found = seen.find<domain::client>(domain::record_name(client_id{id}));
        return displayable(found == nullptr ? id : found->name);
    };
    switch (wanted.binding.who) {
        case binding_kind::client:
            return channel + " is for " + client(wanted.binding.id) +
                   " now: everything shown there is cut to what its people may see.";
        case binding_kind::supplier: {
            const supplier_id id{wanted.binding.id};
            const auto* found = seen.find<domain::supplier>(domain::record_name(id));
            return channel + " is for " + displayable(found == nullptr ? id.value : found->name) +
                   " now: it sees only what was released to it.";
        }
        case binding_kind::internal:
            return wanted.inside_of.empty()
                       ? channel +
                             " is internal now: requisitions of clients without an internal "
                             "channel of their own show there."
                       : channel + " is internal now: requisitions of " +
                             client(wanted.inside_of.value) + " show there.";
        case binding_kind::direct:
        case binding_kind::unbound:
            break;
    }
    return channel + " is for nothing now: nothing is shown there.";
}

domain::event conversation_event(
    const context& ctx,
    const place_named& place,
    const domain::conversation* known,
    const conversation_id& room,
    const wish& wanted
) {
    domain::conversation after = known == nullptr ? domain::conversation{} : *known;
    const bool same = after.binding == wanted.binding;
    after.partner = !wanted.partner.empty() ? wanted.partner : same ? after.partner : std::string{};
    after.external = !after.partner.empty();
    after.stranger.clear();
    after.id = room;
    after.platform = ctx.names.platform;
    after.tenant = ctx.names.tenant;
    after.channel = place.channel;
    after.name = place.name.substr(1);
    after.binding = wanted.binding;
    after.bound_by = ctx.actor.id;
    return put(std::move(after));
}

// A new conversation is named after its mapping, whose hash nobody can guess or choose.
conversation_id new_room(const std::string& mapping) {
    constexpr std::size_t digits = 16;
    return conversation_id{"c-" + mapping.substr(mapping.find(':') + 1, digits)};
}

// [Try again] of the hint that nothing could be posted: the greeting and the cards once more.
outcome post_again(const context& ctx, const snapshot& seen, const std::string& subject) {
    const auto* room = seen.find<domain::conversation>(subject);
    if (!seen.loaded(subject)) {
        need wanted;
        wanted.records.push_back(subject);
        return wanted;
    }
    if (room == nullptr || room->binding.who == binding_kind::unbound) {
        return refuse(ctx, "That channel is for nothing any more.", bind_example);
    }
    const auto open = posted_page();
    if (!seen.pages.contains(open)) {
        need wanted;
        wanted.pages.push_back(open);
        return wanted;
    }
    decision decided;
    decided.can_undo = false;
    post_everything(decided, ctx, seen, *room);
    return decide_set_up(
        ctx,
        std::move(decided),
        "Trying again to post in #" + displayable(room->name) + '.',
        ""
    );
}

std::optional<need> missing_for_binding(const snapshot& seen, const place_named& place) {
    need wanted;
    for (auto page :
         {directory_page(clients_list), directory_page(suppliers_list), open_page(most_placed)}) {
        if (!seen.pages.contains(page)) {
            wanted.pages.push_back(std::move(page));
        }
    }
    for (auto name : {place.mapping, domain::organisation_record_name()}) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

outcome bind_place(
    const context& ctx,
    const snapshot& seen,
    const place_named& place,
    const wish& wanted
) {
    const auto* mapping = seen.find<domain::mapping>(place.mapping);
    const auto room = mapping == nullptr ? new_room(place.mapping) : mapping->conversation;
    const auto room_name = domain::record_name(room);
    if (!seen.loaded(room_name)) {
        need more;
        more.records.push_back(room_name);
        return more;
    }
    const auto* known = seen.find<domain::conversation>(room_name);
    const bool was_stopped = known != nullptr && !known->stranger.empty();
    if (was_stopped && !seen.pages.contains(posted_page())) {
        need more;
        more.pages.push_back(posted_page());
        return more;
    }
    decision decided;
    decided.events.push_back(conversation_event(ctx, place, known, room, wanted));
    if (mapping == nullptr) {
        decided.events.push_back(put_as(place.mapping, domain::mapping{{}, room}));
    }
    update_owners(decided, ctx, seen, room, wanted);
    if (was_stopped && known->binding == wanted.binding) {
        post_everything(decided, ctx, seen, *known);
    } else if (wanted.binding.who != binding_kind::unbound) {
        decided.messages.push_back(greeting(room, wanted.binding));
    }
    if (wanted.binding.who != binding_kind::unbound) {
        place_cards(decided, ctx, seen, room, wanted);
    }
    return decide_set_up(ctx, std::move(decided), said_of(place.name, wanted, seen), "admin");
}

}  // namespace

outcome admin_bind(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (auto refused = refuse_outsider(ctx)) {
        return std::move(*refused);
    }
    if (ctx.from_button && !ctx.command.subjects.empty()) {
        return post_again(ctx, seen, ctx.command.subjects.front());
    }
    const auto place = place_of(ctx);
    if (!place) {
        return refuse(
            ctx,
            "Which channel? Pick it with #, or type the line in the channel itself. One-to-one and "
            "group conversations cannot be bound.",
            bind_example
        );
    }
    if (auto wanted = missing_for_binding(seen, *place)) {
        return std::move(*wanted);
    }
    field_problems problems;
    const auto wanted = read_wish(ctx, seen, problems);
    return problems.empty() ? bind_place(ctx, seen, *place, wanted)
                            : problems.answer(ctx, bind_example);
}

}  // namespace fillrate::handlers
