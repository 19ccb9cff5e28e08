// One Socket Mode connection as a state machine (SLACK.md 1): what to do about each text frame and
// at each moment. Without sockets, clocks or coroutines: socket_mode.hpp does what it says.
#pragma once

#include "core/base/instant.hpp"
#include "integrations/slack/payload.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::slack {

/// The spans of SLACK.md 1.4, 1.5 and 1.7; a test may shorten them.
struct socket_timing {
    milliseconds hello_within{10000};  ///< after the connection is open
    milliseconds ping_every{10000};
    milliseconds dead_after{25000};  ///< without any inbound frame
    milliseconds connect_within{10000};
    milliseconds open_every{5000};         ///< sustained rate of apps.connections.open, per app
    milliseconds backoff_first{1000};      ///< upper end of the first random wait
    milliseconds backoff_most{60000};      ///< upper end of the last one
    milliseconds steady_after{60000};      ///< a connection this old forgives earlier failures
    milliseconds switched_off{60000};      ///< at least, when Socket Mode is off or crowded
    milliseconds bad_credentials{300000};  ///< between tries while Slack refuses the app token
};

struct socket_action {
    enum class kind {
        ready,        ///< hello came: the connection is usable
        deliver,      ///< hand the envelope over and acknowledge it when it is settled
        acknowledge,  ///< nothing can be done with this envelope, now or later
        ping,
        replace,   ///< open a replacement now, close this one when the replacement is ready
        abandon,   ///< the connection is of no use: drop it and connect again
        back_off,  ///< close first, wait long, raise an alarm
        ignore     ///< counted
    };
    kind what = kind::ignore;
    std::string_view reason{};  ///< a constant of ours
    std::string envelope_id{};
    envelope_kind envelope = envelope_kind::events_api;
    boost::json::object payload{};
    bool accepts_payload = false;
};

class socket_session {
public:
    enum class state {
        greeting,  ///< open, hello has not come yet
        ready,
        retiring,  ///< a replacement is wanted; envelopes are still served
        over       ///< nothing more is expected of it
    };

    /// `recycle_percent` of the announced connection time is used before a planned replacement.
    socket_session(socket_timing timing, unsigned recycle_percent, steady_instant opened_at);

    /// Whatever the text is and in whatever state: never fails.
    [[nodiscard]] std::vector<socket_action> on_text(std::string_view text, steady_instant now);

    /// `last_inbound`: when a frame of any kind last came in.
    [[nodiscard]] std::vector<socket_action> on_time(
        steady_instant now,
        steady_instant last_inbound
    );
    /// When on_time() wants to be called next at the latest.
    [[nodiscard]] steady_instant next_time(steady_instant last_inbound) const;

    /// The connection has ended.
    void on_closed() noexcept { state_ = state::over; }

    [[nodiscard]] state current() const noexcept { return state_; }
    /// Sockets of this app that Slack counted at hello; 0 when it did not say.
    [[nodiscard]] std::size_t connections_of_app() const noexcept { return connections_of_app_; }

private:
    [[nodiscard]] socket_action on_hello(const boost::json::object& frame, steady_instant now);
    [[nodiscard]] socket_action on_disconnect(const boost::json::object& frame);
    [[nodiscard]] socket_action on_envelope(const boost::json::object& frame);
    [[nodiscard]] socket_action want_replacement(std::string_view reason);

    socket_timing timing_;
    unsigned recycle_percent_;
    state state_ = state::greeting;
    steady_instant opened_at_;
    steady_instant next_ping_;
    steady_instant recycle_at_ = steady_instant::max();
    std::size_t connections_of_app_ = 0;
};

/// {"envelope_id":...} with the payload, when there is one, as its JSON text.
[[nodiscard]] std::string make_ack(std::string_view envelope_id, std::string_view payload);

}  // namespace fillrate::slack
