#include "handlers/submittal_behalf.hpp"

#include "core/base/text.hpp"

namespace fillrate::handlers {

namespace {

// A decision that is the hiring manager's, taken by somebody of the program, is theirs by proxy
// and recorded so.
std::string by_proxy(const context& ctx, const found_submittal& one, const step_rule& rule) {
    const bool clients = rule.party == domain::party::client && !is_screening(*one.sub, rule);
    const bool own = domain::has_role_on(*one.req, ctx.actor, domain::role::hiring_manager);
    if (clients && !own) {
        return displayable(one.req->hiring_manager_name);
    }
    const bool suppliers =
        rule.party == domain::party::supplier || rule.party == domain::party::candidate;
    const bool of_supplier = ctx.actor.has(domain::role::supplier_contact);
    return suppliers && !of_supplier ? displayable(one.sub->supplier_name) : std::string{};
}

}  // namespace

bool is_screening(const domain::submittal& sub, const step_rule& rule) {
    return rule.what == domain::submittal_verb::reject &&
           sub.state == domain::submittal_state::submitted;
}

spoken_for sides_of(const found_submittal& one, const step_rule& rule) {
    const bool either = rule.what == domain::submittal_verb::start ||
                        rule.what == domain::submittal_verb::no_show ||
                        rule.what == domain::submittal_verb::withdraw;
    const bool suppliers =
        rule.party == domain::party::supplier || rule.party == domain::party::candidate;
    spoken_for whom{.req = one.req, .client = one.req->client};
    whom.manager = either || rule.party == domain::party::client;
    if (either || suppliers) {
        whom.supplier = one.sub->supplier;
        whom.supplier_name = one.sub->supplier_name;
    }
    return whom;
}

std::variant<std::vector<std::string>, outcome> read_behalves(
    const context& ctx,
    const snapshot& seen,
    const submittals& all,
    const step_rule& rule
) {
    std::vector<std::string> names;
    for (const auto& one : all) {
        auto named = read_on_behalf(ctx, seen, sides_of(one, rule));
        if (auto* early = std::get_if<outcome>(&named)) {
            return std::move(*early);
        }
        auto& name = std::get<std::string>(named);
        names.push_back(name.empty() ? by_proxy(ctx, one, rule) : std::move(name));
    }
    return names;
}

}  // namespace fillrate::handlers
