// Shifts of light-industrial requisitions: planned, confirmed by suppliers, counted on the floor
// (DOMAIN.md 3.6, 7.1). Counts only; suppliers read their own heads and nobody else's.
#pragma once

#include "core/domain/shift.hpp"
#include "handlers/change.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::handlers {

[[nodiscard]] outcome shift_show(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome shift_plan(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome shift_confirm(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome shift_confirm_all(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome shift_send_reserve(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome shift_count(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome shift_all_here(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome shift_cancel(const context&, const snapshot&, domain::policy_book&);

/// Whether people are planned, asked for and confirmed: on hold or over, they are not.
[[nodiscard]] bool takes_shifts(const domain::requisition& req) noexcept;
/// So many heads of it the supplier is asked for: what it committed, at most what is ordered.
[[nodiscard]] std::uint32_t asked_heads(
    const domain::coverage& answer,
    const domain::work_shift& of
) noexcept;

/// "2nd shift Mon 30 Nov 14:00-22:00 CST"
[[nodiscard]] std::string shift_hours(const domain::work_shift& of);
/// "9 of 12 came, 1 did not come, 2 more are missing", "10 of 12 confirmed"
[[nodiscard]] std::string shift_status(const domain::work_shift& of);
/// "REQ-207, 2nd shift Mon 30 Nov": how it is named in a sentence.
[[nodiscard]] std::string shift_title(const domain::shift_id& id);
/// "shift 207 2nd", with whatever follows, on its day: a line to type.
[[nodiscard]] std::string shift_line(const domain::shift_id& id, std::string_view more = {});

/// ", 3 in reserve"; empty when nobody is.
[[nodiscard]] std::string reserve_text(std::uint32_t reserve);
/// Sends whom the supplier has in reserve, as far as people are missing; nothing when nobody is to
/// be sent.
[[nodiscard]] std::optional<chat::button> reserve_button(
    const domain::work_shift& of,
    const domain::coverage& answer
);

/// One with the buttons this reader has, headed by `said`.
[[nodiscard]] chat::message shift_card(
    const context& ctx,
    const domain::requisition& req,
    const domain::work_shift& of,
    std::uint64_t version,
    std::string said
);

/// The page with the shift that runs or comes next.
[[nodiscard]] index_page next_shift_page(const domain::requisition& req, instant now);
/// That page, where it has shifts and the page is not loaded.
[[nodiscard]] std::optional<need> missing_next_shift(
    const snapshot& seen,
    const domain::requisition& req,
    instant now
);
/// Adds "2nd shift today: 9 of 12 came ..." to a card for whoever may read counts; nothing where
/// the page is not loaded or empty.
void add_next_shift(
    chat::message& card,
    const snapshot& seen,
    const domain::requisition& req,
    const domain::clearance& allowed,
    instant now
);

/// What the requisition's thread and history say of it, without who said so; nothing for readers it
/// is not for.
[[nodiscard]] std::optional<std::string> tell_shift(
    const domain::shift_told& told,
    const domain::clearance& allowed
);

/// The decision: the shift's events, what its requisition is told, and the card as the answer.
struct shift_news {
    domain::shift_told told{};
    std::string reason{};
    std::string behalf{};
    handlers::told readers{};
};
[[nodiscard]] decision decide_shift(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const shift_change& one,
    shift_news news,
    std::string said
);

}  // namespace fillrate::handlers
