// A submittal: one candidate put forward by one supplier for one requisition (DOMAIN.md 2, 3.3). A
// value; only apply() changes it.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/must_haves.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/resume.hpp"
#include "core/domain/terms.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

/// One version of the terms offered; a new version supersedes the one before.
struct offer {
    std::uint32_t version = 1;
    std::optional<money> pay{};           ///< hourly to the worker
    std::optional<money> bill{};          ///< hourly to the client
    std::optional<money> salary{};        ///< a year, for direct hires
    std::string start{};                  ///< local date "2026-12-14"
    std::optional<seconds> start_time{};  ///< since local midnight; nothing: when the site opens
    instant extended{};
    friend bool operator==(const offer&, const offer&) = default;
};

/// "How is it going", asked so many days after the first one.
struct check_in {
    std::uint16_t day = 1;
    instant due{};
    bool asked = false;
    bool answered = false;
    bool concern = false;
    author said_by{};
    std::optional<instant> said{};
    friend bool operator==(const check_in&, const check_in&) = default;
};

/// Somebody at work. All instants were computed in the site's zone (core/domain/assignment.hpp).
struct assignment {
    std::string start{};  ///< local date
    std::string end{};    ///< local date, or empty
    std::vector<check_in> check_ins{};
    std::optional<instant> ask_end{};  ///< when its end is spoken of; nothing once it was
    std::uint32_t hours = 0;           ///< worked until the client took them on, as it was said
    std::optional<instant> worried{};  ///< since when a concern stands that nobody has settled
    friend bool operator==(const assignment&, const assignment&) = default;
};

struct submittal {
    // Defined in one place: written out in every unit that moves one, they are most of its code.
    submittal();
    submittal(const submittal&);
    submittal(submittal&&) noexcept;
    submittal& operator=(const submittal&);
    submittal& operator=(submittal&&) noexcept;
    ~submittal();

    submittal_number number{};
    submittal_state state = submittal_state::submitted;
    submittal_state before_end = submittal_state::submitted;  ///< where a revival goes back to
    std::uint32_t events = 0;  ///< how many events it has; the ordinal of its last one

    requisition_number requisition{};
    client_id client{};
    supplier_id supplier{};       ///< empty: our own recruiters
    std::string supplier_name{};  ///< as it was: cards need no second record
    candidate_id candidate{};
    std::vector<std::string> ownerships{};  ///< records of who may represent them, by name
    std::string initials{};                 ///< all that shared places show of a name
    std::vector<std::string> name_keys{};   ///< keyed hashes of the words of the name, per scope:
                                            ///< how somebody who may see them finds them
    domain::category category = domain::category::professional;  ///< of the requisition

    std::optional<money> pay{};            ///< what the supplier asks for, hourly to the worker
    std::optional<money> bill{};           ///< what it asks for, hourly to the client
    std::string available{};               ///< local date, or empty
    std::optional<instant> represented{};  ///< when the candidate consented (RTR)
    bool barred = false;                   ///< the client does not want them again
    bool known = false;                    ///< the client knew them before: nobody has the credit
    bool disputed = false;                 ///< two firms claim them: the account manager decides

    std::optional<must_have_check> musts{};  ///< said when they were last presented

    std::optional<domain::given_resume> resume{};
    std::vector<offer> offers{};
    std::optional<offer> unapproved{};  ///< terms that wait for operations; extended: since when
    instant submitted{};
    std::optional<instant> presented{};
    std::optional<assignment> job{};             ///< from the first day on
    std::optional<instant> missed{};             ///< when it was said that they did not come
    std::optional<instant> selected{};           ///< contact details are shown from here on
    std::optional<instant> ended{};              ///< since when it is in a state without a way on
    std::vector<interview_number> interviews{};  ///< its rounds, the last one last
    std::vector<interview_number> met_in{};      ///< those of them that took place
    std::optional<instant> feedback_in{};  ///< since when the last round's required feedback is in
    std::string reason{};                  ///< of the last rejection, return, withdrawal or end
    std::string words{};                   ///< what of it the supplier reads beside the code
    std::optional<instant>
        hold_until{};  ///< of a maybe with a day: when the manager is asked again
    std::vector<card_place> places{};
    instant entered{};  ///< since when it is in its present state
    author entered_by{};
    instant changed{};
    std::vector<clock> clocks{};        ///< one per kind, of its last cycle
    std::vector<clock_outcome> past{};  ///< what earlier cycles came to
    domain::origin origin{};
    /// Offers that were declined, ran out, or that they withdrew from.
    std::uint32_t offers_lost = 0;

    // Kept by the engine, not by events: the one timer of this aggregate.
    std::uint32_t timer_generation = 0;
    std::optional<instant> timer_due{};

    friend bool operator==(const submittal&, const submittal&) = default;
};

}  // namespace fillrate::domain
