#include "tests/support/memory_store.hpp"

#include "core/base/text.hpp"
#include "integrations/redis/limits.hpp"
#include "tests/support/state_dump.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::testing {

namespace {

std::string text_of(const std::pair<std::uint64_t, std::uint64_t>& id) {
    return std::to_string(id.first) + "-" + std::to_string(id.second);
}

ports::stream_entry entry_of(
    const std::pair<const std::pair<std::uint64_t, std::uint64_t>, std::string>& stored
) {
    return {.id = text_of(stored.first), .body = stored.second};
}

}  // namespace

memory_store::memory_store(std::string organisation, std::uint32_t shard)
    : keys_(redis::key_space::make(shard, organisation).value()) {}

void memory_store::sorted_set::put(const std::string& member, std::int64_t score) {
    remove(member);
    scores.emplace(member, score);
    order.emplace(score, member);
}

void memory_store::sorted_set::remove(const std::string& member) {
    const auto present = scores.find(member);
    if (present != scores.end()) {
        order.erase({present->second, member});
        scores.erase(present);
    }
}

std::uint64_t memory_store::version_of(const std::string& name) const {
    const auto present = records_.find(name);
    return present == records_.end() ? 0 : present->second.version;
}

memory_store::awaitable<result<ports::store::loaded>> memory_store::load(
    std::string_view command,
    std::span<const ports::record_name> names
) {
    if (const result<void> fit = redis::check_load(command, names); !fit) {
        co_return fit.error();
    }
    loaded out;
    if (const auto known = outcomes_.find(command); !command.empty() && known != outcomes_.end()) {
        out.outcome = known->second;
    }
    for (const ports::record_name& name : names) {
        const auto present = records_.find(name);
        out.records.push_back(present == records_.end() ? ports::stored_record() : present->second);
    }
    co_return out;
}

memory_store::awaitable<result<ports::commit_result>> memory_store::commit(
    const ports::commit_batch& batch
) {
    co_return commit_now(batch);
}

result<ports::commit_result> memory_store::commit_now(const ports::commit_batch& batch) {
    using status = ports::commit_result::status;
    if (const result<void> fit = redis::check(batch); !fit) {
        return fit.error();
    }
    ports::commit_result out;
    if (batch.epoch && (lease_ == ports::lease() || *batch.epoch != lease_.epoch)) {
        out.what = status::fenced;
        return out;
    }
    const auto known = outcomes_.find(batch.command);
    if (!batch.command.empty() && known != outcomes_.end()) {
        out.what = status::duplicate;
        out.outcome = known->second;
        return out;
    }
    for (const ports::expectation& e : batch.expected) {
        if (version_of(e.name) != e.version) {
            out.what = status::conflict;
            out.outcome = e.name;
            return out;
        }
    }
    apply(batch);
    out.what = status::committed;
    out.sequence = sequence_;
    return out;
}

void memory_store::apply(const ports::commit_batch& batch) {
    ++sequence_;
    for (const ports::record_write& write : batch.writes) {
        apply(write);
    }
    for (const ports::member_change& change : batch.members) {
        apply(change);
    }
    for (std::size_t i = 0; i < batch.appends.size(); ++i) {
        apply(batch.appends[i], i + 1);
    }
    if (!batch.command.empty()) {
        outcomes_[batch.command] = batch.outcome;
        outcome_times_.put(batch.command, batch.now_ms);
    }
}

void memory_store::apply(const ports::record_write& write) {
    if (!write.body) {
        records_.erase(write.name);
        return;
    }
    ports::stored_record& record = records_[write.name];
    ++record.version;
    record.body = *write.body;
}

void memory_store::apply(const ports::member_change& change) {
    sorted_set& set = sets_[change.set];
    if (!change.score) {
        set.remove(change.member);
    } else {
        const auto present = set.scores.find(change.member);
        const bool keep =
            change.only_lower && present != set.scores.end() && present->second <= *change.score;
        if (!keep) {
            set.put(change.member, *change.score);
        }
    }
    if (set.scores.empty()) {
        sets_.erase(change.set);
    }
}

void memory_store::apply(const ports::stream_append& append, std::uint64_t ordinal) {
    const entry_id id(sequence_, ordinal);
    auto& stream = streams_[append.stream];
    stream.emplace(id, append.body);
    while (append.keep != 0 && stream.size() > append.keep) {
        stream.erase(stream.begin());
    }
    if (!append.subject.empty()) {
        histories_[append.subject].push_back(id);
    }
}

memory_store::awaitable<result<std::uint64_t>> memory_store::reserve(
    std::string_view kind,
    std::uint32_t n
) {
    if (const result<void> fit = redis::check_reserve(kind, n); !fit) {
        co_return fit.error();
    }
    std::uint64_t& last = numbers_[std::string(kind)];
    last += n;
    co_return last - n + 1;
}

memory_store::awaitable<result<std::vector<ports::member>>> memory_store::range(
    const ports::range_query& query
) {
    if (const result<void> fit = redis::check(query); !fit) {
        co_return fit.error();
    }
    std::vector<ports::member> found;
    if (const auto set = sets_.find(query.set); set != sets_.end()) {
        for (const auto& [score, name] : set->second.order) {
            if (score >= query.from && score <= query.to) {
                found.push_back({.name = name, .score = score});
            }
        }
    }
    if (query.descending) {
        std::ranges::reverse(found);
    }
    const std::size_t start = std::min<std::size_t>(query.offset, found.size());
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(start));
    if (found.size() > query.limit) {
        found.resize(query.limit);
    }
    co_return found;
}

