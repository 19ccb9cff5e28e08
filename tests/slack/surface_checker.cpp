#include "tests/slack/surface_checker.hpp"

#include "core/base/text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace fillrate::slack::testing {
namespace {

namespace json = boost::json;
using problems = std::vector<std::string>;

std::string string_in(const json::object& object, std::string_view name) {
    const auto* member = object.if_contains(name);
    return member != nullptr && member->is_string() ? std::string(member->get_string())
                                                    : std::string{};
}

class rule_checker {
public:
    problems take() { return std::move(found_); }

    void check_message(const json::object& message) {
        length("text", string_in(message, "text"), 1, 4000);
        check_blocks(message.at("blocks").as_array(), 50);
        const auto& blocks = message.at("blocks").as_array();
        const bool has_rich_text = std::any_of(blocks.begin(), blocks.end(), [](const auto& block) {
            return block.at("type") == "rich_text";
        });
        expect(has_rich_text, "no rich_text block");
    }

    void check_view(const json::object& view) {
        is_modal_ = true;
        text_object(view.at("title"), 24);
        for (const auto* name : {"submit", "close"}) {
            if (const auto* member = view.if_contains(name)) {
                text_object(*member, 24);
            }
        }
        length("callback_id", string_in(view, "callback_id"), 1, 255);
        length("private_metadata", string_in(view, "private_metadata"), 0, 3000);
        check_blocks(view.at("blocks").as_array(), 100);
        expect(!has_input_ || view.if_contains("submit") != nullptr, "input without submit");
        expect(json::serialize(view).size() <= 250000, "view too large");
    }

private:
    void expect(bool condition, std::string problem) {
        if (!condition) {
            found_.push_back(std::move(problem));
        }
    }
    void length(
        const std::string& what,
        const std::string& text,
        std::size_t from,
        std::size_t to
    ) {
        const auto count = count_code_points(text);
        expect(count >= from && count <= to, what + " has " + std::to_string(count));
        expect(is_valid_utf8(text), what + " is not UTF-8");
    }
    void text_object(const json::value& value, std::size_t to) {
        const auto& object = value.as_object();
        const auto type = string_in(object, "type");
        expect(type == "plain_text" || type == "mrkdwn", "text object of type " + type);
        expect(
            (type == "mrkdwn") == (object.if_contains("verbatim") != nullptr),
            "verbatim belongs to mrkdwn"
        );
        length(type, string_in(object, "text"), 1, to);
    }

    void check_blocks(const json::array& blocks, std::size_t most) {
        expect(blocks.size() >= 1 && blocks.size() <= most, "number of blocks");
        for (const auto& block : blocks) {
            check_block(block.as_object());
        }
        expect(tables_ <= 1, "more than one table");
    }

    void check_block(const json::object& block) {
        const auto type = string_in(block, "type");
        if (block.if_contains("block_id") != nullptr) {
            const auto id = string_in(block, "block_id");
            length("block_id", id, 1, 255);
            expect(block_ids_.insert(id).second, "block_id twice");
        }
        if (type == "header") {
            text_object(block.at("text"), 150);
            expect(block.at("text").at("type") == "plain_text", "header is plain");
        } else if (type == "section") {
            check_fields(block.at("fields").as_array());
        } else if (type == "context") {
            const auto& elements = block.at("elements").as_array();
            expect(elements.size() >= 1 && elements.size() <= 10, "context elements");
            for (const auto& element : elements) {
                text_object(element, 3000);
            }
        } else if (type == "actions") {
            const auto& elements = block.at("elements").as_array();
            expect(elements.size() >= 1 && elements.size() <= 25, "actions elements");
            for (const auto& element : elements) {
                check_button(element.as_object());
            }
        } else if (type == "rich_text") {
            check_rich_text(block);
        } else if (type == "table") {
            check_table(block);
        } else if (type == "input") {
            check_input(block);
        } else {
            expect(type == "divider", "unknown block " + type);
        }
    }

