#include "core/domain/owner_wish.hpp"

namespace fillrate::domain {

namespace {

bool is_done_by(const owner_wish& wish, const requisition& applied, const event& what) {
    const bool over =
        applied.state == requisition_state::closed || applied.state == requisition_state::cancelled;
    const auto* const changed = std::get_if<requisition_changed>(&what.data);
    const auto* const note = std::get_if<noted>(&what.data);
    const bool sized = changed != nullptr && changed->openings && wish.openings > 0;
    return over || sized || (note != nullptr && note->settles);
}

}  // namespace

std::optional<owner_wish> wish_in(const event& what) {
    const auto* const end = std::get_if<end_requested>(&what.data);
    const auto* const openings = std::get_if<openings_requested>(&what.data);
    if (end == nullptr && openings == nullptr) {
        return std::nullopt;
    }
    owner_wish wish;
    wish.openings = openings == nullptr ? 0 : openings->openings;
    wish.cancels = end != nullptr && end->cancels;
    wish.by = what.actor_name;
    wish.reason = what.reason;
    wish.at = what.at;
    return wish;
}

std::optional<owner_wish> wish_after(const requisition& applied, const event& what) {
    if (auto fresh = wish_in(what)) {
        return fresh;
    }
    const bool done = applied.wish && is_done_by(*applied.wish, applied, what);
    return done ? std::nullopt : applied.wish;
}

}  // namespace fillrate::domain
