// Who works it: suppliers accept or decline, or an internal recruiter takes it; the coverage clock
// follows (DOMAIN.md 4.2, 9).
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/cards.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/releasing.hpp"
#include "handlers/shifts_ahead.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::coverage;

/// Named instead of a supplier: our own recruiter.
constexpr std::string_view inside_team = "internal";

/// For whom an answer is given.
struct answering {
    const coverage* supplier = nullptr;  ///< null: our own recruiter
    bool on_behalf = false;
};

// The supplier the actor speaks for on this requisition, if any.
const coverage* own_answer(const context& ctx, const domain::requisition& req) {
    for (const auto& grant : ctx.actor.grants) {
        const bool contact = grant.role == domain::role::supplier_contact;
        const auto* answer = contact ? answer_of(req, grant.supplier) : nullptr;
        if (answer != nullptr) {
            return answer;
        }
    }
    return nullptr;
}

bool may_speak_for_others(const context& ctx, const domain::requisition& req) {
    return domain::may(domain::permission::take, req, ctx.actor);
}

outcome ask_for_whom(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    domain::verb what
) {
    const auto word = domain::word(what);
    const std::string title = what == domain::verb::accept ? "Accept " : "Decline ";
    auto form = form_for(seen, req, word, title + shown_id(req.number), "Save");
    std::vector<chat::choice> options;
    for (const auto& one : req.suppliers) {
        if (one.said != coverage::answer::removed) {
            options.push_back({one.supplier.value, displayable(one.name)});
        }
    }
    if (what == domain::verb::accept) {
        options.push_back({std::string(inside_team), "Our own recruiter"});
    }
    form.fields.push_back(pick_field("for", "For", std::move(options), {}, true));
    if (what == domain::verb::accept) {
        auto heads = line_field("heads", "Heads committed", value_of(ctx, "heads"));
        heads.what = chat::form_field::kind::number;
        form.fields.push_back(std::move(heads));
    } else {
        form.fields.push_back(
            list_field("reason", "Reason", "decline_reason", value_of(ctx, "reason"), true)
        );
    }
    return open_form(std::move(form));
}

outcome ask_heads(const snapshot& seen, const domain::requisition& req, const answering& who) {
    auto form = form_for(seen, req, "accept", "Accept " + shown_id(req.number), "Accept");
    if (who.on_behalf) {
        form.fields.push_back(pick_field(
            "for",
            "For",
            {{who.supplier->supplier.value, displayable(who.supplier->name)}},
            who.supplier->supplier.value,
            true
        ));
    }
    const auto open = domain::count_openings(req).open;
    const auto most = who.supplier->heads > 0 ? who.supplier->heads : open;
    auto heads = line_field("heads", "Heads you commit", std::to_string(most), true);
    heads.what = chat::form_field::kind::number;
    heads.hint = "How many of the " + counted(open, "opening", "openings") + " you will fill.";
    form.fields.push_back(std::move(heads));
    return open_form(std::move(form));
}

outcome ask_reason(const snapshot& seen, const domain::requisition& req, const answering& who) {
    auto form = form_for(seen, req, "decline", "Decline " + shown_id(req.number), "Decline");
    if (who.on_behalf) {
        form.fields.push_back(pick_field(
            "for",
            "For",
            {{who.supplier->supplier.value, displayable(who.supplier->name)}},
            who.supplier->supplier.value,
            true
        ));
    }
    form.fields.push_back(list_field("reason", "Reason", "decline_reason", {}, true));
    form.fields.push_back(line_field("detail", "In your words", {}));
    return open_form(std::move(form));
}

