#include "handlers/slate_step.hpp"

#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/left_over.hpp"
#include "handlers/round_step.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

bool takes_opening(domain::submittal_state s) {
    return s == domain::submittal_state::offer_accepted || s == domain::submittal_state::started;
}

}  // namespace

slate_step::slate_step(const context& ctx, const snapshot& seen, const domain::policy_book& book)
    : ctx_(ctx), seen_(seen), book_(book) {}

change& slate_step::requisition_of(const domain::requisition& req) {
    auto subject = domain::record_name(req.number);
    const auto known = requisitions_.find(subject);
    if (known != requisitions_.end()) {
        return known->second;
    }
    const auto version = seen_.version_of(subject);
    return requisitions_.try_emplace(subject, ctx_, subject, req, version).first->second;
}

const domain::requisition& slate_step::after(const domain::requisition& of) {
    return requisition_of(of).after();
}

void slate_step::tell_requisition(
    const found_submittal& one,
    const domain::submittal& before,
    const domain::submittal& after,
    std::optional<domain::submittal_verb> what,
    const step_cause& why
) {
    domain::slate_moved told;
    told.submittal = after.number;
    told.initials = after.initials;
    told.supplier = after.supplier;
    told.supplier_name = after.supplier_name;
    told.made = !what;
    told.what = what.value_or(domain::submittal_verb::present);
    told.from = before.state;
    told.to = after.state;
    told.unconsented =
        after.state == domain::submittal_state::submitted && !after.represented.has_value();
    auto& req = requisition_of(*one.req);
    req.on_behalf_of(why.on_behalf_of);
    req.add(std::move(told), why.reason, why.party);
    req.tell();
    if (takes_opening(after.state) && settle_filled(req, why.party)) {
        filled_.insert(req.subject());
    }
}

void slate_step::make(
    const domain::submittal_made& made,
    const found_submittal& of,
    std::vector<domain::payload> further,
    const step_cause& why
) {
    auto& fresh = submittals_.emplace_back(
        of,
        submittal_change(ctx_, domain::record_name(made.number), domain::submittal{}, 0)
    );
    fresh.change.on_behalf_of(why.on_behalf_of);
    fresh.change.add(made, why.reason, why.party);
    for (auto& fact : further) {
        fresh.change.add(std::move(fact));
    }
    tell_requisition(of, domain::submittal{}, fresh.change.after(), std::nullopt, why);
}

const domain::submittal& slate_step::after(submittal_number of) const {
    return step_of(of)->change.after();
}

void slate_step::present_made(
    submittal_number who,
    domain::submittal_moved fact,
    const domain::conversation* room
) {
    const auto fresh = std::ranges::find_if(submittals_, [who](const moved& each) {
        return each.change.after().number == who;
    });
    const auto before = fresh->change.after();
    const auto what = fact.what;
    fresh->change.by_itself();
    fresh->change.add(std::move(fact));
    fresh->change.tell({.client = false, .suppliers = true});
    if (room != nullptr) {
        fresh->change.add(domain::card_placed{{room->id, room->binding}});
    }
    requisition_of(*fresh->one.req).by_itself();
    tell_requisition(fresh->one, before, fresh->change.after(), what, {});
}

slate_step::moved& slate_step::take(
    const found_submittal& one,
    domain::payload fact,
    const step_cause& why
) {
    const auto subject = domain::record_name(one.sub->number);
    auto& step = submittals_.emplace_back(
        one,
        submittal_change(ctx_, subject, *one.sub, seen_.version_of(subject))
    );
    step.change.on_behalf_of(why.on_behalf_of);
    step.change.add(std::move(fact), why.reason, why.party);
    return step;
}

void slate_step::move(
    const found_submittal& one,
    domain::submittal_verb what,
    domain::payload fact,
    const step_cause& why
) {
    auto& step = take(one, std::move(fact), why);
    step.change.tell({.client = false, .suppliers = true});
    tell_requisition(one, *one.sub, step.change.after(), what, why);
}

void slate_step::consent(const found_submittal& one, instant day, const step_cause& why) {
    const domain::represented fact{day};
    if (step_of(one.sub->number) == nullptr) {
        mark(one, fact, why);
    } else {
        add(one, fact, why);
    }
    auto& req = requisition_of(*one.req);
    const auto& waiting = req.after().slate.without_consent;
    if (std::ranges::find(waiting, one.sub->number) != waiting.end()) {
        req.on_behalf_of(why.on_behalf_of);
        req.add(domain::slate_consented{one.sub->number}, {}, why.party);
    }
}

