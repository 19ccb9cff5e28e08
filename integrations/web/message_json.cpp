#include "integrations/web/message_json.hpp"

#include "core/base/text.hpp"

#include <boost/json.hpp>

#include <array>

namespace fillrate::web {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 4> tone_names{"neutral", "good", "warning", "bad"};
constexpr std::array<std::string_view, 3> button_tone_names{"normal", "primary", "danger"};

// Foreign text must not pose as something else by invisible characters (RELIABILITY.md N038).
json::string shown(std::string_view text) {
    return json::string(displayable_lines(text));
}

std::string_view name_of_kind(chat::form_field::kind kind) {
    switch (kind) {
        case chat::form_field::kind::line:
            return "line";
        case chat::form_field::kind::paragraph:
            return "paragraph";
        case chat::form_field::kind::number:
            return "number";
        case chat::form_field::kind::choice:
            return "choice";
        case chat::form_field::kind::choices:
            return "choices";
        case chat::form_field::kind::date:
            return "date";
        case chat::form_field::kind::file:
            return "file";
    }
    return "line";
}

json::value run_to_json(const chat::inline_run& run) {
    json::object out;
    switch (run.what) {
        case chat::inline_run::kind::plain:
        case chat::inline_run::kind::file:  // of which nobody made a link
            return shown(run.text);
        case chat::inline_run::kind::bold:
            out["b"] = shown(run.text);
            break;
        case chat::inline_run::kind::code:
            out["c"] = shown(run.text);
            break;
        case chat::inline_run::kind::link:
            out["a"] = shown(run.text);
            out["href"] = run.target;
            break;
        case chat::inline_run::kind::person:
            out["person"] = shown(run.text);
            if (!run.target.empty()) {
                out["id"] = run.target;
            }
            break;
        case chat::inline_run::kind::moment:
            out["moment"] = shown(run.text);
            out["at"] = to_unix_ms(run.at);
            break;
    }
    return out;
}

json::array to_json_runs(const chat::rich_text& text) {
    json::array out;
    for (const chat::inline_run& run : text) {
        out.push_back(run_to_json(run));
    }
    return out;
}

json::object button_to_json(const chat::button& button) {
    json::object out;
    out["label"] = shown(button.label);
    if (button.tone != chat::button_tone::normal) {
        out["tone"] = button_tone_names.at(static_cast<std::size_t>(button.tone));
    }
    out["value"] = button.act.value;
    if (!button.confirm.empty()) {
        out["confirm"] = shown(button.confirm);
    }
    return out;
}

struct block_writer {
    json::object operator()(const chat::paragraph& block) const {
        return {{"p", to_json_runs(block.text)}};
    }
    json::object operator()(const chat::field_list& block) const {
        json::array fields;
        for (const auto& [label, value] : block.fields) {
            fields.push_back(json::array{shown(label), to_json_runs(value)});
        }
        return {{"fields", std::move(fields)}};
    }
    json::object operator()(const chat::button_row& block) const {
        json::array buttons;
        for (const chat::button& button : block.buttons) {
            buttons.push_back(button_to_json(button));
        }
        return {{"buttons", std::move(buttons)}};
    }
    json::object operator()(const chat::context_line& block) const {
        return {{"context", to_json_runs(block.text)}};
    }
    json::object operator()(const chat::table& block) const {
        json::array rows;
        for (const auto& row : block.rows) {
            json::array cells;
            for (const std::string& cell : row) {
                cells.push_back(shown(cell));
            }
            rows.push_back(std::move(cells));
        }
        return {{"table", std::move(rows)}, {"caption", shown(block.caption)}};
    }
    json::object operator()(const chat::divider&) const { return {{"divider", true}}; }
};

// Reading. Whatever has not the shape written above makes the whole message unreadable.

struct unreadable {};

const json::value& member(const json::object& in, std::string_view key) {
    const json::value* found = in.if_contains(key);
    if (found == nullptr) {
        throw unreadable{};
    }
    return *found;
}

const json::object& as_object(const json::value& value) {
    if (!value.is_object()) {
        throw unreadable{};
    }
    return value.get_object();
}

const json::array& as_array(const json::value& value) {
    if (!value.is_array()) {
        throw unreadable{};
    }
    return value.get_array();
}

std::string as_text(const json::value& value) {
    if (!value.is_string()) {
        throw unreadable{};
    }
    return std::string(value.get_string());
}

std::string optional_text(const json::object& in, std::string_view key) {
    const json::value* found = in.if_contains(key);
    return found == nullptr ? std::string() : as_text(*found);
}

template <std::size_t N>
std::size_t index_in(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names.at(i) == name) {
            return i;
        }
    }
    throw unreadable{};
}

chat::inline_run run_from_json(const json::value& value) {
    if (value.is_string()) {
        return chat::plain(as_text(value));
    }
    const json::object& in = as_object(value);
    if (in.contains("b")) {
        return chat::bold(as_text(in.at("b")));
    }
    if (in.contains("c")) {
        return chat::code(as_text(in.at("c")));
    }
    if (in.contains("a")) {
        return {
            .what = chat::inline_run::kind::link,
            .text = as_text(in.at("a")),
            .target = as_text(member(in, "href"))};
    }
    if (in.contains("person")) {
        return {
            .what = chat::inline_run::kind::person,
            .text = as_text(in.at("person")),
            .target = optional_text(in, "id")};
    }
    const json::value& at = member(in, "at");
    if (!at.is_int64()) {
        throw unreadable{};
    }
    return {
        .what = chat::inline_run::kind::moment,
        .text = as_text(member(in, "moment")),
        .at = from_unix_ms(at.get_int64())};
}

