#include "integrations/net/json.hpp"
#include "integrations/slack/answer.hpp"
#include "integrations/slack/form_body.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <string>

namespace fillrate::slack {
namespace {

using visibility = chat::reply::visibility;

reply_route route_from(origin from) {
    reply_route route;
    route.from = from;
    route.trigger_id = "trigger";
    route.response_url = "https://hooks.slack.com/actions/1";
    route.channel = "C0OPS";
    route.user = "U0ANA";
    route.view_id = "V1";
    route.form_fields = {"title", "openings"};
    return route;
}

chat::reply say(std::string_view text, visibility who = visibility::only_you) {
    chat::message message;
    message.summary = text;
    chat::reply reply;
    reply.who = who;
    reply.what = message;
    return reply;
}

chat::reply ask() {
    chat::form form;
    form.title = "New requisition";
    form.act.value = "sealed";
    chat::form_field field;
    field.id = "title";
    field.label = "Title";
    form.fields.push_back(field);
    chat::reply reply;
    reply.what = form;
    return reply;
}

chat::reply object() {
    chat::form_problems problems;
    problems.by_field = {{"openings", "A number, please."}};
    chat::reply reply;
    reply.what = problems;
    return reply;
}

chat::reply unsettled() {
    auto reply = say("never shown");
    reply.settled = false;
    return reply;
}

boost::json::value read(const std::string& text) {
    return *net::parse_json_strict(text);
}
const api_call& call_in(const follow_up& what) {
    return std::get<api_call>(what);
}
form_body arguments_in(const follow_up& what) {
    return *form_body::parse(call_in(what).arguments().encoded());
}

TEST(answer, of_a_command_rides_on_the_acknowledgement) {
    const auto plan = plan_answer(route_from(origin::command), say("Hello"), true);
    const auto payload = read(plan.ack_payload);
    EXPECT_EQ(payload.at("response_type"), "ephemeral");
    EXPECT_EQ(payload.at("text"), "Hello");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(plan.after));
    const auto loud =
        plan_answer(route_from(origin::command), say("Hi", visibility::everyone_here), true);
    EXPECT_EQ(read(loud.ack_payload).at("response_type"), "in_channel");
}

TEST(answer, of_a_command_goes_to_the_response_url_when_the_acknowledgement_is_bare) {
    const auto plan = plan_answer(route_from(origin::command), say("Hello"), false);
    EXPECT_EQ(plan.ack_payload, "");
    EXPECT_EQ(read(std::get<response_post>(plan.after).json).at("text"), "Hello");
}

TEST(answer, of_nothing_is_an_empty_acknowledgement) {
    for (const auto from :
         {origin::command,
          origin::mention,
          origin::direct_message,
          origin::reaction,
          origin::message_button,
          origin::view_button,
          origin::view_form}) {
        const auto plan = plan_answer(route_from(from), chat::reply{}, true);
        EXPECT_TRUE(plan.acknowledge);
        EXPECT_EQ(plan.ack_payload, "");
        EXPECT_TRUE(std::holds_alternative<std::monostate>(plan.after));
    }
}

TEST(answer, opens_forms_by_trigger_and_says_when_that_failed) {
    for (const auto from : {origin::command, origin::message_button}) {
        const auto plan = plan_answer(route_from(from), ask(), true);
        EXPECT_EQ(plan.ack_payload, "");
        EXPECT_EQ(call_in(plan.after).method(), "views.open");
        const auto arguments = arguments_in(plan.after);
        EXPECT_EQ(arguments.value("trigger_id"), "trigger");
        EXPECT_EQ(read(std::string(arguments.value("view"))).at("private_metadata"), "sealed");
        EXPECT_TRUE(std::holds_alternative<response_post>(plan.if_failed));
    }
}

TEST(answer, of_a_mention_stays_in_its_thread) {
    auto route = route_from(origin::mention);
    route.thread = "1796742000.000100";
    const auto loud = plan_answer(route, say("Hi", visibility::everyone_here), false);
    EXPECT_EQ(call_in(loud.after).method(), "chat.postMessage");
    EXPECT_EQ(arguments_in(loud.after).value("thread_ts"), "1796742000.000100");
    EXPECT_EQ(arguments_in(loud.after).value("unfurl_links"), "false");
    const auto quiet = plan_answer(route, say("Hi"), false);
    EXPECT_EQ(call_in(quiet.after).method(), "chat.postEphemeral");
    EXPECT_EQ(arguments_in(quiet.after).value("user"), "U0ANA");
    EXPECT_FALSE(arguments_in(quiet.after).has("thread_ts"));
    route.thread_is_live = true;
    EXPECT_EQ(
        arguments_in(plan_answer(route, say("Hi"), false).after).value("thread_ts"),
        "1796742000.000100"
    );
    // A mention has no trigger: the form is offered by a button.
    const auto form = plan_answer(route, ask(), false);
    EXPECT_NE(arguments_in(form.after).value("blocks").find("sealed"), std::string_view::npos);
    // What was typed with it is typed again by the button, or stands there to be typed.
    auto asked = ask();
    std::get<chat::form>(asked.what).retype.value = "again";
    const auto kept = plan_answer(route, asked, false);
    const auto arguments = arguments_in(kept.after);
    const auto blocks = arguments.value("blocks");
    EXPECT_NE(blocks.find("again"), std::string_view::npos);
    EXPECT_EQ(blocks.find("sealed"), std::string_view::npos);
    auto longer = ask();
    std::get<chat::form>(longer.what).typed = "/hire req new must:PLC";
    const auto shown = plan_answer(route, longer, false);
    EXPECT_NE(
        arguments_in(shown.after).value("blocks").find("req new must:PLC"),
        std::string_view::npos
    );
}

TEST(answer, of_a_direct_message_is_a_message) {
    const auto plan = plan_answer(route_from(origin::direct_message), say("Hi"), false);
    EXPECT_EQ(call_in(plan.after).method(), "chat.postMessage");
    EXPECT_FALSE(arguments_in(plan.after).has("thread_ts"));
    EXPECT_FALSE(arguments_in(plan.after).has("user"));
}

TEST(answer, of_a_button_leaves_the_card_alone) {
    const auto plan = plan_answer(route_from(origin::message_button), say("Done"), true);
    EXPECT_EQ(plan.ack_payload, "");
    const auto payload = read(std::get<response_post>(plan.after).json);
    EXPECT_EQ(payload.at("replace_original"), false);
    EXPECT_EQ(payload.at("response_type"), "ephemeral");
    auto without = route_from(origin::message_button);
    without.response_url.clear();
    EXPECT_EQ(
        call_in(plan_answer(without, say("Done"), true).after).method(),
        "chat.postEphemeral"
    );
    without.channel.clear();
    EXPECT_TRUE(std::holds_alternative<std::monostate>(plan_answer(without, say("Done"), true).after
    ));
}

TEST(answer, inside_a_view_replaces_the_view) {
    for (const auto& reply : {say("Done"), ask(), object(), unsettled()}) {
        const auto plan = plan_answer(route_from(origin::view_button), reply, true);
        EXPECT_EQ(call_in(plan.after).method(), "views.update");
        EXPECT_EQ(arguments_in(plan.after).value("view_id"), "V1");
    }
}

TEST(answer, of_a_form_is_a_view_or_errors_at_its_fields) {
    const auto route = route_from(origin::view_form);
    const auto done = read(plan_answer(route, say("Saved"), true).ack_payload);
    EXPECT_EQ(done.at("response_action"), "update");
    EXPECT_EQ(done.at("view").at("type"), "modal");
    const auto next = read(plan_answer(route, ask(), true).ack_payload);
    EXPECT_EQ(next.at("view").at("private_metadata"), "sealed");
    EXPECT_EQ(
        plan_answer(route, object(), true).ack_payload,
        R"({"response_action":"errors","errors":{"openings":"A number, please."}})"
    );
    EXPECT_EQ(
        plan_answer(route, unsettled(), true).ack_payload,
        R"({"response_action":"errors","errors":{"title":"Not saved. Please try again."}})"
    );
    auto without = route;
    without.form_fields.clear();
    EXPECT_EQ(
        read(plan_answer(without, unsettled(), true).ack_payload).at("response_action"),
        "update"
    );
    EXPECT_EQ(call_in(plan_answer(route, say("Saved"), false).after).method(), "views.open");
}

TEST(answer, claims_nothing_that_was_not_stored) {
    EXPECT_FALSE(plan_answer(route_from(origin::mention), unsettled(), false).acknowledge);
    EXPECT_FALSE(plan_answer(route_from(origin::direct_message), unsettled(), false).acknowledge);
    EXPECT_FALSE(plan_answer(route_from(origin::reaction), unsettled(), false).acknowledge);
    const auto command = plan_answer(route_from(origin::command), unsettled(), true);
    EXPECT_TRUE(command.acknowledge);
    EXPECT_EQ(read(command.ack_payload).at("text"), "Not saved. Please try again.");
    const auto press = plan_answer(route_from(origin::message_button), unsettled(), true);
    EXPECT_EQ(
        read(std::get<response_post>(press.after).json).at("text"),
        "Not saved. Please try again."
    );
    auto form = ask();
    form.settled = false;
    const auto refused = plan_answer(route_from(origin::command), form, true);
    EXPECT_EQ(read(refused.ack_payload).at("text"), "Not saved. Please try again.");
}

}  // namespace
}  // namespace fillrate::slack
