// Slack, assembled from its parts for one configuration.
#pragma once

#include "config/settings.hpp"
#include "core/async/scope.hpp"
#include "core/base/log.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/dialer.hpp"
#include "core/ports/inbox.hpp"
#include "integrations/net/http_client.hpp"
#include "integrations/slack/http_ingress.hpp"
#include "integrations/slack/receiver.hpp"
#include "integrations/slack/settings.hpp"
#include "integrations/slack/slack_platform.hpp"
#include "integrations/slack/socket_mode.hpp"
#include "integrations/slack/web_api.hpp"

#include <memory>

namespace fillrate::bot {

/// The part of Slack's settings that needs no secret, for the manifest.
[[nodiscard]] slack::settings slack_shape_of(const config::slack_settings& file);

/// Slack's own settings from the file and the environment. Errors: invalid_input naming the missing
/// secret.
[[nodiscard]] result<slack::settings> slack_settings_of(
    const config::slack_settings& file,
    const config::secrets& secrets
);

class slack_link {
public:
    struct parts {
        async::executor where;
        ports::inbox& inbox;
        ports::dialer& network;
        ports::clock& clock;
        random_source& random;
        logger& log;
    };

    /// Errors: invalid_input for an api_url that is not Slack's.
    [[nodiscard]] static result<std::unique_ptr<slack_link>> create(
        parts on,
        slack::settings configured
    );

    /// Learns who we are and, in Socket Mode, starts the connections. A Slack that does not answer
    /// is not an error: the connections keep trying.
    [[nodiscard]] async::awaitable<void> start();
    [[nodiscard]] async::awaitable<void> stop(milliseconds grace);

    [[nodiscard]] ports::platform& platform() noexcept { return platform_; }
    [[nodiscard]] slack::http_ingress& ingress() noexcept { return ingress_; }
    [[nodiscard]] slack::web_api& api() noexcept { return api_; }
    [[nodiscard]] bool serves_http() const noexcept {
        return settings_.mode == slack::ingress_mode::http;
    }
    /// Empty when deliveries can come in and be answered.
    [[nodiscard]] std::string trouble() const;

private:
    slack_link(parts on, slack::settings configured, slack::api_location location);

    parts on_;
    slack::settings settings_;
    async::scope background_;
    net::http_client http_;
    slack::web_api api_;
    slack::app_identity us_{};
    slack::echo_log echoes_{};
    slack::receiver receiver_;
    slack::http_ingress ingress_;
    slack::slack_platform platform_;
    std::unique_ptr<slack::socket_mode> socket_{};
};

}  // namespace fillrate::bot
