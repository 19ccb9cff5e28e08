#include "handlers/whose_turn.hpp"

#include "core/base/text.hpp"
#include "core/domain/shift_transitions.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/turn.hpp"
#include "handlers/releasing.hpp"
#include "handlers/shift.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string_view>

namespace fillrate::handlers {

namespace {

using domain::interview_state;
using domain::interview_view;
using domain::party;
using domain::requisition_state;
using domain::requisition_view;
using domain::submittal_state;
using domain::submittal_view;

constexpr std::string_view nobody_acts = "Nobody has to act.";
constexpr std::string_view time_is_known = "Everybody knows the time.";
constexpr std::string_view nobody_on_hold = "On hold: nobody has to act.";

std::string owner_called(const std::string& name) {
    return name.empty() ? std::string("the account manager") : displayable(name);
}

std::string manager_called(const requisition_view& v) {
    return v.hiring_manager_name.empty() ? std::string("the manager")
                                         : displayable(v.hiring_manager_name);
}

std::string turn_of_supplier(domain::coverage::answer said) {
    switch (said) {
        case domain::coverage::answer::asked:
            return "Your turn: accept or decline.";
        case domain::coverage::answer::accepted:
            return "You are working on it.";
        case domain::coverage::answer::declined:
        case domain::coverage::answer::removed:
            break;
    }
    return "You declined it; you may still accept.";
}

std::uint32_t count_said(const requisition_view& v, domain::coverage::answer said) {
    const auto n = std::ranges::count(*v.suppliers, said, &domain::coverage::said);
    return static_cast<std::uint32_t>(n);
}

// The party is that of FILL; what it is to do follows from where the candidates are.
std::string turn_of_program(const requisition_view& v) {
    const auto waiting = "Waiting for " + owner_called(v.owner_name);
    if (const auto here = domain::count_to_screen(v.slate); here > 0) {
        return waiting + " to look at " + counted(here, "candidate", "candidates") + '.';
    }
    const auto asked = static_cast<std::uint32_t>(v.slate.unapproved.size());
    if (v.slate.to_offer > asked) {
        return waiting + " to make an offer to " +
               counted(v.slate.to_offer - asked, "candidate", "candidates") + '.';
    }
    if (asked > 0) {
        return "Waiting for operations to approve " +
               (asked == 1 ? std::string("the offer") : std::to_string(asked) + " offers") + '.';
    }
    const auto silent = v.suppliers ? count_said(v, domain::coverage::answer::asked) : 0;
    return waiting + " to find people" +
           (silent > 0 ? "; " + counted(silent, "supplier has", "suppliers have") + " not answered."
                       : ".");
}

std::string turn_of_suppliers(const requisition_view& v) {
    if (!v.suppliers) {
        return "With the suppliers.";
    }
    if (const auto unsaid = v.slate.without_consent.size(); unsaid > 0) {
        return unsaid == 1 ? "Waiting for the supplier to confirm that a candidate consents."
                           : "Waiting for the suppliers to confirm that " + std::to_string(unsaid) +
                                 " candidates consent.";
    }
    const auto working = count_said(v, domain::coverage::answer::accepted);
    const auto only = std::ranges::find(
        *v.suppliers,
        domain::coverage::answer::accepted,
        &domain::coverage::said
    );
    const auto who =
        working == 1 ? displayable(only->name) : counted(working, "supplier", "suppliers");
    const bool by_heads = v.category == domain::category::light_industrial &&
                          std::ranges::any_of(*v.suppliers, [](const domain::coverage& answer) {
                              return answer.heads > 0;
                          });
    return "Waiting for " + who + (by_heads ? " to send people." : " to put people forward.");
}

std::string turn_of_fill(const requisition_view& v, party whose) {
    const auto considered = domain::count_considered(v.slate);
    switch (whose) {
        case party::client:
            return "Waiting for " + manager_called(v) +
                   (v.slate.to_review > 0 ? " to decide on " : " to go on with ") +
                   counted(
                       v.slate.to_review > 0 ? v.slate.to_review : considered,
                       "candidate",
                       "candidates"
                   ) +
                   '.';
        case party::candidate:
            return "Waiting for " + counted(v.slate.offered, "candidate", "candidates") +
                   " to answer an offer.";
        case party::supplier:
            return turn_of_suppliers(v);
        case party::program:
            break;
    }
    return turn_of_program(v);
}

// Whoever has to do something about those in play meanwhile is said with it.
std::string turn_of_replacement(const requisition_view& v) {
    const bool known = v.suppliers && count_said(v, domain::coverage::answer::accepted) > 0;
    const auto awaited = counted(v.replacing, "replacement", "replacements");
    const bool others = v.meanwhile && *v.meanwhile != party::supplier;
    return (known ? turn_of_suppliers(v) : std::string("With the suppliers.")) + ' ' + awaited +
           (v.replacing == 1 ? " is" : " are") + " to come." +
           (others ? ' ' + turn_of_fill(v, *v.meanwhile) : std::string{});
}

std::string turn_while_open(const requisition_view& v) {
    if (!v.turn) {
        return "Every opening is taken.";
    }
    return v.replacing > 0 ? turn_of_replacement(v) : turn_of_fill(v, *v.turn);
}

std::string supplier_called(const submittal_view& v) {
    if (v.allowed.supplying) {
        return "you";
    }
    if (v.supplier_name.empty()) {
        return v.allowed.supplier_name ? "our recruiters" : "the supplier";
    }
    return displayable(v.supplier_name);
}

std::string supplier_called(const interview_view& v) {
    if (!v.allowed.owning && v.allowed.supplying) {
        return "you";
    }
    return v.supplier_name.empty() ? std::string("the supplier") : displayable(v.supplier_name);
}

// Suppliers go through the account manager, not around.
std::string manager_called(const domain::requisition& req, bool outside) {
    return req.hiring_manager_name.empty() || outside ? std::string("the hiring manager")
                                                      : displayable(req.hiring_manager_name);
}

std::string program_does(const submittal_view& v) {
    if (v.disputed) {
        return " to decide who represents them.";
    }
    switch (v.state) {
        case submittal_state::selected:
        case submittal_state::offer_declined:
        case submittal_state::offer_expired:
            return " to make an offer.";
        case submittal_state::offer_accepted:
            return " to clear the start.";
        case submittal_state::started:
            return " to settle the concern.";
        default:
            return " to look at it.";
    }
}

std::string supplier_does(const submittal_view& v) {
    switch (v.state) {
        case submittal_state::submitted:
        case submittal_state::duplicate:
            return " to confirm that the candidate consents.";
        case submittal_state::returned:
            return " to complete it.";
        default:
            return " to bring them on the first day.";
    }
}

std::string asked_of(const submittal_view& v, const domain::requisition& req, party turn) {
    switch (turn) {
        case party::program:
            if (v.unapproved) {
                return "Waiting for operations to approve the offer.";
            }
            return v.facts.disputed && !v.disputed
                       ? "We are checking who represents them."
                       : "Waiting for " + owner_called(req.owner_name) + program_does(v);
        case party::client:
            return "Waiting for " + manager_called(req, v.allowed.supplying) + " to decide.";
        case party::supplier:
            return "Waiting for " + supplier_called(v) + supplier_does(v);
        case party::candidate:
            break;
    }
    return "Waiting for the candidate, through " + supplier_called(v) + '.';
}

std::string asked_for_feedback(const interview_view& v, const std::string& manager) {
    if (v.own_awaited) {
        return "Waiting for your feedback.";
    }
    return v.awaited.empty()
               ? "Waiting for " + manager + " to decide."
               : "Waiting for feedback from " + displayable(join(v.awaited, ", ")) + '.';
}

// Who interviews is not for everybody to read.
std::string asked_who_interviews(
    const interview_view& v,
    const domain::interview& iv,
    const std::string& owner
) {
    const auto* absent = domain::missing_interviewer(iv);
    return absent == nullptr || !v.allowed.panel
               ? std::string(time_is_known)
               : "Waiting for " + owner +
                     " to settle who interviews: " + displayable(absent->name) + " cannot come.";
}

// Those who neither plan nor count know their own heads only.
std::string turn_of_heads(
    const domain::work_shift& of,
    const domain::requisition& req,
    const supplier_id& supplier,
    instant now
) {
    const auto* const answer = answer_of(req, supplier);
    const bool asked = answer != nullptr && domain::is_ahead(of.state) && now < of.starts &&
                       domain::confirmed_by(of, supplier).value_or(0) < asked_heads(*answer, of);
    return asked ? "Waiting for you to confirm who comes." : "Nothing is asked of you.";
}

}  // namespace

bool is_closed_for_reader(const requisition_view& v) {
    return v.own_answer && v.own_answer->said == domain::coverage::answer::removed &&
           (v.state == requisition_state::open || v.state == requisition_state::on_hold);
}

std::string whose_turn(const requisition_view& v) {
    switch (v.state) {
        case requisition_state::draft:
            return v.turn == party::client
                       ? "Waiting for " + manager_called(v) + " to complete it" +
                             (v.reason.empty() ? "." : ": " + shown_reason(v.reason) + '.')
                       : "Waiting for " + owner_called(v.owner_name) + " to send it to intake.";
        case requisition_state::intake:
            return "Waiting for " + owner_called(v.owner_name) + " to finish intake.";
        case requisition_state::qualified:
            return "Waiting for " + owner_called(v.owner_name) + " to release it.";
        case requisition_state::on_hold:
            return std::string(nobody_on_hold);
        case requisition_state::filled:
            return v.turn && !v.own_answer ? "Filled. " + turn_of_replacement(v) : "Filled.";
        case requisition_state::closed:
            return "Closed.";
        case requisition_state::cancelled:
            return "Cancelled.";
        case requisition_state::open:
            break;
    }
    if (is_closed_for_reader(v)) {
        return "Nobody new is taken; what you have in play goes on.";
    }
    return v.own_answer ? turn_of_supplier(v.own_answer->said) : turn_while_open(v);
}

std::string whose_turn(const submittal_view& v, const domain::requisition& req, instant now) {
    if (const auto turn = domain::turn_of(v.facts, req, now)) {
        return asked_of(v, req, *turn);
    }
    if (req.state == requisition_state::on_hold && domain::is_live(v.state)) {
        return std::string(nobody_on_hold);
    }
    switch (v.state) {
        case submittal_state::held:
            return "Kept open until " + day_text(v.hold_until.value_or(v.changed), req.zone, now) +
                   "; then " + manager_called(req, v.allowed.supplying) + " is asked again.";
        case submittal_state::interviewing:
            return "Waiting for the interview and what is said of it.";
        case submittal_state::started:
            return "On the job.";
        default:
            return std::string(nobody_acts);
    }
}

std::string whose_turn(const interview_view& v, const domain::interview_context& of, instant now) {
    const bool over = v.state == interview_state::cancelled;
    if (of.req.state == requisition_state::on_hold && !over) {
        return std::string(nobody_on_hold);
    }
    const auto turn = domain::turn_of(of.iv, of.sub, of.req, now);
    if (!turn) {
        return std::string(v.state == interview_state::confirmed ? time_is_known : nobody_acts);
    }
    const auto owner = owner_called(of.req.owner_name);
    const auto manager = manager_called(of.req, v.allowed.supplying && !v.allowed.owning);
    switch (v.state) {
        case interview_state::requested:
            return "Waiting for " + owner + " to arrange it.";
        case interview_state::proposed:
            return "Waiting for " +
                   (*turn == party::client    ? manager
                    : *turn == party::program ? owner
                                              : supplier_called(v)) +
                   " to pick a time.";
        case interview_state::confirmed:
            return *turn == party::program ? asked_who_interviews(v, of.iv, owner)
                                           : asked_for_feedback(v, manager);
        case interview_state::held:
            return asked_for_feedback(v, manager);
        case interview_state::feedback_complete:
            return *turn == party::program
                       ? "Waiting for " + owner + " to decide who represents them."
                       : "Waiting for " + manager + " to decide.";
        case interview_state::no_show:
        case interview_state::expired:
            return "Waiting for " + owner + " to offer new times.";
        case interview_state::cancelled:
            return *turn == party::program
                       ? "Waiting for " + owner + " to decide who represents them."
                       : "Waiting for " + manager + " to ask for another one or to decide.";
    }
    return std::string(nobody_acts);
}

std::string whose_turn(
    const domain::work_shift& of,
    const domain::requisition& req,
    const domain::clearance& allowed,
    instant now
) {
    if (!allowed.notes && !allowed.client_clocks) {
        return turn_of_heads(of, req, allowed.only_supplier, now);
    }
    const auto turn = domain::turn_of(of, now);
    if (turn == party::supplier) {
        return "Waiting for the suppliers to confirm who comes.";
    }
    if (turn == party::program) {
        return "Waiting for " + owner_called(req.owner_name) + " to find " +
               std::to_string(domain::missing_heads(of)) + " more.";
    }
    return turn ? "Waiting for " + manager_called(req, false) + " to count who came."
                : std::string(nobody_acts);
}

std::string whose_turn(const domain::opportunity& of, instant now) {
    if (!domain::turn_of(of)) {
        return std::string(nobody_acts);
    }
    const auto owner =
        of.owner_name.empty() ? std::string("the account manager") : first_name(of.owner_name);
    return "Waiting for " + owner + " to take the next step" +
           (of.next.empty() ? "." : ", " + shown_day(of.next, now) + '.');
}

}  // namespace fillrate::handlers
