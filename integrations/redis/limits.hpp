// What one call on the store may carry. The same checks stand before the real store and the
// in-memory one of the tests.
#pragma once

#include "core/base/result.hpp"
#include "core/ports/store.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace fillrate::redis {

inline constexpr std::size_t max_name_bytes = 96;      ///< of records, sets, streams, subjects
inline constexpr std::size_t max_kind_bytes = 32;      ///< of reserve
inline constexpr std::size_t max_command_bytes = 256;  ///< command ids
inline constexpr std::size_t max_outcome_bytes = 256;
inline constexpr std::size_t max_member_bytes = 256;
inline constexpr std::size_t max_changes = 1024;  ///< writes, member changes and appends: 20
                                                  ///< requisitions at once, or one to 200 suppliers
inline constexpr std::size_t max_expectations = 200;
inline constexpr std::size_t max_body_bytes = 64 * 1024;  ///< of one record or entry
inline constexpr std::size_t max_batch_bytes = 256 * 1024;
inline constexpr std::uint32_t max_page = 1000;  ///< members or entries of one call
inline constexpr std::uint32_t max_history_page = 200;
inline constexpr std::uint32_t max_prune = 1000;
/// Integers a sorted-set score and Lua's arithmetic keep exact.
inline constexpr std::int64_t max_exact_integer = std::int64_t{1} << 53;
/// The stream whose entries make up histories.
inline constexpr std::string_view events_stream = "events";

[[nodiscard]] result<void> check(const ports::commit_batch& batch);
[[nodiscard]] result<void> check_load(
    std::string_view command,
    std::span<const ports::record_name> names
);
[[nodiscard]] result<void> check_reserve(std::string_view kind, std::uint32_t n);
[[nodiscard]] result<void> check(const ports::range_query& query);
[[nodiscard]] result<void> check_name(std::string_view name);
/// `after` is "0" or an entry id.
[[nodiscard]] result<void> check_stream_page(
    std::string_view stream,
    std::string_view after,
    std::uint32_t limit
);
[[nodiscard]] result<void> check_history(
    std::string_view subject,
    std::uint32_t first,
    std::uint32_t count
);
/// An epoch never goes back; an owner is a key part, or none when the lease is given back.
[[nodiscard]] result<void> check_lease(const ports::lease& seen, const ports::lease& wanted);

}  // namespace fillrate::redis
