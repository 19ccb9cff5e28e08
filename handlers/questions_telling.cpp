// How questions look: on a card, in the owner's own conversation, among what waits.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/cards.hpp"
#include "handlers/lines.hpp"
#include "handlers/questions.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <vector>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_on_card = 3;

std::string asked_by(const domain::question& one) {
    return one.from_name.empty() ? std::string{} : " (" + displayable(one.from_name) + ')';
}

}  // namespace

void add_questions(chat::message& card, const domain::requisition_view& of) {
    std::vector<domain::question> all;
    std::ranges::copy_if(of.questions, std::back_inserter(all), [](const auto& one) {
        return !one.dropped;
    });
    for (const auto& one : std::span(all).last(std::min(all.size(), most_on_card))) {
        chat::paragraph line;
        line.text.push_back(
            chat::bold(shown_id(one.number) + ' ' + displayable(domain::wording_of(one)))
        );
        line.text.push_back(chat::plain(
            one.answered ? " " + displayable(one.answer) : " Not answered yet" + asked_by(one) + '.'
        ));
        card.blocks.emplace_back(std::move(line));
    }
}

chat::message question_card(const domain::question& one, requisition_number on) {
    chat::message shown;
    shown.title = shown_id(one.number) + ", " + shown_id(on);
    const auto wording = displayable(domain::wording_of(one));
    if (domain::is_open(one)) {
        shown.summary = wording + " Not answered yet.";
        add_open_question(shown, one, shown_id(on));
        return shown;
    }
    const auto said =
        one.answered ? displayable(one.answer) : std::string("Closed without an answer.");
    shown.summary = wording + ' ' + said;
    shown.blocks.emplace_back(chat::paragraph{{chat::bold(wording)}});
    shown.blocks.emplace_back(chat::paragraph{{chat::plain(said)}});
    if (!one.wording.empty()) {
        shown.blocks.emplace_back(chat::context_line{
            {chat::plain("Asked as: " + displayable(one.text) + asked_by(one))}});
    }
    return shown;
}

void add_open_question(chat::message& to, const domain::question& one, std::string_view about) {
    to.blocks.emplace_back(chat::paragraph{
        {chat::bold(shown_id(one.number) + " for " + std::string(about)),
         chat::plain(": " + displayable(one.text) + asked_by(one))}});
    const auto subject = "question:" + std::to_string(one.number.value);
    chat::button_row row;
    row.buttons.push_back(act_on(subject, 0, "Answer", "answer"));
    row.buttons.push_back(act_on(subject, 0, "Close unanswered", "drop"));
    row.buttons.front().tone = chat::button_tone::primary;
    to.blocks.emplace_back(std::move(row));
}

const domain::question* open_question(const domain::requisition_view& of) {
    const auto found = std::ranges::find_if(of.questions, [](const domain::question& one) {
        return domain::is_open(one);
    });
    return !of.allowed.owner_actions || found == of.questions.end() ? nullptr : &*found;
}

composed compose_question(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto person_name = domain::record_name(person_id{ctx.place.binding.id});
    need wanted;
    for (const auto& name : {item.subject, person_name}) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    wanted.event = missing_event(item, seen);
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const auto* req = seen.find<domain::requisition>(item.subject);
    const auto* person = seen.find<domain::person>(person_name);
    const auto* told = event_of(item, seen);
    const auto* asked =
        told == nullptr ? nullptr : std::get_if<domain::question_asked>(&told->data);
    if (req == nullptr || person == nullptr || asked == nullptr) {
        return std::monostate{};
    }
    const auto reader = domain::acting(*person, ctx.now);
    const auto v = domain::view(*req, domain::clear(*req, reader, ctx.place.binding, false));
    const auto* one = domain::find_question(v.questions, asked->number);
    if (one == nullptr || !domain::is_open(*one) || !v.allowed.owner_actions) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = shown_id(one->number) + " for " + shown_id(req->number) + ' ' +
                   displayable(req->title) + ": " + displayable(one->text);
    add_open_question(said, *one, shown_id(req->number) + ' ' + displayable(req->title));
    return said;
}

}  // namespace fillrate::handlers
