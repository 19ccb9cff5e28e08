#include "handlers/missed_times.hpp"

#include "core/base/text.hpp"
#include "core/domain/attainment.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_misses_told = 12;

struct missed_time {
    std::string of{};
    domain::clock_outcome what{};
};

std::vector<missed_time> missed_between(
    const std::vector<std::string>& outcomes,
    instant from,
    instant to
) {
    std::vector<missed_time> found;
    for (const auto& member : outcomes) {
        const auto one = domain::outcome_from(member);
        if (one && one->missed > 0 && one->at >= from && one->at < to) {
            const auto name = std::string_view(member).substr(0, member.find('|'));
            found.push_back({shown_record(name), *one});
        }
    }
    std::ranges::sort(found, {}, [](const missed_time& each) {
        const auto number = each.what.number;
        return std::tuple(each.what.at, number.empty(), number.value);
    });
    return found;
}

// Of a time before misses had numbers there is none.
std::string told_miss(const missed_time& of) {
    const auto number = of.what.number.empty() ? std::string{} : shown_id(of.what.number) + ' ';
    return number + clock_subject(of.what.kind) + " of " + of.of;
}

}  // namespace

std::optional<chat::paragraph> missed_times(
    const context& ctx,
    const std::vector<std::string>& outcomes,
    instant from,
    instant to
) {
    const auto all = missed_between(outcomes, from, to);
    if (all.empty()) {
        return std::nullopt;
    }
    const auto told = std::min(all.size(), most_misses_told);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < told; ++i) {
        parts.push_back(told_miss(all[i]));
    }
    if (told < all.size()) {
        parts.push_back("and " + std::to_string(all.size() - told) + " more");
    }
    chat::paragraph said{{chat::plain("Missed: " + join(parts, ", ") + '.')}};
    const auto named = std::ranges::find_if(all, [](const missed_time& each) {
        return !each.what.number.empty();
    });
    if (named != all.end()) {
        said.text.push_back(chat::plain(" Why: "));
        said.text.push_back(chat::code(ctx.root + " sla " + shown_id(named->what.number) + " why"));
    }
    return said;
}

}  // namespace fillrate::handlers
