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
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// Targets for requisitions it matches; an empty field matches everything.
struct policy {
    std::string name{"default"};
    std::uint32_t version = 1;
    client_id client{};  ///< as in records, or the name people read
    site_id site{};      ///< likewise
    std::optional<domain::category> category{};
    std::optional<domain::priority> priority{};
    std::string calendar{};  ///< of sites that name none; empty: Mon-Fri 08-17 in their zone
    /// COV. Targets are those of the priority the policy names, else of P2 (DOMAIN.md 4.3).
    seconds coverage_target{9 * 3600};
    std::uint32_t min_suppliers = 2;
    std::uint8_t warn_percent = 75;
    std::uint8_t urge_percent = 90;
    friend bool operator==(const policy&, const policy&) = default;
};

/// A clock that policies set a target for. A new kind of clock is one more row of the table.
struct clock_target {
    clock_kind kind = clock_kind::coverage;
    std::string_view name{};  ///< in policies.toml
    seconds policy::*target = nullptr;
};
[[nodiscard]] std::span<const clock_target> clock_targets() noexcept;

/// What holds where no file says otherwise: professional 9 bh, light industrial 4 bh (DOMAIN.md
/// 4.3).
[[nodiscard]] std::vector<policy> shipped_policies();

/// The policy as text that is equal for equal meaning, for content hashing. Name and version are
/// not part of it.
[[nodiscard]] std::string canonical(const policy& p);
/// Reads what canonical wrote. Errors: protocol.
[[nodiscard]] result<policy> policy_from_canonical(std::string name, std::string_view text);

/// Target of a clock at a priority: P1 is half of P2's, P3 double.
[[nodiscard]] seconds target_of(
    const policy& p,
    clock_kind kind,
    domain::priority priority
) noexcept;

/// All policies and calendars of the organisation, in every version a clock may name.
class policy_book {
public:
    /// The shipped policies.
    policy_book();

    // The newest version of each name serves new clocks, until `serve` says otherwise.
    void add(policy p);
    void add(std::uint32_t version, domain::calendar c);

    using versions = std::map<std::string, std::uint32_t, std::less<>>;
    /// New clocks get exactly these, by name; every other one is left to the clocks that name it.
    void serve(versions policies, versions calendars);

    /// The most specific match: client+site+category+priority > client+category > category >
    /// default.
    [[nodiscard]] const policy& choose(const requisition& req) const;

    /// By "name@version"; null when unknown. Running clocks stay on the version they name.
    [[nodiscard]] const policy* find_policy(std::string_view reference) const;

    /// The calendar of new clocks at a site: the site's, else `of_policy`, else Mon-Fri 08-17 in
    /// the site's zone. Errors: invalid_input for an unknown zone or calendar name.
    [[nodiscard]] result<std::string> calendar_for(
        const site& where,
        std::string_view of_policy = {}
    ) const;

    /// By "name@version", "default.<zone>@1" included; null when unknown.
    [[nodiscard]] const domain::calendar* find_calendar(std::string_view reference) const;

private:
    [[nodiscard]] bool serves(const policy& p) const;
    [[nodiscard]] result<const domain::calendar*> default_calendar(const std::string& zone) const;

    std::vector<policy> policies_;
    /// By "name@version"; the defaults of a zone are compiled when first asked for.
    mutable std::map<std::string, domain::calendar, std::less<>> calendars_;
    versions serving_policies_;
    versions serving_calendars_;
};

[[nodiscard]] std::string reference(std::string_view name, std::uint32_t version);

}  // namespace fillrate::domain
