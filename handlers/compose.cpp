#include "handlers/alerts.hpp"
#include "handlers/cards.hpp"
#include "handlers/handler.hpp"
#include "handlers/lines.hpp"

namespace fillrate::handlers {

composed compose(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    if (item.kind == "card") {
        return compose_card(item, seen, ctx);
    }
    if (item.kind == "line") {
        return compose_line(item, seen, ctx);
    }
    if (item.kind == "alert") {
        return compose_alert(item, seen, ctx);
    }
    return std::monostate{};
}

}  // namespace fillrate::handlers
