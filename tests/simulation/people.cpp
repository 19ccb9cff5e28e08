#include "tests/simulation/people.hpp"

#include <array>

namespace fillrate::simulation {

namespace {

constexpr std::size_t most_forms = 8;

constexpr std::array<std::string_view, 8> nonsense{
    "",
    "help",
    "help hold",
    "me",
    "req list mine late",
    "req list open",
    "what about the forklift people?",
    "req frobnicate 12 \"unclosed",
};

}  // namespace

crowd::crowd(
    const installation& shared,
    const testing::memory_store& truth,
    world& outside,
    random_source& random
)
    : shared_(shared), truth_(truth), world_(outside), random_(random) {}

std::vector<std::string> crowd::requisitions() const {
    std::vector<std::string> names;
    const auto& all = truth_.records();
    for (auto at = all.lower_bound("req:"); at != all.end() && at->first.starts_with("req:");
         ++at) {
        names.push_back(at->first);
    }
    return names;
}

std::string crowd::a_number() {
    const auto known = requisitions();
    if (known.empty() || random_.below(8) == 0) {
        return std::to_string(1 + random_.below(12));
    }
    return one_of(known).substr(4);
}

std::string crowd::a_new_requisition(const member_of_staff& who) {
    ++created_;
    static constexpr std::array<std::string_view, 4> extras{
        " priority:P1",
        " priority:P3 max:52",
        " shift:\"2nd\"",
        " engagement:temp"};
    const bool light = random_.below(2) == 0;
    std::string line = "req new \"Role " + std::to_string(created_) + "\" client:";
    line += who.grant.client.value == "heron" ? "Heron" : "Acorn";
    line += " site:Main category:";
    line += light ? "li" : "professional";
    line += " openings:" + std::to_string(1 + random_.below(3)) + " pay:40 bill:61.77 hm:@ana";
    line += one_of(extras);
    return line;
}

std::string crowd::line_inside(const std::string& number) {
    static constexpr std::array<std::string_view, 26> tails{
        "",
        " qualify waive:\"canary-inside known role\"",
        " qualify waive:\"canary-inside known role\"",
        " qualify waive:\"canary-inside known role\"",
        " release tier1",
        " release tier1 tier2",
        " release tier1 tier2",
        " release to:hammer",
        " submit",
        " return \"shift times missing\"",
        " hold budget",
        " hold hm_away until:\"dec 7\"",
        " resume",
        " resume",
        " close filled_internally",
        " cancel budget",
        " reopen \"fell off\" openings:1",
        " set priority:P1",
        " set priority:P3",
        " set pay:41",
        " set openings:4",
        " note \"canary-inside called the client\"",
        " note \"canary-inside called the client\"",
        " history",
        " ack 15:00",
        " set pay:elephant",
    };
    return number + std::string(one_of(tails));
}

std::string crowd::line_outside(const member_of_staff& who, const std::string& number) {
    static constexpr std::array<std::string_view, 8> supplier_tails{
        " accept",
        " accept",
        " accept heads:2",
        " accept heads:9",
        " decline capacity",
        " note \"two people ready\"",
        "",
        " close filled_internally"};
    static constexpr std::array<std::string_view, 6> manager_tails{
        " hold hm_away",
        " note \"please be quick\"",
        "",
        " submit",
        " resume",
        " release tier1"};
    const bool supplier = who.grant.role == domain::role::supplier_contact;
    return number + std::string(supplier ? one_of(supplier_tails) : one_of(manager_tails));
}

std::string crowd::line_of(const member_of_staff& who) {
    const auto roll = random_.below(20);
    if (roll == 0) {
        return std::string(one_of(nonsense));
    }
    if (roll == 1) {
        return "me undo";
    }
    const bool outside = who.grant.role == domain::role::supplier_contact ||
                         who.grant.role == domain::role::hiring_manager;
    const bool first = created_ == 0 || (roll < 5 && created_ < 6);
    if (first && who.grant.role != domain::role::supplier_contact) {
        return roll == 2 ? "req new" : a_new_requisition(who);
    }
    return outside ? line_outside(who, a_number()) : line_inside(a_number());
}

chat::request crowd::request_of(
    const member_of_staff& who,
    const std::string& channel,
    chat::intent what
) {
    chat::request request;
    request.platform = "sim";
    request.tenant = "t1";
    request.source_id = "d" + std::to_string(++sent_);
    request.actor.id = "U-" + who.id;
    request.place.channel = channel;
    request.surface = std::holds_alternative<chat::typed_line>(what)     ? "slash"
                      : std::holds_alternative<chat::button_press>(what) ? "button"
                                                                         : "form";
    request.what = std::move(what);
    return request;
}

std::map<std::string, std::string> crowd::filled_in(const chat::form& form) {
    std::map<std::string, std::string> fields;
    for (const auto& field : form.fields) {
        auto value = field.value;
        if (value.empty() && !field.options.empty()) {
            value = one_of(field.options).value;
        } else if (value.empty() && random_.below(4) != 0) {
            value = field.what == chat::form_field::kind::number ? "2" : "some words";
        }
        fields[field.id] = std::move(value);
    }
    return fields;
}

chat::request crowd::typed(
    const member_of_staff& who,
    const std::string& channel,
    std::string text
) {
    chat::typed_line line;
    line.runs.push_back({chat::text_run::kind::plain, std::move(text)});
    return request_of(who, channel, std::move(line));
}

// What somebody entitled would do next with one of the requisitions.
std::optional<chat::request> crowd::sensible() {
    static constexpr std::array<std::string_view, 14> while_open{
        "accept",
        "accept",
        "accept",
        "accept",
        "accept heads:2",
        "decline capacity",
        "hold budget",
        "note \"canary-inside asked again\"",
        "set priority:P1",
        "set priority:P3",
        "set openings:4",
        "ack 15:00",
        "close filled_internally",
        "release tier1 tier2"};
    const auto known = requisitions();
    if (known.empty()) {
        return std::nullopt;
    }
    const auto name = one_of(known);
    const auto value = shared_.codec.decode(name, truth_.records().find(name)->second.body);
    const auto* req = value ? std::get_if<domain::requisition>(&*value) : nullptr;
    if (req == nullptr) {
        return std::nullopt;
    }
    const bool heron = req->client.value == "heron";
    const auto& owner = shared_.people()[heron ? 1 : 0];
    const std::string room = heron ? "C-heron-inside" : "C-acorn-inside";
    const auto number = name.substr(4) + ' ';
    switch (req->state) {
        case domain::requisition_state::draft:
            return typed(owner, room, number + "submit");
        case domain::requisition_state::intake:
            return typed(owner, room, number + "qualify waive:\"canary-inside known role\"");
        case domain::requisition_state::qualified:
            return typed(owner, room, number + "release tier1 tier2");
        case domain::requisition_state::on_hold:
            return typed(owner, room, number + "resume");
        case domain::requisition_state::filled:
        case domain::requisition_state::closed:
        case domain::requisition_state::cancelled:
            return typed(owner, room, number + "reopen \"fell off\" openings:1");
        case domain::requisition_state::open:
            break;
    }
    const std::string act(one_of(while_open));
    if (!act.starts_with("accept") && !act.starts_with("decline")) {
        return typed(owner, room, number + act);
    }
    const auto& supplier = shared_.people()[4 + random_.below(2)];
    return typed(supplier, "C-" + supplier.channels.front(), number + act);
}

chat::request crowd::next() {
    const auto roll = random_.below(10);
    if (roll >= 5) {
        auto request = sensible();
        if (request) {
            return std::move(*request);
        }
    }
    if (roll < 2 && !world_.buttons.empty()) {
        const auto pressed = one_of(world_.buttons);
        const auto& who = one_of(shared_.people());
        return request_of(who, pressed.channel, chat::button_press{pressed.value});
    }
    if (roll == 2 && !forms_.empty()) {
        const auto form = one_of(forms_);
        for (const auto& who : shared_.people()) {
            if (who.id == form.person) {
                return request_of(
                    who,
                    form.channel,
                    chat::form_submission{form.form.act.value, filled_in(form.form)}
                );
            }
        }
    }
    const auto& who = one_of(shared_.people());
    return typed(who, "C-" + one_of(who.channels), line_of(who));
}

void crowd::answered(const chat::request& to, const chat::reply& reply) {
    if (const auto* text = std::get_if<chat::message>(&reply.what)) {
        world_.remember_buttons(to.place.channel, *text);
        return;
    }
    if (const auto* form = std::get_if<chat::form>(&reply.what)) {
        if (forms_.size() >= most_forms) {
            forms_.erase(forms_.begin());
        }
        forms_.push_back({to.actor.id.substr(2), to.place.channel, *form});
    }
}

}  // namespace fillrate::simulation
