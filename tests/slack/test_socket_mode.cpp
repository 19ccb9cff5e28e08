#include "core/base/text.hpp"
#include "integrations/net/json.hpp"
#include "integrations/slack/socket_mode.hpp"
#include "tests/slack/fake_slack.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace fillrate::slack {
namespace {

using testing::not_stored;
using testing::say;

constexpr std::string_view command_envelope =
    R"({"type":"slash_commands","envelope_id":"e1","accepts_response_payload":true,"payload":{)"
    R"("command":"/hire","text":"104","team_id":"T0ACME","api_app_id":"A0APP","user_id":"U0ANA",)"
    R"("channel_id":"C0OPS","trigger_id":"1.2.3"}})";
constexpr std::string_view event_envelope =
    R"({"type":"events_api","envelope_id":"e2","accepts_response_payload":false,"payload":{)"
    R"("type":"event_callback","team_id":"T0ACME","api_app_id":"A0APP","event_id":"Ev1","event":{)"
    R"("type":"app_mention","user":"U0ANA","text":"<@U0BOT> 104","ts":"1796742000.000100",)"
    R"("channel":"C0OPS"}}})";

std::string disconnect(std::string_view reason) {
    return R"({"type":"disconnect","reason":")" + std::string(reason) + R"("})";
}

socket_timing quick() {
    socket_timing timing;
    timing.open_every = milliseconds{1};
    timing.backoff_first = milliseconds{1};
    timing.backoff_most = milliseconds{5};
    timing.switched_off = milliseconds{1};
    timing.bad_credentials = milliseconds{1};
    return timing;
}

class socket_mode_test : public ::testing::Test {
protected:
    void begin(std::size_t connections = 1, socket_timing timing = quick()) {
        mode_ = std::make_unique<socket_mode>(
            rig_.loop.get_executor(),
            socket_mode::parts{
                rig_.api,
                rig_.to,
                *rig_.network,
                rig_.clock,
                rig_.random,
                rig_.background,
                rig_.log},
            connections,
            timing
        );
        mode_->start();
    }
    /// Looks again whenever the fake was told something, and every other millisecond, because the
    /// client's own changes tell nobody.
    async::awaitable<void> look_until(std::function<bool()> condition) {
        constexpr int most_looks = 10000;
        for (int look = 0; !condition(); ++look) {
            if (look == most_looks) {
                throw std::runtime_error("never came true; the log: " + join(rig_.lines, "\n"));
            }
            co_await rig_.slack.changed.wait_until(rig_.clock.steady_now() + milliseconds{2});
        }
    }
    void until(const std::function<bool()>& condition) { rig_.run(look_until(condition)); }
    void end() {
        auto body = [&]() -> async::awaitable<void> { co_await mode_->stop(); };
        rig_.run(body());
        rig_.drain();
    }
    testing::fake_socket& socket(std::size_t index) { return *rig_.slack.sockets.at(index); }
    void tell(std::size_t index, std::string_view text) {
        ASSERT_NE(socket(index).line, nullptr);
        (void)socket(index).line->send(std::string(text));
    }
    bool is_closed(std::size_t index) { return socket(index).line == nullptr; }

