#include "handlers/shown_rates.hpp"

#include "handlers/wording.hpp"

#include <optional>
#include <string>
#include <utility>

namespace fillrate::handlers {

namespace {

std::string markup_text(const domain::requisition_view& v) {
    if (!v.markup_of_bill || !v.pay || !v.bill || *v.pay <= 0 || *v.bill <= *v.pay) {
        return {};
    }
    const auto between = *v.bill - *v.pay;
    const auto base = *v.markup_of_bill ? *v.bill : *v.pay;
    return hourly(between, v.currency) + ", " +
           std::to_string((200 * between + base) / (2 * base)) + " % of " +
           (*v.markup_of_bill ? "bill" : "pay");
}

}  // namespace

void add_rates(chat::field_list& list, const domain::requisition_view& v) {
    const auto add =
        [&list, &v](std::string label, const std::optional<domain::money>& amount, bool by_hour) {
            if (amount) {
                auto text =
                    by_hour ? hourly(*amount, v.currency) : plain_money(*amount, v.currency);
                list.fields.emplace_back(
                    std::move(label),
                    chat::rich_text{chat::plain(std::move(text))}
                );
            }
        };
    add("Pay", v.pay, true);
    add("Bill", v.bill, true);
    if (auto text = markup_text(v); !text.empty()) {
        list.fields.emplace_back("Markup", chat::rich_text{chat::plain(std::move(text))});
    }
    add("Up to", v.max, true);
    add("Salary", v.salary, false);
    add("Fee", v.fee, false);
}

}  // namespace fillrate::handlers
