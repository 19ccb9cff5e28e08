#include "core/base/log.hpp"
