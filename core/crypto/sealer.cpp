#include "core/crypto/sealer.hpp"
