// One timeout combinator for every operation that answers with a result.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/async/sleep.hpp"
#include "core/base/result.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <exception>
#include <utility>

namespace fillrate::async {

namespace detail {

// `a || b` waits for the first success, so an exception in the operation would be noticed only when
// the timer fires: it is turned into a value here.
template <class T>
awaitable<result<T>> without_exceptions(awaitable<result<T>> operation) {
    try {
        co_return co_await std::move(operation);
    } catch (const boost::system::system_error& thrown) {
        if (thrown.code() == asio::error::operation_aborted) {
            co_return error(errc::cancelled);
        }
        co_return error(errc::internal, thrown.what());
    } catch (const std::exception& thrown) {
        co_return error(errc::internal, thrown.what());
    }
}

}  // namespace detail

/// Runs the operation for at most `span`. On time-out it is cancelled, awaited to its end and the
/// answer is errc::timeout, whatever it had done by then: where a request may already have left,
/// the caller must say so itself. The operation must react to cancellation (sockets and timers do;
/// name resolution does not).
template <class T>
[[nodiscard]] awaitable<result<T>> with_deadline(
    awaitable<result<T>> operation,
    std::chrono::steady_clock::duration span
) {
    using namespace asio::experimental::awaitable_operators;
    auto first = co_await (detail::without_exceptions(std::move(operation)) || sleep_for(span));
    if (first.index() == 0) {
        co_return std::get<0>(std::move(first));
    }
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) {
        co_return error(errc::cancelled);
    }
    co_return error(errc::timeout);
}

template <class T>
[[nodiscard]] awaitable<result<T>> with_deadline(
    awaitable<result<T>> operation,
    steady_instant deadline
) {
    return with_deadline(std::move(operation), deadline - std::chrono::steady_clock::now());
}

}  // namespace fillrate::async
