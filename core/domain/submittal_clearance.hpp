// Who may see which part of a submittal, and who may move it (DOMAIN.md 9, 3.3). Templates only get
// a view, so a field that was not cleared cannot be shown.
#pragma once

#include "core/domain/candidate.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/submittal.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/turn.hpp"

#include <optional>
#include <string>

namespace fillrate::domain {

struct submittal_clearance {
    bool core = false;  ///< code, initials, state, dates
    bool name = false;  ///< never in a channel (DOMAIN.md, decision 5)
    bool contact = false;
    bool about = false;
    bool resume = false;  ///< may open it; it is shown privately wherever it is asked for
    bool pay = false;
    bool bill = false;
    bool supplier_name = false;
    bool ownership = false;     ///< consent and disputes
    bool audit = false;         ///< who opened what
    bool free_reasons = false;  ///< free text of reasons; codes go to everybody who sees the core
    bool screening = false;     ///< buttons of account manager and recruiter
    bool deciding = false;      ///< buttons of the hiring manager
    bool supplying = false;     ///< buttons of the supplier

    friend bool operator==(const submittal_clearance&, const submittal_clearance&) = default;
};

/// What this person may see in a place read by `readers`: the lower of the two.
[[nodiscard]] submittal_clearance clear(
    const submittal& sub,
    const requisition& req,
    const actor& who,
    const binding& readers,
    bool client_shows_suppliers
);
/// What everybody who reads the place may see.
[[nodiscard]] submittal_clearance clear(
    const submittal& sub,
    const requisition& req,
    const binding& readers,
    bool client_shows_suppliers
);

/// The same by the setting of the client, which may be null: whether its managers may reach whom
/// they were presented, or only whom they selected (DOMAIN.md 0).
[[nodiscard]] submittal_clearance with_setting(submittal_clearance allowed, const client* of);

struct submittal_view {
    submittal_number number{};
    submittal_state state = submittal_state::submitted;
    std::string shown_name{};  ///< the name, or the initials
    std::string supplier_name{}, email{}, phone{}, about{}, available{}, reason{};
    std::string at_work{};  ///< "2026-12-14 to 2027-03-31"
    std::optional<money> pay{}, bill{};
    std::optional<instant> represented{};
    std::optional<instant> hold_until{};  ///< of a maybe with a day
    bool missed = false;                  ///< they did not come on the first day
    bool met = false;                     ///< an interview with them took place
    bool disputed = false;
    bool in_check = false;  ///< who represents them is decided first: those who choose cannot yet
    bool barred = false;
    bool known = false;
    std::optional<must_have_check> musts{};
    bool has_resume = false;  ///< and these readers may open it
    bool editable = false;    ///< by these readers, who put them forward
    candidate_facts facts{};  ///< whose turn it is, as far as these readers may know
    std::optional<offer> last_offer{};
    std::optional<offer> unapproved{};   ///< terms that wait for operations, inside only
    std::string starts_on{};             ///< the agreed local date, until the first day
    std::optional<seconds> starts_at{};  ///< of that day
    instant submitted{};
    std::optional<instant> presented{};
    instant changed{};
    submittal_clearance allowed{};
};

/// `who` may be null: then only initials are known.
[[nodiscard]] submittal_view view(
    const submittal& sub,
    const candidate* who,
    const submittal_clearance& allowed
);

/// Whether the submittal exists for this person at all; forbidden and absent answer alike (N099).
[[nodiscard]] bool may_know(const submittal& sub, const requisition& req, const actor& who);
/// Operations may everything but follow, which is the engine's.
[[nodiscard]] bool may(
    submittal_permission what,
    const submittal& sub,
    const requisition& req,
    const actor& who
);
/// Whether the person may give the resume: who may put them forward, for the supplier it came from.
[[nodiscard]] bool may_give_resume(const submittal& sub, const requisition& req, const actor& who);
/// Whether the person puts candidates forward for the requisition, for that supplier (empty: our
/// own recruiters).
[[nodiscard]] bool may_submit(
    const requisition& req,
    const supplier_id& supplier,
    const actor& who
);

}  // namespace fillrate::domain
