#include "core/base/time_zone.hpp"
