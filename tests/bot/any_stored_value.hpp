// Any value of a stored type, filled through the very description that writes and reads it, so a
// new field is covered by itself. What RapidCheck does stands once, in any_stored_value.cpp: its
// templates are dear to compile.
#pragma once

#include "bot/field_archive.hpp"
#include "core/domain/event.hpp"
#include "core/domain/interview_due.hpp"
#include "core/domain/shift_due.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fillrate::bot {

/// Whether it is true of every value tried; what it asks of the functions below is chosen anew each
/// time.
[[nodiscard]] bool holds(const std::string& description, const std::function<bool()>& property);

/// With quotes, controls, and letters of several bytes.
[[nodiscard]] std::string any_text();
[[nodiscard]] bool any_flag();
[[nodiscard]] std::uint64_t any_bits();
/// From `low` up to, but not, `high`.
[[nodiscard]] std::int64_t any_integer(std::int64_t low, std::int64_t high);

// How many values each stored enumeration has.
constexpr int enumerators(domain::requisition_state) {
    return 8;
}
constexpr int enumerators(domain::submittal_state) {
    return 22;
}
constexpr int enumerators(domain::submittal_verb) {
    return 25;
}
constexpr int enumerators(domain::interview_state) {
    return 8;
}
constexpr int enumerators(domain::interview_verb) {
    return 9;
}
constexpr int enumerators(domain::absentee) {
    return 3;
}
constexpr int enumerators(domain::invitation) {
    return 3;
}
constexpr int enumerators(domain::feedback_state) {
    return 5;
}
constexpr int enumerators(domain::recommendation) {
    return 4;
}
constexpr int enumerators(domain::interview_due) {
    return domain::interview_due_count;
}
constexpr int enumerators(domain::opportunity_state) {
    return 4;
}
constexpr int enumerators(domain::opportunity_verb) {
    return 3;
}
constexpr int enumerators(domain::shift_state) {
    return 5;
}
constexpr int enumerators(domain::shift_verb) {
    return 6;
}
constexpr int enumerators(domain::shift_due) {
    return domain::shift_due_count;
}
constexpr int enumerators(domain::opening_state) {
    return 5;
}
constexpr int enumerators(domain::category) {
    return 2;
}
constexpr int enumerators(domain::engagement) {
    return 4;
}
constexpr int enumerators(domain::priority) {
    return 3;
}
constexpr int enumerators(domain::party) {
    return 4;
}
constexpr int enumerators(domain::role) {
    return 6;
}
constexpr int enumerators(domain::clock_kind) {
    return 14;
}
constexpr int enumerators(domain::clock_alert) {
    return 3;
}
constexpr int enumerators(domain::clock_state) {
    return 4;
}
constexpr int enumerators(domain::coverage::answer) {
    return 4;
}
constexpr int enumerators(domain::resume_kind) {
    return 3;
}
constexpr int enumerators(domain::binding::kind) {
    return 5;
}

/// An archive as any other, which puts something into each field.
class field_filler {
public:
    template <class T>
    void operator()(std::string_view, T& value) {
        fill(value);
    }
    template <class T>
    void always(std::string_view, T& value) {
        fill(value);
    }

private:
    static std::int64_t number() { return any_integer(-4'000'000'000'000, 4'000'000'000'000); }

    template <class T>
    static void fill(T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            value = any_text();
        } else if constexpr (std::is_same_v<T, bool>) {
            value = any_flag();
        } else if constexpr (std::is_integral_v<T>) {
            value = static_cast<T>(any_bits());
        } else if constexpr (std::is_same_v<T, instant>) {
            value = from_unix_ms(number());
        } else if constexpr (std::is_same_v<T, seconds>) {
            value = seconds{number()};
        } else if constexpr (archive::is_text_id<T>::value) {
            value.value = any_text();
        } else if constexpr (archive::is_number_id<T>::value) {
            value.value = static_cast<std::uint32_t>(any_bits());
        } else if constexpr (archive::is_optional<T>::value) {
            value.reset();
            if (any_flag()) {
                fill(value.emplace());
            }
        } else if constexpr (archive::is_vector<T>::value) {
            value.clear();
            const auto count = any_integer(0, 4);
            for (std::int64_t i = 0; i < count; ++i) {
                fill(value.emplace_back());
            }
        } else if constexpr (std::is_enum_v<T>) {
            fill_enum(value);
        } else {
            field_filler nested;
            describe(nested, value);
        }
    }

    template <class Enum>
    static void fill_enum(Enum& value) {
        value = static_cast<Enum>(any_integer(0, enumerators(value)));
    }
};

template <class T>
[[nodiscard]] T any_value() {
    T value{};
    field_filler filler;
    describe(filler, value);
    return value;
}

}  // namespace fillrate::bot
