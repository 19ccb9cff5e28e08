#include "handlers/to_do.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/turn.hpp"
#include "handlers/agenda.hpp"
#include "handlers/cards.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/matters.hpp"
#include "handlers/needs.hpp"
#include "handlers/questions.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/tables.hpp"
#include "handlers/waiting.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace fillrate::handlers {

namespace {

using domain::interview_state;
using domain::submittal_state;

// A candidate brings their person and their last interview, a slate its client, a verdict four
// more, and so does what is to be settled.
constexpr std::uint32_t verdicts_looked_at = 4;
constexpr std::size_t slates_looked_at = 4;
constexpr std::uint32_t candidates_looked_at_each = 5;
constexpr std::uint32_t own_candidates_looked_at = 16;
static_assert(
    verdicts_looked_at * 5 + slates_looked_at * (candidates_looked_at_each * 3 + 1) +
        most_matters * 5 <=
    most_beside_requisitions
);
// Of a supplier's own candidates also the requisition and the client.
static_assert(own_candidates_looked_at * 5 <= most_beside_requisitions);

// How pressing it is; nothing of a clock is said to who may not know of it.
constexpr int past_its_time = 0;
constexpr int waits_for_an_answer = 1;
constexpr int waits_for_work = 2;
constexpr int runs_past_half = 3;
constexpr int runs_anyway = 4;

bool supplies(const domain::actor& who) {
    return std::ranges::any_of(who.grants, [](const auto& grant) {
        return grant.role == domain::role::supplier_contact;
    });
}

std::vector<index_page> own_requisition_pages(const domain::actor& who, const to_do_room& room) {
    auto pages = shared_lists_for(who, list_scope::late, room.late);
    auto mine = shared_lists_for(who, list_scope::mine, room.mine);
    std::ranges::move(mine, std::back_inserter(pages));
    return pages;
}

index_page verdict_page(const domain::actor& who) {
    return {domain::awaited_list(who.id), 0, verdicts_looked_at, false};
}

// The newest first: what came back, and what is offered, went the whole way before.
std::vector<index_page> supplied_pages(const domain::actor& who) {
    std::vector<index_page> pages;
    for (const auto& grant : who.grants) {
        if (grant.role == domain::role::supplier_contact) {
            pages.push_back({domain::submittal_list(grant.supplier), 0, 0, true});
        }
    }
    for (auto& page : pages) {
        page.limit =
            std::max(own_candidates_looked_at / static_cast<std::uint32_t>(pages.size()), 1U);
    }
    return pages;
}

// Requisitions with candidates, those first that surely wait for this person.
std::vector<index_page> slate_pages(const context& ctx, const found_requisitions& own) {
    std::vector<index_page> first;
    std::vector<index_page> others;
    for (const auto* req : own) {
        const bool manages = domain::has_role_on(*req, ctx.actor, domain::role::hiring_manager);
        const auto& slate = req->slate;
        if ((manages ? slate.before_client : slate.live) == 0) {
            continue;
        }
        const bool surely = (manages ? slate.to_review : domain::count_to_screen(slate)) > 0;
        auto& to = surely ? first : others;
        to.push_back({domain::undecided_list(req->number), 0, candidates_looked_at_each, false});
    }
    std::ranges::move(others, std::back_inserter(first));
    first.resize(std::min(first.size(), slates_looked_at));
    return first;
}

// Where somebody waits for a word on candidates.
std::vector<index_page> asked_candidate_pages(const context& ctx, const found_requisitions& own) {
    return supplies(ctx.actor) ? supplied_pages(ctx.actor) : slate_pages(ctx, own);
}

std::vector<const domain::submittal*> candidates_on(
    const snapshot& seen,
    const std::vector<index_page>& pages
) {
    std::vector<const domain::submittal*> found;
    for (const auto& name : names_on(seen, pages)) {
        if (const auto* sub = seen.find<domain::submittal>(name)) {
            found.push_back(sub);
        }
    }
    return found;
}

bool looks_for_time(interview_state s) {
    return s == interview_state::requested || s == interview_state::proposed ||
           s == interview_state::expired || s == interview_state::no_show;
}

bool is_in_a_round(const domain::submittal& sub) {
    return sub.state == submittal_state::interviewing && !sub.feedback_in &&
           !sub.interviews.empty();
}

void add_missing(need& to, const snapshot& seen, std::string name) {
    if (!seen.loaded(name)) {
        to.records.push_back(std::move(name));
    }
}

void add_missing_of_candidates(
    need& to,
    const snapshot& seen,
    const std::vector<const domain::submittal*>& all
) {
    if (auto lines = missing_for_lines(seen, all)) {
        std::ranges::move(lines->records, std::back_inserter(to.records));
    }
    for (const auto* sub : all) {
        if (is_in_a_round(*sub)) {
            add_missing(to, seen, domain::record_name(sub->interviews.back()));
            add_missing(to, seen, domain::record_name(sub->client));
        }
    }
}

const domain::clock* overdue_clock(const std::vector<domain::clock>& clocks) {
    const auto found =
        std::ranges::find_if(clocks, [](const auto& c) { return c.breached && !c.stopped; });
    return found == clocks.end() ? nullptr : &*found;
}

/// How a requisition presses on this person.
struct pressure {
    int urgency = 0;
    bool is_word = false;
};

// Half of the time is marked here and nowhere else; a word in person comes later (DOMAIN.md 4.5).
bool is_past_half(const domain::clock* running, const domain::policy_book& book, instant now) {
    const auto* const on = running == nullptr ? nullptr : book.find_calendar(running->calendar);
    return on != nullptr && running->state == domain::clock_state::running &&
           domain::used(*running, *on, now) * 2 >= running->target;
}

std::optional<pressure> clock_pressure(const domain::requisition_view& v, bool past_half) {
    const auto* const leading = domain::leading_clock(v.clocks);
    if (leading == nullptr || leading->state != domain::clock_state::running) {
        return std::nullopt;
    }
    if (domain::alert_of(*leading) == domain::clock_alert::dm &&
        (leading->breached || leading->warned > 0)) {
        return pressure{leading->breached ? past_its_time : waits_for_an_answer, false};
    }
    if (v.state != domain::requisition_state::open) {
        return std::nullopt;
    }
    return pressure{past_half ? runs_past_half : runs_anyway, false};
}

// Nothing when it waits for somebody else.
std::optional<pressure> pressure_of(const domain::requisition_view& v, bool past_half) {
    using domain::requisition_state;
    if (open_question(v) != nullptr) {
        return pressure{waits_for_an_answer, true};
    }
    if (v.allowed.owner_actions) {
        if (const auto by_clock = clock_pressure(v, past_half)) {
            return by_clock;
        }
        const bool to_prepare = v.state == requisition_state::draft ||
                                v.state == requisition_state::intake ||
                                v.state == requisition_state::qualified;
        return to_prepare ? std::optional{pressure{waits_for_work, false}} : std::nullopt;
    }
    if (v.own_answer) {
        const bool asked = v.own_answer->said == domain::coverage::answer::asked;
        return asked && v.state == requisition_state::open
                   ? std::optional{pressure{waits_for_an_answer, true}}
                   : std::nullopt;
    }
    const bool own_draft = v.allowed.hiring_manager_actions && v.state == requisition_state::draft;
    return own_draft ? std::optional{pressure{waits_for_an_answer, true}} : std::nullopt;
}

std::vector<chat::block> requisition_blocks(
    const domain::requisition_view& v,
    std::uint64_t version,
    const domain::clock* past_half,
    instant now
) {
    chat::message made;
    const auto id = shown_id(v.number);
    if (const auto* asked = open_question(v); asked != nullptr) {
        add_open_question(made, *asked, id);
    }
    made.blocks.emplace_back(chat::paragraph{
        {chat::bold(id + ' ' + displayable(v.title)), chat::plain(": " + next_of(v, now))}});
    if (past_half != nullptr) {
        made.blocks.emplace_back(chat::context_line{
            {chat::plain(clock_subject(past_half->kind) + ": half of its time is used.")}});
    }
    auto row = likely_buttons(v, version);
    row.buttons.resize(std::min<std::size_t>(row.buttons.size(), 2));
    row.buttons.push_back(act_on(v, version, "Show " + id, "show"));
    made.blocks.emplace_back(std::move(row));
    return std::move(made.blocks);
}

/// Gathers what waits, each from a record that may be shown here.
class collection {
public:
    collection(const context& ctx, const snapshot& seen, const domain::policy_book& book)
        : ctx_(ctx), seen_(seen), book_(book), matters_(matter_names(ctx.actor, seen)) {
        for (auto& one : matters_on(ctx, seen)) {
            add(std::move(one));
        }
    }

