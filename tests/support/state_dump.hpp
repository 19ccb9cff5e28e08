// The state of a store as canonical text: one line per key, sorted, values in hexadecimal.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::testing {

class state_dump {
public:
    void text(const std::string& key, std::string_view value);
    /// Nothing when there are no items: Redis keeps no empty sets, lists or hashes.
    void list(const std::string& key, std::string_view type, const std::vector<std::string>& items);
    [[nodiscard]] std::string str() const;

private:
    std::map<std::string, std::string> lines_{};
};

}  // namespace fillrate::testing
