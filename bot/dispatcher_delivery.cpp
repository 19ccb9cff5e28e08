// One item from composed to SENT, or to whatever else became of it (DESIGN.md 5).
#include "bot/dispatcher_job.hpp"

#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::uint32_t kept_web_messages = 5000;

std::string workspace_of(const domain::conversation& to) {
    return to.platform + '|' + to.tenant;
}

// Whoever waits for it hears that it does not come.
void tell_unsent(
    ports::commit_batch& into,
    const chat::outgoing& lost,
    const record_codec& codec,
    outbox_ids& ids,
    instant now
) {
    notice word;
    word.what = lost;
    word.what.kind = std::exchange(word.what.if_unsent, {});
    word.what.not_before_ms = to_unix_ms(now);
    const auto id = ids.next(now);
    const auto name = notice_name(id);
    into.writes.push_back({name, codec.wrap(name, to_json(word))});
    enqueue(into, lost.conversation, {false, id}, word.what.not_before_ms);
}

}  // namespace

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
    const auto card =
        json && !json->empty() ? card_from_json(*json) : result<card_record>(errc::not_found);
    const auto platform = platforms_.find(to.platform);
    if (!card || card->message_id.empty() || platform == platforms_.end()) {
        co_return std::string{};
    }
    co_return platform->second->thread_of(card->message_id);
}

ports::delivery dispatcher::delivery_of(
    const job& item,
    const composition& made,
    std::string thread
) const {
    ports::delivery out;
    out.id = item.progress().attempt_id;
    out.to.tenant = made.to.tenant;
    out.to.channel = made.to.channel;
    out.to.user = made.to.channel.empty() ? made.to.user : std::string{};
    out.to.thread = std::move(thread);
    out.content = made.content;
    out.file = made.file;
    if (item.item.card) {
        out.card = item.item.id;
        out.edits = item.card.message_id;
    } else {
        out.edits = item.replaced;
    }
    return out;
}

// False: the whole workspace asked us to slow down.
async::awaitable<bool> dispatcher::wait_for_turn(
    const job& item,
    const ports::platform& platform,
    const domain::conversation& to
) {
    const auto workspace = blocked_.find(workspace_of(to));
    if (workspace != blocked_.end() && workspace->second > on_.clock.steady_now()) {
        block(item.conversation.value, workspace->second);
        co_return false;
    }
    const auto slot = pacers_[item.conversation.value].reserve(
        platform.per_conversation(),
        on_.clock.steady_now()
    );
    while (!stopping_ && on_.clock.steady_now() < slot) {
        co_await on_.clock.wait(stopped_, slot);
    }
    co_return !stopping_;
}

void dispatcher::begin_attempt(job& item) {
    auto& progress = item.progress();
    progress.state = outbox_state::sending;
    progress.attempt_id = on_.ids.next(on_.clock.now());
    progress.attempts += 1;
    progress.looks = 0;
    progress.epoch = item.epoch;
    progress.started_ms = on_.clock.wire_now().time_since_epoch().count();
}

async::awaitable<dispatcher::step> dispatcher::deliver(job& item, composition made) {
    const auto platform = platforms_.find(made.to.platform);
    if (platform == platforms_.end()) {
        on_.log.warn(
            "no platform for a message",
            {{"item", item.name}, {"platform", made.to.platform}}
        );
        ++counted_.dead;
        co_return co_await remove(item);
    }
    if (!item.item.card && item.what.replaces) {
        const auto there = co_await take_place(item, made);
        if (!there) {
            co_return step::stop;
        }
        if (!*there) {
            ++counted_.dropped;
            co_return co_await remove(item);
        }
    }
    if (platform->second->in_store()) {
        co_return co_await store_message(item, std::move(made));
    }
    co_return co_await post(item, *platform->second, std::move(made));
}

// In its turn, and durable before the first byte.
async::awaitable<dispatcher::step> dispatcher::post(
    job& item,
    ports::platform& platform,
    composition made
) {
    const bool may_go = co_await wait_for_turn(item, platform, made.to);
    if (!may_go) {
        co_return step::wait;
    }
    auto thread = co_await thread_of(item, made.to);

    begin_attempt(item);
    const auto saved = co_await save_progress(item);
    if (saved == step::stop) {
        co_return step::stop;
    }
    // The lease may have aged while the store answered: never send on one that another may have
    // taken.
    const bool still_ours = on_.lease.may_send() && on_.lease.epoch() == item.epoch;
    if (!still_ours) {
        co_return step::stop;
    }
    const auto out = delivery_of(item, made, std::move(thread));
    const auto receipt = co_await platform.post(out);
    co_return co_await settle(item, receipt, made);
}

async::awaitable<dispatcher::step> dispatcher::settle(
    job& item,
    const ports::receipt& receipt,
    const composition& made
) {
    switch (receipt.what) {
        case ports::receipt::status::sent: {
            ++(item.is_edit() ? counted_.edited : counted_.sent);
            co_return co_await finish(item, receipt.message_id, made);
        }
        case ports::receipt::status::gone: {
            if (!item.item.card) {
                co_return co_await remove(item);
            }
            item.card.message_id.clear();
            item.progress().state = outbox_state::retry;
            item.progress().wait_until_ms = 0;
            co_return co_await save_progress(item);
        }
        case ports::receipt::status::retry:
        case ports::receipt::status::unknown:
        case ports::receipt::status::dead:
            break;
    }
    co_return co_await give_up_or_retry(item, receipt, made.to);
}

