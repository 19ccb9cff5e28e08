#include "integrations/net/json.hpp"
#include "integrations/slack/form_body.hpp"
#include "integrations/slack/http_ingress.hpp"
#include "tests/slack/fake_slack.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::slack {
namespace {

using testing::ask;
using testing::not_stored;
using testing::say;

constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr std::string_view json_type = "application/json";

class http_ingress_test : public ::testing::Test {
protected:
    http_ingress_test() { rig_.clock.ahead = minutes{5}; }

    net::http_request sign(std::string_view type, std::string body) {
        const auto at = std::to_string(
            std::chrono::duration_cast<seconds>(rig_.clock.wire.time_since_epoch()).count()
        );
        net::http_request request;
        request.method = "POST";
        request.path = "/slack/events";
        request.headers.add("Content-Type", type);
        request.headers.add("X-Slack-Request-Timestamp", at);
        request.headers.add(
            "X-Slack-Signature",
            sign_request(rig_.configured.signing_secret, at, body)
        );
        request.body = std::move(body);
        return request;
    }

    net::http_response ask_ingress(net::http_request request) {
        net::http_response response;
        auto body = [&]() -> async::awaitable<void> {
            response = co_await ingress_.handle(std::move(request));
        };
        rig_.run(body());
        return response;
    }

    std::string command(std::string_view text = "104", std::string_view response_path = "/hook") {
        std::string body;
        append_form_field(body, "command", "/hire");
        append_form_field(body, "text", text);
        append_form_field(body, "team_id", "T0ACME");
        append_form_field(body, "api_app_id", "A0APP");
        append_form_field(body, "user_id", "U0ANA");
        append_form_field(body, "channel_id", "C0OPS");
        append_form_field(body, "trigger_id", "1.2.3");
        append_form_field(
            body,
            "response_url",
            "http://" + rig_.slack.address() + std::string(response_path)
        );
        return body;
    }

    static std::string mention() {
        return R"({"type":"event_callback","team_id":"T0ACME","api_app_id":"A0APP","event_id":"Ev1",)"
               R"("event":{"type":"app_mention","user":"U0ANA","text":"<@U0BOT> 104",)"
               R"("ts":"1796742000.000100","channel":"C0OPS"}})";
    }

    static std::string eyes(std::string_view person) {
        return R"({"type":"event_callback","team_id":"T0ACME","api_app_id":"A0APP","event_id":"Ev3",)"
               R"("event":{"type":"reaction_added","user":")" +
               std::string(person) +
               R"(","reaction":"eyes","item_user":"U0ANA","item":{"type":"message",)"
               R"("channel":"C0OPS","ts":"1796742000.000100"},"event_ts":"1796742060.000100"}})";
    }
    void have_message() {
        rig_.slack.answer(
            "/api/conversations.replies",
            {200,
             R"({"ok":true,"messages":[{"type":"message","user":"U0ANA","text":"She can start",)"
             R"("ts":"1796742000.000100","thread_ts":"1796741000.000100"}]})",
             {}}
        );
    }

    std::string press(std::string_view response_url) {
        std::string body;
        append_form_field(
            body,
            "payload",
            R"({"type":"block_actions","user":{"id":"U0ANA","team_id":"T0ACME"},)"
            R"("api_app_id":"A0APP","team":{"id":"T0ACME"},"trigger_id":"1.2.3","container":{)"
            R"("type":"message","channel_id":"C0OPS"},"response_url":")" +
                std::string(response_url) +
                R"(","actions":[{"type":"button","value":"sealed","action_ts":"1.5"}]})"
        );
        return body;
    }

    testing::rig rig_{};
    http_ingress ingress_{rig_.configured, rig_.to, rig_.clock};
};

TEST_F(http_ingress_test, answers_a_command_in_the_acknowledgement) {
    rig_.inbox.answer = say("REQ-104 is open");
    const auto response = ask_ingress(sign(form_type, command()));
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.content_type, "application/json; charset=utf-8");
    EXPECT_EQ(net::parse_json_strict(response.body)->at("text"), "REQ-104 is open");
    ASSERT_EQ(rig_.inbox.seen.size(), 1U);
    EXPECT_EQ(rig_.inbox.seen.front().received_at, rig_.clock.wire);
}

