// Records as stored: `<schema>|<mac>|<compact JSON>` (DESIGN.md 3). The MAC covers organisation,
// name and JSON, so a record edited or moved by hand is noticed (RELIABILITY.md N086).
#pragma once

#include "bot/candidate_vault.hpp"
#include "core/base/result.hpp"
#include "core/base/strong.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/key.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::bot {

/// Encodes and decodes the records of one organisation.
class record_codec {
public:
    record_codec(const crypto::key& master, organisation_id organisation);

    [[nodiscard]] std::string encode(const std::string& name, const handlers::record& value) const;

    /// Which struct it is follows from the name's kind. Errors: protocol for a newer schema, a
    /// wrong MAC or a broken body: the record is quarantined, never half-read.
    [[nodiscard]] result<handlers::record> decode(const std::string& name, std::string_view body)
        const;

    [[nodiscard]] const candidate_vault& vault() const noexcept { return vault_; }
    /// The keyed hash that stands for something personal in a record's name.
    [[nodiscard]] std::string hashed(const handlers::private_name& what) const;

    /// The same envelope around any JSON of the engine's own records (undo, outbox, places).
    [[nodiscard]] std::string wrap(std::string_view name, std::string_view json) const;
    [[nodiscard]] result<std::string_view> unwrap(std::string_view name, std::string_view body)
        const;

private:
    [[nodiscard]] std::string mac(std::string_view name, std::string_view json) const;

    organisation_id organisation_;
    crypto::hmac_key key_;
    crypto::hmac_key names_;
    candidate_vault vault_;
};

}  // namespace fillrate::bot
