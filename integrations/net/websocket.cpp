#include "integrations/net/websocket.hpp"

#include "core/async/event.hpp"
#include "integrations/net/async_stream.hpp"
#include "integrations/net/http_head.hpp"
#include "integrations/net/stream_tools.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/error.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <algorithm>
#include <deque>
#include <utility>

namespace fillrate::net {
// What Beast looks up by argument type to end a connection.
static void beast_close_socket(async_stream& stream) {
    stream.base().close();
}

// Called by Beast only from its blocking interface, which nobody here uses.
[[maybe_unused]] static void teardown(
    boost::beast::role_type,
    async_stream& stream,
    error_code& ec
) {
    stream.base().close();
    ec = {};
}

template <class Handler>
void async_teardown(boost::beast::role_type, async_stream& stream, Handler&& handler) {
    auto done = [handler = std::forward<Handler>(handler)](error_code, std::size_t) mutable {
        std::move(handler)(error_code());
    };
    run_for(stream.get_executor(), leave(&stream.base()), std::move(done));
}

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace ws = boost::beast::websocket;
using clock = std::chrono::steady_clock;

// How a writer learns what became of its message.
struct delivery {
    explicit delivery(const async::executor& on) : settled(on) {}

    async::event settled;
    result<void> outcome = error(errc::cancelled);
};

struct outgoing {
    std::string payload;
    bool is_ping = false;
    std::shared_ptr<delivery> waited_for{};  // null for send()
};

std::unique_ptr<traffic> measured(
    std::unique_ptr<ports::byte_stream> connection,
    const websocket_limits& limits
) {
    constexpr std::size_t slack = 64 * 1024;
    return std::make_unique<traffic>(
        std::move(connection),
        limits.write_time,
        2 * limits.message + slack
    );
}

}  // namespace

struct websocket::impl : std::enable_shared_from_this<websocket::impl> {
    impl(std::unique_ptr<ports::byte_stream> connection, websocket_limits bounds)
        : limits(bounds),
          stream(async_stream(measured(std::move(connection), bounds))),
          writing(stream.get_executor(), [this] { drop(); }),
          shaking(stream.get_executor(), [this] { drop(); }) {
        ws::stream_base::timeout timing{};
        timing.handshake_timeout = limits.handshake_time;
        timing.idle_timeout = ws::stream_base::none();
        timing.keep_alive_pings = false;
        stream.set_option(timing);
        stream.read_message_max(limits.message);
        stream.auto_fragment(false);
        stream.text(true);
        stream.control_callback([this](ws::frame_type kind, beast::string_view) {
            note_control(kind);
        });
    }

    void drop() noexcept {
        open = false;
        stream.next_layer().base().close();
    }

    void note_control(ws::frame_type kind);
    [[nodiscard]] result<void> enqueue(outgoing message);
    static async::awaitable<result<void>> deliver(std::shared_ptr<impl> self, outgoing message);
    [[nodiscard]] error failure_of(error_code ec) const;
    static async::awaitable<void> pump(std::shared_ptr<impl> self);
    static async::awaitable<void> say_goodbye(
        std::shared_ptr<impl> self,
        std::uint16_t code,
        std::string reason
    );
    void settle_all(const error& why);

    websocket_limits limits;
    ws::stream<async_stream> stream;
    watchdog writing;
    watchdog shaking;
    beast::flat_buffer incoming{};
    std::deque<outgoing> queue{};
    std::size_t queued_bytes = 0;
    steady_instant control_window = clock::now();
    std::size_t controls_in_window = 0;
    bool open = true;
    bool pumping = false;
    bool closing = false;      // close() or abort() has asked for the end
    bool peer_closed = false;  // its close frame came
    bool flooded = false;      // the peer broke the limit on control frames
};

class websocket_factory {
public:
    static std::unique_ptr<websocket> make(std::shared_ptr<websocket::impl> body) {
        return std::unique_ptr<websocket>(new websocket(std::move(body)));
    }
    static async::awaitable<result<std::unique_ptr<websocket>>> connect(
        std::unique_ptr<ports::byte_stream> connection,
        web_url url,
        header_list headers,
        websocket_limits limits,
        steady_instant deadline
    );
    static async::awaitable<result<std::unique_ptr<websocket>>> accept(
        std::unique_ptr<ports::byte_stream> connection,
        http_request request,
        std::string following,
        websocket_limits limits
    );
};

namespace {

http::request<http::empty_body> beast_request(const http_request& request) {
    constexpr unsigned http_1_1 = 11;
    http::request<http::empty_body> upgrade(http::verb::get, request.path, http_1_1);
    for (std::size_t i = 0; i < request.headers.size(); ++i) {
        const auto [name, value] = request.headers.at(i);
        upgrade.insert(
            beast::string_view(name.data(), name.size()),
            beast::string_view(value.data(), value.size())
        );
    }
    return upgrade;
}

}  // namespace

