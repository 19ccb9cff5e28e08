#include "handlers/set_up.hpp"

#include "core/base/text.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t directory_rows_per_page = 20;
constexpr std::uint32_t last_page = 500;

std::string role_word(domain::role role) {
    auto label = std::string(chat::label_of("role", domain::word(role)));
    return to_lower_ascii(label.substr(0, 1)) + label.substr(1);
}

std::string client_text(const client_id& id, const snapshot& seen) {
    const auto* client = seen.find<domain::client>(domain::record_name(id));
    return displayable(client == nullptr ? id.value : client->name);
}

std::string supplier_text(const supplier_id& id, const snapshot& seen) {
    const auto* supplier = seen.find<domain::supplier>(domain::record_name(id));
    return displayable(supplier == nullptr ? id.value : supplier->name);
}

}  // namespace

std::optional<outcome> refuse_outsider(const context& ctx) {
    if (ctx.actor.has(domain::role::administrator)) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        "Only administrators set up clients, suppliers, people and channels.",
        "help"
    );
}

std::string role_text(const domain::grant& grant, const snapshot& seen) {
    auto text = role_word(grant.role);
    if (!grant.supplier.empty()) {
        return text + " of " + supplier_text(grant.supplier, seen);
    }
    const bool of_clients = grant.role == domain::role::account_manager ||
                            grant.role == domain::role::recruiter ||
                            grant.role == domain::role::hiring_manager;
    if (!of_clients) {
        return text;
    }
    if (grant.client.empty()) {
        return text + " of every client";
    }
    text += (grant.role == domain::role::hiring_manager ? " at " : " of ") +
            client_text(grant.client, seen);
    return grant.site.empty() ? text : text + ", all of " + displayable(grant.site.value);
}

std::string roles_text(const domain::person& person, const snapshot& seen) {
    std::vector<std::string> texts;
    for (const auto& grant : person.grants) {
        texts.push_back(role_text(grant, seen));
    }
    return texts.empty() ? "no role" : join(texts, "; ");
}

index_page wanted_page(const context& ctx, std::string list) {
    const auto typed = parse_int<std::uint32_t>(ctx.command.value("page"));
    const auto page = std::clamp(typed.value_or(1), 1U, last_page);
    return {std::move(list), (page - 1) * directory_rows_per_page, directory_rows_per_page, false};
}

outcome decide_set_up(
    const context& ctx,
    decision decided,
    std::string said,
    std::string_view next_line
) {
    decided.reply.what = sentence(ctx, std::move(said), next_line);
    return decided;
}

}  // namespace fillrate::handlers
