// `client acorn`: the brief before a visit, in one message (DOMAIN.md 0): whose turn it is, what is
// open, who is at work, interviews of the week, concerns, opportunities, last notes.
#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/turn.hpp"
#include "handlers/agenda.hpp"
#include "handlers/answers.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/short_shifts.hpp"
#include "handlers/tables.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

namespace fillrate::handlers {

namespace {

// Together with what hangs on them under the 200 records of a decision.
constexpr std::uint32_t open_looked_at = 30;
constexpr std::uint32_t at_work_looked_at = 40;
constexpr std::uint32_t interviews_looked_at = 30;
constexpr std::uint32_t opportunities_looked_at = 5;
// A message holds 50 blocks. Of the listed requisitions the histories are read, a dozen at most.
constexpr std::size_t most_open_shown = 8;
constexpr std::size_t most_at_work_shown = 6;
constexpr std::size_t most_concerns_shown = 4;
constexpr std::size_t most_interviews_shown = 5;
constexpr std::size_t most_notes_shown = 3;

struct brief_pages {
    index_page open{};
    index_page at_work{};
    index_page interviews{};
    index_page opportunities{};
    index_page shifts{};

    [[nodiscard]] std::vector<index_page> all() const {
        return {open, at_work, interviews, opportunities, shifts};
    }
};

/// How long the lists are, whatever of them is looked at.
struct brief_counts {
    std::size_t open = 0;
    std::size_t at_work = 0;
    std::size_t opportunities = 0;
};

std::array<member_range, 3> whole_lists(const client_id& client) {
    return {
        member_range{domain::client_list(client), 0},
        member_range{domain::at_work_list(client), 0},
        member_range{domain::opportunity_list(client), 0}};
}

brief_counts counts_of(const snapshot& seen, const client_id& client) {
    const auto lists = whole_lists(client);
    return {
        seen.members.at(lists[0]).size(),
        seen.members.at(lists[1]).size(),
        seen.members.at(lists[2]).size()};
}

brief_pages pages_of(const client_id& client, instant now) {
    return {
        {domain::client_list(client), 0, open_looked_at, false},
        {domain::at_work_list(client), 0, at_work_looked_at, true},
        {domain::agenda_list(client), 0, interviews_looked_at, false},
        {domain::opportunity_list(client), 0, opportunities_looked_at, false},
        short_shift_page(client, now)};
}

// Weeks begin on Monday; 1 January 1970 was a Thursday.
std::int64_t local_week(instant at, std::string_view zone) {
    const auto day = parse_date(local_day(at, zone)).value();
    constexpr std::int64_t since_monday = 3;
    return (days_since_epoch(day).count() + since_monday) / 7;
}

std::string whose_turn_line(const found_requisitions& open) {
    struct side {
        domain::party who;
        std::string_view words;
    };
    constexpr std::array sides{
        side{domain::party::client, "the client"},
        side{domain::party::program, "us"},
        side{domain::party::supplier, "suppliers"},
        side{domain::party::candidate, "candidates"}};
    std::vector<std::string> parts;
    for (const auto& one : sides) {
        const auto n = std::ranges::count_if(open, [&one](const auto* req) {
            return domain::turn_of(*req) == one.who;
        });
        if (n > 0) {
            parts.push_back(std::to_string(n) + " on " + std::string(one.words));
        }
    }
    return parts.empty() ? "nobody has to act" : join(parts, ", ");
}

using brief_candidates = std::vector<const domain::submittal*>;

bool has_concern(const domain::submittal& sub) {
    return sub.job && sub.job->worried.has_value();
}

brief_candidates first_few(brief_candidates all, std::size_t most) {
    all.resize(std::min(all.size(), most));
    return all;
}

/// The message as it grows.
class brief {
public:
    brief(const context& ctx, const snapshot& seen) : ctx_(ctx), seen_(seen) {}

    void add_open(const found_requisitions& open, std::size_t all) {
        const auto part = all > open.size() && open.size() == open_looked_at
                              ? ", of the first " + std::to_string(open.size())
                              : std::string{};
        line("Whose turn: ", whose_turn_line(open) + part);
        head("Open requisitions", std::max(all, open.size()));
        std::size_t shown = 0;
        for (const auto* req : open) {
            if (shown++ == most_open_shown) {
                more(std::max(all, open.size()) - most_open_shown, "req list open");
                break;
            }
            const auto v =
                domain::view(*req, domain::clear(*req, ctx_.actor, ctx_.place.binding, false));
            line(
                shown_id(v.number) + ' ' + displayable(v.title),
                ": " + counted(v.openings_open, "opening", "openings") + " of " +
                    std::to_string(v.openings) + " to fill, " + std::string(shown_state(v.state)) +
                    ". " + next_of(v, ctx_.now)
            );
        }
    }

