#include "integrations/net/json.hpp"
#include "integrations/slack/slack_platform.hpp"
#include "tests/slack/fake_slack.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace fillrate::slack {
namespace {

using ports::receipt;
using ports::sighting;

constexpr wire_instant since{seconds{1796742000}};

class slack_platform_test : public ::testing::Test {
protected:
    slack_platform_test() { rig_.clock.ahead = minutes{5}; }

    static ports::delivery item() {
        ports::delivery made;
        made.id = "01JDOUTBOX";
        made.to.tenant = "T0ACME";
        made.to.channel = "C0OPS";
        made.content.summary = "REQ-104 is late";
        return made;
    }

    receipt post(const ports::delivery& what) {
        receipt told;
        auto body = [&]() -> async::awaitable<void> { told = co_await platform_->post(what); };
        rig_.run(body());
        return told;
    }
    sighting find(const ports::delivery& what) {
        sighting seen;
        auto body = [&]() -> async::awaitable<void> {
            seen = co_await platform_->find(what, since);
        };
        rig_.run(body());
        return seen;
    }
    void answer(const std::string& method, testing::canned_answer what) {
        rig_.slack.answer("/api/" + method, std::move(what));
    }
    void reconcile_by(reconcile_mode mode) {
        rig_.configured.reconcile = mode;
        platform_ =
            std::make_unique<slack_platform>(rig_.api, rig_.configured, rig_.us, rig_.echoes);
    }

    testing::rig rig_{};
    std::unique_ptr<slack_platform> platform_ =
        std::make_unique<slack_platform>(rig_.api, rig_.configured, rig_.us, rig_.echoes);
};

TEST_F(slack_platform_test, posts_with_the_outbox_id_as_metadata) {
    answer(
        "chat.postMessage",
        {200, R"({"ok":true,"channel":"C0OPS","ts":"1796742000.000100"})", {}}
    );
    auto what = item();
    what.to.thread = "1796741000.000100";
    const auto told = post(what);
    EXPECT_EQ(told.what, receipt::status::sent);
    EXPECT_EQ(told.message_id, "C0OPS:1796742000.000100");
    ASSERT_EQ(rig_.slack.calls.size(), 1U);
    const auto& call = rig_.slack.calls.front();
    EXPECT_EQ(call.path, "/api/chat.postMessage");
    EXPECT_EQ(call.content_type, "application/x-www-form-urlencoded");
    EXPECT_EQ(call.authorization, "Bearer xoxb-test-bot");
    EXPECT_EQ(call.argument("thread_ts"), "1796741000.000100");
    EXPECT_EQ(call.argument("text"), "REQ-104 is late");
    EXPECT_EQ(
        call.argument("metadata"),
        R"({"event_type":"fillrate_out","event_payload":{"id":"01JDOUTBOX"}})"
    );
    EXPECT_TRUE(net::parse_json_strict(call.argument("blocks"))->is_array());
}

TEST_F(slack_platform_test, opens_a_direct_conversation_first) {
    answer("conversations.open", {200, R"({"ok":true,"channel":{"id":"D0ANA"}})", {}});
    answer("chat.postMessage", {200, R"({"ok":true,"channel":"D0ANA","ts":"1.2"})", {}});
    auto what = item();
    what.to.channel.clear();
    what.to.user = "U0ANA";
    const auto told = post(what);
    EXPECT_EQ(told.what, receipt::status::sent);
    EXPECT_EQ(told.channel, "D0ANA");
    EXPECT_EQ(rig_.slack.calls_of("/api/conversations.open")[0].argument("users"), "U0ANA");
    // Without a conversation nothing was sent, however unclear the answer.
    answer("conversations.open", {500, "", {}});
    EXPECT_EQ(post(what).what, receipt::status::retry);
    answer("conversations.open", {200, R"({"ok":false,"error":"user_not_found"})", {}});
    EXPECT_EQ(post(what).what, receipt::status::dead);
    EXPECT_EQ(rig_.slack.calls_of("/api/chat.postMessage").size(), 1U);
}

// N071-N073, SLACK.md 4.4
TEST_F(slack_platform_test, never_claims_more_than_slack_said) {
    struct example {
        testing::canned_answer given;
        receipt::status told;
    };
    for (const auto& [given, told] : std::vector<example>{
             {{429, "", "12"}, receipt::status::retry},
             {{500, R"({"ok":true})", {}}, receipt::status::unknown},
             {{200, "<html></html>", {}}, receipt::status::unknown},
             {{200, R"({"ok":true})", {}}, receipt::status::unknown},
             {{200, R"({"ok":true,"channel":"C0OPS","ts":5})", {}}, receipt::status::unknown},
             {{200, R"({"ok":false,"error":"internal_error"})", {}}, receipt::status::unknown},
             {{200, R"({"ok":false,"error":"channel_not_found"})", {}}, receipt::status::dead},
             {{302, "", {}}, receipt::status::dead},
         }) {
        answer("chat.postMessage", given);
        const auto got = post(item());
        EXPECT_EQ(got.what, told) << given.status << given.body;
        EXPECT_EQ(got.message_id, "");
    }
    answer("chat.postMessage", {429, "", "12"});
    const auto limited = post(item());
    EXPECT_EQ(limited.wait, seconds{12});
    EXPECT_TRUE(limited.whole_conversation);
    answer("chat.postMessage", {200, R"({"ok":false,"error":"invalid_auth"})", {}});
    EXPECT_FALSE(post(item()).whole_conversation);
}

TEST_F(slack_platform_test, edits_in_place_and_notices_what_is_gone) {
    auto what = item();
    what.edits = "C0OPS:1796742000.000100";
    const auto told = post(what);
    EXPECT_EQ(told.what, receipt::status::sent);
    EXPECT_EQ(told.message_id, what.edits);
    const auto call = rig_.slack.calls_of("/api/chat.update").front();
    EXPECT_EQ(call.argument("channel"), "C0OPS");
    EXPECT_EQ(call.argument("ts"), "1796742000.000100");
    answer("chat.update", {200, R"({"ok":false,"error":"message_not_found"})", {}});
    EXPECT_EQ(post(what).what, receipt::status::gone);
    answer("chat.update", {429, "", "3"});
    EXPECT_FALSE(post(what).whole_conversation);
    what.edits = "not an id";
    EXPECT_EQ(post(what).what, receipt::status::gone);
    EXPECT_EQ(rig_.slack.calls_of("/api/chat.update").size(), 3U);
}

std::string history(std::string_view messages, std::string_view cursor = {}) {
    return R"({"ok":true,"messages":[)" + std::string(messages) +
           R"(],"response_metadata":{"next_cursor":")" + std::string(cursor) + R"("}})";
}
constexpr std::string_view ours =
    R"({"type":"message","bot_id":"B0BOT","ts":"1796742001.000100","metadata":{"event_type":)"
    R"("fillrate_out","event_payload":{"id":"01JDOUTBOX"}}})";
constexpr std::string_view forged =
    R"({"type":"message","bot_id":"B0EVIL","ts":"1796742001.000200","metadata":{"event_type":)"
    R"("fillrate_out","event_payload":{"id":"01JDOUTBOX"}}})";

TEST_F(slack_platform_test, finds_an_echo_without_asking) {
    rig_.echoes.remember("01JDOUTBOX", "C0OPS:1.2");
    reconcile_by(reconcile_mode::echo);
    const auto seen = find(item());
    EXPECT_EQ(seen.what, sighting::status::found);
    EXPECT_EQ(seen.message_id, "C0OPS:1.2");
    EXPECT_TRUE(rig_.slack.calls.empty());
}

TEST_F(slack_platform_test, looks_through_the_history) {
    const auto filler = std::string(R"({"type":"message","ts":"1.1"},7,null)");
    answer("conversations.history", {200, history(filler, "next"), {}});
    answer("conversations.history", {200, history(ours), {}});
    const auto seen = find(item());
    EXPECT_EQ(seen.what, sighting::status::found);
    EXPECT_EQ(seen.message_id, "C0OPS:1796742001.000100");
    const auto calls = rig_.slack.calls_of("/api/conversations.history");
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].argument("oldest"), "1796741940.000000");
    EXPECT_EQ(calls[0].argument("include_all_metadata"), "true");
    EXPECT_EQ(calls[1].argument("cursor"), "next");
    auto threaded = item();
    threaded.to.thread = "1796741000.000100";
    answer("conversations.replies", {200, history(ours), {}});
    EXPECT_EQ(find(threaded).what, sighting::status::found);
    EXPECT_EQ(
        rig_.slack.calls_of("/api/conversations.replies")[0].argument("ts"),
        "1796741000.000100"
    );
}

