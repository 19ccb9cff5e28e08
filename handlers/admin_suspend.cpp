// `admin supplier "Daybreak Crew" suspended:yes`: nothing new goes to a supplier and nobody new is
// taken from it; what is in play goes on. Where it has nobody in play a person decides
// (DOMAIN.md 3.3, 4.6).
#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/lists.hpp"
#include "handlers/releasing.hpp"
#include "handlers/set_up.hpp"
#include "handlers/shifts_ahead.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// Each is a record, a line and a card in one commit.
constexpr std::uint32_t most_told = 50;
constexpr std::size_t most_ids_told = 10;

index_page requisitions_of(const supplier_id& id) {
    return {domain::supplier_list(id), 0, most_told + 1, false};
}

outcome ask_why_suspended(const context& ctx, const domain::supplier& firm) {
    chat::form form;
    form.title = abbreviate("Suspend " + displayable(firm.name), 24);
    form.submit = "Suspend";
    form.act.name = "supplier";
    form.fields.push_back(line_field("name", "Supplier", firm.name, true));
    form.fields.push_back(list_field("suspended", "Suspended", "yes_no", "yes", true));
    form.fields.push_back(line_field("reason", "Why", value_of(ctx, "reason"), true));
    return open_form(std::move(form));
}

bool are_all_told(const snapshot& seen, const supplier_id& id) {
    return seen.pages.at(requisitions_of(id)).size() <= most_told;
}

// Open ones that it has not answered, or accepted with nobody in play.
std::vector<const domain::requisition*> to_be_decided(const snapshot& seen, const supplier_id& id) {
    auto all = records_of<domain::requisition>(seen, requisitions_of(id));
    all.resize(std::min<std::size_t>(all.size(), most_told));
    std::erase_if(all, [&id](const auto* req) {
        const auto* answer = answer_of(*req, id);
        return domain::has_ended(*req) || answer == nullptr || answer->live > 0;
    });
    return all;
}

// Where it promised heads, which are nobody in play yet.
std::vector<const domain::requisition*> with_heads(const snapshot& seen, const supplier_id& id) {
    auto all = records_of<domain::requisition>(seen, requisitions_of(id));
    all.resize(std::min<std::size_t>(all.size(), most_told));
    std::erase_if(all, [&id](const auto* req) {
        const auto* answer = answer_of(*req, id);
        return req->category != domain::category::light_industrial || answer == nullptr ||
               answer->said != domain::coverage::answer::accepted;
    });
    return all;
}

// Takes back what it confirmed for shifts ahead, and says so; nothing where it confirmed nothing.
std::string void_heads(
    const context& ctx,
    const snapshot& seen,
    const supplier_id& id,
    decision& into
) {
    const auto of = with_heads(seen, id);
    const auto before = into.events.size();
    take_back_heads(ctx, seen, of, id, into);
    const auto shifts = static_cast<std::uint32_t>(into.events.size() - before);
    std::string text;
    if (shifts > 0) {
        text = " The heads they confirmed for " + counted(shifts, "shift", "shifts") +
               " ahead do not count any more.";
    }
    if (!are_all_shifts_loaded(seen, of, ctx.now)) {
        text += " Not every shift could be looked at: take them off those requisitions.";
    }
    return text;
}

std::string meaning_of(
    const domain::supplier& firm,
    const std::vector<const domain::requisition*>& open,
    bool looked_at_all,
    const std::string& of_shifts
) {
    auto text = displayable(firm.name) +
                " is suspended: nothing new goes to them and nobody new is taken. What is in play "
                "goes on." +
                of_shifts;
    const auto rest = looked_at_all ? std::string{}
                                    : " Only the first " + std::to_string(most_told) +
                                          " requisitions they have were looked at; there are more.";
    if (open.empty()) {
        return text + rest;
    }
    std::vector<std::string> ids;
    for (const auto* req : open) {
        if (ids.size() < most_ids_told) {
            ids.push_back(shown_id(req->number));
        }
    }
    text += " They have nobody in play for " + join(ids, ", ");
    if (open.size() > ids.size()) {
        text += " and " + std::to_string(open.size() - ids.size()) + " more";
    }
    return text + ": take them off, or leave it with them." + rest;
}

