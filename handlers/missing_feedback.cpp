#include "handlers/missing_feedback.hpp"

#include "core/base/text.hpp"
#include "core/domain/interview_clearance.hpp"
#include "core/domain/interview_transitions.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <vector>

namespace fillrate::handlers {

namespace {

// Those who have to say something; where nobody has to, whoever may.
std::vector<const domain::interviewer*> wanted_of(const domain::interview& iv) {
    const bool anybody = std::ranges::none_of(iv.panel, &domain::interviewer::required);
    std::vector<const domain::interviewer*> all;
    for (const auto& one : iv.panel) {
        const bool asked = (one.required || anybody) && one.answer != domain::invitation::declined;
        if (asked && domain::is_missing(one.feedback.state)) {
            all.push_back(&one);
        }
    }
    return all;
}

}  // namespace

bool lacks_feedback(const found_submittal& one, instant now) {
    if (one.round == nullptr || domain::quorum_met(*one.round)) {
        return false;
    }
    const auto state = one.round->state;
    return state == domain::interview_state::held ||
           (state == domain::interview_state::confirmed && !domain::lies_ahead(*one.round, now));
}

std::string missing_feedback_text(const context& ctx, const found_submittal& one) {
    if (!lacks_feedback(one, ctx.now)) {
        return {};
    }
    const auto& iv = *one.round;
    const domain::interview_context of{iv, *one.sub, *one.req};
    const auto wanted = wanted_of(iv);
    if (wanted.empty() ||
        !domain::clear(of, ctx.actor, ctx.place.binding, one.shows_suppliers()).panel) {
        return {};
    }
    std::vector<std::string> names;
    for (const auto* each : wanted) {
        names.push_back(displayable(each->name));
    }
    const auto id = shown_id(iv.number);
    const bool own = wanted.front()->person == ctx.actor.id;
    return " Feedback of " + join(names, " and ") + " on " + id +
           " is still missing: write it down with " + ctx.root + " fb " + id + " yes \"why\"" +
           (own ? std::string{} : " for:\"" + names.front() + '"') + ", or waive it with " +
           ctx.root + " fb " + id + " waive for:\"" + names.front() + "\" \"why\".";
}

}  // namespace fillrate::handlers
