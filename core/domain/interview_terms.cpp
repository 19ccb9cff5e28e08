#include "core/domain/interview_terms.hpp"

#include "core/domain/word_list.hpp"

#include <array>
#include <cstddef>

namespace fillrate::domain {

namespace {

// In the order of the enumerators.
constexpr auto state_words = std::to_array<std::string_view>({
    "requested",
    "proposed",
    "confirmed",
    "held",
    "feedback_complete",
    "cancelled",
    "no_show",
    "expired",
});
constexpr auto verb_words = std::to_array<std::string_view>({
    "propose",
    "confirm",
    "none",
    "move",
    "cancel",
    "noshow",
    "held",
    "complete",
    "expire",
});
constexpr auto absentee_words = std::to_array<std::string_view>({
    "nobody",
    "candidate",
    "interviewer",
});
constexpr auto invitation_words = std::to_array<std::string_view>({
    "open",
    "accepted",
    "declined",
});
constexpr auto feedback_words = std::to_array<std::string_view>({
    "none",
    "due",
    "submitted",
    "amended",
    "waived",
});
constexpr auto recommendation_words = std::to_array<std::string_view>({
    "strong_no",
    "no",
    "yes",
    "strong_yes",
});
constexpr auto due_words = std::to_array<std::string_view>({
    "answer_wanted",
    "answer_overdue",
    "times_passed",
    "soon_unconfirmed",
    "soon",
    "candidate_missing",
    "verdict_wanted",
    "verdict_missing",
    "assumed_held",
    "verdict_in_morning",
    "verdict_overdue",
});
static_assert(due_words.size() == interview_due_count);

}  // namespace

std::string_view word(interview_state s) noexcept {
    return state_words[static_cast<std::size_t>(s)];
}
std::string_view word(interview_verb v) noexcept {
    return verb_words[static_cast<std::size_t>(v)];
}
std::string_view word(absentee a) noexcept {
    return absentee_words[static_cast<std::size_t>(a)];
}
std::string_view word(invitation i) noexcept {
    return invitation_words[static_cast<std::size_t>(i)];
}
std::string_view word(feedback_state s) noexcept {
    return feedback_words[static_cast<std::size_t>(s)];
}
std::string_view word(recommendation r) noexcept {
    return recommendation_words[static_cast<std::size_t>(r)];
}
std::string_view word(interview_due d) noexcept {
    return due_words[static_cast<std::size_t>(d)];
}

template <>
std::optional<interview_state> from_word(std::string_view text) noexcept {
    return word_in<interview_state>(state_words, text);
}
template <>
std::optional<interview_verb> from_word(std::string_view text) noexcept {
    return word_in<interview_verb>(verb_words, text);
}
template <>
std::optional<absentee> from_word(std::string_view text) noexcept {
    return word_in<absentee>(absentee_words, text);
}
template <>
std::optional<invitation> from_word(std::string_view text) noexcept {
    return word_in<invitation>(invitation_words, text);
}
template <>
std::optional<feedback_state> from_word(std::string_view text) noexcept {
    return word_in<feedback_state>(feedback_words, text);
}
template <>
std::optional<recommendation> from_word(std::string_view text) noexcept {
    return word_in<recommendation>(recommendation_words, text);
}
template <>
std::optional<interview_due> from_word(std::string_view text) noexcept {
    return word_in<interview_due>(due_words, text);
}

}  // namespace fillrate::domain
