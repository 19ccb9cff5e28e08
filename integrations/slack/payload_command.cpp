#include "integrations/slack/payload_kinds.hpp"
#include "integrations/slack/typed_text.hpp"

namespace fillrate::slack {

result<inbound> parse_command(
    const command_field& field,
    const app_identity& us,
    wire_instant received_at
) {
    tenancy where;
    where.team = field("team_id");
    where.enterprise = field("enterprise_id");
    where.enterprise_install = field("is_enterprise_install") == "true";
    if (const auto refusal = refuse_foreign(us, field("api_app_id"), where)) {
        return inbound(*refusal);
    }
    const auto trigger = field("trigger_id");
    const auto user = field("user_id");
    const auto channel = field("channel_id");
    if (trigger.empty() || !is_slack_id(user) || !is_slack_id(channel)) {
        return error(errc::invalid_input, "a command without trigger, user or channel");
    }
    person_request found;
    auto& request = found.request;
    request.platform = "slack";
    request.tenant = where.tenant();
    request.source_id = "command:" + std::string(trigger);
    request.actor.id = user;
    request.actor.name = field("user_name");
    // People of other organisations cannot run our commands (SLACK.md 3.1).
    request.actor.home_tenant = where.tenant();
    // A direct conversation named here may be one of two people without us: the answer to a command
    // is shown to its typer alone, so it counts as theirs.
    request.place.channel = channel;
    const auto name = field("channel_name");
    request.place.direct = name == "directmessage";
    if (!request.place.direct && name != "privategroup") {
        request.place.name = name;
    }
    request.surface = "slash";
    request.what = chat::typed_line{parse_typed_text(field("text"))};
    request.received_at = received_at;

    found.route.from = origin::command;
    found.route.trigger_id = trigger;
    found.route.response_url = field("response_url");
    found.route.channel = channel;
    found.route.user = user;
    return inbound(std::move(found));
}

}  // namespace fillrate::slack
