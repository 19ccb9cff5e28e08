#include "bot/csv_commands.hpp"

#include "bot/clock.hpp"
#include "bot/importer.hpp"
#include "bot/policy_versions.hpp"
#include "bot/store_session.hpp"
#include "core/base/text.hpp"
#include "core/crypto/hash.hpp"
#include "core/domain/names.hpp"
#include "handlers/export_rows.hpp"
#include "integrations/csv/reader.hpp"
#include "integrations/csv/writer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::size_t chunk_bytes = 32 * 1024;
constexpr std::uint32_t records_per_page = 50;
constexpr std::size_t records_per_load = 150;

using handlers::import_kind;
using handlers::row_fate;

std::string at(const std::string& path, const csv::place& where) {
    return path + ':' + std::to_string(where.line) + ':' + std::to_string(where.column);
}

// The rows of a file, some at a time.
class table_file {
public:
    explicit table_file(const std::string& path) : path_(path), in_(path, std::ios::binary) {}

    [[nodiscard]] bool opened() const { return in_.is_open(); }
    /// None at the end. Errors: invalid_input with the place.
    [[nodiscard]] result<csv::row> next() {
        while (next_ == rows_.size() && !ended_) {
            if (auto wrong = read_some()) {
                return error(errc::invalid_input, at(path_, wrong->at) + ": " + wrong->text);
            }
        }
        return next_ == rows_.size() ? csv::row{} : std::move(rows_[next_++]);
    }
    /// Of everything read so far.
    [[nodiscard]] const std::string& hash() const noexcept { return hash_; }

private:
    std::optional<csv::problem> read_some() {
        rows_.clear();
        next_ = 0;
        std::string bytes(chunk_bytes, '\0');
        in_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        bytes.resize(static_cast<std::size_t>(in_.gcount()));
        hash_ = crypto::to_hex(crypto::sha256(hash_ + bytes));
        if (in_.bad()) {
            return csv::problem{{}, "the file cannot be read any further"};
        }
        ended_ = in_.eof();
        auto wrong = reader_.read(bytes, rows_);
        return wrong || !ended_ ? wrong : reader_.finish(rows_);
    }

    std::string path_;
    std::ifstream in_;
    csv::reader reader_{};
    std::vector<csv::row> rows_{};
    std::size_t next_ = 0;
    bool ended_ = false;
    std::string hash_{};
};

std::vector<std::string> texts_of(const csv::row& row) {
    std::vector<std::string> texts;
    for (const auto& cell : row) {
        texts.emplace_back(csv::unguarded(cell.text));
    }
    return texts;
}

result<table_file> open_table(const std::string& path) {
    std::error_code failed;
    const bool regular = std::filesystem::is_regular_file(path, failed);
    table_file file(path);
    if (!regular || !file.opened()) {
        return error(
            errc::invalid_input,
            path + ": this is no file that can be read; write the path of a CSV file"
        );
    }
    return result<table_file>(std::move(file));
}

result<handlers::import_columns> read_columns(
    table_file& file,
    const std::string& path,
    import_kind kind
) {
    const auto header = file.next();
    if (!header) {
        return header.error();
    }
    const auto known = handlers::columns_of(kind);
    if (header->empty()) {
        const std::vector<std::string> names(known.begin(), known.end());
        return error(
            errc::invalid_input,
            path + ":1:1: the file is empty; its first line is " + join(names, ",")
        );
    }
    auto columns = handlers::read_header(kind, texts_of(*header));
    if (const auto* wrong = std::get_if<handlers::cell_problem>(&columns)) {
        return error(
            errc::invalid_input,
            at(path, (*header)[wrong->cell].begins) + ' ' + wrong->column + ": " + wrong->text
        );
    }
    return std::get<handlers::import_columns>(std::move(columns));
}

// Counts what became of the rows and says why some were refused.
class import_report {
public:
    explicit import_report(const checked_table& of) : of_(of) {}

    void add(const csv::row& row, const handlers::row_outcome& outcome) {
        ++counts_[static_cast<std::size_t>(outcome.fate)];
        for (const auto& problem : outcome.problems) {
            std::printf(
                "%s %s: %s\n",
                at(of_.path, row[std::min(problem.cell, row.size() - 1)].begins).c_str(),
                problem.column.c_str(),
                problem.text.c_str()
            );
        }
    }

