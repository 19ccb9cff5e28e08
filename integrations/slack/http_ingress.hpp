// Slack's signed HTTP deliveries (SLACK.md 2). One handler for all four paths: each accepts every
// kind of payload.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/ports/clock.hpp"
#include "integrations/net/http_messages.hpp"
#include "integrations/slack/receiver.hpp"
#include "integrations/slack/settings.hpp"
#include "integrations/slack/signature.hpp"

#include <cstdint>
#include <string_view>

namespace fillrate::slack {

/// True for `/slack/events`, `/slack/commands`, `/slack/interactive` and `/slack/options`.
[[nodiscard]] bool is_slack_path(std::string_view path) noexcept;

class http_ingress {
public:
    struct counters {
        std::uint64_t unauthentic = 0;
        std::uint64_t malformed = 0;
    };

    http_ingress(const settings& configured, receiver& to, const ports::clock& clock);

    /// 401 for a request that Slack did not sign, 400 for one that is no delivery, 503 for an event
    /// that was not stored; everything else is 200.
    [[nodiscard]] async::awaitable<net::http_response> handle(net::http_request request);

    [[nodiscard]] const counters& counted() const noexcept { return counters_; }

private:
    signature_verifier verifier_;
    receiver& receiver_;
    const ports::clock& clock_;
    counters counters_{};
};

}  // namespace fillrate::slack
