#include "tests/simulation/faulty_store.hpp"

#include "bot/outbox.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>

namespace fillrate::simulation {

namespace {

using ports::commit_batch;
using ports::commit_result;

bool puts_to_sending(const commit_batch& batch) {
    return batch.writes.size() == 1 && batch.members.empty() && batch.epoch &&
           batch.writes.front().body &&
           batch.writes.front().body->find("\"s\":\"sending\"") != std::string::npos;
}

}  // namespace

faulty_store::faulty_store(
    testing::memory_store& truth,
    virtual_clock& clock,
    fault_plan& faults,
    ledger& watched
)
    : truth_(truth), clock_(clock), faults_(faults), ledger_(watched) {}

// The way there: half of the latency, or never.
faulty_store::awaitable<result<void>> faulty_store::reach() {
    auto latency = milliseconds{static_cast<std::int64_t>(1 + faults_.below(2))};
    if (faults_.strikes(fault::store_slow)) {
        latency += milliseconds{static_cast<std::int64_t>(faults_.below(1000))};
    }
    co_await clock_.sleep_for(latency);
    const bool unreachable = cut_off_until_ > clock_.steady_now();
    if (unreachable || faults_.strikes(fault::store_away)) {
        co_return error(errc::unavailable, "simulated: no connection");
    }
    co_return result<void>{};
}

// The way back.
faulty_store::awaitable<result<void>> faulty_store::answer(bool wrote) {
    if (faults_.strikes(fault::reply_lost)) {
        co_await clock_.sleep_for(milliseconds{500});
        co_return error(
            wrote ? errc::unknown_outcome : errc::unavailable,
            "simulated: the reply was lost"
        );
    }
    if (faults_.below(4) == 0) {
        co_await clock_.sleep_for(milliseconds{1});
    }
    co_return result<void>{};
}

template <class T>
faulty_store::awaitable<result<T>> faulty_store::read(awaitable<result<T>> inner) {
    const auto reached = co_await reach();
    if (!reached) {
        co_return reached.error();
    }
    auto value = co_await std::move(inner);
    const auto answered = co_await answer(false);
    if (!answered) {
        co_return answered.error();
    }
    co_return value;
}

template <class T>
faulty_store::awaitable<result<T>> faulty_store::write(awaitable<result<T>> inner) {
    const auto reached = co_await reach();
    if (!reached) {
        co_return reached.error();
    }
    if (faults_.strikes(fault::request_lost)) {
        co_await clock_.sleep_for(milliseconds{500});
        co_return error(errc::unknown_outcome, "simulated: the request was lost");
    }
    auto value = co_await std::move(inner);
    const auto answered = co_await answer(true);
    if (!answered) {
        co_return answered.error();
    }
    co_return value;
}

faulty_store::awaitable<result<ports::store::loaded>> faulty_store::load(
    std::string_view command,
    std::span<const ports::record_name> names
) {
    auto got = co_await read(truth_.load(command, names));
    if (got && faults_.planted() == plant::skip_dedupe) {
        got->outcome.reset();
    }
    co_return got;
}

result<commit_result> faulty_store::commit_in_truth(const commit_batch& batch) {
    commit_batch stored = batch;
    if (faults_.planted() == plant::skip_dedupe && !batch.epoch) {
        stored.command += '-' + std::to_string(++planted_commits_);
    }
    if (faults_.planted() == plant::drop_sending && puts_to_sending(batch)) {
        commit_result pretended;
        pretended.what = commit_result::status::committed;
        return pretended;
    }
    auto effect = truth_.commit_now(stored);
    if (effect) {
        ledger_.committed(batch, *effect, clock_.now(), clock_.wire_now());
    } else {
        ledger_.refused_by_limits(batch, effect.error());
    }
    return effect;
}

// The planted bug: says it is done, then does it, unless it dies first.
faulty_store::awaitable<result<commit_result>> faulty_store::acknowledge_first(commit_batch batch) {
    const auto where = co_await boost::asio::this_coro::executor;
    const auto delay = milliseconds{static_cast<std::int64_t>(5 + faults_.below(50))};
    ledger_.told(batch.command);
    auto later = [](faulty_store& self, commit_batch kept, milliseconds wait) -> awaitable<void> {
        co_await self.clock_.sleep_for(wait);
        static_cast<void>(self.commit_in_truth(kept));
    };
    boost::asio::co_spawn(where, later(*this, std::move(batch), delay), boost::asio::detached);
    commit_result pretended;
    pretended.what = commit_result::status::committed;
    co_return pretended;
}

faulty_store::awaitable<result<commit_result>> faulty_store::commit(const commit_batch& batch) {
    if (faults_.planted() == plant::ack_before_commit && !batch.epoch) {
        co_return co_await acknowledge_first(batch);
    }
    const auto reached = co_await reach();
    if (!reached) {
        co_return reached.error();
    }
    if (faults_.strikes(fault::request_lost)) {
        co_await clock_.sleep_for(milliseconds{500});
        co_return error(errc::unknown_outcome, "simulated: the request was lost");
    }
    auto effect = commit_in_truth(batch);
    const auto answered = co_await answer(true);
    if (!answered) {
        co_return answered.error();
    }
    const bool done = effect && (effect->what == commit_result::status::committed ||
                                 effect->what == commit_result::status::duplicate);
    if (done) {
        ledger_.told(batch.command);
    }
    co_return effect;
}

faulty_store::awaitable<result<std::uint64_t>> faulty_store::reserve(
    std::string_view kind,
    std::uint32_t n
) {
    return write(truth_.reserve(kind, n));
}
faulty_store::awaitable<result<std::vector<ports::member>>> faulty_store::range(
    const ports::range_query& query
) {
    return read(truth_.range(query));
}
faulty_store::awaitable<result<std::uint64_t>> faulty_store::count(std::string_view set) {
    return read(truth_.count(set));
}
faulty_store::awaitable<result<std::vector<ports::stream_entry>>> faulty_store::read_stream(
    std::string_view stream,
    std::string_view after,
    std::uint32_t limit
) {
    return read(truth_.read_stream(stream, after, limit));
}
faulty_store::awaitable<result<std::vector<ports::stream_entry>>> faulty_store::tail_stream(
    std::string_view stream,
    std::uint32_t limit
) {
    return read(truth_.tail_stream(stream, limit));
}
faulty_store::awaitable<result<std::vector<ports::stream_entry>>> faulty_store::history(
    std::string_view subject,
    std::uint32_t first,
    std::uint32_t count
) {
    return read(truth_.history(subject, first, count));
}
faulty_store::awaitable<result<std::uint32_t>> faulty_store::prune(
    std::uint64_t epoch,
    std::int64_t before_ms
) {
    return write(truth_.prune(epoch, before_ms));
}
faulty_store::awaitable<result<ports::lease>> faulty_store::read_lease() {
    return read(truth_.read_lease());
}
faulty_store::awaitable<result<void>> faulty_store::swap_lease(
    const ports::lease& seen,
    const ports::lease& wanted
) {
    return write(swap_in_truth(seen, wanted));
}
faulty_store::awaitable<result<void>> faulty_store::swap_in_truth(
    ports::lease seen,
    ports::lease wanted
) {
    const auto swapped = co_await truth_.swap_lease(seen, wanted);
    if (swapped) {
        ledger_.lease_is(wanted.epoch);
    }
    co_return swapped;
}

}  // namespace fillrate::simulation
