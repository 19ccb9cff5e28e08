// A report is read privately first; whoever asked may show it to the room (DOMAIN.md 7.1).
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <string_view>

namespace fillrate::handlers {

/// What [Share here] does: its action, and the part of the report it is about.
struct sharing {
    std::string action{};
    std::string subject{};
};

/// The report is asked for by that button: everybody in the room reads the answer.
[[nodiscard]] bool is_shared(const context& ctx, const sharing& by);

/// The client whose internal room this is; null in every other place. What is shown to everybody
/// in it is about that client alone; the page of clients has been loaded.
[[nodiscard]] const domain::client* client_of_room(const context& ctx, const snapshot& seen);

/// What a link to the rows behind a report leads to: "report:sla:48:acorn", "report:pipeline:2",
/// "report:supplier:quillfeather:light_industrial". Read by report_rows().
inline constexpr std::string_view rows_subject = "report:";
/// Adds that link, where files can be opened by one.
void add_rows_link(const context& ctx, chat::message& to, std::string_view of);
/// How no number stands in the table of a report; in its rows it is 0.
inline constexpr std::string_view shown_none = "·";

/// Private, with [Share here] where the report may be shown to the room as it stands; when it is
/// shared, for everybody there.
[[nodiscard]] outcome reply_here(
    const context& ctx,
    chat::message report,
    sharing by,
    bool may_be_shared
);

}  // namespace fillrate::handlers
