// Reads what field_writer.hpp wrote, by the same description; also what was stored before lists of
// rows were rows.
#pragma once

#include "bot/stored_values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <vector>

namespace fillrate::bot {

/// Reads one value; false when it is of a wrong type.
class value_reader {
protected:
    template <class T>
    static bool get(const boost::json::value& from, T& value);

    /// A list of rows may have been stored before they were, as objects.
    template <class T>
    static bool get_list(const boost::json::value& from, std::vector<T>& values);

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
};

/// Reads an object field by field; `ok` falls to false at the first value of a wrong type.
class field_reader : private value_reader {
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
    const boost::json::object& from_;
    bool ok_ = true;
};

/// Reads what row_writer wrote; places beyond those of this version are ignored.
class row_reader : private value_reader {
public:
    row_reader(const boost::json::array& from, archive::row_memory& memory)
        : from_(from), memory_(memory) {}
    [[nodiscard]] bool ok() const noexcept { return ok_; }

    template <class T>
    void operator()(std::string_view /*key*/, T& value) {
        if constexpr (archive::is_described<T>) {
            describe(*this, value);
        } else {
            const auto* told = next();
            if (told == nullptr) {
                value = T{};
            } else {
                ok_ = get_in_row(*told, value) && ok_;
            }
        }
    }

    template <class T>
    void always(std::string_view key, T& value) {
        (*this)(key, value);
    }

private:
    // None when the field has its default.
    const boost::json::value* next() {
        if (next_ >= from_.size()) {
            return nullptr;
        }
        const auto& told = from_[next_++];
        const auto* number = told.if_int64();
        return number != nullptr && *number == 0 ? nullptr : &told;
    }

    template <class T>
    bool get_in_row(const boost::json::value& from, T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            return get_said(from, value);
        } else if constexpr (archive::is_text_id<T>::value) {
            return get_said(from, value.value);
        } else if constexpr (std::is_enum_v<T>) {
            std::string text;
            return get_said(from, text) && read_word(text, value);
        } else if constexpr (std::is_same_v<T, instant>) {
            return get_time(from, value);
        } else if constexpr (archive::is_optional<T>::value) {
            return get_in_row(from, value.emplace());
        } else {
            return get(from, value);
        }
    }

    bool get_said(const boost::json::value& from, std::string& value) {
        if (const auto* text = from.if_string()) {
            value.assign(text->data(), text->size());
            memory_.texts.emplace_back(text->data(), text->size());
            return true;
        }
        std::uint32_t place = 0;
        if (!get_integer(from, place) || place == 0 || place > memory_.texts.size()) {
            return false;
        }
        value = memory_.texts[place - 1];
        return true;
    }

    bool get_time(const boost::json::value& from, instant& value) {
        std::int64_t after = 0;
        if (!get_milliseconds(from, after)) {
            return false;
        }
        memory_.last_ms = archive::moved(memory_.last_ms, after);
        value = from_unix_ms(memory_.last_ms);
        return true;
    }

    static bool get_milliseconds(const boost::json::value& from, std::int64_t& value) {
        if (const auto* quoted = from.if_string()) {
            const auto* end = quoted->data() + quoted->size();
            const auto [rest, failed] = std::from_chars(quoted->data(), end, value);
            return quoted->empty() || (failed == std::errc{} && rest == end);
        }
        if (!get_integer(from, value) || value > most_seconds || value < -most_seconds) {
            return false;
        }
        value *= 1000;
        return true;
    }

    // What fits into milliseconds.
    static constexpr std::int64_t most_seconds = std::numeric_limits<std::int64_t>::max() / 1000;

    const boost::json::array& from_;
    archive::row_memory& memory_;
    std::size_t next_ = 0;
    bool ok_ = true;
};

template <class T>
bool value_reader::get(const boost::json::value& from, T& value) {
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
bool value_reader::get_list(const boost::json::value& from, std::vector<T>& values) {
    const auto* list = from.if_array();
    if (list == nullptr) {
        return false;
    }
    values.clear();
    values.reserve(list->size());
    archive::row_memory memory;
    for (const auto& element : *list) {
        T& value = values.emplace_back();
        if constexpr (archive::is_row<T>) {
            if (const auto* told = element.if_array()) {
                row_reader row(*told, memory);
                describe(row, value);
                if (!row.ok()) {
                    return false;
                }
                continue;
            }
        }
        if (!get(element, value)) {
            return false;
        }
    }
    return true;
}

}  // namespace fillrate::bot
