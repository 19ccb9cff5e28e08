// Bare "sla": what is past a due time; where nothing is, what comes due next (DOMAIN.md 7.1).
#include "handlers/late_candidates.hpp"
#include "handlers/own_times.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/worklist.hpp"

#include <utility>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t looked_at_for_late = 20;

}  // namespace

outcome clock_overview(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    if (reads_own_times(ctx.actor)) {
        return show_own_times(ctx, seen, book, own_scope::waiting);
    }
    const auto found =
        listed(ctx, seen, lists_for(ctx.actor, list_scope::late, 0, looked_at_for_late));
    if (const auto* wanted = std::get_if<need>(&found)) {
        return *wanted;
    }
    const auto candidates = late_candidates(ctx, seen, 1);
    if (const auto* wanted = std::get_if<need>(&candidates)) {
        return *wanted;
    }
    const bool nothing_late =
        std::get<found_requisitions>(found).empty() && !std::get<late_page>(candidates).table;
    context asked = ctx;
    asked.command.noun = "req";
    asked.command.verb = "list";
    const auto* filter = nothing_late ? "mine" : "late";
    asked.command.arguments.push_back({"filter", filter, chat::argument::form::word});
    return requisition_list(asked, seen, book);
}

}  // namespace fillrate::handlers
