// `set`: change details; openings, priority and owner have words of their own. And `note`.
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/change.hpp"
#include "handlers/changed_terms.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/following.hpp"
#include "handlers/further_values.hpp"
#include "handlers/handing_over.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/left_over.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/owner_request.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/subject.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

using domain::requisition;
using domain::requisition_changed;

// What is to change; not when that happened, nor who asked for it.
std::vector<chat::argument> typed_changes(const context& ctx) {
    auto typed = ctx.command.arguments;
    std::erase_if(typed, [](const chat::argument& each) {
        return each.key == "at" || each.key == "for";
    });
    return typed;
}

std::uint32_t total_openings(const requisition& req) {
    return domain::count_openings(req).total();
}

void add_kept_changes(chat::form& form, const context& ctx) {
    add_further_values(
        form,
        ctx,
        "What else a line takes, such as kind:direct salary:90000 fee: rate: hm: owner: for:"
    );
}

// As it stands, with the changes that were typed.
outcome ask_changes(const context& ctx, const snapshot& seen, const requisition& req) {
    const auto typed_or = [&ctx](std::string_view key, std::string present) {
        auto typed = value_of(ctx, key);
        return typed.empty() ? present : typed;
    };
    auto form = form_for(seen, req, "set", "Change " + shown_id(req.number), "Save");
    form.fields.push_back(line_field("title", "Title", typed_or("title", req.title), true));
    form.fields.push_back(number_field(
        "openings",
        "Openings",
        typed_or("openings", std::to_string(total_openings(req))),
        true
    ));
    add_term_fields(form, as_typed(ctx, req.zone, present_words(req)), req.currency);
    const bool must_say = !value_of(ctx, "priority").empty();
    auto reason = line_field("reason", "Why", tail_of(ctx, "reason"), must_say);
    reason.hint = "Needed for a new priority.";
    form.fields.push_back(std::move(reason));
    add_kept_changes(form, ctx);
    return open_form(std::move(form));
}

template <class T>
std::optional<T> if_other(const std::optional<T>& given, const std::optional<T>& present) {
    return given && given != present ? given : std::nullopt;
}

// The typed line with a number of openings that it can have; nothing where more was typed, since
// that may be mistaken too.
std::string line_with_openings(const context& ctx, const requisition& req) {
    constexpr std::uint32_t usual = 3;
    const auto counts = domain::count_openings(req);
    const auto present = counts.total();
    const auto least = std::max(counts.filled + counts.reserved, 1U);
    const auto other = least == present ? present + 1 : least;
    const auto fitting = usual >= least && usual != present ? usual : other;
    return typed_changes(ctx).size() > 1 ? std::string{}
                                         : corrected(ctx, "openings", std::to_string(fitting));
}

void read_openings(
    const context& ctx,
    const requisition& req,
    requisition_changed& to,
    field_problems& problems
) {
    const auto typed = value_of(ctx, "openings");
    if (typed.empty()) {
        return;
    }
    const auto read = chat::parse_change(typed);
    if (!read) {
        problems.add("openings", read.error().detail, line_with_openings(ctx, req));
        return;
    }
    const auto present = static_cast<std::int64_t>(total_openings(req));
    const auto total = read->relative ? present + read->amount : read->amount;
    if (total == present) {
        return;
    }
    if (total < 1 || !domain::openings_fit(req, static_cast<std::uint32_t>(total))) {
        const auto counts = domain::count_openings(req);
        const auto least = std::max(counts.filled + counts.reserved, 1U);
        problems.add(
            "openings",
            shown_id(req.number) + " can have from " + std::to_string(least) + " to " +
                std::to_string(domain::max_openings) + " openings; it has " +
                std::to_string(present) + " now.",
            line_with_openings(ctx, req)
        );
        return;
    }
    to.openings = static_cast<std::uint32_t>(total);
}

