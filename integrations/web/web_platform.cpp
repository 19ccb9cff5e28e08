#include "integrations/web/web_platform.hpp"

#include "integrations/web/message_json.hpp"

#include <boost/json/serialize.hpp>

namespace fillrate::web {

std::string web_platform::encode(const ports::delivery& item) const {
    boost::json::object out;
    out["id"] = item.id;
    if (stamp_) {
        out["at"] = stamp_();
    }
    if (!item.card.empty()) {
        out["card"] = item.card;
    }
    if (!item.edits.empty()) {
        out["edits"] = item.edits;
    }
    if (!item.to.thread.empty()) {
        out["thread"] = item.to.thread;
    }
    out["m"] = to_json(item.content);
    return boost::json::serialize(out);
}

boost::asio::awaitable<ports::receipt> web_platform::post(const ports::delivery&) {
    ports::receipt out;
    out.what = ports::receipt::status::dead;
    out.reason = "web messages are committed with their receipt, never posted";
    co_return out;
}

boost::asio::awaitable<ports::sighting> web_platform::find(const ports::delivery&, wire_instant) {
    co_return ports::sighting();
}

}  // namespace fillrate::web
