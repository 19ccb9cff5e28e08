#include "core/base/civil.hpp"
