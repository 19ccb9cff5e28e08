// `O-7` and `opp list`.
#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/agenda.hpp"
#include "handlers/answers.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/needs.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/whose_turn.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t opportunities_per_page = 20;
constexpr std::uint32_t last_opportunity_page = 500;

chat::button button_for(
    const domain::opportunity& of,
    std::uint64_t version,
    std::string_view act,
    std::string label
) {
    chat::button one;
    one.label = std::move(label);
    one.act.name = act;
    one.act.subject = domain::record_name(of.number);
    one.act.version = version;
    return one;
}

std::string state_text(const domain::opportunity& of) {
    auto text = std::string(domain::word(of.state));
    if (!of.requisition.empty()) {
        text += ", " + shown_id(of.requisition);
    }
    return of.reason.empty() ? text : text + ": " + displayable(of.reason);
}

// Whoever looks after every client reads the firm's list; others those of their clients.
std::vector<index_page> own_pages(const context& ctx, std::uint32_t page) {
    std::vector<std::string> sets;
    for (const auto& grant : ctx.actor.grants) {
        if (grant.role == domain::role::operations ||
            (grant.role == domain::role::account_manager && grant.client.empty())) {
            sets = {domain::opportunity_list()};
            break;
        }
        if (grant.role == domain::role::account_manager) {
            sets.push_back(domain::opportunity_list(grant.client));
        }
    }
    std::vector<index_page> pages;
    for (auto& set : sets) {
        pages.push_back(
            {std::move(set), (page - 1) * opportunities_per_page, opportunities_per_page, false}
        );
    }
    return pages;
}

outcome shown_opportunities(
    const context& ctx,
    const snapshot& seen,
    const std::vector<index_page>& pages,
    std::string title
) {
    if (auto wanted = missing_pages(seen, pages)) {
        return std::move(*wanted);
    }
    chat::table table;
    table.rows.push_back({"Opportunity", "Title", "Client", "State", "Next", "With"});
    for (const auto& name : names_on(seen, pages)) {
        const auto* one = seen.find<domain::opportunity>(name);
        if (one != nullptr && looks_after(ctx.actor, one->client)) {
            table.rows.push_back(
                {shown_id(one->number),
                 displayable(one->title),
                 displayable(one->client_name),
                 std::string(domain::word(one->state)),
                 shown_day(one->next, ctx.now),
                 first_name(one->owner_name)}
            );
        }
    }
    if (table.rows.size() == 1) {
        return reply_with(sentence(ctx, "No opportunity is open here.", "opp add"));
    }
    chat::message shown;
    shown.title = std::move(title);
    shown.summary = shown.title + ": " + std::to_string(table.rows.size() - 1) + '.';
    shown.blocks.emplace_back(std::move(table));
    return reply_with(std::move(shown));
}

// Of some client at least.
bool keeps_opportunities(const domain::actor& who) {
    return who.has(domain::role::account_manager) || who.has(domain::role::operations);
}

}  // namespace

std::variant<const domain::opportunity*, outcome> find_opportunity(
    const context& ctx,
    const snapshot& seen
) {
    const auto& subjects = ctx.command.subjects;
    if (subjects.empty() || !domain::parse_opportunity_name(subjects.front())) {
        return refuse(ctx, "Which opportunity? Name it by its code.", "opp list");
    }
    const auto& name = subjects.front();
    if (!seen.loaded(name)) {
        need wanted;
        wanted.records.push_back(name);
        return outcome(std::move(wanted));
    }
    const auto who = ctx.place.binding.who;
    const bool inside = ctx.direct || who == domain::binding::kind::direct ||
                        who == domain::binding::kind::internal;
    const auto* one = seen.find<domain::opportunity>(name);
    if (one == nullptr || !inside || !looks_after(ctx.actor, one->client)) {
        return refuse(
            ctx,
            "There is no " + shown_id(*domain::parse_opportunity_name(name)) +
                " that you can see here.",
            inside && keeps_opportunities(ctx.actor) ? "opp list" : "help"
        );
    }
    return one;
}

std::string opportunity_line(const domain::opportunity& of, instant now) {
    auto text = shown_id(of.number) + ' ' + displayable(of.title) + ": " + state_text(of);
    if (!of.next.empty() && domain::is_alive(of.state)) {
        text += ", next " + shown_day(of.next, now);
    }
    return of.owner_name.empty() ? text : text + ", " + first_name(of.owner_name);
}

chat::message opportunity_card(
    const context& ctx,
    const domain::opportunity& of,
    std::uint64_t version,
    std::string said
) {
    chat::message card;
    card.title = shown_id(of.number) + " · " + displayable(of.title);
    card.summary = said.empty() ? card.title + '.' : said;
    if (!said.empty()) {
        card.blocks.emplace_back(chat::paragraph{{chat::plain(std::move(said))}});
    }
    chat::field_list fields;
    const auto field = [&fields](std::string label, std::string value) {
        if (!value.empty()) {
            fields.fields.emplace_back(
                std::move(label),
                chat::rich_text{chat::plain(std::move(value))}
            );
        }
    };
    field("Client", displayable(of.client_name));
    field("State", state_text(of));
    field("Next step", domain::is_alive(of.state) ? shown_day(of.next, ctx.now) : std::string{});
    field("With", displayable(of.owner_name));
    field("Last note", displayable(of.last_note));
    card.blocks.emplace_back(std::move(fields));
    card.blocks.emplace_back(chat::context_line{{chat::plain(whose_turn(of, ctx.now))}});
    chat::button_row row;
    for (const auto& [what, label] :
         {std::pair{domain::opportunity_verb::pursue, "Pursue"},
          {domain::opportunity_verb::win, "Won"},
          {domain::opportunity_verb::lose, "Lost"}}) {
        if (domain::next_state(of, what)) {
            row.buttons.push_back(button_for(of, version, domain::word(what), label));
        }
    }
    row.buttons.push_back(button_for(of, version, "note", "Note"));
    card.blocks.emplace_back(std::move(row));
    if (domain::is_alive(of.state)) {
        card.blocks.emplace_back(chat::context_line{
            {chat::plain("Another day: "),
             chat::code(ctx.root + ' ' + shown_id(of.number) + " set next:\"dec 17\"")}});
    }
    return card;
}

outcome opportunity_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_opportunity(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = *std::get<const domain::opportunity*>(found);
    const auto version = seen.version_of(domain::record_name(one.number));
    return reply_with(opportunity_card(ctx, one, version, {}));
}

outcome opportunity_list(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto asked = parse_int<std::uint32_t>(value_of(ctx, "page")).value_or(1);
    const auto page = std::clamp(asked, 1U, last_opportunity_page);
    const auto named = value_of(ctx, "client");
    const bool inside = ctx.place.binding.who == domain::binding::kind::internal || ctx.direct;
    if (named.empty() && inside) {
        if (own_pages(ctx, page).empty()) {
            return refuse(ctx, "Opportunities are for account managers and operations.", "help");
        }
        return shown_opportunities(ctx, seen, own_pages(ctx, page), "Opportunities");
    }
    auto found = find_client(ctx, seen, named, "opp list client:acorn");
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& client = *std::get<const domain::client*>(found);
    return shown_opportunities(
        ctx,
        seen,
        {{domain::opportunity_list(client.id),
          (page - 1) * opportunities_per_page,
          opportunities_per_page,
          false}},
        "Opportunities at " + displayable(client.name)
    );
}

}  // namespace fillrate::handlers
