// A client with a site as people give them, on a line or in a form: shared by `admin client` and by
// `req new` for a client that is not there yet (DOMAIN.md 0, "[+ client] with the site's zone").
#pragma once

#include "handlers/asking.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// A site and whose it is; its id is not set.
struct given_site {
    std::string client{};
    domain::site site{};
};

/// Client and site with its zone, from the form's fields or from a typed line whose tail is the
/// client's name; nothing when there is a problem.
[[nodiscard]] std::optional<given_site> read_site(const context& ctx, field_problems& problems);

/// The fields read_site() reads, prefilled with what was typed.
void add_site_fields(chat::form& form, const context& ctx);

/// Whether this person may add clients (DOMAIN.md 0: who may open requisitions inside the firm).
[[nodiscard]] bool may_add_clients(const domain::actor& who) noexcept;

/// The client of exactly this name or id, or null.
[[nodiscard]] const domain::client* client_named(
    const std::vector<const domain::client*>& in,
    std::string_view name
);

/// The client with the site added, or changed where it has one of that name.
[[nodiscard]] domain::client with_site(domain::client to, domain::site added);

}  // namespace fillrate::handlers
