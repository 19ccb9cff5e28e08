#include "tests/web/stream_store.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::testing {
namespace {

// "12-1" and "12" are both entry 12; a commit here appends once.
std::uint64_t number_of(std::string_view id) {
    return parse_int<std::uint64_t>(id.substr(0, id.find('-'))).value_or(0);
}

error not_here() {
    return {errc::internal, "the stream store has no records"};
}

}  // namespace

std::string stream_store::append(const std::string& stream, std::string body) {
    ++sequence_;
    streams_[stream].emplace_back(sequence_, std::move(body));
    return std::to_string(sequence_) + "-1";
}

stream_store::awaitable<result<stream_store::loaded>> stream_store::
    load(std::string_view, std::span<const ports::record_name>) {
    co_return not_here();
}

stream_store::awaitable<result<ports::commit_result>> stream_store::commit(
    const ports::commit_batch& batch
) {
    if (away) {
        co_return error(errc::unavailable);
    }
    ports::commit_result out;
    if (!commands_.insert(batch.command).second) {
        out.what = ports::commit_result::status::duplicate;
        co_return out;
    }
    for (const ports::stream_append& entry : batch.appends) {
        append(entry.stream, entry.body);
    }
    out.what = ports::commit_result::status::committed;
    out.sequence = sequence_;
    co_return out;
}

stream_store::awaitable<result<std::uint64_t>> stream_store::reserve(
    std::string_view,
    std::uint32_t
) {
    co_return not_here();
}

stream_store::awaitable<result<std::vector<ports::member>>> stream_store::
    range(const ports::range_query&) {
    co_return not_here();
}

stream_store::awaitable<result<std::uint64_t>> stream_store::count(std::string_view) {
    co_return not_here();
}

stream_store::awaitable<result<std::vector<ports::stream_entry>>> stream_store::read_stream(
    std::string_view stream,
    std::string_view after,
    std::uint32_t limit
) {
    ++reads;
    if (away) {
        co_return error(errc::unavailable);
    }
    std::vector<ports::stream_entry> out;
    const auto found = streams_.find(stream);
    if (found == streams_.end()) {
        co_return out;
    }
    for (const auto& [number, body] : found->second) {
        if (number > number_of(after) && out.size() < limit) {
            out.push_back({std::to_string(number) + "-1", body});
        }
    }
    co_return out;
}

stream_store::awaitable<result<std::vector<ports::stream_entry>>> stream_store::tail_stream(
    std::string_view stream,
    std::uint32_t limit
) {
    ++reads;
    if (away) {
        co_return error(errc::unavailable);
    }
    std::vector<ports::stream_entry> out;
    const auto found = streams_.find(stream);
    if (found == streams_.end()) {
        co_return out;
    }
    const auto& all = found->second;
    for (std::size_t i = all.size() - std::min<std::size_t>(limit, all.size()); i < all.size();
         ++i) {
        out.push_back({std::to_string(all[i].first) + "-1", all[i].second});
    }
    co_return out;
}

stream_store::awaitable<result<std::vector<ports::stream_entry>>> stream_store::history(
    std::string_view,
    std::uint32_t,
    std::uint32_t
) {
    co_return not_here();
}

stream_store::awaitable<result<std::uint32_t>> stream_store::prune(std::uint64_t, std::int64_t) {
    co_return not_here();
}

stream_store::awaitable<result<ports::lease>> stream_store::read_lease() {
    co_return not_here();
}

stream_store::awaitable<result<void>> stream_store::
    swap_lease(const ports::lease&, const ports::lease&) {
    co_return not_here();
}

}  // namespace fillrate::testing
