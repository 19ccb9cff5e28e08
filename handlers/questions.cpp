#include "handlers/questions.hpp"

#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/cards.hpp"
#include "handlers/change.hpp"
#include "handlers/lists.hpp"
#include "handlers/releasing.hpp"
#include "handlers/subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// Together with the rest they keep a requisition's record far under its limit.
constexpr std::size_t longest_question = 200;
constexpr std::size_t longest_answer = 400;
/// Of one asker, so that nobody's questions keep another's out.
constexpr std::ptrdiff_t most_open_of_one = 3;

constexpr std::string_view wording_field = "wording";

/// Who asks; without a supplier somebody of the program.
struct asker {
    supplier_id supplier{};
    std::string name{};
};

// The supplier the actor speaks for, or names with for:; a problem when that is none.
std::optional<asker> read_asker(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    for (const auto& grant : ctx.actor.grants) {
        const auto own =
            std::ranges::find(req.suppliers, grant.supplier, &domain::coverage::supplier);
        if (grant.role == domain::role::supplier_contact && own != req.suppliers.end()) {
            return asker{own->supplier, own->name};
        }
    }
    if (value_of(ctx, "for").empty()) {
        return asker{};
    }
    std::vector<chat::named> asked;
    for (const auto& one : req.suppliers) {
        if (one.said != domain::coverage::answer::removed) {
            asked.push_back({one.supplier.value, {one.name}});
        }
    }
    const auto match = read_name(ctx, "for", "supplier with this requisition", asked, problems);
    return match ? std::optional{asker{supplier_id{match->id}, match->name}} : std::nullopt;
}

outcome ask_text(
    const snapshot& seen,
    const domain::requisition& req,
    std::string_view field,
    std::string title
) {
    auto form = form_for(seen, req, "ask", std::move(title), "Ask");
    auto text = text_field(std::string(field), "Your question", {}, true);
    text.max_length = longest_question;
    text.hint = "The answer goes to every supplier, without your name.";
    form.fields.push_back(std::move(text));
    return open_form(std::move(form));
}

// Nothing of who else asks, or how much.
std::optional<outcome> refuse_more_questions(
    const context& ctx,
    const domain::requisition& req,
    const supplier_id& from
) {
    const auto open = std::ranges::count_if(req.questions, [&from](const auto& each) {
        return each.from == from && domain::is_open(each);
    });
    const auto number = std::to_string(req.number.value);
    if (open >= most_open_of_one) {
        return refuse(
            ctx,
            std::to_string(most_open_of_one) + " of these questions about " + shown_id(req.number) +
                " wait for an answer already; ask again when one of them has it.",
            number
        );
    }
    if (!domain::may_ask(req.questions)) {
        return refuse(
            ctx,
            "No further question about " + shown_id(req.number) +
                " can be taken at the moment; ask again later.",
            number
        );
    }
    return std::nullopt;
}

std::optional<need> missing_asked_owner(const snapshot& seen, const domain::requisition& req) {
    need wanted;
    const auto owner = domain::record_name(req.owner);
    if (!req.owner.empty() && !seen.loaded(owner)) {
        wanted.records.push_back(owner);
    }
    wanted.question_numbers = seen.reserved_question == 0 ? 1 : 0;
    return wanted.records.empty() && wanted.question_numbers == 0
               ? std::nullopt
               : std::optional{std::move(wanted)};
}

void tell_asked_owner(decision& into, const change& of, const snapshot& seen, instant now) {
    const auto* owner = seen.find<domain::person>(domain::record_name(of.after().owner));
    if (owner == nullptr || owner->direct.empty()) {
        return;
    }
    chat::outgoing item;
    item.kind = question_kind;
    item.subject = of.subject();
    item.event = of.after().events;
    item.conversation = owner->direct;
    item.readers = {chat::audience::kind::person, owner->id.value};
    item.how = chat::delivery_class::notice;
    item.not_before_ms = to_unix_ms(now);
    into.messages.push_back(std::move(item));
}

/// A question and the requisition it is on.
struct found_question {
    const domain::requisition* req = nullptr;
    question_number number{};
};

