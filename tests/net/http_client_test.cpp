// What the client reports of an exchange: above all, whether the request may have left.
#include "integrations/net/http_client.hpp"

#include "integrations/net/system_dialer.hpp"
#include "tests/net/server_fixture.hpp"

#include <gtest/gtest.h>

namespace fillrate::net::testing {
namespace {

class http_client_test : public ::testing::Test {
protected:
    result<incoming_response> send(outgoing_request request, steady_instant deadline = soon()) {
        result<incoming_response> out = error(errc::internal, "not run");
        auto body = [&]() -> async::awaitable<void> {
            out = co_await client.send(std::move(request), deadline);
        };
        run(loop, body());
        return out;
    }

    static outgoing_request post(std::string body = "hello") {
        outgoing_request request;
        request.method = "POST";
        request.url = parse_https_url("https://slack.com/api/x?y=1").value();
        request.headers.add("Authorization", "Bearer t");
        request.body = std::move(body);
        return request;
    }

    asio::io_context loop{1};
    scripted_dialer network{loop};
    http_client client{network};
};

constexpr const char* ok_response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST_F(http_client_test, sends_the_request_whole_and_reads_the_answer) {
    const auto plot = network.add();
    plot->largest_write = 5;
    for (const char c :
         std::string_view("HTTP/1.1 201 Created\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\nok"
         )) {
        plot->inbound.emplace_back(1, c);
    }
    const auto got = send(post());
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(got->status, 201u);
    EXPECT_EQ(got->body, "ok");
    EXPECT_EQ(got->headers.value("retry-after"), "3");
    EXPECT_EQ(
        plot->written,
        "POST /api/x?y=1 HTTP/1.1\r\nHost: slack.com\r\nUser-Agent: fillrate\r\nAuthorization: "
        "Bearer "
        "t\r\nContent-Length: 5\r\n\r\nhello"
    );
    ASSERT_EQ(network.dialed.size(), 1u);
    EXPECT_EQ(network.dialed[0].host, "slack.com");
    EXPECT_EQ(network.dialed[0].port, 443);
    EXPECT_EQ(client.idle_connections(), 1u);
}

TEST_F(http_client_test, head_and_body_leave_in_one_write) {
    const auto plot = network.add();
    plot->inbound = {ok_response};
    ASSERT_TRUE(send(post(std::string(100'000, 'b'))));
    EXPECT_EQ(plot->write_calls, 1u);
}

TEST_F(http_client_test, a_kept_connection_serves_the_next_request) {
    const auto plot = network.add();
    plot->inbound = {ok_response, ok_response};
    ASSERT_TRUE(send(post()));
    ASSERT_TRUE(send(post()));
    EXPECT_EQ(network.dialed.size(), 1u);
}

TEST_F(http_client_test, a_kept_connection_that_is_not_quiet_is_dropped) {
    const auto first = network.add();
    first->inbound = {ok_response, ok_response};
    const auto second = network.add();
    second->inbound = {ok_response};
    ASSERT_TRUE(send(post()));
    first->quiet_and_open = false;
    ASSERT_TRUE(send(post()));
    EXPECT_EQ(network.dialed.size(), 2u);
    EXPECT_EQ(first->write_calls, 1u);
}

TEST_F(http_client_test, a_kept_connection_dead_before_the_first_byte_is_replaced) {
    const auto first = network.add();
    first->inbound = {ok_response};
    first->writes_until_failure = 1;
    const auto second = network.add();
    second->inbound = {ok_response};
    ASSERT_TRUE(send(post()));
    const auto got = send(post());
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(network.dialed.size(), 2u);
    EXPECT_EQ(second->write_calls, 1u);
}

TEST_F(http_client_test, a_kept_connection_that_dies_after_the_write_is_an_unknown_outcome) {
    const auto first = network.add();
    first->inbound = {ok_response};
    network.add()->inbound = {ok_response};
    ASSERT_TRUE(send(post()));
    const auto got = send(post());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::unknown_outcome);
    EXPECT_EQ(network.dialed.size(), 1u);
}

TEST_F(http_client_test, connections_that_may_not_be_kept_are_not) {
    for (const char* response :
         {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokEXTRA",
          "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
          "HTTP/1.1 200 OK\r\n\r\nok"}) {
        network.add()->inbound = {response};
        const auto got = send(post());
        ASSERT_TRUE(got) << response;
        EXPECT_EQ(got->body, "ok");
        EXPECT_EQ(client.idle_connections(), 0u) << response;
    }
}

TEST_F(http_client_test, what_certainly_did_not_leave) {
    network.failure = error(errc::unavailable, "no route");
    auto got = send(post());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::unavailable);
    EXPECT_TRUE(certainly_not_sent(got.error()));

    const auto dead = network.add();
    dead->writes_until_failure = 0;
    got = send(post());
    ASSERT_FALSE(got);
    EXPECT_TRUE(certainly_not_sent(got.error()));

    got = send(post(), std::chrono::steady_clock::now() - 1s);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::timeout);
    EXPECT_TRUE(certainly_not_sent(got.error()));
}

TEST_F(http_client_test, bad_requests_are_refused_before_dialing) {
    auto request = post();
    request.headers.add("X", "a\r\nEvil: b");
    EXPECT_EQ(send(request).error().code, errc::invalid_input);
    request = post();
    request.headers.add("Content-Length", "7");
    EXPECT_EQ(send(request).error().code, errc::invalid_input);
    request = post();
    request.url.target = "/a b";
    EXPECT_EQ(send(request).error().code, errc::invalid_input);
    request = post();
    request.method = "GET / HTTP/1.1\r\nX:";
    EXPECT_EQ(send(request).error().code, errc::invalid_input);
    EXPECT_TRUE(network.dialed.empty());
}

TEST_F(http_client_test, what_may_have_left_is_unknown) {
    const auto half = network.add();
    half->largest_write = 10;
    half->writes_until_failure = 3;
    auto got = send(post());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::unknown_outcome);
    EXPECT_FALSE(certainly_not_sent(got.error()));

    for (const char* response :
         {"",
          "HTTP/1.1 200 OK\r\nContent-Le",
          "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
          "garbage\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: "
          "chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nok",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"}) {
        const auto plot = network.add();
        if (*response != '\0') {
            plot->inbound = {response};
        }
        got = send(post());
        ASSERT_FALSE(got) << response;
        EXPECT_EQ(got.error().code, errc::unknown_outcome) << response;
        EXPECT_EQ(client.idle_connections(), 0u);
    }
}

TEST_F(http_client_test, a_reset_in_an_answer_without_length_is_no_end) {
    const auto plot = network.add();
    plot->inbound = {"HTTP/1.1 200 OK\r\n\r\npart"};
    plot->at_end = asio::error::connection_reset;
    const auto got = send(post());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::unknown_outcome);
}

TEST_F(http_client_test, n071_an_endless_answer_is_cut_at_the_limit) {
    const auto plot = network.add();
    plot->inbound = {"HTTP/1.1 200 OK\r\n\r\n"};
    for (int i = 0; i < 40; ++i) {
        plot->inbound.push_back(std::string(64 * 1024, 'x'));
    }
    const auto got = send(post());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::unknown_outcome);
    EXPECT_GT(plot->inbound.size(), 20u);

