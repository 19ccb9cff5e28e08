#include "handlers/taken_back.hpp"

#include "handlers/wording.hpp"

#include <string>

namespace fillrate::handlers {

composed compose_taken_back(
    const chat::outgoing& item,
    const snapshot& /*seen*/,
    const context& /*ctx*/
) {
    const auto id = shown_record(item.subject);  // who read the message knows the rest
    chat::message said;
    said.summary = "Taken back since: what this said " + (id.empty() ? "" : "about " + id + ' ') +
                   "no longer holds.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

}  // namespace fillrate::handlers
