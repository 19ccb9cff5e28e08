// The requisition on paper: DOMAIN.md 3.1 and the clocks of 4.2 that run from its release on.
#include "tests/domain/paper_life.hpp"
#include "tests/domain/paper_words.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace fillrate::domain::testing::paper {

namespace {

constexpr std::string_view passable =
    " submitted returned presented held shortlisted interviewing selected ";

}  // namespace

bool life::do_to_requisition(const std::string& verb, const std::string& by, int number) {
    static const std::map<std::string, std::string> who{
        {"hold", " AM HM "},
        {"accept", " SUP AM REC "},
        {"decline", " SUP AM REC "}};
    const auto named = who.find(verb);
    if (!is_one_of(by, named == who.end() ? " AM " : named->second)) {
        return false;
    }
    const bool done = verb == "accept" || verb == "decline" || verb == "remove" || verb == "release"
                          ? ask_supplier(verb, number)
                          : change_requisition(verb, number);
    if (done) {
        follow_hold();
        look_at_clocks();
    }
    return done;
}

bool life::change_requisition(const std::string& verb, int number) {
    const bool stands = is == "open" || is == "on_hold";
    const bool offer_out =
        std::ranges::any_of(candidates, [](const auto& one) { return one.is == "offer_extended"; });
    if (verb == "hold" && is == "open") {
        is = "on_hold";
    } else if (verb == "resume" && is == "on_hold") {
        is = "open";
        fill_if_last();
    } else if ((verb == "close" || verb == "cancel") && (stands || is == "filled") && !offer_out) {
        is = verb == "close" ? "closed" : "cancelled";
        if (verb == "cancel") {
            openings_.drop_all();
            cancelled += open;
            open = 0;
        }
    } else if (verb == "reopen" && among(over, is)) {
        reopen(number);
    } else if (verb == "openings" && stands && number >= reserved + filled) {
        const auto wanted = number - reserved - filled;
        cancelled += std::max(open - wanted, 0);
        openings_.drop(open - wanted);
        openings_.add(wanted - open);
        open = wanted;
        fill_if_last();
    } else if (verb == "must_haves" && stands) {
        sought_ = now_;
    } else if (verb == "priority" && stands && priority != 1 + number % 3) {
        priority = 1 + number % 3;
        clocks.set_priority(priority);
        fills.set_priority(priority);
        for (auto& one : candidates) {
            one.clocks.set_priority(priority);
            one.last.clocks.set_priority(priority);
        }
    } else {
        return false;
    }
    return true;
}

bool life::do_to_heads(const std::string& verb, const std::string& by, int count) {
    const bool comes = verb == "came";
    const bool own = by == "SUP" && comes && supplier == "accepted" && count <= heads;
    const bool fits = comes ? is == "open" && count <= open : count <= openings_.counted();
    if (!fits || (!own && !is_one_of(by, " AM HM "))) {
        return false;
    }
    if (comes) {
        openings_.come(count, now_);
        open -= count;
        filled += count;
        came_ += count;
        fill_if_last();
    } else {
        const bool looked_for = verb == "quit" && is != "closed" && is != "cancelled";
        const int replaced = openings_.leave(count, now_, looked_for);
        ended += count - replaced;
        open += replaced;
        is = is == "filled" && replaced > 0 ? "open" : is;
    }
    look_at_clocks();
    return true;
}

void life::apply_policy(int to) {
    percent = to;
    clocks.set_policy(percent);
    fills.set_policy(percent);
    for (auto& one : candidates) {
        one.clocks.set_policy(percent);
        one.last.clocks.set_policy(percent);
    }
}

// Whoever is off it answers nothing more, until it goes out to them again.
bool life::ask_supplier(const std::string& verb, int number) {
    const bool off = supplier == "removed";
    const int before = std::exchange(heads, 0);
    if (verb == "accept" && is == "open" && !off && supplier != "accepted") {
        supplier = "accepted";
        heads = by_heads ? number : 0;
    } else if (verb == "decline" && is == "open" && !off && supplier != "declined") {
        supplier = "declined";
    } else if (verb == "remove" && (is == "open" || is == "on_hold") && !off) {
        supplier = "removed";
    } else if (verb == "release" && is == "open" && (off || supplier == "declined")) {
        supplier = "asked";
    } else {
        heads = before;
        return false;
    }
    return true;
}

void life::reopen(int openings) {
    is = "open";
    cancelled += open;
    openings_.drop_all();
    openings_.add(openings);
    open = openings;
    released_ = sought_ = now_;
    supplier = supplier == "removed" ? supplier : "asked";
    heads = came_ = 0;
    clocks.cancel_all();
}

void life::follow_hold() {
    for (std::size_t n = 0; n < candidates.size(); ++n) {
        candidates[n].clocks.hold(is == "on_hold");
        candidates[n].last.clocks.hold(is == "on_hold");
        if ((is == "closed" || is == "cancelled") && among(passable, candidates[n].is)) {
            do_to_candidate(n, {.verb = "pass_over", .by = "BOT"});
        }
    }
}

// The first three rows of DOMAIN.md 4.2 that run from the release on.
void life::look_at_clocks() {
    clocks.hold(is == "on_hold");
    look_at_fills();
    if (is != "open" && is != "on_hold") {
        clocks.cancel_all();
        return;
    }
    const bool nobody = supplier != "accepted" && live() == 0;
    const int to_come = heads - std::min(heads, came_);
    const bool enough = supplier == "accepted" && (!by_heads || to_come >= open);
    const bool works = live() > 0 || enough;
    const bool lost = nobody && is == "open" && open > 0 && clocks.all().contains("COV") &&
                      clocks.all().at("COV").is == "met";
    look_at("COV", works, lost ? now_ : released_);
    look_at("SUB1", heads > 0 || before_client() > 0 || reserved + filled > 0, released_);
    const bool slated = by_heads ? to_come >= open || live() - reserved >= open
                                 : before_client() >= std::min(3 * open, 6);
    look_at("SLATE", slated, sought_);
}

// One clock for all that were added together, while one of them is open and looked for.
void life::look_at_fills() {
    fills.hold(is == "on_hold");
    for (const auto& one : openings_.groups(by_heads)) {
        const bool stands = is == "open" || is == "on_hold";
        const bool looked_for = (one.open && stands) || (one.awaited && (stands || is == "filled"));
        if (!looked_for) {
            const bool all = one.taken && !one.open && !one.awaited;
            fills.stop(one.clock, all ? "met" : "cancelled");
        } else if (!fills.all().contains(one.clock)) {
            fills.start(one.clock, now_);
        }
    }
}

void life::look_at(const std::string& name, bool met, moment from) {
    const bool anew = !clocks.all().contains(name) || clocks.all().at(name).begins < from;
    if (met) {
        clocks.stop(name, "met");
    } else if (anew) {
        clocks.stop(name, "cancelled");
        clocks.start(name, now_);
    }
}

}  // namespace fillrate::domain::testing::paper