void websocket::impl::note_control(ws::frame_type kind) {
    constexpr std::uint16_t policy_violation = 1008;
    const steady_instant now = clock::now();
    stream.next_layer().line().since_progress = 0;
    peer_closed = peer_closed || kind == ws::frame_type::close;
    if (now - control_window > std::chrono::seconds(1)) {
        control_window = now;
        controls_in_window = 0;
    }
    if (++controls_in_window <= limits.pings_per_second || flooded || closing) {
        return;
    }
    flooded = true;
    // Beast forbids operations within its callback.
    auto goodbye = say_goodbye(shared_from_this(), policy_violation, "too many control frames");
    asio::co_spawn(stream.get_executor(), std::move(goodbye), asio::detached);
}

error websocket::impl::failure_of(error_code ec) const {
    if (flooded || stream.next_layer().line().flooded) {
        return error(errc::protocol, "flood of frames");
    }
    if (closing) {
        return error(errc::cancelled, "closed");
    }
    if (ec == ws::error::closed) {
        const std::string code = std::to_string(stream.reason().code);
        return error(errc::unavailable, "closed by the peer: " + code);
    }
    if (ec == ws::condition::protocol_violation || ec == ws::error::message_too_big ||
        ec == ws::error::bad_frame_payload) {
        return error(errc::protocol, ec.message());
    }
    return error(errc::unavailable, ec.message());
}

void websocket::impl::settle_all(const error& why) {
    for (outgoing& one : queue) {
        if (one.waited_for) {
            one.waited_for->outcome = why;
            one.waited_for->settled.notify();
        }
    }
    queue.clear();
    queued_bytes = 0;
}

result<void> websocket::impl::enqueue(outgoing message) {
    if (!open) {
        return error(errc::unavailable, "the websocket is closed");
    }
    if (queued_bytes + message.payload.size() > limits.queued_bytes) {
        return error(errc::rate_limited, "the peer reads too slowly");
    }
    queued_bytes += message.payload.size();
    queue.push_back(std::move(message));
    if (!std::exchange(pumping, true)) {
        asio::co_spawn(stream.get_executor(), pump(shared_from_this()), asio::detached);
    }
    return {};
}

async::awaitable<result<void>> websocket::impl::deliver(
    std::shared_ptr<impl> self,
    outgoing message
) {
    const auto waited_for = std::make_shared<delivery>(self->stream.get_executor());
    message.waited_for = waited_for;
    const auto queued = self->enqueue(std::move(message));
    if (!queued) {
        co_return queued.error();
    }
    co_await waited_for->settled.wait();
    co_return waited_for->outcome;
}

// The one writer: Beast allows a single write at a time.
async::awaitable<void> websocket::impl::pump(std::shared_ptr<impl> self) {
    while (!self->queue.empty()) {
        const outgoing& next = self->queue.front();
        self->writing.arm(self->limits.write_time);
        error_code failed;
        if (next.is_ping) {
            const ws::ping_data data(next.payload.data(), next.payload.size());
            const auto [ec] = co_await self->stream.async_ping(data, async::use_tuple);
            failed = ec;
        } else {
            const auto whole = asio::buffer(next.payload);
            const auto [ec, bytes] = co_await self->stream.async_write(whole, async::use_tuple);
            failed = ec;
        }
        self->writing.disarm();
        if (failed) {
            self->settle_all(error(errc::unavailable, failed.message()));
            break;
        }
        const outgoing done = std::move(self->queue.front());
        self->queue.pop_front();
        self->queued_bytes -= done.payload.size();
        if (done.waited_for) {
            done.waited_for->outcome = result<void>();
            done.waited_for->settled.notify();
        }
    }
    self->pumping = false;
}

async::awaitable<void> websocket::impl::say_goodbye(
    std::shared_ptr<impl> self,
    std::uint16_t code,
    std::string reason
) {
    constexpr std::size_t longest_reason = 123;
    if (!self->open) {
        co_return;
    }
    self->open = false;
    self->shaking.arm(self->limits.close_time);
    reason.resize(std::min(reason.size(), longest_reason));
    const ws::close_reason why(static_cast<ws::close_code>(code), reason);
    co_await self->stream.async_close(why, async::use_tuple);
    self->shaking.disarm();
    self->drop();
}

websocket::websocket(std::shared_ptr<impl> body) : impl_(std::move(body)) {}

websocket::~websocket() {
    impl_->drop();
}

async::awaitable<result<std::string>> websocket::read() {
    const auto self = impl_;
    for (;;) {
        const auto [ec, bytes] = co_await self->stream.async_read(self->incoming, async::use_tuple);
        if (ec) {
            self->open = false;
            const error why = self->failure_of(ec);
            // A goodbye under way ends by itself and bounded; its last frame must not be cut off.
            if (!self->closing && !self->flooded) {
                self->drop();
            }
            co_return why;
        }
        self->stream.next_layer().line().since_progress = 0;
        std::string text;
        const bool is_text = self->stream.got_text();
        if (is_text) {
            text = beast::buffers_to_string(self->incoming.data());
        }
        self->incoming.consume(self->incoming.size());
        if (is_text) {
            co_return std::move(text);
        }
    }
}

