// Who was first, as those are told who come too late (DOMAIN.md 3.3): names for those who may read
// them, else whose step it was.
#pragma once

#include "core/domain/author.hpp"
#include "core/domain/event.hpp"
#include "handlers/handler.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

/// How much of who did something is read.
enum class naming {
    everybody,  ///< inside
    client,     ///< our people and the client's own; of a supplier only that it was one
    own_firm,   ///< a supplier about its own: its people, of the others the side
    supplier    ///< a supplier about what others work on as well: the side, and of no supplier
};

/// What the actor of `ctx` may read of it in this place.
[[nodiscard]] naming naming_for(const context& ctx, const domain::requisition& req);
[[nodiscard]] naming naming_for(const context& ctx, const found_submittal& one);
[[nodiscard]] naming naming_for(const context& ctx, const found_interview& one);

/// Whose step it is that the actor takes in their own name: the client's, of its managers.
[[nodiscard]] domain::party own_side(const context& ctx, const domain::requisition& req);

/// The first name of who did it; of the people of a firm whose name is not read, "the supplier".
[[nodiscard]] std::string shown_actor(const domain::event& what, bool names_firm);

/// "by Robin for Ana Petrov-Lind", "by the client"; empty when nobody is known, or may be named.
[[nodiscard]] std::string by_whom(const context& ctx, const domain::author& who, naming read);
/// "Mon 30 Nov 10:42 CST, by Robin"
[[nodiscard]] std::string when_by_whom(
    const context& ctx,
    instant at,
    const std::string& zone,
    const domain::author& who,
    naming read
);
/// " since Mon 30 Nov 10:42 CST, by Robin".
[[nodiscard]] std::string since_by_whom(
    const context& ctx,
    instant at,
    const std::string& zone,
    const domain::author& who,
    naming read
);

/// The same of the state it is in.
[[nodiscard]] std::string since_by_whom(const context& ctx, const domain::requisition& req);
[[nodiscard]] std::string since_by_whom(const context& ctx, const found_submittal& one);
[[nodiscard]] std::string since_by_whom(const context& ctx, const found_interview& one);
/// Of one that was planned.
[[nodiscard]] std::string since_by_whom(const context& ctx, const found_shift& one);

}  // namespace fillrate::handlers
