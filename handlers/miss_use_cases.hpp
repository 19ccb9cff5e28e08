// The use cases of a missed due time, by its number (DOMAIN.md 7.1); routes.cpp names them in its
// table.
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// `B-9`
[[nodiscard]] outcome miss_show(const context&, const snapshot&, domain::policy_book&);
/// `B-9 ack eta:3pm`
[[nodiscard]] outcome miss_acknowledge(const context&, const snapshot&, domain::policy_book&);
/// `B-9 wait until:"dec 7" "..."`
[[nodiscard]] outcome miss_wait(const context&, const snapshot&, domain::policy_book&);
/// `B-9 excuse client_request`
[[nodiscard]] outcome miss_excuse(const context&, const snapshot&, domain::policy_book&);
/// `B-9 why`: the clocks of what it is of.
[[nodiscard]] outcome miss_why(const context&, const snapshot&, domain::policy_book&);

}  // namespace fillrate::handlers
