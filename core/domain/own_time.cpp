#include "core/domain/own_time.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/folding.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fillrate::domain {

namespace {

// Follows one supplier through the history of a requisition; one overload per event that matters.
class own_course {
public:
    own_course(const requisition& req, const supplier_id& supplier)
        : req_(req), supplier_(supplier) {}

    void follow(const event& what) {
        at_ = std::chrono::floor<seconds>(what.at);  // no part of one is lost between stretches
        std::visit(*this, what.data);
    }

    // Who works it already is not asked anew.
    void operator()(const released& to) {
        const bool named =
            std::ranges::find(to.suppliers, supplier_, &coverage::supplier) != to.suppliers.end();
        if (named && (!told_ || out_)) {
            begin();
        }
    }
    void operator()(const reopened&) {
        if (told_ && !removed_) {
            begin();
        }
    }
    void operator()(const supplier_declined& said) {
        if (said.supplier == supplier_) {
            end(false);
            out_ = true;
        }
    }
    void operator()(const supplier_removed& off) {
        if (off.supplier == supplier_) {
            end(false);
            out_ = removed_ = true;
        }
    }
    void operator()(const supplier_accepted& said) {
        if (said.supplier != supplier_) {
            return;
        }
        if (out_ && !removed_) {
            go_on();
        }
        if (req_.category == category::light_industrial && said.heads > 0) {
            end(true);
        }
    }
    void operator()(const slate_moved& moved) {
        const bool stands = moved.made ? moved.to != submittal_state::duplicate
                                       : moved.what == submittal_verb::award;
        if (moved.supplier == supplier_ && stands) {
            end(true);
        }
    }
    void operator()(const held&) {
        if (told_ && !ended_) {
            stop();
            rests_ = true;
        }
    }
    void operator()(const resumed&) {
        if (rests_) {
            stretches_.push_back({.from = at_});
            rests_ = false;
        }
    }
    void operator()(const closed&) { end(false); }
    void operator()(const cancelled&) { end(false); }
    void operator()(const all_filled&) { end(false); }
    template <class Other>
    void operator()(const Other&) {}

    [[nodiscard]] std::optional<own_time> measured(seconds target, const calendar& on, instant now)
        const {
        if (!told_) {
            return std::nullopt;
        }
        own_time time{
            .told = *told_,
            .ended = ended_,
            .answered = answered_,
            .rests = rests_,
            .target = target};
        for (auto one : stretches_) {
            one.working = std::max(on.between(one.from, one.to.value_or(now)), seconds{0});
            const bool runs = !one.to;
            if (!time.due && (runs || time.used + one.working >= target)) {
                time.due = on.add(one.from, target - time.used);
            }
            time.used += one.working;
            time.stretches.push_back(one);
        }
        return time;
    }

private:
    void begin() {
        told_ = at_;
        ended_.reset();
        answered_ = rests_ = out_ = removed_ = false;
        stretches_ = {{.from = at_}};
    }
    void stop() {
        if (!stretches_.empty() && !stretches_.back().to) {
            stretches_.back().to = std::max(at_, stretches_.back().from);
        }
    }
    // Who declined and works it after all goes on where they left off.
    void go_on() {
        out_ = false;
        if (!answered_) {
            ended_.reset();
            stretches_.push_back({.from = at_});
        }
    }
    void end(bool answered) {
        if (!told_ || ended_) {
            return;
        }
        stop();
        ended_ = at_;
        answered_ = answered;
        rests_ = false;
    }

    const requisition& req_;
    const supplier_id& supplier_;
    instant at_{};
    std::optional<instant> told_{};
    std::optional<instant> ended_{};
    bool answered_ = false;
    bool rests_ = false;
    bool out_ = false;  ///< declined, or taken off
    bool removed_ = false;
    std::vector<own_stretch> stretches_{};
};

}  // namespace

std::optional<own_time> own_time_of(
    const std::vector<event>& history,
    const requisition& req,
    const supplier_id& supplier,
    const policy_book& book,
    instant now
) {
    const auto* terms = find_clock(req.clocks, clock_kind::first_submittal);
    const auto* chosen = terms == nullptr ? nullptr : book.find_policy(terms->policy);
    const auto* on = terms == nullptr ? nullptr : book.find_calendar(terms->calendar);
    if (chosen == nullptr || on == nullptr) {
        return std::nullopt;
    }
    own_course course(req, supplier);
    const auto skipped = undone_commands(history);
    for (const auto& what : history) {
        if (!skipped.contains(what.command)) {
            course.follow(what);
        }
    }
    const auto target = target_of(*chosen, clock_kind::first_submittal, req.priority, *on);
    return course.measured(target, *on, now);
}

}  // namespace fillrate::domain
