#include "integrations/net/system_dialer.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
// The one translation unit that compiles the non-template part of Asio's TLS.
#include "core/async/deadline.hpp"
#include "core/async/event.hpp"
#include "integrations/net/socket_stream.hpp"

#include <boost/asio/ssl/impl/src.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace fillrate::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using unix_socket = asio::local::stream_protocol;
using stream_result = result<std::unique_ptr<ports::byte_stream>>;

std::string name_of(const ports::endpoint& where) {
    return where.over == ports::transport::unix_socket
               ? where.path
               : where.host + ":" + std::to_string(where.port);
}

error unreachable(const ports::endpoint& where, const std::string& why) {
    return error(errc::unavailable, name_of(where) + ": " + why);
}

class tls_stream final : public ports::byte_stream {
public:
    tls_stream(tcp::socket socket, asio::ssl::context& context)
        : peer_(peer_of(socket)), stream_(std::move(socket), context) {}

    async::awaitable<result<void>> shake_hands(std::string host) {
        error_code literal;
        asio::ip::make_address(host, literal);
        if (literal && !name_server(host)) {
            co_return error(errc::invalid_input, "host name not usable for TLS");
        }
        stream_.set_verify_callback(asio::ssl::host_name_verification(host));
        const auto [ec] =
            co_await stream_.async_handshake(asio::ssl::stream_base::client, async::use_tuple);
        if (ec) {
            const long verdict = SSL_get_verify_result(stream_.native_handle());
            std::string why = "TLS handshake: " + ec.message();
            if (verdict != X509_V_OK) {
                why += std::string(" (") + X509_verify_cert_error_string(verdict) + ")";
            }
            co_return error(errc::unavailable, std::move(why));
        }
        co_return result<void>();
    }

    async::executor get_executor() override { return stream_.get_executor(); }

    async::awaitable<ports::io_result> read_some(asio::mutable_buffer into) override {
        const auto [ec, bytes] = co_await stream_.async_read_some(into, async::use_tuple);
        co_return ports::io_result(ec, bytes);
    }

    async::awaitable<ports::io_result> write_some(asio::const_buffer from) override {
        const auto [ec, bytes] = co_await stream_.async_write_some(from, async::use_tuple);
        co_return ports::io_result(ec, bytes);
    }

    // The messages above carry their own length, so nobody waits for a TLS goodbye.
    void shutdown_send() noexcept override {}

    void close() noexcept override {
        error_code ignored;
        stream_.next_layer().close(ignored);
    }

    bool is_quiet_and_open() noexcept override {
        return stream_.next_layer().is_open() && SSL_pending(stream_.native_handle()) == 0 &&
               nothing_to_read(stream_.next_layer().native_handle());
    }

    std::string peer_address() const override { return peer_; }

private:
    // SNI. OpenSSL's macro for it casts in the old style.
    bool name_server(std::string& host) {
        return SSL_ctrl(
                   stream_.native_handle(),
                   SSL_CTRL_SET_TLSEXT_HOSTNAME,
                   TLSEXT_NAMETYPE_host_name,
                   host.data()
               ) == 1;
    }

    std::string peer_;
    asio::ssl::stream<tcp::socket> stream_;
};

template <class Socket>
async::awaitable<result<void>> connect_to(Socket& socket, typename Socket::endpoint_type to) {
    const auto [ec] = co_await socket.async_connect(to, async::use_tuple);
    if (ec) {
        co_return error(errc::unavailable, ec.message());
    }
    co_return result<void>();
}

using addresses = std::vector<tcp::endpoint>;

// The system resolver cannot be interrupted, so a wait that ends first leaves the lookup to itself.
struct lookup {
    explicit lookup(const async::executor& where) : resolver(where), done(where) {}

    static void start(const std::shared_ptr<lookup>& self, const ports::endpoint& where) {
        self->resolver.async_resolve(
            where.host,
            std::to_string(where.port),
            tcp::resolver::numeric_service,
            [self](const error_code& ec, const tcp::resolver::results_type& found) {
                self->failure = ec;
                for (const auto& entry : found) {
                    self->found.push_back(entry.endpoint());
                }
                self->done.notify();
            }
        );
    }

    tcp::resolver resolver;
    async::event done;
    std::optional<error_code> failure{};
    addresses found{};
};

async::awaitable<result<addresses>> resolve(
    async::executor on,
    ports::endpoint where,
    steady_instant deadline
) {
    error_code not_literal;
    const auto literal = asio::ip::make_address(where.host, not_literal);
    if (!not_literal) {
        co_return addresses(1, tcp::endpoint(literal, where.port));
    }
    auto running = std::make_shared<lookup>(on);
    lookup::start(running, where);
    co_await running->done.wait_until(deadline);
    if (!running->failure) {
        running->resolver.cancel();
        co_return error(errc::timeout, name_of(where) + ": name resolution took too long");
    }
    if (*running->failure) {
        co_return unreachable(where, running->failure->message());
    }
    co_return std::move(running->found);
}

result<addresses> only_allowed(addresses found, const ports::endpoint& where) {
    std::erase_if(found, [&where](const tcp::endpoint& one) {
        return !may_connect(one.address(), where.allowed);
    });
    if (found.empty()) {
        return error(errc::forbidden, name_of(where) + ": resolves to no permitted address");
    }
    return found;
}

