// What first days of people without names count for in the numbers of DOMAIN.md 4.4 (FDS). Each
// stands whole in the name of a list member, as what a candidate counts for does (cohort.hpp).
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/index.hpp"
#include "core/domain/quality.hpp"
#include "core/domain/requisition.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// A counted first day of a client's requisition.
struct start_entry {
    requisition_number number{};
    client_id client{};
    counted_start came{};

    friend bool operator==(const start_entry&, const start_entry&) = default;
};

/// "207|1796083200000|9|1|shiftbridge|dockside"
[[nodiscard]] std::string to_member(const start_entry& entry);
/// Reads what to_member wrote; nothing for anything else.
[[nodiscard]] std::optional<start_entry> start_entry_from(std::string_view member);

/// Counted first days of a client, or of the supplier whose heads they all were, by their day.
/// Members are start entries.
[[nodiscard]] std::string counted_start_list(const client_id& of);
[[nodiscard]] std::string counted_start_list(const supplier_id& of);
/// Adds the places of a requisition on those lists.
void list_starts(std::vector<index_entry>& into, const requisition& req);

/// Those within the window count for who showed on the first day, a head like a candidate; the
/// verdict is that of both together.
void add_starts(
    std::vector<quality_figure>& figures,
    std::span<const start_entry> entries,
    instant now
);

/// The one supplier that works it: whose heads they are, where nobody says so. Empty: none, or
/// several.
[[nodiscard]] supplier_id only_supplier_of(const requisition& req);

}  // namespace fillrate::domain
