#include "handlers/new_site.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/new_ids.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::size_t longest_name = 80;

std::string read_text(const context& ctx, std::string_view field, std::string_view key) {
    return std::string(trim(displayable(value_of(ctx, ctx.from_form ? field : key))));
}

std::string client_name(const context& ctx) {
    const auto typed = ctx.from_form ? value_of(ctx, "client_name") : tail_of(ctx, "client_name");
    return std::string(trim(displayable(typed)));
}

void check_name(
    std::string_view field,
    std::string_view what,
    const std::string& name,
    field_problems& problems
) {
    const std::string noun(what);
    if (name.empty()) {
        problems.add(std::string(field), "Give the " + noun + " a name.");
    } else if (count_code_points(name) > longest_name) {
        problems.add(std::string(field), "The name of the " + noun + " is too long: 80 at most.");
    } else if (domain::slug_of(name).empty()) {
        problems.add(
            std::string(field),
            "The name of the " + noun + " needs a letter or a digit of the Latin alphabet."
        );
    }
}

bool is_currency(std::string_view text) {
    return text.size() == 3 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Both, or none: what is left out is as usual.
std::optional<domain::shift_patience> read_patience(const context& ctx, field_problems& problems) {
    constexpr std::uint32_t most_minutes = 240;
    auto patience = domain::usual_patience;
    bool said = false;
    for (const auto& [key, value] :
         {std::pair{"delayed", &patience.delayed_after},
          std::pair{"noshow", &patience.missing_after}}) {
        const auto text = read_text(ctx, key, key);
        if (text.empty()) {
            continue;
        }
        const auto read = chat::parse_count(text, 1, most_minutes);
        if (!read) {
            problems.add(key, read.error().detail, corrected(ctx, key, std::to_string(*value)));
            return std::nullopt;
        }
        *value = *read;
        said = true;
    }
    if (said && patience.delayed_after > patience.missing_after) {
        problems.add(
            "noshow",
            "Whoever counts as not come was delayed before: noshow: takes at least as many "
            "minutes.",
            corrected(ctx, "noshow", std::to_string(patience.delayed_after))
        );
    }
    return said ? std::optional{patience} : std::nullopt;
}

}  // namespace

std::optional<given_site> read_site(const context& ctx, field_problems& problems) {
    given_site given;
    given.client = client_name(ctx);
    check_name("client_name", "client", given.client, problems);
    given.site.name = read_text(ctx, "site_name", "site");
    check_name("site_name", "site", given.site.name, problems);
    const auto zone = read_text(ctx, "zone", "zone");
    const auto found = time_zone::find(zone);
    if (zone.empty()) {
        problems.add(
            "zone",
            "Which time zone is the site in?",
            corrected(ctx, "zone", ctx.organisation.default_zone)
        );
    } else if (!found) {
        problems.add("zone", found.error().detail);
    }
    given.site.zone = zone;
    auto currency = read_text(ctx, "currency", "currency");
    std::ranges::transform(currency, currency.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (!currency.empty() && !is_currency(currency)) {
        problems.add("currency", "A currency is three letters, such as USD.");
    } else if (!currency.empty()) {
        given.site.currency = currency;
    }
    given.site.patience = read_patience(ctx, problems);
    return problems.empty() ? std::optional{std::move(given)} : std::nullopt;
}

void add_site_fields(chat::form& form, const context& ctx) {
    const auto zone = read_text(ctx, "zone", "zone");
    const bool typed_client = !ctx.from_form && ctx.command.noun == "admin";
    form.fields.push_back(line_field(
        "client_name",
        "Client",
        typed_client ? client_name(ctx) : read_text(ctx, "client_name", "client"),
        true
    ));
    form.fields.back().max_length = longest_name;
    form.fields.push_back(line_field("site_name", "Site", read_text(ctx, "site_name", "site"), true)
    );
    form.fields.back().max_length = longest_name;
    form.fields.push_back(line_field(
        "zone",
        "Time zone of the site",
        zone.empty() ? ctx.organisation.default_zone : zone,
        true
    ));
    form.fields.back().hint = "Its clocks and times are those of this zone: America/Chicago";
    form.fields.push_back(line_field("currency", "Currency of the site", "USD", true));
}

bool may_add_clients(const domain::actor& who) noexcept {
    return who.has(domain::role::administrator) || who.has(domain::role::operations) ||
           who.has(domain::role::account_manager);
}

const domain::client* client_named(
    const std::vector<const domain::client*>& in,
    std::string_view name
) {
    const auto folded = chat::fold_name(name);
    const auto found = std::ranges::find_if(in, [&](const auto* each) {
        return each->id.value == name || chat::fold_name(each->name) == folded;
    });
    return found == in.end() ? nullptr : *found;
}

domain::client with_site(domain::client to, domain::site added) {
    const auto folded = chat::fold_name(added.name);
    for (auto& site : to.sites) {
        if (chat::fold_name(site.name) == folded) {
            site.zone = std::move(added.zone);
            site.currency = std::move(added.currency);
            site.patience = added.patience ? added.patience : site.patience;
            return to;
        }
    }
    added.id.value = first_free(ids_for(added.name), [&to](const std::string& id) {
        return std::ranges::find(to.sites, site_id{id}, &domain::site::id) == to.sites.end();
    });
    to.sites.push_back(std::move(added));
    return to;
}

}  // namespace fillrate::handlers