    void check_fields(const json::array& fields) {
        expect(fields.size() >= 1 && fields.size() <= 10, "fields");
        for (const auto& field : fields) {
            text_object(field, 2000);
        }
    }

    void check_button(const json::object& button) {
        expect(string_in(button, "type") == "button", "element type");
        text_object(button.at("text"), 75);
        length("value", string_in(button, "value"), 1, 2000);
        const auto id = string_in(button, "action_id");
        length("action_id", id, 1, 255);
        expect(action_ids_.insert(id).second, "action_id twice");
        if (const auto* style = button.if_contains("style")) {
            expect(*style == "primary" || *style == "danger", "style");
        }
        if (const auto* confirm = button.if_contains("confirm")) {
            text_object(confirm->at("title"), 100);
            text_object(confirm->at("text"), 300);
            text_object(confirm->at("confirm"), 30);
            text_object(confirm->at("deny"), 30);
        }
    }

    void check_rich_text(const json::object& block) {
        std::size_t count = 0;
        for (const auto& section : block.at("elements").as_array()) {
            const auto& elements = section.at("elements").as_array();
            expect(!elements.empty(), "empty rich text");
            for (const auto& element : elements) {
                const auto text = string_in(element.as_object(), "text");
                if (element.at("type") == "text") {
                    length("rich text", text, 1, 3000);
                }
                count += count_code_points(text);
            }
        }
        expect(count <= 3000, "rich text block too long");
    }

    void check_table(const json::object& block) {
        ++tables_;
        expect(!is_modal_, "table in a modal");
        const auto& rows = block.at("rows").as_array();
        expect(rows.size() >= 1 && rows.size() <= 100, "rows");
        std::size_t count = 0;
        for (const auto& row : rows) {
            const auto& cells = row.as_array();
            expect(cells.size() >= 1 && cells.size() <= 20, "cells");
            expect(cells.size() == rows.front().as_array().size(), "rows of unequal width");
            for (const auto& cell : cells) {
                expect(cell.at("type") == "raw_text", "cell type");
                length("cell", string_in(cell.as_object(), "text"), 1, 10000);
                count += count_code_points(string_in(cell.as_object(), "text"));
            }
        }
        expect(count <= 10000, "table too long");
    }

    void check_input(const json::object& block) {
        has_input_ = true;
        expect(is_modal_, "input outside a modal");
        text_object(block.at("label"), 2000);
        if (const auto* hint = block.if_contains("hint")) {
            text_object(*hint, 2000);
        }
        const auto& element = block.at("element").as_object();
        const auto type = string_in(element, "type");
        if (type == "plain_text_input") {
            const auto most = element.at("max_length").to_number<std::size_t>();
            expect(most >= 1 && most <= 3000, "max_length");
            length("initial_value", string_in(element, "initial_value"), 0, most);
        } else if (type == "static_select" || type == "multi_static_select") {
            check_select(element);
        } else if (type == "number_input") {
            expect(element.at("is_decimal_allowed").is_bool(), "is_decimal_allowed");
        } else {
            expect(type == "datepicker", "input element " + type);
            length("date", string_in(element, "initial_date"), 0, 10);
        }
    }

    void check_select(const json::object& element) {
        const auto* options = element.if_contains("options");
        const auto* groups = element.if_contains("option_groups");
        expect((options != nullptr) != (groups != nullptr), "options or groups");
        if (options != nullptr) {
            check_options(options->as_array());
        } else {
            expect(groups->as_array().size() <= 100, "groups");
            for (const auto& group : groups->as_array()) {
                text_object(group.at("label"), 75);
                check_options(group.at("options").as_array());
            }
        }
    }

    void check_options(const json::array& options) {
        expect(options.size() >= 1 && options.size() <= 100, "options");
        for (const auto& option : options) {
            text_object(option.at("text"), 75);
            length("option value", string_in(option.as_object(), "value"), 1, 150);
        }
    }

