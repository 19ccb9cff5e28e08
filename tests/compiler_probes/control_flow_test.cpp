// Awaits in and around branches, loops and handlers of exceptions.

#include "tests/compiler_probes/probe.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>
#include <vector>

namespace fillrate::probe {
namespace {

namespace asio = boost::asio;

awaitable<std::optional<tracked>> find(bool there) {
    co_await hop();
    if (there) {
        co_return tracked{};
    }
    co_return std::nullopt;
}

awaitable<int> count_down(int from) {
    co_await hop();
    co_return from - 1;
}

awaitable<std::vector<tracked>> several() {
    co_await hop();
    std::vector<tracked> made(2);
    co_return made;
}

awaitable<tracked> refuse() {
    const tracked held;
    co_await hop();
    throw std::runtime_error("refused");
}

TEST(control_flow, a_named_result_is_the_condition) {
    run([]() -> awaitable<void> {
        const int left = co_await count_down(1);
        if (left != 0) {
            ADD_FAILURE() << left;
        }
    });
}

TEST(control_flow, an_initialiser_of_the_condition_awaits) {
    run([]() -> awaitable<void> {
        if (const auto found = co_await find(true); found) {
            co_await hop();
            EXPECT_EQ(found->size(), 64U);
        } else {
            ADD_FAILURE() << "nothing found";
        }
        if (const auto found = co_await find(false); found) {
            ADD_FAILURE() << "something found";
        }
    });
}

TEST(control_flow, an_endless_loop_ends_by_break) {
    run([]() -> awaitable<void> {
        int left = 3;
        int rounds = 0;
        for (;;) {
            const tracked held;
            left = co_await count_down(left);
            ++rounds;
            if (left == 0) {
                break;
            }
        }
        EXPECT_EQ(rounds, 3);
    });
}

TEST(control_flow, branches_instead_of_a_ternary) {
    run([]() -> awaitable<void> {
        for (const bool there : {true, false}) {
            std::optional<tracked> chosen;
            if (there) {
                chosen = co_await find(true);
            }
            EXPECT_EQ(chosen.has_value(), there);
        }
    });
}

TEST(control_flow, a_range_is_awaited) {
    run([]() -> awaitable<void> {
        std::size_t sum = 0;
        for (const auto& value : co_await several()) {
            co_await hop();
            sum += value.size();
        }
        EXPECT_EQ(sum, 128U);
    });
}

TEST(control_flow, errors_as_values_are_bound_by_name) {
    run([]() -> awaitable<void> {
        asio::steady_timer timer(co_await asio::this_coro::executor);
        timer.expires_at(asio::steady_timer::time_point::min());
        const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        EXPECT_FALSE(error);
    });
}

TEST(control_flow, an_exception_crosses_awaits) {
    run([]() -> awaitable<void> {
        const tracked kept;
        bool caught = false;
        try {
            const tracked lost;
            const tracked never = co_await refuse();
            ADD_FAILURE() << never.size();
        } catch (const std::runtime_error&) {
            caught = true;
        }
        co_await hop();
        EXPECT_TRUE(caught);
        EXPECT_EQ(kept.size(), 64U);
    });
}

TEST(control_flow, a_hundred_thousand_awaits_need_no_stack) {
    run([]() -> awaitable<void> {
        int left = 100'000;
        while (left > 0) {
            left = co_await count_down(left);
        }
        EXPECT_EQ(left, 0);
    });
}

}  // namespace
}  // namespace fillrate::probe
