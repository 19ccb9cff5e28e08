// The shared connection against a scripted peer: lost replies, late replies, hostile replies,
// silence.
#include "integrations/redis/connection.hpp"

#include "core/async/event.hpp"
#include "core/async/sleep.hpp"
#include "tests/support/loop_fixture.hpp"
#include "tests/support/redis_fixture.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include <deque>
#include <functional>

namespace fillrate::redis {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using local = asio::local::stream_protocol;

// What the peer does with one connection: for each read it answers the next line of the script.
struct script {
    std::deque<std::string> answers{};
    bool close_at_end = false;  // else it stays silent
};

class scripted_redis {
public:
    explicit scripted_redis(testing::loop_fixture& loop)
        : loop_(loop), acceptor_(loop.context(), local::endpoint(directory_.path() + "/s")) {
        running_.push_back(loop_.start(accept_loop()));
    }
    ~scripted_redis() {
        acceptor_.close();
        for (const auto& one : open_) {
            one->close();
        }
        for (const auto& one : running_) {
            loop_.wait(one);
        }
    }

    server_address address() const {
        return parse_redis_url("unix://" + directory_.path() + "/s").value();
    }
    // For the next connection that nobody has a script for yet.
    void play(script one) { scripts_.push_back(std::move(one)); }
    const std::string& received() const { return received_; }
    int connections() const { return connections_; }

private:
    async::awaitable<void> accept_loop() {
        for (;;) {
            auto [failed, socket] = co_await acceptor_.async_accept(async::use_tuple);
            if (failed) {
                co_return;
            }
            ++connections_;
            auto one = std::make_shared<local::socket>(std::move(socket));
            open_.push_back(one);
            script what;
            if (!scripts_.empty()) {
                what = std::move(scripts_.front());
                scripts_.pop_front();
            }
            running_.push_back(loop_.start(converse(one, std::move(what))));
        }
    }

    async::awaitable<void> converse(std::shared_ptr<local::socket> socket, script what) {
        std::array<char, 4096> buffer{};
        for (;;) {
            auto [failed, size] =
                co_await socket->async_read_some(asio::buffer(buffer), async::use_tuple);
            if (failed) {
                co_return;
            }
            received_.append(buffer.data(), size);
            if (what.answers.empty()) {
                if (what.close_at_end) {
                    socket->close();
                    co_return;
                }
                continue;
            }
            const std::string answer = std::move(what.answers.front());
            what.answers.pop_front();
            co_await asio::async_write(*socket, asio::buffer(answer), async::use_tuple);
        }
    }

    testing::loop_fixture& loop_;
    testing::temporary_directory directory_{};
    local::acceptor acceptor_;
    std::deque<script> scripts_{};
    std::vector<std::shared_ptr<local::socket>> open_{};
    std::vector<testing::loop_fixture::ended> running_{};
    std::string received_{};
    int connections_ = 0;
};

class redis_connection : public ::testing::Test {
protected:
    void open(connection_options options, greeting words = {}) {
        link_ = std::make_unique<connection>(loop_.world(), peer_.address(), words, options);
        running_ = loop_.start(link_->run());
    }
    void open_ready(connection_options options = quick()) {
        open(options);
        loop_.run(link_->wait_ready(loop_.in(60s))).value();
    }
    void TearDown() override {
        if (running_) {
            link_->stop();
            loop_.wait(running_);
        }
    }
    static connection_options quick() {
        return {
            .call_limit = 60s,
            .connect_limit = 60s,
            .quiet_limit = 60s,
            .first_retry = 1ms,
            .longest_retry = 4ms};
    }

