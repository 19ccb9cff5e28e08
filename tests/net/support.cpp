#include "tests/net/support.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <charconv>
#include <exception>
#include <utility>

namespace fillrate::net::testing {

steady_instant soon() {
    return std::chrono::steady_clock::now() + 20s;
}

void run(asio::io_context& loop, async::awaitable<void> body) {
    bool done = false;
    std::exception_ptr failure;
    auto finished = [&](std::exception_ptr thrown) {
        done = true;
        failure = thrown;
    };
    asio::co_spawn(loop, std::move(body), finished);
    loop.restart();
    const auto limit = std::chrono::steady_clock::now() + 30s;
    while (!done && loop.run_one_until(limit) > 0) {
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    if (!done) {
        throw std::runtime_error("the test coroutine does not end");
    }
}

async::awaitable<void> raw_client::connect(std::uint16_t port) {
    const tcp::endpoint to(asio::ip::address_v4::loopback(), port);
    const auto [ec] = co_await socket_.async_connect(to, async::use_tuple);
    if (ec) {
        throw std::runtime_error("connect: " + ec.message());
    }
}

async::awaitable<bool> raw_client::send(std::string bytes) {
    const auto [ec, n] = co_await asio::async_write(socket_, asio::buffer(bytes), async::use_tuple);
    co_return !ec;
}

async::awaitable<std::string> raw_client::read_to_end() {
    std::string all = std::exchange(unread_, {});
    std::array<char, 4096> piece;
    for (;;) {
        const auto [ec, n] =
            co_await socket_.async_read_some(asio::buffer(piece), async::use_tuple);
        all.append(piece.data(), n);
        if (ec) {
            co_return all;
        }
    }
}

async::awaitable<std::string> raw_client::read_until(std::string mark) {
    std::array<char, 4096> piece;
    for (;;) {
        const std::size_t at = unread_.find(mark);
        if (at != std::string::npos) {
            std::string out = unread_.substr(0, at + mark.size());
            unread_.erase(0, at + mark.size());
            co_return out;
        }
        const auto [ec, n] =
            co_await socket_.async_read_some(asio::buffer(piece), async::use_tuple);
        unread_.append(piece.data(), n);
        if (ec) {
            co_return std::exchange(unread_, {});
        }
    }
}

async::awaitable<std::string> raw_client::read_response() {
    std::string head = co_await read_until("\r\n\r\n");
    constexpr std::string_view field = "Content-Length: ";
    const std::size_t at = head.find(field);
    std::size_t size = 0;
    if (at != std::string::npos) {
        std::from_chars(head.data() + at + field.size(), head.data() + head.size(), size);
    }
    std::array<char, 4096> piece;
    while (unread_.size() < size) {
        const auto [ec, n] =
            co_await socket_.async_read_some(asio::buffer(piece), async::use_tuple);
        unread_.append(piece.data(), n);
        if (ec) {
            break;
        }
    }
    head += unread_.substr(0, size);
    unread_.erase(0, size);
    co_return head;
}

namespace {

class stream_of_script final : public ports::byte_stream {
public:
    stream_of_script(asio::io_context& loop, std::shared_ptr<script> plot)
        : loop_(loop), plot_(std::move(plot)), closed_(loop.get_executor()) {}

    async::executor get_executor() override { return loop_.get_executor(); }

    async::awaitable<ports::io_result> read_some(asio::mutable_buffer into) override {
        co_await asio::post(async::use_tuple);
        while (plot_->inbound.empty() && plot_->silent_at_end && !plot_->closed) {
            co_await closed_.wait();
        }
        if (plot_->closed) {
            co_return ports::io_result(asio::error::operation_aborted, 0);
        }
        if (plot_->inbound.empty()) {
            co_return ports::io_result(plot_->at_end, 0);
        }
        std::string& next = plot_->inbound.front();
        const std::size_t n = asio::buffer_copy(into, asio::buffer(next));
        next.erase(0, n);
        if (next.empty()) {
            plot_->inbound.pop_front();
        }
        co_return ports::io_result({}, n);
    }

    async::awaitable<ports::io_result> write_some(asio::const_buffer from) override {
        co_await asio::post(async::use_tuple);
        if (plot_->closed) {
            co_return ports::io_result(asio::error::operation_aborted, 0);
        }
        if (plot_->write_calls++ >= plot_->writes_until_failure) {
            co_return ports::io_result(plot_->write_failure, 0);
        }
        const std::size_t n = std::min(from.size(), plot_->largest_write);
        plot_->written.append(static_cast<const char*>(from.data()), n);
        co_return ports::io_result({}, n);
    }

    void shutdown_send() noexcept override {}
    void close() noexcept override {
        plot_->closed = true;
        closed_.notify();
    }
    bool is_quiet_and_open() noexcept override { return plot_->quiet_and_open; }
    std::string peer_address() const override { return "192.0.2.7"; }

private:
    asio::io_context& loop_;
    std::shared_ptr<script> plot_;
    async::event closed_;
};

}  // namespace

std::unique_ptr<ports::byte_stream> scripted_stream(
    asio::io_context& loop,
    std::shared_ptr<script> plot
) {
    return std::make_unique<stream_of_script>(loop, std::move(plot));
}

std::shared_ptr<script> scripted_dialer::add() {
    next_.push_back(std::make_shared<script>());
    return next_.back();
}

async::awaitable<result<std::unique_ptr<ports::byte_stream>>> scripted_dialer::dial(
    ports::endpoint where,
    steady_instant
) {
    co_await asio::post(async::use_tuple);
    dialed.push_back(where);
    if (next_.empty()) {
        co_return failure;
    }
    auto plot = next_.front();
    next_.pop_front();
    co_return scripted_stream(loop_, std::move(plot));
}

async::awaitable<tcp::socket> raw_server::accept() {
    auto [ec, socket] = co_await acceptor_.async_accept(async::use_tuple);
    if (ec) {
        throw std::runtime_error("accept: " + ec.message());
    }
    co_return std::move(socket);
}

web_url loopback_url(const std::string& scheme, std::uint16_t port, const std::string& target) {
    const std::string place = "127.0.0.1:" + std::to_string(port);
    const std::string text = scheme + "://" + place + target;
    const bool http = scheme.starts_with("http");
    return http ? parse_https_url(text, place).value() : parse_wss_url(text, place).value();
}

unsigned status_of(std::string_view response) {
    constexpr std::string_view start = "HTTP/1.1 ";
    unsigned status = 0;
    if (response.starts_with(start)) {
        response.remove_prefix(start.size());
        std::from_chars(response.data(), response.data() + response.size(), status);
    }
    return status;
}

}  // namespace fillrate::net::testing
