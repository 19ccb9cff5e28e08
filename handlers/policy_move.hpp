// What the policies and calendars now loaded would change for clocks that run on earlier ones
// (DOMAIN.md 4.6). `sla preview` tells of it, `sla apply` does it.
#pragma once

#include "core/domain/clocks.hpp"
#include "core/domain/requisition.hpp"
#include "handlers/change.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// A record with live clocks and what it hangs on; pointers into the snapshot.
struct timed_record {
    std::string name{};
    std::string shown{};  ///< "REQ-104", "S-311"
    const std::vector<domain::clock>* clocks = nullptr;
    const domain::requisition* req = nullptr;  ///< itself, or whose it is
    const domain::client* client = nullptr;
    const domain::submittal* sub = nullptr;  ///< of a candidate's clocks
};

/// An event of the task with that name (domain::policy_task, domain::preview_task).
[[nodiscard]] domain::event event_of_task(
    const context& ctx,
    std::string_view task,
    domain::payload data
);

/// Those of the records that are whole; or what to load first.
[[nodiscard]] std::variant<std::vector<timed_record>, need> timed_records(
    const snapshot& seen,
    const std::vector<std::string>& names
);
/// Those of the records in `page` of domain::clocks_list() that are whole; or what to load first.
[[nodiscard]] std::variant<std::vector<timed_record>, need> timed_records(
    const snapshot& seen,
    const index_page& page
);

/// A clock as it is and as it would be. Where its due time stays, only the versions it names
/// change; one that was missed was due when it was, whatever comes (DOMAIN.md 4.6).
struct moved_clock {
    domain::clock before{};
    domain::clock after{};

    [[nodiscard]] bool moves_due() const {
        return (!before.breached && after.due != before.due) ||
               domain::is_live(after) != domain::is_live(before);
    }
    [[nodiscard]] bool goes_overdue() const { return after.breached && !before.breached; }
};

/// The clocks of it that would get other versions, and those that are met with them.
[[nodiscard]] std::vector<moved_clock> moved_clocks(
    const timed_record& of,
    const domain::policy_book& book,
    instant now
);

/// The zone its site has now; its own where the site is not known.
[[nodiscard]] std::string zone_of_site(
    const domain::requisition& req,
    const domain::client* client
);

/// Whether it keeps another zone than its site has now: a requisition, an interview.
[[nodiscard]] bool lags_site(const snapshot& seen, const timed_record& of);

/// Does it: the events go to `into`, with the site's zone where it was corrected.
void move_clocks(
    const context& ctx,
    const snapshot& seen,
    const timed_record& of,
    const std::vector<moved_clock>& moved,
    decision& into
);

}  // namespace fillrate::handlers
