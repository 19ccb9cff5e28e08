// `S-311 contact`, [Contact]: phone and e-mail of a candidate, alone with somebody who may have
// them; who looked is on record (DOMAIN.md 0, 9).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

domain::submittal_clearance reach_of(const context& ctx, const found_submittal& one) {
    return domain::with_setting(
        domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, one.shows_suppliers()),
        one.client
    );
}

// A channel shows nothing to reach somebody by, whoever asks (DOMAIN.md, decision 5).
outcome refuse_reach(const context& ctx, const found_submittal& one) {
    const auto id = shown_id(one.sub->number);
    const bool alone = ctx.place.binding.who == domain::binding::kind::direct;
    return refuse(
        ctx,
        alone ? "Phone and e-mail of " + id + " are for the time after the choice: select first."
              : "Phone and e-mail are shown in your direct messages with me only. Ask there: " +
                    id + " contact.",
        id
    );
}

chat::message contact_of(const std::string& id, const domain::submittal_view& shown) {
    chat::message said;
    said.title = "Contact of " + id;
    said.summary = "How to reach " + displayable(shown.shown_name) + ", " + id + '.';
    chat::field_list list;
    for (const auto& [label, text] : {std::pair{"Phone", shown.phone}, {"E-mail", shown.email}}) {
        if (!text.empty()) {
            list.fields.emplace_back(label, chat::rich_text{chat::plain(displayable(text))});
        }
    }
    said.blocks.emplace_back(chat::paragraph{{chat::bold(said.summary)}});
    said.blocks.emplace_back(std::move(list));
    said.blocks.emplace_back(chat::context_line{
        {chat::plain("That you were shown it is on record.")}});
    return said;
}

}  // namespace

outcome submittal_contact(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    const auto allowed = reach_of(ctx, one);
    if (!allowed.contact) {
        return refuse_reach(ctx, one);
    }
    const auto id = shown_id(one.sub->number);
    const auto shown = domain::view(*one.sub, one.who, allowed);
    if (shown.phone.empty() && shown.email.empty()) {
        return refuse(ctx, "Neither phone nor e-mail of " + id + " is known here.", id);
    }
    decision decided;
    decided.can_undo = false;
    domain::event what;
    what.subject = domain::record_name(one.sub->number);
    what.data = domain::contact_shown{};
    what.at = ctx.now;
    decided.events.push_back(std::move(what));
    decided.reply.what = contact_of(id, shown);
    return decided;
}

}  // namespace fillrate::handlers
