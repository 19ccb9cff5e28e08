#include "integrations/web/web_chat.hpp"

#include "core/async/scope.hpp"
#include "core/base/text.hpp"
#include "integrations/net/websocket.hpp"
#include "integrations/web/assets.hpp"
#include "integrations/web/session.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cmath>
#include <exception>
#include <map>
#include <utility>

namespace fillrate::web {
namespace {

constexpr std::string_view content_policy =
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'";

// Host header without its port: "localhost:8080", "127.0.0.1", "[::1]:8080".
std::string_view host_name(std::string_view host) {
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.rfind(':');
    if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket)) {
        return host;
    }
    return host.substr(0, colon);
}

std::string describe(const std::exception_ptr& escaped) {
    try {
        std::rethrow_exception(escaped);
    } catch (const std::exception& thrown) {
        return thrown.what();
    } catch (...) {
        return "not an exception of ours";
    }
}

// Whether time went on from `before` as a page would have let it tick.
bool ticked_on(const clock_state& before, const clock_state& now, double seconds_passed) {
    if (before.speed != now.speed || before.next != now.next) {
        return false;
    }
    const double expected =
        static_cast<double>(to_unix_ms(before.now)) + seconds_passed * 1000 * before.speed;
    const double off = std::abs(static_cast<double>(to_unix_ms(now.now)) - expected);
    return off <= 2000 * std::max(1.0, now.speed);
}

}  // namespace

std::vector<std::string> loopback_hosts() {
    return {"localhost", "127.0.0.1", "[::1]"};
}

struct web_chat::impl : std::enable_shared_from_this<impl> {
    impl(
        async::executor on,
        ports::store& shared_store,
        ports::clock& shared_clock,
        logger& to,
        directory directory_shown,
        clock_control control,
        options chosen
    )
        : where(on),
          store(shared_store),
          clock(shared_clock),
          log(to),
          shown(std::move(directory_shown)),
          time(std::move(control)),
          settings(std::move(chosen)),
          ending(on),
          work(on, escapes()) {}

    async::scope::escape_handler escapes() {
        return [this](std::string_view name, std::exception_ptr escaped) {
            log.error("web chat coroutine failed", {{"name", name}, {"what", describe(escaped)}});
        };
    }

    [[nodiscard]] bool is_ours(const net::http_request& request) const;
    [[nodiscard]] bool comes_from_us(const net::http_request& request) const;
    [[nodiscard]] bool admits(const net::http_request& request) const;
    [[nodiscard]] bool admits_upload(const net::http_request& request) const;
    [[nodiscard]] net::http_response take_upload(const net::http_request& request) const;
    void wake(std::string_view channel);
    void broadcast_clock();
    void watch_clock();
    void start_polling();
    [[nodiscard]] async::awaitable<void> poll();
    [[nodiscard]] async::awaitable<void> look_for_news(std::string channel);
    [[nodiscard]] async::awaitable<void> serve(std::shared_ptr<net::websocket> socket);
    [[nodiscard]] async::awaitable<void> read_all(net::websocket& socket, session& page);

    async::executor where;
    ports::store& store;
    ports::clock& clock;
    logger& log;
    directory shown;
    clock_control time;
    options settings;
    std::optional<surroundings> around{};
    std::vector<std::shared_ptr<session>> live{};
    std::map<std::string, std::string> newest{};  // entry id by channel, as far as polled
    clock_state last_clock{};
    steady_instant last_clock_at{};
    bool polls = false;
    bool stopping = false;
    async::event ending;
    async::scope work;
};

bool web_chat::impl::is_ours(const net::http_request& request) const {
    if (request.header_count("host") != 1) {
        return false;
    }
    const std::string_view host = host_name(request.header("host"));
    const auto same = [&](const std::string& known) { return equal_ignoring_case(known, host); };
    return settings.hosts.empty() || std::ranges::any_of(settings.hosts, same);
}

// A browser always names the page that opens a websocket; it must be ours.
bool web_chat::impl::admits(const net::http_request& request) const {
    return !stopping && live.size() < settings.limits.sessions && comes_from_us(request);
}

