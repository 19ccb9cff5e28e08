// The event that puts a directory record in place of the old one; the record names itself.
#pragma once

#include "core/domain/event.hpp"
#include "core/domain/names.hpp"

#include <string>
#include <utility>

namespace fillrate::handlers {

/// Under any name: mappings are named by a keyed hash that the engine makes.
template <class T>
[[nodiscard]] domain::event put_as(std::string name, T value) {
    domain::event what;
    what.subject = std::move(name);
    what.data = domain::directory_put{std::move(value)};
    return what;
}

/// Of a client, supplier, person or conversation.
template <class T>
[[nodiscard]] domain::event put(T value) {
    auto name = domain::record_name(value.id);
    return put_as(std::move(name), std::move(value));
}
[[nodiscard]] inline domain::event put(domain::organisation value) {
    return put_as(domain::organisation_record_name(), std::move(value));
}
[[nodiscard]] inline domain::event put(domain::claim value) {
    return put_as(domain::claim_record_name(), std::move(value));
}

}  // namespace fillrate::handlers
