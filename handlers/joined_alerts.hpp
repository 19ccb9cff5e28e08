// Several alerts due to one person at once, as one message (DOMAIN.md 4.1, 4.5, 7.2).
#pragma once

#include "core/chat/message.hpp"

#include <vector>

namespace fillrate::handlers {

/// Of each its line and its likely act (of two, two acts each), what is past its time first. A
/// message has five buttons: where more would act the last one shows all that waits. A single one
/// stays as it is.
[[nodiscard]] chat::message one_message_of(std::vector<chat::message> parts);

}  // namespace fillrate::handlers
