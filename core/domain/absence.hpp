// Who is away, who may stand in, and what waits for the end of quiet hours (DOMAIN.md 0, 4.6, 7.1).
#pragma once

#include "core/domain/directory.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace fillrate::domain {

/// The longest absence.
inline constexpr std::chrono::days longest_absence{90};

/// The absence that lasts at that instant, or null.
[[nodiscard]] const absence* absence_at(const person& who, instant now) noexcept;

/// For whom they stand in at that instant.
[[nodiscard]] std::vector<person_id> stood_in_for(const person& who, instant now);

/// The first of their roles that the other has not: an account manager or recruiter is covered by
/// one of the same client or operations, a manager by one of the same client, a supplier's contact
/// by another of it, operations by operations. Nothing when all are covered.
[[nodiscard]] std::optional<grant> left_uncovered(const person& away, const person& cover);

/// The end of the quiet hours that last at that instant; nothing outside them.
[[nodiscard]] std::optional<instant> quiet_until(const person& who, instant now);

}  // namespace fillrate::domain
