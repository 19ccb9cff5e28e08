#include "bot/file_fetcher.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::uint32_t orders_at_once = 50;
/// Other instances keep orders without telling us: look at least this often.
constexpr seconds longest_fetch_sleep{2};

bool may_still_come(errc code) {
    return code == errc::unavailable || code == errc::rate_limited || code == errc::timeout;
}

// Platforms ask for at most a minute when they are asked too often.
milliseconds pause_after(std::uint32_t tries, errc why) {
    constexpr seconds first{2};
    constexpr minutes longest{10};
    constexpr minutes when_limited{1};
    constexpr std::uint32_t most_doublings = 9;
    const auto pause = first * (1U << std::min(tries, most_doublings));
    const milliseconds bounded = std::min<milliseconds>(pause, longest);
    return why == errc::rate_limited ? std::max<milliseconds>(bounded, when_limited) : bounded;
}

}  // namespace

file_fetcher::file_fetcher(parts on, source from)
    : on_(on), from_(std::move(from)), wake_(on.where) {}

// Nothing: the file is refused. An error: there may still be one.
async::awaitable<result<file_fetcher::kept_or_refused>> file_fetcher::fetch(const fetch_order& order
) {
    const auto known = fetched_.find(order.id);
    if (known != fetched_.end()) {
        co_return known->second;
    }
    kept_or_refused kept;
    const auto bytes = co_await from_(order.file);
    if (!bytes) {
        const auto& why = bytes.error();
        const bool again = may_still_come(why.code) && order.tries + 1 < most_tries;
        if (again) {
            co_return why;
        }
        on_.log.warn("a file was not fetched", {{"subject", order.subject}, {"why", why.detail}});
    } else {
        auto taken = on_.files.take(*bytes);
        if (taken) {
            kept = std::move(*taken);
        } else if (taken.error().code != errc::invalid_input) {
            on_.log.error("a file was not kept", {{"detail", taken.error().detail}});
            co_return taken.error();
        }
    }
    fetched_[order.id] = kept;
    co_return kept;
}

async::awaitable<void> file_fetcher::try_later(fetch_order order, error why, std::uint64_t epoch) {
    const auto next = on_.clock.wire_now() + pause_after(order.tries, why.code);
    ++order.tries;
    ports::commit_batch batch;
    batch.epoch = epoch;
    keep_order(batch, order, on_.codec, next);
    const auto done = co_await on_.store.commit(batch);
    if (done && done->what == ports::commit_result::status::fenced) {
        on_.lease.fenced();
    }
}

// A record that cannot be read stays, for whoever looks into the store.
async::awaitable<void> file_fetcher::set_aside(std::string id, std::uint64_t epoch) {
    ports::commit_batch batch;
    batch.epoch = epoch;
    batch.members.push_back({std::string(fetch_set), std::move(id), std::nullopt, false});
    const auto done = co_await on_.store.commit(batch);
    if (done && done->what == ports::commit_result::status::fenced) {
        on_.lease.fenced();
    }
}

async::awaitable<void> file_fetcher::work(std::string id, std::uint64_t epoch) {
    record_loader loader(on_.store, on_.codec, command_id{});
    const auto name = fetch_name(id);
    std::vector<std::string> names{name};
    const auto loaded = co_await loader.prefetch(std::move(names));
    if (!loaded) {
        co_return;
    }
    const auto json = loader.own_record(name);
    if (json && json->empty()) {
        co_await set_aside(std::move(id), epoch);
        co_return;
    }
    auto order = json ? order_from_json(id, *json) : result<fetch_order>(json.error());
    if (!order) {
        on_.log.error("the order of a file cannot be read", {{"order", id}});
        co_await set_aside(std::move(id), epoch);
        co_return;
    }
    auto kept = co_await fetch(*order);
    if (!kept) {
        co_await try_later(std::move(*order), kept.error(), epoch);
        co_return;
    }
    auto wanted = *order;
    const auto attached = co_await on_.attaches.attach_fetched(std::move(wanted), std::move(*kept));
    if (attached) {
        fetched_.erase(id);
        co_return;
    }
    on_.log.error(
        "a fetched file was not attached",
        {{"subject", order->subject}, {"why", attached.error().code}}
    );
    co_await try_later(std::move(*order), attached.error(), epoch);
}

async::awaitable<void> file_fetcher::work_due(std::uint64_t epoch) {
    ports::range_query query;
    query.set = std::string(fetch_set);
    query.to = on_.clock.wire_now().time_since_epoch().count();
    query.limit = orders_at_once;
    const auto due = co_await on_.store.range(query);
    if (!due) {
        co_return;
    }
    for (const auto& member : *due) {
        const auto held = on_.lease.epoch();
        if (held != epoch) {
            co_return;
        }
        co_await work(member.name, epoch);
    }
}

async::awaitable<void> file_fetcher::run() {
    for (;;) {
        const auto epoch = on_.lease.epoch();
        if (epoch) {
            co_await work_due(*epoch);
        } else {
            fetched_.clear();
        }
        co_await on_.clock.wait(wake_, on_.clock.steady_now() + longest_fetch_sleep);
    }
}

}  // namespace fillrate::bot
