// Who may see which field (DOMAIN.md 9). Templates only get a view, so a field that was not cleared
// cannot be shown.
#pragma once

#include "core/base/strong.hpp"
#include "core/domain/directory.hpp"
#include "core/domain/requisition.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

/// The person acting, as the gate sees them.
struct actor {
    person_id id{};
    std::string name{};
    std::vector<grant> grants{};
    std::vector<person_id> stands_in_for{};  ///< at this moment, and as far as their roles reach

    [[nodiscard]] bool known() const noexcept { return !id.empty(); }
    [[nodiscard]] bool has(role r) const noexcept;
    /// The supplier a contact speaks for; empty otherwise.
    [[nodiscard]] supplier_id supplier() const;
    friend bool operator==(const actor&, const actor&) = default;
};

/// That person as they are at that instant.
[[nodiscard]] actor acting(const person& who, instant now);

/// Everything that may be looked at one by one.
struct clearance {
    bool core = false;  ///< title, client, site, state, openings, start
    bool pay = false;
    bool bill = false;
    bool max_rate = false;
    bool supplier_names = false;  ///< other suppliers, by name and count
    supplier_id only_supplier{};  ///< set: sees this supplier's answer and no other
    bool program_clocks = false;
    bool client_clocks = false;
    bool notes = false;
    bool owner_actions = false;  ///< buttons of the account manager
    bool hiring_manager_actions = false;
    bool supplier_actions = false;

    friend bool operator==(const clearance&, const clearance&) = default;
};

/// What this person may see of it, in a place read by `readers`: the lower of the two.
[[nodiscard]] clearance clear(
    const requisition& req,
    const actor& who,
    const binding& readers,
    bool client_shows_suppliers
);

/// What everybody who reads the place may see of it (cards and notices in channels).
[[nodiscard]] clearance clear(
    const requisition& req,
    const binding& readers,
    bool client_shows_suppliers
);

/// A requisition with everything uncleared left out.
struct requisition_view {
    requisition_number number{};
    requisition_state state = requisition_state::draft;
    std::string title, client_name, site_name, zone, currency, start, shift, must_haves, owner_name,
        hiring_manager_name, reason;
    domain::category category = domain::category::professional;
    domain::engagement engagement = domain::engagement::contract;
    domain::priority priority = domain::priority::p2;
    std::uint32_t cycle = 1;
    std::uint32_t openings = 0, openings_open = 0, openings_filled = 0;
    std::optional<money> pay{}, bill{}, max{}, salary{}, fee{};
    /// What the client counts a markup in percent of, pay or bill: for whoever runs the account.
    std::optional<bool> markup_of_bill{};
    std::optional<std::vector<coverage>> suppliers{};  ///< none: may not know
    std::optional<coverage> own_answer{};
    std::vector<question> questions{};  ///< for suppliers: told answers, without who asked
    domain::slate slate{};              ///< candidates in play; for the client those before it
    std::optional<party> turn{};        ///< by that slate; none: nobody has to act
    std::vector<clock> clocks{};
    std::optional<instant> hold_until{};
    std::optional<std::uint8_t> checklist{};
    std::string waived{};
    instant changed{};
    clearance allowed{};
    std::uint32_t openings_frozen = 0;  ///< of those open
    std::uint32_t replacing = 0;        ///< so many are to come, and nobody else
    std::optional<party> meanwhile{};   ///< then whose turn it is about those in play
    std::uint64_t heads_to_come = 0;    ///< committed and not started yet: for the program
};

/// What suppliers read as the most they may ask, per hour: `max:`. Light industrial is ordered by
/// pay rate: without a ceiling of its own that is it.
[[nodiscard]] std::optional<money> supplier_ceiling(const requisition& req) noexcept;
/// `now`: suppliers read the answers told by then, without it none.
[[nodiscard]] requisition_view view(
    const requisition& req,
    const clearance& allowed,
    instant now = instant{}
);

/// Whether a grant of that role reaches this requisition.
[[nodiscard]] bool has_role_on(const requisition& req, const actor& who, role wanted);
/// Whether the requisition exists for this person at all; forbidden and absent answer alike (N099).
[[nodiscard]] bool may_know(const requisition& req, const actor& who);

/// The gate table of the requisition noun (DOMAIN.md 3.1, 9).
enum class permission {
    create,
    read,
    edit,
    intake,
    release,
    answer_for_supplier,
    take,
    hold,
    resume,
    end,
    reopen,
    reassign,
    note,
    acknowledge,
    attend,
    staff,  ///< plan, count and call off its shifts
    excuse,
    force  ///< end it although an offer is out
};
[[nodiscard]] bool may(permission what, const requisition& req, const actor& who);
/// For create: on a client.
[[nodiscard]] bool may_create(const client_id& client, const actor& who);

}  // namespace fillrate::domain
