// Rows of clients, of sites, which are part of their client's record, and of suppliers.
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/values.hpp"
#include "core/chat/verbs.hpp"
#include "handlers/import_draft.hpp"
#include "handlers/import_target.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

/// A record has at most 64 KiB; this leaves room for what else a client knows.
constexpr std::size_t most_site_bytes = 56 * 1024;

constexpr std::uint32_t highest_tier = 99;

// A bound of what the site takes in its client's record.
std::size_t stored_bytes(const domain::site& one) {
    constexpr std::size_t around = 80;
    std::size_t bytes = around;
    for (const auto* text :
         {&one.id.value,
          &one.name,
          &one.zone,
          &one.calendar,
          &one.currency,
          &one.origin.source,
          &one.origin.external_id}) {
        bytes += text->size() + static_cast<std::size_t>(std::ranges::count_if(*text, [](char c) {
                     return c == '"' || c == '\\';
                 }));
    }
    return bytes;
}

bool fits(const domain::client& client) {
    std::size_t bytes = 0;
    for (const auto& one : client.sites) {
        bytes += stored_bytes(one);
    }
    return bytes <= most_site_bytes;
}

// The site a row is about, within its client as it will be.
struct site_target {
    domain::client client{};
    domain::site value{};
    bool is_new = true;
};

const domain::site* site_of(const domain::client& client, const site_id& id) {
    const auto found = std::ranges::find(client.sites, id, &domain::site::id);
    return found == client.sites.end() ? nullptr : &*found;
}

site_target target_in(const domain::client& client, domain::site fresh) {
    const auto* present = fresh.id.empty() ? nullptr : site_of(client, fresh.id);
    return {client, present == nullptr ? std::move(fresh) : *present, present == nullptr};
}

// Own ids of sites name their client too: "acorn/chicago".
std::optional<site_target> find_own_site(
    import_draft& draft,
    import_cells& cells,
    const row_key& key
) {
    const auto& id = key.origin.external_id;
    const auto slash = std::min(id.find('/'), id.size());
    const auto client_part = id.substr(0, slash);
    const auto site_part = id.substr(std::min(slash + 1, id.size()));
    if (!is_own_id(client_part) || !is_own_id(site_part)) {
        cells.refuse(
            "external_id",
            quoted(id) + " is no site of source " + std::string(domain::own_source) +
                "; write client and site, such as acorn/chicago"
        );
        return std::nullopt;
    }
    const auto client = draft.look_up<domain::client>(domain::record_name(client_id{client_part}));
    if (client.pending) {
        return std::nullopt;
    }
    if (client.value == nullptr) {
        cells.refuse(
            "external_id",
            "there is no client " + quoted(client_part) + " here; import the clients first"
        );
        return std::nullopt;
    }
    domain::site fresh;
    fresh.id.value = site_part;
    return target_in(*client.value, std::move(fresh));
}

std::optional<site_target> find_site(import_draft& draft, import_cells& cells, const row_key& key) {
    if (key.own()) {
        return find_own_site(draft, cells, key);
    }
    const auto known =
        draft.look_up<domain::external_name>(draft.names.external(site_kind, key.origin));
    if (known.pending) {
        return std::nullopt;
    }
    domain::site fresh;
    fresh.origin = key.origin;
    if (known.value != nullptr) {
        const auto client = draft.look_up<domain::client>(known.value->record);
        if (client.pending) {
            return std::nullopt;
        }
        if (client.value != nullptr) {
            fresh.id = known.value->site;
            return target_in(*client.value, std::move(fresh));
        }
    }
    if (!cells.given("client")) {
        cells.refuse("client", "a new site needs its client; write the client's external id");
        return std::nullopt;
    }
    const auto* client = refer<domain::client>(draft, cells, "client", key);
    return client == nullptr ? std::nullopt : std::optional{target_in(*client, std::move(fresh))};
}

// A site stays with its client: requisitions name both.
void check_client(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const site_target& to
) {
    if (to.is_new || !cells.given("client")) {
        return;
    }
    const auto* named = refer<domain::client>(draft, cells, "client", key);
    if (named != nullptr && named->id != to.client.id) {
        cells.refuse(
            "client",
            "this site is one of " + displayable(to.client.name) +
                " and stays there; write that client, or another external_id for a new site"
        );
    }
}

void read_zone(import_cells& cells, site_target& to) {
    const auto zone = cells.text("zone");
    if (zone.empty()) {
        if (to.is_new && !cells.given("zone")) {
            cells.refuse("zone", "a site needs its time zone; write one such as America/Chicago");
        }
        return;
    }
    const auto known = time_zone::find(zone);
    if (!known) {
        cells.refuse("zone", known.error().detail);
        return;
    }
    to.value.zone = zone;
}

