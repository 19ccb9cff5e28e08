#include "integrations/net/json.hpp"
#include "integrations/slack/form_body.hpp"
#include "integrations/slack/payload.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::slack {
namespace {

namespace json = boost::json;

constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr std::string_view json_type = "application/json";
constexpr wire_instant received{seconds{1796742000}};

app_identity installed() {
    app_identity us;
    us.app_id = "A0APP";
    us.team_id = "T0ACME";
    us.bot_user_id = "U0BOT";
    us.bot_id = "B0BOT";
    return us;
}

using fields = std::vector<std::pair<std::string, std::string>>;

fields command_fields() {
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

std::string encode(const fields& all) {
    std::string body;
    for (const auto& [name, value] : all) {
        append_form_field(body, name, value);
    }
    return body;
}

void set(fields& all, std::string_view name, std::string_view value) {
    for (auto& field : all) {
        if (field.first == name) {
            field.second = value;
        }
    }
}

std::string event_body(std::string_view event, std::string_view more = {}) {
    return R"({"token":"x","team_id":"T0ACME","api_app_id":"A0APP","type":"event_callback",)"
           R"("event_id":"Ev1","event_time":1796742000,"authorizations":[{"enterprise_id":null,)"
           R"("team_id":"T0ACME","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}],)"
           R"("is_ext_shared_channel":false)" +
           std::string(more) + R"(,"event":)" + std::string(event) + "}";
}

constexpr std::string_view mention =
    R"({"type":"app_mention","user":"U0ANA","team":"T0ACME","text":"<@U0BOT> 104 release",)"
    R"("ts":"1796742000.000100","channel":"C0OPS","event_ts":"1796742000.000100"})";
constexpr std::string_view direct =
    R"({"type":"message","channel_type":"im","user":"U0ANA","team":"T0ACME","text":"req list",)"
    R"("ts":"1796742000.000200","channel":"D0ANA","client_msg_id":"x"})";

std::string press_payload() {
    return R"({"type":"block_actions","user":{"id":"U0ANA","username":"ana","team_id":"T0ACME"},)"
           R"("api_app_id":"A0APP","team":{"id":"T0ACME","domain":"acme"},"enterprise":null,)"
           R"("is_enterprise_install":false,"trigger_id":"12.34.ab","container":{"type":"message",)"
           R"("message_ts":"1796742000.000300","channel_id":"C0OPS","is_ephemeral":false,)"
           R"("thread_ts":"1796741000.000100"},"channel":{"id":"C0OPS","name":"ops"},)"
           R"("message":{"ts":"1796742000.000300"},"response_url":)"
           R"("https://hooks.slack.com/actions/T0ACME/1/x","actions":[{"type":"button",)"
           R"("action_id":"release.0","block_id":"b","value":"sealed","action_ts":"1796742001.5"}]})";
}

std::string form_payload() {
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

std::string interactive_body(std::string_view payload) {
    return encode({{"payload", std::string(payload)}});
}

result<inbound> parse_command(const fields& all) {
    return parse_http_body(form_type, encode(all), installed(), received);
}
result<inbound> parse_event(std::string_view event, std::string_view more = {}) {
    return parse_http_body(json_type, event_body(event, more), installed(), received);
}
result<inbound> parse_press(std::string_view payload) {
    return parse_http_body(form_type, interactive_body(payload), installed(), received);
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

const person_request& request_in(const result<inbound>& parsed) {
    return std::get<person_request>(*parsed);
}
std::string_view reason_in(const result<inbound>& parsed) {
    const auto* what = parsed ? std::get_if<ignored>(&*parsed) : nullptr;
    return what != nullptr ? what->reason : std::string_view("not ignored");
}

TEST(payload, reads_a_command) {
    const auto parsed = parse_command(command_fields());
    ASSERT_TRUE(parsed);
    const auto& [request, route] = request_in(parsed);
    EXPECT_EQ(request.platform, "slack");
    EXPECT_EQ(request.tenant, "T0ACME");
    EXPECT_EQ(request.source_id, "command:13345224609.738474920.8088930838d88f008e0");
    EXPECT_EQ(request.actor.id, "U0ANA");
    EXPECT_EQ(request.actor.home_tenant, "T0ACME");
    EXPECT_EQ(request.place, (chat::platform_place{"C0OPS", "", false}));
    EXPECT_EQ(request.surface, "slash");
    EXPECT_EQ(request.received_at, received);
    const auto& runs = std::get<chat::typed_line>(request.what).runs;
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].text, "104 assign ");
    EXPECT_EQ(runs[1], (chat::text_run{chat::text_run::kind::user, "U0ROBIN"}));
    EXPECT_EQ(route.from, origin::command);
    EXPECT_EQ(route.response_url, "https://hooks.slack.com/commands/T0ACME/1/x");
    EXPECT_EQ(route.user, "U0ANA");
}

