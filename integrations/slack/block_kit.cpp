#include "integrations/slack/block_kit.hpp"

#include "core/base/text.hpp"
#include "integrations/slack/block_kit_blocks.hpp"
#include "integrations/slack/limits.hpp"
#include "integrations/slack/rich_text.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::slack {
namespace {

namespace json = boost::json;

std::string title_with_tone(const chat::message& message) {
    switch (message.tone) {
        case chat::tone::neutral:
            return message.title;
        case chat::tone::good:
            return "✅ " + message.title;
        case chat::tone::warning:
            return "⚠️ " + message.title;
        case chat::tone::bad:
            return "🛑 " + message.title;
    }
    return message.title;
}

// The sentence that stands for the whole message.
std::string sentence_of(const chat::message& message) {
    if (!trim(displayable(message.summary)).empty()) {
        return message.summary;
    }
    return trim(displayable(message.title)).empty() ? "Done." : message.title;
}

json::array render_blocks(const chat::message& message, surface where, std::size_t max_blocks) {
    block_list list(where, max_blocks);
    if (!message.title.empty()) {
        list.add_title(title_with_tone(message));
    }
    const bool has_paragraph =
        std::any_of(message.blocks.begin(), message.blocks.end(), [](const auto& block) {
            const auto* paragraph = std::get_if<chat::paragraph>(&block);
            return paragraph != nullptr && !trim(displayable(flatten(paragraph->text))).empty();
        });
    if (!has_paragraph) {
        list.add_paragraph({chat::plain(sentence_of(message))});
    }
    for (const auto& block : message.blocks) {
        list.add(block);
    }
    return list.finish();
}

json::object modal(std::string_view callback, std::string_view title, json::array blocks) {
    json::object view;
    view["type"] = "modal";
    view["callback_id"] = callback;
    view["title"] = plain_text(title, limits::view_title);
    view["blocks"] = std::move(blocks);
    return view;
}

}  // namespace

rendered_message render_message(const chat::message& message) {
    rendered_message rendered;
    rendered.text = escape_mrkdwn(sentence_of(message), limits::fallback_text);
    rendered.blocks = render_blocks(message, surface::message, limits::message_blocks);
    return rendered;
}

json::object render_message_view(const chat::message& message) {
    const auto& title = message.title.empty() ? "Answer" : message.title;
    auto view = modal(
        "fillrate_message",
        title,
        render_blocks(message, surface::modal, limits::view_blocks)
    );
    view["close"] = plain_text("Close", limits::view_button);
    return view;
}

json::object render_problems(
    const chat::form_problems& problems,
    const std::vector<std::string>& blocks
) {
    json::object errors;
    std::string elsewhere;
    for (const auto& [field, problem] : problems.by_field) {
        const auto shown = abbreviate(displayable(problem), limits::field_problem);
        const bool is_of_form = std::find(blocks.begin(), blocks.end(), field) != blocks.end();
        if (is_of_form && errors.if_contains(field) == nullptr) {
            errors[field] = shown.empty() ? std::string("Please check this.") : shown;
        } else {
            elsewhere += (elsewhere.empty() ? "" : " ") + shown;
        }
    }
    const bool must_say = !elsewhere.empty() || errors.empty();
    if (must_say && !blocks.empty()) {
        auto& first = errors[blocks.front()];
        std::string text = first.is_string() ? std::string(first.get_string()) + " " : "";
        text += elsewhere.empty() ? "Please check this form." : elsewhere;
        first = abbreviate(text, limits::field_problem);
    }
    return errors;
}

chat::message problems_as_message(const chat::form_problems& problems) {
    chat::message message;
    message.title = "This could not be saved";
    message.tone = chat::tone::warning;
    for (const auto& [field, problem] : problems.by_field) {
        message.summary += (message.summary.empty() ? "" : " ") + problem;
        message.blocks.emplace_back(chat::paragraph{{chat::plain(problem)}});
    }
    if (message.summary.empty()) {
        message.summary = "This could not be saved.";
    }
    return message;
}

chat::message form_as_message(const chat::form& form) {
    chat::message message;
    message.title = form.title;
    message.summary = "A few details are missing. Open the form to fill them in.";
    chat::button open;
    open.label = "Open the form";
    open.tone = chat::button_tone::primary;
    open.act = form.retype.value.empty() ? form.act : form.retype;
    message.blocks.emplace_back(chat::paragraph{{chat::plain(message.summary)}});
    message.blocks.emplace_back(chat::button_row{{std::move(open)}});
    if (!form.typed.empty()) {
        message.blocks.emplace_back(chat::context_line{
            {chat::plain("It opens with what you wrote when you type: "), chat::code(form.typed)}});
    }
    return message;
}

}  // namespace fillrate::slack
