#include "integrations/slack/api_outcome.hpp"

#include "core/base/text.hpp"
#include "integrations/net/json.hpp"
#include "integrations/slack/json_fields.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using status = api_outcome::status;

constexpr seconds longest_retry_after{1'000'000'000};
constexpr milliseconds connect_retry{1000};
constexpr minutes credentials_retry{5};

// Errors after which the call may have partly succeeded (SLACK.md 4.1).
constexpr std::array<std::string_view, 4> unclear_errors{
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout"};

constexpr std::array<std::string_view, 4> rate_errors{
    "ratelimited",
    "rate_limited",
    "accesslimited",
    "message_limit_exceeded"};

// The installation is broken, not the message: an operator must act.
constexpr std::array<std::string_view, 9> credential_errors{
    "not_authed",
    "invalid_auth",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
    "user_removed_from_team",
    "team_disabled",
    "org_login_required"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

api_outcome outcome_of(status what, std::string reason, milliseconds wait = {}) {
    api_outcome outcome;
    outcome.what = what;
    outcome.reason = std::move(reason);
    outcome.wait = wait;
    return outcome;
}

api_outcome outcome_of_failure(const error& failure) {
    if (failure.code == errc::invalid_input || failure.code == errc::forbidden) {
        return outcome_of(status::dead, failure.detail);
    }
    if (net::certainly_not_sent(failure)) {
        return outcome_of(status::retry, failure.detail, connect_retry);
    }
    return outcome_of(status::unknown, failure.detail);
}

api_outcome outcome_of_error(std::string_view name, const net::incoming_response& response) {
    if (holds(unclear_errors, name)) {
        return outcome_of(status::unknown, std::string(name));
    }
    if (holds(rate_errors, name)) {
        const auto wait = parse_retry_after(response.headers.value("Retry-After"));
        return outcome_of(status::retry, std::string(name), wait);
    }
    if (holds(credential_errors, name)) {
        auto outcome = outcome_of(status::retry, std::string(name), credentials_retry);
        outcome.credentials_refused = true;
        return outcome;
    }
    // Names are Slack's; anything else that stands there is not repeated to people.
    const bool is_name =
        !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
    return outcome_of(status::dead, is_name ? std::string(name) : "an unnamed error");
}

// Anything but 200 says by its number alone what became of the request.
api_outcome outcome_of_status(const net::incoming_response& response) {
    constexpr unsigned too_many_requests = 429;
    constexpr unsigned request_timeout = 408;
    const auto reason = "HTTP status " + std::to_string(response.status);
    if (response.status == too_many_requests) {
        const auto wait = parse_retry_after(response.headers.value("Retry-After"));
        return outcome_of(status::retry, "ratelimited", wait);
    }
    if (response.status >= 500 || response.status == request_timeout || response.status < 300) {
        return outcome_of(status::unknown, reason);
    }
    return outcome_of(status::dead, reason);
}

}  // namespace

milliseconds parse_retry_after(std::string_view value) {
    const auto text = trim(value);
    const bool is_number = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c >= '0' && c <= '9';
    });
    if (!is_number) {
        return default_retry_after;
    }
    const auto number = parse_int<std::int64_t>(text).value_or(longest_retry_after.count());
    return std::min(seconds{number}, longest_retry_after);
}

api_outcome classify(const result<net::incoming_response>& exchange) {
    constexpr unsigned http_ok = 200;
    if (!exchange) {
        return outcome_of_failure(exchange.error());
    }
    if (exchange->status != http_ok) {
        return outcome_of_status(*exchange);
    }
    auto parsed = net::parse_json_strict(exchange->body);
    if (!parsed || !parsed->is_object()) {
        return outcome_of(status::unknown, "an answer that is not a JSON object");
    }
    auto& body = parsed->get_object();
    const auto* ok = body.if_contains("ok");
    if (ok == nullptr || !ok->is_bool()) {
        return outcome_of(status::unknown, "an answer without ok");
    }
    if (!ok->get_bool()) {
        return outcome_of_error(text_of(body, "error"), *exchange);
    }
    auto outcome = outcome_of(status::ok, {});
    outcome.body = std::move(body);
    return outcome;
}

api_outcome classify_response_post(const result<net::incoming_response>& exchange) {
    if (!exchange) {
        return outcome_of_failure(exchange.error());
    }
    if (exchange->status < 200 || exchange->status >= 300) {
        return outcome_of_status(*exchange);
    }
    const auto parsed = net::parse_json_strict(exchange->body);
    const auto* body = parsed ? parsed->if_object() : nullptr;
    if (body != nullptr && body->if_contains("ok") != nullptr && !flag_of(*body, "ok")) {
        return outcome_of_error(text_of(*body, "error"), *exchange);
    }
    return outcome_of(status::ok, {});
}

}  // namespace fillrate::slack
