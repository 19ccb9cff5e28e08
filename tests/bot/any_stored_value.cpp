#include "tests/bot/any_stored_value.hpp"

#include <rapidcheck.h>

namespace fillrate::bot {

bool holds(const std::string& description, const std::function<bool()>& property) {
    return rc::check(description, [&property] { return property(); });
}

std::string any_text() {
    static const std::vector<std::string> pieces{
        "a",
        "Z",
        "7",
        " ",
        "\"",
        "\\",
        "\n",
        "\t",
        "{",
        "}",
        "|",
        ":",
        "é",
        "日本",
        "\xE2\x80\xA8",
        "🙂",
        std::string(1, '\x01'),
        "<script>"};
    const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
    std::string text;
    for (const auto& piece : chosen) {
        text += piece;
    }
    return text;
}

bool any_flag() {
    return *rc::gen::arbitrary<bool>();
}

std::uint64_t any_bits() {
    return *rc::gen::arbitrary<std::uint64_t>();
}

std::int64_t any_integer(std::int64_t low, std::int64_t high) {
    return *rc::gen::inRange<std::int64_t>(low, high);
}

}  // namespace fillrate::bot
