// Answers that several use cases give. A refusal says what happened, why, and the next line to
// type.
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::handlers {

/// A private answer of one sentence, and the next line to type (without the root word; empty for
/// none).
[[nodiscard]] chat::message sentence(
    const context& ctx,
    std::string text,
    std::string_view next_line = {}
);

[[nodiscard]] outcome refuse(const context& ctx, std::string text, std::string_view next_line = {});
/// What was typed about nothing, as a line about an example: "104 hold budget". The verb alone when
/// the line is too long to be shown.
[[nodiscard]] std::string line_about(const context& ctx, std::string_view subject);
/// The same whether it does not exist or may not be known (N099).
[[nodiscard]] outcome unknown_requisition(const context& ctx, std::string_view subject);
[[nodiscard]] outcome reply_with(chat::message text);
[[nodiscard]] outcome open_form(chat::form form);
/// Keeps the form open with the problems at its fields; for a typed line the first problem as a
/// refusal.
[[nodiscard]] outcome refuse_fields(
    const context& ctx,
    std::vector<std::pair<std::string, std::string>> problems,
    std::string_view next_line
);

/// The value of a key, from the submitted form or from the typed line.
[[nodiscard]] std::string value_of(const context& ctx, std::string_view key);
/// Free text: the form's field of that id, or the line's tail.
[[nodiscard]] std::string tail_of(const context& ctx, std::string_view field);

}  // namespace fillrate::handlers
