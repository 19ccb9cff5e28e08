#include "core/domain/must_haves.hpp"

#include "core/base/text.hpp"

namespace fillrate::domain {

std::vector<std::string> must_haves_in(std::string_view text) {
    std::vector<std::string> all;
    for (const auto line : split(text, '\n')) {
        for (const auto part : split(line, ',')) {
            const auto one = trim(part);
            if (one.empty()) {
                continue;
            }
            if (all.size() < most_must_haves) {
                all.emplace_back(one);
            } else {
                all.back() += ", " + std::string(one);
            }
        }
    }
    return all;
}

}  // namespace fillrate::domain
