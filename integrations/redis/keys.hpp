// Every key of the store, built here and nowhere else: "fr:{NN}:<organisation>:<part>". {NN} is the
// shard and the only hash tag, so all that one commit touches lies in one slot of a cluster.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::redis {

/// [a-z0-9._:-], 1 to `most` bytes: what may become part of a key. Anything a person or a platform
/// wrote is mapped to a bot-made id long before (RELIABILITY.md N082).
[[nodiscard]] bool is_key_part(std::string_view text, std::size_t most) noexcept;

/// The shard an organisation lives in; fixed as long as the number of shards is.
[[nodiscard]] std::uint32_t shard_of(std::string_view organisation, std::uint32_t shards);

/// The keys of one organisation. Names given to it were checked (limits.hpp).
class key_space {
public:
    /// invalid_input for an organisation that is no key part of at most 32 bytes without ':', or a
    /// shard over 99.
    [[nodiscard]] static result<key_space> make(std::uint32_t shard, std::string_view organisation);

    [[nodiscard]] std::string record(std::string_view name) const;
    [[nodiscard]] std::string set(std::string_view name) const;
    [[nodiscard]] std::string stream(std::string_view name) const;
    [[nodiscard]] std::string history(std::string_view subject) const;
    [[nodiscard]] std::string numbers(std::string_view kind) const;
    [[nodiscard]] std::string sequence() const;  ///< the commit counter
    [[nodiscard]] std::string lease() const;
    [[nodiscard]] std::string outcomes() const;       ///< hash: command id to outcome
    [[nodiscard]] std::string outcome_times() const;  ///< sorted set: command ids by time
    /// What this store is. It lies in shard 00 whatever the organisation's shard is, so that a
    /// changed number of shards is noticed instead of looking like an empty store.
    [[nodiscard]] std::string meta() const;

    [[nodiscard]] const std::string& prefix() const noexcept { return prefix_; }

private:
    key_space(std::string prefix, std::string meta)
        : prefix_(std::move(prefix)), meta_(std::move(meta)) {}
    [[nodiscard]] std::string join(std::string_view kind, std::string_view name) const;

    std::string prefix_;
    std::string meta_;
};

}  // namespace fillrate::redis
