// How the engine's interactive answer goes back: in the acknowledgement, or by a call after it
// (SLACK.md 1.3, 2.3, 2.4). Pure.
#pragma once

#include "core/chat/message.hpp"
#include "integrations/slack/payload.hpp"
#include "integrations/slack/web_api.hpp"

#include <string>
#include <variant>

namespace fillrate::slack {

/// A post to a response_url.
struct response_post {
    std::string url{};
    std::string json{};
};

using follow_up = std::variant<std::monostate, api_call, response_post>;

struct answer_plan {
    bool acknowledge = true;    ///< false: nothing was stored and Slack shall deliver again
    std::string ack_payload{};  ///< JSON; empty for an empty acknowledgement
    follow_up after{};
    follow_up if_failed{};  ///< tells the person when `after` did not succeed
};

/// `may_carry_payload`: whether this acknowledgement can bring anything back
/// (accepts_response_payload; always over HTTP).
[[nodiscard]] answer_plan plan_answer(
    const reply_route& route,
    const chat::reply& reply,
    bool may_carry_payload
);

/// True for events, which Slack delivers again when they are not acknowledged; their answer is
/// posted before the acknowledgement (SLACK.md 1.8).
[[nodiscard]] bool is_event(origin from) noexcept;

}  // namespace fillrate::slack
