// `report supplier`, `report client`: the quality ratios of DOMAIN.md 4.4, and no verdict where
// there are too few to tell.
#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/quality.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/lists.hpp"
#include "handlers/report_scope.hpp"
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

template <class Record>
std::optional<need> missing_cohorts(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const Record*>& of
) {
    need wanted;
    for (const auto* each : of) {
        auto range = cohort_of(ctx, each->id);
        if (!seen.members.contains(range)) {
            wanted.members.push_back(std::move(range));
        }
    }
    return wanted.members.empty() ? std::nullopt : std::optional{std::move(wanted)};
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
            shares.push_back(percent(each[row].hits, each[row].of));
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
        const auto& target = *of[i].target;
        rows.rows.push_back(
            {std::string(target.name),
             share_text(of[i]),
             goal_text(target),
             std::string(shown_verdict(of[i].said))}
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
    for (const auto& target : domain::quality_targets()) {
        rows.rows.front().emplace_back(target.name);
    }
    for (std::size_t i = 0; i < suppliers.size(); ++i) {
        auto& row =
            rows.rows.emplace_back(std::vector<std::string>{displayable(suppliers[i]->name)});
        for (const auto& figure : of[i]) {
            row.push_back(share_text(figure) + ", " + std::string(shown_verdict(figure.said)));
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
        auto entries = cohort_entries(seen, cohort_of(ctx, each->id));
        if (!whole_firm) {
            std::erase_if(entries, [&ctx](const cohort_entry& entry) {
                return !looks_after(ctx.actor, entry.client);
            });
        }
        all.push_back(domain::quality_of(entries, ctx.now));
    }
    return all;
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
        return numbers_not_readable(ctx, "suppliers");
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
    const auto some = readable_clients(ctx, seen);
    if (some.empty()) {
        return numbers_not_readable(ctx, "clients");
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
    const auto entries = cohort_entries(seen, cohort_of(ctx, one->id));
    return reply_with(
        scorecard(ctx, displayable(one->name), domain::quality_of(entries, ctx.now), {})
    );
}

}  // namespace fillrate::handlers
