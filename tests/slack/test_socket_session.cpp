#include "integrations/net/json.hpp"
#include "integrations/slack/reconnect_policy.hpp"
#include "integrations/slack/socket_session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace fillrate::slack {
namespace {

using kind = socket_action::kind;
using state = socket_session::state;

constexpr steady_instant start{seconds{1000}};
constexpr std::string_view hello =
    R"({"type":"hello","num_connections":2,"connection_info":{"app_id":"A0APP"},)"
    R"("debug_info":{"host":"applink-1","approximate_connection_time":3600}})";
constexpr std::string_view event =
    R"({"type":"events_api","envelope_id":"e1","payload":{"type":"event_callback"},)"
    R"("accepts_response_payload":false,"retry_attempt":0,"retry_reason":""})";

std::string disconnect(std::string_view reason) {
    return R"({"type":"disconnect","reason":")" + std::string(reason) + R"(","debug_info":{}})";
}

socket_session fresh() {
    return {socket_timing{}, 90, start};
}
socket_session greeted() {
    auto session = fresh();
    (void)session.on_text(hello, start);
    return session;
}
socket_session retiring() {
    auto session = greeted();
    (void)session.on_text(disconnect("warning"), start);
    return session;
}
socket_session closed() {
    auto session = greeted();
    session.on_closed();
    return session;
}

socket_action only(const std::vector<socket_action>& actions) {
    EXPECT_EQ(actions.size(), 1U);
    return actions.empty() ? socket_action{} : actions.front();
}

struct expectation {
    std::string text;
    kind what;
    state after;
};

void expect_each(const socket_session& from, const std::vector<expectation>& table) {
    for (const auto& [text, what, after] : table) {
        auto session = from;
        EXPECT_EQ(only(session.on_text(text, start)).what, what) << text;
        EXPECT_EQ(session.current(), after) << text;
    }
}

const std::string unknown_type = R"({"type":"new_thing","envelope_id":"e2","payload":{}})";
const std::string no_envelope_id = R"({"type":"events_api","payload":{}})";

// Every message in every state (SLACK.md 1.9).
TEST(socket_session, while_greeting) {
    expect_each(
        fresh(),
        {{std::string(hello), kind::ready, state::ready},
         {std::string(event), kind::deliver, state::greeting},
         {disconnect("warning"), kind::abandon, state::over},
         {disconnect("refresh_requested"), kind::abandon, state::over},
         {disconnect("link_disabled"), kind::back_off, state::over},
         {disconnect("too_many_websockets"), kind::back_off, state::over},
         {disconnect(""), kind::abandon, state::over},
         {unknown_type, kind::acknowledge, state::greeting},
         {no_envelope_id, kind::ignore, state::greeting},
         {"not json", kind::ignore, state::greeting}}
    );
}

TEST(socket_session, when_ready) {
    expect_each(
        greeted(),
        {{std::string(hello), kind::ignore, state::ready},
         {std::string(event), kind::deliver, state::ready},
         {disconnect("warning"), kind::replace, state::retiring},
         {disconnect("refresh_requested"), kind::replace, state::retiring},
         {disconnect("something_new"), kind::replace, state::retiring},
         {R"({"type":"disconnect"})", kind::replace, state::retiring},
         {disconnect("link_disabled"), kind::back_off, state::over},
         {disconnect("too_many_websockets"), kind::back_off, state::over},
         {unknown_type, kind::acknowledge, state::ready},
         {no_envelope_id, kind::ignore, state::ready},
         {R"({"type":"events_api","envelope_id":7,"payload":{}})", kind::ignore, state::ready},
         {R"({"type":"events_api","envelope_id":"e","payload":[]})",
          kind::acknowledge,
          state::ready},
         {R"({"type":"events_api","envelope_id":"e"})", kind::acknowledge, state::ready},
         {R"({"envelope_id":"e"})", kind::acknowledge, state::ready},
         {R"({"type":"hello","type":"disconnect"})", kind::ignore, state::ready},
         {"[]", kind::ignore, state::ready},
         {"", kind::ignore, state::ready},
         {std::string(100000, '['), kind::ignore, state::ready}}
    );
}

TEST(socket_session, while_retiring) {
    expect_each(
        retiring(),
        {{std::string(event), kind::deliver, state::retiring},
         {std::string(hello), kind::ignore, state::retiring},
         {disconnect("warning"), kind::ignore, state::retiring},
         {disconnect("refresh_requested"), kind::ignore, state::retiring},
         {disconnect("too_many_websockets"), kind::back_off, state::over},
         {disconnect("link_disabled"), kind::back_off, state::over},
         {"x", kind::ignore, state::retiring}}
    );
}

TEST(socket_session, after_the_end) {
    expect_each(
        closed(),
        {{std::string(hello), kind::ignore, state::over},
         {std::string(event), kind::ignore, state::over},
         {disconnect("warning"), kind::ignore, state::over},
         {disconnect("link_disabled"), kind::ignore, state::over}}
    );
    auto session = closed();
    EXPECT_TRUE(session.on_time(start + seconds{1000}, start).empty());
}

TEST(socket_session, reads_envelopes) {
    auto session = greeted();
    const auto action = only(session.on_text(
        R"({"type":"slash_commands","envelope_id":"e9","payload":{"command":"/hire"},)"
        R"("accepts_response_payload":true})",
        start
    ));
    EXPECT_EQ(action.envelope_id, "e9");
    EXPECT_EQ(action.envelope, envelope_kind::slash_commands);
    EXPECT_TRUE(action.accepts_payload);
    EXPECT_EQ(action.payload.at("command"), "/hire");
    EXPECT_FALSE(only(session.on_text(event, start)).accepts_payload);
    EXPECT_EQ(session.connections_of_app(), 2U);
}

TEST(socket_session, gives_up_without_hello) {
    auto session = fresh();
    EXPECT_EQ(session.next_time(start), start + seconds{10});
    EXPECT_TRUE(session.on_time(start + milliseconds{9999}, start).empty());
    EXPECT_EQ(only(session.on_time(start + seconds{10}, start)).what, kind::abandon);
    EXPECT_EQ(session.current(), state::over);
}

TEST(socket_session, pings_and_notices_silence) {
    auto session = greeted();
    EXPECT_EQ(only(session.on_time(start + seconds{10}, start)).what, kind::ping);
    EXPECT_TRUE(session.on_time(start + seconds{11}, start).empty());
    EXPECT_EQ(only(session.on_time(start + seconds{20}, start)).what, kind::ping);
    EXPECT_EQ(session.next_time(start), start + seconds{25});
    EXPECT_TRUE(session.on_time(start + milliseconds{24999}, start).empty());
    auto heard = session;
    EXPECT_EQ(only(heard.on_time(start + seconds{30}, start + seconds{20})).what, kind::ping);
    EXPECT_EQ(only(session.on_time(start + seconds{25}, start)).what, kind::abandon);
}

TEST(socket_session, plans_its_replacement) {
    auto session = greeted();
    const auto planned = start + seconds{3240};
    EXPECT_TRUE(session.on_time(planned - seconds{1}, planned).size() == 1);  // a ping
    EXPECT_EQ(only(session.on_time(planned, planned)).what, kind::replace);
    EXPECT_EQ(session.current(), state::retiring);
    EXPECT_TRUE(session.on_time(planned + seconds{1}, planned).empty());
    for (const std::string_view time :
         {"0", "-5", "\"3600\"", "1e9", "9223372036854775807", "null"}) {
        auto odd = fresh();
        const auto text = R"({"type":"hello","debug_info":{"approximate_connection_time":)" +
                          std::string(time) + "}}";
        EXPECT_EQ(only(odd.on_text(text, start)).what, kind::ready);
        EXPECT_EQ(
            only(odd.on_time(start + seconds{900000}, start + seconds{900000})).what,
            kind::ping
        );
    }
}

RC_GTEST_PROP(socket_session, never_asks_to_be_woken_in_the_past, (std::vector<bool> steps)) {
    auto session = greeted();
    auto now = start;
    for (const bool heard : steps) {
        const auto inbound = heard ? now : start;
        now = std::max(now, session.next_time(inbound));
        (void)session.on_time(now, inbound);
        if (session.current() == state::over) {
            break;
        }
        RC_ASSERT(session.next_time(inbound) > now);
    }
}

TEST(make_ack, is_what_slack_documents) {
    EXPECT_EQ(make_ack("e1", ""), R"({"envelope_id":"e1"})");
    EXPECT_EQ(make_ack("e1", R"({"text":"x"})"), R"({"envelope_id":"e1","payload":{"text":"x"}})");
    EXPECT_TRUE(net::parse_json_strict(make_ack("a\"b\\c\n", "")));
}

TEST(backoff, waits_below_a_bound_that_doubles) {
    seeded_random random(7);
    backoff waits(seconds{1}, seconds{60});
    milliseconds bound{1000};
    bool differs = false;
    auto previous = milliseconds{-1};
    for (int i = 0; i < 200; ++i) {
        const auto wait = waits.next(random);
        EXPECT_GE(wait, milliseconds{0});
        EXPECT_LE(wait, bound);
        differs = differs || (previous >= milliseconds{0} && wait != previous);
        previous = wait;
        bound = std::min<milliseconds>(bound * 2, seconds{60});
    }
    EXPECT_TRUE(differs);
    waits.reset();
    EXPECT_LE(waits.next(random), seconds{1});
}

TEST(open_budget, allows_a_burst_and_then_one_per_interval) {
    open_budget budget(seconds{5}, 3);
    EXPECT_EQ(budget.take(start), start);
    EXPECT_EQ(budget.take(start), start);
    EXPECT_EQ(budget.take(start), start);
    EXPECT_EQ(budget.take(start), start + seconds{5});
    EXPECT_EQ(budget.take(start), start + seconds{10});
    EXPECT_EQ(budget.take(start + seconds{1000}), start + seconds{1000});
    budget.block(start + seconds{2000});
    EXPECT_EQ(budget.take(start + seconds{1001}), start + seconds{2000});
}

}  // namespace
}  // namespace fillrate::slack
