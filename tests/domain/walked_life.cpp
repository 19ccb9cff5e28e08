#include "tests/domain/walked_life.hpp"

#include "core/domain/assignment.hpp"
#include "core/domain/clock_rules.hpp"
#include "core/domain/due.hpp"
#include "core/domain/interview_clearance.hpp"
#include "core/domain/interview_due.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/domain/walks.hpp"

#include <algorithm>

namespace fillrate::domain::testing {

namespace {

actor actor_of(const std::string& role) {
    static const std::map<std::string, actor> all{
        {"AM", robin()},
        {"REC", rex()},
        {"HM", ana()},
        {"SUP", north()},
        {"OPS", dana()},
        {"ADM", sam()},
        {"PAN", with_roles("raj", {})}};
    const auto found = all.find(role);
    return found == all.end() ? actor{} : found->second;
}

party party_of(const std::string& who) {
    return from_word<party>(who).value_or(party::program);
}

instant at(paper::moment when) {
    return from_unix_ms(when * 1'000);
}

std::string date_at(paper::moment when) {
    return format_date(time_zone::find("Etc/UTC")->to_local(at(when)).civil.date);
}

}  // namespace

walked_life::walked_life(paper::moment begins, bool by_heads)
    : site_(by_heads ? "dock@1" : "utc@1"), now_(begins), read_(begins) {
    book_.add(1, utc_calendar());
    book_.add(1, dock_calendar());
    auto made = creation();
    made.category = by_heads ? category::light_industrial : category::professional;
    made.zone = "Etc/UTC";
    made.openings = 2;
    happen(req_, made);
    happen(req_, submitted_for_intake{});
    happen(req_, qualified{.items = whole_checklist});
    happen(req_, released{.suppliers = {asked("northlight")}});
    settle(req_);
}

clock_terms walked_life::terms() const {
    return {book_.choose(req_), req_.priority, site_, *book_.find_calendar(site_)};
}

void walked_life::settle(requisition& of) {
    const auto wishes = clock_wishes(of, terms().chosen);
    for (const auto& c : settled(of.clocks, wishes, terms(), book_, now()).value()) {
        set_clock(of, c, was_in_time(c));
    }
}

void walked_life::settle(followed& of) {
    const auto wishes = clock_wishes(of.record, req_, terms().on);
    for (const auto& c : settled(of.record.clocks, wishes, terms(), book_, now()).value()) {
        set_clock(of.record, c, was_in_time(c));
    }
    for (auto& iv : of.rounds) {
        const auto wanted = clock_wishes(iv, of.record, req_, terms().chosen);
        for (const auto& c : settled(iv.clocks, wanted, terms(), book_, now()).value()) {
            set_clock(iv, c, was_in_time(c));
        }
    }
}

paper::moment walked_life::next(paper::moment until) const {
    return std::max(now_, to_unix_ms(earliest(at(until))) / 1'000);
}

instant walked_life::earliest(instant until) const {
    auto first = until;
    const auto consider = [&first](std::optional<instant> due) {
        if (due && *due < first) {
            first = *due;
        }
    };
    consider(next_due(req_));
    for (const auto& one : candidates_) {
        consider(next_due(one.record));
        for (const auto& iv : one.rounds) {
            consider(next_due(iv));
        }
    }
    return first;
}

void walked_life::pass(paper::moment to) {
    now_ = to;
    fire();
    is_stuck_ = earliest(now() + seconds{1}) <= now();
}

void walked_life::go_back_to(paper::moment then) {
    now_ = then;
    read_ = then;
    readings_.clear();
}

void walked_life::fire() {
    for (auto& action : due_actions(req_, now())) {
        happen(req_, std::move(action.fact));
    }
    for (auto& one : candidates_) {
        fire(one);
    }
}

std::optional<instant> walked_life::kept_until(const paper::act& how) const {
    const auto zone = time_zone::find("Etc/UTC").value();
    const auto date = zone.to_local(at(how.at)).civil.date;
    const auto day = terms().on.next_open(zone.to_instant({date, seconds{0}}));
    return how.names_day && day > now() ? std::optional{day} : std::nullopt;
}

void walked_life::fire(followed& of) {
    if (of.record.hold_until && *of.record.hold_until <= now()) {
        take(of, submittal_verb::ask_again, {});
    }
    for (auto& action : due_actions(of.record, now())) {
        happen(of.record, std::move(action.fact));
    }
    for (const auto& action : assignment_actions(of.record, now())) {
        happen(of.record, action.fact);
    }
    for (auto& iv : of.rounds) {
        for (auto& action : due_clock_actions(iv, now())) {
            happen(iv, std::move(action.fact));
        }
        for (const auto& action : due_actions(iv, now())) {
            happen(iv, interview_reminded{action.what});
            if (const auto step = outcome_of(action.what);
                step && next_step(iv, *step) != nullptr) {
                happen(
                    iv,
                    interview_moved{.what = *step, .assumed = *step == interview_verb::held}
                );
            }
        }
    }
    settle(of);
}

bool walked_life::submit(const std::string& by, bool consented) {
    const bool stands =
        req_.state == requisition_state::open || req_.state == requisition_state::on_hold;
    if (!stands || answer() == coverage::answer::removed ||
        !may_submit(req_, supplier_id{"northlight"}, actor_of(by))) {
        return false;
    }
    auto& of = candidates_.emplace_back();
    submittal_made made;
    made.number = submittal_number{static_cast<std::uint32_t>(300 + candidates_.size())};
    made.requisition = req_.number;
    made.client = req_.client;
    made.supplier = supplier_id{"northlight"};
    if (consented) {
        made.represented = now();
    }
    happen(of.record, made);
    tell_requisition({}, of.record, submittal_verb::present);
    settle(req_);
    settle(of);
    return true;
}

bool walked_life::do_to_candidate(std::size_t n, const paper::act& how) {
    auto& of = candidates_.at(n);
    const auto& sub = of.record;
    const auto who = actor_of(how.by);
    if (how.verb == "consent") {
        if (!may(submittal_permission::withdraw, sub, req_, who)) {
            return false;
        }
        happen(of.record, represented{now()}, party::supplier);
        settle(of);
        return true;
    }
    const auto what = from_word<submittal_verb>(how.verb).value();
    const auto* row = next_step(sub, what);
    const bool allowed =
        row != nullptr && (how.by == "BOT" ? row->needs == submittal_permission::follow
                                           : may(row->needs, sub, req_, who));
    if (!allowed) {
        return false;
    }
    const bool takes = what == submittal_verb::accept ||
                       (what == submittal_verb::start && sub.state == submittal_state::fell_off);
    const bool comes_back = what == submittal_verb::revive || what == submittal_verb::award;
    const bool meets = !of.rounds.empty() && lies_ahead(of.rounds.back(), now());
    const bool refused = (takes && count_openings(req_).open == 0) ||
                         (comes_back && has_ended(req_)) ||
                         (what == submittal_verb::revive &&
                          !may_still_revive(sub, book_.choose(req_).revive_days, now())) ||
                         (what == submittal_verb::interview && meets);
    if (!refused) {
        take(of, what, how);
    }
    return !refused;
}

void walked_life::take(followed& of, submittal_verb what, const paper::act& how) {
    if (what == submittal_verb::move_start) {
        happen(of.record, start_moved{.start = date_at(how.at)});
        settle(of);
        return;
    }
    const auto before = of.record;
    const auto zone = time_zone::find("Etc/UTC").value();
    const std::string reason = how.leaves_gap ? "quit" : "completed";
    if (what == submittal_verb::offer) {
        happen(of.record, offer_made{.pay = 5'000, .start = date_at(how.at)});
    } else if (what == submittal_verb::interview) {
        happen(of.record, submittal_moved{what, interview_number{++rounds_}});
    } else if (what == submittal_verb::hold) {
        happen(of.record, submittal_moved{.what = what, .until = kept_until(how)});
    } else {
        happen(of.record, submittal_moved{what}, party::program, reason);
    }
    tell_requisition(before, of.record, what);
    if (what == submittal_verb::start) {
        const auto today = zone.to_local(now()).civil.date;
        happen(
            of.record,
            assignment_set{begun(today, std::nullopt, zone, now(), book_.choose(req_))}
        );
    }
    const bool looked_after = !has_ended(req_) || req_.state == requisition_state::filled;
    if (what == submittal_verb::end && looked_after && leaves_a_gap(reason) &&
        inside_guarantee(before, book_.choose(req_).guarantee_days, zone, now())) {
        happen(req_, opening_backfilled{before.number, before.initials});
    } else if (what == submittal_verb::end || what == submittal_verb::convert) {
        happen(req_, opening_ended{before.number}, party::program, reason);
    }
    follow_rounds(of);
    if (what == submittal_verb::interview) {
        begin_round(of);
    }
    settle(req_);
    settle(of);
}

void walked_life::tell_requisition(
    const submittal& before,
    const submittal& after,
    submittal_verb what
) {
    slate_moved told;
    told.submittal = after.number;
    told.supplier = after.supplier;
    told.made = before.number.empty();
    told.what = what;
    told.from = before.state;
    told.to = after.state;
    happen(req_, told);
    fill_if_last();
}

void walked_life::fill_if_last() {
    const auto counts = count_openings(req_);
    if (req_.state == requisition_state::open && counts.open == 0 && counts.filled > 0) {
        happen(req_, all_filled{});
    }
}

void walked_life::follow_rounds(followed& of) {
    for (auto& iv : of.rounds) {
        if (lies_ahead(iv, now()) && !is_in_consideration(of.record.state)) {
            happen(iv, interview_moved{.what = interview_verb::cancel});
        }
    }
}

void walked_life::begin_round(followed& of) {
    interview_asked asked;
    asked.number = of.record.interviews.back();
    asked.submittal = of.record.number;
    asked.requisition = req_.number;
    asked.supplier = of.record.supplier;
    asked.panel = {
        {.person = person_id{"ana"}, .name = "Ana"},
        {.person = person_id{"raj"}, .name = "Raj"}};
    happen(of.rounds.emplace_back(), asked);
}

bool walked_life::do_to_round(std::size_t n, const paper::act& how) {
    auto& of = candidates_.at(n);
    auto& iv = of.rounds.back();
    if (how.verb == "yes" || how.verb == "waive") {
        const auto before = iv.state;
        const person_id whose{how.who};
        happen(
            iv,
            how.verb == "yes" ? payload(feedback_given{whose, recommendation::yes, {}, {}, {}})
                              : payload(feedback_waived{whose})
        );
        if (before != iv.state && is_last_round(of.record, iv.number)) {
            happen(of.record, feedback_gathered{iv.number});
        }
        settle(of);
        return true;
    }
    const auto what = from_word<interview_verb>(how.verb).value();
    const auto* row = next_step(iv, what);
    const bool allowed =
        row != nullptr && what != interview_verb::complete &&
        (how.by == "BOT" ? row->needs == interview_permission::follow
                         : may(row->needs, {iv, of.record, req_}, actor_of(how.by)));
    if (!allowed) {
        return false;
    }
    const bool theirs = how.who == "supplier" || how.who == "candidate";
    const bool moves = what == interview_verb::move;
    if (moves || what == interview_verb::propose) {
        const auto answers = moves && theirs ? party::client : party::supplier;
        happen(
            iv,
            times_offered{.what = what, .slots = {at(how.at)}, .answers = answers},
            party_of(how.who)
        );
    } else if (what == interview_verb::confirm) {
        happen(iv, interview_confirmed{.start = at(how.at)});
    } else {
        const auto absent = how.who == "candidate" ? absentee::candidate : absentee::interviewer;
        happen(iv, interview_moved{.what = what, .absent = absent}, party_of(how.who));
    }
    settle(of);
    return true;
}

std::optional<payload> walked_life::change_of(const std::string& word_of, int number) const {
    using said = coverage::answer;
    const auto wanted = static_cast<std::uint32_t>(number);
    const auto urgency = static_cast<priority>(number % 3);
    const supplier_id firm{"northlight"};
    const bool off = answer() == said::removed;
    requisition_changed to;
    if (word_of == "openings" && openings_fit(req_, wanted)) {
        to.openings = wanted;
        return to;
    }
    if (word_of == "must_haves") {
        to.must_haves = "number " + std::to_string(req_.events);
        return to;
    }
    if (word_of == "priority" && urgency != req_.priority) {
        to.priority = urgency;
        return to;
    }
    if (word_of == "accept" && !off && answer() != said::accepted) {
        const bool counts = req_.category == category::light_industrial;
        return supplier_accepted{.supplier = firm, .heads = counts ? wanted : 0};
    }
    if (word_of == "decline" && !off && answer() != said::declined) {
        return supplier_declined{.supplier = firm};
    }
    if (word_of == "remove" && !off) {
        return supplier_removed{firm};
    }
    if (word_of == "release" && (off || answer() == said::declined)) {
        return released{.suppliers = {asked(firm.value)}};
    }
    const std::map<std::string, payload> plain{
        {"hold", held{}},
        {"resume", resumed{}},
        {"close", closed{}},
        {"cancel", cancelled{}},
        {"reopen", reopened{wanted}}};
    const auto found = plain.find(word_of);
    return found == plain.end() ? std::nullopt : std::optional{found->second};
}

template <class Record>
void walked_life::retarget_clocks(Record& of) {
    const auto clocks = of.clocks;
    for (const auto& c : clocks) {
        const auto* chosen = book_.find_policy(c.policy);
        const auto& on = *book_.find_calendar(c.calendar);
        const clock_terms same{*chosen, req_.priority, c.calendar, on};
        const clock_terms base{*chosen, req_.priority, site_, *book_.find_calendar(site_)};
        const auto hours = terms_of_running(base, c, book_).value();
        const bool other = name_of(hours.calendar) != name_of(c.calendar);
        const auto moved = is_live(c) ? retarget(c, other ? hours : same, on, now()) : c;
        if (moved != c) {
            set_clock(of, moved, was_moved_in_time(c, moved));
        }
    }
}

void walked_life::retarget_all() {
    retarget_clocks(req_);
    for (auto& one : candidates_) {
        retarget_clocks(one.record);
        for (auto& iv : one.rounds) {
            retarget_clocks(iv);
        }
    }
}

template <class Record>
void walked_life::transfer_clocks(Record& of) {
    const auto clocks = of.clocks;
    for (const auto& c : clocks) {
        const auto to = terms_of_running(terms(), c, book_).value();
        auto moved = transfer(c, to, *book_.find_calendar(c.calendar), now());
        if (moved != c) {
            happen(of, clock_set{std::move(moved)});
        }
    }
}

void walked_life::apply_policy(int percent) {
    policy other = book_.choose(req_);
    other.version = ++policies_;
    const auto shipped = shipped_policies();
    const auto& usual = other.category ? shipped.back() : shipped.front();
    for (const auto& each : clock_targets()) {
        const bool scaled = each.kind != clock_kind::start && percent != 100;
        const auto time = (usual.*each.target).on(terms().on);
        other.*each.target = scaled ? working_target(time * percent / 100) : usual.*each.target;
    }
    book_.add(other);
    transfer_clocks(req_);
    for (auto& one : candidates_) {
        transfer_clocks(one.record);
        for (auto& iv : one.rounds) {
            transfer_clocks(iv);
        }
    }
}

bool walked_life::do_to_requisition(const std::string& word_of, const std::string& by, int number) {
    static const std::map<std::string, verb> verbs{
        {"hold", verb::hold},
        {"resume", verb::resume},
        {"close", verb::close},
        {"cancel", verb::cancel},
        {"reopen", verb::reopen},
        {"openings", verb::change},
        {"must_haves", verb::change},
        {"priority", verb::change},
        {"accept", verb::accept},
        {"decline", verb::decline},
        {"remove", verb::remove},
        {"release", verb::release}};
    const auto what = verbs.at(word_of);
    const bool ends = what == verb::close || what == verb::cancel;
    const bool offer_out = std::ranges::any_of(candidates_, [](const auto& one) {
        return one.record.state == submittal_state::offer_extended;
    });
    auto fact = change_of(word_of, number);
    if (!fact || !next_state(req_, what) || !may(needed_permission(what), req_, actor_of(by)) ||
        (ends && offer_out)) {
        return false;
    }
    happen(req_, std::move(*fact));
    fill_if_last();
    if (word_of == "priority") {
        retarget_all();
    }
    for (auto& one : candidates_) {
        if (ends && next_step(one.record, submittal_verb::pass_over) != nullptr) {
            take(one, submittal_verb::pass_over, {});
        }
        settle(one);
    }
    settle(req_);
    return true;
}

}  // namespace fillrate::domain::testing
