// Values that cross a co_await: parameters, temporaries of class type, results.

#include "tests/compiler_probes/probe.hpp"

#include <gtest/gtest.h>

#include <array>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace fillrate::probe {
namespace {

/// Not an aggregate: may be a temporary.
class constructed {
public:
    constructed(std::string text, tracked body) : text_(std::move(text)), body_(std::move(body)) {}
    [[nodiscard]] std::size_t weight() const { return text_.size() + body_.size(); }

private:
    std::string text_;
    tracked body_;
};

awaitable<std::size_t> take_message(message value) {
    co_await hop();
    co_return weight(value);
}

awaitable<std::size_t> look_at_message(const message& value) {
    co_await hop();
    co_return weight(value);
}

awaitable<std::size_t> take_constructed(constructed value) {
    co_await hop();
    co_return value.weight();
}

awaitable<std::size_t> take_string(std::string text, tracked body) {
    co_await hop();
    co_return text.size() + body.size();
}

awaitable<std::size_t> take_default(tracked body = {}, std::string text = std::string(64, 'q')) {
    co_await hop();
    co_return body.size() + text.size();
}

awaitable<std::size_t> take_views(std::span<const std::string_view> words) {
    co_await hop();
    std::size_t sum = 0;
    for (const auto word : words) {
        sum += word.size();
    }
    co_return sum;
}

using choice = std::variant<std::string, tracked>;

awaitable<std::size_t> take_library_types(
    choice either,
    std::pair<std::string, tracked> two,
    std::tuple<tracked, std::string> both,
    std::optional<std::string> maybe
) {
    co_await hop();
    co_return std::get<std::string>(either).size() + two.first.size() + two.second.size() +
        std::get<0>(both).size() + std::get<1>(both).size() + maybe.value_or("").size();
}

awaitable<tracked> make_tracked() {
    co_await hop();
    co_return tracked{};
}

awaitable<message> make_message() {
    co_await hop();
    message made = sample_message();
    co_return made;
}

/// Formats in a plain function; only the finished string enters the coroutine.
template <class... Words>
awaitable<std::size_t> take_packed(const Words&... words) {
    std::string packed;
    (packed.append(std::string_view{words}), ...);
    return take_string(std::move(packed), tracked{});
}

TEST(values, a_named_aggregate_is_moved_into_a_coroutine) {
    run([]() -> awaitable<void> {
        message named{.text = std::string(40, 'a'), .thread = std::string(40, 'b'), .body = {}};
        const auto size = co_await take_message(std::move(named));
        EXPECT_EQ(size, sample_weight);
    });
}

TEST(values, an_aggregate_comes_from_a_plain_function) {
    run([]() -> awaitable<void> {
        const auto taken = co_await take_message(sample_message());
        EXPECT_EQ(taken, sample_weight);
        const auto seen = co_await look_at_message(sample_message());
        EXPECT_EQ(seen, sample_weight);
    });
}

TEST(values, an_aggregate_is_copied_into_a_coroutine) {
    run([]() -> awaitable<void> {
        const message kept = sample_message();
        const auto size = co_await take_message(kept);
        EXPECT_EQ(size, sample_weight);
        EXPECT_EQ(weight(kept), sample_weight);
    });
}

TEST(values, a_class_with_a_constructor_is_a_temporary) {
    run([]() -> awaitable<void> {
        const auto size = co_await take_constructed(constructed(std::string(40, 'a'), tracked()));
        EXPECT_EQ(size, 104U);
    });
}

TEST(values, strings_and_defaults_are_temporaries) {
    run([]() -> awaitable<void> {
        const std::string half(32, 'k');
        const auto size = co_await take_string(half + std::string(32, 'z'), tracked());
        EXPECT_EQ(size, 128U);
        const auto by_default = co_await take_default();
        EXPECT_EQ(by_default, 128U);
    });
}

TEST(values, library_types_are_temporaries) {
    run([]() -> awaitable<void> {
        const auto size = co_await take_library_types(
            choice(std::string(40, 'v')),
            std::make_pair(std::string(40, 'p'), tracked()),
            std::make_tuple(tracked(), std::string(40, 'q')),
            std::make_optional<std::string>(40, 'o')
        );
        EXPECT_EQ(size, 288U);
    });
}

TEST(values, a_named_array_is_passed_as_a_span) {
    run([]() -> awaitable<void> {
        const std::string key(32, 'k');
        const std::array<std::string_view, 2> words{"GET", key};
        const auto size = co_await take_views(words);
        EXPECT_EQ(size, 35U);
    });
}

TEST(values, a_plain_variadic_function_packs_arguments) {
    run([]() -> awaitable<void> {
        const auto size = co_await take_packed("HSET", std::string("req:") + "7", "x");
        EXPECT_EQ(size, 74U);
    });
}

TEST(values, results_of_two_awaits_meet_in_one_call) {
    run([]() -> awaitable<void> {
        const auto sum = [](const tracked& left, tracked right) {
            return left.size() + right.size();
        };
        const auto size = sum(co_await make_tracked(), co_await make_tracked());
        EXPECT_EQ(size, 128U);
    });
}

TEST(values, a_named_aggregate_is_returned) {
    run([]() -> awaitable<void> {
        const message got = co_await make_message();
        EXPECT_EQ(weight(got), sample_weight);
    });
}

}  // namespace
}  // namespace fillrate::probe
