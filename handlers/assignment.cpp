#include "handlers/assignment.hpp"

#include "core/base/text.hpp"
#include "core/domain/assignment.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/change.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

std::optional<outcome> refuse_work(
    const context& ctx,
    const found_submittal& one,
    std::string_view act
) {
    const auto id = shown_id(one.sub->number);
    if (!domain::may(domain::submittal_permission::miss, *one.sub, *one.req, ctx.actor)) {
        return refuse(
            ctx,
            "You cannot " + std::string(act) + ' ' + id +
                ": that is for the hiring manager or the account manager.",
            id + " note \"...\""
        );
    }
    if (one.sub->state != domain::submittal_state::started || !one.sub->job) {
        return refuse(
            ctx,
            id + ' ' + state_sentence(one.sub->state) + ", so they are not at work.",
            id
        );
    }
    return std::nullopt;
}

outcome extend_assignment(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one
) {
    if (auto refused = refuse_work(ctx, one, "extend")) {
        return std::move(*refused);
    }
    const auto id = shown_id(one.sub->number);
    if (value_of(ctx, "end").empty() && !ctx.from_form) {
        auto form = form_for(seen, *one.sub, "extend", "Extend " + id, "Extend");
        auto end = line_field("end", "Until", one.sub->job->end, true);
        end.what = chat::form_field::kind::date;
        form.fields.push_back(std::move(end));
        keep_behalf(ctx, form);
        return open_form(std::move(form));
    }
    field_problems problems;
    const auto end = read_moment(ctx, "end", one.req->zone, problems);
    const auto zone = zone_of(ctx, *one.req);
    if (!end || !zone) {
        return problems.answer(ctx, id + " extend end:\"mar 31\"");
    }
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(*one.req));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto subject = domain::record_name(one.sub->number);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.on_behalf_of(std::get<std::string>(std::move(behalf)));
    const auto& rules = book.choose(*one.req);
    changed.add(
        domain::assignment_set{domain::ending_on(*one.sub->job, end->date, *zone, ctx.now, rules)},
        {},
        domain::party::client
    );
    changed.tell({.client = true, .suppliers = true});
    return decide_change(ctx, changed, one, id + " stays until " + format_date(end->date) + '.');
}

outcome ask_concern(const context& ctx, const snapshot& seen, const domain::submittal& sub) {
    auto form = form_for(seen, sub, "concern", "Concern, " + shown_id(sub.number), "Send");
    form.fields.push_back(text_field("text", "What is not right", {}, true));
    keep_behalf(ctx, form);
    return open_form(std::move(form));
}

// ", Mon 30 Nov 10:42 CST by Ana": of the check-in that was answered last.
std::string answered_before(const context& ctx, const found_submittal& one) {
    const domain::check_in* last = nullptr;
    for (const auto& each : one.sub->job->check_ins) {
        last = each.said && (last == nullptr || *last->said <= *each.said) ? &each : last;
    }
    if (last == nullptr) {
        return {};
    }
    const auto by = by_whom(ctx, last->said_by, naming_for(ctx, one));
    return ", " + local_time(*last->said, one.req->zone) + (by.empty() ? by : ' ' + by);
}

outcome say_how(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    bool concern,
    const std::string& text
) {
    const auto* open = domain::open_check_in(*one.sub->job);
    const auto id = shown_id(one.sub->number);
    // That it goes well again settles what stands, and no check-in that is still ahead.
    const bool settles = !concern && one.sub->job->worried.has_value();
    const bool asked = open != nullptr && open->asked;
    if (ctx.from_button && !settles && !asked) {
        return refuse(
            ctx,
            "That was answered already" + answered_before(ctx, one) + "; nothing changed.",
            id
        );
    }
    const auto whom = speaking_for_manager(*one.req);
    auto wanted = missing_for_behalf(ctx, seen, whom).value_or(need{});
    const auto owner = domain::record_name(one.req->owner);
    if (concern && !one.req->owner.empty() && !seen.loaded(owner)) {
        wanted.records.push_back(owner);
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    auto behalf = read_on_behalf(ctx, seen, whom);
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto subject = domain::record_name(one.sub->number);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.on_behalf_of(std::get<std::string>(std::move(behalf)));
    const bool answers = asked || (open != nullptr && !settles);
    const std::uint16_t day = answers ? open->day : std::uint16_t{0};
    changed.add(domain::check_in_said{day, concern}, text, domain::party::client);
    changed.tell();
    const auto told = first_name(one.req->owner_name);
    auto said = concern ? "The concern about " + id + " is noted" +
                              (told.empty() ? "." : "; " + told + " hears of it now.")
                : settles ? "The concern about " + id + " is settled."
                          : "Good to hear: noted for " + id + '.';
    auto made = decide_change(ctx, changed, one, std::move(said));
    if (concern) {
        word_to_owner(made, concern_kind, ctx, seen, one, changed.after().events);
    }
    return made;
}

outcome answer_check_in(const context& ctx, const snapshot& seen, std::optional<bool> concern) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_work(ctx, one, "say how it goes with")) {
        return std::move(*refused);
    }
    field_problems problems;
    const auto how = concern ? std::string{} : read_choice(ctx, "how", "check_in", problems);
    const auto id = shown_id(one.sub->number);
    if (!concern && how.empty() && problems.empty() && !ctx.from_form) {
        auto form = form_for(seen, *one.sub, "checkin", "How it goes, " + id, "Save");
        form.fields.push_back(list_field("how", "How it goes", "check_in", {}, true));
        form.fields.push_back(line_field("text", "In your words", tail_of(ctx, "text")));
        keep_behalf(ctx, form);
        return open_form(std::move(form));
    }
    if (!concern && how.empty()) {
        problems.add("how", "Say good, or concern with what it is.");
        return problems.answer(ctx, id + " checkin good");
    }
    const bool worried = concern.value_or(how == "concern");
    const auto text = abbreviate(displayable_lines(trim(tail_of(ctx, "text"))), 500);
    if (worried && text.empty()) {
        return ctx.from_form ? refuse_fields(
                                   ctx,
                                   {{"text", "Say what is not right."}},
                                   id + " concern \"...\""
                               )
                             : ask_concern(ctx, seen, *one.sub);
    }
    return say_how(ctx, seen, one, worried, text);
}

}  // namespace

std::optional<time_zone> zone_of(const context& ctx, const domain::requisition& req) {
    const auto found = time_zone::find(req.zone.empty() ? ctx.organisation.default_zone : req.zone);
    return found ? std::optional{*found} : std::nullopt;
}

outcome submittal_extend(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    return one.sub->state == domain::submittal_state::started
               ? extend_assignment(ctx, seen, book, one)
               : submittal_offer(ctx, seen, book);
}

outcome
submittal_check_in(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    return answer_check_in(ctx, seen, std::nullopt);
}

outcome submittal_good(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    return answer_check_in(ctx, seen, false);
}

outcome submittal_concern(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    return answer_check_in(ctx, seen, true);
}

}  // namespace fillrate::handlers
