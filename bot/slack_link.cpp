#include "bot/slack_link.hpp"

namespace fillrate::bot {

slack::settings slack_shape_of(const config::slack_settings& file) {
    slack::settings all;
    all.mode = file.mode == config::slack_mode::http ? slack::ingress_mode::http
                                                     : slack::ingress_mode::socket;
    all.command = file.command;
    all.connections = file.connections;
    all.api_url = file.api_url;
    all.app_id = file.app_id;
    switch (file.reconcile) {
        case config::slack_reconcile::none:
            all.reconcile = slack::reconcile_mode::none;
            break;
        case config::slack_reconcile::echo:
            all.reconcile = slack::reconcile_mode::echo;
            break;
        case config::slack_reconcile::echo_and_history:
            all.reconcile = slack::reconcile_mode::echo_and_history;
            break;
    }
    return all;
}

result<slack::settings> slack_settings_of(
    const config::slack_settings& file,
    const config::secrets& secrets
) {
    auto all = slack_shape_of(file);
    all.bot_token = secrets.slack_bot_token;
    all.app_token = secrets.slack_app_token;
    all.signing_secret = secrets.slack_signing_secret;
    all.old_signing_secret = secrets.slack_signing_secret_old;
    const auto missing = [](std::string_view name, std::string_view where) {
        return error(
            errc::invalid_input,
            std::string(name) + " is not set; Slack shows it under " + std::string(where) +
                " of the app's settings"
        );
    };
    if (all.bot_token.empty()) {
        return missing("SLACK_BOT_TOKEN", "OAuth & Permissions");
    }
    if (all.mode == slack::ingress_mode::socket && all.app_token.empty()) {
        return missing(
            "SLACK_APP_TOKEN",
            "Basic Information, App-Level Tokens (scope connections:write)"
        );
    }
    if (all.mode == slack::ingress_mode::http && all.signing_secret.empty()) {
        return missing("SLACK_SIGNING_SECRET", "Basic Information");
    }
    return all;
}

slack_link::slack_link(parts on, slack::settings configured, slack::api_location location)
    : on_(on),
      settings_(std::move(configured)),
      background_(
          on.where,
          [this](std::string_view name, std::exception_ptr) {
              on_.log.error("a Slack coroutine ended by an exception", {{"name", name}});
          }
      ),
      http_(on.network),
      api_(http_, on.clock, settings_, std::move(location)),
      receiver_(on.inbox, api_, on.clock, us_, echoes_, background_, on.log),
      ingress_(settings_, receiver_, on.clock),
      platform_(api_, settings_, us_, echoes_) {
    us_.app_id = settings_.app_id;
}

result<std::unique_ptr<slack_link>> slack_link::create(parts on, slack::settings configured) {
    auto location = slack::parse_api_url(configured.api_url);
    if (!location) {
        return location.error();
    }
    on.log.hide(configured.bot_token);
    on.log.hide(configured.app_token);
    on.log.hide(configured.signing_secret);
    on.log.hide(configured.old_signing_secret);
    return std::unique_ptr<slack_link>(
        new slack_link(on, std::move(configured), std::move(*location))
    );
}

async::awaitable<void> slack_link::start() {
    const auto known = co_await receiver_.identify();
    static_cast<void>(known);
    if (settings_.mode == slack::ingress_mode::socket) {
        slack::socket_mode::parts
            with{api_, receiver_, on_.network, on_.clock, on_.random, background_, on_.log};
        socket_ = std::make_unique<slack::socket_mode>(on_.where, with, settings_.connections);
        socket_->start();
    }
}

async::awaitable<void> slack_link::stop(milliseconds grace) {
    if (socket_) {
        co_await socket_->stop();
    }
    const bool drained = co_await background_.drain(grace);
    if (!drained) {
        background_.request_cancellation();
        static_cast<void>(co_await background_.drain(seconds{1}));
    }
}

std::string slack_link::trouble() const {
    if (us_.revoked) {
        return "Slack refuses the bot token, or the app was uninstalled";
    }
    if (!socket_ || socket_->connected()) {
        return {};
    }
    return socket_->alarm().empty() ? std::string("Socket Mode is not connected")
                                    : std::string(socket_->alarm());
}

}  // namespace fillrate::bot
