// `report supplier`, `report client`: the quality ratios of DOMAIN.md 4.4, and no verdict where
// there are too few to tell.
#include "core/base/text.hpp"
#include "core/domain/counted_starts.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/quality.hpp"
#include "core/domain/response.hpp"
#include "core/domain/shift_numbers.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/left_out.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/own_times.hpp"
#include "handlers/report_scope.hpp"
#include "handlers/report_sharing.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::cohort_entry;
using domain::quality_figure;
using figures = std::vector<quality_figure>;
/// Nothing: whatever the category.
using asked_category = std::optional<domain::category>;

/// With fewer suppliers a median would tell of one of them (DOMAIN.md 9).
constexpr std::size_t least_for_median = 5;

member_range responses_of(const context& ctx, const supplier_id& id) {
    return {domain::response_list(id), to_unix_ms(ctx.now - domain::quality_window)};
}

left_out left_out_of_numbers(const context& ctx, const snapshot& seen) {
    return left_out_since(seen, ctx.now - domain::quality_window);
}

template <class Id>
member_range counted_shifts_of(const context& ctx, const Id& id) {
    return {domain::counted_shift_list(id), to_unix_ms(ctx.now - domain::quality_window)};
}

template <class Id>
member_range counted_starts_of(const context& ctx, const Id& id) {
    return {domain::counted_start_list(id), to_unix_ms(ctx.now - domain::quality_window)};
}

std::vector<member_range> ranges_of(const context& ctx, const domain::client& client) {
    return {
        cohort_of(ctx, client.id),
        counted_shifts_of(ctx, client.id),
        counted_starts_of(ctx, client.id)};
}
std::vector<member_range> ranges_of(const context& ctx, const domain::supplier& supplier) {
    return {
        cohort_of(ctx, supplier.id),
        counted_shifts_of(ctx, supplier.id),
        counted_starts_of(ctx, supplier.id),
        responses_of(ctx, supplier.id)};
}

