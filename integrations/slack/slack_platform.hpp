// Slack as the dispatcher sees it: posts, edits and look-ups of outbox items.
#pragma once

#include "core/ports/platform.hpp"
#include "integrations/slack/echo_log.hpp"
#include "integrations/slack/payload.hpp"
#include "integrations/slack/settings.hpp"
#include "integrations/slack/web_api.hpp"

#include <string>
#include <string_view>

namespace fillrate::slack {

/// A message id is "<channel>:<ts>" (make_message_id). Posts carry their outbox id as metadata
/// `fillrate_out {id}`, which every member can read: the id tells nothing.
class slack_platform final : public ports::platform {
public:
    /// Everything must outlive the platform.
    slack_platform(
        web_api& api,
        const settings& configured,
        const app_identity& us,
        const echo_log& echoes
    );

    [[nodiscard]] std::string_view name() const override { return "slack"; }
    /// About one message a second, with a small burst (SLACK.md 4.3).
    [[nodiscard]] pace per_conversation() const override { return {milliseconds{1000}, 3}; }
    /// A thread is named by the ts of its first message.
    [[nodiscard]] std::string thread_of(const std::string& message_id) const override {
        return split_message_id(message_id).ts;
    }
    /// Text and blocks as JSON.
    [[nodiscard]] std::string encode(const ports::delivery& item) const override;
    [[nodiscard]] async::awaitable<ports::receipt> post(const ports::delivery& item) override;
    /// First among the echoes, then, when configured, in the conversation's history from a minute
    /// before `since`.
    [[nodiscard]] async::awaitable<ports::sighting> find(
        const ports::delivery& item,
        wire_instant since
    ) override;

private:
    [[nodiscard]] async::awaitable<ports::receipt> edit(const ports::delivery& item);
    [[nodiscard]] async::awaitable<ports::receipt> post_new(const ports::delivery& item);
    [[nodiscard]] async::awaitable<ports::receipt> post_file(
        const ports::delivery& item,
        std::string channel
    );
    /// The conversation's id; in `channel` of a receipt whose status is sent, else why not.
    [[nodiscard]] async::awaitable<ports::receipt> resolve(const ports::destination& to);

    web_api& api_;
    reconcile_mode reconcile_;
    const app_identity& us_;
    const echo_log& echoes_;
};

}  // namespace fillrate::slack
