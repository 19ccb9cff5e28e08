// The rows behind a report as CSV: made when their link is opened, of what its reader may see by
// then (DOMAIN.md 7.1).
#include "core/base/text.hpp"
#include "handlers/answers.hpp"
#include "handlers/report_scope.hpp"
#include "handlers/report_sharing.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace fillrate::handlers {

namespace {

using report_function = outcome (*)(const context&, const snapshot&, domain::policy_book&);

/// A report whose rows are the first table of what it says.
struct tabled_report {
    std::string_view name{};
    report_function decide = nullptr;
    bool has_pages = false;  ///< else it is about somebody
};

constexpr std::array tabled_reports{
    tabled_report{"pipeline", report_pipeline, true},
    tabled_report{"aging", report_aging, true},
    tabled_report{"supplier", report_supplier},
    tabled_report{"client", report_client}};

void add_argument(chat::command& to, std::string_view key, std::string_view value) {
    if (!value.empty()) {
        chat::argument one;
        one.key = key;
        one.value = value;
        to.arguments.push_back(std::move(one));
    }
}

// "pipeline:2", "supplier:quillfeather:light_industrial"
chat::command line_for(const tabled_report& of, const std::vector<std::string_view>& parts) {
    chat::command line;
    line.noun = "report";
    line.verb = of.name;
    if (of.has_pages) {
        add_argument(line, "page", parts[1]);
    } else {
        line.tail = parts[1];
        add_argument(line, "category", parts.back());
    }
    return line;
}

std::string file_title(const std::vector<std::string_view>& parts) {
    std::vector<std::string> said;
    for (const auto part : parts) {
        if (!part.empty()) {
            said.emplace_back(part);
        }
    }
    return join(said, "-");
}

// For a table of numbers, not for eyes.
chat::table with_zeros(chat::table rows) {
    for (auto& cells : rows.rows) {
        std::ranges::replace(cells, std::string(shown_none), std::string("0"));
    }
    return rows;
}

const chat::table* first_table(const outcome& told) {
    const auto* said = std::get_if<answer>(&told);
    const auto* shown = said == nullptr ? nullptr : std::get_if<chat::message>(&said->reply.what);
    for (const auto& block : shown == nullptr ? std::span<const chat::block>{} : shown->blocks) {
        if (const auto* rows = std::get_if<chat::table>(&block)) {
            return rows;
        }
    }
    return nullptr;
}

}  // namespace

outcome report_rows(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const std::string_view subject = ctx.command.subjects.front();
    const auto asked = subject.substr(std::min(rows_subject.size(), subject.size()));
    const auto parts = split(asked, ':');
    const auto* of = std::ranges::find(tabled_reports, parts.front(), &tabled_report::name);
    if (of == tabled_reports.end()) {
        return report_sla_rows(ctx, seen, book);
    }
    const std::size_t known_parts = of->has_pages ? 2 : 3;
    if (parts.size() != known_parts) {
        return numbers_not_readable(ctx, "reports");
    }
    auto reading = ctx;
    reading.command = line_for(*of, parts);
    auto told = of->decide(reading, seen, book);
    if (std::holds_alternative<need>(told)) {
        return told;
    }
    const auto* rows = first_table(told);
    if (rows == nullptr || std::get<answer>(told).refused) {
        return numbers_not_readable(ctx, "reports");
    }
    chat::message all;
    all.title = file_title(parts);
    all.blocks.emplace_back(with_zeros(*rows));
    return reply_with(std::move(all));
}

}  // namespace fillrate::handlers