// N001-N007, N012: the control is the request above; here each lacks one thing.
TEST_F(http_ingress_test, refuses_what_slack_did_not_sign) {
    auto unsigned_request = sign(form_type, command());
    unsigned_request.headers = {{"Content-Type", form_type}};
    auto other_body = sign(form_type, command());
    other_body.body += "&more=1";
    auto old = sign(form_type, command());
    auto retried = unsigned_request;
    retried.headers.add("X-Slack-Retry-Num", "1");
    retried.headers.add("X-Slack-Retry-Reason", "http_timeout");
    for (const auto& request : {unsigned_request, other_body, retried}) {
        const auto response = ask_ingress(request);
        EXPECT_EQ(response.status, 401U);
        EXPECT_EQ(response.body, "");
    }
    rig_.clock.wire += seconds{301};
    EXPECT_EQ(ask_ingress(old).status, 401U);
    EXPECT_TRUE(rig_.inbox.seen.empty());
    EXPECT_TRUE(rig_.slack.calls.empty());
    EXPECT_EQ(ingress_.counted().unauthentic, 4U);
}

// N008: the engine applies equal ids once; here they must be equal.
TEST_F(http_ingress_test, gives_an_exact_replay_the_same_id) {
    rig_.inbox.answer = say("Done");
    const auto request = sign(form_type, command());
    EXPECT_EQ(ask_ingress(request).body, ask_ingress(request).body);
    ASSERT_EQ(rig_.inbox.seen.size(), 2U);
    EXPECT_EQ(rig_.inbox.seen[0].source_id, rig_.inbox.seen[1].source_id);
}

TEST_F(http_ingress_test, takes_the_old_secret_during_a_rotation) {
    auto request = sign(form_type, command());
    const auto at = std::string(request.header("X-Slack-Request-Timestamp"));
    request.headers = {{"Content-Type", form_type}};
    request.headers.add("X-Slack-Request-Timestamp", at);
    request.headers.add(
        "X-Slack-Signature",
        sign_request(rig_.configured.old_signing_secret, at, request.body)
    );
    EXPECT_EQ(ask_ingress(request).status, 200U);
}

TEST_F(http_ingress_test, answers_certificate_checks_and_nothing_more) {
    net::http_request unsigned_check;
    unsigned_check.method = "POST";
    unsigned_check.headers.add("Content-Type", form_type);
    unsigned_check.body = "ssl_check=1&token=x";
    auto trap = unsigned_check;
    trap.body = "ssl_check=1&" + press("https://hooks.slack.com/x");
    auto wrong = unsigned_check;
    wrong.body = "ssl_check=2&" + press("https://hooks.slack.com/x");
    EXPECT_EQ(ask_ingress(unsigned_check).status, 200U);
    EXPECT_EQ(ask_ingress(trap).status, 200U);
    EXPECT_EQ(ask_ingress(wrong).status, 401U);
    EXPECT_EQ(ask_ingress(sign(form_type, trap.body)).status, 200U);
    EXPECT_TRUE(rig_.inbox.seen.empty());
}

// N011
TEST_F(http_ingress_test, verifies_its_url_in_plain_text) {
    const std::string body = R"({"type":"url_verification","token":"x","challenge":"3eZbrw1a"})";
    const auto response = ask_ingress(sign(json_type, body));
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.content_type, "text/plain; charset=utf-8");
    EXPECT_EQ(response.body, "3eZbrw1a");
    auto forged = sign(json_type, body);
    forged.body = R"({"type":"url_verification","token":"x","challenge":"4eZbrw1a"})";
    EXPECT_EQ(ask_ingress(forged).status, 401U);
}

TEST_F(http_ingress_test, answers_a_mention_before_its_acknowledgement) {
    rig_.inbox.answer = say("REQ-104 is open");
    EXPECT_EQ(ask_ingress(sign(json_type, mention())).status, 200U);
    const auto posts = rig_.slack.calls_of("/api/chat.postEphemeral");
    ASSERT_EQ(posts.size(), 1U);
    EXPECT_EQ(posts[0].argument("text"), "REQ-104 is open");
    EXPECT_EQ(posts[0].argument("channel"), "C0OPS");
    EXPECT_EQ(posts[0].authorization, "Bearer xoxb-test-bot");
    // A redelivery is acknowledged without a second answer.
    EXPECT_EQ(ask_ingress(sign(json_type, mention())).status, 200U);
    EXPECT_EQ(rig_.slack.calls.size(), 1U);
    EXPECT_EQ(rig_.to.counters().redelivered, 1U);
}

