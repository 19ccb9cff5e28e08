// The store in memory, with the very semantics of the Redis functions; the property test of
// tests/redis holds the two against each other. Used by the simulation and by tests of the engine.
#pragma once

#include "core/ports/store.hpp"
#include "integrations/redis/keys.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::testing {

/// One shard of one organisation. Copyable: a copy is a backup. For one thread.
class memory_store final : public ports::store {
public:
    explicit memory_store(std::string organisation = "acme", std::uint32_t shard = 0);

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

    /// The same without a coroutine.
    [[nodiscard]] result<ports::commit_result> commit_now(const ports::commit_batch& batch);

    /// Everything it holds as lines "<key> <type> <content>", sorted by key, every value
    /// hex-encoded: equal text is equal state.
    [[nodiscard]] std::string dump() const;

    /// For invariants: the records by name, as they stand.
    [[nodiscard]] const std::map<std::string, ports::stored_record, std::less<>>& records() const {
        return records_;
    }

private:
    using entry_id = std::pair<std::uint64_t, std::uint64_t>;

    struct sorted_set {
        std::map<std::string, std::int64_t, std::less<>> scores{};
        std::set<std::pair<std::int64_t, std::string>> order{};

        void put(const std::string& member, std::int64_t score);
        void remove(const std::string& member);
    };

    [[nodiscard]] std::uint64_t version_of(const std::string& name) const;
    void apply(const ports::commit_batch& batch);
    void apply(const ports::record_write& write);
    void apply(const ports::member_change& change);
    void apply(const ports::stream_append& append, std::uint64_t ordinal);

    redis::key_space keys_;
    std::map<std::string, ports::stored_record, std::less<>> records_{};
    std::map<std::string, sorted_set, std::less<>> sets_{};
    std::map<std::string, std::map<entry_id, std::string>, std::less<>> streams_{};
    std::map<std::string, std::vector<entry_id>, std::less<>> histories_{};
    std::map<std::string, std::string, std::less<>> outcomes_{};
    sorted_set outcome_times_{};
    std::map<std::string, std::uint64_t, std::less<>> numbers_{};
    std::uint64_t sequence_ = 0;
    ports::lease lease_{};
};

}  // namespace fillrate::testing
