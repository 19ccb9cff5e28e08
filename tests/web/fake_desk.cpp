#include "tests/web/fake_desk.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::testing {
namespace {

using chat::bold;
using chat::code;
using chat::plain;

chat::button button(std::string label, std::string value) {
    chat::button out;
    out.label = std::move(label);
    out.act.value = std::move(value);
    return out;
}

chat::reply only_you(chat::message message) {
    chat::reply out;
    out.what = std::move(message);
    return out;
}

chat::form_field field(std::string id, std::string label, chat::form_field::kind what) {
    chat::form_field out;
    out.id = std::move(id);
    out.label = std::move(label);
    out.what = what;
    return out;
}

chat::message requisition_card(const std::string& status) {
    chat::message out;
    out.title = "REQ-104 Controls Engineer, Acorn Robotics Phoenix";
    out.summary = "REQ-104 is now " + status + ".";
    out.tone = status == "released" ? chat::tone::good : chat::tone::neutral;
    out.blocks.emplace_back(chat::field_list{
        {{"State", {bold(status)}},
         {"Openings", {plain("2")}},
         {"Priority", {plain("P1")}},
         {"Pay", {plain("$42.50 an hour")}}}});
    chat::button release = button("Release", "press:release");
    release.tone = chat::button_tone::primary;
    chat::button cancel = button("Cancel it", "press:cancel");
    cancel.tone = chat::button_tone::danger;
    cancel.confirm = "Cancel REQ-104 for everybody?";
    out.blocks.emplace_back(chat::button_row{
        {release, button("Hold", "press:hold"), cancel, button("Edit", "open:form")}});
    out.blocks.emplace_back(chat::context_line{{plain("Robin's turn. Next: "), code("104 release")}}
    );
    return out;
}

}  // namespace

chat::message says(std::string text) {
    chat::message out;
    out.summary = std::move(text);
    return out;
}

web::directory sample_directory() {
    using web::channel_kind;
    web::directory out;
    out.organisation = "Acme Staffing";
    out.bot_name = "Acme Hiring Desk";
    out.edition = "e1";
    out.channels = {
        {"hiring", "#hiring", "Everything in work at Acme Staffing", channel_kind::internal},
        {"acorn", "#acorn-robotics", "With the people of Acorn Robotics", channel_kind::client},
        {"quill", "#quillfeather", "With Quillfeather IT", channel_kind::supplier},
        {"dm-robin", "Hiring Desk", "Only you and the desk", channel_kind::direct},
        {"dm-ana", "Hiring Desk", "Only you and the desk", channel_kind::direct}};
    out.personas = {
        {"robin",
         "Robin Quill",
         "Account manager, Acme Staffing",
         {"hiring", "acorn", "quill", "dm-robin"}},
        {"ana", "Ana Petrov-Lind", "Hiring manager, Acorn Robotics", {"acorn", "dm-ana"}},
        {"sol", "Sol Feather", "Recruiter, Quillfeather IT", {"quill"}},
        {"dana", "Dana Frost", "Operations, Acme Staffing", {"hiring"}}};
    out.steps = {
        {"robin", "hiring", "blocks", "Everything a message can hold, for Robin only."},
        {"ana",
         "acorn",
         "public 104 note \"two more in May\"",
         "Ana tells everybody in her channel."},
        {"robin", "hiring", "card released", "The card of REQ-104 changes where it stands."}};
    out.verbs = {
        {"req new", "Open a requisition with a form"},
        {"req list open", "Open requisitions, oldest first"},
        {"104", "Show a requisition"},
        {"104 submit", "Send it to intake"},
        {"104 hold budget", "Stop its clocks, with a reason"},
        {"104 release", "Show it to suppliers"},
        {"104 note \"called the site\"", "Keep a note"},
        {"me undo", "Take back what you did last"},
        {"help", "What can be done here"}};
    return out;
}

chat::message every_block() {
    chat::message out;
    out.title = "REQ-104 Controls Engineer";
    out.summary = "REQ-104 waits for Acorn Robotics.";
    out.tone = chat::tone::warning;
    chat::inline_run person{.what = chat::inline_run::kind::person, .text = "Ana", .target = "ana"};
    chat::inline_run moment{
        .what = chat::inline_run::kind::moment,
        .text = "Mon 30 Nov 15:00 MST",
        .at = from_unix_ms(1796076000000)};
    out.blocks.emplace_back(chat::paragraph{
        {plain("With "),
         person,
         plain(" since "),
         moment,
         plain(": "),
         bold("two presented"),
         plain(", none decided. "),
         chat::link("https://files.example/paige.pdf")}});
    out.blocks.emplace_back(chat::field_list{
        {{"Client", {plain("Acorn Robotics, Phoenix")}},
         {"Openings", {plain("2, one filled")}},
         {"Note", {plain(std::string(canary))}}}});
    out.blocks.emplace_back(chat::divider{});
    out.blocks.emplace_back(chat::table{
        "Suppliers at work",
        {{"Supplier", "Since", "Presented"},
         {"Quillfeather IT", "24 Nov", "2"},
         {"Hammer & Tongs Staffing", "25 Nov", "0"}}});
    out.blocks.emplace_back(chat::button_row{
        {button("On it, by 15:00", "press:on_it"), button("Edit", "open:form")}});
    out.blocks.emplace_back(chat::context_line{
        {plain("Ana's turn. Next: "), code("104 hold budget")}});
    return out;
}

