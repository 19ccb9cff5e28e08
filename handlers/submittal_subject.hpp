// Which submittals a command is about, and whether the actor may do it to them now.
#pragma once

#include "core/domain/submittal_clearance.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// One submittal with what it hangs on; pointers into the snapshot.
struct found_submittal {
    const domain::submittal* sub = nullptr;
    const domain::requisition* req = nullptr;
    const domain::client* client = nullptr;
    const domain::candidate* who = nullptr;    ///< null once erased
    const domain::interview* round = nullptr;  ///< the last one, if any

    [[nodiscard]] bool shows_suppliers() const {
        return client != nullptr && client->shows_supplier_names;
    }
};
using submittals = std::vector<found_submittal>;

/// The submittals named (or implied by the thread), all known to the actor and shown in this place;
/// else what to answer or load.
[[nodiscard]] std::variant<submittals, outcome> find_submittals(
    const context& ctx,
    const snapshot& seen
);
/// Those of the names that this person may see here; or what to load first.
[[nodiscard]] std::variant<submittals, need> visible_submittals(
    const context& ctx,
    const snapshot& seen,
    const std::vector<std::string>& names
);

/// What one line about each of them needs, without the interviews: requisition and candidate;
/// nothing when all is loaded.
[[nodiscard]] std::optional<need> missing_for_lines(
    const snapshot& seen,
    const std::vector<const domain::submittal*>& subs
);

/// What those inside, or one person, may see of it today, whatever they could see when a message
/// was queued; the person's record has to be loaded. Other readers see nothing.
[[nodiscard]] domain::submittal_clearance clear_readers(
    const domain::submittal& sub,
    const domain::requisition& req,
    const snapshot& seen,
    const domain::binding& readers,
    instant now
);

/// Nothing when the actor may do it and the state allows it; else the refusal. A pressed button
/// whose act is already done is answered so, with the present card.
[[nodiscard]] std::optional<outcome> refuse_step(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    domain::submittal_verb what
);

}  // namespace fillrate::handlers
