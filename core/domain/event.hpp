// What happened. State is the fold of events; apply() is the only thing that changes a requisition
// (DESIGN.md 2).
#pragma once

#include "core/domain/author.hpp"
#include "core/domain/candidate.hpp"
#include "core/domain/directory.hpp"
#include "core/domain/interview_events.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/submittal_events.hpp"
#include "core/domain/task.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::domain {

// Payloads. Fields are only ever added; a changed meaning is a new type (DESIGN.md 2).

struct requisition_created {
    requisition_number number{};
    client_id client{};
    std::string client_name{};
    site_id site{};
    std::string site_name{};
    std::string zone{};
    std::string currency{};
    std::string title{};
    domain::category category = domain::category::professional;
    domain::engagement engagement = domain::engagement::contract;
    domain::priority priority = domain::priority::p2;
    std::uint32_t openings = 1;
    std::optional<money> pay{}, bill{}, max{}, salary{}, fee{};
    std::string must_haves{}, shift{}, start{};
    person_id owner{};
    std::string owner_name{};
    person_id hiring_manager{};
    std::string hiring_manager_name{};
    domain::origin origin{};
    friend bool operator==(const requisition_created&, const requisition_created&) = default;
};
struct submitted_for_intake {
    friend bool operator==(const submitted_for_intake&, const submitted_for_intake&) = default;
};
struct returned_to_draft {
    friend bool operator==(const returned_to_draft&, const returned_to_draft&) = default;
};
struct checklist_saved {
    std::uint8_t items = 0;
    friend bool operator==(const checklist_saved&, const checklist_saved&) = default;
};
struct qualified {
    std::uint8_t items = 0;
    std::string waived{};
    friend bool operator==(const qualified&, const qualified&) = default;
};
struct released {
    std::vector<coverage> suppliers{};  ///< newly asked ones
    bool internal_recruiter = false;
    std::uint32_t tier = 0;  ///< the last of the tiers it went to; 0: they were named
    friend bool operator==(const released&, const released&) = default;
};
struct supplier_accepted {
    supplier_id supplier{};
    std::uint32_t heads = 0;
    friend bool operator==(const supplier_accepted&, const supplier_accepted&) = default;
};
struct supplier_declined {
    supplier_id supplier{};
    friend bool operator==(const supplier_declined&, const supplier_declined&) = default;
};
/// Taken off this requisition by the firm; what they have in play goes on.
struct supplier_removed {
    supplier_id supplier{};
    friend bool operator==(const supplier_removed&, const supplier_removed&) = default;
};
/// Told to a requisition that a supplier, now suspended, was to work with nobody in play: a person
/// decides.
struct supplier_suspended {
    supplier_id supplier{};
    friend bool operator==(const supplier_suspended&, const supplier_suspended&) = default;
};
/// Told to a requisition that a supplier heard as often as a day allows that somebody cannot be
/// submitted for its client: until then nobody new is taken from it there.
struct submits_paused {
    supplier_id supplier{};
    instant until{};
    friend bool operator==(const submits_paused&, const submits_paused&) = default;
};
struct recruiter_took {
    friend bool operator==(const recruiter_took&, const recruiter_took&) = default;
};
struct held {
    std::optional<instant> until{};
    std::optional<instant> ask_on{};  ///< when it has lasted so long that the owner is asked
    friend bool operator==(const held&, const held&) = default;
};
struct hold_ran_out {  ///< the named day came; the owner is asked, nothing resumes by itself
    friend bool operator==(const hold_ran_out&, const hold_ran_out&) = default;
};
/// The hold has lasted long by its policy: the owner is asked whether the need is still there.
struct hold_questioned {
    friend bool operator==(const hold_questioned&, const hold_questioned&) = default;
};
struct resumed {
    friend bool operator==(const resumed&, const resumed&) = default;
};
struct closed {
    friend bool operator==(const closed&, const closed&) = default;
};
struct cancelled {
    friend bool operator==(const cancelled&, const cancelled&) = default;
};
struct reopened {
    std::uint32_t openings = 1;
    friend bool operator==(const reopened&, const reopened&) = default;
};
/// `set`: only the named fields change.
struct requisition_changed {
    std::optional<std::string> title{}, must_haves{}, shift{}, start{};
    std::optional<domain::priority> priority{};
    std::optional<domain::engagement> engagement{};
    std::optional<std::uint32_t> openings{};  ///< the new total of openings that are not cancelled
    std::optional<money> pay{}, bill{}, max{}, salary{}, fee{};
    std::optional<person_id> owner{}, hiring_manager{};
    std::string owner_name{}, hiring_manager_name{};
    std::optional<std::string> zone{};  ///< the site's, corrected; of interviews this alone
    /// So many of the open openings the client fills later; no replacements among them.
    std::optional<std::uint32_t> frozen{};
    /// So many the client still wants, fewer than now.
    std::optional<std::uint32_t> replacements{};
    friend bool operator==(const requisition_changed&, const requisition_changed&) = default;
};
struct noted {
    std::string text{};    ///< no personal data of candidates: they do not exist yet
    bool settles = false;  ///< the wish that stood is answered: all stays as it is
    friend bool operator==(const noted&, const noted&) = default;
};
/// From now on the requisition's card lives here too.
struct card_placed {
    card_place where{};
    friend bool operator==(const card_placed&, const card_placed&) = default;
};
/// A clock began, paused, resumed, was re-targeted, met or cancelled: its whole new value, computed
/// when deciding.
struct clock_set {
    domain::clock value{};
    friend bool operator==(const clock_set&, const clock_set&) = default;
};
struct clock_warned {
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;
    std::uint8_t level = 75;
    std::optional<instant> due{};  ///< soon after opening, so that it is said before its 75 % point
    friend bool operator==(const clock_warned&, const clock_warned&) = default;
};
struct clock_breached {
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;
    miss_number number{};
    friend bool operator==(const clock_breached&, const clock_breached&) = default;
};
/// Somebody is on it by then; or nothing can be done before, for the event's reason where it has
/// one
/// ("Waiting until ...", DOMAIN.md 0).
struct clock_acknowledged {
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;
    instant eta{};
    friend bool operator==(const clock_acknowledged&, const clock_acknowledged&) = default;
};
/// The named time passed and the clock still runs: the next rung hears of it; of a wait that is
/// over, the owner.
struct eta_missed {
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;
    friend bool operator==(const eta_missed&, const eta_missed&) = default;
};
/// The breach of that cycle is excused, by whom and when the event says, why its reason: numbers
/// are given with it and without (DOMAIN.md 4.6). Or its owner says why, without blame, and
/// operations decide whether that excuses it (DOMAIN.md 4.5).
struct clock_excused {
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;
    std::uint32_t cycle = 1;
    bool explains = false;  ///< only says why
    friend bool operator==(const clock_excused&, const clock_excused&) = default;
};
/// What was logged later shows that nothing was past due in that cycle: the breach does not count
/// any more, its event stays (DOMAIN.md 4.1).
struct breach_withdrawn {
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;
    std::uint32_t cycle = 1;
    friend bool operator==(const breach_withdrawn&, const breach_withdrawn&) = default;
};
/// Told to the requisition: a candidate came in or moved on. `made` is a first submittal.
struct slate_moved {
    submittal_number submittal{};
    std::string initials{};
    supplier_id supplier{};
    std::string supplier_name{};
    bool made = false;
    submittal_verb what = submittal_verb::present;  ///< unless made
    submittal_state from = submittal_state::submitted;
    submittal_state to = submittal_state::submitted;
    bool unconsented = false;  ///< submitted, and their consent (RTR) is missing
    friend bool operator==(const slate_moved&, const slate_moved&) = default;
};
/// Told to the requisition: an offer to who was selected waits for operations, or they did not
/// approve it.
struct slate_unapproved {
    submittal_number submittal{};
    bool settled = false;
    friend bool operator==(const slate_unapproved&, const slate_unapproved&) = default;
};
/// Told to the requisition: who waited for it consented.
struct slate_consented {
    submittal_number submittal{};
    friend bool operator==(const slate_consented&, const slate_consented&) = default;
};
/// The hiring manager was asked for their word on who waits for it.
struct manager_reminded {
    friend bool operator==(const manager_reminded&, const manager_reminded&) = default;
};
/// The hiring manager asks its owner to cancel it, or to close it; why is the event's reason.
struct end_requested {
    bool cancels = false;
    friend bool operator==(const end_requested&, const end_requested&) = default;
};
/// The hiring manager asks its owner for so many openings in all; or, with none, that so many of
/// the open ones wait, or that only so many replacements are sought.
struct openings_requested {
    std::uint32_t openings = 0;
    std::optional<std::uint32_t> frozen{}, replacements{};
    friend bool operator==(const openings_requested&, const openings_requested&) = default;
};
/// The first day of people who are counted, not named: so many came, so many did not.
struct heads_started {
    std::uint32_t present = 0;
    std::uint32_t no_show = 0;
    supplier_id supplier{};  ///< whose heads they all were; empty: of several, or of nobody
    friend bool operator==(const heads_started&, const heads_started&) = default;
};
/// So many of those who are counted left for good, the last to begin first; why is the event's
/// reason, a code that words may follow.
struct heads_left {
    std::uint32_t count = 0;
    std::uint32_t replaced = 0;  ///< of them within the guarantee: others are looked for
    friend bool operator==(const heads_left&, const heads_left&) = default;
};
/// The last opening was filled: nothing is left to look for.
struct all_filled {
    friend bool operator==(const all_filled&, const all_filled&) = default;
};

