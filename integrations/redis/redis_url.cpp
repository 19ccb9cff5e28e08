#include "integrations/redis/redis_url.hpp"

#include "core/base/text.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <cstdint>

namespace fillrate::redis {

namespace {

// A unix socket's address holds 107 bytes and a NUL (man 7 unix).
constexpr std::size_t max_socket_path = 107;

error wrong(std::string what) {
    return error(
        errc::invalid_input,
        "Redis address: " + std::move(what) +
            "; expected redis://host:port, rediss://host:port or unix:///path"
    );
}

result<void> take_credentials(const boost::urls::url_view& url, server_address& out) {
    if (!url.has_userinfo()) {
        return {};
    }
    out.user = std::string(url.user());
    if (url.has_password()) {
        out.password = secret(std::string(url.password()));
    }
    if (out.password.empty()) {
        return wrong("a user needs a password");
    }
    return {};
}

result<void> take_socket(const boost::urls::url_view& url, server_address& out) {
    if (!url.encoded_host().empty() || url.has_port()) {
        return wrong("a unix socket has no host (three slashes)");
    }
    out.where.over = ports::transport::unix_socket;
    out.where.path = std::string(url.path());
    if (!out.where.path.starts_with('/') || out.where.path.size() < 2 ||
        out.where.path.size() > max_socket_path || out.where.path.find('\0') != std::string::npos) {
        return wrong("the socket's path must be absolute and at most 107 bytes long");
    }
    return {};
}

result<void> take_host(const boost::urls::url_view& url, server_address& out) {
    const std::string path(url.path());
    if (!path.empty() && path != "/" && path != "/0") {
        return wrong("only database 0 is used");
    }
    if (url.encoded_host().empty()) {
        return wrong("the host is missing");
    }
    out.where.host = url.host_type() == boost::urls::host_type::ipv6 ||
                             url.host_type() == boost::urls::host_type::ipv4
                         ? std::string(url.host_address())
                         : std::string(url.host());
    out.where.port = 6379;
    if (url.has_port()) {
        const auto port = parse_int<std::uint16_t>(std::string(url.port()));
        if (!port || *port == 0) {
            return wrong("the port is not a number from 1 to 65535");
        }
        out.where.port = *port;
    }
    return {};
}

}  // namespace

result<server_address> parse_redis_url(std::string_view text) {
    const auto parsed = boost::urls::parse_uri(text);
    if (!parsed) {
        return wrong("not a URL");
    }
    const boost::urls::url_view url = *parsed;
    if (url.has_query() || url.has_fragment()) {
        return wrong("no query and no fragment is understood");
    }
    const std::string scheme = to_lower_ascii(std::string(url.scheme()));
    server_address out;
    out.where.allowed = ports::reach::anywhere;
    if (!url.has_authority()) {
        return wrong("'//' is missing");
    }
    if (result<void> taken = take_credentials(url, out); !taken) {
        return taken.error();
    }
    result<void> place;
    if (scheme == "unix") {
        place = take_socket(url, out);
    } else if (scheme == "redis" || scheme == "rediss") {
        out.where.over = scheme == "rediss" ? ports::transport::tls : ports::transport::plain;
        place = take_host(url, out);
    } else {
        place = wrong("unknown kind");
    }
    if (!place) {
        return place.error();
    }
    return out;
}

std::string describe(const server_address& address) {
    if (address.where.over == ports::transport::unix_socket) {
        return "unix://" + address.where.path;
    }
    const bool bracketed = address.where.host.find(':') != std::string::npos;
    std::string out = address.where.over == ports::transport::tls ? "rediss://" : "redis://";
    out += bracketed ? "[" + address.where.host + "]" : address.where.host;
    out += ':';
    out += std::to_string(address.where.port);
    return out;
}

}  // namespace fillrate::redis
