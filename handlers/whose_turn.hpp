// In whose court something is, in one sentence without blame. The party is that of the clocks
// (core/domain/turn.hpp); the sentence names it as far as its readers may know.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/interview_clearance.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/submittal_clearance.hpp"

#include <string>

namespace fillrate::handlers {

[[nodiscard]] std::string whose_turn(const domain::requisition_view& seen);
[[nodiscard]] std::string whose_turn(
    const domain::submittal_view& seen,
    const domain::requisition& req,
    instant now
);
/// `seen` of the interview in `of`; nothing else of it is told.
[[nodiscard]] std::string whose_turn(
    const domain::interview_view& seen,
    const domain::interview_context& of,
    instant now
);
/// A supplier reads of its own heads only.
[[nodiscard]] std::string whose_turn(
    const domain::work_shift& of,
    const domain::requisition& req,
    const domain::clearance& allowed,
    instant now
);
/// Inside the firm.
[[nodiscard]] std::string whose_turn(const domain::opportunity& of, instant now);

/// The reader is a supplier who was taken off it while it goes on.
[[nodiscard]] bool is_closed_for_reader(const domain::requisition_view& seen);

}  // namespace fillrate::handlers
