#include "core/domain/openings.hpp"

#include "core/domain/transitions.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

bool before_release(const requisition& req) {
    const auto present = req.state == requisition_state::on_hold ? req.before_hold : req.state;
    return present == requisition_state::draft || present == requisition_state::intake ||
           present == requisition_state::qualified;
}

// Its clock has kept one more of its promises, unless that has fallen due.
void count_taken(requisition& req, std::uint32_t batch) {
    for (clock& c : req.clocks) {
        if (batch != 0 && c.batch == batch && !c.breached && !c.stopped) {
            ++c.openings;
        }
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
    if (!openings_fit(req, count_openings(req).total() + 1)) {
        return false;
    }
    add_openings(req, 1, at);
    req.openings.back().backfill_of = left;
    begin_batch(req);
    return true;
}

void remove_openings(requisition& req, std::uint32_t count) {
    const bool forget = before_release(req);
    for (std::size_t i = req.openings.size(); i > 0 && count > 0; --i) {
        const auto each = req.openings.begin() + static_cast<std::ptrdiff_t>(i - 1);
        if (each->state != opening_state::open) {
            continue;
        }
        --count;
        if (forget) {
            req.openings.erase(each);
        } else {
            each->state = opening_state::cancelled;
        }
    }
}

void cancel_open_openings(requisition& req) {
    for (opening& o : req.openings) {
        if (o.state == opening_state::open) {
            o.state = opening_state::cancelled;
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

bool take_opening(requisition& req, submittal_number number, opening_state from, opening_state to) {
    const auto fits = [&](const opening& o) {
        return o.state == from && (from == opening_state::open || o.submittal == number);
    };
    // Who comes late takes the place kept for their replacement.
    auto found = std::ranges::find_if(req.openings, [&](const opening& o) {
        return fits(o) && o.backfill_of == number;
    });
    if (found == req.openings.end()) {
        found = std::ranges::find_if(req.openings, fits);
    }
    if (found == req.openings.end()) {
        return false;
    }
    if (from == opening_state::open) {
        count_taken(req, found->batch);
    }
    found->state = to;
    found->submittal = number;
    return true;
}

bool fill_openings(requisition& req, std::uint32_t count) {
    for (const bool after_no_show : {true, false}) {
        for (opening& o : req.openings) {
            const bool next = o.state == opening_state::open && o.after_no_show == after_no_show;
            if (next && count > 0) {
                o.state = opening_state::filled;
                count_taken(req, o.batch);
                --count;
            }
        }
    }
    return count == 0;
}

bool replace_no_shows(requisition& req, std::uint32_t count) {
    for (opening& o : req.openings) {
        if (o.state == opening_state::open && count > 0) {
            o.after_no_show = true;
            o.batch = 0;
            --count;
        }
    }
    begin_batch(req);
    return count == 0;
}

bool free_opening(requisition& req, submittal_number number) {
    const auto found = std::ranges::find_if(req.openings, [number](const opening& o) {
        return o.submittal == number && o.state == opening_state::reserved;
    });
    if (found == req.openings.end()) {
        return false;
    }
    found->state = opening_state::open;
    found->backfill_of = found->submittal;
    found->batch = 0;
    found->submittal = {};
    return true;
}

void settle_missed_openings(requisition& req) {
    for (clock& c : req.clocks) {
        if (c.batch == 0 || !c.breached || c.unfilled != 0) {
            continue;
        }
        const auto open = std::ranges::count_if(req.openings, [&c](const opening& o) {
            return o.batch == c.batch && o.state == opening_state::open;
        });
        c.unfilled = std::max(static_cast<std::uint32_t>(open), 1U);
    }
}

}  // namespace fillrate::domain
