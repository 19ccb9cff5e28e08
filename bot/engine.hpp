// The way of a command (DESIGN.md 2): who and where, dedupe, grammar, gate, decide until it has
// what it needs, one commit, the answer. A press, a form and a due timer go the same way.
#pragma once

#include "bot/action_seal.hpp"
#include "bot/claim_codes.hpp"
#include "bot/fetch_orders.hpp"
#include "bot/file_desk.hpp"
#include "bot/identity.hpp"
#include "bot/outbox.hpp"
#include "bot/record_codec.hpp"
#include "bot/record_loader.hpp"
#include "bot/unit_of_work.hpp"
#include "core/async/awaitable.hpp"
#include "core/async/turns.hpp"
#include "core/base/log.hpp"
#include "core/base/random.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/inbox.hpp"
#include "core/ports/store.hpp"
#include "handlers/handler.hpp"
#include "handlers/strangers.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::bot {

struct engine_options {
    std::string root{"/hire"};
    /// The demo: unknown people of other platforms act as this person, unknown channels count as
    /// internal.
    person_id guest{};
    /// How long a request may wait for a store that is away (Slack waits 3 s; RELIABILITY.md 4.3).
    milliseconds patience{2000};
    /// Where files are kept; null: nowhere, so that only links are taken.
    const file_desk* files = nullptr;
};

/// A kept file on its way to somebody who may read it.
struct opened_file {
    std::string name{};
    std::string_view media_type{};
    std::string bytes{};
};

class engine final : public ports::inbox {
public:
    /// Everything it stands on; all outlive it.
    struct parts {
        async::executor where;
        ports::store& store;
        ports::clock& clock;
        random_source& random;
        logger& log;
        const record_codec& codec;
        const action_seal& seal;
        const identity& names;
        const claim_codes& claims;
        domain::policy_book& book;
        outbox_ids& ids;
    };
    /// Told after a commit that put something into the outbox or moved a timer.
    struct wakers {
        std::function<void()> outbox{};
        std::function<void()> timers{};
        /// Told after a commit that kept a fetch_order. Empty: no platform has files to fetch.
        std::function<void()> fetch{};
    };

    engine(parts on, engine_options options, wakers wake);

    [[nodiscard]] async::awaitable<chat::reply> handle(const chat::request& request) override;

    /// Decides what a due timer means and commits it under `epoch`. A stale timer is only removed.
    /// Errors: fenced; unavailable, unknown_outcome: try again.
    [[nodiscard]] async::awaitable<result<void>> fire(std::string member, std::uint64_t epoch);

    /// The kept file that a link leads to; committed as opened, so a second time there is none.
    /// Errors: not_found, for everything that opens nothing, whatever the reason; unavailable.
    [[nodiscard]] async::awaitable<result<opened_file>> open_file(std::string token);

    /// Attaches what was fetched, once; for want of it whoever gave it is told, or else the owner.
    /// The same commit removes the order. Errors: the store's; the order stays.
    [[nodiscard]] async::awaitable<result<void>> attach_fetched(
        fetch_order order,
        std::optional<domain::given_resume> kept
    );

    /// Commits a decision nobody typed (demo data, import), with dedupe by its id.
    [[nodiscard]] async::awaitable<result<void>> apply(handlers::decision decided, authorship by);

    /// The number the next new requisition gets instead of a reserved one; 0: reserve (the demo's
    /// history).
    void next_number(std::uint32_t number) noexcept { next_number_ = number; }

    struct counters {
        std::uint64_t commands = 0, commits = 0, refusals = 0, duplicates = 0, conflicts = 0,
                      failures = 0;
    };
    [[nodiscard]] const counters& counted() const noexcept { return counted_; }

private:
    struct asking;

