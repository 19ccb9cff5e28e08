// What the tests of the domain share: readable instants, a requisition in any state, short events.
#pragma once

#include "core/domain/clearance.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/event.hpp"
#include "core/domain/policy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain::testing {

/// "2026-11-30 09:00" (or with :SS) in Chicago.
[[nodiscard]] instant chicago(std::string_view local);
/// Mon-Fri 08-17 Chicago; Thanksgiving 2026 off, and the Friday after it if asked.
[[nodiscard]] calendar chicago_calendar(bool friday_closed = false);
/// A coverage target of so many working hours at P2.
[[nodiscard]] policy hours_policy(int hours);

/// A coverage clock of a P2 requisition, on "chicago@1".
[[nodiscard]] clock coverage_clock(
    const policy& chosen,
    const calendar& on,
    instant at,
    std::span<const clock> before = {}
);

[[nodiscard]] event happened(payload data, instant at = {}, std::string reason = {});
[[nodiscard]] requisition after(requisition req, const std::vector<payload>& what);

/// REQ-104 of client acorn, site phoenix, four openings, owner robin, hiring manager ana.
[[nodiscard]] requisition_created creation();
/// Led there by events; from open on released to northlight and quillfeather. Filled only through
/// its openings, since nothing fills them yet.
[[nodiscard]] requisition in_state(requisition_state wanted);
[[nodiscard]] coverage asked(std::string supplier);

[[nodiscard]] actor with_roles(std::string id, std::vector<grant> grants);
[[nodiscard]] actor robin();  ///< account manager of acorn
[[nodiscard]] actor rex();    ///< recruiter for acorn
[[nodiscard]] actor ana();    ///< hiring manager of the fixture
[[nodiscard]] actor north();  ///< contact of northlight
[[nodiscard]] actor dana();   ///< operations
[[nodiscard]] actor sam();    ///< administrator

inline constexpr requisition_state every_state[] = {
    requisition_state::draft,
    requisition_state::intake,
    requisition_state::qualified,
    requisition_state::open,
    requisition_state::on_hold,
    requisition_state::filled,
    requisition_state::closed,
    requisition_state::cancelled};

}  // namespace fillrate::domain::testing