TEST(payload, matches_media_types_without_regard_to_case_and_parameters) {
    const auto body = encode(command_fields());
    for (const std::string_view type :
         {"application/x-www-form-urlencoded; charset=utf-8",
          "Application/X-WWW-Form-URLencoded"}) {
        EXPECT_TRUE(parse_http_body(type, body, installed(), received)) << type;
    }
    for (const std::string_view type : {"", "text/plain", "multipart/form-data"}) {
        EXPECT_FALSE(parse_http_body(type, body, installed(), received)) << type;
    }
}

TEST(payload, refuses_commands_with_parts_missing) {
    for (const std::string_view name : {"trigger_id", "user_id", "channel_id"}) {
        auto all = command_fields();
        set(all, name, "");
        EXPECT_FALSE(parse_command(all)) << name;
    }
}

TEST(payload, reads_a_mention) {
    const auto parsed = parse_event(mention);
    ASSERT_TRUE(parsed);
    const auto& [request, route] = request_in(parsed);
    EXPECT_EQ(request.source_id, "message:T0ACME:C0OPS:1796742000.000100");
    EXPECT_EQ(request.surface, "mention");
    EXPECT_EQ(request.place, (chat::platform_place{"C0OPS", "", false}));
    const auto& runs = std::get<chat::typed_line>(request.what).runs;
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].text, "104 release");
    EXPECT_EQ(route.thread, "1796742000.000100");
    EXPECT_FALSE(route.thread_is_live);
    const auto threaded = parse_event(replaced(
        std::string(mention),
        R"("event_ts")",
        R"("thread_ts":"1796741000.000100","event_ts")"
    ));
    EXPECT_EQ(request_in(threaded).request.place.thread, "1796741000.000100");
    EXPECT_TRUE(request_in(threaded).route.thread_is_live);
}

TEST(payload, reads_a_direct_message) {
    const auto parsed = parse_event(direct);
    ASSERT_TRUE(parsed);
    const auto& [request, route] = request_in(parsed);
    EXPECT_EQ(request.surface, "direct");
    EXPECT_EQ(request.place, (chat::platform_place{"D0ANA", "", true}));
    EXPECT_EQ(route.from, origin::direct_message);
    EXPECT_EQ(route.thread, "");
}

// SLACK.md 3.3: one line told by two events has one source id.
TEST(payload, gives_equal_ids_to_equal_deliveries) {
    const auto once = parse_event(mention);
    const auto again = parse_http_body(
        json_type,
        replaced(event_body(mention), R"("event_id":"Ev1")", R"("event_id":"Ev2")"),
        installed(),
        received + seconds{60}
    );
    EXPECT_EQ(request_in(once).request.source_id, request_in(again).request.source_id);
    const auto socket = parse_envelope(
        envelope_kind::interactive,
        net::parse_json_strict(press_payload())->as_object(),
        installed(),
        received
    );
    EXPECT_EQ(
        request_in(socket).request.source_id,
        request_in(parse_press(press_payload())).request.source_id
    );
}

TEST(payload, never_answers_bots_or_old_text) {
    const auto with = [](std::string_view member) {
        return parse_event(
            replaced(std::string(direct), R"("client_msg_id":"x")", std::string(member))
        );
    };
    EXPECT_EQ(reason_in(with(R"("x":1)")), "not ignored");
    EXPECT_EQ(reason_in(with(R"("bot_id":"B0OTHER")")), "a bot's message");
    EXPECT_EQ(reason_in(with(R"("bot_id":"B0BOT")")), "a bot's message");
    EXPECT_EQ(reason_in(with(R"("app_id":"A0APP")")), "a bot's message");
    EXPECT_EQ(reason_in(with(R"("hidden":true)")), "not a person's new message");
    for (const std::string_view subtype :
         {"message_changed", "message_deleted", "channel_join", "bot_message", "anything"}) {
        const auto member = R"("subtype":")" + std::string(subtype) + R"(")";
        EXPECT_EQ(reason_in(with(member)), "not a person's new message") << subtype;
    }
    for (const std::string_view subtype : {"file_share", "thread_broadcast", "me_message"}) {
        const auto member = R"("subtype":")" + std::string(subtype) + R"(")";
        EXPECT_EQ(reason_in(with(member)), "not ignored") << subtype;
    }
    EXPECT_EQ(
        reason_in(parse_event(replaced(std::string(direct), "U0ANA", "U0BOT"))),
        "a bot's message"
    );
    EXPECT_EQ(
        reason_in(parse_event(replaced(std::string(direct), R"("im")", R"("channel")"))),
        "a message that does not mention us"
    );
}

