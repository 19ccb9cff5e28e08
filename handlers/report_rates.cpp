#include "handlers/report_rates.hpp"

#include "core/domain/transitions.hpp"
#include "handlers/report_scope.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace fillrate::handlers {

namespace {

/// With fewer there is no percentage: it would tell of one or two of them (DOMAIN.md 4.4).
constexpr std::uint32_t least_for_rate = 10;

struct order_rates {
    std::uint32_t covered = 0;  ///< open, with somebody in play
    std::uint32_t open = 0;
    std::uint32_t filled = 0;
    std::uint32_t settled = 0;  ///< openings that were filled, or closed unfilled
    std::uint32_t taken_off = 0;
    std::uint32_t ended = 0;  ///< requisitions whose openings count too
};

order_rates rates_of(
    std::span<const domain::requisition* const> told,
    std::span<const domain::ended_entry> ended
) {
    order_rates all;
    for (const auto& one : ended) {
        all.filled += one.filled;
        all.settled += one.filled + one.unfilled;
        all.taken_off += one.taken_off;
        all.ended += one.filled + one.unfilled + one.taken_off > 0 ? 1U : 0U;
    }
    for (const auto* req : told) {
        if (req->state != domain::requisition_state::open) {
            continue;
        }
        const auto filled = domain::count_openings(*req).filled;
        ++all.open;
        all.covered += req->slate.live > 0 ? 1U : 0U;
        all.filled += filled;
        all.settled += filled;
        all.taken_off += domain::count_taken_off(*req);
    }
    return all;
}

std::string fill_text(const order_rates& of) {
    if (of.settled == 0) {
        return "Fill rate: no opening was filled or closed unfilled yet";
    }
    auto text = "Fill rate " + share_text(of.filled, of.settled, of.settled >= least_for_rate) +
                " of the openings that were filled or closed unfilled";
    if (of.ended > 0) {
        text += ", with those of " + counted(of.ended, "requisition", "requisitions") +
                " that ended within 90 days";
    }
    return text;
}

/// Calendar days from the release, or from when an opening was added since.
struct order_times {
    std::vector<std::int64_t> submit{};  ///< to the first candidate the client was shown
    std::vector<std::int64_t> fill{};    ///< to an accepted offer
    std::vector<std::int64_t> start{};   ///< to a first day
};

// An opening that replaces somebody has a time of its own: it is not told here.
void add_times(order_times& to, const domain::requisition& req) {
    const auto zone = time_zone::find(req.zone);
    if (!zone || !req.released) {
        return;
    }
    const auto add = [&zone](auto& days, instant from, const std::optional<instant>& at) {
        if (at && *at >= from) {
            days.push_back(days_between(*zone, from, *at));
        }
    };
    add(to.submit, *req.released, req.presented);
    for (const auto& one : req.openings) {
        if (one.backfill_of.empty() && !one.after_no_show) {
            const auto from = std::max(one.added, *req.released);
            add(to.fill, from, one.taken);
            add(to.start, from, one.began);
        }
    }
}

std::string median_days(std::vector<std::int64_t> of) {
    const auto known = "of " + std::to_string(of.size());
    if (of.size() < least_for_rate) {
        return "not enough data (" + known + ')';
    }
    const auto middle = of.begin() + static_cast<std::ptrdiff_t>(of.size() / 2);
    std::ranges::nth_element(of, middle);
    return std::to_string(*middle) + " (" + known + ')';
}

}  // namespace

std::string rates_text(
    std::span<const domain::requisition* const> told,
    std::span<const domain::ended_entry> ended
) {
    const auto all = rates_of(told, ended);
    if (all.open == 0 && all.ended == 0) {
        return {};
    }
    std::string text;
    if (all.open > 0) {
        text = "Coverage rate " + share_text(all.covered, all.open, all.open >= least_for_rate) +
               ": open ones with a candidate in play. ";
    }
    text += fill_text(all);
    if (all.taken_off > 0) {
        text += "; the client took " + std::to_string(all.taken_off) + " off, which do not count";
    }
    return text + '.';
}

std::string times_text(
    std::span<const domain::requisition* const> told,
    std::span<const domain::requisition* const> ended
) {
    order_times all;
    for (const auto& some : {told, ended}) {
        for (const auto* req : some) {
            add_times(all, *req);
        }
    }
    if (all.submit.empty() && all.fill.empty()) {
        return {};
    }
    return "Median days from the release: to the first candidate presented " +
           median_days(all.submit) + ", to an accepted offer " + median_days(all.fill) +
           ", to the first day " + median_days(all.start) + '.';
}

std::int64_t days_between(const time_zone& zone, instant from, instant to) {
    const auto day_of = [&zone](instant at) {
        return std::chrono::sys_days{zone.to_local(at).civil.date};
    };
    return (day_of(to) - day_of(from)).count();
}

}  // namespace fillrate::handlers
