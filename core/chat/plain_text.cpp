#include "core/chat/plain_text.hpp"
