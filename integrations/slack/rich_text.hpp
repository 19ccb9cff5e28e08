// Text of ours and of others as Slack's text objects. Foreign text travels only in objects that
// Slack does not parse, so it can neither mention nor format (SLACK.md 3.2; RELIABILITY.md
// N074-N078). Pure.
#pragma once

#include "core/chat/message.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::slack {

/// For places that Slack does parse: displayable text with `& < >` escaped, at most so many code
/// points after escaping.
[[nodiscard]] std::string escape_mrkdwn(std::string_view text, std::size_t max_count);

/// A plain_text object of one line; a dash stands for nothing, since Slack refuses empty texts.
[[nodiscard]] boost::json::object plain_text(std::string_view text, std::size_t max_count);
/// A plain_text object that may have several lines.
[[nodiscard]] boost::json::object plain_lines(std::string_view text, std::size_t max_count);

/// The runs as one plain text.
[[nodiscard]] std::string flatten(const chat::rich_text& runs);

/// rich_text blocks, each of at most limits::rich_text_block code points, none empty; what lies
/// beyond `budget` code points is cut with an ellipsis. `budget` is lowered by what was used.
[[nodiscard]] std::vector<boost::json::object> rich_text_blocks(
    const chat::rich_text& runs,
    std::size_t& budget
);

/// A rich_text block of preformatted text.
[[nodiscard]] boost::json::object preformatted_block(std::string_view text, std::size_t max_count);

}  // namespace fillrate::slack
