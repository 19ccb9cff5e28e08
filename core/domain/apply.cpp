#include "core/domain/answer_transitions.hpp"
#include "core/domain/clock_facts.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/openings.hpp"
#include "core/domain/owner_wish.hpp"
#include "core/domain/slate_count.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::domain {

namespace {

using state = requisition_state;

// Moves along the table; false when the state does not allow it.
bool advance(requisition& req, verb what) {
    const auto to = next_state(req, what);
    if (to) {
        req.state = *to;
    }
    return to.has_value();
}

void leave_hold(requisition& req) {
    req.before_hold = requisition{}.before_hold;
    req.hold_until.reset();
    req.ask_hold.reset();
    req.reason.clear();
}

template <class T>
void assign(T& to, const std::optional<T>& from) {
    if (from) {
        to = *from;
    }
}
template <class T>
void assign(std::optional<T>& to, const std::optional<T>& from) {
    if (from) {
        to = from;
    }
}

// One overload per payload; each says whether the event fits.
class step {
public:
    step(requisition& req, const event& what) : req_(req), what_(what) {}

    bool operator()(const requisition_created& made) {
        if (!req_.number.empty() || made.number.empty() || !openings_fit(req_, made.openings)) {
            return false;
        }
        req_.number = made.number;
        req_.client = made.client;
        req_.client_name = made.client_name;
        req_.site = made.site;
        req_.site_name = made.site_name;
        req_.zone = made.zone;
        req_.currency = made.currency;
        req_.title = made.title;
        req_.category = made.category;
        req_.engagement = made.engagement;
        req_.priority = made.priority;
        req_.pay = made.pay;
        req_.bill = made.bill;
        req_.max = made.max;
        req_.salary = made.salary;
        req_.fee = made.fee;
        req_.must_haves = made.must_haves;
        req_.shift = made.shift;
        req_.start = made.start;
        req_.owner = made.owner;
        req_.owner_name = made.owner_name;
        req_.hiring_manager = made.hiring_manager;
        req_.hiring_manager_name = made.hiring_manager_name;
        req_.origin = made.origin;
        req_.created = what_.at;
        add_openings(req_, made.openings, what_.at);
        return true;
    }

    bool operator()(const submitted_for_intake&) {
        if (!advance(req_, verb::submit)) {
            return false;
        }
        req_.returned = false;
        req_.reason.clear();
        return true;
    }

    bool operator()(const returned_to_draft&) {
        if (!advance(req_, verb::send_back)) {
            return false;
        }
        req_.returned = true;
        req_.reason = what_.reason;
        return true;
    }

    bool operator()(const checklist_saved& saved) {
        if (!advance(req_, verb::save_checklist)) {
            return false;
        }
        req_.checklist = saved.items & whole_checklist;
        return true;
    }

    bool operator()(const qualified& done) {
        const std::uint8_t items = done.items & whole_checklist;
        const bool settled = items == whole_checklist || !done.waived.empty();
        if (!settled || !advance(req_, verb::qualify)) {
            return false;
        }
        req_.checklist = items;
        req_.waived = done.waived;
        return true;
    }

    bool operator()(const released& to) {
        if ((to.suppliers.empty() && !to.internal_recruiter) || !advance(req_, verb::release)) {
            return false;
        }
        if (!req_.released) {
            req_.released = req_.sought = what_.at;
            begin_batch(req_);
        }
        for (const coverage& asked : to.suppliers) {
            ask(asked);
        }
        req_.internal_recruiter = req_.internal_recruiter || to.internal_recruiter;
        req_.tier = std::max(req_.tier, to.tier);
        return true;
    }

    bool operator()(const supplier_accepted& accepted) {
        return say(accepted.supplier, verb::accept, accepted.heads);
    }

    bool operator()(const supplier_declined& of) { return say(of.supplier, verb::decline, 0); }

    bool operator()(const supplier_removed& of) { return say(of.supplier, verb::remove, 0); }

    bool operator()(const supplier_suspended& told) { return answer_of(told.supplier) != nullptr; }
    bool operator()(const submits_paused& told) { return answer_of(told.supplier) != nullptr; }

    bool operator()(const recruiter_took&) {
        if (!advance(req_, verb::take)) {
            return false;
        }
        req_.internal_recruiter = true;
        return true;
    }

    bool operator()(const held& hold) {
        const state from = req_.state;
        if (!advance(req_, verb::hold)) {
            return false;
        }
        req_.before_hold = from;
        req_.hold_until = hold.until;
        req_.ask_hold = hold.ask_on;
        req_.reason = what_.reason;
        return true;
    }

    bool operator()(const hold_ran_out&) {
        if (req_.state != state::on_hold || !req_.hold_until) {
            return false;
        }
        req_.hold_until.reset();
        return true;
    }

    bool operator()(const hold_questioned&) {
        if (req_.state != state::on_hold || !req_.ask_hold) {
            return false;
        }
        req_.ask_hold.reset();
        return true;
    }

