#include "handlers/behalf.hpp"

#include "core/base/text.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace fillrate::handlers {

namespace {

using domain::role;

constexpr std::string_view behalf_key = "for";

bool acts_as(const context& ctx, const spoken_for& whom, role wanted) {
    return whom.req == nullptr ? ctx.actor.has(wanted)
                               : domain::has_role_on(*whom.req, ctx.actor, wanted);
}

bool acts_for_program(const context& ctx, const spoken_for& whom) {
    constexpr std::array program{role::account_manager, role::recruiter, role::operations};
    return std::ranges::any_of(program, [&](role each) { return acts_as(ctx, whom, each); });
}

// A manager names managers and a supplier its own firm: neither learns here who else there is.
std::vector<chat::named> nameable(
    const context& ctx,
    const snapshot& seen,
    const spoken_for& whom
) {
    const bool program = acts_for_program(ctx, whom);
    const bool names_managers = program || acts_as(ctx, whom, role::hiring_manager);
    std::vector<chat::named> names;
    if (whom.manager && names_managers) {
        for (const auto& page : people_pages(role::hiring_manager, whom.client)) {
            for (const auto* person : records_of<domain::person>(seen, page)) {
                const bool there = whom.req == nullptr || domain::has_role_on(
                                                              *whom.req,
                                                              domain::acting(*person, ctx.now),
                                                              role::hiring_manager
                                                          );
                if (there) {
                    names.push_back(named_as(*person));
                }
            }
        }
    }
    const bool own_firm = ctx.actor.supplier() == whom.supplier;
    if (!whom.supplier.empty() && (program || own_firm)) {
        names.push_back({whom.supplier.value, {whom.supplier_name}});
    }
    return names;
}

std::string_view noun_for(const spoken_for& whom) {
    if (!whom.manager) {
        return "supplier of it";
    }
    return whom.supplier.empty() ? "hiring manager of it" : "hiring manager or supplier of it";
}

std::string line_without(const context& ctx) {
    auto command = ctx.command;
    std::erase_if(command.arguments, [](const auto& each) { return each.key == behalf_key; });
    return chat::to_line(command);
}

}  // namespace

spoken_for speaking_for_manager(const domain::requisition& req) {
    return {.req = &req, .client = req.client, .manager = true};
}

spoken_for speaking_for_supplier(const domain::requisition& req, const domain::submittal& sub) {
    return {
        .req = &req,
        .client = req.client,
        .supplier = sub.supplier,
        .supplier_name = sub.supplier_name};
}

std::optional<need> missing_for_behalf(
    const context& ctx,
    const snapshot& seen,
    const spoken_for& whom
) {
    return !whom.manager || value_of(ctx, behalf_key).empty()
               ? std::nullopt
               : missing_pages(seen, people_pages(role::hiring_manager, whom.client));
}

void keep_behalf(const context& ctx, chat::form& form) {
    if (auto named = value_of(ctx, behalf_key); !named.empty()) {
        form.fields.push_back(line_field(std::string(behalf_key), "On behalf of", std::move(named))
        );
    }
}

std::variant<std::string, outcome> read_on_behalf(
    const context& ctx,
    const snapshot& seen,
    const spoken_for& whom
) {
    if (value_of(ctx, behalf_key).empty()) {
        return std::string{};
    }
    if (auto wanted = missing_for_behalf(ctx, seen, whom)) {
        return outcome(std::move(*wanted));
    }
    const auto names = nameable(ctx, seen, whom);
    field_problems problems;
    const auto match = read_name(ctx, behalf_key, noun_for(whom), names, problems);
    if (!match) {
        return problems.answer(
            ctx,
            names.empty() ? line_without(ctx)
                          : corrected(ctx, behalf_key, names.front().names.front())
        );
    }
    const bool own = match->id == ctx.actor.id.value || match->id == ctx.actor.supplier().value;
    return own ? std::string{} : displayable(match->name);
}

}  // namespace fillrate::handlers
