#include "handlers/passed_words.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/reasons.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/cards.hpp"
#include "handlers/change.hpp"
#include "handlers/lines.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

using domain::submittal_verb;

constexpr std::size_t longest_passed_words = 200;

bool tells_supplier(const step_rule& rule) {
    return rule.what == submittal_verb::reject || rule.what == submittal_verb::send_back;
}

bool speaks_for_program(const context& ctx, const found_submittal& one) {
    return domain::may(domain::submittal_permission::screen, *one.sub, *one.req, ctx.actor);
}

std::optional<outcome> refuse_telling(const context& ctx, const found_submittal& one) {
    const auto id = shown_id(one.sub->number);
    if (!speaks_for_program(ctx, one)) {
        return refuse(
            ctx,
            "You cannot write to the supplier of " + id +
                ": that is for the account manager or a recruiter.",
            id + " note \"...\""
        );
    }
    if (one.sub->supplier.empty()) {
        return refuse(
            ctx,
            id + " was found by our own recruiters, so there is no supplier to tell.",
            id + " note \"...\""
        );
    }
    return std::nullopt;
}

outcome ask_for_words(const context& ctx, const snapshot& seen, const domain::submittal& sub) {
    if (ctx.from_form) {
        return refuse_fields(ctx, {{"text", "Write what the supplier should read."}}, {});
    }
    const auto title = abbreviate("To the supplier, " + shown_id(sub.number), 24);
    auto form = form_for(seen, sub, "tell", title, "Send");
    const std::string words(domain::free_words(sub.reason));
    form.fields.push_back(text_field("text", "What the supplier reads", words, true));
    return open_form(std::move(form));
}

}  // namespace

bool goes_with_words(const context& ctx, const found_submittal& one, const step_rule& rule) {
    return tells_supplier(rule) && speaks_for_program(ctx, one);
}

bool holds_words(
    const context& ctx,
    const found_submittal& one,
    const step_rule& rule,
    std::string_view reason
) {
    return tells_supplier(rule) && !speaks_for_program(ctx, one) && !one.sub->supplier.empty() &&
           !domain::free_words(reason).empty();
}

composed compose_held_words(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto& readers = ctx.place.binding;
    if (auto wanted = missing_for_submittal(item, seen, readers)) {
        return std::move(*wanted);
    }
    const auto* sub = seen.find<domain::submittal>(item.subject);
    const auto* what = event_of(item, seen);
    const auto* req = sub == nullptr
                          ? nullptr
                          : seen.find<domain::requisition>(domain::record_name(sub->requisition));
    // Words that went out since, or of a step that another one followed, are not asked about.
    const bool waits = what != nullptr && req != nullptr && sub->words.empty() &&
                       sub->reason == what->reason &&
                       clear_readers(*sub, *req, seen, readers, ctx.now).screening;
    if (!waits) {
        return std::monostate{};
    }
    const auto version = seen.version_of(item.subject);
    chat::message said;
    said.summary = first_name(what->actor_name) + " said of " + shown_id(sub->number) + ' ' +
                   displayable(sub->initials) + ": " + shown_reason(what->reason) + ". " +
                   displayable(sub->supplier_name) + " reads the reason, not these words.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    chat::button_row row;
    row.buttons.push_back(act_on(item.subject, version, "Send the words", "tell"));
    row.buttons.push_back(act_on(item.subject, version, "Keep to the code", "keep_to_code"));
    said.blocks.emplace_back(std::move(row));
    return said;
}

outcome submittal_tell(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_telling(ctx, one)) {
        return std::move(*refused);
    }
    const auto text = abbreviate(trim(displayable(tail_of(ctx, "text"))), longest_passed_words);
    if (text.empty()) {
        return ask_for_words(ctx, seen, *one.sub);
    }
    const auto subject = domain::record_name(one.sub->number);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.add(domain::words_passed{text});
    changed.tell({.client = false, .suppliers = true});
    return decide_change(
        ctx,
        changed,
        one,
        displayable(one.sub->supplier_name) + " reads of " + shown_id(one.sub->number) + ": " + text
    );
}

outcome submittal_keep_to_code(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_telling(ctx, one)) {
        return std::move(*refused);
    }
    const auto id = shown_id(one.sub->number);
    return reply_with(sentence(
        ctx,
        displayable(one.sub->supplier_name) + " reads the reason of " + id +
            " and nothing more. Should they hear more later, write it to them.",
        id + " tell \"...\""
    ));
}

}  // namespace fillrate::handlers
