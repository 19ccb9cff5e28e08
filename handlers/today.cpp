// `today`: what happens today and what waits for this person: interviews, first and last days, due
// times, and their own word. One bounded read; every time in the zone of its site.
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/agenda.hpp"
#include "handlers/answers.hpp"
#include "handlers/lists.hpp"
#include "handlers/questions.hpp"
#include "handlers/short_shifts.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/tables.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/waiting.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

// Four records hang on an interview, two on a candidate, one on a shift: together under 200.
constexpr std::uint32_t interviews_looked_at = 9;
constexpr std::uint32_t days_looked_at = 7;
constexpr std::uint32_t own_looked_at = 24;
constexpr std::uint32_t verdicts_looked_at = 5;
constexpr std::size_t slates_looked_at = 5;
constexpr std::uint32_t candidates_looked_at_each = 5;
// Each brings a line and a row of buttons; a message holds 50 blocks.
constexpr std::size_t most_waiting_shown = 5;
constexpr std::uint32_t most_due_shown = 6;

/// Everything the answer is made from.
struct day_pages_read {
    std::vector<index_page> interviews{};
    std::vector<index_page> days{};
    std::vector<index_page> own{};
    index_page verdicts{};
    std::vector<index_page> shifts{};

    [[nodiscard]] std::vector<index_page> all() const {
        auto pages = interviews;
        pages.insert(pages.end(), days.begin(), days.end());
        pages.insert(pages.end(), own.begin(), own.end());
        pages.push_back(verdicts);
        pages.insert(pages.end(), shifts.begin(), shifts.end());
        return pages;
    }
};

day_pages_read pages_of(const context& ctx) {
    const auto& who = ctx.actor;
    day_pages_read pages;
    pages.interviews = interview_pages(who, interviews_looked_at);
    pages.days = day_pages(who, days_looked_at);
    pages.own = shared_lists_for(who, list_scope::late, own_looked_at / 2);
    std::ranges::move(
        shared_lists_for(who, list_scope::mine, own_looked_at),
        std::back_inserter(pages.own)
    );
    pages.verdicts = {domain::awaited_list(who.id), 0, verdicts_looked_at, false};
    pages.shifts = short_shift_pages(ctx);
    return pages;
}

// Where somebody waits for a word of this person: not screened, or before the client.
std::vector<index_page> slates(const context& ctx, const found_requisitions& own) {
    std::vector<index_page> pages;
    for (const auto* req : own) {
        const bool manages = domain::has_role_on(*req, ctx.actor, domain::role::hiring_manager);
        const bool waits =
            manages ? req->slate.before_client > 0 : req->slate.live > req->slate.before_client;
        if (waits && pages.size() < slates_looked_at) {
            pages.push_back(
                {domain::undecided_list(req->number), 0, candidates_looked_at_each, false}
            );
        }
    }
    return pages;
}

/// The sections, each with a heading, and what the summary counts.
class day_sheet {
public:
    day_sheet(const context& ctx, const snapshot& seen) : ctx_(ctx), seen_(seen) {}

    void add_interviews(const std::vector<found_interview>& all) {
        std::vector<chat::block> lines;
        for (const auto& one : all) {
            const bool by_today = one.iv->start && local_day(*one.iv->start, one.iv->zone) <=
                                                       local_day(ctx_.now, one.iv->zone);
            if (by_today && one.iv->state == domain::interview_state::confirmed) {
                lines.emplace_back(interview_line(ctx_, one));
            }
        }
        auto count = counted_in(lines, "interview", "interviews");
        section("Interviews", std::move(count), std::move(lines));
    }

    void add_days(const std::vector<const domain::submittal*>& all) {
        std::vector<chat::block> lines;
        for (const auto* sub : all) {
            const auto* req =
                seen_.find<domain::requisition>(domain::record_name(sub->requisition));
            if (req == nullptr || domain::day_ahead(*sub) > local_day(ctx_.now, req->zone)) {
                continue;
            }
            if (auto line = day_line(ctx_, seen_, *sub)) {
                lines.emplace_back(std::move(*line));
            }
        }
        auto count = counted_in(lines, "first or last day", "first or last days");
        section("First and last days", std::move(count), std::move(lines));
    }

