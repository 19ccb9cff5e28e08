#include "tests/domain/paper_life.hpp"

#include "tests/domain/expected_steps.hpp"
#include "tests/domain/paper_words.hpp"

#include <algorithm>
#include <string_view>

namespace fillrate::domain::testing::paper {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t hour = 3'600;
constexpr std::int64_t meeting = 45 * 60;

constexpr std::string_view in_play =
    " submitted returned presented held shortlisted interviewing selected offer_extended "
    "offer_accepted cleared ";
constexpr std::string_view with_client =
    " presented held shortlisted interviewing selected offer_extended ";
constexpr std::string_view considered = " presented held shortlisted interviewing ";
constexpr std::string_view with_opening = " offer_accepted cleared started ";
constexpr std::string_view revivable = " screen_rejected rejected withdrawn not_selected ";

// The "Who" columns of DOMAIN.md 3.3 and 3.5.
const std::map<std::string, std::string>& who_may() {
    static const std::map<std::string, std::string> who{
        {"present", " AM REC "},  {"return", " AM REC "},      {"resubmit", " SUP AM REC "},
        {"award", " AM "},        {"shortlist", " HM AM "},    {"hold", " HM AM "},
        {"interview", " HM AM "}, {"select", " HM AM "},       {"reject", " HM AM "},
        {"offer", " AM "},        {"accept", " SUP AM "},      {"decline", " SUP AM "},
        {"expire", " AM "},       {"rescind", " AM "},         {"clear", " AM "},
        {"move", " AM "},         {"start", " AM HM SUP "},    {"noshow", " AM HM "},
        {"end", " AM HM "},       {"convert", " AM HM "},      {"withdraw", " SUP AM REC "},
        {"revive", " AM "},       {"consent", " SUP AM REC "}, {"lose", " BOT "},
        {"pass_over", " BOT "},   {"ask_again", " BOT "}};
    return who;
}

const std::map<std::string, std::string>& who_may_to_round() {
    static const std::map<std::string, std::string> who{
        {"propose", " HM AM "},
        {"confirm", " HM AM "},
        {"cancel", " HM AM "},
        {"move", " HM AM SUP "},
        {"held", " HM AM PAN "},
        {"noshow", " HM AM PAN "},
        {"expire", " BOT "},
        {"complete", " BOT "}};
    return who;
}

// The opening of the working day that it is, or the next.
moment first_minute(moment date, const hours& in) {
    auto at = date / day * day + in.opens;
    while (working(at, at + hour, in) == 0) {
        at += day;
    }
    return at;
}

bool is_excused(const round& of) {
    return of.cause == "candidate" && of.candidate_moves <= 1;
}
bool is_outside(const round& of) {
    return of.cause == "candidate" || of.cause == "client";
}

}  // namespace

bool round::ahead(moment now) const {
    return is == "requested" || is == "proposed" || (is == "confirmed" && ends > now);
}

int life::live() const {
    return static_cast<int>(std::ranges::count_if(candidates, [](const auto& one) {
        return among(in_play, one.is);
    }));
}

int life::before_client() const {
    return static_cast<int>(std::ranges::count_if(candidates, [](const auto& one) {
        return among(with_client, one.is);
    }));
}

life::life(moment begins, bool heads_count)
    : by_heads(heads_count), now_(begins), released_(begins), sought_(begins) {
    clocks.set_light_industrial(by_heads);
    fills.set_light_industrial(by_heads);
    openings_.add(open);
    look_at_clocks();
}

int life::number_of(const candidate& of) const {
    return static_cast<int>(&of - candidates.data());
}

