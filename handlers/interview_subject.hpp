// Which interview a command is about, and whether the actor may do it to it now.
#pragma once

#include "core/domain/interview_clearance.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// One interview with what it hangs on; pointers into the snapshot.
struct found_interview {
    const domain::interview* iv = nullptr;
    const domain::submittal* sub = nullptr;
    const domain::requisition* req = nullptr;
    const domain::client* client = nullptr;
    const domain::candidate* who = nullptr;  ///< null once erased

    [[nodiscard]] bool complete() const {
        return iv != nullptr && sub != nullptr && req != nullptr;
    }
    /// Only of a complete one.
    [[nodiscard]] domain::interview_context context() const { return {*iv, *sub, *req}; }
    [[nodiscard]] bool shows_suppliers() const {
        return client != nullptr && client->shows_supplier_names;
    }
};

/// What to load before the interview of that name can be looked at; nothing when all is there.
[[nodiscard]] std::optional<need> missing_for_interview(
    const snapshot& seen,
    const std::string& name
);
[[nodiscard]] found_interview interview_in(const snapshot& seen, const std::string& name);

/// Those of the names that this person may see here; or what to load first.
[[nodiscard]] std::variant<std::vector<found_interview>, need> visible_interviews(
    const context& ctx,
    const snapshot& seen,
    const std::vector<std::string>& names
);
/// The one named (or implied by the thread), known to the actor and shown in this place; else what
/// to answer or load.
[[nodiscard]] std::variant<found_interview, outcome> find_interview(
    const context& ctx,
    const snapshot& seen
);

/// Nothing when the actor may do it and the state allows it; else the refusal. A pressed button
/// whose act is already done is answered so, with the present card.
[[nodiscard]] std::optional<outcome> refuse_step(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one,
    domain::interview_verb what
);

}  // namespace fillrate::handlers
