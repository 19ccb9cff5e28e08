#include "handlers/tables.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "handlers/whose_turn.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

namespace fillrate::handlers {

namespace {

// A slate that is short, or a seat still empty, is not what keeps it while the manager has somebody
// to decide on.
bool waits_for_the_manager(const domain::requisition_view& seen, domain::clock_kind leading) {
    const bool later = leading == domain::clock_kind::slate || leading == domain::clock_kind::fill;
    return later && seen.slate.to_review > 0;
}

}  // namespace

std::string next_of(const domain::requisition_view& seen, instant now) {
    const auto* const leading = domain::leading_clock(seen.clocks);
    if (leading != nullptr && leading->state == domain::clock_state::running &&
        !waits_for_the_manager(seen, leading->kind)) {
        const auto waiting = waiting_text(*leading, seen.zone, now);
        return clock_subject(leading->kind) + (leading->breached ? " was due " : " due ") +
               local_time(domain::due_time(*leading), seen.zone, now) + ", " +
               relative(now, domain::due_time(*leading)) +
               (seen.allowed.program_clocks && leading->breached && !leading->missed.empty()
                    ? ", " + shown_id(leading->missed)
                    : "") +
               (waiting.empty() ? "" : "; " + waiting);
    }
    return whose_turn(seen);
}

chat::table requisition_table(
    const context& ctx,
    const found_requisitions& all,
    std::string caption
) {
    chat::table made;
    made.caption = std::move(caption);
    made.rows.push_back({"Requisition", "Title", "Client", "State", "Openings", "Next"});
    for (const auto* req : all) {
        const auto allowed = domain::clear(*req, ctx.actor, ctx.place.binding, false);
        if (!allowed.core) {
            continue;
        }
        const auto seen = domain::view(*req, allowed);
        made.rows.push_back(
            {shown_id(seen.number),
             displayable(seen.title) + for_whom(*req, ctx.actor),
             displayable(seen.client_name),
             std::string(shown_state(seen.state)),
             std::to_string(seen.openings),
             next_of(seen, ctx.now)}
        );
    }
    return made;
}

}  // namespace fillrate::handlers
