#include "integrations/redis/redis_store.hpp"

#include "core/base/text.hpp"
#include "integrations/redis/commit_codec.hpp"
#include "integrations/redis/functions.hpp"
#include "integrations/redis/limits.hpp"
#include "integrations/redis/reply_reader.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::redis {

namespace {

// So many records or entries, each as large as a commit may make it, fit one reply.
constexpr std::size_t bodies_per_reply = 15;
static_assert(bodies_per_reply * (max_body_bytes + 256) < max_reply_bytes);

request make_load(
    const key_space& keys,
    std::string_view command,
    std::span<const ports::record_name> names
) {
    request out;
    if (!command.empty()) {
        out.add({"HGET", keys.outcomes(), command});
    }
    for (std::size_t start = 0; start < names.size(); start += bodies_per_reply) {
        std::vector<std::string> made;
        for (const ports::record_name& name :
             names.subspan(start, std::min(bodies_per_reply, names.size() - start))) {
            made.push_back(keys.record(name));
        }
        std::vector<std::string_view> words{"MGET"};
        words.insert(words.end(), made.begin(), made.end());
        out.add(words);
    }
    return out;
}

result<ports::store::loaded> decode_load(std::vector<reply> replies, bool with_outcome) {
    ports::store::loaded out;
    for (reply& one : replies) {
        if (std::exchange(with_outcome, false)) {
            if (one.is_text()) {
                out.outcome = std::move(one.text);
            } else if (!one.is_nil()) {
                return unexpected_reply("HGET");
            }
            continue;
        }
        if (!one.is_array()) {
            return unexpected_reply("MGET");
        }
        for (reply& item : one.items) {
            result<ports::stored_record> record = decode_record(std::move(item));
            if (!record) {
                return record.error();
            }
            out.records.push_back(std::move(*record));
        }
    }
    return out;
}

std::string score_bound(std::int64_t value) {
    if (value <= -max_exact_integer) {
        return "-inf";
    }
    if (value >= max_exact_integer) {
        return "+inf";
    }
    return std::to_string(value);
}

request make_range(const key_space& keys, const ports::range_query& query) {
    const std::string from = score_bound(query.from);
    const std::string to = score_bound(query.to);
    const std::string set = keys.set(query.set);
    std::vector<std::string_view> words{"ZRANGE", set, from, to, "BYSCORE"};
    if (query.descending) {
        words = {"ZRANGE", set, to, from, "BYSCORE", "REV"};
    }
    const std::string offset = std::to_string(query.offset);
    const std::string limit = std::to_string(query.limit);
    words.insert(words.end(), {"LIMIT", offset, limit, "WITHSCORES"});
    request out;
    out.add(words);
    return out;
}

request make_page(
    const std::string& key,
    const std::string& after,
    std::size_t count,
    bool newest_first
) {
    const std::string size = std::to_string(count);
    const std::string bound = after.empty() ? std::string() : "(" + after;
    if (newest_first) {
        return request({"XREVRANGE", key, after.empty() ? "+" : bound, "-", "COUNT", size});
    }
    return request({"XRANGE", key, after.empty() ? "-" : bound, "+", "COUNT", size});
}

request make_prune(const key_space& keys, std::uint64_t epoch, std::int64_t before_ms) {
    return request(
        {"FCALL",
         function_name("prune"),
         "3",
         keys.lease(),
         keys.outcomes(),
         keys.outcome_times(),
         functions_protocol,
         std::to_string(epoch),
         std::to_string(before_ms)}
    );
}

request make_swap(const key_space& keys, const ports::lease& seen, const ports::lease& wanted) {
    return request(
        {"FCALL",
         function_name("swap_lease"),
         "1",
         keys.lease(),
         functions_protocol,
         encode_lease(seen),
         encode_lease(wanted)}
    );
}

request make_reserve(const key_space& keys, std::string_view kind, std::uint32_t n) {
    return request(
        {"FCALL",
         function_name("reserve"),
         "1",
         keys.numbers(kind),
         functions_protocol,
         std::to_string(n)}
    );
}

request make_history_list(
    const key_space& keys,
    std::string_view subject,
    std::uint32_t first,
    std::uint32_t count
) {
    const std::uint64_t last = std::uint64_t{first} + count - 2;
    return request(
        {"LRANGE", keys.history(subject), std::to_string(first - 1), std::to_string(last)}
    );
}

result<request> make_history_entries(const key_space& keys, const reply& ids) {
    if (!ids.is_array()) {
        return unexpected_reply("LRANGE");
    }
    const std::string stream = keys.stream(events_stream);
    request out;
    for (const reply& id : ids.items) {
        out.add({"XRANGE", stream, id.text, id.text});
    }
    return out;
}

result<std::vector<ports::stream_entry>> decode_history(std::vector<reply> replies) {
    std::vector<ports::stream_entry> out;
    for (reply& one : replies) {
        result<std::vector<ports::stream_entry>> entry = decode_entries(std::move(one));
        if (!entry) {
            return entry.error();
        }
        if (entry->size() != 1) {
            return error(errc::protocol, "an event named by a history is not in the stream");
        }
        out.push_back(std::move(entry->front()));
    }
    return out;
}

result<void> judge_identity(std::span<const reply> answers, const store_identity& expected) {
    const reply& answer = answers.front();
    if (answer.is_failure()) {
        const bool missing = answer.text.find("Function not found") != std::string::npos;
        return error(
            errc::unavailable,
            missing
                ? "the function library " + functions_library() +
                      " is not loaded in Redis; start fillrate with a REDIS_DEPLOY_URL that may "
                      "load it"
                : "Redis refuses: " + answer.text
        );
    }
    if (!answer.is_array() || answer.items.size() != 3) {
        return unexpected_reply("describe");
    }
    if (answer.items[2].text != expected.incarnation || answer.items[0].text != store_schema ||
        answer.items[1].text != std::to_string(expected.shards)) {
        return error(
            errc::unavailable,
            "this is not the store we started with: it was emptied or replaced meanwhile; "
            "restart fillrate once the right one is back"
        );
    }
    return {};
}

}  // namespace

