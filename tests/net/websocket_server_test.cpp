// The server's side of websockets: messages, limits, broken clients (RELIABILITY.md N069),
// stopping.
#include "tests/net/websocket_fixture.hpp"

#include <boost/asio/detached.hpp>

namespace fillrate::net::testing {
namespace {

TEST_F(websocket_server, echoes_frames_that_came_with_the_request) {
    const std::string got = after_upgrade(
        masked(final_frame | text, "one") + masked(final_frame | binary, "dropped") +
        masked(text, "t") + masked(continuation, "w") + masked(final_frame | continuation, "o") +
        masked(final_frame | close_frame, std::string("\x03\xe8", 2))
    );
    EXPECT_TRUE(got.starts_with(
        unmasked(final_frame | text, "echo one") + unmasked(final_frame | text, "echo two")
    ));
    EXPECT_EQ(close_code_in(got), 1000u);
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].path, "/ws");
    EXPECT_EQ(seen[0].query, "v=1");
    EXPECT_EQ(ended->code, errc::unavailable);
    EXPECT_EQ(peer_code, 1000u);
}

TEST_F(websocket_server, a_long_request_head_is_no_obstacle) {
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(upgrade_request("Cookie: " + std::string(6000, 'c') + "\r\n"));
        const std::string head = co_await client.read_until("\r\n\r\n");
        EXPECT_EQ(status_of(head), 101u);
        EXPECT_EQ(head.find("Sec-WebSocket-Extensions"), std::string::npos);
    };
    run(loop, body());
}

TEST_F(websocket_server, who_is_not_admitted_gets_403) {
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(upgrade_request("Origin: evil\r\n"));
        const std::string answer = co_await client.read_to_end();
        EXPECT_EQ(status_of(answer), 403u);
    };
    run(loop, body());
    EXPECT_TRUE(seen.empty());
}

TEST_F(websocket_server, an_upgrade_that_is_none_is_refused) {
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
        );
        const std::string head = co_await client.read_until("\r\n\r\n");
        EXPECT_EQ(status_of(head), 400u);
    };
    run(loop, body());
    EXPECT_TRUE(seen.empty());
}

TEST_F(websocket_server, n069_broken_frames) {
    expect_closed(masked(final_frame | text, std::string(1001, 'x')), 1009);
    expect_closed(
        masked(text, std::string(600, 'x')) +
            masked(final_frame | continuation, std::string(600, 'x')),
        1009
    );
    expect_closed(unmasked(final_frame | text, "hello"), 1002);
    expect_closed(masked(final_frame | text, "\xff\xfe"), 1007);
    expect_closed(masked(final_frame | text | 0x40U, "hello"), 1002);
    expect_closed(masked(final_frame | 0x3U, "hello"), 1002);
    expect_closed(masked(final_frame | continuation, "hello"), 1002);
    expect_closed(masked(text, "a") + masked(final_frame | text, "b"), 1002);
    expect_closed(masked(ping_frame, "fragmented"), 1002);
    expect_closed(masked(final_frame | ping_frame, std::string(126, 'p')), 1002);
    expect_closed(masked(final_frame | close_frame, "x"), 1002);
    expect_closed(std::string("\x81\xff\x80\0\0\0\0\0\0\x01\0\0\0\0", 14), 1009);
    const std::string control = after_upgrade(
        masked(final_frame | text, std::string(1000, 'x')) + masked(final_frame | close_frame, "")
    );
    EXPECT_TRUE(control.starts_with(unmasked(final_frame | text, "echo " + std::string(1000, 'x')))
    );
}

TEST_F(websocket_server, n069_ping_flood) {
    std::string pings;
    for (int i = 0; i < 21; ++i) {
        pings += masked(final_frame | ping_frame, "p");
    }
    expect_closed(pings, 1008);
}

TEST_F(websocket_server, n069_a_flood_of_empty_fragments) {
    ended.reset();
    std::string flood = masked(text, "");
    for (int i = 0; i < 15'000; ++i) {
        flood += masked(continuation, "");
    }
    (void)after_upgrade(flood);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->code, errc::protocol);
}

TEST_F(websocket_server, stopping_says_goodbye) {
    auto body = [&]() -> async::awaitable<void> {
        raw_client client(loop);
        co_await client.connect(port);
        co_await client.send(upgrade_request());
        const std::string head = co_await client.read_until("\r\n\r\n");
        EXPECT_EQ(status_of(head), 101u);
        bool graceful = false;
        auto stopping = [&]() -> async::awaitable<void> { graceful = co_await server->stop(20s); };
        asio::co_spawn(loop, stopping(), asio::detached);
        const std::string goodbye = co_await client.read_until("shutting down");
        EXPECT_EQ(
            goodbye.substr(0, 1),
            std::string(1, static_cast<char>(final_frame | close_frame))
        );
        co_await client.send(masked(final_frame | close_frame, std::string("\x03\xe9", 2)));
        const std::string rest = co_await client.read_to_end();
        EXPECT_EQ(rest, "");
        client.socket().close();
        while (!graceful) {
            co_await async::sleep_for(1ms);
        }
    };
    run(loop, body());
    EXPECT_EQ(ended->code, errc::cancelled);
}

}  // namespace
}  // namespace fillrate::net::testing
