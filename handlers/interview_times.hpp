// Times of interviews as people type them, and the working-time points that follow from them.
#pragma once

#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/interview_subject.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

inline constexpr std::size_t most_slots = 3;

/// The times of a line ("tue 10:00, wed 9:00") or of a form's fields time1 to time3, on the wall
/// clock of the zone; earliest first. A problem where one is none, is ambiguous or has passed.
[[nodiscard]] std::vector<instant> read_slots(
    const context& ctx,
    std::string_view zone,
    field_problems& problems
);
/// The three fields that read_slots reads, filled with what is offered now.
void add_slot_fields(chat::form& to, const std::vector<instant>& slots, std::string_view zone);

/// A moment of the past days: "mon 14:00" is the last one. A problem when it lies ahead or more
/// than a week back.
[[nodiscard]] std::optional<instant> read_past_moment(
    const context& ctx,
    std::string_view text,
    std::string_view zone,
    field_problems& problems
);

/// "45m", "45", "1h"; `otherwise` when nothing is said. A problem outside 5 minutes to 8 hours.
[[nodiscard]] std::uint32_t read_length(
    const context& ctx,
    std::uint32_t otherwise,
    field_problems& problems
);
/// One line of at most 200 characters; a link must begin with http:// or https://.
[[nodiscard]] std::string read_place(const context& ctx, field_problems& problems);
[[nodiscard]] std::string read_link(const context& ctx, field_problems& problems);

/// How long, where, by which link: 0 and empty where nothing is said.
struct meeting_terms {
    std::uint32_t length = 0;  ///< minutes
    std::string place{}, link{};
};
/// Of an interview there is. A problem when somebody says them who may not arrange it.
[[nodiscard]] meeting_terms read_meeting_terms(
    const context& ctx,
    const found_interview& one,
    field_problems& problems
);

/// Times to choose from, with when they are asked for again. Nothing when the calendar of the site
/// is not known here.
[[nodiscard]] std::optional<domain::times_offered> offer_of(
    const found_interview& one,
    const domain::policy_book& book,
    std::vector<instant> slots,
    instant now
);
/// The agreed time, with the morning its feedback is asked for again. Nothing likewise.
[[nodiscard]] std::optional<domain::interview_confirmed> agreement_of(
    const found_interview& one,
    const domain::policy_book& book,
    instant start,
    std::uint32_t length
);

/// "Tue 8 Dec 10:00 CST, Wed 9 Dec 09:00 CST"
[[nodiscard]] std::string listed_times(
    const std::vector<instant>& slots,
    std::string_view zone,
    instant now
);

}  // namespace fillrate::handlers
