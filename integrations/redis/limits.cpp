#include "integrations/redis/limits.hpp"

#include "core/base/text.hpp"
#include "integrations/redis/keys.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

namespace fillrate::redis {

namespace {

/// People read it when they name very many requisitions or suppliers in one command.
constexpr auto too_large =
    "this is more than one step can take; name fewer requisitions or suppliers at a time";

error too_much(std::string what) {
    return error(errc::invalid_input, std::move(what));
}

std::size_t bytes_of(const ports::commit_batch& batch) {
    std::size_t bytes = batch.command.size() + batch.outcome.size();
    for (const ports::expectation& e : batch.expected) {
        bytes += e.name.size();
    }
    for (const ports::record_write& w : batch.writes) {
        bytes += w.name.size() + (w.body ? w.body->size() : 0);
    }
    for (const ports::member_change& m : batch.members) {
        bytes += m.set.size() + m.member.size();
    }
    for (const ports::stream_append& a : batch.appends) {
        bytes += a.stream.size() + a.subject.size() + a.body.size();
    }
    return bytes;
}

result<void> check_head(const ports::commit_batch& batch) {
    if (batch.command.empty() && !batch.epoch) {
        return too_much("a commit without command id must be owner's work");
    }
    if (batch.command.size() > max_command_bytes || batch.outcome.size() > max_outcome_bytes) {
        return too_much("command id or outcome over 256 bytes");
    }
    if (batch.now_ms <= -max_exact_integer || batch.now_ms >= max_exact_integer) {
        return too_much("time out of range");
    }
    if (batch.expected.size() > max_expectations ||
        batch.writes.size() + batch.members.size() + batch.appends.size() > max_changes) {
        return too_much(too_large);
    }
    if (bytes_of(batch) > max_batch_bytes) {
        return too_much(too_large);
    }
    return {};
}

result<void> check_records(const ports::commit_batch& batch) {
    for (const ports::expectation& e : batch.expected) {
        if (!is_key_part(e.name, max_name_bytes)) {
            return too_much("not a record name");
        }
    }
    std::unordered_set<std::string_view> written;
    for (const ports::record_write& w : batch.writes) {
        if (!is_key_part(w.name, max_name_bytes) || !written.insert(w.name).second) {
            return too_much("not a record name, or written twice");
        }
        if (w.body && w.body->size() > max_body_bytes) {
            return too_much(too_large);
        }
    }
    return {};
}

result<void> check_members(const ports::commit_batch& batch) {
    for (const ports::member_change& m : batch.members) {
        if (!is_key_part(m.set, max_name_bytes) || m.member.empty() ||
            m.member.size() > max_member_bytes) {
            return too_much("not a set name, or a member of no or over 256 bytes");
        }
        if (m.score && (*m.score <= -max_exact_integer || *m.score >= max_exact_integer)) {
            return too_much("score out of range");
        }
        if (!m.score && m.only_lower) {
            return too_much("a removal has no score to be lower");
        }
    }
    return {};
}

result<void> check_appends(const ports::commit_batch& batch) {
    for (const ports::stream_append& a : batch.appends) {
        if (!is_key_part(a.stream, max_name_bytes)) {
            return too_much("not a stream name");
        }
        if (a.body.size() > max_body_bytes) {
            return too_much(too_large);
        }
        if (a.subject.empty()) {
            continue;
        }
        if (!is_key_part(a.subject, max_name_bytes) || a.stream != events_stream || a.keep != 0) {
            return too_much("only events kept for ever have a subject");
        }
    }
    return {};
}

bool is_entry_id(std::string_view id) {
    const std::vector<std::string_view> parts = split(id, '-');
    return parts.size() == 2 && std::ranges::all_of(parts, [](std::string_view part) {
               return part.size() <= 18 && parse_int<std::uint64_t>(part).has_value();
           });
}

}  // namespace

result<void> check(const ports::commit_batch& batch) {
    using step = result<void> (*)(const ports::commit_batch&);
    for (const step one : {&check_head, &check_records, &check_members, &check_appends}) {
        if (result<void> passed = one(batch); !passed) {
            return passed;
        }
    }
    return {};
}

result<void> check_load(std::string_view command, std::span<const ports::record_name> names) {
    if (command.size() > max_command_bytes) {
        return too_much("command id over 256 bytes");
    }
    if (names.size() > max_expectations) {
        return too_much("more than 200 records in one load");
    }
    for (const ports::record_name& name : names) {
        if (!is_key_part(name, max_name_bytes)) {
            return too_much("not a record name");
        }
    }
    return {};
}

result<void> check_reserve(std::string_view kind, std::uint32_t n) {
    if (!is_key_part(kind, max_kind_bytes) || n < 1 || n > max_page) {
        return too_much("reserve takes a kind of at most 32 bytes and 1 to 1000 numbers");
    }
    return {};
}

result<void> check_name(std::string_view name) {
    if (!is_key_part(name, max_name_bytes)) {
        return too_much("not a name");
    }
    return {};
}

result<void> check(const ports::range_query& query) {
    if (query.limit < 1 || query.limit > max_page) {
        return too_much("a page has 1 to 1000 members");
    }
    return check_name(query.set);
}

result<void> check_stream_page(
    std::string_view stream,
    std::string_view after,
    std::uint32_t limit
) {
    if (limit < 1 || limit > max_page) {
        return too_much("a page has 1 to 1000 entries");
    }
    if (after != "0" && !is_entry_id(after)) {
        return too_much("not an entry id");
    }
    return check_name(stream);
}

result<void> check_history(std::string_view subject, std::uint32_t first, std::uint32_t count) {
    if (first < 1 || count < 1 || count > max_history_page) {
        return too_much("a history is read from its 1st entry on, 1 to 200 entries at a time");
    }
    return check_name(subject);
}

result<void> check_lease(const ports::lease& seen, const ports::lease& wanted) {
    constexpr auto most = static_cast<std::uint64_t>(max_exact_integer);
    // Given back by its owner, it keeps its epoch and has no owner until somebody takes it.
    const bool given_back =
        wanted.owner.empty() && !seen.owner.empty() && wanted.epoch == seen.epoch;
    if ((!given_back && !is_key_part(wanted.owner, max_name_bytes)) || wanted.epoch < 1 ||
        wanted.epoch < seen.epoch || wanted.epoch >= most || wanted.beat >= most) {
        return too_much("a lease has an owner until it gives it back, and its epoch never goes back"
        );
    }
    return {};
}

}  // namespace fillrate::redis
