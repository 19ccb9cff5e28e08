#include "bot/dispatcher.hpp"

#include <algorithm>

#include "bot/event_codec.hpp"
#include "core/domain/names.hpp"

namespace fillrate::bot {

namespace {

constexpr std::size_t most_at_once = 32;
constexpr std::uint32_t page = 100;
constexpr std::uint32_t most_pages = 20;
constexpr milliseconds longest_sleep{1000};
constexpr milliseconds pause_after_failure{250};
constexpr std::uint32_t kept_web_messages = 5000;
/// A queue with nothing in it is looked at again when something is added, which lowers its score.
constexpr std::int64_t never_ms = 253'370'764'800'000;  // year 9999

std::string workspace_of(const domain::conversation& to) { return to.platform + '|' + to.tenant; }

}  // namespace

/// The head of one conversation's queue while it is being sent.
struct dispatcher::job {
    conversation_id conversation{};
    queued item{};
    std::int64_t score = 0;
    std::uint64_t epoch = 0;
    std::string name{};          ///< of the record that holds the progress
    std::uint64_t version = 0;   ///< of that record
    chat::outgoing what{};       ///< notices
    card_record card{};          ///< cards
    domain::conversation to{};

    [[nodiscard]] sending& progress() { return item.card ? card.progress : notice_progress; }
    [[nodiscard]] const sending& progress() const { return item.card ? card.progress : notice_progress; }
    [[nodiscard]] bool is_edit() const { return item.card && !card.message_id.empty(); }
    [[nodiscard]] std::string body() const {
        if (item.card) {
            return to_json(card);
        }
        notice stored;
        stored.what = what;
        stored.progress = notice_progress;
        return to_json(stored);
    }

