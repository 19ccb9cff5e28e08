// RELIABILITY.md N020-N022, N027 and N028 at the sizes named there: many peers that are slow, idle
// or endless. What is asserted is counted; the time limits are short, so that nothing waits long.
#include "tests/net/server_fixture.hpp"

#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sys/resource.h>

namespace fillrate::net::testing {
namespace {

constexpr const char* good_get = "GET /ok HTTP/1.1\r\nHost: x\r\n\r\n";

// Descriptors this process may open; raised as far as that needs no privilege.
std::size_t raise_descriptor_limit() {
    struct rlimit now {};
    ::getrlimit(RLIMIT_NOFILE, &now);
    now.rlim_cur = now.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &now);
    ::getrlimit(RLIMIT_NOFILE, &now);
    return static_cast<std::size_t>(now.rlim_cur);
}

std::size_t open_descriptors() {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

std::size_t count_of(std::string_view what, std::string_view in) {
    std::size_t count = 0;
    for (std::size_t at = in.find(what); at != std::string_view::npos;
         at = in.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

class http_flood : public http_server_test {
protected:
    using crowd = std::vector<std::unique_ptr<raw_client>>;

    void SetUp() override { raise_descriptor_limit(); }

    async::awaitable<void> expect_good(raw_client& client) {
        co_await client.send(good_get);
        const std::string answer = co_await client.read_response();
        EXPECT_EQ(status_of(answer), 200u);
    }

    // Each of `count` peers sends `start` and then byte after byte of `drop`, until the server has
    // closed all of them; in every round somebody else is served.
    void expect_tricklers_closed(std::size_t count, std::string start, std::string drop) {
        limits.requests = 1'000'000;
        limits.linger_time = 20ms;
        this->start();
        std::size_t rounds = 0;
        auto body = [&]() -> async::awaitable<void> {
            raw_client other(loop);
            co_await other.connect(port);
            co_await expect_good(other);
            crowd slow;
            for (std::size_t i = 0; i < count; ++i) {
                slow.push_back(std::make_unique<raw_client>(loop));
                co_await slow.back()->connect(port);
                co_await slow.back()->send(start);
            }
            do {
                for (auto& one : slow) {
                    if (!one) {
                        continue;
                    }
                    const bool sent = co_await one->send(drop);
                    if (!sent) {
                        one.reset();
                    }
                }
                co_await expect_good(other);
                ++rounds;
            } while (server->counters().timed_out < count);
            for (const auto& one : slow) {
                if (one) {
                    const std::string rest = co_await one->read_to_end();
                    EXPECT_EQ(rest, "");
                }
            }
        };
        run(loop, body());
        EXPECT_EQ(server->counters().timed_out, count);
        EXPECT_EQ(seen.size(), rounds + 1);
    }
};

TEST_F(http_flood, n020_a_million_chunks_are_read_no_further_than_the_limit) {
    std::string tiny;
    for (int i = 0; i < 1'000'000; ++i) {
        tiny += "1\r\nx\r\n";
    }
    limits.linger_time = 0ms;
    start();
    auto plot = std::make_shared<script>();
    plot->inbound = {"POST /ok HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", tiny};
    auto body = [&]() -> async::awaitable<void> {
        co_await server->serve(scripted_stream(loop, plot));
    };
    run(loop, body());
    EXPECT_EQ(status_of(plot->written), 413u);
    EXPECT_TRUE(seen.empty());
    ASSERT_EQ(plot->inbound.size(), 1u);
    EXPECT_LT(tiny.size() - plot->inbound.front().size(), 2 * limits.chunk_framing);
}

TEST_F(http_flood, n021_five_hundred_heads_that_trickle) {
    limits.head_time = 300ms;
    expect_tricklers_closed(500, "GET /ok HTTP/1.1\r\nHost: x\r\nA: ", "a");
}

TEST_F(http_flood, n022_five_hundred_counted_bodies_that_trickle) {
    limits.body_time = 300ms;
    expect_tricklers_closed(
        500,
        "POST /ok HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n",
        "b"
    );
}

TEST_F(http_flood, n022_five_hundred_chunked_bodies_that_trickle) {
    limits.body_time = 300ms;
    expect_tricklers_closed(
        500,
        "POST /ok HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n",
        "b"
    );
}

TEST_F(http_flood, n022_readers_that_take_a_byte_at_a_time) {
    constexpr std::size_t count = 20;
    limits.write_time = 300ms;
    limits.least_rate = std::size_t{1} << 30;  // a long body gets no further time
    limits.requests = 1'000'000;
    start();
    auto body = [&]() -> async::awaitable<void> {
        raw_client other(loop);
        co_await other.connect(port);
        co_await expect_good(other);
        std::string many;
        for (int i = 0; i < 10; ++i) {
            many += "GET /large HTTP/1.1\r\nHost: x\r\n\r\n";
        }
        crowd slow;
        for (std::size_t i = 0; i < count; ++i) {
            slow.push_back(std::make_unique<raw_client>(loop));
            co_await slow.back()->connect(port);
            slow.back()->socket().set_option(asio::socket_base::receive_buffer_size(4096));
            co_await slow.back()->send(many);
        }
        std::array<char, 1> one_byte{};
        while (server->counters().timed_out < count) {
            for (auto& one : slow) {
                if (!one) {
                    continue;
                }
                const auto [ec, n] = co_await one->socket().async_read_some(
                    asio::buffer(one_byte),
                    async::use_tuple
                );
                if (ec) {
                    one.reset();
                }
            }
            co_await expect_good(other);
        }
    };
    run(loop, body());
    EXPECT_EQ(server->counters().timed_out, count);
}

TEST_F(http_flood, n027_the_thousandth_request_is_the_last_of_its_connection) {
    start();
    std::string all;
    for (int i = 0; i < 1100; ++i) {
        all += good_get;
    }
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(all);
        const std::string answers = co_await client.read_to_end();
        EXPECT_EQ(count_of("HTTP/1.1 200", answers), 1000u);
        EXPECT_EQ(count_of("Connection: close", answers), 1u);
        EXPECT_GT(answers.find("Connection: close"), answers.rfind("HTTP/1.1 200"));
        raw_client next(loop);
        co_await next.connect(port);
        co_await expect_good(next);
    };
    run(loop, body());
    EXPECT_EQ(seen.size(), 1001u);
}

TEST_F(http_flood, n027_expect_continue_without_the_body) {
    limits.body_time = 50ms;
    start();
    auto body = [&]() -> async::awaitable<void> {
        const std::string asks =
            "POST /ok HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(asks);
        const std::string answer = co_await client.read_to_end();
        EXPECT_EQ(answer, "HTTP/1.1 100 Continue\r\n\r\n");
        EXPECT_TRUE(seen.empty());
        // The control, and one that expects an answer to a body it never announced.
        raw_client good(loop);
        co_await good.connect(port);
        co_await good.send(asks + "hello");
        const std::string served = co_await good.read_response();
        EXPECT_EQ(status_of(served), 200u);
        co_await good.send("GET /ok HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n");
        const std::string bodiless = co_await good.read_response();
        EXPECT_EQ(status_of(bodiless), 200u);
    };
    run(loop, body());
    EXPECT_EQ(server->counters().timed_out, 1u);
    EXPECT_EQ(seen.size(), 2u);
}

// 10,000 idle peers, or as many as the descriptors of this process are enough for.
TEST_F(http_flood, n028_idle_connections_beyond_the_cap) {
    constexpr std::size_t spare = 100;
    const std::size_t cap = limits.connections;
    const std::size_t room = raise_descriptor_limit();
    if (room < 2 * cap + spare) {
        limits.connections = room / 8;
    }
    const std::size_t count = std::min<std::size_t>(10'000, room - limits.connections - spare);
    RecordProperty("idle_connections", std::to_string(count));
    ASSERT_GT(count, 2 * limits.connections);
    start();
    const std::size_t before = open_descriptors();
    auto body = [&]() -> async::awaitable<void> {
        crowd idle;
        for (std::size_t i = 0; i < count; ++i) {
            idle.push_back(std::make_unique<raw_client>(loop));
            co_await idle.back()->connect(port);
            // One more for an instant: the one that has to go is still on its way out.
            EXPECT_LE(server->open_connections(), limits.connections + 1);
        }
        while (server->counters().accepted < count) {
            co_await asio::post(async::use_tuple);
        }
        raw_client probe(loop);
        co_await probe.connect(port);
        co_await probe.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string answer = co_await probe.read_response();
        EXPECT_EQ(status_of(answer), 200u);
        EXPECT_EQ(server->open_connections(), limits.connections);
        EXPECT_LE(open_descriptors(), before + count + 1 + limits.connections);
        // The newest of the idle ones is still served.
        co_await expect_good(*idle.back());
    };
    run(loop, body());
    EXPECT_EQ(server->counters().over_capacity, count + 1 - limits.connections);
}

}  // namespace
}  // namespace fillrate::net::testing