    void add_shifts(std::vector<chat::block> lines) {
        auto count = counted_in(lines, "shift lacks people", "shifts lack people");
        section("Shifts that lack people", std::move(count), std::move(lines));
    }

    // Of the client's people nothing is counted against a time: what waits for them is asked.
    void add_due(const found_requisitions& own) {
        std::vector<chat::block> lines;
        std::uint32_t due = 0;
        for (const auto* req : own) {
            const auto v =
                domain::view(*req, domain::clear(*req, ctx_.actor, ctx_.place.binding, false));
            const auto* const leading = domain::leading_clock(v.clocks);
            const bool running =
                leading != nullptr && leading->state == domain::clock_state::running;
            if (!v.allowed.owner_actions || !running ||
                local_day(leading->due, v.zone) > local_day(ctx_.now, v.zone)) {
                continue;
            }
            if (++due > most_due_shown) {
                continue;
            }
            lines.emplace_back(chat::paragraph{
                {chat::bold(shown_id(v.number) + ' ' + displayable(v.title)),
                 chat::plain(": " + next_of(v, ctx_.now))}});
        }
        auto count = lines.empty() ? std::string{} : counted(due, "due time", "due times");
        if (due > most_due_shown) {
            lines.emplace_back(chat::context_line{
                {chat::plain("All of them: "), chat::code(ctx_.root + " req list mine")}});
        }
        section("Due", std::move(count), std::move(lines));
    }

    void add_waiting(
        const std::vector<const domain::submittal*>& candidates,
        const std::vector<found_interview>& verdicts,
        const found_requisitions& own
    ) {
        std::vector<chat::block> lines;
        std::size_t waiting = 0;
        for (const auto* req : own) {
            const auto v =
                domain::view(*req, domain::clear(*req, ctx_.actor, ctx_.place.binding, false));
            if (const auto* asked = open_question(v); asked != nullptr) {
                if (++waiting <= most_waiting_shown) {
                    chat::message one;
                    add_open_question(one, *asked, shown_id(v.number));
                    std::ranges::move(one.blocks, std::back_inserter(lines));
                }
            }
        }
        for (const auto& one : verdicts) {
            if (is_awaited(one)) {
                add_verdict(one, lines);
                ++waiting;
            }
        }
        for (const auto* sub : candidates) {
            if (waits(*sub)) {
                if (++waiting <= most_waiting_shown) {
                    add_candidate(*sub, lines);
                }
            }
        }
        const auto n = static_cast<std::uint32_t>(waiting);
        section(
            "Your word",
            waiting == 0 ? "" : counted(n, "waits", "wait") + " for your word",
            std::move(lines)
        );
    }

    [[nodiscard]] outcome shown() && {
        if (counts_.empty()) {
            return reply_with(
                sentence(ctx_, "Nothing today: no interview, first day or due time.", "me")
            );
        }
        said_.title = "Today";
        said_.summary = "Today: " + join(counts_, ", ") + '.';
        return reply_with(std::move(said_));
    }

private:
    static std::string counted_in(
        const std::vector<chat::block>& lines,
        std::string_view one,
        std::string_view several
    ) {
        return lines.empty() ? std::string{}
                             : counted(static_cast<std::uint32_t>(lines.size()), one, several);
    }

    void section(std::string heading, std::string count, std::vector<chat::block> lines) {
        if (lines.empty()) {
            return;
        }
        counts_.push_back(std::move(count));
        said_.blocks.emplace_back(chat::paragraph{{chat::bold(std::move(heading))}});
        std::ranges::move(lines, std::back_inserter(said_.blocks));
    }

    [[nodiscard]] bool is_awaited(const found_interview& one) const {
        const auto* mine = domain::find_interviewer(*one.iv, ctx_.actor.id);
        return mine != nullptr && domain::is_missing(mine->feedback.state);
    }

