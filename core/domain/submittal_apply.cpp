#include "core/domain/clock_facts.hpp"
#include "core/domain/event.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/reasons.hpp"
#include "core/domain/submittal_transitions.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

// One overload per payload of a submittal; each says whether the event fits.
class submittal_step {
public:
    submittal_step(submittal& sub, const event& what) : sub_(sub), what_(what) {}

    bool operator()(const submittal_made& made) {
        if (!sub_.number.empty() || made.number.empty()) {
            return false;
        }
        sub_.number = made.number;
        sub_.state = made.duplicate ? submittal_state::duplicate : submittal_state::submitted;
        sub_.requisition = made.requisition;
        sub_.client = made.client;
        sub_.supplier = made.supplier;
        sub_.supplier_name = made.supplier_name;
        sub_.candidate = made.candidate;
        sub_.ownerships = made.ownerships;
        sub_.initials = made.initials;
        sub_.name_keys = made.name_keys;
        sub_.category = made.category;
        sub_.pay = made.pay;
        sub_.bill = made.bill;
        sub_.available = made.available;
        sub_.represented = made.represented;
        sub_.disputed = made.disputed;
        sub_.barred = made.barred;
        sub_.known = made.known;
        sub_.origin = made.origin;
        sub_.submitted = what_.at;
        note_entry(sub_, what_);
        return true;
    }

    bool operator()(const submittal_moved& moved) {
        // Terms come with facts of their own.
        const bool needs_terms =
            moved.what == submittal_verb::offer || moved.what == submittal_verb::move_start;
        if (needs_terms || !move(moved.what)) {
            return false;
        }
        if (moved.musts) {
            sub_.musts = moved.musts;
        }
        if (moved.words_open) {
            sub_.words = free_words(what_.reason);
        }
        if (moved.what == submittal_verb::hold) {
            sub_.hold_until = moved.until;
        }
        if (moved.what == submittal_verb::convert && sub_.job) {
            sub_.job->hours = moved.hours;
        }
        if (moved.what == submittal_verb::interview) {
            sub_.feedback_in.reset();
        }
        if (moved.what == submittal_verb::interview && !moved.interview.empty()) {
            sub_.interviews.push_back(moved.interview);
        }
        return true;
    }

    bool operator()(const submittal_changed& to) {
        if (!may_still_edit(sub_)) {
            return false;
        }
        if (to.pay) {
            sub_.pay = to.pay;
        }
        if (to.bill) {
            sub_.bill = to.bill;
        }
        if (to.available) {
            sub_.available = *to.available;
        }
        return to.pay || to.bill || to.available || to.about;
    }

    bool operator()(const words_passed& passed) {
        sub_.words = passed.text;
        return !passed.text.empty();
    }

    bool operator()(const feedback_gathered& of) {
        if (!is_last_round(sub_, of.interview) || sub_.feedback_in) {
            return false;
        }
        sub_.feedback_in = what_.at;
        return true;
    }

    bool operator()(const round_took_place& told) {
        const auto known = std::ranges::find(sub_.met_in, told.interview);
        const bool fits = (known == sub_.met_in.end()) != told.taken_back;
        if (fits && told.taken_back) {
            sub_.met_in.erase(known);
        } else if (fits) {
            sub_.met_in.push_back(told.interview);
        }
        return fits;
    }

    // Since when it is accepted or cleared does not change with the day.
    bool operator()(const start_moved& moved) {
        const bool fits = next_step(sub_, submittal_verb::move_start) != nullptr;
        if (!fits || sub_.offers.empty() || moved.start.empty()) {
            return false;
        }
        sub_.offers.back().start = moved.start;
        sub_.offers.back().start_time = moved.start_time;
        return true;
    }

    bool operator()(const offer_made& made) {
        const bool has_terms = made.pay || made.bill || made.salary;
        if (!has_terms || !move(submittal_verb::offer)) {
            return false;
        }
        offer next{
            .version = sub_.offers.empty() ? 1 : sub_.offers.back().version + 1,
            .pay = made.pay,
            .bill = made.bill,
            .salary = made.salary,
            .start = made.start,
            .start_time = made.start_time,
            .extended = what_.at};
        sub_.offers.push_back(std::move(next));
        // What was superseded long ago is in the history.
        constexpr std::size_t most_offers = 8;
        if (sub_.offers.size() > most_offers) {
            sub_.offers.erase(sub_.offers.begin());
        }
        return true;
    }

    bool operator()(const offer_proposed& proposed) {
        if (next_step(sub_, submittal_verb::offer) == nullptr) {
            return false;
        }
        sub_.unapproved = offer{
            .pay = proposed.terms.pay,
            .bill = proposed.terms.bill,
            .salary = proposed.terms.salary,
            .start = proposed.terms.start,
            .start_time = proposed.terms.start_time,
            .extended = what_.at};
        return true;
    }

    bool operator()(const offer_disapproved&) {
        const bool fits = sub_.unapproved.has_value();
        sub_.unapproved.reset();
        return fits;
    }

    bool operator()(const resume_attached& attached) {
        sub_.resume = attached.value;
        sub_.resume->since = what_.at;
        return true;
    }

