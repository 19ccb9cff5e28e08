// Which target and calendar a clock runs on (DOMAIN.md 4.1-4.3). Versioned reference data:
// immutable once used.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/calendar.hpp"
#include "core/domain/directory.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// Targets for requisitions it matches; an empty field matches everything.
struct policy {
    std::string name{"default"};
    std::uint32_t version = 1;
    client_id client{};
    site_id site{};
    std::optional<domain::category> category{};
    std::optional<domain::priority> priority{};
    /// COV at priority P2; P1 is half, P3 double (DOMAIN.md 4.3).
    seconds coverage_target{9 * 3600};
    std::uint32_t min_suppliers = 2;
    std::uint8_t warn_percent = 75;
    std::uint8_t urge_percent = 90;
    friend bool operator==(const policy&, const policy&) = default;
};

/// Target of a clock after the priority rule.
[[nodiscard]] seconds target_of(
    const policy& p,
    clock_kind kind,
    domain::priority priority
) noexcept;

/// All policies and calendars of the organisation, in every version a clock may name.
class policy_book {
public:
    /// The shipped defaults: professional 9 bh, light industrial 4 bh (DOMAIN.md 4.3).
    policy_book();

    void add(policy p);
    /// Registers version `version` of a calendar; the newest one serves new clocks.
    void add(std::uint32_t version, domain::calendar c);

    /// The most specific match: client+site+category+priority > client+category > category >
    /// default.
    [[nodiscard]] const policy& choose(const requisition& req) const;

    /// By "name@version"; null when unknown. Running clocks stay on the version they name.
    [[nodiscard]] const policy* find_policy(std::string_view reference) const;

    /// The newest version of a site's calendar: by name, or Mon-Fri 08-17 in its zone when it names
    /// none. Errors: invalid_input for an unknown zone or calendar name.
    [[nodiscard]] result<std::string> calendar_for(const site& where) const;

    /// By "name@version", "default.<zone>@1" included; null when unknown.
    [[nodiscard]] const domain::calendar* find_calendar(std::string_view reference) const;

private:
    [[nodiscard]] result<const domain::calendar*> default_calendar(const std::string& zone) const;

    std::vector<policy> policies_;
    /// By "name@version"; the defaults of a zone are compiled when first asked for.
    mutable std::map<std::string, domain::calendar, std::less<>> calendars_;
    std::map<std::string, std::uint32_t, std::less<>> newest_;
};

[[nodiscard]] std::string reference(std::string_view name, std::uint32_t version);

}  // namespace fillrate::domain
