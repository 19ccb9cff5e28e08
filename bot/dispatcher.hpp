// Sends what the outbox holds: in order and one at a time per conversation, durable before the
// first byte, looked up when the outcome is unknown (DESIGN.md 5). Works only while this instance
// owns the shard.
#pragma once

#include "bot/composer.hpp"
#include "bot/identity.hpp"
#include "bot/lease_holder.hpp"
#include "bot/outbox.hpp"
#include "bot/send_policy.hpp"
#include "core/async/event.hpp"
#include "core/async/scope.hpp"
#include "core/base/log.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/platform.hpp"
#include "core/ports/store.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::bot {

class dispatcher {
public:
    /// Everything it stands on; all outlive it.
    struct parts {
        async::executor where;
        ports::store& store;
        ports::clock& clock;
        random_source& random;
        logger& log;
        const record_codec& codec;
        const identity& names;
        outbox_ids& ids;
        composer& compose;
        lease_holder& lease;
    };

    dispatcher(parts on, std::map<std::string, ports::platform*, std::less<>> platforms);

    /// Until cancelled.
    [[nodiscard]] async::awaitable<void> run();
    /// Something was queued, or the lease is new.
    void wake() { wake_.notify(); }
    /// The lease became ours: queues whose wake-up a crash may have lost are looked at again.
    void recover() noexcept {
        recovering_ = true;
        wake();
    }

    /// Told after a message of an in-store conversation was committed.
    std::function<void(const std::string& channel)> on_stored{};

    [[nodiscard]] bool idle() const noexcept { return busy_.empty(); }
    /// Takes up no further item: the rest is the next owner's.
    void stop() noexcept {
        stopping_ = true;
        stopped_.notify();
    }
    /// Waits until no send is under way.
    [[nodiscard]] async::awaitable<bool> drain(milliseconds at_most) {
        return scope_.drain(at_most);
    }

    struct counters {
        std::uint64_t sent = 0, edited = 0, retried = 0, unknown = 0, found = 0, dead = 0,
                      dropped = 0;
    };
    [[nodiscard]] const counters& counted() const noexcept { return counted_; }

private:
    struct job;
    struct companion;
    enum class step { next, wait, stop };

    [[nodiscard]] async::awaitable<void> recover_queues(std::uint64_t epoch);
    [[nodiscard]] async::awaitable<void> start_due();
    [[nodiscard]] async::awaitable<void> work(std::string conversation);
    [[nodiscard]] async::awaitable<bool> settle_queue(
        conversation_id conversation,
        std::uint64_t epoch
    );
    [[nodiscard]] async::awaitable<step> compose_and_deliver(job& item);
    [[nodiscard]] async::awaitable<step> send_head(
        conversation_id conversation,
        std::uint64_t epoch
    );
    [[nodiscard]] async::awaitable<result<bool>> load(job& item);
    [[nodiscard]] async::awaitable<step> deliver(job& item, composition made);
    [[nodiscard]] async::awaitable<step> post(
        job& item,
        ports::platform& platform,
        composition made
    );
    /// What the platform answered.
    [[nodiscard]] async::awaitable<step> settle(
        job& item,
        const ports::receipt& receipt,
        const composition& made
    );
    [[nodiscard]] async::awaitable<bool> wait_for_turn(
        const job& item,
        const ports::platform& platform,
        const domain::conversation& to
    );
    void begin_attempt(job& item);
    [[nodiscard]] async::awaitable<step> give_up_or_retry(
        job& item,
        const ports::receipt& receipt,
        const domain::conversation& to
    );
    [[nodiscard]] async::awaitable<void> ask_to_be_invited(
        const job& item,
        const domain::conversation& to
    );
    [[nodiscard]] async::awaitable<bool> has_more_to_say(const job& item);
    [[nodiscard]] async::awaitable<step> reconcile(job& item);
    [[nodiscard]] async::awaitable<step> finish(
        job& item,
        std::string message_id,
        const composition& made
    );
    [[nodiscard]] async::awaitable<step> store_message(job& item, composition made);
    [[nodiscard]] async::awaitable<step> save_progress(job& item);
    /// `subject_version`: what the item was judged by, so that a card asked for again meanwhile
    /// stays asked for.
    [[nodiscard]] async::awaitable<step> remove(
        job& item,
        std::optional<std::uint64_t> subject_version = {}
    );
    /// Into the queue of who stands in for its reader.
    [[nodiscard]] async::awaitable<step> pass_on(job& item, chat::outgoing to);
    [[nodiscard]] async::awaitable<step> postpone(job& item, instant until);
    [[nodiscard]] async::awaitable<result<ports::commit_result>> commit(ports::commit_batch batch);
    [[nodiscard]] async::awaitable<std::string> thread_of(
        job& item,
        const domain::conversation& to
    );
    /// The message that this one takes the place of; false when there is none.
    [[nodiscard]] async::awaitable<bool> find_replaced(job& item);
    /// The same; `made` then says what that message still says beside it.
    [[nodiscard]] async::awaitable<result<bool>> take_place(job& item, composition& made);
    [[nodiscard]] async::awaitable<card_record> marked(std::string name);

    /// Timers that are due may bring more for the same reader: those come first.
    [[nodiscard]] async::awaitable<bool> waits_for_others(const job& item);
    /// What else of the queue is to be said to the same reader now.
    [[nodiscard]] async::awaitable<result<std::vector<companion>>> companions_of(const job& item);
    /// Takes them out of the queue and into this item, in one commit.
    [[nodiscard]] async::awaitable<step> join_others(job& item);
    [[nodiscard]] ports::commit_batch receipt_batch(
        const job& item,
        const std::string& message_id,
        const composition& made
    );
    [[nodiscard]] ports::delivery delivery_of(
        const job& item,
        const composition& made,
        std::string thread
    ) const;
    /// Records by which a later message can take the place of one that this message says.
    [[nodiscard]] static std::vector<std::pair<std::string, card_record>> marks_of(
        const job& item,
        const std::string& message_id
    );
    [[nodiscard]] step after_commit(const result<ports::commit_result>& done);
    void block(const std::string& conversation, steady_instant until);
    void block_until_wire(const std::string& conversation, wire_instant until);

    parts on_;
    std::map<std::string, ports::platform*, std::less<>> platforms_;
    async::event wake_;
    async::event stopped_;
    async::scope scope_;
    std::set<std::string> busy_{};
    std::map<std::string, steady_instant>
        blocked_{};  ///< conversations, and "<platform>|<tenant>" for whole workspaces
    std::map<std::string, pacer> pacers_{};
    std::map<std::string, steady_instant> held_{};  ///< conversations that wait for others, since
    bool recovering_ = false;
    bool stopping_ = false;
    counters counted_{};
};

}  // namespace fillrate::bot
