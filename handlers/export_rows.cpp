#include "handlers/export_rows.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/import_submittal_cells.hpp"
#include "handlers/lists.hpp"
#include "handlers/terms_form.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::handlers {

namespace {

using row = std::vector<std::string>;
using rows = std::vector<row>;

// The first two cells of a row.
row key_of(const domain::origin& from, std::string own_id) {
    if (from.empty()) {
        return {std::string(domain::own_source), std::move(own_id)};
    }
    return {from.source, from.external_id};
}

// How a row of `source` names another record.
std::string reference(const row& key, const domain::origin& of, const std::string& own_id) {
    return !of.empty() && of.source == key.front() ? of.external_id : own_id;
}

template <class Id, class T>
std::string reference_to(const row& key, const Id& id, const T* record) {
    return record == nullptr ? id.value : reference(key, record->origin, id.value);
}

template <class T, class Id>
const T* find(const snapshot& seen, const Id& id) {
    return id.empty() ? nullptr : seen.find<T>(domain::record_name(id));
}

const domain::site* site_of(const domain::client* client, const site_id& id) {
    if (client == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(client->sites, id, &domain::site::id);
    return found == client->sites.end() ? nullptr : &*found;
}

void append(row& to, std::initializer_list<std::string> cells) {
    to.insert(to.end(), cells);
}

rows rows_of(const domain::client& client) {
    auto cells = key_of(client.origin, client.id.value);
    cells.push_back(client.name);
    return {std::move(cells)};
}

rows site_rows_of(const domain::client& client) {
    rows all;
    for (const auto& site : client.sites) {
        auto cells = key_of(site.origin, client.id.value + '/' + site.id.value);
        append(
            cells,
            {reference(cells, client.origin, client.id.value),
             site.name,
             site.zone,
             site.calendar,
             site.currency}
        );
        all.push_back(std::move(cells));
    }
    return all;
}

rows rows_of(const domain::supplier& supplier) {
    std::string categories;
    for (const auto each : supplier.categories) {
        categories += categories.empty() ? "" : ";";
        categories += domain::word(each);
    }
    auto cells = key_of(supplier.origin, supplier.id.value);
    append(
        cells,
        {supplier.name,
         std::to_string(supplier.tier),
         categories,
         supplier.suspended ? "yes" : "no"}
    );
    return {std::move(cells)};
}

std::string slack_of(const domain::person& person, const snapshot& seen) {
    const auto* direct = find<domain::conversation>(seen, person.direct);
    const bool known = direct != nullptr && direct->platform == "slack" && !direct->user.empty();
    return known ? direct->tenant + ':' + direct->user : std::string{};
}

rows rows_of(const domain::person& person, const snapshot& seen) {
    const auto key = key_of(person.origin, person.id.value);
    const auto slack = slack_of(person, seen);
    rows all;
    for (const auto& grant : person.grants) {
        const auto* client = find<domain::client>(seen, grant.client);
        const auto* site = site_of(client, grant.site);
        const auto* supplier = find<domain::supplier>(seen, grant.supplier);
        auto cells = key;
        append(
            cells,
            {person.name,
             std::string(domain::word(grant.role)),
             reference_to(key, grant.client, client),
             reference_to(key, grant.site, site),
             reference_to(key, grant.supplier, supplier),
             slack,
             person.email}
        );
        all.push_back(std::move(cells));
    }
    if (all.empty()) {
        auto cells = key;
        append(cells, {person.name, "", "", "", "", slack, person.email});
        all.push_back(std::move(cells));
    }
    return all;
}

// To the second, at the site.
std::string moment_text(const std::optional<instant>& at, const std::optional<time_zone>& zone) {
    return at && zone ? zone->format_iso(std::chrono::floor<seconds>(*at)) : std::string{};
}

// Whom it was shown to and who is not off it; "internal" is our own recruiters.
std::string suppliers_text(const row& key, const domain::requisition& req, const snapshot& seen) {
    std::vector<std::string> all;
    for (const auto& one : req.suppliers) {
        if (one.said != domain::coverage::answer::removed) {
            const auto* firm = find<domain::supplier>(seen, one.supplier);
            all.push_back(reference_to(key, one.supplier, firm));
        }
    }
    if (req.internal_recruiter) {
        all.emplace_back("internal");
    }
    return join(all, ";");
}

rows rows_of(const domain::requisition& req, const snapshot& seen) {
    const auto* client = find<domain::client>(seen, req.client);
    const auto* site = site_of(client, req.site);
    const auto* manager = find<domain::person>(seen, req.hiring_manager);
    const auto* owner = find<domain::person>(seen, req.owner);
    const auto in = time_zone::find(req.zone);
    const auto zone = in ? std::optional{*in} : std::nullopt;
    const auto money = [&req](const std::optional<domain::money>& amount) {
        return plain_amount(amount, req.currency);
    };
    auto cells = key_of(req.origin, std::to_string(req.number.value));
    const auto key = cells;
    append(
        cells,
        {reference_to(key, req.client, client),
         reference_to(key, req.site, site),
         req.title,
         std::string(domain::word(req.category)),
         std::to_string(domain::count_openings(req).total()),
         std::string(domain::word(req.priority)),
         std::string(domain::word(req.engagement)),
         money(req.pay),
         money(req.bill),
         money(req.max),
         money(req.salary),
         money(req.fee),
         req.must_haves,
         req.shift,
         req.start,
         reference_to(key, req.hiring_manager, manager),
         reference_to(key, req.owner, owner),
         suppliers_text(key, req, seen),
         moment_text(req.released, zone),
         std::string(domain::word(req.state))}
    );
    return {std::move(cells)};
}

std::string date_text(const std::optional<instant>& at, const std::optional<time_zone>& zone) {
    return at && zone ? format_date(zone->to_local(*at).civil.date) : std::string{};
}

rows rows_of(const domain::submittal& sub, const snapshot& seen) {
    const auto* req = find<domain::requisition>(seen, sub.requisition);
    if (req == nullptr) {
        return {};
    }
    const auto* who = find<domain::candidate>(seen, sub.candidate);
    const auto person = who == nullptr ? domain::candidate{} : *who;
    const auto* supplier = find<domain::supplier>(seen, sub.supplier);
    const auto found = time_zone::find(req->zone);
    const auto zone = found ? std::optional{*found} : std::nullopt;
    auto cells = key_of(sub.origin, std::to_string(sub.number.value));
    const auto key = cells;
    append(
        cells,
        {reference(key, req->origin, std::to_string(req->number.value)),
         sub.supplier.empty() ? std::string(internal_supplier)
                              : reference_to(key, sub.supplier, supplier),
         person.name,
         person.email,
         person.phone,
         plain_amount(sub.pay, req->currency),
         sub.available,
         date_text(sub.represented, zone),
         std::string(domain::word(sub.state)),
         moment_text(sub.submitted, zone),
         moment_text(sub.presented, zone),
         moment_text(decided_at(sub), zone),
         sub.reason,
         plain_amount(sub.bill, req->currency)}
    );
    return {std::move(cells)};
}

template <class Id>
void name(std::vector<std::string>& names, const Id& id) {
    if (!id.empty()) {
        names.push_back(domain::record_name(id));
    }
}

}  // namespace

std::string list_of(import_kind kind) {
    switch (kind) {
        case import_kind::clients:
        case import_kind::sites:
            return clients_list;
        case import_kind::suppliers:
            return suppliers_list;
        case import_kind::people:
            return everybody_list;
        case import_kind::requisitions:
            return domain::every_requisition_list();
        case import_kind::submitted_candidates:
            return domain::every_submittal_list();
    }
    return {};
}

std::vector<std::string> named_in_rows(import_kind kind, const record& value) {
    std::vector<std::string> names;
    if (kind == import_kind::people) {
        if (const auto* person = std::get_if<domain::person>(&value)) {
            name(names, person->direct);
            for (const auto& grant : person->grants) {
                name(names, grant.client);
                name(names, grant.supplier);
            }
        }
    } else if (kind == import_kind::requisitions) {
        if (const auto* req = std::get_if<domain::requisition>(&value)) {
            name(names, req->client);
            name(names, req->hiring_manager);
            name(names, req->owner);
            for (const auto& asked : req->suppliers) {
                name(names, asked.supplier);
            }
        }
    } else if (kind == import_kind::submitted_candidates) {
        if (const auto* sub = std::get_if<domain::submittal>(&value)) {
            name(names, sub->requisition);
            name(names, sub->supplier);
            name(names, sub->candidate);
        }
    }
    return names;
}

std::vector<std::vector<std::string>> export_rows(
    import_kind kind,
    const record& value,
    const snapshot& seen
) {
    if (const auto* client = std::get_if<domain::client>(&value)) {
        return kind == import_kind::sites ? site_rows_of(*client) : rows_of(*client);
    }
    if (const auto* supplier = std::get_if<domain::supplier>(&value)) {
        return rows_of(*supplier);
    }
    if (const auto* person = std::get_if<domain::person>(&value)) {
        return rows_of(*person, seen);
    }
    if (const auto* req = std::get_if<domain::requisition>(&value)) {
        return rows_of(*req, seen);
    }
    if (const auto* sub = std::get_if<domain::submittal>(&value)) {
        return rows_of(*sub, seen);
    }
    return {};
}

}  // namespace fillrate::handlers