// Who asked is told how it stands, though nothing of it is to be read yet.
std::optional<outcome> refuse_own_question(
    const context& ctx,
    const domain::requisition& req,
    question_number wanted
) {
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    const auto* asked = domain::find_question(req.questions, wanted);
    const bool own =
        asked != nullptr && !asked->from.empty() && asked->from == allowed.only_supplier;
    if (!own || ctx.command.verb != "show") {
        return std::nullopt;
    }
    const bool dropped = asked->dropped && *asked->dropped + domain::undo_window <= ctx.now;
    const auto owner =
        req.owner_name.empty() ? std::string("the account manager") : displayable(req.owner_name);
    return refuse(
        ctx,
        shown_id(wanted) + (dropped ? " was closed without an answer."
                                    : " is with " + owner +
                                          "; an answer is read here five minutes after it is "
                                          "given."),
        std::to_string(req.number.value)
    );
}

std::variant<found_question, outcome> find_subject(const context& ctx, const snapshot& seen) {
    constexpr std::string_view prefix = "question:";
    const auto& subjects = ctx.command.subjects;
    const auto typed = subjects.empty() ? std::string_view{} : std::string_view{subjects.front()};
    const auto number = typed.starts_with(prefix)
                            ? parse_int<std::uint32_t>(typed.substr(prefix.size()))
                            : std::nullopt;
    if (!number) {
        return refuse(ctx, "Which question? Name it by its number.", "answer Q-7 \"yes\"");
    }
    const question_number wanted{*number};
    const index_page page{domain::question_list(wanted), 0, 1, false};
    if (!seen.pages.contains(page)) {
        need more;
        more.pages.push_back(page);
        return outcome(std::move(more));
    }
    const auto holders = records_of<domain::requisition>(seen, page);
    const auto* req = holders.empty() ? nullptr : holders.front();
    const bool shown = req != nullptr && domain::may_know(*req, ctx.actor);
    const auto v =
        shown
            ? domain::view(*req, domain::clear(*req, ctx.actor, ctx.place.binding, false), ctx.now)
            : domain::requisition_view{};
    if (domain::find_question(v.questions, wanted) == nullptr) {
        if (auto own = shown ? refuse_own_question(ctx, *req, wanted) : std::nullopt) {
            return std::move(*own);
        }
        return refuse(
            ctx,
            "There is no " + shown_id(wanted) + " that you can see here.",
            "req list"
        );
    }
    return found_question{req, wanted};
}

outcome ask_answer(const context& ctx, const domain::question& of) {
    chat::form form;
    form.title = "Answer " + shown_id(of.number);
    form.submit = "Answer all";
    form.act.name = "answer";
    form.act.subject = "question:" + std::to_string(of.number.value);
    if (!of.from_name.empty()) {
        form.said.push_back({chat::plain("Asked by " + displayable(of.from_name) + '.')});
    }
    auto wording = text_field(
        std::string(wording_field),
        "The question, as others will read it",
        domain::wording_of(of),
        true
    );
    wording.max_length = longest_question;
    wording.hint = "Take out what tells who asked, or names another supplier.";
    form.fields.push_back(std::move(wording));
    auto text = text_field("answer", "Answer", of.answer, true);
    text.max_length = longest_answer;
    text.hint = "Every supplier it was released to reads it.";
    form.fields.push_back(std::move(text));
    keep_behalf(ctx, form);
    return open_form(std::move(form));
}

// What a form says; typed, the question stays as it is.
std::string read_wording(const context& ctx, const domain::question& of, field_problems& problems) {
    if (!ctx.from_form || !ctx.fields.contains(std::string(wording_field))) {
        return domain::wording_of(of);
    }
    auto text = read_title(wording_field, value_of(ctx, wording_field), longest_question, problems);
    if (text.empty()) {
        problems.add(std::string(wording_field), "Write the question as others will read it.");
    }
    return text;
}

std::optional<outcome> refuse_asking(const context& ctx, const domain::requisition& req) {
    if (auto refused =
            refuse_permission(ctx, req, domain::permission::answer_for_supplier, "ask about")) {
        return refused;
    }
    if (!domain::has_ended(req)) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        shown_id(req.number) + " is " + std::string(shown_state(req.state)) +
            since_by_whom(ctx, req) + ", so nothing is asked about it any more.",
        std::to_string(req.number.value)
    );
}

// " since Mon 30 Nov 10:42 CST, by Robin": who answered it last, or closed it.
std::string settled_before(
    const context& ctx,
    const domain::requisition& req,
    const domain::question& of
) {
    const auto at = of.answered ? of.answered : of.dropped;
    return at ? since_by_whom(ctx, *at, req.zone, of.settled_by, naming_for(ctx, req))
              : std::string{};
}

}  // namespace

