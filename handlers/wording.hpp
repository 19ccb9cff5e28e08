// How values read: money, moments, states, ids. One place, so that every card and answer says them
// alike.
#pragma once

#include "core/base/instant.hpp"
#include "core/chat/message.hpp"
#include "core/domain/interview_terms.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/submittal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// "REQ-104"
[[nodiscard]] std::string shown_id(requisition_number number);
/// "S-311"
[[nodiscard]] std::string shown_id(submittal_number number);
/// "I-52"
[[nodiscard]] std::string shown_id(interview_number number);
/// "O-7"
[[nodiscard]] std::string shown_id(opportunity_number number);
/// The id of the requisition, candidate, interview or opportunity whose record has this name; empty
/// of others.
[[nodiscard]] std::string shown_record(std::string_view name);
/// "2nd shift Mon 30 Nov"
[[nodiscard]] std::string shown_shift(const domain::shift_id& id);
/// "Mon 30 Nov" of a date as it is stored; anything else as it is.
[[nodiscard]] std::string shown_day(const std::string& date);
/// The same with the year, unless that is this one: "Tue 2 Nov 2027".
[[nodiscard]] std::string shown_day(const std::string& date, instant now);
/// "Q-7"
[[nodiscard]] std::string shown_id(question_number number);
/// "B-9"
[[nodiscard]] std::string shown_id(miss_number number);
/// " This is B-9." of a missed clock that has a number, for those inside; else empty.
[[nodiscard]] std::string miss_text(const domain::clock& of);
/// "19.50 USD/h"
[[nodiscard]] std::string hourly(domain::money amount, std::string_view currency);
/// "84,000 USD"
[[nodiscard]] std::string plain_money(domain::money amount, std::string_view currency);
/// "42.50 USD/h, bill 60.00 USD/h": the amounts of an offer.
[[nodiscard]] std::string offered_text(const domain::offer& terms, std::string_view currency);
/// "in 3 h", "2 days ago", "now"
[[nodiscard]] std::string relative(instant now, instant at);
/// Local time with zone and distance: "Mon 30 Nov 13:30 CST, in 3 h".
[[nodiscard]] chat::inline_run moment(instant at, std::string_view zone, instant now);
/// The same without the distance; with the year, unless that is this one: "Tue 2 Nov 10:00 MST
/// (2027)".
[[nodiscard]] std::string local_time(instant at, std::string_view zone, instant now);
/// Of what has just happened or is close: never with a year.
[[nodiscard]] std::string local_time(instant at, std::string_view zone);
/// "New York" of "America/New_York".
[[nodiscard]] std::string city_of(std::string_view zone);
/// "13:30 CST": of a moment that is close.
[[nodiscard]] std::string local_hour(instant at, std::string_view zone);
/// "waiting until Mon 7 Dec 08:00 CST: client on holiday" while the alerts of that clock wait for
/// that reason; else empty.
[[nodiscard]] std::string waiting_text(const domain::clock& of, std::string_view zone, instant now);
/// "Tue 5 Jan"; with the year, unless that is this one: "Tue 5 Jan 2027".
[[nodiscard]] std::string day_text(instant at, std::string_view zone, instant now);
/// The first day as agreed: "2026-12-14", with a time of that day "Mon 14 Dec 22:00 CST".
[[nodiscard]] std::string shown_start(
    const std::string& date,
    std::optional<seconds> time,
    std::string_view zone
);
/// Until a moment; a whole day reads without its time: "Mon 7 Dec".
[[nodiscard]] std::string until_text(instant at, std::string_view zone, instant now);
/// "on hold", "open"
[[nodiscard]] std::string_view shown_state(domain::requisition_state state);
[[nodiscard]] std::string_view shown_state(domain::submittal_state state);
[[nodiscard]] std::string_view shown_state(domain::opportunity_state state);
/// The same to follow whom it is of: "is with the hiring manager", "has accepted the offer".
[[nodiscard]] std::string state_sentence(domain::submittal_state state);
/// What a clock measures, to begin a sentence: "Coverage", "First candidate".
[[nodiscard]] std::string clock_subject(domain::clock_kind kind);
/// "Coverage went past its due time. This is B-9."; misses of earlier days may have no number.
[[nodiscard]] std::string missed_text(domain::clock_kind kind, miss_number number);
/// What became of a clock: "Coverage is due Mon 30 Nov 13:30 CST."
[[nodiscard]] std::string clock_sentence(const domain::clock& of, std::string_view zone);
[[nodiscard]] std::string_view shown_state(domain::interview_state state);
/// "strong yes"
[[nodiscard]] std::string_view shown_verdict(domain::recommendation said);
/// The label of a reason code, or the text itself.
[[nodiscard]] std::string shown_reason(std::string_view reason);
/// First name, for buttons and lines.
[[nodiscard]] std::string first_name(std::string_view name);
/// "1 opening", "4 openings"
[[nodiscard]] std::string counted(
    std::uint32_t n,
    std::string_view singular,
    std::string_view plural
);
/// "one working day", "two working days", "12 working days"
[[nodiscard]] std::string working_days(std::uint32_t n);

}  // namespace fillrate::handlers