async::awaitable<dispatcher::step> dispatcher::give_up_or_retry(
    job& item,
    const ports::receipt& receipt,
    const domain::conversation& to
) {
    auto& progress = item.progress();
    progress = after_receipt(progress, receipt, item.is_edit(), on_.clock.wire_now(), on_.random);
    if (!receipt.whole_conversation && receipt.wait.count() > 0) {
        block(workspace_of(to), on_.clock.steady_now() + receipt.wait);
    }
    if (progress.state == outbox_state::dead) {
        ++counted_.dead;
        on_.log.error("message given up", {{"item", item.name}, {"reason", progress.reason}});
        item.given_up = true;
        if (receipt.shut_out) {
            co_await ask_to_be_invited(item, to);
        }
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
    const auto seen =
        co_await platform->second->find(out, wire_instant{milliseconds{progress.started_ms}});
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
        item.given_up = true;
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
        for (auto& [name, marked] : marks_of(item, message_id)) {
            batch.writes.push_back({name, on_.codec.wrap(name, to_json(marked))});
        }
        if (item.what.replaces) {
            batch.writes.push_back({marked_name(item.what), std::nullopt});
        }
        return batch;
    }
    card_record card;
    card.message_id = item.card.message_id.empty() ? message_id : item.card.message_id;
    card.shown = made.shown_events;
    batch.writes.push_back({item.name, on_.codec.wrap(item.name, to_json(card))});
    const auto platform = platforms_.find(item.to.platform);
    if (item.card.message_id.empty() && platform != platforms_.end()) {
        const auto thread = platform->second->thread_of(message_id);
        const auto name =
            on_.names.thread_record(item.to.platform, item.to.tenant, item.to.channel, thread);
        batch.writes.push_back({name, on_.codec.wrap(name, thread_to_json(item.item.id))});
    }
    return batch;
}

async::awaitable<dispatcher::step> dispatcher::finish(
    job& item,
    std::string message_id,
    const composition& made
) {
    auto batch = receipt_batch(item, message_id, made);
    if (!item.item.card) {
        const auto done = co_await commit(std::move(batch));
        co_return after_commit(done);
    }
    // The mark goes only if the card shows the newest state; otherwise it stays and the card is
    // refreshed again.
    auto with_mark = batch;
    if (made.step == composition::what::send) {
        with_mark.expected.push_back({item.item.id, made.subject_version});
        std::optional<std::int64_t> later;
        if (made.again_at) {
            later = to_unix_ms(*made.again_at);
        }
        with_mark.members.push_back(
            {queue_of(item.conversation), member_of(item.item), later, false}
        );
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

async::awaitable<dispatcher::step> dispatcher::remove(
    job& item,
    std::optional<std::uint64_t> subject_version
) {
    ports::commit_batch batch;
    batch.epoch = item.epoch;
    if (!item.item.card) {
        batch.expected.push_back({item.name, item.version});
        batch.writes.push_back({item.name, std::nullopt});
    } else if (item.progress().state == outbox_state::dead) {
        batch.expected.push_back({item.name, item.version});
        batch.writes.push_back({item.name, on_.codec.wrap(item.name, item.body())});
    }
    if (item.item.card && subject_version) {
        batch.expected.push_back({item.item.id, *subject_version});
    }
    batch.members.push_back({queue_of(item.conversation), member_of(item.item), std::nullopt, false}
    );
    if (item.progress().state == outbox_state::dead) {
        batch.members.push_back(
            {std::string(dead_set), item.name, to_unix_ms(on_.clock.now()), false}
        );
    }
    if (item.given_up && !item.what.if_unsent.empty()) {
        tell_unsent(batch, item.what, on_.codec, on_.ids, on_.clock.now());
    }
    const auto done = co_await commit(std::move(batch));
    co_return after_commit(done);
}

async::awaitable<dispatcher::step> dispatcher::pass_on(job& item, chat::outgoing to) {
    notice passed;
    for (const auto& each : item.joined) {
        auto& also = passed.joined.emplace_back(each);
        also.conversation = to.conversation;
        also.readers = to.readers;
        also.stands_for = to.stands_for;
    }
    passed.what = item.what;
    passed.what.conversation = to.conversation;
    passed.what.readers = to.readers;
    passed.what.stands_for = to.stands_for;
    ports::commit_batch batch;
    batch.epoch = item.epoch;
    batch.expected.push_back({item.name, item.version});
    batch.writes.push_back({item.name, on_.codec.wrap(item.name, to_json(passed))});
    batch.members.push_back({queue_of(item.conversation), member_of(item.item), std::nullopt, false}
    );
    enqueue(batch, passed.what.conversation, item.item, to_unix_ms(on_.clock.now()));
    const auto done = co_await commit(std::move(batch));
    wake();
    co_return after_commit(done);
}

async::awaitable<dispatcher::step> dispatcher::postpone(job& item, instant until) {
    ports::commit_batch batch;
    batch.epoch = item.epoch;
    batch.members.push_back(
        {queue_of(item.conversation), member_of(item.item), to_unix_ms(until), false}
    );
    const auto done = co_await commit(std::move(batch));
    co_return after_commit(done);
}

}  // namespace fillrate::bot
