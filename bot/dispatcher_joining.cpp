// Several notices to one reader as one message (DOMAIN.md 4.1, 4.5): the first takes the others
// into its own record before anything is sent, so from there on they are sent, looked up and given
// up as one.
#include "bot/dispatcher_job.hpp"
#include "bot/unit_of_work.hpp"
#include "handlers/taken_back.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::bot {

/// A notice in the same queue that may be said along.
struct dispatcher::companion {
    queued item{};
    std::uint64_t version = 0;
    notice stored{};
};

namespace {

constexpr std::uint32_t members_looked_at = 50;
/// With the head's own changes they fit a commit; a message holds 50 blocks.
constexpr std::size_t most_joined = 15;
constexpr milliseconds look_again{50};
/// A timer that cannot be decided holds nobody's alerts up for longer.
constexpr milliseconds longest_hold{3000};

bool goes_along(const notice& other, const chat::outgoing& head) {
    return other.what.joins && other.progress.state == outbox_state::pending &&
           other.what.readers == head.readers && other.what.stands_for == head.stands_for;
}

bool is_same_mark(const chat::outgoing& a, const chat::outgoing& b) {
    return a.subject == b.subject && a.mark == b.mark;
}

// A miss that was taken back and came again while nothing could be sent is one line.
bool is_said(
    const chat::outgoing& head,
    const std::vector<chat::outgoing>& joined,
    const chat::outgoing& one
) {
    return !one.mark.empty() &&
           (is_same_mark(head, one) || std::ranges::any_of(joined, [&one](const auto& other) {
                return is_same_mark(other, one);
            }));
}

}  // namespace

async::awaitable<bool> dispatcher::waits_for_others(const job& item) {
    const auto& conversation = item.conversation.value;
    const bool first_try = item.progress().state == outbox_state::pending;
    if (item.item.card || !item.what.joins || !first_try) {
        co_return false;
    }
    ports::range_query due;
    due.set = std::string(timer_set);
    due.to = to_unix_ms(on_.clock.now());
    due.limit = 1;
    const auto timers = co_await on_.store.range(due);
    const auto now = on_.clock.steady_now();
    if (timers && !timers->empty()) {
        const auto since = held_.try_emplace(conversation, now).first->second;
        if (now < since + longest_hold) {
            block(conversation, now + look_again);
            co_return true;
        }
    }
    held_.erase(conversation);
    co_return false;
}

async::awaitable<result<std::vector<dispatcher::companion>>> dispatcher::companions_of(
    const job& item
) {
    std::vector<companion> found;
    ports::range_query queue;
    queue.set = queue_of(item.conversation);
    queue.to = to_unix_ms(on_.clock.now());
    queue.limit = members_looked_at;
    const auto members = co_await on_.store.range(queue);
    if (!members) {
        co_return members.error();
    }
    std::vector<queued> others;
    std::vector<std::string> names;
    for (const auto& member : *members) {
        const auto parsed = parse_member(member.name);
        if (parsed && !parsed->card && parsed->id != item.item.id) {
            names.push_back(notice_name(parsed->id));
            others.push_back(*parsed);
        }
    }
    if (names.empty()) {
        co_return found;
    }
    record_loader loader(on_.store, on_.codec, command_id{});
    const auto fetched = co_await loader.prefetch(std::move(names));
    if (!fetched) {
        co_return fetched.error();
    }
    for (const auto& other : others) {
        const auto name = notice_name(other.id);
        const auto json = loader.own_record(name);
        auto stored =
            json && !json->empty() ? notice_from_json(*json) : result<notice>(errc::not_found);
        if (!stored || !goes_along(*stored, item.what)) {
            continue;
        }
        companion one;
        one.item = other;
        one.version = loader.stored(name)->version;
        one.stored = std::move(*stored);
        found.push_back(std::move(one));
    }
    co_return found;
}

