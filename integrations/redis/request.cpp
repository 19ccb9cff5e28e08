#include "integrations/redis/request.hpp"

#include <hiredis/hiredis.h>

#include <memory>
#include <new>
#include <vector>

namespace fillrate::redis {

void request::add(std::span<const std::string_view> words) {
    std::vector<const char*> starts;
    std::vector<std::size_t> sizes;
    starts.reserve(words.size());
    sizes.reserve(words.size());
    for (const std::string_view word : words) {
        starts.push_back(word.data() == nullptr ? "" : word.data());
        sizes.push_back(word.size());
    }
    char* raw = nullptr;
    const auto size =
        redisFormatCommandArgv(&raw, static_cast<int>(words.size()), starts.data(), sizes.data());
    if (size < 0) {
        throw std::bad_alloc();
    }
    const std::unique_ptr<char, decltype(&redisFreeCommand)> owner(raw, &redisFreeCommand);
    bytes_.append(raw, static_cast<std::size_t>(size));
    ++commands_;
}

void request::add(std::initializer_list<std::string_view> words) {
    add(std::span<const std::string_view>(words.begin(), words.size()));
}

}  // namespace fillrate::redis
