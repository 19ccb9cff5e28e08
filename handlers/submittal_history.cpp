// Notes on a candidate, and everything that happened to them, cut to what the asker may see here.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/change.hpp"
#include "handlers/history_table.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/submittal_telling.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

outcome submittal_note(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return or_passed_on(ctx, seen, book, std::move(*early));
    }
    const auto& one = std::get<submittals>(found).front();
    const auto text = abbreviate(displayable_lines(trim(tail_of(ctx, "note"))), 1000);
    const auto subject = domain::record_name(one.sub->number);
    if (text.empty()) {
        const auto title = "Note on " + shown_id(one.sub->number);
        auto form = form_for(seen, *one.sub, "note", title, "Save");
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
    submittal_change one_change(ctx, subject, *one.sub, seen.version_of(subject));
    one_change.on_behalf_of(std::get<std::string>(std::move(behalf)));
    one_change.add(domain::noted{text});
    decision decided;
    one_change.finish(decided);
    const auto id = shown_id(one.sub->number);
    decided.reply.what = sentence(ctx, "Noted on " + id + '.');
    if (speaks_from_outside(ctx.actor)) {
        pass_to_owner(decided, ctx, seen, *one.req, id + ": " + text);
    }
    return decided;
}

outcome submittal_history(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    const auto subject = domain::record_name(one.sub->number);
    const auto history = seen.histories.find(subject);
    if (history == seen.histories.end()) {
        need wanted;
        wanted.history_of = subject;
        return wanted;
    }
    const auto allowed =
        domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, one.shows_suppliers());
    const auto tell = [&](const domain::event& what) {
        return tell_event(what, *one.req, allowed);
    };
    return reply_with(history_table(
        ctx,
        history->second,
        state_moves<domain::submittal>(history->second),
        {shown_id(one.sub->number), shown_id(one.sub->number), one.sub->initials, one.req->zone},
        allowed.free_reasons,
        tell
    ));
}

}  // namespace fillrate::handlers