// The share of one of `left` addresses, so that a dead first one does not eat the whole time.
steady_instant share_of(steady_instant deadline, std::size_t left) {
    const auto now = std::chrono::steady_clock::now();
    return now + (deadline - now) / static_cast<int>(left);
}

async::awaitable<result<tcp::socket>> connect_first(
    async::executor on,
    addresses candidates,
    ports::endpoint where,
    steady_instant deadline
) {
    error last(errc::unavailable);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        tcp::socket socket(on);
        const auto limit = share_of(deadline, candidates.size() - i);
        const auto connected =
            co_await async::with_deadline(connect_to(socket, candidates[i]), limit);
        if (connected) {
            error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            co_return std::move(socket);
        }
        last = connected.error();
        if (last.code == errc::cancelled) {
            break;
        }
    }
    if (last.detail.empty()) {
        last.detail = "connecting took too long";
    }
    co_return error(last.code, name_of(where) + ": " + last.detail);
}

async::awaitable<stream_result> dial_unix(
    async::executor on,
    ports::endpoint where,
    steady_instant deadline
) {
    // Longer paths do not fit into sockaddr_un; Asio would throw.
    constexpr std::size_t longest_path = 107;
    if (where.path.empty() || where.path.size() > longest_path) {
        co_return error(errc::invalid_input, "the path of a unix socket must have 1 to 107 bytes");
    }
    unix_socket::socket socket(on);
    const unix_socket::endpoint to(where.path);
    const auto connected = co_await async::with_deadline(connect_to(socket, to), deadline);
    if (!connected) {
        const error& why = connected.error();
        co_return error(why.code, name_of(where) + ": " + why.detail);
    }
    co_return std::make_unique<socket_stream<unix_socket::socket>>(std::move(socket), "unix");
}

async::awaitable<stream_result> start_tls(
    tcp::socket socket,
    asio::ssl::context& context,
    ports::endpoint where,
    steady_instant deadline
) {
    auto secured = std::make_unique<tls_stream>(std::move(socket), context);
    const auto shaken = co_await async::with_deadline(secured->shake_hands(where.host), deadline);
    if (!shaken) {
        error why = shaken.error();
        if (why.detail.empty()) {
            why.detail = "TLS handshake took too long";
        }
        co_return error(why.code, name_of(where) + ": " + why.detail);
    }
    co_return std::move(secured);
}

}  // namespace

struct system_dialer::impl {
    impl(async::executor executor, tls_trust trusted)
        : on(std::move(executor)), trust(std::move(trusted)) {}

    // Made when first needed: reading the system's authorities costs more than everything else at
    // start.
    [[nodiscard]] result<void> prepare_tls();

    async::executor on;
    tls_trust trust;
    std::optional<asio::ssl::context> context{};
};

result<void> system_dialer::impl::prepare_tls() {
    if (context) {
        return {};
    }
    asio::ssl::context made(asio::ssl::context::tls_client);
    error_code ec;
    SSL_CTX_set_min_proto_version(made.native_handle(), TLS1_2_VERSION);
    made.set_verify_mode(asio::ssl::verify_peer, ec);
    if (!ec) {
        made.set_default_verify_paths(ec);
    }
    if (!ec && !trust.extra_ca_file.empty()) {
        made.load_verify_file(trust.extra_ca_file, ec);
    }
    if (ec) {
        return error(
            errc::invalid_input,
            "TLS authorities " + trust.extra_ca_file + ": " + ec.message()
        );
    }
    context = std::move(made);
    return {};
}

system_dialer::system_dialer(std::shared_ptr<impl> body) : impl_(std::move(body)) {}

system_dialer::~system_dialer() = default;

result<std::unique_ptr<system_dialer>> system_dialer::create(
    async::executor where,
    tls_trust trust
) {
    auto body = std::make_shared<impl>(std::move(where), std::move(trust));
    if (!body->trust.extra_ca_file.empty()) {
        const auto prepared = body->prepare_tls();
        if (!prepared) {
            return prepared.error();
        }
    }
    return std::unique_ptr<system_dialer>(new system_dialer(std::move(body)));
}

async::awaitable<stream_result> system_dialer::dial(
    ports::endpoint where,
    steady_instant deadline
) {
    const auto body = impl_;
    if (where.over == ports::transport::unix_socket) {
        co_return co_await dial_unix(body->on, where, deadline);
    }
    auto found = co_await resolve(body->on, where, deadline);
    if (!found) {
        co_return found.error();
    }
    auto permitted = only_allowed(std::move(*found), where);
    if (!permitted) {
        co_return permitted.error();
    }
    auto socket = co_await connect_first(body->on, std::move(*permitted), where, deadline);
    if (!socket) {
        co_return socket.error();
    }
    if (where.over == ports::transport::plain) {
        std::string peer = peer_of(*socket);
        co_return std::make_unique<socket_stream<tcp::socket>>(std::move(*socket), std::move(peer));
    }
    const auto prepared = body->prepare_tls();
    if (!prepared) {
        co_return prepared.error();
    }
    co_return co_await start_tls(std::move(*socket), *body->context, where, deadline);
}

}  // namespace fillrate::net
