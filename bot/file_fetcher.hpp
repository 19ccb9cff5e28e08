// Works the orders of files: each is fetched from its platform, checked, kept and attached, or
// whoever gave it is told. What could not be done now is tried again, by whoever is the owner then.
#pragma once

#include "bot/engine.hpp"
#include "bot/fetch_orders.hpp"
#include "bot/file_desk.hpp"
#include "bot/lease_holder.hpp"
#include "core/async/event.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace fillrate::bot {

class file_fetcher {
public:
    /// A file that does not come in so many tries, an hour in all, is refused.
    static constexpr std::uint32_t most_tries = 14;

    /// The bytes of a file by the platform's id. Errors: unavailable and rate_limited are tried
    /// again, all others are for good.
    using source = std::function<async::awaitable<result<std::string>>(std::string file)>;

    /// All outlive it.
    struct parts {
        async::executor where;
        ports::store& store;
        ports::clock& clock;
        logger& log;
        const record_codec& codec;
        const file_desk& files;
        engine& attaches;
        lease_holder& lease;
    };

    file_fetcher(parts on, source from);

    /// Until cancelled.
    [[nodiscard]] async::awaitable<void> run();
    /// There is a new order, or the lease is new.
    void wake() { wake_.notify(); }

    /// Works every order that is due, as the owner of this epoch.
    [[nodiscard]] async::awaitable<void> work_due(std::uint64_t epoch);

private:
    using kept_or_refused = std::optional<domain::given_resume>;

    [[nodiscard]] async::awaitable<void> work(std::string id, std::uint64_t epoch);
    [[nodiscard]] async::awaitable<result<kept_or_refused>> fetch(const fetch_order& order);
    [[nodiscard]] async::awaitable<void> try_later(
        fetch_order order,
        error why,
        std::uint64_t epoch
    );
    [[nodiscard]] async::awaitable<void> set_aside(std::string id, std::uint64_t epoch);

    parts on_;
    source from_;
    async::event wake_;
    /// Fetched, but the store did not take it yet: not to be fetched and kept a second time.
    std::map<std::string, kept_or_refused> fetched_{};
};

}  // namespace fillrate::bot