outcome requisition_ask(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    const auto number = std::to_string(req.number.value);
    if (auto refused = refuse_asking(ctx, req)) {
        return std::move(*refused);
    }
    field_problems problems;
    const auto text = read_title("question", tail_of(ctx, "question"), longest_question, problems);
    if (text.empty()) {
        return ctx.from_form ? refuse_fields(ctx, {{"question", "Write the question."}}, number)
                             : ask_text(seen, req, "question", "Ask about " + shown_id(req.number));
    }
    const auto who = read_asker(ctx, req, problems);
    if (!who || !problems.empty()) {
        return problems.answer(ctx, number + " ask \"is weekend paid?\"");
    }
    const auto own = std::ranges::find(req.suppliers, who->supplier, &domain::coverage::supplier);
    if (own != req.suppliers.end()) {
        if (auto refused = refuse_taken_off(ctx, req, *own, true)) {
            return std::move(*refused);
        }
    }
    if (auto refused = refuse_more_questions(ctx, req, who->supplier)) {
        return std::move(*refused);
    }
    if (auto wanted = missing_asked_owner(seen, req)) {
        return std::move(*wanted);
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    const question_number id{seen.reserved_question};
    one.add(
        domain::question_asked{id, text, who->supplier, who->name},
        {},
        domain::party::supplier
    );
    one.tell();
    decision decided;
    one.finish(decided);
    tell_asked_owner(decided, one, seen, ctx.now);
    const auto owner =
        req.owner_name.empty() ? std::string("the account manager") : displayable(req.owner_name);
    decided.reply.what = sentence(
        ctx,
        shown_id(id) + " is with " + owner +
            ". The answer goes to every supplier it was released to, without names.",
        number
    );
    return decided;
}

outcome question_answer(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_subject(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& [held_by, number] = std::get<found_question>(found);
    const auto& req = *held_by;
    if (auto refused = refuse_permission(
            ctx,
            req,
            domain::permission::acknowledge,
            "answer questions about"
        )) {
        return std::move(*refused);
    }
    const auto& asked = *domain::find_question(req.questions, number);
    field_problems problems;
    const auto text = read_title("answer", tail_of(ctx, "answer"), longest_answer, problems);
    const auto wording = read_wording(ctx, asked, problems);
    if (text.empty() && !ctx.from_form) {
        return ask_answer(ctx, asked);
    }
    if (text.empty()) {
        problems.add("answer", "Write the answer.");
    }
    if (!problems.empty()) {
        return problems.answer(ctx, "answer " + shown_id(number) + " \"yes\"");
    }
    if (asked.answer == text && domain::wording_of(asked) == wording) {
        return refuse(
            ctx,
            shown_id(number) + " is answered so" + settled_before(ctx, req, asked) +
                "; nothing changed.",
            shown_id(number)
        );
    }
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(req));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.on_behalf_of(std::get<std::string>(std::move(behalf)));
    one.add(domain::question_answered{number, wording, text});
    one.tell({.client = false, .suppliers = true});
    return decide_change(
        ctx,
        one,
        shown_id(number) + " is answered. Every supplier " + shown_id(req.number) +
            " was released to reads it in five minutes; whoever gets it later too."
    );
}

outcome question_drop(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_subject(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& [held_by, number] = std::get<found_question>(found);
    const auto& req = *held_by;
    if (auto refused =
            refuse_permission(ctx, req, domain::permission::acknowledge, "close questions about")) {
        return std::move(*refused);
    }
    const auto& asked = *domain::find_question(req.questions, number);
    if (asked.answered) {
        return refuse(
            ctx,
            shown_id(number) + " is answered" + settled_before(ctx, req, asked) +
                ", and every supplier reads it. A better answer takes the place of the first.",
            "answer " + shown_id(number) + " \"yes, 1.5x\""
        );
    }
    if (asked.dropped) {
        return refuse(
            ctx,
            shown_id(number) + " is closed without an answer" + settled_before(ctx, req, asked) +
                ". It can still be answered.",
            "answer " + shown_id(number) + " \"yes\""
        );
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.add(domain::question_dropped{number, asked.text, asked.from});
    one.tell({.client = false, .suppliers = !asked.from.empty()});
    return decide_change(
        ctx,
        one,
        shown_id(number) + " is closed without an answer." +
            (asked.from.empty() ? "" : " Whoever asked is told so in five minutes.")
    );
}

outcome question_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_subject(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& [req, number] = std::get<found_question>(found);
    const auto v =
        domain::view(*req, domain::clear(*req, ctx.actor, ctx.place.binding, false), ctx.now);
    return reply_with(question_card(*domain::find_question(v.questions, number), req->number));
}

}  // namespace fillrate::handlers