    void add(const domain::requisition& req) {
        const auto v = domain::view(req, domain::clear(req, ctx_.actor, ctx_.place.binding, false));
        if (auto wish = v.allowed.owner_actions ? wish_of(seen_, req) : std::nullopt) {
            add(std::move(*wish));
        }
        const auto* const leading = domain::leading_clock(v.clocks);
        const bool past_half = is_past_half(leading, book_, ctx_.now);
        const auto presses = pressure_of(v, past_half);
        if (!presses) {
            return;
        }
        const bool marked = past_half && v.allowed.owner_actions && !leading->breached;
        const bool runs = leading != nullptr && leading->state == domain::clock_state::running;
        items_.push_back(
            {presses->urgency,
             runs ? domain::due_time(*leading) : req.created,
             presses->is_word,
             requisition_blocks(
                 v,
                 seen_.version_of(domain::record_name(req.number)),
                 marked ? leading : nullptr,
                 ctx_.now
             )}
        );
    }

    void add(matter one) { add_word(*one.clocks, one.since, std::move(one.blocks)); }

    void add_verdict(const found_interview& one) {
        const auto* mine = domain::find_interviewer(*one.iv, ctx_.actor.id);
        if (mine == nullptr || !domain::is_missing(mine->feedback.state)) {
            return;
        }
        auto line = interview_line(ctx_, one);
        line.text.push_back(chat::plain(". Your verdict: "));
        line.text.push_back(
            chat::code(ctx_.root + " fb " + shown_id(one.iv->number) + " yes \"why\"")
        );
        add_word(one.iv->clocks, one.iv->changed, {std::move(line)});
    }

