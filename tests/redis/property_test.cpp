// The in-memory store and the Redis functions do the same, whatever the operations.
#include "integrations/redis/limits.hpp"
#include "tests/redis/running_store.hpp"
#include "tests/support/memory_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace fillrate::redis {
namespace {

using ports::commit_batch;

class operations {
public:
    explicit operations(std::uint64_t seed) : random_(seed) {}

    commit_batch batch() {
        commit_batch out;
        if (random_.below(8) != 0) {
            out.command = "cmd:" + std::to_string(random_.below(300));
        }
        if (out.command.empty() || random_.below(4) == 0) {
            out.epoch = random_.below(4);
        }
        out.outcome = bytes(20);
        out.now_ms = number();
        for (std::uint64_t i = random_.below(3); i > 0; --i) {
            out.expected.push_back({.name = name(), .version = random_.below(3)});
        }
        for (std::uint64_t i = random_.below(3); i > 0; --i) {
            out.writes.push_back({.name = name()});
            if (random_.below(4) != 0) {
                out.writes.back().body = bytes(40);
            }
        }
        for (std::uint64_t i = random_.below(4); i > 0; --i) {
            out.members.push_back({.set = set(), .member = bytes(3) + "m"});
            if (random_.below(3) != 0) {
                out.members.back().score = number();
                out.members.back().only_lower = random_.below(3) == 0;
            }
        }
        for (std::uint64_t i = random_.below(3); i > 0; --i) {
            out.appends.push_back({.stream = stream(), .body = bytes(30)});
            if (out.appends.back().stream == events_stream && random_.below(2) == 0) {
                out.appends.back().subject = name();
            } else if (out.appends.back().stream != events_stream) {
                out.appends.back().keep = static_cast<std::uint32_t>(random_.below(4));
            }
        }
        return out;
    }

    std::string name() { return "r:" + std::to_string(random_.below(12)); }
    std::string set() { return "s" + std::to_string(random_.below(3)); }
    std::string stream() {
        return random_.below(2) == 0 ? std::string(events_stream)
                                     : "web:" + std::to_string(random_.below(2));
    }
    std::string command() { return "cmd:" + std::to_string(random_.below(300)); }
    std::int64_t number() {
        const auto small = static_cast<std::int64_t>(random_.below(20)) - 10;
        return random_.below(10) == 0 ? small * 800000000000000 : small;
    }
    std::string bytes(std::uint64_t most) {
        std::string out(random_.below(most), '\0');
        for (char& c : out) {
            c = random_.below(4) == 0 ? static_cast<char>(random_.below(256)) : 'x';
        }
        return out;
    }
    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }
    std::uint32_t small(std::uint64_t bound) {
        return static_cast<std::uint32_t>(random_.below(bound));
    }

private:
    seeded_random random_;
};

bool operator_equal(const ports::store::loaded& a, const ports::store::loaded& b) {
    return a.outcome == b.outcome && a.records == b.records;
}

template <class T>
void expect_same(const result<T>& model, const result<T>& real, int step) {
    ASSERT_EQ(model.has_value(), real.has_value())
        << "step " << step << (real ? "" : real.error().detail);
    if (!model) {
        ASSERT_EQ(model.error(), real.error()) << "step " << step;
    } else if constexpr (std::is_same_v<T, ports::store::loaded>) {
        ASSERT_TRUE(operator_equal(*model, *real)) << "step " << step;
    } else if constexpr (!std::is_void_v<T>) {
        ASSERT_TRUE(*model == *real) << "step " << step;
    }
}

// Runs the same operation on both and compares.
template <class Operation>
async::awaitable<void> compare(
    ports::store& model,
    ports::store& real,
    Operation operation,
    int step
) {
    const auto expected = co_await operation(model);
    const auto got = co_await operation(real);
    expect_same(expected, got, step);
}

using one_step = async::awaitable<void> (*)(operations&, ports::store&, ports::store&, int);

async::awaitable<void> step_commit(operations& o, ports::store& a, ports::store& b, int step) {
    const commit_batch batch = o.batch();
    const auto operation = [&batch](ports::store& s) { return s.commit(batch); };
    co_await compare(a, b, operation, step);
}

async::awaitable<void> step_load(operations& o, ports::store& a, ports::store& b, int step) {
    const std::string command = o.below(3) == 0 ? std::string() : o.command();
    std::vector<ports::record_name> names;
    for (std::uint64_t i = o.below(40); i > 0; --i) {
        names.push_back(o.name());
    }
    const auto operation = [&](ports::store& s) { return s.load(command, names); };
    co_await compare(a, b, operation, step);
}

