#include "integrations/net/web_url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <cstdint>

namespace fillrate::net {
namespace {

namespace urls = boost::urls;

struct scheme_pair {
    urls::scheme secure;
    urls::scheme plain;
};

error refused(const char* why) {
    return error(errc::invalid_input, std::string("URL refused: ") + why);
}

bool is_printable_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

// Numbers in any spelling inet_aton takes ("0x7f.1", "2130706433") end in a label that starts with
// a digit; no public top-level domain does.
bool is_public_name(std::string_view host) {
    constexpr std::size_t longest_name = 253;
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    if (host.size() > longest_name || !std::all_of(host.begin(), host.end(), allowed)) {
        return false;
    }
    const std::size_t last_dot = host.rfind('.');
    if (last_dot == std::string_view::npos || last_dot == 0 || last_dot + 1 == host.size()) {
        return false;
    }
    const char first_of_last = host[last_dot + 1];
    return first_of_last >= 'a' && first_of_last <= 'z' &&
           host.find("..") == std::string_view::npos;
}

std::string target_of(const urls::url_view& url) {
    std::string target(std::string_view(url.encoded_path()));
    if (target.empty()) {
        target = "/";
    }
    if (url.has_query()) {
        target += '?';
        target += std::string_view(url.encoded_query());
    }
    return target;
}

web_url loopback_url(const urls::url_view& url, const std::string& host, bool secure) {
    const bool bracketed = host.size() > 2 && host.front() == '[';
    return web_url{
        .where =
            {.over = secure ? ports::transport::tls : ports::transport::plain,
             .host = bracketed ? host.substr(1, host.size() - 2) : host,
             .port = url.port_number(),
             .path = {},
             .allowed = ports::reach::loopback_only},
        .host_header = host + ":" + std::string(std::string_view(url.port())),
        .target = target_of(url)};
}

result<web_url> parse(std::string_view text, std::string_view loopback, scheme_pair schemes) {
    constexpr std::size_t longest_url = 4096;
    constexpr std::uint16_t secure_port = 443;
    if (text.size() > longest_url || !is_printable_ascii(text)) {
        return refused("too long, or bytes that are not printable ASCII");
    }
    const auto parsed = urls::parse_uri(text);
    if (!parsed) {
        return refused("not an absolute URL");
    }
    const urls::url_view& url = *parsed;
    const bool secure = url.scheme_id() == schemes.secure;
    if (!secure && url.scheme_id() != schemes.plain) {
        return refused("scheme");
    }
    if (!url.has_authority() || url.has_userinfo() || url.has_fragment()) {
        return refused("user information or fragment");
    }
    const std::string host = lower_case(std::string_view(url.encoded_host()));
    const std::string place = host + ":" + std::string(std::string_view(url.port()));
    if (!loopback.empty() && url.port_number() != 0 && place == lower_case(loopback)) {
        return loopback_url(url, host, secure);
    }
    if (!secure) {
        return refused("not encrypted");
    }
    if (url.host_type() != urls::host_type::name || !is_public_name(host)) {
        return refused("not a public host name");
    }
    if (url.has_port() && url.port() != "443") {
        return refused("port");
    }
    return web_url{
        .where =
            {.over = ports::transport::tls,
             .host = host,
             .port = secure_port,
             .path = {},
             .allowed = ports::reach::public_only},
        .host_header = host,
        .target = target_of(url)};
}

}  // namespace

result<web_url> parse_https_url(std::string_view text, std::string_view loopback) {
    return parse(text, loopback, {.secure = urls::scheme::https, .plain = urls::scheme::http});
}

result<web_url> parse_wss_url(std::string_view text, std::string_view loopback) {
    return parse(text, loopback, {.secure = urls::scheme::wss, .plain = urls::scheme::ws});
}

bool host_is_one_of(const web_url& url, std::initializer_list<std::string_view> allowed) noexcept {
    const std::string_view host = url.where.host;
    return std::any_of(allowed.begin(), allowed.end(), [host](std::string_view entry) {
        return entry.starts_with('.') ? host.size() > entry.size() && host.ends_with(entry)
                                      : host == entry;
    });
}

}  // namespace fillrate::net
