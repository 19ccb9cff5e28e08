// Which hosts Slack's part may call and hand a secret to (SLACK.md 7.2; RELIABILITY.md N062, N063,
// N068). Pure.
#pragma once

#include "core/base/result.hpp"
#include "integrations/net/web_url.hpp"

#include <string>
#include <string_view>

namespace fillrate::slack {

/// The Web API's address, and with it the only loopback host and port that is trusted.
struct api_location {
    net::web_url base{};
    std::string loopback{};  ///< "127.0.0.1:4010" when the operator named a local fake, else empty
};

/// `https://slack.com/api/`, the same of slack-gov.com, or a local fake over http.
[[nodiscard]] result<api_location> parse_api_url(std::string_view text);

/// The address of one method.
[[nodiscard]] net::web_url method_url(const api_location& api, std::string_view method);

/// A response_url: hooks.slack.com, hooks.slack-gov.com or the named fake.
[[nodiscard]] result<net::web_url> check_response_url(
    std::string_view text,
    const api_location& api
);

/// Where files are fetched from and handed in: files.slack.com, files.slack-gov.com or the named
/// fake.
[[nodiscard]] result<net::web_url> check_file_url(std::string_view text, const api_location& api);

/// The address of a Socket Mode connection: a host under slack.com or slack-gov.com, or the fake.
[[nodiscard]] result<net::web_url> check_socket_url(std::string_view text, const api_location& api);

}  // namespace fillrate::slack
