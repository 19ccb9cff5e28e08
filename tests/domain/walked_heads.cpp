// People who are counted, not named, begin and leave as the use cases let them (DOMAIN.md 0, 3.2).
#include "core/domain/assignment.hpp"
#include "core/domain/openings.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/walked_life.hpp"

#include <chrono>

namespace fillrate::domain::testing {

namespace {

actor who_counts(const std::string& role) {
    static const std::map<std::string, actor> all{
        {"AM", robin()},
        {"REC", rex()},
        {"HM", ana()},
        {"SUP", north()},
        {"OPS", dana()},
        {"ADM", sam()}};
    const auto found = all.find(role);
    return found == all.end() ? actor{} : found->second;
}

}  // namespace

// A supplier speaks of the heads it committed, and of first days only.
bool walked_life::may_count(const std::string& what, const std::string& by, std::uint32_t count)
    const {
    const auto who = who_counts(by);
    if (what != "came") {
        return count <= counted_at_work(req_).size() && may(permission::staff, req_, who);
    }
    const auto& theirs = req_.suppliers.front();
    const bool own = theirs.said == coverage::answer::accepted && count <= theirs.heads;
    return next_state(req_, verb::start) && count <= count_openings(req_).open &&
           may(needed_permission(verb::start), req_, who) && (by != "SUP" || own);
}

std::uint32_t walked_life::count_within_guarantee(std::uint32_t leaving) const {
    const std::chrono::days guarantee{book_.choose(req_).guarantee_days};
    const auto working = counted_at_work(req_);
    std::uint32_t within = 0;
    for (std::uint32_t i = 0; i < leaving; ++i) {
        const auto first = std::chrono::floor<std::chrono::days>(*working[i]->began);
        within += std::chrono::floor<std::chrono::days>(now()) - first <= guarantee ? 1U : 0U;
    }
    return within;
}

bool walked_life::do_to_heads(const std::string& what, const std::string& by, int number) {
    const auto count = static_cast<std::uint32_t>(number);
    if (!may_count(what, by, count)) {
        return false;
    }
    if (what == "came") {
        happen(req_, heads_started{.present = count});
        fill_if_last();
    } else {
        const bool looked_after = !has_ended(req_) || req_.state == requisition_state::filled;
        const bool replaces = looked_after && leaves_a_gap(what);
        const heads_left gone{count, replaces ? count_within_guarantee(count) : 0};
        happen(req_, gone, party::program, what);
    }
    settle(req_);
    return true;
}

}  // namespace fillrate::domain::testing
