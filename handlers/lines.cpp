#include "handlers/lines.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/backdated.hpp"
#include "handlers/needs.hpp"
#include "handlers/runner_ups.hpp"
#include "handlers/telling.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// A supplier who declined or was taken off hears of nothing but that.
bool is_out(
    const domain::requisition& req,
    const domain::clearance& allowed,
    const domain::event& what
) {
    if (allowed.only_supplier.empty() || allowed.supplier_names) {
        return false;
    }
    const auto own =
        std::ranges::find(req.suppliers, allowed.only_supplier, &domain::coverage::supplier);
    return own != req.suppliers.end() && domain::is_out(*own) &&
           !std::holds_alternative<domain::supplier_declined>(what.data) &&
           !std::holds_alternative<domain::supplier_removed>(what.data);
}

}  // namespace

std::optional<event_place> missing_event(const chat::outgoing& item, const snapshot& seen) {
    const event_place told{item.subject, item.event};
    return item.event == 0 || seen.events.contains(told) ? std::nullopt : std::optional{told};
}

std::optional<need> missing_for_submittal(
    const chat::outgoing& item,
    const snapshot& seen,
    const domain::binding& readers
) {
    need wanted;
    load_record(wanted, seen, item.subject);
    wanted.event = missing_event(item, seen);
    if (readers.who == domain::binding::kind::direct) {
        load_record(wanted, seen, domain::record_name(person_id{readers.id}));
    }
    if (const auto* sub = seen.find<domain::submittal>(item.subject)) {
        load_record(wanted, seen, domain::record_name(sub->requisition));
        load_record(wanted, seen, domain::record_name(sub->candidate));
    }
    const bool nothing = wanted.records.empty() && !wanted.event;
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

const domain::event* event_of(const chat::outgoing& item, const snapshot& seen) {
    const auto found = seen.events.find({item.subject, item.event});
    return found == seen.events.end() || !found->second ? nullptr : &*found->second;
}

bool is_overtaken(const domain::event& told, std::span<const domain::clock> clocks) {
    const auto* warned = std::get_if<domain::clock_warned>(&told.data);
    const auto* now =
        warned == nullptr ? nullptr : domain::find_clock(clocks, warned->kind, warned->batch);
    return now != nullptr && (now->breached || now->warned > warned->level || now->eta);
}

composed compose_line(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    need wanted;
    if (!seen.loaded(item.subject)) {
        wanted.records.push_back(item.subject);
    }
    wanted.event = missing_event(item, seen);
    const auto* req = seen.find<domain::requisition>(item.subject);
    if (req != nullptr && ctx.place.binding.who == domain::binding::kind::client &&
        !seen.loaded(domain::record_name(req->client))) {
        wanted.records.push_back(domain::record_name(req->client));
    }
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const auto* what = event_of(item, seen);
    if (req == nullptr || what == nullptr) {
        return std::monostate{};
    }
    const auto* client = seen.find<domain::client>(domain::record_name(req->client));
    const bool shows = client != nullptr && client->shows_supplier_names;
    const auto allowed = domain::clear(*req, ctx.place.binding, shows);
    auto text = is_out(*req, allowed, *what) ? std::nullopt : tell_event(*what, *req, allowed);
    if (!text) {
        return std::monostate{};
    }
    const bool suggests = allowed.notes && leaves_a_place(*what);
    if (auto candidates = missing_runner_ups(seen, *req); suggests && candidates) {
        return std::move(*candidates);
    }
    *text += logged_later(*what, req->zone);
    chat::message said;
    said.blocks.emplace_back(chat::paragraph{{chat::plain(*text)}});
    said.summary = std::move(*text);
    if (suggests) {
        add_runner_ups(said, seen, *req);
    }
    return said;
}

}  // namespace fillrate::handlers
