// A requisition: a client's approved need for one role (DOMAIN.md 2, 3.1, 3.2). A value; only
// apply() changes it.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/author.hpp"
#include "core/domain/binding.hpp"
#include "core/domain/origin.hpp"
#include "core/domain/question.hpp"
#include "core/domain/terms.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

/// Minor units of the site's currency, per hour for rates.
using money = std::int64_t;

/// One seat of a requisition.
struct opening {
    opening_state state = opening_state::open;
    instant added{};
    submittal_number submittal{};    ///< for whom it is reserved, or who fills it
    submittal_number backfill_of{};  ///< who fell off or left, when it replaces somebody
    bool after_no_show = false;      ///< replaces somebody without a name who did not come, or left
    std::uint32_t batch = 0;         ///< its FILL or BACKFILL clock; 0 before the first release
    std::string reason{};            ///< code: why who filled it left; who is counted too
    std::optional<instant> taken{};  ///< when the offer was accepted, or who is counted began
    std::optional<instant> began{};  ///< the first day of who fills it
    bool asked_again = false;  ///< cancelled, yet wanted once more when the requisition reopened
    bool frozen = false;       ///< open, yet the client fills it later: its FILL clock waits
    author taken_by{};         ///< who accepted the offer, or counted who began
    std::uint32_t kept_batch = 0;  ///< whose clock was kept by who fell off since; 0: of none
    friend bool operator==(const opening&, const opening&) = default;
};

/// A supplier's answer to a released requisition.
struct coverage {
    supplier_id supplier{};
    std::string name{};  ///< as it was when released: cards need no second record
    enum class answer { asked, accepted, declined, removed };
    answer said = answer::asked;
    std::uint32_t heads = 0;  ///< light industrial: committed heads
    std::string reason{};     ///< decline reason code, or why it was taken off
    instant at{};
    instant asked{};               ///< when it was first asked, once `at` is of something later
    std::uint32_t live = 0;        ///< of their submittals; what a cap is held against
    std::uint32_t submitted = 0;   ///< of their submittals, whatever became of them
    std::uint32_t most_heads = 0;  ///< ever committed, whatever became of them
    author said_by{};              ///< who gave the answer
    friend bool operator==(const coverage&, const coverage&) = default;
};

/// Declined, or taken off: works it no more, yet may be asked again.
[[nodiscard]] constexpr bool is_out(const coverage& of) noexcept {
    return of.said == coverage::answer::declined || of.said == coverage::answer::removed;
}

/// Why a miss is not held against anybody: a mark beside the breach, which stays (DOMAIN.md five
/// decisions, 4).
struct excuse {
    std::string by{};  ///< shown name
    std::string reason{};
    instant at{};
    friend bool operator==(const excuse&, const excuse&) = default;
};

/// A running measure of working time against a target (DOMAIN.md 4.1). All instants were computed
/// on `calendar`.
struct clock {
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;  ///< of the openings it is for (FILL, BACKFILL); else 0
    std::uint32_t cycle = 1;
    domain::party party = domain::party::program;
    clock_state state = clock_state::running;
    std::string policy{};    ///< "default@1"
    std::string calendar{};  ///< "acorn-chicago@1"
    seconds target{0};
    seconds elapsed{0};  ///< working time of finished segments
    instant started{};   ///< of the cycle
    instant since{};     ///< start of the running segment, or of the pause
    instant
        due{};  ///< while running; while paused, as it was; zero once stopped, like the two below
    instant warn_at{};  ///< 75 % point
    instant urge_at{};  ///< 90 % point
    /// Before the 75 % point: it is due soon after opening, so it is said before the close before.
    std::optional<instant> warn_by{};
    std::uint8_t warned = 0;                   ///< 0, 75 or 90
    std::optional<instant> breached{};         ///< latched (DOMAIN.md five decisions, 4)
    std::optional<instant> stopped{};          ///< met or cancelled
    person_id acknowledged_by{};               ///< "On it"
    std::optional<instant> eta{};              ///< silences until then
    std::optional<excuse> excused{};           ///< of the breach
    std::optional<excuse> explained{};         ///< why it was missed, as its owner says
    std::optional<domain::party> missed_by{};  ///< in whose court it was when it fell due
    std::uint32_t openings = 0;  ///< of its batch, taken before it fell due: what it was kept for
    std::uint32_t unfilled = 0;  ///< of its batch, when it fell due
    /// Of FILL, which is ours to keep: whose turn it is meanwhile (DOMAIN.md 4.2).
    domain::party turn = domain::party::program;
    std::optional<clock_alert> alert{};  ///< as its policy says; nothing: as is usual for its kind
    std::optional<excuse> waits{};  ///< why nothing can be done before `eta`; the clock runs on
    miss_number missed{};           ///< of the breach; empty: kept before misses had numbers
    std::uint32_t fell_off = 0;     ///< of `openings`, who did not come after all; it stays kept
    friend bool operator==(const clock&, const clock&) = default;
};

/// What a cycle of a clock came to: a miss counts when it was due and stays one (DOMAIN.md 4.6).
struct clock_outcome {
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;
    std::uint32_t cycle = 1;
    domain::party party = domain::party::program;  ///< in whose court it was then
    instant at{};
    std::uint32_t met = 0;  ///< openings, for clocks of a batch; else one of the two is 1
    std::uint32_t missed = 0;
    bool excused = false;
    std::string excused_for{};  ///< the reason's code; empty where none was kept
    miss_number number{};       ///< of the miss
    friend bool operator==(const clock_outcome&, const clock_outcome&) = default;
};

