// Slack's deliveries, parsed into what the engine knows (SLACK.md 2.2, 3). The same objects come
// over HTTP and over Socket Mode. Pure; every byte is hostile.
#pragma once

#include "core/base/result.hpp"
#include "core/chat/request.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::slack {

/// Who we are to Slack: the configured app id and what auth.test answered. Empty parts are unknown
/// and not checked.
struct app_identity {
    std::string app_id{};
    std::string team_id{};
    std::string enterprise_id{};
    std::string bot_user_id{};
    std::string bot_id{};
    bool enterprise_install = false;
    bool revoked = false;  ///< Slack refuses our token: nothing is taken until it is good again
};

/// How the person acted, which decides how the answer can go back.
enum class origin {
    command,
    mention,
    direct_message,
    reaction,
    presence,
    message_button,
    view_button,
    view_form
};

/// Where the interactive answer goes. Beside the request, never in it: the response_url and the
/// trigger are capabilities for minutes, not facts.
struct reply_route {
    slack::origin from = slack::origin::command;
    std::string trigger_id{};
    std::string response_url{};
    std::string channel{};
    std::string thread{};
    bool thread_is_live = false;  ///< the request itself was made inside that thread
    std::string user{};
    std::string view_id{};
    std::vector<std::string> form_fields{};  ///< block ids of a submitted form, in order
};

/// Somebody wants something of us.
struct person_request {
    chat::request request{};
    reply_route route{};
};
/// Eyes on a message: it is to be noted (DOMAIN.md 7.1). What it says is not in the event, and is
/// read before anything is decided.
struct eyes_on_message {
    person_request found{};  ///< its chat::noted_message is empty, its thread unknown
    std::string ts{};        ///< of the message, in the channel of `found`
};
/// Slack checks a request URL; the challenge is safe to give back as plain text.
struct url_verification {
    std::string challenge{};
};
/// Slack checks the certificate of a command URL; answered with an empty 200 and nothing else.
struct ssl_check {};
/// Our own message came back as an event: proof that the outbox item was delivered.
struct echo {
    std::string outbox_id{};
    std::string message_id{};
};
/// The app was uninstalled or its tokens were revoked, says Slack; auth.test tells.
struct installation_change {};
/// Acknowledged and counted, nothing else. The reason is a constant of ours.
struct ignored {
    std::string_view reason{};
};

using inbound = std::variant<
    person_request,
    eyes_on_message,
    url_verification,
    ssl_check,
    echo,
    installation_change,
    ignored>;

/// An HTTP body by its media type. errc::invalid_input (answered with 400) for anything that is not
/// a well-formed delivery. `ssl_check` is answered only for a form whose ssl_check is exactly "1".
[[nodiscard]] result<inbound> parse_http_body(
    std::string_view content_type,
    std::string_view body,
    const app_identity& us,
    wire_instant received_at
);

/// Whether an unsigned body may be answered as ssl_check: exactly that, and nothing in it is used.
[[nodiscard]] bool is_ssl_check(std::string_view content_type, std::string_view body);

enum class envelope_kind { events_api, slash_commands, interactive };

/// The payload of a Socket Mode envelope.
[[nodiscard]] result<inbound> parse_envelope(
    envelope_kind kind,
    const boost::json::object& payload,
    const app_identity& us,
    wire_instant received_at
);

/// "<channel>:<ts>": how a Slack message is named in the outbox and in edits.
[[nodiscard]] std::string make_message_id(std::string_view channel, std::string_view ts);

/// The two parts of a message id; empty ones when it is none.
struct message_address {
    std::string channel{};
    std::string ts{};
};
[[nodiscard]] message_address split_message_id(std::string_view message_id);

/// "1718000000.000100": digits, one dot, digits.
[[nodiscard]] bool is_message_ts(std::string_view text) noexcept;

/// Names of the metadata that our own posts carry.
inline constexpr std::string_view outbox_event_type = "fillrate_out";

}  // namespace fillrate::slack
