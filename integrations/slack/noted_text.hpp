// The message that a reaction is on: how Slack is asked for it, and what of the answer is kept
// (SLACK.md 4.2). Pure.
#pragma once

#include "integrations/slack/payload.hpp"
#include "integrations/slack/web_api.hpp"

#include <boost/json/object.hpp>

namespace fillrate::slack {

/// conversations.replies of that message alone; it also finds one that is in no thread.
[[nodiscard]] api_call make_message_query(const eyes_on_message& seen);

/// Fills in what the message says, who wrote it and its thread. False when there is nothing to
/// note: it is gone, says nothing, or is no person's.
[[nodiscard]] bool take_message(
    eyes_on_message& seen,
    const boost::json::object& answer,
    const app_identity& us
);

}  // namespace fillrate::slack
