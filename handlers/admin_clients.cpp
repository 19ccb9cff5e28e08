// `admin client`, `admin clients`, `admin supplier`, `admin suppliers`: who buys and who supplies.
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/new_ids.hpp"
#include "handlers/new_site.hpp"
#include "handlers/set_up.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t most_tiers = 9;
constexpr std::size_t most_sites = 150;

outcome ask_for_client(const context& ctx) {
    chat::form form;
    form.title = "New client";
    form.submit = "Add it";
    form.act.name = "client";
    add_site_fields(form, ctx);
    return open_form(std::move(form));
}

// Whom its requisitions belong to at first: the named person, else the one who adds it.
std::optional<person_id> read_manager(
    const context& ctx,
    const snapshot& seen,
    field_problems& problems
) {
    const auto typed = value_of(ctx, "am");
    if (typed.empty()) {
        return ctx.actor.has(domain::role::account_manager) ? std::optional{ctx.actor.id}
                                                            : std::nullopt;
    }
    const auto people = names_of(records_of<domain::person>(seen, directory_page(everybody_list)));
    const auto match = read_name(ctx, "am", "person", people, problems);
    return match ? std::optional{person_id{match->id}} : std::nullopt;
}

// Who looks after it needs the role for it.
void grant_manager(
    decision& into,
    const snapshot& seen,
    const client_id& client,
    const person_id& manager
) {
    const auto* stored = seen.find<domain::person>(domain::record_name(manager));
    if (stored == nullptr) {
        return;
    }
    const bool has_it = std::ranges::any_of(stored->grants, [&client](const domain::grant& g) {
        return g.role == domain::role::account_manager && (g.client.empty() || g.client == client);
    });
    if (!has_it) {
        auto person = *stored;
        domain::grant grant;
        grant.role = domain::role::account_manager;
        grant.client = client;
        person.grants.push_back(std::move(grant));
        into.events.push_back(put(std::move(person)));
    }
}

std::string zones_of(const domain::client& client) {
    std::vector<std::string> sites;
    for (const auto& site : client.sites) {
        sites.push_back(displayable(site.name) + " (" + site.zone + ')');
    }
    return join(sites, ", ");
}

std::string said_of(const given_site& given, bool known_client, bool known_site) {
    const auto client = displayable(given.client);
    const auto site = displayable(given.site.name);
    if (!known_client) {
        return client + " is a client now, with the site " + site + " in " + given.site.zone + '.';
    }
    if (!known_site) {
        return client + " has the site " + site + " now, in " + given.site.zone + '.';
    }
    if (given.site.patience) {
        return site + " of " + client +
               ": for its shifts and first days somebody is delayed after " +
               std::to_string(given.site.patience->delayed_after) + " minutes and not come after " +
               std::to_string(given.site.patience->missing_after) +
               ". Shifts that are planned keep what they were planned with.";
    }
    return site + " of " + client + " is in " + given.site.zone +
           " now. Requisitions that are open keep the zone they were opened with until an "
           "administrator applies it: sla preview, then sla apply.";
}

// The site is added to the client that is known, or to a new one; nobody but `manager` is added.
outcome add_site(
    const context& ctx,
    const snapshot& seen,
    const given_site& given,
    const domain::client* known,
    const std::optional<person_id>& manager
) {
    domain::client before;
    if (known != nullptr) {
        before = *known;
    } else {
        before.id = client_id{free_id(seen, "client", given.client)};
        before.name = given.client;
    }
    if (before.id.empty() || before.sites.size() >= most_sites) {
        return refuse(
            ctx,
            "There are too many " +
                std::string(before.id.empty() ? "clients of that name" : "sites") +
                ", so nothing was added. Choose another name.",
            "admin clients"
        );
    }
    auto after = with_site(before, given.site);
    const bool known_site = after.sites.size() == before.sites.size();
    decision decided;
    if (manager) {
        if (std::ranges::find(after.account_managers, *manager) == after.account_managers.end()) {
            after.account_managers.push_back(*manager);
        }
        grant_manager(decided, seen, after.id, *manager);
    }
    const auto next = known == nullptr ? "admin bind #channel client:" + after.id.value
                                       : "req new client:" + after.id.value;
    auto said = said_of(given, known != nullptr, known_site);
    decided.events.insert(decided.events.begin(), put(std::move(after)));
    return decide_set_up(ctx, std::move(decided), std::move(said), next);
}

}  // namespace