outcome suspend(
    const context& ctx,
    const snapshot& seen,
    const domain::supplier& firm,
    const std::string& reason
) {
    auto after = firm;
    after.suspended = true;
    decision decided;
    decided.events.push_back(put(after));
    decided.events.back().reason = reason;
    const auto open = to_be_decided(seen, firm.id);
    for (const auto* req : open) {
        const auto subject = domain::record_name(req->number);
        change one(ctx, subject, *req, seen.version_of(subject));
        one.add(domain::supplier_suspended{firm.id}, reason);
        one.tell();
        one.finish(decided);
    }
    const auto of_shifts = void_heads(ctx, seen, firm.id, decided);
    const auto next = open.empty()
                          ? std::string("admin suppliers")
                          : std::to_string(open.front()->number.value) + " remove " + firm.id.value;
    return decide_set_up(
        ctx,
        std::move(decided),
        meaning_of(firm, open, are_all_told(seen, firm.id), of_shifts),
        next
    );
}

outcome lift(const context& ctx, const domain::supplier& firm, const std::string& reason) {
    auto after = firm;
    after.suspended = false;
    decision decided;
    decided.events.push_back(put(after));
    decided.events.back().reason = reason;
    return decide_set_up(
        ctx,
        std::move(decided),
        displayable(firm.name) + " is no longer suspended: it can be asked again.",
        "admin suppliers"
    );
}

}  // namespace

outcome admin_suspend(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (!ctx.actor.has(domain::role::administrator) && !ctx.actor.has(domain::role::operations)) {
        return refuse(ctx, "Only operations and administrators suspend suppliers.", "help");
    }
    if (!value_of(ctx, "tier").empty() || !ctx.command.values("category").empty()) {
        return refuse(
            ctx,
            "Suspending is one step, another tier or category another: nothing changed.",
            "admin suppliers"
        );
    }
    const auto page = directory_page(suppliers_list);
    if (!seen.pages.contains(page)) {
        need wanted;
        wanted.pages.push_back(page);
        return wanted;
    }
    field_problems problems;
    const auto all = records_of<domain::supplier>(seen, page);
    const auto match = read_tail_name(ctx, "supplier", names_of(all), problems);
    if (!match) {
        return problems.answer(ctx, "admin suppliers");
    }
    const auto& firm =
        **std::ranges::find(all, match->id, [](const auto* one) { return one->id.value; });
    const bool wanted_state = read_choice(ctx, "suspended", "yes_no", problems) == "yes";
    if (firm.suspended == wanted_state) {
        return refuse(
            ctx,
            displayable(firm.name) +
                (wanted_state ? " is suspended already" : " is not suspended") +
                ", so nothing changed.",
            "admin suppliers"
        );
    }
    const auto reason = abbreviate(displayable(value_of(ctx, "reason")), 200);
    if (!wanted_state) {
        return lift(ctx, firm, reason);
    }
    if (reason.empty() && !ctx.from_form) {
        return ask_why_suspended(ctx, firm);
    }
    if (reason.empty()) {
        return refuse_fields(ctx, {{"reason", "Say why."}}, "admin suppliers");
    }
    if (!seen.pages.contains(requisitions_of(firm.id))) {
        need wanted;
        wanted.pages.push_back(requisitions_of(firm.id));
        return wanted;
    }
    if (auto wanted = missing_shifts_ahead(seen, with_heads(seen, firm.id), ctx.now)) {
        return std::move(*wanted);
    }
    return suspend(ctx, seen, firm, reason);
}

}  // namespace fillrate::handlers