    // Changes nothing, nor when it last changed: who looked is in the history alone.
    bool operator()(const resume_opened&) { return false; }
    bool operator()(const contact_shown&) { return false; }

    bool operator()(const represented& consent) {
        sub_.represented = consent.confirmed;
        if (sub_.state == submittal_state::duplicate && !sub_.known) {
            sub_.disputed = !sub_.barred;
        }
        return true;
    }

    // Only the answer changes something.
    bool operator()(const consent_requested&) { return true; }

    bool operator()(const claim_disputed& said) {
        sub_.disputed = !said.settled;
        return true;
    }

    bool operator()(const return_barred& bar) {
        sub_.barred = !bar.lifted;
        return true;
    }

    bool operator()(const client_known& said) {
        sub_.known = !said.lifted;
        if (sub_.state == submittal_state::duplicate) {
            sub_.disputed = said.contested && !said.lifted;
        }
        return true;
    }

    bool operator()(const assignment_set& set) {
        if (sub_.state != submittal_state::started) {
            return false;
        }
        sub_.job = set.value;
        return true;
    }

    bool operator()(const assignment_asked& asked) {
        if (!sub_.job) {
            return false;
        }
        if (asked.day == assignment_asked::of_end) {
            sub_.job->ask_end.reset();
            return true;
        }
        auto* const of = check_in_on(asked.day);
        if (of == nullptr) {
            return false;
        }
        of->asked = true;
        return true;
    }

    bool operator()(const check_in_said& said) {
        if (auto* const of = check_in_on(said.day)) {
            of->asked = true;
            of->answered = true;
            of->concern = said.concern;
            of->said_by = author_of(what_);
            of->said = what_.at;
        }
        if (sub_.job) {
            auto& since = sub_.job->worried;
            since = said.concern ? since.value_or(what_.at) : std::optional<instant>{};
        }
        return sub_.job.has_value();
    }

    bool operator()(const card_placed& placed) {
        const auto same =
            std::ranges::find(sub_.places, placed.where.conversation, &card_place::conversation);
        if (same == sub_.places.end()) {
            sub_.places.push_back(placed.where);
        } else {
            *same = placed.where;
        }
        return true;
    }

    bool operator()(const noted&) { return true; }

    template <clock_fact Fact>
    bool operator()(const Fact& fact) {
        return record_clock_fact(sub_, fact, what_);
    }

    // Of requisitions, interviews and the directory.
    template <class Other>
    bool operator()(const Other&) {
        return false;
    }

private:
    check_in* check_in_on(std::uint16_t day) {
        if (!sub_.job) {
            return nullptr;
        }
        const auto found = std::ranges::find(sub_.job->check_ins, day, &check_in::day);
        return found == sub_.job->check_ins.end() ? nullptr : &*found;
    }

    bool move(submittal_verb what) {
        const auto* row = next_step(sub_, what);
        if (row == nullptr) {
            return false;
        }
        const bool goes_on = is_live(row->to) || holds_opening(row->to);
        count_lost_offer(*row);
        if (!goes_on && is_live(row->from)) {
            sub_.before_end = row->from;
        }
        sub_.state = row->to;
        note_entry(sub_, what_);
        sub_.reason = what_.reason;
        sub_.words.clear();
        sub_.hold_until.reset();
        sub_.unapproved.reset();
        if (goes_on) {
            sub_.ended.reset();
        } else {
            sub_.ended = what_.at;
            sub_.disputed = false;
        }
        note_milestone(what);
        return true;
    }

    // One that we took back was never decided on, and a revival takes a withdrawal back.
    void count_lost_offer(const submittal_transition& row) {
        using state = submittal_state;
        const bool lost = row.to == state::offer_declined || row.to == state::offer_expired ||
                          row.to == state::withdrawn;
        if (row.from == state::offer_extended && lost) {
            ++sub_.offers_lost;
        } else if (row.what == submittal_verb::revive && row.to == state::offer_extended) {
            sub_.offers_lost -= std::min(sub_.offers_lost, 1U);
        }
    }

    void note_milestone(submittal_verb what) {
        if (what == submittal_verb::present && !sub_.presented) {
            sub_.presented = what_.at;
        } else if (what == submittal_verb::select) {
            sub_.selected = what_.at;
        } else if (what == submittal_verb::no_show) {
            sub_.missed = what_.at;
        } else if (what == submittal_verb::award) {
            sub_.disputed = false;
            sub_.barred = false;
            sub_.known = false;
        }
    }

    submittal& sub_;
    const event& what_;
};

}  // namespace

submittal apply(submittal before, const event& what) {
    const bool exists = !before.number.empty();
    if (exists || std::holds_alternative<submittal_made>(what.data)) {
        if (std::visit(submittal_step{before, what}, what.data)) {
            before.changed = what.at;
        }
    }
    ++before.events;
    return before;
}

template <>
std::optional<submittal> fold(const std::vector<event>& history) {
    auto folded = fold_kept<submittal>(history);
    if (folded.number.empty()) {
        return std::nullopt;
    }
    return folded;
}

}  // namespace fillrate::domain
