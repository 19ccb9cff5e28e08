#include "integrations/redis/connection.hpp"

#include "core/async/deadline.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace fillrate::redis {

namespace asio = boost::asio;

namespace {

constexpr std::size_t read_buffer_bytes = 64 * 1024;

// However the calling coroutine ends, nothing wakes it afterwards.
class wake_guard {
public:
    wake_guard(pending_ptr one, async::event& done) : one_(std::move(one)) {
        one_->wake = [&done] { done.notify(); };
    }
    ~wake_guard() {
        one_->wake = nullptr;
        one_->abandoned = true;
    }
    wake_guard(const wake_guard&) = delete;
    wake_guard& operator=(const wake_guard&) = delete;

private:
    pending_ptr one_;
};

milliseconds jittered(const connection_options& options, unsigned attempt, random_source& random) {
    const auto doubled = options.first_retry * (std::int64_t{1} << std::min(attempt, 20U));
    const milliseconds most = std::min<milliseconds>(doubled, options.longest_retry);
    return milliseconds(
        static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most.count()) + 1))
    );
}

async::awaitable<bool> is_cancelled() {
    const auto state = co_await asio::this_coro::cancellation_state;
    co_return state.cancelled() != asio::cancellation_type::none;
}

}  // namespace

connection::connection(
    surroundings world,
    server_address address,
    greeting first_words,
    connection_options options
)
    : world_(std::move(world)),
      address_(std::move(address)),
      greeting_(std::move(first_words)),
      options_(options),
      work_(world_.where),
      state_changed_(world_.where),
      stopped_(world_.where) {}

connection::~connection() = default;

async::awaitable<void> connection::run() {
    unsigned failures = 0;
    while (!stopping_) {
        const bool served = co_await connect_and_serve();
        failures = served ? 0 : failures + 1;
        if (stopping_) {
            break;
        }
        const steady_instant next =
            world_.clock.steady_now() + jittered(options_, failures, world_.random);
        while (!stopping_ && world_.clock.steady_now() < next) {
            co_await world_.clock.wait(stopped_, next);
        }
    }
}

void connection::stop() {
    stopping_ = true;
    drop("stopped");
    stopped_.notify();
    state_changed_.notify();
}

void connection::drop(const std::string& why) {
    if (open_ != nullptr) {
        lose(why);
        open_->close();
    }
}

async::awaitable<result<void>> connection::wait_ready(steady_instant deadline) {
    while (!ready_) {
        if (stopping_ || world_.clock.steady_now() >= deadline) {
            co_return error(errc::unavailable, trouble_);
        }
        co_await world_.clock.wait(state_changed_, deadline);
    }
    co_return boost::system::in_place_value;
}

async::awaitable<result<std::vector<reply>>> connection::call(request what) {
    if (!ready_) {
        co_return error(errc::unavailable, trouble_);
    }
    const auto one = std::make_shared<pending>(std::move(what));
    if (!pipeline_.submit(one)) {
        co_return error(errc::unavailable, "too many requests wait for Redis");
    }
    async::event done(world_.where);
    const wake_guard guard(one, done);
    work_.notify();
    const steady_instant deadline = world_.clock.steady_now() + options_.call_limit;
    while (one->where != pending::state::done && world_.clock.steady_now() < deadline) {
        co_await world_.clock.wait(done, deadline);
    }
    if (one->where != pending::state::done) {
        co_return pipeline_.abandon(one, "no answer from Redis in time");
    }
    if (one->failure) {
        co_return std::move(*one->failure);
    }
    co_return std::move(one->replies);
}

async::awaitable<result<conversation>> connection::greet() {
    const steady_instant deadline = world_.clock.steady_now() + options_.connect_limit;
    result<conversation> opened = co_await open_conversation(world_.network, address_, deadline);
    if (!opened || greeting_.what.commands() == 0) {
        co_return opened;
    }
    const result<std::vector<reply>> answer = co_await opened->ask(greeting_.what);
    if (!answer) {
        co_return answer.error();
    }
    const result<void> accepted = greeting_.check(*answer);
    if (!accepted) {
        co_return accepted.error();
    }
    co_return opened;
}

