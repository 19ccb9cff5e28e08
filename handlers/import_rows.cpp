#include "handlers/import_rows.hpp"

#include "core/base/text.hpp"
#include "handlers/import_draft.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

constexpr auto client_columns = std::to_array<std::string_view>({"source", "external_id", "name"});
constexpr auto site_columns = std::to_array<std::string_view>(
    {"source", "external_id", "client", "name", "zone", "calendar", "currency"}
);
constexpr auto supplier_columns = std::to_array<std::string_view>(
    {"source", "external_id", "name", "tier", "categories", "suspended"}
);
constexpr auto person_columns = std::to_array<std::string_view>(
    {"source", "external_id", "name", "role", "client", "site", "supplier", "slack", "email"}
);
constexpr auto requisition_columns =
    std::to_array<std::string_view>({"source",      "external_id", "client",   "site",  "title",
                                     "category",    "openings",    "priority", "kind",  "pay",
                                     "bill",        "max",         "salary",   "fee",   "must",
                                     "shift",       "start",       "hm",       "owner", "suppliers",
                                     "released_at", "state"});

constexpr auto submittal_columns = std::to_array<std::string_view>(
    {"source",
     "external_id",
     "requisition",
     "supplier",
     "name",
     "email",
     "phone",
     "pay",
     "available",
     "represented",
     "state",
     "submitted_at",
     "presented_at",
     "decided_at",
     "reason",
     "bill"}
);

struct kind_rule {
    import_kind kind;
    std::string_view word;
    std::span<const std::string_view> columns;
    row_fate (*decide)(import_draft&, import_cells&);
};
constexpr kind_rule kind_rules[] = {
    {import_kind::clients, "clients", client_columns, import_client},
    {import_kind::sites, "sites", site_columns, import_site},
    {import_kind::suppliers, "suppliers", supplier_columns, import_supplier},
    {import_kind::people, "people", person_columns, import_person},
    {import_kind::requisitions, "requisitions", requisition_columns, import_requisition},
    {import_kind::submitted_candidates, "submittals", submittal_columns, import_submittal},
};

const kind_rule& rule_of(import_kind kind) noexcept {
    return *std::ranges::find(kind_rules, kind, &kind_rule::kind);
}

cell_problem unknown_column(import_kind kind, std::size_t cell, const std::string& name) {
    const auto known = columns_of(kind);
    const auto near = did_you_mean(name, {known.begin(), known.end()}, 1);
    std::string text = quoted(name) + " is no column of " + std::string(word(kind)) + "; ";
    if (near.empty()) {
        std::vector<std::string> all(known.begin(), known.end());
        text += "these are: " + join(all, ", ");
    } else {
        text += "write " + std::string(near.front());
    }
    return {cell, name, std::move(text)};
}

row_outcome decide_row(
    const kind_rule& rule,
    const import_columns& columns,
    const std::vector<std::string>& row,
    import_draft& draft
) {
    import_cells cells(columns, row);
    if (row.size() != columns.count) {
        const auto last = std::min(row.size(), columns.count) - 1;
        const auto text = "this row has " + std::to_string(row.size()) +
                          " cells where the header has " + std::to_string(columns.count) +
                          "; put a cell with a comma in it in quotes, and write every comma";
        return {row_fate::refused, {{last, "row", text}}};
    }
    draft.begin_row();
    const auto fate = rule.decide(draft, cells);
    return {cells.refused() ? row_fate::refused : fate, cells.problems()};
}

}  // namespace

std::string_view word(import_kind kind) noexcept {
    return rule_of(kind).word;
}

std::optional<import_kind> import_kind_of(std::string_view word) noexcept {
    const auto found = std::ranges::find(kind_rules, word, &kind_rule::word);
    return found == std::end(kind_rules) ? std::nullopt : std::optional{found->kind};
}

std::span<const std::string_view> columns_of(import_kind kind) noexcept {
    return rule_of(kind).columns;
}

std::variant<import_columns, cell_problem> read_header(
    import_kind kind,
    const std::vector<std::string>& cells
) {
    const auto known = columns_of(kind);
    import_columns columns{.kind = kind, .cell_of = {}, .count = cells.size()};
    columns.cell_of.resize(known.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto name = to_lower_ascii(trim(displayable(cells[i])));
        const auto at = std::ranges::find(known, name);
        if (at == known.end()) {
            return unknown_column(kind, i, name);
        }
        auto& cell = columns.cell_of[static_cast<std::size_t>(at - known.begin())];
        if (cell) {
            return cell_problem{i, name, "this column is there twice; leave one out"};
        }
        cell = i;
    }
    for (std::size_t i = 0; i < 2; ++i) {
        if (!columns.cell_of[i]) {
            const std::string name(known[i]);
            return cell_problem{
                0,
                name,
                "there is no column " + name +
                    ", by which a row is found again; add it (the first line names the columns)"};
        }
    }
    return columns;
}

import_outcome import_rows(
    const context& ctx,
    const import_batch& batch,
    const snapshot& seen,
    domain::policy_book& book
) {
    const auto& rule = rule_of(batch.columns.kind);
    import_draft draft(ctx, batch, seen, book);
    imported done;
    for (const auto& row : batch.rows) {
        done.rows.push_back(decide_row(rule, batch.columns, row, draft));
    }
    if (!draft.complete()) {
        return draft.missing();
    }
    done.decided = std::move(draft).finish();
    return done;
}

}  // namespace fillrate::handlers
