// The steps from intake to open as a line or form asks for them, one at a time or several in one
// commit: `req new ... waive:"same" tier1` (DOMAIN.md 3.1, 4.1).
#pragma once

#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/releasing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// Named instead of a supplier: our own recruiters work it.
inline constexpr std::string_view inside_team = "internal";

/// Everything the command says about whom to ask.
struct asked_for {
    std::vector<std::uint32_t> tiers{};
    std::vector<std::string> names{};
    [[nodiscard]] bool empty() const { return tiers.empty() && names.empty(); }
};
[[nodiscard]] asked_for read_asked(const context& ctx, field_problems& problems);
/// Asks for a tier, with what was typed.
[[nodiscard]] chat::form_field tier_field(const context& ctx);
/// Why the checklist is waived; empty when that is not said.
[[nodiscard]] std::string read_waived(const context& ctx);

/// Working it, or asked and not taken off since.
[[nodiscard]] bool works_or_asked(const domain::requisition& req, const supplier_id& id);
/// Those of `all` that are meant. Who is suspended or serves other roles is a problem.
[[nodiscard]] chosen_suppliers choose_asked(
    const context& ctx,
    const asked_for& wanted,
    const domain::requisition& req,
    const suppliers& all,
    field_problems& problems
);
[[nodiscard]] outcome refuse_nobody(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const asked_for& wanted
);
/// What has to be settled before a release: a zone and a rate (DOMAIN.md 3.1, 4.1).
[[nodiscard]] std::optional<outcome> refuse_unready(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
);

/// Each takes one step on `one` with its clocks, or says why not. `client` may be null for the
/// first: no clock begins with it.
[[nodiscard]] std::optional<outcome> qualify_step(
    const context& ctx,
    const domain::policy_book& book,
    std::uint8_t settled,
    const std::string& waived,
    change& one
);
[[nodiscard]] std::optional<outcome> release_step(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const chosen_suppliers& picked,
    const domain::client* client,
    change& one
);

/// The list of suppliers, when something is to be released and they are not loaded yet.
[[nodiscard]] std::optional<need> missing_suppliers(const snapshot& seen, const asked_for& wanted);
/// Releases `one`, which is qualified on the way, to those asked for, if any: nothing when that is
/// done, else what to load or why nothing of it all is done.
[[nodiscard]] std::optional<outcome> release_further(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const asked_for& wanted,
    const domain::client* client,
    change& one
);

/// "released", "qualified", "open for intake": how far `one` came.
[[nodiscard]] std::string_view way_gone(const domain::requisition& req);

}  // namespace fillrate::handlers
