#include "core/domain/task.hpp"

#include "core/domain/event.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/names.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace fillrate::domain {

namespace {

// One overload per payload of a task; each says whether the event fits.
class task_step {
public:
    task_step(task& one, const event& what) : task_(one), what_(what) {}

    bool operator()(const task_begun& begun) {
        const auto id = parse_record_name(what_.subject);
        if (task_.running || !id || id->kind != record_kind::task) {
            return false;
        }
        task next{.name = id->id, .events = task_.events};
        next.version = begun.version;
        next.by = begun.by;
        next.by_name = begun.by_name;
        next.running = true;
        next.begun = what_.at;
        next.timer_generation = task_.timer_generation;
        next.timer_due = task_.timer_due;
        task_ = std::move(next);
        return true;
    }

    bool operator()(const task_worked& worked) {
        if (!task_.running) {
            return false;
        }
        task_.cursor = worked.cursor;
        task_.zones = worked.zones;
        task_.commits += 1;
        task_.moved += worked.moved;
        task_.missed += worked.missed;
        task_.corrected += worked.corrected;
        add_counts(task_.overdue, worked.overdue);
        add_moves(task_.foreseen, worked.foreseen);
        return true;
    }

    bool operator()(const task_ended& ended) {
        if (!task_.running) {
            return false;
        }
        task_.running = false;
        task_.stopped = ended.stopped;
        return true;
    }

    // Of all other records.
    template <class Other>
    bool operator()(const Other&) {
        return false;
    }

private:
    task& task_;
    const event& what_;
};

}  // namespace

void add_counts(std::vector<overdue_count>& to, const std::vector<overdue_count>& more) {
    for (const overdue_count& each : more) {
        const auto known = std::ranges::find(to, each.owner, &overdue_count::owner);
        if (known == to.end()) {
            to.push_back(each);
        } else {
            known->clocks += each.clocks;
        }
    }
}

void add_moves(foreseen_moves& to, const foreseen_moves& more) {
    to.clocks += more.clocks;
    to.moved += more.moved;
    to.missed += more.missed;
    to.records += more.records;
    to.zones += more.zones;
    to.first.insert(to.first.end(), more.first.begin(), more.first.end());
    std::ranges::stable_sort(to.first, {}, [](const due_move& one) {
        return std::tuple(!one.missed, one.paused, one.after);
    });
    if (to.first.size() > most_first_moves) {
        to.first.resize(most_first_moves);
    }
}

std::optional<instant> next_due(const task& of) {
    return of.running ? std::optional{of.begun - milliseconds{of.commits}} : std::nullopt;
}

task apply(task before, const event& what) {
    if (std::visit(task_step{before, what}, what.data)) {
        before.changed = what.at;
    }
    ++before.events;
    return before;
}

template <>
std::optional<task> fold(const std::vector<event>& history) {
    auto folded = fold_kept<task>(history);
    if (folded.name.empty()) {
        return std::nullopt;
    }
    return folded;
}

}  // namespace fillrate::domain
