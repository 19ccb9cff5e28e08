#include "core/chat/tokens.hpp"