// Whom the actor answers for; else what to ask or say.
std::variant<answering, outcome> find_answering(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    domain::verb what
) {
    const auto named = value_of(ctx, "for");
    const auto* own = own_answer(ctx, req);
    const bool others = may_speak_for_others(ctx, req);
    const auto id = std::to_string(req.number.value);
    if (named.empty() && own != nullptr) {
        return answering{own, false};
    }
    if (named.empty()) {
        const bool recruits = what == domain::verb::accept && !ctx.from_form &&
                              ctx.actor.has(domain::role::recruiter);
        if (recruits) {
            return answering{};
        }
        if (ctx.from_form) {
            return refuse_fields(ctx, {{"for", "Choose for whom."}}, id);
        }
        return ask_for_whom(ctx, seen, req, what);
    }
    if (others && what == domain::verb::accept && equal_ignoring_case(named, inside_team)) {
        return answering{};
    }
    // A supplier finds nobody but itself: the answer for another is that for a name that is none.
    std::vector<chat::named> records;
    for (const auto& one : req.suppliers) {
        if (others || &one == own) {
            records.push_back({one.supplier.value, {one.name}});
        }
    }
    field_problems problems;
    const auto match = read_name(ctx, "for", "supplier with this requisition", records, problems);
    if (!match) {
        return problems.answer(ctx, id);
    }
    const auto* answer = answer_of(req, supplier_id{match->id});
    return answering{answer, answer != own};
}

// The button was pressed for what is so already.
std::optional<outcome> refuse_repeated(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const answering& who,
    bool same
) {
    if (!same) {
        return std::nullopt;
    }
    const bool own = who.supplier != nullptr && !who.on_behalf;
    auto text = std::string(own ? "You already said so" : "That is already so");
    if (who.supplier != nullptr) {
        const auto& said = *who.supplier;
        const auto read = own ? naming::own_firm : naming_for(ctx, req);
        text += ", " + when_by_whom(ctx, said.at, req.zone, said.said_by, read);
    }
    text += ". Nothing changed.";
    auto card = personal_card(ctx, seen, req);
    card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(text)}});
    card.summary = std::move(text);
    answer said;
    said.refused = true;
    said.reply.what = std::move(card);
    return outcome(std::move(said));
}

std::optional<std::uint32_t> read_heads(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    if (req.category != domain::category::light_industrial) {
        return 0;
    }
    const auto total = domain::count_openings(req).total();
    const auto read = chat::parse_count(value_of(ctx, "heads"), 1, domain::max_openings);
    if (!read) {
        problems.add("heads", read.error().detail, corrected(ctx, "heads", std::to_string(total)));
        return std::nullopt;
    }
    if (*read > total) {
        problems.add(
            "heads",
            shown_id(req.number) + " has " + counted(total, "opening", "openings") +
                "; commit that many or fewer.",
            corrected(ctx, "heads", std::to_string(total))
        );
        return std::nullopt;
    }
    return *read;
}

std::optional<need> missing_client(const snapshot& seen, const domain::requisition& req) {
    const auto name = domain::record_name(req.client);
    if (seen.loaded(name)) {
        return std::nullopt;
    }
    need wanted;
    wanted.records.push_back(name);
    return wanted;
}

outcome finish(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    change& one,
    const std::string& said
) {
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    if (!settle_clocks(one, client, book, ctx.now)) {
        return unknown_calendar(ctx, req);
    }
    return decide_change(ctx, one, said);
}

outcome take(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req
) {
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::take)) {
        return std::move(*refused);
    }
    if (auto refused = refuse_repeated(ctx, seen, req, {}, req.internal_recruiter)) {
        return std::move(*refused);
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.add(domain::recruiter_took{});
    one.tell();
    return finish(ctx, seen, book, req, one, shown_id(req.number) + " is taken inside.");
}

