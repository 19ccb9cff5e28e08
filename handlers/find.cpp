// `find paige`: candidates, requisitions, clients, suppliers and people by name, as far as this
// person may see them here (DOMAIN.md 0, 9). Candidates are found by whole words of their name,
// since names stand nowhere in the open; everything else by how its words begin.
#include "core/base/text.hpp"
#include "core/chat/suggest.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/candidate_names.hpp"
#include "handlers/candidate_search.hpp"
#include "handlers/find_scope.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// Together with what hangs on them they stay under the 200 records of a decision.
constexpr std::uint32_t directory_looked_at = 25;
constexpr std::uint32_t people_looked_at = 35;
constexpr std::uint32_t requisitions_looked_at = 24;
constexpr std::size_t candidates_looked_at = 24;
constexpr std::size_t most_rows = 15;
constexpr std::size_t most_buttons = 4;

using words = std::vector<std::string>;

bool begins_words_of(const words& query, std::string_view name) {
    const auto folded = chat::fold_name(name);
    const auto all = split_words(folded);
    return std::ranges::all_of(query, [&all](const auto& wanted) {
        return std::ranges::any_of(all, [&wanted](auto word) { return word.starts_with(wanted); });
    });
}

std::vector<index_page> directory_pages(const context& ctx, const std::string& text) {
    std::vector<index_page> pages{
        {clients_list, 0, directory_looked_at, false},
        {suppliers_list, 0, directory_looked_at, false},
        {everybody_list, 0, people_looked_at, false}};
    for (const auto* kind : {"client", "supplier", "person"}) {
        pages.push_back(namesakes_page(kind, text));
    }
    if (const auto named = value_of(ctx, "client"); !named.empty()) {
        pages.push_back(namesakes_page("client", named));
    }
    return pages;
}

template <class T>
std::vector<const T*> loaded_of(const snapshot& seen, const std::vector<index_page>& pages) {
    std::vector<const T*> found;
    for (const auto& page : pages) {
        for (const auto* one : records_of<T>(seen, page)) {
            if (std::ranges::find(found, one) == found.end()) {
                found.push_back(one);
            }
        }
    }
    return found;
}

std::vector<index_page> requisition_pages(const find_scope& in) {
    std::vector<std::string> sets;
    if (in.whole_firm) {
        sets.push_back(domain::open_list());
    }
    for (const auto& client : in.clients) {
        if (!in.whole_firm) {
            sets.push_back(domain::client_list(client));
        }
    }
    for (const auto& supplier : in.suppliers) {
        sets.push_back(domain::supplier_list(supplier));
    }
    std::vector<index_page> pages;
    for (auto& set : sets) {
        const auto share = requisitions_looked_at / static_cast<std::uint32_t>(sets.size());
        pages.push_back({std::move(set), 0, std::max(share, 1U), false});
    }
    return pages;
}

/// The rows of the answer and what can be opened from it.
class findings {
public:
    findings(const context& ctx, const snapshot& seen, const words& query)
        : ctx_(ctx), seen_(seen), query_(query) {}

    void add(const domain::submittal& sub) {
        const auto shown = candidate_called(ctx_, seen_, query_, sub);
        const auto* req = seen_.find<domain::requisition>(domain::record_name(sub.requisition));
        if (!shown || req == nullptr) {
            return;
        }
        const auto& v = *shown;
        auto stands = std::string(shown_state(v.state)) + ", " + shown_id(req->number) + ' ' +
                      displayable(req->title);
        if (!v.supplier_name.empty()) {
            stands += ", " + displayable(v.supplier_name);
        }
        row(shown_id(v.number), displayable(v.shown_name), std::move(stands));
        open(shown_id(v.number), domain::record_name(v.number));
    }

    void add(const domain::requisition& req) {
        if (!begins_words_of(query_, req.title)) {
            return;
        }
        const auto id = shown_id(req.number);
        row(id,
            displayable(req.title),
            std::string(shown_state(req.state)) + ", " + displayable(req.client_name));
        open(id, domain::record_name(req.number));
    }

    void add(const domain::client& client) {
        if (begins_words_of(query_, client.name)) {
            words sites;
            for (const auto& site : client.sites) {
                sites.push_back(displayable(site.name));
            }
            row("Client", displayable(client.name), abbreviate(join(sites, ", "), 80));
        }
    }

    void add(const domain::supplier& firm) {
        if (begins_words_of(query_, firm.name)) {
            row("Supplier",
                displayable(firm.name),
                "tier " + std::to_string(firm.tier) + (firm.suspended ? ", suspended" : ""));
        }
    }

    void add(const domain::person& person) {
        if (begins_words_of(query_, person.name)) {
            words roles;
            for (const auto& grant : person.grants) {
                auto role = std::string(chat::label_of("role", domain::word(grant.role)));
                if (std::ranges::find(roles, role) == roles.end()) {
                    roles.push_back(std::move(role));
                }
            }
            row("Person", displayable(person.name), join(roles, ", "));
        }
    }

    [[nodiscard]] bool empty() const { return rows_.empty(); }

