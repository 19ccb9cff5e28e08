#include "core/chat/grammar.hpp"
