#include "integrations/slack/http_ingress.hpp"

#include "integrations/slack/payload.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace fillrate::slack {
namespace {

net::http_response empty_response(unsigned status) {
    net::http_response response;
    response.status = status;
    return response;
}

net::http_response respond_with(const acknowledgement& told) {
    constexpr unsigned service_unavailable = 503;
    if (!told.accepted) {
        return empty_response(service_unavailable);
    }
    auto response = empty_response(200);
    if (!told.payload.empty()) {
        response.content_type = "application/json; charset=utf-8";
        response.body = told.payload;
    }
    return response;
}

net::http_response respond_with_challenge(const url_verification& check) {
    auto response = empty_response(200);
    response.content_type = "text/plain; charset=utf-8";
    response.headers.add("X-Content-Type-Options", "nosniff");
    response.body = check.challenge;
    return response;
}

}  // namespace

bool is_slack_path(std::string_view path) noexcept {
    static constexpr std::array<std::string_view, 4> paths{
        "/slack/events",
        "/slack/commands",
        "/slack/interactive",
        "/slack/options"};
    return std::find(paths.begin(), paths.end(), path) != paths.end();
}

http_ingress::http_ingress(const settings& configured, receiver& to, const ports::clock& clock)
    : verifier_(configured.signing_secret, configured.old_signing_secret),
      receiver_(to),
      clock_(clock) {}

async::awaitable<net::http_response> http_ingress::handle(net::http_request request) {
    if (request.method != "POST") {
        co_return empty_response(405);
    }
    const auto now = clock_.wire_now();
    const auto content_type = request.header("Content-Type");
    if (!verifier_.is_authentic(request.headers, request.body, now)) {
        // The certificate check may come unsigned; it is answered and nothing in it is used
        // (SLACK.md 2.2).
        if (is_ssl_check(content_type, request.body)) {
            co_return empty_response(200);
        }
        ++counters_.unauthentic;
        co_return empty_response(401);
    }
    auto parsed = request.header_count("Content-Type") == 1
                      ? parse_http_body(content_type, request.body, receiver_.us(), now)
                      : result<inbound>(errc::invalid_input);
    if (!parsed) {
        ++counters_.malformed;
        co_return empty_response(400);
    }
    if (const auto* check = std::get_if<url_verification>(&*parsed)) {
        co_return respond_with_challenge(*check);
    }
    const auto told = co_await receiver_.take(std::move(*parsed), true);
    co_return respond_with(told);
}

}  // namespace fillrate::slack
