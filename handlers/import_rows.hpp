// Tables of clients, sites, suppliers, people, requisitions and submittals: what a row means and
// does. Pure, so that a file, a paste or a test go the same way; where the cells come from and how
// a batch is committed is the caller's (DESIGN.md 6). A row is found again by source and
// external_id.
#pragma once

#include "core/domain/origin.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::handlers {

enum class import_kind { clients, sites, suppliers, people, requisitions, submitted_candidates };

/// "clients", as typed.
[[nodiscard]] std::string_view word(import_kind kind) noexcept;
[[nodiscard]] std::optional<import_kind> import_kind_of(std::string_view word) noexcept;
/// All columns of the kind, in the order an export has them.
[[nodiscard]] std::span<const std::string_view> columns_of(import_kind kind) noexcept;

/// What is wrong with a cell, why, and what to write instead.
struct cell_problem {
    std::size_t cell = 0;  ///< which of its row
    std::string column{};
    std::string text{};
    friend bool operator==(const cell_problem&, const cell_problem&) = default;
};

/// Where the columns of a table are.
struct import_columns {
    import_kind kind = import_kind::clients;
    std::vector<std::optional<std::size_t>> cell_of{};  ///< by position in columns_of(kind)
    std::size_t count = 0;
};
/// In any order; those a new record cannot do without must be there.
[[nodiscard]] std::variant<import_columns, cell_problem> read_header(
    import_kind kind,
    const std::vector<std::string>& cells
);

/// How the records that map the ids of others are called: they hold keyed hashes, which are the
/// engine's.
struct import_names {
    /// Of the record that knows what an origin became; `kind` is "client", "site", ...
    std::function<std::string(std::string_view kind, const domain::origin&)> external{};
    /// Of the record that knows who a Slack user is.
    std::function<std::string(std::string_view tenant, std::string_view user)> slack_user{};
};

/// Some rows, decided and committed together.
struct import_batch {
    import_columns columns{};
    std::vector<std::vector<std::string>> rows{};
    std::vector<std::uint32_t> numbers{};  ///< reserved, for new requisitions or submittals
    import_names names{};
};

/// "Load these, reserve so many further numbers, and ask me again."
struct import_need {
    need wanted{};
    std::uint32_t numbers = 0;
};

enum class row_fate { created, changed, unchanged, refused };

struct row_outcome {
    row_fate fate = row_fate::refused;
    std::vector<cell_problem> problems{};  ///< of a refused row, at least one
};

struct imported {
    std::vector<row_outcome> rows{};
    decision decided{};  ///< of all rows that were not refused; no events when nothing changes
};

using import_outcome = std::variant<import_need, imported>;

/// `ctx` says when, and for the history on which surface and by whom. `book` may register a default
/// calendar for a zone.
[[nodiscard]] import_outcome import_rows(
    const context& ctx,
    const import_batch& batch,
    const snapshot& seen,
    domain::policy_book& book
);

}  // namespace fillrate::handlers