    [[nodiscard]] async::awaitable<result<chat::reply>> attempt(asking& ask);
    [[nodiscard]] async::awaitable<result<void>> resolve(asking& ask);
    void fill_context(asking& ask, const person_id& who, const domain::mapping* channel) const;
    [[nodiscard]] async::awaitable<result<void>> resolve_thread(asking& ask);
    [[nodiscard]] async::awaitable<result<void>> resolve_last(asking& ask);
    [[nodiscard]] async::awaitable<result<std::optional<chat::reply>>> resolve_called(asking& ask);
    /// Everybody the line names; the reply, if there is one, says who is not known or not clear.
    [[nodiscard]] async::awaitable<result<std::optional<chat::reply>>> resolve_named(asking& ask);
    [[nodiscard]] async::awaitable<result<void>> welcome_channel(asking& ask);
    /// As resolve(), once more when that met somebody from outside.
    [[nodiscard]] async::awaitable<result<void>> resolve_and_meet(asking& ask);
    /// True: something was written down of who is met in that room, and is to be read again.
    [[nodiscard]] async::awaitable<result<bool>> meet_outsider(const asking& ask);
    [[nodiscard]] async::awaitable<result<std::optional<handlers::decision>>> decide_meeting(
        const handlers::context& ctx,
        const handlers::outsider& who,
        record_loader& loader
    );
    [[nodiscard]] async::awaitable<result<handlers::outcome>> decide(
        asking& ask,
        handlers::decide_function function
    );
    [[nodiscard]] async::awaitable<result<chat::reply>> run(asking& ask);
    /// Silent for whoever is not of the firm's desk.
    [[nodiscard]] async::awaitable<result<chat::reply>> note_message(asking& ask);
    [[nodiscard]] async::awaitable<result<chat::reply>> undo(asking& ask);
    [[nodiscard]] async::awaitable<result<chat::reply>> claim(asking& ask);
    [[nodiscard]] async::awaitable<result<chat::reply>> import_pasted(asking& ask);
    void wake_all() const;
    [[nodiscard]] async::awaitable<void> note_activity(const asking& ask);
    [[nodiscard]] async::awaitable<result<chat::reply>> already_done(
        asking& ask,
        std::string outcome
    );
    [[nodiscard]] async::awaitable<result<handlers::decision>> decide_timer(
        record_loader& loader,
        const std::string& name,
        const authorship& by
    );
    [[nodiscard]] async::awaitable<result<ports::commit_result>> commit(prepared_commit ready);
    /// As commit(), where a redelivery changes nothing more. Errors: conflict, fenced; the store's.
    [[nodiscard]] async::awaitable<result<void>> commit_or_conflict(prepared_commit ready);
    [[nodiscard]] std::optional<chat::reply> understand(asking& ask);
    /// `meant`: as a command, not perhaps a sentence.
    [[nodiscard]] std::optional<chat::reply> read_typed(
        asking& ask,
        const chat::typed_line& line,
        bool meant
    );
    [[nodiscard]] async::awaitable<result<std::optional<chat::reply>>> resolve_mentions(asking& ask
    );
    void take_upload(asking& ask) const;
    /// Whether the commit now keeps an order for the form's file.
    [[nodiscard]] bool order_fetch(
        ports::commit_batch& into,
        const asking& ask,
        const std::vector<domain::event>& events
    ) const;
    [[nodiscard]] async::awaitable<result<std::optional<handlers::decision>>> decide_attaching(
        const fetch_order& order,
        std::optional<domain::given_resume> kept,
        const domain::person* giver,
        record_loader& loader
    );
    [[nodiscard]] async::awaitable<result<ports::commit_result>> attach_once(
        const fetch_order& order,
        const std::optional<domain::given_resume>& kept
    );
    [[nodiscard]] async::awaitable<result<opened_file>> open_once(const file_link& link);
    [[nodiscard]] async::awaitable<result<opened_file>> open_rows(const file_link& link);
    /// A file that a decision promises to send is looked for before: an answer when it is missing.
    [[nodiscard]] std::optional<chat::reply> missing_file(
        const asking& ask,
        const handlers::decision& decided
    ) const;
    [[nodiscard]] async::awaitable<result<handlers::outcome>> decide_opening(
        const handlers::context& ctx,
        record_loader& loader,
        handlers::decide_function function
    );
    void note_refusal(const asking& ask);
    [[nodiscard]] async::awaitable<void> take_turn(asking& ask, std::string subject);
    [[nodiscard]] async::awaitable<void> queue_up(asking& ask);
    void remember(const asking& ask);
    [[nodiscard]] std::vector<std::string> guess(const asking& ask) const;
    [[nodiscard]] chat::reply sealed(const asking& ask, chat::reply reply) const;

    parts on_;
    engine_options options_;
    wakers wake_;
    async::turns turns_;
    counters counted_{};
    std::uint32_t next_number_ = 0;
    /// Which records a (person, place, subject) needed last time: fetched ahead in one round trip.
    std::map<std::string, std::vector<std::string>> hints_{};
};

}  // namespace fillrate::bot
