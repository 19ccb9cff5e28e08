// The forms of `me away` and `me quiet`, for lines that do not say when. Used by absence.cpp only.
#pragma once

#include "core/base/time_zone.hpp"
#include "core/chat/suggest.hpp"
#include "handlers/handler.hpp"

#include <vector>

namespace fillrate::handlers {

/// Asks for the days, with what the line said.
[[nodiscard]] chat::form away_form(
    const context& ctx,
    const domain::person& who,
    const std::vector<chat::named>& able_to_cover,
    const time_zone& in
);

/// Asks for the hours, as they are now or as most people have them.
[[nodiscard]] chat::form quiet_form(const domain::person& who);
/// Whether the line or form says that there are to be none.
[[nodiscard]] bool ends_quiet_hours(const context& ctx);

}  // namespace fillrate::handlers
