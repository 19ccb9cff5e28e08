// Which shift a command is about: a requisition, a name and a day, each of which may be left out.
#pragma once

#include "core/base/time_zone.hpp"
#include "handlers/asking.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// The light-industrial requisition meant, known to the actor; else what to load or to answer.
[[nodiscard]] std::variant<const domain::requisition*, outcome> find_staffed(
    const context& ctx,
    const snapshot& seen
);

/// Its shifts of the last days and those ahead, by their end.
[[nodiscard]] index_page shifts_page(const domain::requisition& req, instant now);

/// Beginning and end, from local midnight; an end before the beginning is of the next day.
struct shift_span {
    seconds from{};
    seconds to{};
};
[[nodiscard]] instant begins(civil_date day, const shift_span& span, const time_zone& zone);
[[nodiscard]] instant ends(civil_date day, const shift_span& span, const time_zone& zone);

/// What `from:` and `to:` say; else as the shift of that name was last planned here, else as usual.
[[nodiscard]] std::optional<shift_span> read_span(
    const context& ctx,
    const std::string& name,
    const std::vector<const domain::work_shift*>& known,
    const time_zone& zone,
    field_problems& problems
);

/// Of the requisition's site; `client` may be null.
[[nodiscard]] domain::shift_patience patience_at(
    const domain::requisition& req,
    const domain::client* client
);

/// A shift, planned or not.
struct found_shift {
    const domain::requisition* req = nullptr;
    domain::shift_id id{};
    const domain::work_shift* record = nullptr;  ///< null: nobody planned it
    std::uint64_t version = 0;
};

/// Which one is meant where no day is said.
enum class nearest_shift {
    coming,  ///< the one that runs, else the next
    begun    ///< the one that began last
};
[[nodiscard]] std::variant<found_shift, outcome> find_shift(
    const context& ctx,
    const snapshot& seen,
    nearest_shift where_unsaid
);

/// The days of `on:`: "mon..fri", "dec 1", "mon, wed"; in order, none before today.
[[nodiscard]] std::vector<civil_date> read_days(
    const context& ctx,
    const time_zone& zone,
    field_problems& problems
);

}  // namespace fillrate::handlers
