// The rows of an export: what an import of them would make again (import_rows.hpp). Records born
// here go under source "fillrate" with their own ids.
#pragma once

#include "handlers/import_rows.hpp"

#include <string>
#include <vector>

namespace fillrate::handlers {

/// The list whose records an export of the kind goes through.
[[nodiscard]] std::string list_of(import_kind kind);

/// Further records that the rows of this one name by their external ids.
[[nodiscard]] std::vector<std::string> named_in_rows(import_kind kind, const record& value);

/// One row for most records, one per site of a client, one per role of a person. `seen` holds what
/// named_in_rows() asked for.
[[nodiscard]] std::vector<std::vector<std::string>> export_rows(
    import_kind kind,
    const record& value,
    const snapshot& seen
);

}  // namespace fillrate::handlers