async::awaitable<void> step_range(operations& o, ports::store& a, ports::store& b, int step) {
    ports::range_query query;
    query.set = o.set();
    query.offset = o.small(4);
    query.limit = o.small(30);
    query.descending = o.below(2) == 0;
    if (o.below(2) == 0) {
        query.from = o.number();
        query.to = o.number();
    }
    const auto operation = [&query](ports::store& s) { return s.range(query); };
    co_await compare(a, b, operation, step);
    const auto counting = [&query](ports::store& s) { return s.count(query.set); };
    co_await compare(a, b, counting, step);
}

async::awaitable<void> step_streams(operations& o, ports::store& a, ports::store& b, int step) {
    const std::string stream = o.stream();
    const std::string after = o.below(2) == 0
                                  ? std::string("0")
                                  : std::to_string(o.below(50)) + "-" + std::to_string(o.below(3));
    const std::uint32_t limit = o.small(60);
    const auto reading = [&](ports::store& s) { return s.read_stream(stream, after, limit); };
    co_await compare(a, b, reading, step);
    const auto tailing = [&](ports::store& s) { return s.tail_stream(stream, limit); };
    co_await compare(a, b, tailing, step);
    const std::string subject = o.name();
    const std::uint32_t first = o.small(20);
    const auto history = [&](ports::store& s) { return s.history(subject, first, limit); };
    co_await compare(a, b, history, step);
}

async::awaitable<void> step_owner(operations& o, ports::store& a, ports::store& b, int step) {
    const auto present = [](ports::store& s) { return s.read_lease(); };
    co_await compare(a, b, present, step);
    const result<ports::lease> stands = co_await a.read_lease();
    ports::lease seen = *stands;
    if (o.below(4) == 0) {
        seen.beat += 1;
    }
    const std::string owner = "i" + std::to_string(o.below(2));
    const std::uint64_t epoch = std::min<std::uint64_t>(3, seen.epoch + o.below(2));
    const ports::lease wanted{.owner = owner, .epoch = epoch, .beat = seen.beat + 1};
    const auto swapping = [&](ports::store& s) { return s.swap_lease(seen, wanted); };
    co_await compare(a, b, swapping, step);
    const std::uint64_t prune_epoch = o.below(4);
    const std::int64_t before = o.number();
    const auto pruning = [&](ports::store& s) { return s.prune(prune_epoch, before); };
    co_await compare(a, b, pruning, step);
    const std::uint32_t count = o.small(4);
    const auto reserving = [&](ports::store& s) { return s.reserve("req", count); };
    co_await compare(a, b, reserving, step);
}

async::awaitable<void> walk(operations& o, ports::store& model, ports::store& real, int steps) {
    constexpr std::array<one_step, 8> kinds{
        &step_commit,
        &step_commit,
        &step_commit,
        &step_commit,
        &step_load,
        &step_range,
        &step_streams,
        &step_owner};
    for (int step = 0; step < steps && !::testing::Test::HasFatalFailure(); ++step) {
        const one_step next = kinds.at(o.below(kinds.size()));
        co_await next(o, model, real, step);
    }
}

TEST(redis_store, does_what_the_memory_store_does) {
    const bool thorough = std::getenv("FILLRATE_LONG") != nullptr;
    const int seeds = thorough ? 400 : 10;
    const int steps = 1000;
    running_store s({"--appendfsync", "everysec"});
    // The deployed meta key stays; all else starts anew with each seed.
    for (int seed = 1; seed <= seeds && !HasFatalFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        testing::memory_store model("acme", 7);
        operations o(static_cast<std::uint64_t>(seed));
        s.loop.run(walk(o, model, *s.store, steps));
        ASSERT_EQ(model.dump(), s.server.dump());
        const std::string meta = acme().meta();
        const reply keys = s.server.ask(request({"KEYS", "fr:*"}));
        std::vector<std::string_view> words{"DEL"};
        for (const reply& key : keys.items) {
            if (key.text != meta) {
                words.push_back(key.text);
            }
        }
        request all;
        all.add(words);
        if (words.size() > 1) {
            static_cast<void>(s.server.ask(all));
        }
    }
}

}  // namespace
}  // namespace fillrate::redis