    testing::loop_fixture loop_;
    scripted_redis peer_{loop_};
    std::unique_ptr<connection> link_;
    testing::loop_fixture::ended running_{};
};

TEST_F(redis_connection, fails_at_once_while_not_connected) {
    link_ = std::make_unique<connection>(loop_.world(), peer_.address(), greeting(), quick());
    const auto refused = loop_.run(link_->call(request({"PING"})));
    EXPECT_EQ(refused.error().code, errc::unavailable);
    EXPECT_FALSE(refused.error().detail.empty());
    EXPECT_EQ(peer_.connections(), 0);
}

TEST_F(redis_connection, a_lost_reply_is_an_unknown_outcome_and_the_next_call_goes_through) {
    peer_.play({.close_at_end = true});
    peer_.play({.answers = {"+SECOND\r\n"}});
    open_ready();
    const auto lost = loop_.run(link_->call(request({"SET", "k", "v"})));
    EXPECT_EQ(lost.error().code, errc::unknown_outcome);
    loop_.run(link_->wait_ready(loop_.in(60s))).value();
    const auto answer = loop_.run(link_->call(request({"GET", "k"}))).value();
    EXPECT_TRUE(answer.front().is_status("SECOND"));
    EXPECT_EQ(peer_.connections(), 2);
}

// Real time that a test may push forward.
class pushed_clock final : public ports::clock {
public:
    milliseconds ahead{0};
    instant now() const override { return real_.now() + ahead; }
    wire_instant wire_now() const override { return real_.wire_now() + ahead; }
    steady_instant steady_now() const override { return real_.steady_now() + ahead; }
    async::awaitable<void> sleep_until(steady_instant when) override {
        return real_.sleep_until(when - ahead);
    }
    async::awaitable<void> wait(async::event& wake, steady_instant when) override {
        const steady_instant soon = real_.steady_now() + 1ms;
        return real_.wait(wake, std::min(when - ahead, soon));
    }
    steady_instant steady_for(instant when) const override { return real_.steady_for(when); }

private:
    testing::real_clock real_{};
};

TEST_F(redis_connection, a_late_reply_goes_to_nobody) {
    peer_.play({.answers = {"", "+ONE\r\n+TWO\r\n"}});
    pushed_clock clock;
    surroundings world = {
        .where = loop_.context().get_executor(),
        .network = loop_.dialer(),
        .clock = clock,
        .random = loop_.world().random,
        .log = loop_.world().log};
    connection_options options = quick();
    options.quiet_limit = 24h;
    link_ = std::make_unique<connection>(world, peer_.address(), greeting(), options);
    running_ = loop_.start(link_->run());
    loop_.run(link_->wait_ready(clock.steady_now() + 60s)).value();
    const auto push = [&]() -> async::awaitable<void> {
        while (peer_.received().find("FIRST") == std::string::npos) {
            co_await async::sleep_for(1ms);
        }
        clock.ahead = 1h;
    };
    loop_.start(push());
    EXPECT_EQ(loop_.run(link_->call(request({"FIRST"}))).error().code, errc::unknown_outcome);
    const auto answer = loop_.run(link_->call(request({"SECOND"}))).value();
    EXPECT_TRUE(answer.front().is_status("TWO"));
    link_->stop();
    loop_.wait(running_);
    running_.reset();
    link_.reset();
}

TEST_F(redis_connection, calls_that_wait_together_are_written_together) {
    peer_.play({.answers = {"+1\r\n+2\r\n+3\r\n"}});
    open_ready();
    std::vector<std::string> got(3);
    const auto ask = [&](std::size_t i) -> async::awaitable<void> {
        request one({std::to_string(i)});
        const auto answer = co_await link_->call(std::move(one));
        got[i] = answer ? answer->front().text : "failed";
    };
    for (std::size_t i = 0; i < 3; ++i) {
        loop_.start(ask(i));
    }
    while (got[2].empty()) {
        loop_.run(async::sleep_for(1ms));
    }
    EXPECT_EQ(got, (std::vector<std::string>{"1", "2", "3"}));
}

TEST_F(redis_connection, hostile_replies_close_the_connection) {  // N084
    std::string deep;
    for (int i = 0; i < 1000; ++i) {
        deep += "*1\r\n";
    }
    const std::vector<std::string> hostile{
        deep,
        "*2147483647\r\n",
        "$-7\r\n",
        ">2\r\n+a\r\n+b\r\n",
        "$629145600\r\n" + std::string(1200000, 'x'),
        "+ANSWER\r\n+NOT ASKED FOR\r\n",
        "GARBAGE\r\n"};
    for (const std::string& bytes : hostile) {
        peer_.play({.answers = {bytes}});
    }
    peer_.play({.answers = {"+SOUND\r\n"}});
    open_ready();
    for (std::size_t i = 0; i < hostile.size(); ++i) {
        const int before = peer_.connections();
        const auto answer = loop_.run(link_->call(request({"GET", "k"})));
        EXPECT_TRUE(!answer || answer->front().is_status("ANSWER")) << i;
        while (peer_.connections() == before) {
            loop_.run(async::sleep_for(1ms));
        }
        loop_.run(link_->wait_ready(loop_.in(60s))).value();
    }
    const auto sound = loop_.run(link_->call(request({"GET", "k"}))).value();
    EXPECT_TRUE(sound.front().is_status("SOUND"));
}

TEST_F(redis_connection, silence_is_probed_and_then_given_up) {
    peer_.play({.answers = {"+PONG\r\n", "+PONG\r\n"}});
    connection_options options = quick();
    options.quiet_limit = 10ms;
    open(options);
    while (peer_.connections() < 2) {
        loop_.run(async::sleep_for(1ms));
    }
    EXPECT_NE(peer_.received().find("*1\r\n$4\r\nPING\r\n"), std::string::npos);
}

TEST_F(redis_connection, is_ready_only_after_the_greeting_was_accepted) {  // N087
    greeting words;
    words.what = request({"HELLO-LIBRARY"});
    words.check = [](std::span<const reply> answers) -> result<void> {
        if (answers.front().is_failure()) {
            return error(errc::unavailable, "the library is missing");
        }
        return {};
    };
    for (int i = 0; i < 3; ++i) {
        peer_.play({.answers = {"-ERR Function not found\r\n"}});
    }
    peer_.play({.answers = {"+OK\r\n"}});
    open(quick(), words);
    loop_.run(link_->wait_ready(loop_.in(60s))).value();
    EXPECT_EQ(peer_.connections(), 4);
    int said = 0;
    for (const std::string& line : loop_.log_lines()) {
        said += line.find("the library is missing") == std::string::npos ? 0 : 1;
    }
    EXPECT_EQ(said, 1);
}

TEST_F(redis_connection, stop_ends_it_and_fails_who_waits) {
    peer_.play({});
    open_ready();
    const auto stopping = [this]() -> async::awaitable<void> {
        co_await async::sleep_for(1ms);
        link_->stop();
    };
    loop_.start(stopping());
    EXPECT_EQ(
        loop_.run(link_->call(request({"SET", "k", "v"}))).error().code,
        errc::unknown_outcome
    );
    EXPECT_FALSE(link_->ready());
}

}  // namespace
}  // namespace fillrate::redis
