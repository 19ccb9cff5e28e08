// The blocks behind block_kit.hpp. Private to the renderer.
#pragma once

#include "core/chat/message.hpp"
#include "integrations/slack/limits.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstddef>
#include <string>

namespace fillrate::slack {

enum class surface { message, modal };

/// Collects blocks up to a surface's limits; what does not fit is left out and said so.
class block_list {
public:
    block_list(surface where, std::size_t max_blocks) : where_(where), max_blocks_(max_blocks) {}

    void add(const chat::block& block);
    void add_title(const std::string& text);
    void add_paragraph(const chat::rich_text& text);

    [[nodiscard]] bool has_rich_text() const noexcept { return has_rich_text_; }
    [[nodiscard]] boost::json::array finish();

private:
    void add_object(boost::json::object block);
    void add_fields(const chat::field_list& list);
    void add_buttons(const chat::button_row& row);
    void add_context(const chat::context_line& line);
    void add_table(const chat::table& table);
    [[nodiscard]] bool take_text(std::size_t count);

    surface where_;
    std::size_t max_blocks_;
    boost::json::array blocks_{};
    std::size_t text_left_ = limits::message_text;
    std::size_t buttons_ = 0;
    bool has_table_ = false;
    bool has_rich_text_ = false;
    bool is_cut_ = false;
};

/// The object of one button. `index` makes its action_id unique in the message.
[[nodiscard]] boost::json::object render_button(const chat::button& button, std::size_t index);

/// A table block; rows and columns beyond the limits are left out.
[[nodiscard]] boost::json::object render_table(const chat::table& table);
/// The table as aligned text, for surfaces without tables.
[[nodiscard]] std::string align_table(const chat::table& table);

}  // namespace fillrate::slack
