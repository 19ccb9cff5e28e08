#include "integrations/slack/socket_session.hpp"

#include "integrations/net/json.hpp"
#include "integrations/slack/json_fields.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using kind = socket_action::kind;

constexpr std::size_t longest_envelope_id = 128;

socket_action act(kind what, std::string_view reason = {}) {
    socket_action action;
    action.what = what;
    action.reason = reason;
    return action;
}

std::optional<envelope_kind> kind_of_envelope(std::string_view type) {
    if (type == "events_api") {
        return envelope_kind::events_api;
    }
    if (type == "slash_commands") {
        return envelope_kind::slash_commands;
    }
    if (type == "interactive") {
        return envelope_kind::interactive;
    }
    return std::nullopt;
}

// Seconds in the range that Slack has ever named; anything else is no announcement.
std::optional<seconds> connection_time(const json::object& hello) {
    constexpr std::int64_t shortest = 10;
    constexpr std::int64_t longest = 7 * 24 * 3600;
    const auto* announced =
        object_of(hello, "debug_info").if_contains("approximate_connection_time");
    if (announced == nullptr || !announced->is_int64()) {
        return std::nullopt;
    }
    const auto value = announced->get_int64();
    if (value < shortest || value > longest) {
        return std::nullopt;
    }
    return seconds{value};
}

}  // namespace

socket_session::socket_session(
    socket_timing timing,
    unsigned recycle_percent,
    steady_instant opened_at
)
    : timing_(timing),
      recycle_percent_(recycle_percent),
      opened_at_(opened_at),
      next_ping_(opened_at + timing.ping_every) {}

std::vector<socket_action> socket_session::on_text(std::string_view text, steady_instant now) {
    if (state_ == state::over) {
        return {act(kind::ignore, "after the end")};
    }
    const auto parsed = net::parse_json_strict(text);
    const auto* frame = parsed ? parsed->if_object() : nullptr;
    if (frame == nullptr) {
        return {act(kind::ignore, "not a JSON object")};
    }
    const auto type = text_of(*frame, "type");
    if (type == "hello") {
        return {on_hello(*frame, now)};
    }
    if (type == "disconnect") {
        return {on_disconnect(*frame)};
    }
    return {on_envelope(*frame)};
}

socket_action socket_session::on_hello(const json::object& frame, steady_instant now) {
    if (state_ != state::greeting) {
        return act(kind::ignore, "hello again");
    }
    state_ = state::ready;
    if (const auto lasts = connection_time(frame)) {
        recycle_at_ = now + milliseconds{*lasts} * recycle_percent_ / 100;
    }
    const auto* count = frame.if_contains("num_connections");
    if (count != nullptr && count->is_int64() && count->get_int64() > 0) {
        connections_of_app_ = static_cast<std::size_t>(count->get_int64());
    }
    return act(kind::ready);
}

socket_action socket_session::on_disconnect(const json::object& frame) {
    const auto reason = text_of(frame, "reason");
    if (reason == "link_disabled" || reason == "too_many_websockets") {
        state_ = state::over;
        return act(
            kind::back_off,
            reason == "link_disabled" ? "Socket Mode is switched off in the app's settings"
                                      : "too many connections of this app"
        );
    }
    if (state_ == state::greeting) {
        // Nothing to keep alive until a replacement is there.
        state_ = state::over;
        return act(kind::abandon, "refused before hello");
    }
    return want_replacement(reason == "warning" ? "Slack recycles it soon" : "Slack recycles it");
}

socket_action socket_session::want_replacement(std::string_view reason) {
    if (state_ == state::retiring) {
        return act(kind::ignore, "already being replaced");
    }
    state_ = state::retiring;
    return act(kind::replace, reason);
}

socket_action socket_session::on_envelope(const json::object& frame) {
    const auto id = text_of(frame, "envelope_id");
    if (id.empty() || id.size() > longest_envelope_id) {
        return act(kind::ignore, "no envelope id");
    }
    auto action = act(kind::acknowledge, "an envelope we do not know");
    action.envelope_id = id;
    const auto envelope = kind_of_envelope(text_of(frame, "type"));
    const auto* payload = frame.if_contains("payload");
    if (!envelope || payload == nullptr || !payload->is_object()) {
        return action;
    }
    action.what = kind::deliver;
    action.reason = {};
    action.envelope = *envelope;
    action.payload = payload->get_object();
    action.accepts_payload = flag_of(frame, "accepts_response_payload");
    return action;
}

std::vector<socket_action> socket_session::on_time(
    steady_instant now,
    steady_instant last_inbound
) {
    if (state_ == state::over) {
        return {};
    }
    if (state_ == state::greeting && now >= opened_at_ + timing_.hello_within) {
        state_ = state::over;
        return {act(kind::abandon, "no hello")};
    }
    if (now >= std::max(last_inbound, opened_at_) + timing_.dead_after) {
        state_ = state::over;
        return {act(kind::abandon, "silent")};
    }
    std::vector<socket_action> actions;
    if (state_ == state::ready && now >= recycle_at_) {
        actions.push_back(want_replacement("planned"));
    }
    if (now >= next_ping_) {
        next_ping_ = now + timing_.ping_every;
        actions.push_back(act(kind::ping));
    }
    return actions;
}

steady_instant socket_session::next_time(steady_instant last_inbound) const {
    auto next = std::min(next_ping_, std::max(last_inbound, opened_at_) + timing_.dead_after);
    if (state_ == state::greeting) {
        next = std::min(next, opened_at_ + timing_.hello_within);
    }
    if (state_ == state::ready) {
        next = std::min(next, recycle_at_);
    }
    return next;
}

std::string make_ack(std::string_view envelope_id, std::string_view payload) {
    auto ack = R"({"envelope_id":)" + json::serialize(json::string(envelope_id));
    if (!payload.empty()) {
        ack += R"(,"payload":)" + std::string(payload);
    }
    return ack + "}";
}

}  // namespace fillrate::slack