std::optional<std::uint32_t> read_number_of(
    const context& ctx,
    std::string_view key,
    field_problems& problems
) {
    const auto typed = value_of(ctx, key);
    const auto count = typed.empty() ? result<std::uint32_t>(0U)
                                     : chat::parse_count(typed, 0, domain::max_openings);
    if (!count) {
        problems.add(std::string(key), count.error().detail);
    }
    return typed.empty() || !count ? std::nullopt : std::optional{*count};
}

// What the client fills later, and whom it does not want replaced (DOMAIN.md 4.2, FILL, BACKFILL).
void read_waiting_openings(
    const context& ctx,
    const requisition& req,
    requisition_changed& to,
    field_problems& problems
) {
    const auto id = shown_id(req.number);
    const auto number = std::to_string(req.number.value);
    const auto wanted = domain::count_replacements(req);
    const auto frozen = read_number_of(ctx, "frozen", problems);
    if (frozen && !domain::may_freeze(req, *frozen)) {
        const auto most = domain::count_openings(req).open - wanted;
        const auto next = most == domain::count_frozen(req) ? 0 : most;
        problems.add(
            "frozen",
            "Of " + id + ' ' + counted(most, "opening", "openings") +
                " can wait for the client; those for replacements do not.",
            next == domain::count_frozen(req) ? number : number + " frozen " + std::to_string(next)
        );
    } else if (frozen != domain::count_frozen(req)) {
        to.frozen = frozen;
    }
    const auto replacements = read_number_of(ctx, "replacements", problems);
    if (replacements && !domain::may_keep_replacements(req, *replacements)) {
        problems.add(
            "replacements",
            wanted <= *replacements
                ? id + " looks for " + counted(wanted, "replacement", "replacements") +
                      ", so there is nothing to take off."
                : id + " has no other opening, so it is closed instead.",
            wanted <= *replacements ? number : number + " close filled_by_other"
        );
    } else {
        to.replacements = replacements;
    }
}

void read_person(
    const context& ctx,
    std::string_view key,
    std::string_view noun,
    const std::vector<chat::named>& people,
    const person_id& present,
    std::optional<person_id>& id,
    std::string& name,
    field_problems& problems
) {
    if (value_of(ctx, key).empty()) {
        return;
    }
    const auto match = read_name(ctx, key, noun, people, problems);
    if (match && match->id != present.value) {
        id = person_id{match->id};
        name = match->name;
    }
}

requisition_changed read_change(
    const context& ctx,
    const snapshot& seen,
    const requisition& req,
    field_problems& problems
) {
    requisition_changed to;
    const auto title = read_title("title", value_of(ctx, "title"), longest_title, problems);
    if (!title.empty() && title != req.title) {
        to.title = title;
    }
    read_openings(ctx, req, to, problems);
    read_waiting_openings(ctx, req, to, problems);
    const auto given = read_terms(ctx, {req.currency, req.zone, req.category}, problems);
    const auto now = present_terms(req);
    to.pay = if_other(given.pay, now.pay);
    to.bill = if_other(given.bill, now.bill);
    to.max = if_other(given.max, now.max);
    to.salary = if_other(given.salary, req.salary);
    to.fee = if_other(given.fee, req.fee);
    to.priority = if_other(given.priority, now.priority);
    to.engagement = if_other(given.engagement, std::optional{req.engagement});
    to.must_haves = if_other(given.must_haves, now.must_haves);
    to.shift = if_other(given.shift, now.shift);
    to.start = if_other(given.start, now.start);
    const auto managers = people_with(seen, domain::role::hiring_manager, req.client);
    const auto owners = people_with(seen, domain::role::account_manager, req.client);
    read_person(
        ctx,
        "hm",
        "hiring manager of " + displayable(req.client_name),
        managers,
        req.hiring_manager,
        to.hiring_manager,
        to.hiring_manager_name,
        problems
    );
    read_person(
        ctx,
        "owner",
        "account manager of " + displayable(req.client_name),
        owners,
        req.owner,
        to.owner,
        to.owner_name,
        problems
    );
    return to;
}

