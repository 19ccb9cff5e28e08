#include "bot/clock.hpp"

#include "bot/field_archive.hpp"
#include "core/async/sleep.hpp"

#include <boost/json/parse.hpp>

#include <type_traits>

namespace fillrate::bot {

template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, time_line>
static void describe(V& f, T& v) {
    f("o", v.organisation_anchor_ms);
    f("w", v.wire_anchor_ms);
    f("s", v.speed);
}

std::string to_json(const time_line& value) {
    std::string out;
    field_writer writer(out);
    describe(writer, value);
    writer.finish();
    return out;
}

result<time_line> time_line_from_json(std::string_view json) {
    boost::system::error_code failed;
    const auto parsed = boost::json::parse({json.data(), json.size()}, failed);
    const auto* object = failed ? nullptr : parsed.if_object();
    time_line value;
    if (object == nullptr) {
        return error(errc::protocol, "the stored clock is not JSON");
    }
    field_reader reader(*object);
    describe(reader, value);
    if (!reader.ok() || value.speed < 0 || value.speed > 100'000) {
        return error(errc::protocol, "the stored clock has a field out of range");
    }
    return value;
}

wire_instant machine_clock::wire_now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return wire_instant{std::chrono::duration_cast<milliseconds>(since)};
}

steady_instant machine_clock::steady_now() const {
    return std::chrono::steady_clock::now();
}

instant machine_clock::now() const {
    const auto wire = wire_now().time_since_epoch().count();
    return from_unix_ms(line_.organisation_anchor_ms + (wire - line_.wire_anchor_ms) * line_.speed);
}

async::awaitable<void> machine_clock::sleep_until(steady_instant when) {
    co_await async::sleep_until(when);
}

async::awaitable<void> machine_clock::wait(async::event& wake, steady_instant when) {
    static_cast<void>(co_await wake.wait_until(when));
}

steady_instant machine_clock::steady_for(instant when) const {
    const auto ahead = when - now();
    if (ahead <= milliseconds{0}) {
        return steady_now();
    }
    if (line_.speed == 0) {
        return steady_now() + std::chrono::hours{24};
    }
    return steady_now() + milliseconds{ahead.count() / line_.speed + 1};
}

time_line machine_clock::at_speed(std::int64_t speed) const {
    return {to_unix_ms(now()), wire_now().time_since_epoch().count(), speed};
}

time_line machine_clock::moved_to(instant when) const {
    return {to_unix_ms(when), wire_now().time_since_epoch().count(), line_.speed};
}

}  // namespace fillrate::bot
