// Turns: one at a time for each name, in order, also when one of them is cancelled while it waits.
#include "core/async/turns.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fillrate::async {
namespace {

/// People at one counter, each served when told so.
class counter {
public:
    counter() = default;
    ~counter() { loop_.reset(); }
    counter(const counter&) = delete;
    counter& operator=(const counter&) = delete;

    void comes(const std::string& person, const std::string& desk) {
        asio::co_spawn(
            *loop_,
            visit(person, desk),
            asio::bind_cancellation_slot(leaves_[person].slot(), asio::detached)
        );
        settle();
    }
    void is_done(const std::string& person) {
        done_.at(person)->notify();
        settle();
    }
    void leaves(const std::string& person) {
        leaves_[person].emit(asio::cancellation_type::all);
        settle();
    }
    [[nodiscard]] bool taken(const std::string& desk) const { return turns_.taken(desk); }
    std::vector<std::string> served{};

private:
    awaitable<void> visit(std::string person, std::string desk) {
        co_await asio::this_coro::throw_if_cancelled(false);
        auto done = std::make_shared<event>(loop_->get_executor());
        done_[person] = done;
        const auto turn = co_await turns_.take(desk);
        if (turn.name().empty()) {
            co_return;
        }
        served.push_back(person);
        co_await done->wait();
    }
    void settle() {
        loop_->restart();
        loop_->poll();
    }

    std::unique_ptr<asio::io_context> loop_ = std::make_unique<asio::io_context>(1);
    turns turns_{loop_->get_executor()};
    std::map<std::string, std::shared_ptr<event>> done_{};
    std::map<std::string, asio::cancellation_signal> leaves_{};
};

using people = std::vector<std::string>;

TEST(turns, are_taken_in_order_and_given_up_at_the_end) {
    counter at;
    at.comes("ana", "req:1");
    at.comes("ben", "req:1");
    at.comes("cleo", "req:1");
    at.comes("dan", "req:2");
    EXPECT_EQ(at.served, (people{"ana", "dan"})) << "another name has a line of its own";
    at.is_done("ana");
    at.is_done("ben");
    EXPECT_EQ(at.served, (people{"ana", "dan", "ben", "cleo"}));
    EXPECT_TRUE(at.taken("req:1"));
    at.is_done("cleo");
    EXPECT_FALSE(at.taken("req:1"));
}

TEST(turns, whoever_is_cancelled_leaves_the_line) {
    counter at;
    at.comes("ana", "req:1");
    at.comes("ben", "req:1");
    at.comes("cleo", "req:1");
    at.leaves("ben");
    EXPECT_EQ(at.served, (people{"ana"}));
    at.is_done("ana");
    EXPECT_EQ(at.served, (people{"ana", "cleo"}));
    at.leaves("cleo");
    EXPECT_FALSE(at.taken("req:1")) << "cancelled while it had the turn";
}

TEST(turns, a_line_may_be_torn_down_with_its_loop) {
    counter at;
    at.comes("ana", "req:1");
    at.comes("ben", "req:1");
    at.comes("cleo", "req:1");
    at.is_done("ana");
    EXPECT_EQ(at.served, (people{"ana", "ben"}));
}

}  // namespace
}  // namespace fillrate::async
