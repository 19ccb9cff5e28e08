#include "bot/keyring.hpp"

#include "integrations/redis/directory.hpp"

namespace fillrate::bot {

result<crypto::key> find_key(
    const config::secrets& secrets,
    const config::store_settings& store,
    random_source& random
) {
    if (!secrets.fillrate_key.empty()) {
        return crypto::key::from_base64(secrets.fillrate_key.reveal());
    }
    if (store.url != "embedded" || !secrets.redis_url.empty()) {
        return error(
            errc::invalid_input,
            "FILLRATE_KEY is not set; with an external Redis give 32 random bytes in base64, for "
            "example from "
            "`openssl rand -base64 32`, and keep them safe"
        );
    }
    const auto path = store.data_dir + "/key";
    const auto kept = redis::read_note(path);
    if (kept) {
        return crypto::key::from_base64(*kept);
    }
    auto made = crypto::key::generate(random);
    const auto written = redis::write_note(path, made.to_base64());
    if (!written) {
        return written.error();
    }
    return made;
}

}  // namespace fillrate::bot
