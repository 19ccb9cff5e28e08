#include "handlers/changed_terms.hpp"

#include "core/base/text.hpp"
#include "core/chat/verbs.hpp"
#include "handlers/answers.hpp"
#include "handlers/wording.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

namespace {

// The parts of a change these readers may see.
class change_parts {
public:
    void text(std::string_view label, const std::optional<std::string>& value) {
        if (value) {
            parts_.push_back(
                std::string(label) + ' ' + (value->empty() ? "none" : displayable(*value))
            );
        }
    }
    void amount(
        std::string_view label,
        const std::optional<domain::money>& value,
        const std::string& currency,
        bool by_hour
    ) {
        if (value) {
            parts_.push_back(
                std::string(label) + ' ' +
                (by_hour ? hourly(*value, currency) : plain_money(*value, currency))
            );
        }
    }
    [[nodiscard]] std::string joined() const { return join(parts_, ", "); }

private:
    std::vector<std::string> parts_{};
};

}  // namespace

std::string listed_changes(
    const domain::requisition_changed& to,
    const domain::requisition& req,
    const domain::clearance& allowed
) {
    change_parts parts;
    parts.text("title", to.title);
    parts.text("must-haves", to.must_haves);
    parts.text("shift", to.shift);
    parts.text("start", to.start);
    parts.text("time zone", to.zone);
    if (to.priority) {
        parts.text("priority", std::string(domain::word(*to.priority)));
    }
    if (to.engagement) {
        parts.text("kind", std::string(chat::label_of("engagement", domain::word(*to.engagement))));
    }
    if (to.openings) {
        parts.text("openings", std::to_string(*to.openings));
    }
    if (to.frozen) {
        parts.text("openings frozen by the client", std::to_string(*to.frozen));
    }
    if (to.replacements) {
        parts.text("replacements still wanted", std::to_string(*to.replacements));
    }
    if (allowed.pay) {
        parts.amount("pay", to.pay, req.currency, true);
        parts.amount("salary", to.salary, req.currency, false);
    }
    if (allowed.bill) {
        parts.amount("bill", to.bill, req.currency, true);
        parts.amount("fee", to.fee, req.currency, false);
    }
    if (allowed.max_rate) {
        const bool pay_is_ceiling = !req.max && !to.max && !allowed.pay &&
                                    req.category == domain::category::light_industrial;
        parts.amount("up to", pay_is_ceiling ? to.pay : to.max, req.currency, true);
    }
    if (to.owner) {
        parts.text("owner", to.owner_name);
    }
    if (to.hiring_manager && (allowed.notes || allowed.client_clocks)) {
        parts.text("manager", to.hiring_manager_name);
    }
    return parts.joined();
}

std::string said_of_change(
    const context& ctx,
    const domain::requisition& after,
    const domain::requisition_changed& to
) {
    const auto allowed = domain::clear(after, ctx.actor, ctx.place.binding, false);
    const auto listed = listed_changes(to, after, allowed);
    auto said =
        shown_id(after.number) + " is changed" + (listed.empty() ? "" : ": ") + listed + '.';
    const bool by_rate = !value_of(ctx, "rate").empty();
    if (by_rate && (to.bill ? !allowed.bill : to.pay && !allowed.pay)) {
        said += std::string(" Here rate: is ") + (to.bill ? "the bill rate." : "the pay.");
    }
    return said;
}

}  // namespace fillrate::handlers
