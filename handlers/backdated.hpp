// What happened before it was logged: `at:` on acts of requisitions, candidates, interviews,
// opportunities and shifts (DOMAIN.md 4.1, 11.11). The act is decided as of that moment; messages
// go out from now on.
#pragma once

#include "handlers/handler.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// As of the moment of `at:` by the clock of that zone, where it can be read; else as of now.
[[nodiscard]] context as_of_moment(const context& ctx, std::string_view zone_name);

/// How far back what happened may be logged: working days of the policy, on the site's calendar.
struct late_entry {
    const domain::calendar& on;
    std::uint32_t days = 0;
};
[[nodiscard]] bool is_too_far_back(const late_entry& allowed, instant then, instant now);
/// " is more than two working days ago, and so far back nothing is logged.", of what is `done`.
[[nodiscard]] std::string too_far_back_text(const late_entry& allowed, std::string_view done);

/// `decide` as of the moment of `at:`; without one as of now. Refused: the future, farther back
/// than the policy lets it be logged, before the last act on record of that subject (a note may be
/// of before it); for several, a moment that is another one at the site of one of them.
[[nodiscard]] outcome decide_as_of(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
);

/// A use case that takes `at:`; for the table of routes.
template <decide_function Decide>
[[nodiscard]] outcome backdated(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
) {
    return decide_as_of(ctx, seen, book, Decide);
}

/// The refusal of `at:` about more than one decision reads the histories of; nothing when it may.
[[nodiscard]] std::optional<outcome> refuse_many_moments(const context& ctx, std::size_t named);
/// "Logged as of Mon 30 Nov 14:40 CST." below what is said of the act.
void say_as_of(chat::reply& reply, instant then, std::string_view zone);

/// Whether the words say which day they mean, "tomorrow 9:30" or "+2h": a weekday or a date without
/// year is of what is past the last one, these are not.
[[nodiscard]] bool names_its_day(std::string_view text);

/// " Logged Tue 1 Dec 09:00 CST, happened Mon 30 Nov 14:00 CST." of what was logged later; else
/// empty.
[[nodiscard]] std::string logged_later(const domain::event& what, std::string_view zone);

}  // namespace fillrate::handlers
