// Close, cancel and reopen. An end stops every clock and calls off the shifts to come; reopening
// begins a new round and asks everybody anew, for what is planned then (DOMAIN.md 3.1, 4.6).
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/left_over.hpp"
#include "handlers/owner_request.hpp"
#include "handlers/shifts_ahead.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

struct ending {
    domain::verb what;
    std::string_view title;
    std::string_view done;
    domain::payload fact;
};

constexpr std::string_view filled_by_us = "filled_by_us";

// One tap closes what is filled: why needs no asking.
bool is_filled_only(const found_requisitions& all) {
    return std::ranges::all_of(all, [](const auto* req) {
        return req->state == domain::requisition_state::filled;
    });
}

outcome ask_reason(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const ending& how
) {
    const bool asks = is_passed_on(req, ctx.actor, how.what);
    const std::string title(how.title);
    const auto heading = asks ? "Ask to " + to_lower_ascii(title) : title;
    auto form = form_for(
        seen,
        req,
        domain::word(how.what),
        heading + ' ' + shown_id(req.number),
        asks ? "Ask" : title
    );
    form.fields.push_back(list_field("reason", "Reason", "close_reason", {}, true));
    form.fields.push_back(line_field("detail", "In your words", tail_of(ctx, "detail")));
    if (auto although = value_of(ctx, "force"); !although.empty()) {
        form.fields.push_back(
            line_field("force", "Why although an offer is out", std::move(although))
        );
    }
    return open_form(std::move(form));
}

// Who is undecided, and the shifts to come: loaded together.
std::variant<left_over, outcome> find_ending(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& all
) {
    auto undecided = find_undecided(ctx, seen, all);
    auto shifts = missing_coming_shifts(seen, all, ctx.now);
    auto* early = std::get_if<outcome>(&undecided);
    auto* wanted = early == nullptr ? nullptr : std::get_if<need>(early);
    if (shifts && wanted != nullptr) {
        std::ranges::move(shifts->pages, std::back_inserter(wanted->pages));
    } else if (shifts && early == nullptr) {
        return outcome(std::move(*shifts));
    }
    return undecided;
}

std::string called_off_text(std::uint32_t shifts) {
    return counted(shifts, "shift to come is", "shifts to come are") + " called off";
}

// Too many for one step: the first of them, and the requisitions end with the next.
outcome call_off_first(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& all,
    const std::string& reason
) {
    decision decided;
    std::uint32_t shifts = 0;
    for (const auto* req : all) {
        const auto subject = domain::record_name(req->number);
        change one(ctx, subject, *req, seen.version_of(subject));
        shifts += call_off_shifts(ctx, seen, all, one, reason, decided);
        if (!one.empty()) {
            one.finish(decided);
        }
    }
    decided.reply.what = sentence(
        ctx,
        called_off_text(shifts) + ". There are more than one step can take, so " +
            (all.size() == 1 ? shown_id(all.front()->number) + " has" : "they have") +
            " not ended yet. Type the same again for the rest.",
        chat::to_line(ctx.command)
    );
    return decided;
}

outcome end_all(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_requisitions& all,
    const left_over& left,
    const ending& how,
    const std::string& reason
) {
    std::vector<change> changes;
    passed_over passed;
    decision of_shifts;
    std::uint32_t shifts = 0;
    for (const auto* req : all) {
        auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(*req));
        if (auto* early = std::get_if<outcome>(&behalf)) {
            return std::move(*early);
        }
        const auto subject = domain::record_name(req->number);
        auto& one = changes.emplace_back(ctx, subject, *req, seen.version_of(subject));
        one.on_behalf_of(std::get<std::string>(std::move(behalf)));
        one.add(how.fact, reason);
        one.tell({.client = true, .suppliers = true});
        shifts += call_off_shifts(ctx, seen, all, one, reason, of_shifts);
        if (!pass_over(ctx, seen, book, left, one, passed) ||
            !settle_clocks(one, nullptr, book, ctx.now)) {
            return unknown_calendar(ctx, *req);
        }
    }
    const auto done =
        std::string(how.done) + (shifts == 0 ? std::string{} : ". " + called_off_text(shifts));
    auto made = with_passed_over(decide_changes(ctx, changes, done), passed);
    if (auto* decided = std::get_if<decision>(&made)) {
        std::ranges::move(of_shifts.events, std::back_inserter(decided->events));
    }
    return made;
}

std::string read_ending(
    const context& ctx,
    const found_requisitions& all,
    const ending& how,
    field_problems& problems
) {
    auto reason = read_choice(ctx, "reason", "close_reason", problems);
    const bool closes = how.what == domain::verb::close;
    if (closes && reason.empty() && ctx.from_button && is_filled_only(all)) {
        reason = filled_by_us;
    }
    return reason;
}

// Only operations end it over the head of who has an offer (DOMAIN.md 9); a request passes none on.
std::optional<outcome> refuse_force(const context& ctx, const found_requisitions& all) {
    for (const auto* req : value_of(ctx, "force").empty() ? found_requisitions{} : all) {
        const auto line = std::to_string(req->number.value) + ' ' + ctx.command.verb + " budget";
        if (!domain::may(domain::permission::force, *req, ctx.actor)) {
            return refuse(
                ctx,
                "You cannot force the end of " + shown_id(req->number) +
                    ": that is for operations. Without it whoever has an offer answers first, or "
                    "the offer is taken back.",
                line
            );
        }
    }
    return std::nullopt;
}

