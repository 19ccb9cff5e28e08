#include "integrations/net/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>
#include <boost/json/value_stack.hpp>

#include <cmath>
#include <cstdint>
#include <string>

namespace fillrate::net {
namespace {

namespace json = boost::json;
using json::error_code;

bool holds_nul(json::string_view text) noexcept {
    return text.find('\0') != json::string_view::npos;
}

// Builds the value and counts the keys it read: an object keeps only the last of two equal keys, so
// a value that holds fewer keys than were read had duplicates.
struct strict_handler {
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    json::value_stack stack{};
    std::size_t keys = 0;

    strict_handler() { stack.reset(); }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t n, error_code&) {
        stack.push_object(n);
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t n, error_code&) {
        stack.push_array(n);
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, error_code& ec) {
        stack.push_chars(part);
        return accept(part, ec);
    }
    bool on_key(json::string_view part, std::size_t, error_code& ec) {
        ++keys;
        stack.push_key(part);
        return accept(part, ec);
    }
    bool on_string_part(json::string_view part, std::size_t, error_code& ec) {
        stack.push_chars(part);
        return accept(part, ec);
    }
    bool on_string(json::string_view part, std::size_t, error_code& ec) {
        stack.push_string(part);
        return accept(part, ec);
    }
    bool on_number_part(json::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, error_code&) {
        stack.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view, error_code&) {
        stack.push_uint64(number);
        return true;
    }
    bool on_double(double number, json::string_view, error_code& ec) {
        if (!std::isfinite(number)) {
            ec = json::error::exponent_overflow;
            return false;
        }
        stack.push_double(number);
        return true;
    }
    bool on_bool(bool flag, error_code&) {
        stack.push_bool(flag);
        return true;
    }
    bool on_null(error_code&) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }

private:
    static bool accept(json::string_view part, error_code& ec) {
        if (holds_nul(part)) {
            ec = json::error::syntax;
            return false;
        }
        return true;
    }
};

std::size_t count_keys(const json::value& value) {
    std::size_t keys = 0;
    if (const auto* object = value.if_object()) {
        keys += object->size();
        for (const auto& member : *object) {
            keys += count_keys(member.value());
        }
    } else if (const auto* array = value.if_array()) {
        for (const auto& item : *array) {
            keys += count_keys(item);
        }
    }
    return keys;
}

}  // namespace

result<json::value> parse_json_strict(std::string_view text) {
    json::parse_options options;
    options.max_depth = max_json_depth;
    json::basic_parser<strict_handler> parser(options);
    error_code failure;
    const auto read = parser.write_some(false, text.data(), text.size(), failure);
    if (failure) {
        return error(errc::invalid_input, "not strict JSON: " + failure.message());
    }
    if (read != text.size()) {
        return error(errc::invalid_input, "not strict JSON: bytes after the value");
    }
    auto value = parser.handler().stack.release();
    if (count_keys(value) != parser.handler().keys) {
        return error(errc::invalid_input, "not strict JSON: a key occurs twice in one object");
    }
    return value;
}

}  // namespace fillrate::net
