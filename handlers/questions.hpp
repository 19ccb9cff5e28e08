// Questions of suppliers: asked once, answered to all of them without names (DOMAIN.md 7.1, 11.5).
#pragma once

#include "core/domain/clearance.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view question_kind = "question";

[[nodiscard]] outcome requisition_ask(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome question_answer(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome question_drop(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome question_show(const context&, const snapshot&, domain::policy_book&);

/// Tells the owner of a new question, with a button to answer it.
[[nodiscard]] composed compose_question(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

/// The last few questions with their answers, as blocks of a card.
void add_questions(chat::message& card, const domain::requisition_view& of);
/// One with its answer; where it has none, with what its owner can do.
[[nodiscard]] chat::message question_card(const domain::question& one, requisition_number on);
/// A question that waits for an answer, and the buttons for it.
void add_open_question(chat::message& to, const domain::question& one, std::string_view about);
/// The oldest open question that these readers may answer; null when none.
[[nodiscard]] const domain::question* open_question(const domain::requisition_view& of);

}  // namespace fillrate::handlers
