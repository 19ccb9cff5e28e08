#include "handlers/offer_approval.hpp"

#include "core/base/text.hpp"
#include "core/domain/matters.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/assignment.hpp"
#include "handlers/cards.hpp"
#include "handlers/ceilings.hpp"
#include "handlers/change.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/lines.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_guards.hpp"
#include "handlers/submittal_telling.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace fillrate::handlers {

namespace {

// Whoever reads the requisition of somebody selected reads whom it waits for.
void say_who_decides(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    bool settled
) {
    const auto who = one.sub->number;
    const auto& waiting = one.req->slate.unapproved;
    const bool known = std::ranges::find(waiting, who) != waiting.end();
    const bool begins = !known && one.sub->state == domain::submittal_state::selected;
    if (settled ? known : begins) {
        auto subject = domain::record_name(one.req->number);
        const auto version = seen.version_of(subject);
        change req(ctx, std::move(subject), *one.req, version);
        req.add(domain::slate_unapproved{who, settled});
        req.finish(into);
    }
}

// What operations decide on, with both answers.
chat::message question_about(
    const domain::submittal& sub,
    const domain::requisition& req,
    std::uint64_t version
) {
    const auto terms = terms_of(*sub.unapproved);
    const auto subject = domain::record_name(sub.number);
    chat::message said;
    said.summary = shown_id(sub.number) + ' ' + displayable(sub.initials) + " for " +
                   shown_id(req.number) + ' ' + displayable(req.title) + " would be offered " +
                   terms_text(terms, req) + ", over the " +
                   ceiling_of_offer(req, terms).value_or("terms") + " agreed.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    said.blocks.emplace_back(approval_buttons(subject, version));
    return said;
}

// Nobody approves terms that came after those they read: the question as it is now.
outcome ask_anew(const found_submittal& one, std::uint64_t version) {
    auto now = question_about(*one.sub, *one.req, version);
    const std::string changed = "It has changed since you read of it. ";
    now.blocks.insert(now.blocks.begin(), chat::paragraph{{chat::plain(changed)}});
    now.summary = changed + now.summary;
    answer said;
    said.refused = true;
    said.reply.what = std::move(now);
    return said;
}

index_page approvers_page() {
    return people_page(domain::role::operations);
}

// Who can say so and how, since nobody may look before they are told.
std::string who_approves(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const std::string& id
) {
    constexpr std::size_t most_named = 3;
    std::vector<std::string> names;
    bool reached = false;
    for (const auto* person : records_of<domain::person>(seen, approvers_page())) {
        if (domain::has_role_on(req, domain::acting(*person, ctx.now), domain::role::operations)) {
            names.push_back(displayable(person->name));
            reached = reached || !person->direct.empty();
        }
    }
    if (names.empty()) {
        return " Nobody is in operations yet: an administrator names who is.";
    }
    if (names.size() > most_named) {
        const auto more = names.size() - most_named;
        names.resize(most_named);
        names.push_back(std::to_string(more) + " more");
    }
    const auto said =
        ' ' + join(names, ", ") + " can approve it: " + ctx.root + ' ' + id + " approve.";
    return reached ? said : said + " I cannot write to them in person here, so tell them.";
}

void ask_operations(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const std::string& subject
) {
    for (const auto* person : records_of<domain::person>(seen, approvers_page())) {
        if (person->direct.empty()) {
            continue;
        }
        chat::outgoing item;
        item.kind = approval_kind;
        item.subject = subject;
        item.conversation = person->direct;
        item.readers = {chat::audience::kind::person, person->id.value};
        item.how = chat::delivery_class::alert;
        item.not_before_ms = to_unix_ms(ctx.now);
        into.messages.push_back(std::move(item));
    }
}

// Somebody who may decide, of terms that wait; else the refusal.
std::variant<found_submittal, outcome> find_unapproved(const context& ctx, const snapshot& seen) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    const auto id = shown_id(one.sub->number);
    if (!approves_offers(ctx.actor, *one.req)) {
        return refuse(
            ctx,
            "You cannot approve an offer to " + id + ": that is for operations.",
            id + " note \"...\""
        );
    }
    if (!one.sub->unapproved) {
        return refuse(ctx, "No offer to " + id + " waits to be approved.", id);
    }
    const auto version = seen.version_of(domain::record_name(one.sub->number));
    if (ctx.from_button && ctx.seen_version != 0 && ctx.seen_version != version) {
        return ask_anew(one, version);
    }
    if (auto wanted = missing_owner(seen, *one.req)) {
        return outcome(std::move(*wanted));
    }
    return one;
}

}  // namespace

bool approves_offers(const domain::actor& who, const domain::requisition& req) {
    return domain::has_role_on(req, who, domain::role::operations);
}

member_range approval_range() {
    return {domain::approval_list(), 0};
}

chat::button_row approval_buttons(const std::string& subject, std::uint64_t version) {
    chat::button_row row;
    row.buttons.push_back(act_on(subject, version, "Approve the offer", "approve"));
    row.buttons.push_back(act_on(subject, version, "Not at these terms", "disapprove"));
    row.buttons.front().tone = chat::button_tone::primary;
    return row;
}

