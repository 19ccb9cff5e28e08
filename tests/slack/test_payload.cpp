#include "integrations/net/json.hpp"
#include "tests/slack/payload_samples.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::slack {
namespace {

using testing::command_fields;
using testing::direct;
using testing::encode;
using testing::event_body;
using testing::form_payload;
using testing::form_type;
using testing::installed;
using testing::json_type;
using testing::mention;
using testing::parse_command;
using testing::parse_event;
using testing::parse_press;
using testing::press_payload;
using testing::reason_in;
using testing::received;
using testing::replaced;
using testing::request_in;
using testing::set;

TEST(payload, reads_a_command) {
    const auto parsed = parse_command(command_fields());
    ASSERT_TRUE(parsed);
    const auto& [request, route] = request_in(parsed);
    EXPECT_EQ(request.platform, "slack");
    EXPECT_EQ(request.tenant, "T0ACME");
    EXPECT_EQ(request.source_id, "command:13345224609.738474920.8088930838d88f008e0");
    EXPECT_EQ(request.actor.id, "U0ANA");
    EXPECT_EQ(request.actor.home_tenant, "T0ACME");
    EXPECT_EQ(request.place, (chat::platform_place{"C0OPS", "", false, "ops"}));
    EXPECT_EQ(request.surface, "slash");
    EXPECT_EQ(request.received_at, received);
    const auto& runs = std::get<chat::typed_line>(request.what).runs;
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].text, "104 assign ");
    EXPECT_EQ(runs[1], (chat::text_run{chat::text_run::kind::user, "U0ROBIN", "r"}));
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

TEST(payload, tells_who_of_another_organisation_is_seen_in_a_channel) {
    const auto seen = [](std::string_view event, bool shared) {
        auto body = event_body(event);
        if (shared) {
            body = replaced(
                body,
                R"("is_ext_shared_channel":false)",
                R"("is_ext_shared_channel":true)"
            );
        }
        return parse_http_body(json_type, body, installed(), received);
    };
    const std::string message =
        R"({"type":"message","channel_type":"channel","user":"U0EVE","user_team":"T0OTHER",)"
        R"("text":"hello all","ts":"1796742000.000100","channel":"C0OPS"})";
    const auto written = seen(message, true);
    ASSERT_TRUE(written);
    const auto& [request, route] = request_in(written);
    EXPECT_TRUE(std::holds_alternative<chat::presence>(request.what));
    EXPECT_EQ(request.actor.home_tenant, "T0OTHER");
    EXPECT_EQ(request.place.channel, "C0OPS");
    EXPECT_EQ(request.source_id, "seen:T0ACME:Ev1");
    EXPECT_EQ(route.from, origin::presence);
    EXPECT_EQ(reason_in(seen(message, false)), "a message that does not mention us");
    const auto own = replaced(message, "T0OTHER", "T0ACME");
    EXPECT_EQ(reason_in(seen(own, true)), "a message that does not mention us");
    const std::string joined =
        R"({"type":"member_joined_channel","user":"U0EVE","channel":"C0OPS",)"
        R"("channel_type":"C","team":"T0OTHER","event_ts":"1796742000.000100"})";
    const auto arrived = seen(joined, false);
    EXPECT_TRUE(std::holds_alternative<chat::presence>(request_in(arrived).request.what));
    const auto bot = replaced(joined, "U0EVE", "U0BOT");
    EXPECT_EQ(reason_in(seen(bot, false)), "a message that does not mention us");
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

}  // namespace
}  // namespace fillrate::slack
