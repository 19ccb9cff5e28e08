// In whose name a step of a candidate is taken (DOMAIN.md 0, 3.3).
#pragma once

#include "handlers/behalf.hpp"
#include "handlers/submittal_steps.hpp"
#include "handlers/submittal_subject.hpp"

#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// Ours, though the same word is the manager's later: nobody has presented them yet.
[[nodiscard]] bool is_screening(const domain::submittal& sub, const step_rule& rule);
/// Who may be named for the step: whose it is; some are said by either side.
[[nodiscard]] spoken_for sides_of(const found_submittal& one, const step_rule& rule);

/// The shown name of each of them, empty where the actor speaks for themselves; else as
/// read_on_behalf.
[[nodiscard]] std::variant<std::vector<std::string>, outcome> read_behalves(
    const context& ctx,
    const snapshot& seen,
    const submittals& all,
    const step_rule& rule
);

}  // namespace fillrate::handlers
