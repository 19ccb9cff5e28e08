#include "handlers/presenting.hpp"

#include "core/domain/names.hpp"
#include "handlers/ceilings.hpp"
#include "handlers/needs.hpp"
#include "handlers/representation.hpp"

namespace fillrate::handlers {

const domain::conversation* client_room(const snapshot& seen, const found_submittal& one) {
    if (one.client == nullptr || one.client->client_conversation.empty()) {
        return nullptr;
    }
    const auto* room =
        seen.find<domain::conversation>(domain::record_name(one.client->client_conversation));
    const bool bound = room != nullptr && room->binding.who == domain::binding::kind::client &&
                       room->binding.id == one.client->id.value;
    return bound ? room : nullptr;
}

void add_missing_readers(need& wanted, const snapshot& seen, const submittals& all) {
    for (const auto& one : all) {
        if (one.client != nullptr && !one.client->client_conversation.empty()) {
            load_record(wanted, seen, domain::record_name(one.client->client_conversation));
        }
        if (!one.req->hiring_manager.empty()) {
            load_record(wanted, seen, domain::record_name(one.req->hiring_manager));
        }
    }
}

bool lacks_nothing(
    const context& ctx,
    const domain::policy_book& book,
    const domain::submittal& made,
    const domain::requisition& req,
    const std::optional<domain::must_have_check>& musts
) {
    const bool stands = made.state == domain::submittal_state::submitted &&
                        req.state == domain::requisition_state::open;
    const bool too_much = ceiling_of_asked(req, {made.pay, made.bill}).has_value();
    const bool met =
        domain::must_haves_in(req.must_haves).empty() || (musts && musts->missing.empty());
    return stands && !too_much && met && !refuse_without_consent(ctx, book, made, req);
}

}  // namespace fillrate::handlers