    void add_at_work(const std::vector<const domain::submittal*>& known, std::size_t all) {
        head("At work now", all);
        for (const auto* sub : first_few(known, most_at_work_shown)) {
            const auto v = view_of(*sub);
            line(shown_id(v.number) + ' ' + displayable(v.shown_name), ", " + v.at_work);
        }
        auto concerns = known;
        std::erase_if(concerns, [](const auto* sub) { return !has_concern(*sub); });
        head(
            all > known.size()
                ? "Concerns of the last " + std::to_string(known.size()) + " to start"
                : std::string("Concerns"),
            concerns.size()
        );
        for (const auto* sub : first_few(concerns, most_concerns_shown)) {
            const auto v = view_of(*sub);
            line(
                shown_id(v.number) + ' ' + displayable(v.shown_name),
                ": the last check-in said so."
            );
        }
    }

    void add_interviews(const std::vector<found_interview>& shown, std::size_t all) {
        head("Interviews this week", all);
        for (const auto& one : shown) {
            said_.blocks.emplace_back(interview_line(ctx_, one));
        }
    }

    // Where people are counted; elsewhere there is nothing to say.
    void add_shifts(std::vector<chat::block> lines) {
        if (!lines.empty()) {
            head("Shifts that lack people", lines.size());
            std::ranges::move(lines, std::back_inserter(said_.blocks));
        }
    }

    void add_opportunities(const std::vector<const domain::opportunity*>& known, std::size_t all) {
        head("Opportunities", all);
        for (const auto* one : known) {
            line({}, opportunity_line(*one, ctx_.now));
        }
    }

    void add_notes(const std::vector<const domain::requisition*>& of) {
        struct kept {
            const domain::requisition* req = nullptr;
            const domain::event* what = nullptr;
        };
        std::vector<kept> notes;
        for (const auto* req : of) {
            const auto history = seen_.histories.find(domain::record_name(req->number));
            if (history == seen_.histories.end()) {
                continue;
            }
            const auto taken_back = domain::undone_commands(history->second);
            for (const auto& what : history->second) {
                if (std::holds_alternative<domain::noted>(what.data) &&
                    !taken_back.contains(what.command)) {
                    notes.push_back({req, &what});
                }
            }
        }
        std::ranges::sort(notes, [](const kept& a, const kept& b) {
            return a.what->at > b.what->at;
        });
        head("Last notes", notes.size());
        notes.resize(std::min(notes.size(), most_notes_shown));
        for (const auto& [req, what] : notes) {
            line(
                shown_id(req->number),
                ", " + displayable(what->actor_name) + ' ' + local_time(what->at, req->zone) +
                    ": " + abbreviate(displayable(std::get<domain::noted>(what->data).text), 160)
            );
        }
    }

    [[nodiscard]] outcome shown(const domain::client& client) && {
        said_.title = displayable(client.name);
        said_.summary = displayable(client.name) + ": the brief of " +
                        local_time(ctx_.now, zone_of(client)) + '.';
        return reply_with(std::move(said_));
    }

private:
    [[nodiscard]] std::string zone_of(const domain::client& client) const {
        return client.sites.empty() ? ctx_.organisation.default_zone : client.sites.front().zone;
    }

    [[nodiscard]] domain::submittal_view view_of(const domain::submittal& sub) const {
        const auto* req = seen_.find<domain::requisition>(domain::record_name(sub.requisition));
        const auto* who = seen_.find<domain::candidate>(domain::record_name(sub.candidate));
        return req == nullptr ? domain::submittal_view{}
                              : domain::view(
                                    sub,
                                    who,
                                    domain::clear(sub, *req, ctx_.actor, ctx_.place.binding, false)
                                );
    }

    // An empty section is one word: what is not there is news too before a visit.
    void head(std::string_view what, std::size_t count) {
        chat::paragraph heading;
        heading.text.push_back(chat::bold(std::string(what)));
        heading.text.push_back(chat::plain(count == 0 ? ": none" : ": " + std::to_string(count)));
        said_.blocks.emplace_back(std::move(heading));
    }
    void line(std::string bold, std::string rest) {
        chat::paragraph made;
        if (!bold.empty()) {
            made.text.push_back(chat::bold(std::move(bold)));
        }
        made.text.push_back(chat::plain(std::move(rest)));
        said_.blocks.emplace_back(std::move(made));
    }
    void more(std::size_t count, std::string_view next) {
        said_.blocks.emplace_back(chat::context_line{
            {chat::plain(std::to_string(count) + " more: "),
             chat::code(ctx_.root + ' ' + std::string(next))}});
    }

