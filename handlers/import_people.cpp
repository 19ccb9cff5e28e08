// Rows of people: who they are, one role each, and where Slack knows them. Several roles are
// several rows of one external id; an import adds roles and takes none away.
#include "core/base/text.hpp"
#include "handlers/import_draft.hpp"
#include "handlers/import_target.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

constexpr std::string_view platform = "slack";

constexpr auto roles = std::to_array(
    {domain::role::account_manager,
     domain::role::recruiter,
     domain::role::hiring_manager,
     domain::role::supplier_contact,
     domain::role::operations,
     domain::role::administrator}
);

/// Which columns a role is limited by.
struct role_rule {
    bool client = false;
    bool needs_client = false;
    bool site = false;
    bool needs_supplier = false;
};

role_rule rule_of(domain::role role) {
    switch (role) {
        case domain::role::account_manager:
        case domain::role::recruiter:
            return {.client = true};
        case domain::role::hiring_manager:
            return {.client = true, .needs_client = true, .site = true};
        case domain::role::supplier_contact:
            return {.needs_supplier = true};
        case domain::role::operations:
        case domain::role::administrator:
            break;
    }
    return {};
}

std::optional<domain::role> read_role(import_cells& cells) {
    auto text = to_lower_ascii(cells.text("role"));
    if (text.empty()) {
        for (const auto column : {"client", "site", "supplier"}) {
            if (cells.given(column)) {
                cells.refuse(
                    "role",
                    "a client, site or supplier belongs to a role; write the role"
                );
                break;
            }
        }
        return std::nullopt;
    }
    std::ranges::replace_if(
        text,
        [](char c) { return c == ' ' || c == '-'; },
        '_'
    );
    std::vector<std::string> words;
    for (const auto role : roles) {
        if (domain::word(role) == text) {
            return role;
        }
        words.emplace_back(domain::word(role));
    }
    cells.refuse("role", quoted(text) + " is none of " + join(words, ", ") + "; write one of them");
    return std::nullopt;
}

void check_limits(import_cells& cells, domain::role role, const role_rule& rule) {
    const std::string called(domain::word(role));
    const auto refuse_superfluous = [&](std::string_view column, bool fits) {
        if (!fits && cells.given(column)) {
            cells.refuse(column, "the role " + called + " has none; empty this cell");
        }
    };
    refuse_superfluous("client", rule.client);
    refuse_superfluous("site", rule.site);
    refuse_superfluous("supplier", rule.needs_supplier);
    if (rule.needs_client && !cells.given("client")) {
        cells.refuse("client", "the role " + called + " is one at a client; write which");
    }
    if (rule.needs_supplier && !cells.given("supplier")) {
        cells.refuse("supplier", "the role " + called + " is one at a supplier; write which");
    }
}

// The role of the row; none when it names none. A problem or a wait shows in cells and draft.
std::optional<domain::grant> read_grant(
    import_draft& draft,
    import_cells& cells,
    const row_key& key
) {
    const auto role = read_role(cells);
    if (!role) {
        return std::nullopt;
    }
    const auto rule = rule_of(*role);
    check_limits(cells, *role, rule);
    domain::grant read;
    read.role = *role;
    if (rule.client && cells.given("client")) {
        const auto* client = refer<domain::client>(draft, cells, "client", key);
        if (client == nullptr) {
            return std::nullopt;
        }
        read.client = client->id;
        if (rule.site && cells.given("site")) {
            const auto* site = refer_site(draft, cells, *client, key);
            read.site = site == nullptr ? site_id{} : site->id;
        }
    }
    if (rule.needs_supplier && cells.given("supplier")) {
        const auto* supplier = refer<domain::supplier>(draft, cells, "supplier", key);
        read.supplier = supplier == nullptr ? supplier_id{} : supplier->id;
    }
    return read;
}

/// A Slack user, and what the directory has of both sides so far.
struct slack_user {
    std::string tenant{};
    std::string user{};
    std::string mapping{};
    domain::conversation present{};  ///< the person's one-to-one conversation, if any
};

