// What the cells of a candidate's row say, and whether a known one is as they say.
#pragma once

#include "core/domain/submittal.hpp"
#include "handlers/import_draft.hpp"
#include "handlers/representation.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// Written instead of a supplier: found by our own recruiters.
inline constexpr std::string_view internal_supplier = "internal";

/// How an imported candidate comes to a state: put forward, presented or not, then one step more.
struct way_to_state {
    enum class before_client { no, yes, either };
    domain::submittal_state to = domain::submittal_state::submitted;
    before_client presented = before_client::no;
    std::optional<domain::submittal_verb> last{};
};
/// Of the cell `state`; a problem and null for those that terms, an opening or another supplier
/// belong to.
[[nodiscard]] const way_to_state* read_way(import_cells& cells);

struct row_supplier {
    supplier_id id{};  ///< empty: our own recruiters
    std::string name{};
    bool suspended = false;
};
/// Nothing: a problem at the cell, or the row waits.
[[nodiscard]] std::optional<row_supplier> read_row_supplier(
    import_draft& draft,
    import_cells& cells,
    const row_key& key
);

struct row_person {
    std::string name{};
    person_keys keys{};
    std::string phone{};  ///< as written
};
[[nodiscard]] row_person read_row_person(import_cells& cells, std::string_view zone);

[[nodiscard]] std::optional<domain::money> read_row_amount(
    import_cells& cells,
    std::string_view column,
    const std::string& currency
);
/// "2026-12-07"; empty when the cell says nothing.
[[nodiscard]] std::string read_row_date(import_cells& cells, std::string_view column);
/// The beginning of a day in the zone.
[[nodiscard]] std::optional<instant> read_row_day(
    import_cells& cells,
    std::string_view column,
    const std::string& zone
);

/// "2026-11-25 15:30" there, or the beginning of a day.
[[nodiscard]] std::optional<instant> read_row_moment(
    import_cells& cells,
    std::string_view column,
    const std::string& zone
);

struct row_moments {
    instant submitted{};
    std::optional<instant> presented{};
    instant decided{};  ///< of the last step of the way, if it has one
};
/// In order, none ahead; what is not given is `now`, but for the moment of presentation.
[[nodiscard]] row_moments read_moments(
    import_cells& cells,
    const way_to_state& way,
    const std::string& zone,
    instant now
);
/// As a step along that way keeps it: "must_have: no PLC work".
[[nodiscard]] std::string read_row_reason(import_cells& cells, const way_to_state& way);

/// Since when it is in a state that somebody decided on; nothing while it waits for that.
[[nodiscard]] std::optional<instant> decided_at(const domain::submittal& sub);
/// Unchanged, or a problem at every cell that says something else than what is.
[[nodiscard]] row_fate compare_with_known(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const domain::submittal& sub
);

}  // namespace fillrate::handlers
