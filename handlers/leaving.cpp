#include "handlers/leaving.hpp"

#include "core/domain/assignment.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/assignment.hpp"

namespace fillrate::handlers {

namespace {

using domain::submittal_verb;

bool leaves_early(
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one,
    submittal_verb what,
    const std::string& reason
) {
    const auto zone = zone_of(ctx, *one.req);
    return what == submittal_verb::end && zone && domain::leaves_a_gap(reason) &&
           domain::inside_guarantee(*one.sub, book.choose(*one.req).guarantee_days, *zone, ctx.now);
}

}  // namespace

bool looks_no_more(const domain::requisition& req) {
    return domain::has_ended(req) && req.state != domain::requisition_state::filled;
}

bool is_replaced(
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one,
    submittal_verb what,
    const std::string& reason
) {
    return !looks_no_more(*one.req) && leaves_early(ctx, book, one, what, reason);
}

bool falls_off(const domain::submittal& sub, submittal_verb what) {
    const auto* row = domain::next_step(sub, what);
    return row != nullptr && row->to == domain::submittal_state::fell_off;
}

bool leaves_unreplaced(
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one,
    submittal_verb what,
    const std::string& reason
) {
    return looks_no_more(*one.req) &&
           (falls_off(*one.sub, what) || leaves_early(ctx, book, one, what, reason));
}

std::optional<std::string> end_code(submittal_verb what, const std::string& reason) {
    if (what == submittal_verb::convert) {
        return "converted";
    }
    return what == submittal_verb::end ? std::optional{reason.substr(0, reason.find(": "))}
                                       : std::nullopt;
}

}  // namespace fillrate::handlers