namespace {

constexpr std::string_view contact_key = "contact";
constexpr std::string_view when_presented = "presented";
constexpr std::string_view markup_key = "markup";
constexpr std::string_view of_bill = "bill";
constexpr std::string_view on_call_key = "oncall";
constexpr std::string_view nobody_on_call = "off";

std::string_view contact_text(const domain::client& of) {
    return of.contact_when_presented ? "once presented" : "once selected";
}

std::string_view markup_base_text(const domain::client& of) {
    return of.markup_of_bill ? "of bill" : "of pay";
}

bool is_about_terms(const context& ctx) {
    return !value_of(ctx, contact_key).empty() || !value_of(ctx, markup_key).empty() ||
           !value_of(ctx, on_call_key).empty();
}

// Whoever is on call may read of the client, and can be written to; empty: nobody is.
std::optional<domain::person> read_on_call(
    const context& ctx,
    const snapshot& seen,
    const domain::client& of,
    field_problems& problems
) {
    if (to_lower_ascii(value_of(ctx, on_call_key)) == nobody_on_call) {
        return domain::person{};
    }
    const auto all = records_of<domain::person>(seen, directory_page(everybody_list));
    const auto match = read_name(ctx, on_call_key, "person", names_of(all), problems);
    if (!match) {
        return std::nullopt;
    }
    const auto* who = *std::ranges::find(all, match->id, [](const auto* p) { return p->id.value; });
    if (!looks_after(domain::acting(*who, ctx.now), of.id) || who->direct.empty()) {
        problems.add(
            std::string(on_call_key),
            displayable(who->name) + " does not look after " + displayable(of.name) +
                ", or was never written to; on call is an account manager of it, or operations.",
            "admin client " + of.id.value + " oncall:off"
        );
        return std::nullopt;
    }
    return *who;
}

// What is typed of the client's terms, and the sentences that say it.
std::string set_what_is_typed(
    const context& ctx,
    domain::client& of,
    const std::optional<domain::person>& on_call
) {
    std::vector<std::string> said;
    if (on_call) {
        of.on_call = on_call->id;
        said.push_back(
            on_call->id.empty()
                ? "Nobody is on call for " + displayable(of.name) +
                      ": what comes up at night is told when work begins."
                : displayable(on_call->name) + " is on call for " + displayable(of.name) +
                      ": what runs at night is told to them at once, in quiet hours too."
        );
    }
    if (const auto typed = value_of(ctx, contact_key); !typed.empty()) {
        of.contact_when_presented = typed == when_presented;
        said.push_back(
            "Managers of " + displayable(of.name) + " may see phone and e-mail of a candidate " +
            std::string(contact_text(of)) + ". Who looks is on record."
        );
    }
    if (const auto typed = value_of(ctx, markup_key); !typed.empty()) {
        of.markup_of_bill = typed == of_bill;
        said.push_back(
            "A markup of " + displayable(of.name) + " is told in percent " +
            std::string(markup_base_text(of)) + '.'
        );
    }
    return join(said, " ");
}

// The same line without the site.
std::string line_of_terms(const context& ctx, const domain::client& of) {
    auto line = "admin client \"" + displayable(of.name) + '"';
    for (const auto key : {contact_key, markup_key, on_call_key}) {
        if (const auto typed = value_of(ctx, key); !typed.empty()) {
            line += ' ' + std::string(key) + ':' + typed;
        }
    }
    return line;
}

// When its managers may reach a candidate, and how its contract counts: not matters of one account.
outcome set_client_terms(const context& ctx, const snapshot& seen) {
    if (!ctx.actor.has(domain::role::administrator) && !ctx.actor.has(domain::role::operations)) {
        return refuse(
            ctx,
            "Only administrators and operations say when a client may reach candidates, what its "
            "markup is a percentage of, and who is on call for it.",
            "help"
        );
    }
    if (auto wanted =
            missing_pages(seen, {directory_page(clients_list), directory_page(everybody_list)})) {
        return std::move(*wanted);
    }
    field_problems problems;
    const auto all = records_of<domain::client>(seen, directory_page(clients_list));
    const auto match = read_tail_name(ctx, "client", names_of(all), problems);
    if (!match) {
        return problems.answer(ctx, "admin clients");
    }
    auto after = **std::ranges::find(all, match->id, [](const auto* c) { return c->id.value; });
    if (!value_of(ctx, "site").empty()) {
        return refuse(
            ctx,
            "Say that on a line of its own; the site was not changed.",
            line_of_terms(ctx, after)
        );
    }
    std::optional<domain::person> on_call;
    if (!value_of(ctx, on_call_key).empty()) {
        on_call = read_on_call(ctx, seen, after, problems);
    }
    if (!problems.empty()) {
        return problems.answer(ctx, "admin clients");
    }
    auto said = set_what_is_typed(ctx, after, on_call);
    decision decided;
    decided.events.push_back(put(std::move(after)));
    return decide_set_up(ctx, std::move(decided), std::move(said), "admin clients");
}

}  // namespace

