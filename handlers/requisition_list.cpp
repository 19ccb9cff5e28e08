// `req list [mine|late|open]`: pages of 20, only what this person may see here.
#include "core/base/text.hpp"
#include "handlers/answers.hpp"
#include "handlers/clock_excuse.hpp"
#include "handlers/late_candidates.hpp"
#include "handlers/own_times.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/tables.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <optional>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t requisitions_per_page = 20;
constexpr std::uint32_t last_page = 500;
constexpr std::string_view more_prefix = "list:";

struct wish {
    list_scope scope = list_scope::open;
    std::uint32_t page = 1;
};

std::string_view word(list_scope scope) {
    switch (scope) {
        case list_scope::open:
            return "open";
        case list_scope::mine:
            return "mine";
        case list_scope::late:
            return "late";
    }
    return "open";
}

void take_filter(wish& into, std::string_view filter) {
    // Late includes mine: everybody's late list is their own.
    if (filter == "late") {
        into.scope = list_scope::late;
    } else if (filter == "mine" && into.scope != list_scope::late) {
        into.scope = list_scope::mine;
    } else if (filter == "more") {
        into.page = 2;
    }
}

wish read_wish(const context& ctx) {
    wish wanted;
    // The [More] button: which list is its subject, which page its version.
    const auto& subjects = ctx.command.subjects;
    if (!subjects.empty() && subjects.front().starts_with(more_prefix)) {
        take_filter(wanted, std::string_view(subjects.front()).substr(more_prefix.size()));
        wanted.page =
            static_cast<std::uint32_t>(std::clamp<std::uint64_t>(ctx.seen_version, 1, last_page));
        return wanted;
    }
    take_filter(wanted, ctx.command.verb);
    for (const auto filter : ctx.command.values("filter")) {
        take_filter(wanted, filter);
    }
    if (const auto page = parse_int<std::uint32_t>(ctx.command.value("page"))) {
        wanted.page = std::clamp(*page, 1U, last_page);
    }
    return wanted;
}

outcome nothing_listed(const context& ctx, const wish& wanted) {
    if (wanted.page > 1) {
        return reply_with(
            sentence(ctx, "That was all.", "req list " + std::string(word(wanted.scope)))
        );
    }
    switch (wanted.scope) {
        case list_scope::late:
            // Managers read of no due times; what waits for their word is said by the day.
            return speaks_from_outside(ctx.actor)
                       ? reply_with(sentence(ctx, "What waits for you is shown by today.", "today"))
                       : reply_with(sentence(ctx, "Nothing needs you here.", "req list open"));
        case list_scope::mine:
            return reply_with(sentence(ctx, "None of yours is open.", "req list open"));
        case list_scope::open:
            break;
    }
    return reply_with(sentence(ctx, "No requisition is open that you can see here.", "help"));
}

std::string heading(const wish& wanted, std::size_t first, std::size_t count) {
    std::string title;
    switch (wanted.scope) {
        case list_scope::open:
            title = "Open requisitions";
            break;
        case list_scope::mine:
            title = "Your requisitions";
            break;
        case list_scope::late:
            title = "Past a due time";
            break;
    }
    if (count == 0) {
        return title + ", none of this page";
    }
    return title + ", " + std::to_string(first + 1) + " to " + std::to_string(first + count);
}

chat::button_row more_button(const wish& wanted) {
    chat::button more;
    more.label = "More";
    more.act.name = "list";
    more.act.subject = std::string(more_prefix) + std::string(word(wanted.scope));
    more.act.version = wanted.page + 1;
    return chat::button_row{{std::move(more)}};
}

}  // namespace

outcome requisition_list(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const auto wanted = read_wish(ctx);
    if (wanted.scope == list_scope::late && reads_own_times(ctx.actor)) {
        return show_own_times(ctx, seen, book, own_scope::past_due);
    }
    const std::uint32_t first = (wanted.page - 1) * requisitions_per_page;
    if (lists_for(ctx.actor, wanted.scope, 0, requisitions_per_page).empty()) {
        return nothing_listed(ctx, wanted);
    }
    auto page = page_of_worklist(ctx, seen, wanted.scope, first, requisitions_per_page);
    if (auto* early = std::get_if<need>(&page)) {
        return std::move(*early);
    }
    const auto& [all, further] = std::get<worklist_page>(page);
    late_page candidates;
    if (wanted.scope == list_scope::late) {
        auto late = late_candidates(ctx, seen, wanted.page);
        if (auto* early = std::get_if<need>(&late)) {
            return std::move(*early);
        }
        candidates = std::get<late_page>(std::move(late));
    }
    const bool more = further || candidates.more;
    const bool nothing = all.empty() && !more && !candidates.table;
    if (nothing && !candidates.approvals) {
        return nothing_listed(ctx, wanted);
    }
    chat::message shown;
    if (candidates.approvals) {
        shown.summary = "Offers wait for your approval.";
        shown.blocks.emplace_back(std::move(*candidates.approvals));
    }
    if (!all.empty() || further || (!candidates.table && !nothing)) {
        const auto caption = heading(wanted, first, all.size());
        shown.summary += (shown.summary.empty() ? "" : " ") + caption + '.';
        shown.blocks.emplace_back(requisition_table(ctx, all, caption));
    }
    if (candidates.table) {
        shown.summary += (shown.summary.empty() ? "" : " ") + candidates.table->caption + '.';
        shown.blocks.emplace_back(std::move(*candidates.table));
    }
    if (more) {
        shown.blocks.emplace_back(more_button(wanted));
    }
    if (wanted.scope == list_scope::late && !all.empty()) {
        const auto& first_late = *all.front();
        const auto number = std::to_string(first_late.number.value);
        if (auto offer = excuse_offer(ctx, first_late, first_late.clocks, number)) {
            shown.blocks.emplace_back(std::move(*offer));
        }
    }
    return reply_with(std::move(shown));
}

}  // namespace fillrate::handlers
