// What a running bot answers over HTTP, and where it listens (DESIGN.md 6).
#include "bot/app.hpp"
#include "bot/demo.hpp"
#include "bot/metrics.hpp"

#include <algorithm>
#include <sys/resource.h>

namespace fillrate::bot {

namespace {

net::http_response plain_response(unsigned status, std::string text) {
    net::http_response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

bool is_health_path(std::string_view path) {
    return path == "/livez" || path == "/readyz" || path == "/metrics";
}

// Open connections leave descriptors for the store, for Slack and for the operators' address, else
// idle peers could use up the last one (RELIABILITY.md N028).
net::http_limits limits_within_descriptors() {
    constexpr rlim_t reserved = 192;
    net::http_limits limits;
    struct rlimit now {};
    if (::getrlimit(RLIMIT_NOFILE, &now) == 0) {
        const rlim_t room = std::max(now.rlim_cur, 2 * reserved) - reserved;
        limits.connections = static_cast<std::size_t>(std::min<rlim_t>(limits.connections, room));
    }
    return limits;
}

net::http_limits limits_of_operators() {
    net::http_limits limits;
    limits.connections = 64;
    return limits;
}

bool is_loopback(std::string_view address) {
    return address == "::1" || address.starts_with("127.");
}

}  // namespace

std::string app::metrics() const {
    return render_metrics(
        engine_->counted(),
        dispatcher_->counted(),
        scheduler_->fired(),
        scheduler_->dead(),
        session_->ready(),
        lease_->epoch().has_value(),
        policies_->differs()
    );
}

net::http_response app::health(const net::http_request& request) const {
    if (request.path == "/livez") {
        return plain_response(200, "alive\n");
    }
    if (request.path == "/metrics") {
        auto response = plain_response(200, metrics());
        response.content_type = "text/plain; version=0.0.4; charset=utf-8";
        return response;
    }
    if (stopping_) {
        return plain_response(503, "not ready: stopping\n");
    }
    if (!session_->ready()) {
        return plain_response(503, "not ready: " + session_->trouble() + '\n');
    }
    if (slack_ && !slack_->trouble().empty()) {
        return plain_response(503, "not ready: " + slack_->trouble() + '\n');
    }
    return plain_response(200, "ready\n");
}

result<void> app::start_web() {
    if (!options_.demo) {
        return {};
    }
    web::options settings;
    if (!is_loopback(options_.settings.server.listen.host) &&
        options_.settings.server.listen.host != "localhost") {
        settings.hosts.clear();
    }
    settings.take_file = [this](const std::string& persona, std::string_view bytes) {
        return take_file(persona, bytes);
    };
    web_ = std::make_unique<web::web_chat>(
        where_,
        *engine_,
        session_->store(),
        clock_,
        *web_platform_,
        log_,
        demo_directory(demo_, session_->facts().identity.incarnation),
        clock_control(),
        settings
    );
    dispatcher_->on_stored = [this](const std::string& channel) { web_->notify(channel); };
    return {};
}

async::awaitable<net::http_response> app::respond(net::http_request request) {
    if (is_health_path(request.path) && is_loopback(request.peer)) {
        co_return health(request);
    }
    if (slack_ && slack_->serves_http() && slack::is_slack_path(request.path) &&
        request.method == "POST") {
        co_return co_await slack_->ingress().handle(std::move(request));
    }
    if (request.path.starts_with(files_path)) {
        co_return co_await serve_file(std::move(request));
    }
    if (web_) {
        auto page = web_->respond(request);
        if (page) {
            co_return std::move(*page);
        }
    }
    co_return plain_response(404, "not found\n");
}

result<void> app::listen() {
    auto handler = [this](net::http_request request) { return respond(std::move(request)); };
    server_ = std::make_unique<net::http_server>(
        where_,
        limits_within_descriptors(),
        std::move(handler),
        [this](std::string_view line) {
            log_.error("a request failed", {{"detail", line}});
        }
    );
    if (web_) {
        server_->serve_websockets(web_->route());
        server_->take_uploads(
            std::string(web::uploads_path),
            domain::largest_resume,
            [this](const net::http_request& request) {
                return request.method != "POST" || web_->admits_upload(request);
            }
        );
    }
    const auto& listen = options_.settings.server.listen;
    const auto bound = server_->listen(listen.host, listen.port);
    if (!bound) {
        return error(
            bound.error().code,
            bound.error().detail +
                "; choose another: demo takes --port (0: any free one), serve takes server.listen"
        );
    }
    port_ = *bound;
    return listen_for_operators();
}

// Health and metrics on an address of their own, when the operator named one.
result<void> app::listen_for_operators() {
    const auto& address = options_.settings.server.admin_listen;
    if (!address) {
        return {};
    }
    auto handler = [this](net::http_request request) -> async::awaitable<net::http_response> {
        co_return is_health_path(request.path) ? health(request)
                                               : plain_response(404, "not found\n");
    };
    operators_ =
        std::make_unique<net::http_server>(where_, limits_of_operators(), std::move(handler));
    const auto bound = operators_->listen(address->host, address->port);
    if (!bound) {
        return bound.error();
    }
    return {};
}

}  // namespace fillrate::bot
