// The closed vocabularies of the domain (DOMAIN.md 2, 3): states, kinds, parties, roles.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace fillrate::domain {

enum class requisition_state { draft, intake, qualified, open, on_hold, filled, closed, cancelled };
enum class opening_state { open, reserved, filled, cancelled, ended };
/// Of one candidate's way through a requisition (DOMAIN.md 3.3 and 0).
enum class submittal_state {
    submitted,
    duplicate,
    returned,
    screen_rejected,
    presented,
    held,
    shortlisted,
    interviewing,
    selected,
    offer_extended,
    offer_accepted,
    offer_declined,
    offer_expired,
    rescinded,
    cleared,
    started,
    ended,
    converted,
    fell_off,
    rejected,
    withdrawn,
    not_selected
};
/// What can be done to an existing submittal.
enum class submittal_verb {
    present,
    send_back,  ///< "return"
    resubmit,
    lose,   ///< another supplier's earlier consent won
    award,  ///< the account manager decided the dispute for it
    shortlist,
    hold,
    interview,
    select,
    reject,
    offer,
    accept,
    decline,
    expire,
    rescind,
    clear,
    start,
    no_show,
    end,
    convert,
    withdraw,
    pass_over,  ///< the requisition ended without it
    revive,
    ask_again,  ///< the day of a maybe has come
    move_start  ///< "move": another first day was agreed
};
enum class category { professional, light_industrial };
enum class engagement { temp, contract, temp_to_hire, direct };
enum class priority { p1, p2, p3 };
/// In whose court a clock is.
enum class party { program, supplier, client, candidate };
enum class role {
    account_manager,
    recruiter,
    hiring_manager,
    supplier_contact,
    operations,
    administrator
};

/// Clocks of DOMAIN.md 4.2, in the order of a requisition's life.
enum class clock_kind {
    intake,
    coverage,
    first_submittal,
    slate,
    screen,
    review,
    scheduling,
    interview,  ///< requested until held
    feedback,
    decision,
    offer,
    fill,
    start,
    backfill
};
enum class clock_state { running, paused, met, cancelled };
/// Who hears of a clock (DOMAIN.md 0, noise): its owner in person, the lists of the day, nobody.
enum class clock_alert { dm, digest, off };

// Each has a stable lower-case word, used in records, in the grammar and on cards. from_word
// refuses anything else.
[[nodiscard]] std::string_view word(requisition_state s) noexcept;
[[nodiscard]] std::string_view word(opening_state s) noexcept;
[[nodiscard]] std::string_view word(submittal_state s) noexcept;
[[nodiscard]] std::string_view word(submittal_verb v) noexcept;  ///< as typed: "return"
[[nodiscard]] std::string_view word(category c) noexcept;
[[nodiscard]] std::string_view word(engagement e) noexcept;
[[nodiscard]] std::string_view word(priority p) noexcept;  ///< "P1"
[[nodiscard]] std::string_view word(party p) noexcept;
[[nodiscard]] std::string_view word(role r) noexcept;
[[nodiscard]] std::string_view word(clock_kind k) noexcept;  ///< "COV"
[[nodiscard]] std::string_view word(clock_state s) noexcept;
[[nodiscard]] std::string_view word(clock_alert a) noexcept;

/// Of a requisition that names none: temporary in light industrial, else a contract.
[[nodiscard]] engagement usual_engagement(category of) noexcept;

template <class Enum>
[[nodiscard]] std::optional<Enum> from_word(std::string_view text) noexcept;

}  // namespace fillrate::domain
