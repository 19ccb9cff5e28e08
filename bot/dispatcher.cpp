#include "bot/dispatcher_job.hpp"
#include "core/domain/names.hpp"

#include <algorithm>

namespace fillrate::bot {

namespace {

constexpr std::size_t most_at_once = 32;
constexpr std::uint32_t page = 100;
constexpr std::uint32_t most_pages = 20;
constexpr std::size_t most_lowered = 50;  ///< of one page in one commit
constexpr milliseconds longest_sleep{1000};
constexpr milliseconds pause_after_failure{250};
/// A queue with nothing in it is looked at again when something is added, which lowers its score.
constexpr std::int64_t never_ms = 253'370'764'800'000;  // year 9999

}  // namespace

dispatcher::dispatcher(parts on, std::map<std::string, ports::platform*, std::less<>> platforms)
    : on_(on),
      platforms_(std::move(platforms)),
      wake_(on.where),
      stopped_(on.where),
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

// A crash between raising a queue's score and looking into it would leave it asleep: on taking the
// lease all are looked at.
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
            const bool asleep = first && !first->empty() && first->front().score < member.score;
            const bool fits = batch.members.size() < most_lowered;
            if (asleep && fits) {
                batch.members.push_back(
                    {std::string(outbox_set), member.name, first->front().score, true}
                );
            }
            recovering_ = recovering_ || !first || (asleep && !fits);
        }
        if (!batch.members.empty()) {
            const auto done = co_await commit(std::move(batch));
            recovering_ = recovering_ || after_commit(done) == step::stop;
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
        if (!stopping_ && epoch && on_.lease.may_send()) {
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
        if (stopping_ || !epoch || !on_.lease.may_send()) {
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

// Nothing is due: say when to look again, then look once more, since something may have been added
// in between.
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
    // From here on a failure may leave the queue asleep with something in it: all are looked at
    // again.
    if (after_commit(done) == step::stop) {
        recovering_ = true;
        co_return false;
    }
    const auto again = co_await on_.store.range(head);
    if (!again) {
        recovering_ = true;
        co_return false;
    }
    if (again->empty() || (!first->empty() && again->front() == first->front())) {
        co_return false;
    }
    ports::commit_batch lower;
    lower.epoch = epoch;
    lower.members.push_back(
        {std::string(outbox_set), conversation.value, again->front().score, true}
    );
    const auto lowered = co_await commit(std::move(lower));
    if (after_commit(lowered) == step::stop) {
        recovering_ = true;
        co_return false;
    }
    co_return again->front().score <= to_unix_ms(on_.clock.now());
}

// Reads the record that holds the item's progress. False: the item is gone (taken back).
async::awaitable<result<bool>> dispatcher::load(job& item) {
    item.name =
        item.item.card ? card_name(item.conversation, item.item.id) : notice_name(item.item.id);
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
    item.joined = std::move(stored->joined);
    co_return true;
}

async::awaitable<dispatcher::step> dispatcher::send_head(
    conversation_id conversation,
    std::uint64_t epoch
) {
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
    if (item.progress().state == outbox_state::sending ||
        item.progress().state == outbox_state::unknown) {
        co_return co_await reconcile(item);
    }
    const bool waits = co_await waits_for_others(item);
    if (waits) {
        co_return step::wait;
    }
    co_return co_await compose_and_deliver(item);
}

async::awaitable<dispatcher::step> dispatcher::compose_and_deliver(job& item) {
    const auto now = on_.clock.now();
    auto made = item.item.card
                    ? on_.compose.card(item.conversation, item.item.id, item.is_edit(), now)
                    : on_.compose.notices_text(item.said(), now);
    auto composed = co_await std::move(made);
    if (!composed) {
        on_.log.error("cannot compose", {{"item", item.name}, {"detail", composed.error().detail}});
        co_return step::stop;
    }
    switch (composed->step) {
        case composition::what::drop: {
            ++counted_.dropped;
            co_return co_await remove(item, composed->subject_version);
        }
        case composition::what::later:
            co_return co_await postpone(item, composed->later_at);
        case composition::what::pass_on:
            co_return co_await pass_on(item, std::move(composed->passed));
        case composition::what::refused: {
            ++counted_.dead;
            on_.log.error("message not sent", {{"item", item.name}, {"why", composed->why}});
            item.given_up = true;
            co_return co_await remove(item);
        }
        case composition::what::send:
            break;
    }
    const bool alone = item.joined.empty();
    const auto joined = co_await join_others(item);
    if (joined == step::stop) {
        co_return step::stop;
    }
    if (alone && !item.joined.empty()) {
        co_return step::next;  // it is looked at again, with all that it says now
    }
    co_return co_await deliver(item, std::move(*composed));
}

}  // namespace fillrate::bot
