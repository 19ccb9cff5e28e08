#include "bot/policy_keeper.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::string_view told_set = "policyfiles";
constexpr std::uint32_t most_instances = 100;

std::string member_of(std::string_view instance, std::string_view hash) {
    return std::string(instance) + ' ' + std::string(hash);
}

std::vector<told_policies> read_told(const std::vector<ports::member>& members) {
    std::vector<told_policies> all;
    for (const auto& [name, score] : members) {
        const auto words = split_words(name);
        if (words.size() == 2) {
            all.push_back({std::string(words[0]), std::string(words[1]), score});
        }
    }
    return all;
}

ports::range_query everybody() {
    ports::range_query query;
    query.set = told_set;
    query.limit = most_instances;
    query.descending = true;
    return query;
}

// What this instance said before, and the words of those that are gone.
std::vector<std::string> outdated(
    const std::vector<ports::member>& members,
    std::string_view instance,
    std::int64_t before_ms
) {
    std::vector<std::string> all;
    for (const auto& [name, score] : members) {
        if (name.starts_with(std::string(instance) + ' ') || score < before_ms) {
            all.push_back(name);
        }
    }
    return all;
}

}  // namespace

std::vector<std::string> instances_that_differ(
    const std::vector<told_policies>& told,
    const told_policies& ours,
    milliseconds forget
) {
    std::map<std::string, told_policies> last;
    for (const auto& one : told) {
        auto& known = last[one.instance];
        if (known.at_ms <= one.at_ms) {
            known = one;
        }
    }
    std::vector<std::string> all;
    for (const auto& [instance, one] : last) {
        if (instance != ours.instance && one.hash != ours.hash &&
            one.at_ms > ours.at_ms - forget.count()) {
            all.push_back(instance);
        }
    }
    return all;
}

policy_keeper::policy_keeper(parts with, std::string instance, policy_times times)
    : with_(with), instance_(std::move(instance)), times_(times) {}

// Of two that were read side by side the later stays.
void policy_keeper::take(stored_policies loaded) {
    if (loaded.version < version_) {
        return;
    }
    for (const auto& one : loaded.unreadable) {
        with_.log.error(
            "a version of a policy or calendar cannot be read, clocks on it stand",
            {{"version", one}}
        );
    }
    with_.book = std::move(loaded.book);
    list_ = std::move(loaded.list);
    version_ = loaded.version;
}

void policy_keeper::adopt(stored_policies loaded) {
    take(std::move(loaded));
    const auto ours = renumbered(list_, texts_);
    with_.book.serve(serving(ours.policies), serving(ours.calendars));
}

async::awaitable<result<void>> policy_keeper::load(config::policy_file file) {
    auto texts = texts_of(file);
    auto kept = co_await keep_policies(with_.store, with_.codec, texts, with_.clock.now());
    if (!kept) {
        co_return kept.error();
    }
    texts_ = std::move(texts);
    hash_ = hash_of(texts_);
    with_.log.info(
        "policies loaded",
        {{"policies", texts_.policies.size()},
         {"calendars", texts_.calendars.size()},
         {"new_versions", kept->added},
         {"content", hash_}}
    );
    adopt(std::move(*kept));
    co_return result<void>{};
}

async::awaitable<void> policy_keeper::tell() {
    const auto now = with_.clock.steady_now();
    if (told_ == hash_ && now < tell_again_) {
        co_return;
    }
    const auto members = co_await with_.store.range(everybody());
    if (!members) {
        co_return;
    }
    const auto wire_ms = with_.clock.wire_now().time_since_epoch().count();
    const auto hash = hash_;
    auto batch = batch_at(wire_ms);
    for (const auto& one : outdated(*members, instance_, wire_ms - times_.forget.count())) {
        batch.members.push_back({std::string(told_set), one, std::nullopt});
    }
    const auto ours = member_of(instance_, hash);
    batch.members.push_back({std::string(told_set), ours, wire_ms});
    const auto done = co_await with_.store.commit(batch);
    if (done) {
        told_ = hash;
        tell_again_ = now + times_.tell;
    }
}

ports::commit_batch policy_keeper::batch_at(std::int64_t wire_ms) const {
    ports::commit_batch batch;
    batch.command = "policyfile:" + instance_ + ':' + std::to_string(wire_ms);
    batch.now_ms = to_unix_ms(with_.clock.now());
    return batch;
}

void policy_keeper::compare(const std::vector<told_policies>& told) {
    const told_policies ours{instance_, hash_, with_.clock.wire_now().time_since_epoch().count()};
    auto differing = instances_that_differ(told, ours, times_.forget);
    if (differing == differing_) {
        return;
    }
    differing_ = std::move(differing);
    if (differing_.empty()) {
        with_.log.info("all instances run with the same policies again");
        return;
    }
    with_.log.error(
        "instances run with different policies: give all the same file and send each SIGHUP",
        {{"content", hash_}, {"others", join(differing_, ", ")}}
    );
}

// A clock may have begun on a version that another instance made since.
async::awaitable<void> policy_keeper::learn() {
    const auto version = co_await policy_list_version(with_.store, with_.codec);
    if (!version || *version == version_) {
        co_return;
    }
    auto stored = co_await load_policies(with_.store, with_.codec);
    if (stored) {
        adopt(std::move(*stored));
    }
}

async::awaitable<void> policy_keeper::look() {
    const auto members = co_await with_.store.range(everybody());
    if (members) {
        compare(read_told(*members));
    }
    co_await learn();
}

async::awaitable<void> policy_keeper::run() {
    for (;;) {
        co_await tell();
        co_await look();
        co_await with_.clock.sleep_until(with_.clock.steady_now() + times_.look);
    }
}

async::awaitable<void> policy_keeper::leave() {
    if (told_.empty()) {
        co_return;
    }
    auto batch = batch_at(with_.clock.wire_now().time_since_epoch().count());
    const auto ours = member_of(instance_, told_);
    batch.members.push_back({std::string(told_set), ours, std::nullopt});
    static_cast<void>(co_await with_.store.commit(batch));
}

}  // namespace fillrate::bot
