#include "core/domain/openings.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace fillrate::domain {

namespace {

bool before_release(const requisition& req) {
    const auto present = req.state == requisition_state::on_hold ? req.before_hold : req.state;
    return present == requisition_state::draft || present == requisition_state::intake ||
           present == requisition_state::qualified;
}

// Moves along the table; false when the state does not allow it.
bool move_opening(opening& one, opening_verb what) noexcept {
    const auto to = next_state(one.state, what);
    one.state = to.value_or(one.state);
    one.frozen = one.frozen && one.state == opening_state::open;
    return to.has_value();
}

// The one that this submittal has, in a state that allows the step; null when there is none.
opening* opening_of(requisition& req, submittal_number number, opening_verb what) noexcept {
    const auto found = std::ranges::find_if(req.openings, [&](const opening& o) {
        return o.submittal == number && next_state(o.state, what);
    });
    return number.empty() || found == req.openings.end() ? nullptr : &*found;
}

// Its clock has kept one more of its promises, unless that has fallen due.
void count_taken(requisition& req, std::uint32_t batch) {
    for (clock& c : req.clocks) {
        if (batch != 0 && c.batch == batch && !c.breached && !c.stopped) {
            ++c.openings;
        }
    }
}

// Who was found in time and does not come after all is marked beside what was kept.
void mark_fallen(requisition& req, opening& theirs) {
    const auto kept = std::ranges::find_if(req.clocks, [&theirs](const clock& c) {
        return c.batch == theirs.batch && c.openings > c.fell_off;
    });
    if (theirs.batch != 0 && kept != req.clocks.end()) {
        ++kept->fell_off;
        theirs.kept_batch = theirs.batch;
    }
}

void unmark_fallen(requisition& req, opening& theirs) {
    const auto kept = std::ranges::find_if(req.clocks, [&theirs](const clock& c) {
        return c.batch == theirs.kept_batch && c.fell_off > 0;
    });
    if (theirs.kept_batch != 0 && kept != req.clocks.end()) {
        --kept->fell_off;
    }
    theirs.kept_batch = 0;
}

// Those left by a no-show come first, those that the client fills later last.
int turn_to_fill(const opening& o) noexcept {
    return o.after_no_show ? 0 : o.frozen ? 2 : 1;
}

bool fill_openings(requisition& req, std::uint32_t count, const event& how) {
    for (const int turn : {0, 1, 2}) {
        for (opening& o : req.openings) {
            const bool next = o.state == opening_state::open && turn_to_fill(o) == turn;
            if (next && count > 0 && move_opening(o, opening_verb::fill)) {
                count_taken(req, o.batch);
                o.taken = o.began = how.at;
                o.taken_by = author_of(how);
                --count;
            }
        }
    }
    return count == 0;
}

bool replace_no_shows(requisition& req, std::uint32_t count) {
    for (const bool frozen : {false, true}) {
        for (opening& o : req.openings) {
            const bool next = count > 0 && o.frozen == frozen;
            if (next && move_opening(o, opening_verb::keep_open)) {
                o.after_no_show = true;
                o.frozen = false;
                o.batch = 0;
                --count;
            }
        }
    }
    begin_batch(req);
    return count == 0;
}

// People may fail to come day after day, yet the record must not grow: early days are history.
constexpr std::size_t most_starts = 100;

void keep_start(requisition& req, const heads_started& heads, instant day) {
    const auto known = std::ranges::find_if(req.starts, [&](const counted_start& one) {
        return one.day == day && one.supplier == heads.supplier;
    });
    if (known != req.starts.end()) {
        known->present += heads.present;
        known->no_show += heads.no_show;
        return;
    }
    req.starts.push_back({day, heads.supplier, heads.present, heads.no_show});
    if (req.starts.size() > most_starts) {
        req.starts.erase(std::ranges::min_element(req.starts, {}, &counted_start::day));
    }
}

}  // namespace

void add_openings(requisition& req, std::uint32_t count, instant at) {
    req.openings.insert(req.openings.end(), count, opening{.added = at});
    // Toggling the number must not let the record grow: the oldest cancelled ones are history.
    const auto is_cancelled = [](const opening& o) { return o.state == opening_state::cancelled; };
    while (req.openings.size() > max_openings) {
        const auto oldest = std::ranges::find_if(req.openings, is_cancelled);
        if (oldest == req.openings.end()) {
            break;
        }
        req.openings.erase(oldest);
    }
}