// An owner is changed by operations, in any state; everything else by the owner, until it ends.
std::optional<outcome> refuse_set(
    const context& ctx,
    const snapshot& seen,
    const requisition& req
) {
    const bool names_owner = !value_of(ctx, "owner").empty();
    const auto is_owner = [](const chat::argument& a) { return a.key == "owner"; };
    const bool only_owner =
        names_owner && !ctx.from_form && std::ranges::all_of(typed_changes(ctx), is_owner);
    if (names_owner) {
        if (auto refused = refuse_transition(ctx, seen, req, domain::verb::reassign)) {
            return refused;
        }
    }
    return only_owner ? std::nullopt : refuse_transition(ctx, seen, req, domain::verb::change);
}

std::optional<need> missing_records(
    const context& ctx,
    const snapshot& seen,
    const requisition& req
) {
    need wanted;
    const auto want = [&](std::string_view key, domain::role role) {
        for (auto& page : people_pages(role, req.client)) {
            if (!value_of(ctx, key).empty() && !seen.pages.contains(page)) {
                wanted.pages.push_back(std::move(page));
            }
        }
    };
    want("hm", domain::role::hiring_manager);
    want("owner", domain::role::account_manager);
    want("for", domain::role::hiring_manager);
    const auto client = domain::record_name(req.client);
    if (!seen.loaded(client)) {
        wanted.records.push_back(client);
    }
    if (const auto owner = missing_owner(seen, req); owner && !value_of(ctx, "owner").empty()) {
        load_too(wanted, *owner);
    }
    const bool nothing = wanted.pages.empty() && wanted.records.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

outcome ask_priority_reason(
    const context& ctx,
    const snapshot& seen,
    const requisition& req,
    const requisition_changed& to
) {
    const auto word = std::string(domain::word(*to.priority));
    if (ctx.from_form) {
        return refuse_fields(ctx, {{"reason", "Say why the priority changes."}}, {});
    }
    if (typed_changes(ctx).size() > 1) {
        return ask_changes(ctx, seen, req);
    }
    auto form = form_for(seen, req, "set", "Priority of " + shown_id(req.number), "Save");
    form.fields.push_back(list_field("priority", "Priority", "priority", word, true));
    form.fields.push_back(line_field("reason", "Why", {}, true));
    if (!value_of(ctx, "for").empty()) {
        add_kept_changes(form, ctx);
    }
    return open_form(std::move(form));
}

bool concerns_suppliers(const requisition_changed& to, const requisition& req) {
    const bool ceiling =
        to.max || (to.pay && !req.max && req.category == domain::category::light_industrial);
    return to.title || to.must_haves || to.shift || to.start || to.openings || to.engagement ||
           to.frozen || to.replacements || ceiling;
}

// A hiring manager asks its owner for other openings, or that some wait or are not filled again;
// nothing when this is no such line.
std::optional<outcome> pass_on_openings(
    const context& ctx,
    const snapshot& seen,
    const requisition& req
) {
    const auto given = typed_changes(ctx);
    constexpr std::array<std::string_view, 3> of_openings{"openings", "frozen", "replacements"};
    const bool only_openings =
        !ctx.from_form && value_of(ctx, "for").empty() && given.size() == 1 &&
        std::ranges::find(of_openings, given.front().key) != of_openings.end();
    if (!only_openings || !is_passed_on(req, ctx.actor, domain::verb::change)) {
        return std::nullopt;
    }
    field_problems problems;
    requisition_changed to;
    read_openings(ctx, req, to, problems);
    read_waiting_openings(ctx, req, to, problems);
    const auto number = std::to_string(req.number.value);
    if (!problems.empty()) {
        return problems.answer(ctx, number + " openings +1");
    }
    if (to == requisition_changed{}) {
        return refuse(
            ctx,
            "Nothing to ask for: " + shown_id(req.number) + " already says so.",
            number
        );
    }
    return pass_on(
        ctx,
        seen,
        {&req},
        domain::openings_requested{to.openings.value_or(0), to.frozen, to.replacements},
        abbreviate(displayable(tail_of(ctx, "reason")), 200)
    );
}

// The change itself, its clocks, and what follows from it.
outcome set_terms(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const requisition_changed& to,
    const std::string& reason,
    std::string behalf
) {
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.on_behalf_of(std::move(behalf));
    one.add(to, reason);
    one.tell({.client = true, .suppliers = concerns_suppliers(to, req)});
    const bool filled = (to.openings || to.replacements) && settle_filled(one);
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    const bool known = (!to.priority || retarget_clocks(one, client, book, ctx.now)) &&
                       settle_clocks(one, client, book, ctx.now);
    if (!known) {
        return unknown_calendar(ctx, req);
    }
    auto made = decide_change(ctx, one, said_of_change(ctx, one.after(), to));
    auto& decided = std::get<decision>(made);
    if (filled) {
        ask_about_rest(decided, one.after(), ctx.now);
    }
    if (to.owner) {
        hand_over(decided, ctx, seen, one, req.owner);
    }
    if (to.priority && !follow(ctx, seen, book, one, led_by::priority, decided)) {
        return unknown_calendar(ctx, req);
    }
    return made;
}

}  // namespace

