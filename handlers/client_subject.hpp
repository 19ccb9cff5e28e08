// Which client a command is about, for those who look after it: by name, or by the room it is typed
// in. Inside only: no client reads of another, and none of itself in these words.
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace fillrate::handlers {

/// A direct message or an internal room. Of a channel nobody bound, who reads it is not known.
[[nodiscard]] bool is_inside(const context& ctx);

/// Operations, and account managers of the client.
[[nodiscard]] bool looks_after(const domain::actor& who, const client_id& client);

/// The client called `typed`; when that is empty, the one whose internal room this is, or the only
/// one they look after. Else what to load, or the refusal; `example` is the next line of it.
[[nodiscard]] std::variant<const domain::client*, outcome> find_client(
    const context& ctx,
    const snapshot& seen,
    const std::string& typed,
    std::string_view example
);

}  // namespace fillrate::handlers
