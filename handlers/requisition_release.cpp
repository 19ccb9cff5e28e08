// Release: shows the requisition to suppliers, by tier or by name, and starts the coverage clock
// (DOMAIN.md 3.1, 4.2).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/intake_steps.hpp"
#include "handlers/lists.hpp"
#include "handlers/releasing.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

outcome ask_whom(const snapshot& seen, const domain::requisition& req, const suppliers& all) {
    auto form = form_for(seen, req, "release", "Release " + shown_id(req.number), "Release");
    std::vector<chat::choice> options;
    std::vector<std::string> likely;
    for (const auto* one : all) {
        if (!serves(*one, req) || works_or_asked(req, one->id)) {
            continue;
        }
        options.push_back(
            {one->id.value, displayable(one->name) + " (tier " + std::to_string(one->tier) + ')'}
        );
        if (one->tier == 1 && answer_of(req, one->id) == nullptr) {
            likely.push_back(one->id.value);
        }
    }
    if (!req.internal_recruiter) {
        options.push_back({std::string(inside_team), "Our own recruiters"});
    }
    auto to = pick_field("to", "Show it to", std::move(options), join(likely, ","), true);
    to.what = chat::form_field::kind::choices;
    form.fields.push_back(std::move(to));
    return open_form(std::move(form));
}

// Round two: clients and suppliers; round three: the conversations.
std::optional<need> missing_records(const snapshot& seen, const found_requisitions& all) {
    need wanted;
    if (!seen.pages.contains(directory_page(suppliers_list))) {
        wanted.pages.push_back(directory_page(suppliers_list));
    }
    for (const auto* req : all) {
        const auto client = domain::record_name(req->client);
        if (!seen.loaded(client)) {
            wanted.records.push_back(client);
        }
    }
    const bool nothing = wanted.pages.empty() && wanted.records.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

// Of one still in intake the checklist is waived with the same line.
bool qualifies_first(const domain::requisition& req, const std::string& waived) {
    return req.state == domain::requisition_state::intake && !waived.empty();
}

std::optional<outcome> refuse_release(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const std::string& waived
) {
    const auto first = qualifies_first(req, waived) ? domain::verb::qualify : domain::verb::release;
    if (auto refused = refuse_transition(ctx, seen, req, first)) {
        return refused;
    }
    if (auto refused = refuse_permission(ctx, req, domain::permission::release, "release")) {
        return refused;
    }
    return refuse_unready(ctx, seen, req);
}

outcome release_all(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_requisitions& all,
    const std::vector<chosen_suppliers>& picked
) {
    const auto waived = read_waived(ctx);
    std::vector<change> changes;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& req = *all[i];
        const auto subject = domain::record_name(req.number);
        const auto* client = seen.find<domain::client>(domain::record_name(req.client));
        auto& one = changes.emplace_back(ctx, subject, req, seen.version_of(subject));
        if (qualifies_first(req, waived)) {
            if (auto refused = qualify_step(ctx, book, req.checklist, waived, one)) {
                return std::move(*refused);
            }
        }
        if (auto refused = release_step(ctx, seen, book, picked[i], client, one)) {
            return std::move(*refused);
        }
    }
    return decide_changes(ctx, changes, "released");
}

}  // namespace

outcome requisition_release(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<found_requisitions>(found);
    const auto waived = read_waived(ctx);
    for (const auto* req : all) {
        if (auto refused = refuse_release(ctx, seen, *req, waived)) {
            return std::move(*refused);
        }
    }
    if (auto wanted = missing_records(seen, all)) {
        return std::move(*wanted);
    }
    const auto known = records_of<domain::supplier>(seen, directory_page(suppliers_list));
    field_problems problems;
    const auto wanted = read_asked(ctx, problems);
    if (wanted.empty() && problems.empty() && !ctx.from_form && all.size() == 1) {
        return waived.empty() ? ask_whom(seen, *all.front(), known)
                              : refuse(
                                    ctx,
                                    "Say to whom it is released as well: a tier, or suppliers.",
                                    chat::to_line(ctx.command) + " tier:1"
                                );
    }
    std::vector<chosen_suppliers> picked;
    for (const auto* req : all) {
        picked.push_back(choose_asked(ctx, wanted, *req, known, problems));
        if (!problems.empty()) {
            auto line = ctx.command;
            line.arguments.clear();
            return problems.answer(ctx, chat::to_line(line) + " tier1");
        }
        if (picked.back().to.empty() && !picked.back().inside) {
            return refuse_nobody(ctx, seen, *req, wanted);
        }
    }
    need rooms;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto* client = seen.find<domain::client>(domain::record_name(all[i]->client));
        std::ranges::copy(
            missing_rooms(seen, *all[i], client, picked[i].to),
            std::back_inserter(rooms.records)
        );
    }
    if (!rooms.records.empty()) {
        return rooms;
    }
    return release_all(ctx, seen, book, all, picked);
}

}  // namespace fillrate::handlers