bool add_backfill(requisition& req, submittal_number left, instant at) {
    opening* const theirs = opening_of(req, left, opening_verb::backfill);
    if (theirs == nullptr || !openings_fit(req, count_openings(req).total() + 1)) {
        return false;
    }
    move_opening(*theirs, opening_verb::backfill);
    add_openings(req, 1, at);
    req.openings.back().backfill_of = left;
    begin_batch(req);
    return true;
}

void remove_openings(requisition& req, std::uint32_t count) {
    const bool forget = before_release(req);
    for (std::size_t i = req.openings.size(); i > 0 && count > 0; --i) {
        const auto each = req.openings.begin() + static_cast<std::ptrdiff_t>(i - 1);
        if (!next_state(each->state, opening_verb::cancel)) {
            continue;
        }
        --count;
        if (forget) {
            req.openings.erase(each);
        } else {
            move_opening(*each, opening_verb::cancel);
        }
    }
}

void set_openings(requisition& req, std::uint32_t total, instant at) {
    const std::uint32_t now = count_openings(req).total();
    if (total <= now) {
        remove_openings(req, now - total);
        return;
    }
    add_openings(req, total - now, at);
    if (req.released) {
        begin_batch(req);
    }
}

void freeze_openings(requisition& req, std::uint32_t count) {
    for (auto each = req.openings.rbegin(); each != req.openings.rend(); ++each) {
        const bool may = each->state == opening_state::open && !is_replacement(*each);
        each->frozen = may && count > 0;
        count -= each->frozen ? 1U : 0U;
    }
}

void keep_replacements(requisition& req, std::uint32_t count) {
    auto declined = count_replacements(req) - count;
    for (auto each = req.openings.rbegin(); each != req.openings.rend() && declined > 0; ++each) {
        if (is_replacement(*each) && move_opening(*each, opening_verb::cancel)) {
            --declined;
        }
    }
}

void cancel_open_openings(requisition& req) {
    for (opening& o : req.openings) {
        move_opening(o, opening_verb::cancel);
    }
}

bool is_filled_by_us(const requisition& req) noexcept {
    const auto code = std::string_view(req.reason).substr(0, req.reason.find(": "));
    return req.state == requisition_state::closed && code == "filled_by_us";
}

void count_open_as_taken(requisition& req) {
    for (const opening& o : req.openings) {
        if (o.state == opening_state::open) {
            count_taken(req, o.batch);
        }
    }
}

void renew_openings(requisition& req, std::uint32_t count, instant at) {
    auto left = count;
    for (auto each = req.openings.rbegin(); each != req.openings.rend() && left > 0; ++each) {
        if (each->state == opening_state::cancelled && !each->asked_again) {
            each->asked_again = true;
            --left;
        }
    }
    add_openings(req, count, at);
}

void end_clocks_of_cycle(requisition& req, instant at) {
    for (clock& c : req.clocks) {
        if (is_live(c) && !awaits_replacement(req, c)) {
            c.state = clock_state::cancelled;
            c.stopped = at;
        }
    }
}

void begin_batch(requisition& req) {
    std::uint32_t last = 0;
    for (const opening& o : req.openings) {
        last = std::max(last, o.batch);
    }
    for (const clock& c : req.clocks) {
        last = std::max(last, c.batch);
    }
    for (opening& o : req.openings) {
        if (o.state == opening_state::open && o.batch == 0) {
            o.batch = last + 1;
        }
    }
}

bool take_opening(
    requisition& req,
    submittal_number number,
    opening_state from,
    opening_verb what,
    const event& how
) {
    const auto fits = [&](const opening& o) {
        return o.state == from && (from == opening_state::open || o.submittal == number);
    };
    // Who comes late takes the place kept for their replacement.
    auto found = std::ranges::find_if(req.openings, [&](const opening& o) {
        return fits(o) && o.backfill_of == number;
    });
    if (found == req.openings.end()) {
        found = std::ranges::find_if(req.openings, [&](const opening& o) {
            return fits(o) && !o.frozen;
        });
    }
    if (found == req.openings.end()) {
        found = std::ranges::find_if(req.openings, fits);
    }
    if (found == req.openings.end() || !move_opening(*found, what)) {
        return false;
    }
    if (from == opening_state::open && what == opening_verb::fill && found->backfill_of == number) {
        unmark_fallen(req, *found);
    }
    const bool counts_when_present =
        req.category == category::light_industrial && is_replacement(*found);
    if (counts_when_present ? what == opening_verb::fill : from == opening_state::open) {
        count_taken(req, found->batch);
    }
    if (from == opening_state::open) {
        found->taken_by = author_of(how);
    }
    found->submittal = number;
    (what == opening_verb::reserve ? found->taken : found->began) = how.at;
    return true;
}

