// `shift 207 2nd confirm 10`: how many of a supplier's heads will come.
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/releasing.hpp"
#include "handlers/shift.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::coverage;

bool works_it(const coverage& answer) {
    return answer.said == coverage::answer::accepted;
}

/// For whose heads somebody speaks.
struct speaking {
    const coverage* supplier = nullptr;
    bool on_behalf = false;
};

chat::form confirm_form(const found_shift& one, const std::vector<const coverage*>& of) {
    chat::form form;
    form.title = "Confirm, " + shown_shift(one.id);
    form.submit = "Confirm";
    form.act.name = "confirm";
    form.act.subject = domain::record_name(one.id);
    form.act.version = one.version;
    if (of.size() > 1) {
        std::vector<chat::choice> options;
        for (const auto* each : of) {
            options.push_back({each->supplier.value, displayable(each->name)});
        }
        form.fields.push_back(pick_field("for", "For", std::move(options), {}, true));
    }
    const auto most = of.size() == 1 ? asked_heads(*of.front(), *one.record) : one.record->ordered;
    auto heads = line_field("heads", "Heads that will come", std::to_string(most), true);
    heads.what = chat::form_field::kind::number;
    form.fields.push_back(std::move(heads));
    return form;
}

// The suppliers this person may speak for, their own first and alone.
std::vector<const coverage*> those_spoken_for(const context& ctx, const domain::requisition& req) {
    std::vector<const coverage*> all;
    const auto* own = answer_of(req, ctx.actor.supplier());
    if (own != nullptr && works_it(*own)) {
        return {own};
    }
    if (domain::may(domain::permission::take, req, ctx.actor)) {
        for (const auto& each : req.suppliers) {
            if (works_it(each)) {
                all.push_back(&each);
            }
        }
    }
    return all;
}

outcome nobody_to_speak_for(const context& ctx, const domain::requisition& req) {
    const auto number = std::to_string(req.number.value);
    const bool contact = ctx.actor.has(domain::role::supplier_contact);
    return contact ? refuse(
                         ctx,
                         "Say first that you work " + shown_id(req.number) + ", and with how many.",
                         number + " accept heads:1"
                     )
                   : refuse(
                         ctx,
                         "Heads of " + shown_id(req.number) +
                             " are confirmed by a supplier that works it, or for it by the account "
                             "manager; there is none to speak for.",
                         number + " shifts"
                     );
}

std::variant<speaking, outcome> find_speaking(const context& ctx, const found_shift& one) {
    const auto all = those_spoken_for(ctx, *one.req);
    if (all.empty()) {
        return nobody_to_speak_for(ctx, *one.req);
    }
    const bool own = all.front()->supplier == ctx.actor.supplier();
    if (value_of(ctx, "for").empty()) {
        if (all.size() > 1) {
            return open_form(confirm_form(one, all));
        }
        return speaking{all.front(), !own};
    }
    std::vector<chat::named> records;
    for (const auto* each : all) {
        records.push_back({each->supplier.value, {each->name}});
    }
    field_problems problems;
    const auto match = read_name(ctx, "for", "supplier that works it", records, problems);
    if (!match) {
        return problems.answer(ctx, shift_line(one.id, "confirm 1"));
    }
    return speaking{answer_of(*one.req, supplier_id{match->id}), !own};
}

std::optional<outcome> refuse_time_of_confirming(const context& ctx, const found_shift& one) {
    if (one.record == nullptr) {
        return refuse(
            ctx,
            shift_title(one.id) + " is not planned.",
            std::to_string(one.id.requisition.value) + " shifts"
        );
    }
    if (!takes_shifts(*one.req)) {
        return refuse(
            ctx,
            shown_id(one.id.requisition) + " is " + std::string(shown_state(one.req->state)) +
                ", so nobody is confirmed for its shifts now.",
            std::to_string(one.id.requisition.value)
        );
    }
    if (!domain::is_ahead(one.record->state) || one.record->starts <= ctx.now) {
        const bool begun = domain::is_ahead(one.record->state);
        return refuse(
            ctx,
            shift_title(one.id) +
                (begun ? " has begun"
                       : " is " + std::string(one.record->came ? "counted" : "called off") +
                             since_by_whom(ctx, one)) +
                ", so nothing is left to confirm.",
            std::to_string(one.id.requisition.value) + " shifts"
        );
    }
    return std::nullopt;
}