TEST(payload, sees_its_own_posts_as_echoes) {
    const std::string own =
        R"({"type":"message","channel_type":"channel","bot_id":"B0BOT","app_id":"A0APP",)"
        R"("text":"x","ts":"1796742000.000400","channel":"C0OPS","metadata":{"event_type":)"
        R"("fillrate_out","event_payload":{"id":"01JD"}}})";
    const auto parsed = parse_event(own);
    ASSERT_TRUE(parsed);
    const auto& seen = std::get<echo>(*parsed);
    EXPECT_EQ(seen.outbox_id, "01JD");
    EXPECT_EQ(seen.message_id, "C0OPS:1796742000.000400");
    const auto forged = replaced(
        replaced(own, R"("bot_id":"B0BOT")", R"("bot_id":"B0EVIL")"),
        R"("A0APP")",
        R"("A0EVIL")"
    );
    EXPECT_EQ(reason_in(parse_event(forged)), "a bot's message");
}

TEST(payload, tells_our_people_from_others) {
    const auto home = [](std::string_view team, std::string_view more) {
        const auto event = replaced(std::string(mention), R"("team":"T0ACME",)", team);
        return request_in(parse_event(event, more)).request.actor;
    };
    EXPECT_EQ(home(R"("team":"T0ACME",)", "").home_tenant, "T0ACME");
    EXPECT_EQ(home("", "").home_tenant, "T0ACME");
    EXPECT_EQ(home(R"("user_team":"T0OTHER","team":"T0ACME",)", "").home_tenant, "T0OTHER");
    EXPECT_EQ(home(R"("user_team":"E0GRID",)", "").home_tenant, "E0GRID");
    EXPECT_EQ(
        home(R"("user_team":"E0GRID",)", R"(,"enterprise_id":"E0GRID")").home_tenant,
        "T0ACME"
    );
    EXPECT_TRUE(home(R"("user_profile":{"is_restricted":true},)", "").restricted);
    EXPECT_TRUE(home(R"("user_profile":{"is_ultra_restricted":true},)", "").restricted);
    EXPECT_FALSE(home(R"("user_profile":{"is_restricted":false},)", "").restricted);
    auto shared = replaced(
        event_body(replaced(std::string(mention), R"("team":"T0ACME",)", "")),
        R"("is_ext_shared_channel":false)",
        R"("is_ext_shared_channel":true)"
    );
    const auto unknown = parse_http_body(json_type, shared, installed(), received);
    EXPECT_EQ(request_in(unknown).request.actor.home_tenant, "");
    const auto pressed =
        parse_press(replaced(press_payload(), R"("team_id":"T0ACME")", R"("team_id":"T0OTHER")"));
    EXPECT_EQ(request_in(pressed).request.actor.home_tenant, "T0OTHER");
}

TEST(payload, reads_a_press) {
    const auto parsed = parse_press(press_payload());
    ASSERT_TRUE(parsed);
    const auto& [request, route] = request_in(parsed);
    EXPECT_EQ(request.source_id, "action:12.34.ab:1796742001.5");
    EXPECT_EQ(std::get<chat::button_press>(request.what).value, "sealed");
    EXPECT_EQ(request.place, (chat::platform_place{"C0OPS", "1796741000.000100", false}));
    EXPECT_EQ(request.surface, "button");
    EXPECT_EQ(route.from, origin::message_button);
    EXPECT_EQ(route.trigger_id, "12.34.ab");
    const auto in_view = parse_press(replaced(
        press_payload(),
        R"("container":)",
        R"("view":{"id":"V1","app_installed_team_id":"T0ACME"},"container":)"
    ));
    EXPECT_EQ(request_in(in_view).route.from, origin::view_button);
    EXPECT_EQ(request_in(in_view).route.view_id, "V1");
    EXPECT_EQ(
        reason_in(parse_press(replaced(press_payload(), R"("type":"button")", R"("type":"x")"))),
        "no button of ours"
    );
}

