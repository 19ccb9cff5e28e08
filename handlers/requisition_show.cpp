// "104": the requisition as this person may see it here; several as a table.
#include "handlers/absence.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/shift.hpp"
#include "handlers/subject.hpp"
#include "handlers/tables.hpp"
#include "handlers/use_cases.hpp"

namespace fillrate::handlers {

outcome requisition_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<found_requisitions>(found);
    if (all.size() == 1) {
        if (auto wanted = missing_beside_card(seen, *all.front(), ctx.now)) {
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
