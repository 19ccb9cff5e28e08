// Finding a candidate by name although no name stands anywhere in the open: the words of a name are
// kept as keyed hashes, one set for the client, one for the supplier and one for the firm, so that
// whoever searches one of them learns nothing of the others (DOMAIN.md 9).
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// Whose candidates are looked among.
struct name_scope {
    std::string value{};  ///< empty: the whole firm's
    friend bool operator==(const name_scope&, const name_scope&) = default;
};
[[nodiscard]] name_scope scope_of(const client_id& client);
[[nodiscard]] name_scope scope_of(const supplier_id& supplier);

/// The words of a name as they are compared: folded, without repetition, at most the first three
/// and the last.
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

/// What has to be hashed for one word.
[[nodiscard]] private_name name_key(const name_scope& in, const std::string& word);
/// All of them for a candidate of that supplier (empty: our own recruiters) at that client.
[[nodiscard]] std::vector<private_name> name_keys(
    std::string_view name,
    const client_id& client,
    const supplier_id& supplier
);
/// As a record keeps it; the hash is loaded.
[[nodiscard]] std::string kept_name_key(const snapshot& seen, const private_name& of);
[[nodiscard]] std::string kept_name_key(const std::string& hash);

}  // namespace fillrate::handlers
