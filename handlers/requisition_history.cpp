// `104 history`: everything that happened to it, cut to what the asker may see here; pages of 20,
// newest last.
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/history_table.hpp"
#include "handlers/subject.hpp"
#include "handlers/telling.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

// Suppliers read an answer when it is told to all of them, not before.
bool is_for_later(const domain::event& what, const domain::clearance& allowed, instant now) {
    return !allowed.notes && std::holds_alternative<domain::question_answered>(what.data) &&
           what.recorded_at + domain::undo_window > now;
}

}  // namespace

outcome
requisition_history(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    const auto subject = domain::record_name(req.number);
    const auto history = seen.histories.find(subject);
    if (history == seen.histories.end()) {
        need wanted;
        wanted.history_of = subject;
        return wanted;
    }
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    const auto tell = [&](const domain::event& what) {
        return is_for_later(what, allowed, ctx.now) ? std::nullopt : tell_event(what, req, allowed);
    };
    return reply_with(history_table(
        ctx,
        history->second,
        state_moves<domain::requisition>(history->second),
        {shown_id(req.number), std::to_string(req.number.value), req.title, req.zone},
        allowed.notes,
        tell
    ));
}

}  // namespace fillrate::handlers
