// Reads comma-separated values strictly (RFC 4180, UTF-8), from chunks of any size, without ever
// holding more than one row and what the last chunk completed. Nothing is guessed: whatever is
// wrong is said with its line and column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::csv {

/// A place in the text as editors count it: from 1, columns in characters.
struct place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    friend bool operator==(const place&, const place&) = default;
};

/// The text is what was meant: without the quotes around it, and with every doubled one single.
struct cell {
    std::string text{};
    place begins{};
    friend bool operator==(const cell&, const cell&) = default;
};

using row = std::vector<cell>;

/// Why the text is no table, and what to write instead.
struct problem {
    place at{};
    std::string text{};
    friend bool operator==(const problem&, const problem&) = default;
};

struct limits {
    std::size_t cell_bytes = 8 * 1024;
    std::size_t cells_per_row = 64;
    std::size_t rows = 2'000'000;
};

/// Lines end in LF or CR LF, the last may end with the text. Empty lines are no rows. A byte order
/// mark at the start is skipped.
class reader {
public:
    /// The separator is a comma, or a tab: what a spreadsheet copies.
    explicit reader(limits most = {}, char separator = ',') : most_(most), separator_(separator) {}

    /// Appends the rows that these bytes complete. After a problem there is nothing more to read.
    [[nodiscard]] std::optional<problem> read(std::string_view bytes, std::vector<row>& into);
    /// The text ends here.
    [[nodiscard]] std::optional<problem> finish(std::vector<row>& into);

private:
    enum class state { cell_begins, plain, quoted, quote_closes, line_ends };

    [[nodiscard]] std::optional<problem> step(char c, std::vector<row>& into);
    [[nodiscard]] std::optional<problem> skip_mark(char c, std::vector<row>& into);
    [[nodiscard]] std::optional<problem> begin_cell(char c, std::vector<row>& into);
    [[nodiscard]] std::optional<problem> take(char c);
    [[nodiscard]] std::optional<problem> delimit(char c, std::vector<row>& into);
    [[nodiscard]] std::optional<problem> end_cell();
    [[nodiscard]] std::optional<problem> end_row(std::vector<row>& into);
    void count(char c) noexcept;

    limits most_;
    char separator_;
    state state_ = state::cell_begins;
    std::size_t mark_bytes_ = 0;
    bool started_ = false;
    bool was_quoted_ = false;
    std::size_t rows_ = 0;
    place here_{};
    cell cell_{};
    row row_{};
};

}  // namespace fillrate::csv
