#include "integrations/slack/socket_mode.hpp"

#include "integrations/net/websocket.hpp"
#include "integrations/slack/json_fields.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::slack {
namespace {

constexpr std::uint16_t normal_closure = 1000;
constexpr std::size_t largest_message = 2 * 1024 * 1024;
constexpr seconds drain_before_close{3};

// The first slot is replaced at 90 % of its time, the next earlier, so that they never go together.
constexpr unsigned recycle_percent_of(unsigned slot) {
    return 90 - 10 * slot;
}

}  // namespace

struct socket_mode::connection {
    connection(
        async::executor where,
        std::unique_ptr<net::websocket> opened,
        socket_session begun,
        steady_instant now
    )
        : socket(std::move(opened)), session(std::move(begun)), changed(where), opened_at(now) {}

    std::unique_ptr<net::websocket> socket;
    socket_session session;
    async::event changed;
    steady_instant opened_at;
    std::size_t envelopes_under_way = 0;
    bool must_back_off = false;

    [[nodiscard]] bool is(socket_session::state wanted) const {
        return session.current() == wanted;
    }
    [[nodiscard]] bool is_usable() const {
        const bool said_hello =
            is(socket_session::state::ready) || is(socket_session::state::retiring);
        return said_hello && socket->is_open();
    }
};

socket_mode::socket_mode(
    async::executor where,
    parts with,
    std::size_t connections,
    socket_timing timing
)
    : where_(where),
      with_(with),
      timing_(timing),
      budget_(
          timing.open_every,
          static_cast<unsigned>(std::clamp<std::size_t>(connections, 1, 4)) + 1
      ),
      stopped_(where),
      slots_(static_cast<unsigned>(std::clamp<std::size_t>(connections, 1, 4))) {}

socket_mode::~socket_mode() = default;

void socket_mode::start() {
    for (unsigned index = 0; index < slots_; ++index) {
        spawn(with_.background, "slack slot " + std::to_string(index), run_slot(index));
    }
}

async::awaitable<void> socket_mode::stop() {
    stopping_ = true;
    stopped_.notify();
    const auto open = connections_;
    for (const auto& each : open) {
        each->changed.notify();
        co_await retire(each);
    }
}

// Make before break: the old connection serves until the new one has said hello.
async::awaitable<void> socket_mode::run_slot(unsigned index) {
    backoff waits(timing_.backoff_first, timing_.backoff_most);
    connection_pointer current;
    while (!stopping_) {
        const auto tried = co_await connect(index);
        if (!tried.open) {
            ++counters_.failed;
            co_await pause(std::max(tried.wait, waits.next(with_.random)));
            continue;
        }
        if (current) {
            ++counters_.replaced;
            spawn(with_.background, "slack retire", retire(std::move(current)));
        }
        current = tried.open;
        co_await use(current, waits);
        if (!current->is(socket_session::state::retiring) && !stopping_) {
            current.reset();
        }
    }
    if (current) {
        co_await retire(std::move(current));
    }
}

// Returns when the connection needs a successor, after whatever wait it calls for.
async::awaitable<void> socket_mode::use(connection_pointer open, backoff& waits) {
    while (!stopping_ && open->is(socket_session::state::ready)) {
        co_await open->changed.wait();
    }
    if (with_.clock.steady_now() - open->opened_at >= timing_.steady_after) {
        waits.reset();
    }
    if (stopping_ || open->is(socket_session::state::retiring)) {
        co_return;
    }
    ++counters_.abandoned;
    const auto least = open->must_back_off ? timing_.switched_off : milliseconds{0};
    co_await pause(std::max(least, waits.next(with_.random)));
}

async::awaitable<socket_mode::attempt> socket_mode::connect(unsigned index) {
    attempt tried;
    const auto url = co_await fetch_url(tried.wait);
    if (!url) {
        co_return tried;
    }
    net::websocket_limits limits;
    limits.message = largest_message;
    const net::header_list no_headers;
    const auto deadline = with_.clock.steady_now() + timing_.connect_within;
    auto socket =
        co_await net::connect_websocket(with_.network, *url, no_headers, limits, deadline);
    if (!socket) {
        with_.log.warn("slack socket did not open", {{"reason", socket.error().detail}});
        co_return tried;
    }
    const auto now = with_.clock.steady_now();
    const socket_session session(timing_, recycle_percent_of(index), now);
    auto open = std::make_shared<connection>(where_, std::move(*socket), session, now);
    connections_.push_back(open);
    spawn(with_.background, "slack read", read_frames(open));
    spawn(with_.background, "slack time", keep_time(open));
    while (!stopping_ && open->is(socket_session::state::greeting)) {
        co_await open->changed.wait();
    }
    if (!open->is(socket_session::state::greeting) && !open->is(socket_session::state::over)) {
        tried.open = open;
    } else if (open->must_back_off) {
        tried.wait = timing_.switched_off;
    }
    co_return tried;
}

async::awaitable<result<net::web_url>> socket_mode::fetch_url(milliseconds& wait) {
    const auto now = with_.clock.steady_now();
    co_await pause(std::chrono::ceil<milliseconds>(budget_.take(now) - now));
    if (stopping_) {
        co_return error(errc::cancelled);
    }
    const auto outcome = co_await with_.api.open_connection();
    if (outcome.what != api_outcome::status::ok) {
        wait = wait_after(outcome);
        co_return error(errc::unavailable, outcome.reason);
    }
    auto url = check_socket_url(text_of(outcome.body, "url"), with_.api.location());
    if (!url) {
        alarm_ = "Slack named a socket address that is not Slack's";
        with_.log.error("slack socket refused", {{"reason", url.error().detail}});
    }
    co_return url;
}

