#include "core/base/text.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/pasted_rows.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::string_view subject_prefix = "table:";
constexpr std::string_view import_example = "admin import clients";
constexpr std::size_t most_problems = 20;

std::string kind_text(import_kind kind) {
    return std::string(word(kind));
}

// "2 new, 1 changed, 0 unchanged, 1 with an error"
std::string counts_text(const paste_report& report) {
    return std::to_string(report.count(row_fate::created)) + " new, " +
           std::to_string(report.count(row_fate::changed)) + " changed, " +
           std::to_string(report.count(row_fate::unchanged)) + " unchanged, " +
           std::to_string(report.count(row_fate::refused)) +
           (report.count(row_fate::refused) == 1 ? " with an error" : " with errors");
}

std::vector<chat::rich_text> problem_lines(const paste_report& report) {
    std::vector<chat::rich_text> lines;
    const auto shown = std::min(report.problems.size(), most_problems);
    for (std::size_t i = 0; i < shown; ++i) {
        lines.push_back({chat::plain(report.problems[i])});
    }
    if (shown < report.problems.size()) {
        lines.push_back({chat::plain(
            "And " + std::to_string(report.problems.size() - shown) + " more errors below these."
        )});
    }
    return lines;
}

std::string what_next(const paste_report& report) {
    const bool flawed = report.count(row_fate::refused) != 0;
    if (!report.does_something()) {
        return flawed
                   ? "Nothing here can be imported yet. Change the text below and check it again."
                   : "All of this is there already, so there is nothing to import.";
    }
    return flawed
               ? "Import takes the rows without an error. To fix the others, change the text "
                 "below: then it is checked again before anything is imported."
               : "Nothing is stored yet. If you change the text below, it is checked again first.";
}

// Where the imported can be seen, by who may see it.
std::string_view list_line(const domain::actor& who, import_kind kind) {
    const bool administers = who.has(domain::role::administrator);
    switch (kind) {
        case import_kind::clients:
        case import_kind::sites:
            return administers ? "admin clients" : "req new";
        case import_kind::suppliers:
            return administers ? "admin suppliers" : "req list";
        case import_kind::people:
            return "admin people";
        case import_kind::requisitions:
        case import_kind::submitted_candidates:
            break;
    }
    return "req list";
}

}  // namespace

bool may_import(const domain::actor& who, import_kind kind) noexcept {
    return who.has(domain::role::administrator) ||
           (who.has(domain::role::operations) && kind != import_kind::people);
}

outcome refuse_import(const context& ctx, import_kind kind) {
    return refuse(
        ctx,
        kind == import_kind::people
            ? "Only administrators import people, since their rows give roles."
            : "Only administrators and operations import tables.",
        "help"
    );
}

std::string paste_subject_text(const paste_subject& of) {
    auto text = std::string(subject_prefix) + kind_text(of.kind);
    return of.seen.empty() ? text : text + '.' + of.seen;
}

std::optional<paste_subject> read_paste_subject(std::string_view text) {
    if (!text.starts_with(subject_prefix)) {
        return std::nullopt;
    }
    text.remove_prefix(subject_prefix.size());
    const auto dot = std::min(text.find('.'), text.size());
    const auto kind = import_kind_of(text.substr(0, dot));
    if (!kind) {
        return std::nullopt;
    }
    return paste_subject{*kind, std::string(text.substr(std::min(dot + 1, text.size())))};
}

void paste_report::add(const row_outcome& one, const std::vector<std::size_t>& lines) {
    ++rows.at(static_cast<std::size_t>(one.fate));
    for (const auto& problem : one.problems) {
        const auto line = lines.at(std::min(problem.cell, lines.size() - 1));
        auto text =
            "Line " + std::to_string(line) + ", column " + problem.column + ": " + problem.text;
        text += text.ends_with('?') || text.ends_with('.') ? "" : ".";
        problems.push_back(std::move(text));
    }
}

chat::form paste_form(import_kind kind) {
    const auto columns = columns_of(kind);
    chat::form made;
    made.title = "Import " + kind_text(kind);
    made.submit = "Check";
    made.act.name = "import";
    made.act.subject = paste_subject_text({kind, {}});
    auto field = text_field(std::string(paste_field), "Table", {}, true);
    field.max_length = longest_paste;
    field.hint = "The first line names the columns: " +
                 join(std::vector<std::string>(columns.begin(), columns.end()), ",") +
                 ". Commas or a spreadsheet's tabs; at most " + std::to_string(longest_paste) +
                 " characters. More at once: fillrate import " + kind_text(kind) +
                 " FILE on the server.";
    made.fields.push_back(std::move(field));
    return made;
}

chat::form preview_form(const paste_subject& of, const paste_report& report, std::string text) {
    auto made = paste_form(of.kind);
    made.submit = report.does_something() ? "Import" : "Check again";
    made.act.subject =
        paste_subject_text(report.does_something() ? of : paste_subject{of.kind, {}});
    made.said.push_back({chat::bold(counts_text(report))});
    for (auto& line : problem_lines(report)) {
        made.said.push_back(std::move(line));
    }
    made.said.push_back({chat::plain(what_next(report))});
    made.fields.front().value = std::move(text);
    return made;
}

chat::message import_told(const context& ctx, import_kind kind, const paste_report& report) {
    auto said = sentence(ctx, "Imported " + kind_text(kind) + ": " + counts_text(report) + '.');
    said.tone = report.problems.empty() ? chat::tone::good : chat::tone::warning;
    for (auto& line : problem_lines(report)) {
        said.blocks.emplace_back(chat::paragraph{std::move(line)});
    }
    const auto next = report.problems.empty() ? std::string(list_line(ctx.actor, kind))
                                              : "admin import " + kind_text(kind);
    said.blocks.emplace_back(chat::context_line{
        {chat::plain("Next: "), chat::code(ctx.root + ' ' + next)}});
    return said;
}

// Opens the form; what it brings back the engine takes apart.
outcome admin_import(const context& ctx, const snapshot& /*seen*/, domain::policy_book& /*book*/) {
    const auto& subjects = ctx.command.subjects;
    const auto of = subjects.empty() ? std::nullopt : read_paste_subject(subjects.front());
    const auto kind = of ? std::optional{of->kind} : import_kind_of(ctx.command.value("table"));
    if (!may_import(ctx.actor, kind.value_or(import_kind::clients))) {
        return refuse_import(ctx, kind.value_or(import_kind::clients));
    }
    if (!kind) {
        return refuse(
            ctx,
            "Which table? clients, sites, suppliers, people, requisitions or submittals.",
            import_example
        );
    }
    return open_form(paste_form(*kind));
}

}  // namespace fillrate::handlers
