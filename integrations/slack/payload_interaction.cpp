#include "core/base/text.hpp"
#include "integrations/slack/json_fields.hpp"
#include "integrations/slack/payload_kinds.hpp"
#include "integrations/slack/typed_text.hpp"

#include <utility>

namespace fillrate::slack {
namespace {

namespace json = boost::json;

constexpr std::size_t most_form_fields = 100;

tenancy interaction_tenancy(const json::object& payload) {
    const auto& view = object_of(payload, "view");
    const auto& user = object_of(payload, "user");
    tenancy where;
    where.team = first_of(
        text_of(view, "app_installed_team_id"),
        first_of(text_of(object_of(payload, "team"), "id"), text_of(user, "team_id"))
    );
    where.enterprise = first_of(
        text_of(object_of(payload, "enterprise"), "id"),
        text_of(object_of(payload, "team"), "enterprise_id")
    );
    where.enterprise_install = flag_of(payload, "is_enterprise_install");
    return where;
}

// What every interaction has. errc::invalid_input when it is missing.
result<person_request> start_request(
    const json::object& payload,
    const tenancy& where,
    wire_instant received_at
) {
    const auto& user = object_of(payload, "user");
    if (!is_slack_id(text_of(user, "id"))) {
        return error(errc::invalid_input, "an interaction without user");
    }
    person_request found;
    found.request.platform = "slack";
    found.request.tenant = where.tenant();
    found.request.actor.id = text_of(user, "id");
    found.request.actor.home_tenant = home_tenant_of(text_of(user, "team_id"), where);
    found.request.actor.name = first_of(text_of(user, "name"), text_of(user, "username"));
    found.request.received_at = received_at;
    found.route.trigger_id = text_of(payload, "trigger_id");
    found.route.response_url = text_of(payload, "response_url");
    found.route.user = text_of(user, "id");
    return found;
}

const json::object* first_button(const json::object& payload) {
    for (const auto& item : array_of(payload, "actions")) {
        const auto& action = as_object_or_none(item);
        if (text_of(action, "type") == "button" && !text_of(action, "value").empty()) {
            return &action;
        }
    }
    return nullptr;
}

void set_place(person_request& found, const json::object& payload) {
    const auto& container = object_of(payload, "container");
    const auto& channel = object_of(payload, "channel");
    const auto id = first_of(text_of(channel, "id"), text_of(container, "channel_id"));
    if (!is_slack_id(id)) {
        return;
    }
    const auto ts = text_of(container, "message_ts");
    const auto thread = first_of(
        text_of(container, "thread_ts"),
        text_of(object_of(payload, "message"), "thread_ts")
    );
    const bool in_thread = is_message_ts(thread) && thread != ts;
    auto& place = found.request.place;
    place.channel = id;
    place.thread = in_thread ? thread : std::string_view{};
    // The answer to a command typed in somebody else's direct conversation is ephemeral there.
    place.direct =
        text_of(channel, "name") == "directmessage" && !flag_of(container, "is_ephemeral");
    found.route.channel = id;
    found.route.thread = place.thread;
    found.route.thread_is_live = in_thread;
}

result<inbound> parse_button(
    const json::object& payload,
    const tenancy& where,
    wire_instant received_at
) {
    const auto* action = first_button(payload);
    if (action == nullptr) {
        return inbound(ignored{"no button of ours"});
    }
    auto started = start_request(payload, where, received_at);
    if (!started) {
        return started.error();
    }
    const auto trigger = text_of(payload, "trigger_id");
    const auto acted_at = text_of(*action, "action_ts");
    if (trigger.empty() || acted_at.empty()) {
        return error(errc::invalid_input, "a press without trigger or time");
    }
    person_request found = std::move(*started);
    found.request.source_id = "action:" + std::string(trigger) + ":" + std::string(acted_at);
    found.request.surface = "button";
    found.request.what = chat::button_press{std::string(text_of(*action, "value"))};
    const auto& view = object_of(payload, "view");
    if (text_of(view, "id").empty()) {
        found.route.from = origin::message_button;
        set_place(found, payload);
    } else {
        found.route.from = origin::view_button;
        found.route.view_id = text_of(view, "id");
    }
    return inbound(std::move(found));
}

// The value of one input element; nothing when it was left empty.
std::optional<std::string> value_of_input(const json::object& input) {
    const auto* selected = input.if_contains("selected_options");
    if (selected != nullptr && selected->is_array()) {
        std::vector<std::string> values;
        for (const auto& option : selected->get_array()) {
            values.emplace_back(text_of(as_object_or_none(option), "value"));
        }
        return join(values, ",");
    }
    for (const std::string_view name : {"value", "selected_date"}) {
        if (const auto* member = input.if_contains(name); member && member->is_string()) {
            return std::string(text_of(input, name));
        }
    }
    const auto& files = array_of(input, "files");
    if (!files.empty()) {
        const auto id = text_of(as_object_or_none(files.front()), "id");
        return is_slack_id(id) ? std::optional(std::string(id)) : std::nullopt;
    }
    const auto& option = object_of(input, "selected_option");
    if (option.if_contains("value") != nullptr) {
        return std::string(text_of(option, "value"));
    }
    return std::nullopt;
}

result<inbound> parse_form(
    const json::object& payload,
    const tenancy& where,
    wire_instant received_at
) {
    auto started = start_request(payload, where, received_at);
    if (!started) {
        return started.error();
    }
    const auto& view = object_of(payload, "view");
    if (text_of(view, "id").empty() || text_of(view, "hash").empty()) {
        return error(errc::invalid_input, "a submission without view");
    }
    const auto& values = object_of(object_of(view, "state"), "values");
    if (values.size() > most_form_fields) {
        return error(errc::invalid_input, "a submission with too many fields");
    }
    person_request found = std::move(*started);
    chat::form_submission submission;
    submission.value = text_of(view, "private_metadata");
    for (const auto& block : values) {
        const std::string id(block.key().data(), block.key().size());
        const auto& inputs = as_object_or_none(block.value());
        found.route.form_fields.push_back(id);
        if (inputs.empty()) {
            continue;
        }
        if (auto value = value_of_input(as_object_or_none(inputs.begin()->value()))) {
            submission.fields.emplace(id, std::move(*value));
        }
    }
    found.request.source_id =
        "view:" + std::string(text_of(view, "id")) + ":" + std::string(text_of(view, "hash"));
    found.request.surface = "form";
    found.request.what = std::move(submission);
    found.route.from = origin::view_form;
    found.route.view_id = text_of(view, "id");
    return inbound(std::move(found));
}

}  // namespace

result<inbound> parse_interaction(
    const json::object& payload,
    const app_identity& us,
    wire_instant received_at
) {
    const auto type = text_of(payload, "type");
    if (type.empty()) {
        return error(errc::invalid_input, "an interaction without type");
    }
    const auto where = interaction_tenancy(payload);
    if (const auto refusal = refuse_foreign(us, text_of(payload, "api_app_id"), where)) {
        return inbound(*refusal);
    }
    if (type == "block_actions") {
        return parse_button(payload, where, received_at);
    }
    if (type == "view_submission") {
        return parse_form(payload, where, received_at);
    }
    return inbound(ignored{"an interaction we do not use"});
}

}  // namespace fillrate::slack
