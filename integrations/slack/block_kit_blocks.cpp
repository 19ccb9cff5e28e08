#include "integrations/slack/block_kit_blocks.hpp"

#include "core/base/text.hpp"
#include "integrations/slack/limits.hpp"
#include "integrations/slack/rich_text.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace fillrate::slack {
namespace {

namespace json = boost::json;

constexpr std::string_view cut_notice = "There is more than fits here.";

json::object plain_block(std::string_view type) {
    json::object block;
    block["type"] = type;
    return block;
}

json::object context_block(json::array elements) {
    auto block = plain_block("context");
    block["elements"] = std::move(elements);
    return block;
}

// Characters that cannot end or nest mark-up, so the text may stand between a pair of marks.
bool is_safe_between_marks(std::string_view text) {
    return !text.empty() && trim(text) == text &&
           text.find_first_of("*_~`<>&\r\n") == std::string_view::npos;
}

json::object mrkdwn_between(std::string_view mark, std::string_view text) {
    json::object object;
    object["type"] = "mrkdwn";
    object["text"] = std::string(mark) + std::string(text) + std::string(mark);
    object["verbatim"] = true;
    return object;
}

json::object field_label(std::string_view label) {
    const auto shown = displayable(label);
    if (is_safe_between_marks(shown) && count_code_points(shown) <= limits::button_text) {
        return mrkdwn_between("*", shown);
    }
    return plain_text(shown, limits::section_field_text);
}

}  // namespace

void block_list::add(const chat::block& block) {
    if (const auto* paragraph = std::get_if<chat::paragraph>(&block)) {
        add_paragraph(paragraph->text);
    } else if (const auto* fields = std::get_if<chat::field_list>(&block)) {
        add_fields(*fields);
    } else if (const auto* buttons = std::get_if<chat::button_row>(&block)) {
        add_buttons(*buttons);
    } else if (const auto* context = std::get_if<chat::context_line>(&block)) {
        add_context(*context);
    } else if (const auto* table = std::get_if<chat::table>(&block)) {
        add_table(*table);
    } else {
        add_object(plain_block("divider"));
    }
}

void block_list::add_title(const std::string& text) {
    auto block = plain_block("header");
    block["text"] = plain_text(text, limits::header_text);
    add_object(std::move(block));
}

void block_list::add_paragraph(const chat::rich_text& text) {
    if (text_left_ == 0) {
        is_cut_ = true;
        return;
    }
    for (auto& block : rich_text_blocks(text, text_left_)) {
        has_rich_text_ = true;
        add_object(std::move(block));
    }
}

void block_list::add_fields(const chat::field_list& list) {
    json::array fields;
    const auto flush = [this, &fields] {
        if (!fields.empty()) {
            auto block = plain_block("section");
            block["fields"] = std::exchange(fields, {});
            add_object(std::move(block));
        }
    };
    for (const auto& [label, runs] : list.fields) {
        const auto value = flatten(runs);
        if (!take_text(count_code_points(label) + count_code_points(value))) {
            break;
        }
        fields.push_back(field_label(label));
        fields.push_back(plain_lines(value, limits::section_field_text));
        if (fields.size() == limits::section_fields) {
            flush();
        }
    }
    flush();
}

void block_list::add_buttons(const chat::button_row& row) {
    json::array elements;
    const auto flush = [this, &elements] {
        if (!elements.empty()) {
            auto block = plain_block("actions");
            block["elements"] = std::exchange(elements, {});
            add_object(std::move(block));
        }
    };
    for (const auto& button : row.buttons) {
        // A value that does not fit could not be pressed: Slack would refuse the whole message.
        if (button.act.value.empty() ||
            count_code_points(button.act.value) > limits::button_value) {
            continue;
        }
        elements.push_back(render_button(button, buttons_++));
        if (elements.size() == limits::row_buttons) {
            flush();
        }
    }
    flush();
}

void block_list::add_context(const chat::context_line& line) {
    json::array elements;
    std::string pending;
    const auto flush = [&elements, &pending] {
        const auto text = std::exchange(pending, {});
        if (!trim(displayable(text)).empty()) {
            elements.push_back(plain_lines(text, limits::text_object));
        }
    };
    if (!take_text(count_code_points(flatten(line.text)))) {
        return;
    }
    for (const auto& run : line.text) {
        const auto shown = displayable(run.text);
        // Two elements may follow yet: this one and the plain text after it.
        const bool has_room = elements.size() + 3 <= limits::context_elements;
        const bool fits = count_code_points(shown) + 2 <= limits::text_object;
        if (run.what == chat::inline_run::kind::code && has_room && fits &&
            is_safe_between_marks(shown)) {
            flush();
            elements.push_back(mrkdwn_between("`", shown));
        } else {
            pending += run.text;
        }
    }
    flush();
    if (!elements.empty()) {
        add_object(context_block(std::move(elements)));
    }
}

void block_list::add_table(const chat::table& table) {
    std::size_t count = count_code_points(table.caption);
    for (const auto& row : table.rows) {
        for (const auto& cell : row) {
            count += std::min(count_code_points(cell), limits::table_cell);
        }
    }
    if (table.rows.empty() || !take_text(std::min(count, limits::table_text))) {
        return;
    }
    if (!table.caption.empty()) {
        add_paragraph({chat::bold(table.caption)});
    }
    // One table in a message is sure to be taken (SLACK.md 11).
    if (where_ == surface::message && !has_table_) {
        has_table_ = true;
        add_object(render_table(table));
    } else {
        has_rich_text_ = true;
        add_object(preformatted_block(align_table(table), limits::rich_text_block));
    }
    if (table.rows.size() > limits::table_rows) {
        const auto left_out = table.rows.size() - limits::table_rows;
        add_context({{chat::plain("… and " + std::to_string(left_out) + " more rows")}});
    }
}

bool block_list::take_text(std::size_t count) {
    if (count > text_left_) {
        is_cut_ = true;
        return false;
    }
    text_left_ -= count;
    return true;
}

void block_list::add_object(json::object block) {
    // The last place is kept for the notice that something was left out.
    if (blocks_.size() + 1 >= max_blocks_) {
        is_cut_ = true;
        return;
    }
    blocks_.push_back(std::move(block));
}

json::array block_list::finish() {
    if (is_cut_ || text_left_ == 0) {
        json::array elements;
        elements.push_back(plain_text(cut_notice, limits::text_object));
        blocks_.push_back(context_block(std::move(elements)));
    }
    return std::move(blocks_);
}

json::object render_button(const chat::button& button, std::size_t index) {
    json::object object;
    object["type"] = "button";
    object["action_id"] =
        std::string(truncate_bytes(button.act.name, 100)) + "." + std::to_string(index);
    object["text"] = plain_text(button.label, limits::button_text);
    object["value"] = button.act.value;
    if (button.tone != chat::button_tone::normal) {
        object["style"] = button.tone == chat::button_tone::primary ? "primary" : "danger";
    }
    if (!button.confirm.empty()) {
        json::object confirm;
        confirm["title"] = plain_text("Are you sure?", limits::confirm_title);
        confirm["text"] = plain_text(button.confirm, limits::confirm_text);
        confirm["confirm"] = plain_text(button.label, limits::confirm_button);
        confirm["deny"] = plain_text("Not now", limits::confirm_button);
        if (button.tone == chat::button_tone::danger) {
            confirm["style"] = "danger";
        }
        object["confirm"] = std::move(confirm);
    }
    return object;
}

}  // namespace fillrate::slack
