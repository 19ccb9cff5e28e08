// What amounts are held against: the most a supplier may ask, and what the client agreed to
// (DOMAIN.md 0, 3.3 "rate <= max or flagged").
#pragma once

#include "core/domain/event.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/submittal.hpp"
#include "handlers/terms_form.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

/// Of one version of an offer.
[[nodiscard]] domain::offer_made terms_of(const domain::offer& version);

/// The ceiling that a supplier asks more than, "61.00 USD/h"; nothing when within it. It is held
/// against one rate: the bill of a professional where one is asked, else the pay.
[[nodiscard]] std::optional<std::string> ceiling_of_asked(
    const domain::requisition& req,
    const given_rates& asked
);
/// What an offer is over, "61.00 USD/h" or "bill 70.00 USD/h"; nothing when within it. Each amount
/// is held against its own: the pay against `max:`, or `pay:` without one; the bill against
/// `bill:`, for a professional `max:` without one; the salary against `salary:`.
[[nodiscard]] std::optional<std::string> ceiling_of_offer(
    const domain::requisition& req,
    const domain::offer_made& terms
);

}  // namespace fillrate::handlers