TEST(payload, reads_a_form) {
    const auto parsed = parse_press(form_payload());
    ASSERT_TRUE(parsed);
    const auto& [request, route] = request_in(parsed);
    EXPECT_EQ(request.source_id, "view:V1:h1");
    const auto& submission = std::get<chat::form_submission>(request.what);
    EXPECT_EQ(submission.value, "sealed");
    const std::map<std::string, std::string> wanted{
        {"title", "Forklift & co"},
        {"openings", "4"},
        {"category", "li"},
        {"tags", "a,b"},
        {"start", "2026-12-08"}};
    EXPECT_EQ(submission.fields, wanted);
    EXPECT_EQ(route.from, origin::view_form);
    EXPECT_EQ(route.form_fields.size(), 7U);
}

// N013, N015
TEST(payload, ignores_what_is_not_for_this_installation) {
    auto foreign_app = command_fields();
    set(foreign_app, "api_app_id", "A0OTHER");
    EXPECT_EQ(reason_in(parse_command(foreign_app)), "another app");
    auto foreign_team = command_fields();
    set(foreign_team, "team_id", "T0OTHER");
    EXPECT_EQ(reason_in(parse_command(foreign_team)), "another workspace");
    auto no_team = command_fields();
    set(no_team, "team_id", "T0 ACME");
    EXPECT_EQ(reason_in(parse_command(no_team)), "no workspace");
    auto revoked = installed();
    revoked.revoked = true;
    EXPECT_EQ(
        reason_in(parse_http_body(json_type, event_body(mention), revoked, received)),
        "revoked installation"
    );
    EXPECT_EQ(
        reason_in(parse_press(replaced(press_payload(), R"("A0APP")", R"("A0OTHER")"))),
        "another app"
    );
    // The control: without a configured app any app id is taken.
    EXPECT_TRUE(std::holds_alternative<person_request>(
        *parse_http_body(form_type, encode(foreign_app), app_identity{}, received)
    ));
}

TEST(payload, notices_changes_of_the_installation) {
    for (const std::string_view event :
         {R"({"type":"app_uninstalled"})",
          R"({"type":"tokens_revoked","tokens":{"bot":["U0BOT"]}})"}) {
        EXPECT_TRUE(std::holds_alternative<installation_change>(*parse_event(event)));
    }
}

// N014
TEST(payload, refuses_malformed_interactions) {
    const auto good = interactive_body(press_payload());
    EXPECT_TRUE(parse_http_body(form_type, good, installed(), received));
    for (const auto& body :
         {good + "&" + good,
          std::string("payload="),
          std::string("other=1"),
          std::string(""),
          std::string("payload=%ff"),
          std::string("payload=%zz"),
          good + "&more=1",
          interactive_body("[]"),
          interactive_body("{}"),
          interactive_body("not json")}) {
        EXPECT_FALSE(parse_http_body(form_type, body, installed(), received)) << body;
    }
}

// SLACK.md 2.2: only exactly 1, and nothing else of the body is used.
TEST(payload, answers_certificate_checks_and_nothing_with_them) {
    EXPECT_TRUE(is_ssl_check(form_type, "ssl_check=1&token=x"));
    EXPECT_TRUE(std::holds_alternative<ssl_check>(
        *parse_http_body(form_type, "ssl_check=1", installed(), received)
    ));
    const auto trap = "ssl_check=1&" + interactive_body(press_payload());
    EXPECT_TRUE(
        std::holds_alternative<ssl_check>(*parse_http_body(form_type, trap, installed(), received))
    );
    for (const std::string_view wrong :
         {"ssl_check=true",
          "ssl_check=01",
          "ssl_check=",
          "ssl_check=1&ssl_check=1",
          "x=ssl_check=1",
          "ssl_check=%31%00"}) {
        EXPECT_FALSE(is_ssl_check(form_type, wrong)) << wrong;
        EXPECT_FALSE(parse_http_body(form_type, wrong, installed(), received)) << wrong;
    }
    EXPECT_FALSE(is_ssl_check(json_type, "ssl_check=1"));
}

// N011
TEST(payload, gives_back_only_harmless_challenges) {
    const auto check = [](std::string_view challenge) {
        const auto body = R"({"type":"url_verification","token":"x","challenge":")" +
                          std::string(challenge) + R"("})";
        return parse_http_body(json_type, body, installed(), received);
    };
    const auto good = check("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
    ASSERT_TRUE(good);
    EXPECT_EQ(
        std::get<url_verification>(*good).challenge,
        "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
    );
    EXPECT_TRUE(check(std::string(1024, 'a')));
    EXPECT_FALSE(check(std::string(1025, 'a')));
    EXPECT_FALSE(check(""));
    EXPECT_FALSE(check("<script>alert(1)</script>"));
    EXPECT_FALSE(check("a b"));
}

