// A desk that imports tables, and the headers of its tables.
#pragma once

#include "bot/importer.hpp"
#include "core/base/text.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace fillrate::bot {

using handlers::import_kind;
using handlers::row_fate;
using row = std::vector<std::string>;

/// Rows are written as one line of cells each, with bars between, for the columns of the header.
class import_desk : public desk {
public:
    bool dry_run = false;

    result<std::vector<handlers::row_outcome>> try_import(
        import_kind kind,
        const std::string& header,
        const std::vector<std::string>& lines
    ) {
        const auto columns = handlers::read_header(kind, cells_of(header));
        auto& shared = desk::shared();
        domain::policy_book book;
        importer into(
            {store, clock, shared.codec, shared.names, book, ids},
            {},
            std::get<handlers::import_columns>(columns),
            header + std::to_string(lines.size()) + lines.front() + lines.back(),
            dry_run
        );
        std::vector<row> rows;
        for (const auto& line : lines) {
            rows.push_back(cells_of(line));
        }
        return run(into.take(std::move(rows)));
    }
    std::vector<handlers::row_outcome> import(
        import_kind kind,
        const std::string& header,
        const std::vector<std::string>& lines
    ) {
        return try_import(kind, header, lines).value();
    }
    row_fate import_one(import_kind kind, const std::string& header, const std::string& line) {
        const auto done = import(kind, header, {line});
        for (const auto& problem : done.front().problems) {
            ADD_FAILURE() << line << ": " << problem.column << ": " << problem.text;
        }
        return done.front().fate;
    }
    /// "column: text" of the only problem.
    std::string problem_of(import_kind kind, const std::string& header, const std::string& line) {
        const auto commits_before = store.commits.size();
        const auto done = import(kind, header, {line});
        EXPECT_EQ(done.front().fate, row_fate::refused) << line;
        EXPECT_EQ(store.commits.size(), commits_before) << line;
        const auto& problems = done.front().problems;
        return problems.size() == 1 ? problems.front().column + ": " + problems.front().text
                                    : std::to_string(problems.size()) + " problems";
    }
    template <class T>
    T stored(const std::string& name) {
        const auto found = truth.records().find(name);
        return found == truth.records().end()
                   ? T{}
                   : std::get<T>(shared().codec.decode(name, found->second.body).value());
    }
    void expect_sound() {
        for (const auto& problem : check().problems) {
            ADD_FAILURE() << problem;
        }
    }

private:
    static row cells_of(const std::string& line) {
        row cells;
        for (const auto piece : split(line, '|')) {
            cells.emplace_back(piece);
        }
        return cells;
    }
};

inline constexpr auto clients = "source|external_id|name";
inline constexpr auto sites = "source|external_id|client|name|zone|currency";
inline constexpr auto suppliers = "source|external_id|name|tier|categories|suspended";
inline constexpr auto people = "source|external_id|name|role|client|site|supplier|slack";
inline constexpr auto requisitions =
    "source|external_id|client|site|title|category|openings|priority|pay|start|hm|owner|state";

/// Of those that are open already.
inline constexpr auto open_requisitions =
    "source|external_id|client|site|title|category|openings|pay|suppliers|released_at|state";

inline constexpr auto submittals =
    "source|external_id|requisition|supplier|name|email|phone|pay|available|represented|state|"
    "submitted_at|presented_at|decided_at|reason";

inline std::vector<row_fate> fates(const std::vector<handlers::row_outcome>& outcomes) {
    std::vector<row_fate> all;
    for (const auto& one : outcomes) {
        all.push_back(one.fate);
    }
    return all;
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace fillrate::bot