outcome admin_client(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (!ctx.from_form && is_about_terms(ctx)) {
        return set_client_terms(ctx, seen);
    }
    if (!may_add_clients(ctx.actor)) {
        return refuse(ctx, "Only administrators and account managers add clients.", "help");
    }
    const bool asks = !ctx.from_form && (ctx.command.tail.empty() || value_of(ctx, "site").empty());
    if (asks) {
        return ask_for_client(ctx);
    }
    if (auto wanted =
            missing_pages(seen, {directory_page(clients_list), directory_page(everybody_list)})) {
        return std::move(*wanted);
    }
    field_problems problems;
    const auto given = read_site(ctx, problems);
    const auto manager = read_manager(ctx, seen, problems);
    if (!given || !problems.empty()) {
        return problems.answer(
            ctx,
            "admin client \"Acorn Robotics\" site:Chicago zone:" + ctx.organisation.default_zone
        );
    }
    const auto all = records_of<domain::client>(seen, directory_page(clients_list));
    const auto* known = client_named(all, given->client);
    auto candidates =
        known == nullptr ? missing_candidates(seen, "client", given->client) : std::nullopt;
    return candidates ? outcome(std::move(*candidates))
                      : add_site(ctx, seen, *given, known, manager);
}

outcome admin_clients(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (auto refused = refuse_outsider(ctx)) {
        return std::move(*refused);
    }
    const auto page = wanted_page(ctx, clients_list);
    if (!seen.pages.contains(page)) {
        need wanted;
        wanted.pages.push_back(page);
        return wanted;
    }
    const auto all = records_of<domain::client>(seen, page);
    if (all.empty()) {
        return reply_with(sentence(
            ctx,
            page.offset == 0 ? "There is no client yet." : "That was all.",
            "admin client \"Acorn Robotics\" site:Chicago zone:" + ctx.organisation.default_zone
        ));
    }
    chat::table made;
    made.caption = "Clients";
    made.rows.push_back({"Client", "Id", "Sites", "Contact of candidates", "Markup", "On call"});
    for (const auto* each : all) {
        made.rows.push_back(
            {displayable(each->name),
             each->id.value,
             zones_of(*each),
             std::string(contact_text(*each)),
             std::string(markup_base_text(*each)),
             each->on_call.empty() ? std::string("-") : '@' + each->on_call.value}
        );
    }
    chat::message shown;
    shown.title = "Clients";
    shown.summary = "Clients and their sites.";
    shown.blocks.emplace_back(std::move(made));
    return reply_with(std::move(shown));
}

