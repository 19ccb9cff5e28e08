// The system of record over a Redis connection: one shard of one organisation.
#pragma once

#include "core/ports/store.hpp"
#include "integrations/redis/connection.hpp"
#include "integrations/redis/keys.hpp"

#include <string>

namespace fillrate::redis {

/// What a store is, recorded in it at its first initialisation (RELIABILITY.md 4.7).
struct store_identity {
    std::uint32_t shards = 16;
    std::string incarnation{};  ///< a ULID; another one means another store, or an emptied one
    friend bool operator==(const store_identity&, const store_identity&) = default;
};

/// Ready means: our function library is there and the store is the one we deployed to.
[[nodiscard]] greeting make_greeting(const key_space& keys, store_identity expected);

class redis_store final : public ports::store {
public:
    /// `link` outlives the store.
    redis_store(connection& link, key_space keys) : link_(link), keys_(std::move(keys)) {}

    [[nodiscard]] awaitable<result<loaded>> load(
        std::string_view command,
        std::span<const ports::record_name> names
    ) override;
    [[nodiscard]] awaitable<result<ports::commit_result>> commit(const ports::commit_batch& batch
    ) override;
    [[nodiscard]] awaitable<result<std::uint64_t>> reserve(std::string_view kind, std::uint32_t n)
        override;
    [[nodiscard]] awaitable<result<std::vector<ports::member>>> range(
        const ports::range_query& query
    ) override;
    [[nodiscard]] awaitable<result<std::uint64_t>> count(std::string_view set) override;
    [[nodiscard]] awaitable<result<std::vector<ports::stream_entry>>> read_stream(
        std::string_view stream,
        std::string_view after,
        std::uint32_t limit
    ) override;
    [[nodiscard]] awaitable<result<std::vector<ports::stream_entry>>> tail_stream(
        std::string_view stream,
        std::uint32_t limit
    ) override;
    [[nodiscard]] awaitable<result<std::vector<ports::stream_entry>>> history(
        std::string_view subject,
        std::uint32_t first,
        std::uint32_t count
    ) override;
    [[nodiscard]] awaitable<result<std::uint32_t>> prune(
        std::uint64_t epoch,
        std::int64_t before_ms
    ) override;
    [[nodiscard]] awaitable<result<ports::lease>> read_lease() override;
    [[nodiscard]] awaitable<result<void>> swap_lease(
        const ports::lease& seen,
        const ports::lease& wanted
    ) override;

private:
    [[nodiscard]] awaitable<result<std::vector<reply>>> write(request what);
    [[nodiscard]] awaitable<result<std::vector<reply>>> read(request what);
    [[nodiscard]] awaitable<result<std::vector<ports::stream_entry>>> read_pages(
        std::string stream,
        std::string after,
        std::uint32_t limit,
        bool newest_first
    );

    connection& link_;
    key_space keys_;
};

}  // namespace fillrate::redis