TEST_F(http_ingress_test, reads_a_message_before_it_is_noted) {
    rig_.inbox.answer = say("Noted on REQ-104.");
    have_message();
    EXPECT_EQ(ask_ingress(sign(json_type, eyes("U0ROBIN"))).status, 200U);
    const auto reads = rig_.slack.calls_of("/api/conversations.replies");
    ASSERT_EQ(reads.size(), 1U);
    EXPECT_EQ(reads[0].argument("channel"), "C0OPS");
    EXPECT_EQ(reads[0].argument("ts"), "1796742000.000100");
    ASSERT_EQ(rig_.inbox.seen.size(), 1U);
    const auto& asked = rig_.inbox.seen.front();
    EXPECT_EQ(asked.actor.id, "U0ROBIN");
    EXPECT_EQ(asked.place.thread, "1796741000.000100");
    const auto& said = std::get<chat::noted_message>(asked.what);
    EXPECT_EQ(said.author, "U0ANA");
    ASSERT_EQ(said.runs.size(), 1U);
    EXPECT_EQ(said.runs[0].text, "She can start");
    const auto posts = rig_.slack.calls_of("/api/chat.postEphemeral");
    ASSERT_EQ(posts.size(), 1U);
    EXPECT_EQ(posts[0].argument("user"), "U0ROBIN");
    EXPECT_EQ(posts[0].argument("thread_ts"), "1796741000.000100");
    EXPECT_EQ(posts[0].argument("text"), "Noted on REQ-104.");
}

TEST_F(http_ingress_test, hears_each_person_s_eyes_once) {
    rig_.inbox.answer = say("Noted on REQ-104.");
    for (const std::string_view person : {"U0ROBIN", "U0ROBIN", "U0DANA"}) {
        have_message();
        EXPECT_EQ(ask_ingress(sign(json_type, eyes(person))).status, 200U);
    }
    ASSERT_EQ(rig_.inbox.seen.size(), 2U);
    EXPECT_EQ(rig_.inbox.seen[0].source_id, rig_.inbox.seen[1].source_id);
    EXPECT_EQ(rig_.to.counters().redelivered, 1U);
}

TEST_F(http_ingress_test, lets_eyes_go_whose_message_cannot_be_read) {
    rig_.inbox.answer = say("Noted on REQ-104.");
    rig_.slack.answer(
        "/api/conversations.replies",
        {200, R"({"ok":false,"error":"missing_scope"})", {}}
    );
    EXPECT_EQ(ask_ingress(sign(json_type, eyes("U0ROBIN"))).status, 200U);
    EXPECT_TRUE(rig_.inbox.seen.empty());
    EXPECT_EQ(rig_.slack.calls.size(), 1U);
    have_message();
    EXPECT_EQ(ask_ingress(sign(json_type, eyes("U0ROBIN"))).status, 200U);
    EXPECT_EQ(rig_.inbox.seen.size(), 1U);
}

TEST_F(http_ingress_test, lets_slack_deliver_again_what_was_not_stored) {
    rig_.inbox.answer = not_stored();
    EXPECT_EQ(ask_ingress(sign(json_type, mention())).status, 503U);
    EXPECT_TRUE(rig_.slack.calls.empty());
    rig_.inbox.answer = say("Now it is");
    EXPECT_EQ(ask_ingress(sign(json_type, mention())).status, 200U);
    EXPECT_EQ(rig_.slack.calls_of("/api/chat.postEphemeral").size(), 1U);
    rig_.inbox.answer = not_stored();
    const auto response = ask_ingress(sign(form_type, command()));
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(net::parse_json_strict(response.body)->at("text"), "Not saved. Please try again.");
}

TEST_F(http_ingress_test, answers_a_press_by_its_response_url) {
    rig_.inbox.answer = say("Released");
    const auto response =
        ask_ingress(sign(form_type, press("http://" + rig_.slack.address() + "/hook")));
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.body, "");
    rig_.drain();
    const auto posts = rig_.slack.calls_of("/hook");
    ASSERT_EQ(posts.size(), 1U);
    EXPECT_EQ(net::parse_json_strict(posts[0].body)->at("text"), "Released");
    EXPECT_EQ(posts[0].authorization, "");
}

