// "sla excuse 104 cov client_request": a miss is not held against anybody. The breach stays, with a
// mark beside it (DOMAIN.md 4.6).
#include "handlers/clock_excuse.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answered_clock.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/miss_subject.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

namespace fillrate::handlers {

namespace {

using missed_clocks = std::vector<const domain::clock*>;

/// Whose miss it is.
template <class Record>
struct excused_record {
    const Record& of;
    const domain::requisition& req;
    std::string typed{};  ///< the code as typed
};

// Of the named kind, or of all; the longest missed first.
missed_clocks missed_of(
    std::span<const domain::clock> clocks,
    std::string_view kind,
    miss_number number = {}
) {
    missed_clocks found;
    for (const auto& c : clocks) {
        const bool named = number.empty() || c.missed == number;
        if (c.breached && named && (kind.empty() || domain::word(c.kind) == kind)) {
            found.push_back(&c);
        }
    }
    std::ranges::sort(found, {}, [](const auto* c) { return *c->breached; });
    return found;
}

// Cycles that gave way to the next can be excused like the last ones.
template <class Record>
std::vector<domain::clock> every_cycle(const Record& of) {
    auto all = of.clocks;
    for (const auto& one : of.past) {
        if (one.missed > 0 && !one.excused) {
            auto& gone = all.emplace_back();
            gone.kind = one.kind;
            gone.batch = one.batch;
            gone.cycle = one.cycle;
            gone.party = one.party;
            gone.breached = one.at;
            gone.missed = one.number;
        }
    }
    return all;
}

std::string excuse_line(const domain::clock& c, std::string_view typed) {
    return "sla excuse " + std::string(typed) + ' ' + to_lower_ascii(domain::word(c.kind)) +
           " client_request";
}

template <class Record>
outcome refuse_unmissed(
    const context& ctx,
    const excused_record<Record>& about,
    std::string_view kind
) {
    if constexpr (std::is_same_v<Record, domain::requisition>) {
        if (auto elsewhere = refuse_clock_of_each(ctx, about.req, kind)) {
            return std::move(*elsewhere);
        }
    }
    const auto id = shown_id(about.of.number);
    const auto named = domain::from_word<domain::clock_kind>(kind);
    return refuse(
        ctx,
        (named ? clock_subject(*named) + " of " + id + " has not gone"
               : "No clock of " + id + " has gone") +
            " past a due time, so there is nothing to excuse.",
        about.typed + " why"
    );
}

outcome refuse_excused(
    const context& ctx,
    const domain::clock& c,
    const std::string& id,
    const std::string& typed,
    const std::string& zone
) {
    return refuse(
        ctx,
        clock_subject(c.kind) + " of " + id + " is excused already, " +
            excuse_text(*c.excused, zone) + '.',
        typed + " why"
    );
}

outcome ask_which(
    const context& ctx,
    const missed_clocks& open,
    const std::string& id,
    const std::string& typed
) {
    std::vector<std::string> names;
    for (const auto* c : open) {
        names.push_back(clock_subject(c->kind));
    }
    return refuse(
        ctx,
        "Several clocks of " + id + " went past a due time: " + join(names, ", ") +
            ". Say which one.",
        excuse_line(*open.front(), typed)
    );
}

outcome ask_excuse(
    const context& ctx,
    const snapshot& seen,
    const std::string& subject,
    const domain::clock& c,
    const std::string& id,
    bool explains
) {
    chat::form form;
    form.title = (explains ? "Reason, " : "Excuse of ") + id;
    form.submit = explains ? "Give reason" : "Excuse";
    form.act.name = "excuse";
    const auto number = asked_miss(ctx);
    form.act.subject = number.empty() ? subject : subject_of(number);
    form.act.version = number.empty() ? seen.version_of(subject) : 0;
    const std::string word(domain::word(c.kind));
    form.said.push_back({chat::plain(clock_subject(c.kind) + " went past its due time.")});
    form.fields.push_back(
        pick_field("clock", "Which clock", {{word, clock_subject(c.kind)}}, word, true)
    );
    form.fields.push_back(list_field("reason", "Reason", "excuse_reason", {}, true));
    form.fields.push_back(line_field("detail", "In your words", tail_of(ctx, "detail")));
    return open_form(std::move(form));
}

std::string reason_of(const context& ctx, const std::string& code) {
    return reason_with(code, tail_of(ctx, "detail"));
}

bool lacks_words(const context& ctx, const std::string& code) {
    return code == "other" && trim(tail_of(ctx, "detail")).empty();
}

bool all_of_one_kind(const missed_clocks& some) {
    return std::ranges::all_of(some, [&some](const auto* c) {
        return c->kind == some.front()->kind;
    });
}

// Who looks after it says why, without blame; that it counts as excused is for operations
// (DOMAIN.md 4.5).
bool only_explains(const context& ctx, const domain::requisition& req) {
    return !domain::may(domain::permission::excuse, req, ctx.actor) &&
           domain::may(domain::permission::acknowledge, req, ctx.actor);
}

std::string said_of_excuse(
    domain::clock_kind kind,
    const std::string& id,
    const std::string& why,
    bool explains
) {
    const auto which = clock_subject(kind) + " of " + id;
    return explains ? "Noted why " + which + " was missed: " + why +
                          ". Operations decide whether that excuses it."
                    : which + " is excused: " + why +
                          ". The miss stays on record; numbers are given with it and without.";
}

template <class Record>
outcome excuse(const context& ctx, const snapshot& seen, const excused_record<Record>& about) {
    const auto id = shown_id(about.of.number);
    const bool explains = only_explains(ctx, about.req);
    if (!explains) {
        if (auto refused =
                refuse_permission(ctx, about.req, domain::permission::excuse, "excuse a miss of")) {
            return std::move(*refused);
        }
    }
    field_problems problems;
    const auto kind = read_choice(ctx, "clock", "clock", problems);
    const auto code = read_choice(ctx, "reason", "excuse_reason", problems);
    if (!problems.empty()) {
        return problems.answer(ctx, about.typed + " why");
    }
    const auto cycles = every_cycle(about.of);
    const auto number = asked_miss(ctx);
    const auto missed = missed_of(cycles, kind, number);
    if (missed.empty()) {
        return number.empty()
                   ? refuse_unmissed(ctx, about, kind)
                   : refuse(ctx, shown_id(number) + " is excused already.", shown_id(number));
    }
    auto open = missed;
    std::erase_if(open, [](const auto* c) { return c->excused.has_value(); });
    if (open.empty()) {
        return refuse_excused(ctx, *missed.back(), id, about.typed, about.req.zone);
    }
    if (!all_of_one_kind(open)) {
        return ask_which(ctx, open, id, about.typed);
    }
    const auto& c = *open.front();
    const auto subject = domain::record_name(about.of.number);
    if (code.empty() && !ctx.from_form) {
        return ask_excuse(ctx, seen, subject, c, id, explains);
    }
    if (code.empty() || lacks_words(ctx, code)) {
        return refuse_fields(
            ctx,
            {{code.empty() ? "reason" : "detail", "Say in your words why it is excused."}},
            about.typed + " excuse " + to_lower_ascii(domain::word(c.kind)) + " other \"why\""
        );
    }
    change_of<Record> one(ctx, subject, about.of, seen.version_of(subject));
    one.add(
        domain::clock_excused{c.kind, c.batch, c.cycle, explains},
        reason_of(ctx, code),
        c.party
    );
    one.tell();
    decision decided;
    one.finish(decided);
    decided.reply.what = sentence(
        ctx,
        said_of_excuse(c.kind, id, shown_reason(reason_of(ctx, code)), explains),
        about.typed + " why"
    );
    return decided;
}

}  // namespace

std::string excuse_text(const domain::excuse& of, std::string_view zone) {
    return "by " + first_name(of.by) + ", " + local_time(of.at, zone) + ": " +
           shown_reason(of.reason);
}

std::optional<chat::context_line> excuse_offer(
    const context& ctx,
    const domain::requisition& req,
    std::span<const domain::clock> clocks,
    std::string_view typed
) {
    auto open = missed_of(clocks, {});
    std::erase_if(open, [](const auto* c) { return c->excused.has_value(); });
    if (open.empty() || !domain::may(domain::permission::excuse, req, ctx.actor)) {
        return std::nullopt;
    }
    return chat::context_line{
        {chat::plain("To excuse a miss: "),
         chat::code(ctx.root + ' ' + excuse_line(*open.front(), typed))}};
}

outcome
requisition_excuse(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    return excuse(
        ctx,
        seen,
        excused_record<domain::requisition>{req, req, std::to_string(req.number.value)}
    );
}

outcome submittal_excuse(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    return excuse(
        ctx,
        seen,
        excused_record<domain::submittal>{*one.sub, *one.req, shown_id(one.sub->number)}
    );
}

outcome interview_excuse(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    return excuse(
        ctx,
        seen,
        excused_record<domain::interview>{*one.iv, *one.req, shown_id(one.iv->number)}
    );
}

}  // namespace fillrate::handlers
