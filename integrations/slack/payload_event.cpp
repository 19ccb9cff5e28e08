#include "integrations/slack/json_fields.hpp"
#include "integrations/slack/payload_kinds.hpp"
#include "integrations/slack/typed_text.hpp"

#include <algorithm>
#include <array>

namespace fillrate::slack {
namespace {

namespace json = boost::json;

constexpr std::string_view noting_reaction = "eyes";

const json::object& first_authorization(const json::object& outer) {
    static const json::object none;
    const auto& all = array_of(outer, "authorizations");
    return all.empty() ? none : as_object_or_none(all.front());
}

tenancy event_tenancy(const json::object& outer) {
    const auto& authorization = first_authorization(outer);
    tenancy where;
    where.team = first_of(text_of(authorization, "team_id"), text_of(outer, "team_id"));
    where.enterprise =
        first_of(text_of(authorization, "enterprise_id"), text_of(outer, "enterprise_id"));
    where.enterprise_install = flag_of(authorization, "is_enterprise_install");
    return where;
}

std::string_view our_user_id(const json::object& outer, const app_identity& us) {
    const auto& authorization = first_authorization(outer);
    if (!us.bot_user_id.empty() || !flag_of(authorization, "is_bot")) {
        return us.bot_user_id;
    }
    return text_of(authorization, "user_id");
}

bool is_ours(const json::object& event, const app_identity& us) {
    const auto bot = text_of(event, "bot_id");
    const auto app = text_of(event, "app_id");
    return (!bot.empty() && bot == us.bot_id) || (!app.empty() && app == us.app_id);
}

// Messages of any bot are not for us (no loops); our own prove their delivery (SLACK.md 3.3, 4.4).
std::optional<inbound> parse_bot_message(const json::object& event, const app_identity& us) {
    if (!is_by_bot(event, us)) {
        return std::nullopt;
    }
    const auto& metadata = object_of(event, "metadata");
    const auto id = text_of(object_of(metadata, "event_payload"), "id");
    const auto channel = text_of(event, "channel");
    const auto ts = text_of(event, "ts");
    const bool is_echo = is_ours(event, us) && text_of(metadata, "event_type") == outbox_event_type;
    if (is_echo && !id.empty() && is_slack_id(channel) && is_message_ts(ts)) {
        return inbound(echo{std::string(id), make_message_id(channel, ts)});
    }
    return inbound(ignored{"a bot's message"});
}

chat::platform_user actor_of(
    const json::object& outer,
    const json::object& event,
    const tenancy& where
) {
    chat::platform_user actor;
    actor.id = text_of(event, "user");
    auto home = first_of(text_of(event, "user_team"), text_of(event, "team"));
    // Slack leaves the team out where nobody else can be; in a shared channel that means unknown.
    if (home.empty() && !flag_of(outer, "is_ext_shared_channel")) {
        home = where.tenant();
    }
    actor.home_tenant = home_tenant_of(home, where);
    const auto& profile = object_of(event, "user_profile");
    actor.restricted = flag_of(profile, "is_restricted") || flag_of(profile, "is_ultra_restricted");
    return actor;
}

result<inbound> parse_line(
    const json::object& outer,
    const json::object& event,
    const tenancy& where,
    const app_identity& us,
    bool direct
) {
    const auto channel = text_of(event, "channel");
    const auto ts = text_of(event, "ts");
    const auto thread = text_of(event, "thread_ts");
    if (!is_slack_id(channel) || !is_slack_id(text_of(event, "user")) || !is_message_ts(ts)) {
        return error(errc::invalid_input, "a message without channel, user or time");
    }
    if (!thread.empty() && !is_message_ts(thread)) {
        return error(errc::invalid_input, "a message with a malformed thread");
    }
    const bool in_thread = !thread.empty() && thread != ts;
    person_request found;
    auto& request = found.request;
    request.platform = "slack";
    request.tenant = where.tenant();
    // A mention and a message event tell of one line with two event ids (SLACK.md 3.3).
    request.source_id = "message:" + where.tenant() + ":" + make_message_id(channel, ts);
    request.actor = actor_of(outer, event, where);
    request.place = {std::string(channel), in_thread ? std::string(thread) : std::string{}, direct};
    request.surface = direct ? "direct" : "mention";
    auto runs = parse_typed_text(text_of(event, "text"));
    remove_mention(runs, our_user_id(outer, us));
    request.what = chat::typed_line{std::move(runs)};

    found.route.from = direct ? origin::direct_message : origin::mention;
    found.route.channel = channel;
    // A mention is answered in its thread, so that the channel stays readable.
    if (in_thread) {
        found.route.thread = thread;
    } else if (!direct) {
        found.route.thread = ts;
    }
    found.route.thread_is_live = in_thread;
    found.route.user = text_of(event, "user");
    return inbound(std::move(found));
}

// Eyes ask to keep the message as a note, once whoever asks. Every other reaction is between
// people, and taking one away undoes nothing (DOMAIN.md 7.1).
result<inbound> parse_reaction(
    const json::object& outer,
    const json::object& event,
    const tenancy& where,
    const app_identity& us
) {
    const auto& item = object_of(event, "item");
    if (text_of(event, "reaction") != noting_reaction || text_of(item, "type") != "message") {
        return inbound(ignored{"a reaction that asks for nothing"});
    }
    const auto user = text_of(event, "user");
    const auto channel = text_of(item, "channel");
    const auto ts = text_of(item, "ts");
    if (!is_slack_id(channel) || !is_slack_id(user) || !is_message_ts(ts)) {
        return error(errc::invalid_input, "a reaction without channel, user or time");
    }
    const auto ours = our_user_id(outer, us);
    if (!ours.empty() && (user == ours || text_of(event, "item_user") == ours)) {
        return inbound(ignored{"a reaction of ours or to our own message"});
    }
    eyes_on_message seen;
    seen.ts = ts;
    auto& request = seen.found.request;
    request.platform = "slack";
    request.tenant = where.tenant();
    request.source_id = "eyes:" + make_message_id(channel, ts);
    request.actor = actor_of(outer, event, where);
    request.place.channel = channel;
    request.surface = "reaction";
    request.what = chat::noted_message{};
    seen.found.route.from = origin::reaction;
    seen.found.route.channel = channel;
    seen.found.route.user = user;
    return inbound(std::move(seen));
}

// Who reads along in a channel matters even where nobody speaks to us: people of other
// organisations are told of, our own are not (SLACK.md 7.6).
result<inbound> parse_presence(
    const json::object& outer,
    const json::object& event,
    const tenancy& where,
    const app_identity& us
) {
    const auto channel = text_of(event, "channel");
    const auto user = text_of(event, "user");
    const auto id = text_of(outer, "event_id");
    auto actor = actor_of(outer, event, where);
    const bool ours = actor.home_tenant.empty() || actor.home_tenant == where.tenant() ||
                      user == our_user_id(outer, us);
    if (ours || !is_slack_id(channel) || !is_slack_id(user) || id.empty()) {
        return inbound(ignored{"a message that does not mention us"});
    }
    person_request found;
    auto& request = found.request;
    request.platform = "slack";
    request.tenant = where.tenant();
    request.source_id = "seen:" + where.tenant() + ":" + std::string(id);
    request.actor = std::move(actor);
    request.place.channel = channel;
    request.surface = "presence";
    request.what = chat::presence{};
    found.route.from = origin::presence;
    found.route.channel = channel;
    found.route.user = user;
    return inbound(std::move(found));
}

result<inbound> parse_inner(
    const json::object& outer,
    const json::object& event,
    const tenancy& where,
    const app_identity& us
) {
    const auto type = text_of(event, "type");
    if (type == "app_uninstalled" || type == "tokens_revoked") {
        return inbound(installation_change{});
    }
    if (type == "reaction_added") {
        return parse_reaction(outer, event, where, us);
    }
    if (type == "member_joined_channel") {
        return parse_presence(outer, event, where, us);
    }
    if (type != "app_mention" && type != "message") {
        return inbound(ignored{"an event we do not use"});
    }
    if (auto bots = parse_bot_message(event, us)) {
        return std::move(*bots);
    }
    if (!is_human_subtype(text_of(event, "subtype")) || flag_of(event, "hidden")) {
        return inbound(ignored{"not a person's new message"});
    }
    const bool direct = type == "message";
    if (direct && text_of(event, "channel_type") != "im") {
        return flag_of(outer, "is_ext_shared_channel")
                   ? parse_presence(outer, event, where, us)
                   : inbound(ignored{"a message that does not mention us"});
    }
    return parse_line(outer, event, where, us, direct);
}

}  // namespace

bool is_by_bot(const json::object& message, const app_identity& us) {
    return !text_of(message, "bot_id").empty() || !text_of(message, "app_id").empty() ||
           (!us.bot_user_id.empty() && text_of(message, "user") == us.bot_user_id);
}

bool is_human_subtype(std::string_view subtype) {
    static constexpr std::array<std::string_view, 4> human{
        "",
        "file_share",
        "thread_broadcast",
        "me_message"};
    return std::find(human.begin(), human.end(), subtype) != human.end();
}

result<inbound> parse_event(
    const json::object& outer,
    const app_identity& us,
    wire_instant received_at
) {
    const auto type = text_of(outer, "type");
    if (type == "app_rate_limited") {
        return inbound(ignored{"Slack limits our events"});
    }
    if (type != "event_callback") {
        return inbound(ignored{"an outer event we do not use"});
    }
    const auto* inner = outer.if_contains("event");
    if (inner == nullptr || !inner->is_object()) {
        return error(errc::invalid_input, "an event callback without event");
    }
    const auto where = event_tenancy(outer);
    if (const auto refusal = refuse_foreign(us, text_of(outer, "api_app_id"), where)) {
        return inbound(*refusal);
    }
    auto parsed = parse_inner(outer, inner->get_object(), where, us);
    if (parsed) {
        if (auto* found = std::get_if<person_request>(&*parsed)) {
            found->request.received_at = received_at;
        } else if (auto* seen = std::get_if<eyes_on_message>(&*parsed)) {
            seen->found.request.received_at = received_at;
        }
    }
    return parsed;
}

}  // namespace fillrate::slack
