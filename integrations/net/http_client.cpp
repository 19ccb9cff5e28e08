#include "integrations/net/http_client.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
// The one translation unit that compiles the non-template part of Beast
// (BOOST_BEAST_SEPARATE_COMPILATION).
#include "integrations/net/http_head.hpp"
#include "integrations/net/stream_tools.hpp"

#include <boost/beast/src.hpp>

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using clock = std::chrono::steady_clock;
using response_parser = http::response_parser<http::string_body>;

error lost(std::string why) {
    return error(errc::unknown_outcome, std::move(why));
}

bool is_clients_own(std::string_view name) {
    constexpr std::array own{
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "user-agent",
        "upgrade",
        "te"};
    return std::any_of(own.begin(), own.end(), [name](std::string_view one) {
        return equal_ignoring_case(name, one);
    });
}

bool is_target(std::string_view target) {
    return target.starts_with('/') &&
           std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

// The whole request in one buffer, so that it leaves in one write.
result<std::string> wire_form(const outgoing_request& request) {
    constexpr std::array methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    if (std::find(methods.begin(), methods.end(), request.method) == methods.end()) {
        return error(errc::invalid_input, "request method");
    }
    if (!is_target(request.url.target) || !is_field_value(request.url.host_header)) {
        return error(errc::invalid_input, "request target");
    }
    constexpr std::size_t usual_head = 512;
    std::string out;
    out.reserve(usual_head + request.url.target.size() + request.body.size());
    out.append(request.method).append(" ").append(request.url.target).append(" HTTP/1.1\r\nHost: ");
    out.append(request.url.host_header).append("\r\nUser-Agent: fillrate\r\n");
    for (std::size_t i = 0; i < request.headers.size(); ++i) {
        const auto [name, value] = request.headers.at(i);
        if (!is_token(name) || !is_field_value(value) || is_clients_own(name)) {
            return error(errc::invalid_input, "header field " + std::string(name));
        }
        out.append(name).append(": ").append(value).append("\r\n");
    }
    if (!request.body.empty() || (request.method != "GET" && request.method != "HEAD")) {
        out.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
    }
    out.append("\r\n").append(request.body);
    return out;
}

incoming_response taken_from(response_parser& parser) {
    auto& message = parser.get();
    incoming_response response;
    response.status = message.result_int();
    for (const auto& field : message) {
        const auto name = field.name_string();
        response.headers.add(
            {name.data(), name.size()},
            {field.value().data(), field.value().size()}
        );
    }
    response.body = std::move(message.body());
    return response;
}

struct exchange {
    incoming_response response{};
    bool reusable = false;
};

// Reads one response; every failure here is an unknown outcome, because the request is out.
class response_reader {
public:
    response_reader(ports::byte_stream& stream, const http_client_limits& limits, bool head_only)
        : stream_(stream), limits_(limits), head_only_(head_only) {
        start_message();
    }

    [[nodiscard]] async::awaitable<result<exchange>> read() {
        bool finished = false;
        while (!finished) {
            const auto room = buffer_.prepare(read_size);
            const ports::io_result got = co_await stream_.read_some(room);
            buffer_.commit(got.bytes);
            auto step = got.error ? end_of_input(got.error) : take_buffered();
            if (!step) {
                co_return step.error();
            }
            finished = *step;
        }
        exchange done;
        done.reusable =
            parser_->keep_alive() && !parser_->need_eof() && buffer_.size() == 0 && !ended_;
        done.response = taken_from(*parser_);
        co_return std::move(done);
    }

private:
    static constexpr std::size_t read_size = 16 * 1024;
    static constexpr unsigned most_interim_responses = 4;

    void start_message() {
        parser_.emplace();
        parser_->eager(true);
        parser_->header_limit(static_cast<std::uint32_t>(limits_.response_head));
        parser_->body_limit(limits_.response);
        parser_->skip(head_only_);
    }

    // True when the response is whole.
    [[nodiscard]] result<bool> take_buffered() {
        while (buffer_.size() > 0 && !parser_->is_done()) {
            error_code ec;
            const std::size_t used = parser_->put(buffer_.data(), ec);
            buffer_.consume(used);
            if (ec == http::error::need_more) {
                break;
            }
            if (ec) {
                return lost("the answer is broken or too long: " + ec.message());
            }
            if (parser_->is_done() && parser_->get().result() == http::status::continue_) {
                if (++interim_ > most_interim_responses) {
                    return lost("too many interim answers");
                }
                start_message();
            }
        }
        if (parser_->is_header_done() && framed_twice()) {
            return lost("the answer has two lengths");
        }
        return parser_->is_done();
    }

    [[nodiscard]] result<bool> end_of_input(const error_code& why) {
        ended_ = true;
        error_code ec;
        if (why == asio::error::eof && parser_->is_header_done()) {
            parser_->put_eof(ec);
            if (!ec && parser_->is_done()) {
                return true;
            }
        }
        return lost("the connection ended before the answer: " + why.message());
    }

    [[nodiscard]] bool framed_twice() const {
        const auto& message = parser_->get();
        return message.count(http::field::content_length) +
                   message.count(http::field::transfer_encoding) >
               1;
    }

    ports::byte_stream& stream_;
    const http_client_limits& limits_;
    bool head_only_;
    bool ended_ = false;
    unsigned interim_ = 0;
    beast::flat_buffer buffer_{};
    std::optional<response_parser> parser_{};
};

struct kept_connection {
    std::unique_ptr<ports::byte_stream> stream;
    steady_instant since;
};

}  // namespace

