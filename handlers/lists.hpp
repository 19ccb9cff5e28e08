// The lists of the directory, kept beside those of requisitions (domain/index.hpp).
#pragma once

#include "core/domain/index.hpp"
#include "handlers/handler.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

inline constexpr const char* clients_list = "list:clients";
inline constexpr const char* suppliers_list = "list:suppliers";
inline constexpr const char* everybody_list = "list:people";

/// Where a client, supplier or person is listed; empty for every other kind of record.
[[nodiscard]] std::vector<domain::index_entry> directory_indexes(
    const std::string& name,
    const record& value
);

/// The first page of a directory list, all of it for a firm of ordinary size.
[[nodiscard]] index_page directory_page(std::string list);
/// The people who have a role, for roles of one client: on that client.
[[nodiscard]] index_page people_page(domain::role role, const client_id& client = {});
/// All pages that hold somebody who has the role on the client: also those who have it on every
/// one.
[[nodiscard]] std::vector<index_page> people_pages(domain::role role, const client_id& client);

/// Those that may be called so, `kind` being "client", "supplier" or "person": the list is found by
/// a hash of the name, so that a name among very many needs no search. Compare the names
/// themselves.
[[nodiscard]] index_page namesakes_page(std::string_view kind, std::string_view name);

/// The records of a loaded page, in its order.
template <class T>
[[nodiscard]] std::vector<const T*> records_of(const snapshot& seen, const index_page& page) {
    std::vector<const T*> found;
    const auto names = seen.pages.find(page);
    if (names != seen.pages.end()) {
        for (const auto& name : names->second) {
            if (const auto* one = seen.find<T>(name)) {
                found.push_back(one);
            }
        }
    }
    return found;
}

}  // namespace fillrate::handlers
