#include "integrations/web/protocol.hpp"

#include "core/base/text.hpp"
#include "integrations/net/json.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fillrate::web {
namespace {

namespace json = boost::json;

constexpr std::size_t max_id_bytes = 64;
constexpr std::size_t max_name_bytes = 128;    // of a channel, thread, persona or field
constexpr std::size_t max_value_bytes = 1000;  // of a sealed action
constexpr std::size_t max_channels = 100;
constexpr double max_speed = 3600;
constexpr std::int64_t max_advance_minutes = 31 * 24 * 60;

// Thrown and caught in this file only, so that reading a field is one expression.
struct refusal {
    std::string reason{};
};

bool is_id(std::string_view text) noexcept {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= max_id_bytes && std::ranges::all_of(text, allowed);
}

bool is_name(std::string_view text) noexcept {
    const auto printable = [](char c) { return c > ' ' && c < '\x7f'; };
    return text.size() <= max_name_bytes && std::ranges::all_of(text, printable);
}

std::string text_of(const json::object& in, std::string_view key, std::size_t max_bytes) {
    const json::value* found = in.if_contains(key);
    if (found == nullptr || !found->is_string()) {
        throw refusal{"\"" + std::string(key) + "\" must be a text"};
    }
    const json::string& text = found->get_string();
    if (text.size() > max_bytes) {
        throw refusal{"That is too long: at most " + std::to_string(max_bytes) + " bytes."};
    }
    return std::string(text);
}

std::string name_in(const json::object& in, std::string_view key) {
    std::string name = text_of(in, key, max_name_bytes);
    if (name.empty() || !is_name(name)) {
        throw refusal{"\"" + std::string(key) + "\" is not a name"};
    }
    return name;
}

double number_of(const json::object& in, std::string_view key) {
    const json::value* found = in.if_contains(key);
    if (found == nullptr || !found->is_number()) {
        throw refusal{"\"" + std::string(key) + "\" must be a number"};
    }
    return found->to_number<double>();
}

hello hello_from(const json::object& in) {
    hello out;
    out.as = text_of(in, "as", max_name_bytes);
    const json::value* since = in.if_contains("since");
    if (since == nullptr) {
        return out;
    }
    if (!since->is_object() || since->get_object().size() > max_channels) {
        throw refusal{"\"since\" must be an object of entry ids"};
    }
    for (const auto& [channel, id] : since->get_object()) {
        if (!id.is_string() || !is_entry_id(id.get_string()) || !is_name(channel)) {
            throw refusal{"\"since\" must be an object of entry ids"};
        }
        out.since.emplace(std::string(channel), std::string(id.get_string()));
    }
    return out;
}

command addressed(const json::object& in, std::string id) {
    command out;
    out.id = std::move(id);
    out.as = name_in(in, "as");
    out.channel = name_in(in, "channel");
    if (in.contains("thread")) {
        out.thread = text_of(in, "thread", max_name_bytes);
        if (!is_name(out.thread)) {
            throw refusal{"\"thread\" is not a name"};
        }
    }
    return out;
}

/// The rest of a line that is said to the bot by name, as it is in Slack and Teams: "@bot 104".
std::string_view without_bot(std::string_view line) {
    constexpr std::string_view bot = "@bot";
    const bool named = equal_ignoring_case(line.substr(0, bot.size()), bot) &&
                       (line.size() == bot.size() || line[bot.size()] == ' ');
    return named ? trim(line.substr(bot.size())) : line;
}

command line_from(
    const json::object& in,
    std::string id,
    std::string_view root_command,
    const limits& bounds
) {
    command out = addressed(in, std::move(id));
    const std::string text = text_of(in, "text", bounds.line_bytes);
    std::string_view line = without_bot(trim(text));
    out.surface = "mention";
    if (line.starts_with(root_command) &&
        (line.size() == root_command.size() || line[root_command.size()] == ' ')) {
        line = trim(line.substr(root_command.size()));
        out.surface = "slash";
    }
    chat::typed_line typed;
    typed.runs.push_back({chat::text_run::kind::plain, std::string(line)});
    out.what = std::move(typed);
    return out;
}

command press_from(const json::object& in, std::string id) {
    command out = addressed(in, std::move(id));
    out.surface = "button";
    out.what = chat::button_press{text_of(in, "value", max_value_bytes)};
    return out;
}

command form_from(const json::object& in, std::string id, const limits& bounds) {
    command out = addressed(in, std::move(id));
    out.surface = "form";
    chat::form_submission form;
    form.value = text_of(in, "value", max_value_bytes);
    const json::value* fields = in.if_contains("fields");
    if (fields == nullptr || !fields->is_object() || fields->get_object().size() > bounds.fields) {
        throw refusal{"\"fields\" must be an object of texts"};
    }
    for (const auto& [name, value] : fields->get_object()) {
        if (!value.is_string() || !is_name(name)) {
            throw refusal{"\"fields\" must be an object of texts"};
        }
        const json::string& text = value.get_string();
        if (text.size() > bounds.text_bytes) {
            throw refusal{
                "That is too long: at most " + std::to_string(bounds.text_bytes) +
                " bytes a field."};
        }
        form.fields.emplace(std::string(name), std::string(text));
    }
    out.what = std::move(form);
    return out;
}

clock_order clock_from(const json::object& in, std::string id) {
    clock_order out;
    out.id = std::move(id);
    const std::string op = text_of(in, "op", max_name_bytes);
    if (op == "speed") {
        out.what = clock_order::kind::speed;
        out.speed = number_of(in, "speed");
        if (!(out.speed >= 0 && out.speed <= max_speed)) {
            throw refusal{"The speed goes from 0 to 3600."};
        }
    } else if (op == "advance") {
        out.what = clock_order::kind::advance;
        const double by = number_of(in, "minutes");
        if (!(by >= 1 && by <= static_cast<double>(max_advance_minutes))) {
            throw refusal{"The clock moves forward by 1 minute to 31 days."};
        }
        out.by = minutes(std::llround(by));
    } else if (op == "next") {
        out.what = clock_order::kind::next;
    } else {
        throw refusal{"unknown clock operation"};
    }
    return out;
}

frame frame_from(
    const json::object& in,
    const std::string& id,
    std::string_view root_command,
    const limits& bounds
) {
    const std::string kind = text_of(in, "t", max_name_bytes);
    if (kind == "hello") {
        return hello_from(in);
    }
    if (id.empty()) {
        throw refusal{"\"id\" must be 1 to 64 letters, digits, '-' or '_'"};
    }
    if (kind == "line") {
        return line_from(in, id, root_command, bounds);
    }
    if (kind == "press") {
        return press_from(in, id);
    }
    if (kind == "form") {
        return form_from(in, id, bounds);
    }
    if (kind == "clock") {
        return clock_from(in, id);
    }
    throw refusal{"unknown kind of frame"};
}

}  // namespace

bool is_entry_id(std::string_view text) noexcept {
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() <= 19 &&
               std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::size_t dash = text.find('-');
    return dash != std::string_view::npos && digits(text.substr(0, dash)) &&
           digits(text.substr(dash + 1));
}

std::variant<frame, refused_frame> parse_frame(
    std::string_view text,
    std::string_view root_command,
    const limits& bounds
) {
    const auto parsed = net::parse_json_strict(text);
    if (!parsed || !parsed->is_object()) {
        return refused_frame{{}, "not a JSON object"};
    }
    const json::object& in = parsed->get_object();
    std::string id;
    if (const json::value* given = in.if_contains("id");
        given != nullptr && given->is_string() && is_id(given->get_string())) {
        id = given->get_string();
    }
    try {
        return frame_from(in, id, root_command, bounds);
    } catch (refusal& why) {
        return refused_frame{std::move(id), std::move(why.reason)};
    }
}

}  // namespace fillrate::web
