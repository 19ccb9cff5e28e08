// Whose numbers somebody may read in a place, and how numbers read.
#pragma once

#include "core/domain/quality.hpp"
#include "handlers/asking.hpp"
#include "handlers/handler.hpp"
#include "handlers/left_out.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::handlers {

/// The clients this person looks after or manages, where this place may be told of them; the page
/// of clients has been loaded (directory_page).
[[nodiscard]] std::vector<const domain::client*> readable_clients(
    const context& ctx,
    const snapshot& seen
);

/// Those of all suppliers whose numbers may be asked for here.
[[nodiscard]] std::vector<const domain::supplier*> readable_suppliers(
    const context& ctx,
    const std::vector<const domain::supplier*>& all
);

/// Of these: the one named, else that of the room, else the only one. Null: none of them is meant.
[[nodiscard]] const domain::client* client_asked_for(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const domain::client*>& some,
    field_problems& problems
);

/// Refuses the numbers of `whose`: "suppliers", "clients".
[[nodiscard]] outcome numbers_not_readable(const context& ctx, std::string_view whose);

/// The cohort of a client or supplier within the window of the quality numbers.
[[nodiscard]] member_range cohort_of(const context& ctx, const client_id& of);
[[nodiscard]] member_range cohort_of(const context& ctx, const supplier_id& of);
/// What has been loaded of a range, each member read by `read`.
template <class Entry>
[[nodiscard]] std::vector<Entry> read_entries(
    const snapshot& seen,
    const member_range& range,
    std::optional<Entry> (*read)(std::string_view)
) {
    std::vector<Entry> entries;
    const auto members = seen.members.find(range);
    if (members == seen.members.end()) {
        return entries;
    }
    for (const auto& member : members->second) {
        if (auto entry = read(member)) {
            entries.push_back(std::move(*entry));
        }
    }
    return entries;
}

/// "Quality: Submittal to interview 10/11, 91 % in 90 days, good." of these clients together, whose
/// cohorts have been loaded.
[[nodiscard]] chat::context_line quality_line(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const domain::client*>& clients,
    const left_out& out
);

/// Rounded to the nearest; `of` is at least 1.
[[nodiscard]] std::uint32_t percent(std::uint32_t hits, std::uint32_t of) noexcept;
/// "10/11, 91 %", the percentage only where it tells something.
[[nodiscard]] std::string share_text(std::uint32_t hits, std::uint32_t of, bool tells);
[[nodiscard]] std::string share_text(const domain::quality_figure& figure);
[[nodiscard]] std::string_view shown_verdict(domain::quality_verdict said) noexcept;
/// "missed, and under the floor of 20 %"
[[nodiscard]] std::string shown_verdict(const domain::quality_figure& figure);

}  // namespace fillrate::handlers
