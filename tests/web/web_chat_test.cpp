// The web chat as the HTTP server sees it: the page's files, and a real websocket on loopback.
#include "integrations/web/web_chat.hpp"

#include "integrations/net/system_dialer.hpp"
#include "integrations/web/assets.hpp"
#include "tests/web/fake_desk.hpp"
#include "tests/web/manual_clock.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace fillrate::testing {
namespace {

class web_chat_test : public ::testing::Test {
protected:
    net::http_request get(std::string path, std::string_view host = "127.0.0.1:8080") const {
        net::http_request out;
        out.path = std::move(path);
        out.headers.add("Host", host);
        return out;
    }

    boost::asio::io_context loop{1};
    manual_clock clock{loop.get_executor()};
    stream_store store{};
    web::web_platform platform{};
    fake_desk desk{store, platform};
    logger log{log_format::text, log_level::off};
    web::web_chat chat{loop.get_executor(), desk, store, clock, platform, log, sample_directory()};
};

TEST_F(web_chat_test, serves_every_file_of_the_page_and_nothing_else) {
    ASSERT_FALSE(web::assets().empty());
    for (const web::asset& file : web::assets()) {
        const auto answer = chat.respond(get(std::string(file.path)));
        ASSERT_TRUE(answer.has_value()) << file.path;
        EXPECT_EQ(answer->status, 200U);
        EXPECT_EQ(answer->body, file.body);
        EXPECT_NE(
            answer->headers.value("Content-Security-Policy").find("default-src 'self'"),
            std::string_view::npos
        );
        EXPECT_EQ(answer->headers.value("X-Content-Type-Options"), "nosniff");
    }
    for (const char* path : {"/index.html", "/static/app.js", "/app.js/", "/board", "/ws"}) {
        EXPECT_FALSE(chat.respond(get(path)).has_value()) << path;
    }
}

TEST_F(web_chat_test, the_page_needs_nothing_from_elsewhere) {
    for (const web::asset& file : web::assets()) {
        for (const std::string_view outside :
             {"https://", "http://", "//cdn", "innerHTML", "eval("}) {
            const bool is_namespace = file.path == "/favicon.svg" && outside == "http://";
            EXPECT_TRUE(is_namespace || file.body.find(outside) == std::string_view::npos)
                << file.path << " has " << outside;
        }
    }
}

TEST_F(web_chat_test, an_unchanged_file_is_not_sent_again) {
    net::http_request request = get("/app.js");
    const std::string etag(chat.respond(request)->headers.value("ETag"));
    request.headers.add("If-None-Match", etag);
    const auto answer = chat.respond(request);
    EXPECT_EQ(answer->status, 304U);
    EXPECT_TRUE(answer->body.empty());
    EXPECT_EQ(answer->headers.value("ETag"), etag);
}

TEST_F(web_chat_test, other_methods_and_other_hosts_are_refused) {
    net::http_request request = get("/");
    request.method = "POST";
    EXPECT_EQ(chat.respond(request)->status, 405U);
    EXPECT_EQ(chat.respond(get("/", "evil.test"))->status, 421U);
    EXPECT_EQ(chat.respond(get("/", "localhost:1"))->status, 200U);
    EXPECT_EQ(chat.respond(get("/", "[::1]:8080"))->status, 200U);
}

TEST_F(web_chat_test, a_websocket_of_another_page_is_not_admitted) {
    const net::websocket_route route = chat.route();
    EXPECT_EQ(route.path, "/ws");
    struct row {
        std::string_view host;
        std::string_view origin;
        bool admitted;
    };
    for (const row& one : {
             row{"127.0.0.1:8080", "", true},
             row{"127.0.0.1:8080", "http://127.0.0.1:8080", true},
             row{"127.0.0.1:8080", "http://127.0.0.1:9999", false},
             row{"127.0.0.1:8080", "http://evil.test", false},
             row{"127.0.0.1:8080", "null", false},
             row{"evil.test:8080", "http://evil.test:8080", false},
         }) {
        net::http_request request = get("/ws", one.host);
        if (!one.origin.empty()) {
            request.headers.add("Origin", one.origin);
        }
        EXPECT_EQ(route.admit(request), one.admitted) << one.host << " " << one.origin;
    }
}

/// Drives a page over a real connection. Everything runs on one loop until `done`.
class live_web_chat_test : public web_chat_test {
protected:
    void serve() {
        server.serve_websockets(chat.route());
        port = server.listen("127.0.0.1", 0).value();
    }