milliseconds socket_mode::wait_after(const api_outcome& outcome) {
    with_.log.warn("slack does not open a socket", {{"reason", outcome.reason}});
    if (outcome.credentials_refused || outcome.what == api_outcome::status::dead) {
        alarm_ = "Slack refuses the app token";
        return timing_.bad_credentials;
    }
    if (outcome.what == api_outcome::status::retry && outcome.reason == "ratelimited") {
        budget_.block(with_.clock.steady_now() + outcome.wait);
        return outcome.wait;
    }
    return milliseconds{0};
}

async::awaitable<void> socket_mode::read_frames(connection_pointer open) {
    for (;;) {
        const auto text = co_await open->socket->read();
        if (!text) {
            break;
        }
        for (auto& action : open->session.on_text(*text, with_.clock.steady_now())) {
            perform(open, std::move(action));
        }
    }
    open->session.on_closed();
    std::erase(connections_, open);
    open->changed.notify();
}

async::awaitable<void> socket_mode::keep_time(connection_pointer open) {
    while (!open->is(socket_session::state::over)) {
        const auto heard = open->socket->last_inbound();
        for (auto& action : open->session.on_time(with_.clock.steady_now(), heard)) {
            if (action.what == socket_action::kind::ping) {
                // A ping that cannot be sent shows as silence.
                (void)co_await open->socket->ping("fillrate");
            } else {
                perform(open, std::move(action));
            }
        }
        if (open->is(socket_session::state::over)) {
            break;
        }
        co_await open->changed.wait_until(open->session.next_time(heard));
    }
}

void socket_mode::perform(const connection_pointer& open, socket_action action) {
    using kind = socket_action::kind;
    switch (action.what) {
        case kind::ready:
            ++counters_.opened;
            alarm_ = {};
            with_.log.info(
                "slack socket ready",
                {{"sockets_of_app", open->session.connections_of_app()}}
            );
            break;
        case kind::deliver:
            ++counters_.envelopes;
            ++open->envelopes_under_way;
            spawn(with_.background, "slack envelope", serve(open, std::move(action)));
            return;
        case kind::acknowledge:
            ++counters_.ignored_frames;
            acknowledge(open, action.envelope_id, {});
            return;
        case kind::ping:
            return;
        case kind::replace:
            with_.log.info("slack socket is replaced", {{"reason", action.reason}});
            break;
        case kind::abandon:
            with_.log.warn("slack socket is given up", {{"reason", action.reason}});
            open->socket->abort();
            break;
        case kind::back_off:
            alarm_ = action.reason;
            open->must_back_off = true;
            with_.log.error("slack socket backs off", {{"reason", action.reason}});
            spawn(with_.background, "slack retire", retire(open));
            break;
        case kind::ignore:
            ++counters_.ignored_frames;
            return;
    }
    open->changed.notify();
}

async::awaitable<void> socket_mode::serve(connection_pointer from, socket_action envelope) {
    auto parsed =
        parse_envelope(envelope.envelope, envelope.payload, with_.to.us(), with_.clock.wire_now());
    acknowledgement told;
    if (parsed) {
        told = co_await with_.to.take(std::move(*parsed), envelope.accepts_payload);
    } else {
        // Delivering it again would not mend it.
        ++counters_.ignored_frames;
    }
    if (told.accepted) {
        acknowledge(from, envelope.envelope_id, told.payload);
    } else {
        ++counters_.unacknowledged;
    }
    --from->envelopes_under_way;
    from->changed.notify();
}

// On the connection it came from, or on any other when that one is gone.
void socket_mode::acknowledge(
    const connection_pointer& from,
    std::string_view envelope_id,
    std::string_view payload
) {
    const auto text = make_ack(envelope_id, payload);
    if (from->socket->is_open() && from->socket->send(text)) {
        ++counters_.acknowledged;
        return;
    }
    for (const auto& other : connections_) {
        if (other != from && other->is_usable() && other->socket->send(text)) {
            ++counters_.acknowledged;
            return;
        }
    }
    ++counters_.unacknowledged;
}

async::awaitable<void> socket_mode::retire(connection_pointer open) {
    const auto deadline = with_.clock.steady_now() + drain_before_close;
    while (open->envelopes_under_way > 0 && with_.clock.steady_now() < deadline) {
        co_await open->changed.wait_until(deadline);
    }
    co_await open->socket->close(normal_closure, "done");
}

async::awaitable<void> socket_mode::pause(milliseconds span) {
    const auto deadline = with_.clock.steady_now() + span;
    while (!stopping_ && with_.clock.steady_now() < deadline) {
        co_await stopped_.wait_until(deadline);
    }
}

bool socket_mode::connected() const noexcept {
    return usable_connections() > 0;
}

std::size_t socket_mode::usable_connections() const noexcept {
    const auto count =
        std::count_if(connections_.begin(), connections_.end(), [](const auto& each) {
            return each->is_usable();
        });
    return static_cast<std::size_t>(count);
}

milliseconds socket_mode::last_frame_age() const noexcept {
    auto youngest = milliseconds::max();
    const auto now = with_.clock.steady_now();
    for (const auto& each : connections_) {
        if (each->is_usable()) {
            const auto age = std::chrono::floor<milliseconds>(now - each->socket->last_inbound());
            youngest = std::min(youngest, age);
        }
    }
    return youngest;
}

}  // namespace fillrate::slack