chat::rich_text runs_from_json(const json::value& value) {
    chat::rich_text out;
    for (const json::value& run : as_array(value)) {
        out.push_back(run_from_json(run));
    }
    return out;
}

chat::button button_from_json(const json::value& value) {
    const json::object& in = as_object(value);
    chat::button out;
    out.label = as_text(member(in, "label"));
    out.act.value = as_text(member(in, "value"));
    out.confirm = optional_text(in, "confirm");
    if (const std::string tone = optional_text(in, "tone"); !tone.empty()) {
        out.tone = static_cast<chat::button_tone>(index_in(button_tone_names, tone));
    }
    return out;
}

chat::field_list fields_from_json(const json::value& value) {
    chat::field_list out;
    for (const json::value& field : as_array(value)) {
        const json::array& pair = as_array(field);
        if (pair.size() != 2) {
            throw unreadable{};
        }
        out.fields.emplace_back(as_text(pair[0]), runs_from_json(pair[1]));
    }
    return out;
}

chat::table table_from_json(const json::object& in) {
    chat::table out;
    out.caption = optional_text(in, "caption");
    for (const json::value& row : as_array(in.at("table"))) {
        auto& cells = out.rows.emplace_back();
        for (const json::value& cell : as_array(row)) {
            cells.push_back(as_text(cell));
        }
    }
    return out;
}

chat::block block_from_json(const json::value& value) {
    const json::object& in = as_object(value);
    if (in.contains("p")) {
        return chat::paragraph{runs_from_json(in.at("p"))};
    }
    if (in.contains("fields")) {
        return fields_from_json(in.at("fields"));
    }
    if (in.contains("buttons")) {
        chat::button_row row;
        for (const json::value& button : as_array(in.at("buttons"))) {
            row.buttons.push_back(button_from_json(button));
        }
        return row;
    }
    if (in.contains("context")) {
        return chat::context_line{runs_from_json(in.at("context"))};
    }
    if (in.contains("table")) {
        return table_from_json(in);
    }
    if (in.contains("divider")) {
        return chat::divider{};
    }
    throw unreadable{};
}

}  // namespace

json::object to_json(const chat::message& message) {
    json::array blocks;
    for (const chat::block& block : message.blocks) {
        blocks.push_back(std::visit(block_writer{}, block));
    }
    json::object out;
    if (!message.title.empty()) {
        out["title"] = shown(message.title);
    }
    if (!message.summary.empty()) {
        out["summary"] = shown(message.summary);
    }
    if (message.tone != chat::tone::neutral) {
        out["tone"] = tone_names.at(static_cast<std::size_t>(message.tone));
    }
    if (!blocks.empty()) {
        out["blocks"] = std::move(blocks);
    }
    return out;
}

json::object to_json(const chat::form& form) {
    json::array fields;
    for (const chat::form_field& field : form.fields) {
        json::object out{
            {"id", field.id},
            {"label", shown(field.label)},
            {"kind", name_of_kind(field.what)},
            {"required", field.required},
            {"max", field.max_length}};
        if (!field.value.empty()) {
            out["value"] = shown(field.value);
        }
        if (!field.hint.empty()) {
            out["hint"] = shown(field.hint);
        }
        if (!field.options.empty()) {
            json::array options;
            for (const chat::choice& option : field.options) {
                options.push_back(json::array{json::string(option.value), shown(option.label)});
            }
            out["options"] = std::move(options);
        }
        fields.push_back(std::move(out));
    }
    json::object out{
        {"title", shown(form.title)},
        {"submit", shown(form.submit)},
        {"value", form.act.value},
        {"fields", std::move(fields)}};
    if (!form.said.empty()) {
        json::array said;
        for (const auto& paragraph : form.said) {
            said.push_back(to_json_runs(paragraph));
        }
        out["said"] = std::move(said);
    }
    return out;
}

json::object to_json(const chat::reply& reply) {
    json::object out;
    const bool mine = reply.who == chat::reply::visibility::only_you;
    out["who"] = mine ? "only_you" : "everyone_here";
    out["settled"] = reply.settled;
    if (const auto* message = std::get_if<chat::message>(&reply.what)) {
        out["m"] = to_json(*message);
    } else if (const auto* form = std::get_if<chat::form>(&reply.what)) {
        out["form"] = to_json(*form);
    } else if (const auto* problems = std::get_if<chat::form_problems>(&reply.what)) {
        json::object by_field;
        for (const auto& [field, problem] : problems->by_field) {
            by_field[field] = shown(problem);
        }
        out["problems"] = std::move(by_field);
    }
    return out;
}

result<chat::message> message_from_json(const json::value& value) {
    try {
        const json::object& in = as_object(value);
        chat::message out;
        out.title = optional_text(in, "title");
        out.summary = optional_text(in, "summary");
        if (const std::string tone = optional_text(in, "tone"); !tone.empty()) {
            out.tone = static_cast<chat::tone>(index_in(tone_names, tone));
        }
        if (const json::value* blocks = in.if_contains("blocks")) {
            for (const json::value& block : as_array(*blocks)) {
                out.blocks.push_back(block_from_json(block));
            }
        }
        return out;
    } catch (const unreadable&) {
        return error(errc::invalid_input, "not a message as the web chat stores it");
    }
}

}  // namespace fillrate::web
