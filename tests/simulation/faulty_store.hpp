// The store as one bot instance reaches it: takes simulated time, loses requests and replies, and
// can carry one of the planted bugs. What it holds is the shared store in memory.
#pragma once

#include "core/ports/store.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/simulation/ledger.hpp"
#include "tests/simulation/timeline.hpp"
#include "tests/support/memory_store.hpp"

namespace fillrate::simulation {

class faulty_store final : public ports::store {
public:
    faulty_store(
        testing::memory_store& truth,
        virtual_clock& clock,
        fault_plan& faults,
        ledger& watched
    );

    /// Nothing gets through until then.
    void cut_off(steady_instant until) noexcept { cut_off_until_ = until; }

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
    [[nodiscard]] awaitable<result<void>> reach();
    [[nodiscard]] awaitable<result<void>> answer(bool wrote);
    template <class T>
    [[nodiscard]] awaitable<result<T>> read(awaitable<result<T>> inner);
    template <class T>
    [[nodiscard]] awaitable<result<T>> write(awaitable<result<T>> inner);
    [[nodiscard]] awaitable<result<void>> swap_in_truth(ports::lease seen, ports::lease wanted);
    [[nodiscard]] result<ports::commit_result> commit_in_truth(const ports::commit_batch& batch);
    [[nodiscard]] awaitable<result<ports::commit_result>> acknowledge_first(
        ports::commit_batch batch
    );

    testing::memory_store& truth_;
    virtual_clock& clock_;
    fault_plan& faults_;
    ledger& ledger_;
    std::uint64_t planted_commits_ = 0;
    steady_instant cut_off_until_{};
};

}  // namespace fillrate::simulation
