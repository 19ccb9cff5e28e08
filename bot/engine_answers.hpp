// What the engine itself says, when no handler is asked. Each says what happened, why, and the next
// line to type.
#pragma once

#include "core/base/result.hpp"
#include "core/chat/grammar.hpp"
#include "core/chat/message.hpp"
#include "core/chat/request.hpp"
#include "core/chat/understood.hpp"

#include <string>
#include <vector>

namespace fillrate::bot::answers {

[[nodiscard]] chat::reply private_text(std::string summary, std::string next_line = {});
/// How to ask for access; tells nothing else.
/// `claim_with`: the command that claims a workspace nobody administers yet; else empty.
[[nodiscard]] chat::reply who_are_you(
    const chat::request& request,
    const std::string& bot_name,
    const std::string& claim_with
);
[[nodiscard]] chat::reply claimed(const std::string& organisation, const std::string& root);
[[nodiscard]] chat::reply wrong_claim(std::uint32_t tries_left);
[[nodiscard]] chat::reply not_saved(const error& why);
[[nodiscard]] chat::reply failed(const error& why);
/// The same for a line that names several: half of them may fit, and that line is the next.
[[nodiscard]] chat::reply failed_for_all(
    const error& why,
    chat::command typed,
    const std::string& root
);
[[nodiscard]] chat::reply foreign_action();
[[nodiscard]] chat::reply not_understood(const chat::problem& what, const std::string& root);
/// A sentence that names something: what it may ask for as buttons; nothing is done yet.
[[nodiscard]] chat::reply which_act(
    const std::vector<chat::understood_act>& acts,
    const std::string& root
);
/// The person pointed at as this argument is not in the directory.
[[nodiscard]] chat::reply nobody_of_ours(const std::string& key, const std::string& root);
[[nodiscard]] chat::reply nothing_to_undo(const std::string& root);
/// [Undo] of a change that others of the same person came after.
[[nodiscard]] chat::reply not_the_last_change(const std::string& root);
[[nodiscard]] chat::reply cannot_undo(const error& why, const std::string& root);
/// The clock changed it since, nobody else did. `id` is what it changed; empty: not to be named.
[[nodiscard]] chat::reply moved_on_by_itself(const std::string& id, const std::string& root);
[[nodiscard]] chat::reply undone(const std::string& label);

}  // namespace fillrate::bot::answers
