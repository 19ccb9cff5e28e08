#include "integrations/redis/keys.hpp"

#include "core/crypto/hash.hpp"

#include <algorithm>
#include <array>

namespace fillrate::redis {

namespace {

bool is_key_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == ':' ||
           c == '-';
}

std::string prefix_of(std::uint32_t shard, std::string_view organisation) {
    std::string out = "fr:{";
    out += static_cast<char>('0' + shard / 10);
    out += static_cast<char>('0' + shard % 10);
    out += "}:";
    out += organisation;
    out += ':';
    return out;
}

}  // namespace

bool is_key_part(std::string_view text, std::size_t most) noexcept {
    return !text.empty() && text.size() <= most && std::ranges::all_of(text, is_key_character);
}

std::uint32_t shard_of(std::string_view organisation, std::uint32_t shards) {
    const crypto::digest hash = crypto::sha256(organisation);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i) {
        number = number << 8U | hash[i];
    }
    return static_cast<std::uint32_t>(number % shards);
}

result<key_space> key_space::make(std::uint32_t shard, std::string_view organisation) {
    if (shard > 99) {
        return error(errc::invalid_input, "a shard is numbered 0 to 99");
    }
    if (!is_key_part(organisation, 32) || organisation.find(':') != std::string_view::npos) {
        return error(
            errc::invalid_input,
            "an organisation's tag is 1 to 32 characters of a-z 0-9 . _ -"
        );
    }
    return key_space(prefix_of(shard, organisation), prefix_of(0, organisation) + "meta");
}

std::string key_space::join(std::string_view kind, std::string_view name) const {
    std::string out;
    out.reserve(prefix_.size() + kind.size() + name.size());
    out += prefix_;
    out += kind;
    out += name;
    return out;
}

std::string key_space::record(std::string_view name) const {
    return join("r:", name);
}
std::string key_space::set(std::string_view name) const {
    return join("z:", name);
}
std::string key_space::stream(std::string_view name) const {
    return join("s:", name);
}
std::string key_space::history(std::string_view subject) const {
    return join("h:", subject);
}
std::string key_space::numbers(std::string_view kind) const {
    return join("n:", kind);
}
std::string key_space::sequence() const {
    return join("sequence", {});
}
std::string key_space::lease() const {
    return join("lease", {});
}
std::string key_space::outcomes() const {
    return join("outcomes", {});
}
std::string key_space::outcome_times() const {
    return join("outcome_times", {});
}
std::string key_space::meta() const {
    return meta_;
}

}  // namespace fillrate::redis
