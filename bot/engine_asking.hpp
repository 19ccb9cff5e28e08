// One request while it is on its way through the engine. Only the engine's own files include this.
#pragma once

#include "bot/engine.hpp"

namespace fillrate::bot {

/// Everything about one request while it is on its way.
struct engine::asking {
    asking(engine& of, const chat::request& r)
        : request(r),
          id(command_of(r)),
          loader(of.on_.store, of.on_.codec, id),
          user_name(of.on_.names.user_mapping(r.platform, r.tenant, r.actor.id)),
          channel_name(of.on_.names.channel_mapping(r.platform, r.tenant, r.place.channel)) {
        if (!r.place.thread.empty()) {
            thread_name =
                of.on_.names.thread_record(r.platform, r.tenant, r.place.channel, r.place.thread);
        }
    }

    const chat::request& request;
    command_id id;
    record_loader loader;
    std::string user_name;
    std::string channel_name;
    std::string thread_name{};
    handlers::context ctx{};
};

/// DESIGN.md 2: how often a decision may ask for more records.
inline constexpr int max_decision_rounds = 4;

}  // namespace fillrate::bot
