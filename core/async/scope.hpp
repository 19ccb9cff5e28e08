// Where coroutines are started: every one is named, counted, can be cancelled, and its escapes are
// seen.
#pragma once

#include "core/async/awaitable.hpp"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::async {

/// The coroutines of one component. Destroying the scope does not end them: drain first, then
/// destroy.
class scope {
public:
    /// Called with the coroutine's name and the exception that left it. The end of a coroutine
    /// through our own cancellation is not an escape.
    using escape_handler = std::function<void(std::string_view name, std::exception_ptr escaped)>;

    scope(executor where, escape_handler on_escape);
    ~scope();
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;

    [[nodiscard]] std::size_t live() const noexcept;
    /// Names of the live coroutines, for the log line of a drain that did not finish.
    [[nodiscard]] std::vector<std::string> live_names() const;

    /// Aborts what each coroutine waits for; its next co_await throws and unwinds it.
    void request_cancellation();

    /// Waits until all have ended: true; false when `span` passed first. Must not run inside this
    /// scope.
    [[nodiscard]] awaitable<bool> drain(std::chrono::steady_clock::duration span);

private:
    struct state;
    std::shared_ptr<state> state_;

    friend void spawn(scope& into, std::string name, awaitable<void> body);
};

/// Starts `body` on the scope's executor; it runs first when the caller next returns to the loop.
void spawn(scope& into, std::string name, awaitable<void> body);

namespace detail {
template <class Body>
awaitable<void> run_kept(Body body) {
    co_await body();
}
}  // namespace detail

/// Same for a named lambda, moved in: its captures live as long as the coroutine.
template <class Body>
requires std::invocable<Body&> &&
    (!std::is_lvalue_reference_v<Body>)void spawn(scope& into, std::string name, Body&& body) {
    spawn(into, std::move(name), detail::run_kept(std::move(body)));
}

}  // namespace fillrate::async
