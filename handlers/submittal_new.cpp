// Putting a candidate forward, in one line or one form. Duplicates are answered neutrally: nobody
// learns who else represents a person (DOMAIN.md 3.3, 3.4; RELIABILITY.md N099).
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/candidate_names.hpp"
#include "handlers/disputes.hpp"
#include "handlers/must_haves.hpp"
#include "handlers/presenting.hpp"
#include "handlers/probing.hpp"
#include "handlers/proposal.hpp"
#include "handlers/releasing.hpp"
#include "handlers/representation.hpp"
#include "handlers/resume.hpp"
#include "handlers/round_step.hpp"
#include "handlers/slate_notice.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

/// Named instead of a supplier: found by our own recruiters.
constexpr std::string_view inside_team = "internal";

constexpr std::size_t longest_candidate_name = 80;

bool is_of_program(const context& ctx, const domain::requisition& req) {
    return domain::may_submit(req, supplier_id{}, ctx.actor);
}

const domain::coverage* own_coverage(const context& ctx, const domain::requisition& req) {
    for (const auto& grant : ctx.actor.grants) {
        const auto found =
            std::ranges::find(req.suppliers, grant.supplier, &domain::coverage::supplier);
        if (grant.role == domain::role::supplier_contact && found != req.suppliers.end()) {
            return &*found;
        }
    }
    return nullptr;
}

outcome ask(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    bool at_once
) {
    auto form = form_for(seen, req, "submit", "Candidate, " + shown_id(req.number), "Submit");
    form.fields.push_back(line_field("name", "Name", tail_of(ctx, "name"), true));
    form.fields.push_back(line_field("email", "E-mail", value_of(ctx, "email")));
    form.fields.back().hint = "E-mail or phone: how the same person is recognised.";
    form.fields.push_back(line_field("phone", "Phone", value_of(ctx, "phone")));
    add_asked_rates(
        form,
        req.category,
        typed_rate(ctx, "pay", req.category),
        typed_rate(ctx, "bill", req.category)
    );
    form.fields.push_back(line_field("available", "Available from", value_of(ctx, "available")));
    form.fields.push_back(line_field("rtr", "Candidate consented on", value_of(ctx, "rtr")));
    form.fields.back().hint = "The day they agreed that you represent them here, such as nov 28.";
    form.fields.push_back(text_field("about", "Why they fit", value_of(ctx, "about")));
    if (at_once && !domain::must_haves_in(req.must_haves).empty()) {
        form.fields.push_back(must_haves_field(req, "Must-haves they have", false));
        form.fields.back().hint = "With all of them they go to the hiring manager at once.";
    }
    add_resume_fields(form, ctx);
    if (is_of_program(ctx, req)) {
        std::vector<chat::choice> options{{std::string(inside_team), "Our own recruiters"}};
        for (const auto& one : req.suppliers) {
            if (one.said != domain::coverage::answer::removed) {
                options.push_back({one.supplier.value, displayable(one.name)});
            }
        }
        const auto chosen = value_of(ctx, "for");
        form.fields.push_back(pick_field(
            "for",
            "For",
            std::move(options),
            chosen.empty() ? std::string(inside_team) : chosen,
            true
        ));
    }
    return open_form(std::move(form));
}

class proposal_reader {
public:
    proposal_reader(const context& ctx, const domain::requisition& req) : ctx_(ctx), req_(req) {}

    field_problems problems{};

    proposal read() {
        proposal made;
        read_supplier(made);
        read_person(made);
        read_terms(made);
        return made;
    }

private:
    void take_supplier(proposal& into, const domain::coverage& of, bool on_behalf) {
        into.supplier = of.supplier;
        into.supplier_name = of.name;
        into.on_behalf = on_behalf;
    }

    void read_supplier(proposal& into) {
        const auto named = value_of(ctx_, "for");
        const auto* own = own_coverage(ctx_, req_);
        const bool program = is_of_program(ctx_, req_);
        if (!program && own != nullptr) {
            take_supplier(into, *own, false);  // whatever was typed: they speak for nobody else
            return;
        }
        if (named.empty() || equal_ignoring_case(named, inside_team)) {
            return;
        }
        std::vector<chat::named> records;
        for (const auto& one : req_.suppliers) {
            records.push_back({one.supplier.value, {one.name}});
        }
        const auto match =
            read_name(ctx_, "for", "supplier with this requisition", records, problems);
        if (match) {
            const auto found = std::ranges::find(
                req_.suppliers,
                supplier_id{match->id},
                &domain::coverage::supplier
            );
            take_supplier(into, *found, true);
        }
    }

