#include "bot/policy_findings.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <string_view>

namespace fillrate::bot {

namespace {

// As policies match (core/domain/policy_book.cpp).
bool is_meant(std::string_view said, std::string_view id, std::string_view name) {
    return said == id || equal_ignoring_case(said, name);
}

std::string not_there(
    std::string_view what,
    std::string_view said,
    const std::vector<std::string_view>& names
) {
    const auto near = did_you_mean(said, names, 1);
    return "there is no " + std::string(what) + " \"" + displayable(said) + '"' +
           (near.empty() ? std::string{} : "; did you mean " + displayable(near.front()) + "?");
}

// Nothing when it is for a client and a site that are there.
std::string why_for_nobody(
    const domain::policy& p,
    const std::vector<const domain::client*>& clients
) {
    std::vector<std::string_view> names;
    std::vector<std::string_view> sites;
    bool client_there = p.client.empty();
    bool site_there = p.site.empty();
    for (const auto* client : clients) {
        names.emplace_back(client->name);
        if (!p.client.empty() && !is_meant(p.client.value, client->id.value, client->name)) {
            continue;
        }
        client_there = true;
        for (const auto& site : client->sites) {
            sites.emplace_back(site.name);
            site_there = site_there || is_meant(p.site.value, site.id.value, site.name);
        }
    }
    return !client_there ? not_there("client", p.client.value, names)
           : !site_there ? not_there("site", p.site.value, sites)
                         : std::string{};
}

bool has_calendar(const config::policy_file& file, const std::string& name) {
    return name.empty() ||
           std::ranges::find(domain::shipped_calendar_names, name) !=
               domain::shipped_calendar_names.end() ||
           std::ranges::find(file.calendars, name, &domain::calendar_spec::name) !=
               file.calendars.end();
}

}  // namespace

policy_findings compare_with_sites(
    const config::policy_file& file,
    const std::vector<const domain::client*>& clients
) {
    policy_findings found;
    for (const auto& p : file.policies) {
        if (const auto why = why_for_nobody(p, clients); !why.empty()) {
            found.for_nobody.push_back("policy." + p.name + ": " + why);
        }
    }
    for (const auto* client : clients) {
        for (const auto& site : client->sites) {
            if (!has_calendar(file, site.calendar)) {
                found.calendar_gone.push_back(
                    displayable(client->name) + ", " + displayable(site.name) +
                    ": there is no calendar \"" + displayable(site.calendar) +
                    "\", so nothing of it is released; put it into the policies file, or import "
                    "the site with another"
                );
            }
        }
    }
    return found;
}

}  // namespace fillrate::bot
