#include "bot/pasted_table.hpp"

#include "core/base/text.hpp"
#include "core/crypto/hash.hpp"
#include "handlers/pasted_rows.hpp"
#include "integrations/csv/reader.hpp"
#include "integrations/csv/writer.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::size_t fingerprint_digits = 24;

error at_place(const csv::place& where, const std::string& text) {
    return error(
        errc::invalid_input,
        "Line " + std::to_string(where.line) + ", character " + std::to_string(where.column) +
            ": " + text
    );
}

std::string too_long(handlers::import_kind kind, std::size_t length) {
    return "This is " + std::to_string(length) + " characters long, and a text field holds " +
           std::to_string(handlers::longest_paste) +
           ". Paste it in parts, each with the first line, or have it imported on the server: "
           "fillrate import " +
           std::string(handlers::word(kind)) + " FILE";
}

result<std::vector<csv::row>> split_rows(const std::string& text, char separator) {
    csv::reader reader({}, separator);
    std::vector<csv::row> rows;
    auto wrong = reader.read(text, rows);
    if (!wrong) {
        wrong = reader.finish(rows);
    }
    if (wrong) {
        return at_place(wrong->at, wrong->text);
    }
    return rows;
}

// Empty cells at the end of a line are tabs alone, which some text fields trim away.
void fill_up(std::vector<csv::row>& rows) {
    const auto width = rows.front().size();
    for (auto& row : rows) {
        while (row.size() < width) {
            row.push_back({{}, row.back().begins});
        }
    }
}

std::vector<std::string> texts_in(const csv::row& row) {
    std::vector<std::string> texts;
    for (const auto& cell : row) {
        texts.emplace_back(csv::unguarded(cell.text));
    }
    return texts;
}

std::string fingerprint_of(
    handlers::import_kind kind,
    const std::vector<std::string>& heading,
    const std::vector<std::vector<std::string>>& rows
) {
    std::string all(handlers::word(kind));
    const auto add = [&all](const std::vector<std::string>& row) {
        all += ';' + std::to_string(row.size());
        for (const auto& cell : row) {
            // As it comes back from a text field that cleans what it is given.
            const auto text = displayable_lines(cell);
            const auto trimmed = trim(text);
            all += ',' + std::to_string(trimmed.size()) + ':';
            all += trimmed;
        }
    };
    add(heading);
    std::ranges::for_each(rows, add);
    return crypto::short_hash(all, fingerprint_digits);
}

// With commas: tabs do not survive every text field.
std::string with_commas(const std::vector<csv::row>& rows) {
    std::string text;
    for (const auto& row : rows) {
        csv::append_row(text, texts_in(row));
        text.resize(text.size() - 2);
        text += '\n';
    }
    return text;
}

}  // namespace

result<pasted_table> read_pasted(handlers::import_kind kind, const std::string& text) {
    const auto length = count_code_points(text);
    if (length > handlers::longest_paste) {
        return error(errc::invalid_input, too_long(kind, length));
    }
    const bool tabs = text.substr(0, text.find('\n')).find('\t') != std::string::npos;
    auto rows = split_rows(text, tabs ? '\t' : ',');
    if (!rows) {
        return rows.error();
    }
    if (rows->size() < 2) {
        return error(
            errc::invalid_input,
            "There is no row here. The first line names the columns, each further one is a row"
        );
    }
    if (tabs) {
        fill_up(*rows);
    }
    const auto heading = texts_in(rows->front());
    auto columns = handlers::read_header(kind, heading);
    if (const auto* wrong = std::get_if<handlers::cell_problem>(&columns)) {
        return at_place(rows->front()[wrong->cell].begins, wrong->column + ": " + wrong->text);
    }
    pasted_table table;
    table.columns = std::get<handlers::import_columns>(std::move(columns));
    table.text = tabs ? with_commas(*rows) : text;
    const auto kept = count_code_points(table.text);
    if (kept > handlers::longest_paste) {
        return error(errc::invalid_input, too_long(kind, kept));
    }
    for (auto row = std::next(rows->begin()); row != rows->end(); ++row) {
        table.rows.push_back(texts_in(*row));
        auto& lines = table.lines.emplace_back();
        for (const auto& cell : *row) {
            lines.push_back(cell.begins.line);
        }
    }
    table.fingerprint = fingerprint_of(kind, heading, table.rows);
    return table;
}

}  // namespace fillrate::bot
