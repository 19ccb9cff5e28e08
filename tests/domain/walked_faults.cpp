// How a walked life is looked at: against paper, against itself a moment ago, and in the end.
#include "core/domain/clock_account.hpp"
#include "core/domain/clock_rules.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/walked_life.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::domain::testing {

namespace {

std::string unlike(const std::string& what, const std::string& is, const std::string& paper) {
    return is == paper ? std::string{} : what + " is \"" + is + "\", on paper \"" + paper + "\"; ";
}

std::string unlike(const std::string& what, std::int64_t is, std::int64_t paper) {
    return unlike(what, std::to_string(is), std::to_string(paper));
}

std::string clock_differs(
    const std::string& name,
    const clock& c,
    const paper::stopwatch& paper,
    const policy_book& book,
    instant now
) {
    return unlike(name, std::string(word(c.state)), paper.is) +
           unlike(name + " cycle", c.cycle, paper.cycle) +
           unlike(
               name + " used",
               used(c, *book.find_calendar(c.calendar), now).count(),
               paper.used
           ) +
           unlike(name + " target", c.target.count(), paper.target) +
           unlike(name + " late", c.breached ? 1 : 0, paper.late);
}

std::string clocks_differ(
    const std::string& whose,
    const std::vector<clock>& clocks,
    const paper::stopwatches& paper,
    const policy_book& book,
    instant now
) {
    auto found = unlike(
        whose + " clocks",
        static_cast<std::int64_t>(clocks.size()),
        static_cast<std::int64_t>(paper.all().size())
    );
    for (const auto& c : clocks) {
        const std::string name(word(c.kind));
        const auto wanted = paper.all().find(name);
        if (wanted == paper.all().end()) {
            found += whose + ' ' + name + " is not on paper; ";
            continue;
        }
        found += clock_differs(whose + ' ' + name, c, wanted->second, book, now);
    }
    return found;
}

// A record keeps the last few of those that are over; paper keeps all.
std::string fills_differ(
    const requisition& req,
    const paper::stopwatches& paper,
    const policy_book& book,
    instant now
) {
    std::string found;
    std::int64_t live = 0;
    for (const auto& c : req.clocks) {
        if (c.batch == 0) {
            continue;
        }
        const auto name = std::string(word(c.kind)) + ' ' + std::to_string(c.batch);
        const auto wanted = paper.all().find(name);
        found += wanted == paper.all().end() ? name + " is not on paper; "
                                             : clock_differs(name, c, wanted->second, book, now);
        live += is_live(c) ? 1 : 0;
    }
    const auto live_on_paper =
        std::ranges::count_if(paper.all(), [](const auto& one) { return one.second.live(); });
    return found + unlike("live clocks of openings", live, live_on_paper);
}

std::string round_differs(
    const std::string& name,
    const interview& iv,
    const paper::round& paper,
    const policy_book& book,
    instant now
) {
    return unlike(name, std::string(word(iv.state)), paper.is) +
           unlike(name + " assumed", iv.assumed ? 1 : 0, paper.assumed ? 1 : 0) +
           unlike(name + " candidate's moves", iv.candidate_moves, paper.candidate_moves) +
           clocks_differ(name, iv.clocks, paper.clocks, book, now);
}

const paper::hours& hours_of(const std::string& calendar) {
    const auto name = family_of(calendar);
    return name == "utc" ? paper::office : name == "dock" ? paper::dock : paper::always;
}

std::uint32_t count_versions(const submittal& sub) {
    return sub.offers.empty() ? 0 : sub.offers.back().version;
}

template <class Record>
bool changes(const Record& of, payload what) {
    event fact;
    fact.at = of.changed + seconds{60};
    fact.data = std::move(what);
    auto after = apply(of, fact);
    after.events = of.events;
    return after != of;
}

bool is_changed_though_over(const submittal& sub) {
    if (sub.state != submittal_state::ended && sub.state != submittal_state::converted) {
        return false;
    }
    for (int v = 0; v <= static_cast<int>(submittal_verb::move_start); ++v) {
        if (changes(sub, submittal_moved{static_cast<submittal_verb>(v)})) {
            return true;
        }
    }
    return changes(sub, offer_made{.pay = 5'000}) ||
           changes(sub, start_moved{.start = "2026-12-17"}) || changes(sub, assignment_set{});
}

bool is_changed_though_over(const interview& iv) {
    const bool over =
        iv.state == interview_state::cancelled || iv.state == interview_state::feedback_complete;
    if (!over) {
        return false;
    }
    for (int v = 0; v <= static_cast<int>(interview_verb::expire); ++v) {
        if (changes(iv, interview_moved{.what = static_cast<interview_verb>(v)})) {
            return true;
        }
    }
    return changes(iv, times_offered{.slots = {iv.changed}}) ||
           changes(iv, interview_confirmed{.start = iv.changed}) || changes(iv, panel_changed{});
}

std::vector<clock> chain_of(const requisition& req) {
    std::vector<clock> chain;
    std::ranges::copy_if(req.clocks, std::back_inserter(chain), [](const clock& c) {
        return c.kind == clock_kind::coverage || c.kind == clock_kind::first_submittal ||
               c.kind == clock_kind::slate;
    });
    return chain;
}

// A clock that explains itself tells of every second since it began, in a row, and of as many as it
// has used (DOMAIN.md 7.1).
std::string account_fault(
    const std::string& name,
    const std::vector<clock>& clocks,
    const std::vector<clock_account>& accounts,
    const policy_book& book,
    instant now
) {
    std::string found;
    for (const auto& c : clocks) {
        const auto told = std::ranges::find_if(accounts, [&c](const clock_account& one) {
            return one.last.kind == c.kind && one.last.batch == c.batch &&
                   one.last.cycle == c.cycle;
        });
        const auto key = name + ' ' + std::string(word(c.kind)) + std::to_string(c.batch);
        if (told == accounts.end()) {
            found += key + " is not told of; ";
            continue;
        }
        const auto spent = used(c, *book.find_calendar(c.calendar), now);
        found += unlike(key + " told", used_in(*told).count(), spent.count());
        auto from = c.started;
        for (const auto& stretch : told->segments) {
            found += stretch.from == from ? "" : key + " has a gap; ";
            from = stretch.to.value_or(now);
        }
    }
    return found;
}

}  // namespace

std::size_t walked_life::count_withdrawn() const {
    std::size_t count = 0;
    for (const auto& [name, history] : histories_) {
        count += static_cast<std::size_t>(std::ranges::count_if(history, [](const event& each) {
            return std::holds_alternative<breach_withdrawn>(each.data);
        }));
    }
    return count;
}

bool walked_life::runs_round_the_clock() const {
    return std::ranges::any_of(req_.clocks, [](const clock& c) {
        return c.kind == clock_kind::fill && policy_book::is_round_the_clock(c.calendar);
    });
}

std::string walked_life::differs(const paper::life& from) const {
    const auto counts = count_openings(req_);
    auto found = unlike("requisition", std::string(word(req_.state)), from.is) +
                 unlike("open", counts.open, from.open) +
                 unlike("reserved", counts.reserved, from.reserved) +
                 unlike("filled", counts.filled, from.filled) +
                 unlike("ended", counts.ended, from.ended) +
                 unlike("cancelled", counts.cancelled, from.cancelled) +
                 unlike("live", req_.slate.live, from.live()) +
                 unlike("before client", req_.slate.before_client, from.before_client()) +
                 clocks_differ("requisition", chain_of(req_), from.clocks, book_, now()) +
                 fills_differ(req_, from.fills, book_, now());
    for (std::size_t n = 0; n < candidates_.size(); ++n) {
        const auto& one = candidates_[n];
        const auto& paper = from.candidates.at(n);
        const auto name = record_name(one.record.number);
        found += unlike(name, std::string(word(one.record.state)), paper.is);
        found += unlike(name + " offers", count_versions(one.record), paper.offers);
        found += unlike(name + " judged", one.record.feedback_in ? 1 : 0, paper.judged ? 1 : 0);
        found += clocks_differ(name, one.record.clocks, paper.clocks, book_, now());
        if (!one.rounds.empty()) {
            found += round_differs(name + " round", one.rounds.back(), paper.last, book_, now());
        }
    }
    return found;
}

template <class Record>
std::string walked_life::clock_fault(const std::string& name, const Record& of) {
    std::string found;
    for (const auto& c : of.clocks) {
        const auto key = name + ' ' + std::string(word(c.kind)) + std::to_string(c.batch);
        const auto spent = used(c, *book_.find_calendar(c.calendar), now()).count();
        const auto known = readings_.find(key);
        if (known != readings_.end() && known->second.last.cycle == c.cycle) {
            const auto& last = known->second.last;
            const auto since = std::max(read_, to_unix_ms(last.since) / 1'000);
            const bool ran = last.state == clock_state::running;
            // What is met by something of before gives back what was counted after it.
            const auto until = c.stopped ? to_unix_ms(*c.stopped) / 1'000 : now_;
            const auto& in = hours_of(last.calendar);
            const auto passed = paper::working(since, until, in) - paper::working(until, read_, in);
            const auto wanted = known->second.used + (ran ? passed : 0);
            found += unlike(key + " used", spent, wanted);
            // So it takes back a miss of a later moment, which there was before it was logged.
            const bool was_in_time = c.stopped && last.breached && *c.stopped < *last.breached;
            const bool lost = last.breached && c.breached != last.breached && !was_in_time;
            found += lost ? key + " lost its mark; " : "";
        }
        const bool out = c.state == clock_state::running && spent >= c.target.count();
        found += out && !c.breached ? key + " ran out unnoticed; " : "";
        readings_[key] = {c, spent};
    }
    return found;
}

std::string walked_life::fault() {
    auto found = clock_fault(record_name(req_.number), req_);
    found += is_stuck_ ? "a timer stays in the past; " : "";
    for (const auto& one : candidates_) {
        found += clock_fault(record_name(one.record.number), one.record);
        for (std::size_t i = 0; i < one.rounds.size(); ++i) {
            const auto& iv = one.rounds[i];
            found += clock_fault(record_name(iv.number), iv);
            const bool runs =
                std::ranges::any_of(iv.clocks, [](const clock& c) { return is_live(c); });
            found += runs && i + 1 < one.rounds.size() ? "an earlier round has a live clock; " : "";
        }
    }
    read_ = now_;
    const auto counts = count_openings(req_);
    const auto taken = std::ranges::count_if(candidates_, [](const auto& one) {
        return one.record.state == submittal_state::offer_accepted ||
               one.record.state == submittal_state::cleared;
    });
    found += unlike("reserved", counts.reserved, taken);
    return found;
}

std::string walked_life::last_fault() const {
    std::string found;
    const auto compare = [this, &found](const auto& of) {
        using record = std::remove_cvref_t<decltype(of)>;
        const auto name = record_name(of.number);
        const auto& history = histories_.at(name);
        found += fold<record>(history) == of ? "" : name + " is not its history; ";
        const auto accounts = account_for_clocks(history, book_, now());
        found += account_fault(name, of.clocks, accounts, book_, now());
    };
    compare(req_);
    for (const auto& one : candidates_) {
        compare(one.record);
        found += is_changed_though_over(one.record) ? "a candidate changed though over; " : "";
        for (const auto& iv : one.rounds) {
            compare(iv);
            found += is_changed_though_over(iv) ? "an interview changed though over; " : "";
        }
    }
    return found;
}

}  // namespace fillrate::domain::testing