    [[nodiscard]] boost::asio::awaitable<std::unique_ptr<net::websocket>> open() {
        const std::string address = "127.0.0.1:" + std::to_string(port);
        net::web_url url = net::parse_wss_url("ws://" + address + "/ws", address).value();
        net::header_list headers;
        net::websocket_limits limits;
        const steady_instant deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        auto opened = co_await net::connect_websocket(
            *dialer,
            std::move(url),
            std::move(headers),
            limits,
            deadline
        );
        co_return std::move(opened.value());
    }

    /// Reads until a frame contains `part`; returns it.
    [[nodiscard]] boost::asio::awaitable<std::string> frame_with(
        net::websocket& page,
        std::string part
    ) {
        for (;;) {
            auto text = co_await page.read();
            if (!text) {
                co_return std::string("closed");
            }
            if (text->find(part) != std::string::npos) {
                co_return std::move(*text);
            }
        }
    }

    void run(boost::asio::awaitable<void> body) {
        bool done = false;
        boost::asio::co_spawn(loop, std::move(body), [&done](std::exception_ptr failure) {
            done = true;
            if (failure) {
                std::rethrow_exception(failure);
            }
        });
        while (!done) {
            loop.run_one();
        }
    }

    std::uint16_t port = 0;
    std::unique_ptr<net::system_dialer> dialer =
        net::system_dialer::create(loop.get_executor()).value();
    net::http_server server{
        loop.get_executor(),
        net::http_limits(),
        [](net::http_request) -> boost::asio::awaitable<net::http_response> {
            co_return net::http_response();
        }};
};

TEST_F(live_web_chat_test, entries_of_this_and_of_other_instances_arrive) {
    serve();
    auto body = [this]() -> boost::asio::awaitable<void> {
        auto page = co_await open();
        std::string greeting = R"({"t":"hello","as":"sol"})";
        (void)page->send(std::move(greeting));
        const std::string first = co_await frame_with(*page, "entries");
        EXPECT_NE(first.find("\"list\":[]"), std::string::npos);
        store.append("web:quill", R"({"id":"a","m":{"summary":"ours"}})");
        chat.notify("quill");
        const std::string ours = co_await frame_with(*page, "ours");
        EXPECT_NE(ours.find("\"channel\":\"quill\""), std::string::npos);
        store.append("web:quill", R"({"id":"b","m":{"summary":"theirs"}})");
        clock.advance(milliseconds(1000));
        const std::string theirs = co_await frame_with(*page, "theirs");
        EXPECT_EQ(theirs.find("ours"), std::string::npos);
        EXPECT_EQ(chat.sessions(), 1U);
        co_await page->close(1000, "");
        const bool ended = co_await chat.stop(std::chrono::seconds(20));
        EXPECT_TRUE(ended);
        const bool stopped = co_await server.stop(std::chrono::seconds(20));
        EXPECT_TRUE(stopped);
        EXPECT_EQ(chat.sessions(), 0U);
    };
    run(body());
}

TEST_F(live_web_chat_test, an_oversized_or_hasty_page_is_closed_and_others_go_on) {
    serve();
    auto body = [this]() -> boost::asio::awaitable<void> {
        auto hasty = co_await open();
        for (int i = 0; i < 100; ++i) {
            std::string text = "{}";
            (void)hasty->send(std::move(text));
        }
        const std::string end = co_await frame_with(*hasty, "never said");
        EXPECT_EQ(end, "closed");
        EXPECT_EQ(hasty->peer_close_code(), 1008);
        auto large = co_await open();
        std::string text(100000, 'x');
        (void)large->send(std::move(text));
        const std::string cut = co_await frame_with(*large, "never said");
        EXPECT_EQ(cut, "closed");
        EXPECT_EQ(large->peer_close_code(), 1009);
        auto calm = co_await open();
        std::string greeting = R"({"t":"hello","as":"sol"})";
        (void)calm->send(std::move(greeting));
        const std::string welcome = co_await frame_with(*calm, "welcome");
        EXPECT_NE(welcome.find("Sol Feather"), std::string::npos);
        co_await calm->close(1000, "");
        const bool ended = co_await chat.stop(std::chrono::seconds(20));
        EXPECT_TRUE(ended);
        const bool stopped = co_await server.stop(std::chrono::seconds(20));
        EXPECT_TRUE(stopped);
    };
    run(body());
}

}  // namespace
}  // namespace fillrate::testing