bool certainly_not_sent(const error& failure) noexcept {
    switch (failure.code) {
        case errc::invalid_input:
        case errc::forbidden:
        case errc::unavailable:
        case errc::timeout:
            return true;
        case errc::not_found:
        case errc::conflict:
        case errc::expired:
        case errc::duplicate:
        case errc::unknown_outcome:
        case errc::fenced:
        case errc::protocol:
        case errc::rate_limited:
        case errc::cancelled:
        case errc::internal:
            return false;
    }
    return false;
}

struct http_client::impl {
    impl(ports::dialer& d, http_client_limits l) : network(d), limits(l) {}

    [[nodiscard]] std::unique_ptr<ports::byte_stream> take_kept(const ports::endpoint& where);
    void keep(const ports::endpoint& where, std::unique_ptr<ports::byte_stream> stream);

    static async::awaitable<result<incoming_response>> send(
        std::shared_ptr<impl> self,
        outgoing_request request,
        steady_instant deadline
    );
    async::awaitable<result<incoming_response>> exchange_on(
        std::unique_ptr<ports::byte_stream> stream,
        const outgoing_request& request,
        const std::string& wire,
        steady_instant deadline
    );

    ports::dialer& network;
    http_client_limits limits;
    std::map<ports::endpoint, std::vector<kept_connection>> kept{};
};

http_client::http_client(ports::dialer& network, http_client_limits limits)
    : impl_(std::make_shared<impl>(network, limits)) {}

http_client::~http_client() = default;

async::awaitable<result<incoming_response>> http_client::send(
    outgoing_request request,
    steady_instant deadline
) {
    return impl::send(impl_, std::move(request), deadline);
}

std::size_t http_client::idle_connections() const noexcept {
    std::size_t count = 0;
    for (const auto& [where, connections] : impl_->kept) {
        count += connections.size();
    }
    return count;
}

void http_client::close_idle() noexcept {
    impl_->kept.clear();
}

std::unique_ptr<ports::byte_stream> http_client::impl::take_kept(const ports::endpoint& where) {
    const auto found = kept.find(where);
    if (found == kept.end()) {
        return nullptr;
    }
    std::unique_ptr<ports::byte_stream> usable;
    auto& connections = found->second;
    const auto oldest = clock::now() - limits.idle_time;
    while (!connections.empty() && !usable) {
        kept_connection last = std::move(connections.back());
        connections.pop_back();
        if (last.since >= oldest && last.stream->is_quiet_and_open()) {
            usable = std::move(last.stream);
        }
    }
    if (connections.empty()) {
        kept.erase(found);
    }
    return usable;
}

void http_client::impl::keep(
    const ports::endpoint& where,
    std::unique_ptr<ports::byte_stream> stream
) {
    auto& connections = kept[where];
    if (connections.size() >= limits.idle_per_endpoint) {
        connections.erase(connections.begin());
    }
    connections.push_back({.stream = std::move(stream), .since = clock::now()});
}

async::awaitable<result<incoming_response>> http_client::impl::send(
    std::shared_ptr<impl> self,
    outgoing_request request,
    steady_instant deadline
) {
    auto wire = wire_form(request);
    if (!wire) {
        co_return wire.error();
    }
    auto stream = self->take_kept(request.url.where);
    if (stream) {
        auto answer = co_await self->exchange_on(std::move(stream), request, *wire, deadline);
        // Not a byte went out on the kept connection, so a fresh one may try.
        if (answer || answer.error().code != errc::unavailable) {
            co_return std::move(answer);
        }
    }
    if (clock::now() >= deadline) {
        co_return error(errc::timeout);
    }
    auto dialed = co_await self->network.dial(request.url.where, deadline);
    if (!dialed) {
        co_return dialed.error();
    }
    co_return co_await self->exchange_on(std::move(*dialed), request, *wire, deadline);
}

async::awaitable<result<incoming_response>> http_client::impl::exchange_on(
    std::unique_ptr<ports::byte_stream> stream,
    const outgoing_request& request,
    const std::string& wire,
    steady_instant deadline
) {
    ports::byte_stream& connection = *stream;
    watchdog limit(connection.get_executor(), [&connection] { connection.close(); });
    limit.arm(deadline);
    const ports::io_result sent = co_await write_all(connection, asio::buffer(wire));
    if (sent.error) {
        // Our own close at the deadline proves nothing about what had left by then.
        if (sent.bytes == 0 && !limit.has_bitten() &&
            sent.error != asio::error::operation_aborted) {
            co_return error(errc::unavailable, "the connection was dead: " + sent.error.message());
        }
        co_return lost("sending broke off: " + sent.error.message());
    }
    auto bounds = limits;
    bounds.response = std::max(bounds.response, request.most_response);
    response_reader reader(connection, bounds, request.method == "HEAD");
    auto got = co_await reader.read();
    if (!got) {
        if (limit.has_bitten()) {
            co_return lost("no whole answer before the deadline");
        }
        co_return got.error();
    }
    limit.disarm();
    if (got->reusable) {
        keep(request.url.where, std::move(stream));
    }
    co_return std::move(got->response);
}

}  // namespace fillrate::net
