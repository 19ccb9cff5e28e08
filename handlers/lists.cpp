#include "handlers/lists.hpp"

#include <set>
#include <utility>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t directory_page_size = 150;

std::string people_list(domain::role role, const client_id& client) {
    std::string name = "list:people:";
    name += domain::word(role);
    if (!client.empty()) {
        name += ':' + client.value;
    }
    return name;
}

// Several grants of one role are one entry.
std::vector<domain::index_entry> people_indexes(
    const std::string& name,
    const domain::person& person
) {
    std::set<std::string> lists;
    for (const auto& grant : person.grants) {
        lists.insert(people_list(grant.role, grant.client));
    }
    std::vector<domain::index_entry> entries;
    for (const auto& list : lists) {
        entries.push_back({list, name, 0});
    }
    entries.push_back({all_people_list, name, 0});
    return entries;
}

}  // namespace

std::vector<domain::index_entry> directory_indexes(const std::string& name, const record& value) {
    if (std::holds_alternative<domain::client>(value)) {
        return {{clients_list, name, 0}};
    }
    if (std::holds_alternative<domain::supplier>(value)) {
        return {{suppliers_list, name, 0}};
    }
    if (const auto* person = std::get_if<domain::person>(&value)) {
        return people_indexes(name, *person);
    }
    return {};
}

index_page directory_page(std::string list) {
    return {std::move(list), 0, directory_page_size, false};
}

index_page people_page(domain::role role, const client_id& client) {
    return directory_page(people_list(role, client));
}

std::vector<index_page> people_pages(domain::role role, const client_id& client) {
    std::vector<index_page> pages{people_page(role, client)};
    if (role == domain::role::account_manager && !client.empty()) {
        pages.push_back(people_page(role));
    }
    return pages;
}

}  // namespace fillrate::handlers
