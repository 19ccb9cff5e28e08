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
        if (const auto* line = std::get_if<chat::typed_line>(&r.what)) {
            const auto parsed = chat::parse(*line);
            if (const auto* command = std::get_if<chat::command>(&parsed)) {
                typed_subjects = command->subjects;
                std::erase(typed_subjects, "req:last");
            }
        }
    }

    const chat::request& request;
    command_id id;
    record_loader loader;
    std::string user_name;
    std::string channel_name;
    std::string thread_name{};
    std::vector<std::string> typed_subjects{};
    bool by_name = true;  ///< unknown words may call a candidate by name
    handlers::context ctx{};
    async::turns::turn turn{};  ///< after a conflict: the others of this instance wait for us
};

/// The requisition that a candidate or an interview is of; every other subject as it is.
[[nodiscard]] async::awaitable<result<std::string>> requisition_behind(
    record_loader& loader,
    std::string subject
);

/// DESIGN.md 2: how often a decision may ask for more records.
inline constexpr int max_decision_rounds = 4;

}  // namespace fillrate::bot
