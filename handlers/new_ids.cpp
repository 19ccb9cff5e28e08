#include "handlers/new_ids.hpp"

#include "core/domain/names.hpp"

namespace fillrate::handlers {

std::vector<std::string> ids_for(std::string_view name, int most) {
    const auto slug = domain::slug_of(name);
    std::vector<std::string> ids{slug};
    for (int n = 2; n <= most; ++n) {
        ids.push_back(slug + '-' + std::to_string(n));
    }
    return ids;
}

std::optional<need> missing_candidates(
    const snapshot& seen,
    std::string_view kind,
    std::string_view name
) {
    need wanted;
    for (const auto& id : ids_for(name)) {
        auto name_of = std::string(kind) + ':' + id;
        if (!seen.loaded(name_of)) {
            wanted.records.push_back(std::move(name_of));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

std::string free_id(const snapshot& seen, std::string_view kind, std::string_view name) {
    return first_free(ids_for(name), [&](const std::string& id) {
        const auto entry = seen.all().find(std::string(kind) + ':' + id);
        return entry != seen.all().end() &&
               std::holds_alternative<std::monostate>(entry->second.value);
    });
}

}  // namespace fillrate::handlers