greeting make_greeting(const key_space& keys, store_identity expected) {
    greeting out;
    out.what = request({"FCALL", function_name("describe"), "1", keys.meta()});
    out.check = [expected = std::move(expected)](std::span<const reply> answers) {
        return judge_identity(answers, expected);
    };
    return out;
}

ports::store::awaitable<result<std::vector<reply>>> redis_store::write(request what) {
    result<std::vector<reply>> answer = co_await link_.call(std::move(what));
    // The library went away under us: nothing is ready until a greeting finds it again.
    if (answer && answer->front().is_failure() &&
        answer->front().text.find("Function not found") != std::string::npos) {
        link_.drop("the function library is gone");
    }
    co_return answer;
}

ports::store::awaitable<result<std::vector<reply>>> redis_store::read(request what) {
    result<std::vector<reply>> answer = co_await link_.call(std::move(what));
    if (!answer) {
        // A lost answer to a question changed nothing.
        error failure = std::move(answer.error());
        if (failure.code == errc::unknown_outcome) {
            failure.code = errc::unavailable;
        }
        co_return failure;
    }
    for (const reply& one : *answer) {
        if (one.is_failure()) {
            co_return explain_failure(one);
        }
    }
    co_return answer;
}

ports::store::awaitable<result<ports::store::loaded>> redis_store::load(
    std::string_view command,
    std::span<const ports::record_name> names
) {
    const bool with_outcome = !command.empty();
    const result<void> fit = check_load(command, names);
    if (!fit) {
        co_return fit.error();
    }
    request what = make_load(keys_, command, names);
    if (what.commands() == 0) {
        co_return loaded();
    }
    result<std::vector<reply>> answer = co_await read(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    co_return decode_load(std::move(*answer), with_outcome);
}

ports::store::awaitable<result<ports::commit_result>> redis_store::commit(
    const ports::commit_batch& batch
) {
    const result<void> fit = check(batch);
    if (!fit) {
        co_return fit.error();
    }
    request what = encode_commit(keys_, batch);
    const result<std::vector<reply>> answer = co_await write(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    co_return decode_commit(answer->front(), batch);
}

ports::store::awaitable<result<std::uint64_t>> redis_store::reserve(
    std::string_view kind,
    std::uint32_t n
) {
    const result<void> fit = check_reserve(kind, n);
    if (!fit) {
        co_return fit.error();
    }
    request what = make_reserve(keys_, kind, n);
    const result<std::vector<reply>> answer = co_await write(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    const reply& first = answer->front();
    if (first.is_failure()) {
        co_return explain_failure(first);
    }
    if (!first.is_integer() || first.number < 1) {
        co_return unexpected_reply("reserve");
    }
    co_return static_cast<std::uint64_t>(first.number);
}

ports::store::awaitable<result<std::vector<ports::member>>> redis_store::range(
    const ports::range_query& query
) {
    const result<void> fit = check(query);
    if (!fit) {
        co_return fit.error();
    }
    request what = make_range(keys_, query);
    result<std::vector<reply>> answer = co_await read(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    co_return decode_members(std::move(answer->front()));
}

ports::store::awaitable<result<std::uint64_t>> redis_store::count(std::string_view set) {
    const result<void> fit = check_name(set);
    if (!fit) {
        co_return fit.error();
    }
    request what({"ZCARD", keys_.set(set)});
    const result<std::vector<reply>> answer = co_await read(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    if (!answer->front().is_integer()) {
        co_return unexpected_reply("ZCARD");
    }
    co_return static_cast<std::uint64_t>(answer->front().number);
}

ports::store::awaitable<result<std::vector<ports::stream_entry>>> redis_store::read_pages(
    std::string stream,
    std::string after,
    std::uint32_t limit,
    bool newest_first
) {
    const std::string key = keys_.stream(stream);
    std::vector<ports::stream_entry> out;
    while (out.size() < limit) {
        const std::size_t wanted = std::min<std::size_t>(bodies_per_reply, limit - out.size());
        request what = make_page(key, after, wanted, newest_first);
        result<std::vector<reply>> answer = co_await read(std::move(what));
        if (!answer) {
            co_return answer.error();
        }
        result<std::vector<ports::stream_entry>> page = decode_entries(std::move(answer->front()));
        if (!page) {
            co_return page.error();
        }
        const bool last = page->size() < wanted;
        std::ranges::move(*page, std::back_inserter(out));
        if (last) {
            break;
        }
        after = out.back().id;
    }
    if (newest_first) {
        std::ranges::reverse(out);
    }
    co_return out;
}

ports::store::awaitable<result<std::vector<ports::stream_entry>>> redis_store::read_stream(
    std::string_view stream,
    std::string_view after,
    std::uint32_t limit
) {
    const result<void> fit = check_stream_page(stream, after, limit);
    if (!fit) {
        co_return fit.error();
    }
    std::string start(after == "0" ? std::string_view() : after);
    co_return co_await read_pages(std::string(stream), std::move(start), limit, false);
}

ports::store::awaitable<result<std::vector<ports::stream_entry>>> redis_store::tail_stream(
    std::string_view stream,
    std::uint32_t limit
) {
    const result<void> fit = check_stream_page(stream, "0", limit);
    if (!fit) {
        co_return fit.error();
    }
    co_return co_await read_pages(std::string(stream), std::string(), limit, true);
}

ports::store::awaitable<result<std::vector<ports::stream_entry>>> redis_store::history(
    std::string_view subject,
    std::uint32_t first,
    std::uint32_t count
) {
    const result<void> fit = check_history(subject, first, count);
    if (!fit) {
        co_return fit.error();
    }
    request list = make_history_list(keys_, subject, first, count);
    const result<std::vector<reply>> ids = co_await read(std::move(list));
    if (!ids) {
        co_return ids.error();
    }
    result<request> entries = make_history_entries(keys_, ids->front());
    if (!entries) {
        co_return entries.error();
    }
    if (entries->commands() == 0) {
        co_return std::vector<ports::stream_entry>();
    }
    result<std::vector<reply>> answer = co_await read(std::move(*entries));
    if (!answer) {
        co_return answer.error();
    }
    co_return decode_history(std::move(*answer));
}

ports::store::awaitable<result<std::uint32_t>> redis_store::prune(
    std::uint64_t epoch,
    std::int64_t before_ms
) {
    request what = make_prune(keys_, epoch, before_ms);
    const result<std::vector<reply>> answer = co_await write(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    const reply& removed = answer->front();
    if (removed.is_failure()) {
        co_return explain_failure(removed);
    }
    if (!removed.is_integer() || removed.number > max_prune) {
        co_return unexpected_reply("prune");
    }
    if (removed.number < 0) {
        co_return error(errc::fenced, "a newer owner works this shard");
    }
    co_return static_cast<std::uint32_t>(removed.number);
}

ports::store::awaitable<result<ports::lease>> redis_store::read_lease() {
    request what({"GET", keys_.lease()});
    const result<std::vector<reply>> answer = co_await read(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    const reply& text = answer->front();
    if (text.is_nil()) {
        co_return ports::lease();
    }
    const std::optional<ports::lease> lease = decode_lease(text.text);
    if (!lease) {
        co_return unexpected_reply("GET");
    }
    co_return *lease;
}

ports::store::awaitable<result<void>> redis_store::swap_lease(
    const ports::lease& seen,
    const ports::lease& wanted
) {
    const result<void> fit = check_lease(seen, wanted);
    if (!fit) {
        co_return fit.error();
    }
    request what = make_swap(keys_, seen, wanted);
    const result<std::vector<reply>> answer = co_await write(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    const reply& swapped = answer->front();
    if (swapped.is_failure()) {
        co_return explain_failure(swapped);
    }
    if (!swapped.is_integer()) {
        co_return unexpected_reply("swap_lease");
    }
    if (swapped.number != 1) {
        co_return error(errc::conflict, "the lease is not as it was seen");
    }
    co_return boost::system::in_place_value;
}

}  // namespace fillrate::redis
