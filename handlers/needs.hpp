// What has to be loaded first, asked for at once: rounds of loading are few.
#pragma once

#include "handlers/handler.hpp"

#include <string>

namespace fillrate::handlers {

/// The record too, unless it is loaded.
void load_record(need& into, const snapshot& seen, std::string name);
/// What has to be loaded for this too; of two single events the first, since the other is asked for
/// again.
void load_too(need& into, const need& more);

}  // namespace fillrate::handlers
