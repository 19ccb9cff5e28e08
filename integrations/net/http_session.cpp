// One connection's way through the server: head, checks, body, handler, response; or the change to
// a websocket.
#include "integrations/net/chunked_body.hpp"
#include "integrations/net/http_server_impl.hpp"
#include "integrations/net/response_head.hpp"
#include "integrations/net/stream_tools.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace fillrate::net {
namespace {

namespace asio = boost::asio;

constexpr unsigned connection_gone = 1;  // a "status" that means: nobody is there to answer

// Counts a long body while it comes in.
class upload_slot {
public:
    upload_slot(std::size_t& count, bool is_long) : count_(count), counts_(is_long) {
        count_ += counts_ ? 1 : 0;
    }
    ~upload_slot() { count_ -= counts_ ? 1 : 0; }
    upload_slot(const upload_slot&) = delete;
    upload_slot& operator=(const upload_slot&) = delete;

private:
    std::size_t& count_;
    bool counts_;
};

http_response refusal(unsigned status) {
    constexpr unsigned method_not_allowed = 405;
    http_response response;
    response.status = status;
    if (status == method_not_allowed) {
        response.headers.add("Allow", "GET, POST, HEAD");
    }
    return response;
}

}  // namespace

async::awaitable<void> http_server::impl::serve_requests(http_connection& c) {
    for (;;) {
        http_request request;
        head_verdict verdict;
        const unsigned status = co_await read_request(c, request, verdict);
        if (status == connection_gone) {
            co_return;
        }
        if (status != 0) {
            co_await refuse(c, status);
            co_return;
        }
        if (!c.stream) {
            co_return;
        }
        const bool head_only = request.method == "HEAD";
        ++c.served;
        ++counts.requests;
        c.limit.disarm();
        http_response response = co_await ask_handler(std::move(request));
        const bool keep = verdict.keep_alive && c.served < limits.requests && !stopping;
        const bool written = co_await respond(c, std::move(response), keep, head_only);
        if (!written) {
            co_return;
        }
        if (!keep) {
            co_await linger_close(*c.stream, limits.linger_time);
            co_return;
        }
    }
}

async::awaitable<unsigned> http_server::impl::read_more(http_connection& c) {
    const ports::io_result got = co_await c.stream->read_some(c.inbound.room());
    c.inbound.filled(got.bytes);
    co_return got.error ? connection_gone : 0U;
}

async::awaitable<unsigned> http_server::impl::read_head(http_connection& c, std::size_t& size) {
    constexpr std::string_view head_end = "\r\n\r\n";
    const head_limits bounds = bounds_of_head({});
    std::size_t scanned = 0;
    c.idle = c.inbound.unread().empty();
    c.idle_since = std::chrono::steady_clock::now();
    c.limit.arm(c.idle_since + (c.idle && c.served > 0 ? limits.idle_time : limits.head_time));
    for (;;) {
        const std::string_view unread = c.inbound.unread();
        const std::size_t end = unread.find(head_end, scanned);
        if (end != std::string_view::npos) {
            size = end + head_end.size();
            co_return 0U;
        }
        if (!unread.empty()) {
            const unsigned certain = check_partial_head(unread, bounds);
            if (certain != 0) {
                co_return certain;
            }
            scanned = unread.size() - std::min(unread.size(), head_end.size() - 1);
        }
        if (c.idle && stopping) {
            co_return connection_gone;
        }
        const unsigned gone = co_await read_more(c);
        if (gone != 0) {
            co_return gone;
        }
        if (std::exchange(c.idle, false)) {
            c.limit.arm(limits.head_time);
        }
    }
}

async::awaitable<unsigned> http_server::impl::read_request(
    http_connection& c,
    http_request& request,
    head_verdict& verdict
) {
    std::size_t size = 0;
    const unsigned status = co_await read_head(c, size);
    if (status != 0) {
        co_return status;
    }
    const std::string_view head = c.inbound.unread().substr(0, size);
    verdict = check_request_head(head, bounds_of_head(head));
    if (verdict.status != 0) {
        co_return verdict.status;
    }
    std::string_view raw_target;
    if (!read_fields(head, request, raw_target)) {
        co_return 400U;
    }
    const request_target target = check_target(raw_target, request.header("Host"));
    if (target.status != 0) {
        co_return target.status;
    }
    request.path = target.path;
    request.query = target.query;
    request.peer = c.peer;
    if (verdict.wants_websocket) {
        const bool here = route && request.path == route->path && request.method == "GET" &&
                          verdict.framing == body_framing::none;
        if (!here) {
            co_return 400U;
        }
        if (route->admit && !route->admit(request)) {
            co_return 403U;
        }
        c.inbound.consume(size);
        co_await upgrade(c, std::move(request));
        co_return 0U;
    }
    const bool uploads_here = uploads && request.path == uploads->path;
    if (uploads_here && uploads->admit && !uploads->admit(request)) {
        co_return 403U;
    }
    c.inbound.consume(size);
    co_return co_await read_body(c, request, verdict);
}

