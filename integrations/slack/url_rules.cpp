#include "integrations/slack/url_rules.hpp"

#include <algorithm>

namespace fillrate::slack {
namespace {

std::string_view authority_of(std::string_view text, std::string_view scheme) {
    text.remove_prefix(scheme.size());
    return text.substr(0, std::min(text.find_first_of("/?#"), text.size()));
}

bool is_loopback_authority(std::string_view authority) {
    const auto colon = authority.rfind(':');
    const auto host = authority.substr(0, colon);
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

bool is_loopback_exception(const net::web_url& url) {
    return url.where.allowed == ports::reach::loopback_only;
}

}  // namespace

result<api_location> parse_api_url(std::string_view text) {
    constexpr std::string_view plain_scheme = "http://";
    api_location api;
    if (text.starts_with(plain_scheme)) {
        const auto authority = authority_of(text, plain_scheme);
        if (!is_loopback_authority(authority)) {
            return error(errc::invalid_input, "slack.api_url: http:// is for loopback hosts only");
        }
        api.loopback = authority;
    }
    auto parsed = net::parse_https_url(text, api.loopback);
    if (!parsed) {
        return error(errc::invalid_input, "slack.api_url: " + parsed.error().detail);
    }
    api.base = std::move(*parsed);
    const bool is_slack = net::host_is_one_of(
        api.base,
        {"slack.com", ".slack.com", "slack-gov.com", ".slack-gov.com"}
    );
    if (!is_slack && !is_loopback_exception(api.base)) {
        return error(errc::invalid_input, "slack.api_url: not a host of Slack");
    }
    const bool has_query = api.base.target.find('?') != std::string::npos;
    if (has_query || !api.base.target.ends_with('/')) {
        return error(errc::invalid_input, "slack.api_url: must end in '/'");
    }
    return api;
}

net::web_url method_url(const api_location& api, std::string_view method) {
    auto url = api.base;
    url.target += method;
    return url;
}

result<net::web_url> check_response_url(std::string_view text, const api_location& api) {
    auto parsed = net::parse_https_url(text, api.loopback);
    if (!parsed) {
        return parsed.error();
    }
    const bool is_slack = net::host_is_one_of(*parsed, {"hooks.slack.com", "hooks.slack-gov.com"});
    if (!is_slack && !is_loopback_exception(*parsed)) {
        return error(errc::forbidden, "response_url: not a host of Slack");
    }
    return parsed;
}

result<net::web_url> check_file_url(std::string_view text, const api_location& api) {
    auto parsed = net::parse_https_url(text, api.loopback);
    if (!parsed) {
        return parsed.error();
    }
    const bool is_slack = net::host_is_one_of(*parsed, {"files.slack.com", "files.slack-gov.com"});
    if (!is_slack && !is_loopback_exception(*parsed)) {
        return error(errc::forbidden, "file address: not a host of Slack");
    }
    return parsed;
}

result<net::web_url> check_socket_url(std::string_view text, const api_location& api) {
    auto parsed = net::parse_wss_url(text, api.loopback);
    if (!parsed) {
        return parsed.error();
    }
    const bool is_slack = net::host_is_one_of(*parsed, {".slack.com", ".slack-gov.com"});
    if (!is_slack && !is_loopback_exception(*parsed)) {
        return error(errc::forbidden, "socket URL: not a host of Slack");
    }
    return parsed;
}

}  // namespace fillrate::slack
