#include "handlers/ceilings.hpp"

#include "core/domain/clearance.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

bool lies_over(const std::optional<domain::money>& said, const std::optional<domain::money>& most) {
    return said && most && *said > *most;
}

}  // namespace

domain::offer_made terms_of(const domain::offer& version) {
    return {version.pay, version.bill, version.salary, version.start, version.start_time};
}

std::optional<std::string> ceiling_of_asked(
    const domain::requisition& req,
    const given_rates& asked
) {
    const auto most = domain::supplier_ceiling(req);
    const auto& rate = goes_by_bill(req.category, asked) ? asked.bill : asked.pay;
    return lies_over(rate, most) ? std::optional{hourly(*most, req.currency)} : std::nullopt;
}

std::optional<std::string> ceiling_of_offer(
    const domain::requisition& req,
    const domain::offer_made& terms
) {
    const bool professional = req.category == domain::category::professional;
    const auto most_paid = req.max ? req.max : req.pay;
    const auto most_billed = req.bill || !professional ? req.bill : req.max;
    if (lies_over(terms.pay, most_paid)) {
        return hourly(*most_paid, req.currency);
    }
    if (lies_over(terms.bill, most_billed)) {
        return "bill " + hourly(*most_billed, req.currency);
    }
    if (lies_over(terms.salary, req.salary)) {
        return plain_money(*req.salary, req.currency);
    }
    return std::nullopt;
}

}  // namespace fillrate::handlers