template <class Record>
std::optional<need> missing_cohorts(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const Record*>& of,
    need wanted
) {
    for (const auto* each : of) {
        for (auto& range : ranges_of(ctx, *each)) {
            if (!seen.members.contains(range)) {
                wanted.members.push_back(std::move(range));
            }
        }
    }
    return wanted.members.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// From the line, or from [Share here].
asked_category category_of_report(const context& ctx, field_problems& problems) {
    const auto& pressed = ctx.command.subjects;
    const auto word =
        pressed.empty() ? read_choice(ctx, "category", "category", problems) : pressed.front();
    return domain::from_word<domain::category>(word);
}

/// What there is to count.
struct counted_entries {
    std::vector<cohort_entry> candidates{};
    std::vector<domain::start_entry> starts{};
    std::vector<domain::shift_entry> shifts{};
};

// Who is counted without a name is of light industrial.
counted_entries only_of(counted_entries all, const asked_category& only) {
    if (!only) {
        return all;
    }
    std::erase_if(all.candidates, [&only](const auto& one) { return one.category != *only; });
    if (*only == domain::category::professional) {
        all.starts.clear();
        all.shifts.clear();
    }
    return all;
}

template <class Id>
counted_entries entries_of(
    const context& ctx,
    const snapshot& seen,
    const Id& id,
    const left_out& out
) {
    counted_entries all{
        read_entries(seen, cohort_of(ctx, id), domain::cohort_entry_from),
        read_entries(seen, counted_starts_of(ctx, id), domain::start_entry_from),
        read_entries(seen, counted_shifts_of(ctx, id), domain::shift_entry_from)};
    std::erase_if(all.candidates, [&out](const auto& one) {
        return out.records.contains(domain::record_name(one.number));
    });
    std::erase_if(all.shifts, [&out](const auto& one) {
        return out.records.contains(domain::record_name(one.id.requisition));
    });
    return all;
}

// Those of candidates and of first days without names, then those of shifts.
figures all_figures(const counted_entries& of, instant now) {
    auto all = domain::quality_of(of.candidates, now);
    domain::add_starts(all, of.starts, now);
    for (const auto& figure : domain::shift_quality_of(of.shifts, now)) {
        all.push_back(figure);
    }
    return all;
}

// A measure of shifts is a row only where there were shifts.
bool is_told(const std::vector<figures>& of, std::size_t row, const asked_category& only) {
    const auto& target = *of.front()[row].target;
    if (only && target.of && *target.of != *only) {
        return false;
    }
    const bool of_candidates = row < domain::quality_targets().size();
    return of_candidates ||
           std::ranges::any_of(of, [row](const auto& each) { return each[row].of > 0; });
}

std::string goal_text(const domain::quality_target& target) {
    return std::string(target.at_least ? "at least " : "at most ") +
           std::to_string(target.percent) + " %";
}

// Of the suppliers with enough to tell; nothing when they are too few to stay unnamed.
std::string median_of(std::vector<std::uint32_t> shares) {
    if (shares.size() < least_for_median) {
        return "-";
    }
    const auto middle = shares.begin() + static_cast<std::ptrdiff_t>(shares.size() / 2);
    std::ranges::nth_element(shares, middle);
    return std::to_string(*middle) + " %";
}

std::string median_text(const std::vector<figures>& of_suppliers, std::size_t row) {
    std::vector<std::uint32_t> shares;
    for (const auto& each : of_suppliers) {
        if (each[row].said != domain::quality_verdict::too_few) {
            shares.push_back(percent(each[row].hits, each[row].of));
        }
    }
    return median_of(std::move(shares));
}

// How suppliers answer. There is no goal: speed and volume alone are not rewarded (DOMAIN.md 4.4).

using responses = std::vector<domain::response_figure>;

std::string rate_text(const domain::response_figure& figure) {
    return share_text(figure.answered, figure.released, figure.says_something());
}

std::string volume_text(const domain::response_figure& figure) {
    auto text = std::to_string(figure.submitted) + '/' + std::to_string(figure.answered);
    if (figure.says_something() && figure.answered > 0) {
        const auto tenths = (20 * figure.submitted + figure.answered) / (2 * figure.answered);
        text += ", " + std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
    }
    return text;
}

std::string_view verdict_text(const domain::response_figure& figure) {
    return figure.says_something() ? "-" : shown_verdict(domain::quality_verdict::too_few);
}

constexpr std::string_view rate_name = "Requisitions answered with a candidate";
constexpr std::string_view volume_name = "Candidates per answered requisition";

void add_responses(
    chat::table& to,
    const domain::response_figure& of,
    const responses& all_suppliers
) {
    const bool compares = to.rows.front().size() > 4;
    const std::string verdict(verdict_text(of));
    std::vector<std::uint32_t> rates;
    for (const auto& each : all_suppliers) {
        if (each.says_something()) {
            rates.push_back(percent(each.answered, each.released));
        }
    }
    to.rows.push_back({std::string(rate_name), rate_text(of), "-", verdict});
    to.rows.push_back({std::string(volume_name), volume_text(of), "-", verdict});
    if (compares) {
        (to.rows.end() - 2)->push_back(median_of(std::move(rates)));
        to.rows.back().emplace_back("-");
    }
}

chat::context_line about_the_numbers(const context& ctx) {
    return {{chat::plain(
        "Candidates presented, heads counted on their first day, and requisitions released, in "
        "the last 90 days, as of " +
        local_time(ctx.now, ctx.organisation.default_zone) +
        ". Missed only where 80 % of the likely range misses the goal."
    )}};
}

/// Of all suppliers, in one order; empty where nobody is compared. Answers are not kept by
/// category: of one there are none.
struct supplier_figures {
    std::vector<figures> quality{};
    responses answers{};
};

std::string title_of(const std::string& name, const asked_category& only) {
    const std::string_view kind = !only                                     ? ""
                                  : *only == domain::category::professional ? ", professional"
                                                                            : ", light industrial";
    return "Numbers of " + name + std::string(kind);
}

/// Whose card it is.
struct scored {
    std::string name{};
    figures of{};
    std::optional<domain::response_figure> answers{};
};

chat::message scorecard(
    const context& ctx,
    const scored& whose,
    const supplier_figures& all_suppliers,
    const asked_category& only
) {
    chat::message said;
    said.title = title_of(whose.name, only);
    const auto& of = whose.of;
    chat::table rows;
    const bool compares = !all_suppliers.quality.empty();
    rows.rows.push_back({"Measure", "Share", "Goal", "Verdict"});
    if (compares) {
        rows.rows.front().emplace_back("Median");
    }
    for (std::size_t i = 0; i < of.size(); ++i) {
        if (!is_told({of}, i, only)) {
            continue;
        }
        const auto& target = *of[i].target;
        rows.rows.push_back(
            {std::string(target.name), share_text(of[i]), goal_text(target), shown_verdict(of[i])}
        );
        if (compares) {
            rows.rows.back().push_back(median_text(all_suppliers.quality, i));
        }
    }
    if (whose.answers) {
        add_responses(rows, *whose.answers, all_suppliers.answers);
    }
    said.summary = "How the candidates of " + whose.name +
                   " fared: " + std::to_string(of.front().hits) + " of " +
                   std::to_string(of.front().of) + " presented were interviewed.";
    said.blocks.emplace_back(std::move(rows));
    said.blocks.emplace_back(about_the_numbers(ctx));
    return said;
}

void add_response_cells(std::vector<std::string>& row, const domain::response_figure& of) {
    const auto guarded = [&of](std::string text) {
        return of.says_something() ? text : text + ", " + std::string(verdict_text(of));
    };
    row.push_back(guarded(rate_text(of)));
    row.push_back(guarded(volume_text(of)));
}

// One row a supplier, by name: nothing here is a ranking.
chat::message overview(
    const context& ctx,
    const std::vector<const domain::supplier*>& suppliers,
    const supplier_figures& of,
    const asked_category& only
) {
    chat::message said;
    said.title = title_of("suppliers", only);
    chat::table rows;
    rows.rows.push_back({"Supplier"});
    for (std::size_t i = 0; i < of.quality.front().size(); ++i) {
        if (is_told(of.quality, i, only)) {
            rows.rows.front().emplace_back(of.quality.front()[i].target->name);
        }
    }
    if (!of.answers.empty()) {
        rows.rows.front().emplace_back(rate_name);
        rows.rows.front().emplace_back(volume_name);
    }
    for (std::size_t i = 0; i < suppliers.size(); ++i) {
        auto& row =
            rows.rows.emplace_back(std::vector<std::string>{displayable(suppliers[i]->name)});
        const auto& figures_here = of.quality[i];
        for (std::size_t k = 0; k < figures_here.size(); ++k) {
            if (is_told(of.quality, k, only)) {
                row.push_back(share_text(figures_here[k]) + ", " + shown_verdict(figures_here[k]));
            }
        }
        if (!of.answers.empty()) {
            add_response_cells(row, of.answers[i]);
        }
    }
    said.summary = "How the candidates of " +
                   counted(static_cast<std::uint32_t>(suppliers.size()), "supplier", "suppliers") +
                   " fared.";
    said.blocks.emplace_back(std::move(rows));
    said.blocks.emplace_back(about_the_numbers(ctx));
    return said;
}

supplier_figures figures_of(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const domain::supplier*>& suppliers,
    const asked_category& only,
    bool whole_firm
) {
    supplier_figures all;
    const auto out = left_out_of_numbers(ctx, seen);
    const auto is_hidden = [&ctx, whole_firm](const auto& entry) {
        return !whole_firm && !looks_after(ctx.actor, entry.client);
    };
    for (const auto* each : suppliers) {
        auto entries = only_of(entries_of(ctx, seen, each->id, out), only);
        auto answers = read_entries(seen, responses_of(ctx, each->id), domain::response_entry_from);
        std::erase_if(entries.candidates, is_hidden);
        std::erase_if(entries.shifts, is_hidden);
        std::erase_if(entries.starts, is_hidden);
        std::erase_if(answers, is_hidden);
        all.quality.push_back(all_figures(entries, ctx.now));
        if (!only) {
            all.answers.push_back(domain::response_of(answers, ctx.now));
        }
    }
    return all;
}

std::string scorecard_rows(
    std::string_view report,
    const std::string& whose,
    const asked_category& only
) {
    const std::string_view kind = only ? word(*only) : std::string_view{};
    return join({std::string(report), whose, std::string(kind)}, ":");
}

// The one that is asked for by name, or by being the only one; null when none is.
const domain::supplier* the_one(
    const context& ctx,
    const std::vector<const domain::supplier*>& some,
    field_problems& problems
) {
    if (tail_of(ctx, "name").empty()) {
        return some.size() == 1 ? some.front() : nullptr;
    }
    const auto match = read_tail_name(ctx, "supplier", names_of(some), problems);
    const auto found =
        !match ? some.end()
               : std::ranges::find(some, match->id, [](const auto* s) { return s->id.value; });
    return found == some.end() ? nullptr : *found;
}

}  // namespace

