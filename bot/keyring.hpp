// The installation's master key: from the environment, or beside an embedded store's data
// (DESIGN.md 6).
#pragma once

#include "config/settings.hpp"
#include "core/base/random.hpp"
#include "core/base/result.hpp"
#include "core/crypto/key.hpp"

namespace fillrate::bot {

/// FILLRATE_KEY; with the embedded store one is generated into data_dir, mode 0600, and found there
/// again. Errors: invalid_input: an external Redis without a key, or a key that is not 32 bytes in
/// base64.
[[nodiscard]] result<crypto::key> find_key(
    const config::secrets& secrets,
    const config::store_settings& store,
    random_source& random
);

}  // namespace fillrate::bot