    void add(const domain::submittal& sub) {
        const auto* req = seen_.find<domain::requisition>(domain::record_name(sub.requisition));
        const auto* who = seen_.find<domain::candidate>(domain::record_name(sub.candidate));
        if (req == nullptr || is_matter(sub, *req)) {
            return;
        }
        const auto allowed = domain::clear(sub, *req, ctx_.actor, ctx_.place.binding, false);
        const auto v = domain::view(sub, who, allowed);
        const auto round = is_in_a_round(sub)
                               ? interview_in(seen_, domain::record_name(sub.interviews.back()))
                               : found_interview{};
        const bool asked = round.iv == nullptr ? waits(sub, *req, v) : waits_for_another(round, v);
        if (allowed.core && asked) {
            add_candidate(sub, *req, v);
        } else if (round.iv != nullptr) {
            add_round(round);
        }
    }

    [[nodiscard]] std::vector<to_do> sorted() && {
        std::ranges::stable_sort(items_, {}, [](const to_do& one) {
            return std::tuple(one.urgency, one.at);
        });
        return std::move(items_);
    }

private:
    // It stands there already, with the acts that settle it.
    [[nodiscard]] bool is_matter(const domain::submittal& sub, const domain::requisition& req)
        const {
        return settles_for(ctx_.actor, req) &&
               std::ranges::find(matters_, domain::record_name(sub.number)) != matters_.end();
    }

    void add_word(
        const std::vector<domain::clock>& clocks,
        instant since,
        std::vector<chat::block> blocks
    ) {
        const auto* const overdue = overdue_clock(clocks);
        items_.push_back(
            {overdue == nullptr ? waits_for_an_answer : past_its_time,
             overdue == nullptr ? since : overdue->due,
             true,
             std::move(blocks)}
        );
    }

    [[nodiscard]] bool waits(
        const domain::submittal& sub,
        const domain::requisition& req,
        const domain::submittal_view& v
    ) const {
        if (!domain::turn_of(v.facts, req, ctx_.now)) {
            return false;
        }
        switch (sub.state) {
            case submittal_state::submitted:
                return v.allowed.screening || (v.allowed.supplying && !sub.represented);
            case submittal_state::selected:
                return v.allowed.screening && !sub.unapproved &&
                       domain::may(domain::submittal_permission::offer, sub, req, ctx_.actor);
            case submittal_state::returned:
            case submittal_state::offer_extended:
                return v.allowed.supplying && !v.allowed.screening;
            default:
                return v.allowed.deciding && awaits_word_since(sub).has_value();
        }
    }

