// An independent reader of rendered surfaces: what Slack would refuse, and what Slack would bring
// to life.
#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <vector>

namespace fillrate::slack::testing {

/// Every violation of a limit or a shape of SLACK.md 5, in words. `surface` is a message (an object
/// with text and blocks) or a view.
[[nodiscard]] std::vector<std::string> broken_rules(const boost::json::value& surface);

/// Everything in a place that Slack parses which would mention somebody, link or format, apart
/// from the user ids that may be mentioned.
[[nodiscard]] std::vector<std::string> live_tokens(
    const boost::json::value& surface,
    const std::vector<std::string>& allowed_users
);

/// The surface with every text of it emptied: what is left is its layout.
[[nodiscard]] boost::json::value layout_of(const boost::json::value& surface);

}  // namespace fillrate::slack::testing
