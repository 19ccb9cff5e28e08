#include "integrations/slack/noted_text.hpp"

#include "core/base/text.hpp"
#include "core/chat/grammar.hpp"
#include "integrations/slack/json_fields.hpp"
#include "integrations/slack/payload_kinds.hpp"
#include "integrations/slack/typed_text.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace fillrate::slack {

api_call make_message_query(const eyes_on_message& seen) {
    api_arguments arguments;
    arguments.add("channel", seen.found.route.channel);
    arguments.add("ts", seen.ts);
    arguments.add("latest", seen.ts);
    arguments.add("inclusive", "true");
    arguments.add("limit", "1");
    return {"conversations.replies", std::move(arguments)};
}

bool take_message(
    eyes_on_message& seen,
    const boost::json::object& answer,
    const app_identity& us
) {
    const auto& all = array_of(answer, "messages");
    const auto* found = std::find_if(all.begin(), all.end(), [&seen](const auto& each) {
        return text_of(as_object_or_none(each), "ts") == seen.ts;
    });
    if (found == all.end()) {
        return false;
    }
    const auto& message = as_object_or_none(*found);
    const auto text = truncate_code_points(text_of(message, "text"), chat::max_line_length);
    const bool by_person = !is_by_bot(message, us) && is_human_subtype(text_of(message, "subtype"));
    if (!by_person || trim(text).empty()) {
        return false;
    }
    chat::noted_message said;
    said.runs = parse_typed_text(text);
    if (const auto author = text_of(message, "user"); is_slack_id(author)) {
        said.author = author;
    }
    seen.found.request.what = std::move(said);
    const auto thread = text_of(message, "thread_ts");
    if (is_message_ts(thread) && thread != seen.ts) {
        seen.found.request.place.thread = thread;
        seen.found.route.thread = thread;
        seen.found.route.thread_is_live = true;
    }
    return true;
}

}  // namespace fillrate::slack