bool web_chat::impl::comes_from_us(const net::http_request& request) const {
    if (!is_ours(request)) {
        return false;
    }
    if (request.header_count("origin") == 0) {
        return true;
    }
    const std::string_view origin = request.header("origin");
    const std::string host(request.header("host"));
    return request.header_count("origin") == 1 &&
           (origin == "http://" + host || origin == "https://" + host);
}

// A page of another site can send no POST of this media type without asking first, and we answer no
// such question.
bool web_chat::impl::admits_upload(const net::http_request& request) const {
    return comes_from_us(request) && settings.take_file &&
           request.header("content-type") == "application/octet-stream" &&
           shown.find_persona(request.header("x-fillrate-as")) != nullptr;
}

net::http_response web_chat::impl::take_upload(const net::http_request& request) const {
    net::http_response out;
    out.headers.add("Cache-Control", "no-store");
    if (request.method != "POST") {
        out.status = 405;
        out.headers.add("Allow", "POST");
        return out;
    }
    if (!admits_upload(request)) {
        out.status = 403;
        return out;
    }
    const std::string persona(request.header("x-fillrate-as"));
    const auto taken = settings.take_file(persona, request.body);
    boost::json::object answer;
    if (taken) {
        answer["id"] = *taken;
    } else {
        answer["error"] = taken.error().code == errc::invalid_input
                              ? taken.error().detail
                              : "The file could not be kept here. Give a link, or try again later.";
    }
    out.content_type = "application/json";
    out.body = boost::json::serialize(answer);
    return out;
}

void web_chat::impl::wake(std::string_view channel) {
    for (const auto& page : live) {
        page->wake(channel);
    }
}

void web_chat::impl::broadcast_clock() {
    if (!time.state) {
        return;
    }
    last_clock = time.state();
    last_clock_at = clock.steady_now();
    for (const auto& page : live) {
        page->send_clock(last_clock);
    }
}

void web_chat::impl::watch_clock() {
    if (!time.state) {
        return;
    }
    const std::chrono::duration<double> passed = clock.steady_now() - last_clock_at;
    if (!ticked_on(last_clock, time.state(), passed.count())) {
        broadcast_clock();
    }
}

void web_chat::impl::start_polling() {
    if (polls) {
        return;
    }
    polls = true;
    if (time.state) {
        last_clock = time.state();
        last_clock_at = clock.steady_now();
    }
    auto self = shared_from_this();
    auto body = [self]() -> async::awaitable<void> { co_await self->poll(); };
    async::spawn(work, "web poll", std::move(body));
}

async::awaitable<void> web_chat::impl::poll() {
    while (!live.empty() && !stopping) {
        co_await clock.wait(ending, clock.steady_now() + settings.poll_interval);
        for (const auto& page : live) {
            page->retry_failed();
        }
        watch_clock();
        for (std::size_t i = 0; i < shown.channels.size() && !stopping; ++i) {
            std::string channel = shown.channels[i].id;
            co_await look_for_news(std::move(channel));
        }
    }
    polls = false;
}

// One read per channel and interval however many pages are open; they read for themselves only
// when there is something.
async::awaitable<void> web_chat::impl::look_for_news(std::string channel) {
    const std::string stream = "web:" + channel;
    const auto tail = co_await store.tail_stream(stream, 1);
    if (!tail || tail->empty()) {
        co_return;
    }
    std::string& known = newest[channel];
    if (known != tail->back().id) {
        known = tail->back().id;
        wake(channel);
    }
}

async::awaitable<void> web_chat::impl::read_all(net::websocket& socket, session& page) {
    for (;;) {
        const result<std::string> text = co_await socket.read();
        if (!text) {
            co_return;
        }
        if (!page.receive(*text)) {
            if (!page.ended()) {
                log.warn("web page cut off", {{"reason", "too many or too large frames"}});
            }
            co_await socket.close(1008, "too much at once");
            co_return;
        }
    }
}

