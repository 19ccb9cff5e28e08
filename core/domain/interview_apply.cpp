#include "core/domain/clock_facts.hpp"
#include "core/domain/event.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/interview_transitions.hpp"
#include "core/domain/panel_transitions.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::domain {

namespace {

// Moves along the table; false when the state does not allow it.
template <class State, class Verb>
bool move_on(State& state, Verb what) noexcept {
    const auto to = next_state(state, what);
    state = to.value_or(state);
    return to.has_value();
}

// A verdict that only gets its reason is completed, not amended.
feedback_verb saying(const feedback& of, recommendation said) noexcept {
    if (!is_in(of.state)) {
        return feedback_verb::give;
    }
    const bool completes = of.state == feedback_state::submitted && of.said == said &&
                           of.sealed.empty() && of.text.empty();
    return completes ? feedback_verb::explain : feedback_verb::amend;
}

// One overload per payload of an interview; each says whether the event fits.
class interview_step {
public:
    interview_step(interview& one, const event& what) : iv_(one), what_(what) {}

    bool operator()(const interview_asked& asked) {
        if (!iv_.number.empty() || asked.number.empty()) {
            return false;
        }
        iv_.number = asked.number;
        iv_.submittal = asked.submittal;
        iv_.requisition = asked.requisition;
        iv_.client = asked.client;
        iv_.supplier = asked.supplier;
        iv_.supplier_name = asked.supplier_name;
        iv_.candidate = asked.candidate;
        iv_.initials = asked.initials;
        iv_.zone = asked.zone;
        iv_.round = asked.round;
        iv_.panel = asked.panel;
        iv_.quorum = asked.quorum;
        iv_.length = asked.length;
        iv_.place = asked.place;
        iv_.link = asked.link;
        iv_.requested = what_.at;
        return true;
    }

    bool operator()(const times_offered& offered) {
        const bool moves = offered.what == interview_verb::move;
        const bool fits = moves || offered.what == interview_verb::propose;
        const bool had_time = iv_.state == interview_state::confirmed || is_over(iv_.state);
        if (!fits || offered.slots.empty() || !advance(offered.what)) {
            return false;
        }
        if (moves) {
            iv_.moved_by = what_.party;
            iv_.reschedules += had_time ? 1 : 0;
        }
        if (had_time) {
            look_for_another(what_.party);
        }
        if (iv_.start) {
            iv_.former = std::exchange(iv_.start, std::nullopt);
        }
        take_terms(offered.length, offered.place, offered.link);
        iv_.slots = offered.slots;
        iv_.answers = offered.answers;
        iv_.offered = what_.at;
        iv_.answer_by = offered.answer_by;
        iv_.escalate_at = offered.escalate_at;
        iv_.reason = what_.reason;
        begin_again();
        return true;
    }

    bool operator()(const interview_confirmed& agreed) {
        if (!advance(interview_verb::confirm)) {
            return false;
        }
        iv_.start = agreed.start;
        take_terms(agreed.length, agreed.place, agreed.link);
        forget_times();
        iv_.reason.clear();
        begin_again();
        iv_.morning = agreed.morning;
        iv_.assumed_after = agreed.assumed_after;
        iv_.caused_by.reset();
        return true;
    }

    bool operator()(const interview_moved& moved) {
        const bool brings_times = moved.what == interview_verb::propose ||
                                  moved.what == interview_verb::move ||
                                  moved.what == interview_verb::confirm;
        const bool follows = moved.what == interview_verb::complete;
        if (brings_times || follows || !advance(moved.what)) {
            return false;
        }
        if (moved.what == interview_verb::held) {
            take_place(moved.assumed);
            return true;
        }
        forget_times();
        iv_.reason = what_.reason;
        iv_.absent = moved.absent;
        if (moved.what == interview_verb::no_show) {
            look_for_another(
                moved.absent == absentee::candidate ? party::candidate : party::client
            );
        }
        return true;
    }

    /// The zone of its site was corrected; the times that were agreed stay.
    bool operator()(const requisition_changed& to) {
        iv_.zone = to.zone.value_or(iv_.zone);
        return to.zone.has_value();
    }

    bool operator()(const panel_changed& to) {
        if (!is_ahead(iv_.state)) {
            return false;
        }
        auto panel = to.panel;
        for (auto& one : panel) {
            if (const auto* known = find_interviewer(iv_, one.person)) {
                one.answer = known->answer;
                one.feedback = known->feedback;
            }
        }
        iv_.panel = std::move(panel);
        iv_.quorum = to.quorum;
        return true;
    }

