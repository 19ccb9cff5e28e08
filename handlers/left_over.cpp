#include "handlers/left_over.hpp"

#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/interview_transitions.hpp"
#include "core/domain/names.hpp"
#include "core/domain/reasons.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/lists.hpp"
#include "handlers/round_step.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

index_page undecided_page(const domain::requisition& req) {
    // One more than are passed over: then the rest is known of.
    return {domain::undecided_list(req.number), 0, most_passed_over + 1, false};
}

std::uint32_t count_undecided(const domain::requisition& req) {
    const auto holding = domain::count_openings(req).reserved;
    return req.slate.live - std::min(req.slate.live, holding);
}

outcome refuse_offer_out(
    const context& ctx,
    const domain::submittal& sub,
    const domain::requisition& of
) {
    const bool may_force = domain::may(domain::permission::force, of, ctx.actor);
    return refuse(
        ctx,
        shown_id(sub.number) + " has an offer out, so " + shown_id(sub.requisition) +
            " cannot end: let them answer, or take the offer back first.",
        may_force ? chat::to_line(ctx.command) + " force:\"why\""
                  : shown_id(sub.number) + " rescind \"...\""
    );
}

bool has_offer_out(const domain::submittal& sub) {
    return sub.state == domain::submittal_state::offer_extended;
}

std::string said_of_passed(const passed_over& passed) {
    const auto taken_back = static_cast<std::uint32_t>(std::ranges::count_if(
        passed.candidates,
        [](const submittal_change& one) {
            return one.after().state == domain::submittal_state::rescinded;
        }
    ));
    const auto others = static_cast<std::uint32_t>(passed.candidates.size()) - taken_back;
    std::vector<std::string> said;
    if (others > 0) {
        said.push_back(counted(others, "candidate is", "candidates are") + " not selected.");
    }
    if (taken_back > 0) {
        said.push_back(counted(taken_back, "offer is", "offers are") + " taken back.");
    }
    return join(said, " ");
}

bool is_called_off(const domain::interview* round, instant now) {
    return round != nullptr && domain::lies_ahead(*round, now);
}

// As many of them, from the first, as one step takes.
std::size_t count_fitting(
    const snapshot& seen,
    const std::vector<const domain::submittal*>& all,
    instant now
) {
    std::size_t room = most_passed_over;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto* round = last_round(seen, *all[i]);
        const auto takes = is_called_off(round, now) ? 2 + round->panel.size() : 1;
        if (takes > room) {
            return std::max<std::size_t>(i, 1);
        }
        room -= takes;
    }
    return all.size();
}

