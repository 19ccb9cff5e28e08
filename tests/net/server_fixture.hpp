// A server with a handler that shows what it was given.
#pragma once

#include "integrations/net/http_server.hpp"
#include "tests/net/support.hpp"

#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace fillrate::net::testing {

class http_server_test : public ::testing::Test {
protected:
    void start() {
        auto handler = [this](http_request request) { return answer(std::move(request)); };
        auto report = [this](std::string_view what) { failures.emplace_back(what); };
        server = std::make_unique<http_server>(loop.get_executor(), limits, handler, report);
        prepare(*server);
        port = server->listen("127.0.0.1", 0).value();
    }

    virtual void prepare(http_server&) {}

    async::awaitable<http_response> answer(http_request request) {
        seen.push_back(request);
        http_response response;
        response.content_type = "text/plain";
        if (request.path == "/throw") {
            throw std::runtime_error("broken on purpose");
        }
        if (request.path == "/wait") {
            co_await go.wait();
        }
        if (request.path == "/large") {
            response.body = std::string(3'000'000, 'L');
            co_return response;
        }
        if (request.path == "/split") {
            response.headers.add("Bad", "a\r\nEvil: yes");
            response.headers.add("Evil name", "x");
            response.headers.add("Good", "yes");
        }
        response.body =
            request.method + " " + request.path + " ? " + request.query + " # " + request.body;
        co_return response;
    }

    asio::io_context loop{1};
    http_limits limits{};
    std::vector<http_request> seen{};
    std::vector<std::string> failures{};
    async::event go{loop.get_executor()};
    std::unique_ptr<http_server> server{};
    std::uint16_t port = 0;
};

}  // namespace fillrate::net::testing
