// Slack's mark-up of typed text, resolved into runs (SLACK.md 3.1, 3.2). Pure.
#pragma once

#include "core/chat/request.hpp"

#include <string_view>
#include <vector>

namespace fillrate::slack {

/// `<@U1|name>` and `<#C1|name>` become user and channel runs; links and the other tokens become
/// what they stand for as plain text; `&amp; &lt; &gt;` are decoded once, in plain text only.
/// Adjacent plain pieces are one run; there are no empty runs.
[[nodiscard]] std::vector<chat::text_run> parse_typed_text(std::string_view text);

/// Takes out the first mention of `user`, and the white space that it leaves at the start.
void remove_mention(std::vector<chat::text_run>& runs, std::string_view user);

/// Ids of users, channels and the like: upper-case letters and digits, 2 to 32 of them.
[[nodiscard]] bool is_slack_id(std::string_view text) noexcept;

}  // namespace fillrate::slack
