// The client's side of websockets: messages in order, broken servers (RELIABILITY.md N069),
// closing.
#include "integrations/net/system_dialer.hpp"
#include "tests/net/websocket_fixture.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/write.hpp>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

namespace fillrate::net::testing {
namespace {

class websocket_client : public websocket_server {
protected:
    async::awaitable<result<std::unique_ptr<websocket>>> connect(
        std::uint16_t to,
        websocket_limits limits_to_use = websocket_limits(),
        header_list headers = header_list()
    ) {
        return connect_websocket(
            *dialer,
            loopback_url("ws", to, "/ws"),
            std::move(headers),
            limits_to_use,
            soon()
        );
    }

    std::unique_ptr<system_dialer> dialer = system_dialer::create(loop.get_executor()).value();
};

TEST_F(websocket_client, talks_to_our_server) {
    auto body = [&]() -> async::awaitable<void> {
        header_list headers;
        headers.add("X-Test", "yes");
        const websocket_limits usual;
        auto session = co_await connect(port, usual, std::move(headers));
        if (!session) {
            ADD_FAILURE() << session.error().detail;
            co_return;
        }
        websocket& link = **session;
        const auto before = link.last_inbound();
        for (int i = 0; i < 50; ++i) {
            const auto queued = link.send("m" + std::to_string(i));
            EXPECT_TRUE(queued);
        }
        for (int i = 0; i < 50; ++i) {
            const auto got = co_await link.read();
            EXPECT_TRUE(got);
            EXPECT_EQ(*got, "echo m" + std::to_string(i));
        }
        const auto pinged = co_await link.ping("are you there");
        EXPECT_TRUE(pinged);
        EXPECT_GE(link.last_inbound(), before);
        co_await link.close(1000, "done");
        EXPECT_FALSE(link.is_open());
        const auto after = co_await link.read();
        EXPECT_EQ(after.error().code, errc::cancelled);
        const auto late = link.send("late");
        EXPECT_EQ(late.error().code, errc::unavailable);
    };
    run(loop, body());
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].header("X-Test"), "yes");
    EXPECT_EQ(seen[0].header("Sec-WebSocket-Extensions"), "");
    EXPECT_EQ(peer_code, 1000u);
}

TEST_F(websocket_client, writers_at_once_keep_their_messages_whole) {
    auto body = [&]() -> async::awaitable<void> {
        auto session = co_await connect(port);
        websocket& link = **session;
        int written = 0;
        auto writer = [&](char letter) -> async::awaitable<void> {
            const auto sent = co_await link.write(std::string(900, letter));
            EXPECT_TRUE(sent);
            ++written;
        };
        for (char letter = 'a'; letter <= 'j'; ++letter) {
            asio::co_spawn(loop, writer(letter), asio::detached);
        }
        std::string order;
        for (int i = 0; i < 10; ++i) {
            const auto got = co_await link.read();
            EXPECT_EQ(*got, "echo " + std::string(900, got->back()));
            order += got->back();
        }
        EXPECT_EQ(order, "abcdefghij");
        EXPECT_EQ(written, 10);
    };
    run(loop, body());
}

TEST_F(websocket_client, what_is_not_a_websocket_is_an_error) {
    auto body = [&]() -> async::awaitable<void> {
        const auto elsewhere = co_await connect_websocket(
            *dialer,
            loopback_url("ws", port, "/other"),
            header_list(),
            websocket_limits(),
            soon()
        );
        EXPECT_EQ(elsewhere.error().code, errc::protocol);
        EXPECT_NE(elsewhere.error().detail.find("400"), std::string::npos);
        header_list evil;
        evil.add("X", "a\r\nY: b");
        const auto refused = co_await connect(port, websocket_limits(), std::move(evil));
        EXPECT_EQ(refused.error().code, errc::invalid_input);
    };
    run(loop, body());
}

// A server that is told every byte it sends after the handshake.
class misbehaving_server : public websocket_client {
protected:
    static std::string accept_key(const std::string& request) {
        constexpr std::string_view field = "Sec-WebSocket-Key: ";
        const std::size_t at = request.find(field) + field.size();
        const std::string key = request.substr(at, request.find("\r\n", at) - at) +
                                "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
        SHA1(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest.data());
        std::array<unsigned char, 64> encoded{};
        const int size = EVP_EncodeBlock(encoded.data(), digest.data(), SHA_DIGEST_LENGTH);
        return std::string(encoded.begin(), encoded.begin() + size);
    }

    async::awaitable<void> serve(std::string frames, bool then_close) {
        tcp::socket socket = co_await peer.accept();
        std::string request;
        std::array<char, 4096> piece;
        while (request.find("\r\n\r\n") == std::string::npos) {
            const auto [ec, n] =
                co_await socket.async_read_some(asio::buffer(piece), async::use_tuple);
            request.append(piece.data(), n);
            if (ec) {
                co_return;
            }
        }
        const std::string answer =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: " +
            accept_key(request) + "\r\n\r\n" + frames;
        co_await asio::async_write(socket, asio::buffer(answer), async::use_tuple);
        for (bool more = !then_close; more;) {
            const auto [ec, n] =
                co_await socket.async_read_some(asio::buffer(piece), async::use_tuple);
            from_client.append(piece.data(), n);
            more = !ec;
        }
        served = true;
    }

    // What the client's read says to these bytes.
    result<std::string> read_after(const std::string& frames, bool then_close = false) {
        result<std::string> out = error(errc::internal, "not run");
        served = false;
        from_client.clear();
        asio::co_spawn(loop, serve(frames, then_close), asio::detached);
        auto body = [&]() -> async::awaitable<void> {
            websocket_limits small;
            small.message = 1000;
            auto session = co_await connect(peer.port(), small);
            if (!session) {
                out = session.error();
                co_return;
            }
            out = co_await (*session)->read();
            code = (*session)->peer_close_code();
            session = error(errc::cancelled);
            while (!served) {
                co_await async::sleep_for(1ms);
            }
        };
        run(loop, body());
        return out;
    }

