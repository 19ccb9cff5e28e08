// Hold and resume: the clocks stand still and go on with the working time they had left
// (DOMAIN.md 3.1, 4.6).
#include "core/base/text.hpp"
#include "core/domain/due.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/following.hpp"
#include "handlers/left_over.hpp"
#include "handlers/round_step.hpp"
#include "handlers/shifts_ahead.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

// For what a requisition may be held is a matter of its policy (DOMAIN.md 4.1).
bool pauses_for(const std::vector<std::string>& reasons, std::string_view reason) {
    return std::ranges::find(reasons, reason) != reasons.end();
}

outcome ask_reason(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const std::vector<std::string>& reasons
) {
    auto form = form_for(seen, req, "hold", "Hold " + shown_id(req.number), "Hold");
    auto reason = list_field("reason", "Reason", "hold_reason", {}, true);
    std::erase_if(reason.options, [&reasons](const chat::choice& one) {
        return !pauses_for(reasons, one.value);
    });
    form.fields.push_back(std::move(reason));
    auto until = line_field("until", "Until", value_of(ctx, "until"));
    until.what = chat::form_field::kind::date;
    form.fields.push_back(std::move(until));
    form.fields.push_back(line_field("detail", "In your words", tail_of(ctx, "detail")));
    return open_form(std::move(form));
}

// Of one by a form, of several in the line.
outcome ask_why_held(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& all,
    const std::vector<std::string>& reasons
) {
    return all.size() == 1 && !ctx.from_form
               ? ask_reason(ctx, seen, *all.front(), reasons)
               : refuse_fields(
                     ctx,
                     {{"reason", "Say why they are held."}},
                     chat::to_line(ctx.command) + ' ' + reasons.front()
                 );
}

std::optional<outcome> refuse_reason(
    const context& ctx,
    const domain::requisition& req,
    const std::vector<std::string>& reasons,
    const std::string& reason
) {
    if (pauses_for(reasons, reason)) {
        return std::nullopt;
    }
    return refuse_fields(
        ctx,
        {{"reason",
          shown_id(req.number) + " is not put on hold for " + reason + "; what counts here is " +
              join(reasons, ", ") + '.'}},
        std::to_string(req.number.value) + " hold " + reasons.front()
    );
}

