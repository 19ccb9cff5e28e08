// Feedback that is still wanted when somebody decides: said, never a block (DOMAIN.md 0, 3.3).
#pragma once

#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <string>

namespace fillrate::handlers {

/// Whether the last round took place, and less of its feedback is in or waived than is wanted.
[[nodiscard]] bool lacks_feedback(const found_submittal& one, instant now);

/// " Feedback of Raj Okafor-Bell on I-51 is still missing: ...", with the lines that write it down
/// or waive it; empty when it lacks none, or the panel is not read in this place.
[[nodiscard]] std::string missing_feedback_text(const context& ctx, const found_submittal& one);

}  // namespace fillrate::handlers