void slate_step::lose(const found_submittal& rival) {
    constexpr auto lost = domain::submittal_verb::lose;
    move(rival, lost, domain::submittal_moved{lost}, {});
    submittals_.back().follows = true;
}

void slate_step::mark(const found_submittal& one, domain::payload fact, const step_cause& why) {
    auto still = one;
    still.round = nullptr;  // what they have stays as it is
    take(still, std::move(fact), why).follows = true;
}

void slate_step::settle_claim(const found_submittal& one, bool stands, const std::string& reason) {
    mark(
        one,
        domain::claim_disputed{.settled = true, .stands = stands},
        {reason, {}, domain::party::program}
    );
    submittals_.back().change.tell({.client = false, .suppliers = true});
}

const slate_step::moved* slate_step::step_of(submittal_number candidate) const {
    const auto found = std::ranges::find_if(submittals_, [candidate](const auto& each) {
        return each.change.after().number == candidate;
    });
    return found == submittals_.end() ? nullptr : &*found;
}

// The rounds that begin, and those that the candidates had; false as settle_clocks.
bool slate_step::finish_rounds(decision& into) {
    for (auto& round : rounds_) {
        const auto* const of = step_of(round.after().submittal);
        if (of == nullptr || !settle_clocks(
                                 round,
                                 of->change.after(),
                                 after(*of->one.req),
                                 of->one.client,
                                 book_,
                                 ctx_.now
                             )) {
            return false;
        }
        round.finish(into);
    }
    for (const auto& each : submittals_) {
        const auto& one = each.one;
        if (one.round == nullptr) {
            continue;
        }
        const found_interview round{
            one.round,
            &each.change.after(),
            &after(*one.req),
            one.client,
            one.who};
        if (!follow_candidate(ctx_, seen_, book_, round, into)) {
            return false;
        }
    }
    return true;
}

// The rounds that do not take place because of it.
std::string slate_step::said_of_rounds() const {
    std::string text;
    for (const auto& each : submittals_) {
        const auto* const round = each.one.round;
        if (!each.follows && round != nullptr && calls_off(*round, each.change.after(), ctx_.now)) {
            text += ' ' + shown_id(round->number) + " does not take place.";
        }
    }
    return text;
}

void slate_step::add(const found_submittal& one, domain::payload fact, const step_cause& why) {
    const auto found = std::ranges::find_if(submittals_, [&one](const auto& each) {
        return each.change.after().number == one.sub->number;
    });
    if (found != submittals_.end()) {
        if (!why.on_behalf_of.empty()) {
            found->change.on_behalf_of(why.on_behalf_of);
        }
        found->change.add(std::move(fact), why.reason, why.party);
    }
}

void slate_step::tell_inside(const found_submittal& one, domain::payload fact) {
    auto& req = requisition_of(*one.req);
    req.add(std::move(fact));
    req.tell();
}

void slate_step::replace(const found_submittal& one) {
    auto& req = requisition_of(*one.req);
    req.add(domain::opening_backfilled{one.sub->number, one.sub->initials});
    req.tell({.client = true, .suppliers = true});
}

void slate_step::end_opening(const found_submittal& one, std::string code) {
    requisition_of(*one.req).add(domain::opening_ended{one.sub->number}, std::move(code));
}

outcome slate_step::finish(std::string said) {
    decision decided;
    for (auto& [subject, req] : requisitions_) {
        const auto* client = seen_.find<domain::client>(domain::record_name(req.after().client));
        if (!settle_clocks(req, client, book_, ctx_.now)) {
            return unknown_calendar(ctx_, req.after());
        }
        req.finish(decided);
        if (filled_.contains(subject)) {
            ask_about_rest(decided, req.after(), ctx_.now);
        }
    }
    for (auto& each : submittals_) {
        const auto& req = after(*each.one.req);
        if (!settle_clocks(each.change, req, each.one.client, book_, ctx_.now)) {
            return unknown_calendar(ctx_, req);
        }
        each.change.finish(decided);
    }
    if (!finish_rounds(decided)) {
        return unknown_calendar(ctx_, *submittals_.front().one.req);
    }
    said += said_of_rounds();
    std::ranges::move(others_, std::back_inserter(decided.events));
    const auto leads = [](const moved& each) { return !each.follows; };
    if (std::ranges::count_if(submittals_, leads) != 1) {
        decided.reply.what = sentence(ctx_, std::move(said));
        return decided;
    }
    const auto& only = *std::ranges::find_if(submittals_, leads);
    auto card = card_after(ctx_, only.change.after(), only.change.next_version(), only.one);
    card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(said)}});
    card.summary = std::move(said);
    decided.reply.what = std::move(card);
    return decided;
}

}  // namespace fillrate::handlers
