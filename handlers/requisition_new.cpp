// `req new`: one line or a form. What is complete goes to intake by itself; an ambiguous name is
// asked, never guessed.
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/intake_steps.hpp"
#include "handlers/lists.hpp"
#include "handlers/new_client.hpp"
#include "handlers/new_site.hpp"
#include "handlers/requisition_form.hpp"
#include "handlers/requisition_rooms.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

class reader {
public:
    reader(const context& ctx, const snapshot& seen, const clients& in)
        : ctx_(ctx), seen_(seen), in_(in) {}

    field_problems problems{};
    const domain::client* client = nullptr;
    const domain::site* site = nullptr;

    /// Client and site stay null where there is a problem.
    void find_place() {
        const auto slash = value_of(ctx_, "site").find('/');
        if (ctx_.from_form && slash != std::string::npos) {
            read_qualified_site();
        } else {
            read_client_and_site();
        }
    }

    /// The one client there is, made along with its requisition.
    void take_place(const domain::client& made) {
        client = &made;
        site = &made.sites.back();
    }

    /// After find_place() or take_place(); the people of the client are loaded.
    domain::requisition_created read() {
        domain::requisition_created made;
        made.title = read_title("title", tail_of(ctx_, "title"), longest_title, problems);
        if (made.title.empty()) {
            problems.add("title", "Give it a title.");
        }
        if (site == nullptr) {
            return made;
        }
        made.client = client->id;
        made.client_name = client->name;
        made.site = site->id;
        made.site_name = site->name;
        made.zone = site->zone;
        made.currency = site->currency;
        read_category(made);
        read_openings(made);
        const term_settings settings{site->currency, site->zone, made.category};
        const auto terms = read_terms(ctx_, settings, problems);
        made.pay = terms.pay;
        made.bill = terms.bill;
        made.max = terms.max;
        made.salary = terms.salary;
        made.fee = terms.fee;
        made.priority = terms.priority.value_or(domain::priority::p2);
        made.engagement = terms.engagement.value_or(domain::usual_engagement(made.category));
        made.must_haves = terms.must_haves.value_or("");
        made.shift = terms.shift.value_or("");
        made.start = terms.start.value_or("");
        read_manager(made);
        read_owner(made);
        return made;
    }

private:
    void read_qualified_site() {
        const auto chosen = value_of(ctx_, "site");
        const auto named = value_of(ctx_, "client");
        for (const auto* each : in_) {
            for (const auto& place : each->sites) {
                if (qualified(*each, place) == chosen) {
                    client = each;
                    site = &place;
                }
            }
        }
        if (site == nullptr) {
            problems.add("site", "Choose one of the sites.");
        } else if (!named.empty() && named != client->id.value) {
            const auto text =
                displayable(site->name) + " is a site of " + displayable(client->name) + '.';
            site = nullptr;
            problems.add("site", text + " Choose a site of the client above.");
        }
    }

    void read_client_and_site() {
        const auto match = read_name(ctx_, "client", "client", names_of(in_), problems);
        if (!match) {
            return;
        }
        client = client_of(in_, match->id);
        const auto place = read_name(
            ctx_,
            "site",
            "site of " + displayable(client->name),
            names_of(client->sites),
            problems
        );
        if (place) {
            site = &*std::ranges::find(client->sites, site_id{place->id}, &domain::site::id);
        }
    }

    void read_category(domain::requisition_created& made) {
        const auto category = read_choice(ctx_, "category", "category", problems);
        if (const auto known = domain::from_word<domain::category>(category)) {
            made.category = *known;
        } else if (category.empty()) {
            problems.add("category", "Choose a category.");
        }
    }

    void read_openings(domain::requisition_created& made) {
        const auto typed = value_of(ctx_, "openings");
        const auto read = chat::parse_count(typed.empty() ? "1" : typed, 1, domain::max_openings);
        if (!read) {
            problems.add("openings", read.error().detail, corrected(ctx_, "openings", "1"));
            return;
        }
        made.openings = *read;
    }

    void read_manager(domain::requisition_created& made) {
        const auto managers = people_with(seen_, domain::role::hiring_manager, client->id);
        if (!value_of(ctx_, "hm").empty()) {
            if (const auto match = read_name(ctx_, "hm", "hiring manager", managers, problems)) {
                made.hiring_manager = person_id{match->id};
                made.hiring_manager_name = match->name;
            }
            return;
        }
        const auto own = std::ranges::find(managers, ctx_.actor.id.value, &chat::named::id);
        if (own != managers.end()) {
            made.hiring_manager = ctx_.actor.id;
            made.hiring_manager_name = ctx_.actor.name;
        }
    }

