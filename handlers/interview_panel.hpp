// Whom a panel may name.
#pragma once

#include "handlers/asking.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// The pages of people this actor may name on a panel, or nothing when they are loaded.
[[nodiscard]] std::optional<need> missing_panel_people(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
);
/// Those people.
[[nodiscard]] std::vector<chat::named> panel_people(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
);

/// Who manages at the client and is not on the panel, those of the site first: whom to ask instead.
/// Their pages (people_pages) are loaded.
[[nodiscard]] std::vector<const domain::person*> panel_pool(
    const snapshot& seen,
    const domain::interview& iv,
    const site_id& site
);
/// The acts that settle that somebody cannot come: another instead, optional, another time. A
/// name of `pool` each for the first two.
void add_panel_acts(
    chat::button_row& to,
    interview_number of,
    std::uint64_t version,
    const domain::interviewer& missing,
    const std::vector<const domain::person*>& pool
);

/// Whom the command or form names under `key`; a problem for each who cannot be named.
[[nodiscard]] std::vector<chat::name_match> read_people(
    const context& ctx,
    std::string_view key,
    const std::vector<chat::named>& people,
    field_problems& problems
);
/// The panel that "panel" and "optional" name; without any the requisition's hiring manager.
[[nodiscard]] std::vector<domain::interviewer> read_panel(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    field_problems& problems
);
/// How many verdicts of the required ones are enough, of `quorum:`; nothing when it is not given, a
/// problem when it is more than there are.
[[nodiscard]] std::optional<std::uint32_t> read_quorum(
    const context& ctx,
    const std::vector<domain::interviewer>& panel,
    field_problems& problems
);
/// "1 of 2 verdicts needed"; empty when all are.
[[nodiscard]] std::string quorum_text(
    const std::vector<domain::interviewer>& panel,
    std::uint32_t quorum
);
/// " 1 of 3 in." of the verdicts that are wanted (DOMAIN.md 7.1); empty when that is not known.
[[nodiscard]] std::string verdicts_in(domain::feedback_count count);

}  // namespace fillrate::handlers
