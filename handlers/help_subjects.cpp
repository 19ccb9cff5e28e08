#include "handlers/help_subjects.hpp"

#include "core/chat/subject.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/cards.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/needs.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t looked_through = 8;  // of each list
constexpr std::size_t most_lists = 3;

void note_name(help_subjects& into, std::string name) {
    if (!name.empty()) {
        into.names.push_back(std::move(name));
    }
}

// What is loaded of a requisition, and what its records are read from.
void take_requisition(help_subjects& into, const domain::requisition& req, const snapshot& seen) {
    into.req = &req;
    into.codes["req"] = domain::record_name(req.number);
    into.client = seen.find<domain::client>(domain::record_name(req.client));
    note_name(into, domain::record_name(req.number));
    note_name(into, domain::record_name(req.client));
}

void take_submittal(help_subjects& into, const domain::submittal& sub) {
    into.codes["sub"] = domain::record_name(sub.number);
    note_name(into, domain::record_name(sub.number));
    note_name(into, domain::record_name(sub.candidate));
    if (!sub.interviews.empty()) {
        note_name(into, domain::record_name(sub.interviews.back()));
    }
}

std::vector<std::string> button_acts(const chat::button_row& row) {
    std::vector<std::string> acts;
    for (const auto& button : row.buttons) {
        acts.push_back(button.act.name);
    }
    return acts;
}

std::vector<std::string> button_acts(const context& ctx, const domain::requisition& req) {
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    return button_acts(likely_buttons(domain::view(req, allowed, ctx.now), 0));
}

std::vector<std::string> button_acts(
    const context& ctx,
    const domain::submittal& sub,
    const domain::requisition& req
) {
    const auto allowed = domain::clear(sub, req, ctx.actor, ctx.place.binding, false);
    return button_acts(likely_buttons(domain::view(sub, nullptr, allowed), 0));
}

// As if it were to be shown here: what may not be seen is refused in the same words.
context showing(const context& ctx, std::string_view noun) {
    auto as = ctx;
    as.command.noun = noun;
    as.command.verb = "show";
    return as;
}

index_page candidates_at_hand(const domain::requisition& req) {
    return {domain::undecided_list(req.number), 0, looked_through, false};
}
index_page interviews_at_hand(const domain::requisition& req) {
    return {domain::unsettled_interview_list(req.number), 0, looked_through, false};
}

// A candidate of it whom this person may see here; with what a step of theirs hangs on.
const domain::submittal* candidate_here(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    for (const auto& name : seen.pages.at(candidates_at_hand(req))) {
        const auto* sub = seen.find<domain::submittal>(name);
        if (sub != nullptr && domain::may_know(*sub, req, ctx.actor) &&
            domain::clear(*sub, req, ctx.actor, ctx.place.binding, false).core) {
            return sub;
        }
    }
    return nullptr;
}

// Likewise an interview; whose candidate is not loaded is left out.
const domain::interview* interview_here(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    for (const auto& name : seen.pages.at(interviews_at_hand(req))) {
        const auto* iv = seen.find<domain::interview>(name);
        const auto* sub = iv == nullptr
                              ? nullptr
                              : seen.find<domain::submittal>(domain::record_name(iv->submittal));
        if (sub == nullptr) {
            continue;
        }
        const domain::interview_context of{*iv, *sub, req};
        if (domain::may_know(of, ctx.actor) &&
            domain::clear(of, ctx.actor, ctx.place.binding, false).core) {
            return iv;
        }
    }
    return nullptr;
}

