// "104 why", "S-311 why", "I-52 why": every clock in its own words, stretch by stretch
// (DOMAIN.md 7.1).
#include "core/base/text.hpp"
#include "core/domain/clock_account.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "core/domain/reasons.hpp"
#include "core/domain/working_time.hpp"
#include "handlers/answers.hpp"
#include "handlers/clock_excuse.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/own_times.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::handlers {

namespace {

/// Whose clocks are told, and to whom.
struct clocks_of {
    std::string id{};  ///< as shown
    std::string zone{};
    bool program = false;  ///< all clocks but the client's
    bool client = false;   ///< the client's
    const domain::requisition& req;
    const std::vector<domain::clock>& clocks;
    std::string typed{};  ///< the code as typed
    bool imported = false;
};

constexpr std::size_t segments_per_page = 12;  // a clock seldom has more
constexpr std::size_t last_why_page = 1'000;
constexpr std::size_t longest_reason_shown = 60;

std::string_view court(domain::party who) {
    switch (who) {
        case domain::party::program:
            return "our turn";
        case domain::party::supplier:
            return "the supplier's turn";
        case domain::party::client:
            return "the client's turn";
        case domain::party::candidate:
            return "the candidate's turn";
    }
    return {};
}

// Who reads the client's time only reads of clocks that were in no other court.
bool may_read(const domain::clock_account& account, const clocks_of& of) {
    const bool clients_alone = account.last.party == domain::party::client &&
                               std::ranges::all_of(account.segments, [](const auto& segment) {
                                   return segment.party == domain::party::client;
                               });
    return clients_alone ? of.client : of.program;
}

std::string outcome_of(const domain::clock& c, const std::string& zone) {
    std::string text;
    switch (c.state) {
        case domain::clock_state::running:
            text = (c.breached ? "was due " : "due ") + local_time(domain::due_time(c), zone);
            break;
        case domain::clock_state::paused:
            text = c.breached ? "stands still after its due time" : "stands still";
            break;
        case domain::clock_state::met:
            text = c.breached ? "done after its due time" : "done in time";
            break;
        case domain::clock_state::cancelled:
            text = c.breached ? "ended after its due time" : "ended";
            break;
    }
    if (c.breached && c.state != domain::clock_state::running) {
        text += " of " + local_time(*c.breached, zone);
    }
    return text;
}

// A kept promise stays kept, with the mark that somebody did not come after all (DOMAIN.md 3.2).
std::string fallen_off(const domain::clock& c, const domain::requisition& req) {
    const auto* const kept = domain::find_clock(req.clocks, c.kind, c.batch);
    const bool marked = kept != nullptr && kept->cycle == c.cycle && kept->fell_off > 0;
    return marked ? "; " + counted(kept->fell_off, "person", "people") + " fell off since"
                  : std::string{};
}

// "Fill, openings 3 to 5, round 2"
std::string head_of(const domain::clock& c, const domain::requisition& req) {
    auto head = clock_subject(c.kind);
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; c.batch != 0 && i < req.openings.size(); ++i) {
        if (req.openings[i].batch == c.batch) {
            numbers.push_back(i + 1);
        }
    }
    if (!numbers.empty() && numbers.size() < req.openings.size()) {
        head += numbers.size() == 1 ? ", opening " : ", openings ";
        head += std::to_string(numbers.front());
        head += numbers.size() == 1 ? "" : " to " + std::to_string(numbers.back());
    }
    return head + (c.cycle > 1 ? ", round " + std::to_string(c.cycle) : "");
}

// What stands still although nobody gave a reason does so by the rules of its clock
// (DOMAIN.md 4.2).
std::string_view rule_of_pause(domain::clock_kind kind) {
    using domain::clock_kind;
    switch (kind) {
        case clock_kind::screen:
            return "consent is missing";
        case clock_kind::scheduling:
            return "the candidate asked for another time";
        case clock_kind::interview:
            return "another time is looked for";
        case clock_kind::review:
        case clock_kind::decision:
            return "it is checked who represents them";
        case clock_kind::fill:
            return "the client fills it later";
        case clock_kind::intake:
        case clock_kind::coverage:
        case clock_kind::first_submittal:
        case clock_kind::slate:
        case clock_kind::feedback:
        case clock_kind::offer:
        case clock_kind::start:
        case clock_kind::backfill:
            break;
    }
    return {};
}

