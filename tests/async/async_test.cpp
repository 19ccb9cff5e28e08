// The coroutine tools: deadline, event, scope. Time is only used where its passing is the thing
// under test, and never asserted beyond "the short one ended before the endless one".
#include "core/async/deadline.hpp"
#include "core/async/event.hpp"
#include "core/async/scope.hpp"
#include "core/async/sleep.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace fillrate::async {
namespace {

using namespace std::chrono_literals;

struct escapes {
    std::vector<std::string> names{};

    scope::escape_handler recorder() {
        return [this](std::string_view name, std::exception_ptr) { names.emplace_back(name); };
    }
};

awaitable<result<int>> answer(int value) {
    co_return value;
}

awaitable<result<int>> answer_after(std::chrono::milliseconds span, int value, bool& cut) {
    asio::steady_timer timer(co_await asio::this_coro::executor, span);
    const auto [ec] = co_await timer.async_wait(use_tuple);
    cut = ec == asio::error::operation_aborted;
    co_return value;
}

awaitable<result<int>> throwing() {
    co_await asio::post(use_tuple);
    throw std::runtime_error("broken");
}

template <class T>
result<T> run(asio::io_context& loop, awaitable<result<T>> body) {
    result<T> out = error(errc::internal, "did not finish");
    auto main = [&out](awaitable<result<T>> inner) -> awaitable<void> {
        out = co_await std::move(inner);
    };
    asio::co_spawn(loop, main(std::move(body)), asio::detached);
    loop.restart();
    loop.run();
    return out;
}

TEST(deadline, passes_the_answer_through) {
    asio::io_context loop{1};
    const auto got = run(loop, with_deadline(answer(7), 1h));
    ASSERT_TRUE(got);
    EXPECT_EQ(*got, 7);
}

TEST(deadline, cuts_what_takes_longer_and_waits_for_its_end) {
    asio::io_context loop{1};
    bool cut = false;
    const auto got = run(loop, with_deadline(answer_after(1h, 7, cut), 1ms));
    EXPECT_TRUE(cut);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::timeout);
}

TEST(deadline, an_exception_is_a_value_at_once) {
    asio::io_context loop{1};
    const auto got = run(loop, with_deadline(throwing(), 1h));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::internal);
    EXPECT_EQ(got.error().detail, "broken");
}

TEST(deadline, in_the_past_still_asks_nothing_endless) {
    asio::io_context loop{1};
    bool cut = false;
    const auto got =
        run(loop, with_deadline(answer_after(1h, 7, cut), std::chrono::steady_clock::now() - 1s));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::timeout);
}

TEST(event, notice_before_the_wait_is_kept_once) {
    asio::io_context loop{1};
    event wake(loop.get_executor());
    wake.notify();
    wake.notify();
    std::vector<bool> seen;
    auto body = [&]() -> awaitable<void> {
        const bool first = co_await wake.wait_until(steady_instant::max());
        const bool second = co_await wake.wait_until(std::chrono::steady_clock::now());
        seen = std::vector<bool>(1, first);
        seen.push_back(second);
    };
    asio::co_spawn(loop, body(), asio::detached);
    loop.run();
    EXPECT_EQ(seen, (std::vector<bool>{true, false}));
}

TEST(event, wakes_every_waiter) {
    asio::io_context loop{1};
    event wake(loop.get_executor());
    int woken = 0;
    auto body = [&]() -> awaitable<void> {
        co_await wake.wait();
        ++woken;
    };
    asio::co_spawn(loop, body(), asio::detached);
    asio::co_spawn(loop, body(), asio::detached);
    loop.poll();
    EXPECT_EQ(woken, 0);
    wake.notify();
    loop.run();
    EXPECT_EQ(woken, 2);
}

TEST(event, notice_while_the_waiter_is_on_its_way_out_is_not_lost) {
    asio::io_context loop{1};
    event wake(loop.get_executor());
    int rounds = 0;
    auto body = [&]() -> awaitable<void> {
        co_await wake.wait();
        ++rounds;
        co_await wake.wait();
        ++rounds;
    };
    asio::co_spawn(loop, body(), asio::detached);
    loop.poll();
    wake.notify();
    wake.notify();
    loop.run();
    EXPECT_EQ(rounds, 2);
}

TEST(event, may_die_before_the_loop_tears_its_waiter_down) {
    asio::io_context loop{1};
    auto wake = std::make_unique<event>(loop.get_executor());
    auto body = [&]() -> awaitable<void> { co_await wake->wait(); };
    asio::co_spawn(loop, body(), asio::detached);
    loop.poll();
    wake.reset();
}

TEST(scope, counts_names_and_drains) {
    asio::io_context loop{1};
    escapes seen;
    scope all(loop.get_executor(), seen.recorder());
    event go(loop.get_executor());
    std::string kept(64, 'x');
    auto body = [&go, kept]() -> awaitable<void> {
        co_await go.wait();
        EXPECT_EQ(kept.size(), 64u);
    };
    spawn(all, "first", std::move(body));
    loop.poll();
    EXPECT_EQ(all.live(), 1u);
    EXPECT_EQ(all.live_names(), std::vector<std::string>{"first"});

    bool drained = false;
    auto drain = [&]() -> awaitable<void> { drained = co_await all.drain(1h); };
    asio::co_spawn(loop, drain(), asio::detached);
    loop.poll();
    EXPECT_FALSE(drained);
    go.notify();
    loop.run();
    EXPECT_TRUE(drained);
    EXPECT_EQ(all.live(), 0u);
    EXPECT_TRUE(seen.names.empty());
}

TEST(scope, an_escape_is_reported_with_the_name) {
    asio::io_context loop{1};
    escapes seen;
    scope all(loop.get_executor(), seen.recorder());
    auto body = []() -> awaitable<void> {
        co_await asio::post(use_tuple);
        throw std::runtime_error("broken");
    };
    spawn(all, "faulty", std::move(body));
    loop.run();
    EXPECT_EQ(seen.names, std::vector<std::string>{"faulty"});
    EXPECT_EQ(all.live(), 0u);
}

TEST(scope, cancellation_ends_sleepers_quietly) {
    asio::io_context loop{1};
    escapes seen;
    scope all(loop.get_executor(), seen.recorder());
    auto body = []() -> awaitable<void> {
        for (;;) {
            co_await sleep_for(1h);
        }
    };
    spawn(all, "loop", std::move(body));
    spawn(all, "nap", sleep_for(1h));
    loop.poll();
    EXPECT_EQ(all.live(), 2u);
    all.request_cancellation();
    loop.run();
    EXPECT_EQ(all.live(), 0u);
    EXPECT_TRUE(seen.names.empty());
}

TEST(scope, a_drain_that_does_not_finish_says_so) {
    asio::io_context loop{1};
    escapes seen;
    scope all(loop.get_executor(), seen.recorder());
    spawn(all, "nap", sleep_for(1h));
    bool drained = true;
    auto drain = [&]() -> awaitable<void> { drained = co_await all.drain(1ms); };
    asio::co_spawn(loop, drain(), asio::detached);
    while (drained) {
        loop.run_one();
    }
    EXPECT_EQ(all.live(), 1u);
    all.request_cancellation();
    loop.run();
    EXPECT_EQ(all.live(), 0u);
}

}  // namespace
}  // namespace fillrate::async