/// Told to the requisition: who filled an opening left early, so there is a further one to fill.
struct opening_backfilled {
    submittal_number left{};
    std::string initials{};
    friend bool operator==(const opening_backfilled&, const opening_backfilled&) = default;
};
/// Told to the requisition: the work of who filled an opening is over and nobody replaces them; why
/// is the event's reason, a code.
struct opening_ended {
    submittal_number left{};
    friend bool operator==(const opening_ended&, const opening_ended&) = default;
};
/// Takes back every event of one command (DESIGN.md 2). The fold skips them.
struct undone {
    command_id command{};
    friend bool operator==(const undone&, const undone&) = default;
};
/// Directory records are replaced whole.
struct directory_put {
    std::variant<
        organisation,
        domain::client,
        domain::supplier,
        person,
        conversation,
        mapping,
        claim,
        external_name,
        candidate,
        ownership,
        neutral_answers>
        value{};
    friend bool operator==(const directory_put&, const directory_put&) = default;
};

using payload = std::variant<
    requisition_created,
    submitted_for_intake,
    returned_to_draft,
    checklist_saved,
    qualified,
    released,
    supplier_accepted,
    supplier_declined,
    supplier_removed,
    supplier_suspended,
    submits_paused,
    recruiter_took,
    held,
    hold_ran_out,
    hold_questioned,
    resumed,
    closed,
    cancelled,
    reopened,
    requisition_changed,
    noted,
    card_placed,
    clock_set,
    clock_warned,
    clock_breached,
    clock_acknowledged,
    eta_missed,
    clock_excused,
    breach_withdrawn,
    slate_moved,
    slate_consented,
    slate_unapproved,
    manager_reminded,
    end_requested,
    openings_requested,
    heads_started,
    heads_left,
    all_filled,
    question_asked,
    question_answered,
    question_dropped,
    submittal_made,
    submittal_moved,
    submittal_changed,
    words_passed,
    feedback_gathered,
    round_took_place,
    resume_attached,
    resume_opened,
    contact_shown,
    offer_made,
    offer_proposed,
    offer_disapproved,
    start_moved,
    represented,
    consent_requested,
    claim_disputed,
    return_barred,
    client_known,
    assignment_set,
    assignment_asked,
    check_in_said,
    opening_backfilled,
    opening_ended,
    interview_asked,
    times_offered,
    interview_confirmed,
    interview_moved,
    panel_changed,
    invitation_answered,
    candidate_missed,
    feedback_given,
    feedback_waived,
    interview_reminded,
    opportunity_added,
    opportunity_moved,
    opportunity_changed,
    opportunity_reminded,
    shift_planned,
    shift_confirmed,
    shift_counted,
    shift_called_off,
    shift_reminded,
    shift_told,
    task_begun,
    task_worked,
    task_ended,
    undone,
    directory_put>;

