#pragma once
// What the compiler probes share: a value that notices a double or missing destruction, a real
// suspension, and a runner.
//
// g++ 12 miscompiles some coroutine shapes (STYLE.md 6.1): it destroys a temporary twice, or too
// early. The probes hold the shapes this code base uses instead, at -O0 and -O2 and under whatever
// sanitizer the build has, so that a change of compiler or of flags which breaks one is noticed.
// The shapes that fail are not here: lint/fixtures/bad_coroutines.cpp has them and lint/coroutines
// keeps them out.

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace fillrate::probe {

using boost::asio::awaitable;

/// Owns heap memory and counts itself. A copy destroyed twice, or read after its end, is a
/// sanitizer report or a wrong count.
class tracked {
public:
    tracked();
    tracked(const tracked& other);
    tracked(tracked&& other) noexcept;
    tracked& operator=(const tracked&) = delete;
    tracked& operator=(tracked&&) noexcept = default;
    ~tracked();

    /// 64 while the value is whole, 0 after it was moved from.
    [[nodiscard]] std::size_t size() const { return text_ ? text_->size() : 0; }

    /// How many exist now.
    [[nodiscard]] static int alive() { return alive_; }

private:
    std::unique_ptr<std::string> text_;
    static int alive_;
};

/// The kind of type that must never be a temporary beside a co_await: an aggregate that owns.
struct message {
    std::string text;
    std::optional<std::string> thread;
    tracked body;
    int number = 0;
};

/// 40 + 40 + 64 for what `sample_message` makes.
[[nodiscard]] std::size_t weight(const message& value);
[[nodiscard]] message sample_message();
inline constexpr std::size_t sample_weight = 144;

/// Suspends and comes back through the executor.
[[nodiscard]] awaitable<void> hop();

/// Runs the coroutine to its end; what it throws fails the test, as does a tracked value left over.
void run(const std::function<awaitable<void>()>& body);

}  // namespace fillrate::probe