    void add_candidate(
        const domain::submittal& sub,
        const domain::requisition& req,
        const domain::submittal_view& v
    ) {
        const auto since = awaits_word_since(sub).value_or(sub.entered);
        const bool told_by_state = sub.state == submittal_state::selected ||
                                   sub.state == submittal_state::returned ||
                                   sub.state == submittal_state::offer_extended;
        std::vector<chat::block> blocks;
        blocks.emplace_back(chat::paragraph{
            {chat::bold(shown_id(v.number) + ' ' + displayable(v.shown_name)),
             chat::plain(
                 ", " + shown_id(req.number) + ' ' + displayable(req.title) + ", " +
                 (told_by_state ? std::string(shown_state(sub.state)) + ' ' : std::string{}) +
                 "since " + local_time(since, req.zone, ctx_.now)
             )}});
        auto row = likely_buttons(v, seen_.version_of(domain::record_name(v.number)));
        if (!row.buttons.empty()) {
            blocks.emplace_back(std::move(row));
        }
        add_word(sub.clocks, since, std::move(blocks));
    }

    // Their last round was called off: the client asks for another one or decides.
    [[nodiscard]] bool waits_for_another(
        const found_interview& last,
        const domain::submittal_view& v
    ) const {
        const bool called_off =
            last.complete() && last.iv->state == domain::interview_state::cancelled;
        return called_off && v.allowed.deciding && !v.allowed.screening &&
               domain::turn_of(*last.iv, *last.sub, *last.req, ctx_.now) == domain::party::client;
    }

    // Who picks a time, or who arranges it; verdicts and decisions are told of by themselves.
    [[nodiscard]] bool waits_for_reader(
        const found_interview& one,
        const domain::interview_clearance& allowed
    ) const {
        const auto turn = domain::turn_of(*one.iv, *one.sub, *one.req, ctx_.now);
        if (!turn || !looks_for_time(one.iv->state)) {
            return false;
        }
        switch (*turn) {
            case domain::party::program:
                return allowed.owning;
            case domain::party::client:
                return allowed.deciding && !allowed.owning;
            case domain::party::supplier:
            case domain::party::candidate:
                return allowed.supplying && !allowed.owning;
        }
        return false;
    }

    void add_round(const found_interview& one) {
        if (!one.complete()) {
            return;
        }
        const auto allowed =
            domain::clear(one.context(), ctx_.actor, ctx_.place.binding, one.shows_suppliers());
        const auto v = domain::view(*one.iv, one.who, allowed);
        if (!allowed.core || !waits_for_reader(one, allowed)) {
            return;
        }
        std::vector<chat::block> blocks;
        auto line = interview_line(ctx_, one);
        line.text.push_back(chat::plain(": " + std::string(shown_state(v.state))));
        blocks.emplace_back(std::move(line));
        auto row = likely_buttons(v, seen_.version_of(domain::record_name(v.number)), ctx_.now);
        if (!row.buttons.empty()) {
            blocks.emplace_back(std::move(row));
        }
        add_word(one.iv->clocks, one.iv->changed, std::move(blocks));
    }

    const context& ctx_;
    const snapshot& seen_;
    const domain::policy_book& book_;
    std::vector<std::string> matters_;
    std::vector<to_do> items_{};
};

}  // namespace

std::variant<to_do_list, need> what_waits_for(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const to_do_room& room
) {
    const auto pages = own_requisition_pages(ctx.actor, room);
    auto wanted = missing_for_matters(ctx, seen);
    auto first = pages;
    first.push_back(verdict_page(ctx.actor));
    if (auto more = missing_pages(seen, first)) {
        wanted.pages = std::move(more->pages);
        return wanted;
    }
    const auto listing = listed(ctx, seen, pages);
    to_do_list found;
    found.own = std::get<found_requisitions>(listing);
    const auto of_candidates = asked_candidate_pages(ctx, found.own);
    auto verdicts = visible_interviews(ctx, seen, names_on(seen, {verdict_page(ctx.actor)}));
    if (auto* more = std::get_if<need>(&verdicts)) {
        std::ranges::move(more->records, std::back_inserter(wanted.records));
    }
    if (auto more = missing_pages(seen, of_candidates)) {
        wanted.pages = std::move(more->pages);
    } else {
        add_missing_of_candidates(wanted, seen, candidates_on(seen, of_candidates));
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    collection all(ctx, seen, book);
    for (const auto* req : found.own) {
        all.add(*req);
    }
    for (const auto& one : std::get<std::vector<found_interview>>(verdicts)) {
        all.add_verdict(one);
    }
    for (const auto* sub : candidates_on(seen, of_candidates)) {
        all.add(*sub);
    }
    found.items = std::move(all).sorted();
    return found;
}

}  // namespace fillrate::handlers