    bool operator()(const resumed&) {
        if (!advance(req_, verb::resume)) {
            return false;
        }
        leave_hold(req_);
        return true;
    }

    bool operator()(const closed&) {
        const bool ends = end(verb::close);
        if (ends && is_filled_by_us(req_)) {
            count_open_as_taken(req_);
        }
        return ends;
    }
    bool operator()(const cancelled&) {
        if (!end(verb::cancel)) {
            return false;
        }
        cancel_open_openings(req_);
        return true;
    }

    // A new cycle: what was left of the old one is cancelled, everybody is asked anew. The old
    // clocks stay, stopped, until the next cycle's replace them.
    bool operator()(const reopened& again) {
        const opening_counts counts = count_openings(req_);
        const bool fits = again.openings >= 1 && again.openings <= max_openings &&
                          counts.filled + counts.reserved + again.openings <= max_openings;
        if (!fits || !advance(req_, verb::reopen)) {
            return false;
        }
        ++req_.cycle;
        req_.released = req_.sought = what_.at;
        cancel_open_openings(req_);
        renew_openings(req_, again.openings, what_.at);
        begin_batch(req_);
        for (coverage& answer : req_.suppliers) {
            if (const auto to = next_state(answer.said, verb::reopen)) {
                keep_first_asked(answer);
                answer.said = *to;
                answer.heads = 0;
                answer.reason.clear();
                answer.at = what_.at;
            }
        }
        end_clocks_of_cycle(req_, what_.at);
        req_.internal_recruiter = false;
        req_.reason.clear();
        req_.ended.reset();
        return true;
    }

    bool operator()(const requisition_changed& to) {
        const bool allowed = next_state(req_, is_kept_up(to) ? verb::reassign : verb::change) &&
                             (!to.openings || openings_fit(req_, *to.openings)) &&
                             (!to.replacements || may_keep_replacements(req_, *to.replacements));
        if (!allowed) {
            return false;
        }
        if (to.openings) {
            set_openings(req_, *to.openings, what_.at);
        }
        if (to.replacements) {
            keep_replacements(req_, *to.replacements);
        }
        if (to.frozen) {
            freeze_openings(req_, *to.frozen);
        }
        assign(req_.title, to.title);
        assign(req_.must_haves, to.must_haves);
        if (to.must_haves && req_.sought) {
            req_.sought = what_.at;
        }
        assign(req_.shift, to.shift);
        assign(req_.start, to.start);
        assign(req_.zone, to.zone);
        assign(req_.priority, to.priority);
        assign(req_.engagement, to.engagement);
        assign(req_.pay, to.pay);
        assign(req_.bill, to.bill);
        assign(req_.max, to.max);
        assign(req_.salary, to.salary);
        assign(req_.fee, to.fee);
        if (to.owner) {
            req_.owner = *to.owner;
            req_.owner_name = to.owner_name;
        }
        if (to.hiring_manager) {
            req_.hiring_manager = *to.hiring_manager;
            req_.hiring_manager_name = to.hiring_manager_name;
        }
        return true;
    }

    bool operator()(const noted&) { return next_state(req_, verb::note).has_value(); }

    bool operator()(const card_placed& placed) {
        const auto same =
            std::ranges::find(req_.places, placed.where.conversation, &card_place::conversation);
        if (same == req_.places.end()) {
            req_.places.push_back(placed.where);
        } else {
            *same = placed.where;
        }
        return true;
    }

    template <clock_fact Fact>
    bool operator()(const Fact& fact) {
        const bool fits = record_clock_fact(req_, fact, what_);
        settle_missed_openings(req_);
        return fits;
    }

    bool operator()(const slate_moved& moved) {
        const bool was_live = is_live(moved.from) && !moved.made;
        if (coverage* const theirs = answer_of(moved.supplier)) {
            count_if_changed(theirs->live, was_live, is_live(moved.to));
            const bool first = moved.made ? moved.to != submittal_state::duplicate
                                          : moved.what == submittal_verb::award;
            theirs->submitted += first ? 1 : 0;
        }
        count_candidate(req_.slate, moved);
        if (moved.to == submittal_state::presented && !moved.made) {
            keep_first_presented();
        }
        return moved.to == submittal_state::fell_off ? fall_off(moved.submittal)
                                                     : seat(req_, moved, what_);
    }

    bool operator()(const slate_consented& who) {
        return std::erase(req_.slate.without_consent, who.submittal) > 0;
    }

    bool operator()(const slate_unapproved& who) {
        auto& waiting = req_.slate.unapproved;
        const bool known = std::erase(waiting, who.submittal) > 0;
        if (!who.settled) {
            waiting.push_back(who.submittal);
        }
        return known == who.settled;
    }

    bool operator()(const manager_reminded&) { return true; }
    bool operator()(const end_requested&) { return next_state(req_, verb::cancel).has_value(); }
    bool operator()(const openings_requested& to) { return may_be_asked_for(req_, to); }
    bool operator()(const shift_told&) { return true; }
    bool operator()(const opening_ended& of) { return end_opening(req_, of.left, what_.reason); }
    bool operator()(const heads_started& heads) {
        const auto open = count_openings(req_).open;
        const bool fits = heads.present <= open && heads.no_show <= open - heads.present &&
                          heads.present + heads.no_show > 0;
        return fits && req_.category == category::light_industrial && advance(req_, verb::start) &&
               start_heads(req_, heads, what_);
    }

