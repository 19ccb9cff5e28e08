// Makes links of the files that a private answer names.
#pragma once

#include "bot/file_desk.hpp"
#include "core/base/strong.hpp"
#include "core/chat/message.hpp"

namespace fillrate::bot {

/// Every run of kind file becomes a link for that reader; plain text where no files are kept.
/// `here`: the answer is shown on a page of our own.
void give_links(chat::message& shown, const file_desk* files, const person_id& reader, bool here);

}  // namespace fillrate::bot
