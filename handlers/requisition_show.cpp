// "104": the requisition as this person may see it here; several as a table.
#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/shift.hpp"
#include "handlers/subject.hpp"
#include "handlers/tables.hpp"
#include "handlers/use_cases.hpp"

namespace fillrate::handlers {

namespace {

// The client too, for whoever runs the account: it says what a markup is a percentage of.
std::optional<need> missing_for_card(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    auto wanted = missing_beside_card(seen, req, ctx.now).value_or(need{});
    auto client = domain::record_name(req.client);
    const bool told =
        domain::clear(req, ctx.actor, ctx.place.binding, false).owner_actions && req.bill;
    if (told && !seen.loaded(client)) {
        wanted.records.push_back(std::move(client));
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

}  // namespace

outcome requisition_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<found_requisitions>(found);
    if (all.size() == 1) {
        if (auto wanted = missing_for_card(ctx, seen, *all.front())) {
            return std::move(*wanted);
        }
        return reply_with(personal_card(ctx, seen, *all.front()));
    }
    chat::message shown;
    shown.summary = std::to_string(all.size()) + " requisitions.";
    shown.blocks.emplace_back(requisition_table(ctx, all, {}));
    return reply_with(std::move(shown));
}

}  // namespace fillrate::handlers
