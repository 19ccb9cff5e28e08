// Files of forms that are still to be fetched from their platform, as stored: an order is kept by
// the commit that decides the form, and goes with the commit that attaches or refuses its file.
#pragma once

#include "bot/record_codec.hpp"
#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/base/strong.hpp"
#include "core/ports/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::bot {

/// Record "fetch:<id>": the file of a form that was decided already.
struct fetch_order {
    std::string id{};       ///< of outbox_ids; the record's name says it
    std::string file{};     ///< the platform's id
    std::string subject{};  ///< "sub:311"
    person_id giver{};
    command_id command{};  ///< of the form
    instant ordered{};     ///< when the form was sent, in organisation time
    std::uint32_t tries = 0;
    friend bool operator==(const fetch_order&, const fetch_order&) = default;
};

/// Set of the ids of all orders, scored by the wire time of their next try.
inline constexpr std::string_view fetch_set = "fetches";
[[nodiscard]] std::string fetch_name(std::string_view id);

/// Keeps the order, or what became of it, to be tried at `when`.
void keep_order(
    ports::commit_batch& into,
    const fetch_order& order,
    const record_codec& codec,
    wire_instant when
);
void remove_order(ports::commit_batch& into, std::string_view id);

/// From the JSON of the record of that id. Errors: protocol.
[[nodiscard]] result<fetch_order> order_from_json(std::string_view id, std::string_view json);

}  // namespace fillrate::bot
