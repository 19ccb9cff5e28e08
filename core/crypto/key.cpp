#include "core/crypto/key.hpp"
