// A supplier's question on a requisition, asked once and answered to all (DOMAIN.md 7.1, 11.5). It
// lives in the requisition; who asked is for the program only.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"

#include <cstdint>
#include <optional>
#include <string>
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
    friend bool operator==(const question&, const question&) = default;
};

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
[[nodiscard]] bool apply_to(std::vector<question>& all, const question_answered& what, instant at);
[[nodiscard]] bool apply_to(std::vector<question>& all, const question_dropped& what, instant at);
/// Null when there is none of that number.
[[nodiscard]] const question* find_question(
    const std::vector<question>& all,
    question_number number
) noexcept;

}  // namespace fillrate::domain
