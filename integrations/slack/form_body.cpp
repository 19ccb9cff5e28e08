#include "integrations/slack/form_body.hpp"

#include "core/base/text.hpp"

#include <optional>

namespace fillrate::slack {
namespace {

std::optional<std::string> decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            decoded += ' ';
        } else if (text[i] == '%') {
            const auto byte = hex_decode(text.substr(i + 1, 2));
            if (!byte || byte->size() != 1) {
                return std::nullopt;
            }
            decoded += *byte;
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    if (!is_valid_utf8(decoded) || decoded.find('\0') != std::string::npos) {
        return std::nullopt;
    }
    return decoded;
}

bool is_unreserved(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

result<form_body> form_body::parse(std::string_view text) {
    form_body body;
    if (text.empty()) {
        return body;
    }
    for (std::size_t start = 0; start <= text.size();) {
        const auto end = std::min(text.find('&', start), text.size());
        const auto pair = text.substr(start, end - start);
        start = end + 1;
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = decode(pair.substr(0, equals));
        auto value = decode(equals == pair.size() ? std::string_view{} : pair.substr(equals + 1));
        if (!name || !value || name->empty()) {
            return error(errc::invalid_input, "a form field is not properly encoded");
        }
        if (body.has(*name)) {
            return error(errc::invalid_input, "a form field is given twice");
        }
        if (body.fields_.size() == max_fields) {
            return error(errc::invalid_input, "too many form fields");
        }
        body.fields_.emplace_back(std::move(*name), std::move(*value));
    }
    return body;
}

bool form_body::has(std::string_view name) const noexcept {
    for (const auto& field : fields_) {
        if (field.first == name) {
            return true;
        }
    }
    return false;
}

std::string_view form_body::value(std::string_view name) const noexcept {
    for (const auto& field : fields_) {
        if (field.first == name) {
            return field.second;
        }
    }
    return {};
}

void append_form_field(std::string& body, std::string_view name, std::string_view value) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    const auto append_escaped = [&body](std::string_view text) {
        for (const char c : text) {
            if (is_unreserved(c)) {
                body += c;
                continue;
            }
            const auto byte = static_cast<unsigned char>(c);
            body += '%';
            body += digits[byte >> 4U];
            body += digits[byte & 15U];
        }
    };
    if (!body.empty()) {
        body += '&';
    }
    append_escaped(name);
    body += '=';
    append_escaped(value);
}

}  // namespace fillrate::slack