    void read_owner(domain::requisition_created& made) {
        const auto owners = people_with(seen_, domain::role::account_manager, client->id);
        if (!value_of(ctx_, "owner").empty()) {
            if (const auto match = read_name(ctx_, "owner", "account manager", owners, problems)) {
                made.owner = person_id{match->id};
                made.owner_name = match->name;
            }
            return;
        }
        auto chosen = std::ranges::find(owners, ctx_.actor.id.value, &chat::named::id);
        for (const auto& first : client->account_managers) {
            if (chosen == owners.end()) {
                chosen = std::ranges::find(owners, first.value, &chat::named::id);
            }
        }
        if (chosen != owners.end()) {
            made.owner = person_id{chosen->id};
            made.owner_name = chosen->names.front();
        } else if (std::ranges::find(client->account_managers, ctx_.actor.id) !=
                   client->account_managers.end()) {
            made.owner = ctx_.actor.id;
            made.owner_name = ctx_.actor.name;
        }
    }

    const context& ctx_;
    const snapshot& seen_;
    const clients& in_;
};

bool is_for_new_client(const context& ctx) {
    return ctx.from_form && !ctx.command.subjects.empty() &&
           ctx.command.subjects.front() == new_client_subject;
}

// The first page of clients, and among very many the one that was named.
std::vector<index_page> client_pages(const context& ctx) {
    std::vector<index_page> pages{directory_page(clients_list)};
    const auto named = value_of(ctx, "client");
    if (!named.empty()) {
        pages.push_back(namesakes_page("client", named));
    }
    return pages;
}

