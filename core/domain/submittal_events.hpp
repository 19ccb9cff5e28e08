// What happens to a submittal (DOMAIN.md 3.3): payloads of domain/event.hpp. Fields are only ever
// added.
#pragma once

#include "core/domain/submittal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

struct submittal_made {
    submittal_number number{};
    requisition_number requisition{};
    client_id client{};
    supplier_id supplier{};
    std::string supplier_name{};
    candidate_id candidate{};
    std::vector<std::string> ownerships{};
    std::string initials{};
    std::vector<std::string> name_keys{};
    domain::category category = domain::category::professional;
    std::optional<money> pay{}, bill{};
    std::string available{};
    std::optional<instant> represented{};
    bool duplicate = false;
    bool disputed = false;
    bool barred = false;
    bool known = false;
    domain::origin origin{};
    friend bool operator==(const submittal_made&, const submittal_made&) = default;
};
/// A step along the table of submittal_transitions.hpp; its reason is the event's.
struct submittal_moved {
    submittal_verb what = submittal_verb::present;
    interview_number interview{};            ///< of an interview step: the round that begins
    std::optional<instant> until{};          ///< of a hold: when the manager is asked again
    std::uint32_t hours = 0;                 ///< of a conversion: worked until then; 0: not said
    bool words_open = false;                 ///< the words of its reason are for the supplier too
    std::optional<must_have_check> musts{};  ///< of a presentation
    std::optional<bool> met{};               ///< of a withdrawal: after an interview, or before any
    friend bool operator==(const submittal_moved&, const submittal_moved&) = default;
};
/// What the account manager lets the supplier read of the last step, in these words.
struct words_passed {
    std::string text{};
    friend bool operator==(const words_passed&, const words_passed&) = default;
};
/// Told by its interview: the required feedback of the candidate's last round is in.
struct feedback_gathered {
    interview_number interview{};
    friend bool operator==(const feedback_gathered&, const feedback_gathered&) = default;
};
/// Told by its interview: that round took place, or did not after all.
struct round_took_place {
    interview_number interview{};
    bool taken_back = false;
    friend bool operator==(const round_took_place&, const round_took_place&) = default;
};
/// Who put them forward corrected it: only the given fields change.
struct submittal_changed {
    std::optional<money> pay{}, bill{};
    std::optional<std::string> available{};
    bool about = false;  ///< why they fit, too: the words are kept with the candidate, sealed
    friend bool operator==(const submittal_changed&, const submittal_changed&) = default;
};
/// A resume came, or one that takes the place of the last. When, says the event.
struct resume_attached {
    domain::given_resume value{};
    friend bool operator==(const resume_attached&, const resume_attached&) = default;
};
/// The actor was shown the resume or given its file: kept for whoever audits (DOMAIN.md 0).
struct resume_opened {
    resume_kind kind = resume_kind::link;  ///< of the resume as it was then
    friend bool operator==(const resume_opened&, const resume_opened&) = default;
};
/// The actor was shown phone and e-mail: kept for whoever audits (DOMAIN.md 9).
struct contact_shown {
    friend bool operator==(const contact_shown&, const contact_shown&) = default;
};
/// A new version of the terms.
struct offer_made {
    std::optional<money> pay{}, bill{}, salary{};
    std::string start{};
    std::optional<seconds> start_time{};  ///< of that day, where one was agreed
    friend bool operator==(const offer_made&, const offer_made&) = default;
};
/// Terms over what was agreed: they are offered once operations approved them (DOMAIN.md 3.3).
struct offer_proposed {
    offer_made terms{};
    friend bool operator==(const offer_proposed&, const offer_proposed&) = default;
};
/// Operations do not approve them; why is the event's reason.
struct offer_disapproved {
    friend bool operator==(const offer_disapproved&, const offer_disapproved&) = default;
};
/// Another first day was agreed after the offer was taken; its party asked for it.
struct start_moved {
    std::string start{};
    std::optional<seconds> start_time{};
    friend bool operator==(const start_moved&, const start_moved&) = default;
};
/// The candidate's consent to be represented, as the supplier reports it (RTR).
struct represented {
    instant confirmed{};
    friend bool operator==(const represented&, const represented&) = default;
};
/// The supplier was asked for that consent.
struct consent_requested {
    friend bool operator==(const consent_requested&, const consent_requested&) = default;
};
/// Another firm claims the candidate too, and the account manager decides; or did.
struct claim_disputed {
    bool settled = false;
    bool stands = false;  ///< of one settled: this firm represents them
    friend bool operator==(const claim_disputed&, const claim_disputed&) = default;
};
/// The assignment began or was given another end: its whole new value, computed when deciding.
struct assignment_set {
    assignment value{};
    friend bool operator==(const assignment_set&, const assignment_set&) = default;
};
/// The manager was asked how it goes on that day of it, or what comes after its end.
struct assignment_asked {
    static constexpr std::uint16_t of_end = 0;
    std::uint16_t day = of_end;
    friend bool operator==(const assignment_asked&, const assignment_asked&) = default;
};
/// How it goes; what the concern is, is the event's reason.
struct check_in_said {
    std::uint16_t day = 0;  ///< of the check-in it answers; 0: of none
    bool concern = false;
    friend bool operator==(const check_in_said&, const check_in_said&) = default;
};
/// The client does not want the person again, or does now.
struct return_barred {
    bool lifted = false;
    friend bool operator==(const return_barred&, const return_barred&) = default;
};
/// The client met the person before the supplier put them forward, or did not after all; the proof
/// is the event's reason (DOMAIN.md 3.4).
struct client_known {
    std::optional<instant> contact{};  ///< the last one; nothing when lifted
    bool contested = false;            ///< the account manager is still to decide
    bool lifted = false;
    friend bool operator==(const client_known&, const client_known&) = default;
};

}  // namespace fillrate::domain