    const context& ctx_;
    const snapshot& seen_;
    chat::message said_{};
};

// Those whose lines stand in the brief.
found_requisitions listed_first(const found_requisitions& open) {
    auto found = open;
    found.resize(std::min(found.size(), most_open_shown));
    return found;
}

std::vector<std::string> missing_histories(const snapshot& seen, const found_requisitions& of) {
    std::vector<std::string> names;
    for (const auto* req : of) {
        auto name = domain::record_name(req->number);
        if (!seen.histories.contains(name)) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

// Of those at work, whoever gets a line: the others are only counted.
brief_candidates with_a_line(const snapshot& seen, const index_page& page) {
    brief_candidates found;
    std::size_t concerns = 0;
    for (const auto& name : names_on(seen, {page})) {
        const auto* sub = seen.find<domain::submittal>(name);
        if (sub == nullptr) {
            continue;
        }
        const bool first = found.size() < most_at_work_shown;
        if (first || (has_concern(*sub) && concerns < most_concerns_shown)) {
            found.push_back(sub);
        }
        concerns += has_concern(*sub) ? 1U : 0U;
    }
    return found;
}

std::vector<std::string> confirmed_this_week(
    const snapshot& seen,
    const index_page& page,
    instant now
) {
    std::vector<std::string> names;
    for (const auto& name : names_on(seen, {page})) {
        const auto* iv = seen.find<domain::interview>(name);
        if (iv != nullptr && iv->start && iv->state == domain::interview_state::confirmed &&
            local_week(*iv->start, iv->zone) <= local_week(now, iv->zone)) {
            names.push_back(name);
        }
    }
    return names;
}

// The pages, and how long the lists are.
std::optional<need> missing_lists(
    const snapshot& seen,
    const brief_pages& pages,
    const client_id& client
) {
    auto wanted = missing_pages(seen, pages.all()).value_or(need{});
    for (const auto& list : whole_lists(client)) {
        if (!seen.members.contains(list)) {
            wanted.members.push_back(list);
        }
    }
    const bool nothing = wanted.pages.empty() && wanted.members.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

}  // namespace

outcome client_brief(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto typed = std::string(trim(ctx.command.tail));
    auto found = find_client(ctx, seen, typed, "client acorn");
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& client = *std::get<const domain::client*>(found);
    const auto pages = pages_of(client.id, ctx.now);
    if (auto wanted = missing_lists(seen, pages, client.id)) {
        return std::move(*wanted);
    }
    const auto listing = listed(ctx, seen, {pages.open});
    const auto& open = std::get<found_requisitions>(listing);
    const auto noted = listed_first(open);
    const auto ahead = confirmed_this_week(seen, pages.interviews, ctx.now);
    auto shown = ahead;
    shown.resize(std::min(shown.size(), most_interviews_shown));
    auto interviews = visible_interviews(ctx, seen, shown);
    auto wanted = missing_for_lines(seen, with_a_line(seen, pages.at_work)).value_or(need{});
    if (auto* more = std::get_if<need>(&interviews)) {
        std::ranges::move(more->records, std::back_inserter(wanted.records));
    }
    auto staffed = missing_for_short_shifts(seen, {pages.shifts});
    std::ranges::move(staffed.records, std::back_inserter(wanted.records));
    wanted.histories = missing_histories(seen, noted);
    if (!wanted.records.empty() || !wanted.histories.empty()) {
        return wanted;
    }
    const auto counts = counts_of(seen, client.id);
    brief made(ctx, seen);
    made.add_open(open, counts.open);
    made.add_shifts(short_shift_lines(ctx, seen, {pages.shifts}));
    made.add_at_work(records_of<domain::submittal>(seen, pages.at_work), counts.at_work);
    made.add_interviews(std::get<std::vector<found_interview>>(interviews), ahead.size());
    made.add_opportunities(
        records_of<domain::opportunity>(seen, pages.opportunities),
        counts.opportunities
    );
    made.add_notes(noted);
    return std::move(made).shown(client);
}

}  // namespace fillrate::handlers