async::awaitable<unsigned> http_server::impl::read_body(
    http_connection& c,
    http_request& request,
    head_verdict verdict
) {
    if (verdict.framing == body_framing::none) {
        co_return 0U;
    }
    const upload_slot slot(uploading, verdict.length > limits.body);
    if (uploading > limits.uploads) {
        co_return 503U;
    }
    c.limit.arm(time_for(limits.body_time, verdict.length));
    if (verdict.expects_continue && c.inbound.unread().empty()) {
        constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const ports::io_result sent = co_await write_all(*c.stream, asio::buffer(go_on));
        if (sent.error) {
            co_return connection_gone;
        }
    }
    if (verdict.framing == body_framing::length) {
        co_return co_await read_counted(c, request.body, verdict.length);
    }
    co_return co_await read_chunks(c, request.body);
}

// Memory follows what has really come, not what Content-Length promises.
async::awaitable<unsigned> http_server::impl::read_counted(
    http_connection& c,
    std::string& body,
    std::uint64_t size
) {
    constexpr std::size_t step = 64 * 1024;
    const auto wanted = static_cast<std::size_t>(size);
    body.assign(c.inbound.unread().substr(0, wanted));
    c.inbound.consume(body.size());
    while (body.size() < wanted) {
        const std::size_t had = body.size();
        body.resize(std::min(wanted, had + step));
        const ports::io_result got =
            co_await c.stream->read_some(asio::buffer(body.data() + had, body.size() - had));
        body.resize(had + got.bytes);
        if (got.error) {
            co_return connection_gone;
        }
    }
    co_return 0U;
}

async::awaitable<unsigned> http_server::impl::read_chunks(http_connection& c, std::string& body) {
    chunked_body chunks(limits.body, limits.chunk_framing, limits.chunk_framing_run);
    for (;;) {
        const std::string_view before = c.inbound.unread();
        std::string_view left = before;
        const chunked_body::status now = chunks.feed(left, body);
        c.inbound.consume(before.size() - left.size());
        switch (now) {
            case chunked_body::status::done:
                co_return 0U;
            case chunked_body::status::malformed:
                co_return 400U;
            case chunked_body::status::too_long:
                co_return 413U;
            case chunked_body::status::more:
                break;
        }
        const unsigned gone = co_await read_more(c);
        if (gone != 0) {
            co_return gone;
        }
    }
}

async::awaitable<bool> http_server::impl::respond(
    http_connection& c,
    http_response response,
    bool keep,
    bool head_only
) {
    constexpr std::size_t worth_copying = 64 * 1024;
    c.limit.arm(time_for(limits.write_time, head_only ? 0 : response.body.size()));
    c.outbound.clear();
    append_response_head(c.outbound, response, keep);
    const bool with_body = !head_only && !response.body.empty();
    const bool together = with_body && response.body.size() <= worth_copying;
    if (together) {
        c.outbound.append(response.body);
    }
    ports::io_result sent = co_await write_all(*c.stream, asio::buffer(c.outbound));
    if (!sent.error && with_body && !together) {
        sent = co_await write_all(*c.stream, asio::buffer(response.body));
    }
    c.limit.disarm();
    co_return !sent.error;
}

async::awaitable<void> http_server::impl::refuse(http_connection& c, unsigned status) {
    ++counts.refused;
    const bool written = co_await respond(c, refusal(status), false, false);
    if (written) {
        co_await linger_close(*c.stream, limits.linger_time);
    }
}

async::awaitable<http_response> http_server::impl::ask_handler(http_request request) {
    http_response response;
    try {
        response = co_await handler(std::move(request));
    } catch (const std::exception& thrown) {
        response = refusal(500);
        report(thrown.what());
    } catch (...) {
        response = refusal(500);
        report("an unknown exception");
    }
    co_return response;
}

async::awaitable<void> http_server::impl::upgrade(http_connection& c, http_request request) {
    c.limit.disarm();
    std::string following(c.inbound.unread());
    auto accepted = co_await accept_websocket(
        std::move(c.stream),
        request,
        std::move(following),
        route->limits
    );
    if (!accepted) {
        co_return;
    }
    const std::shared_ptr<websocket> session = std::move(*accepted);
    c.upgraded = session;
    ++counts.requests;
    try {
        co_await route->handle(std::move(request), session);
    } catch (const std::exception& thrown) {
        report(thrown.what());
    } catch (...) {
        report("an unknown exception");
    }
    session->abort();
}

}  // namespace fillrate::net
