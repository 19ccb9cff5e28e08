#include "tests/bot/any_event.hpp"

#include "bot/event_codec.hpp"

#include <utility>

namespace fillrate::bot {

namespace {

domain::event event_with(domain::payload data) {
    constexpr std::int64_t latest = 4'000'000'000'000;
    domain::event any;
    any.command = command_id{any_text()};
    any.n = static_cast<std::uint32_t>(any_bits());
    any.subject = any_text();
    any.at = from_unix_ms(any_integer(0, latest));
    any.recorded_at = from_unix_ms(any_integer(0, latest));
    any.actor = person_id{any_text()};
    any.actor_name = any_text();
    any.on_behalf_of = any_text();
    any.surface = any_text();
    any.reason = any_text();
    any.party = static_cast<domain::party>(any_integer(0, enumerators(any.party)));
    any.data = std::move(data);
    return any;
}

}  // namespace

bool reads_back(domain::payload data) {
    const auto before = event_with(std::move(data));
    const auto after = decode_event(encode_event(before));
    return after && *after == before;
}

}  // namespace fillrate::bot
