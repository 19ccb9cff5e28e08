// What lies ahead for somebody: interviews with a time, first and last days at work. Bounded lists,
// the soonest first; what of them may be shown in a place is decided record by record.
#pragma once

#include "handlers/handler.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/submittal_subject.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// Interviews ahead, at most `limit` over all lists.
[[nodiscard]] std::vector<index_page> interview_pages(
    const domain::actor& who,
    std::uint32_t limit
);
/// First and last days ahead, likewise.
[[nodiscard]] std::vector<index_page> day_pages(const domain::actor& who, std::uint32_t limit);

/// The names on loaded pages, in order, without repetition.
[[nodiscard]] std::vector<std::string> names_on(
    const snapshot& seen,
    const std::vector<index_page>& pages
);

/// The local date in that zone; the zone has to exist.
[[nodiscard]] std::string local_day(instant at, std::string_view zone);

/// "Mon 30 Nov 13:30 CST, in 3 h · I-52 S-311 P.T., round 1, REQ-104 Controls engineer", as this
/// person may see it here.
[[nodiscard]] chat::paragraph interview_line(const context& ctx, const found_interview& one);
/// "Mon 7 Dec · S-311 P.T. starts, REQ-104 Controls engineer"; nothing when it may not be shown
/// here. Requisition and candidate are loaded.
[[nodiscard]] std::optional<chat::paragraph> day_line(
    const context& ctx,
    const snapshot& seen,
    const domain::submittal& sub
);

}  // namespace fillrate::handlers
