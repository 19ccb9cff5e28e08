// Several things that have to be loaded, asked for at once: rounds of loading are few.
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// What has to be loaded for this too; of two single events the first, since the other is asked for
/// again.
void load_too(need& into, const need& more);

}  // namespace fillrate::handlers
