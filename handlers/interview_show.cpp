// "I-52", "S-311 interviews", "104 interviews", notes and history: interviews as this person may
// see them here.
#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/history_table.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

/// Four records hang on each line.
constexpr std::uint32_t interviews_per_page = 12;
constexpr std::uint32_t last_interview_page = 500;

std::string time_of(const domain::interview_view& v, instant now) {
    if (v.start) {
        return local_time(*v.start, v.zone, now);
    }
    return v.slots.empty() ? std::string("no time yet")
                           : local_time(v.slots.front(), v.zone, now) + "?";
}

outcome listed_interviews(
    const context& ctx,
    const std::vector<found_interview>& all,
    std::string title,
    std::string_view otherwise
) {
    if (all.empty()) {
        return reply_with(sentence(ctx, "No interview that you can see here.", otherwise));
    }
    chat::message shown;
    shown.title = std::move(title);
    shown.summary = shown.title + ": " +
                    counted(static_cast<std::uint32_t>(all.size()), "interview", "interviews") +
                    '.';
    chat::table table;
    table.rows.push_back({"Interview", "Candidate", "When", "State"});
    for (const auto& one : all) {
        const auto v = domain::view(
            *one.iv,
            one.who,
            domain::clear(one.context(), ctx.actor, ctx.place.binding, one.shows_suppliers())
        );
        table.rows.push_back(
            {shown_id(v.number),
             shown_id(v.submittal) + ' ' + displayable(v.shown_name) + ", round " +
                 std::to_string(v.round),
             time_of(v, ctx.now),
             std::string(shown_state(v.state))}
        );
    }
    shown.blocks.emplace_back(std::move(table));
    return reply_with(std::move(shown));
}

// All of them, or the one that cannot be seen here.
outcome show_several(const context& ctx, const snapshot& seen) {
    auto visible = visible_interviews(ctx, seen, ctx.command.subjects);
    if (auto* wanted = std::get_if<need>(&visible)) {
        return std::move(*wanted);
    }
    for (const auto& subject : ctx.command.subjects) {
        auto one = ctx;
        one.command.subjects = {subject};
        auto found = find_interview(one, seen);
        if (auto* early = std::get_if<outcome>(&found)) {
            return std::move(*early);
        }
    }
    return listed_interviews(
        ctx,
        std::get<std::vector<found_interview>>(visible),
        "Interviews",
        ""
    );
}

}  // namespace

outcome interview_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (ctx.command.subjects.size() > 1) {
        return show_several(ctx, seen);
    }
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    return reply_with(personal_card(ctx, seen, std::get<found_interview>(found)));
}

outcome submittal_interviews(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    std::vector<std::string> names;
    for (const auto number : one.sub->interviews) {
        names.push_back(domain::record_name(number));
    }
    auto visible = visible_interviews(ctx, seen, names);
    if (auto* wanted = std::get_if<need>(&visible)) {
        return std::move(*wanted);
    }
    const auto id = shown_id(one.sub->number);
    return listed_interviews(
        ctx,
        std::get<std::vector<found_interview>>(visible),
        "Interviews of " + id,
        id
    );
}

outcome requisition_interviews(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    const auto asked = parse_int<std::uint32_t>(ctx.command.value("page")).value_or(1);
    const auto page = std::clamp(asked, 1U, last_interview_page);
    const index_page wanted_page{
        domain::interview_list(req.number),
        (page - 1) * interviews_per_page,
        interviews_per_page,
        true};
    const auto names = seen.pages.find(wanted_page);
    if (names == seen.pages.end()) {
        need wanted;
        wanted.pages.push_back(wanted_page);
        return wanted;
    }
    auto visible = visible_interviews(ctx, seen, names->second);
    if (auto* wanted = std::get_if<need>(&visible)) {
        return std::move(*wanted);
    }
    return listed_interviews(
        ctx,
        std::get<std::vector<found_interview>>(visible),
        "Interviews for " + shown_id(req.number) + " · " + displayable(req.title),
        std::to_string(req.number.value) + " candidates"
    );
}

outcome interview_note(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return or_passed_on(ctx, seen, book, std::move(*early));
    }
    const auto& one = std::get<found_interview>(found);
    const auto text = abbreviate(displayable_lines(trim(tail_of(ctx, "note"))), 1000);
    const auto subject = domain::record_name(one.iv->number);
    if (text.empty()) {
        chat::form form;
        form.title = "Note on " + shown_id(one.iv->number);
        form.act.name = "note";
        form.act.subject = subject;
        form.act.version = seen.version_of(subject);
        form.fields.push_back(text_field("note", "Note", {}, true));
        keep_behalf(ctx, form);
        return open_form(std::move(form));
    }
    auto whom = speaking_for_supplier(*one.req, *one.sub);
    whom.manager = true;
    auto behalf = read_on_behalf(ctx, seen, whom);
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    interview_change next(ctx, subject, *one.iv, seen.version_of(subject));
    next.on_behalf_of(std::get<std::string>(std::move(behalf)));
    next.add(domain::noted{text});
    decision decided;
    next.finish(decided);
    const auto id = shown_id(one.iv->number);
    decided.reply.what = sentence(ctx, "Noted on " + id + '.');
    if (speaks_from_outside(ctx.actor)) {
        pass_to_owner(decided, ctx, seen, *one.req, id + ": " + text);
    }
    return decided;
}

outcome interview_history(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    const auto subject = domain::record_name(one.iv->number);
    const auto history = seen.histories.find(subject);
    if (history == seen.histories.end()) {
        need wanted;
        wanted.history_of = subject;
        return wanted;
    }
    const auto allowed =
        domain::clear(one.context(), ctx.actor, ctx.place.binding, one.shows_suppliers());
    const auto tell = [&](const domain::event& what) { return tell_event(what, *one.iv, allowed); };
    return reply_with(history_table(
        ctx,
        history->second,
        state_moves<domain::interview>(history->second),
        {shown_id(one.iv->number), shown_id(one.iv->number), one.iv->initials, one.iv->zone},
        allowed.free_reasons,
        tell
    ));
}

}  // namespace fillrate::handlers
