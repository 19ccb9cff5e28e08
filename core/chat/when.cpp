#include "core/chat/when.hpp"
