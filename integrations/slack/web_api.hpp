// The Web API as a client (SLACK.md 4). One exchange per call, nothing is retried here: whoever
// calls decides from the outcome.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/result.hpp"
#include "core/ports/clock.hpp"
#include "integrations/net/http_client.hpp"
#include "integrations/slack/api_outcome.hpp"
#include "integrations/slack/payload.hpp"
#include "integrations/slack/settings.hpp"
#include "integrations/slack/url_rules.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::slack {

/// Form fields of a call; nested values are JSON texts. Empty values are left out by add().
class api_arguments {
public:
    void add(std::string_view name, std::string_view value);
    void add_json(std::string_view name, const boost::json::value& value);

    /// The form-urlencoded body.
    [[nodiscard]] const std::string& encoded() const noexcept { return body_; }

private:
    std::string body_{};
};

/// A method and its arguments, ready to call.
class api_call {
public:
    api_call() = default;
    api_call(std::string method, api_arguments arguments)
        : method_(std::move(method)), arguments_(std::move(arguments)) {}

    [[nodiscard]] const std::string& method() const noexcept { return method_; }
    [[nodiscard]] const api_arguments& arguments() const noexcept { return arguments_; }

private:
    std::string method_{};
    api_arguments arguments_{};
};

/// A file on its way into a conversation.
struct outgoing_file {
    std::string channel{};
    std::string name{};
    std::string comment{};  ///< said with it
    std::string bytes{};
};

class web_api {
public:
    /// SLACK.md 4.1.
    static constexpr seconds call_time{10};
    static constexpr seconds file_time{60};

    /// References must outlive the client. `api` comes from parse_api_url.
    web_api(
        net::http_client& http,
        const ports::clock& clock,
        const settings& configured,
        api_location api
    );

    /// With the bot token.
    [[nodiscard]] async::awaitable<api_outcome> call(
        api_call what,
        milliseconds at_most = call_time
    );
    /// apps.connections.open with the app token; `body` has the url.
    [[nodiscard]] async::awaitable<api_outcome> open_connection();
    /// JSON to a response_url. A URL that is not Slack's is dead before any byte leaves.
    [[nodiscard]] async::awaitable<api_outcome> respond(
        std::string response_url,
        std::string json_body
    );
    /// What people uploaded, by its id: looked up with files.info and fetched with the bot token
    /// from Slack's own file hosts, never on from there. Errors: not_found, forbidden, too large
    /// (invalid_input), unavailable, rate_limited: later.
    [[nodiscard]] async::awaitable<result<std::string>> download(
        std::string file_id,
        std::size_t most_bytes
    );
    /// Hands a file in for one conversation (files.getUploadURLExternal and what follows); `body`
    /// of a good outcome names the file.
    [[nodiscard]] async::awaitable<api_outcome> send_file(outgoing_file file);
    /// Who we are, by auth.test. `found` is changed only when Slack answered ok.
    [[nodiscard]] async::awaitable<api_outcome> identify(app_identity& found);

    [[nodiscard]] const api_location& location() const noexcept { return api_; }

private:
    [[nodiscard]] net::outgoing_request make_request(
        std::string_view method,
        const secret& token,
        const std::string& body
    ) const;
    [[nodiscard]] async::awaitable<api_outcome> hand_in(std::string url, std::string bytes);
    [[nodiscard]] async::awaitable<api_outcome> exchange(
        net::outgoing_request request,
        milliseconds at_most
    );

    net::http_client& http_;
    const ports::clock& clock_;
    secret bot_token_;
    secret app_token_;
    api_location api_;
};

}  // namespace fillrate::slack
