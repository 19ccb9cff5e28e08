// What a requisition's manager asked its owner for stands until it is done or refused
// (DOMAIN.md 0). Pure functions of the record and its event.
#pragma once

#include "core/domain/event.hpp"
#include "core/domain/requisition.hpp"

#include <optional>

namespace fillrate::domain {

/// Not of its openings, but that there is nothing more to fill.
[[nodiscard]] bool wishes_end(const owner_wish& wish) noexcept;
/// Whether the owner could do it now.
[[nodiscard]] bool may_be_asked_for(const requisition& of, const openings_requested& what) noexcept;
/// The wish that the event is; nothing for any other event.
[[nodiscard]] std::optional<owner_wish> wish_in(const event& what);
/// What stands once the event has been applied to the requisition: that wish, or nothing once it
/// is done or answered.
[[nodiscard]] std::optional<owner_wish> wish_after(const requisition& applied, const event& what);

}  // namespace fillrate::domain