/// So long whoever did something may take it back, and other parties hear of it only then
/// (DOMAIN.md 4.6).
inline constexpr minutes undo_window{5};

/// One fact about one subject.
struct event {
    // Defined in one place: written out in every unit that moves one, they are most of its code.
    event();
    event(const event&);
    event(event&&) noexcept;
    event& operator=(const event&);
    event& operator=(event&&) noexcept;
    ~event();

    command_id command{};
    std::uint32_t n = 1;         ///< within the command
    std::string subject{};       ///< "req:104", "client:acorn"
    instant at{};                ///< when it happened
    instant recorded_at{};       ///< when we were told
    person_id actor{};           ///< empty: the clock
    std::string actor_name{};    ///< as shown then, so that history needs no second record
    std::string on_behalf_of{};  ///< supplier or person, shown name
    std::string surface{};       ///< "slash", "button", "timer", "import"
    std::string reason{};        ///< reason code or text
    domain::party party = domain::party::program;
    payload data{};

    friend bool operator==(const event&, const event&) = default;
};

/// By whom it was done, as records keep it.
[[nodiscard]] author author_of(const event& what);

/// Stable name of the payload's type, as stored: "released".
[[nodiscard]] std::string_view type_of(const payload& data) noexcept;

/// The next state of a requisition. An event that does not fit the state leaves all but `events`
/// unchanged: decide() never makes one, and fsck reports it.
[[nodiscard]] requisition apply(requisition before, const event& what);

/// The same of a submittal.
[[nodiscard]] submittal apply(submittal before, const event& what);

/// The same of an interview.
[[nodiscard]] interview apply(interview before, const event& what);

/// The same of an opportunity.
[[nodiscard]] opportunity apply(opportunity before, const event& what);
/// The same of a shift.
[[nodiscard]] work_shift apply(work_shift before, const event& what);
/// The same of a task.
[[nodiscard]] task apply(task before, const event& what);

/// The fold of a whole history, skipping what was undone; nothing when it adds up to no record of
/// that kind.
template <class Record>
[[nodiscard]] std::optional<Record> fold(const std::vector<event>& history);

}  // namespace fillrate::domain
