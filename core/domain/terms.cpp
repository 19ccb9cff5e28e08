#include "core/domain/terms.hpp"

#include <cstddef>
#include <span>

namespace fillrate::domain {

namespace {

// One table per vocabulary, in the order of its enumerators.
template <class Enum>
struct words;

template <>
struct words<requisition_state> {
    static constexpr std::array<std::string_view, 8>
        table{"draft", "intake", "qualified", "open", "on_hold", "filled", "closed", "cancelled"};
    static constexpr auto last = requisition_state::cancelled;
};
template <>
struct words<opening_state> {
    static constexpr std::array<std::string_view, 5> table{
        "open",
        "reserved",
        "filled",
        "cancelled",
        "ended"};
    static constexpr auto last = opening_state::ended;
};
template <>
struct words<submittal_state> {
    static constexpr std::array<std::string_view, 22> table{
        "submitted",      "duplicate",      "returned",      "screen_rejected", "presented",
        "held",           "shortlisted",    "interviewing",  "selected",        "offer_extended",
        "offer_accepted", "offer_declined", "offer_expired", "rescinded",       "cleared",
        "started",        "ended",          "converted",     "fell_off",        "rejected",
        "withdrawn",      "not_selected"};
    static constexpr auto last = submittal_state::not_selected;
};
template <>
struct words<submittal_verb> {
    static constexpr std::array<std::string_view, 25> table{
        "present",   "return", "resubmit",  "lose",   "award",  "shortlist", "hold",
        "interview", "select", "reject",    "offer",  "accept", "decline",   "expire",
        "rescind",   "clear",  "start",     "noshow", "end",    "convert",   "withdraw",
        "pass_over", "revive", "ask_again", "move"};
    static constexpr auto last = submittal_verb::move_start;
};
template <>
struct words<category> {
    static constexpr std::array<std::string_view, 2> table{"professional", "light_industrial"};
    static constexpr auto last = category::light_industrial;
};
template <>
struct words<engagement> {
    static constexpr std::array<std::string_view, 4> table{
        "temp",
        "contract",
        "temp_to_hire",
        "direct"};
    static constexpr auto last = engagement::direct;
};
template <>
struct words<priority> {
    static constexpr std::array<std::string_view, 3> table{"P1", "P2", "P3"};
    static constexpr auto last = priority::p3;
};
template <>
struct words<party> {
    static constexpr std::array<std::string_view, 4> table{
        "program",
        "supplier",
        "client",
        "candidate"};
    static constexpr auto last = party::candidate;
};
template <>
struct words<role> {
    static constexpr std::array<std::string_view, 6> table{
        "account_manager",
        "recruiter",
        "hiring_manager",
        "supplier_contact",
        "operations",
        "administrator"};
    static constexpr auto last = role::administrator;
};
template <>
struct words<clock_kind> {
    static constexpr std::array<std::string_view, 14> table{
        "INTAKE",
        "COV",
        "SUB1",
        "SLATE",
        "SCREEN",
        "REVIEW",
        "SCHED",
        "HELD",
        "FEEDBACK",
        "DECIDE",
        "OFFER",
        "FILL",
        "START",
        "BACKFILL"};
    static constexpr auto last = clock_kind::backfill;
};
template <>
struct words<clock_state> {
    static constexpr std::array<std::string_view, 4> table{"running", "paused", "met", "cancelled"};
    static constexpr auto last = clock_state::cancelled;
};
template <>
struct words<clock_alert> {
    static constexpr std::array<std::string_view, 3> table{"dm", "digest", "off"};
    static constexpr auto last = clock_alert::off;
};

template <class Enum>
std::string_view look_up(Enum value) noexcept {
    using vocabulary = words<Enum>;
    static_assert(vocabulary::table.size() == static_cast<std::size_t>(vocabulary::last) + 1);
    return vocabulary::table[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view word(requisition_state s) noexcept {
    return look_up(s);
}
std::string_view word(opening_state s) noexcept {
    return look_up(s);
}
std::string_view word(submittal_state s) noexcept {
    return look_up(s);
}
std::string_view word(submittal_verb v) noexcept {
    return look_up(v);
}
std::string_view word(category c) noexcept {
    return look_up(c);
}
std::string_view word(engagement e) noexcept {
    return look_up(e);
}
engagement usual_engagement(category of) noexcept {
    return of == category::light_industrial ? engagement::temp : engagement::contract;
}
std::string_view word(priority p) noexcept {
    return look_up(p);
}
std::string_view word(party p) noexcept {
    return look_up(p);
}
std::string_view word(role r) noexcept {
    return look_up(r);
}
std::string_view word(clock_kind k) noexcept {
    return look_up(k);
}
std::string_view word(clock_state s) noexcept {
    return look_up(s);
}
std::string_view word(clock_alert a) noexcept {
    return look_up(a);
}

template <class Enum>
std::optional<Enum> from_word(std::string_view text) noexcept {
    for (std::size_t i = 0; i < words<Enum>::table.size(); ++i) {
        if (words<Enum>::table[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

template std::optional<requisition_state> from_word(std::string_view) noexcept;
template std::optional<opening_state> from_word(std::string_view) noexcept;
template std::optional<submittal_state> from_word(std::string_view) noexcept;
template std::optional<submittal_verb> from_word(std::string_view) noexcept;
template std::optional<category> from_word(std::string_view) noexcept;
template std::optional<engagement> from_word(std::string_view) noexcept;
template std::optional<priority> from_word(std::string_view) noexcept;
template std::optional<party> from_word(std::string_view) noexcept;
template std::optional<role> from_word(std::string_view) noexcept;
template std::optional<clock_kind> from_word(std::string_view) noexcept;
template std::optional<clock_state> from_word(std::string_view) noexcept;
template std::optional<clock_alert> from_word(std::string_view) noexcept;

}  // namespace fillrate::domain
