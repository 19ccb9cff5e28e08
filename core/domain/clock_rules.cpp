#include "core/domain/clock_rules.hpp"

#include "core/base/civil.hpp"
#include "core/domain/opening_transitions.hpp"
#include "core/domain/openings.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "core/domain/turn.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::domain {

namespace {

using ask = clock_wish::ask;

requisition_state present_state(const requisition& req) noexcept {
    return req.state == requisition_state::on_hold ? req.before_hold : req.state;
}

ask run_unless(bool waits) noexcept {
    return waits ? ask::wait : ask::run;
}

bool is_on_hold(const requisition& req) noexcept {
    return req.state == requisition_state::on_hold;
}

clock_wish intake_wish(const requisition& req) {
    clock_wish wish{.kind = clock_kind::intake, .from = req.created};
    switch (present_state(req)) {
        case requisition_state::draft:
            if (req.returned) {  // nobody came back to it; a hold of it ends, and it goes on
                wish.party = party::client;
                wish.what = ask::wait;
                return wish;
            }
            [[fallthrough]];
        case requisition_state::intake:
            wish.what = run_unless(is_on_hold(req));
            break;
        case requisition_state::qualified:
        case requisition_state::open:
        case requisition_state::filled:
            wish.what = ask::met;
            break;
        case requisition_state::on_hold:
        case requisition_state::closed:
        case requisition_state::cancelled:
            break;
    }
    return wish;
}

clock_wish coverage_wish(const requisition& req, const policy& chosen) {
    return {
        .kind = clock_kind::coverage,
        .what = coverage_met(req, chosen.min_suppliers) ? ask::met : run_unless(is_on_hold(req)),
        .from = req.released.value_or(req.created),
        .again = coverage_lost(req)};
}

std::uint64_t committed_heads(const requisition& req) noexcept {
    std::uint64_t heads = 0;
    for (const coverage& answer : req.suppliers) {
        heads += answer.said == coverage::answer::accepted ? answer.heads : 0;
    }
    return heads;
}

// Light industrial orders are served by heads; names are optional (DOMAIN.md 0).
bool somebody_presented(const requisition& req) noexcept {
    const auto counts = count_openings(req);
    const bool heads = req.category == category::light_industrial && committed_heads(req) > 0;
    return heads || req.slate.before_client > 0 || counts.reserved + counts.filled > 0;
}

clock_wish first_submittal_wish(const requisition& req) {
    return {
        .kind = clock_kind::first_submittal,
        .what = somebody_presented(req) ? ask::met : run_unless(is_on_hold(req)),
        .party = req.slate.live > 0 ? party::program : party::supplier,
        .from = req.released.value_or(req.created)};
}

// Heads are committed, or named one by one: each way alone counts, as a name may be that of a
// committed head (DOMAIN.md 0, 4.2).
bool slate_met(const requisition& req, std::uint32_t cap) noexcept {
    const auto counts = count_openings(req);
    if (req.category == category::light_industrial) {
        const auto named = req.slate.live - std::min(req.slate.live, counts.reserved);
        return heads_to_come(req) >= counts.open || named >= counts.open;
    }
    return req.slate.before_client >= std::min(3 * counts.open, cap);
}

clock_wish slate_wish(const requisition& req, const policy& chosen) {
    return {
        .kind = clock_kind::slate,
        .what = slate_met(req, chosen.slate_cap) ? ask::met : run_unless(is_on_hold(req)),
        .party = party::supplier,
        .from = req.sought.value_or(req.created)};
}

// One clock for all openings that were added together, while any of them is open, or kept for a
// replacement that has to come first. It waits while the client fills all that are open later.
clock_wish batch_wish(const requisition& req, std::uint32_t batch) {
    clock_wish wish{.kind = clock_kind::fill, .batch = batch, .turn = fill_turn(req, req.slate)};
    bool open = false;
    bool wanted = false;
    bool awaited = false;
    bool taken = false;
    for (const opening& o : req.openings) {
        if (o.batch != batch) {
            continue;
        }
        if (is_replacement(o)) {
            wish.kind = clock_kind::backfill;
            wish.party = party::supplier;
            wish.turn = party::program;
        }
        const bool comes = awaits_replacement(req, o);
        const bool holds = !comes && (o.state == opening_state::reserved || was_filled(o.state));
        open = open || o.state == opening_state::open;
        wanted = wanted || (o.state == opening_state::open && !o.frozen);
        awaited = awaited || comes;
        // Who came late after all replaced nobody.
        taken = taken || (holds && (o.backfill_of.empty() || o.submittal != o.backfill_of));
    }
    const auto present = present_state(req);
    const bool is_open = present == requisition_state::open;
    const bool is_filled = present == requisition_state::filled;
    if ((open && is_open) || (awaited && (is_open || is_filled))) {
        const bool frozen = open && !wanted;
        wish.what = run_unless(is_on_hold(req) || frozen);
        wish.turn = frozen ? party::client : wish.turn;
    } else if ((taken && !open && !awaited) || (open && is_filled_by_us(req))) {
        wish.what = ask::met;
    }
    return wish;
}

void add_batch_wishes(std::vector<clock_wish>& to, const requisition& req) {
    std::vector<std::uint32_t> batches;
    for (const opening& o : req.openings) {
        if (o.batch != 0 && std::ranges::find(batches, o.batch) == batches.end()) {
            batches.push_back(o.batch);
        }
    }
    std::ranges::sort(batches);
    for (const auto batch : batches) {
        to.push_back(batch_wish(req, batch));
    }
}

clock_wish screen_wish(const submittal& sub, const requisition& of) {
    clock_wish wish{.kind = clock_kind::screen, .from = sub.entered};
    switch (sub.state) {
        case submittal_state::submitted:
            // Without consent nothing can be shown to anybody: that is the supplier's turn.
            wish.party = turn_of(facts_of(sub)).value_or(party::program);
            wish.what = run_unless(is_on_hold(of) || !sub.represented);
            break;
        case submittal_state::presented:
        case submittal_state::returned:
        case submittal_state::screen_rejected:
            wish.what = ask::met;
            break;
        default:
            break;
    }
    return wish;
}

// The client's word, which cannot be given while two firms claim the candidate: until the account
// manager has decided that, it is our turn (DOMAIN.md 3.4).
void ask_client(clock_wish& wish, const submittal& sub, const requisition& of) {
    wish.what = run_unless(is_on_hold(of) || sub.disputed);
    wish.party = turn_of(facts_of(sub)).value_or(party::client);
}

clock_wish review_wish(const submittal& sub, const requisition& of) {
    clock_wish wish{.kind = clock_kind::review, .party = party::client, .from = sub.entered};
    switch (sub.state) {
        case submittal_state::presented:
            ask_client(wish, sub, of);
            break;
        case submittal_state::held:
        case submittal_state::shortlisted:
        case submittal_state::interviewing:
        case submittal_state::selected:
        case submittal_state::rejected:
            wish.what = ask::met;
            break;
        default:
            break;
    }
    return wish;
}

clock_wish offer_wish(const submittal& sub, const requisition& of) {
    clock_wish wish{.kind = clock_kind::offer, .party = party::candidate, .from = sub.entered};
    switch (sub.state) {
        case submittal_state::offer_extended:
            wish.what = run_unless(is_on_hold(of));
            break;
        case submittal_state::offer_accepted:
        case submittal_state::offer_declined:
            wish.what = ask::met;
            break;
        default:
            break;
    }
    return wish;
}

clock_wish start_wish(const submittal& sub, const calendar& on) {
    clock_wish wish{.kind = clock_kind::start, .party = party::supplier};
    switch (sub.state) {
        case submittal_state::offer_accepted:
        case submittal_state::cleared:
            if (const auto agreed = agreed_start(sub, on)) {
                wish.what = ask::run;
                wish.from = *agreed;
                wish.round_the_clock = sub.offers.back().start_time.has_value();
            }
            break;
        case submittal_state::started:
            wish.what = ask::met;
            break;
        default:
            break;
    }
    return wish;
}

// From the last required feedback on; the next round is a decision too.
clock_wish decision_wish(const submittal& sub, const requisition& of) {
    clock_wish wish{
        .kind = clock_kind::decision,
        .party = party::client,
        .from = std::max(sub.entered, sub.feedback_in.value_or(sub.entered))};
    switch (sub.state) {
        case submittal_state::interviewing:
            wish.what = ask::met;
            if (sub.feedback_in) {
                ask_client(wish, sub, of);
            }
            break;
        case submittal_state::held:
        case submittal_state::shortlisted:
        case submittal_state::selected:
        case submittal_state::rejected:
            wish.what = ask::met;
            break;
        default:
            break;
    }
    return wish;
}

// The three clocks of an interview begin again whenever what they measure does: once it is met, it
// is asked for again only after a move, a no-show, or an assumption that proved wrong.

// As often as the policy lets a candidate move it is nobody's delay (DOMAIN.md 4.2).
bool is_excused(const interview& iv, const policy& chosen) noexcept {
    return iv.caused_by == party::candidate && iv.candidate_moves <= chosen.candidate_moves;
}

clock_wish scheduling_wish(const interview& iv, const policy& chosen, bool on_hold) {
    const bool excused = is_excused(iv, chosen);
    clock_wish wish{.kind = clock_kind::scheduling, .from = iv.requested, .again = true};
    switch (iv.state) {
        case interview_state::requested:
        case interview_state::proposed:
        case interview_state::no_show:
        case interview_state::expired:
            wish.what = run_unless(on_hold || excused);
            wish.party = excused ? party::candidate : scheduling_turn(iv);
            break;
        case interview_state::confirmed:
        case interview_state::held:
        case interview_state::feedback_complete:
            wish.what = ask::met;
            break;
        case interview_state::cancelled:
            break;
    }
    return wish;
}

// Nobody presses while they talk: the meeting is what counts, and over by its plan at the latest.
std::optional<instant> took_place_at(const interview& iv) noexcept {
    if (!iv.start) {
        return iv.held;
    }
    return std::min(iv.held.value_or(end_of(iv)), end_of(iv));
}

// Shared by all: it stands still while another time is looked for because of those outside.
clock_wish held_wish(const interview& iv, bool on_hold) {
    clock_wish wish{.kind = clock_kind::interview, .from = iv.requested, .again = true};
    const bool outside = iv.caused_by == party::client || iv.caused_by == party::candidate;
    switch (iv.state) {
        case interview_state::requested:
        case interview_state::proposed:
        case interview_state::no_show:
        case interview_state::expired:
            wish.what = run_unless(on_hold || outside);
            break;
        case interview_state::confirmed:
            wish.what = run_unless(on_hold);
            break;
        case interview_state::held:
        case interview_state::feedback_complete:
            wish.what = ask::met;
            wish.met_at = took_place_at(iv);
            break;
        case interview_state::cancelled:
            break;
    }
    return wish;
}

// Set from the day it is agreed, for the end of the meeting; without a panel nobody owes any.
clock_wish feedback_wish(const interview& iv, bool on_hold) {
    clock_wish wish{
        .kind = clock_kind::feedback,
        .party = party::client,
        .from = end_of(iv),
        .again = true};
    switch (iv.state) {
        case interview_state::confirmed:
        case interview_state::held:
            wish.what = iv.panel.empty() ? ask::none : run_unless(on_hold);
            break;
        case interview_state::feedback_complete:
            wish.what = ask::met;
            break;
        case interview_state::requested:
        case interview_state::proposed:
        case interview_state::no_show:
        case interview_state::expired:
        case interview_state::cancelled:
            break;
    }
    return wish;
}

const std::string& zone_of(const clock_terms& terms) noexcept {
    return terms.zone.empty() ? terms.on.spec().zone : terms.zone;
}

}  // namespace