// ", Mon 30 Nov 10:42 CST, by Maul"
std::string said_before(const context& ctx, const found_shift& one, const speaking& who) {
    const auto& all = one.record->confirmed;
    const auto said =
        std::ranges::find(all, who.supplier->supplier, &domain::shift_confirmation::supplier);
    if (said == all.end()) {
        return {};
    }
    const auto read = who.on_behalf ? naming_for(ctx, *one.req) : naming::own_firm;
    return ", " + when_by_whom(ctx, said->at, one.record->zone, said->said_by, read);
}

outcome confirm_heads(
    const context& ctx,
    const snapshot& seen,
    const found_shift& one,
    const speaking& who,
    std::uint32_t heads,
    std::uint32_t reserve
) {
    const auto& answer = *who.supplier;
    if (domain::confirmed_by(*one.record, answer.supplier) == heads &&
        domain::reserve_of(*one.record, answer.supplier) == reserve) {
        auto card = shift_card(
            ctx,
            *one.req,
            *one.record,
            one.version,
            "That is so already" + said_before(ctx, one, who) + ". Nothing changed."
        );
        handlers::answer said;
        said.refused = true;
        said.reply.what = std::move(card);
        return said;
    }
    const auto subject = domain::record_name(one.id);
    shift_change step(ctx, subject, *one.record, one.version);
    const auto behalf = who.on_behalf ? displayable(answer.name) : std::string{};
    step.on_behalf_of(behalf);
    step.add(
        domain::shift_confirmed{answer.supplier, answer.name, heads, reserve},
        {},
        domain::party::supplier
    );
    shift_news news;
    news.told.what = domain::shift_verb::confirm;
    news.told.name = one.id.name;
    news.told.date = one.id.date;
    news.told.ordered = one.record->ordered;
    news.told.heads = heads;
    news.told.reserve = reserve;
    news.told.supplier = answer.supplier;
    news.told.supplier_name = answer.name;
    news.behalf = behalf;
    return decide_shift(
        ctx,
        seen,
        *one.req,
        step,
        std::move(news),
        counted(heads, "head", "heads") + " confirmed for " + shift_title(one.id) +
            reserve_text(reserve) + (who.on_behalf ? ", for " + behalf : std::string{}) + '.'
    );
}

// Where heads may be confirmed, and by this person; else what to load or to answer.
std::variant<found_shift, outcome> find_confirmable(const context& ctx, const snapshot& seen) {
    auto found = find_shift(ctx, seen, nearest_shift::coming);
    const auto* one = std::get_if<found_shift>(&found);
    if (one == nullptr) {
        return found;
    }
    if (auto refused = refuse_permission(
            ctx,
            *one->req,
            domain::permission::answer_for_supplier,
            "confirm heads of"
        )) {
        return std::move(*refused);
    }
    if (auto refused = refuse_time_of_confirming(ctx, *one)) {
        return std::move(*refused);
    }
    return found;
}

outcome confirm_typed(
    const context& ctx,
    const snapshot& seen,
    const found_shift& one,
    const speaking& who
) {
    const auto& supplier = who.supplier->supplier;
    const auto most = asked_heads(*who.supplier, *one.record);
    const auto own = domain::confirmed_by(*one.record, supplier);
    const auto spare = value_of(ctx, "reserve");
    const auto typed = tail_of(ctx, "heads");
    if (typed.empty() && !ctx.from_form && (spare.empty() || !own)) {
        return open_form(confirm_form(one, {who.supplier}));
    }
    const auto heads = typed.empty() && own ? result<std::uint32_t>(*own)
                                            : chat::parse_count(typed, 0, domain::max_openings);
    if (!heads || *heads > std::max(most, own.value_or(0))) {
        auto why = heads ? counted(most, "head is", "heads are") +
                               " asked for: confirm that many or fewer; others may stand in "
                               "reserve."
                         : heads.error().detail;
        return refuse_fields(
            ctx,
            {{"heads", std::move(why)}},
            shift_line(one.id, "confirm " + std::to_string(most))
        );
    }
    const auto reserve = spare.empty()
                             ? result<std::uint32_t>(domain::reserve_of(*one.record, supplier))
                             : chat::parse_count(spare, 0, domain::max_openings);
    if (!reserve) {
        return refuse_fields(
            ctx,
            {{"reserve", reserve.error().detail}},
            shift_line(one.id, "confirm " + std::to_string(most) + " reserve:2")
        );
    }
    return confirm_heads(ctx, seen, one, who, *heads, *reserve);
}

