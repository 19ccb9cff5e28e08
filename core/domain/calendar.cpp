#include "core/domain/calendar.hpp"
