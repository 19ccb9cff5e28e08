#include "tests/support/state_dump.hpp"

#include "core/base/text.hpp"

namespace fillrate::testing {

void state_dump::text(const std::string& key, std::string_view value) {
    lines_[key] = "string " + hex_encode(value);
}

void state_dump::list(
    const std::string& key,
    std::string_view type,
    const std::vector<std::string>& items
) {
    if (items.empty()) {
        return;
    }
    std::string line(type);
    for (const std::string& item : items) {
        line += ' ';
        line += hex_encode(item);
    }
    lines_[key] = std::move(line);
}

std::string state_dump::str() const {
    std::string out;
    for (const auto& [key, line] : lines_) {
        out += key;
        out += ' ';
        out += line;
        out += '\n';
    }
    return out;
}

}  // namespace fillrate::testing
