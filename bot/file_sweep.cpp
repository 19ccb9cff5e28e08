#include "bot/file_sweep.hpp"

#include "core/domain/index.hpp"

#include <utility>

namespace fillrate::bot {

async::awaitable<result<std::set<std::string>>> named_files(ports::store& store) {
    constexpr std::uint32_t page = 200;
    ports::range_query query;
    query.set = domain::resume_files_list();
    query.limit = page;
    std::set<std::string> names;
    for (;;) {
        const auto some = co_await store.range(query);
        if (!some) {
            co_return some.error();
        }
        for (const auto& member : *some) {
            names.insert(member.name.substr(0, member.name.find('.')));
        }
        if (some->size() < page) {
            co_return names;
        }
        query.offset += page;
    }
}

async::awaitable<result<std::size_t>> file_sweep::look() {
    const auto old = vault_.written_before(clock_.wire_now() - least_age);
    if (old.empty()) {
        unnamed_.clear();
        co_return std::size_t{0};
    }
    const auto named = co_await named_files(store_);
    if (!named) {
        co_return named.error();
    }
    // A store that names nothing at all may be an empty one in the place of the one that does.
    if (named->empty()) {
        unnamed_.clear();
        co_return std::size_t{0};
    }
    std::set<std::string> unnamed;
    std::size_t removed = 0;
    for (const auto& name : old) {
        if (named->contains(name)) {
            continue;
        }
        if (unnamed_.contains(name)) {
            vault_.remove(name);
            ++removed;
        } else {
            unnamed.insert(name);
        }
    }
    unnamed_ = std::move(unnamed);
    co_return removed;
}

}  // namespace fillrate::bot
