// What an act that is logged later is about: whose history it has to fit into, and by whose clock
// its moment is told (DOMAIN.md 4.1).
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// A subject of an act.
struct act_subject {
    std::string name{};   ///< empty: the act makes it
    std::string typed{};  ///< "104", "S-311"
    std::string zone{};
    client_id client{};
    const domain::requisition* req = nullptr;  ///< null: an opportunity, or the act makes it
    site_id site{};                            ///< of one that the act makes
    domain::category category = domain::category::professional;
};
using act_subjects = std::vector<act_subject>;

/// Of acts of requisitions, candidates, interviews, opportunities and shifts, in the order of the
/// line; else what to load or to answer.
[[nodiscard]] std::variant<act_subjects, outcome> subjects_of_act(
    const context& ctx,
    const snapshot& seen
);
/// `req new`, `opp add`.
[[nodiscard]] bool makes_its_subject(const chat::command& line);
/// What such an act makes, which has no record yet; nothing when it makes none.
[[nodiscard]] std::optional<act_subject> subject_made(const decision& by);

}  // namespace fillrate::handlers