void life::pass(moment to) {
    clocks.pass(now_, to);
    fills.pass(now_, to);
    for (auto& one : candidates) {
        one.clocks.pass(now_, to);
        one.last.clocks.pass(now_, to);
    }
    now_ = to;
    for (auto& one : candidates) {
        auto& last = one.last;
        if (last.is == "proposed" && now_ >= last.last_slot) {
            last.is = "expired";
        } else if (last.is == "confirmed" && now_ >= last.ends + 2 * hour) {
            last.is = "held";
            last.assumed = true;
            last.clocks.meet("HELD", last.ends, now_);
        }
        if (one.kept_until != 0 && now_ >= one.kept_until) {
            take(one, {.verb = "ask_again", .by = "BOT"}, "presented");
        }
    }
}

bool life::submit(const std::string& by, bool consented) {
    const bool stands = is == "open" || is == "on_hold";
    if (!stands || supplier == "removed" || !is_one_of(by, " SUP AM REC ")) {
        return false;
    }
    candidate made;
    made.is = "submitted";
    made.consented = consented;
    made.clocks.set_light_industrial(by_heads);
    made.clocks.hold(is == "on_hold");
    made.clocks.set_priority(priority);
    made.clocks.set_policy(percent);
    made.clocks.start("SCREEN", now_, !consented);
    candidates.push_back(std::move(made));
    look_at_clocks();
    return true;
}

bool life::has_way(const candidate& of, const std::string& verb) const {
    if (verb == "revive") {
        return among(revivable, of.is);
    }
    return expected_submittal_steps().contains(of.is + ' ' + verb);
}

bool life::may_move(const candidate& of, const act& what) const {
    if (what.by == "HM" && !of.presented) {
        return false;
    }
    if (what.verb == "reject" && of.is == "submitted") {
        return is_one_of(what.by, " AM REC ");
    }
    if (what.verb == "withdraw" && among(with_opening, of.is)) {
        return is_one_of(what.by, " SUP AM HM ");
    }
    return is_one_of(what.by, who_may().at(what.verb));
}

bool life::do_to_candidate(std::size_t n, const act& what) {
    auto& of = candidates.at(n);
    if (what.verb == "consent") {
        of.consented = of.consented || may_move(of, what);
        of.clocks.excuse("SCREEN", !of.consented);
        return may_move(of, what);
    }
    if (!has_way(of, what.verb) || !may_move(of, what)) {
        return false;
    }
    const bool takes = what.verb == "accept" || (what.verb == "start" && of.is == "fell_off");
    const bool comes_back = what.verb == "revive" || what.verb == "award";
    const bool too_long = what.verb == "revive" && now_ - of.out > 30 * day;
    if ((takes && open == 0) || (comes_back && among(over, is)) || too_long ||
        (what.verb == "interview" && of.rounds > 0 && of.last.ahead(now_))) {
        return false;
    }
    take(
        of,
        what,
        what.verb == "revive" ? of.before_end
                              : expected_submittal_steps().at(of.is + ' ' + what.verb)
    );
    return true;
}

// A day that comes later, or one that lies ahead instead of another that does: START begins again.
void life::move_first_day(candidate& of, moment to) {
    const auto set_for = of.clocks.all().at("START").begins;
    of.first_day = to;
    if (to > set_for || (to > now_ && to < set_for)) {
        of.clocks.start("START", std::max(now_, to));
    }
}

void life::take(candidate& of, const act& what, const std::string& to) {
    if (what.verb == "move") {
        move_first_day(of, first_minute(what.at, site()));
        return;
    }
    const auto from = of.is;
    const bool goes_on = among(in_play, to) || among(with_opening, to);
    if (!goes_on && among(in_play, from)) {
        of.before_end = from;
    }
    of.is = to;
    of.out = goes_on ? 0 : now_;
    of.presented = of.presented || what.verb == "present";
    of.offers += what.verb == "offer" ? 1U : 0U;
    const bool named =
        what.names_day && what.verb == "hold" && first_minute(what.at, site()) > now_;
    of.kept_until = named ? first_minute(what.at, site()) : 0;
    if (what.verb == "offer") {
        of.first_day = first_minute(what.at, site());
    }
    move_clocks(of, from, what);
    move_openings(of, from, what);
    leave_round(of);
    enter_round(of, what.verb);
    look_at_clocks();
}

