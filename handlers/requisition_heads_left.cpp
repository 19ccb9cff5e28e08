// "end 207 heads:2 quit": people who are counted, not named, left for good (DOMAIN.md 0, 3.2).
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/values.hpp"
#include "core/domain/assignment.hpp"
#include "core/domain/names.hpp"
#include "core/domain/openings.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/needs.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

outcome ask_who_left(const context& ctx, const snapshot& seen, const domain::requisition& req) {
    auto form = form_for(seen, req, "end", "Who left " + shown_id(req.number), "Save");
    const auto typed = value_of(ctx, "heads");
    auto heads = line_field("heads", "Left", typed.empty() ? "1" : typed, true);
    heads.what = chat::form_field::kind::number;
    form.fields.push_back(std::move(heads));
    form.fields.push_back(
        list_field("reason", "Reason", "end_reason", value_of(ctx, "reason"), true)
    );
    form.fields.push_back(line_field("detail", "In your words", tail_of(ctx, "detail")));
    keep_behalf(ctx, form);
    return open_form(std::move(form));
}

bool is_looked_after(const domain::requisition& req) {
    return !domain::has_ended(req) || req.state == domain::requisition_state::filled;
}

// Of those who leave, the last to begin first: so many are within the guarantee.
std::uint32_t count_to_replace(
    const domain::requisition& req,
    const std::vector<const domain::opening*>& working,
    std::uint32_t left,
    std::uint32_t guarantee_days,
    const time_zone& zone,
    instant now
) {
    const auto day = [&zone](instant at) { return days_since_epoch(zone.to_local(at).civil.date); };
    const auto room = domain::max_openings - domain::count_openings(req).total();
    std::uint32_t within = 0;
    for (std::uint32_t i = 0; i < left && i < room; ++i) {
        const auto began = working[i]->began.value_or(instant{});
        within += day(now) - day(began) <= std::chrono::days{guarantee_days} ? 1U : 0U;
    }
    return within;
}

std::optional<outcome> refuse_nobody_to_leave(const context& ctx, const domain::requisition& req) {
    const auto number = std::to_string(req.number.value);
    if (req.category != domain::category::light_industrial) {
        return refuse(
            ctx,
            shown_id(req.number) + " is filled by name: say who left.",
            number + " candidates"
        );
    }
    if (domain::counted_at_work(req).empty()) {
        return refuse(ctx, "Nobody who is counted works for " + shown_id(req.number) + ".", number);
    }
    return std::nullopt;
}

outcome save_who_left(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    domain::heads_left gone,
    const std::string& reason
) {
    const auto whom = speaking_for_manager(req);
    auto behalf = read_on_behalf(ctx, seen, whom);
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.on_behalf_of(std::get<std::string>(std::move(behalf)));
    one.add(gone, reason);
    one.tell({.client = true, .suppliers = gone.replaced > 0});
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    if (!settle_clocks(one, client, book, ctx.now)) {
        return unknown_calendar(ctx, req);
    }
    auto said = counted(gone.count, "person", "people") + " left " + shown_id(req.number);
    if (gone.replaced > 0) {
        said += ", " + std::to_string(gone.replaced) + (gone.replaced == 1 ? " is" : " are") +
                " to be replaced";
    }
    return decide_change(ctx, one, said + '.');
}

}  // namespace

outcome requisition_heads_left(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_permission(ctx, req, domain::permission::staff, "say who left")) {
        return std::move(*refused);
    }
    if (auto refused = refuse_nobody_to_leave(ctx, req)) {
        return std::move(*refused);
    }
    auto wanted = missing_for_behalf(ctx, seen, speaking_for_manager(req)).value_or(need{});
    load_record(wanted, seen, domain::record_name(req.client));
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    const bool unsaid = value_of(ctx, "heads").empty() || value_of(ctx, "reason").empty();
    if (unsaid && !ctx.from_form) {
        return ask_who_left(ctx, seen, req);
    }
    const auto working = domain::counted_at_work(req);
    const auto most = static_cast<std::uint32_t>(working.size());
    const auto example = "end " + std::to_string(req.number.value) + " heads:1 quit";
    field_problems problems;
    const auto heads = chat::parse_count(value_of(ctx, "heads"), 1, domain::max_openings);
    if (!heads || *heads > most) {
        problems.add(
            "heads",
            heads ? counted(most, "person who is counted works", "people who are counted work") +
                        " for " + shown_id(req.number) + ": say that many or fewer."
                  : heads.error().detail,
            corrected(ctx, "heads", std::to_string(heads ? most : 1))
        );
    }
    const auto reason = read_choice(ctx, "reason", "end_reason", problems);
    const auto detail = tail_of(ctx, "detail");
    require_words(ctx, reason, detail, problems);
    if (reason.empty() && problems.empty()) {
        problems.add("reason", "Say why.", example);
    }
    if (!problems.empty()) {
        return problems.answer(ctx, example);
    }
    const auto zone = time_zone::find(req.zone);
    if (!zone) {
        return unknown_calendar(ctx, req);
    }
    domain::heads_left gone{*heads, 0};
    if (is_looked_after(req) && domain::leaves_a_gap(reason)) {
        const auto days = book.choose(req).guarantee_days;
        gone.replaced = count_to_replace(req, working, *heads, days, *zone, ctx.now);
    }
    return save_who_left(ctx, seen, book, req, gone, reason_with(reason, detail));
}

}  // namespace fillrate::handlers