async::awaitable<dispatcher::step> dispatcher::join_others(job& item) {
    const bool first_try = item.progress().state == outbox_state::pending;
    if (item.item.card || !item.what.joins || !first_try || !item.joined.empty()) {
        co_return step::next;
    }
    const auto others = co_await companions_of(item);
    if (!others) {
        co_return step::stop;
    }
    ports::commit_batch batch;
    batch.epoch = item.epoch;
    std::vector<chat::outgoing> joined;
    bool taken = false;
    for (const auto& other : *others) {
        auto said = other.stored.joined;
        said.insert(said.begin(), other.stored.what);
        if (joined.size() + said.size() > most_joined) {
            break;
        }
        // What is not said now, or to somebody else, goes its own way.
        auto alone = said;
        const auto made = co_await on_.compose.notices_text(std::move(alone), on_.clock.now());
        if (!made || made->step != composition::what::send) {
            continue;
        }
        const auto name = notice_name(other.item.id);
        batch.expected.push_back({name, other.version});
        batch.writes.push_back({name, std::nullopt});
        batch.members.push_back(
            {queue_of(item.conversation), member_of(other.item), std::nullopt, false}
        );
        std::ranges::copy_if(said, std::back_inserter(joined), [&](const auto& one) {
            return !is_said(item.what, joined, one);
        });
        taken = true;
    }
    if (!taken) {
        co_return step::next;
    }
    item.joined = std::move(joined);
    batch.expected.push_back({item.name, item.version});
    batch.writes.push_back({item.name, on_.codec.wrap(item.name, item.body())});
    const auto done = co_await commit(std::move(batch));
    const bool committed = done && done->what == ports::commit_result::status::committed;
    const auto next = after_commit(done);
    co_return committed ? next : step::stop;
}

// Of a message that says several each may be taken back alone: whoever is, the others stay in it.
std::vector<std::pair<std::string, card_record>> dispatcher::marks_of(
    const job& item,
    const std::string& message_id
) {
    std::vector<std::pair<std::string, card_record>> marks;
    auto all = item.said();
    all.insert(all.end(), item.beside.begin(), item.beside.end());
    for (const auto& each : all) {
        if (each.mark.empty() || each.replaces) {
            continue;
        }
        card_record marked;
        marked.message_id = item.what.replaces ? item.replaced : message_id;
        marked.shown = each.event;
        std::ranges::copy_if(all, std::back_inserter(marked.others), [&each](const auto& other) {
            return !is_same_mark(other, each);
        });
        marks.emplace_back(marked_name(each), std::move(marked));
    }
    return marks;
}

async::awaitable<card_record> dispatcher::marked(std::string name) {
    record_loader loader(on_.store, on_.codec, command_id{});
    std::vector<std::string> names{name};
    const auto fetched = co_await loader.prefetch(std::move(names));
    card_record none;
    if (!fetched) {
        co_return none;
    }
    const auto json = loader.own_record(name);
    auto found =
        json && !json->empty() ? card_from_json(*json) : result<card_record>(errc::not_found);
    if (!found) {
        co_return none;
    }
    co_return std::move(*found);
}

async::awaitable<bool> dispatcher::find_replaced(job& item) {
    auto marked_message = co_await marked(marked_name(item.what));
    // What takes back one event does not stand in for what was said of another.
    const bool is_of_one = item.what.event != 0 || item.what.kind == handlers::taken_back_kind;
    if (is_of_one && item.what.event != marked_message.shown) {
        co_return false;
    }
    item.replaced = std::move(marked_message.message_id);
    item.beside.clear();
    for (auto& other : marked_message.others) {
        // Said again since, elsewhere: there it is looked for.
        card_record elsewhere;
        if (!other.mark.empty() && !other.replaces) {
            elsewhere = co_await marked(marked_name(other));
        }
        if (elsewhere.message_id.empty() || elsewhere.message_id == item.replaced) {
            item.beside.push_back(std::move(other));
        }
    }
    co_return !item.replaced.empty();
}

async::awaitable<result<bool>> dispatcher::take_place(job& item, composition& made) {
    const bool there = co_await find_replaced(item);
    if (!there) {
        co_return false;
    }
    auto others = item.beside;
    auto whole =
        co_await on_.compose.beside_others(std::move(made), std::move(others), on_.clock.now());
    if (!whole) {
        co_return whole.error();
    }
    made = std::move(*whole);
    co_return true;
}

}  // namespace fillrate::bot
