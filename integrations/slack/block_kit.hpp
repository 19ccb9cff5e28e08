// Our messages and forms as Block Kit (SLACK.md 5). Never over a limit, never live foreign text.
// Pure.
#pragma once

#include "core/chat/message.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::slack {

/// `text` is what notifications and screen readers say; it is escaped for a place that Slack
/// parses.
struct rendered_message {
    std::string text{};
    boost::json::array blocks{};
};

/// Every message has at least one rich_text block, because an edit may not replace rich text by
/// none (block_mismatch).
[[nodiscard]] rendered_message render_message(const chat::message& message);

/// A modal that shows a message, with its buttons.
[[nodiscard]] boost::json::object render_message_view(const chat::message& message);

/// A modal with the form's inputs: block_id = field id, private_metadata = the sealed action.
[[nodiscard]] boost::json::object render_form_view(const chat::form& form);

/// Problems by block id for response_action "errors". Only blocks of the form may be named there
/// (`blocks`), so the problem of any other field is told at the first one.
[[nodiscard]] boost::json::object render_problems(
    const chat::form_problems& problems,
    const std::vector<std::string>& blocks
);

/// Problems where no form is at hand: as a message.
[[nodiscard]] chat::message problems_as_message(const chat::form_problems& problems);

/// A form where none can be opened (a mention has no trigger): a message with a button that asks
/// for it.
[[nodiscard]] chat::message form_as_message(const chat::form& form);

}  // namespace fillrate::slack