    bool operator()(const heads_left& gone) {
        return leave_heads(req_, gone, what_) && (gone.replaced == 0 || look_again());
    }
    bool operator()(const all_filled&) {
        const auto counts = count_openings(req_);
        const auto to = next_state(req_, opening_turn::last_filled);
        if (!to || counts.open > 0 || counts.filled == 0) {
            return false;
        }
        req_.state = *to;
        req_.ended = what_.at;
        return true;
    }

    template <question_fact Fact>
    bool operator()(const Fact& fact) {
        if constexpr (std::is_same_v<Fact, question_asked>) {
            return !has_ended(req_) && apply_to(req_.questions, fact, what_.at);
        } else {
            return apply_to(req_.questions, fact, what_.at, author_of(what_));
        }
    }

    bool operator()(const opening_backfilled& gap) {
        const bool looked_after = !has_ended(req_) || req_.state == state::filled;
        return looked_after && add_backfill(req_, gap.left, what_.at) && look_again();
    }

    // Of submittals and interviews.
    template <class Other>
    bool operator()(const Other&) {
        return false;
    }
    // Both need more than one requisition: fold() and the engine deal with them.
    bool operator()(const undone&) { return false; }
    bool operator()(const directory_put&) { return false; }

private:
    void keep_first_presented() {
        if (!req_.presented || (req_.released && *req_.presented < *req_.released)) {
            req_.presented = what_.at;
        }
    }

    // A filled requisition looks for somebody again.
    bool fall_off(submittal_number number) {
        if (!free_opening(req_, number)) {
            return false;
        }
        begin_batch(req_);
        return look_again();
    }
    bool look_again() {
        if (const auto to = next_state(req_, opening_turn::fell_off)) {
            req_.state = *to;
            req_.ended.reset();
        }
        return true;
    }

    coverage* answer_of(const supplier_id& supplier) {
        const auto found = std::ranges::find(req_.suppliers, supplier, &coverage::supplier);
        return found == req_.suppliers.end() ? nullptr : &*found;
    }

    // Of a supplier that was asked, and not taken off since.
    bool say(const supplier_id& who, verb how, std::uint32_t heads) {
        coverage* const answer = answer_of(who);
        const auto to = answer == nullptr ? std::nullopt : next_state(answer->said, how);
        if (!to || !advance(req_, how)) {
            return false;
        }
        keep_first_asked(*answer);
        answer->said = *to;
        answer->heads = heads;
        answer->most_heads = std::max(answer->most_heads, heads);
        answer->reason = how == verb::accept ? std::string{} : what_.reason;
        answer->at = what_.at;
        answer->said_by = author_of(what_);
        return true;
    }

    static void keep_first_asked(coverage& answer) {
        if (answer.asked == instant{}) {
            answer.asked = answer.at;
        }
    }

    // Somebody who declined or was taken off may be asked again; a standing answer stays.
    void ask(const coverage& asked) {
        coverage* const known = answer_of(asked.supplier);
        const coverage fresh{
            .supplier = asked.supplier,
            .name = asked.name,
            .at = what_.at,
            .asked = known == nullptr ? instant{} : known->asked,
            .live = known == nullptr ? 0 : known->live,
            .submitted = known == nullptr ? 0 : known->submitted,
            .most_heads = known == nullptr ? 0 : known->most_heads};
        if (known == nullptr) {
            req_.suppliers.push_back(fresh);
        } else if (next_state(known->said, verb::release) != known->said) {
            *known = fresh;
        }
    }

    bool end(verb how) {
        if (!advance(req_, how)) {
            return false;
        }
        leave_hold(req_);
        req_.reason = what_.reason;
        req_.ended = what_.at;
        return true;
    }

    // A change of owner is possible in every state, and the zone of a site that is put right; that
    // of anything else is not.
    static bool is_kept_up(requisition_changed rest) {
        const bool named = rest.owner || rest.zone;
        rest.owner.reset();
        rest.owner_name.clear();
        rest.zone.reset();
        return named && rest == requisition_changed{};
    }

    requisition& req_;
    const event& what_;
};

}  // namespace

requisition apply(requisition before, const event& what) {
    const bool exists = !before.number.empty();
    if (exists || std::holds_alternative<requisition_created>(what.data)) {
        const auto from = before.state;
        if (std::visit(step{before, what}, what.data)) {
            note_change(before, !exists || before.state != from, what);
            before.wish = wish_after(before, what);
        }
    }
    ++before.events;
    return before;
}

template <>
std::optional<requisition> fold(const std::vector<event>& history) {
    auto folded = fold_kept<requisition>(history);
    if (folded.number.empty()) {
        return std::nullopt;
    }
    return folded;
}

}  // namespace fillrate::domain
