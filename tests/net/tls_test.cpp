// RELIABILITY.md N066, N067: which TLS peers are believed.
#include "integrations/net/http_client.hpp"
#include "integrations/net/system_dialer.hpp"
#include "tests/net/certificates.hpp"
#include "tests/net/support.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace fillrate::net::testing {
namespace {

class tls_test : public ::testing::Test {
protected:
    // Serves one connection: handshake, one request, one answer. Records the server name the client
    // asked for.
    async::awaitable<void> serve_once(std::shared_ptr<asio::ssl::context> context) {
        tcp::socket socket = co_await server.accept();
        asio::ssl::stream<tcp::socket> stream(std::move(socket), *context);
        const auto [ec] =
            co_await stream.async_handshake(asio::ssl::stream_base::server, async::use_tuple);
        shaken = !ec;
        const char* name = SSL_get_servername(stream.native_handle(), TLSEXT_NAMETYPE_host_name);
        asked_for = name == nullptr ? "" : name;
        if (ec) {
            co_return;
        }
        std::array<char, 4096> piece;
        const auto [failed, n] =
            co_await stream.async_read_some(asio::buffer(piece), async::use_tuple);
        received.assign(piece.data(), n);
        const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        co_await asio::async_write(stream, asio::buffer(answer), async::use_tuple);
    }

    std::shared_ptr<asio::ssl::context> context_for(const certificate_wish& wish) {
        auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
        const certificate_files files = ca.issue(wish);
        context->use_certificate_chain_file(files.certificate);
        context->use_private_key_file(files.key, asio::ssl::context::pem);
        return context;
    }

    // A request over TLS to `host`, trusting the test authority.
    result<incoming_response> request_to(
        const std::string& host,
        std::shared_ptr<asio::ssl::context> context,
        bool trust = true
    ) {
        tls_trust trusted;
        if (trust) {
            trusted.extra_ca_file = ca.ca_file();
        }
        const auto dialer = system_dialer::create(loop.get_executor(), trusted).value();
        http_client client(*dialer);
        const std::string place = host + ":" + std::to_string(server.port());
        result<incoming_response> out = error(errc::internal);
        asio::co_spawn(loop, serve_once(std::move(context)), asio::detached);
        auto body = [&]() -> async::awaitable<void> {
            outgoing_request request;
            request.url = parse_https_url("https://" + place + "/a", place).value();
            request.headers.add("Authorization", "Bearer secret");
            out = co_await client.send(std::move(request), soon());
        };
        run(loop, body());
        return out;
    }

    void expect_refused(
        const std::string& host,
        std::shared_ptr<asio::ssl::context> context,
        bool trust = true
    ) {
        received.clear();
        const auto got = request_to(host, std::move(context), trust);
        ASSERT_FALSE(got);
        EXPECT_EQ(got.error().code, errc::unavailable) << got.error().detail;
        EXPECT_NE(got.error().detail.find("TLS"), std::string::npos) << got.error().detail;
        EXPECT_EQ(received, "");
    }

    asio::io_context loop{1};
    raw_server server{loop};
    authority ca{};
    bool shaken = false;
    std::string asked_for{};
    std::string received{};
};

TEST_F(tls_test, a_certified_host_is_believed) {
    const auto got = request_to("localhost", context_for({}));
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(got->body, "ok");
    EXPECT_EQ(asked_for, "localhost");
    EXPECT_NE(received.find("Bearer secret"), std::string::npos);
}

TEST_F(tls_test, an_address_needs_a_certificate_for_the_address) {
    certificate_wish wish;
    wish.host = "127.0.0.1";
    const auto got = request_to("127.0.0.1", context_for(wish));
    ASSERT_TRUE(got) << got.error().detail;
    expect_refused("127.0.0.1", context_for({}));
}

TEST_F(tls_test, self_signed) {
    certificate_wish wish;
    wish.self_signed = true;
    expect_refused("localhost", context_for(wish));
}

TEST_F(tls_test, unknown_authority) {
    expect_refused("localhost", context_for({}), false);
}

TEST_F(tls_test, expired) {
    certificate_wish wish;
    wish.expired = true;
    expect_refused("localhost", context_for(wish));
}

TEST_F(tls_test, wrong_host) {
    certificate_wish wish;
    wish.host = "other.example";
    expect_refused("localhost", context_for(wish));
}

TEST_F(tls_test, wildcard_of_another_domain) {
    certificate_wish wish;
    wish.host = "*.localhost";
    expect_refused("localhost", context_for(wish));
}

TEST_F(tls_test, old_protocol_versions) {
    auto context = context_for({});
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context->native_handle(), TLS1_1_VERSION);
    SSL_CTX_set_cipher_list(context->native_handle(), "ALL:@SECLEVEL=0");
    expect_refused("localhost", context);
    EXPECT_FALSE(shaken);
}

TEST_F(tls_test, tls_1_2_is_enough) {
    auto context = context_for({});
    SSL_CTX_set_max_proto_version(context->native_handle(), TLS1_2_VERSION);
    const auto got = request_to("localhost", context);
    EXPECT_TRUE(got);
}

TEST_F(tls_test, ciphers_without_encryption) {
    auto context = context_for({});
    SSL_CTX_set_max_proto_version(context->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context->native_handle(), "eNULL:@SECLEVEL=0");
    expect_refused("localhost", context);
    EXPECT_FALSE(shaken);
}

TEST_F(tls_test, n067_plain_text_on_a_tls_port) {
    const auto dialer = system_dialer::create(loop.get_executor()).value();
    auto plain = [&]() -> async::awaitable<void> {
        tcp::socket socket = co_await server.accept();
        const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        co_await asio::async_write(socket, asio::buffer(answer), async::use_tuple);
    };
    asio::co_spawn(loop, plain(), asio::detached);
    auto body = [&]() -> async::awaitable<void> {
        const auto url = loopback_url("https", server.port(), "/");
        const auto got = co_await dialer->dial(url.where, soon());
        EXPECT_FALSE(got);
        EXPECT_EQ(got.error().code, errc::unavailable);
    };
    run(loop, body());
}

TEST_F(tls_test, a_handshake_that_stalls_ends_at_the_deadline) {
    const auto dialer = system_dialer::create(loop.get_executor()).value();
    auto body = [&]() -> async::awaitable<void> {
        const auto url = loopback_url("https", server.port(), "/");
        const auto limit = std::chrono::steady_clock::now() + 20ms;
        const auto got = co_await dialer->dial(url.where, limit);
        EXPECT_FALSE(got);
        EXPECT_EQ(got.error().code, errc::timeout) << got.error().detail;
    };
    run(loop, body());
}

TEST_F(tls_test, an_authority_that_cannot_be_read_is_an_error) {
    tls_trust trust;
    trust.extra_ca_file = ca.ca_file() + ".none";
    const auto made = system_dialer::create(loop.get_executor(), trust);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, errc::invalid_input);
}

}  // namespace
}  // namespace fillrate::net::testing
