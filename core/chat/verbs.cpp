#include "core/chat/verbs.hpp"