outcome requisition_set(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto passed = pass_on_openings(ctx, seen, req)) {
        return std::move(*passed);
    }
    if (auto refused = refuse_set(ctx, seen, req)) {
        return std::move(*refused);
    }
    if (typed_changes(ctx).empty() && !ctx.from_form) {
        return ask_changes(ctx, seen, req);
    }
    if (auto wanted = missing_records(ctx, seen, req)) {
        return std::move(*wanted);
    }
    field_problems problems;
    const auto to = read_change(ctx, seen, req, problems);
    const auto number = std::to_string(req.number.value);
    if (!problems.empty()) {
        const auto corrected_line = line_with_examples(ctx, problems);
        const bool over = refuse_transition(ctx, seen, req, domain::verb::change).has_value();
        return problems.answer(
            ctx,
            corrected_line.empty() ? number + (over ? "" : " set") : corrected_line
        );
    }
    if (to == requisition_changed{}) {
        return refuse(
            ctx,
            "Nothing to change: " + shown_id(req.number) + " already says so.",
            number
        );
    }
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    if (to.priority && reason.empty()) {
        return ask_priority_reason(ctx, seen, req, to);
    }
    if (auto wanted = missing_followers(seen, {&req}); wanted && (to.priority || to.owner)) {
        return std::move(*wanted);
    }
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(req));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    return set_terms(ctx, seen, book, req, to, reason, std::get<std::string>(std::move(behalf)));
}

outcome requisition_note(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const bool says_something = !trim(tail_of(ctx, "note")).empty();
    if (ctx.command.subjects.empty() && says_something && speaks_from_outside(ctx.actor)) {
        return note_without_requisition(ctx, seen, book);
    }
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return or_passed_on(ctx, seen, book, std::move(*early));
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::note)) {
        return or_passed_on(ctx, seen, book, std::move(*refused));
    }
    const auto text = abbreviate(trim(displayable_lines(tail_of(ctx, "note"))), 1000);
    if (text.empty()) {
        if (ctx.from_form) {
            return refuse_fields(ctx, {{"note", "Write the note."}}, {});
        }
        auto form = form_for(seen, req, "note", "Note on " + shown_id(req.number), "Keep");
        form.fields.push_back(text_field("note", "Note", {}, true));
        keep_behalf(ctx, form);
        return open_form(std::move(form));
    }
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(req));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.on_behalf_of(std::get<std::string>(std::move(behalf)));
    one.add(domain::noted{text});
    one.tell();
    decision decided;
    one.finish(decided);
    const bool outside = !domain::clear(req, ctx.actor, ctx.place.binding, false).notes;
    decided.reply.what = outside ? passed_to(ctx, req.owner_name)
                                 : sentence(ctx, "Noted on " + shown_id(req.number) + '.');
    return decided;
}

}  // namespace fillrate::handlers
