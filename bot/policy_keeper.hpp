// The policies and calendars of a running bot: loaded at the start and on SIGHUP, completed with
// the versions other instances made, and compared with the files those run with (DESIGN.md 4).
#pragma once

#include "bot/policy_versions.hpp"
#include "core/base/log.hpp"
#include "core/ports/clock.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fillrate::bot {

/// Times of telling the others which file this instance runs with.
struct policy_times {
    milliseconds look{10'000};     ///< what the others say
    milliseconds tell{300'000};    ///< again, so that it does not look like an instance gone
    milliseconds forget{720'000};  ///< an instance that has not told for so long
};

/// An instance and the file it said it runs with.
struct told_policies {
    std::string instance{};
    std::string hash{};
    std::int64_t at_ms = 0;  ///< real time
    friend bool operator==(const told_policies&, const told_policies&) = default;
};

/// Instances other than ours that run with another file, by the last word of each.
[[nodiscard]] std::vector<std::string> instances_that_differ(
    const std::vector<told_policies>& told,
    const told_policies& ours,
    milliseconds forget
);

class policy_keeper {
public:
    struct parts {
        ports::store& store;
        ports::clock& clock;
        logger& log;
        const record_codec& codec;
        domain::policy_book& book;
    };
    policy_keeper(parts with, std::string instance, policy_times times = {});

    /// Numbers what the file says and makes it what new clocks get. On an error the book stays as
    /// it was.
    [[nodiscard]] async::awaitable<result<void>> load(config::policy_file file);
    /// Until cancelled; for instances that are not alone on their store.
    [[nodiscard]] async::awaitable<void> run();
    /// This instance runs no more.
    [[nodiscard]] async::awaitable<void> leave();

    /// Whether another instance runs with another file.
    [[nodiscard]] bool differs() const noexcept { return !differing_.empty(); }

private:
    void take(stored_policies loaded);
    void adopt(stored_policies loaded);
    [[nodiscard]] ports::commit_batch batch_at(std::int64_t wire_ms) const;
    [[nodiscard]] async::awaitable<void> tell();
    [[nodiscard]] async::awaitable<void> look();
    [[nodiscard]] async::awaitable<void> learn();
    void compare(const std::vector<told_policies>& told);

    parts with_;
    std::string instance_;
    policy_times times_;
    rule_texts texts_{};
    std::string hash_{};
    std::uint64_t version_ = 0;  ///< of the list
    policy_list list_{};
    std::string told_{};  ///< the hash the others were told last
    steady_instant tell_again_{};
    std::vector<std::string> differing_{};
};

}  // namespace fillrate::bot
