#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "integrations/slack/block_kit.hpp"
#include "integrations/slack/block_kit_blocks.hpp"
#include "integrations/slack/limits.hpp"
#include "integrations/slack/rich_text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using chat::form_field;

json::object element_of_type(std::string_view type) {
    json::object element;
    element["type"] = type;
    element["action_id"] = "value";
    return element;
}

json::object text_input(const form_field& field) {
    auto element = element_of_type("plain_text_input");
    const auto max_length = std::clamp<std::size_t>(field.max_length, 1, limits::input_max_length);
    const bool is_multiline = field.what == form_field::kind::paragraph;
    element["multiline"] = is_multiline;
    element["max_length"] = max_length;
    const auto value = is_multiline ? displayable_lines(field.value) : displayable(field.value);
    if (!value.empty()) {
        element["initial_value"] = truncate_code_points(value, max_length);
    }
    return element;
}

bool is_decimal(std::string_view text) {
    double number = 0;
    const auto* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    return parsed.ec == std::errc{} && parsed.ptr == end;
}

json::object number_input(const form_field& field) {
    auto element = element_of_type("number_input");
    element["is_decimal_allowed"] = true;
    if (is_decimal(field.value)) {
        element["initial_value"] = field.value;
    }
    return element;
}

json::object date_input(const form_field& field) {
    auto element = element_of_type("datepicker");
    if (parse_date(field.value)) {
        element["initial_date"] = field.value;
    }
    return element;
}

json::object option_object(const chat::choice& choice) {
    json::object option;
    option["text"] = plain_text(choice.label, limits::option_text);
    option["value"] = choice.value;
    return option;
}

// An option whose value does not fit cannot be sent back whole, so it is not offered.
std::vector<chat::choice> usable_options(const form_field& field) {
    std::vector<chat::choice> usable;
    for (const auto& choice : field.options) {
        const bool fits = !choice.value.empty() && is_valid_utf8(choice.value) &&
                          count_code_points(choice.value) <= limits::option_value;
        if (fits && usable.size() < limits::select_options * limits::option_groups) {
            usable.push_back(choice);
        }
    }
    return usable;
}

void set_options(json::object& element, const std::vector<chat::choice>& choices) {
    json::array groups;
    json::array options;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        options.push_back(option_object(choices[i]));
        const bool is_full = options.size() == limits::select_options;
        if (choices.size() > limits::select_options && (is_full || i + 1 == choices.size())) {
            const auto& first = choices[i + 1 - options.size()];
            json::object group;
            group["label"] =
                plain_text(first.label + " – " + choices[i].label, limits::option_text);
            group["options"] = std::exchange(options, {});
            groups.push_back(std::move(group));
        }
    }
    if (groups.empty()) {
        element["options"] = std::move(options);
    } else {
        element["option_groups"] = std::move(groups);
    }
}

json::object select_input(const form_field& field) {
    const auto choices = usable_options(field);
    if (choices.empty()) {
        return text_input(field);
    }
    const bool is_single = field.what == form_field::kind::choice;
    auto element = element_of_type(is_single ? "static_select" : "multi_static_select");
    set_options(element, choices);
    json::array chosen;
    for (const auto wanted :
         is_single ? std::vector<std::string_view>{field.value} : split(field.value, ',')) {
        const auto found =
            std::find_if(choices.begin(), choices.end(), [wanted](const auto& choice) {
                return choice.value == trim(wanted);
            });
        if (found != choices.end()) {
            chosen.push_back(option_object(*found));
        }
    }
    if (chosen.empty()) {
        return element;
    }
    if (is_single) {
        element["initial_option"] = chosen.front();
    } else {
        element["initial_options"] = std::move(chosen);
    }
    return element;
}

json::object file_input() {
    auto element = element_of_type("file_input");
    element["filetypes"] = json::array{"pdf", "docx"};
    element["max_files"] = 1;
    return element;
}

json::object input_element(const form_field& field) {
    switch (field.what) {
        case form_field::kind::line:
        case form_field::kind::paragraph:
            return text_input(field);
        case form_field::kind::number:
            return number_input(field);
        case form_field::kind::choice:
        case form_field::kind::choices:
            return select_input(field);
        case form_field::kind::date:
            return date_input(field);
        case form_field::kind::file:
            return file_input();
    }
    return text_input(field);
}

}  // namespace

json::object render_form_view(const chat::form& form) {
    block_list said(surface::modal, limits::view_blocks / 2);
    for (const auto& paragraph : form.said) {
        said.add_paragraph(paragraph);
    }
    json::array blocks = said.finish();
    for (const auto& field : form.fields) {
        if (blocks.size() == limits::view_blocks) {
            break;
        }
        json::object block;
        block["type"] = "input";
        block["block_id"] = truncate_bytes(field.id, limits::identifier);
        block["label"] = plain_text(field.label, limits::input_label);
        block["optional"] = !field.required;
        if (!field.hint.empty()) {
            block["hint"] = plain_text(field.hint, limits::input_hint);
        }
        block["element"] = input_element(field);
        blocks.push_back(std::move(block));
    }
    json::object view;
    view["type"] = "modal";
    view["callback_id"] = "fillrate_form";
    view["private_metadata"] = truncate_bytes(form.act.value, limits::private_metadata);
    view["title"] = plain_text(form.title, limits::view_title);
    view["submit"] = plain_text(form.submit, limits::view_button);
    view["close"] = plain_text("Cancel", limits::view_button);
    view["blocks"] = std::move(blocks);
    return view;
}

}  // namespace fillrate::slack