async::awaitable<bool> connection::connect_and_serve() {
    result<conversation> greeted = co_await async::with_deadline(greet(), options_.connect_limit);
    if (stopping_) {
        co_return false;
    }
    if (!greeted) {
        report(greeted.error());
        co_return false;
    }
    open_ = &greeted->stream();
    ready_ = true;
    trouble_.clear();
    state_changed_.notify();
    world_.log.info("redis connected", {{"address", describe(address_)}});
    co_await serve(*greeted);
    open_ = nullptr;
    lose("ended");
    pipeline_.fail_all(trouble_);
    co_return true;
}

void connection::report(const error& failure) {
    std::string text = failure.detail;
    if (text.empty()) {
        text = describe(address_) + ": " + std::string(name_of(failure.code));
    }
    // An outage is one line, not one per attempt.
    if (text != trouble_ && !stopping_) {
        world_.log.warn("redis not ready", {{"reason", text}});
    }
    trouble_ = std::move(text);
    state_changed_.notify();
}

void connection::lose(const std::string& why) {
    // The first reason is the one: the others follow from it.
    if (std::exchange(ready_, false)) {
        report(error(errc::unavailable, "the connection to Redis was lost: " + why));
    }
}

async::awaitable<void> connection::serve(conversation& link) {
    using namespace asio::experimental::awaitable_operators;
    last_heard_ = world_.clock.steady_now();
    try {
        co_await (read_loop(link) || write_loop(link.stream()) || watch_loop());
    } catch (const std::exception& thrown) {
        // Cancelled from outside between two waits: run() ends at its own next wait.
        lose(thrown.what());
    }
    link.close();
}

async::awaitable<void> connection::read_loop(conversation& link) {
    std::vector<char> buffer(read_buffer_bytes);
    bool sound = deliver_replies(link.reader());
    while (sound) {
        const ports::io_result got = co_await link.stream().read_some(asio::buffer(buffer));
        if (got.error) {
            lose(got.error.message());
            co_return;
        }
        last_heard_ = world_.clock.steady_now();
        link.reader().feed(std::string_view(buffer.data(), got.bytes));
        sound = deliver_replies(link.reader());
    }
}

bool connection::deliver_replies(reply_reader& reader) {
    for (;;) {
        result<std::optional<reply>> next = reader.next();
        if (!next) {
            lose(next.error().detail);
            return false;
        }
        if (!*next) {
            return true;
        }
        if (!pipeline_.deliver(std::move(**next))) {
            lose("a reply nobody asked for");
            return false;
        }
    }
}

async::awaitable<void> connection::write_loop(ports::byte_stream& stream) {
    for (;;) {
        while (!pipeline_.has_waiting()) {
            co_await work_.wait();
            const bool cancelled = co_await is_cancelled();
            if (cancelled || !ready_) {
                co_return;
            }
        }
        const std::string bytes = pipeline_.take_waiting();
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ports::io_result wrote = co_await stream.write_some(asio::buffer(bytes) + done);
            if (wrote.error) {
                lose(wrote.error.message());
                co_return;
            }
            done += wrote.bytes;
        }
    }
}

async::awaitable<void> connection::watch_loop() {
    const milliseconds limit = options_.quiet_limit;
    milliseconds next = limit;
    for (;;) {
        co_await world_.clock.sleep_until(last_heard_ + next);
        const bool cancelled = co_await is_cancelled();
        if (cancelled) {
            co_return;
        }
        const auto quiet = world_.clock.steady_now() - last_heard_;
        next = limit;
        if (quiet >= 2 * limit && pipeline_.has_written()) {
            lose("no answer from Redis for too long");
            co_return;
        }
        if (quiet >= limit) {
            if (!pipeline_.has_written() && !pipeline_.has_waiting()) {
                const auto ping = std::make_shared<pending>(request({"PING"}));
                static_cast<void>(pipeline_.submit(ping));
                work_.notify();
            }
            next = 2 * limit;
        }
    }
}

}  // namespace fillrate::redis
