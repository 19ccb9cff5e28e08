#include "handlers/requisition_form.hpp"

#include "core/base/text.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/further_values.hpp"
#include "handlers/intake_steps.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/new_site.hpp"
#include "handlers/terms_form.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// The only one, or the one that was named.
const domain::client* client_to_ask_for(const context& ctx, const clients& in) {
    if (in.size() == 1) {
        return in.front();
    }
    const auto match = chat::resolve_name(value_of(ctx, "client"), names_of(in));
    const auto* one = std::get_if<chat::one_name>(&match);
    return one == nullptr ? nullptr : client_of(in, one->match.id);
}

void add_place_fields(
    chat::form& form,
    const context& ctx,
    const clients& in,
    const domain::client* client
) {
    const bool may_add = may_add_clients(ctx.actor);
    if (client == nullptr || (in.size() == 1 && may_add)) {
        auto options = as_choices(names_of(in));
        if (may_add) {
            options.push_back({std::string(new_client_value), "New client ..."});
        }
        const auto chosen = client == nullptr ? std::string{} : client->id.value;
        form.fields.push_back(pick_field("client", "Client", std::move(options), chosen, true));
    }
    std::vector<chat::choice> sites;
    std::vector<chat::named> records;
    for (const auto* each : in) {
        for (const auto& place : each->sites) {
            if (client == nullptr || client == each) {
                const auto label = displayable(place.name) + " (" + displayable(each->name) + ')';
                sites.push_back({qualified(*each, place), label});
                records.push_back({qualified(*each, place), {place.name}});
            }
        }
    }
    const auto place = chat::resolve_name(value_of(ctx, "site"), records);
    const auto* site = std::get_if<chat::one_name>(&place);
    const auto chosen = sites.size() == 1 ? sites.front().value
                                          : (site == nullptr ? std::string{} : site->match.id);
    form.fields.push_back(pick_field("site", "Site", std::move(sites), chosen, true));
}

// Of the site that stands chosen in the form; empty when none does.
std::string chosen_zone(const chat::form& form, const clients& in) {
    const auto field = std::ranges::find(form.fields, "site", &chat::form_field::id);
    for (const auto* each : in) {
        for (const auto& place : each->sites) {
            if (field != form.fields.end() && field->value == qualified(*each, place)) {
                return place.zone;
            }
        }
    }
    return {};
}

void add_other_fields(
    chat::form& form,
    const context& ctx,
    const snapshot& seen,
    const domain::client* client,
    std::string_view zone
) {
    form.fields.push_back(
        list_field("category", "Category", "category", value_of(ctx, "category"), true)
    );
    const auto openings = value_of(ctx, "openings");
    form.fields.push_back(
        number_field("openings", "Openings", openings.empty() ? "1" : openings, true)
    );
    const std::string currency =
        client == nullptr || client->sites.empty() ? "USD" : client->sites.front().currency;
    term_words usual;
    usual.priority = domain::word(domain::priority::p2);
    add_term_fields(form, as_typed(ctx, zone, std::move(usual)), currency);
    if (client == nullptr) {
        return;
    }
    const auto managers = people_with(seen, domain::role::hiring_manager, client->id);
    if (!managers.empty()) {
        form.fields.push_back(person_field(ctx, "hm", "Hiring manager", managers));
    }
}

chat::form empty_form(const context& ctx) {
    chat::form form;
    form.title = "New requisition";
    form.submit = "Open it";
    form.act.name = "new";
    form.fields.push_back(line_field("title", "Title", tail_of(ctx, "title"), true));
    form.fields.back().max_length = 120;
    return form;
}

// For those who may qualify and release it: in the same step.
void add_further_steps(chat::form& form, const context& ctx) {
    if (ctx.actor.has(domain::role::account_manager) || ctx.actor.has(domain::role::operations)) {
        auto waived = line_field("waive", "What is not asked, and why", read_waived(ctx));
        waived.hint = "Qualifies it at once; empty: the intake follows.";
        form.fields.push_back(std::move(waived));
        form.fields.push_back(tier_field(ctx));
    }
}

// What `rate:` means depends on the category, so it is read when that is chosen (DOMAIN.md 0).
void add_kept_values(chat::form& form, const context& ctx) {
    add_further_values(
        form,
        ctx,
        "What else a line takes, such as kind:direct salary:90000 fee: rate: owner: for: to:"
    );
}

outcome ask_everything(
    const context& ctx,
    const snapshot& seen,
    const clients& in,
    const domain::client* client
) {
    auto form = empty_form(ctx);
    add_place_fields(form, ctx, in, client);
    add_other_fields(form, ctx, seen, client, chosen_zone(form, in));
    add_further_steps(form, ctx);
    add_kept_values(form, ctx);
    return open_form(std::move(form));
}

}  // namespace

const domain::client* client_of(const clients& in, std::string_view id) {
    const auto found =
        std::ranges::find(in, id, [](const auto* c) { return std::string_view(c->id.value); });
    return found == in.end() ? nullptr : *found;
}

std::string qualified(const domain::client& client, const domain::site& site) {
    return client.id.value + '/' + site.id.value;
}

std::optional<need> missing_people_of(const snapshot& seen, const domain::client& client) {
    need wanted;
    for (const auto role : {domain::role::hiring_manager, domain::role::account_manager}) {
        load_too(wanted, missing_pages(seen, people_pages(role, client.id)).value_or(need{}));
    }
    return wanted.pages.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

outcome ask_for_rest(const context& ctx, const snapshot& seen, const clients& in) {
    const auto* client = client_to_ask_for(ctx, in);
    auto wanted = client == nullptr ? std::nullopt : missing_people_of(seen, *client);
    return wanted ? outcome(std::move(*wanted)) : ask_everything(ctx, seen, in, client);
}

outcome ask_with_new_client(const context& ctx, const snapshot& seen) {
    auto form = empty_form(ctx);
    form.act.subject = new_client_subject;
    add_site_fields(form, ctx);
    add_other_fields(form, ctx, seen, nullptr, value_of(ctx, "zone"));
    add_kept_values(form, ctx);
    return open_form(std::move(form));
}

}  // namespace fillrate::handlers