void life::move_openings(const candidate& of, const std::string& from, const act& what) {
    const int who = number_of(of);
    if (of.is == "offer_accepted") {
        openings_.reserve(who);
        --open;
        ++reserved;
        fill_if_last();
    } else if (of.is == "started" && from == "fell_off") {
        openings_.come_late(who);
        --open;
        ++filled;
        fill_if_last();
    } else if (of.is == "started") {
        openings_.fill(who);
        --reserved;
        ++filled;
        fill_if_last();
    } else if (of.is == "fell_off") {
        openings_.free(who, by_heads && fills.is_live(openings_.replaces(who)));
        --reserved;
        ++open;
        is = is == "filled" ? "open" : is;
    } else if (of.is == "ended" && what.leaves_gap && is != "closed" && is != "cancelled" && now_ / day - of.first_day / day <= 30) {
        openings_.replace(who);
        ++open;
        is = is == "filled" ? "open" : is;
    } else if (of.is == "ended" || of.is == "converted") {
        openings_.end(who);
        ++ended;
    }
}

void life::fill_if_last() {
    if (is == "open" && open == 0 && filled > 0) {
        is = "filled";
    }
}

void life::move_clocks(candidate& of, const std::string& from, const act& what) {
    const auto& verb = what.verb;
    const bool decides = verb == "shortlist" || verb == "hold" || verb == "interview" ||
                         verb == "select" || verb == "reject";
    const bool screens = verb == "present" || verb == "return" || verb == "reject";
    const bool answers = verb == "accept" || verb == "decline";
    of.clocks.stop("SCREEN", screens ? "met" : "cancelled");
    of.clocks.stop("REVIEW", decides ? "met" : "cancelled");
    of.clocks.stop("DECIDE", decides ? "met" : "cancelled");
    of.clocks.stop("OFFER", answers ? "met" : "cancelled");
    if (verb == "start") {
        of.clocks.stop("START", "met");
        of.first_day = now_;
    } else if (of.is == "fell_off") {
        of.clocks.stop("START", "cancelled");
    }
    if (of.is == "submitted") {
        of.clocks.start("SCREEN", now_, !of.consented);
    } else if (of.is == "presented") {
        of.clocks.start("REVIEW", now_);
    } else if (of.is == "offer_extended") {
        of.clocks.start("OFFER", now_);
    } else if (of.is == "offer_accepted" && from == "offer_extended") {
        of.clocks.start("START", std::max(now_, of.first_day));
    } else if (of.is == "interviewing" && verb == "revive" && of.judged) {
        of.clocks.start("DECIDE", now_);
    }
}

// Nobody meets who is decided on or out, and nothing is waited for any more.
void life::leave_round(candidate& of) {
    if (!among(considered, of.is) && of.last.ahead(now_)) {
        of.last.is = "cancelled";
    }
    if (of.is != "interviewing") {
        of.last.clocks.cancel_all();
    }
}

void life::enter_round(candidate& of, const std::string& verb) {
    auto& last = of.last;
    if (verb == "interview") {
        ++of.rounds;
        of.judged = false;
        last = round{};
        last.is = "requested";
        last.said = {{"ana", ""}, {"raj", ""}};
        last.clocks.set_light_industrial(by_heads);
        last.clocks.hold(is == "on_hold");
        last.clocks.set_priority(priority);
        last.clocks.set_policy(percent);
    } else if (verb != "revive" || of.is != "interviewing") {
        return;
    }
    const bool looked_for = last.is == "requested" || last.is == "proposed" ||
                            last.is == "no_show" || last.is == "expired";
    if (looked_for) {
        last.clocks.start("SCHED", now_, is_excused(last));
        last.clocks.start("HELD", now_, is_outside(last));
    } else if (last.is == "confirmed") {
        last.clocks.start("HELD", now_);
    }
    if (last.is == "confirmed" || last.is == "held") {
        last.clocks.start("FEEDBACK", std::max(now_, last.ends));
    }
}