    problems found_{};
    std::set<std::string> block_ids_{};
    std::set<std::string> action_ids_{};
    int tables_ = 0;
    bool is_modal_ = false;
    bool has_input_ = false;
};

// In mrkdwn nothing of ours is a token, so any '<' or bare '&' is one too many; marks are allowed
// only as one pair around text without marks.
void check_mrkdwn(const std::string& text, problems& found) {
    const bool is_marked = text.size() > 2 && (text.front() == '*' || text.front() == '`') &&
                           text.back() == text.front();
    const auto inner = is_marked ? text.substr(1, text.size() - 2) : text;
    if (inner.find_first_of("*_~`<>&\n") != std::string::npos) {
        found.push_back("mrkdwn: " + text);
    }
}

void check_fallback(const std::string& text, problems& found) {
    static const std::set<std::string> entities{"&amp;", "&lt;", "&gt;"};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto entity = text.substr(i, text.find(';', i) - i + 1);
        const bool is_bare = text[i] == '&' && !entities.contains(entity);
        if (text[i] == '<' || text[i] == '>' || is_bare) {
            found.push_back("fallback: " + text.substr(0, 60));
            return;
        }
    }
}

void walk(const json::value& value, const std::vector<std::string>& allowed, problems& found) {
    if (const auto* array = value.if_array()) {
        for (const auto& item : *array) {
            walk(item, allowed, found);
        }
        return;
    }
    const auto* object = value.if_object();
    if (object == nullptr) {
        return;
    }
    static const std::set<std::string>
        lively{"link", "usergroup", "channel", "broadcast", "emoji", "image", "video", "markdown"};
    const auto type = string_in(*object, "type");
    if (lively.contains(type)) {
        found.push_back("element " + type);
    }
    if (type == "user" &&
        std::find(allowed.begin(), allowed.end(), string_in(*object, "user_id")) == allowed.end()) {
        found.push_back("mention of " + string_in(*object, "user_id"));
    }
    if (type == "mrkdwn") {
        check_mrkdwn(string_in(*object, "text"), found);
    }
    if (type == "plain_text" && object->if_contains("emoji") != nullptr &&
        object->at("emoji") == true) {
        found.push_back("emoji in foreign text");
    }
    if (type == "date" && string_in(*object, "format").find_first_of("<>^|") != std::string::npos) {
        found.push_back("date format");
    }
    if (object->if_contains("url") != nullptr) {
        found.push_back("url");
    }
    for (const auto& member : *object) {
        walk(member.value(), allowed, found);
    }
}

}  // namespace

std::vector<std::string> broken_rules(const json::value& surface) {
    rule_checker checker;
    const auto& object = surface.as_object();
    if (string_in(object, "type") == "modal") {
        checker.check_view(object);
    } else {
        checker.check_message(object);
    }
    return checker.take();
}

std::vector<std::string> live_tokens(
    const json::value& surface,
    const std::vector<std::string>& allowed_users
) {
    problems found;
    walk(surface, allowed_users, found);
    const auto& object = surface.as_object();
    if (object.if_contains("blocks") != nullptr && object.if_contains("text") != nullptr) {
        check_fallback(string_in(object, "text"), found);
    }
    return found;
}

json::value layout_of(const json::value& surface) {
    if (const auto* array = surface.if_array()) {
        json::array layout;
        for (const auto& item : *array) {
            layout.push_back(layout_of(item));
        }
        return layout;
    }
    if (const auto* object = surface.if_object()) {
        json::object layout;
        // Where marks could take effect the renderer falls back to plain text: the same place.
        const auto* type = object->if_contains("type");
        if (type != nullptr && (*type == "plain_text" || *type == "mrkdwn")) {
            return "text";
        }
        for (const auto& member : *object) {
            layout[member.key()] =
                member.key() == "type" ? member.value() : layout_of(member.value());
        }
        return layout;
    }
    return surface.is_string() ? json::value("") : surface;
}

}  // namespace fillrate::slack::testing
