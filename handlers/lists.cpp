#include "handlers/lists.hpp"

namespace fillrate::handlers {

namespace {
constexpr std::uint32_t directory_page_size = 150;
}

std::vector<domain::index_entry> directory_indexes(const std::string& name, const record& value) {
    if (std::holds_alternative<domain::client>(value)) {
        return {{clients_list, name, 0}};
    }
    if (std::holds_alternative<domain::supplier>(value)) {
        return {{suppliers_list, name, 0}};
    }
    if (std::holds_alternative<domain::person>(value)) {
        return {{people_list, name, 0}};
    }
    return {};
}

index_page directory_page(const char* list) {
    return {list, 0, directory_page_size, false};
}

}  // namespace fillrate::handlers
