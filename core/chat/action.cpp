#include "core/chat/action.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace fillrate::chat {
namespace {

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_alphanumeric(char c) {
    return is_lower(c) || (c >= 'A' && c <= 'Z') || is_digit(c);
}

bool valid_name(std::string_view name) {
    return !name.empty() && name.size() <= max_action_name &&
           std::all_of(name.begin(), name.end(), [](char c) { return is_lower(c) || c == '_'; });
}

/// Empty, or "kind:id".
bool valid_subject(std::string_view subject) {
    const std::size_t colon = subject.find(':');
    if (subject.empty()) {
        return true;
    }
    if (colon == 0 || colon == std::string_view::npos || colon + 1 == subject.size()) {
        return false;
    }
    const std::string_view kind = subject.substr(0, colon);
    const std::string_view id = subject.substr(colon + 1);
    return std::all_of(kind.begin(), kind.end(), [](char c) { return is_lower(c) || c == '_'; }) &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return is_alphanumeric(c) || c == '.' || c == '_' || c == ':' || c == '-';
           });
}

bool valid_mac(std::string_view mac) {
    return mac.size() == action_mac_length && std::all_of(mac.begin(), mac.end(), [](char c) {
               return is_alphanumeric(c) || c == '-' || c == '_';
           });
}

}  // namespace

result<std::string> encode_action(
    std::string_view name,
    std::string_view subject,
    std::uint64_t version
) {
    if (!valid_name(name)) {
        return error{errc::invalid_input, "an action's name is 1 to 24 of a-z and _"};
    }
    if (!valid_subject(subject)) {
        return error{errc::invalid_input, "an action's subject is empty or kind:id"};
    }
    std::string text{name};
    text += '|';
    text += subject;
    text += '|';
    text += std::to_string(version);
    if (text.size() + 1 + action_mac_length > max_action_value) {
        return error{errc::invalid_input, "an action's value would be over 150 bytes"};
    }
    return text;
}

result<sealed_action> split_action(std::string_view value) {
    const error refused{errc::invalid_input, "not the value of a button of ours"};
    if (value.size() > max_action_value) {
        return refused;
    }
    const std::vector<std::string_view> parts = split(value, '|');
    if (parts.size() != 4 || !valid_mac(parts[3])) {
        return refused;
    }
    const auto version = parse_int<std::uint64_t>(parts[2]);
    if (!version) {
        return refused;
    }
    // Encoding again makes the form canonical: "007" or "+7" would otherwise be second spellings.
    result<std::string> covered = encode_action(parts[0], parts[1], *version);
    if (!covered || *covered != value.substr(0, value.size() - 1 - action_mac_length)) {
        return refused;
    }
    return sealed_action{
        .name = std::string{parts[0]},
        .subject = std::string{parts[1]},
        .version = *version,
        .mac = std::string{parts[3]},
        .covered = std::move(*covered),
    };
}

}  // namespace fillrate::chat
