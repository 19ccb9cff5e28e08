// Requisitions as rows, each cut to what the asker may see of it here.
#pragma once

#include "handlers/subject.hpp"

#include <string>

namespace fillrate::handlers {

/// Heading first; requisitions that may not be shown here leave no row.
[[nodiscard]] chat::table requisition_table(
    const context& ctx,
    const found_requisitions& all,
    std::string caption
);

/// "Coverage due Mon 30 Nov 17:00 GMT, in 3 h", or whose turn it is.
[[nodiscard]] std::string next_of(const domain::requisition_view& seen, instant now);

}  // namespace fillrate::handlers
