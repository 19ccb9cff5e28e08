// `admin person`, `admin people`, `admin revoke`: who may do what. A person is known by the
// platform's id alone, never by name or address (DOMAIN.md 9).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/first_mapping.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/new_ids.hpp"
#include "handlers/set_up.hpp"
#include "handlers/somebody.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::role;

std::optional<need> missing_directory(const snapshot& seen) {
    return missing_pages(seen, {directory_page(clients_list), directory_page(suppliers_list)});
}

class grant_reader {
public:
    grant_reader(const context& ctx, const snapshot& seen) : ctx_(ctx), seen_(seen) {}

    field_problems problems{};

    domain::grant read() {
        domain::grant made;
        const auto word = read_choice(ctx_, "role", "role", problems);
        const auto known = domain::from_word<role>(word);
        if (!known) {
            problems.add(
                "role",
                "Which role? am, rec, hm, sup, ops or adm.",
                corrected(ctx_, "role", "am")
            );
            return made;
        }
        made.role = *known;
        switch (made.role) {
            case role::account_manager:
            case role::recruiter:
                refuse_key("supplier");
                read_client(made);
                break;
            case role::hiring_manager:
                refuse_key("supplier");
                if (value_of(ctx_, "client").empty()) {
                    problems.add("client", "Whose hiring manager? Add client:NAME.");
                }
                read_client(made);
                read_site_of(made);
                break;
            case role::supplier_contact:
                refuse_key("client");
                read_supplier(made);
                break;
            case role::operations:
            case role::administrator:
                refuse_key("client");
                refuse_key("supplier");
                break;
        }
        return made;
    }

private:
    void refuse_key(std::string_view key) {
        if (!value_of(ctx_, key).empty()) {
            problems.add(
                std::string(key),
                "That role is not limited to a " + std::string(key) + '.'
            );
        }
    }

    void read_client(domain::grant& into) {
        if (value_of(ctx_, "client").empty()) {
            return;
        }
        const auto names =
            names_of(records_of<domain::client>(seen_, directory_page(clients_list)));
        if (const auto match = read_name(ctx_, "client", "client", names, problems)) {
            into.client = client_id{match->id};
        }
    }

    void read_site_of(domain::grant& into) {
        const auto* client = seen_.find<domain::client>(domain::record_name(into.client));
        if (value_of(ctx_, "site").empty() || client == nullptr) {
            return;
        }
        const auto noun = "site of " + displayable(client->name);
        if (const auto match = read_name(ctx_, "site", noun, names_of(client->sites), problems)) {
            into.site = site_id{match->id};
        }
    }

    void read_supplier(domain::grant& into) {
        if (value_of(ctx_, "supplier").empty()) {
            problems.add("supplier", "Of which supplier? Add supplier:NAME.");
            return;
        }
        const auto names =
            names_of(records_of<domain::supplier>(seen_, directory_page(suppliers_list)));
        if (const auto match = read_name(ctx_, "supplier", "supplier", names, problems)) {
            into.supplier = supplier_id{match->id};
        }
    }

    const context& ctx_;
    const snapshot& seen_;
};

std::string read_email(const context& ctx, field_problems& problems) {
    const auto typed = value_of(ctx, "email");
    auto read = domain::normal_email(typed);
    if (!typed.empty() && read.empty()) {
        problems.add(
            "email",
            "That is not an e-mail address, such as ana@example.test.",
            corrected(ctx, "email", "ana@example.test")
        );
    }
    return read;
}

// Account managers of one client are named on it, so that its requisitions find an owner.
void name_on_client(decision& into, const snapshot& seen, const domain::person& person) {
    const auto& grant = person.grants.back();
    const auto* client = seen.find<domain::client>(domain::record_name(grant.client));
    if (grant.role != role::account_manager || client == nullptr) {
        return;
    }
    auto after = *client;
    if (std::ranges::find(after.account_managers, person.id) == after.account_managers.end()) {
        after.account_managers.push_back(person.id);
        into.events.push_back(put(std::move(after)));
    }
}

