// From draft to qualified: submit, return, qualify (DOMAIN.md 3.1). Intake ends with the checklist
// settled or waived.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/intake_steps.hpp"
#include "handlers/owner_request.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <array>
#include <bit>

namespace fillrate::handlers {

namespace {

struct checklist_point {
    domain::intake_item item;
    std::string_view value;
    std::string_view label;
};

constexpr std::array checklist{
    checklist_point{domain::intake_item::must_haves, "must_haves", "Must-haves agreed"},
    checklist_point{domain::intake_item::rate, "rate", "Rate agreed"},
    checklist_point{domain::intake_item::shift_location, "shift_location", "Shift and place clear"},
    checklist_point{domain::intake_item::interview_plan, "interview_plan", "Interview plan set"},
    checklist_point{domain::intake_item::decision_maker, "decision_maker", "Decision maker known"},
    checklist_point{domain::intake_item::target_start, "target_start", "Target start agreed"},
    checklist_point{domain::intake_item::openings, "openings", "Openings confirmed"},
};

constexpr std::uint8_t bit_of(domain::intake_item item) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(item));
}

std::string joined_values(std::uint8_t items) {
    std::vector<std::string> values;
    for (const auto& point : checklist) {
        if ((items & bit_of(point.item)) != 0) {
            values.emplace_back(point.value);
        }
    }
    return join(values, ",");
}

std::uint8_t items_of(std::string_view values) {
    std::uint8_t items = 0;
    for (const auto value : split(values, ',')) {
        for (const auto& point : checklist) {
            if (trim(value) == point.value) {
                items = static_cast<std::uint8_t>(items | bit_of(point.item));
            }
        }
    }
    return items;
}

outcome ask_checklist(const context& ctx, const snapshot& seen, const domain::requisition& req) {
    auto form = form_for(seen, req, "qualify", "Intake of " + shown_id(req.number), "Save");
    std::vector<chat::choice> options;
    for (const auto& point : checklist) {
        options.push_back({std::string(point.value), std::string(point.label)});
    }
    auto points =
        pick_field("checklist", "Settled with the manager", options, joined_values(req.checklist));
    points.what = chat::form_field::kind::choices;
    points.hint = "All of them qualify the requisition; some are kept for later.";
    form.fields.push_back(std::move(points));
    form.fields.push_back(line_field("waive", "Or why the rest is waived", {}));
    form.fields.push_back(tier_field(ctx));
    return open_form(std::move(form));
}

// Only what is released as well needs its client and the suppliers.
std::optional<need> missing_for_release(
    const snapshot& seen,
    const domain::requisition& req,
    const asked_for& asked
) {
    auto wanted = missing_suppliers(seen, asked).value_or(need{});
    const auto client = domain::record_name(req.client);
    if (!asked.empty() && !seen.loaded(client)) {
        wanted.records.push_back(client);
    }
    const bool nothing = wanted.pages.empty() && wanted.records.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

// A candidate for what ended meanwhile.
std::optional<outcome> refuse_after_end(const context& ctx, const domain::requisition& req) {
    const bool puts_forward =
        !tail_of(ctx, "name").empty() || ctx.actor.has(domain::role::supplier_contact);
    if (!domain::has_ended(req) || !puts_forward) {
        return std::nullopt;
    }
    const auto number = std::to_string(req.number.value);
    const bool reopens =
        domain::may(domain::needed_permission(domain::verb::reopen), req, ctx.actor);
    return refuse(
        ctx,
        shown_id(req.number) + " is " + std::string(shown_state(req.state)) +
            since_by_whom(ctx, req) + ", so nobody new is put forward.",
        reopens ? number + " reopen \"...\"" : number
    );
}

}  // namespace

outcome requisition_submit(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& named = std::get<found_requisitions>(found);
    const auto works = [](const domain::requisition* req) {
        return req->state == domain::requisition_state::open ||
               req->state == domain::requisition_state::on_hold;
    };
    if (named.size() == 1 && works(named.front())) {
        return submittal_new(ctx, seen, book, *named.front());
    }
    if (auto refused = refuse_after_end(ctx, *named.front()); refused && named.size() == 1) {
        return std::move(*refused);
    }
    std::vector<change> all;
    for (const auto* req : named) {
        if (auto refused = refuse_transition(ctx, seen, *req, domain::verb::submit)) {
            return std::move(*refused);
        }
        auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(*req));
        if (auto* early = std::get_if<outcome>(&behalf)) {
            return std::move(*early);
        }
        const auto subject = domain::record_name(req->number);
        auto& one = all.emplace_back(ctx, subject, *req, seen.version_of(subject));
        one.on_behalf_of(std::get<std::string>(std::move(behalf)));
        one.add(domain::submitted_for_intake{});
        one.tell({.client = true});
        if (!settle_clocks(one, nullptr, book, ctx.now)) {
            return unknown_calendar(ctx, *req);
        }
    }
    return decide_changes(ctx, all, "in intake");
}

outcome requisition_return(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::send_back)) {
        return std::move(*refused);
    }
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    if (reason.empty()) {
        auto form = form_for(seen, req, "return", "Return to draft", "Return");
        form.fields.push_back(line_field("reason", "What is missing", {}, true));
        form.fields.back().hint = "Its hiring manager reads it.";
        return open_form(std::move(form));
    }
    if (auto wanted = missing_manager(seen, req)) {
        return std::move(*wanted);
    }
    const auto subject = domain::record_name(req.number);
    std::vector<change> all;
    auto& one = all.emplace_back(ctx, subject, req, seen.version_of(subject));
    one.add(domain::returned_to_draft{}, reason, domain::party::client);
    one.tell({.client = true});
    if (!settle_clocks(one, nullptr, book, ctx.now)) {
        return unknown_calendar(ctx, req);
    }
    auto made = decide_changes(ctx, all, "back in draft");
    tell_returned(std::get<decision>(made), ctx, seen, all.front());
    return made;
}

outcome requisition_qualify(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::qualify)) {
        return std::move(*refused);
    }
    field_problems problems;
    const auto asked = read_asked(ctx, problems);
    if (!problems.empty()) {
        return problems.answer(ctx, std::to_string(req.number.value) + " qualify");
    }
    const auto waived = read_waived(ctx);
    const auto items = ctx.from_form ? items_of(value_of(ctx, "checklist")) : req.checklist;
    const bool settled = items == domain::whole_checklist || !waived.empty();
    if (!settled && !ctx.from_form) {
        return ask_checklist(ctx, seen, req);
    }
    if (auto wanted = missing_for_release(seen, req, asked)) {
        return std::move(*wanted);
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    if (settled) {
        auto refused = qualify_step(ctx, book, items, waived, one);
        if (!refused) {
            const auto* client = seen.find<domain::client>(domain::record_name(req.client));
            refused = release_further(ctx, seen, book, asked, client, one);
        }
        return refused
                   ? std::move(*refused)
                   : decide_change(
                         ctx,
                         one,
                         shown_id(req.number) + " is " + std::string(way_gone(one.after())) + '.'
                     );
    }
    if (!asked.empty()) {
        return refuse_fields(
            ctx,
            {{"waive", "It is released once all points are settled, or the rest is waived."}},
            {}
        );
    }
    one.add(domain::checklist_saved{items});
    const auto left = static_cast<std::uint32_t>(checklist.size()) -
                      static_cast<std::uint32_t>(std::popcount(items));
    return decide_change(
        ctx,
        one,
        "Saved. " + counted(left, "point is", "points are") + " left before " +
            shown_id(req.number) + " is qualified."
    );
}

}  // namespace fillrate::handlers
