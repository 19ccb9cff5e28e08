// Rows of requisitions. A new one begins as one typed with `req new` does, or is open since a day
// (import_released.hpp); none is late because it is old (DOMAIN.md 4.6). A known one changes as
// `set` would change it. States change by commands, never by a row.
#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/import_draft.hpp"
#include "handlers/import_released.hpp"
#include "handlers/left_over.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::requisition;
using domain::requisition_changed;

std::optional<domain::money> read_money(
    import_cells& cells,
    std::string_view column,
    const std::string& currency
) {
    const auto text = cells.text(column);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto read = chat::parse_money(text, currency);
    if (!read) {
        cells.refuse(column, read.error().detail);
        return std::nullopt;
    }
    return *read;
}

std::optional<std::string> read_text(
    import_cells& cells,
    std::string_view column,
    std::size_t most
) {
    auto text = cells.text(column, most);
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

std::optional<std::string> read_start(import_cells& cells) {
    const auto text = cells.text("start");
    if (text.empty()) {
        return std::nullopt;
    }
    const auto date = parse_date(text);
    if (!date) {
        cells.refuse("start", quoted(text) + " is no date; write it like 2026-12-07");
        return std::nullopt;
    }
    return format_date(*date);
}

// As many as there are is always right, even when that is none.
std::optional<std::uint32_t> read_openings(import_cells& cells, const requisition& present) {
    const auto text = cells.text("openings");
    const bool same =
        !present.number.empty() && text == std::to_string(domain::count_openings(present).total());
    if (text.empty() || same) {
        return std::nullopt;
    }
    const auto read = chat::parse_count(text, 1, domain::max_openings);
    if (!read) {
        cells.refuse("openings", read.error().detail);
        return std::nullopt;
    }
    return *read;
}

// What a row says of the terms, whether it is new or known.
requisition_changed read_terms(
    import_cells& cells,
    const std::string& currency,
    const requisition& present
) {
    requisition_changed said;
    said.title = read_text(cells, "title", 120);
    said.openings = read_openings(cells, present);
    said.priority = domain::from_word<domain::priority>(read_word(cells, "priority", "priority"));
    said.engagement = domain::from_word<domain::engagement>(read_word(cells, "kind", "engagement"));
    said.pay = read_money(cells, "pay", currency);
    said.bill = read_money(cells, "bill", currency);
    said.max = read_money(cells, "max", currency);
    said.salary = read_money(cells, "salary", currency);
    said.fee = read_money(cells, "fee", currency);
    said.must_haves = read_text(cells, "must", 500);
    said.shift = read_text(cells, "shift", 80);
    said.start = read_start(cells);
    return said;
}

bool has_role(const domain::person& person, domain::role role, const client_id& client) {
    return std::ranges::any_of(person.grants, [&](const domain::grant& g) {
        const bool every_client = g.client.empty() && role == domain::role::account_manager;
        return g.role == role && (g.client == client || every_client);
    });
}

// The person of a column, who must have the role at the client, or be who it is already.
const domain::person* read_person(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    domain::role role,
    const client_id& client,
    const row_key& key,
    const person_id& present
) {
    if (!cells.given(column)) {
        return nullptr;
    }
    const auto* person = refer<domain::person>(draft, cells, column, key);
    if (person != nullptr && person->id != present && !has_role(*person, role, client)) {
        cells.refuse(
            column,
            displayable(person->name) + " is no " + std::string(domain::word(role)) +
                " of this client; give that role first, or write somebody else"
        );
        return nullptr;
    }
    return person;
}

void read_people(
    import_draft& draft,
    import_cells& cells,
    const client_id& client,
    const row_key& key,
    const requisition& present,
    requisition_changed& said
) {
    const auto* manager = read_person(
        draft,
        cells,
        "hm",
        domain::role::hiring_manager,
        client,
        key,
        present.hiring_manager
    );
    if (manager != nullptr) {
        said.hiring_manager = manager->id;
        said.hiring_manager_name = manager->name;
    }
    const auto* owner = read_person(
        draft,
        cells,
        "owner",
        domain::role::account_manager,
        client,
        key,
        present.owner
    );
    if (owner != nullptr) {
        said.owner = owner->id;
        said.owner_name = owner->name;
    }
}

// Nobody named: the client's first account manager, as `req new` has it.
void choose_owner(import_draft& draft, const domain::client& client, requisition_changed& said) {
    if (said.owner || client.account_managers.empty()) {
        return;
    }
    const auto found =
        draft.look_up<domain::person>(domain::record_name(client.account_managers.front()));
    const auto* person = found.value;
    if (person != nullptr && has_role(*person, domain::role::account_manager, client.id)) {
        said.owner = person->id;
        said.owner_name = person->name;
    }
}

const domain::conversation* internal_room(import_draft& draft, const conversation_id& id) {
    if (id.empty()) {
        return nullptr;
    }
    const auto* room = draft.look_up<domain::conversation>(domain::record_name(id)).value;
    const bool inside =
        room != nullptr && room->binding.who == domain::binding::kind::internal && !room->external;
    return inside ? room : nullptr;
}

// Where its card will live. It appears there with the first command, not with the import: a
// thousand rows are no thousand messages.
const domain::conversation* card_room(import_draft& draft, const domain::client& client) {
    const auto* own = internal_room(draft, client.internal_conversation);
    const auto& common = draft.ctx.organisation.default_conversation;
    return own != nullptr ? own : internal_room(draft, common);
}

domain::requisition_created made_of(
    const domain::client& client,
    const domain::site& site,
    domain::category category,
    const requisition_changed& said
) {
    domain::requisition_created made;
    made.client = client.id;
    made.client_name = client.name;
    made.site = site.id;
    made.site_name = site.name;
    made.zone = site.zone;
    made.currency = site.currency;
    made.title = said.title.value_or("");
    made.category = category;
    made.engagement = said.engagement.value_or(domain::usual_engagement(category));
    made.priority = said.priority.value_or(domain::priority::p2);
    made.openings = said.openings.value_or(1);
    made.pay = said.pay;
    made.bill = said.bill;
    made.max = said.max;
    made.salary = said.salary;
    made.fee = said.fee;
    made.must_haves = said.must_haves.value_or("");
    made.shift = said.shift.value_or("");
    made.start = said.start.value_or("");
    made.owner = said.owner.value_or(person_id{});
    made.owner_name = said.owner_name;
    made.hiring_manager = said.hiring_manager.value_or(person_id{});
    made.hiring_manager_name = said.hiring_manager_name;
    return made;
}

/// Where a new one is to be.
struct new_place {
    const domain::client* client = nullptr;
    const domain::site* site = nullptr;
};

new_place read_place(import_draft& draft, import_cells& cells, const row_key& key) {
    for (const auto column : {"client", "site", "title", "category"}) {
        if (!cells.given(column)) {
            cells.refuse(column, "a new requisition needs it; write it here");
        }
    }
    new_place place;
    if (cells.given("client")) {
        place.client = refer<domain::client>(draft, cells, "client", key);
    }
    if (place.client != nullptr && cells.given("site")) {
        place.site = refer_site(draft, cells, *place.client, key);
    }
    return place;
}

row_fate create(import_draft& draft, import_cells& cells, const row_key& key) {
    const auto place = read_place(draft, cells, key);
    const auto category =
        domain::from_word<domain::category>(read_word(cells, "category", "category"));
    if (place.site == nullptr) {
        return row_fate::refused;
    }
    auto said = read_terms(cells, place.site->currency, {});
    read_people(draft, cells, place.client->id, key, {}, said);
    if (!cells.given("owner")) {
        choose_owner(draft, *place.client, said);
    }
    const bool rated = said.pay || said.bill || said.max || said.salary;
    const auto release = read_release(draft, cells, key, place.site->zone, rated);
    const auto* room = card_room(draft, *place.client);
    if (draft.waits() || cells.refused() || !category) {
        return row_fate::refused;
    }
    const auto reserved = draft.next_number();
    if (!reserved) {
        return row_fate::refused;
    }
    const requisition_number number{*reserved};
    auto made = made_of(*place.client, *place.site, *category, said);
    made.number = number;
    made.origin = key.origin;
    const auto name = domain::record_name(number);
    change one(draft.ctx, name, {}, 0);
    one.at(release ? release->at : draft.ctx.now);
    one.add(std::move(made));
    if (room != nullptr) {
        one.add(domain::card_placed{{room->id, room->binding}});
    }
    one.add(domain::submitted_for_intake{});
    const bool known = release ? go_to_open(one, draft, *place.client, *release)
                               : settle_clocks(one, place.client, draft.book, draft.ctx.now);
    if (!known) {
        draft.give_back_number();
        return row_fate::refused;
    }
    draft.add(one, false);
    draft.put(draft.names.external(requisition_kind, key.origin), domain::external_name{name, {}});
    return row_fate::created;
}

void check_fixed(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const requisition& req
) {
    const auto stays = [&cells](std::string_view column, const std::string& present) {
        cells.refuse(
            column,
            "this requisition stays with " + quoted(present) +
                "; write that, or another external_id for a new one"
        );
    };
    const auto category =
        domain::from_word<domain::category>(read_word(cells, "category", "category"));
    if (category && *category != req.category) {
        stays("category", std::string(domain::word(req.category)));
    }
    if (!cells.given("client") && !cells.given("site")) {
        return;
    }
    const auto* client = cells.given("client")
                             ? refer<domain::client>(draft, cells, "client", key)
                             : draft.look_up<domain::client>(domain::record_name(req.client)).value;
    if (client == nullptr) {
        return;
    }
    if (client->id != req.client) {
        stays("client", req.client_name);
        return;
    }
    const auto* site = cells.given("site") ? refer_site(draft, cells, *client, key) : nullptr;
    if (site != nullptr && site->id != req.site) {
        stays("site", req.site_name);
    }
}

template <class T>
void keep_if_other(std::optional<T>& said, const std::optional<T>& present) {
    if (said == present) {
        said.reset();
    }
}

// Only what differs from what it is.
requisition_changed differing(requisition_changed said, const requisition& req) {
    const auto text = [](const std::string& value) { return std::optional{value}; };
    keep_if_other(said.title, text(req.title));
    keep_if_other(said.must_haves, text(req.must_haves));
    keep_if_other(said.shift, text(req.shift));
    keep_if_other(said.start, text(req.start));
    keep_if_other(said.priority, std::optional{req.priority});
    keep_if_other(said.engagement, std::optional{req.engagement});
    keep_if_other(said.openings, std::optional{domain::count_openings(req).total()});
    keep_if_other(said.pay, req.pay);
    keep_if_other(said.bill, req.bill);
    keep_if_other(said.max, req.max);
    keep_if_other(said.salary, req.salary);
    keep_if_other(said.fee, req.fee);
    keep_if_other(said.owner, std::optional{req.owner});
    keep_if_other(said.hiring_manager, std::optional{req.hiring_manager});
    said.owner_name = said.owner ? said.owner_name : std::string{};
    said.hiring_manager_name = said.hiring_manager ? said.hiring_manager_name : std::string{};
    return said;
}

bool names_only_owner(requisition_changed to) {
    to.owner.reset();
    to.owner_name.clear();
    return to == requisition_changed{};
}

void check_allowed(import_cells& cells, const requisition& req, const requisition_changed& to) {
    const auto needed = names_only_owner(to) ? domain::verb::reassign : domain::verb::change;
    if (!domain::next_state(req, needed)) {
        cells.refuse(
            "external_id",
            shown_id(req.number) + " is " + std::string(shown_state(req.state)) +
                " and does not change any more; reopen it, or leave the row out"
        );
    } else if (to.openings && !domain::openings_fit(req, *to.openings)) {
        const auto counts = domain::count_openings(req);
        cells.refuse(
            "openings",
            shown_id(req.number) + " has " + std::to_string(counts.filled + counts.reserved) +
                " openings filled or reserved; write at least as many"
        );
    }
}

row_fate update(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const requisition& req
) {
    check_fixed(draft, cells, key, req);
    check_row_state(cells, domain::word(req.state));
    compare_release(draft, cells, key, req);
    auto said = read_terms(cells, req.currency, req);
    read_people(draft, cells, req.client, key, req, said);
    if (draft.waits() || cells.refused()) {
        return row_fate::refused;
    }
    const auto to = differing(std::move(said), req);
    if (to == requisition_changed{}) {
        return row_fate::unchanged;
    }
    check_allowed(cells, req, to);
    if (cells.refused()) {
        return row_fate::refused;
    }
    const auto name = domain::record_name(req.number);
    const auto* client = draft.look_up<domain::client>(domain::record_name(req.client)).value;
    if (draft.waits()) {
        return row_fate::refused;
    }
    change one(draft.ctx, name, req, draft.version_of(name));
    one.add(to, to.priority ? "import" : "");
    settle_filled(one);
    const bool known = (!to.priority || retarget_clocks(one, client, draft.book, draft.ctx.now)) &&
                       settle_clocks(one, client, draft.book, draft.ctx.now);
    if (!known) {
        cells.refuse(
            to.priority ? "priority" : "openings",
            "a clock of " + shown_id(req.number) +
                " runs on a calendar that is not known here; change it in chat"
        );
        return row_fate::refused;
    }
    draft.add(one, true);
    return row_fate::changed;
}

row_fate import_own(import_draft& draft, import_cells& cells, const row_key& key) {
    const auto number = parse_int<std::uint32_t>(key.origin.external_id);
    const auto name = domain::record_name(requisition_number{number.value_or(0)});
    if (!number || *number == 0) {
        cells.refuse(
            "external_id",
            quoted(key.origin.external_id) + " is no number of a requisition; write one such as 104"
        );
        return row_fate::refused;
    }
    const auto present = draft.look_up<requisition>(name);
    if (present.value != nullptr) {
        return update(draft, cells, key, *present.value);
    }
    if (!present.pending) {
        cells.refuse(
            "external_id",
            "there is no " + shown_id(requisition_number{*number}) +
                " here, and numbers are given here only; write another source for a new one"
        );
    }
    return row_fate::refused;
}

}  // namespace

row_fate import_requisition(import_draft& draft, import_cells& cells) {
    const auto key = read_key(cells);
    if (!key) {
        return row_fate::refused;
    }
    if (key->own()) {
        return import_own(draft, cells, *key);
    }
    const auto known =
        draft.look_up<domain::external_name>(draft.names.external(requisition_kind, key->origin));
    if (known.pending) {
        return row_fate::refused;
    }
    const auto present = known.value == nullptr ? looked_up<requisition>{}
                                                : draft.look_up<requisition>(known.value->record);
    if (present.pending) {
        return row_fate::refused;
    }
    return present.value == nullptr ? create(draft, cells, *key)
                                    : update(draft, cells, *key, *present.value);
}

}  // namespace fillrate::handlers
