// The rates of a requisition as its readers may see them (DOMAIN.md 9).
#pragma once

#include "core/chat/message.hpp"
#include "core/domain/clearance.hpp"

namespace fillrate::handlers {

/// Pay, bill, what it may cost at most, salary and fee; the markup for whoever runs the account.
void add_rates(chat::field_list& list, const domain::requisition_view& v);

}  // namespace fillrate::handlers