std::vector<clock_wish> clock_wishes(const requisition& req, const policy& chosen) {
    std::vector<clock_wish> wishes{intake_wish(req)};
    if (present_state(req) == requisition_state::open) {
        wishes.push_back(coverage_wish(req, chosen));
        wishes.push_back(first_submittal_wish(req));
        wishes.push_back(slate_wish(req, chosen));
    }
    add_batch_wishes(wishes, req);
    // Of whatever else still runs nothing is left to measure.
    for (const clock& c : req.clocks) {
        const bool named = std::ranges::any_of(wishes, [&c](const clock_wish& wish) {
            return wish.kind == c.kind && wish.batch == c.batch;
        });
        if (!named) {
            wishes.push_back({.kind = c.kind, .batch = c.batch});
        }
    }
    return wishes;
}

std::vector<clock_wish> clock_wishes(
    const submittal& sub,
    const requisition& of,
    const calendar& on
) {
    return {
        screen_wish(sub, of),
        review_wish(sub, of),
        decision_wish(sub, of),
        offer_wish(sub, of),
        start_wish(sub, on)};
}

std::vector<clock_wish> clock_wishes(
    const interview& iv,
    const submittal& candidate,
    const requisition& of,
    const policy& chosen
) {
    const bool in_interviews = candidate.state == submittal_state::interviewing;
    if (!in_interviews || !is_last_round(candidate, iv.number)) {
        return {
            {.kind = clock_kind::scheduling},
            {.kind = clock_kind::interview},
            {.kind = clock_kind::feedback}};
    }
    const bool on_hold = is_on_hold(of);
    return {
        scheduling_wish(iv, chosen, on_hold),
        held_wish(iv, on_hold),
        feedback_wish(iv, on_hold)};
}

