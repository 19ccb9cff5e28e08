#include "handlers/candidate_search.hpp"

#include "core/base/text.hpp"
#include "core/chat/suggest.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/candidate_names.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

bool is_called(const std::vector<std::string>& query, std::string_view name) {
    const auto folded = chat::fold_name(name);
    const auto all = split_words(folded);
    return std::ranges::all_of(query, [&all](const auto& wanted) {
        return std::ranges::find(all, wanted) != all.end();
    });
}

std::vector<name_scope> name_scopes(const find_scope& in) {
    if (in.whole_firm) {
        return {name_scope{}};
    }
    std::vector<name_scope> scopes;
    for (const auto& client : in.clients) {
        scopes.push_back(scope_of(client));
    }
    for (const auto& supplier : in.suppliers) {
        scopes.push_back(scope_of(supplier));
    }
    return scopes;
}

// The longest word is the rarest; the others are compared afterwards.
const std::string& word_to_look_up(const std::vector<std::string>& query) {
    return *std::ranges::max_element(query, {}, &std::string::size);
}

}  // namespace

std::vector<private_name> candidate_keys(
    const find_scope& in,
    const std::vector<std::string>& words
) {
    std::vector<private_name> keys;
    for (const auto& scope : name_scopes(in)) {
        keys.push_back(name_key(scope, word_to_look_up(words)));
    }
    return keys;
}

std::vector<index_page> candidate_pages(
    const snapshot& seen,
    const std::vector<private_name>& keys,
    std::size_t at_most
) {
    std::vector<index_page> pages;
    const auto share = at_most / std::max<std::size_t>(keys.size(), 1);
    for (const auto& key : keys) {
        pages.push_back(
            {domain::named_list(kept_name_key(seen, key)),
             0,
             static_cast<std::uint32_t>(std::max<std::size_t>(share, 1)),
             true}
        );
    }
    return pages;
}

std::optional<domain::submittal_view> candidate_called(
    const context& ctx,
    const snapshot& seen,
    const std::vector<std::string>& words,
    const domain::submittal& sub
) {
    const auto* req = seen.find<domain::requisition>(domain::record_name(sub.requisition));
    const auto* who = seen.find<domain::candidate>(domain::record_name(sub.candidate));
    if (req == nullptr || who == nullptr || !is_called(words, who->name)) {
        return std::nullopt;
    }
    // Whoever may not read the name may not find by it either; the place cuts what is shown.
    const domain::binding own{domain::binding::kind::direct, ctx.actor.id.value};
    const bool knows = domain::clear(sub, *req, ctx.actor, own, false).name;
    const auto allowed = domain::clear(sub, *req, ctx.actor, ctx.place.binding, false);
    return knows && allowed.core ? std::optional{domain::view(sub, who, allowed)} : std::nullopt;
}

}  // namespace fillrate::handlers
