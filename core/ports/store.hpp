// The system of record as the engine sees it: bytes in, bytes out, one write path (DESIGN.md 3).
#pragma once

#include "core/base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::ports {

/// A record as stored. Version 0 with an empty body is a record that does not exist.
struct stored_record {
    std::uint64_t version = 0;
    std::string body{};
    friend bool operator==(const stored_record&, const stored_record&) = default;
};

/// Records are named "<kind>:<id>", made only by bot/keys; [a-z0-9._:-] and at most 96 bytes.
using record_name = std::string;

/// The reader saw this version; another one now means somebody else was faster.
struct expectation {
    record_name name{};
    std::uint64_t version = 0;
};

/// The new body of a record; the store sets version = current + 1. No body removes it, and its
/// version with it: made anew it starts at 1 again, so remove only what nobody can still hold an
/// expectation of, and write an empty body elsewhere.
struct record_write {
    record_name name{};
    std::optional<std::string> body{};
};

/// One member of a sorted set: a list people see ("open", "mine:robin") or a queue of due things.
struct member_change {
    std::string set{};
    std::string member{};
    std::optional<std::int64_t> score{};  ///< none removes the member
    bool only_lower = false;              ///< keep the present score when it is lower
};

/// An entry of an append-only stream; the store numbers it "<commit sequence>-<n>".
struct stream_append {
    std::string stream{};   ///< "events", "audit", "web:<conversation>"
    std::string subject{};  ///< non-empty: its entry id is kept in the subject's history, in order;
                            ///< only for stream "events", with keep = 0
    std::string body{};
    std::uint32_t keep = 0;  ///< at most so many entries stay; 0 = all
};

/// Everything one decision changes; applied whole or not at all.
/// At most 1024 writes, member changes and appends together, 200 expectations, 256 KiB in all,
/// scores below 2^53, members and command ids of at most 256 bytes, or errc::invalid_input. Names
/// are as record names.
struct commit_batch {
    std::string command{};    ///< dedupe id; empty only for owner's work that is idempotent by its
                              ///< expectations
    std::string outcome{};    ///< <= 256 bytes, answered to a redelivery of the same command
    std::int64_t now_ms = 0;  ///< organisation time, scores the dedupe entry
    std::optional<std::uint64_t>
        epoch{};  ///< set for owner's work: refused when a newer owner exists
    std::vector<expectation> expected{};
    std::vector<record_write> writes{};
    std::vector<member_change> members{};
    std::vector<stream_append> appends{};
};

struct commit_result {
    enum class status { committed, duplicate, conflict, fenced };
    status what = status::conflict;
    std::uint64_t sequence = 0;  ///< committed: the shard's commit number
    std::string
        outcome{};  ///< duplicate: what the first commit stored; conflict: the record's name
    friend bool operator==(const commit_result&, const commit_result&) = default;
};

struct member {
    std::string name{};
    std::int64_t score = 0;
    friend bool operator==(const member&, const member&) = default;
};

struct stream_entry {
    std::string id{};  ///< "<sequence>-<n>"
    std::string body{};
    friend bool operator==(const stream_entry&, const stream_entry&) = default;
};

/// A page of a sorted set in ascending (score, member) order.
struct range_query {
    std::string set{};
    std::int64_t from = INT64_MIN / 4;
    std::int64_t to = INT64_MAX / 4;
    std::uint32_t offset = 0;
    std::uint32_t limit = 20;
    bool descending = false;
};

/// Lease of a shard (RELIABILITY.md 4.6). `beat` rises with every renewal.
struct lease {
    std::string owner{};
    std::uint64_t epoch = 0;
    std::uint64_t beat = 0;
    friend bool operator==(const lease&, const lease&) = default;
};

/// One shard of one organisation. Errors: unavailable (nothing was sent), unknown_outcome (the
/// reply was lost), protocol, invalid_input (a batch over its limits).
class store {
public:
    virtual ~store() = default;

    template <class T>
    using awaitable = boost::asio::awaitable<T>;

    struct loaded {
        std::optional<std::string> outcome{};  ///< of `command`, when it was already committed
        std::vector<stored_record> records{};  ///< in the order asked
    };

    /// Reads up to 200 records and, in the same round trip, the dedupe entry of `command` when it
    /// is not empty.
    [[nodiscard]] virtual awaitable<result<loaded>> load(
        std::string_view command,
        std::span<const record_name> names
    ) = 0;

    [[nodiscard]] virtual awaitable<result<commit_result>> commit(const commit_batch& batch) = 0;

    /// Hands out n consecutive numbers of `kind`; returns the first. Gaps are allowed.
    [[nodiscard]] virtual awaitable<result<std::uint64_t>> reserve(
        std::string_view kind,
        std::uint32_t n
    ) = 0;

    [[nodiscard]] virtual awaitable<result<std::vector<member>>> range(const range_query& query
    ) = 0;
    [[nodiscard]] virtual awaitable<result<std::uint64_t>> count(std::string_view set) = 0;

    /// Entries after `after` ("0" = from the start), oldest first, at most `limit`.
    [[nodiscard]] virtual awaitable<result<std::vector<stream_entry>>> read_stream(
        std::string_view stream,
        std::string_view after,
        std::uint32_t limit
    ) = 0;
    /// The newest `limit` entries, oldest first.
    [[nodiscard]] virtual awaitable<result<std::vector<stream_entry>>> tail_stream(
        std::string_view stream,
        std::uint32_t limit
    ) = 0;

    /// Event entries of a subject by ordinal (1 = its first), at most 200.
    [[nodiscard]] virtual awaitable<result<std::vector<stream_entry>>> history(
        std::string_view subject,
        std::uint32_t first,
        std::uint32_t count
    ) = 0;

    /// Removes at most 1,000 dedupe entries scored below `before_ms`; fenced by epoch. Returns how
    /// many.
    [[nodiscard]] virtual awaitable<result<std::uint32_t>> prune(
        std::uint64_t epoch,
        std::int64_t before_ms
    ) = 0;

    [[nodiscard]] virtual awaitable<result<lease>> read_lease() = 0;
    /// Takes, renews or gives back (no owner, same epoch) the lease when it still equals `seen`;
    /// conflict when it does not.
    [[nodiscard]] virtual awaitable<result<void>> swap_lease(
        const lease& seen,
        const lease& wanted
    ) = 0;
};

}  // namespace fillrate::ports
