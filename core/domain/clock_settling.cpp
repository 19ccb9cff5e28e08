// Every clock is brought to what the state asks of it: what stops, then what stands still, then
// what begins (DOMAIN.md 4.1).
#include "core/domain/clock_rules.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::domain {

namespace {

using ask = clock_wish::ask;

bool began_before(const clock& c, instant from) noexcept {
    // Clocks of earlier releases of the program do not say when they began; they stay.
    return c.started != instant{} && c.started < std::chrono::floor<seconds>(from);
}

// Set for a later moment, and asked for one nearer now that lies ahead as well.
bool begins_too_late(const clock& c, instant from, instant now) noexcept {
    return from > now && c.started > from;
}

// The last cycle is the one that is asked for, and it is over. What ended without a result before a
// new beginning does not count, even in the same second.
bool is_over(const clock& last, const clock_wish& wish) noexcept {
    const bool ended_before =
        last.state == clock_state::cancelled && last.stopped && *last.stopped <= wish.from;
    return !is_live(last) && !wish.again && !ended_before && !began_before(last, wish.from);
}

// One wish at a time; what it changes goes to `changed`.
class settling {
public:
    settling(
        std::span<const clock> clocks,
        const std::optional<clock_terms>& terms,
        const policy_book& book,
        instant now
    )
        : clocks_(clocks), terms_(terms), book_(book), now_(now) {}

    result<void> grant(const clock_wish& wish) {
        const clock* const last = find_clock(clocks_, wish.kind, wish.batch);
        const bool live = last != nullptr && is_live(*last);
        if (live) {
            const auto* const on = book_.find_calendar(last->calendar);
            if (on == nullptr) {
                return error{errc::not_found, "there is no calendar " + last->calendar};
            }
            if (stays(*last, wish, now_)) {
                move(*last, wish, *on);
                return {};
            }
            changed.push_back(
                wish.what == ask::met ? meet(*last, *on, met_at(*last, wish))
                                      : cancel(*last, *on, now_)
            );
        }
        const bool wanted = wish.what == ask::run || wish.what == ask::wait;
        const bool over = last != nullptr && is_over(*last, wish);
        return wanted && !over && terms_ ? begin(wish) : result<void>{};
    }

    std::vector<clock> changed{};

private:
    static bool stays(const clock& c, const clock_wish& wish, instant now) noexcept {
        return (wish.what == ask::run || wish.what == ask::wait) && !began_before(c, wish.from) &&
               !begins_too_late(c, wish.from, now);
    }

    // What was measured up to the present segment stays measured.
    [[nodiscard]] instant met_at(const clock& c, const clock_wish& wish) const {
        return std::max(std::min(wish.met_at.value_or(now_), now_), c.since);
    }

    void move(const clock& c, const clock_wish& wish, const calendar& on) {
        const bool changes_court = c.party != wish.party && c.state == clock_state::running;
        clock next = wish.what == ask::wait ? pause(c, on, now_) : resume(c, on, now_);
        if (changes_court && wish.what == ask::run) {
            // What was used so far stays in the court it was used in.
            next = resume(pause(std::move(next), on, now_), on, now_);
        }
        next.party = wish.party;
        next.turn = wish.turn;
        if (next != c) {
            changed.push_back(std::move(next));
        }
    }

    result<void> begin(const clock_wish& wish) {
        if (!measures(terms_->chosen, wish.kind)) {
            return {};
        }
        const auto at = std::max(wish.from, now_);
        const auto terms = wish.round_the_clock
                               ? result<clock_terms>(round_the_clock(*terms_, book_))
                               : terms_of_clock(*terms_, wish.kind, book_);
        if (!terms) {
            return terms.error();
        }
        auto fresh = start_clock(wish.kind, wish.batch, wish.party, *terms, at, clocks_);
        fresh.turn = wish.turn;
        changed.push_back(
            wish.what == ask::wait ? pause(std::move(fresh), terms->on, now_) : std::move(fresh)
        );
        return {};
    }

    std::span<const clock> clocks_;
    const std::optional<clock_terms>& terms_;
    const policy_book& book_;
    instant now_;
};

}  // namespace

result<std::vector<clock>> settled(
    std::span<const clock> clocks,
    const std::vector<clock_wish>& wishes,
    const std::optional<clock_terms>& terms,
    const policy_book& book,
    instant now
) {
    settling step(clocks, terms, book, now);
    for (const auto& wish : wishes) {
        if (const auto granted = step.grant(wish); !granted) {
            return granted.error();
        }
    }
    std::ranges::stable_partition(step.changed, [](const clock& c) { return !is_live(c); });
    return std::move(step.changed);
}

}  // namespace fillrate::domain