chat::form every_field() {
    using kind = chat::form_field::kind;
    chat::form out;
    out.title = "New requisition";
    out.submit = "Create";
    out.act.value = "form:new";
    chat::form_field openings = field("openings", "Openings", kind::number);
    openings.value = "1";
    chat::form_field site = field("site", "Site", kind::choice);
    site.options = {{"phx", "Phoenix"}, {"chi", "Chicago"}};
    chat::form_field shifts = field("shifts", "Shifts", kind::choices);
    shifts.options = {{"day", "Day"}, {"night", "Night"}};
    shifts.value = "day";
    shifts.required = false;
    chat::form_field start = field("start", "Start", kind::date);
    start.required = false;
    chat::form_field note = field("note", "Note", kind::paragraph);
    note.required = false;
    note.hint = "Internal only.";
    out.fields = {field("title", "Role", kind::line), openings, site, shifts, start, note};
    return out;
}

void fake_desk::post(const std::string& channel, ports::delivery item) {
    if (item.id.empty()) {
        item.id = "out-" + std::to_string(++posted_);
    }
    item.to.channel = channel;
    store_.append("web:" + channel, platform_.encode(item));
    if (on_post) {
        on_post(channel);
    }
}

void fake_desk::post_card(const chat::request& request, const std::string& status) {
    ports::delivery card;
    card.card = "req:104";
    card.content = requisition_card(status);
    post(request.place.channel, card);
    ports::delivery line;
    line.to.thread = "req:104";
    line.content = says("Robin: " + status);
    post(request.place.channel, line);
}

chat::reply fake_desk::answer_form(const chat::form_submission& form) {
    chat::reply out;
    if (form.fields.at("title") == "bad") {
        out.what = chat::form_problems{{{"title", "No client knows this role."}}};
    } else {
        out.what =
            says("Created " + form.fields.at("title") + " at " + form.fields.at("site") + ".");
    }
    return out;
}

chat::reply fake_desk::answer_line(
    const chat::request& request,
    const std::string& text,
    int times
) {
    if (text == "blocks") {
        return only_you(every_block());
    }
    if (text == "form" || text == "req new") {
        chat::reply out;
        out.what = every_field();
        return out;
    }
    if (text.starts_with("public ")) {
        chat::reply out = only_you(says(request.actor.id + ": " + text.substr(7)));
        out.who = chat::reply::visibility::everyone_here;
        return out;
    }
    if (text.starts_with("card ")) {
        post_card(request, text.substr(5));
        return {};
    }
    if (text == "unsettled" && times < 2) {
        chat::reply out = only_you(says("The store is away."));
        out.settled = false;
        return out;
    }
    return only_you(says("You said: " + text));
}

chat::reply fake_desk::answer(const chat::request& request, int times) {
    if (const auto* line = std::get_if<chat::typed_line>(&request.what)) {
        return answer_line(request, line->runs.at(0).text, times);
    }
    if (const auto* form = std::get_if<chat::form_submission>(&request.what)) {
        return answer_form(*form);
    }
    const std::string& value = std::get<chat::button_press>(request.what).value;
    if (value == "open:form") {
        chat::reply out;
        out.what = every_field();
        return out;
    }
    if (value == "press:release") {
        post_card(request, "released");
        return {};
    }
    return only_you(says("Pressed " + value + "."));
}

boost::asio::awaitable<chat::reply> fake_desk::handle(const chat::request& request) {
    auto known = std::ranges::find(requests, request.source_id, [](const seen& one) {
        return one.request.source_id;
    });
    if (known == requests.end()) {
        requests.push_back({request, 0});
        known = requests.end() - 1;
    }
    const int times = ++known->times;
    if (const auto before = settled_.find(request.source_id); before != settled_.end()) {
        co_return before->second;
    }
    chat::reply out = answer(request, times);
    if (out.settled) {
        settled_.emplace(request.source_id, out);
    }
    co_return out;
}

}  // namespace fillrate::testing