result<void> websocket::send(std::string text) {
    outgoing message;
    message.payload = std::move(text);
    return impl_->enqueue(std::move(message));
}

async::awaitable<result<void>> websocket::write(std::string text) {
    outgoing message;
    message.payload = std::move(text);
    return impl::deliver(impl_, std::move(message));
}

async::awaitable<result<void>> websocket::ping(std::string payload) {
    constexpr std::size_t longest_payload = 125;
    outgoing message;
    message.payload = std::move(payload);
    message.payload.resize(std::min(message.payload.size(), longest_payload));
    message.is_ping = true;
    return impl::deliver(impl_, std::move(message));
}

async::awaitable<void> websocket::close(std::uint16_t code, std::string reason) {
    impl_->closing = true;
    return impl::say_goodbye(impl_, code, std::move(reason));
}

void websocket::abort() noexcept {
    impl_->closing = true;
    impl_->drop();
}

bool websocket::is_open() const noexcept {
    return impl_->open;
}

steady_instant websocket::last_inbound() const noexcept {
    return impl_->stream.next_layer().line().last;
}

std::uint16_t websocket::peer_close_code() const noexcept {
    if (!impl_->peer_closed) {
        return 0;
    }
    const std::uint16_t code = impl_->stream.reason().code;
    return code == ws::close_code::none ? std::uint16_t{ws::close_code::no_status} : code;
}

async::awaitable<result<std::unique_ptr<websocket>>> websocket_factory::connect(
    std::unique_ptr<ports::byte_stream> connection,
    web_url url,
    header_list headers,
    websocket_limits limits,
    steady_instant deadline
) {
    auto body = std::make_shared<websocket::impl>(std::move(connection), limits);
    auto decorate = [headers = std::move(headers)](ws::request_type& request) {
        for (std::size_t i = 0; i < headers.size(); ++i) {
            const auto [name, value] = headers.at(i);
            request.insert(
                beast::string_view(name.data(), name.size()),
                beast::string_view(value.data(), value.size())
            );
        }
    };
    body->stream.set_option(ws::stream_base::decorator(std::move(decorate)));
    body->shaking.arm(deadline);
    ws::response_type answer;
    const auto [ec] = co_await body->stream
                          .async_handshake(answer, url.host_header, url.target, async::use_tuple);
    body->shaking.disarm();
    // The headers may hold a secret: keep no copy of them.
    body->stream.set_option(ws::stream_base::decorator([](ws::request_type&) {}));
    if (!ec) {
        co_return make(std::move(body));
    }
    if (body->shaking.has_bitten() || ec == beast::error::timeout) {
        co_return error(errc::timeout, url.host_header + ": websocket handshake took too long");
    }
    if (ec == ws::error::upgrade_declined) {
        const std::string status = std::to_string(answer.result_int());
        co_return error(errc::protocol, url.host_header + ": no websocket, HTTP " + status);
    }
    const bool broken = ec.category() == make_error_code(ws::error::closed).category() ||
                        ec.category() == make_error_code(http::error::end_of_stream).category();
    const bool cut = ec == http::error::end_of_stream || ec == http::error::partial_message;
    const errc code = broken && !cut ? errc::protocol : errc::unavailable;
    co_return error(code, url.host_header + ": websocket handshake: " + ec.message());
}

async::awaitable<result<std::unique_ptr<websocket>>> websocket_factory::accept(
    std::unique_ptr<ports::byte_stream> connection,
    http_request request,
    std::string following,
    websocket_limits limits
) {
    auto body = std::make_shared<websocket::impl>(std::move(connection), limits);
    body->stream.next_layer().line().early = std::move(following);
    const auto upgrade = beast_request(request);
    body->shaking.arm(limits.handshake_time);
    const auto [ec] = co_await body->stream.async_accept(upgrade, async::use_tuple);
    body->shaking.disarm();
    if (ec) {
        co_return error(errc::protocol, "websocket handshake: " + ec.message());
    }
    co_return make(std::move(body));
}

async::awaitable<result<std::unique_ptr<websocket>>> connect_websocket(
    ports::dialer& network,
    web_url url,
    header_list headers,
    websocket_limits limits,
    steady_instant deadline
) {
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto [name, value] = headers.at(i);
        if (!is_token(name) || !is_field_value(value)) {
            co_return error(errc::invalid_input, "header field with forbidden bytes");
        }
    }
    auto dialed = co_await network.dial(url.where, deadline);
    if (!dialed) {
        co_return dialed.error();
    }
    co_return co_await websocket_factory::connect(
        std::move(*dialed),
        std::move(url),
        std::move(headers),
        limits,
        deadline
    );
}

async::awaitable<result<std::unique_ptr<websocket>>> accept_websocket(
    std::unique_ptr<ports::byte_stream> connection,
    http_request request,
    std::string following,
    websocket_limits limits
) {
    return websocket_factory::accept(
        std::move(connection),
        std::move(request),
        std::move(following),
        limits
    );
}

}  // namespace fillrate::net
