#include "integrations/net/http_server.hpp"

#include "core/async/sleep.hpp"
#include "integrations/net/http_server_impl.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <ctime>
#include <utility>

namespace fillrate::net {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

// Beast takes the already checked head apart, straight into our own request: a second opinion on
// its grammar.
class head_reader final : public http::basic_parser<true> {
public:
    explicit head_reader(http_request& into) : into_(into) { body_limit(boost::none); }

    [[nodiscard]] bool read(std::string_view head) {
        error_code ec;
        header_limit(static_cast<std::uint32_t>(head.size() + 1));
        const std::size_t used = put(asio::buffer(head.data(), head.size()), ec);
        return !ec && is_header_done() && used == head.size();
    }

    [[nodiscard]] std::string_view target() const noexcept { return target_; }

private:
    using text = boost::beast::string_view;

    void on_request_impl(http::verb, text method, text target, int, error_code& ec) override {
        into_.method.assign(method.data(), method.size());
        target_ = std::string_view(target.data(), target.size());
        ec = {};
    }
    void on_field_impl(http::field, text name, text value, error_code& ec) override {
        into_.headers.add({name.data(), name.size()}, {value.data(), value.size()});
        ec = {};
    }
    void on_header_impl(error_code& ec) override { ec = {}; }
    void on_finish_impl(error_code& ec) override { ec = {}; }
    // The body never reaches this parser.
    void on_response_impl(int, text, int, error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(text, error_code&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, text, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, text, error_code&) override { return 0; }

    http_request& into_;
    std::string_view target_{};
};

}  // namespace

bool http_server::impl::read_fields(
    std::string_view head,
    http_request& into,
    std::string_view& target
) {
    head_reader reader(into);
    const bool read = reader.read(head);
    target = reader.target();
    return read;
}

async::scope::escape_handler http_server::impl::reporter(
    std::function<void(std::string_view)> report
) {
    return [report = std::move(report)](std::string_view name, std::exception_ptr) {
        if (report) {
            report(name);
        }
    };
}

http_server::http_server(
    async::executor where,
    http_limits limits,
    http_handler handler,
    std::function<void(std::string_view)> on_failure
)
    : impl_(std::make_shared<impl>(
          std::move(where),
          limits,
          std::move(handler),
          std::move(on_failure)
      )) {}

http_server::~http_server() {
    impl_->stopping = true;
    if (impl_->acceptor) {
        impl_->acceptor->close();
    }
    for (http_connection* one : impl_->open) {
        one->drop();
    }
}

void http_server::serve_websockets(websocket_route route) {
    impl_->route = std::move(route);
}

void http_server::take_uploads(
    std::string path,
    std::size_t most,
    std::function<bool(const http_request&)> admit
) {
    impl_->uploads = upload_route{std::move(path), most, std::move(admit)};
}

result<std::uint16_t> http_server::listen(const std::string& address, std::uint16_t port) {
    auto opened = listener::open(impl_->on, address, port);
    if (!opened) {
        return opened.error();
    }
    impl_->acceptor = std::move(*opened);
    async::spawn(impl_->coroutines, "http accept", impl_->accept_all(impl_));
    return impl_->acceptor->port();
}

async::awaitable<void> http_server::serve(std::unique_ptr<ports::byte_stream> connection) {
    return impl_->serve(impl_, std::move(connection));
}

async::awaitable<bool> http_server::stop(std::chrono::milliseconds grace) {
    const auto self = impl_;
    self->stopping = true;
    if (self->acceptor) {
        self->acceptor->close();
    }
    for (http_connection* one : self->open) {
        if (one->idle && one->stream) {
            one->stream->close();
        } else if (const auto session = one->upgraded.lock()) {
            constexpr std::uint16_t going_away = 1001;
            auto goodbye = [session]() { return session->close(going_away, "shutting down"); };
            async::spawn(self->coroutines, "websocket goodbye", std::move(goodbye));
        }
    }
    bool graceful = true;
    auto deadline = std::chrono::steady_clock::now() + grace;
    while (!self->open.empty()) {
        const bool woken = co_await self->changed.wait_until(deadline);
        if (woken) {
            continue;
        }
        if (!graceful) {
            break;
        }
        graceful = false;
        deadline = std::chrono::steady_clock::now() + self->limits.linger_time;
        for (http_connection* one : self->open) {
            one->drop();
        }
        self->coroutines.request_cancellation();
    }
    co_return graceful;
}

std::size_t http_server::open_connections() const noexcept {
    return impl_->open.size();
}

const http_counters& http_server::counters() const noexcept {
    return impl_->counts;
}

void http_server::impl::report(std::string_view what) {
    ++counts.handler_failures;
    if (on_failure) {
        on_failure(what);
    }
}

// False when every connection is at work.
bool http_server::impl::make_room() {
    http_connection* longest_idle = nullptr;
    for (http_connection* one : open) {
        if (one->idle && (longest_idle == nullptr || one->idle_since < longest_idle->idle_since)) {
            longest_idle = one;
        }
    }
    if (longest_idle == nullptr) {
        return false;
    }
    longest_idle->idle = false;
    longest_idle->stream->close();
    return true;
}

async::awaitable<void> http_server::impl::accept_all(std::shared_ptr<impl> self) {
    constexpr std::chrono::milliseconds pause{50};
    while (!stopping) {
        auto accepted = co_await acceptor->accept();
        if (!accepted) {
            if (accepted.error().code == errc::cancelled) {
                break;
            }
            make_room();
            co_await async::sleep_for(pause);
            continue;
        }
        ++counts.accepted;
        if (open.size() >= limits.connections) {
            ++counts.over_capacity;
            if (!make_room()) {
                continue;
            }
        }
        async::spawn(coroutines, "http connection", serve(self, std::move(*accepted)));
    }
}

async::awaitable<void> http_server::impl::serve(
    std::shared_ptr<impl> self,
    std::unique_ptr<ports::byte_stream> stream
) {
    constexpr std::size_t smallest_buffer = 8 * 1024;
    http_connection c(std::move(stream), std::max(smallest_buffer, 2 * limits.head));
    const auto place = open.insert(open.end(), &c);
    // Also when the coroutine is unwound by cancellation or torn down with the loop.
    const std::shared_ptr<void> leaving(nullptr, [self, place](void*) {
        self->open.erase(place);
        self->changed.notify();
    });
    co_await serve_requests(c);
    if (c.limit.has_bitten()) {
        ++counts.timed_out;
    }
    if (c.stream) {
        c.stream->close();
    }
}

}  // namespace fillrate::net
