// Coroutines that are started, stored and called through something else.

#include "tests/compiler_probes/probe.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <string_view>
#include <utility>

namespace fillrate::probe {
namespace {

namespace asio = boost::asio;

struct platform {
    platform() = default;
    platform(const platform&) = delete;
    platform& operator=(const platform&) = delete;
    virtual ~platform() = default;
    virtual awaitable<std::size_t> post(message value) = 0;
    virtual awaitable<std::size_t> find(std::string_view name) = 0;
};

struct counting_platform final : platform {
    awaitable<std::size_t> post(message value) override {
        co_await hop();
        co_return weight(value);
    }
    awaitable<std::size_t> find(std::string_view name) override {
        co_await hop();
        co_return name.size();
    }
};

using body_function = std::function<awaitable<std::size_t>()>;

awaitable<std::size_t> call(body_function body) {
    co_await hop();
    const auto size = co_await body();
    co_return size;
}

/// An initiation whose lambda owns something belongs into a plain function.
awaitable<int> initiate(std::shared_ptr<tracked> owned) {
    auto initiation = [owned](auto handler) mutable {
        auto executor = asio::get_associated_executor(handler);
        asio::post(executor, [handler = std::move(handler)]() mutable { std::move(handler)(7); });
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(int)>(
        std::move(initiation),
        asio::use_awaitable
    );
}

TEST(spawning, a_named_lambda_is_spawned_and_awaited) {
    run([]() -> awaitable<void> {
        auto executor = co_await asio::this_coro::executor;
        auto body = [owned = tracked()]() -> awaitable<void> {
            co_await hop();
            EXPECT_EQ(owned.size(), 64U);
        };
        co_await asio::co_spawn(executor, std::move(body), asio::use_awaitable);
    });
}

TEST(spawning, a_named_lambda_is_spawned_and_left_alone) {
    bool ran = false;
    run([&ran]() -> awaitable<void> {
        auto executor = co_await asio::this_coro::executor;
        auto body = [owned = tracked(), &ran]() -> awaitable<void> {
            co_await hop();
            ran = owned.size() == 64;
        };
        asio::co_spawn(executor, std::move(body), asio::detached);
    });
    EXPECT_TRUE(ran);
}

TEST(spawning, a_named_lambda_is_stored_in_a_function) {
    run([]() -> awaitable<void> {
        const tracked owned;
        auto body = [owned]() -> awaitable<std::size_t> {
            co_await hop();
            co_return owned.size();
        };
        const auto size = co_await call(std::move(body));
        EXPECT_EQ(size, 64U);
    });
}

TEST(spawning, a_virtual_coroutine_takes_a_named_aggregate) {
    run([]() -> awaitable<void> {
        const std::unique_ptr<platform> target = std::make_unique<counting_platform>();
        message value = sample_message();
        const auto posted = co_await target->post(std::move(value));
        EXPECT_EQ(posted, sample_weight);
        const auto found = co_await target->find(std::string(40, 'x') + "y");
        EXPECT_EQ(found, 41U);
    });
}

TEST(spawning, an_initiation_lives_in_a_plain_function) {
    run([]() -> awaitable<void> {
        const auto owned = std::make_shared<tracked>();
        const int answer = co_await initiate(owned);
        EXPECT_EQ(answer, 7);
        EXPECT_EQ(owned.use_count(), 1);
    });
}

}  // namespace
}  // namespace fillrate::probe
