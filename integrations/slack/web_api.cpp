#include "integrations/slack/web_api.hpp"

#include "integrations/slack/form_body.hpp"
#include "integrations/slack/json_fields.hpp"

#include <boost/json/serialize.hpp>

namespace fillrate::slack {

void api_arguments::add(std::string_view name, std::string_view value) {
    if (!value.empty()) {
        append_form_field(body_, name, value);
    }
}

void api_arguments::add_json(std::string_view name, const boost::json::value& value) {
    append_form_field(body_, name, boost::json::serialize(value));
}

web_api::web_api(
    net::http_client& http,
    const ports::clock& clock,
    const settings& configured,
    api_location api
)
    : http_(http),
      clock_(clock),
      bot_token_(configured.bot_token),
      app_token_(configured.app_token),
      api_(std::move(api)) {}

net::outgoing_request web_api::make_request(
    std::string_view method,
    const secret& token,
    const std::string& body
) const {
    net::outgoing_request request;
    request.method = "POST";
    request.url = method_url(api_, method);
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("Authorization", "Bearer " + std::string(token.reveal()));
    request.body = body;
    return request;
}

async::awaitable<api_outcome> web_api::exchange(
    net::outgoing_request request,
    milliseconds at_most
) {
    const auto deadline = clock_.steady_now() + at_most;
    const auto answer = co_await http_.send(std::move(request), deadline);
    co_return classify(answer);
}

async::awaitable<api_outcome> web_api::call(api_call what, milliseconds at_most) {
    auto request = make_request(what.method(), bot_token_, what.arguments().encoded());
    co_return co_await exchange(std::move(request), at_most);
}

async::awaitable<api_outcome> web_api::open_connection() {
    auto request = make_request("apps.connections.open", app_token_, {});
    co_return co_await exchange(std::move(request), call_time);
}

async::awaitable<api_outcome> web_api::respond(std::string response_url, std::string json_body) {
    constexpr seconds respond_time{5};
    auto url = check_response_url(response_url, api_);
    if (!url) {
        const result<net::incoming_response> refused(url.error());
        co_return classify_response_post(refused);
    }
    net::outgoing_request request;
    request.method = "POST";
    request.url = std::move(*url);
    request.headers.add("Content-Type", "application/json; charset=utf-8");
    request.body = std::move(json_body);
    const auto deadline = clock_.steady_now() + respond_time;
    const auto answer = co_await http_.send(std::move(request), deadline);
    co_return classify_response_post(answer);
}

async::awaitable<api_outcome> web_api::identify(app_identity& found) {
    auto request = make_request("auth.test", bot_token_, {});
    auto outcome = co_await exchange(std::move(request), call_time);
    if (outcome.what == api_outcome::status::ok) {
        found.team_id = text_of(outcome.body, "team_id");
        found.enterprise_id = text_of(outcome.body, "enterprise_id");
        found.bot_user_id = text_of(outcome.body, "user_id");
        found.bot_id = text_of(outcome.body, "bot_id");
        found.enterprise_install = flag_of(outcome.body, "is_enterprise_install");
        found.revoked = false;
    }
    co_return outcome;
}

}  // namespace fillrate::slack
