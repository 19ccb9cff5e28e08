#include "tests/compiler_probes/probe.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <exception>
#include <utility>

namespace fillrate::probe {

namespace asio = boost::asio;

int tracked::alive_ = 0;

tracked::tracked() : text_(std::make_unique<std::string>(64, 'x')) {
    ++alive_;
}

tracked::tracked(const tracked& other) : text_(std::make_unique<std::string>(*other.text_)) {
    ++alive_;
}

tracked::tracked(tracked&& other) noexcept : text_(std::move(other.text_)) {
    ++alive_;
}

tracked::~tracked() {
    --alive_;
}

std::size_t weight(const message& value) {
    return value.text.size() + value.thread.value_or("").size() + value.body.size();
}

message sample_message() {
    return {.text = std::string(40, 'a'), .thread = std::string(40, 'b'), .body = {}, .number = 1};
}

awaitable<void> hop() {
    auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
}

void run(const std::function<awaitable<void>()>& body) {
    asio::io_context context{1};
    std::exception_ptr thrown;
    bool ended = false;
    asio::co_spawn(context, body(), [&](std::exception_ptr error) {
        thrown = std::move(error);
        ended = true;
    });
    context.run();
    EXPECT_TRUE(ended);
    EXPECT_EQ(thrown, nullptr);
    EXPECT_EQ(tracked::alive(), 0);
}

}  // namespace fillrate::probe
