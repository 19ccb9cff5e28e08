// A commit as the arguments of the function `commit`, and its reply as a result. Pure.
#pragma once

#include "core/base/result.hpp"
#include "core/ports/store.hpp"
#include "integrations/redis/keys.hpp"
#include "integrations/redis/reply.hpp"
#include "integrations/redis/request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::redis {

/// The batch passed check().
[[nodiscard]] request encode_commit(const key_space& keys, const ports::commit_batch& batch);
[[nodiscard]] result<ports::commit_result> decode_commit(
    const reply& answer,
    const ports::commit_batch& batch
);

/// "<version>|<body>"; nil is version 0.
[[nodiscard]] result<ports::stored_record> decode_record(reply answer);
/// The flat list of member, score, member, score ... of WITHSCORES.
[[nodiscard]] result<std::vector<ports::member>> decode_members(reply answer);
/// The entries of XRANGE or XREVRANGE, in its order.
[[nodiscard]] result<std::vector<ports::stream_entry>> decode_entries(reply answer);

/// "<epoch>|<beat>|<owner>"; the lease nobody ever held is the empty text.
[[nodiscard]] std::string encode_lease(const ports::lease& lease);
[[nodiscard]] std::optional<ports::lease> decode_lease(std::string_view text);

/// What an error reply means for the caller: nothing was done, and whether it may help to wait.
[[nodiscard]] error explain_failure(const reply& failure);
[[nodiscard]] error unexpected_reply(std::string_view command);

}  // namespace fillrate::redis