    sending notice_progress{};
};

dispatcher::dispatcher(parts on, std::map<std::string, ports::platform*, std::less<>> platforms)
    : on_(on),
      platforms_(std::move(platforms)),
      wake_(on.where),
      scope_(on.where, [this](std::string_view name, std::exception_ptr) {
          on_.log.error("a sender ended by an exception", {{"name", name}});
      }) {}

void dispatcher::block(const std::string& conversation, steady_instant until) {
    auto& at = blocked_[conversation];
    at = std::max(at, until);
}

void dispatcher::block_until_wire(const std::string& conversation, wire_instant until) {
    const auto wait = std::max(milliseconds{0}, until - on_.clock.wire_now());
    block(conversation, on_.clock.steady_now() + wait);
}

async::awaitable<result<ports::commit_result>> dispatcher::commit(ports::commit_batch batch) {
    batch.now_ms = to_unix_ms(on_.clock.now());
    co_return co_await on_.store.commit(batch);
}

dispatcher::step dispatcher::after_commit(const result<ports::commit_result>& done) {
    if (!done) {
        return step::stop;  // the store is away or its answer was lost: read again later
    }
    if (done->what == ports::commit_result::status::fenced) {
        on_.lease.fenced();
        return step::stop;
    }
    return step::next;
}

// A crash between raising a queue's score and looking into it would leave it asleep: on taking the lease all are looked at.
async::awaitable<void> dispatcher::recover_queues(std::uint64_t epoch) {
    std::uint32_t offset = 0;
    for (;;) {
        ports::range_query all;
        all.set = std::string(outbox_set);
        all.offset = offset;
        all.limit = page;
        const auto conversations = co_await on_.store.range(all);
        if (!conversations) {
            recovering_ = true;
            co_return;
        }
        ports::commit_batch batch;
        batch.epoch = epoch;
        for (const auto& member : *conversations) {
            ports::range_query head;
            head.set = queue_of(conversation_id{member.name});
            head.limit = 1;
            const auto first = co_await on_.store.range(head);
            if (first && !first->empty() && first->front().score < member.score && batch.members.size() < 50) {
                batch.members.push_back({std::string(outbox_set), member.name, first->front().score, true});
            }
        }
        if (!batch.members.empty()) {
            static_cast<void>(co_await commit(std::move(batch)));
        }
        if (conversations->size() < page) {
            co_return;
        }
        offset += page;
    }
}

async::awaitable<void> dispatcher::start_due() {
    const auto now = on_.clock.steady_now();
    for (std::uint32_t i = 0; i < most_pages && busy_.size() < most_at_once; ++i) {
        ports::range_query query;
        query.set = std::string(outbox_set);
        query.to = to_unix_ms(on_.clock.now());
        query.offset = i * page;
        query.limit = page;
        const auto due = co_await on_.store.range(query);
        if (!due) {
            co_return;
        }
        for (const auto& member : *due) {
            const auto blocked = blocked_.find(member.name);
            const bool waits = blocked != blocked_.end() && blocked->second > now;
            if (!waits && busy_.size() < most_at_once && busy_.insert(member.name).second) {
                blocked_.erase(member.name);
                async::spawn(scope_, "send " + member.name, work(member.name));
            }
        }
        if (due->size() < page) {
            co_return;
        }
    }
}

async::awaitable<void> dispatcher::run() {
    for (;;) {
        const auto epoch = on_.lease.epoch();
        if (epoch && on_.lease.may_send()) {
            if (recovering_) {
                recovering_ = false;
                co_await recover_queues(*epoch);
            }
            co_await start_due();
        }
        auto until = on_.clock.steady_now() + longest_sleep;
        for (const auto& [name, at] : blocked_) {
            if (at > on_.clock.steady_now()) {
                until = std::min(until, at);
            }
        }
        ports::range_query first;
        first.set = std::string(outbox_set);
        first.from = to_unix_ms(on_.clock.now()) + 1;
        first.limit = 1;
        const auto next = co_await on_.store.range(first);
        if (next && !next->empty() && next->front().score < never_ms) {
            until = std::min(until, on_.clock.steady_for(from_unix_ms(next->front().score)));
        }
        co_await on_.clock.wait(wake_, until);
    }
}

async::awaitable<void> dispatcher::work(std::string conversation) {
    const conversation_id id{conversation};
    for (;;) {
        const auto epoch = on_.lease.epoch();
        if (!epoch || !on_.lease.may_send()) {
            break;
        }
        const auto did = co_await send_head(id, *epoch);
        if (did == step::next) {
            continue;
        }
        if (did == step::stop) {
            block(conversation, on_.clock.steady_now() + pause_after_failure);
            break;
        }
        const bool more = co_await settle_queue(id, *epoch);
        if (!more) {
            break;
        }
    }
    busy_.erase(conversation);
    wake_.notify();
}

// Nothing is due: say when to look again, then look once more, since something may have been added in between.
async::awaitable<bool> dispatcher::settle_queue(conversation_id conversation, std::uint64_t epoch) {
    const auto blocked = blocked_.find(conversation.value);
    if (blocked != blocked_.end() && blocked->second > on_.clock.steady_now()) {
        co_return false;  // the queue stays due; the wait is ours
    }
    ports::range_query head;
    head.set = queue_of(conversation);
    head.limit = 1;
    const auto first = co_await on_.store.range(head);
    if (!first) {
        co_return false;
    }
    const auto now = to_unix_ms(on_.clock.now());
    if (!first->empty() && first->front().score <= now) {
        co_return true;
    }
    ports::commit_batch batch;
    batch.epoch = epoch;
    const auto next = first->empty() ? never_ms : first->front().score;
    batch.members.push_back({std::string(outbox_set), conversation.value, next, false});
    const auto done = co_await commit(std::move(batch));
    if (after_commit(done) == step::stop) {
        co_return false;
    }
    const auto again = co_await on_.store.range(head);
    if (!again || again->empty() || (!first->empty() && again->front() == first->front())) {
        co_return false;
    }
    ports::commit_batch lower;
    lower.epoch = epoch;
    lower.members.push_back({std::string(outbox_set), conversation.value, again->front().score, true});
    static_cast<void>(co_await commit(std::move(lower)));
    co_return again->front().score <= to_unix_ms(on_.clock.now());
}

// Reads the record that holds the item's progress. False: the item is gone (taken back).
async::awaitable<result<bool>> dispatcher::load(job& item) {
    item.name = item.item.card ? card_name(item.conversation, item.item.id) : notice_name(item.item.id);
    record_loader loader(on_.store, on_.codec, command_id{});
    const auto place_name = domain::record_name(item.conversation);
    std::vector<std::string> names{item.name};
    const auto fetched = co_await loader.prefetch(std::move(names));
    if (!fetched) {
        co_return fetched.error();
    }
    std::vector<std::string> places{place_name};
    const auto place = co_await loader.load(std::move(places));
    if (!place) {
        co_return place.error();
    }
    if (const auto* to = loader.seen().find<domain::conversation>(place_name)) {
        item.to = *to;
    }
    const auto json = loader.own_record(item.name);
    if (!json) {
        co_return json.error();
    }
    item.version = loader.stored(item.name)->version;
    if (json->empty()) {
        co_return item.item.card;
    }
    if (item.item.card) {
        auto card = card_from_json(*json);
        if (!card) {
            co_return card.error();
        }
        item.card = std::move(*card);
        if (item.card.progress.state == outbox_state::dead) {
            item.card.progress = sending{};  // given up before; a new refresh is a new try
        }
        co_return true;
    }
    auto stored = notice_from_json(*json);
    if (!stored) {
        co_return stored.error();
    }
    item.what = std::move(stored->what);
    item.notice_progress = std::move(stored->progress);
    co_return true;
}

async::awaitable<dispatcher::step> dispatcher::send_head(conversation_id conversation, std::uint64_t epoch) {
    ports::range_query head;
    head.set = queue_of(conversation);
    head.to = to_unix_ms(on_.clock.now());
    head.limit = 1;
    const auto first = co_await on_.store.range(head);
    if (!first) {
        co_return step::stop;
    }
    if (first->empty()) {
        co_return step::wait;
    }
    job item;
    item.conversation = std::move(conversation);
    item.score = first->front().score;
    item.epoch = epoch;
    auto parsed = parse_member(first->front().name);
    item.item = parsed.value_or(queued{});
    const auto loaded = co_await load(item);
    if (!loaded) {
        co_return step::stop;
    }
    if (!parsed || !*loaded) {
        ++counted_.dropped;
        co_return co_await remove(item);
    }
    const wire_instant wait_until{milliseconds{item.progress().wait_until_ms}};
    if (item.progress().state == outbox_state::retry && wait_until > on_.clock.wire_now()) {
        block_until_wire(item.conversation.value, wait_until);
        co_return step::wait;
    }
    if (item.progress().state == outbox_state::sending || item.progress().state == outbox_state::unknown) {
        co_return co_await reconcile(item);
    }
    const auto now = on_.clock.now();
    auto made = item.item.card
                    ? on_.compose.card(item.conversation, item.item.id, item.is_edit(), now)
                    : on_.compose.notice_text(item.what, now);
    auto composed = co_await std::move(made);
    if (!composed) {
        on_.log.error("cannot compose", {{"item", item.name}, {"detail", composed.error().detail}});
        co_return step::stop;
    }
    switch (composed->step) {
        case composition::what::drop: ++counted_.dropped; co_return co_await remove(item);
        case composition::what::later: co_return co_await postpone(item, composed->later_at);
        case composition::what::refused: {
            ++counted_.dead;
            on_.log.error("message not sent", {{"item", item.name}, {"why", composed->why}});
            co_return co_await remove(item);
        }
        case composition::what::send: break;
    }
    co_return co_await deliver(item, std::move(*composed));
}

async::awaitable<std::string> dispatcher::thread_of(job& item, const domain::conversation& to) {
    if (item.item.card || !item.what.in_thread) {
        co_return std::string{};
    }
    record_loader loader(on_.store, on_.codec, command_id{});
    const auto name = card_name(item.conversation, item.what.subject);
    std::vector<std::string> names{name};
    const auto fetched = co_await loader.prefetch(std::move(names));
    if (!fetched) {
        co_return std::string{};
    }
    const auto json = loader.own_record(name);
    const auto card = json && !json->empty() ? card_from_json(*json) : result<card_record>(errc::not_found);
    const auto platform = platforms_.find(to.platform);
    if (!card || card->message_id.empty() || platform == platforms_.end()) {
        co_return std::string{};
    }
    co_return platform->second->thread_of(card->message_id);
}

ports::delivery dispatcher::delivery_of(const job& item, const composition& made, std::string thread) const {
    ports::delivery out;
    out.id = item.progress().attempt_id;
    out.to.tenant = made.to.tenant;
    out.to.channel = made.to.channel;
    out.to.user = made.to.channel.empty() ? made.to.user : std::string{};
    out.to.thread = std::move(thread);
    out.content = made.content;
    if (item.item.card) {
        out.card = item.item.id;
        out.edits = item.card.message_id;
    }
    return out;
}

async::awaitable<dispatcher::step> dispatcher::deliver(job& item, composition made) {
    const auto found = platforms_.find(made.to.platform);
    if (found == platforms_.end()) {
        on_.log.warn("no platform for a message", {{"item", item.name}, {"platform", made.to.platform}});
        ++counted_.dead;
        co_return co_await remove(item);
    }
    auto& platform = *found->second;
    if (platform.in_store()) {
        co_return co_await store_message(item, std::move(made));
    }
    const auto workspace = blocked_.find(workspace_of(made.to));
    if (workspace != blocked_.end() && workspace->second > on_.clock.steady_now()) {
        block(item.conversation.value, workspace->second);
        co_return step::wait;
    }
    const auto slot = pacers_[item.conversation.value].reserve(platform.per_conversation(), on_.clock.steady_now());
    co_await on_.clock.sleep_until(slot);
    auto thread = co_await thread_of(item, made.to);

    auto& progress = item.progress();
    progress.state = outbox_state::sending;
    progress.attempt_id = on_.ids.next(on_.clock.now());
    progress.attempts += 1;
    progress.looks = 0;
    progress.epoch = item.epoch;
    progress.started_ms = on_.clock.wire_now().time_since_epoch().count();
    const auto saved = co_await save_progress(item);
    if (saved == step::stop) {
        co_return step::stop;
    }
    // The lease may have aged while the store answered: never send on one that another may have taken.
    const bool still_ours = on_.lease.may_send() && on_.lease.epoch() == item.epoch;
    if (!still_ours) {
        co_return step::stop;
    }
    const auto out = delivery_of(item, made, std::move(thread));
    const auto receipt = co_await platform.post(out);
    switch (receipt.what) {
        case ports::receipt::status::sent: {
            ++(item.is_edit() ? counted_.edited : counted_.sent);
            co_return co_await finish(item, receipt.message_id, made);
        }
        case ports::receipt::status::gone: {
            item.card.message_id.clear();
            progress.state = outbox_state::retry;
            progress.wait_until_ms = 0;
            co_return co_await save_progress(item);
        }
        case ports::receipt::status::retry:
        case ports::receipt::status::unknown:
        case ports::receipt::status::dead: break;
    }
    progress = after_receipt(progress, receipt, item.is_edit(), on_.clock.wire_now(), on_.random);
    if (!receipt.whole_conversation && receipt.wait.count() > 0) {
        block(workspace_of(made.to), on_.clock.steady_now() + receipt.wait);
    }
    if (progress.state == outbox_state::dead) {
        ++counted_.dead;
        on_.log.error("message given up", {{"item", item.name}, {"reason", progress.reason}});
        co_return co_await remove(item);
    }
    ++(progress.state == outbox_state::unknown ? counted_.unknown : counted_.retried);
    co_return co_await save_progress(item);
}

// An item whose fate is unknown: after a lost reply, or a crash between SENDING and SENT.
async::awaitable<dispatcher::step> dispatcher::reconcile(job& item) {
    auto& progress = item.progress();
    const auto how = item.item.card ? chat::delivery_class::alert : item.what.how;
    const auto platform = platforms_.find(item.to.platform);
    if (platform == platforms_.end()) {
        co_return co_await remove(item);
    }
    if (item.is_edit()) {
        progress.state = outbox_state::retry;
        progress.wait_until_ms = 0;
        co_return co_await save_progress(item);
    }
    const auto look_at = next_look(progress);
    if (look_at > on_.clock.wire_now()) {
        block_until_wire(item.conversation.value, look_at);
        co_return step::wait;
    }
    composition made;
    made.to = item.to;
    auto thread = co_await thread_of(item, item.to);
    const auto out = delivery_of(item, made, std::move(thread));
    const auto seen = co_await platform->second->find(out, wire_instant{milliseconds{progress.started_ms}});
    if (seen.what == ports::sighting::status::found) {
        ++counted_.found;
        made.subject_version = 0;  // what it showed is not known: the card is refreshed once more
        co_return co_await finish(item, seen.message_id, made);
    }
    progress.state = outbox_state::unknown;
    progress = after_look(progress, how, on_.clock.wire_now());
    if (progress.state == outbox_state::dead) {
        ++counted_.dead;
        on_.log.error("message given up", {{"item", item.name}, {"reason", progress.reason}});
        co_return co_await remove(item);
    }
    co_return co_await save_progress(item);
}

// SENT: the receipt of a notice removes it; that of a card remembers where the card is.
ports::commit_batch dispatcher::receipt_batch(
    const job& item,
    const std::string& message_id,
    const composition& made
) {
    ports::commit_batch batch;
    batch.epoch = item.epoch;
    batch.expected.push_back({item.name, item.version});
    const auto member = member_of(item.item);
    if (!item.item.card) {
        batch.writes.push_back({item.name, std::nullopt});
        batch.members.push_back({queue_of(item.conversation), member, std::nullopt, false});
        return batch;
    }
    card_record card;
    card.message_id = item.card.message_id.empty() ? message_id : item.card.message_id;
    card.shown = made.shown_events;
    batch.writes.push_back({item.name, on_.codec.wrap(item.name, to_json(card))});
    const auto platform = platforms_.find(item.to.platform);
    if (item.card.message_id.empty() && platform != platforms_.end()) {
        const auto thread = platform->second->thread_of(message_id);
        const auto name = on_.names.thread_record(item.to.platform, item.to.tenant, item.to.channel, thread);
        batch.writes.push_back({name, on_.codec.wrap(name, thread_to_json(item.item.id))});
    }
    return batch;
}

async::awaitable<dispatcher::step> dispatcher::finish(job& item, std::string message_id, const composition& made) {
    auto batch = receipt_batch(item, message_id, made);
    if (!item.item.card) {
        const auto done = co_await commit(std::move(batch));
        co_return after_commit(done);
    }
    // The mark goes only if the card shows the newest state; otherwise it stays and the card is refreshed again.
    auto with_mark = batch;
    if (made.step == composition::what::send) {
        with_mark.expected.push_back({item.item.id, made.subject_version});
        std::optional<std::int64_t> later;
        if (made.again_at) {
            later = to_unix_ms(*made.again_at);
        }
        with_mark.members.push_back({queue_of(item.conversation), member_of(item.item), later, false});
        const auto done = co_await commit(std::move(with_mark));
        const bool moved_on = done && done->what == ports::commit_result::status::conflict;
        if (!moved_on) {
            co_return after_commit(done);
        }
    }
    const auto done = co_await commit(std::move(batch));
    co_return after_commit(done);
}

async::awaitable<dispatcher::step> dispatcher::store_message(job& item, composition made) {
    auto& platform = *platforms_.at(made.to.platform);
    auto thread = co_await thread_of(item, made.to);
    item.progress().attempt_id = on_.ids.next(on_.clock.now());
    const auto out = delivery_of(item, made, std::move(thread));
    auto batch = receipt_batch(item, out.id, made);
    ports::stream_append entry;
    entry.stream = "web:" + made.to.channel;
    entry.body = platform.encode(out);
    entry.keep = kept_web_messages;
    batch.appends.push_back(std::move(entry));
    if (item.item.card) {
        batch.expected.push_back({item.item.id, made.subject_version});
        std::optional<std::int64_t> later;
        if (made.again_at) {
            later = to_unix_ms(*made.again_at);
        }
        batch.members.push_back({queue_of(item.conversation), member_of(item.item), later, false});
    }
    const auto done = co_await commit(std::move(batch));
    if (done && done->what == ports::commit_result::status::committed) {
        ++(item.is_edit() ? counted_.edited : counted_.sent);
        if (on_stored) {
            on_stored(made.to.channel);
        }
    }
    co_return after_commit(done);
}

async::awaitable<dispatcher::step> dispatcher::save_progress(job& item) {
    ports::commit_batch batch;
    batch.epoch = item.epoch;
    batch.expected.push_back({item.name, item.version});
    batch.writes.push_back({item.name, on_.codec.wrap(item.name, item.body())});
    const auto done = co_await commit(std::move(batch));
    const auto next = after_commit(done);
    if (next == step::next && done->what == ports::commit_result::status::committed) {
        item.version += 1;
        co_return step::next;
    }
    co_return step::stop;
}

async::awaitable<dispatcher::step> dispatcher::remove(job& item) {
    ports::commit_batch batch;
    batch.epoch = item.epoch;
    if (!item.item.card) {
        batch.expected.push_back({item.name, item.version});
        batch.writes.push_back({item.name, std::nullopt});
    } else if (item.progress().state == outbox_state::dead) {
        batch.expected.push_back({item.name, item.version});
        batch.writes.push_back({item.name, on_.codec.wrap(item.name, item.body())});
    }
    batch.members.push_back({queue_of(item.conversation), member_of(item.item), std::nullopt, false});
    if (item.progress().state == outbox_state::dead) {
        batch.members.push_back({std::string(dead_set), item.name, to_unix_ms(on_.clock.now()), false});
    }
    const auto done = co_await commit(std::move(batch));
    co_return after_commit(done);
}

async::awaitable<dispatcher::step> dispatcher::postpone(job& item, instant until) {
    ports::commit_batch batch;
    batch.epoch = item.epoch;
    batch.members.push_back({queue_of(item.conversation), member_of(item.item), to_unix_ms(until), false});
    const auto done = co_await commit(std::move(batch));
    co_return after_commit(done);
}

}  // namespace fillrate::bot
