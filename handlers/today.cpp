// `today`: what happens today and what waits for this person: interviews, first and last days, due
// times, and their own word. One bounded read; every time in the zone of its site.
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/agenda.hpp"
#include "handlers/answers.hpp"
#include "handlers/needs.hpp"
#include "handlers/short_shifts.hpp"
#include "handlers/tables.hpp"
#include "handlers/to_do.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

// Four records hang on an interview, two on a first or last day, one on a shift.
constexpr std::uint32_t interviews_looked_at = 7;
constexpr std::uint32_t days_looked_at = 6;
constexpr to_do_room own_looked_at{9, 18};
static_assert(
    interviews_looked_at * 5 + days_looked_at * 3 + most_short_shifts * 2 + own_looked_at.late +
        own_looked_at.mine + most_beside_requisitions <=
    200
);
// Each brings a line and a row of buttons, some more; a message holds 50 blocks, one of them its
// title, and of every section one each for heading and foot.
constexpr std::size_t most_waiting_shown = 5;
constexpr std::size_t most_waiting_blocks = 10;
constexpr std::uint32_t most_due_shown = 6;
static_assert(
    1 + interviews_looked_at + days_looked_at + most_short_shifts + most_waiting_blocks +
        most_due_shown + 5 * 2 <
    50
);

/// The lists the answer is made from, besides what waits for this person.
struct day_pages_read {
    std::vector<index_page> interviews{};
    std::vector<index_page> days{};
    std::vector<index_page> shifts{};

    [[nodiscard]] std::vector<index_page> all() const {
        auto pages = interviews;
        pages.insert(pages.end(), days.begin(), days.end());
        pages.insert(pages.end(), shifts.begin(), shifts.end());
        return pages;
    }
};

day_pages_read pages_of(const context& ctx) {
    return {
        interview_pages(ctx.actor, interviews_looked_at),
        day_pages(ctx.actor, days_looked_at),
        short_shift_pages(ctx)};
}

/// The sections, each with a heading, and what the summary counts.
class day_sheet {
public:
    day_sheet(const context& ctx, const snapshot& seen) : ctx_(ctx), seen_(seen) {}

    void add_interviews(
        const std::vector<found_interview>& all,
        const std::vector<index_page>& pages
    ) {
        std::vector<chat::block> lines;
        std::string last;
        for (const auto& one : all) {
            if (is_by_today(*one.iv) && one.iv->state == domain::interview_state::confirmed) {
                lines.emplace_back(interview_line(ctx_, one));
                last = std::to_string(one.req->number.value);
            }
        }
        auto count = counted_in(lines, "interview", "interviews");
        const bool goes_on = may_go_on(pages, [this](const std::string& name) {
            const auto* iv = seen_.find<domain::interview>(name);
            return iv != nullptr && is_by_today(*iv);
        });
        if (goes_on) {
            add_foot(lines, last + " interviews");
        }
        section("Interviews", std::move(count), std::move(lines));
    }

    void add_days(
        const std::vector<const domain::submittal*>& all,
        const std::vector<index_page>& pages
    ) {
        std::vector<chat::block> lines;
        std::string last;
        for (const auto* sub : all) {
            if (!is_by_today(*sub)) {
                continue;
            }
            if (auto line = day_line(ctx_, seen_, *sub)) {
                lines.emplace_back(std::move(*line));
                last = std::to_string(sub->requisition.value);
            }
        }
        auto count = counted_in(lines, "first or last day", "first or last days");
        const bool goes_on = may_go_on(pages, [this](const std::string& name) {
            const auto* sub = seen_.find<domain::submittal>(name);
            return sub != nullptr && is_by_today(*sub);
        });
        if (goes_on) {
            add_foot(lines, last + " candidates");
        }
        section("First and last days", std::move(count), std::move(lines));
    }