    bool operator()(const invitation_answered& said) {
        auto* const one = find(said.person);
        const bool answers = said.answer != invitation::open;
        if (one == nullptr || !answers || iv_.state != interview_state::confirmed) {
            return false;
        }
        return move_on(
            one->answer,
            said.answer == invitation::accepted ? invitation_verb::accept : invitation_verb::decline
        );
    }

    bool operator()(const candidate_missed&) {
        if (iv_.state != interview_state::confirmed) {
            return false;
        }
        iv_.candidate_missed = true;
        return true;
    }

    bool operator()(const feedback_given& given) {
        auto* const one = find(given.person);
        if (one == nullptr || !is_over(iv_.state)) {
            return false;
        }
        auto& of = one->feedback;
        if (!move_on(of.state, saying(of, given.said))) {
            return false;
        }
        of.said = given.said;
        if (!given.text.empty() || !given.sealed.empty()) {
            of.text = given.text;
            of.sealed = given.sealed;
        }
        of.entered_by = given.entered_by;
        of.at = what_.at;
        iv_.assumed = false;
        complete_if_met();
        return true;
    }

    bool operator()(const feedback_waived& waived) {
        auto* const one = find(waived.person);
        if (one == nullptr || !is_over(iv_.state) ||
            !move_on(one->feedback.state, feedback_verb::waive)) {
            return false;
        }
        one->feedback.entered_by = what_.actor_name;
        one->feedback.at = what_.at;
        complete_if_met();
        return true;
    }

    bool operator()(const interview_reminded& done) {
        iv_.reminded |= 1U << static_cast<unsigned>(done.what);
        return true;
    }

    template <clock_fact Fact>
    bool operator()(const Fact& fact) {
        return record_clock_fact(iv_, fact, what_);
    }

    bool operator()(const card_placed& placed) {
        const auto same =
            std::ranges::find(iv_.places, placed.where.conversation, &card_place::conversation);
        if (same == iv_.places.end()) {
            iv_.places.push_back(placed.where);
        } else {
            *same = placed.where;
        }
        return true;
    }

    bool operator()(const noted&) { return true; }

    // Of requisitions, submittals and the directory.
    template <class Other>
    bool operator()(const Other&) {
        return false;
    }

private:
    interviewer* find(const person_id& who) {
        const auto found = std::ranges::find(iv_.panel, who, &interviewer::person);
        return who.empty() || found == iv_.panel.end() ? nullptr : &*found;
    }

    bool advance(interview_verb what) {
        const auto* row = next_step(iv_, what);
        if (row == nullptr) {
            return false;
        }
        iv_.state = row->to;
        return true;
    }

    // Where nothing is said of them they stay.
    void take_terms(std::uint32_t length, const std::string& place, const std::string& link) {
        iv_.length = length == 0 ? iv_.length : length;
        iv_.place = place.empty() ? iv_.place : place;
        iv_.link = link.empty() ? iv_.link : link;
    }

    void forget_times() {
        iv_.slots.clear();
        iv_.answers = party::program;
        iv_.offered.reset();
        iv_.answer_by.reset();
        iv_.escalate_at.reset();
    }

    void look_for_another(party cause) {
        iv_.caused_by = cause;
        iv_.candidate_moves += cause == party::candidate ? 1 : 0;
    }

    // Another time: who comes has to be asked again, and nothing was said of it yet.
    void begin_again() {
        iv_.reminded = 0;
        iv_.candidate_missed = false;
        iv_.held.reset();
        iv_.assumed = false;
        iv_.absent = absentee::nobody;
        iv_.morning.reset();
        for (auto& one : iv_.panel) {
            move_on(one.answer, invitation_verb::ask);
            if (const auto forgotten = next_state(one.feedback.state, feedback_verb::forget)) {
                one.feedback = {.state = *forgotten};
            }
        }
    }

    void take_place(bool assumed) {
        iv_.assumed = assumed;
        iv_.held = what_.at;
        for (auto& one : iv_.panel) {
            move_on(one.feedback.state, feedback_verb::ask);
        }
    }

    void complete_if_met() {
        if (quorum_met(iv_)) {
            advance(interview_verb::complete);
        }
    }

    interview& iv_;
    const event& what_;
};

}  // namespace

interview apply(interview before, const event& what) {
    const bool exists = !before.number.empty();
    if (exists || std::holds_alternative<interview_asked>(what.data)) {
        const auto from = before.state;
        if (std::visit(interview_step{before, what}, what.data)) {
            note_change(before, !exists || before.state != from, what);
        }
    }
    ++before.events;
    return before;
}

template <>
std::optional<interview> fold(const std::vector<event>& history) {
    auto folded = fold_kept<interview>(history);
    if (folded.number.empty()) {
        return std::nullopt;
    }
    return folded;
}

}  // namespace fillrate::domain