    void print(bool dry_run) const {
        const auto count = [this](row_fate fate) {
            return static_cast<unsigned long long>(counts_[static_cast<std::size_t>(fate)]);
        };
        std::printf(
            "%s: %llu created, %llu changed, %llu unchanged, %llu refused%s\n",
            std::string(handlers::word(of_.columns.kind)).c_str(),
            count(row_fate::created),
            count(row_fate::changed),
            count(row_fate::unchanged),
            count(row_fate::refused),
            dry_run ? " (a dry run: nothing was stored)" : ""
        );
    }

    [[nodiscard]] std::uint64_t refused() const {
        return counts_[static_cast<std::size_t>(row_fate::refused)];
    }

private:
    const checked_table& of_;
    std::array<std::uint64_t, 4> counts_{};
};

// A demo's organisation time is not the machine's (DESIGN.md 4).
async::awaitable<result<void>> follow_clock(
    ports::store& store,
    const record_codec& codec,
    machine_clock& clock
) {
    record_loader loader(store, codec, command_id{});
    std::vector<std::string> names{std::string(clock_record)};
    const auto fetched = co_await loader.prefetch(std::move(names));
    if (!fetched) {
        co_return fetched.error();
    }
    const auto json = loader.own_record(std::string(clock_record));
    if (!json) {
        co_return json.error();
    }
    if (!json->empty()) {
        const auto line = time_line_from_json(*json);
        if (!line) {
            co_return line.error();
        }
        clock.set(*line);
    }
    co_return result<void>{};
}

// Rows about the same thing stay together: several roles of a person are several rows.
bool goes_on(const std::vector<csv::row>& rows, const csv::row& next) {
    return !rows.empty() && rows.back().size() > 1 && next.size() > 1 &&
           rows.back()[0].text == next[0].text && rows.back()[1].text == next[1].text;
}

async::awaitable<result<void>> import_some(
    importer& into,
    std::vector<csv::row> rows,
    import_report& report
) {
    std::vector<std::vector<std::string>> texts;
    for (const auto& row : rows) {
        texts.push_back(texts_of(row));
    }
    const auto outcomes = co_await into.take(std::move(texts));
    if (!outcomes) {
        co_return outcomes.error();
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        report.add(rows[i], (*outcomes)[i]);
    }
    co_return result<void>{};
}

async::awaitable<result<void>> import_rows_of(
    table_file& file,
    importer& into,
    import_report& report
) {
    std::vector<csv::row> rows;
    for (;;) {
        auto row = file.next();
        if (!row) {
            co_return row.error();
        }
        const bool ends = row->empty();
        const bool full = rows.size() >= rows_per_commit && !goes_on(rows, *row);
        if (ends || full || rows.size() >= 2 * rows_per_commit) {
            auto some = std::exchange(rows, {});
            const auto done = co_await import_some(into, std::move(some), report);
            if (!done || ends) {
                co_return done;
            }
        }
        rows.push_back(std::move(*row));
    }
}

async::awaitable<result<void>> load_into(
    ports::store& store,
    const record_codec& codec,
    std::vector<std::string> names,
    handlers::snapshot& into
) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::erase_if(names, [&into](const auto& name) { return into.loaded(name); });
    for (std::size_t i = 0; i < names.size(); i += records_per_load) {
        const std::span<const std::string> some(
            names.data() + i,
            std::min(records_per_load, names.size() - i)
        );
        const auto loaded = co_await store.load("", some);
        if (!loaded) {
            co_return loaded.error();
        }
        for (std::size_t k = 0; k < some.size(); ++k) {
            const auto& stored = loaded->records[k];
            handlers::record value;
            if (stored.version != 0) {
                auto decoded = codec.decode(some[k], stored.body);
                if (!decoded) {
                    co_return decoded.error();
                }
                value = std::move(*decoded);
            }
            into.put(some[k], stored.version, std::move(value));
        }
    }
    co_return result<void>{};
}

