#include "core/domain/turn.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/interview_transitions.hpp"
#include "core/domain/shift_transitions.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

bool is_worked(const requisition& req) noexcept {
    return std::ranges::any_of(req.suppliers, [](const coverage& answer) {
        return answer.said == coverage::answer::accepted;
    });
}

// Whose word it is about somebody, which cannot be given while two firms claim them
// (DOMAIN.md 3.4).
party word_of_client(bool disputed) noexcept {
    return disputed ? party::program : party::client;
}

// Its START goes on while the requisition is on hold.
bool is_start_agreed(submittal_state s) noexcept {
    return s == submittal_state::offer_accepted || s == submittal_state::cleared;
}

}  // namespace

std::uint32_t count_considered(const slate& of) noexcept {
    const auto elsewhere = of.to_review + of.to_offer + of.offered;
    return of.before_client - std::min(of.before_client, elsewhere);
}

std::uint32_t count_to_screen(const slate& of) noexcept {
    const auto waiting = static_cast<std::uint32_t>(of.without_consent.size());
    return of.to_screen - std::min(of.to_screen, waiting);
}

party fill_turn(const requisition& req, const slate& known) noexcept {
    if (count_to_screen(known) > 0) {
        return party::program;
    }
    if (known.to_review > 0) {
        return party::client;
    }
    if (known.to_offer > 0) {
        return party::program;
    }
    if (count_considered(known) > 0) {
        return party::client;
    }
    if (known.offered > 0) {
        return party::candidate;
    }
    const bool supplied = !known.without_consent.empty() || is_worked(req);
    return supplied ? party::supplier : party::program;
}

std::optional<party> turn_of(const requisition& req, const slate& known) noexcept {
    switch (req.state) {
        case requisition_state::draft:  // returned: whoever asked for it completes it
            return req.returned ? party::client : party::program;
        case requisition_state::intake:
        case requisition_state::qualified:
            return party::program;
        case requisition_state::open:
            if (count_only_replacements(req) > 0) {
                return party::supplier;
            }
            return count_openings(req).open > 0 ? std::optional{fill_turn(req, known)}
                                                : std::nullopt;
        case requisition_state::filled:  // found, and to come first
            return count_only_replacements(req) > 0 ? std::optional{party::supplier} : std::nullopt;
        case requisition_state::on_hold:
        case requisition_state::closed:
        case requisition_state::cancelled:
            break;
    }
    return std::nullopt;
}

std::optional<party> turn_of(const requisition& req) noexcept {
    return turn_of(req, req.slate);
}

candidate_facts facts_of(const submittal& sub) noexcept {
    const auto* const start = find_clock(sub.clocks, clock_kind::start);
    const bool dated = start != nullptr && is_live(*start);
    return {
        .state = sub.state,
        .consented = sub.represented.has_value(),
        .disputed = sub.disputed,
        .decided =
            sub.state == submittal_state::duplicate && !sub.disputed && !sub.barred && !sub.known,
        .judged = sub.feedback_in.has_value(),
        .kept = sub.hold_until.has_value(),
        .worried = sub.state == submittal_state::started && sub.job && sub.job->worried,
        .first_day = dated ? std::optional{start->started} : std::nullopt};
}

std::optional<party> turn_of(const candidate_facts& of) noexcept {
    switch (of.state) {
        case submittal_state::submitted:
            return of.consented ? party::program : party::supplier;
        case submittal_state::returned:
        case submittal_state::cleared:
            return party::supplier;
        case submittal_state::held:
            return of.kept ? std::nullopt : std::optional{word_of_client(of.disputed)};
        case submittal_state::presented:
        case submittal_state::shortlisted:
            return word_of_client(of.disputed);
        case submittal_state::interviewing:
            return of.judged ? std::optional{word_of_client(of.disputed)} : std::nullopt;
        case submittal_state::offer_extended:
            return party::candidate;
        case submittal_state::started:
            return of.worried ? std::optional{party::program} : std::nullopt;
        case submittal_state::duplicate:  // a consent may still change it; one was weighed already
            if (!of.consented) {
                return party::supplier;
            }
            return of.decided ? std::nullopt : std::optional{party::program};
        case submittal_state::selected:
        case submittal_state::offer_declined:
        case submittal_state::offer_expired:
        case submittal_state::offer_accepted:
            return party::program;
        case submittal_state::screen_rejected:
        case submittal_state::rescinded:
        case submittal_state::ended:
        case submittal_state::converted:
        case submittal_state::fell_off:
        case submittal_state::rejected:
        case submittal_state::withdrawn:
        case submittal_state::not_selected:
            break;
    }
    return std::nullopt;
}

std::optional<party> turn_of(
    const candidate_facts& of,
    const requisition& req,
    instant now
) noexcept {
    if (!is_start_agreed(of.state)) {
        // After the end nobody is taken in any more for a consent, nor offered anything again.
        const bool stays_out = (of.state == submittal_state::duplicate && !of.consented) ||
                               of.state == submittal_state::offer_declined ||
                               of.state == submittal_state::offer_expired;
        const bool rests = req.state == requisition_state::on_hold || (stays_out && has_ended(req));
        return rests ? std::nullopt : turn_of(of);
    }
    return of.first_day && *of.first_day <= now ? party::supplier : turn_of(of);
}

party scheduling_turn(const interview& iv) noexcept {
    return iv.state == interview_state::proposed ? iv.answers : party::program;
}

std::optional<party> turn_of(
    const interview& iv,
    const submittal& candidate,
    const requisition& of,
    instant now
) noexcept {
    const bool runs =
        candidate.state == submittal_state::interviewing && is_last_round(candidate, iv.number);
    if (!runs || of.state == requisition_state::on_hold) {
        return std::nullopt;
    }
    switch (iv.state) {
        case interview_state::requested:
        case interview_state::proposed:
        case interview_state::no_show:
        case interview_state::expired:
            return scheduling_turn(iv);
        case interview_state::confirmed:
            if (!iv.panel.empty() && end_of(iv) <= now) {
                return party::client;
            }
            return missing_interviewer(iv) != nullptr ? std::optional{party::program}
                                                      : std::nullopt;
        case interview_state::held:
            return party::client;
        case interview_state::feedback_complete:
        case interview_state::cancelled:  // another round, or a decision without one
            return word_of_client(candidate.disputed);
    }
    return std::nullopt;
}

std::optional<party> turn_of(const work_shift& of, instant now) noexcept {
    if (!is_ahead(of.state)) {
        return std::nullopt;
    }
    if (of.ends <= now) {
        return party::client;
    }
    if (of.starts <= now || !awaits_heads(of.state)) {
        return std::nullopt;
    }
    return of.state == shift_state::unconfirmed ? party::program : party::supplier;
}

std::optional<party> turn_of(const opportunity& of) noexcept {
    return is_alive(of.state) ? std::optional{party::program} : std::nullopt;
}

std::uint32_t count_only_replacements(const requisition& req) noexcept {
    const auto open = count_replacements(req);
    const auto found = std::ranges::count_if(req.openings, [&req](const opening& o) {
        return awaits_replacement(req, o);
    });
    const bool others = count_openings(req).open - count_frozen(req) > open;
    return others ? 0 : open + static_cast<std::uint32_t>(found);
}

}  // namespace fillrate::domain