    const auto heads = network.add();
    heads->inbound = {"HTTP/1.1 200 OK\r\n"};
    for (int i = 0; i < 4000; ++i) {
        heads->inbound.push_back("X-Field: 0123456789\r\n");
    }
    EXPECT_EQ(send(post()).error().code, errc::unknown_outcome);
    EXPECT_GT(heads->inbound.size(), 2000u);
}

TEST_F(http_client_test, n071_a_silent_peer_is_cut_at_the_deadline) {
    const auto plot = network.add();
    plot->inbound = {"HTTP/1.1 200 OK\r\n"};
    plot->silent_at_end = true;
    const auto got = send(post(), std::chrono::steady_clock::now() + 20ms);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::unknown_outcome);
    EXPECT_TRUE(plot->closed);
}

TEST_F(http_client_test, n065_redirects_are_answers_not_orders) {
    network.add()->inbound = {
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://evil.net/\r\nContent-Length: "
        "0\r\n\r\n"};
    const auto got = send(post());
    ASSERT_TRUE(got);
    EXPECT_EQ(got->status, 307u);
    EXPECT_EQ(network.dialed.size(), 1u);
}

TEST_F(http_client_test, interim_answers_are_skipped_and_bounded) {
    network.add()->inbound = {
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"};
    const auto got = send(post());
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(got->status, 200u);
    std::string many;
    for (int i = 0; i < 10; ++i) {
        many += "HTTP/1.1 100 Continue\r\n\r\n";
    }
    network.add()->inbound = {many};
    client.close_idle();
    EXPECT_EQ(send(post()).error().code, errc::unknown_outcome);
}

TEST_F(http_client_test, a_head_answer_has_no_body) {
    network.add()->inbound = {"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"};
    auto request = post("");
    request.method = "HEAD";
    const auto got = send(request);
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(got->body, "");
    EXPECT_EQ(client.idle_connections(), 1u);
}

TEST_F(http_client_test, few_connections_are_kept) {
    for (int i = 0; i < 8; ++i) {
        network.add()->inbound = {ok_response};
    }
    auto one = [&]() -> async::awaitable<void> {
        const auto got = co_await client.send(post(), soon());
        EXPECT_TRUE(got);
    };
    int done = 0;
    for (int i = 0; i < 8; ++i) {
        asio::co_spawn(loop, one(), [&done](std::exception_ptr) { ++done; });
    }
    loop.restart();
    loop.run();
    EXPECT_EQ(done, 8);
    EXPECT_EQ(client.idle_connections(), 4u);
}

class http_round_trip : public http_server_test {};

TEST_F(http_round_trip, client_and_server_over_sockets) {
    start();
    const auto dialer = system_dialer::create(loop.get_executor()).value();
    http_client client(*dialer);
    auto body = [&]() -> async::awaitable<void> {
        for (int i = 0; i < 20; ++i) {
            outgoing_request request;
            request.method = "POST";
            request.url = loopback_url("http", port, "/n?i=" + std::to_string(i));
            request.body = std::string(20'000, 'b');
            const auto got = co_await client.send(std::move(request), soon());
            EXPECT_TRUE(got);
            if (got) {
                EXPECT_EQ(got->status, 200u);
            }
        }
    };
    run(loop, body());
    EXPECT_EQ(server->counters().accepted, 1u);
    EXPECT_EQ(server->counters().requests, 20u);
}

TEST_F(http_round_trip, a_server_that_closed_the_kept_connection_is_noticed) {
    limits.requests = 1;
    limits.linger_time = 1ms;
    start();
    const auto dialer = system_dialer::create(loop.get_executor()).value();
    http_client client(*dialer);
    auto body = [&]() -> async::awaitable<void> {
        for (int i = 0; i < 3; ++i) {
            outgoing_request request;
            request.url = loopback_url("http", port, "/");
            const auto got = co_await client.send(std::move(request), soon());
            EXPECT_TRUE(got);
        }
    };
    run(loop, body());
    EXPECT_EQ(server->counters().accepted, 3u);
}

TEST_F(http_round_trip, an_address_outside_the_reach_is_refused) {
    start();
    const auto dialer = system_dialer::create(loop.get_executor()).value();
    auto body = [&]() -> async::awaitable<void> {
        const std::vector<std::string>
            hosts{"127.0.0.1", "localhost", "0x7f.1", "::1", "10.0.0.1", "224.0.0.1"};
        for (const std::string& host : hosts) {
            ports::endpoint where;
            where.over = ports::transport::plain;
            where.host = host;
            where.port = port;
            const auto got = co_await dialer->dial(where, soon());
            EXPECT_FALSE(got);
            if (!got) {
                EXPECT_EQ(got.error().code, errc::forbidden) << host << got.error().detail;
            }
        }
        ports::endpoint outside;
        outside.over = ports::transport::plain;
        outside.host = "192.0.2.1";
        outside.port = port;
        outside.allowed = ports::reach::loopback_only;
        const auto got = co_await dialer->dial(outside, soon());
        EXPECT_EQ(got.error().code, errc::forbidden);
    };
    run(loop, body());
    EXPECT_EQ(server->counters().accepted, 0u);
}

TEST_F(http_round_trip, nobody_listening_is_unavailable) {
    const auto dialer = system_dialer::create(loop.get_executor()).value();
    std::uint16_t free_port = 0;
    {
        const raw_server gone(loop);
        free_port = gone.port();
    }
    http_client client(*dialer);
    auto body = [&]() -> async::awaitable<void> {
        outgoing_request request;
        request.url = loopback_url("http", free_port, "/");
        const auto got = co_await client.send(std::move(request), soon());
        EXPECT_FALSE(got);
        EXPECT_EQ(got.error().code, errc::unavailable);
    };
    run(loop, body());
}

}  // namespace
}  // namespace fillrate::net::testing
