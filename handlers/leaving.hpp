// What becomes of the opening of somebody who leaves or never came (DOMAIN.md 3.2).
#pragma once

#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

/// Nobody looks for people any more; a filled one would look again.
[[nodiscard]] bool looks_no_more(const domain::requisition& req);

/// The step takes them from an opening before they have started.
[[nodiscard]] bool falls_off(const domain::submittal& sub, domain::submittal_verb what);

/// Who leaves within the guarantee leaves an opening to fill again, while somebody still looks.
[[nodiscard]] bool is_replaced(
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one,
    domain::submittal_verb what,
    const std::string& reason
);

/// Where nobody looks any more a gap is the owner's to judge.
[[nodiscard]] bool leaves_unreplaced(
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one,
    domain::submittal_verb what,
    const std::string& reason
);

/// The code under which the opening of who goes is ended; nothing of any other step.
[[nodiscard]] std::optional<std::string> end_code(
    domain::submittal_verb what,
    const std::string& reason
);

}  // namespace fillrate::handlers