namespace {

const domain::supplier* supplier_named(const snapshot& seen, const std::string& name) {
    const auto folded = chat::fold_name(name);
    for (const auto* each : records_of<domain::supplier>(seen, directory_page(suppliers_list))) {
        if (each->id.value == name || chat::fold_name(each->name) == folded) {
            return each;
        }
    }
    return nullptr;
}

// As said; a new one whose categories nobody says does everything.
std::vector<domain::category> categories_of(const context& ctx, bool is_new) {
    std::vector<domain::category> categories;
    for (const auto word : ctx.command.values("category")) {
        if (const auto category = domain::from_word<domain::category>(word)) {
            categories.push_back(*category);
        }
    }
    if (categories.empty() && is_new) {
        categories = {domain::category::professional, domain::category::light_industrial};
    }
    return categories;
}

// The supplier of this name, or a new one; the tier only when it is said or there was none.
outcome put_supplier(
    const context& ctx,
    const snapshot& seen,
    const std::string& name,
    std::optional<std::uint32_t> tier
) {
    const auto* known = supplier_named(seen, name);
    domain::supplier after;
    if (known != nullptr) {
        after = *known;
    } else {
        if (auto candidates = missing_candidates(seen, "supplier", name)) {
            return std::move(*candidates);
        }
        after.id = supplier_id{free_id(seen, "supplier", name)};
        after.name = name;
    }
    if (after.id.empty()) {
        return refuse(ctx, "There are too many suppliers of that name.", "admin suppliers");
    }
    after.tier = tier.value_or(after.tier);
    auto categories = categories_of(ctx, known == nullptr);
    if (!categories.empty()) {
        after.categories = std::move(categories);
    }
    auto said = displayable(after.name) + " is a supplier of tier " + std::to_string(after.tier) +
                (known == nullptr ? " now." : " from now on.");
    const auto next = "admin bind #channel supplier:" + after.id.value;
    decision decided;
    decided.events.push_back(put(std::move(after)));
    return decide_set_up(ctx, std::move(decided), std::move(said), next);
}

}  // namespace

outcome admin_supplier(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    if (!value_of(ctx, "suspended").empty()) {
        return admin_suspend(ctx, seen, book);
    }
    if (auto refused = refuse_outsider(ctx)) {
        return std::move(*refused);
    }
    const auto name = std::string(trim(displayable(tail_of(ctx, "name"))));
    if (name.empty() || domain::slug_of(name).empty() || count_code_points(name) > 80) {
        return refuse(
            ctx,
            "Which supplier? Give a name of at most 80 characters with a letter or digit in it.",
            "admin supplier \"Hammer & Tongs\" tier:1"
        );
    }
    std::optional<std::uint32_t> tier;
    if (const auto typed = value_of(ctx, "tier"); !typed.empty()) {
        const auto read = chat::parse_count(typed, 1, most_tiers);
        if (!read) {
            return refuse(ctx, read.error().detail, corrected(ctx, "tier", "1"));
        }
        tier = *read;
    }
    if (auto wanted = missing_pages(seen, {directory_page(suppliers_list)})) {
        return std::move(*wanted);
    }
    return put_supplier(ctx, seen, name, tier);
}

outcome admin_suppliers(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (auto refused = refuse_outsider(ctx)) {
        return std::move(*refused);
    }
    const auto page = wanted_page(ctx, suppliers_list);
    if (!seen.pages.contains(page)) {
        need wanted;
        wanted.pages.push_back(page);
        return wanted;
    }
    const auto all = records_of<domain::supplier>(seen, page);
    if (all.empty()) {
        return reply_with(sentence(
            ctx,
            page.offset == 0 ? "There is no supplier yet." : "That was all.",
            "admin supplier \"Hammer & Tongs\" tier:1"
        ));
    }
    chat::table made;
    made.caption = "Suppliers";
    made.rows.push_back({"Supplier", "Id", "Tier", "State"});
    for (const auto* each : all) {
        made.rows.push_back(
            {displayable(each->name),
             each->id.value,
             std::to_string(each->tier),
             each->suspended ? "suspended" : "active"}
        );
    }
    chat::message shown;
    shown.title = "Suppliers";
    shown.summary = "Suppliers and their tiers.";
    shown.blocks.emplace_back(std::move(made));
    return reply_with(std::move(shown));
}

}  // namespace fillrate::handlers
