#include "core/crypto/hash.hpp"
