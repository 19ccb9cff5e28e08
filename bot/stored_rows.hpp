// Of what the lists in records are written as rows (field_archive.hpp): what there may be many of.
#pragma once

#include "bot/stored_values.hpp"
#include "core/domain/requisition.hpp"

namespace fillrate::bot::archive {

template <>
inline constexpr bool is_row<domain::opening> = true;
template <>
inline constexpr bool is_row<domain::coverage> = true;
template <>
inline constexpr bool is_row<domain::clock> = true;
template <>
inline constexpr bool is_row<domain::clock_outcome> = true;
template <>
inline constexpr bool is_row<domain::counted_start> = true;
template <>
inline constexpr bool is_row<domain::card_place> = true;

}  // namespace fillrate::bot::archive
