// Writes values as compact JSON from the description of their fields (field_archive.hpp).
#pragma once

#include "bot/stored_values.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fillrate::bot {

/// Appends JSON string syntax for `text` (valid UTF-8) to `out`.
void append_quoted(std::string& out, std::string_view text);

/// Writes one value.
class value_writer {
public:
    explicit value_writer(std::string& out) : out_(out) {}

protected:
    template <class T>
    void put(const T& value);

    template <class T>
    void put_list(const std::vector<T>& values);

    template <class Integer>
    void put_integer(Integer value) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        out_.append(digits, end);
    }

    std::string& out_;
};

/// Writes an object field by field.
class field_writer : private value_writer {
public:
    explicit field_writer(std::string& out) : value_writer(out) { out_ += '{'; }
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
};

/// Writes a row: a default is `0`, defaults at the end are left out, a struct's fields stand in its
/// place.
class row_writer : private value_writer {
public:
    row_writer(std::string& out, archive::row_memory& memory) : value_writer(out), memory_(memory) {
        out_ += '[';
    }
    void finish() { out_ += ']'; }

    template <class T>
    void operator()(std::string_view /*key*/, const T& value) {
        if constexpr (archive::is_described<T>) {
            describe(*this, value);
        } else if (value == T{}) {
            ++defaults_;
        } else {
            for (; defaults_ > 0; --defaults_) {
                next();
                out_ += '0';
            }
            next();
            put_in_row(value);
        }
    }

    /// The place says which field it is, so a default needs no word of its own.
    template <class T>
    void always(std::string_view key, const T& value) {
        (*this)(key, value);
    }

private:
    void next() {
        if (out_.back() != '[') {
            out_ += ',';
        }
    }

    template <class T>
    void put_in_row(const T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            put_text(value);
        } else if constexpr (archive::is_text_id<T>::value) {
            put_text(value.value);
        } else if constexpr (std::is_enum_v<T>) {
            put_text(stored_word(value));
        } else if constexpr (std::is_same_v<T, instant>) {
            put_time(to_unix_ms(value));
        } else if constexpr (archive::is_optional<T>::value) {
            using inner = typename T::value_type;
            static_assert(
                !std::is_arithmetic_v<inner> && !archive::is_number_id<inner>::value &&
                    !std::is_same_v<inner, seconds>,
                "in a row none and zero would be written alike"
            );
            put_in_row(*value);
        } else {
            put(value);
        }
    }

    void put_text(std::string_view text) {
        const auto said = std::find(memory_.texts.begin(), memory_.texts.end(), text);
        if (said != memory_.texts.end()) {
            put_integer(said - memory_.texts.begin() + 1);
            return;
        }
        memory_.texts.push_back(text);
        append_quoted(out_, text);
    }

    void put_time(std::int64_t ms) {
        const auto after = archive::distance(memory_.last_ms, ms);
        memory_.last_ms = ms;
        if (after != 0 && after % 1000 == 0) {
            put_integer(after / 1000);
            return;
        }
        out_ += '"';
        if (after != 0) {
            put_integer(after);
        }
        out_ += '"';
    }

    archive::row_memory& memory_;
    std::size_t defaults_ = 0;
};

template <class T>
void value_writer::put(const T& value) {
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
void value_writer::put_list(const std::vector<T>& values) {
    archive::row_memory memory;
    out_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i != 0) {
            out_ += ',';
        }
        if constexpr (archive::is_row<T>) {
            row_writer row(out_, memory);
            describe(row, values[i]);
            row.finish();
        } else {
            put(values[i]);
        }
    }
    out_ += ']';
}

}  // namespace fillrate::bot