// Whom to tell that nobody is met.
std::optional<need> missing_panels(const snapshot& seen, const left_over& left, instant now) {
    need wanted;
    for (const auto* sub : left.all) {
        const auto* round = last_round(seen, *sub);
        if (is_called_off(round, now)) {
            std::ranges::move(missing_guests(seen, *round), std::back_inserter(wanted.records));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

void finish_passed_over(const passed_over& passed, decision& into) {
    for (const auto& one : passed.candidates) {
        one.finish(into);
    }
    std::ranges::copy(passed.rounds.events, std::back_inserter(into.events));
    std::ranges::copy(passed.rounds.messages, std::back_inserter(into.messages));
}

}  // namespace

std::variant<left_over, outcome> find_undecided(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& of
) {
    need wanted;
    left_over found;
    for (const auto* req : of) {
        const auto page = undecided_page(*req);
        const auto rounds = unsettled_rounds(req->number);
        if (!seen.pages.contains(page) || !seen.pages.contains(rounds)) {
            wanted.pages.push_back(page);
            wanted.pages.push_back(rounds);
            continue;
        }
        for (const auto* sub : records_of<domain::submittal>(seen, page)) {
            if (has_offer_out(*sub) && value_of(ctx, "force").empty()) {
                return refuse_offer_out(ctx, *sub, *req);
            }
            found.all.push_back(sub);
        }
    }
    if (!wanted.pages.empty()) {
        return outcome(std::move(wanted));
    }
    if (const auto fitting = count_fitting(seen, found.all, ctx.now); fitting < found.all.size()) {
        if (of.size() > 1) {
            return refuse(
                ctx,
                "Together they have more candidates in play than one step can take, so they end "
                "one at a time.",
                std::to_string(of.front()->number.value) + ' ' + ctx.command.verb
            );
        }
        found.all.resize(fitting);
        found.more = true;
    }
    if (auto people = missing_panels(seen, found, ctx.now)) {
        return outcome(std::move(*people));
    }
    return found;
}

bool pass_over(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const left_over& left,
    change& of,
    passed_over& into
) {
    const auto* client = seen.find<domain::client>(domain::record_name(of.after().client));
    for (const auto* sub : left.all) {
        if (sub->requisition != of.after().number) {
            continue;
        }
        // An offer that is out is taken back; find_undecided let only a forced end come so far.
        const auto verb = has_offer_out(*sub) ? domain::submittal_verb::rescind
                                              : domain::submittal_verb::pass_over;
        const auto subject = domain::record_name(sub->number);
        auto& one = into.candidates.emplace_back(ctx, subject, *sub, seen.version_of(subject));
        one.add(domain::submittal_moved{verb}, std::string(domain::role_ended));
        one.tell({.client = false, .suppliers = true});
        domain::slate_moved told;
        told.submittal = sub->number;
        told.initials = sub->initials;
        told.supplier = sub->supplier;
        told.supplier_name = sub->supplier_name;
        told.what = verb;
        told.from = sub->state;
        told.to = one.after().state;
        of.add(std::move(told), std::string(domain::role_ended));
        if (!settle_clocks(one, of.after(), nullptr, book, ctx.now)) {
            return false;
        }
        const auto* round = last_round(seen, *sub);
        const found_interview met{round, &one.after(), &of.after(), client, nullptr};
        if (round != nullptr && !follow_candidate(ctx, seen, book, met, into.rounds)) {
            return false;
        }
    }
    return true;
}

outcome with_passed_over(outcome decided, const passed_over& passed) {
    auto* all = std::get_if<decision>(&decided);
    if (all == nullptr || passed.candidates.empty()) {
        return decided;
    }
    finish_passed_over(passed, *all);
    if (auto* shown = std::get_if<chat::message>(&all->reply.what)) {
        const auto more = said_of_passed(passed);
        shown->summary += ' ' + more;
        shown->blocks.insert(
            shown->blocks.begin() + std::min<std::ptrdiff_t>(1, std::ssize(shown->blocks)),
            chat::paragraph{{chat::plain(more)}}
        );
    }
    return decided;
}

outcome pass_over_first(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const left_over& left
) {
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    passed_over passed;
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    if (!pass_over(ctx, seen, book, left, one, passed) ||
        !settle_clocks(one, client, book, ctx.now)) {
        return unknown_calendar(ctx, req);
    }
    decision decided;
    one.finish(decided);
    finish_passed_over(passed, decided);
    decided.reply.what = sentence(
        ctx,
        said_of_passed(passed) + ' ' + shown_id(req.number) + " had " +
            std::to_string(count_undecided(req)) +
            " in play, more than one step can take, so it is still " +
            std::string(shown_state(req.state)) + ". Type the same again for the rest.",
        chat::to_line(ctx.command)
    );
    return decided;
}

bool settle_filled(change& one, domain::party whose) {
    const auto counts = domain::count_openings(one.after());
    const bool last = domain::next_state(one.after(), domain::opening_turn::last_filled) &&
                      counts.open == 0 && counts.filled > 0;
    if (last) {
        one.add(domain::all_filled{}, {}, whose);
        one.tell({.client = true, .suppliers = true});
    }
    return last;
}

void ask_about_rest(decision& into, const domain::requisition& filled, instant now) {
    if (count_undecided(filled) == 0) {
        return;
    }
    for (const auto& place : filled.places) {
        if (place.readers.who != domain::binding::kind::internal) {
            continue;
        }
        chat::outgoing item;
        item.conversation = place.conversation;
        item.kind = left_over_kind;
        item.subject = domain::record_name(filled.number);
        item.readers = chat::readers_of(place.readers);
        item.how = chat::delivery_class::notice;
        item.in_thread = true;
        item.not_before_ms = to_unix_ms(now);
        into.messages.push_back(std::move(item));
    }
}

namespace {

constexpr std::size_t most_rounds_listed = 4;

// Those of them who are still to be met, each with the way to call it off.
void list_rounds(chat::message& into, const snapshot& seen, requisition_number of, instant now) {
    const auto rounds = rounds_ahead(seen, of, now);
    for (std::size_t i = 0; i < std::min(rounds.size(), most_rounds_listed); ++i) {
        const auto name = domain::record_name(rounds[i]->number);
        const auto text = shown_round(*rounds[i]) + ", " + displayable(rounds[i]->initials);
        into.blocks.emplace_back(chat::paragraph{{chat::plain(text)}});
        chat::button_row row;
        row.buttons.push_back(
            act_on(name, seen.version_of(name), "Cancel " + shown_id(rounds[i]->number), "cancel")
        );
        into.blocks.emplace_back(std::move(row));
    }
}

}  // namespace

composed compose_left_over(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    if (!seen.loaded(item.subject)) {
        need wanted;
        wanted.records.push_back(item.subject);
        return wanted;
    }
    const auto* req = seen.find<domain::requisition>(item.subject);
    const bool inside = ctx.place.binding.who == domain::binding::kind::internal;
    if (req == nullptr || !inside || req->state != domain::requisition_state::filled ||
        count_undecided(*req) == 0) {
        return std::monostate{};
    }
    if (const auto rounds = unsettled_rounds(req->number); !seen.pages.contains(rounds)) {
        need wanted;
        wanted.pages.push_back(rounds);
        return wanted;
    }
    const auto others = counted(count_undecided(*req), "other is", "others are");
    chat::message said;
    said.summary = shown_id(req->number) + ' ' + displayable(req->title) + " is filled. " + others +
                   " still in play.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    list_rounds(said, seen, req->number, ctx.now);
    const auto shown = domain::view(*req, domain::clear(*req, ctx.place.binding, false));
    const auto version = seen.version_of(item.subject);
    chat::button_row row;
    row.buttons.push_back(act_on(shown, version, "Close the rest", "close"));
    row.buttons.push_back(act_on(shown, version, "Keep them", "keep_rest"));
    row.buttons.push_back(act_on(shown, version, "Candidates", "candidates"));
    row.buttons.front().tone = chat::button_tone::primary;
    said.blocks.emplace_back(std::move(row));
    return said;
}

outcome
requisition_keep_rest(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    const auto number = std::to_string(req.number.value);
    if (auto refused = refuse_permission(ctx, req, domain::permission::end, "keep the rest of")) {
        return std::move(*refused);
    }
    const auto left = count_undecided(req);
    if (req.state != domain::requisition_state::filled || left == 0) {
        return refuse(
            ctx,
            shown_id(req.number) + " is " + std::string(shown_state(req.state)) + " with " +
                counted(left, "candidate", "candidates") +
                " undecided, so there is nothing to keep them from.",
            number + " candidates"
        );
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.add(domain::noted{counted(left, "candidate stays", "candidates stay") + " in play."});
    auto said = counted(left, "candidate stays", "candidates stay") + " in play for " +
                shown_id(req.number) + ". Close it when nobody is needed any more.";
    return decide_change(ctx, one, std::move(said));
}

}  // namespace fillrate::handlers
