#include "core/chat/said_line.hpp"

#include "core/base/text.hpp"
#include "core/chat/action.hpp"

#include <utility>

namespace fillrate::chat {
namespace {

constexpr std::string_view say_action = "say";
constexpr std::string_view line_prefix = "line:";

}  // namespace

std::optional<button> line_button(std::string label, std::string_view line) {
    button made;
    made.label = std::move(label);
    made.act.name = say_action;
    made.act.subject = std::string{line_prefix} + base64url_encode(line);
    return encode_action(made.act.name, made.act.subject, made.act.version)
               ? std::optional{std::move(made)}
               : std::nullopt;
}

std::optional<std::string> typed_line_of(std::string_view name, std::string_view subject) {
    if (name != say_action || !subject.starts_with(line_prefix)) {
        return std::nullopt;
    }
    return base64url_decode(subject.substr(line_prefix.size()));
}

}  // namespace fillrate::chat