// The client reads codes only: free text does not leave the program by itself.
std::string told_reason(const domain::clock_segment& of, domain::clock_kind kind, bool inside) {
    std::string told;
    if (of.reason.empty()) {
        told = of.running ? std::string_view{} : rule_of_pause(kind);
    } else {
        const auto code = of.reason.substr(0, of.reason.find(": "));
        told = inside || domain::is_reason_code(code) ? shown_reason(inside ? of.reason : code)
                                                      : std::string{};
    }
    return told.empty() ? told : " (" + abbreviate(told, longest_reason_shown) + ')';
}

std::string meanwhile(const domain::clock_segment& of, const domain::clock& last, bool inside) {
    std::string text = of.running ? "ran, " : "stood still, ";
    text += court(of.party);
    text += told_reason(of, last.kind, inside);
    if (of.running && of.target != last.target) {
        text += ", with a target of " + domain::format_working_time(of.target);
    }
    if (of.policy != last.policy || of.calendar != last.calendar) {
        text +=
            ", by policy " + displayable(of.policy) + " on calendar " + displayable(of.calendar);
    }
    return text;
}

/// Of so many stretches, those of a page; the first page has the last ones.
struct shown_part {
    std::size_t first = 0;
    std::size_t end = 0;
};
shown_part part_of(std::size_t all, std::size_t page) {
    const auto end = all - std::min(all, (page - 1) * segments_per_page);
    return {end - std::min(end, segments_per_page), end};
}

// What comes before is summed up in the first row, so that every second is told of.
chat::table stretches_of(
    const domain::clock_account& account,
    const shown_part& part,
    const clocks_of& of
) {
    const auto& zone = of.zone;
    chat::table rows;
    rows.rows.push_back({"From", "To", "Working time", "Meanwhile"});
    const auto& all = account.segments;
    if (part.first > 0) {
        seconds ran{0};
        for (std::size_t i = 0; i < part.first; ++i) {
            ran += all[i].running ? all[i].working : seconds{0};
        }
        rows.rows.push_back(
            {local_time(all.front().from, zone),
             local_time(all[part.first].from, zone),
             domain::format_working_time(ran),
             "ran, in " + std::to_string(part.first) + " earlier stretches"}
        );
    }
    for (std::size_t i = part.first; i < part.end; ++i) {
        const auto& segment = all[i];
        rows.rows.push_back(
            {local_time(segment.from, zone),
             segment.to ? local_time(*segment.to, zone) : "now",
             domain::format_working_time(segment.working),
             meanwhile(segment, account.last, of.program)}
        );
    }
    return rows;
}

// Of a first day the site may say itself who is late (DOMAIN.md 3.6).
std::string_view said_by_site(const domain::clock& c, const domain::policy_book& book) {
    const auto* const policy = book.find_policy(c.policy);
    const auto* const on = book.find_calendar(c.calendar);
    const bool known = c.kind == domain::clock_kind::start && policy != nullptr && on != nullptr;
    return known && c.target != domain::target_of(*policy, c.kind, domain::priority::p2, *on)
               ? ", with the time its site gives,"
               : "";
}

