#include "tests/slack/samples.hpp"

#include "integrations/slack/answer.hpp"
#include "integrations/slack/block_kit.hpp"
#include "integrations/slack/slack_platform.hpp"

#include <boost/json/serialize.hpp>

namespace fillrate::slack::samples {
namespace {

namespace json = boost::json;

chat::button make_button(std::string label, chat::button_tone tone, std::string_view confirm) {
    chat::button button;
    button.label = std::move(label);
    button.tone = tone;
    button.act.name = "release";
    button.act.subject = "req:104";
    button.act.value = "release|req:104|7|0123456789abcdef";
    button.confirm = confirm;
    return button;
}

chat::rich_text every_run(const std::string& foreign) {
    chat::rich_text text;
    text.push_back(chat::plain(foreign));
    text.push_back(chat::bold(foreign));
    text.push_back(chat::code(foreign));
    text.push_back({chat::inline_run::kind::person, foreign, "U0ROBIN", {}});
    text.push_back({chat::inline_run::kind::person, foreign, foreign, {}});
    text.push_back({chat::inline_run::kind::person, foreign, {}, {}});
    text.push_back(
        {chat::inline_run::kind::moment,
         "Tue 8 Dec 09:00 CST" + foreign,
         {},
         instant{seconds{1796742000}}}
    );
    return text;
}

chat::message every_block(const std::string& foreign) {
    chat::message message;
    message.title = "REQ-104 " + foreign;
    message.summary = "REQ-104 is open: " + foreign;
    message.tone = chat::tone::warning;
    message.blocks.emplace_back(chat::paragraph{every_run(foreign)});
    chat::field_list fields;
    fields.fields.emplace_back("Client", every_run(foreign));
    fields.fields.emplace_back(foreign, chat::rich_text{chat::plain("Memphis")});
    fields.fields.emplace_back("Empty", chat::rich_text{});
    message.blocks.emplace_back(std::move(fields));
    chat::button_row row;
    row.buttons.push_back(make_button("Release", chat::button_tone::primary, {}));
    row.buttons.push_back(make_button(foreign, chat::button_tone::danger, foreign));
    row.buttons.push_back(make_button("History", chat::button_tone::normal, {}));
    message.blocks.emplace_back(std::move(row));
    message.blocks.emplace_back(chat::divider{});
    chat::table table;
    table.caption = foreign;
    table.rows = {{"Requisition", "Title"}, {"REQ-104", foreign}, {"REQ-105"}};
    message.blocks.emplace_back(table);
    message.blocks.emplace_back(std::move(table));
    chat::rich_text hint{chat::plain("Waiting for " + foreign), chat::code("104 release")};
    message.blocks.emplace_back(chat::context_line{std::move(hint)});
    return message;
}

chat::form_field make_field(
    std::string id,
    chat::form_field::kind what,
    std::string value,
    const std::string& foreign
) {
    chat::form_field field;
    field.id = std::move(id);
    field.label = "Label " + foreign;
    field.what = what;
    field.value = std::move(value);
    field.hint = foreign;
    field.options = {{"li", "Light industrial"}, {"office", foreign}, {"it", "IT"}};
    return field;
}

surface_sample post_of(const chat::message& message, std::string_view id) {
    auto rendered = render_message(message);
    json::object payload;
    payload["id"] = id;
    json::object metadata;
    metadata["event_type"] = outbox_event_type;
    metadata["event_payload"] = std::move(payload);
    json::object arguments;
    arguments["channel"] = "C0OPS";
    arguments["text"] = rendered.text;
    arguments["blocks"] = std::move(rendered.blocks);
    arguments["metadata"] = std::move(metadata);
    arguments["mrkdwn"] = false;
    arguments["unfurl_links"] = false;
    arguments["unfurl_media"] = false;
    return {"message", json::serialize(arguments)};
}

surface_sample update_of(const chat::message& message) {
    auto rendered = render_message(message);
    json::object arguments;
    arguments["channel"] = "C0OPS";
    arguments["ts"] = "1796742000.000100";
    arguments["text"] = rendered.text;
    arguments["blocks"] = std::move(rendered.blocks);
    return {"update", json::serialize(arguments)};
}

void add_acks(
    std::vector<surface_sample>& into,
    const chat::message& message,
    const chat::form& form,
    const std::string& foreign
) {
    reply_route command;
    reply_route submission;
    submission.from = origin::view_form;
    submission.form_fields = {"title", "openings"};
    chat::reply reply;
    reply.who = chat::reply::visibility::everyone_here;
    reply.what = message;
    into.push_back({"ack", plan_answer(command, reply, true).ack_payload});
    into.push_back({"ack", plan_answer(submission, reply, true).ack_payload});
    reply.what = form;
    into.push_back({"ack", plan_answer(submission, reply, true).ack_payload});
    chat::form_problems problems;
    problems.by_field = {{"openings", foreign}, {"elsewhere", foreign}};
    reply.what = problems;
    into.push_back({"ack", plan_answer(command, reply, true).ack_payload});
    into.push_back({"ack", plan_answer(submission, reply, true).ack_payload});
    reply.settled = false;
    into.push_back({"ack", plan_answer(command, reply, true).ack_payload});
    into.push_back({"ack", plan_answer(submission, reply, true).ack_payload});
}

}  // namespace

std::vector<std::pair<std::string, chat::message>> messages(std::string_view foreign) {
    const std::string text(foreign);
    std::vector<std::pair<std::string, chat::message>> all;
    all.emplace_back("every_block", every_block(text));
    all.emplace_back("empty", chat::message{});
    chat::message sentence;
    sentence.summary = text;
    all.emplace_back("sentence", sentence);
    chat::message card;
    card.title = text;
    card.tone = chat::tone::bad;
    card.blocks.emplace_back(chat::button_row{{make_button("Undo", chat::button_tone::normal, {})}}
    );
    all.emplace_back("title_and_button", card);
    return all;
}

std::vector<std::pair<std::string, chat::form>> forms(std::string_view foreign) {
    using kind = chat::form_field::kind;
    const std::string text(foreign);
    chat::form form;
    form.title = "New " + text;
    form.submit = text.empty() ? "Save" : text;
    form.act.name = "req_new";
    form.act.value = "req_new||0|0123456789abcdef";
    form.fields.push_back(make_field("title", kind::line, text, text));
    form.fields.push_back(make_field("notes", kind::paragraph, text + "\n" + text, text));
    form.fields.push_back(make_field("openings", kind::number, "4", text));
    form.fields.push_back(make_field("category", kind::choice, "li", text));
    form.fields.push_back(make_field("tags", kind::choices, "li, it,unknown", text));
    form.fields.push_back(make_field("start", kind::date, "2026-12-08", text));
    form.fields.push_back(make_field("end", kind::date, text, text));
    form.fields.back().required = false;
    auto said = form;
    said.said = {{chat::bold(text)}, {chat::plain(text), chat::code(text)}};
    std::vector<std::pair<std::string, chat::form>> all;
    all.emplace_back("every_field", std::move(form));
    all.emplace_back("with_words_above", std::move(said));
    return all;
}

std::vector<surface_sample> surfaces(std::string_view foreign) {
    std::vector<surface_sample> all;
    const auto every_form = forms(foreign);
    for (const auto& [name, message] : messages(foreign)) {
        all.push_back(post_of(message, "01JDEXAMPLE" + name));
        all.push_back(update_of(message));
        all.push_back({"view", json::serialize(render_message_view(message))});
    }
    for (const auto& [name, form] : every_form) {
        all.push_back({"view", json::serialize(render_form_view(form))});
        all.push_back(post_of(form_as_message(form), name));
    }
    add_acks(
        all,
        messages(foreign).front().second,
        every_form.front().second,
        std::string(foreign)
    );
    return all;
}

const std::vector<std::string>& hostile_texts() {
    static const std::vector<std::string> texts{
        "<!channel>",
        "<!here>",
        "<!everyone>",
        "<@U0ANA>",
        "<#C0OPS>",
        "<!subteam^S1|@all>",
        "<https://evil.example|Approve>",
        "&lt;!channel&gt;",
        "&amp;lt;!here&amp;gt;",
        "<mailto:a@evil.example|HR>",
        "<!date^1796742000^{date}|now>",
        "*bold* _italic_ ~gone~ `code` ```block```",
        "> quote\n>>> all\n- list\n1. list",
        "*<!channel>*`<@U0ANA>`",
        "`<!here>`",
        ":tada: :skull:",
        "javascript:alert(1) data:text/html,x tel:+1",
        "\xE2\x80\xAE"
        "lennahc!<",
        std::string("a\0b\x1b[31mred\r\n\t", 13),
        "\xff\xfe broken \xed\xa0\x80 utf8",
        "%n%s{}{0}",
        "@channel @here",
        std::string(5000, '<') + std::string(5000, '&')};
    return texts;
}

}  // namespace fillrate::slack::samples