bool life::may_move_round(const candidate& of, const act& what) const {
    const bool answer = what.verb == "none" || (what.verb == "confirm" && of.last.is == "proposed");
    if (what.by == "HM" && !of.presented) {
        return false;
    }
    if (answer) {
        return is_one_of(what.by, of.last.answers == "client" ? " HM AM " : " SUP AM ");
    }
    return is_one_of(what.by, who_may_to_round().at(what.verb));
}

bool life::do_to_round(std::size_t n, const act& what) {
    auto& of = candidates.at(n);
    auto& last = of.last;
    if (what.verb == "yes" || what.verb == "waive") {
        hear(of, what);
        return true;
    }
    const auto to = expected_interview_steps().find(last.is + ' ' + what.verb);
    const bool settled = last.is == "held" && !last.assumed;
    if (to == expected_interview_steps().end() || settled || what.verb == "complete" ||
        !may_move_round(of, what)) {
        return false;
    }
    const auto from = last.is;
    last.is = to->second;
    take_round(of, what);
    if (what.verb == "noshow" || (what.verb == "move" && from != "proposed")) {
        look_again(of, what.who);
    }
    return true;
}

void life::take_round(candidate& of, const act& what) {
    auto& last = of.last;
    if (what.verb == "held") {
        last.assumed = false;
        last.clocks.meet("HELD", last.ends, now_);
        return;
    }
    if (what.verb == "cancel") {
        last.clocks.cancel_all();
        return;
    }
    if (what.verb == "none" || what.verb == "noshow" || what.verb == "expire") {
        return;
    }
    last.assumed = false;
    for (auto& [who, verdict] : last.said) {
        verdict.clear();
    }
    last.ends = what.verb == "confirm" ? what.at + meeting : 0;
    if (what.verb == "confirm") {
        last.cause.clear();
        if (of.is == "interviewing") {
            agree(last);
        }
        return;
    }
    last.last_slot = what.at;
    const bool theirs = what.verb == "move" && (what.who == "supplier" || what.who == "candidate");
    last.answers = theirs ? "client" : "supplier";
}

void life::agree(round& last) {
    last.clocks.stop("SCHED", "met");
    if (!last.clocks.is_live("HELD")) {
        last.clocks.start("HELD", now_);
    }
    last.clocks.excuse("HELD", false);
    last.clocks.start("FEEDBACK", std::max(now_, last.ends));
}

void life::look_again(candidate& of, const std::string& cause) {
    auto& last = of.last;
    last.cause = cause;
    last.candidate_moves += cause == "candidate" ? 1 : 0;
    last.clocks.stop("FEEDBACK", "cancelled");
    if (of.is != "interviewing") {
        return;
    }
    last.clocks.start("SCHED", now_, is_excused(last));
    if (last.clocks.is_live("HELD")) {
        last.clocks.excuse("HELD", is_outside(last));
    } else {
        last.clocks.start("HELD", now_, is_outside(last));
    }
}

void life::hear(candidate& of, const act& what) {
    auto& last = of.last;
    auto& verdict = last.said[what.who];
    const bool given = verdict == "yes";
    if ((last.is != "held" && last.is != "feedback_complete") || (what.verb == "waive" && given)) {
        return;
    }
    verdict = what.verb;
    last.assumed = last.assumed && what.verb == "waive";
    const bool all =
        std::ranges::none_of(last.said, [](const auto& one) { return one.second.empty(); });
    if (last.is != "held" || !all) {
        return;
    }
    last.is = "feedback_complete";
    last.clocks.stop("FEEDBACK", "met");
    of.judged = true;
    if (of.is == "interviewing") {
        of.clocks.start("DECIDE", now_);
    }
}

}  // namespace fillrate::domain::testing::paper