result<clock_terms> terms_of_clock(
    const clock_terms& terms,
    clock_kind kind,
    const policy_book& book
) {
    auto named = book.calendar_of_clock(terms.chosen, kind, terms.priority, zone_of(terms));
    if (!named) {
        return named.error();
    }
    const auto* const on = named->empty() ? &terms.on : book.find_calendar(*named);
    if (on == nullptr) {
        return error{errc::not_found, "there is no calendar " + *named};
    }
    return clock_terms{
        terms.chosen,
        terms.priority,
        named->empty() ? terms.calendar : std::move(*named),
        *on,
        terms.zone,
        terms.late_after};
}

result<clock_terms> terms_of_running(
    const clock_terms& terms,
    const clock& running,
    const policy_book& book
) {
    const bool in_real_time =
        running.kind == clock_kind::start && policy_book::is_round_the_clock(running.calendar);
    return in_real_time ? result<clock_terms>(round_the_clock(terms, book))
                        : terms_of_clock(terms, running.kind, book);
}

clock_terms round_the_clock(const clock_terms& terms, const policy_book& book) {
    auto reference = book.round_the_clock(zone_of(terms));
    const auto* const always = reference ? book.find_calendar(*reference) : nullptr;
    return always == nullptr ? terms
                             : clock_terms{
                                   terms.chosen,
                                   terms.priority,
                                   std::move(*reference),
                                   *always,
                                   terms.zone,
                                   terms.late_after};
}

std::optional<instant> agreed_start(const submittal& sub, const calendar& on) {
    if (sub.offers.empty()) {
        return std::nullopt;
    }
    const auto date = parse_date(sub.offers.back().start);
    if (!date) {
        return std::nullopt;
    }
    if (const auto time = sub.offers.back().start_time) {
        return on.zone().to_instant({*date, *time});
    }
    return on.next_open(on.zone().to_instant({*date, seconds{0}}));
}

}  // namespace fillrate::domain