// N062
TEST_F(http_ingress_test, posts_nothing_to_a_foreign_response_url) {
    rig_.inbox.answer = say("Released");
    EXPECT_EQ(ask_ingress(sign(form_type, press("https://169.254.169.254/x"))).status, 200U);
    rig_.drain();
    EXPECT_TRUE(rig_.slack.calls.empty());
    EXPECT_EQ(rig_.to.counters().failed_answers, 1U);
}

TEST_F(http_ingress_test, opens_a_form_or_says_why_not) {
    rig_.inbox.answer = ask();
    EXPECT_EQ(ask_ingress(sign(form_type, command())).body, "");
    rig_.drain();
    const auto opened = rig_.slack.calls_of("/api/views.open");
    ASSERT_EQ(opened.size(), 1U);
    EXPECT_EQ(opened[0].argument("trigger_id"), "1.2.3");
    EXPECT_TRUE(rig_.slack.calls_of("/hook").empty());
    rig_.slack.answer("/api/views.open", {200, R"({"ok":false,"error":"expired_trigger_id"})", {}});
    EXPECT_EQ(ask_ingress(sign(form_type, command())).status, 200U);
    rig_.drain();
    ASSERT_EQ(rig_.slack.calls_of("/hook").size(), 1U);
    EXPECT_EQ(
        net::parse_json_strict(rig_.slack.calls_of("/hook")[0].body)->at("text"),
        "The form could not be opened in time. Please try again."
    );
}

// N013, N014, N036
TEST_F(http_ingress_test, changes_nothing_for_what_is_malformed_or_not_ours) {
    auto twice = sign(form_type, command());
    twice.headers.add("Content-Type", json_type);
    EXPECT_EQ(ask_ingress(twice).status, 400U);
    EXPECT_EQ(ask_ingress(sign(form_type, "payload=%ff")).status, 400U);
    EXPECT_EQ(ask_ingress(sign(json_type, R"({"a":1,"a":2})")).status, 400U);
    EXPECT_EQ(ask_ingress(sign("text/plain", command())).status, 400U);
    EXPECT_EQ(ask_ingress(sign(form_type, command() + "&x=%")).status, 400U);
    EXPECT_EQ(
        ask_ingress(sign(
                        json_type,
                        R"({"type":"event_callback","team_id":"T0OTHER",)"
                        R"("api_app_id":"A0APP","event":{"type":"app_mention"}})"
                    ))
            .status,
        200U
    );
    auto get = sign(form_type, command());
    get.method = "GET";
    EXPECT_EQ(ask_ingress(get).status, 405U);
    EXPECT_TRUE(rig_.inbox.seen.empty());
    EXPECT_EQ(rig_.to.counters().ignored, 1U);
}

// N015
TEST_F(http_ingress_test, takes_nothing_of_a_revoked_installation) {
    rig_.inbox.answer = say("x");
    const std::string uninstalled =
        R"({"type":"event_callback","team_id":"T0ACME","api_app_id":"A0APP","event_id":"Ev2",)"
        R"("event":{"type":"app_uninstalled"}})";
    EXPECT_EQ(ask_ingress(sign(json_type, uninstalled)).status, 200U);
    rig_.drain();
    EXPECT_FALSE(rig_.us.revoked);  // auth.test says that the token is good
    rig_.slack.answer("/api/auth.test", {200, R"({"ok":false,"error":"token_revoked"})", {}});
    EXPECT_EQ(ask_ingress(sign(json_type, uninstalled)).status, 200U);
    rig_.drain();
    EXPECT_TRUE(rig_.us.revoked);
    EXPECT_EQ(ask_ingress(sign(form_type, command())).status, 200U);
    EXPECT_TRUE(rig_.inbox.seen.empty());
}

TEST(slack_path, is_one_of_four) {
    EXPECT_TRUE(is_slack_path("/slack/events"));
    EXPECT_TRUE(is_slack_path("/slack/options"));
    EXPECT_FALSE(is_slack_path("/slack/events/"));
    EXPECT_FALSE(is_slack_path("/slack"));
}

}  // namespace
}  // namespace fillrate::slack
