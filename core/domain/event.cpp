#include "core/domain/event.hpp"

namespace fillrate::domain {

namespace {

// A name per payload type. std::visit below does not compile with one missing.
template <class Payload>
struct stored_name;

#define FILLRATE_STORED_NAME(type)                       \
    template <>                                          \
    struct stored_name<type> {                           \
        static constexpr std::string_view value = #type; \
    }

FILLRATE_STORED_NAME(requisition_created);
FILLRATE_STORED_NAME(submitted_for_intake);
FILLRATE_STORED_NAME(returned_to_draft);
FILLRATE_STORED_NAME(checklist_saved);
FILLRATE_STORED_NAME(qualified);
FILLRATE_STORED_NAME(released);
FILLRATE_STORED_NAME(supplier_accepted);
FILLRATE_STORED_NAME(supplier_declined);
FILLRATE_STORED_NAME(supplier_removed);
FILLRATE_STORED_NAME(supplier_suspended);
FILLRATE_STORED_NAME(submits_paused);
FILLRATE_STORED_NAME(recruiter_took);
FILLRATE_STORED_NAME(held);
FILLRATE_STORED_NAME(hold_ran_out);
FILLRATE_STORED_NAME(hold_questioned);
FILLRATE_STORED_NAME(resumed);
FILLRATE_STORED_NAME(closed);
FILLRATE_STORED_NAME(cancelled);
FILLRATE_STORED_NAME(reopened);
FILLRATE_STORED_NAME(requisition_changed);
FILLRATE_STORED_NAME(noted);
FILLRATE_STORED_NAME(card_placed);
FILLRATE_STORED_NAME(clock_set);
FILLRATE_STORED_NAME(clock_warned);
FILLRATE_STORED_NAME(clock_breached);
FILLRATE_STORED_NAME(clock_acknowledged);
FILLRATE_STORED_NAME(eta_missed);
FILLRATE_STORED_NAME(clock_excused);
FILLRATE_STORED_NAME(breach_withdrawn);
FILLRATE_STORED_NAME(slate_moved);
FILLRATE_STORED_NAME(slate_consented);
FILLRATE_STORED_NAME(slate_unapproved);
FILLRATE_STORED_NAME(manager_reminded);
FILLRATE_STORED_NAME(end_requested);
FILLRATE_STORED_NAME(openings_requested);
FILLRATE_STORED_NAME(heads_started);
FILLRATE_STORED_NAME(heads_left);
FILLRATE_STORED_NAME(all_filled);
FILLRATE_STORED_NAME(question_asked);
FILLRATE_STORED_NAME(question_answered);
FILLRATE_STORED_NAME(question_dropped);
FILLRATE_STORED_NAME(submittal_made);
FILLRATE_STORED_NAME(submittal_moved);
FILLRATE_STORED_NAME(submittal_changed);
FILLRATE_STORED_NAME(words_passed);
FILLRATE_STORED_NAME(feedback_gathered);
FILLRATE_STORED_NAME(round_took_place);
FILLRATE_STORED_NAME(resume_attached);
FILLRATE_STORED_NAME(resume_opened);
FILLRATE_STORED_NAME(contact_shown);
FILLRATE_STORED_NAME(offer_made);
FILLRATE_STORED_NAME(offer_proposed);
FILLRATE_STORED_NAME(offer_disapproved);
FILLRATE_STORED_NAME(start_moved);
FILLRATE_STORED_NAME(represented);
FILLRATE_STORED_NAME(consent_requested);
FILLRATE_STORED_NAME(claim_disputed);
FILLRATE_STORED_NAME(return_barred);
FILLRATE_STORED_NAME(client_known);
FILLRATE_STORED_NAME(assignment_set);
FILLRATE_STORED_NAME(assignment_asked);
FILLRATE_STORED_NAME(check_in_said);
FILLRATE_STORED_NAME(opening_backfilled);
FILLRATE_STORED_NAME(opening_ended);
FILLRATE_STORED_NAME(interview_asked);
FILLRATE_STORED_NAME(times_offered);
FILLRATE_STORED_NAME(interview_confirmed);
FILLRATE_STORED_NAME(interview_moved);
FILLRATE_STORED_NAME(panel_changed);
FILLRATE_STORED_NAME(invitation_answered);
FILLRATE_STORED_NAME(candidate_missed);
FILLRATE_STORED_NAME(feedback_given);
FILLRATE_STORED_NAME(feedback_waived);
FILLRATE_STORED_NAME(interview_reminded);
FILLRATE_STORED_NAME(opportunity_added);
FILLRATE_STORED_NAME(opportunity_moved);
FILLRATE_STORED_NAME(opportunity_changed);
FILLRATE_STORED_NAME(opportunity_reminded);
FILLRATE_STORED_NAME(shift_planned);
FILLRATE_STORED_NAME(shift_confirmed);
FILLRATE_STORED_NAME(shift_counted);
FILLRATE_STORED_NAME(shift_called_off);
FILLRATE_STORED_NAME(shift_reminded);
FILLRATE_STORED_NAME(shift_told);
FILLRATE_STORED_NAME(task_begun);
FILLRATE_STORED_NAME(task_worked);
FILLRATE_STORED_NAME(task_ended);
FILLRATE_STORED_NAME(undone);
FILLRATE_STORED_NAME(directory_put);

#undef FILLRATE_STORED_NAME

}  // namespace

author author_of(const event& what) {
    return {what.actor_name, what.on_behalf_of, what.party, what.actor.empty()};
}

std::string_view type_of(const payload& data) noexcept {
    return std::visit(
        []<class Payload>(const Payload&) { return stored_name<Payload>::value; },
        data
    );
}

}  // namespace fillrate::domain
