// Watches a run from outside: every commit the store took, every post the platform saw, every
// answer a person got; says which promise was broken first (RELIABILITY.md 4.1, 5).
#pragma once

#include "bot/outbox.hpp"
#include "core/base/instant.hpp"
#include "core/chat/message.hpp"
#include "core/ports/platform.hpp"
#include "core/ports/store.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace fillrate::simulation {

class ledger {
public:
    /// Wall clocks are stepped in this run: times of different moments cannot be compared.
    void wire_clock_jumps() noexcept { wire_is_steady_ = false; }

    // The store tells of each commit as the bot asked for it, and what became of it.
    void committed(
        const ports::commit_batch& asked,
        const ports::commit_result& effect,
        instant now,
        wire_instant wire
    );
    void refused_by_limits(const ports::commit_batch& asked, const error& why);
    /// The lease was taken or renewed.
    void lease_is(std::uint64_t epoch);
    /// The store's answer reached the bot.
    void told(const std::string& command);

    /// A person got an answer.
    void answered(const std::string& command, bool settled);
    void answered_text(const std::string& audience, const chat::message& text);

    // The platform tells of each post before it has any effect, and of what became of it.
    void posting(const ports::delivery& item);
    void became_visible(const ports::delivery& item);
    /// A look did not show what is, or will be, visible.
    void look_missed(const std::string& attempt);
    void card_was_deleted(const std::string& attempt);
    void shown(const std::string& audience, const chat::message& text);

    /// Once everything is quiet.
    void check_end();

    /// Commands in the event stream, and how many events each has.
    [[nodiscard]] std::uint64_t commits() const noexcept { return commits_; }
    [[nodiscard]] std::uint64_t user_commits() const noexcept { return durable_.size(); }
    [[nodiscard]] std::uint64_t timers_fired() const noexcept { return fired_.size(); }

    /// Members of the queues and when they are due, as the store has them.
    [[nodiscard]] bool anything_queued() const;
    /// When the first of what is queued may go, in Unix milliseconds; at least one is.
    [[nodiscard]] std::int64_t first_queued() const;
    [[nodiscard]] bool anything_due(instant now) const;
    /// For the report: names what is due by then.
    [[nodiscard]] std::string what_is_due(instant now) const;

    void violate(std::string what);
    [[nodiscard]] const std::optional<std::string>& broken() const noexcept { return broken_; }

private:
    struct position {
        std::int64_t score = 0;
        std::uint64_t changed = 0;  ///< commit number of its last change
    };
    using queue = std::map<std::string, position>;
    struct tracked {
        bot::outbox_state state = bot::outbox_state::pending;
        std::string attempt{};
        std::int64_t wait_until_ms = 0;
        std::uint64_t epoch = 0;
        bool exists = false;
        bool edits = false;  ///< a notice that takes the place of another: it adds no message
    };

    [[nodiscard]] std::string describe(const std::string& conversation, const std::string& member)
        const;
    void follow_member(const ports::member_change& change);
    void follow_write(
        const ports::commit_batch& batch,
        const ports::record_write& write,
        wire_instant wire
    );
    void follow_notice_end(
        const ports::commit_batch& batch,
        const std::string& name,
        const tracked& before
    );
    void check_order(const std::string& name);
    void check_timer(const std::string& member, instant now);
    void check_canaries(const std::string& audience, const std::string& text);

    std::map<std::string, int> durable_{};  ///< by command: how often it was committed
    std::set<std::string> told_{};
    std::map<std::string, queue> queues_{};
    std::map<std::string, std::int64_t> timers_{};
    std::map<std::string, std::int64_t>
        wakes_{};  ///< by conversation: when its queue is looked at next
    std::set<std::string> fired_{};
    std::map<std::string, tracked> items_{};         ///< by record name
    std::map<std::string, std::string> attempts_{};  ///< attempt id to record name
    std::map<std::string, int> visible_{};           ///< by record name: messages people can see
    std::map<std::string, int>
        excused_{};  ///< by record name: further copies that nothing could prevent
    std::set<std::string> visible_attempts_{};
    std::set<std::string> missed_{};
    std::uint64_t commits_ = 0;
    std::uint64_t last_epoch_ = 0;
    std::uint64_t lease_epoch_ = 0;
    bool wire_is_steady_ = true;
    std::optional<std::string> broken_{};
};

}  // namespace fillrate::simulation