void read_currency(import_cells& cells, site_target& to) {
    const auto text = cells.text("currency");
    if (text.empty()) {
        return;
    }
    const bool is_code = text.size() == 3 && std::ranges::all_of(text, [](char c) {
                             return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
                         });
    if (!is_code) {
        cells.refuse("currency", quoted(text) + " is no currency; write its code, such as USD");
        return;
    }
    to.value.currency.clear();
    for (const char c : text) {
        to.value.currency += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
}

void read_calendar(import_cells& cells, site_target& to) {
    const auto name = cells.text("calendar", 60);
    if (name.empty()) {
        return;
    }
    if (!is_own_id(name)) {
        cells.refuse(
            "calendar",
            quoted(name) + " is no name of a calendar; write it as in the policies file"
        );
        return;
    }
    to.value.calendar = name;
}

site_id new_site_id(const domain::client& client, const std::string& name) {
    auto slug = domain::slug_of(name);
    if (slug.empty()) {
        slug = site_kind;
    }
    auto id = slug;
    for (int n = 2; site_of(client, site_id{id}) != nullptr; ++n) {
        id = slug + '-' + std::to_string(n);
    }
    return site_id{id};
}

row_fate keep_site(import_draft& draft, import_cells& cells, const row_key& key, site_target& to) {
    auto& sites = to.client.sites;
    const bool without_id = to.value.id.empty();
    if (to.is_new) {
        to.value.id = without_id ? new_site_id(to.client, to.value.name) : to.value.id;
        sites.push_back(to.value);
    } else {
        auto& present = *std::ranges::find(sites, to.value.id, &domain::site::id);
        if (present == to.value) {
            return row_fate::unchanged;
        }
        present = to.value;
    }
    if (!fits(to.client)) {
        cells.refuse(
            "external_id",
            "the sites of " + displayable(to.client.name) +
                " would fill more than one record, some 200 long ones; shorten names, or put "
                "further sites under another client"
        );
        return row_fate::refused;
    }
    const auto name = domain::record_name(to.client.id);
    if (to.is_new && !key.own()) {
        draft.put(
            draft.names.external(site_kind, key.origin),
            domain::external_name{name, to.value.id}
        );
    }
    draft.put(name, std::move(to.client));
    return to.is_new ? row_fate::created : row_fate::changed;
}

void read_tier(import_cells& cells, domain::supplier& to) {
    const auto text = cells.text("tier");
    if (text.empty()) {
        return;
    }
    const auto tier = chat::parse_count(text, 1, highest_tier);
    if (!tier) {
        cells.refuse("tier", tier.error().detail);
        return;
    }
    to.tier = *tier;
}

void read_categories(import_cells& cells, domain::supplier& to, bool is_new) {
    auto text = cells.text("categories");
    if (text.empty()) {
        if (is_new && !cells.given("categories")) {
            cells.refuse(
                "categories",
                "a supplier is only asked for its categories; write professional, "
                "light_industrial or professional;light_industrial"
            );
        }
        return;
    }
    std::ranges::replace(text, ',', ';');
    std::vector<domain::category> read;
    for (const auto piece : split(text, ';')) {
        const auto* known = chat::find_choice("category", trim(piece));
        const auto one =
            known == nullptr ? std::nullopt : domain::from_word<domain::category>(known->value);
        if (!one) {
            cells.refuse(
                "categories",
                quoted(trim(piece)) +
                    " is no category; write professional, light_industrial or both with a ; between"
            );
            return;
        }
        if (std::ranges::find(read, *one) == read.end()) {
            read.push_back(*one);
        }
    }
    to.categories = std::move(read);
}

// A known one is compared only: whoever suspends says why, and owners are told.
void read_suspended(import_cells& cells, domain::supplier& to, bool is_new) {
    const auto text = to_lower_ascii(cells.text("suspended"));
    if (text.empty()) {
        return;
    }
    if (text != "yes" && text != "no") {
        cells.refuse("suspended", quoted(text) + " is neither yes nor no; write one of them");
        return;
    }
    const bool suspended = text == "yes";
    if (!is_new && suspended != to.suspended) {
        cells.refuse(
            "suspended",
            displayable(to.name) + (to.suspended ? " is" : " is not") +
                " suspended here; empty this cell, and say it in chat: admin supplier \"" +
                displayable(to.name) + "\" suspended:" + text
        );
        return;
    }
    to.suspended = suspended;
}

}  // namespace

row_fate import_client(import_draft& draft, import_cells& cells) {
    const auto key = read_key(cells);
    auto to = key ? find_target<domain::client>(draft, cells, "client", *key) : std::nullopt;
    if (!to) {
        return row_fate::refused;
    }
    read_name(cells, to->value.name, to->is_new);
    return settle(draft, cells, "client", *key, *to);
}

row_fate import_site(import_draft& draft, import_cells& cells) {
    const auto key = read_key(cells);
    auto to = key ? find_site(draft, cells, *key) : std::nullopt;
    if (!to) {
        return row_fate::refused;
    }
    check_client(draft, cells, *key, *to);
    read_name(cells, to->value.name, to->is_new);
    read_zone(cells, *to);
    read_calendar(cells, *to);
    read_currency(cells, *to);
    if (draft.waits() || cells.refused()) {
        return row_fate::refused;
    }
    return keep_site(draft, cells, *key, *to);
}

row_fate import_supplier(import_draft& draft, import_cells& cells) {
    const auto key = read_key(cells);
    auto to = key ? find_target<domain::supplier>(draft, cells, "supplier", *key) : std::nullopt;
    if (!to) {
        return row_fate::refused;
    }
    read_name(cells, to->value.name, to->is_new);
    read_tier(cells, to->value);
    read_categories(cells, to->value, to->is_new);
    read_suspended(cells, to->value, to->is_new);
    return settle(draft, cells, "supplier", *key, *to);
}

}  // namespace fillrate::handlers
