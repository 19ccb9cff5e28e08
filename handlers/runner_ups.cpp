#include "handlers/runner_ups.hpp"

#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/cards.hpp"
#include "handlers/lists.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace fillrate::handlers {

namespace {

using domain::submittal_state;

constexpr std::size_t most_suggested = 3;
constexpr std::array furthest_first{
    submittal_state::selected,
    submittal_state::interviewing,
    submittal_state::shortlisted,
    submittal_state::presented,
    submittal_state::held};

index_page suggestions_page(const domain::requisition& req) {
    constexpr std::uint32_t most_looked_at = 40;
    return {domain::undecided_list(req.number), 0, most_looked_at, false};
}

std::ptrdiff_t rank_of(const domain::submittal& one) {
    return std::distance(furthest_first.begin(), std::ranges::find(furthest_first, one.state));
}

std::vector<const domain::submittal*> runner_ups_of(
    const snapshot& seen,
    const domain::requisition& req
) {
    auto found = records_of<domain::submittal>(seen, suggestions_page(req));
    std::erase_if(found, [](const auto* one) {
        return rank_of(*one) == std::ssize(furthest_first);
    });
    std::ranges::stable_sort(found, {}, [](const auto* one) { return rank_of(*one); });
    found.resize(std::min(found.size(), most_suggested));
    return found;
}

}  // namespace

bool leaves_a_place(const domain::event& what) {
    const auto* moved = std::get_if<domain::slate_moved>(&what.data);
    const bool lost = moved != nullptr && (moved->to == submittal_state::offer_declined ||
                                           moved->to == submittal_state::fell_off);
    return lost || std::holds_alternative<domain::opening_backfilled>(what.data);
}

std::optional<need> missing_runner_ups(const snapshot& seen, const domain::requisition& req) {
    const auto page = suggestions_page(req);
    if (seen.pages.contains(page)) {
        return std::nullopt;
    }
    need wanted;
    wanted.pages.push_back(page);
    return wanted;
}

void add_runner_ups(chat::message& to, const snapshot& seen, const domain::requisition& req) {
    std::vector<std::string> names;
    chat::button_row row;
    for (const auto* one : runner_ups_of(seen, req)) {
        const auto id = shown_id(one->number);
        names.push_back(
            id + ' ' + displayable(one->initials) + ", " + std::string(shown_state(one->state))
        );
        row.buttons.push_back(act_on(domain::record_name(one->number), 0, "Show " + id, "show"));
    }
    if (names.empty()) {
        return;
    }
    const auto text = "Still in play: " + join(names, "; ") + '.';
    to.summary += ' ' + text;
    const auto behind = std::min<std::ptrdiff_t>(1, std::ssize(to.blocks));
    auto at = to.blocks.insert(to.blocks.begin() + behind, chat::paragraph{{chat::plain(text)}});
    to.blocks.insert(std::next(at), std::move(row));
}

}  // namespace fillrate::handlers
