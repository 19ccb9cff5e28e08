// The parsers behind payload.hpp, one per kind of delivery.
#pragma once

#include "integrations/slack/payload.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <optional>
#include <string_view>

namespace fillrate::slack {

/// A field of a slash command by name; empty when there is none.
using command_field = std::function<std::string_view(std::string_view name)>;

[[nodiscard]] result<inbound> parse_command(
    const command_field& field,
    const app_identity& us,
    wire_instant received_at
);
/// The outer body of the Events API.
[[nodiscard]] result<inbound> parse_event(
    const boost::json::object& outer,
    const app_identity& us,
    wire_instant received_at
);
/// The object of `payload=`.
[[nodiscard]] result<inbound> parse_interaction(
    const boost::json::object& payload,
    const app_identity& us,
    wire_instant received_at
);

/// Whether a message is a bot's, ours included, by what Slack says of its author.
[[nodiscard]] bool is_by_bot(const boost::json::object& message, const app_identity& us);
/// Whether a message of this subtype is what a person wrote.
[[nodiscard]] bool is_human_subtype(std::string_view subtype);

/// The tenant and the organisation of a delivery, by the precedence of SLACK.md 3.3.
struct tenancy {
    std::string team{};
    std::string enterprise{};
    bool enterprise_install = false;

    [[nodiscard]] const std::string& tenant() const {
        return enterprise_install ? enterprise : team;
    }
};

/// Why a delivery is not ours, or nothing when it is.
[[nodiscard]] std::optional<ignored> refuse_foreign(
    const app_identity& us,
    std::string_view app_id,
    const tenancy& where
);

/// The home tenant of an actor in our terms: the delivery's tenant for our own people, the foreign
/// id for others, empty for an unknown one.
[[nodiscard]] std::string home_tenant_of(std::string_view home, const tenancy& where);

}  // namespace fillrate::slack
