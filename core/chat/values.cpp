#include "core/chat/values.hpp"