outcome confirm(const context& ctx, const snapshot& seen, bool all) {
    auto found = find_confirmable(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_shift>(found);
    auto spoken = find_speaking(ctx, one);
    if (auto* early = std::get_if<outcome>(&spoken)) {
        return std::move(*early);
    }
    const auto& who = std::get<speaking>(spoken);
    if (auto refused = refuse_suspended(ctx, seen, *one.req, *who.supplier, !who.on_behalf)) {
        return std::move(*refused);
    }
    if (!all) {
        return confirm_typed(ctx, seen, one, who);
    }
    return confirm_heads(
        ctx,
        seen,
        one,
        who,
        asked_heads(*who.supplier, *one.record),
        domain::reserve_of(*one.record, who.supplier->supplier)
    );
}

// Nobody is in reserve, or nobody is missing.
outcome refuse_reserve(const context& ctx, const found_shift& one) {
    const bool missing = domain::awaits_heads(one.record->state);
    return missing ? refuse(
                         ctx,
                         "Nobody is in reserve for " + shift_title(one.id) +
                             ". Whoever could come as well is named with reserve:.",
                         shift_line(one.id, "confirm reserve:2")
                     )
                   : refuse(
                         ctx,
                         "Nobody of the reserve is needed for " + shift_title(one.id) + " now.",
                         std::to_string(one.id.requisition.value) + " shifts"
                     );
}

}  // namespace

outcome shift_confirm(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    return confirm(ctx, seen, false);
}

outcome shift_confirm_all(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    return confirm(ctx, seen, true);
}

outcome shift_send_reserve(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    auto found = find_confirmable(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_shift>(found);
    auto all = those_spoken_for(ctx, *one.req);
    if (all.empty()) {
        return nobody_to_speak_for(ctx, *one.req);
    }
    std::erase_if(all, [&one](const coverage* each) {
        return domain::wanted_of_reserve(*one.record, each->supplier) == 0;
    });
    if (all.empty()) {
        return refuse_reserve(ctx, one);
    }
    if (all.size() > 1 && value_of(ctx, "for").empty()) {
        return refuse(
            ctx,
            "Several have somebody in reserve for " + shift_title(one.id) + ". Say whose.",
            shift_line(one.id, "send_reserve for:" + all.front()->supplier.value)
        );
    }
    auto spoken = all.size() > 1 || !value_of(ctx, "for").empty()
                      ? find_speaking(ctx, one)
                      : speaking{all.front(), all.front()->supplier != ctx.actor.supplier()};
    if (auto* early = std::get_if<outcome>(&spoken)) {
        return std::move(*early);
    }
    const auto& who = std::get<speaking>(spoken);
    const auto& supplier = who.supplier->supplier;
    const auto sent = domain::wanted_of_reserve(*one.record, supplier);
    if (sent == 0) {
        return refuse_reserve(ctx, one);
    }
    if (auto refused = refuse_suspended(ctx, seen, *one.req, *who.supplier, !who.on_behalf)) {
        return std::move(*refused);
    }
    return confirm_heads(
        ctx,
        seen,
        one,
        who,
        domain::confirmed_by(*one.record, supplier).value_or(0) + sent,
        domain::reserve_of(*one.record, supplier) - sent
    );
}

}  // namespace fillrate::handlers
