#include "core/chat/suggest.hpp"
