// The server's ordinary life: answers, keep-alive, limits on connections, stopping.
#include "integrations/net/http_server.hpp"

#include "core/async/sleep.hpp"
#include "tests/net/server_fixture.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace fillrate::net::testing {
namespace {

TEST_F(http_server_test, answers_with_what_the_handler_gives) {
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(
            "POST /echo?a=1&b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
        );
        const std::string answer = co_await client.read_response();
        EXPECT_EQ(status_of(answer), 200u);
        EXPECT_TRUE(answer.ends_with("\r\n\r\nPOST /echo ? a=1&b # hello"));
        EXPECT_NE(answer.find("\r\nContent-Type: text/plain\r\n"), std::string::npos);
        EXPECT_NE(answer.find("\r\nDate: "), std::string::npos);
        EXPECT_EQ(answer.find("Connection: close"), std::string::npos);
    };
    run(loop, body());
    EXPECT_EQ(server->counters().requests, 1u);
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].peer, "127.0.0.1");
    EXPECT_EQ(seen[0].header("hOST"), "x");
}

TEST_F(http_server_test, head_has_the_length_but_no_body) {
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send("HEAD /abc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        const std::string answer = co_await client.read_to_end();
        EXPECT_EQ(status_of(answer), 200u);
        EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
        EXPECT_NE(answer.find("Content-Length: 15\r\n"), std::string::npos);
    };
    run(loop, body());
}

TEST_F(http_server_test, a_handler_that_throws_is_a_500_and_reported) {
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string answer_1 = co_await client.read_response();
        EXPECT_EQ(status_of(answer_1), 500u);
        co_await client.send("GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string answer_2 = co_await client.read_response();
        EXPECT_EQ(status_of(answer_2), 200u);
    };
    run(loop, body());
    EXPECT_EQ(failures, std::vector<std::string>{"broken on purpose"});
}

TEST_F(http_server_test, response_fields_cannot_split_the_response) {
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string answer = co_await client.read_response();
        EXPECT_EQ(answer.find("Evil"), std::string::npos);
        EXPECT_NE(answer.find("Good: yes"), std::string::npos);
    };
    run(loop, body());
}

TEST_F(http_server_test, n027_pipelined_requests_are_answered_in_order) {
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        std::string all;
        for (int i = 0; i < 100; ++i) {
            all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
        }
        co_await client.send(all);
        for (int i = 0; i < 100; ++i) {
            const std::string answer = co_await client.read_response();
            EXPECT_TRUE(answer.ends_with("GET /" + std::to_string(i) + " ?  # ")) << answer;
        }
    };
    run(loop, body());
}

TEST_F(http_server_test, a_connection_ends_after_its_last_request) {
    limits.requests = 3;
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        std::string all;
        for (int i = 0; i < 5; ++i) {
            all += "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        }
        co_await client.send(all);
        const std::string answers = co_await client.read_to_end();
        std::size_t count = 0;
        for (std::size_t at = answers.find("HTTP/1.1 200"); at != std::string::npos;
             at = answers.find("HTTP/1.1 200", at + 1)) {
            ++count;
        }
        EXPECT_EQ(count, 3u);
        EXPECT_NE(answers.find("Connection: close"), std::string::npos);
    };
    run(loop, body());
    EXPECT_EQ(server->counters().requests, 3u);
}

TEST_F(http_server_test, n028_at_the_cap_the_longest_idle_connection_goes) {
    limits.connections = 3;
    start();
    auto body = [&]() -> async::awaitable<void> {
        std::vector<std::unique_ptr<raw_client>> idle;
        for (int i = 0; i < 3; ++i) {
            idle.push_back(std::make_unique<raw_client>(loop));
            co_await idle.back()->connect(port);
            co_await idle.back()->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            const std::string answer_3 = co_await idle.back()->read_response();
            EXPECT_EQ(status_of(answer_3), 200u);
        }
        raw_client ready(loop);
        co_await ready.connect(port);
        co_await ready.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string answer_4 = co_await ready.read_response();
        EXPECT_EQ(status_of(answer_4), 200u);
        const std::string rest_7 = co_await idle[0]->read_to_end();
        EXPECT_EQ(rest_7, "");
        EXPECT_EQ(server->open_connections(), 3u);
        co_await idle[1]->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string answer_5 = co_await idle[1]->read_response();
        EXPECT_EQ(status_of(answer_5), 200u);
    };
    run(loop, body());
    EXPECT_EQ(server->counters().over_capacity, 1u);
}

