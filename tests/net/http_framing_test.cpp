// RELIABILITY.md N016-N030 over real sockets. Every bad request has its control: the same one
// without the defect is answered with 200 and reaches the handler.
#include "tests/net/server_fixture.hpp"

#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

namespace fillrate::net::testing {
namespace {

constexpr const char* good_get = "GET /ok HTTP/1.1\r\nHost: x\r\n\r\n";

std::string post(const std::string& fields, const std::string& body) {
    return "POST /ok HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body;
}

std::string get_with(const std::string& fields) {
    return "GET /ok HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

std::string get_target(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

class http_framing : public http_server_test {
protected:
    void SetUp() override {
        limits.linger_time = 5s;
        start();
    }

    // What the server answers to these bytes on a fresh connection, with the good request sent
    // right behind them: a refusal must close, so that the second is never answered.
    std::string exchange(const std::string& bytes, bool followed = true) {
        std::string answer;
        const std::string all = followed ? bytes + good_get : bytes;
        auto body = [&]() -> async::awaitable<void> {
            raw_client client(loop);
            co_await client.connect(port);
            co_await client.send(all);
            answer = co_await client.read_to_end();
        };
        run(loop, body());
        return answer;
    }

    void expect_refused(const std::string& bytes, unsigned status) {
        const std::size_t handled = seen.size();
        const std::string answer = exchange(bytes);
        EXPECT_EQ(status_of(answer), status) << bytes.substr(0, 200);
        EXPECT_NE(answer.find("Connection: close"), std::string::npos) << bytes.substr(0, 200);
        EXPECT_EQ(answer.find("HTTP/1.1", 1), std::string::npos) << bytes.substr(0, 200);
        EXPECT_EQ(seen.size(), handled) << bytes.substr(0, 200);
    }

    void expect_served(const std::string& bytes) {
        const std::size_t handled = seen.size();
        std::string answer;
        auto body = [&]() -> async::awaitable<void> {
            raw_client client(loop);
            co_await client.connect(port);
            co_await client.send(bytes);
            answer = co_await client.read_response();
        };
        run(loop, body());
        EXPECT_EQ(status_of(answer), 200u) << bytes.substr(0, 200);
        EXPECT_EQ(seen.size(), handled + 1) << bytes.substr(0, 200);
    }
};

TEST_F(http_framing, n016_body_limit_by_length_and_by_chunks) {
    const std::string full(1024 * 1024, 'b');
    expect_served(post("Content-Length: 1048576\r\n", full));
    EXPECT_EQ(seen.back().body, full);
    expect_refused(post("Content-Length: 1048577\r\n", ""), 413);
    expect_served(post(
        "Transfer-Encoding: chunked\r\n",
        "80000\r\n" + full.substr(0, 0x80000) + "\r\n80000\r\n" + full.substr(0, 0x80000) +
            "\r\n0\r\n\r\n"
    ));
    EXPECT_EQ(seen.back().body, full);
    // At the crossing: the size of the last chunk is enough, its content never comes.
    expect_refused(post("Transfer-Encoding: chunked\r\n", "100000\r\n" + full + "\r\n1\r\n"), 413);
    expect_refused(post("Transfer-Encoding: chunked\r\n", "100001\r\n"), 413);
}

TEST_F(http_framing, n017_content_length) {
    expect_served(post("Content-Length: 5\r\n", "hello"));
    for (const char* length :
         {"-1",
          "+5",
          "0x10",
          "5, 5",
          "5,5",
          "",
          "5 5",
          "5a",
          "18446744073709551616",
          "99999999999999999999",
          "1e3"}) {
        expect_refused(post(std::string("Content-Length: ") + length + "\r\n", "hello"), 400);
    }
    expect_refused(post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400);
    expect_refused(post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400);
}

TEST_F(http_framing, n018_transfer_encoding) {
    const std::string body = "5\r\nhello\r\n0\r\n\r\n";
    expect_served(post("Transfer-Encoding: chunked\r\n", body));
    EXPECT_EQ(seen.back().body, "hello");
    expect_served(post("transfer-encoding: Chunked\r\n", body));
    for (const char* fields :
         {"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
          "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
          "Transfer-Encoding: chunked, gzip\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Transfer-Encoding: identity\r\n",
          "Transfer-Encoding : chunked\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
          "Transfer-Encoding: xchunked\r\n",
          "Transfer-Encoding:\r\n",
          "Transfer-Encoding: chunked;x\r\n"}) {
        expect_refused(post(fields, body), 400);
    }
    expect_refused(
        "POST /ok HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + body,
        400
    );
}

TEST_F(http_framing, n019_chunk_syntax) {
    for (const char* body :
         {"FFFFFFFFFFFFFFFFF\r\nx\r\n",
          "-1\r\nx\r\n",
          "0x1\r\nx\r\n",
          "1\nx\n0\n\n",
          "1\r\nxy\r\n0\r\n\r\n",
          "g\r\n",
          "1\r\nx0\r\n\r\n"}) {
        expect_refused(post("Transfer-Encoding: chunked\r\n", body), 400);
    }
}

TEST_F(http_framing, n020_floods_of_chunk_framing) {
    std::string tiny;
    tiny.reserve(6'000'000);
    for (int i = 0; i < 1'000'000; ++i) {
        tiny += "1\r\nx\r\n";
    }
    expect_refused(post("Transfer-Encoding: chunked\r\n", tiny), 413);
    expect_refused(
        post(
            "Transfer-Encoding: chunked\r\n",
            "1;" + std::string(8193, 'e') + "\r\nx\r\n0\r\n\r\n"
        ),
        413
    );
    std::string trailers;
    for (int i = 0; i < 10'000; ++i) {
        trailers += "a:\r\n";
    }
    expect_refused(post("Transfer-Encoding: chunked\r\n", "0\r\n" + trailers + "\r\n"), 413);
    expect_served(post(
        "Transfer-Encoding: chunked\r\n",
        tiny.substr(0, 60'000) + "1;" + std::string(8000, 'e') + "\r\nx\r\n0\r\n" +
            trailers.substr(0, 400) + "\r\n"
    ));
    EXPECT_EQ(seen.back().body, std::string(10'001, 'x'));
}

TEST_F(http_framing, n023_sizes_of_the_head) {
    const std::string start = "GET /ok HTTP/1.1\r\nHost: x\r\nA: ";
    const std::string end = "\r\n\r\n";
    const std::size_t room = 8192 - start.size() - end.size();
    expect_served(start + std::string(room, 'a') + end);
    expect_refused(start + std::string(room + 1, 'a') + end, 431);
    std::string fields;
    for (int i = 0; i < 99; ++i) {
        fields += "A: b\r\n";
    }
    expect_served(get_with(fields));
    expect_refused(get_with(fields + "A: b\r\n"), 431);
    expect_served(get_target("/" + std::string(4095, 'a')));
    expect_refused(get_target("/" + std::string(4096, 'a')), 414);
    expect_refused(get_target("/" + std::string(65536, 'a')), 414);
}

TEST_F(http_framing, n024_forbidden_bytes) {
    expect_served(get_with("A: b\tc d\r\nB:\r\nC:x\r\n"));
    using namespace std::string_literals;
    for (const std::string& fields :
         {"A: b\0c\r\n"s,
          "A: b\rc\r\n"s,
          "A: b\nc\r\n"s,
          "A: b\r\n c\r\n"s,
          "A: b\r\n\tc\r\n"s,
          "A: b\xc3\xa4\r\n"s,
          "A\xc3\xa4: b\r\n"s,
          "A b: c\r\n"s,
          " A: b\r\n"s,
          "A : b\r\n"s,
          ": b\r\n"s,
          "A\r\n"s,
          "A: \x7f\r\n"s,
          "A\0: b\r\n"s,
          "Host: y\r\n"s}) {
        expect_refused(get_with(fields), 400);
    }
    expect_refused("GET /ok HTTP/1.1\r\n\r\n", 400);
    expect_refused("GET /o\xc3\xa4 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    expect_refused("GET /o k HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    expect_refused("GET  /ok HTTP/1.1\r\nHost: x\r\n\r\n", 400);
}

TEST_F(http_framing, n025_compressed_bodies_are_never_inflated) {
    expect_served(post("Content-Encoding: identity\r\nContent-Length: 2\r\n", "ab"));
    for (const char* coding : {"gzip", "deflate", "br", "gzip, identity"}) {
        expect_refused(
            post(std::string("Content-Encoding: ") + coding + "\r\nContent-Length: 2\r\n", "ab"),
            415
        );
    }
}

TEST_F(http_framing, n026_other_protocols_and_methods) {
    expect_served("GET /ok HTTP/1.0\r\n\r\n");
    expect_refused("GET /ok\r\n", 400);
    expect_refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
    expect_refused(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400);
    expect_refused("GET /ok HTTP/1.2\r\nHost: x\r\n\r\n", 400);
    expect_refused("GET /ok HTTP/3\r\nHost: x\r\n\r\n", 400);
    expect_refused("CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", 405);
    expect_refused("TRACE /ok HTTP/1.1\r\nHost: x\r\n\r\n", 405);
    expect_refused("DELETE /ok HTTP/1.1\r\nHost: x\r\n\r\n", 405);
    expect_refused("get /ok HTTP/1.1\r\nHost: x\r\n\r\n", 405);
    expect_refused("GET * HTTP/1.1\r\nHost: x\r\n\r\n", 400);
}

TEST_F(http_framing, n026_what_is_not_http_is_refused_without_waiting_for_more) {
    EXPECT_EQ(status_of(exchange("\x16\x03\x01", false)), 400u);
    EXPECT_EQ(status_of(exchange("GET /ok\r\n", false)), 400u);
}

TEST_F(http_framing, n027_expect_continue_is_bounded) {
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(post("Expect: 100-continue\r\nContent-Length: 5\r\n", ""));
        const std::string interim = co_await client.read_until("\r\n\r\n");
        EXPECT_EQ(interim, "HTTP/1.1 100 Continue\r\n\r\n");
        co_await client.send("hello");
        const std::string answer = co_await client.read_response();
        EXPECT_EQ(status_of(answer), 200u);
    };
    run(loop, body());
    EXPECT_EQ(seen.back().body, "hello");
    expect_refused(post("Expect: 100-continue\r\nContent-Length: 1048577\r\n", ""), 413);
    expect_refused(post("Expect: something\r\nContent-Length: 5\r\n", "hello"), 417);
}

TEST_F(http_framing, n029_targets) {
    expect_served(get_target("/ok/b.c?d=/../%2e"));
    expect_served(get_target("http://x/ok"));
    for (const char* target :
         {"/../etc/passwd",
          "/a/../b",
          "//x",
          "/a//b",
          "/%2e%2e/x",
          "/a;x",
          "/a%00",
          "http://evil/ok",
          "/./a"}) {
        expect_refused(get_target(target), 404);
    }
}

TEST_F(http_framing, n030_upgrade_on_another_path) {
    expect_refused(
        get_with("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
        400
    );
    expect_served(get_with("Upgrade: h2c\r\nConnection: Upgrade\r\n"));
}

class http_slow_peer : public http_server_test {
protected:
    void SetUp() override {
        limits.head_time = 20ms;
        limits.body_time = 20ms;
        limits.write_time = 20ms;
        limits.idle_time = 20ms;
        limits.linger_time = 20ms;
        start();
    }

    void expect_closed_after(const std::string& bytes) {
        auto body = [&]() -> async::awaitable<void> {
            raw_client client(loop);
            co_await client.connect(port);
            co_await client.send(bytes);
            const std::string rest = co_await client.read_to_end();
            EXPECT_EQ(status_of(rest), 0u);
        };
        run(loop, body());
        EXPECT_TRUE(seen.empty());
    }
};

TEST_F(http_slow_peer, n021_a_head_that_never_ends) {
    expect_closed_after("");
    expect_closed_after("GET /ok HT");
    EXPECT_EQ(server->counters().timed_out, 2u);
}

TEST_F(http_slow_peer, n022_a_body_that_never_ends) {
    expect_closed_after(post("Content-Length: 5\r\n", "hell"));
    expect_closed_after(post("Transfer-Encoding: chunked\r\n", "5\r\nhell"));
    EXPECT_EQ(server->counters().timed_out, 2u);
}

TEST_F(http_slow_peer, n022_a_peer_that_does_not_read) {
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        client.socket().set_option(asio::socket_base::receive_buffer_size(4096));
        std::string many;
        for (int i = 0; i < 10; ++i) {
            many += "GET /large HTTP/1.1\r\nHost: x\r\n\r\n";
        }
        co_await client.send(many);
        while (server->counters().timed_out == 0) {
            co_await asio::post(async::use_tuple);
        }
    };
    run(loop, body());
    EXPECT_EQ(server->counters().timed_out, 1u);
}

TEST_F(http_slow_peer, an_idle_connection_is_closed) {
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(good_get);
        const std::string answer = co_await client.read_response();
        EXPECT_EQ(status_of(answer), 200u);
        const std::string rest = co_await client.read_to_end();
        EXPECT_EQ(rest, "");
    };
    run(loop, body());
}

}  // namespace
}  // namespace fillrate::net::testing
