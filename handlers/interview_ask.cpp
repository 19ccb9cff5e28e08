// `S-311 interview`: the step of the candidate and the interview that begins with it: with times
// to choose from, to be arranged, or logged after it took place (DOMAIN.md 0, 3.5).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/interview_panel.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/interview_times.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/missing_feedback.hpp"
#include "handlers/needs.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

/// What the line or form says of the meeting.
struct wish {
    std::vector<domain::interviewer> panel{};
    std::uint32_t quorum = 0;
    std::vector<instant> slots{};
    std::optional<instant> took_place{};  ///< when it began, if it is over
    std::uint32_t length = 45;
    std::string place{}, link{};
};

bool is_logged(const context& ctx) {
    return ctx.command.value("how") == "held";
}

// With no time said and nobody asked to arrange it, what was typed so far is put into the form.
bool lacks_times(const context& ctx) {
    const auto how = ctx.command.value("how");
    return !ctx.from_form && trim(ctx.command.tail).empty() && (how.empty() || how == "propose");
}

std::string typed_or(const context& ctx, std::string_view key, std::string_view otherwise) {
    const auto typed = value_of(ctx, key);
    return typed.empty() ? std::string(otherwise) : typed;
}

// "Ana, Raj?" of what was typed; else the manager.
std::string panel_text(const context& ctx, const domain::requisition& req) {
    std::vector<std::string> names;
    for (const auto& each : ctx.command.arguments) {
        if (each.key == "panel" || each.key == "optional") {
            names.push_back(each.value + (each.key == "optional" ? "?" : ""));
        }
    }
    return names.empty() ? req.hiring_manager_name : join(names, ", ");
}

std::string arranger_of(const domain::requisition& req) {
    return req.owner_name.empty() ? std::string("the account manager") : first_name(req.owner_name);
}

// [Send times] or [Robin, arrange it] (DOMAIN.md 0); left open, the times that are given decide.
chat::form_field way_field(const domain::requisition& req) {
    const auto arrange = req.owner_name.empty() ? std::string("Let it be arranged")
                                                : first_name(req.owner_name) + ", arrange it";
    return pick_field(
        "how",
        "How to go on",
        {{"propose", "Send these times"}, {"arrange", arrange}},
        {}
    );
}

// What was chosen has to fit the times.
void check_way(
    const context& ctx,
    const domain::requisition& req,
    const wish& made,
    field_problems& problems
) {
    const auto way = ctx.from_form ? value_of(ctx, "how") : std::string{};
    if (way == "arrange" && !made.slots.empty()) {
        problems.add("how", "There are times: send them, or clear them first.");
    } else if (way == "propose" && made.slots.empty() && problems.empty()) {
        problems.add("time1", "Give a time, or let " + arranger_of(req) + " arrange it.");
    }
}

outcome ask_for_times(const context& ctx, const snapshot& seen, const found_submittal& one) {
    chat::form form;
    const auto id = shown_id(one.sub->number);
    form.title = abbreviate("Interview " + id, 24);
    form.submit = "Send times";
    form.act.name = "interview";
    form.act.subject = domain::record_name(one.sub->number);
    form.act.version = seen.version_of(form.act.subject);
    form.said.push_back({chat::plain("Without times " + arranger_of(*one.req) + " arranges it.")});
    add_slot_fields(form, {}, one.req->zone);
    form.fields.push_back(way_field(*one.req));
    form.fields.push_back(line_field("len", "Length", typed_or(ctx, "len", "45m")));
    form.fields.push_back(line_field("panel", "Who interviews", panel_text(ctx, *one.req)));
    form.fields.back().hint = "Names with commas; a question mark after those who may come.";
    form.fields.push_back(line_field("quorum", "Verdicts needed", value_of(ctx, "quorum")));
    form.fields.back().what = chat::form_field::kind::number;
    form.fields.back().hint = "Of those who have to come; all of them when left empty.";
    form.fields.push_back(line_field("place", "Place", value_of(ctx, "place")));
    form.fields.push_back(line_field("link", "Link", value_of(ctx, "link")));
    if (auto speaking_for = value_of(ctx, "for"); !speaking_for.empty()) {
        form.fields.push_back(line_field("for", "On behalf of", std::move(speaking_for)));
    }
    return open_form(std::move(form));
}

