#include "handlers/miss_numbers.hpp"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace fillrate::handlers {

namespace {

/// A clock of a record, and which cycle of it was missed where the event says so.
struct unnumbered_miss {
    std::tuple<std::string, domain::clock_kind, std::uint32_t> clock{};
    std::optional<std::uint32_t> cycle{};
};

std::optional<unnumbered_miss> unnumbered_in(const domain::event& what) {
    if (const auto* missed = std::get_if<domain::clock_breached>(&what.data)) {
        const unnumbered_miss found{{what.subject, missed->kind, missed->batch}, std::nullopt};
        return missed->number.empty() ? std::optional{found} : std::nullopt;
    }
    const auto* set = std::get_if<domain::clock_set>(&what.data);
    if (set == nullptr || !set->value.breached || !set->value.missed.empty()) {
        return std::nullopt;
    }
    const auto& of = set->value;
    return unnumbered_miss{{what.subject, of.kind, of.batch}, of.cycle};
}

/// Counts the misses of a decision in its order.
class miss_count {
public:
    /// The place of this one; of a miss that was counted before, the place it has.
    std::uint32_t place_of(unnumbered_miss miss) {
        const auto known = places_.find(miss.clock);
        const bool same =
            known != places_.end() && (!known->second.cycle || known->second.cycle == miss.cycle);
        const auto place = same ? known->second.place : counted_++;
        places_[std::move(miss.clock)] = {miss.cycle, place};
        return place;
    }
    [[nodiscard]] std::uint32_t counted() const noexcept { return counted_; }

private:
    struct counted_miss {
        std::optional<std::uint32_t> cycle{};
        std::uint32_t place = 0;
    };
    std::map<std::tuple<std::string, domain::clock_kind, std::uint32_t>, counted_miss> places_{};
    std::uint32_t counted_ = 0;
};

void give_number(domain::payload& to, miss_number number) {
    if (auto* missed = std::get_if<domain::clock_breached>(&to)) {
        missed->number = number;
    } else if (auto* set = std::get_if<domain::clock_set>(&to)) {
        set->value.missed = number;
    }
}

}  // namespace

std::uint32_t unnumbered_misses(const std::vector<domain::event>& events) {
    miss_count count;
    for (const auto& each : events) {
        if (auto miss = unnumbered_in(each)) {
            static_cast<void>(count.place_of(std::move(*miss)));
        }
    }
    return count.counted();
}

void number_misses(std::vector<domain::event>& events, miss_number first) {
    miss_count count;
    for (auto& each : events) {
        if (auto miss = unnumbered_in(each)) {
            give_number(each.data, miss_number{first.value + count.place_of(std::move(*miss))});
        }
    }
}

}  // namespace fillrate::handlers
