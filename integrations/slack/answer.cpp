#include "integrations/slack/answer.hpp"

#include "integrations/slack/block_kit.hpp"

#include <boost/json/serialize.hpp>

#include <utility>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using visibility = chat::reply::visibility;

chat::message not_saved() {
    chat::message message;
    message.summary = "Not saved. Please try again.";
    message.tone = chat::tone::warning;
    return message;
}

// What is to be shown, where only a message can be.
chat::message as_message(const chat::reply& reply) {
    if (!reply.settled) {
        return not_saved();
    }
    if (const auto* message = std::get_if<chat::message>(&reply.what)) {
        return *message;
    }
    if (const auto* form = std::get_if<chat::form>(&reply.what)) {
        return form_as_message(*form);
    }
    if (const auto* problems = std::get_if<chat::form_problems>(&reply.what)) {
        return problems_as_message(*problems);
    }
    return {};
}

bool is_silent(const chat::reply& reply) {
    return reply.settled && std::holds_alternative<std::monostate>(reply.what);
}

const chat::form* form_of(const chat::reply& reply) {
    return reply.settled ? std::get_if<chat::form>(&reply.what) : nullptr;
}

bool is_public(const chat::reply& reply) {
    return reply.settled && reply.who == visibility::everyone_here;
}

json::object message_payload(const chat::message& message, bool everyone) {
    auto rendered = render_message(message);
    json::object payload;
    payload["response_type"] = everyone ? "in_channel" : "ephemeral";
    payload["text"] = std::move(rendered.text);
    payload["blocks"] = std::move(rendered.blocks);
    return payload;
}

follow_up open_view(const reply_route& route, json::object view) {
    api_arguments arguments;
    arguments.add("trigger_id", route.trigger_id);
    arguments.add_json("view", json::value(std::move(view)));
    return api_call("views.open", std::move(arguments));
}

follow_up update_view(const reply_route& route, json::object view) {
    api_arguments arguments;
    arguments.add("view_id", route.view_id);
    arguments.add_json("view", json::value(std::move(view)));
    return api_call("views.update", std::move(arguments));
}

// In the conversation: to all as a message, to one as an ephemeral message, which Slack shows in a
// thread only when the thread has begun.
follow_up post_in_place(const reply_route& route, const chat::message& message, bool everyone) {
    if (route.channel.empty()) {
        return {};
    }
    auto rendered = render_message(message);
    const bool ephemeral = !everyone && route.from != origin::direct_message;
    api_arguments arguments;
    arguments.add("channel", route.channel);
    if (ephemeral) {
        arguments.add("user", route.user);
    }
    if (!ephemeral || route.thread_is_live) {
        arguments.add("thread_ts", route.thread);
    }
    arguments.add("text", rendered.text);
    arguments.add_json("blocks", json::value(std::move(rendered.blocks)));
    if (ephemeral) {
        return api_call("chat.postEphemeral", std::move(arguments));
    }
    arguments.add("mrkdwn", "false");
    arguments.add("unfurl_links", "false");
    arguments.add("unfurl_media", "false");
    return api_call("chat.postMessage", std::move(arguments));
}

follow_up respond(const reply_route& route, const chat::message& message, bool everyone) {
    if (route.response_url.empty()) {
        return post_in_place(route, message, everyone);
    }
    auto payload = message_payload(message, everyone);
    payload["replace_original"] = false;
    if (everyone && !route.thread.empty()) {
        payload["thread_ts"] = route.thread;
    }
    return response_post{route.response_url, json::serialize(payload)};
}

follow_up say_form_failed(const reply_route& route) {
    chat::message message;
    message.summary = "The form could not be opened in time. Please try again.";
    message.tone = chat::tone::warning;
    return respond(route, message, false);
}

answer_plan open_form(const reply_route& route, const chat::form& form) {
    answer_plan plan;
    plan.after = open_view(route, render_form_view(form));
    plan.if_failed = say_form_failed(route);
    return plan;
}

answer_plan plan_command(const reply_route& route, const chat::reply& reply, bool may_carry) {
    if (const auto* form = form_of(reply)) {
        return open_form(route, *form);
    }
    answer_plan plan;
    const auto message = as_message(reply);
    if (may_carry) {
        plan.ack_payload = json::serialize(message_payload(message, is_public(reply)));
    } else {
        plan.after = respond(route, message, is_public(reply));
    }
    return plan;
}

answer_plan plan_event(const reply_route& route, const chat::reply& reply) {
    answer_plan plan;
    if (!reply.settled) {
        plan.acknowledge = false;
        return plan;
    }
    plan.after = post_in_place(route, as_message(reply), is_public(reply));
    return plan;
}

answer_plan plan_message_button(const reply_route& route, const chat::reply& reply) {
    if (const auto* form = form_of(reply)) {
        return open_form(route, *form);
    }
    answer_plan plan;
    plan.after = respond(route, as_message(reply), is_public(reply));
    return plan;
}

answer_plan plan_view_button(const reply_route& route, const chat::reply& reply) {
    answer_plan plan;
    const auto* form = form_of(reply);
    auto view = form != nullptr ? render_form_view(*form) : render_message_view(as_message(reply));
    plan.after = update_view(route, std::move(view));
    return plan;
}

// Errors keep the form open with what was typed; only its own blocks may carry them.
json::object form_errors(const reply_route& route, const chat::reply& reply) {
    if (!reply.settled) {
        chat::form_problems problems;
        problems.by_field.emplace_back(std::string{}, not_saved().summary);
        return render_problems(problems, route.form_fields);
    }
    if (const auto* problems = std::get_if<chat::form_problems>(&reply.what)) {
        return render_problems(*problems, route.form_fields);
    }
    return {};
}

answer_plan plan_form(const reply_route& route, const chat::reply& reply, bool may_carry) {
    answer_plan plan;
    const auto* form = form_of(reply);
    auto view = form != nullptr ? render_form_view(*form) : render_message_view(as_message(reply));
    if (!may_carry) {
        plan.after = open_view(route, std::move(view));
        return plan;
    }
    json::object payload;
    auto errors = form_errors(route, reply);
    if (!errors.empty()) {
        payload["response_action"] = "errors";
        payload["errors"] = std::move(errors);
    } else {
        payload["response_action"] = "update";
        payload["view"] = std::move(view);
    }
    plan.ack_payload = json::serialize(payload);
    return plan;
}

}  // namespace

bool is_event(origin from) noexcept {
    return from == origin::mention || from == origin::direct_message || from == origin::reaction ||
           from == origin::presence;
}

answer_plan plan_answer(
    const reply_route& route,
    const chat::reply& reply,
    bool may_carry_payload
) {
    if (is_silent(reply)) {
        return {};
    }
    switch (route.from) {
        case origin::command:
            return plan_command(route, reply, may_carry_payload);
        case origin::mention:
        case origin::direct_message:
        case origin::reaction:
        case origin::presence:
            return plan_event(route, reply);
        case origin::message_button:
            return plan_message_button(route, reply);
        case origin::view_button:
            return plan_view_button(route, reply);
        case origin::view_form:
            return plan_form(route, reply, may_carry_payload);
    }
    return {};
}

}  // namespace fillrate::slack
