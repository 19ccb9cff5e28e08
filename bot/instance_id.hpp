// Who this process is in leases: the same after a restart on the same data_dir, so that it takes
// its own old lease back at once (DESIGN.md 3).
#pragma once

#include "config/settings.hpp"
#include "core/base/random.hpp"
#include "core/ports/clock.hpp"
#include "integrations/redis/directory.hpp"

#include <optional>
#include <string>

namespace fillrate::bot {

struct instance_id {
    std::string value{};
    /// Held for as long as the id is used. None: another process bears the id of data_dir, or
    /// data_dir cannot be written; then the id is a new one and an old lease has to run out.
    std::optional<redis::file_lock> lock{};
};

[[nodiscard]] instance_id claim_instance_id(
    const config::store_settings& store,
    const ports::clock& clock,
    random_source& random
);

}  // namespace fillrate::bot
