// Which URLs of the outside world we are willing to call (RELIABILITY.md N062, N063, N068). Pure.
#pragma once

#include "core/base/result.hpp"
#include "core/ports/dialer.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace fillrate::net {

/// A checked URL, ready to dial.
struct web_url {
    ports::endpoint where{};
    std::string host_header{};  ///< lower-case host, with ":port" only for a loopback exception
    std::string target = "/";   ///< path and query as sent

    friend bool operator==(const web_url&, const web_url&) = default;
};

/// https on the default port only: no userinfo, fragment, other port, IP literal (in any spelling),
/// percent-encoded host, control or non-ASCII byte. Exception: when the URL's host and port are
/// exactly `loopback` ("127.0.0.1:4010", "localhost:4010"), http and that port are allowed and the
/// endpoint reaches loopback only.
[[nodiscard]] result<web_url> parse_https_url(
    std::string_view text,
    std::string_view loopback = {}
);

/// Same for wss; ws with the loopback exception.
[[nodiscard]] result<web_url> parse_wss_url(std::string_view text, std::string_view loopback = {});

/// True for a host equal to an entry, or under it when the entry starts with a dot (".slack.com").
[[nodiscard]] bool host_is_one_of(
    const web_url& url,
    std::initializer_list<std::string_view> allowed
) noexcept;

}  // namespace fillrate::net