    void add_verdict(const found_interview& one, std::vector<chat::block>& to) const {
        auto line = interview_line(ctx_, one);
        line.text.push_back(chat::plain(". Your verdict: "));
        line.text.push_back(
            chat::code(ctx_.root + " fb " + shown_id(one.iv->number) + " yes \"why\"")
        );
        to.emplace_back(std::move(line));
    }

    [[nodiscard]] domain::submittal_view view_of(const domain::submittal& sub) const {
        const auto* req = seen_.find<domain::requisition>(domain::record_name(sub.requisition));
        const auto* who = seen_.find<domain::candidate>(domain::record_name(sub.candidate));
        if (req == nullptr) {
            return {};
        }
        return domain::view(
            sub,
            who,
            domain::clear(sub, *req, ctx_.actor, ctx_.place.binding, false)
        );
    }

    [[nodiscard]] bool waits(const domain::submittal& sub) const {
        const auto v = view_of(sub);
        const bool to_decide = v.allowed.deciding && awaits_word_since(sub).has_value();
        const bool to_screen =
            v.allowed.screening && sub.state == domain::submittal_state::submitted;
        return v.allowed.core && (to_decide || to_screen);
    }

    void add_candidate(const domain::submittal& sub, std::vector<chat::block>& to) const {
        const auto v = view_of(sub);
        const auto* req = seen_.find<domain::requisition>(domain::record_name(sub.requisition));
        to.emplace_back(chat::paragraph{
            {chat::bold(shown_id(v.number) + ' ' + displayable(v.shown_name)),
             chat::plain(
                 ", " + shown_id(req->number) + ' ' + displayable(req->title) + ", since " +
                 local_time(awaits_word_since(sub).value_or(sub.entered), req->zone)
             )}});
        auto row = likely_buttons(v, seen_.version_of(domain::record_name(v.number)));
        if (!row.buttons.empty()) {
            to.emplace_back(std::move(row));
        }
    }

    const context& ctx_;
    const snapshot& seen_;
    chat::message said_{};
    std::vector<std::string> counts_{};
};

std::vector<const domain::submittal*> submittals_on(
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

void add_wanted(need& to, std::optional<need> more) {
    if (more) {
        std::ranges::move(more->records, std::back_inserter(to.records));
        std::ranges::move(more->pages, std::back_inserter(to.pages));
    }
}

}  // namespace

outcome me_today(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto pages = pages_of(ctx);
    if (auto wanted = missing_pages(seen, pages.all())) {
        return std::move(*wanted);
    }
    const auto listing = listed(ctx, seen, pages.own);
    const auto& own = std::get<found_requisitions>(listing);
    const auto waiting = slates(ctx, own);
    auto interviews = visible_interviews(ctx, seen, names_on(seen, pages.interviews));
    auto verdicts = visible_interviews(ctx, seen, names_on(seen, {pages.verdicts}));
    const auto days = submittals_on(seen, pages.days);
    auto wanted = missing_for_short_shifts(seen, pages.shifts);
    add_wanted(wanted, missing_pages(seen, waiting));
    for (auto* part : {&interviews, &verdicts}) {
        if (auto* more = std::get_if<need>(part)) {
            add_wanted(wanted, std::move(*more));
        }
    }
    add_wanted(wanted, missing_for_lines(seen, days));
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    const auto candidates = submittals_on(seen, waiting);
    if (auto more = missing_for_lines(seen, candidates)) {
        return std::move(*more);
    }
    day_sheet sheet(ctx, seen);
    sheet.add_interviews(std::get<std::vector<found_interview>>(interviews));
    sheet.add_shifts(short_shift_lines(ctx, seen, pages.shifts));
    sheet.add_days(days);
    sheet.add_waiting(candidates, std::get<std::vector<found_interview>>(verdicts), own);
    sheet.add_due(own);
    return std::move(sheet).shown();
}

}  // namespace fillrate::handlers
