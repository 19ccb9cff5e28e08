#include "core/domain/owner_wish.hpp"

#include "core/domain/transitions.hpp"

namespace fillrate::domain {

namespace {

bool is_done_by(const owner_wish& wish, const requisition& applied, const event& what) {
    const bool over =
        applied.state == requisition_state::closed || applied.state == requisition_state::cancelled;
    const auto* const changed = std::get_if<requisition_changed>(&what.data);
    const auto* const note = std::get_if<noted>(&what.data);
    const bool sized = changed != nullptr && ((changed->openings && wish.openings > 0) ||
                                              (changed->frozen && wish.frozen) ||
                                              (changed->replacements && wish.replacements));
    return over || sized || (note != nullptr && note->settles);
}

}  // namespace

bool wishes_end(const owner_wish& wish) noexcept {
    return wish.openings == 0 && !wish.frozen && !wish.replacements;
}

bool may_be_asked_for(const requisition& of, const openings_requested& what) noexcept {
    if (what.frozen) {
        return may_freeze(of, *what.frozen);
    }
    return what.replacements ? may_keep_replacements(of, *what.replacements)
                             : openings_fit(of, what.openings);
}

std::optional<owner_wish> wish_in(const event& what) {
    const auto* const end = std::get_if<end_requested>(&what.data);
    const auto* const openings = std::get_if<openings_requested>(&what.data);
    if (end == nullptr && openings == nullptr) {
        return std::nullopt;
    }
    owner_wish wish;
    if (openings != nullptr) {
        wish.openings = openings->openings;
        wish.frozen = openings->frozen;
        wish.replacements = openings->replacements;
    }
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