// The rows of one page of records, with everything they name.
async::awaitable<result<std::string>> page_text(
    ports::store& store,
    const record_codec& codec,
    import_kind kind,
    std::vector<std::string> names
) {
    handlers::snapshot seen;
    const auto loaded = co_await load_into(store, codec, names, seen);
    if (!loaded) {
        co_return loaded.error();
    }
    std::vector<std::string> named;
    for (const auto& name : names) {
        const auto more = handlers::named_in_rows(kind, seen.all().at(name).value);
        named.insert(named.end(), more.begin(), more.end());
    }
    const auto rest = co_await load_into(store, codec, std::move(named), seen);
    if (!rest) {
        co_return rest.error();
    }
    std::string text;
    for (const auto& name : names) {
        for (const auto& row : handlers::export_rows(kind, seen.all().at(name).value, seen)) {
            csv::append_row(text, row);
        }
    }
    co_return text;
}

result<void> print(const std::string& text) {
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written) {
        return error(errc::invalid_input, "the output cannot be written; is the disk full?");
    }
    return {};
}

std::string header_text(import_kind kind) {
    const auto known = handlers::columns_of(kind);
    const std::vector<std::string> names(known.begin(), known.end());
    std::string text;
    csv::append_row(text, names);
    return text;
}

}  // namespace

result<import_kind> find_table_kind(const std::string& word) {
    const auto kind = handlers::import_kind_of(word);
    if (!kind) {
        return error(
            errc::invalid_input,
            '"' + displayable(word) +
                "\" is no kind of table; write clients, sites, suppliers, people, requisitions or "
                "submittals"
        );
    }
    return *kind;
}

result<checked_table> check_table(const std::string& kind, const std::string& path) {
    const auto known = find_table_kind(kind);
    if (!known) {
        return known.error();
    }
    auto file = open_table(path);
    if (!file) {
        return file.error();
    }
    auto columns = read_columns(*file, path, *known);
    if (!columns) {
        return columns.error();
    }
    for (;;) {
        const auto row = file->next();
        if (!row) {
            return row.error();
        }
        if (row->empty()) {
            break;
        }
    }
    checked_table table;
    table.path = path;
    table.columns = std::move(*columns);
    table.hash = file->hash();
    return table;
}

async::awaitable<result<std::uint64_t>> import_table(
    ports::store& store,
    const crypto::key& key,
    const checked_table& table,
    bool dry_run
) {
    const record_codec codec(key, organisation_id{std::string(only_organisation)});
    const identity names(key);
    machine_clock clock;
    system_random random;
    outbox_ids ids(random);
    auto policies = co_await load_policies(store, codec);
    if (!policies) {
        co_return policies.error();
    }
    const auto followed = co_await follow_clock(store, codec, clock);
    if (!followed) {
        co_return followed.error();
    }
    auto file = open_table(table.path);
    if (!file) {
        co_return file.error();
    }
    const auto header = file->next();
    if (!header) {
        co_return header.error();
    }
    const importer::parts parts{store, clock, codec, names, policies->book, ids};
    importer into(parts, {}, table.columns, table.hash, dry_run);
    import_report report(table);
    const auto done = co_await import_rows_of(*file, into, report);
    report.print(dry_run);
    if (!done) {
        co_return done.error();
    }
    co_return report.refused();
}

async::awaitable<result<void>> export_table(
    ports::store& store,
    const crypto::key& key,
    import_kind kind
) {
    const record_codec codec(key, organisation_id{std::string(only_organisation)});
    const auto headed = print(header_text(kind));
    if (!headed) {
        co_return headed.error();
    }
    ports::range_query query;
    query.set = handlers::list_of(kind);
    query.limit = records_per_page;
    for (;;) {
        const auto members = co_await store.range(query);
        if (!members) {
            co_return members.error();
        }
        std::vector<std::string> page;
        for (const auto& member : *members) {
            page.push_back(member.name);
        }
        const auto text = co_await page_text(store, codec, kind, std::move(page));
        if (!text) {
            co_return text.error();
        }
        const auto written = print(*text);
        if (!written) {
            co_return written.error();
        }
        if (members->size() < records_per_page) {
            co_return result<void>{};
        }
        query.offset += records_per_page;
    }
}

}  // namespace fillrate::bot
