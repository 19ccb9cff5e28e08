// `opp add`, and what is done to one: pursue, won, lost, set, note.
#include "handlers/opportunity.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/subject.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/change.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/subject.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::handlers {

namespace {

using domain::opportunity;
using domain::opportunity_verb;

/// In the morning of the day, where the client is.
constexpr std::chrono::hours reminder_hour{9};
constexpr std::string_view add_example = "opp add client:acorn \"2nd shift Jan\" next:\"dec 10\"";

// Who may pursue it: account managers of the client and operations.
std::vector<index_page> pursuers_pages(const client_id& client) {
    auto pages = people_pages(domain::role::account_manager, client);
    pages.push_back(people_page(domain::role::operations));
    return pages;
}

std::optional<need> missing_pursuers(
    const context& ctx,
    const snapshot& seen,
    const client_id& client
) {
    return value_of(ctx, "with").empty() ? std::nullopt
                                         : missing_pages(seen, pursuers_pages(client));
}

std::optional<chat::name_match> read_pursuer(
    const context& ctx,
    const snapshot& seen,
    const client_id& client,
    field_problems& problems
) {
    if (value_of(ctx, "with").empty()) {
        return std::nullopt;
    }
    auto people = people_with(seen, domain::role::account_manager, client);
    for (auto& one : people_with(seen, domain::role::operations, {})) {
        if (std::ranges::find(people, one.id, &chat::named::id) == people.end()) {
            people.push_back(std::move(one));
        }
    }
    return read_name(ctx, "with", "account manager", people, problems);
}

struct next_step_day {
    std::string day{};
    std::optional<instant> remind_at{};
};

std::optional<next_step_day> read_next(
    const context& ctx,
    const std::string& zone,
    field_problems& problems
) {
    if (value_of(ctx, "next").empty()) {
        return std::nullopt;
    }
    const auto when = read_moment(ctx, "next", zone, problems);
    if (!when) {
        return std::nullopt;
    }
    next_step_day read{format_date(when->date), std::nullopt};
    const auto in = time_zone::find(zone);
    const auto at = in ? in->to_instant({when->date, reminder_hour}) : ctx.now;
    if (at > ctx.now) {
        read.remind_at = at;
    }
    return read;
}

std::string zone_of(const context& ctx, const domain::client& client) {
    const auto site =
        std::ranges::find_if(client.sites, [](const auto& s) { return !s.zone.empty(); });
    return site == client.sites.end() ? ctx.organisation.default_zone : site->zone;
}

outcome ask_opportunity(const context& ctx) {
    chat::form form;
    form.title = "Opportunity";
    form.submit = "Keep";
    form.act.name = "add";
    form.fields.push_back(line_field("title", "What it is", {}, true));
    form.fields.push_back(line_field("client", "Client", value_of(ctx, "client"), true));
    auto next = line_field("next", "Day of the next step", value_of(ctx, "next"));
    next.what = chat::form_field::kind::date;
    form.fields.push_back(std::move(next));
    auto pursued_by = line_field("with", "Who pursues it", value_of(ctx, "with"));
    pursued_by.hint = "Empty: you.";
    form.fields.push_back(std::move(pursued_by));
    return open_form(std::move(form));
}

chat::form form_on(
    const snapshot& seen,
    const opportunity& of,
    std::string_view verb,
    std::string title
) {
    chat::form form;
    form.title = std::move(title);
    form.act.name = verb;
    form.act.subject = domain::record_name(of.number);
    form.act.version = seen.version_of(form.act.subject);
    return form;
}

opportunity_change change_on(const context& ctx, const snapshot& seen, const opportunity& of) {
    const auto subject = domain::record_name(of.number);
    return {ctx, subject, of, seen.version_of(subject)};
}

outcome decided(const context& ctx, const opportunity_change& one, std::string said) {
    decision made;
    one.finish(made);
    made.reply.what = opportunity_card(ctx, one.after(), one.next_version(), std::move(said));
    return made;
}

// The requisition a won one became: one of its client that this person may see.
std::variant<requisition_number, outcome> read_requisition(
    const context& ctx,
    const snapshot& seen,
    const opportunity& of
) {
    const auto typed = tail_of(ctx, "requisition");
    const auto id = chat::read_id(typed);
    const auto number = domain::parse_requisition_name(id.subject);
    const auto example = shown_id(of.number) + " won 104";
    if (!number) {
        return refuse_fields(
            ctx,
            {{"requisition", "Name the requisition it became by its number."}},
            example
        );
    }
    if (!seen.loaded(id.subject)) {
        need wanted;
        wanted.records.push_back(id.subject);
        return outcome(std::move(wanted));
    }
    const auto* req = seen.find<domain::requisition>(id.subject);
    if (req == nullptr || req->client != of.client || !domain::may_know(*req, ctx.actor)) {
        return refuse_fields(
            ctx,
            {{"requisition",
              shown_id(*number) + " is no requisition of " + displayable(of.client_name) + '.'}},
            example
        );
    }
    return *number;
}

outcome take_step(const context& ctx, const snapshot& seen, opportunity_verb what) {
    auto found = find_opportunity(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = *std::get<const opportunity*>(found);
    const auto id = shown_id(one.number);
    if (!domain::next_state(one, what)) {
        return refuse(
            ctx,
            id + " is " + std::string(domain::word(one.state)) + ", so it cannot take \"" +
                std::string(domain::word(what)) + "\" now. It is so" +
                since_by_whom(
                    ctx,
                    one.entered.value_or(one.changed),
                    one.zone,
                    one.entered_by,
                    naming::everybody
                ) +
                '.',
            id
        );
    }
    const bool wins = what == opportunity_verb::win;
    const bool loses = what == opportunity_verb::lose;
    const auto* const field = wins ? "requisition" : "reason";
    if ((wins || loses) && tail_of(ctx, field).empty() && !ctx.from_form) {
        auto form = form_on(seen, one, domain::word(what), (wins ? "Won: " : "Lost: ") + id);
        form.fields.push_back(
            line_field(field, wins ? "The requisition it became" : "Why", {}, true)
        );
        return open_form(std::move(form));
    }
    domain::opportunity_moved moved{what, {}};
    std::string reason;
    if (wins) {
        auto number = read_requisition(ctx, seen, one);
        if (auto* early = std::get_if<outcome>(&number)) {
            return std::move(*early);
        }
        moved.requisition = std::get<requisition_number>(number);
    } else if (loses) {
        reason = abbreviate(displayable(tail_of(ctx, field)), 200);
        if (reason.empty()) {
            return refuse_fields(ctx, {{"reason", "Say why."}}, id + " lost \"why\"");
        }
    }
    auto step = change_on(ctx, seen, one);
    step.add(moved, reason);
    return decided(ctx, step, id + " is " + std::string(domain::word(step.after().state)) + '.');
}

}  // namespace

outcome opportunity_add(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    field_problems problems;
    const auto title = read_title("title", tail_of(ctx, "title"), longest_title, problems);
    if (title.empty() && !ctx.from_form) {
        return ask_opportunity(ctx);
    }
    auto found = find_client(ctx, seen, value_of(ctx, "client"), add_example);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& client = *std::get<const domain::client*>(found);
    auto wanted = missing_pursuers(ctx, seen, client.id).value_or(need{});
    wanted.opportunity_number = seen.reserved_opportunity == 0;
    if (wanted.opportunity_number || !wanted.pages.empty()) {
        return wanted;
    }
    domain::opportunity_added added;
    added.number = opportunity_number{seen.reserved_opportunity};
    added.client = client.id;
    added.client_name = client.name;
    added.zone = zone_of(ctx, client);
    added.title = title;
    if (title.empty()) {
        problems.add("title", "Say what it is.");
    }
    if (const auto next = read_next(ctx, added.zone, problems)) {
        added.next = next->day;
        added.remind_at = next->remind_at;
    }
    added.owner = ctx.actor.id;
    added.owner_name = ctx.actor.name;
    if (const auto with = read_pursuer(ctx, seen, client.id, problems)) {
        added.owner = person_id{with->id};
        added.owner_name = with->name;
    }
    if (!problems.empty()) {
        return problems.answer(ctx, add_example);
    }
    const auto id = shown_id(added.number);
    opportunity_change one(ctx, domain::record_name(added.number), {}, 0);
    one.add(std::move(added));
    return decided(ctx, one, id + " is kept for " + displayable(client.name) + '.');
}

template <opportunity_verb What>
outcome opportunity_step(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    return take_step(ctx, seen, What);
}
template outcome opportunity_step<
    opportunity_verb::pursue>(const context&, const snapshot&, domain::policy_book&);
template outcome opportunity_step<
    opportunity_verb::win>(const context&, const snapshot&, domain::policy_book&);
template outcome opportunity_step<
    opportunity_verb::lose>(const context&, const snapshot&, domain::policy_book&);

outcome opportunity_set(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_opportunity(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = *std::get<const opportunity*>(found);
    if (auto wanted = missing_pursuers(ctx, seen, one.client)) {
        return std::move(*wanted);
    }
    const auto id = shown_id(one.number);
    field_problems problems;
    domain::opportunity_changed to;
    const auto title = read_title("title", value_of(ctx, "title"), longest_title, problems);
    if (!title.empty()) {
        to.title = title;
    }
    if (const auto next = read_next(ctx, one.zone, problems)) {
        to.next = next->day;
        to.remind_at = next->remind_at;
    }
    if (const auto with = read_pursuer(ctx, seen, one.client, problems)) {
        to.owner = person_id{with->id};
        to.owner_name = with->name;
    }
    if (!problems.empty()) {
        return problems.answer(ctx, id + " set next:\"dec 17\"");
    }
    if (to == domain::opportunity_changed{}) {
        return refuse(
            ctx,
            "Say what changes: next:, with: or title:.",
            id + " set next:\"dec 17\""
        );
    }
    auto step = change_on(ctx, seen, one);
    step.add(std::move(to));
    return decided(ctx, step, id + " is changed.");
}

outcome opportunity_note(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_opportunity(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = *std::get<const opportunity*>(found);
    const auto id = shown_id(one.number);
    const auto text = abbreviate(displayable_lines(trim(tail_of(ctx, "note"))), 1000);
    if (text.empty()) {
        auto form = form_on(seen, one, "note", "Note on " + id);
        form.fields.push_back(text_field("note", "Note", {}, true));
        return open_form(std::move(form));
    }
    auto step = change_on(ctx, seen, one);
    step.add(domain::noted{text});
    return decided(ctx, step, "Noted on " + id + '.');
}

}  // namespace fillrate::handlers
