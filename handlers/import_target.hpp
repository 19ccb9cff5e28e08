// Finding and keeping the record that a row is about: the same for clients, suppliers and people.
#pragma once

#include "handlers/import_draft.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// As it is, or a new one; a new one has an id only when the row names it.
template <class T>
struct import_target {
    T before{};
    T value{};
    bool is_new = false;
};

/// Nothing: a problem at the cell, or the row waits.
template <class T>
[[nodiscard]] std::optional<import_target<T>> find_target(
    import_draft& draft,
    import_cells& cells,
    std::string_view kind,
    const row_key& key
) {
    std::string name;
    import_target<T> to;
    if (key.own()) {
        if (!is_own_id(key.origin.external_id)) {
            cells.refuse(
                "external_id",
                quoted(key.origin.external_id) + " is no id of source " +
                    std::string(domain::own_source) +
                    "; write one of lower-case letters, digits and dashes, or another source"
            );
            return std::nullopt;
        }
        to.value.id.value = key.origin.external_id;
        name = domain::record_name(to.value.id);
    } else {
        const auto known =
            draft.look_up<domain::external_name>(draft.names.external(kind, key.origin));
        if (known.pending) {
            return std::nullopt;
        }
        to.value.origin = key.origin;
        to.is_new = known.value == nullptr;
        name = to.is_new ? std::string{} : known.value->record;
    }
    if (!name.empty()) {
        const auto present = draft.look_up<T>(name);
        if (present.pending) {
            return std::nullopt;
        }
        to.is_new = present.value == nullptr;
        to.value = to.is_new ? to.value : *present.value;
    }
    to.before = to.value;
    return to;
}

/// Gives a new one its id, and what finds it again.
template <class T>
[[nodiscard]] bool name_target(
    import_draft& draft,
    import_cells& cells,
    std::string_view kind,
    const row_key& key,
    import_target<T>& to
) {
    if (!to.is_new || !to.value.id.empty()) {
        return true;
    }
    const auto external = draft.names.external(kind, key.origin);
    const auto id = new_id(draft, cells, kind, to.value.name, external);
    if (!id) {
        return false;
    }
    to.value.id.value = *id;
    draft.put(external, domain::external_name{domain::record_name(to.value.id), {}});
    return true;
}

/// Keeps it, unless the row waits, was refused or changed nothing.
template <class T>
[[nodiscard]] row_fate settle(
    import_draft& draft,
    import_cells& cells,
    std::string_view kind,
    const row_key& key,
    import_target<T>& to
) {
    if (draft.waits() || cells.refused() || !name_target(draft, cells, kind, key, to)) {
        return row_fate::refused;
    }
    if (!to.is_new && to.value == to.before) {
        return row_fate::unchanged;
    }
    draft.put(domain::record_name(to.value.id), to.value);
    return to.is_new ? row_fate::created : row_fate::changed;
}

}  // namespace fillrate::handlers
