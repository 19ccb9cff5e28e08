// Websocket frames by hand, and a server that echoes.
#pragma once

#include "core/async/sleep.hpp"
#include "integrations/net/websocket.hpp"
#include "tests/net/server_fixture.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

namespace fillrate::net::testing {

inline constexpr unsigned final_frame = 0x80;
inline constexpr unsigned continuation = 0x0;
inline constexpr unsigned text = 0x1;
inline constexpr unsigned binary = 0x2;
inline constexpr unsigned close_frame = 0x8;
inline constexpr unsigned ping_frame = 0x9;

inline void append_size(std::string& out, std::size_t size, unsigned mask_bit) {
    if (size < 126) {
        out += static_cast<char>(mask_bit | size);
        return;
    }
    const bool wide = size > 0xffff;
    out += static_cast<char>(mask_bit | (wide ? 127U : 126U));
    for (int shift = wide ? 56 : 8; shift >= 0; shift -= 8) {
        out += static_cast<char>((size >> static_cast<unsigned>(shift)) & 0xffU);
    }
}

// A frame as a client sends it; the mask is zero, so the payload stays readable.
inline std::string masked(unsigned first_byte, const std::string& payload) {
    std::string out(1, static_cast<char>(first_byte));
    append_size(out, payload.size(), 0x80);
    return out + std::string(4, '\0') + payload;
}

inline std::string unmasked(unsigned first_byte, const std::string& payload) {
    std::string out(1, static_cast<char>(first_byte));
    append_size(out, payload.size(), 0);
    return out + payload;
}

inline std::string upgrade_request(const std::string& extra = "") {
    return "GET /ws?v=1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, "
           "Upgrade\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           extra + "\r\n";
}

// The close code in the last frame of what a server sent; 0 when that is no close frame.
inline unsigned close_code_in(const std::string& bytes) {
    if (bytes.size() < 4) {
        return 0;
    }
    for (std::size_t at = bytes.size() - 4; at < bytes.size(); --at) {
        if (static_cast<unsigned char>(bytes[at]) == (final_frame | close_frame)) {
            const auto high = static_cast<unsigned char>(bytes[at + 2]);
            const auto low = static_cast<unsigned char>(bytes[at + 3]);
            return (unsigned{high} << 8U) | low;
        }
    }
    return 0;
}

class websocket_server : public http_server_test {
protected:
    void SetUp() override { start(); }

    void prepare(http_server& server_to_be) override {
        websocket_route route;
        route.limits.message = 1000;
        route.limits.pings_per_second = 20;
        route.admit = [](const http_request& request) {
            return request.header("Origin") != "evil";
        };
        route.handle = [this](http_request request, std::shared_ptr<websocket> session) {
            seen.push_back(std::move(request));
            return echo(std::move(session));
        };
        server_to_be.serve_websockets(std::move(route));
    }

    async::awaitable<void> echo(std::shared_ptr<websocket> session) {
        for (;;) {
            auto got = co_await session->read();
            if (!got) {
                ended = got.error();
                peer_code = session->peer_close_code();
                break;
            }
            const auto written = co_await session->write("echo " + *got);
            EXPECT_TRUE(written);
        }
    }

    // Upgrades, sends the bytes, and gives back everything the server sends after the handshake.
    std::string after_upgrade(const std::string& bytes) {
        std::string got;
        auto body = [&]() -> async::awaitable<void> {
            raw_client client(loop);
            co_await client.connect(port);
            co_await client.send(upgrade_request() + bytes);
            const std::string head = co_await client.read_until("\r\n\r\n");
            EXPECT_EQ(status_of(head), 101u) << head;
            got = co_await client.read_to_end();
            client.socket().close();
            while (server->open_connections() > 0) {
                co_await async::sleep_for(1ms);
            }
        };
        run(loop, body());
        return got;
    }

    void expect_closed(const std::string& bytes, unsigned code, errc kind = errc::protocol) {
        ended.reset();
        const std::string got = after_upgrade(bytes);
        EXPECT_EQ(close_code_in(got), code);
        ASSERT_TRUE(ended);
        EXPECT_EQ(ended->code, kind) << ended->detail;
    }

    std::optional<error> ended{};
    std::uint16_t peer_code = 0;
};

}  // namespace fillrate::net::testing
