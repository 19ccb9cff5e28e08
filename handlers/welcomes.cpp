#include "handlers/welcomes.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/set_up.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

bool is_outside(const domain::person& person) {
    return std::ranges::any_of(person.grants, [](const domain::grant& grant) {
        return grant.role == domain::role::hiring_manager ||
               grant.role == domain::role::supplier_contact;
    });
}

chat::message said_as(std::string text, const context& ctx, std::string_view next_line) {
    chat::message said;
    said.blocks.emplace_back(chat::paragraph{{chat::plain(text)}});
    if (!next_line.empty()) {
        said.blocks.emplace_back(chat::context_line{
            {chat::plain("Type "), chat::code(ctx.root + ' ' + std::string(next_line))}});
    }
    said.summary = std::move(text);
    return said;
}

// Who cannot type commands here finds everything from these (DOMAIN.md 0).
chat::button_row supplier_desk() {
    chat::button_row row;
    row.buttons.push_back({.label = "Open reqs", .act = {.name = "list", .subject = "list:open"}});
    row.buttons.push_back({.label = "My candidates", .act = {.name = "my_candidates"}});
    row.buttons.push_back({.label = "My numbers", .act = {.name = "my_numbers"}});
    row.buttons.push_back({.label = "Quiet hours", .act = {.name = "quiet"}});
    row.buttons.push_back({.label = "I am away", .act = {.name = "away"}});
    row.buttons.front().tone = chat::button_tone::primary;
    return row;
}

}  // namespace

composed compose_welcome(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto* person = seen.find<domain::person>(item.subject);
    if (person == nullptr || person->grants.empty()) {
        return std::monostate{};
    }
    need wanted;
    for (const auto& grant : person->grants) {
        for (const auto& name :
             {domain::record_name(grant.client), domain::record_name(grant.supplier)}) {
            if (!name.ends_with(':') && !seen.loaded(name)) {
                wanted.records.push_back(name);
            }
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    const auto firm = displayable(ctx.organisation.name);
    const auto hello = "Welcome, " + displayable(person->name) + ". I am " +
                       displayable(ctx.organisation.bot_name) + " of " + firm +
                       ". You are known to me as " + roles_text(*person, seen) + ". ";
    return is_outside(*person)
               ? said_as(
                     hello +
                         "I bring you what needs you; answer with the buttons, or write to me "
                         "in plain words.",
                     ctx,
                     "help"
                 )
               : said_as(hello + "I tell you what needs you, and when.", ctx, "help");
}

composed compose_bound(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    need wanted;
    if (!seen.loaded(item.subject)) {
        wanted.records.push_back(item.subject);
        return wanted;
    }
    const auto* room = seen.find<domain::conversation>(item.subject);
    if (room == nullptr) {
        return std::monostate{};
    }
    const auto firm = displayable(ctx.organisation.name);
    switch (room->binding.who) {
        case domain::binding::kind::internal:
            return said_as(
                "Requisitions show here from now on, one card and thread each.",
                ctx,
                "req new"
            );
        case domain::binding::kind::client: {
            const auto name = domain::record_name(client_id{room->binding.id});
            if (!seen.loaded(name)) {
                wanted.records.push_back(name);
                return wanted;
            }
            const auto* client = seen.find<domain::client>(name);
            return said_as(
                "Here is " + displayable(ctx.organisation.bot_name) + " of " + firm +
                    ". Requisitions of " +
                    displayable(client == nullptr ? room->binding.id : client->name) +
                    " show here once they are released.",
                ctx,
                ""
            );
        }
        case domain::binding::kind::supplier: {
            auto said = said_as(
                "Here is " + displayable(ctx.organisation.bot_name) + " of " + firm +
                    ". Requisitions released to you show here, each with the buttons to answer.",
                ctx,
                ""
            );
            said.blocks.emplace_back(supplier_desk());
            return said;
        }
        case domain::binding::kind::direct:
        case domain::binding::kind::unbound:
            break;
    }
    return std::monostate{};
}

composed compose_invitation(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto* room = seen.find<domain::conversation>(item.subject);
    if (room == nullptr || room->binding.who == domain::binding::kind::unbound) {
        return std::monostate{};
    }
    chat::message said;
    const auto channel = '#' + displayable(room->name);
    said.summary = "I cannot post in " + channel + ": I am not a member of it.";
    said.tone = chat::tone::warning;
    said.blocks.emplace_back(chat::paragraph{
        {chat::plain(said.summary + " Type "),
         chat::code("/invite @" + displayable(ctx.organisation.bot_name)),
         chat::plain(" there, then press the button.")}});
    chat::button again;
    again.label = "Try again";
    again.tone = chat::button_tone::primary;
    again.act.name = "bind";
    again.act.subject = item.subject;
    said.blocks.emplace_back(chat::button_row{{std::move(again)}});
    return said;
}

}  // namespace fillrate::handlers