    raw_server peer{loop};
    std::string from_client{};
    bool served = false;
    std::uint16_t code = 0;
};

TEST_F(misbehaving_server, n069_frames_a_client_refuses) {
    EXPECT_EQ(read_after(unmasked(final_frame | text, "hello")).value(), "hello");
    for (const std::string& frames :
         {unmasked(final_frame | text, std::string(1001, 'x')),
          masked(final_frame | text, "hello"),
          unmasked(final_frame | text, "\xff"),
          unmasked(final_frame | text | 0x40U, "deflated"),
          unmasked(final_frame | 0x7U, ""),
          std::string("\x81\x7f\x80\0\0\0\0\0\0\x01", 10)}) {
        const auto got = read_after(frames);
        ASSERT_FALSE(got);
        EXPECT_EQ(got.error().code, errc::protocol) << got.error().detail;
        EXPECT_EQ(static_cast<unsigned char>(from_client.at(0)), final_frame | close_frame);
    }
}

TEST_F(misbehaving_server, a_close_frame_and_a_lost_connection_are_told_apart) {
    auto got = read_after(unmasked(final_frame | close_frame, std::string("\x03\xf3", 2)));
    EXPECT_EQ(got.error().code, errc::unavailable);
    EXPECT_EQ(code, 1011u);
    got = read_after(unmasked(final_frame | close_frame, ""));
    EXPECT_EQ(got.error().code, errc::unavailable);
    EXPECT_EQ(code, 1005u);
    got = read_after("", true);
    EXPECT_EQ(got.error().code, errc::unavailable);
    EXPECT_EQ(code, 0u);
}

TEST_F(misbehaving_server, pings_are_answered_and_count_as_life) {
    asio::co_spawn(loop, serve(unmasked(final_frame | ping_frame, "abc"), false), asio::detached);
    auto body = [&]() -> async::awaitable<void> {
        auto session = co_await connect(peer.port());
        websocket& link = **session;
        const auto before = link.last_inbound();
        auto reader = [&]() -> async::awaitable<void> {
            const auto got = co_await link.read();
            EXPECT_EQ(got.error().code, errc::cancelled);
        };
        asio::co_spawn(loop, reader(), asio::detached);
        while (from_client.empty()) {
            co_await async::sleep_for(1ms);
        }
        EXPECT_EQ(static_cast<unsigned char>(from_client[0]), final_frame | 0xaU);
        EXPECT_GE(link.last_inbound(), before);
        link.abort();
        while (!served) {
            co_await async::sleep_for(1ms);
        }
    };
    run(loop, body());
}

TEST_F(misbehaving_server, closing_is_bounded_when_the_peer_does_not_answer) {
    asio::co_spawn(loop, serve("", false), asio::detached);
    auto body = [&]() -> async::awaitable<void> {
        websocket_limits quick;
        quick.close_time = 20ms;
        auto session = co_await connect(peer.port(), quick);
        auto reader = [&]() -> async::awaitable<void> {
            const auto got = co_await (*session)->read();
            EXPECT_EQ(got.error().code, errc::cancelled);
        };
        asio::co_spawn(loop, reader(), asio::detached);
        co_await (*session)->close(1000, "bye");
        while (!served) {
            co_await async::sleep_for(1ms);
        }
    };
    run(loop, body());
    EXPECT_EQ(static_cast<unsigned char>(from_client.at(0)), final_frame | close_frame);
}

TEST_F(misbehaving_server, a_peer_that_does_not_read_bounds_the_queue_and_is_dropped) {
    auto hold = [&]() -> async::awaitable<void> {
        tcp::socket socket = co_await peer.accept();
        std::string request;
        std::array<char, 4096> piece;
        const auto [ec, n] = co_await socket.async_read_some(asio::buffer(piece), async::use_tuple);
        request.assign(piece.data(), n);
        const std::string answer =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: " +
            accept_key(request) + "\r\n\r\n";
        co_await asio::async_write(socket, asio::buffer(answer), async::use_tuple);
        co_await go.wait();
    };
    asio::co_spawn(loop, hold(), asio::detached);
    auto body = [&]() -> async::awaitable<void> {
        websocket_limits tight;
        tight.write_time = 20ms;
        tight.queued_bytes = 32 * 1024 * 1024;
        auto session = co_await connect(peer.port(), tight);
        const auto over = (*session)->send(std::string(33 * 1024 * 1024, 'x'));
        EXPECT_EQ(over.error().code, errc::rate_limited);
        const auto lost = co_await (*session)->write(std::string(30 * 1024 * 1024, 'x'));
        EXPECT_EQ(lost.error().code, errc::unavailable);
        EXPECT_FALSE((*session)->is_open());
        go.notify();
    };
    run(loop, body());
}

TEST_F(misbehaving_server, a_handshake_that_stalls_ends_at_the_deadline) {
    auto hold = [&]() -> async::awaitable<void> {
        tcp::socket socket = co_await peer.accept();
        co_await go.wait();
    };
    asio::co_spawn(loop, hold(), asio::detached);
    auto body = [&]() -> async::awaitable<void> {
        const auto limit = std::chrono::steady_clock::now() + 20ms;
        const auto got = co_await connect_websocket(
            *dialer,
            loopback_url("ws", peer.port(), "/"),
            header_list(),
            websocket_limits(),
            limit
        );
        EXPECT_EQ(got.error().code, errc::timeout) << got.error().detail;
        go.notify();
    };
    run(loop, body());
}

}  // namespace
}  // namespace fillrate::net::testing
