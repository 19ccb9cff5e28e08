#include "bot/instance_id.hpp"

#include "core/base/text.hpp"

namespace fillrate::bot {

instance_id claim_instance_id(
    const config::store_settings& store,
    const ports::clock& clock,
    random_source& random
) {
    instance_id claimed;
    claimed.value = to_lower_ascii(make_ulid(clock.wire_now().time_since_epoch().count(), random));
    if (const auto there = redis::ensure_private_directory(store.data_dir); !there) {
        return claimed;
    }
    auto lock = redis::file_lock::acquire(store.data_dir + "/instance.lock");
    if (!lock) {
        return claimed;
    }
    const auto path = store.data_dir + "/instance";
    const auto kept = redis::read_note(path);
    if (kept && !kept->empty()) {
        claimed.value = *kept;
    } else if (const auto written = redis::write_note(path, claimed.value); !written) {
        return claimed;
    }
    claimed.lock = std::move(*lock);
    return claimed;
}

}  // namespace fillrate::bot
