#include "handlers/candidate_names.hpp"

#include "core/base/text.hpp"
#include "core/chat/suggest.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_words = 4;
// 64 bits: two words that share a key only add a name to compare.
constexpr std::size_t kept_digits = 16;

}  // namespace

name_scope scope_of(const client_id& client) {
    return {"client:" + client.value};
}

name_scope scope_of(const supplier_id& supplier) {
    return {"supplier:" + supplier.value};
}

std::vector<std::string> name_words(std::string_view name) {
    const auto folded = chat::fold_name(name);
    std::vector<std::string> words;
    for (const auto word : split_words(folded)) {
        if (std::ranges::find(words, word) == words.end()) {
            words.emplace_back(word);
        }
    }
    if (words.size() > most_words) {
        words[most_words - 1] = std::move(words.back());
        words.resize(most_words);
    }
    return words;
}

private_name name_key(const name_scope& in, const std::string& word) {
    return {"name", in.value, word};
}

std::vector<private_name> name_keys(
    std::string_view name,
    const client_id& client,
    const supplier_id& supplier
) {
    std::vector<name_scope> scopes{name_scope{}, scope_of(client)};
    if (!supplier.empty()) {
        scopes.push_back(scope_of(supplier));
    }
    std::vector<private_name> keys;
    for (const auto& word : name_words(name)) {
        for (const auto& scope : scopes) {
            keys.push_back(name_key(scope, word));
        }
    }
    return keys;
}

std::string kept_name_key(const snapshot& seen, const private_name& of) {
    const auto found = seen.hashes.find(of);
    return found == seen.hashes.end() ? std::string{} : kept_name_key(found->second);
}

std::string kept_name_key(const std::string& hash) {
    return hash.substr(0, kept_digits);
}

}  // namespace fillrate::handlers
