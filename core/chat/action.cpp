#include "core/chat/action.hpp"
