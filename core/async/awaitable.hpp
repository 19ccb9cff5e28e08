// The coroutine type of the program and the one completion token used with it: errors come back as
// values.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace fillrate::async {

namespace asio = boost::asio;

using executor = asio::any_io_executor;

template <class T>
using awaitable = asio::awaitable<T>;

/// `auto [ec, n] = co_await socket.async_read_some(buffer, use_tuple);` Never throws for an I/O
/// error.
inline constexpr auto use_tuple = asio::as_tuple(asio::use_awaitable);

}  // namespace fillrate::async
