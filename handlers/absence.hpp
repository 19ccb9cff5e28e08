// Being away, who covers, and quiet hours (DOMAIN.md 0, 4.6, 7.1).
#pragma once

#include "core/domain/absence.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view absence_kind = "absence";

/// `me away 12/1-12/5 cover:@lee`; operations: `away @robin until:fri cover:@lee`.
[[nodiscard]] outcome me_away(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome me_back(const context&, const snapshot&, domain::policy_book&);
/// `me quiet 18-8`, `me quiet off`.
[[nodiscard]] outcome me_quiet(const context&, const snapshot&, domain::policy_book&);

/// Tells who covers, or whom operations set away, how it stands now.
[[nodiscard]] composed compose_absence(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

/// "Tue 1 Dec to Sat 5 Dec", whole days by their last one.
[[nodiscard]] std::string days_text(const domain::absence& of, instant now);
/// "18:00" of a minute of the day.
[[nodiscard]] std::string clock_text(std::uint32_t minute);
/// Heads a message with whom its reader stands in for; `away` may be null or back again.
void name_absent(chat::message& said, const domain::person* away, instant now);
/// What somebody has set for themselves, as a line of `me`; nothing when nothing.
[[nodiscard]] std::optional<std::string> own_settings(const domain::person& who, instant now);

/// The people of a requisition whose absence its card shows.
[[nodiscard]] std::optional<need> missing_people_of(
    const snapshot& seen,
    const domain::requisition& req
);
/// Says on the card who of them is away and who covers; nothing of people who are not loaded.
void add_absences(
    chat::message& card,
    const snapshot& seen,
    const domain::requisition& req,
    const domain::clearance& allowed,
    instant now
);

}  // namespace fillrate::handlers