    testing::rig rig_{};
    std::unique_ptr<socket_mode> mode_{};
};

TEST_F(socket_mode_test, keeps_as_many_connections_as_asked) {
    EXPECT_EQ(rig_.slack.sockets.size(), 0U);
    begin(2);
    EXPECT_FALSE(mode_->connected());
    EXPECT_EQ(mode_->last_frame_age(), milliseconds::max());
    until([&] { return mode_->usable_connections() == 2; });
    EXPECT_TRUE(mode_->connected());
    EXPECT_LT(mode_->last_frame_age(), milliseconds::max());
    const auto opens = rig_.slack.calls_of("/api/apps.connections.open");
    ASSERT_EQ(opens.size(), 2U);
    EXPECT_EQ(opens[0].authorization, "Bearer xapp-test-app");
    EXPECT_EQ(opens[0].body, "");
    end();
    EXPECT_FALSE(mode_->connected());
    EXPECT_EQ(rig_.slack.sockets.size(), 2U);
}

TEST_F(socket_mode_test, acknowledges_with_the_answer) {
    rig_.inbox.answer = say("REQ-104 is open");
    begin();
    until([&] { return mode_->connected(); });
    tell(0, command_envelope);
    until([&] { return !socket(0).received.empty(); });
    const auto ack = *net::parse_json_strict(socket(0).received.front());
    EXPECT_EQ(ack.at("envelope_id"), "e1");
    EXPECT_EQ(ack.at("payload").at("text"), "REQ-104 is open");
    tell(0, event_envelope);
    until([&] { return socket(0).received.size() == 2; });
    EXPECT_EQ(socket(0).received.back(), R"({"envelope_id":"e2"})");
    EXPECT_EQ(rig_.slack.calls_of("/api/chat.postEphemeral").size(), 1U);
    EXPECT_EQ(rig_.inbox.seen.size(), 2U);
    end();
}

TEST_F(socket_mode_test, does_not_acknowledge_an_event_that_was_not_stored) {
    rig_.inbox.answer = not_stored();
    begin();
    until([&] { return mode_->connected(); });
    tell(0, event_envelope);
    tell(0, command_envelope);
    until([&] { return !socket(0).received.empty(); });
    const auto ack = *net::parse_json_strict(socket(0).received.front());
    EXPECT_EQ(ack.at("envelope_id"), "e1");
    EXPECT_EQ(ack.at("payload").at("text"), "Not saved. Please try again.");
    EXPECT_EQ(mode_->counters().unacknowledged, 1U);
    rig_.inbox.answer = say("Now it is");
    tell(0, event_envelope);
    until([&] { return socket(0).received.size() == 2; });
    EXPECT_EQ(socket(0).received.back(), R"({"envelope_id":"e2"})");
    end();
}

TEST_F(socket_mode_test, makes_a_new_connection_before_it_breaks_the_old) {
    rig_.inbox.answer = say("Done");
    // The answer is held back until the replacement is there.
    rig_.inbox.before_answer = [this]() -> async::awaitable<void> {
        auto replaced = [this] { return rig_.slack.sockets.size() == 2; };
        co_await rig_.slack.until(std::move(replaced));
    };
    begin();
    until([&] { return mode_->connected(); });
    tell(0, command_envelope);
    tell(0, disconnect("warning"));
    until([&] { return rig_.slack.sockets.size() == 2; });
    EXPECT_FALSE(is_closed(0));
    until([&] { return is_closed(0); });
    EXPECT_EQ(socket(0).received.size(), 1U);
    EXPECT_FALSE(is_closed(1));
    until([&] { return mode_->usable_connections() == 1; });
    EXPECT_EQ(mode_->counters().replaced, 1U);
    end();
}

TEST_F(socket_mode_test, acknowledges_on_another_connection_when_its_own_is_gone) {
    rig_.inbox.answer = say("Done");
    rig_.inbox.before_answer = [this]() -> async::awaitable<void> {
        socket(0).line->abort();
        auto replaced = [this] { return is_closed(0) && mode_->counters().opened == 2; };
        co_await look_until(std::move(replaced));
    };
    begin();
    until([&] { return mode_->connected(); });
    tell(0, command_envelope);
    until([&] { return rig_.slack.sockets.size() == 2 && !socket(1).received.empty(); });
    EXPECT_EQ(net::parse_json_strict(socket(1).received.front())->at("envelope_id"), "e1");
    EXPECT_TRUE(socket(0).received.empty());
    end();
}

TEST_F(socket_mode_test, closes_first_and_alarms_when_there_are_too_many) {
    auto timing = quick();
    timing.switched_off = seconds{3600};
    begin(1, timing);
    until([&] { return mode_->connected(); });
    EXPECT_EQ(mode_->alarm(), "");
    tell(0, disconnect("too_many_websockets"));
    until([&] { return is_closed(0); });
    EXPECT_EQ(mode_->alarm(), "too many connections of this app");
    EXPECT_FALSE(mode_->connected());
    end();
    EXPECT_EQ(rig_.slack.sockets.size(), 1U);
}

TEST_F(socket_mode_test, comes_back_after_every_kind_of_failure) {
    rig_.slack.answer("/api/apps.connections.open", {500, "", {}});
    rig_.slack.answer("/api/apps.connections.open", {200, "<html>", {}});
    rig_.slack.answer("/api/apps.connections.open", {429, "", "0"});
    rig_.slack.answer(
        "/api/apps.connections.open",
        {200, R"({"ok":false,"error":"invalid_auth"})", {}}
    );
    rig_.slack.answer("/api/apps.connections.open", {200, R"({"ok":true,"url":7})", {}});
    begin();
    until([&] { return mode_->connected(); });
    EXPECT_EQ(mode_->counters().failed, 5U);
    EXPECT_EQ(mode_->alarm(), "");
    socket(0).line->abort();
    until([&] { return rig_.slack.sockets.size() == 2 && mode_->connected(); });
    tell(1, disconnect("link_disabled"));
    until([&] { return rig_.slack.sockets.size() == 3 && mode_->connected(); });
    end();
}

TEST_F(socket_mode_test, gives_up_a_connection_that_says_no_hello_or_nothing_at_all) {
    rig_.slack.hello.clear();
    auto timing = quick();
    timing.hello_within = milliseconds{5};
    begin(1, timing);
    until([&] { return rig_.slack.sockets.size() >= 2; });
    rig_.slack.hello = R"({"type":"hello"})";
    until([&] { return mode_->connected(); });
    EXPECT_GE(mode_->counters().failed, 1U);
    end();
}

// N068: neither the token nor a connection goes to a host that is not Slack's.
TEST_F(socket_mode_test, never_connects_to_a_foreign_address) {
    const auto good = rig_.slack.socket_url;
    for (const auto& url :
         {std::string("wss://evil.example/link"),
          std::string("ws://127.0.0.1:1/link/"),
          std::string("ws://localhost/link/"),
          std::string("http://") + rig_.slack.address()}) {
        rig_.slack.answer(
            "/api/apps.connections.open",
            {200, R"({"ok":true,"url":")" + url + R"("})", {}}
        );
    }
    begin();
    until([&] { return mode_->counters().failed == 4; });
    EXPECT_TRUE(rig_.slack.sockets.empty());
    EXPECT_EQ(mode_->alarm(), "Slack named a socket address that is not Slack's");
    until([&] { return mode_->connected(); });
    EXPECT_EQ(rig_.slack.sockets.size(), 1U);
    end();
}

// N070
TEST_F(socket_mode_test, drops_or_acknowledges_what_it_cannot_use) {
    rig_.inbox.answer = say("Done");
    begin();
    until([&] { return mode_->connected(); });
    tell(0, R"({"type":"events_api","payload":{}})");
    tell(0, "not json");
    tell(0, R"({"type":"new_thing","envelope_id":"e7","payload":{}})");
    tell(0, R"({"type":"slash_commands","envelope_id":"e8","payload":{"command":"/hire"}})");
    until([&] { return socket(0).received.size() == 2; });
    EXPECT_EQ(socket(0).received[0], R"({"envelope_id":"e7"})");
    EXPECT_EQ(socket(0).received[1], R"({"envelope_id":"e8"})");
    EXPECT_TRUE(rig_.inbox.seen.empty());
    tell(0, command_envelope);
    until([&] { return socket(0).received.size() == 3; });
    EXPECT_EQ(rig_.inbox.seen.size(), 1U);
    end();
}

}  // namespace
}  // namespace fillrate::slack