outcome accept(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const answering& who
) {
    if (auto refused = refuse_taken_off(ctx, req, *who.supplier, !who.on_behalf)) {
        return std::move(*refused);
    }
    if (auto refused = refuse_suspended(ctx, seen, req, *who.supplier, !who.on_behalf)) {
        return std::move(*refused);
    }
    const bool counts_heads = req.category == domain::category::light_industrial;
    const bool accepted = who.supplier->said == coverage::answer::accepted;
    if (auto refused =
            refuse_repeated(ctx, seen, req, who, accepted && (ctx.from_button || !counts_heads))) {
        return std::move(*refused);
    }
    if (counts_heads && value_of(ctx, "heads").empty() && !ctx.from_form) {
        return ask_heads(seen, req, who);
    }
    field_problems problems;
    const auto heads = read_heads(ctx, req, problems);
    if (!heads) {
        return problems.answer(ctx, std::to_string(req.number.value) + " accept heads:1");
    }
    if (auto refused =
            refuse_repeated(ctx, seen, req, who, accepted && who.supplier->heads == *heads)) {
        return std::move(*refused);
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.on_behalf_of(who.on_behalf ? displayable(who.supplier->name) : std::string{});
    one.add(domain::supplier_accepted{who.supplier->supplier, *heads}, {}, domain::party::supplier);
    one.tell();
    auto said = who.on_behalf ? displayable(who.supplier->name) + " works " : "You work ";
    said += shown_id(req.number);
    if (*heads > 0) {
        said += " with " + counted(*heads, "head", "heads");
    }
    return finish(ctx, seen, book, req, one, said + '.');
}

}  // namespace

outcome requisition_accept(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::accept)) {
        return std::move(*refused);
    }
    if (auto wanted = missing_client(seen, req)) {
        return std::move(*wanted);
    }
    auto who = find_answering(ctx, seen, req, domain::verb::accept);
    if (auto* early = std::get_if<outcome>(&who)) {
        return std::move(*early);
    }
    const auto& answers_for = std::get<answering>(who);
    return answers_for.supplier == nullptr ? take(ctx, seen, book, req)
                                           : accept(ctx, seen, book, req, answers_for);
}

outcome requisition_decline(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::decline)) {
        return std::move(*refused);
    }
    auto wanted = missing_client(seen, req).value_or(need{});
    if (auto shifts = missing_shifts_ahead(seen, {&req}, ctx.now)) {
        wanted.pages = std::move(shifts->pages);
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    auto found_who = find_answering(ctx, seen, req, domain::verb::decline);
    if (auto* early = std::get_if<outcome>(&found_who)) {
        return std::move(*early);
    }
    const auto& who = std::get<answering>(found_who);
    if (auto refused = refuse_taken_off(ctx, req, *who.supplier, !who.on_behalf)) {
        return std::move(*refused);
    }
    const bool declined = who.supplier->said == coverage::answer::declined;
    if (auto refused = refuse_repeated(ctx, seen, req, who, declined)) {
        return std::move(*refused);
    }
    field_problems problems;
    const auto reason = read_choice(ctx, "reason", "decline_reason", problems);
    if (reason.empty() && problems.empty() && !ctx.from_form) {
        return ask_reason(seen, req, who);
    }
    require_words(ctx, reason, tail_of(ctx, "detail"), problems);
    if (reason.empty()) {
        problems.add("reason", "Choose a reason.");
    }
    if (!problems.empty()) {
        return problems.answer(ctx, std::to_string(req.number.value) + " decline capacity");
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.on_behalf_of(who.on_behalf ? displayable(who.supplier->name) : std::string{});
    one.add(
        domain::supplier_declined{who.supplier->supplier},
        reason_with(reason, tail_of(ctx, "detail")),
        domain::party::supplier
    );
    one.tell();
    auto said = who.on_behalf ? displayable(who.supplier->name) + " does not work "
                              : std::string("You do not work ");
    auto made = finish(ctx, seen, book, req, one, said + shown_id(req.number) + '.');
    if (auto* decided = std::get_if<decision>(&made)) {
        take_back_heads(ctx, seen, {&req}, who.supplier->supplier, *decided);
    }
    return made;
}

}  // namespace fillrate::handlers
