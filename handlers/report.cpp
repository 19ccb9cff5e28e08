// `report supplier`, `report client`: the quality ratios of DOMAIN.md 4.4, and no verdict where
// there are too few to tell.
#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/quality.hpp"
#include "core/domain/shift_numbers.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/lists.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::cohort_entry;
using domain::quality_figure;
using figures = std::vector<quality_figure>;

/// With fewer suppliers a median would tell of one of them (DOMAIN.md 9).
constexpr std::size_t least_for_median = 5;

bool manages(const domain::actor& who, const client_id& client) {
    return std::ranges::any_of(who.grants, [&client](const domain::grant& grant) {
        return grant.role == domain::role::hiring_manager && grant.client == client;
    });
}

template <class Id>
member_range cohort_of(const context& ctx, const Id& id) {
    return {domain::cohort_list(id), to_unix_ms(ctx.now - domain::quality_window)};
}

template <class Id>
member_range counted_shifts_of(const context& ctx, const Id& id) {
    return {domain::counted_shift_list(id), to_unix_ms(ctx.now - domain::quality_window)};
}

template <class Record>
std::optional<need> missing_cohorts(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const Record*>& of
) {
    need wanted;
    for (const auto* each : of) {
        for (auto& range : {cohort_of(ctx, each->id), counted_shifts_of(ctx, each->id)}) {
            if (!seen.members.contains(range)) {
                wanted.members.push_back(range);
            }
        }
    }
    return wanted.members.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

std::vector<cohort_entry> entries_of(const snapshot& seen, const member_range& range) {
    std::vector<cohort_entry> entries;
    const auto members = seen.members.find(range);
    if (members == seen.members.end()) {
        return entries;
    }
    for (const auto& member : members->second) {
        if (auto entry = domain::cohort_entry_from(member)) {
            entries.push_back(std::move(*entry));
        }
    }
    return entries;
}

std::vector<domain::shift_entry> shift_entries_of(const snapshot& seen, const member_range& range) {
    std::vector<domain::shift_entry> entries;
    const auto members = seen.members.find(range);
    if (members != seen.members.end()) {
        for (const auto& member : members->second) {
            if (auto entry = domain::shift_entry_from(member)) {
                entries.push_back(std::move(*entry));
            }
        }
    }
    return entries;
}

// Those of candidates, then those of shifts.
figures all_figures(
    const std::vector<cohort_entry>& candidates,
    const std::vector<domain::shift_entry>& shifts,
    instant now
) {
    auto all = domain::quality_of(candidates, now);
    for (const auto& figure : domain::shift_quality_of(shifts, now)) {
        all.push_back(figure);
    }
    return all;
}

// A measure of shifts is a row only where there were shifts.
bool is_told(const std::vector<figures>& of, std::size_t row) {
    const bool of_candidates = row < domain::quality_targets().size();
    return of_candidates ||
           std::ranges::any_of(of, [row](const auto& each) { return each[row].of > 0; });
}

std::string_view shown(domain::quality_verdict said) {
    switch (said) {
        case domain::quality_verdict::too_few:
            return "not enough data";
        case domain::quality_verdict::good:
            return "good";
        case domain::quality_verdict::at_risk:
            return "at risk";
        case domain::quality_verdict::missed:
            return "missed";
    }
    return {};
}

std::uint32_t percent(const quality_figure& figure) {
    return (200 * figure.hits + figure.of) / (2 * figure.of);
}

std::string share_text(const quality_figure& figure) {
    auto text = std::to_string(figure.hits) + '/' + std::to_string(figure.of);
    if (figure.said != domain::quality_verdict::too_few) {
        text += ", " + std::to_string(percent(figure)) + " %";
    }
    return text;
}

std::string goal_text(const domain::quality_target& target) {
    return std::string(target.at_least ? "at least " : "at most ") +
           std::to_string(target.percent) + " %";
}

// Of the suppliers with enough to tell; nothing when they are too few to stay unnamed.
std::string median_text(const std::vector<figures>& of_suppliers, std::size_t row) {
    std::vector<std::uint32_t> shares;
    for (const auto& each : of_suppliers) {
        if (each[row].said != domain::quality_verdict::too_few) {
            shares.push_back(percent(each[row]));
        }
    }
    if (shares.size() < least_for_median) {
        return "-";
    }
    const auto middle = shares.begin() + static_cast<std::ptrdiff_t>(shares.size() / 2);
    std::ranges::nth_element(shares, middle);
    return std::to_string(*middle) + " %";
}

chat::context_line about_the_numbers(const context& ctx) {
    return {{chat::plain(
        "Candidates presented in the last 90 days, as of " +
        local_time(ctx.now, ctx.organisation.default_zone) +
        ". Missed only where 80 % of the likely range misses the goal."
    )}};
}

chat::message scorecard(
    const context& ctx,
    const std::string& name,
    const figures& of,
    const std::vector<figures>& all_suppliers
) {
    chat::message said;
    said.title = "Numbers of " + name;
    chat::table rows;
    const bool compares = !all_suppliers.empty();
    rows.rows.push_back({"Measure", "Share", "Goal", "Verdict"});
    if (compares) {
        rows.rows.front().emplace_back("Median");
    }
    for (std::size_t i = 0; i < of.size(); ++i) {
        if (!is_told({of}, i)) {
            continue;
        }
        const auto& target = *of[i].target;
        rows.rows.push_back(
            {std::string(target.name),
             share_text(of[i]),
             goal_text(target),
             std::string(shown(of[i].said))}
        );
        if (compares) {
            rows.rows.back().push_back(median_text(all_suppliers, i));
        }
    }
    said.summary = "How the candidates of " + name + " fared: " + std::to_string(of.front().hits) +
                   " of " + std::to_string(of.front().of) + " presented were interviewed.";
    said.blocks.emplace_back(std::move(rows));
    said.blocks.emplace_back(about_the_numbers(ctx));
    return said;
}

// One row a supplier, by name: nothing here is a ranking.
chat::message overview(
    const context& ctx,
    const std::vector<const domain::supplier*>& suppliers,
    const std::vector<figures>& of
) {
    chat::message said;
    said.title = "Numbers of suppliers";
    chat::table rows;
    rows.rows.push_back({"Supplier"});
    for (std::size_t i = 0; i < of.front().size(); ++i) {
        if (is_told(of, i)) {
            rows.rows.front().emplace_back(of.front()[i].target->name);
        }
    }
    for (std::size_t i = 0; i < suppliers.size(); ++i) {
        auto& row =
            rows.rows.emplace_back(std::vector<std::string>{displayable(suppliers[i]->name)});
        for (std::size_t k = 0; k < of[i].size(); ++k) {
            if (is_told(of, k)) {
                row.push_back(share_text(of[i][k]) + ", " + std::string(shown(of[i][k].said)));
            }
        }
    }
    said.summary = "How the candidates of " +
                   counted(static_cast<std::uint32_t>(suppliers.size()), "supplier", "suppliers") +
                   " fared.";
    said.blocks.emplace_back(std::move(rows));
    said.blocks.emplace_back(about_the_numbers(ctx));
    return said;
}

// Whose numbers may be asked for here; empty when nobody's.
std::vector<const domain::supplier*> readable_suppliers(
    const context& ctx,
    const std::vector<const domain::supplier*>& all
) {
    const auto own = ctx.actor.supplier();
    const auto& readers = ctx.place.binding;
    const bool owner =
        ctx.actor.has(domain::role::operations) || ctx.actor.has(domain::role::account_manager);
    std::vector<const domain::supplier*> some;
    for (const auto* each : all) {
        const bool theirs = each->id == own;
        const bool here = is_inside(ctx) || (readers.who == domain::binding::kind::supplier &&
                                             readers.id == each->id.value);
        if (here && (owner || theirs)) {
            some.push_back(each);
        }
    }
    return some;
}

std::vector<figures> figures_of(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const domain::supplier*>& suppliers,
    bool whole_firm
) {
    std::vector<figures> all;
    for (const auto* each : suppliers) {
        auto entries = entries_of(seen, cohort_of(ctx, each->id));
        auto shifts = shift_entries_of(seen, counted_shifts_of(ctx, each->id));
        if (!whole_firm) {
            const auto of_others = [&ctx](const auto& entry) {
                return !looks_after(ctx.actor, entry.client);
            };
            std::erase_if(entries, of_others);
            std::erase_if(shifts, of_others);
        }
        all.push_back(all_figures(entries, shifts, ctx.now));
    }
    return all;
}

outcome nothing_to_read(const context& ctx, std::string_view whose) {
    return refuse(
        ctx,
        "Numbers of " + std::string(whose) + " are not yours to read in this place.",
        "req list mine"
    );
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

outcome report_supplier(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto page = directory_page(suppliers_list);
    if (!seen.pages.contains(page)) {
        need wanted;
        wanted.pages.push_back(page);
        return wanted;
    }
    const auto all = records_of<domain::supplier>(seen, page);
    const auto some = readable_suppliers(ctx, all);
    if (some.empty()) {
        return nothing_to_read(ctx, "suppliers");
    }
    field_problems problems;
    const auto* one = the_one(ctx, some, problems);
    if (!problems.empty()) {
        return problems.answer(ctx, "report supplier");
    }
    if (auto wanted = missing_cohorts(ctx, seen, one == nullptr ? some : all)) {
        return std::move(*wanted);
    }
    const bool own = one != nullptr && one->id == ctx.actor.supplier();
    if (one == nullptr) {
        return reply_with(overview(ctx, some, figures_of(ctx, seen, some, false)));
    }
    return reply_with(scorecard(
        ctx,
        displayable(one->name),
        figures_of(ctx, seen, {one}, own).front(),
        figures_of(ctx, seen, all, true)
    ));
}

outcome report_client(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto page = directory_page(clients_list);
    if (!seen.pages.contains(page)) {
        need wanted;
        wanted.pages.push_back(page);
        return wanted;
    }
    const auto& readers = ctx.place.binding;
    std::vector<const domain::client*> some;
    for (const auto* each : records_of<domain::client>(seen, page)) {
        const bool here = is_inside(ctx) || (readers.who == domain::binding::kind::client &&
                                             readers.id == each->id.value);
        const bool may = looks_after(ctx.actor, each->id) || manages(ctx.actor, each->id);
        if (here && may) {
            some.push_back(each);
        }
    }
    if (some.empty()) {
        return nothing_to_read(ctx, "clients");
    }
    const domain::client* one = some.size() == 1 ? some.front() : nullptr;
    if (!tail_of(ctx, "name").empty()) {
        field_problems problems;
        const auto match = read_tail_name(ctx, "client", names_of(some), problems);
        if (!match) {
            return problems.answer(ctx, "report client");
        }
        one = *std::ranges::find(some, match->id, [](const auto* c) { return c->id.value; });
    }
    if (one == nullptr) {
        return refuse(
            ctx,
            "Which client? You look after " + std::to_string(some.size()) + '.',
            "report client \"" + displayable(some.front()->name) + '"'
        );
    }
    if (auto wanted = missing_cohorts(ctx, seen, std::vector{one})) {
        return std::move(*wanted);
    }
    const auto entries = entries_of(seen, cohort_of(ctx, one->id));
    const auto shifts = shift_entries_of(seen, counted_shifts_of(ctx, one->id));
    return reply_with(
        scorecard(ctx, displayable(one->name), all_figures(entries, shifts, ctx.now), {})
    );
}

}  // namespace fillrate::handlers
