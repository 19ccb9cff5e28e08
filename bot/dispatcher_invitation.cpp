// Where the bot may not post, whoever bound the channel hears how to let it in (DOMAIN.md 0).
#include "bot/dispatcher_job.hpp"
#include "core/domain/names.hpp"

namespace fillrate::bot {

namespace {

// A greeting is the answer to somebody's act and always worth a hint; of everything else that could
// not be posted, one hint a day is enough.
std::string dedupe_key(
    const std::string& item,
    bool greeting,
    const std::string& room,
    instant now
) {
    const auto day = to_unix_ms(now) / milliseconds{minutes{24 * 60}}.count();
    return "invitation:" + (greeting ? item : room + ':' + std::to_string(day));
}

}  // namespace

// Whether a message waits behind the item: it will meet the same closed door, and the hint then.
async::awaitable<bool> dispatcher::has_more_to_say(const job& item) {
    constexpr std::uint32_t looked_at = 50;
    ports::range_query query;
    query.set = queue_of(item.conversation);
    query.limit = looked_at;
    const auto queue = co_await on_.store.range(query);
    if (!queue) {
        co_return false;
    }
    for (const auto& member : *queue) {
        const auto other = parse_member(member.name);
        if (other && !other->card && other->id != item.item.id) {
            co_return true;
        }
    }
    co_return false;
}

async::awaitable<void> dispatcher::ask_to_be_invited(
    const job& item,
    const domain::conversation& to
) {
    if (to.bound_by.empty()) {
        co_return;
    }
    const auto person_name = domain::record_name(to.bound_by);
    record_loader loader(on_.store, on_.codec, command_id{});
    std::vector<std::string> names{person_name};
    const auto loaded = co_await loader.load(std::move(names));
    const auto* person = loaded ? loader.seen().find<domain::person>(person_name) : nullptr;
    if (person == nullptr || person->direct.empty()) {
        co_return;
    }
    const bool later = co_await has_more_to_say(item);
    if (later) {
        co_return;
    }
    const auto now = on_.clock.now();
    const bool greeting = !item.item.card && item.what.kind == "bound";
    notice hint;
    hint.what.conversation = person->direct;
    hint.what.kind = "invitation";
    hint.what.subject = domain::record_name(to.id);
    hint.what.readers = {chat::audience::kind::person, person->id.value};
    hint.what.how = chat::delivery_class::notice;
    hint.what.not_before_ms = to_unix_ms(now);
    const auto id = on_.ids.next(now);
    const auto name = notice_name(id);
    ports::commit_batch batch;
    batch.command = dedupe_key(item.name, greeting, to.id.value, now);
    batch.now_ms = to_unix_ms(now);
    batch.epoch = item.epoch;
    batch.writes.push_back({name, on_.codec.wrap(name, to_json(hint))});
    enqueue(batch, person->direct, {false, id}, to_unix_ms(now));
    const auto done = co_await commit(std::move(batch));
    if (done) {
        wake();
    }
}

}  // namespace fillrate::bot