outcome add_person(
    const context& ctx,
    const snapshot& seen,
    const somebody& who,
    std::optional<domain::grant> grant,
    std::string email
) {
    auto name = std::string(trim(displayable(value_of(ctx, "name"))));
    if (name.empty() && who.known == nullptr) {
        name = std::string(trim(displayable(who.label)));
    }
    const bool unnamed = who.known == nullptr && domain::slug_of(name).empty();
    if (unnamed || count_code_points(name) > 80) {
        return refuse(
            ctx,
            "What is the person called? Give a name of at most 80 characters with a Latin letter "
            "in it.",
            corrected(ctx, "name", "Lee Marlow")
        );
    }
    domain::person after = who.known == nullptr ? domain::person{} : *who.known;
    decision decided;
    if (who.known == nullptr) {
        if (auto candidates = missing_candidates(seen, "person", name)) {
            return std::move(*candidates);
        }
        after.id = person_id{free_id(seen, "person", name)};
        if (after.id.empty()) {
            return refuse(ctx, "There are too many people of that name.", "admin people");
        }
    }
    after.awaiting = {};
    if (!name.empty()) {
        after.name = std::move(name);
    }
    if (!email.empty()) {
        after.email = std::move(email);
    }
    if (grant && std::ranges::find(after.grants, *grant) == after.grants.end()) {
        after.grants.push_back(std::move(*grant));
    }
    if (grant) {
        name_on_client(decided, seen, after);
    }
    auto said = displayable(after.name) + ": " + roles_text(after, seen) + '.';
    if (who.known == nullptr) {
        said = displayable(after.name) + " is in the directory now, as " + roles_text(after, seen) +
               ", and gets a welcome.";
        make_known(decided, ctx.names, who.mapping, who.user, std::move(after));
    } else {
        decided.events.push_back(put(std::move(after)));
    }
    return decide_set_up(ctx, std::move(decided), std::move(said), "admin people");
}

bool is_taken(const context& ctx, const domain::grant& grant) {
    const auto word = value_of(ctx, "role");
    const auto client = value_of(ctx, "client");
    const bool same_role = word.empty() || domain::word(grant.role) == word;
    const bool same_client = client.empty() || grant.client.value == client;
    return same_role && same_client;
}

}  // namespace

outcome admin_person(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (auto refused = refuse_outsider(ctx)) {
        return std::move(*refused);
    }
    if (auto wanted = missing_directory(seen)) {
        return std::move(*wanted);
    }
    auto who = find_somebody(ctx, seen);
    if (auto* early = std::get_if<outcome>(&who)) {
        return std::move(*early);
    }
    grant_reader reader(ctx, seen);
    auto email = read_email(ctx, reader.problems);
    // Whoever is there already keeps their roles when only the address is said.
    const bool roles_stay = std::get<somebody>(who).known != nullptr &&
                            value_of(ctx, "role").empty() && !value_of(ctx, "email").empty();
    auto grant = roles_stay ? std::nullopt : std::optional{reader.read()};
    if (!reader.problems.empty()) {
        return reader.problems.answer(ctx, person_example);
    }
    return add_person(ctx, seen, std::get<somebody>(who), std::move(grant), std::move(email));
}

outcome admin_revoke(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (auto refused = refuse_outsider(ctx)) {
        return std::move(*refused);
    }
    auto wanted = missing_directory(seen).value_or(need{});
    const auto administrators = people_page(role::administrator);
    if (!seen.pages.contains(administrators)) {
        wanted.pages.push_back(administrators);
    }
    if (!wanted.pages.empty()) {
        return wanted;
    }
    auto found = find_somebody(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto* known = std::get<somebody>(found).known;
    if (known == nullptr) {
        return refuse(ctx, "That person is not in the directory.", "admin people");
    }
    auto after = *known;
    std::erase_if(after.grants, [&ctx](const domain::grant& g) { return is_taken(ctx, g); });
    const auto name = displayable(known->name);
    if (after.grants.size() == known->grants.size()) {
        return refuse(
            ctx,
            name + " does not have that role: " + roles_text(*known, seen) + '.',
            "admin people"
        );
    }
    const auto is_admin = [](const domain::person& person) {
        return std::ranges::find(person.grants, role::administrator, &domain::grant::role) !=
               person.grants.end();
    };
    const auto admins = records_of<domain::person>(seen, administrators);
    if (is_admin(*known) && !is_admin(after) && admins.size() < 2) {
        return refuse(
            ctx,
            name + " is the only administrator. Make somebody else one first.",
            "admin person @lee role:adm"
        );
    }
    decision decided;
    auto said = name + ": " + roles_text(after, seen) + " from now on.";
    decided.events.push_back(put(std::move(after)));
    return decide_set_up(ctx, std::move(decided), std::move(said), "admin people");
}

outcome admin_people(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (auto refused = refuse_outsider(ctx)) {
        return std::move(*refused);
    }
    const auto page = wanted_page(ctx, everybody_list);
    auto wanted = missing_directory(seen).value_or(need{});
    if (!seen.pages.contains(page)) {
        wanted.pages.push_back(page);
    }
    if (!wanted.pages.empty()) {
        return wanted;
    }
    const auto all = records_of<domain::person>(seen, page);
    if (all.empty()) {
        return reply_with(sentence(ctx, "That was all.", person_example));
    }
    chat::table made;
    made.caption = "People";
    made.rows.push_back({"Name", "Id", "Roles"});
    for (const auto* each : all) {
        made.rows.push_back({displayable(each->name), each->id.value, roles_text(*each, seen)});
    }
    chat::message shown;
    shown.title = "People";
    shown.summary = "People and their roles.";
    shown.blocks.emplace_back(std::move(made));
    return reply_with(std::move(shown));
}

}  // namespace fillrate::handlers