    [[nodiscard]] outcome shown(const std::string& text) {
        const auto all = rows_.size();
        chat::message said;
        said.summary = counted(static_cast<std::uint32_t>(all), "thing", "things") + " called \"" +
                       text + "\".";
        chat::table table;
        table.rows.push_back({"Found", "Name", "Where it stands"});
        rows_.resize(std::min(all, most_rows));
        std::ranges::move(rows_, std::back_inserter(table.rows));
        said.blocks.emplace_back(std::move(table));
        if (!opened_.buttons.empty()) {
            said.blocks.emplace_back(std::move(opened_));
        }
        if (all > most_rows) {
            said.blocks.emplace_back(chat::context_line{
                {chat::plain(
                     std::to_string(all - most_rows) + " more; name more of it, or a client: "
                 ),
                 chat::code(ctx_.root + " find \"" + text + "\" client:...")}});
        }
        return reply_with(std::move(said));
    }

private:
    void row(std::string what, std::string name, std::string stands) {
        rows_.push_back({std::move(what), std::move(name), std::move(stands)});
    }
    void open(const std::string& id, std::string name) {
        if (opened_.buttons.size() == most_buttons) {
            return;
        }
        chat::button one;
        one.label = "Show " + id;
        one.act.name = "show";
        one.act.version = seen_.version_of(name);
        one.act.subject = std::move(name);
        opened_.buttons.push_back(std::move(one));
    }

    const context& ctx_;
    const snapshot& seen_;
    const words& query_;
    std::vector<words> rows_{};
    chat::button_row opened_{};
};

// Managers of another client are nobody to people who do not look after it.
bool may_see_person(const find_scope& in, const domain::person& person) {
    return std::ranges::any_of(person.grants, [&in](const domain::grant& g) {
        return g.role != domain::role::hiring_manager || in.has(g.client);
    });
}

void add_directory(
    findings& to,
    const snapshot& seen,
    const std::vector<index_page>& pages,
    const find_scope& in
) {
    for (const auto* client : loaded_of<domain::client>(seen, pages)) {
        if (in.has(client->id)) {
            to.add(*client);
        }
    }
    if (!in.directory) {
        return;
    }
    for (const auto* firm : loaded_of<domain::supplier>(seen, pages)) {
        to.add(*firm);
    }
    for (const auto* person : loaded_of<domain::person>(seen, pages)) {
        if (may_see_person(in, *person)) {
            to.add(*person);
        }
    }
}

outcome nothing_found(const context& ctx, const find_scope& in, const std::string& text) {
    // Whoever looks after none still finds clients, firms and people.
    const bool all_looked_at = in.directory && !ctx.actor.has(domain::role::operations);
    if (in.empty() && !all_looked_at) {
        // Whoever looks after every client says which one they mean.
        const bool by_client = in.directory && value_of(ctx, "client").empty();
        return refuse(
            ctx,
            by_client ? "No candidate and no requisition was looked through: name the client it is "
                        "about."
                      : "Nothing can be looked up in this channel. Write to me directly.",
            by_client ? "find \"" + text + "\" client:acorn" : "help"
        );
    }
    return refuse(
        ctx,
        "Nothing called \"" + text +
            "\" that you can see here. Candidates are found by their whole first or last name.",
        "req list"
    );
}

struct named_client {
    const domain::client* client = nullptr;
    std::optional<outcome> refused{};
};

named_client client_named(const context& ctx, const std::vector<const domain::client*>& clients) {
    named_client named;
    if (value_of(ctx, "client").empty()) {
        return named;
    }
    auto known = clients;
    std::erase_if(known, [&ctx](const auto* c) { return !reaches(ctx.actor, c->id); });
    field_problems problems;
    const auto match = read_name(ctx, "client", "client", names_of(known), problems);
    if (!match) {
        named.refused = problems.answer(ctx, "find \"paige\"");
        return named;
    }
    named.client =
        *std::ranges::find(known, client_id{match->id}, [](const auto* c) { return c->id; });
    return named;
}

}  // namespace

outcome me_find(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto text = abbreviate(displayable(trim(ctx.command.tail)), 60);
    const auto query = name_words(text);
    if (query.empty()) {
        return refuse(
            ctx,
            "Say what to look for: a name, or the beginning of a title.",
            "find paige"
        );
    }
    const auto directory = directory_pages(ctx, text);
    if (auto wanted = missing_pages(seen, directory)) {
        return std::move(*wanted);
    }
    const auto clients = loaded_of<domain::client>(seen, directory);
    const auto named = client_named(ctx, clients);
    if (named.refused) {
        return *named.refused;
    }
    const auto in = scope_here(ctx, clients, named.client);
    const auto keys = candidate_keys(in, query);
    const bool hashed =
        std::ranges::all_of(keys, [&](const auto& k) { return seen.hashes.contains(k); });
    if (!hashed) {
        need wanted;
        wanted.hashes = keys;
        return wanted;
    }
    auto pages = candidate_pages(seen, keys, candidates_looked_at);
    const auto listing = requisition_pages(in);
    pages.insert(pages.end(), listing.begin(), listing.end());
    if (auto wanted = missing_pages(seen, pages)) {
        return std::move(*wanted);
    }
    const auto subs = loaded_of<domain::submittal>(seen, pages);
    if (auto wanted = missing_for_lines(seen, subs)) {
        return std::move(*wanted);
    }
    findings found(ctx, seen, query);
    std::ranges::for_each(subs, [&found](const auto* sub) { found.add(*sub); });
    const auto reqs = listed(ctx, seen, listing);
    for (const auto* req : std::get<found_requisitions>(reqs)) {
        found.add(*req);
    }
    add_directory(found, seen, directory, in);
    return found.empty() ? nothing_found(ctx, in, text) : found.shown(text);
}

}  // namespace fillrate::handlers