// The clients as well: their sites say on which calendar a hold grows long.
std::optional<need> missing_for_hold(const snapshot& seen, const found_requisitions& all) {
    auto wanted = missing_followers(seen, all).value_or(need{});
    for (const auto* req : all) {
        auto client = domain::record_name(req->client);
        if (!seen.loaded(client)) {
            wanted.records.push_back(std::move(client));
        }
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

std::optional<need> missing_for_resume(
    const snapshot& seen,
    const found_requisitions& all,
    instant now
) {
    auto wanted = missing_followers(seen, all).value_or(need{});
    if (auto shifts = missing_shifts_ahead(seen, all, now)) {
        std::ranges::move(shifts->pages, std::back_inserter(wanted.pages));
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

// Nothing for a draft whose site has no calendar to count by.
std::optional<instant> long_hold_of(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req
) {
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    const auto face = face_for(req, client, book);
    const auto days = book.choose(req).long_hold_days;
    return face ? std::optional{domain::long_hold_after(ctx.now, days, *face->on)} : std::nullopt;
}

// "I-53 Wed 2 Dec 14:00 still stands." Nothing is called off by a hold.
std::string still_standing(const std::vector<const domain::interview*>& rounds) {
    std::vector<std::string> shown;
    for (const auto* round : rounds) {
        shown.push_back(shown_round(*round));
    }
    return shown.empty()
               ? std::string{}
               : join(shown, "; ") + (shown.size() == 1 ? " still stands." : " still stand.");
}

// Their cards say so from now on, or no longer.
void refresh_rounds(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& all,
    decision& into
) {
    for (const auto* req : all) {
        for (const auto* round : rounds_ahead(seen, req->number, ctx.now)) {
            const auto name = domain::record_name(round->number);
            interview_change(ctx, name, *round, seen.version_of(name)).finish(into);
        }
    }
}

// None for a hold without a day on which it ends.
std::optional<instant> read_until(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    if (value_of(ctx, "until").empty()) {
        return std::nullopt;
    }
    const auto read = read_moment(ctx, "until", req.zone, problems);
    if (!read) {
        return std::nullopt;
    }
    if (read->at <= ctx.now) {
        problems.add("until", "The day a hold ends has to be after today.");
    }
    return read->at;
}

struct hold_order {
    std::optional<instant> until;
    std::string reason;
    std::string standing;  ///< what is not called off, as a sentence
};

// What to answer instead when it cannot be.
std::optional<outcome> add_hold(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const hold_order& how,
    std::vector<change>& changes
) {
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(req));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto subject = domain::record_name(req.number);
    auto& one = changes.emplace_back(ctx, subject, req, seen.version_of(subject));
    auto& manager = std::get<std::string>(behalf);
    const auto whose = manager.empty() ? own_side(ctx, req) : domain::party::client;
    one.on_behalf_of(std::move(manager));
    one.add(domain::held{how.until, long_hold_of(ctx, seen, book, req)}, how.reason, whose);
    one.tell({.client = true, .suppliers = true});
    if (!how.standing.empty()) {
        one.add(domain::noted{how.standing});
        one.tell();
    }
    return settle_clocks(one, nullptr, book, ctx.now) ? std::nullopt
                                                      : std::optional{unknown_calendar(ctx, req)};
}

// The decision with the clocks of their candidates.
outcome with_followers(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const std::vector<change>& changes,
    std::string_view done
) {
    auto made = decide_changes(ctx, changes, done);
    auto& decided = std::get<decision>(made);
    for (const auto& one : changes) {
        if (!follow(ctx, seen, book, one, led_by::state, decided)) {
            return unknown_calendar(ctx, one.after());
        }
    }
    return made;
}

}  // namespace

outcome requisition_hold(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<found_requisitions>(found);
    for (const auto* req : all) {
        if (auto refused = refuse_transition(ctx, seen, *req, domain::verb::hold)) {
            return std::move(*refused);
        }
    }
    field_problems problems;
    const auto reason = read_choice(ctx, "reason", "hold_reason", problems);
    if (reason.empty() && problems.empty()) {
        return ask_why_held(ctx, seen, all, book.choose(*all.front()).pause_reasons);
    }
    for (const auto* req : all) {
        const bool chosen = problems.empty();
        const auto& reasons = book.choose(*req).pause_reasons;
        auto refused = chosen ? refuse_reason(ctx, *req, reasons, reason) : std::nullopt;
        if (refused) {
            return std::move(*refused);
        }
    }
    require_words(ctx, reason, tail_of(ctx, "detail"), problems);
    if (auto wanted = missing_for_hold(seen, all)) {
        return std::move(*wanted);
    }
    std::vector<change> changes;
    std::string done = "on hold";
    for (const auto* req : all) {
        const hold_order how{
            read_until(ctx, *req, problems),
            reason_with(reason, tail_of(ctx, "detail")),
            still_standing(rounds_ahead(seen, req->number, ctx.now))};
        if (!problems.empty()) {
            return problems.answer(ctx, line_by_example(ctx, problems));
        }
        if (auto early = add_hold(ctx, seen, book, *req, how, changes)) {
            return std::move(*early);
        }
        if (how.until && req == all.front()) {
            done += " until " + until_text(*how.until, req->zone, ctx.now);
        }
        if (!how.standing.empty()) {
            done += ". " + how.standing.substr(0, how.standing.size() - 1);
        }
    }
    auto made = with_followers(ctx, seen, book, changes, done);
    if (auto* decided = std::get_if<decision>(&made)) {
        refresh_rounds(ctx, seen, all, *decided);
    }
    return made;
}

outcome requisition_resume(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<found_requisitions>(found);
    for (const auto* req : all) {
        if (auto refused = refuse_transition(ctx, seen, *req, domain::verb::resume)) {
            return std::move(*refused);
        }
    }
    if (auto wanted = missing_for_resume(seen, all, ctx.now)) {
        return std::move(*wanted);
    }
    std::vector<change> changes;
    for (const auto* req : all) {
        const auto subject = domain::record_name(req->number);
        auto& one = changes.emplace_back(ctx, subject, *req, seen.version_of(subject));
        one.add(domain::resumed{});
        one.tell({.client = true, .suppliers = true});
        settle_filled(one);
        if (!settle_clocks(one, nullptr, book, ctx.now)) {
            return unknown_calendar(ctx, *req);
        }
    }
    auto made = with_followers(ctx, seen, book, changes, "going on");
    if (auto* decided = std::get_if<decision>(&made)) {
        for (const auto& one : changes) {
            if (one.after().state == domain::requisition_state::filled) {
                ask_about_rest(*decided, one.after(), ctx.now);
            }
        }
        refresh_rounds(ctx, seen, all, *decided);
        plan_shifts_anew(ctx, seen, all, *decided);
    }
    return made;
}

outcome requisition_keep_hold(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_permission(ctx, req, domain::permission::hold, "keep the hold of")) {
        return std::move(*refused);
    }
    const auto id = shown_id(req.number);
    if (req.state != domain::requisition_state::on_hold) {
        return refuse(
            ctx,
            id + " is " + std::string(shown_state(req.state)) + since_by_whom(ctx, req) +
                ", so there is no hold to keep.",
            std::to_string(req.number.value)
        );
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.add(domain::noted{"The need is still there: it stays on hold."});
    one.tell();
    return decide_change(ctx, one, id + " stays on hold.");
}

}  // namespace fillrate::handlers