    void add_shifts(std::vector<chat::block> lines, const std::vector<index_page>& pages) {
        auto count = counted_in(lines, "shift lacks people", "shifts lack people");
        std::string last;
        const bool goes_on = may_go_on(pages, [this, &last](const std::string& name) {
            const auto* shift = seen_.find<domain::work_shift>(name);
            last = shift == nullptr ? last : std::to_string(shift->id.requisition.value);
            return shift != nullptr;
        });
        if (goes_on) {
            add_foot(lines, last + " shifts");
        }
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
            const bool running = leading != nullptr &&
                                 leading->state == domain::clock_state::running &&
                                 domain::alert_of(*leading) != domain::clock_alert::off;
            if (!v.allowed.owner_actions || !running ||
                local_day(domain::due_time(*leading), v.zone) > local_day(ctx_.now, v.zone)) {
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

    void add_waiting(std::vector<to_do> items) {
        std::erase_if(items, [](const to_do& one) { return !one.is_word; });
        std::vector<chat::block> lines;
        std::size_t said = 0;
        for (auto& one : items) {
            const bool fits = lines.size() + one.blocks.size() <= most_waiting_blocks;
            if (said == most_waiting_shown || (said > 0 && !fits)) {
                break;
            }
            std::ranges::move(one.blocks, std::back_inserter(lines));
            ++said;
        }
        if (said < items.size()) {
            lines.emplace_back(chat::context_line{
                {chat::plain(std::to_string(items.size() - said) + " more: "),
                 chat::code(ctx_.root + " req list mine")}});
        }
        const auto n = static_cast<std::uint32_t>(items.size());
        section("Your word", counted(n, "waits", "wait") + " for your word", std::move(lines));
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
    [[nodiscard]] bool is_by_today(const domain::interview& iv) const {
        return iv.start && local_day(*iv.start, iv.zone) <= local_day(ctx_.now, iv.zone);
    }
    [[nodiscard]] bool is_by_today(const domain::submittal& sub) const {
        const auto* req = seen_.find<domain::requisition>(domain::record_name(sub.requisition));
        return req != nullptr && domain::day_ahead(sub) <= local_day(ctx_.now, req->zone);
    }

    // A list that was read as far as there is room, and whose last is still of today.
    template <class IsOfToday>
    [[nodiscard]] bool may_go_on(const std::vector<index_page>& pages, IsOfToday is_of_today)
        const {
        return std::ranges::any_of(pages, [&](const index_page& page) {
            const auto& names = seen_.pages.at(page);
            return names.size() == page.limit && is_of_today(names.back());
        });
    }

    // What was looked at is not all there is; of one requisition all is shown.
    void add_foot(std::vector<chat::block>& lines, const std::string& line) const {
        if (!lines.empty() && line.front() != ' ') {
            lines.emplace_back(chat::context_line{
                {chat::plain("There may be more. All of one requisition: "),
                 chat::code(ctx_.root + ' ' + line)}});
        }
    }

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

outcome me_today(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const auto pages = pages_of(ctx);
    auto waiting = what_waits_for(ctx, seen, book, own_looked_at);
    need wanted;
    if (auto* more = std::get_if<need>(&waiting)) {
        wanted = std::move(*more);
    }
    if (auto lists = missing_pages(seen, pages.all())) {
        add_wanted(wanted, std::move(lists));
        return wanted;
    }
    auto interviews = visible_interviews(ctx, seen, names_on(seen, pages.interviews));
    const auto days = submittals_on(seen, pages.days);
    if (auto* more = std::get_if<need>(&interviews)) {
        add_wanted(wanted, std::move(*more));
    }
    add_wanted(wanted, missing_for_short_shifts(seen, pages.shifts));
    add_wanted(wanted, missing_for_lines(seen, days));
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    auto& [own, items] = std::get<to_do_list>(waiting);
    day_sheet sheet(ctx, seen);
    sheet.add_interviews(std::get<std::vector<found_interview>>(interviews), pages.interviews);
    sheet.add_shifts(short_shift_lines(ctx, seen, pages.shifts), pages.shifts);
    sheet.add_days(days, pages.days);
    sheet.add_waiting(std::move(items));
    sheet.add_due(own);
    return std::move(sheet).shown();
}

}  // namespace fillrate::handlers
