#include "integrations/slack/payload.hpp"

#include "core/base/text.hpp"
#include "integrations/net/json.hpp"
#include "integrations/slack/form_body.hpp"
#include "integrations/slack/json_fields.hpp"
#include "integrations/slack/payload_kinds.hpp"
#include "integrations/slack/typed_text.hpp"

#include <algorithm>

namespace fillrate::slack {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_challenge = 1024;

std::string media_type(std::string_view content_type) {
    return to_lower_ascii(trim(content_type.substr(0, content_type.find(';'))));
}

// The challenge is text that we give back: only what cannot be mark-up.
result<inbound> parse_url_verification(const json::object& body) {
    const auto challenge = text_of(body, "challenge");
    const bool is_plain = std::all_of(challenge.begin(), challenge.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.' || c == '=' || c == '+' || c == '/';
    });
    if (challenge.empty() || challenge.size() > longest_challenge || !is_plain) {
        return error(errc::invalid_input, "not a challenge");
    }
    return inbound(url_verification{std::string(challenge)});
}

result<inbound> parse_json_body(
    std::string_view body,
    const app_identity& us,
    wire_instant received_at
) {
    const auto parsed = net::parse_json_strict(body);
    if (!parsed) {
        return parsed.error();
    }
    const auto* outer = parsed->if_object();
    if (outer == nullptr) {
        return error(errc::invalid_input, "not a JSON object");
    }
    if (text_of(*outer, "type") == "url_verification") {
        return parse_url_verification(*outer);
    }
    return parse_event(*outer, us, received_at);
}

result<inbound> parse_form(
    std::string_view body,
    const app_identity& us,
    wire_instant received_at
) {
    const auto form = form_body::parse(body);
    if (!form) {
        return form.error();
    }
    if (form->has("ssl_check")) {
        if (form->value("ssl_check") == "1") {
            return inbound(ssl_check{});
        }
        return error(errc::invalid_input, "ssl_check is not 1");
    }
    if (form->has("payload")) {
        if (form->size() != 1) {
            return error(errc::invalid_input, "payload is not alone");
        }
        const auto parsed = net::parse_json_strict(form->value("payload"));
        if (!parsed) {
            return parsed.error();
        }
        const auto* payload = parsed->if_object();
        if (payload == nullptr) {
            return error(errc::invalid_input, "payload is not a JSON object");
        }
        return parse_interaction(*payload, us, received_at);
    }
    if (!form->has("command")) {
        return error(errc::invalid_input, "neither a command nor a payload");
    }
    const command_field field = [&form](std::string_view name) { return form->value(name); };
    return parse_command(field, us, received_at);
}

}  // namespace

result<inbound> parse_http_body(
    std::string_view content_type,
    std::string_view body,
    const app_identity& us,
    wire_instant received_at
) {
    const auto type = media_type(content_type);
    if (type == "application/json") {
        return parse_json_body(body, us, received_at);
    }
    if (type == "application/x-www-form-urlencoded") {
        return parse_form(body, us, received_at);
    }
    return error(errc::invalid_input, "not a content type of Slack");
}

bool is_ssl_check(std::string_view content_type, std::string_view body) {
    if (media_type(content_type) != "application/x-www-form-urlencoded") {
        return false;
    }
    const auto form = form_body::parse(body);
    return form && form->value("ssl_check") == "1";
}

result<inbound> parse_envelope(
    envelope_kind kind,
    const json::object& payload,
    const app_identity& us,
    wire_instant received_at
) {
    switch (kind) {
        case envelope_kind::events_api:
            return parse_event(payload, us, received_at);
        case envelope_kind::interactive:
            return parse_interaction(payload, us, received_at);
        case envelope_kind::slash_commands:
            break;
    }
    const command_field field = [&payload](std::string_view name) {
        return text_of(payload, name);
    };
    return parse_command(field, us, received_at);
}

std::optional<ignored> refuse_foreign(
    const app_identity& us,
    std::string_view app_id,
    const tenancy& where
) {
    if (!us.app_id.empty() && app_id != us.app_id) {
        return ignored{"another app"};
    }
    if (us.revoked) {
        return ignored{"revoked installation"};
    }
    if (!is_slack_id(where.tenant())) {
        return ignored{"no workspace"};
    }
    const auto& installed = us.enterprise_install ? us.enterprise_id : us.team_id;
    const auto& delivered = us.enterprise_install ? where.enterprise : where.team;
    if (!installed.empty() && delivered != installed) {
        return ignored{"another workspace"};
    }
    return std::nullopt;
}

std::string home_tenant_of(std::string_view home, const tenancy& where) {
    const bool is_ours = !home.empty() && (home == where.team || home == where.enterprise);
    return is_ours ? where.tenant() : std::string(home);
}

std::string make_message_id(std::string_view channel, std::string_view ts) {
    return std::string(channel) + ":" + std::string(ts);
}

message_address split_message_id(std::string_view message_id) {
    const auto colon = message_id.find(':');
    if (colon == std::string_view::npos) {
        return {};
    }
    const auto channel = message_id.substr(0, colon);
    const auto ts = message_id.substr(colon + 1);
    if (!is_slack_id(channel) || !is_message_ts(ts)) {
        return {};
    }
    return {std::string(channel), std::string(ts)};
}

bool is_message_ts(std::string_view text) noexcept {
    constexpr std::size_t longest = 32;
    const auto dot = text.find('.');
    return text.size() <= longest && dot != std::string_view::npos &&
           all_digits(text.substr(0, dot)) && all_digits(text.substr(dot + 1));
}

}  // namespace fillrate::slack
