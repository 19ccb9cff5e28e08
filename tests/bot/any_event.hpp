// Any event of a kind, and whether those of several kinds read back as they were.
#pragma once

#include "bot/interview_fields.hpp"
#include "bot/opportunity_fields.hpp"
#include "bot/question_fields.hpp"
#include "bot/requisition_event_fields.hpp"
#include "bot/shift_fields.hpp"
#include "bot/submittal_fields.hpp"
#include "bot/task_fields.hpp"
#include "core/domain/event.hpp"
#include "tests/bot/any_stored_value.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <type_traits>
#include <variant>

namespace fillrate::bot {

using directory_value = decltype(domain::directory_put::value);

/// Of the kind with that index.
template <std::size_t I = 0>
[[nodiscard]] directory_value any_directory_value(std::size_t kind) {
    if constexpr (I + 1 < std::variant_size_v<directory_value>) {
        if (kind != I) {
            return any_directory_value<I + 1>(kind);
        }
    }
    return any_value<std::variant_alternative_t<I, directory_value>>();
}

template <std::size_t I>
[[nodiscard]] domain::payload any_payload() {
    using alternative = std::variant_alternative_t<I, domain::payload>;
    if constexpr (std::is_same_v<alternative, domain::directory_put>) {
        constexpr auto kinds = static_cast<int>(std::variant_size_v<directory_value>);
        domain::directory_put put;
        put.value = any_directory_value(static_cast<std::size_t>(any_integer(0, kinds)));
        return put;
    } else {
        return any_value<alternative>();
    }
}

/// Where a payload stands among all.
template <class Payload, std::size_t I = 0>
[[nodiscard]] consteval std::size_t place_of() {
    if constexpr (std::is_same_v<Payload, std::variant_alternative_t<I, domain::payload>>) {
        return I;
    } else {
        return place_of<Payload, I + 1>();
    }
}

/// An event with this payload and anything else; what was encoded decodes to the same.
[[nodiscard]] bool reads_back(domain::payload data);

/// Of the payloads from one place up to, but not, another.
template <std::size_t From, std::size_t To>
void expect_events_read_back() {
    if constexpr (From < To) {
        EXPECT_TRUE(holds("event reads back, payload " + std::to_string(From), [] {
            return reads_back(any_payload<From>());
        }));
        expect_events_read_back<From + 1, To>();
    }
}

}  // namespace fillrate::bot
