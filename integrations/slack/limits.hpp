// The limits of messages and views, as data (SLACK.md 5.1; counts are Unicode code points).
#pragma once

#include <cstddef>

namespace fillrate::slack::limits {

inline constexpr std::size_t message_blocks = 50;
inline constexpr std::size_t view_blocks = 100;
inline constexpr std::size_t fallback_text = 3000;  // advised at most 4,000; an edit refuses more
inline constexpr std::size_t header_text = 150;
inline constexpr std::size_t text_object = 3000;
inline constexpr std::size_t rich_text_block = 3000;  // ours: the size people still read in one go
inline constexpr std::size_t message_text = 12000;    // ours: all blocks of a message together
inline constexpr std::size_t section_fields = 10;
inline constexpr std::size_t section_field_text = 2000;
inline constexpr std::size_t context_elements = 10;
inline constexpr std::size_t row_buttons = 5;  // ours (DOMAIN.md 7.2); Slack takes 25
inline constexpr std::size_t button_text = 75;
inline constexpr std::size_t button_value = 2000;
inline constexpr std::size_t identifier = 255;  // block_id, action_id, callback_id
inline constexpr std::size_t confirm_title = 100;
inline constexpr std::size_t confirm_text = 300;
inline constexpr std::size_t confirm_button = 30;
inline constexpr std::size_t table_rows = 100;
inline constexpr std::size_t table_columns = 20;
inline constexpr std::size_t table_text = 10000;
inline constexpr std::size_t table_cell = 200;  // ours
inline constexpr std::size_t view_title = 24;
inline constexpr std::size_t view_button = 24;
inline constexpr std::size_t private_metadata = 3000;
inline constexpr std::size_t input_label = 2000;
inline constexpr std::size_t input_hint = 2000;
inline constexpr std::size_t input_max_length = 3000;
inline constexpr std::size_t option_text = 75;
inline constexpr std::size_t option_value = 150;
inline constexpr std::size_t select_options = 100;
inline constexpr std::size_t option_groups = 100;
inline constexpr std::size_t url = 3000;
inline constexpr std::size_t field_problem = 500;  // ours

}  // namespace fillrate::slack::limits