    void read_person(proposal& into) {
        into.who.name = read_title("name", tail_of(ctx_, "name"), longest_candidate_name, problems);
        if (into.who.name.empty()) {
            problems.add("name", "Give their name.");
        }
        const auto email = value_of(ctx_, "email");
        const auto phone = value_of(ctx_, "phone");
        into.keys.email = domain::normal_email(email);
        into.keys.phone = domain::normal_phone(phone, req_.zone);
        if (!email.empty() && into.keys.email.empty()) {
            problems.add("email", "That is not an e-mail address, such as paige@example.test.");
        }
        if (!phone.empty() && into.keys.phone.empty()) {
            problems.add("phone", "That is not a phone number, such as +1 312 555 0101.");
        }
        if (email.empty() && phone.empty()) {
            problems.add("email", "Give an e-mail or a phone number: how they are recognised.");
        }
        into.who.email = into.keys.email;
        into.who.phone = abbreviate(displayable(phone), 40);
        into.who.supplier = into.supplier;
        into.who.about = abbreviate(displayable_lines(value_of(ctx_, "about")), 1000);
    }

    void read_terms(proposal& into) {
        const auto rates = read_rates(ctx_, req_.category, req_.currency, problems);
        into.pay = rates.pay;
        into.bill = rates.bill;
        if (!value_of(ctx_, "available").empty()) {
            const auto when = read_moment(ctx_, "available", req_.zone, problems);
            into.available = when ? format_date(when->date) : std::string{};
        }
        if (!value_of(ctx_, "rtr").empty()) {
            into.consent = read_consent(ctx_, "rtr", req_, problems);
        }
        into.resume = read_resume(ctx_, problems);
    }

    const context& ctx_;
    const domain::requisition& req_;
};

// What was typed without what is wrong in it; somebody has to be recognised by something.
std::string corrected_proposal(const context& ctx, const field_problems& problems) {
    auto typed = ctx;
    const bool no_number = std::ranges::any_of(problems.by_field, [](const auto& each) {
        return each.first == "phone";
    });
    if (no_number && value_of(ctx, "email").empty()) {
        typed.command.arguments.push_back({"email", "paige@example.test"});
    }
    return line_by_example(typed, problems);
}

// Who may not put anybody forward here, and why.
std::optional<outcome> refuse_submitter(const context& ctx, const domain::requisition& req) {
    const auto id = shown_id(req.number);
    const auto* own = own_coverage(ctx, req);
    if (!is_of_program(ctx, req) && own == nullptr) {
        return refuse(
            ctx,
            "You cannot put candidates forward for " + id +
                ": that is for its suppliers and recruiters.",
            std::to_string(req.number.value) +
                (domain::may(domain::permission::note, req, ctx.actor) ? " note \"...\"" : "")
        );
    }
    if (!is_of_program(ctx, req) && own->said == domain::coverage::answer::declined) {
        return refuse(
            ctx,
            "You declined " + id + ". Accept it first, then submit.",
            std::to_string(req.number.value) + " accept"
        );
    }
    return is_of_program(ctx, req) ? std::nullopt : refuse_taken_off(ctx, req, *own, true);
}

// One supplier does not fill the whole slate.
std::optional<outcome> refuse_over_cap(
    const context& ctx,
    const domain::policy_book& book,
    const domain::requisition& req,
    const proposal& made
) {
    const auto found = std::ranges::find(req.suppliers, made.supplier, &domain::coverage::supplier);
    const auto cap = book.choose(req).supplier_cap;
    if (found == req.suppliers.end() || found->live < cap) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        (made.on_behalf ? displayable(found->name) + " has " : std::string("You have ")) +
            counted(found->live, "candidate", "candidates") + " in play for " +
            shown_id(req.number) + ", as many as one supplier may have. Withdraw one first.",
        made.on_behalf ? std::to_string(req.number.value) + " candidates" : "sub list"
    );
}

