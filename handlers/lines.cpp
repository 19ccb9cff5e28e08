#include "handlers/lines.hpp"

#include "core/domain/names.hpp"
#include "handlers/backdated.hpp"
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

const domain::event* event_of(const chat::outgoing& item, const snapshot& seen) {
    const auto history = seen.histories.find(item.subject);
    if (history == seen.histories.end() || item.event == 0 || item.event > history->second.size()) {
        return nullptr;
    }
    const auto& what = history->second[item.event - 1];
    const bool taken_back = std::ranges::any_of(history->second, [&what](const auto& other) {
        const auto* undo = std::get_if<domain::undone>(&other.data);
        return undo != nullptr && undo->command == what.command;
    });
    return taken_back ? nullptr : &what;
}

composed compose_line(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    need wanted;
    if (!seen.loaded(item.subject)) {
        wanted.records.push_back(item.subject);
    }
    if (!seen.histories.contains(item.subject)) {
        wanted.history_of = item.subject;
    }
    const auto* req = seen.find<domain::requisition>(item.subject);
    if (req != nullptr && ctx.place.binding.who == domain::binding::kind::client &&
        !seen.loaded(domain::record_name(req->client))) {
        wanted.records.push_back(domain::record_name(req->client));
    }
    if (!wanted.records.empty() || wanted.history_of) {
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
