// Commits the rows of a table through the unit of work, some at a time: each commit carries the
// records, their lists, events and versions like any command's (DESIGN.md 2).
#pragma once

#include "bot/identity.hpp"
#include "bot/outbox.hpp"
#include "bot/record_codec.hpp"
#include "bot/record_loader.hpp"
#include "core/async/awaitable.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/store.hpp"
#include "handlers/import_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fillrate::bot {

/// So many rows are decided together at most; fewer where they touch too much for one commit.
inline constexpr std::size_t rows_per_commit = 50;

class importer {
public:
    /// Everything it stands on; all outlive it.
    struct parts {
        ports::store& store;
        ports::clock& clock;
        const record_codec& codec;
        const identity& names;
        domain::policy_book& book;
        outbox_ids& ids;
    };

    /// Who imports, and where, as the history tells it.
    struct author {
        person_id id{};
        std::string name{"import"};
        std::string surface{"import"};
    };

    /// `run` stands for the rows in the ids of its commits. A dry run commits nothing.
    importer(parts on, author by, handlers::import_columns columns, std::string run, bool dry_run);

    /// One outcome per row, in order. Errors: unavailable, unknown_outcome, when the store stayed
    /// away; protocol for a quarantined record. What was committed before stays.
    [[nodiscard]] async::awaitable<result<std::vector<handlers::row_outcome>>> take(
        std::vector<std::vector<std::string>> rows
    );

private:
    [[nodiscard]] async::awaitable<result<std::vector<handlers::row_outcome>>> commit_rows(
        std::vector<std::vector<std::string>> rows
    );
    [[nodiscard]] async::awaitable<result<handlers::imported>> decide(
        record_loader& loader,
        handlers::import_batch& batch,
        const handlers::context& ctx
    );
    [[nodiscard]] async::awaitable<result<void>> reserve(
        handlers::import_batch& batch,
        std::uint32_t count
    );
    [[nodiscard]] async::awaitable<result<handlers::context>> look_around(record_loader& loader);
    [[nodiscard]] async::awaitable<result<ports::commit_result>> commit(ports::commit_batch batch);
    void forget_numbers(const std::vector<handlers::row_outcome>& used);
    [[nodiscard]] command_id id_of(const handlers::snapshot& seen) const;

    parts on_;
    author by_;
    handlers::import_columns columns_;
    std::string run_;
    bool dry_run_;
    std::uint64_t rows_done_ = 0;
    std::size_t step_;
    std::vector<std::uint32_t> numbers_{};
};

}  // namespace fillrate::bot