/// Who began on a day and was counted, not named (DOMAIN.md 0, light industrial).
struct counted_start {
    instant day{};           ///< midnight UTC
    supplier_id supplier{};  ///< whose heads they all were; empty: of several, or of nobody
    std::uint32_t present = 0;
    std::uint32_t no_show = 0;
    friend bool operator==(const counted_start&, const counted_start&) = default;
};

/// A conversation that shows the requisition's living card.
struct card_place {
    conversation_id conversation{};
    binding readers{};  ///< as bound when the card was placed; checked again before every send
    friend bool operator==(const card_place&, const card_place&) = default;
};

/// What intake must settle before release (DOMAIN.md 2, "Qualified req").
enum class intake_item {
    must_haves,
    rate,
    shift_location,
    interview_plan,
    decision_maker,
    target_start,
    openings
};
inline constexpr std::uint8_t whole_checklist = 0x7F;

/// How many candidates are in play; kept here so that caps and coverage need no list.
struct slate {
    std::uint32_t live = 0;
    std::uint32_t before_client = 0;
    std::uint32_t to_screen = 0;  ///< submitted, whether they consented (RTR) or not
    std::uint32_t to_review = 0;  ///< presented: the manager has not said a word yet
    std::uint32_t to_offer = 0;   ///< selected: we have not made them an offer yet
    std::uint32_t offered = 0;    ///< they have not answered an offer yet
    /// Of those to screen whose consent is missing: nobody looks at them before their supplier has
    /// it.
    std::vector<submittal_number> without_consent{};
    /// Of those to offer: operations decide on the terms.
    std::vector<submittal_number> unapproved{};
    friend bool operator==(const slate&, const slate&) = default;
};

/// What its manager asked the owner for and nobody has answered (DOMAIN.md 0, "[Filled elsewhere /
/// cancel] asks the AM"). The last one stands.
struct owner_wish {
    std::uint32_t openings = 0;  ///< so many in all; 0 and neither of the next: that it ends
    std::optional<std::uint32_t> frozen{};        ///< so many of the open ones are to wait
    std::optional<std::uint32_t> replacements{};  ///< only so many are still sought
    bool cancels = false;                         ///< of an end: cancelled, not closed
    std::string by{};                             ///< shown name
    std::string reason{};
    instant at{};
    friend bool operator==(const owner_wish&, const owner_wish&) = default;
};

struct requisition {
    // Defined in one place: written out in every unit that moves one, they are most of its code.
    requisition();
    requisition(const requisition&);
    requisition(requisition&&) noexcept;
    requisition& operator=(const requisition&);
    requisition& operator=(requisition&&) noexcept;
    ~requisition();

    requisition_number number{};
    requisition_state state = requisition_state::draft;
    requisition_state before_hold = requisition_state::draft;  ///< where resume goes back to
    std::uint32_t cycle = 1;
    std::uint32_t events = 0;  ///< how many events it has; the ordinal of its last one

    client_id client{};
    std::string client_name{};
    site_id site{};
    std::string site_name{};
    std::string zone{};      ///< the site's IANA zone
    std::string currency{};  ///< ISO 4217 of the site

    std::string title{};
    domain::category category = domain::category::professional;
    domain::engagement engagement = domain::engagement::contract;
    domain::priority priority = domain::priority::p2;
    std::vector<opening> openings{};
    std::optional<money> pay{};   ///< hourly to the worker
    std::optional<money> bill{};  ///< hourly to the client
    std::optional<money> max{};   ///< what suppliers see as the ceiling
    std::optional<money> salary{};
    std::optional<money> fee{};
    std::string must_haves{};
    std::string shift{};
    std::string start{};  ///< local date "2026-12-07", or empty

    person_id owner{};
    std::string owner_name{};
    person_id hiring_manager{};
    std::string hiring_manager_name{};

    std::uint8_t checklist = 0;  ///< bits by intake_item
    std::string waived{};        ///< reason, when qualified without the whole checklist
    std::vector<coverage> suppliers{};
    bool internal_recruiter =
        false;               ///< an internal recruiter took it: counts for COV (DOMAIN.md 0)
    std::uint32_t tier = 0;  ///< the last tier it was released to as a whole
    domain::slate slate{};
    std::vector<clock>
        clocks{};  ///< one per kind and batch, of its last cycle; earlier ones are in the history
    std::vector<clock_outcome> past{};    ///< what those came to
    std::vector<counted_start> starts{};  ///< one per day and supplier, of the last ones
    std::vector<card_place> places{};
    std::vector<question> questions{};  ///< the oldest first
    std::optional<owner_wish> wish{};   ///< until the owner did it or keeps all as it is

    std::string reason{};  ///< of the present hold, return, close or cancel
    std::optional<instant> hold_until{};
    std::optional<instant> ask_hold{};  ///< when a hold has lasted so long that its owner is asked
    instant created{};
    std::optional<instant> released{};  ///< when this cycle began
    /// When a candidate was first shown to the client, in this cycle or the one before.
    std::optional<instant> presented{};
    std::optional<instant> sought{};   ///< likewise, or since must-haves changed: SLATE begins anew
    std::optional<instant> entered{};  ///< since when it is in its present state
    author entered_by{};
    instant changed{};
    std::optional<instant> ended{};  ///< filled, closed or cancelled
    domain::origin origin{};
    bool returned = false;  ///< from intake, and nobody came back to it yet

    // Kept by the engine, not by events: the one timer of this aggregate.
    std::uint32_t timer_generation = 0;
    std::optional<instant> timer_due{};

    friend bool operator==(const requisition&, const requisition&) = default;
};

}  // namespace fillrate::domain