bool is_slack_id(std::string_view text, std::string_view beginnings) {
    return text.size() > 1 && text.size() <= 32 &&
           beginnings.find(text.front()) != std::string_view::npos &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

std::optional<slack_user> read_slack(
    import_draft& draft,
    import_cells& cells,
    const domain::person& person
) {
    const auto text = cells.text("slack");
    if (text.empty()) {
        return std::nullopt;
    }
    const auto colon = std::min(text.find(':'), text.size());
    slack_user read;
    read.tenant = text.substr(0, colon);
    read.user = text.substr(std::min(colon + 1, text.size()));
    if (!is_slack_id(read.tenant, "TE") || !is_slack_id(read.user, "UW")) {
        cells.refuse(
            "slack",
            quoted(text) + " is no workspace and user; write their ids, such as T0123456:U0123456"
        );
        return std::nullopt;
    }
    read.mapping = draft.names.slack_user(read.tenant, read.user);
    const auto known = draft.look_up<domain::mapping>(read.mapping);
    const bool taken =
        known.value != nullptr && !known.value->person.empty() && known.value->person != person.id;
    if (taken) {
        cells.refuse(
            "slack",
            "this user is " + quoted(known.value->person.value) +
                " already; write another user, or the external_id of that person"
        );
    }
    if (!person.direct.empty()) {
        const auto direct = draft.look_up<domain::conversation>(domain::record_name(person.direct));
        read.present = direct.value == nullptr ? domain::conversation{} : *direct.value;
    }
    if (read.present.platform == platform) {
        // Read because it may have to be voided.
        static_cast<void>(draft.look_up<domain::mapping>(
            draft.names.slack_user(read.present.tenant, read.present.user)
        ));
    }
    return read;
}

// Who was known by another user is known by this one from now on. False: nothing to do.
bool bind_slack(import_draft& draft, const slack_user& to, domain::person& person) {
    const bool on_slack = to.present.platform == platform;
    const bool same = on_slack && to.present.tenant == to.tenant && to.present.user == to.user;
    const auto mapped = draft.look_up<domain::mapping>(to.mapping).value;
    if (same && mapped != nullptr && mapped->person == person.id) {
        return false;
    }
    if (on_slack && !same) {
        draft.put(draft.names.slack_user(to.present.tenant, to.present.user), domain::mapping{});
    }
    domain::conversation direct;
    direct.id.value = "dm-" + std::string(platform) + '-' + person.id.value;
    direct.platform = platform;
    direct.tenant = to.tenant;
    direct.user = to.user;
    direct.binding = {domain::binding::kind::direct, person.id.value};
    person.direct = direct.id;
    draft.put(domain::record_name(person.direct), std::move(direct));
    draft.put(to.mapping, domain::mapping{person.id, {}});
    return true;
}

// Who manages a client is asked when nobody else is (DOMAIN.md 4.5).
bool add_manager(import_draft& draft, const domain::grant& of, const person_id& person) {
    if (of.role != domain::role::account_manager || of.client.empty()) {
        return false;
    }
    const auto name = domain::record_name(of.client);
    const auto* present = draft.look_up<domain::client>(name).value;
    if (present == nullptr ||
        std::ranges::find(present->account_managers, person) != present->account_managers.end()) {
        return false;
    }
    auto client = *present;
    client.account_managers.push_back(person);
    draft.put(name, std::move(client));
    return true;
}

void read_person_email(import_cells& cells, std::string& into) {
    const auto text = cells.text("email");
    if (text.empty()) {
        return;
    }
    auto read = domain::normal_email(text);
    if (read.empty()) {
        cells.refuse("email", "this is no e-mail address; write one such as ana@example.test");
        return;
    }
    into = std::move(read);
}

}  // namespace

row_fate import_person(import_draft& draft, import_cells& cells) {
    const auto key = read_key(cells);
    auto to = key ? find_target<domain::person>(draft, cells, "person", *key) : std::nullopt;
    if (!to) {
        return row_fate::refused;
    }
    auto& person = to->value;
    read_name(cells, person.name, to->is_new);
    read_person_email(cells, person.email);
    const auto grant = read_grant(draft, cells, *key);
    const auto slack = read_slack(draft, cells, person);
    if (draft.waits() || cells.refused() || !name_target(draft, cells, "person", *key, *to)) {
        return row_fate::refused;
    }
    bool beside = false;
    if (grant) {
        if (std::ranges::find(person.grants, *grant) == person.grants.end()) {
            person.grants.push_back(*grant);
        }
        beside = add_manager(draft, *grant, person.id);
    }
    if (slack) {
        beside = bind_slack(draft, *slack, person) || beside;
    }
    const auto fate = settle(draft, cells, "person", *key, *to);
    return fate == row_fate::unchanged && beside ? row_fate::changed : fate;
}

}  // namespace fillrate::handlers