wish read_wish(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    field_problems& problems
) {
    wish made;
    made.panel = read_panel(ctx, seen, *one.req, problems);
    made.quorum = read_quorum(ctx, made.panel, problems).value_or(0);
    made.length = read_length(ctx, made.length, problems);
    made.place = read_place(ctx, problems);
    made.link = read_link(ctx, problems);
    if (!is_logged(ctx)) {
        made.slots = read_slots(ctx, one.req->zone, problems);
        return made;
    }
    made.took_place = ctx.command.tail.empty()
                          ? std::optional{ctx.now - minutes{made.length}}
                          : read_past_moment(ctx, ctx.command.tail, one.req->zone, problems);
    return made;
}

// What took place is logged without a time as just over.
std::string line_of_wish(const context& ctx, field_problems problems) {
    auto asked = ctx;
    if (is_logged(ctx)) {
        asked.command.tail.clear();
        std::erase_if(problems.by_field, [](const auto& each) { return each.first == "time"; });
    }
    return line_by_example(asked, problems);
}

// The numbers of the new rounds, and whom to tell or name.
std::optional<need> missing_for_round(
    const context& ctx,
    const snapshot& seen,
    const submittals& all
) {
    need wanted;
    for (const auto& one : all) {
        if (!one.req->owner.empty()) {
            load_record(wanted, seen, domain::record_name(one.req->owner));
        }
        load_too(wanted, missing_panel_people(ctx, seen, *one.req).value_or(need{}));
        const auto whom = speaking_for_manager(*one.req);
        load_too(wanted, missing_for_behalf(ctx, seen, whom).value_or(need{}));
    }
    if (seen.reserved_interview == 0) {
        wanted.interview_numbers = static_cast<std::uint32_t>(all.size());
    }
    const bool nothing =
        wanted.records.empty() && wanted.pages.empty() && wanted.interview_numbers == 0;
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

// What was typed of times, for the interview there is; an example where it cannot be read.
std::string times_for_round(
    const context& ctx,
    const domain::interview& round,
    std::string_view example
) {
    field_problems problems;
    const bool read =
        is_logged(ctx) ? read_past_moment(ctx, ctx.command.tail, round.zone, problems).has_value()
                       : !read_slots(ctx, round.zone, problems).empty();
    return read && problems.empty() ? '"' + displayable(ctx.command.tail) + '"'
                                    : std::string(example);
}

std::optional<outcome> refuse_round(const context& ctx, const found_submittal& one) {
    if (one.round == nullptr || !domain::lies_ahead(*one.round, ctx.now)) {
        return std::nullopt;
    }
    const auto id = shown_id(one.round->number);
    const bool has_time = one.round->state == domain::interview_state::confirmed;
    const auto since =
        since_by_whom(ctx, found_interview{one.round, one.sub, one.req, one.client, one.who});
    if (is_logged(ctx)) {
        return refuse(
            ctx,
            shown_id(one.sub->number) + " has an interview already, " + id + since +
                ". Say that it took place.",
            id + " held " + times_for_round(ctx, *one.round, "mon 14:00")
        );
    }
    return refuse(
        ctx,
        shown_id(one.sub->number) + " has an interview already: " + id + " is " +
            std::string(shown_state(one.round->state)) + since + ". " +
            (has_time ? "Move it, or say that it took place." : "Offer times for it."),
        id + (has_time ? " move " + times_for_round(ctx, *one.round, "wed 11:00")
                       : " propose " + times_for_round(ctx, *one.round, "\"tue 10:00, tue 14:00\""))
    );
}

// Where its card lives: the candidate's rooms and those of our own people.
void place_round_cards(interview_change& of, const found_submittal& one) {
    for (const auto& where : one.req->places) {
        if (where.readers.who == domain::binding::kind::internal) {
            of.add(domain::card_placed{where});
        }
    }
    for (const auto& where : one.sub->places) {
        of.add(domain::card_placed{where});
    }
}

domain::interview_asked round_of(
    const found_submittal& one,
    interview_number number,
    const wish& made
) {
    domain::interview_asked asked;
    asked.number = number;
    asked.submittal = one.sub->number;
    asked.requisition = one.sub->requisition;
    asked.client = one.sub->client;
    asked.supplier = one.sub->supplier;
    asked.supplier_name = one.sub->supplier_name;
    asked.candidate = one.sub->candidate;
    asked.initials = one.sub->initials;
    asked.zone = one.req->zone;
    asked.round = static_cast<std::uint32_t>(one.sub->interviews.size()) + 1;
    asked.panel = made.panel;
    asked.quorum = made.quorum;
    asked.length = made.length;
    asked.place = made.place;
    asked.link = made.link;
    return asked;
}

// What the wish does to the interview; false when the site's calendar is not known here.
bool take_wish(
    interview_change& of,
    const found_submittal& one,
    const domain::policy_book& book,
    const wish& made,
    instant now
) {
    const auto at_work = found_interview{&of.after(), one.sub, one.req, one.client, one.who};
    if (made.took_place) {
        auto agreed = agreement_of(at_work, book, *made.took_place, made.length);
        if (!agreed) {
            return false;
        }
        of.add(std::move(*agreed), {}, domain::party::client);
        of.add(domain::interview_moved{.what = domain::interview_verb::held});
        return true;
    }
    if (!made.slots.empty()) {
        auto offered = offer_of(at_work, book, made.slots, now);
        if (!offered) {
            return false;
        }
        of.add(std::move(*offered), {}, domain::party::client);
    }
    return true;
}

std::string said_of_round(
    const context& ctx,
    const found_submittal& one,
    const domain::interview& iv
) {
    const auto text = shown_id(one.sub->number) + ": " + shown_id(iv.number);
    if (iv.state == domain::interview_state::proposed) {
        return text + " offers " + listed_times(iv.slots, iv.zone, ctx.now) + '.';
    }
    if (domain::is_over(iv.state)) {
        return text + " is logged: it took place " +
               local_time(iv.start.value_or(iv.changed), iv.zone, ctx.now) + '.';
    }
    return text + " is to be arranged" +
           (one.req->owner_name.empty() ? std::string{} : " by " + first_name(one.req->owner_name)
           ) +
           '.';
}

// The one who is named, else the manager of it when somebody else asks.
std::string for_manager(const context& ctx, const snapshot& seen, const found_submittal& one) {
    const auto named = read_on_behalf(ctx, seen, speaking_for_manager(*one.req));
    const auto* name = std::get_if<std::string>(&named);
    if (name != nullptr && !name->empty()) {
        return *name;
    }
    return domain::has_role_on(*one.req, ctx.actor, domain::role::hiring_manager)
               ? std::string{}
               : displayable(one.req->hiring_manager_name);
}

outcome begin_rounds(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const submittals& all,
    const wish& made
) {
    slate_step step(ctx, seen, book);
    std::vector<std::string> said;
    decision told;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& one = all[i];
        const interview_number number{seen.reserved_interview + static_cast<std::uint32_t>(i)};
        const step_cause why{{}, for_manager(ctx, seen, one), domain::party::client};
        step.move(
            one,
            domain::submittal_verb::interview,
            domain::submittal_moved{domain::submittal_verb::interview, number},
            why
        );
        if (made.took_place) {
            step.add(one, domain::round_took_place{number});
        }
        interview_change next(ctx, domain::record_name(number), domain::interview{}, 0);
        next.on_behalf_of(why.on_behalf_of);
        next.add(round_of(one, number, made), {}, domain::party::client);
        if (made.slots.empty() && !made.took_place && one.req->owner != ctx.actor.id) {
            tell_owner(told, next, *one.req, seen);
        }
        place_round_cards(next, one);
        if (!take_wish(next, one, book, made, ctx.now)) {
            return unknown_calendar(ctx, *one.req);
        }
        said.push_back(said_of_round(ctx, one, next.after()) + missing_feedback_text(ctx, one));
        step.with(std::move(next));
    }
    auto decided = step.finish(join(said, " "));
    if (auto* done = std::get_if<decision>(&decided)) {
        std::ranges::move(told.messages, std::back_inserter(done->messages));
    }
    return decided;
}

}  // namespace

outcome submittal_interview(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<submittals>(found);
    for (const auto& one : all) {
        if (auto refused = refuse_step(ctx, seen, one, domain::submittal_verb::interview)) {
            return std::move(*refused);
        }
    }
    if (ctx.from_button) {
        return ask_for_times(ctx, seen, all.front());
    }
    for (const auto& one : all) {
        if (auto refused = refuse_round(ctx, one)) {
            return std::move(*refused);
        }
    }
    if (all.size() == 1 && lacks_times(ctx)) {
        return ask_for_times(ctx, seen, all.front());
    }
    if (auto wanted = missing_for_round(ctx, seen, all)) {
        return std::move(*wanted);
    }
    for (const auto& one : all) {
        auto named = read_on_behalf(ctx, seen, speaking_for_manager(*one.req));
        if (auto* early = std::get_if<outcome>(&named)) {
            return std::move(*early);
        }
    }
    field_problems problems;
    const auto made = read_wish(ctx, seen, all.front(), problems);
    check_way(ctx, *all.front().req, made, problems);
    if (!problems.empty()) {
        return problems.answer(ctx, line_of_wish(ctx, problems));
    }
    return begin_rounds(ctx, seen, book, all, made);
}

}  // namespace fillrate::handlers
