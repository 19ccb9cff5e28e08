// The common way in of both transports: hands a parsed delivery to the engine and brings the answer
// back.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/async/scope.hpp"
#include "core/base/log.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/inbox.hpp"
#include "integrations/slack/answer.hpp"
#include "integrations/slack/echo_log.hpp"
#include "integrations/slack/payload.hpp"
#include "integrations/slack/recent_events.hpp"
#include "integrations/slack/web_api.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace fillrate::slack {

/// What became of deliveries since the start, for metrics.
struct receiver_counters {
    std::uint64_t requests = 0;
    std::uint64_t redelivered = 0;  ///< events whose answer was already given or is under way
    std::uint64_t unsettled = 0;    ///< not stored
    std::uint64_t echoes = 0;
    std::uint64_t ignored = 0;
    std::uint64_t failed_answers = 0;  ///< the answer did not reach Slack
};

/// What the transport tells Slack.
struct acknowledgement {
    bool accepted = true;  ///< false: deliver it again
    std::string payload{};
};

class receiver {
public:
    /// Everything must outlive the receiver; follow-ups run in `background`, which is drained
    /// before.
    receiver(
        ports::inbox& inbox,
        web_api& api,
        const ports::clock& clock,
        app_identity& us,
        echo_log& echoes,
        async::scope& background,
        logger& log
    );

    /// Returns when Slack may be told: whatever was promised is durable by then.
    [[nodiscard]] async::awaitable<acknowledgement> take(inbound delivery, bool may_carry_payload);

    /// Asks Slack who we are and whether our token is good.
    [[nodiscard]] async::awaitable<api_outcome> identify();

    [[nodiscard]] const app_identity& us() const noexcept { return us_; }
    [[nodiscard]] const receiver_counters& counters() const noexcept { return counters_; }

private:
    /// `key`: the same for every delivery of this event.
    [[nodiscard]] async::awaitable<acknowledgement> take_event(
        person_request found,
        std::string key
    );
    /// Reads the message first; one that cannot be read is let go: no reaction is vital.
    [[nodiscard]] async::awaitable<acknowledgement> take_eyes(eyes_on_message seen);
    [[nodiscard]] async::awaitable<acknowledgement> take_interaction(
        person_request found,
        bool may_carry_payload
    );
    [[nodiscard]] async::awaitable<answer_plan> answer(
        const person_request& found,
        bool may_carry_payload
    );
    [[nodiscard]] async::awaitable<bool> send(follow_up what, milliseconds at_most);
    [[nodiscard]] async::awaitable<void> send_or_explain(follow_up what, follow_up if_failed);
    void recheck_installation();
    void note_ignored(std::string_view reason);

    ports::inbox& inbox_;
    web_api& api_;
    const ports::clock& clock_;
    app_identity& us_;
    echo_log& echoes_;
    async::scope& background_;
    logger& log_;
    recent_events recent_{};
    receiver_counters counters_{};
    steady_instant next_recheck_{};
};

}  // namespace fillrate::slack
