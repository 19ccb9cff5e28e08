#include "core/domain/slate_count.hpp"

#include "core/domain/submittal_transitions.hpp"

namespace fillrate::domain {

void count_if_changed(std::uint32_t& of, bool before, bool after) noexcept {
    if (after && !before) {
        ++of;
    } else if (before && !after && of > 0) {
        --of;
    }
}

void count_candidate(slate& of, const slate_moved& moved) {
    const bool was = !moved.made;
    const auto count_in = [&moved, was](std::uint32_t& in, submittal_state where) {
        count_if_changed(in, was && moved.from == where, moved.to == where);
    };
    count_if_changed(of.live, was && is_live(moved.from), is_live(moved.to));
    count_in(of.to_screen, submittal_state::submitted);
    count_in(of.to_review, submittal_state::presented);
    count_in(of.to_offer, submittal_state::selected);
    count_in(of.offered, submittal_state::offer_extended);
    count_if_changed(
        of.before_client,
        was && is_before_client(moved.from),
        is_before_client(moved.to)
    );
    std::erase(of.unapproved, moved.submittal);
    std::erase(of.without_consent, moved.submittal);
    if (moved.unconsented && moved.to == submittal_state::submitted) {
        of.without_consent.push_back(moved.submittal);
    }
}

}  // namespace fillrate::domain
