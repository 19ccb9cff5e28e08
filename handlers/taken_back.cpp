#include "handlers/taken_back.hpp"

#include "core/domain/names.hpp"
#include "handlers/wording.hpp"

#include <string>

namespace fillrate::handlers {

namespace {

// Its number is all that is said: who read the message knows the rest.
std::string numbered(const std::string& subject) {
    if (const auto req = domain::parse_requisition_name(subject)) {
        return shown_id(*req);
    }
    if (const auto sub = domain::parse_submittal_name(subject)) {
        return shown_id(*sub);
    }
    if (const auto iv = domain::parse_interview_name(subject)) {
        return shown_id(*iv);
    }
    if (const auto opp = domain::parse_opportunity_name(subject)) {
        return shown_id(*opp);
    }
    return {};
}

}  // namespace

composed compose_taken_back(
    const chat::outgoing& item,
    const snapshot& /*seen*/,
    const context& /*ctx*/
) {
    const auto id = numbered(item.subject);
    chat::message said;
    said.summary = "Taken back since: what this said " + (id.empty() ? "" : "about " + id + ' ') +
                   "no longer holds.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

}  // namespace fillrate::handlers