TEST_F(http_server_test, n028_at_the_cap_with_everyone_at_work_the_new_one_goes) {
    limits.connections = 1;
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client first(loop);
        co_await first.connect(port);
        co_await first.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
        while (seen.empty()) {
            co_await async::sleep_for(1ms);
        }
        raw_client second(loop);
        co_await second.connect(port);
        const std::string rest_8 = co_await second.read_to_end();
        EXPECT_EQ(rest_8, "");
        go.notify();
        const std::string answer_6 = co_await first.read_response();
        EXPECT_EQ(status_of(answer_6), 200u);
    };
    run(loop, body());
}

TEST_F(http_server_test, stop_lets_the_request_under_way_finish_and_closes_idle_ones) {
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client idle(loop);
        co_await idle.connect(port);
        raw_client busy(loop);
        co_await busy.connect(port);
        co_await busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
        while (seen.empty()) {
            co_await async::sleep_for(1ms);
        }
        bool graceful = false;
        auto stopping = [&]() -> async::awaitable<void> { graceful = co_await server->stop(20s); };
        asio::co_spawn(loop, stopping(), asio::detached);
        const std::string rest_9 = co_await idle.read_to_end();
        EXPECT_EQ(rest_9, "");
        EXPECT_FALSE(graceful);
        go.notify();
        const std::string answer = co_await busy.read_to_end();
        EXPECT_EQ(status_of(answer), 200u);
        EXPECT_NE(answer.find("Connection: close"), std::string::npos);
        busy.socket().close();
        while (!graceful) {
            co_await async::sleep_for(1ms);
        }
        EXPECT_EQ(server->open_connections(), 0u);
        raw_client late(loop);
        bool connected = true;
        try {
            co_await late.connect(port);
        } catch (const std::runtime_error&) {
            connected = false;
        }
        EXPECT_FALSE(connected);
    };
    run(loop, body());
}

TEST_F(http_server_test, stop_drops_what_does_not_end) {
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client stuck(loop);
        co_await stuck.connect(port);
        co_await stuck.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
        while (seen.empty()) {
            co_await async::sleep_for(1ms);
        }
        const bool graceful = co_await server->stop(5ms);
        EXPECT_FALSE(graceful);
        const std::string rest_10 = co_await stuck.read_to_end();
        EXPECT_EQ(rest_10, "");
        EXPECT_EQ(server->open_connections(), 0u);
    };
    run(loop, body());
}

TEST_F(http_server_test, an_occupied_port_is_named) {
    start();
    http_server other(loop.get_executor(), {}, http_handler());
    const auto second = other.listen("127.0.0.1", port);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, errc::unavailable);
    EXPECT_NE(second.error().detail.find(std::to_string(port)), std::string::npos);
}

TEST_F(http_server_test, a_large_response_arrives_whole) {
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string answer = co_await client.read_response();
        EXPECT_TRUE(answer.ends_with(std::string(3'000'000, 'L')));
    };
    run(loop, body());
}

TEST_F(http_server_test, serves_a_stream_that_trickles_in_and_out) {
    auto plot = std::make_shared<script>();
    for (const char c :
         std::string_view("POST /t HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc")) {
        plot->inbound.push_back(std::string(1, c));
    }
    plot->largest_write = 7;
    start();
    auto body = [&]() -> async::awaitable<void> {
        co_await server->serve(scripted_stream(loop, plot));
    };
    run(loop, body());
    EXPECT_EQ(status_of(plot->written), 200u);
    EXPECT_TRUE(plot->written.ends_with("POST /t ?  # abc"));
    EXPECT_TRUE(plot->closed);
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].peer, "192.0.2.7");
}

}  // namespace
}  // namespace fillrate::net::testing