TEST_F(slack_platform_test, says_absent_only_after_the_whole_history) {
    answer("conversations.history", {200, history(forged), {}});
    EXPECT_EQ(find(item()).what, sighting::status::absent);
    answer("conversations.history", {200, R"({"ok":false,"error":"missing_scope"})", {}});
    EXPECT_EQ(find(item()).what, sighting::status::cannot_tell);
    for (int page = 0; page < 5; ++page) {
        answer("conversations.history", {200, history("", "more"), {}});
    }
    EXPECT_EQ(find(item()).what, sighting::status::cannot_tell);
    for (const auto mode : {reconcile_mode::echo, reconcile_mode::none}) {
        reconcile_by(mode);
        EXPECT_EQ(find(item()).what, sighting::status::cannot_tell);
    }
}

TEST(echo_log, forgets_the_oldest) {
    echo_log log;
    for (std::size_t i = 0; i <= echo_log::capacity; ++i) {
        log.remember("id" + std::to_string(i), "C0OPS:" + std::to_string(i));
        log.remember("id" + std::to_string(i), "C0OPS:" + std::to_string(i));
    }
    EXPECT_EQ(log.message_of("id0"), "");
    EXPECT_EQ(log.message_of("id1"), "C0OPS:1");
}

TEST(recent_events, lets_one_delivery_at_a_time_through) {
    using state = recent_events::state;
    recent_events events;
    EXPECT_EQ(events.begin("a"), state::fresh);
    EXPECT_EQ(events.begin("a"), state::running);
    events.finish("a", false);
    EXPECT_EQ(events.begin("a"), state::fresh);
    events.finish("a", true);
    EXPECT_EQ(events.begin("a"), state::answered);
    for (std::size_t i = 0; i < recent_events::capacity; ++i) {
        const auto id = std::to_string(i);
        EXPECT_EQ(events.begin(id), state::fresh);
        events.finish(id, true);
    }
    EXPECT_EQ(events.begin("a"), state::fresh);
}

}  // namespace
}  // namespace fillrate::slack
