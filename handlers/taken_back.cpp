#include "handlers/taken_back.hpp"

#include "core/domain/names.hpp"
#include "handlers/wording.hpp"

#include <string>
#include <string_view>

namespace fillrate::handlers {

namespace {

std::string_view kind_of(const std::string& subject) {
    if (domain::parse_requisition_name(subject)) {
        return "requisition";
    }
    if (domain::parse_submittal_name(subject)) {
        return "candidate";
    }
    return domain::parse_interview_name(subject) ? "interview" : "opportunity";
}

}  // namespace

// Its number is all that is said: who read the message knows the rest.
chat::message taken_back_card(const std::string& subject) {
    chat::message card;
    card.title = shown_record(subject);
    card.summary = card.title + " was taken back.";
    card.blocks.emplace_back(chat::paragraph{{chat::plain(
        "This " + std::string(kind_of(subject)) + " was taken back. There is nothing to do."
    )}});
    return card;
}

composed compose_taken_back(
    const chat::outgoing& item,
    const snapshot& /*seen*/,
    const context& /*ctx*/
) {
    const auto id = shown_record(item.subject);
    chat::message said;
    said.summary = "Taken back since: what this said " + (id.empty() ? "" : "about " + id + ' ') +
                   "no longer holds.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

}  // namespace fillrate::handlers