std::optional<outcome> refuse_supplier(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const proposal& made
) {
    const auto* firm = seen.find<domain::supplier>(domain::record_name(made.supplier));
    if (firm != nullptr && firm->suspended) {
        return refuse(
            ctx,
            (made.on_behalf ? displayable(firm->name) + " is" : std::string("Your firm is")) +
                " suspended, so nobody new is taken from there. What is in play goes on.",
            std::to_string(req.number.value) + " candidates"
        );
    }
    const auto ownerships = ownership_names(seen, req.client, made.keys);
    return refuse_twice(ctx, seen, book, req, ownerships, made.supplier);
}

// The supplier's room gets the receipt, if it is still theirs; and what came with the candidate.
std::vector<domain::payload> further_facts(const snapshot& seen, const proposal& made) {
    std::vector<domain::payload> facts;
    if (made.resume) {
        facts.emplace_back(domain::resume_attached{*made.resume});
    }
    const auto* firm = seen.find<domain::supplier>(domain::record_name(made.supplier));
    if (firm == nullptr || firm->conversation.empty()) {
        return facts;
    }
    const auto* room = seen.find<domain::conversation>(domain::record_name(firm->conversation));
    const bool bound = room != nullptr && room->binding.who == domain::binding::kind::supplier &&
                       room->binding.id == firm->id.value;
    if (bound) {
        facts.emplace_back(domain::card_placed{{room->id, room->binding}});
    }
    return facts;
}

domain::submittal_made fact_of(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const proposal& made,
    claim_verdict verdict
) {
    domain::submittal_made fact;
    fact.number = submittal_number{seen.reserved_submittal};
    fact.requisition = req.number;
    fact.client = req.client;
    fact.supplier = made.supplier;
    fact.supplier_name =
        made.supplier.empty() ? std::string("our own recruiters") : made.supplier_name;
    fact.candidate = candidate_id{seen.hashes.at(candidate_key(made.supplier, made.keys))};
    fact.ownerships = ownership_names(seen, req.client, made.keys);
    fact.initials = domain::initials_of(made.who.name);
    for (const auto& key : name_keys(made.who.name, req.client, made.supplier)) {
        fact.name_keys.push_back(kept_name_key(seen, key));
    }
    fact.category = req.category;
    fact.pay = made.pay;
    fact.bill = made.bill;
    fact.available = made.available;
    fact.represented = made.consent;
    fact.barred = bar_on(seen, fact.ownerships) != nullptr;
    fact.known = is_known(seen, book, fact.ownerships, req, ctx.now);
    const bool client_said = fact.barred || fact.known;
    fact.duplicate = verdict != claim_verdict::stands || client_said;
    fact.disputed = verdict == claim_verdict::disputed && !client_said;
    return fact;
}

std::string said_of(
    const context& ctx,
    const domain::requisition& req,
    const domain::submittal_made& fact,
    const proposal& made
) {
    if (!fact.duplicate) {
        return shown_id(fact.number) + ", " + displayable(made.who.name) + ", is put forward for " +
               shown_id(req.number) + '.';
    }
    auto text = displayable(made.who.name) + " cannot be submitted for " +
                displayable(req.client_name) + '.';
    if (!made.consent) {
        text += " When the candidate has agreed that you represent them, say so with " + ctx.root +
                ' ' + shown_id(fact.number) + " rtr on:\"nov 28\".";
    } else if (!req.owner_name.empty()) {
        text += ' ' + first_name(req.owner_name) + " looks at it.";
    }
    return text;
}

// The claim, standing or not; one that stands takes the place of those it wins over.
void claim_person(
    slate_step& step,
    const context& ctx,
    const snapshot& seen,
    const domain::submittal_made& fact,
    const submittals& rivals
) {
    const domain::claim_to_represent claim{
        .submittal = fact.number,
        .supplier = fact.supplier,
        .requisition = fact.requisition,
        .since = ctx.now,
        .confirmed = fact.represented,
        .lapsed = fact.duplicate};
    const auto add = [&](domain::ownership& all) {
        if (!fact.duplicate) {
            lapse_claims(all, rivals);
        }
        all.claims.push_back(claim);
    };
    for (auto& event : changed_ownership(seen, fact.ownerships, add)) {
        step.also(std::move(event));
    }
}

