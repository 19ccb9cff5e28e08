#include "handlers/round_step.hpp"

#include "core/domain/index.hpp"
#include "core/domain/interview_transitions.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/lists.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

index_page unsettled_rounds(requisition_number of) {
    constexpr std::uint32_t most_unsettled = 60;
    return {domain::unsettled_interview_list(of), 0, most_unsettled, false};
}

std::vector<const domain::interview*> rounds_ahead(
    const snapshot& seen,
    requisition_number of,
    instant now
) {
    auto found = records_of<domain::interview>(seen, unsettled_rounds(of));
    std::erase_if(found, [now](const auto* round) { return !domain::lies_ahead(*round, now); });
    std::ranges::stable_sort(found, {}, [](const auto* round) {
        return round->start.value_or(instant::max());
    });
    return found;
}

std::string shown_round(const domain::interview& round) {
    return shown_id(round.number) + (round.start ? ' ' + local_time(*round.start, round.zone)
                                                 : std::string(", no time yet"));
}

const domain::interview* last_round(const snapshot& seen, const domain::submittal& candidate) {
    return candidate.interviews.empty()
               ? nullptr
               : seen.find<domain::interview>(domain::record_name(candidate.interviews.back()));
}

std::vector<std::string> missing_guests(const snapshot& seen, const domain::interview& round) {
    std::vector<std::string> names;
    if (round.state != domain::interview_state::confirmed) {
        return names;
    }
    for (const auto& one : round.panel) {
        if (auto name = domain::record_name(one.person); !seen.loaded(name)) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

bool calls_off(const domain::interview& round, const domain::submittal& after, instant now) {
    return domain::lies_ahead(round, now) && !domain::is_in_consideration(after.state);
}

bool follow_candidate(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_interview& one,
    decision& into
) {
    const auto subject = domain::record_name(one.iv->number);
    interview_change round(ctx, subject, *one.iv, seen.version_of(subject));
    const bool called_off = calls_off(*one.iv, *one.sub, ctx.now);
    decision told;
    if (called_off) {
        round.add(domain::interview_moved{.what = domain::interview_verb::cancel});
        round.tell({.client = true, .suppliers = true});
        tell_panel(told, ctx, round, seen);
    }
    if (!settle_clocks(round, *one.sub, *one.req, one.client, book, ctx.now)) {
        return false;
    }
    if (!called_off) {
        round.record(into);
        return true;
    }
    round.finish(into);
    std::ranges::move(told.messages, std::back_inserter(into.messages));
    return true;
}

}  // namespace fillrate::handlers
