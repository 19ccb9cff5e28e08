#include "bot/aggregates.hpp"

#include "core/domain/due.hpp"
#include "core/domain/interview_due.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_due.hpp"

#include <iterator>
#include <set>
#include <type_traits>
#include <utility>

namespace fillrate::bot {

namespace {

using handlers::record;

std::set<std::string> taken_back_in(const std::vector<domain::event>& history) {
    std::set<std::string> commands;
    for (const auto& what : history) {
        if (const auto* undo = std::get_if<domain::undone>(&what.data)) {
            commands.insert(undo->command.value);
        }
    }
    return commands;
}

std::optional<record> last_put(const std::vector<domain::event>& history) {
    const auto taken_back = taken_back_in(history);
    std::optional<record> value;
    for (const auto& what : history) {
        const auto* put = std::get_if<domain::directory_put>(&what.data);
        if (put != nullptr && !taken_back.contains(what.command.value)) {
            std::visit([&value](const auto& one) { value = one; }, put->value);
        }
    }
    return value;
}

template <class Record>
std::optional<record> folded(const std::vector<domain::event>& history) {
    auto value = domain::fold<Record>(history);
    return value ? std::optional<record>(std::move(*value)) : std::nullopt;
}

// What was taken back later counts as well: it was so for a while.
template <class Record>
void walk_states(
    const std::vector<domain::event>& history,
    const std::function<void(const record&)>& look
) {
    Record one{};
    for (auto last = history.begin(); last != history.end(); ++last) {
        if (std::holds_alternative<domain::undone>(last->data)) {
            one = domain::fold<Record>({history.begin(), std::next(last)}).value_or(Record{});
        } else {
            one = apply(std::move(one), *last);
        }
        look(record(one));
    }
}

bool is_task(const std::string& name) {
    const auto id = domain::parse_record_name(name);
    return id && id->kind == domain::record_kind::task;
}

// Which of the records that change by events this is the name of; `otherwise` for all others.
template <class Function, class Otherwise>
auto by_kind(const std::string& subject, Function function, Otherwise otherwise) {
    if (domain::parse_requisition_name(subject)) {
        return function(std::type_identity<domain::requisition>{});
    }
    if (domain::parse_submittal_name(subject)) {
        return function(std::type_identity<domain::submittal>{});
    }
    if (domain::parse_interview_name(subject)) {
        return function(std::type_identity<domain::interview>{});
    }
    if (domain::parse_opportunity_name(subject)) {
        return function(std::type_identity<domain::opportunity>{});
    }
    if (domain::parse_shift_name(subject)) {
        return function(std::type_identity<domain::work_shift>{});
    }
    if (is_task(subject)) {
        return function(std::type_identity<domain::task>{});
    }
    return otherwise();
}

// The records that change by events, in one place; `otherwise` for all others.
template <class Record, class Function, class Value>
Value of_aggregate(Record& of, Function function, Value otherwise) {
    if (auto* req = std::get_if<domain::requisition>(&of)) {
        return function(*req);
    }
    if (auto* sub = std::get_if<domain::submittal>(&of)) {
        return function(*sub);
    }
    if (auto* iv = std::get_if<domain::interview>(&of)) {
        return function(*iv);
    }
    if (auto* opp = std::get_if<domain::opportunity>(&of)) {
        return function(*opp);
    }
    if (auto* shift = std::get_if<domain::work_shift>(&of)) {
        return function(*shift);
    }
    if (auto* task = std::get_if<domain::task>(&of)) {
        return function(*task);
    }
    return otherwise;
}

}  // namespace

std::optional<record> fold_record(
    const std::string& subject,
    const std::vector<domain::event>& history
) {
    return by_kind(
        subject,
        [&history](auto kind) { return folded<typename decltype(kind)::type>(history); },
        [&history] { return last_put(history); }
    );
}

void for_each_state(
    const std::string& subject,
    const std::vector<domain::event>& history,
    const std::function<void(const record&)>& look
) {
    by_kind(
        subject,
        [&](auto kind) { walk_states<typename decltype(kind)::type>(history, look); },
        [&] {
            for (const auto& what : history) {
                if (const auto* put = std::get_if<domain::directory_put>(&what.data)) {
                    std::visit([&look](const auto& one) { look(record(one)); }, put->value);
                }
            }
        }
    );
}

std::span<const domain::card_place> places_of(const record& of) noexcept {
    return of_aggregate(
        of,
        [](const auto& one) {
            if constexpr (requires { one.places; }) {
                return std::span<const domain::card_place>(one.places);
            } else {
                return std::span<const domain::card_place>{};
            }
        },
        std::span<const domain::card_place>{}
    );
}

std::uint32_t* event_count_of(record& of) noexcept {
    std::uint32_t* const none = nullptr;
    return of_aggregate(
        of,
        [](auto& one) { return &one.events; },
        none
    );
}

std::uint32_t event_count_of(const record& of) noexcept {
    return of_aggregate(
        of,
        [](const auto& one) { return one.events; },
        std::uint32_t{0}
    );
}

std::optional<aggregate_timer> timer_of(const record& of) noexcept {
    return of_aggregate(
        of,
        [](const auto& one) {
            return std::optional(aggregate_timer{one.timer_generation, one.timer_due});
        },
        std::optional<aggregate_timer>{}
    );
}

void set_timer(record& of, const aggregate_timer& to) noexcept {
    of_aggregate(
        of,
        [&to](auto& one) {
            one.timer_generation = to.generation;
            one.timer_due = to.due;
            return true;
        },
        false
    );
}

std::optional<instant> next_due(const record& of) {
    return of_aggregate(
        of,
        [](const auto& one) { return domain::next_due(one); },
        std::optional<instant>{}
    );
}

}  // namespace fillrate::bot