void add_account(
    chat::message& into,
    const domain::clock_account& account,
    const clocks_of& of,
    const domain::policy_book& book,
    std::size_t page
) {
    const auto part = part_of(account.segments.size(), page);
    if (page > 1 && part.end == 0) {
        return;
    }
    const auto& c = account.last;
    chat::paragraph line;
    line.text.push_back(
        chat::bold(head_of(c, of.req) + ": " + outcome_of(c, of.zone) + fallen_off(c, of.req))
    );
    line.text.push_back(chat::plain(
        ". " + domain::format_working_time(domain::used_in(account)) + " of " +
        domain::format_working_time(c.target) + " used, by policy " + displayable(c.policy) +
        std::string(said_by_site(c, book)) + " on calendar " + displayable(c.calendar) + '.' +
        (of.program ? miss_text(c) : "")
    ));
    if (c.waits && of.program) {
        line.text.push_back(chat::plain(
            " Its alerts wait until " + local_time(*c.eta, of.zone) + ", " +
            excuse_text(*c.waits, of.zone) + '.'
        ));
    }
    if (c.explained && of.program) {
        line.text.push_back(chat::plain(" Why, " + excuse_text(*c.explained, of.zone) + '.'));
    }
    if (c.excused && of.program) {
        line.text.push_back(chat::plain(" Excused " + excuse_text(*c.excused, of.zone) + '.'));
    }
    into.blocks.emplace_back(std::move(line));
    auto stretches = stretches_of(account, part, of);
    if (stretches.rows.size() > 1) {
        into.blocks.emplace_back(std::move(stretches));
    }
}

void add_earlier(
    chat::message& into,
    const context& ctx,
    const std::vector<domain::clock_account>& accounts,
    const std::string& typed,
    std::size_t page
) {
    const bool more = std::ranges::any_of(accounts, [page](const domain::clock_account& account) {
        return part_of(account.segments.size(), page).first > 0;
    });
    if (more) {
        into.blocks.emplace_back(chat::context_line{
            {chat::plain("Earlier: "),
             chat::code(ctx.root + ' ' + typed + " why page" + std::to_string(page + 1))}});
    }
}

// A requisition that was opened again is told both ways (DOMAIN.md 4.6).
void add_rounds(chat::message& into, const std::optional<domain::rounds_account>& sum) {
    if (!sum || sum->rounds == 1) {
        return;
    }
    into.blocks.emplace_back(chat::paragraph{{chat::plain(
        "Fill over " + std::to_string(sum->rounds) +
        " rounds: " + domain::format_working_time(sum->net) + " added up (net); " +
        domain::format_working_time(sum->gross) + " from the first release on (gross)."
    )}});
}

outcome nothing_to_read(const context& ctx, const std::string& id, const std::string& typed) {
    return reply_with(sentence(ctx, "No clock of " + id + " is yours to read here.", typed));
}

// When it ran: not on hold, nor while they had declined.
chat::table own_stretches(const std::vector<domain::own_stretch>& all, const std::string& zone) {
    chat::table rows;
    rows.rows.push_back({"From", "To", "Working time"});
    const auto part = part_of(all.size(), 1);
    if (part.first > 0) {
        seconds before{0};
        for (std::size_t i = 0; i < part.first; ++i) {
            before += all[i].working;
        }
        rows.rows.push_back(
            {local_time(all.front().from, zone),
             local_time(all[part.first].from, zone),
             domain::format_working_time(before)}
        );
    }
    for (std::size_t i = part.first; i < part.end; ++i) {
        rows.rows.push_back(
            {local_time(all[i].from, zone),
             all[i].to ? local_time(*all[i].to, zone) : "now",
             domain::format_working_time(all[i].working)}
        );
    }
    return rows;
}

// A supplier reads its own time, and nothing of the program's.
outcome explain_own(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const supplier_id& supplier
) {
    const auto subject = domain::record_name(req.number);
    const auto history = seen.histories.find(subject);
    if (history == seen.histories.end()) {
        need wanted;
        wanted.history_of = subject;
        return wanted;
    }
    const auto id = shown_id(req.number);
    const auto time = domain::own_time_of(history->second, req, supplier, book, ctx.now);
    if (!time) {
        return nothing_to_read(ctx, id, std::to_string(req.number.value));
    }
    chat::message said;
    said.title = "Your time for " + id;
    said.summary =
        "Your first candidate for " + id + ": " + own_outcome_text(*time, req.zone) + '.';
    said.blocks.emplace_back(chat::paragraph{
        {chat::bold(said.summary),
         chat::plain(
             ' ' + domain::format_working_time(time->used) + " of " +
             domain::format_working_time(time->target) + " used since you were told of it, " +
             local_time(time->told, req.zone) + ". Time on hold does not count."
         )}});
    if (time->stretches.size() > 1) {
        said.blocks.emplace_back(own_stretches(time->stretches, req.zone));
    }
    return reply_with(std::move(said));
}

