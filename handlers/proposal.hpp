// Somebody about to be put forward, as a line or form says it, and what has to be known of them
// first.
#pragma once

#include "core/domain/candidate.hpp"
#include "handlers/handler.hpp"
#include "handlers/representation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// Everything the line or form says.
struct proposal {
    supplier_id supplier{};  ///< empty: our own recruiters
    std::string supplier_name{};
    bool on_behalf = false;
    domain::candidate who{};
    person_keys keys{};
    std::optional<domain::money> pay{}, bill{};
    std::string available{};
    std::optional<instant> consent{};
    std::optional<domain::given_resume> resume{};
    bool at_once = false;  ///< the policy sends who lacks nothing to the manager
};

/// A firm that speaks for itself gets few neutral answers a day (handlers/probing.hpp).
[[nodiscard]] bool is_guarded(const proposal& made);

/// The claims of other firms to the person, which a consent is held against, by record name.
[[nodiscard]] std::vector<std::string> claimed_elsewhere(
    const snapshot& seen,
    const domain::requisition& req,
    const proposal& made
);

/// First the hashes and what is known by name, none of it of the person; nothing when all is there.
[[nodiscard]] std::optional<need> missing_by_name(
    const snapshot& seen,
    const domain::requisition& req,
    const proposal& made
);
/// Then the records that the hashes name; then who else has put the person forward.
[[nodiscard]] std::optional<need> missing_for(
    const snapshot& seen,
    const domain::requisition& req,
    const proposal& made
);

}  // namespace fillrate::handlers
