// `104 remove quillfeather "reason"`: takes one supplier off one requisition. What they have in
// play goes on; coverage begins anew when nobody is left (DOMAIN.md 4.6).
#include "core/base/text.hpp"
#include "core/domain/answer_transitions.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/shifts_ahead.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::coverage;

std::vector<chat::named> still_on_it(const domain::requisition& req) {
    std::vector<chat::named> names;
    for (const auto& one : req.suppliers) {
        if (domain::next_state(one.said, domain::verb::remove)) {
            names.push_back({one.supplier.value, {one.name}});
        }
    }
    return names;
}

outcome ask_whom_to_remove(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const std::string& chosen
) {
    auto form = form_for(seen, req, "remove", "Supplier off " + shown_id(req.number), "Take off");
    std::vector<chat::choice> options;
    for (const auto& one : still_on_it(req)) {
        options.push_back({one.id, displayable(one.names.front())});
    }
    form.fields.push_back(pick_field("supplier", "Supplier", std::move(options), chosen, true));
    form.fields.push_back(line_field("reason", "Why", tail_of(ctx, "reason"), true));
    form.fields.back().hint = "Stays inside; the supplier reads that it is closed for them.";
    return open_form(std::move(form));
}

std::string said_of(const domain::requisition& after, const coverage& off) {
    auto text = displayable(off.name) + " is off " + shown_id(after.number) +
                ": they cannot accept it or put anybody forward any more.";
    if (off.live > 0) {
        text += ' ' + counted(off.live, "candidate", "candidates") + " of theirs " +
                (off.live == 1 ? "goes" : "go") + " on.";
    }
    const auto* const running = domain::find_clock(after.clocks, domain::clock_kind::coverage);
    if (running != nullptr && running->state == domain::clock_state::running) {
        text += ' ' + clock_sentence(*running, after.zone);
    }
    return text;
}

outcome remove_supplier(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const coverage& off,
    std::string reason
) {
    const auto subject = domain::record_name(req.number);
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    change one(ctx, subject, req, seen.version_of(subject));
    one.add(domain::supplier_removed{off.supplier}, std::move(reason));
    one.tell({.client = false, .suppliers = true});
    if (!settle_clocks(one, client, book, ctx.now)) {
        return unknown_calendar(ctx, req);
    }
    auto made = decide_change(ctx, one, said_of(one.after(), off));
    take_back_heads(ctx, seen, {&req}, off.supplier, std::get<decision>(made));
    return made;
}

}  // namespace

outcome requisition_remove(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::remove)) {
        return std::move(*refused);
    }
    const auto names = still_on_it(req);
    const auto number = std::to_string(req.number.value);
    if (names.empty()) {
        return refuse(
            ctx,
            "No supplier works " + shown_id(req.number) + ", so there is nobody to take off.",
            number + (req.state == domain::requisition_state::open ? " release tier1" : " resume")
        );
    }
    const auto named = value_of(ctx, "supplier");
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    field_problems problems;
    const auto match =
        named.empty()
            ? std::nullopt
            : read_name(ctx, "supplier", "supplier with this requisition", names, problems);
    if (problems.empty() && !ctx.from_form && (!match || reason.empty())) {
        return ask_whom_to_remove(ctx, seen, req, match ? match->id : std::string{});
    }
    if (named.empty()) {
        problems.add("supplier", "Choose a supplier.");
    }
    if (match && reason.empty()) {
        problems.add("reason", "Say why.");
    }
    if (!problems.empty()) {
        return problems.answer(ctx, number + " remove " + names.front().id + " \"...\"");
    }
    auto wanted = missing_shifts_ahead(seen, {&req}, ctx.now).value_or(need{});
    if (auto client = domain::record_name(req.client); !seen.loaded(client)) {
        wanted.records.push_back(std::move(client));
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    const auto* off =
        &*std::ranges::find(req.suppliers, supplier_id{match->id}, &coverage::supplier);
    return remove_supplier(ctx, seen, book, req, *off, reason);
}

}  // namespace fillrate::handlers
