// What the stored form of a value hangs on, for field_writer.hpp and field_reader.hpp alike.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/interview_terms.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/resume.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/terms.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fillrate::bot {

namespace archive {

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_text_id : std::false_type {};
template <class Tag>
struct is_text_id<text_id<Tag>> : std::true_type {};
template <class T>
struct is_number_id : std::false_type {};
template <class Tag>
struct is_number_id<number_id<Tag>> : std::true_type {};

template <class T>
inline constexpr bool is_text = std::is_same_v<T, std::string> || is_text_id<T>::value;

/// A struct with a description of its own.
template <class T>
inline constexpr bool is_described =
    std::is_class_v<T> && !is_text<T> && !is_number_id<T>::value && !is_optional<T>::value &&
    !is_vector<T>::value && !std::is_same_v<T, instant> && !std::is_same_v<T, seconds>;

/// Specialised for structs whose lists are written as rows. New fields of such a struct are
/// described last; their order is part of what is stored.
template <class T>
inline constexpr bool is_row = false;

/// What the rows of one list have said so far: a text said again is written as its place, counted
/// from 1, and an instant as seconds after the last one; what are no whole seconds, or none at all,
/// as milliseconds in quotes, none being nothing between them.
struct row_memory {
    std::vector<std::string_view> texts{};
    std::int64_t last_ms = 0;
};

/// Sum and difference that wrap around, whatever was stored.
[[nodiscard]] constexpr std::int64_t moved(std::int64_t from, std::int64_t by) noexcept {
    return static_cast<std::int64_t>(
        static_cast<std::uint64_t>(from) + static_cast<std::uint64_t>(by)
    );
}
[[nodiscard]] constexpr std::int64_t distance(std::int64_t from, std::int64_t to) noexcept {
    return static_cast<std::int64_t>(
        static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)
    );
}

}  // namespace archive

/// How enumerations are stored; overloaded for those outside domain/terms.hpp.
template <class Enum>
[[nodiscard]] std::string_view stored_word(Enum value) {
    return domain::word(value);
}
template <class Enum>
[[nodiscard]] bool read_word(std::string_view text, Enum& value) {
    const auto found = domain::from_word<Enum>(text);
    if (found) {
        value = *found;
    }
    return found.has_value();
}

}  // namespace fillrate::bot
