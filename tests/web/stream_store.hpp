// A store of streams only, enough for the web chat: in memory, can be made to fail.
#pragma once

#include "core/ports/store.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fillrate::testing {

class stream_store final : public ports::store {
public:
    /// While set, every call answers errc::unavailable.
    bool away = false;
    /// Calls of read_stream and tail_stream.
    std::uint64_t reads = 0;

    /// What a commit of the dispatcher would do.
    std::string append(const std::string& stream, std::string body);

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
    std::uint64_t sequence_ = 0;
    std::map<std::string, std::vector<std::pair<std::uint64_t, std::string>>, std::less<>>
        streams_{};
    std::set<std::string> commands_{};
};

}  // namespace fillrate::testing