// Round after the requisition: its candidates and interviews; then what these hang on.
std::optional<need> missing_of_requisition(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    need wanted;
    load_record(wanted, seen, domain::record_name(req.client));
    for (auto page : {candidates_at_hand(req), interviews_at_hand(req)}) {
        if (!seen.pages.contains(page)) {
            wanted.pages.push_back(std::move(page));
        }
    }
    if (wanted.pages.empty()) {
        if (const auto* sub = candidate_here(ctx, seen, req)) {
            load_record(wanted, seen, domain::record_name(sub->candidate));
            if (!sub->interviews.empty()) {
                load_record(wanted, seen, domain::record_name(sub->interviews.back()));
            }
        }
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

std::variant<help_subjects, outcome> with_requisition(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    if (auto wanted = missing_of_requisition(ctx, seen, req)) {
        return outcome(std::move(*wanted));
    }
    help_subjects found;
    take_requisition(found, req, seen);
    if (const auto* sub = candidate_here(ctx, seen, req)) {
        take_submittal(found, *sub);
        found.acts["sub"] = button_acts(ctx, *sub, req);
    }
    if (const auto* iv = interview_here(ctx, seen, req)) {
        found.codes["iv"] = domain::record_name(iv->number);
        note_name(found, domain::record_name(iv->number));
        note_name(found, domain::record_name(iv->submittal));
        note_name(found, domain::record_name(iv->candidate));
    }
    return found;
}

std::variant<help_subjects, outcome> about_requisition(const context& ctx, const snapshot& seen) {
    auto reqs = find_requisitions(showing(ctx, "req"), seen);
    if (auto* early = std::get_if<outcome>(&reqs)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(reqs).front();
    auto found = with_requisition(ctx, seen, req);
    if (auto* subjects = std::get_if<help_subjects>(&found)) {
        subjects->named = "req";
        subjects->acts["req"] = button_acts(ctx, req);
    }
    return found;
}

std::variant<help_subjects, outcome> about_submittal(const context& ctx, const snapshot& seen) {
    auto subs = find_submittals(showing(ctx, "sub"), seen);
    if (auto* early = std::get_if<outcome>(&subs)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(subs).front();
    help_subjects found;
    take_requisition(found, *one.req, seen);
    take_submittal(found, *one.sub);
    if (one.round != nullptr) {
        found.codes["iv"] = domain::record_name(one.round->number);
    }
    found.named = "sub";
    found.acts["sub"] = button_acts(ctx, *one.sub, *one.req);
    return found;
}

std::variant<help_subjects, outcome> about_interview(const context& ctx, const snapshot& seen) {
    auto interviews = find_interview(showing(ctx, "iv"), seen);
    if (auto* early = std::get_if<outcome>(&interviews)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(interviews);
    help_subjects found;
    take_requisition(found, *one.req, seen);
    take_submittal(found, *one.sub);
    found.codes["iv"] = domain::record_name(one.iv->number);
    note_name(found, domain::record_name(one.iv->number));
    found.named = "iv";
    const auto allowed =
        domain::clear(one.context(), ctx.actor, ctx.place.binding, one.shows_suppliers());
    const auto view = domain::view(*one.iv, one.who, allowed);
    found.acts["iv"] = button_acts(likely_buttons(view, 0, ctx.now));
    return found;
}

// In a client's or a supplier's room only what is theirs, whoever asks.
std::vector<index_page> pages_here(const context& ctx) {
    const auto& readers = ctx.place.binding;
    if (readers.who == domain::binding::kind::client) {
        return {{domain::client_list(client_id{readers.id}), 0, looked_through, false}};
    }
    if (readers.who == domain::binding::kind::supplier) {
        return {{domain::supplier_list(supplier_id{readers.id}), 0, looked_through, false}};
    }
    auto pages =
        lists_for(ctx.actor, ctx.direct ? list_scope::mine : list_scope::open, 0, looked_through);
    pages.resize(std::min(pages.size(), most_lists));
    return pages;
}

bool shows_card_in(const domain::requisition& req, const conversation_id& room) {
    return std::ranges::find(req.places, room, &domain::card_place::conversation) !=
           req.places.end();
}

// One that still looks for people, whose card is here; else what comes nearest to it.
const domain::requisition* most_to_do(const context& ctx, const found_requisitions& reqs) {
    return *std::ranges::max_element(reqs, {}, [&ctx](const auto* req) {
        const bool looks =
            req->state == domain::requisition_state::open && domain::count_openings(*req).open > 0;
        const bool here = !ctx.direct && shows_card_in(*req, ctx.place.id);
        return (looks ? 2 : 0) + (here ? 1 : 0);
    });
}

// Nothing was named: one of the requisitions that may be seen here.
std::variant<help_subjects, outcome> about_place(const context& ctx, const snapshot& seen) {
    auto listed_here = listed(ctx, seen, pages_here(ctx));
    const auto& readers = ctx.place.binding;
    const auto room_of = readers.who == domain::binding::kind::client
                             ? domain::record_name(client_id{readers.id})
                             : std::string{};
    if (auto* wanted = std::get_if<need>(&listed_here)) {
        if (!room_of.empty() && !seen.loaded(room_of)) {
            wanted->records.push_back(room_of);
        }
        return outcome(std::move(*wanted));
    }
    const auto& reqs = std::get<found_requisitions>(listed_here);
    if (!reqs.empty()) {
        return with_requisition(ctx, seen, *most_to_do(ctx, reqs));
    }
    help_subjects found;
    found.client = room_of.empty() ? nullptr : seen.find<domain::client>(room_of);
    return found;
}

}  // namespace

std::variant<help_subjects, outcome> find_help_subjects(const context& ctx, const snapshot& seen) {
    const auto& subjects = ctx.command.subjects;
    if (subjects.empty()) {
        return about_place(ctx, seen);
    }
    const auto noun = chat::noun_of_subject(subjects.front());
    if (noun == "req") {
        return about_requisition(ctx, seen);
    }
    if (noun == "sub") {
        return about_submittal(ctx, seen);
    }
    if (noun == "iv") {
        return about_interview(ctx, seen);
    }
    if (noun != "opp" && noun != "question") {
        return about_place(ctx, seen);
    }
    help_subjects found;
    found.named = noun;
    found.codes[noun] = subjects.front();
    return found;
}

}  // namespace fillrate::handlers
