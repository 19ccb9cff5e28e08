// Reading members of JSON objects from outside: a missing member and one of the wrong type are the
// same nothing, so no payload can make a reader fail.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string_view>

namespace fillrate::slack {

/// The text of a member; empty when there is none.
[[nodiscard]] inline std::string_view text_of(
    const boost::json::object& object,
    std::string_view name
) noexcept {
    const auto* member = object.if_contains(name);
    const auto* text = member != nullptr ? member->if_string() : nullptr;
    return text != nullptr ? std::string_view(text->data(), text->size()) : std::string_view{};
}

/// The first of two texts that is not empty.
[[nodiscard]] inline std::string_view first_of(
    std::string_view preferred,
    std::string_view otherwise
) noexcept {
    return preferred.empty() ? otherwise : preferred;
}

/// Whether the member is the boolean true.
[[nodiscard]] inline bool flag_of(
    const boost::json::object& object,
    std::string_view name
) noexcept {
    const auto* member = object.if_contains(name);
    const auto* flag = member != nullptr ? member->if_bool() : nullptr;
    return flag != nullptr && *flag;
}

/// The object of a member; an empty one when there is none.
[[nodiscard]] inline const boost::json::object& object_of(
    const boost::json::object& object,
    std::string_view name
) noexcept {
    static const boost::json::object none;
    const auto* member = object.if_contains(name);
    const auto* inner = member != nullptr ? member->if_object() : nullptr;
    return inner != nullptr ? *inner : none;
}

/// The array of a member; an empty one when there is none.
[[nodiscard]] inline const boost::json::array& array_of(
    const boost::json::object& object,
    std::string_view name
) noexcept {
    static const boost::json::array none;
    const auto* member = object.if_contains(name);
    const auto* inner = member != nullptr ? member->if_array() : nullptr;
    return inner != nullptr ? *inner : none;
}

/// The item as an object; an empty one when it is something else.
[[nodiscard]] inline const boost::json::object& as_object_or_none(const boost::json::value& item
) noexcept {
    static const boost::json::object none;
    const auto* object = item.if_object();
    return object != nullptr ? *object : none;
}

}  // namespace fillrate::slack