std::string detail_of(const context& ctx) {
    auto detail = tail_of(ctx, "detail");
    const auto although = value_of(ctx, "force");
    return detail.empty() || although.empty() ? detail + although : detail + "; " + although;
}

outcome end(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const ending& how
) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<found_requisitions>(found);
    const bool asks = std::ranges::all_of(all, [&](const auto* req) {
        return is_passed_on(*req, ctx.actor, how.what);
    });
    for (const auto* req : all) {
        if (auto refused = refuse_transition(ctx, seen, *req, how.what); refused && !asks) {
            return std::move(*refused);
        }
    }
    if (auto refused = refuse_force(ctx, all)) {
        return std::move(*refused);
    }
    field_problems problems;
    const auto reason = read_ending(ctx, all, how, problems);
    if (reason.empty() && problems.empty() && all.size() == 1 && !ctx.from_form) {
        return ask_reason(ctx, seen, *all.front(), how);
    }
    require_words(ctx, reason, detail_of(ctx), problems);
    if (reason.empty()) {
        problems.add("reason", "Say why.");
    }
    if (!problems.empty()) {
        return problems.answer(ctx, chat::to_line(ctx.command) + " budget");
    }
    const auto why = reason_with(reason, detail_of(ctx));
    if (asks) {
        const domain::end_requested wish{how.what == domain::verb::cancel};
        return pass_on(ctx, seen, all, wish, why);
    }
    auto undecided = find_ending(ctx, seen, all);
    if (auto* early = std::get_if<outcome>(&undecided)) {
        return std::move(*early);
    }
    const auto& left = std::get<left_over>(undecided);
    if (left.more) {
        return pass_over_first(ctx, seen, book, *all.front(), left);
    }
    if (are_more_shifts_coming(seen, all, ctx.now)) {
        return call_off_first(ctx, seen, all, why);
    }
    return end_all(ctx, seen, book, all, left, how, why);
}

std::optional<outcome> refuse_reopening(
    const context& ctx,
    const domain::policy_book& book,
    const domain::requisition& req
) {
    const auto id = shown_id(req.number);
    const auto days = book.choose(req).reopen_days;
    if (!domain::may_still_reopen(req, days, ctx.now)) {
        return refuse(
            ctx,
            id + " ended more than " + counted(days, "day", "days") +
                " ago, so it stays as it is. A clone has the same terms.",
            std::to_string(req.number.value) + " clone openings:1"
        );
    }
    if (domain::find_clock(req.clocks, domain::clock_kind::coverage) == nullptr) {
        return refuse(
            ctx,
            id + " was never released, so there is no round to go on with. A clone has the same "
                 "terms.",
            std::to_string(req.number.value) + " clone openings:1"
        );
    }
    return std::nullopt;
}

outcome ask_reopening(const context& ctx, const snapshot& seen, const domain::requisition& req) {
    auto form = form_for(seen, req, "reopen", "Reopen " + shown_id(req.number), "Reopen");
    form.fields.push_back(line_field("reason", "Why", tail_of(ctx, "reason"), true));
    auto typed = value_of(ctx, "openings");
    auto openings =
        line_field("openings", "Openings", typed.empty() ? "1" : std::move(typed), true);
    openings.what = chat::form_field::kind::number;
    form.fields.push_back(std::move(openings));
    return open_form(std::move(form));
}

std::uint32_t read_openings(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    const auto typed = value_of(ctx, "openings");
    const auto counts = domain::count_openings(req);
    const auto room = domain::max_openings - counts.filled - counts.reserved;
    const auto read = chat::parse_count(typed.empty() ? "1" : typed, 1, room);
    if (!read) {
        problems.add("openings", read.error().detail, corrected(ctx, "openings", "1"));
        return 0;
    }
    return *read;
}

}  // namespace

outcome requisition_close(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return end(ctx, seen, book, {domain::verb::close, "Close", "closed", domain::closed{}});
}

outcome requisition_cancel(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return end(ctx, seen, book, {domain::verb::cancel, "Cancel", "cancelled", domain::cancelled{}});
}

outcome requisition_reopen(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::reopen)) {
        return std::move(*refused);
    }
    if (auto refused = refuse_reopening(ctx, book, req)) {
        return std::move(*refused);
    }
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    if (reason.empty() && !ctx.from_form) {
        return ask_reopening(ctx, seen, req);
    }
    field_problems problems;
    if (reason.empty()) {
        problems.add("reason", "Say why.");
    }
    const auto openings = read_openings(ctx, req, problems);
    const auto client_name = domain::record_name(req.client);
    if (problems.empty() && !seen.loaded(client_name)) {
        need wanted;
        wanted.records.push_back(client_name);
        return wanted;
    }
    if (!problems.empty()) {
        return problems.answer(
            ctx,
            std::to_string(req.number.value) + " reopen \"why\" openings:1"
        );
    }
    const auto* client = seen.find<domain::client>(client_name);
    const auto cannot = shown_id(req.number) + " cannot be reopened";
    if (auto refused = refuse_uncounted(ctx, req, client, book, cannot)) {
        return std::move(*refused);
    }
    const auto subject = domain::record_name(req.number);
    std::vector<change> changes;
    auto& one = changes.emplace_back(ctx, subject, req, seen.version_of(subject));
    one.add(domain::reopened{openings}, reason);
    one.tell({.client = true, .suppliers = true});
    if (!settle_clocks(one, client, book, ctx.now)) {
        return unknown_calendar(ctx, req);
    }
    return decide_changes(ctx, changes, "open again");
}

}  // namespace fillrate::handlers