std::optional<need> missing_clients(const context& ctx, const snapshot& seen) {
    need wanted;
    for (auto& page : client_pages(ctx)) {
        if (!seen.pages.contains(page)) {
            wanted.pages.push_back(std::move(page));
        }
    }
    field_problems read_later;
    if (auto suppliers = missing_suppliers(seen, read_asked(ctx, read_later))) {
        std::ranges::move(suppliers->pages, std::back_inserter(wanted.pages));
    }
    return wanted.pages.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

clients clients_to_name(const context& ctx, const snapshot& seen) {
    clients found;
    for (const auto& page : client_pages(ctx)) {
        for (const auto* client : records_of<domain::client>(seen, page)) {
            if (std::ranges::find(found, client) == found.end()) {
                found.push_back(client);
            }
        }
    }
    return found;
}

/// What a complete line or form wants opened.
struct wanted_requisition {
    domain::requisition_created made{};
    domain::client client{};
    bool client_is_new = false;
};

// Or what has to be loaded first, or what is wrong with it.
std::variant<wanted_requisition, outcome> read_wanted(
    const context& ctx,
    const snapshot& seen,
    const clients& in
) {
    wanted_requisition wanted;
    wanted.client_is_new = is_for_new_client(ctx);
    reader read(ctx, seen, in);
    domain::client added;
    if (!wanted.client_is_new) {
        read.find_place();
    } else {
        auto client = read_new_client(ctx, seen, read.problems);
        if (auto* early = std::get_if<outcome>(&client)) {
            return std::move(*early);
        }
        added = std::get<domain::client>(std::move(client));
        if (read.problems.empty()) {
            read.take_place(added);
        }
    }
    if (read.client != nullptr) {
        if (auto people = missing_people_of(seen, *read.client)) {
            return outcome(std::move(*people));
        }
    }
    wanted.made = read.read();
    if (!read.problems.empty()) {
        // Else with the title alone the form opens.
        const auto& title = wanted.made.title;
        const auto corrected_line = line_with_examples(ctx, read.problems);
        return read.problems.answer(
            ctx,
            !corrected_line.empty()
                ? corrected_line
                : "req new \"" + (title.empty() ? std::string("Forklift operator") : title) + '"'
        );
    }
    wanted.client = *read.client;
    return wanted;
}

// A new client makes its account manager's record part of the command; else that is not read.
std::optional<need> missing_for_opening(
    const context& ctx,
    const snapshot& seen,
    const wanted_requisition& wanted
) {
    need missing;
    missing.records = rooms_to_load(ctx, wanted.client);
    if (wanted.client_is_new) {
        missing.records.push_back(domain::record_name(ctx.actor.id));
    }
    missing.requisition_numbers = 1;
    const bool loaded = std::ranges::all_of(missing.records, [&seen](const auto& name) {
        return seen.loaded(name);
    });
    return loaded && seen.reserved_number != 0 ? std::nullopt : std::optional{std::move(missing)};
}

// Qualified and released in the same step, where the line or form says so.
std::optional<outcome> go_further(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::client& client,
    change& one
) {
    field_problems problems;
    const auto asked = read_asked(ctx, problems);
    const auto waived = read_waived(ctx);
    if (!problems.empty()) {
        return problems.answer(ctx, "req new");
    }
    if (waived.empty() && asked.empty()) {
        return std::nullopt;
    }
    if (!domain::may(domain::permission::intake, one.after(), ctx.actor)) {
        auto rest = ctx.command;
        std::erase_if(rest.arguments, [](const chat::argument& a) {
            return a.key == "waive" || a.key == "tier" || a.key == "to";
        });
        return refuse_fields(
            ctx,
            {{"waive",
              "Qualifying and releasing is for the account manager: leave it out, and it waits for "
              "them in intake."}},
            chat::to_line(rest)
        );
    }
    if (!waived.empty()) {
        if (auto refused = qualify_step(ctx, book, 0, waived, one)) {
            return refused;
        }
    }
    return release_further(ctx, seen, book, asked, &client, one);
}

outcome open_requisition(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    wanted_requisition wanted
) {
    if (auto missing = missing_for_opening(ctx, seen, wanted)) {
        return std::move(*missing);
    }
    auto behalf = read_on_behalf(ctx, seen, {.client = wanted.client.id, .manager = true});
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    wanted.made.number = requisition_number{seen.reserved_number};
    change one(ctx, domain::record_name(wanted.made.number), {}, 0);
    one.on_behalf_of(std::get<std::string>(std::move(behalf)));
    one.add(std::move(wanted.made));
    place_cards(ctx, seen, wanted.client, one);
    one.add(domain::submitted_for_intake{});
    if (!settle_clocks(one, &wanted.client, book, ctx.now)) {
        return unknown_calendar(ctx, one.after());
    }
    if (auto early = go_further(ctx, seen, book, wanted.client, one)) {
        return std::move(*early);
    }
    const auto said = shown_id(one.after().number) + " is " + std::string(way_gone(one.after()));
    auto outcome_of = decide_change(ctx, one, said + '.');
    if (wanted.client_is_new) {
        auto& decided = std::get<decision>(outcome_of);
        // The card would be cut to the roles of before this command.
        decided.reply.what = sentence(
            ctx,
            said + ", for the new client " + displayable(wanted.client.name) + '.',
            std::to_string(one.after().number.value)
        );
        put_new_client(decided, ctx, seen, std::move(wanted.client));
    }
    return outcome_of;
}

}  // namespace

outcome requisition_new(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    if (auto wanted = missing_clients(ctx, seen)) {
        return std::move(*wanted);
    }
    const bool with_client = is_for_new_client(ctx);
    auto in = clients_to_name(ctx, seen);
    std::erase_if(in, [&ctx](const auto* c) { return !domain::may_create(c->id, ctx.actor); });
    const bool may_add = may_add_clients(ctx.actor);
    if ((in.empty() || with_client) && !may_add) {
        return refuse(
            ctx,
            "You cannot open requisitions: that is for account managers and hiring managers of a "
            "client. Ask one of them.",
            "help"
        );
    }
    const bool wants_new = ctx.from_form && value_of(ctx, "client") == new_client_value;
    if (!with_client && may_add && (in.empty() || wants_new)) {
        return ask_with_new_client(ctx, seen);
    }
    if (!ctx.from_form && !chat::missing_arguments(ctx.command).empty()) {
        return ask_for_rest(ctx, seen, in);
    }
    auto wanted = read_wanted(ctx, seen, in);
    if (auto* early = std::get_if<outcome>(&wanted)) {
        return std::move(*early);
    }
    return open_requisition(ctx, seen, book, std::get<wanted_requisition>(std::move(wanted)));
}

}  // namespace fillrate::handlers