outcome report_supplier(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const auto page = directory_page(suppliers_list);
    const auto out = left_out_of_numbers(ctx, seen);
    if (!seen.pages.contains(page)) {
        need wanted;
        if (reads_own_times(ctx.actor)) {
            auto times = own_times(ctx, seen, book, own_scope::waiting);
            wanted = std::get_if<need>(&times) == nullptr ? need{} : std::get<need>(times);
        }
        load_too(wanted, out.missing);
        wanted.pages.push_back(page);
        return wanted;
    }
    const auto all = records_of<domain::supplier>(seen, page);
    const auto some = readable_suppliers(ctx, all);
    if (some.empty()) {
        return numbers_not_readable(ctx, "suppliers");
    }
    field_problems problems;
    const auto* one = the_one(ctx, some, problems);
    const auto only = category_of_report(ctx, problems);
    if (!problems.empty()) {
        return problems.answer(ctx, "report supplier");
    }
    if (auto wanted = missing_cohorts(ctx, seen, one == nullptr ? some : all, out.missing)) {
        return std::move(*wanted);
    }
    const bool own = one != nullptr && one->id == ctx.actor.supplier();
    if (one == nullptr) {
        auto rows = overview(ctx, some, figures_of(ctx, seen, some, only, false), only);
        add_rows_link(ctx, rows, scorecard_rows("supplier", {}, only));
        return reply_with(std::move(rows));
    }
    std::optional<chat::table> waiting;
    if (own && reads_own_times(ctx.actor)) {
        auto times = own_times(ctx, seen, book, own_scope::waiting);
        if (auto* early = std::get_if<need>(&times)) {
            return std::move(*early);
        }
        waiting = std::get<std::optional<chat::table>>(std::move(times));
    }
    const auto theirs = figures_of(ctx, seen, {one}, only, own);
    scored whose{displayable(one->name), theirs.quality.front(), std::nullopt};
    if (!theirs.answers.empty()) {
        whose.answers = theirs.answers.front();
    }
    auto card = scorecard(ctx, whose, figures_of(ctx, seen, all, only, true), only);
    if (waiting) {
        card.blocks.emplace_back(std::move(*waiting));
    }
    add_rows_link(ctx, card, scorecard_rows("supplier", one->id.value, only));
    return reply_with(std::move(card));
}

