#include "handlers/lists.hpp"

#include "core/base/text.hpp"

#include <charconv>
#include <set>
#include <utility>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t directory_page_size = 150;
constexpr std::uint32_t namesakes_page_size = 3;

std::string people_list(domain::role role, const client_id& client) {
    std::string name = "list:people:";
    name += domain::word(role);
    if (!client.empty()) {
        name += ':' + client.value;
    }
    return name;
}

// FNV-1a: raw text never becomes part of a key, and a collision only adds a name to compare.
std::string name_hash(std::string_view name) {
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    for (const char c : to_lower_ascii(trim(name))) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
    }
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, hash, 16).ptr;
    return {digits, end};
}

std::string namesakes_list(std::string_view kind, std::string_view name) {
    return "list:named:" + std::string(kind) + '.' + name_hash(name);
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
    std::vector<domain::index_entry> entries{
        {everybody_list, name, 0},
        {namesakes_list("person", person.name), name, 0}};
    for (const auto& list : lists) {
        entries.push_back({list, name, 0});
    }
    return entries;
}

}  // namespace

std::vector<domain::index_entry> directory_indexes(const std::string& name, const record& value) {
    if (const auto* client = std::get_if<domain::client>(&value)) {
        return {{clients_list, name, 0}, {namesakes_list("client", client->name), name, 0}};
    }
    if (const auto* supplier = std::get_if<domain::supplier>(&value)) {
        return {{suppliers_list, name, 0}, {namesakes_list("supplier", supplier->name), name, 0}};
    }
    if (const auto* person = std::get_if<domain::person>(&value)) {
        return people_indexes(name, *person);
    }
    return {};
}

index_page directory_page(std::string list) {
    return {std::move(list), 0, directory_page_size, false};
}

index_page namesakes_page(std::string_view kind, std::string_view name) {
    return {namesakes_list(kind, name), 0, namesakes_page_size, false};
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