// What counts from before the import was given with the row.
bool begins_with_import(
    const std::vector<domain::clock_account>& accounts,
    const std::vector<domain::event>& history
) {
    return !history.empty() &&
           std::ranges::any_of(accounts, [&history](const domain::clock_account& account) {
               return account.last.started >=
                      std::chrono::floor<seconds>(history.front().recorded_at);
           });
}

outcome explain(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const std::string& subject,
    const clocks_of& of
) {
    const auto history = seen.histories.find(subject);
    if (history == seen.histories.end()) {
        need wanted;
        wanted.history_of = subject;
        return wanted;
    }
    chat::message said;
    auto accounts = domain::account_for_clocks(history->second, book, ctx.now);
    std::erase_if(accounts, [&of, &ctx](const domain::clock_account& account) {
        // What lies ahead has no stretch yet; it is told when it has begun.
        return !may_read(account, of) || account.last.started > ctx.now;
    });
    const auto page = std::clamp<std::size_t>(
        parse_int<std::size_t>(ctx.command.value("page")).value_or(1),
        1,
        last_why_page
    );
    for (const auto& account : accounts) {
        add_account(said, account, of, book, page);
    }
    if (page > 1 && said.blocks.empty()) {
        return reply_with(sentence(ctx, "That was all.", of.typed + " why"));
    }
    add_earlier(said, ctx, accounts, of.typed, page);
    if (of.program) {
        add_rounds(said, domain::add_up_rounds(history->second, accounts, book, ctx.now));
    }
    if (said.blocks.empty()) {
        return nothing_to_read(ctx, of.id, of.typed);
    }
    if (auto offer = excuse_offer(ctx, of.req, of.clocks, of.typed)) {
        said.blocks.emplace_back(std::move(*offer));
    }
    if (of.imported && begins_with_import(accounts, history->second)) {
        said.blocks.emplace_back(chat::context_line{{chat::plain(
            "Imported " + local_time(history->second.front().recorded_at, of.zone) +
            ": the time before that is not measured."
        )}});
    }
    said.title = "Time of " + of.id;
    said.summary = "How the time of " + of.id + " was used.";
    return reply_with(std::move(said));
}

}  // namespace

outcome requisition_why(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    if (!allowed.only_supplier.empty() && !allowed.program_clocks) {
        return explain_own(ctx, seen, book, req, allowed.only_supplier);
    }
    return explain(
        ctx,
        seen,
        book,
        domain::record_name(req.number),
        {shown_id(req.number),
         req.zone,
         allowed.program_clocks,
         allowed.client_clocks,
         req,
         req.clocks,
         std::to_string(req.number.value),
         !req.origin.empty()}
    );
}

outcome submittal_why(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    const auto allowed =
        domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, one.shows_suppliers());
    return explain(
        ctx,
        seen,
        book,
        domain::record_name(one.sub->number),
        {shown_id(one.sub->number),
         one.req->zone,
         allowed.screening,
         allowed.screening || allowed.deciding,
         *one.req,
         one.sub->clocks,
         shown_id(one.sub->number),
         !one.sub->origin.empty()}
    );
}

outcome interview_why(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    // Who may read of the candidate's time may of the round's.
    const auto allowed =
        domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, one.shows_suppliers());
    return explain(
        ctx,
        seen,
        book,
        domain::record_name(one.iv->number),
        {shown_id(one.iv->number),
         one.req->zone,
         allowed.screening,
         allowed.screening || allowed.deciding,
         *one.req,
         one.iv->clocks,
         shown_id(one.iv->number)}
    );
}

}  // namespace fillrate::handlers