bool seat(requisition& req, const slate_moved& moved, const event& how) {
    const auto who = moved.submittal;
    if (moved.to == submittal_state::offer_accepted) {
        return take_opening(req, who, opening_state::open, opening_verb::reserve, how);
    }
    if (moved.to == submittal_state::started) {
        const bool late = moved.from == submittal_state::fell_off;
        const auto from = late ? opening_state::open : opening_state::reserved;
        return take_opening(req, who, from, opening_verb::fill, how);
    }
    return true;
}

bool start_heads(requisition& req, const heads_started& heads, const event& how) {
    if (!fill_openings(req, heads.present, how) || !replace_no_shows(req, heads.no_show)) {
        return false;
    }
    keep_start(req, heads, std::chrono::floor<std::chrono::days>(how.at));
    return true;
}

std::vector<const opening*> counted_at_work(const requisition& req) {
    std::vector<const opening*> all;
    for (const opening& o : req.openings) {
        const bool works = o.state == opening_state::filled && o.submittal.empty();
        if (works && o.reason.empty()) {
            all.push_back(&o);
        }
    }
    std::ranges::stable_sort(all, std::greater{}, &opening::began);
    return all;
}

bool leave_heads(requisition& req, const heads_left& left, const event& how) {
    const auto working = counted_at_work(req);
    const bool over = has_ended(req) && req.state != requisition_state::filled;
    const bool fits = left.count > 0 && left.count <= working.size() &&
                      left.replaced <= (over ? 0 : left.count) &&
                      openings_fit(req, count_openings(req).total() + left.replaced);
    if (!fits) {
        return false;
    }
    std::uint32_t gone = 0;
    for (const opening* each : working) {
        if (gone == left.count) {
            break;
        }
        auto& theirs = req.openings[static_cast<std::size_t>(each - req.openings.data())];
        move_opening(theirs, gone < left.replaced ? opening_verb::backfill : opening_verb::end);
        theirs.reason = how.reason;
        ++gone;
    }
    add_openings(req, left.replaced, how.at);
    for (auto each = req.openings.rbegin(); each != req.openings.rbegin() + left.replaced; ++each) {
        each->after_no_show = true;
    }
    begin_batch(req);
    return true;
}

bool free_opening(requisition& req, submittal_number number) {
    opening* const theirs = opening_of(req, number, opening_verb::fall_off);
    if (theirs == nullptr) {
        return false;
    }
    // A replacement that never came leaves the gap it was to fill, and its clock.
    const auto* const waits = awaits_replacement(req, *theirs)
                                  ? find_clock(req.clocks, clock_kind::backfill, theirs->batch)
                                  : nullptr;
    move_opening(*theirs, opening_verb::fall_off);
    if (waits == nullptr || !is_live(*waits)) {
        mark_fallen(req, *theirs);
        theirs->backfill_of = theirs->submittal;
        theirs->batch = 0;
    }
    theirs->submittal = {};
    theirs->taken.reset();
    theirs->taken_by = {};
    return true;
}

bool end_opening(requisition& req, submittal_number number, std::string reason) {
    opening* const theirs = opening_of(req, number, opening_verb::end);
    if (theirs == nullptr || !move_opening(*theirs, opening_verb::end)) {
        return false;
    }
    theirs->reason = std::move(reason);
    return true;
}

void settle_missed_openings(requisition& req) {
    for (clock& c : req.clocks) {
        if (c.batch == 0 || !c.breached || c.unfilled != 0) {
            continue;
        }
        // What the client fills later is nobody's miss.
        const auto due = std::ranges::count_if(req.openings, [&](const opening& o) {
            const bool wanted = o.state == opening_state::open && !o.frozen;
            return o.batch == c.batch && (wanted || awaits_replacement(req, o));
        });
        c.unfilled = std::max(static_cast<std::uint32_t>(due), 1U);
    }
}

}  // namespace fillrate::domain
