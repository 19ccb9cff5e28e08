// The table reader: pieces of any size give the same, and every table it takes can be written and
// read again.
#include "integrations/csv/reader.hpp"
#include "integrations/csv/writer.hpp"
#include "tests/fuzz/fuzz_input.hpp"

namespace {

using fillrate::csv::problem;
using fillrate::csv::row;

std::optional<problem> read_all(std::string_view text, std::size_t piece, std::vector<row>& into) {
    fillrate::csv::reader in;
    while (!text.empty()) {
        const auto next = text.substr(0, piece);
        text.remove_prefix(next.size());
        if (auto wrong = in.read(next, into)) {
            return wrong;
        }
    }
    return in.finish(into);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using fillrate::fuzz::require;
    const auto text = fillrate::fuzz::text_of(data, size);
    std::vector<row> rows;
    std::vector<row> again;
    const auto wrong = read_all(text, size + 1, rows);
    require(wrong == read_all(text, 1, again) && rows == again);
    if (wrong) {
        return 0;
    }
    std::string written;
    for (const auto& one : rows) {
        std::vector<std::string> cells;
        for (const auto& cell : one) {
            cells.push_back(cell.text);
        }
        fillrate::csv::append_row(written, cells);
    }
    std::vector<row> read;
    // A guard may make a cell of the greatest size one byte too long.
    if (read_all(written, written.size() + 1, read)) {
        require(size > 8 * 1024);
        return 0;
    }
    require(read.size() == rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        require(read[r].size() == rows[r].size());
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            require(fillrate::csv::unguarded(read[r][c].text) == rows[r][c].text);
        }
    }
    return 0;
}