// Where nothing is left to look at.
bool went_on(
    slate_step& step,
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& of,
    submittal_number who
) {
    const auto musts = said_must_haves(ctx, of);
    if (!lacks_nothing(ctx, book, step.after(who), *of.req, musts)) {
        return false;
    }
    step.present_made(
        who,
        {.what = domain::submittal_verb::present, .musts = musts},
        client_room(seen, of)
    );
    return true;
}

outcome put_forward(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    proposal made
) {
    const auto ownerships = ownership_names(seen, req.client, made.keys);
    const auto* other = standing_claim(seen, book, ownerships, made.supplier, req, ctx.now);
    found_submittal of;
    of.req = &req;
    of.client = seen.find<domain::client>(domain::record_name(req.client));
    of.who = &made.who;
    const auto rivals = rivals_in(seen, claimed_elsewhere(seen, req, made), of);
    const auto fact = fact_of(ctx, seen, book, req, made, judge_claim(other, made.consent, rivals));
    made.who.id = fact.candidate;
    auto said = said_of(ctx, req, fact, made);
    slate_step step(ctx, seen, book);
    step.make(
        fact,
        of,
        further_facts(seen, made),
        {{},
         made.on_behalf ? displayable(made.supplier_name) : std::string{},
         domain::party::supplier}
    );
    step.also(put(made.who));
    claim_person(step, ctx, seen, fact, rivals);
    if (!fact.duplicate) {
        put_out(step, rivals);
    } else if (fact.disputed) {
        mark_disputed(step, rivals);
    }
    const bool counts = fact.duplicate && is_guarded(made);
    if (counts) {
        keep_neutral_answer(step, ctx, seen, book, of, fact);
    }
    const bool presented = made.at_once && went_on(step, ctx, seen, book, of, fact.number);
    if (presented) {
        said += " Nothing is missing: the hiring manager reads it next.";
    }
    auto done = step.finish(std::move(said));
    if (presented) {
        tell_managers(done, ctx, seen, {of});
    }
    auto* decided = std::get_if<decision>(&done);
    if (decided != nullptr && fact.disputed) {
        tell_dispute(*decided, ctx, seen, req, fact.number);
    }
    if (decided != nullptr && counts) {
        decided->can_undo = false;  // else an answer could be had again and again
    }
    return done;
}

}  // namespace

outcome submittal_add(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const auto& subjects = ctx.command.subjects;
    if (!subjects.empty() && domain::parse_requisition_name(subjects.front())) {
        auto meant = ctx;
        meant.command.noun = "req";
        meant.command.verb = "submit";
        return requisition_submit(meant, seen, book);
    }
    return refuse(
        ctx,
        "For which requisition? Name it, or write in the thread of its card.",
        "sub add REQ-104"
    );
}

outcome submittal_new(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    const domain::requisition& req
) {
    if (auto refused = refuse_submitter(ctx, req)) {
        return std::move(*refused);
    }
    const bool said_nothing = tail_of(ctx, "name").empty();
    if (said_nothing && !ctx.from_form) {
        return ask(ctx, seen, req, book.choose(req).auto_present);
    }
    proposal_reader reader(ctx, req);
    auto made = reader.read();
    made.at_once = book.choose(req).auto_present;
    if (!reader.problems.empty()) {
        return reader.problems.answer(ctx, corrected_proposal(ctx, reader.problems));
    }
    if (auto refused = refuse_over_cap(ctx, book, req, made)) {
        return std::move(*refused);
    }
    const auto* asked = answer_of(req, made.supplier);
    if (auto refused =
            asked == nullptr ? std::nullopt : refuse_taken_off(ctx, req, *asked, !made.on_behalf)) {
        return std::move(*refused);
    }
    if (auto wanted = missing_by_name(seen, req, made)) {
        return std::move(*wanted);
    }
    if (is_guarded(made)) {
        if (auto refused = refuse_probing(ctx, seen, book, req, made.supplier)) {
            return std::move(*refused);
        }
    }
    if (auto wanted = missing_for(seen, req, made)) {
        return std::move(*wanted);
    }
    if (auto refused = refuse_supplier(ctx, seen, book, req, made)) {
        return std::move(*refused);
    }
    return put_forward(ctx, seen, book, req, std::move(made));
}

}  // namespace fillrate::handlers
