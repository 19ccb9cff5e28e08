// [Undo] under the answer to a change (DOMAIN.md 4.6): it takes back exactly that command, for whom
// it answered, and says until when.
#pragma once

#include "bot/unit_of_work.hpp"
#include "core/chat/message.hpp"
#include "handlers/handler.hpp"

#include <string>

namespace fillrate::bot {

/// What the button is about: the command it takes back.
[[nodiscard]] std::string undo_subject(const command_id& of);

/// Puts the button under an answer that only its asker reads, where `ready` can be taken back; a
/// form, which has no other buttons, says the word to type.
void offer_undo(chat::reply& into, const prepared_commit& ready, const handlers::context& ctx);

}  // namespace fillrate::bot
