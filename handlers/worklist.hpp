// Which requisitions somebody is shown when they name none: the lists of their roles.
#pragma once

#include "handlers/subject.hpp"

#include <variant>
#include <vector>

namespace fillrate::handlers {

enum class list_scope { open, mine, late };

/// The lists to read for this person; several when they look after several clients.
[[nodiscard]] std::vector<index_page> lists_for(
    const domain::actor& who,
    list_scope scope,
    std::uint32_t offset,
    std::uint32_t limit
);

/// Their first entries, of several lists together at most as many as of one.
[[nodiscard]] std::vector<index_page> shared_lists_for(
    const domain::actor& who,
    list_scope scope,
    std::uint32_t together
);

[[nodiscard]] bool stands_in_for(const domain::actor& who, const person_id& absent);
/// ", for Robin" of a requisition that is somebody's for whom this person stands in; else empty.
[[nodiscard]] std::string for_whom(const domain::requisition& req, const domain::actor& who);

/// Where the candidates and interviews are that somebody's late list goes on with.
[[nodiscard]] std::vector<index_page> late_candidate_pages(
    const domain::actor& who,
    std::uint32_t limit
);

/// Whether it is theirs to settle: they own the requisition, stand in for who does, or oversee all.
[[nodiscard]] bool settles_for(const domain::actor& who, const domain::requisition& req);

/// What the loaded pages hold and this person may be shown here, without repetition; or a need.
[[nodiscard]] std::variant<found_requisitions, need> listed(
    const context& ctx,
    const snapshot& seen,
    const std::vector<index_page>& pages
);

/// Some of the requisitions of a scope, in its order.
struct worklist_page {
    found_requisitions shown{};
    bool more = false;  ///< there are further ones after these
};
/// `count` of them after the first `first`: one list is paged by the store, several are read as one
/// by number.
[[nodiscard]] std::variant<worklist_page, need> page_of_worklist(
    const context& ctx,
    const snapshot& seen,
    list_scope scope,
    std::uint32_t first,
    std::uint32_t count
);

}  // namespace fillrate::handlers