bool needs_approval(
    const context& ctx,
    const domain::policy_book& book,
    const domain::requisition& req,
    const domain::offer_made& terms
) {
    return book.choose(req).offer_approval && !approves_offers(ctx.actor, req) &&
           ceiling_of_offer(req, terms).has_value();
}

std::optional<need> missing_approvers(const snapshot& seen) {
    return missing_pages(seen, {approvers_page()});
}

outcome propose_offer(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    domain::offer_made terms,
    std::string on_behalf_of
) {
    if (auto wanted = missing_approvers(seen)) {
        return std::move(*wanted);
    }
    const auto id = shown_id(one.sub->number);
    const auto subject = domain::record_name(one.sub->number);
    auto said = id + " is not offered " + terms_text(terms, *one.req) + " yet: it is over the " +
                ceiling_of_offer(*one.req, terms).value_or("") + " of " +
                shown_id(one.req->number) + ", so operations are asked first." +
                who_approves(ctx, seen, *one.req, id);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.on_behalf_of(std::move(on_behalf_of));
    changed.add(domain::offer_proposed{std::move(terms)});
    changed.tell();
    auto decided = decide_change(ctx, changed, one, std::move(said));
    say_who_decides(decided, ctx, seen, one, false);
    ask_operations(decided, ctx, seen, subject);
    return decided;
}

composed compose_approval(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    need wanted;
    load_record(wanted, seen, item.subject);
    load_record(wanted, seen, domain::record_name(person_id{ctx.place.binding.id}));
    const auto* sub = seen.find<domain::submittal>(item.subject);
    if (sub != nullptr) {
        load_record(wanted, seen, domain::record_name(sub->requisition));
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    const auto* req = sub == nullptr
                          ? nullptr
                          : seen.find<domain::requisition>(domain::record_name(sub->requisition));
    const bool waits = req != nullptr && sub->unapproved &&
                       clear_readers(*sub, *req, seen, ctx.place.binding, ctx.now).screening;
    if (!waits) {
        return std::monostate{};
    }
    return question_about(*sub, *req, seen.version_of(item.subject));
}

composed compose_approval_answer(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    const auto& readers = ctx.place.binding;
    if (auto wanted = missing_for_submittal(item, seen, readers)) {
        return std::move(*wanted);
    }
    const auto* sub = seen.find<domain::submittal>(item.subject);
    const auto* what = event_of(item, seen);
    const auto* req = sub == nullptr
                          ? nullptr
                          : seen.find<domain::requisition>(domain::record_name(sub->requisition));
    const auto allowed = what == nullptr || req == nullptr
                             ? domain::submittal_clearance{}
                             : clear_readers(*sub, *req, seen, readers, ctx.now);
    const auto text = allowed.screening ? tell_event(*what, *req, allowed) : std::nullopt;
    if (!text) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = shown_id(sub->number) + ' ' + displayable(sub->initials) + ": " + *text;
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    if (std::holds_alternative<domain::offer_disapproved>(what->data)) {
        const auto version = seen.version_of(item.subject);
        said.blocks.emplace_back(chat::button_row{
            {act_on(item.subject, version, "Make an offer", "offer")}});
    }
    return said;
}

outcome submittal_approve(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_unapproved(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_submittal>(found);
    if (auto refused = refuse_step(ctx, seen, one, domain::submittal_verb::offer)) {
        return std::move(*refused);
    }
    if (auto refused = refuse_unoffered(ctx, one)) {
        return std::move(*refused);
    }
    auto terms = terms_of(*one.sub->unapproved);
    auto said = "Approved and offered to " + shown_id(one.sub->number) + ": " +
                terms_text(terms, *one.req) + '.';
    slate_step step(ctx, seen, book);
    step.move(one, domain::submittal_verb::offer, std::move(terms), {});
    auto made = step.finish(std::move(said));
    if (auto* decided = std::get_if<decision>(&made)) {
        word_to_owner(*decided, approval_answer_kind, ctx, seen, one, one.sub->events + 1);
    }
    return made;
}

outcome submittal_disapprove(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    auto found = find_unapproved(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_submittal>(found);
    const auto id = shown_id(one.sub->number);
    auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    if (reason.empty()) {
        auto form = form_for(seen, *one.sub, "disapprove", "Offer to " + id, "Save");
        form.fields.push_back(line_field("reason", "Why not at these terms", {}, true));
        return open_form(std::move(form));
    }
    const auto subject = domain::record_name(one.sub->number);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.add(domain::offer_disapproved{}, std::move(reason));
    changed.tell();
    auto decided = decide_change(ctx, changed, one, "The offer to " + id + " is not approved.");
    say_who_decides(decided, ctx, seen, one, true);
    word_to_owner(decided, approval_answer_kind, ctx, seen, one, changed.after().events);
    return decided;
}

}  // namespace fillrate::handlers
