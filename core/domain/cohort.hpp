// What one presented candidate counts for in the numbers of DOMAIN.md 4.4. It stands whole in the
// name of a list member, so that a report reads one list and no records, and fsck checks it with
// the list.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/submittal.hpp"
#include "core/domain/terms.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

struct cohort_entry {
    submittal_number number{};
    client_id client{};
    supplier_id supplier{};  ///< empty: our own recruiters
    domain::category category = domain::category::professional;
    instant presented{};
    /// Before then it does not count, since nobody can have decided yet; nothing once it counts.
    std::optional<instant> matures{};
    bool interviewed = false;  ///< the client asked to meet them
    bool offered = false;
    bool offer_decided = false;  ///< the last one: accepted, declined or expired
    bool offer_accepted = false;
    bool decided = false;  ///< chosen or rejected by the client
    bool lacked_must_have = false;
    bool due_to_start = false;
    bool showed = false;               ///< on the first day
    std::optional<instant> began{};    ///< the first day, at midnight UTC
    bool left_early = false;           ///< within 30 days, and not because the work was done
    std::uint32_t earlier_offers = 0;  ///< decided on before the last one, none of them taken

    friend bool operator==(const cohort_entry&, const cohort_entry&) = default;
};

/// Who leaves within so many days of the first one did not stay (RET30).
inline constexpr std::chrono::days retention_window{30};

/// Nothing before it was presented, nor of an imported one before it has a round or an offer here.
[[nodiscard]] std::optional<cohort_entry> cohort_entry_of(const submittal& sub);

/// "311|p|1764550800000|-|iod|20423|northlight|acorn"
[[nodiscard]] std::string to_member(const cohort_entry& entry);
/// Reads what to_member wrote; nothing for anything else.
[[nodiscard]] std::optional<cohort_entry> cohort_entry_from(std::string_view member);

}  // namespace fillrate::domain