memory_store::awaitable<result<std::uint64_t>> memory_store::count(std::string_view set) {
    if (const result<void> fit = redis::check_name(set); !fit) {
        co_return fit.error();
    }
    const auto present = sets_.find(set);
    co_return present == sets_.end() ? 0 : present->second.scores.size();
}

memory_store::awaitable<result<std::vector<ports::stream_entry>>> memory_store::read_stream(
    std::string_view stream,
    std::string_view after,
    std::uint32_t limit
) {
    if (const result<void> fit = redis::check_stream_page(stream, after, limit); !fit) {
        co_return fit.error();
    }
    const std::vector<std::string_view> parts = split(after, '-');
    entry_id bound(parse_int<std::uint64_t>(parts.front()).value_or(0), 0);
    if (parts.size() == 2) {
        bound.second = parse_int<std::uint64_t>(parts.back()).value_or(0);
    }
    std::vector<ports::stream_entry> out;
    if (const auto present = streams_.find(stream); present != streams_.end()) {
        for (auto next = present->second.upper_bound(bound);
             next != present->second.end() && out.size() < limit;
             ++next) {
            out.push_back(entry_of(*next));
        }
    }
    co_return out;
}

memory_store::awaitable<result<std::vector<ports::stream_entry>>> memory_store::tail_stream(
    std::string_view stream,
    std::uint32_t limit
) {
    if (const result<void> fit = redis::check_stream_page(stream, "0", limit); !fit) {
        co_return fit.error();
    }
    std::vector<ports::stream_entry> out;
    if (const auto present = streams_.find(stream); present != streams_.end()) {
        const std::size_t size = std::min<std::size_t>(limit, present->second.size());
        const auto first = std::prev(present->second.end(), static_cast<std::ptrdiff_t>(size));
        std::transform(first, present->second.end(), std::back_inserter(out), &entry_of);
    }
    co_return out;
}

memory_store::awaitable<result<std::vector<ports::stream_entry>>> memory_store::history(
    std::string_view subject,
    std::uint32_t first,
    std::uint32_t count
) {
    if (const result<void> fit = redis::check_history(subject, first, count); !fit) {
        co_return fit.error();
    }
    std::vector<ports::stream_entry> out;
    if (const auto ids = histories_.find(subject); ids != histories_.end()) {
        const auto& events = streams_.at(std::string(redis::events_stream));
        for (std::size_t i = first - 1; i < ids->second.size() && out.size() < count; ++i) {
            out.push_back(entry_of(*events.find(ids->second[i])));
        }
    }
    co_return out;
}

memory_store::awaitable<result<std::uint32_t>> memory_store::prune(
    std::uint64_t epoch,
    std::int64_t before_ms
) {
    if (lease_ == ports::lease() || epoch != lease_.epoch) {
        co_return error(errc::fenced, "a newer owner works this shard");
    }
    std::uint32_t removed = 0;
    while (removed < redis::max_prune && !outcome_times_.order.empty() &&
           outcome_times_.order.begin()->first < before_ms) {
        const std::string command = outcome_times_.order.begin()->second;
        outcome_times_.remove(command);
        outcomes_.erase(command);
        ++removed;
    }
    co_return removed;
}

memory_store::awaitable<result<ports::lease>> memory_store::read_lease() {
    co_return lease_;
}

memory_store::awaitable<result<void>> memory_store::swap_lease(
    const ports::lease& seen,
    const ports::lease& wanted
) {
    if (const result<void> fit = redis::check_lease(seen, wanted); !fit) {
        co_return fit.error();
    }
    if (seen != lease_) {
        co_return error(errc::conflict, "the lease is not as it was seen");
    }
    lease_ = wanted;
    co_return boost::system::in_place_value;
}

std::string memory_store::dump() const {
    state_dump out;
    for (const auto& [name, record] : records_) {
        out.text(keys_.record(name), std::to_string(record.version) + "|" + record.body);
    }
    const auto write_set = [&out](const std::string& key, const sorted_set& set) {
        std::vector<std::string> flat;
        for (const auto& [score, member] : set.order) {
            flat.push_back(member);
            flat.push_back(std::to_string(score));
        }
        out.list(key, "zset", flat);
    };
    for (const auto& [name, set] : sets_) {
        write_set(keys_.set(name), set);
    }
    write_set(keys_.outcome_times(), outcome_times_);
    for (const auto& [name, stream] : streams_) {
        std::vector<std::string> flat;
        for (const auto& [id, body] : stream) {
            flat.push_back(text_of(id));
            flat.push_back(body);
        }
        out.list(keys_.stream(name), "stream", flat);
    }
    for (const auto& [subject, ids] : histories_) {
        std::vector<std::string> flat;
        std::ranges::transform(ids, std::back_inserter(flat), &text_of);
        out.list(keys_.history(subject), "list", flat);
    }
    std::vector<std::string> outcomes;
    for (const auto& [command, outcome] : outcomes_) {
        outcomes.push_back(command);
        outcomes.push_back(outcome);
    }
    out.list(keys_.outcomes(), "hash", outcomes);
    for (const auto& [kind, last] : numbers_) {
        out.text(keys_.numbers(kind), std::to_string(last));
    }
    if (sequence_ != 0) {
        out.text(keys_.sequence(), std::to_string(sequence_));
    }
    if (lease_ != ports::lease()) {
        out.text(
            keys_.lease(),
            std::to_string(lease_.epoch) + "|" + std::to_string(lease_.beat) + "|" + lease_.owner
        );
    }
    return out.str();
}

}  // namespace fillrate::testing
