// One description of a struct's fields serves both writing and reading compact JSON. Defaults are
// not written, unknown keys are ignored, so fields can be added without a new version.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/interview_terms.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/terms.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
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

/// Appends JSON string syntax for `text` (valid UTF-8) to `out`.
void append_quoted(std::string& out, std::string_view text);

/// Writes an object field by field.
class field_writer {
public:
    explicit field_writer(std::string& out) : out_(out) { out_ += '{'; }
    void finish() { out_ += '}'; }

    template <class T>
    void operator()(std::string_view key, const T& value) {
        if (value == T{}) {
            return;
        }
        name(key);
        put(value);
    }

    /// Written even when it equals the default.
    template <class T>
    void always(std::string_view key, const T& value) {
        name(key);
        put(value);
    }

private:
    void name(std::string_view key) {
        if (out_.back() != '{') {
            out_ += ',';
        }
        out_ += '"';
        out_ += key;
        out_ += "\":";
    }

    template <class T>
    void put(const T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            append_quoted(out_, value);
        } else if constexpr (std::is_same_v<T, bool>) {
            out_ += value ? "1" : "0";
        } else if constexpr (std::is_integral_v<T>) {
            put_integer(value);
        } else if constexpr (std::is_same_v<T, instant>) {
            put_integer(to_unix_ms(value));
        } else if constexpr (std::is_same_v<T, seconds>) {
            put_integer(value.count());
        } else if constexpr (archive::is_text_id<T>::value) {
            append_quoted(out_, value.value);
        } else if constexpr (archive::is_number_id<T>::value) {
            put_integer(value.value);
        } else if constexpr (archive::is_optional<T>::value) {
            put(*value);
        } else if constexpr (archive::is_vector<T>::value) {
            put_list(value);
        } else if constexpr (std::is_enum_v<T>) {
            append_quoted(out_, stored_word(value));
        } else {
            field_writer nested(out_);
            describe(nested, value);
            nested.finish();
        }
    }

    template <class T>
    void put_list(const std::vector<T>& values) {
        out_ += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i != 0) {
                out_ += ',';
            }
            put(values[i]);
        }
        out_ += ']';
    }

    template <class Integer>
    void put_integer(Integer value) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        out_.append(digits, end);
    }

    std::string& out_;
};

/// Reads an object field by field; `ok` falls to false at the first value of a wrong type.
class field_reader {
public:
    explicit field_reader(const boost::json::object& from) : from_(from) {}
    [[nodiscard]] bool ok() const noexcept { return ok_; }

    template <class T>
    void operator()(std::string_view key, T& value) {
        if (const auto* found = from_.if_contains({key.data(), key.size()})) {
            ok_ = get(*found, value) && ok_;
        } else {
            value = T{};  // what the writer left out
        }
    }

    template <class T>
    void always(std::string_view key, T& value) {
        const auto* found = from_.if_contains({key.data(), key.size()});
        ok_ = found != nullptr && get(*found, value) && ok_;
    }

private:
    template <class T>
    static bool get(const boost::json::value& from, T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            return get_text(from, value);
        } else if constexpr (std::is_same_v<T, bool>) {
            std::int64_t number = 0;
            const bool fine = get_integer(from, number) && (number == 0 || number == 1);
            value = number == 1;
            return fine;
        } else if constexpr (std::is_integral_v<T>) {
            return get_integer(from, value);
        } else if constexpr (std::is_same_v<T, instant>) {
            std::int64_t ms = 0;
            const bool fine = get_integer(from, ms);
            value = from_unix_ms(ms);
            return fine;
        } else if constexpr (std::is_same_v<T, seconds>) {
            std::int64_t count = 0;
            const bool fine = get_integer(from, count);
            value = seconds{count};
            return fine;
        } else if constexpr (archive::is_text_id<T>::value) {
            return get_text(from, value.value);
        } else if constexpr (archive::is_number_id<T>::value) {
            return get_integer(from, value.value);
        } else if constexpr (archive::is_optional<T>::value) {
            return get(from, value.emplace());
        } else if constexpr (archive::is_vector<T>::value) {
            return get_list(from, value);
        } else if constexpr (std::is_enum_v<T>) {
            std::string text;
            return get_text(from, text) && read_word(text, value);
        } else {
            const auto* object = from.if_object();
            if (object == nullptr) {
                return false;
            }
            field_reader nested(*object);
            describe(nested, value);
            return nested.ok();
        }
    }

    template <class T>
    static bool get_list(const boost::json::value& from, std::vector<T>& values) {
        const auto* list = from.if_array();
        if (list == nullptr) {
            return false;
        }
        values.clear();
        values.reserve(list->size());
        for (const auto& element : *list) {
            if (!get(element, values.emplace_back())) {
                return false;
            }
        }
        return true;
    }

    static bool get_text(const boost::json::value& from, std::string& value) {
        const auto* text = from.if_string();
        if (text == nullptr) {
            return false;
        }
        value.assign(text->data(), text->size());
        return true;
    }

    template <class Integer>
    static bool get_integer(const boost::json::value& from, Integer& value) {
        boost::system::error_code failed;
        value = from.to_number<Integer>(failed);
        return !failed;
    }

    const boost::json::object& from_;
    bool ok_ = true;
};

}  // namespace fillrate::bot