async::awaitable<void> web_chat::impl::serve(std::shared_ptr<net::websocket> socket) {
    auto send = [socket](std::string text) {
        result<void> sent = socket->send(std::move(text));
        if (!sent) {
            socket->abort();
        }
        return sent;
    };
    const auto page = std::make_shared<session>(where, *around, std::move(send));
    live.push_back(page);
    // Both outlive the connection at most by the command under way.
    auto self = shared_from_this();
    auto commands = [self, page]() -> async::awaitable<void> { co_await page->run_commands(); };
    async::spawn(work, "web commands", std::move(commands));
    auto feed = [self, page]() -> async::awaitable<void> { co_await page->run_feed(); };
    async::spawn(work, "web feed", std::move(feed));
    start_polling();
    try {
        co_await read_all(*socket, *page);
    } catch (const std::exception& thrown) {
        log.debug("web session unwound", {{"what", thrown.what()}});
    }
    page->end();
    std::erase(live, page);
}

web_chat::web_chat(
    async::executor where,
    ports::inbox& inbox,
    ports::store& store,
    ports::clock& clock,
    const web_platform& platform,
    logger& log,
    directory shown,
    clock_control time,
    options settings
)
    : impl_(std::make_shared<
            impl>(where, store, clock, log, std::move(shown), std::move(time), std::move(settings))
      ) {
    impl* const shared = impl_.get();
    impl_->around.emplace(surroundings{
        .inbox = inbox,
        .store = store,
        .clock = clock,
        .platform = platform,
        .directory = impl_->shown,
        .time = impl_->time,
        .limits = impl_->settings.limits,
        .on_clock_moved = [shared] { shared->broadcast_clock(); },
        .on_appended = [shared](std::string_view channel) { shared->wake(channel); },
        .on_fault =
            [shared](std::string_view what) {
                shared->log.error("web command failed", {{"what", what}});
            }});
}

web_chat::~web_chat() = default;

bool web_chat::admits_upload(const net::http_request& request) const {
    return impl_->admits_upload(request);
}

std::optional<net::http_response> web_chat::respond(const net::http_request& request) const {
    if (request.path == uploads_path) {
        return impl_->take_upload(request);
    }
    const auto all = assets();
    const auto found = std::ranges::find(all, request.path, &asset::path);
    if (found == all.end()) {
        return std::nullopt;
    }
    net::http_response out;
    if (!impl_->is_ours(request)) {
        out.status = 421;
        out.content_type = "text/plain; charset=utf-8";
        out.body = "This address is not served here.\n";
        return out;
    }
    if (request.method != "GET" && request.method != "HEAD") {
        out.status = 405;
        out.headers.add("Allow", "GET, HEAD");
        return out;
    }
    out.headers.add("ETag", found->etag);
    out.headers.add("Cache-Control", "no-cache");
    out.headers.add("Content-Security-Policy", content_policy);
    out.headers.add("X-Content-Type-Options", "nosniff");
    out.headers.add("Referrer-Policy", "no-referrer");
    if (request.header("if-none-match") == found->etag) {
        out.status = 304;
        return out;
    }
    out.content_type = found->content_type;
    out.body = found->body;
    return out;
}

net::websocket_route web_chat::route() {
    net::websocket_route out;
    out.path = "/ws";
    auto shared = impl_;
    out.admit = [shared](const net::http_request& request) { return shared->admits(request); };
    out.handle = [shared](net::http_request, std::shared_ptr<net::websocket> socket) {
        return shared->serve(std::move(socket));
    };
    out.limits.message = shared->settings.limits.frame_bytes;
    out.limits.queued_bytes = shared->settings.limits.queued_bytes;
    return out;
}

void web_chat::notify(std::string_view channel) {
    if (!channel.empty()) {
        impl_->wake(channel);
        return;
    }
    for (const web::channel& one : impl_->shown.channels) {
        impl_->wake(one.id);
    }
}

std::size_t web_chat::sessions() const noexcept {
    return impl_->live.size();
}

async::awaitable<bool> web_chat::stop(std::chrono::milliseconds span) {
    const std::shared_ptr<impl> shared = impl_;
    shared->stopping = true;
    shared->ending.notify();
    const std::vector<std::shared_ptr<session>> pages = shared->live;
    for (const auto& page : pages) {
        page->end();
    }
    co_return co_await shared->work.drain(span);
}

}  // namespace fillrate::web