// N037
TEST(payload, ignores_what_it_does_not_know) {
    EXPECT_EQ(reason_in(parse_event(R"({"type":"brand_new"})")), "an event we do not use");
    EXPECT_EQ(
        reason_in(parse_http_body(
            json_type,
            R"({"type":"app_rate_limited","team_id":"T0ACME"})",
            installed(),
            received
        )),
        "Slack limits our events"
    );
    EXPECT_EQ(
        reason_in(parse_http_body(json_type, R"({"type":"brand_new"})", installed(), received)),
        "an outer event we do not use"
    );
    for (const std::string_view type : {"shortcut", "view_closed", "dialog_submission", "new"}) {
        EXPECT_EQ(
            reason_in(parse_press(replaced(press_payload(), "block_actions", type))),
            "an interaction we do not use"
        );
    }
}

// Every place of a good payload once replaced by each wrong kind of value (N036).
void visit_places(json::value& at, const std::function<void(json::value&)>& change) {
    change(at);
    if (auto* object = at.if_object()) {
        for (auto& member : *object) {
            visit_places(member.value(), change);
        }
    } else if (auto* array = at.if_array()) {
        for (auto& item : *array) {
            visit_places(item, change);
        }
    }
}

std::vector<std::string> all_mutations(std::string_view text) {
    const std::vector<json::value> wrong{
        nullptr,
        true,
        7,
        -1.5,
        "",
        "x",
        json::array{},
        json::object{},
        json::array{json::object{}},
        json::string(std::string(5000, 'A'))};
    auto original = *net::parse_json_strict(text);
    std::vector<std::string> mutations;
    visit_places(original, [&](json::value& place) {
        const auto kept = place;
        for (const auto& value : wrong) {
            place = value;
            mutations.push_back(json::serialize(original));
        }
        place = kept;
    });
    return mutations;
}

void expect_whole_or_nothing(const result<inbound>& parsed) {
    if (!parsed) {
        EXPECT_EQ(parsed.error().code, errc::invalid_input);
        return;
    }
    const auto* found = std::get_if<person_request>(&*parsed);
    if (found != nullptr) {
        EXPECT_EQ(found->request.tenant, "T0ACME");
        EXPECT_FALSE(found->request.source_id.empty());
        EXPECT_FALSE(found->request.actor.id.empty());
    }
}

TEST(payload, survives_wrong_types_everywhere) {
    std::size_t count = 0;
    for (const auto& body : all_mutations(event_body(mention))) {
        expect_whole_or_nothing(parse_http_body(json_type, body, installed(), received));
        ++count;
    }
    for (const auto& body : all_mutations(event_body(direct))) {
        expect_whole_or_nothing(parse_http_body(json_type, body, installed(), received));
        ++count;
    }
    for (const auto& payload : {press_payload(), form_payload()}) {
        for (const auto& body : all_mutations(payload)) {
            expect_whole_or_nothing(parse_press(body));
            ++count;
        }
    }
    EXPECT_GT(count, 800U);
}

// N033: the second of two equal keys must not win, nor the first.
TEST(payload, refuses_duplicate_keys) {
    EXPECT_FALSE(parse_event(
        replaced(std::string(mention), R"("user":"U0ANA")", R"("user":"U0ANA","user":"U0BOSS")")
    ));
    EXPECT_FALSE(parse_press(
        replaced(press_payload(), R"("value":"sealed")", R"("value":"sealed","value":"other")")
    ));
}

TEST(message_id, is_split_only_where_it_is_whole) {
    EXPECT_EQ(make_message_id("C0OPS", "1.2"), "C0OPS:1.2");
    EXPECT_EQ(split_message_id("C0OPS:1796742000.000100").ts, "1796742000.000100");
    for (const std::string_view wrong :
         {"",
          ":",
          "C0OPS",
          "C0OPS:",
          ":1.2",
          "C0OPS:1",
          "C0OPS:1.2.3",
          "c0ops:1.2",
          "C0OPS:1.2 "}) {
        EXPECT_EQ(split_message_id(wrong).channel, "") << wrong;
    }
}

RC_GTEST_PROP(payload, survives_any_bytes, (const std::string& text)) {
    for (const auto type : {form_type, json_type}) {
        const auto parsed = parse_http_body(type, text, installed(), received);
        const bool taken = parsed && std::holds_alternative<person_request>(*parsed);
        RC_ASSERT(!taken);
    }
}

}  // namespace
}  // namespace fillrate::slack
