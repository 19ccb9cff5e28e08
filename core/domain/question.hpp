// A supplier's question on a requisition, asked once and answered to all (DOMAIN.md 7.1, 11.5). It
// lives in the requisition; who asked is for the program only.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/author.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fillrate {
using question_number = number_id<struct question_tag>;
}

namespace fillrate::domain {

struct question {
    question_number number{};
    std::string text{};     ///< as asked: for the program only
    std::string wording{};  ///< as every supplier reads it; empty: as asked
    std::string answer{};
    supplier_id from{};       ///< empty: somebody of the program
    std::string from_name{};  ///< as it was when asked
    instant asked{};
    std::optional<instant> answered{};
    std::optional<instant> dropped{};  ///< closed without an answer
    author settled_by{};               ///< who answered it last, or closed it
    friend bool operator==(const question&, const question&) = default;
};

/// What stands of it.
enum class question_state { open, answered, dropped };
/// What can be done to one that was asked.
enum class question_verb {
    answer,
    drop  ///< close it without an answer
};
inline constexpr std::size_t question_verb_count = 2;

struct question_transition {
    question_state from;
    question_verb what;
    question_state to;
};

namespace detail {
using qs = question_state;
using qv = question_verb;
/// Both are for who may acknowledge on the requisition. apply(), guards and the picture in
/// docs/question.md come from it.
inline constexpr auto question_transitions = std::to_array<question_transition>({
    {qs::open, qv::answer, qs::answered},
    {qs::open, qv::drop, qs::dropped},
    {qs::answered, qv::answer, qs::answered},  // a better one; the first was read by everybody
    {qs::dropped, qv::answer, qs::answered},
});
}  // namespace detail

inline constexpr const auto& question_transitions = detail::question_transitions;

[[nodiscard]] std::string_view word(question_state s) noexcept;  ///< "dropped"
[[nodiscard]] std::string_view word(question_verb v) noexcept;   ///< "drop"
[[nodiscard]] question_state state_of(const question& one) noexcept;
/// Where it leads, or nothing when it is not possible then.
[[nodiscard]] std::optional<question_state> next_state(
    question_state from,
    question_verb what
) noexcept;
/// The state machine as a Mermaid diagram.
[[nodiscard]] std::string question_diagram();

/// So many are kept; the oldest that is not open goes for a new one.
inline constexpr std::size_t most_questions = 12;

// What happened to one.

struct question_asked {
    question_number number{};
    std::string text{};
    supplier_id from{};
    std::string from_name{};
    friend bool operator==(const question_asked&, const question_asked&) = default;
};
/// The first answer, or a better one.
struct question_answered {
    question_number number{};
    /// Of the question, as every supplier reads it: it may be gone from the requisition one day.
    std::string text{};
    std::string answer{};
    friend bool operator==(const question_answered&, const question_answered&) = default;
};
/// Closed without an answer; whoever asked is told so.
struct question_dropped {
    question_number number{};
    std::string text{};  ///< as asked
    supplier_id from{};
    friend bool operator==(const question_dropped&, const question_dropped&) = default;
};

template <class Fact>
concept question_fact = std::is_same_v<Fact, question_asked> ||
    std::is_same_v<Fact, question_answered> || std::is_same_v<Fact, question_dropped>;

/// Neither answered nor closed without an answer.
[[nodiscard]] bool is_open(const question& one) noexcept;
/// Whether suppliers read the answer: not while it can be taken back (DOMAIN.md 0).
[[nodiscard]] bool is_told(const question& one, instant now) noexcept;
/// The question as every supplier reads it.
[[nodiscard]] const std::string& wording_of(const question& one) noexcept;

/// Whether a further one can be kept.
[[nodiscard]] bool may_ask(const std::vector<question>& so_far) noexcept;
/// False when the event does not fit.
[[nodiscard]] bool apply_to(std::vector<question>& all, const question_asked& what, instant at);
[[nodiscard]] bool apply_to(
    std::vector<question>& all,
    const question_answered& what,
    instant at,
    const author& by = {}
);
[[nodiscard]] bool apply_to(
    std::vector<question>& all,
    const question_dropped& what,
    instant at,
    const author& by = {}
);
/// Null when there is none of that number.
[[nodiscard]] const question* find_question(
    const std::vector<question>& all,
    question_number number
) noexcept;

}  // namespace fillrate::domain