outcome report_client(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto page = directory_page(clients_list);
    const auto out = left_out_of_numbers(ctx, seen);
    if (!seen.pages.contains(page)) {
        auto wanted = out.missing;
        wanted.pages.push_back(page);
        return wanted;
    }
    const auto some = readable_clients(ctx, seen);
    if (some.empty()) {
        return numbers_not_readable(ctx, "clients");
    }
    field_problems problems;
    const auto* one = client_asked_for(ctx, seen, some, problems);
    const auto only = category_of_report(ctx, problems);
    const auto line = "report client \"" + displayable(some.front()->name) + '"';
    if (!problems.empty()) {
        return problems.answer(ctx, line);
    }
    if (one == nullptr) {
        const auto known = std::to_string(some.size());
        return refuse(ctx, "Which client? You look after " + known + '.', line);
    }
    const sharing by{"share_client", std::string(only ? word(*only) : std::string_view{})};
    const bool of_this_room = one == client_of_room(ctx, seen);
    if (is_shared(ctx, by) && !of_this_room) {
        return numbers_not_readable(ctx, "clients");
    }
    if (auto wanted = missing_cohorts(ctx, seen, std::vector{one}, out.missing)) {
        return std::move(*wanted);
    }
    const auto counted_here = only_of(entries_of(ctx, seen, one->id, out), only);
    auto card = scorecard(
        ctx,
        {displayable(one->name), all_figures(counted_here, ctx.now), std::nullopt},
        {},
        only
    );
    if (!is_shared(ctx, by)) {
        add_rows_link(ctx, card, scorecard_rows("client", one->id.value, only));
    }
    return reply_here(ctx, std::move(card), by, of_this_room);
}

}  // namespace fillrate::handlers
