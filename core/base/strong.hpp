// Strong one-field types: an id of a person is not an id of a client.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace fillrate {

/// A bot-made textual id (slug or ULID). Never holds raw platform text.
template <class Tag>
struct text_id {
    std::string value{};

    [[nodiscard]] bool empty() const noexcept { return value.empty(); }
    friend auto operator<=>(const text_id&, const text_id&) = default;
    friend bool operator==(const text_id&, const text_id&) = default;
};

/// A number people read out, such as 104 in REQ-104. Zero means none.
template <class Tag>
struct number_id {
    std::uint32_t value = 0;

    [[nodiscard]] bool empty() const noexcept { return value == 0; }
    friend auto operator<=>(const number_id&, const number_id&) = default;
    friend bool operator==(const number_id&, const number_id&) = default;
};

using organisation_id = text_id<struct organisation_tag>;
using client_id = text_id<struct client_tag>;
using site_id = text_id<struct site_tag>;
using supplier_id = text_id<struct supplier_tag>;
using person_id = text_id<struct person_tag>;
using conversation_id = text_id<struct conversation_tag>;
using command_id = text_id<struct command_tag>;
using outbox_id = text_id<struct outbox_tag>;
using requisition_number = number_id<struct requisition_tag>;
using submittal_number = number_id<struct submittal_tag>;
using interview_number = number_id<struct interview_tag>;
using miss_number = number_id<struct miss_tag>;  ///< of a due time that was missed: B-9
using candidate_id = text_id<struct candidate_tag>;

}  // namespace fillrate

template <class Tag>
struct std::hash<fillrate::text_id<Tag>> {
    std::size_t operator()(const fillrate::text_id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.value);
    }
};
