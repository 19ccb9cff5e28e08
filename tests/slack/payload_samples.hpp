// Good deliveries of every kind, as Slack sends them, to be read as they are or spoilt.
#pragma once

#include "integrations/slack/form_body.hpp"
#include "integrations/slack/payload.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::slack::testing {

inline constexpr std::string_view form_type = "application/x-www-form-urlencoded";
inline constexpr std::string_view json_type = "application/json";
inline constexpr wire_instant received{seconds{1796742000}};

inline app_identity installed() {
    app_identity us;
    us.app_id = "A0APP";
    us.team_id = "T0ACME";
    us.bot_user_id = "U0BOT";
    us.bot_id = "B0BOT";
    return us;
}

using fields = std::vector<std::pair<std::string, std::string>>;

inline fields command_fields() {
    return {
        {"token", "deprecated"},
        {"team_id", "T0ACME"},
        {"team_domain", "acme"},
        {"channel_id", "C0OPS"},
        {"channel_name", "ops"},
        {"user_id", "U0ANA"},
        {"user_name", "ana"},
        {"command", "/hire"},
        {"text", "104 assign <@U0ROBIN|r>"},
        {"api_app_id", "A0APP"},
        {"is_enterprise_install", "false"},
        {"response_url", "https://hooks.slack.com/commands/T0ACME/1/x"},
        {"trigger_id", "13345224609.738474920.8088930838d88f008e0"}};
}

inline std::string encode(const fields& all) {
    std::string body;
    for (const auto& [name, value] : all) {
        append_form_field(body, name, value);
    }
    return body;
}

inline void set(fields& all, std::string_view name, std::string_view value) {
    for (auto& field : all) {
        if (field.first == name) {
            field.second = value;
        }
    }
}

inline std::string event_body(std::string_view event, std::string_view more = {}) {
    return R"({"token":"x","team_id":"T0ACME","api_app_id":"A0APP","type":"event_callback",)"
           R"("event_id":"Ev1","event_time":1796742000,"authorizations":[{"enterprise_id":null,)"
           R"("team_id":"T0ACME","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}],)"
           R"("is_ext_shared_channel":false)" +
           std::string(more) + R"(,"event":)" + std::string(event) + "}";
}

inline constexpr std::string_view mention =
    R"({"type":"app_mention","user":"U0ANA","team":"T0ACME","text":"<@U0BOT> 104 release",)"
    R"("ts":"1796742000.000100","channel":"C0OPS","event_ts":"1796742000.000100"})";
inline constexpr std::string_view direct =
    R"({"type":"message","channel_type":"im","user":"U0ANA","team":"T0ACME","text":"req list",)"
    R"("ts":"1796742000.000200","channel":"D0ANA","client_msg_id":"x"})";

inline constexpr std::string_view eyes =
    R"({"type":"reaction_added","user":"U0ROBIN","reaction":"eyes","item_user":"U0ANA","item":{)"
    R"("type":"message","channel":"C0OPS","ts":"1796742000.000100"},)"
    R"("event_ts":"1796742060.000100"})";

inline std::string press_payload() {
    return R"({"type":"block_actions","user":{"id":"U0ANA","username":"ana","team_id":"T0ACME"},)"
           R"("api_app_id":"A0APP","team":{"id":"T0ACME","domain":"acme"},"enterprise":null,)"
           R"("is_enterprise_install":false,"trigger_id":"12.34.ab","container":{"type":"message",)"
           R"("message_ts":"1796742000.000300","channel_id":"C0OPS","is_ephemeral":false,)"
           R"("thread_ts":"1796741000.000100"},"channel":{"id":"C0OPS","name":"ops"},)"
           R"("message":{"ts":"1796742000.000300"},"response_url":)"
           R"("https://hooks.slack.com/actions/T0ACME/1/x","actions":[{"type":"button",)"
           R"("action_id":"release.0","block_id":"b","value":"sealed","action_ts":"1796742001.5"}]})";
}

inline std::string form_payload() {
    return R"({"type":"view_submission","user":{"id":"U0ANA","team_id":"T0ACME"},)"
           R"("api_app_id":"A0APP","team":{"id":"T0ACME"},"trigger_id":"12.34.ab","view":{)"
           R"("id":"V1","hash":"h1","callback_id":"fillrate_form","private_metadata":"sealed",)"
           R"("app_installed_team_id":"T0ACME","state":{"values":{)"
           R"("title":{"value":{"type":"plain_text_input","value":"Forklift & co"}},)"
           R"("openings":{"value":{"type":"number_input","value":"4"}},)"
           R"("category":{"value":{"type":"static_select","selected_option":{"text":{},)"
           R"("value":"li"}}},)"
           R"("tags":{"value":{"type":"multi_static_select","selected_options":[)"
           R"({"value":"a"},{"value":"b"}]}},)"
           R"("start":{"value":{"type":"datepicker","selected_date":"2026-12-08"}},)"
           R"("empty":{"value":{"type":"plain_text_input","value":null}},)"
           R"("unset":{"value":{"type":"static_select","selected_option":null}}}}}})";
}

inline std::string interactive_body(std::string_view payload) {
    return encode({{"payload", std::string(payload)}});
}

inline result<inbound> parse_command(const fields& all) {
    return parse_http_body(form_type, encode(all), installed(), received);
}
inline result<inbound> parse_event(std::string_view event, std::string_view more = {}) {
    return parse_http_body(json_type, event_body(event, more), installed(), received);
}
inline result<inbound> parse_press(std::string_view payload) {
    return parse_http_body(form_type, interactive_body(payload), installed(), received);
}

inline std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

inline const person_request& request_in(const result<inbound>& parsed) {
    return std::get<person_request>(*parsed);
}
inline std::string_view reason_in(const result<inbound>& parsed) {
    const auto* what = parsed ? std::get_if<ignored>(&*parsed) : nullptr;
    return what != nullptr ? what->reason : std::string_view("not ignored");
}

}  // namespace fillrate::slack::testing
