#include "integrations/csv/reader.hpp"

#include "core/base/text.hpp"
#include "integrations/csv/byte_order_mark.hpp"

#include <utility>

namespace fillrate::csv {

namespace {

problem at(const place& where, std::string text) {
    return {where, std::move(text)};
}

// Where the first byte that is no UTF-8 stands.
place first_invalid(const cell& in, bool quoted) {
    auto where = in.begins;
    where.column += quoted ? 1 : 0;
    std::string_view rest = in.text;
    while (!rest.empty()) {
        const auto next = first_code_point(rest);
        if (!next.valid) {
            break;
        }
        where =
            next.value == U'\n' ? place{where.line + 1, 1} : place{where.line, where.column + 1};
        rest.remove_prefix(next.length);
    }
    return where;
}

}  // namespace

std::optional<problem> reader::read(std::string_view bytes, std::vector<row>& into) {
    for (const char c : bytes) {
        auto wrong = started_ ? step(c, into) : skip_mark(c, into);
        if (wrong) {
            return wrong;
        }
    }
    return std::nullopt;
}

std::optional<problem> reader::finish(std::vector<row>& into) {
    if (!started_ && mark_bytes_ != 0 && mark_bytes_ != byte_order_mark.size()) {
        return at(here_, "this is not UTF-8; save the file as UTF-8");
    }
    switch (state_) {
        case state::quoted:
            return at(
                cell_.begins,
                "the quote that opens this cell is never closed; close it, and double each quote "
                "inside the cell"
            );
        case state::line_ends:
            return at(here_, "a line ends in CR alone; end lines in LF or CR LF");
        case state::cell_begins:
            if (row_.empty()) {
                return std::nullopt;
            }
            cell_.begins = here_;
            was_quoted_ = false;
            break;
        case state::plain:
        case state::quote_closes:
            break;
    }
    if (auto wrong = end_cell()) {
        return wrong;
    }
    return end_row(into);
}

// The bytes of a byte order mark may come in several chunks, and need not become one.
std::optional<problem> reader::skip_mark(char c, std::vector<row>& into) {
    if (c == byte_order_mark[mark_bytes_]) {
        ++mark_bytes_;
        started_ = mark_bytes_ == byte_order_mark.size();
        return std::nullopt;
    }
    started_ = true;
    for (const char before : byte_order_mark.substr(0, mark_bytes_)) {
        if (auto wrong = step(before, into)) {
            return wrong;
        }
    }
    return step(c, into);
}

std::optional<problem> reader::step(char c, std::vector<row>& into) {
    std::optional<problem> wrong;
    if (c == '\0') {
        return at(here_, "a zero byte is no text; save the file as UTF-8");
    }
    switch (state_) {
        case state::cell_begins:
            wrong = begin_cell(c, into);
            break;
        case state::plain:
            wrong = delimit(c, into);
            break;
        case state::quoted:
            if (c == '"') {
                state_ = state::quote_closes;
            } else {
                wrong = take(c);
            }
            break;
        case state::quote_closes:
            if (c == '"') {
                state_ = state::quoted;
                wrong = take(c);
            } else {
                wrong = delimit(c, into);
            }
            break;
        case state::line_ends:
            wrong = c == '\n' ? end_row(into)
                              : at(here_, "a line ends in CR alone; end lines in LF or CR LF");
            break;
    }
    count(c);
    return wrong;
}

std::optional<problem> reader::begin_cell(char c, std::vector<row>& into) {
    cell_.begins = here_;
    was_quoted_ = c == '"';
    if (was_quoted_) {
        state_ = state::quoted;
        return std::nullopt;
    }
    state_ = state::plain;
    return delimit(c, into);
}

std::optional<problem> reader::take(char c) {
    if (cell_.text.size() == most_.cell_bytes) {
        return at(
            cell_.begins,
            "this cell has over " + std::to_string(most_.cell_bytes) +
                " bytes; shorten it, or close its quote"
        );
    }
    cell_.text += c;
    return std::nullopt;
}

// Outside quotes: what ends the cell or the line, or one more character of a plain cell.
std::optional<problem> reader::delimit(char c, std::vector<row>& into) {
    if (c == separator_) {
        state_ = state::cell_begins;
        return end_cell();
    }
    switch (c) {
        case '\r':
            state_ = state::line_ends;
            return end_cell();
        case '\n': {
            auto wrong = end_cell();
            return wrong ? wrong : end_row(into);
        }
        case '"':
            return at(
                here_,
                "a quote stands inside a cell that does not begin with one; put the whole cell in "
                "quotes and double each quote inside"
            );
        default:
            break;
    }
    if (state_ == state::quote_closes) {
        return at(
            here_,
            std::string("after the closing quote of a cell comes a ") +
                (separator_ == ',' ? "comma" : "tab") +
                " or the end of the line; double each quote inside the cell"
        );
    }
    return take(c);
}

std::optional<problem> reader::end_cell() {
    if (row_.size() == most_.cells_per_row) {
        return at(
            cell_.begins,
            "a row has at most " + std::to_string(most_.cells_per_row) + " cells; take some away"
        );
    }
    if (!is_valid_utf8(cell_.text)) {
        return at(first_invalid(cell_, was_quoted_), "this is not UTF-8; save the file as UTF-8");
    }
    row_.push_back(std::exchange(cell_, {}));
    return std::nullopt;
}

std::optional<problem> reader::end_row(std::vector<row>& into) {
    state_ = state::cell_begins;
    const bool blank = row_.size() == 1 && row_.front().text.empty() && !was_quoted_;
    if (blank) {
        row_.clear();
        return std::nullopt;
    }
    if (rows_ == most_.rows) {
        return at(
            row_.front().begins,
            "a file has at most " + std::to_string(most_.rows) + " rows; split it"
        );
    }
    ++rows_;
    into.push_back(std::exchange(row_, {}));
    return std::nullopt;
}

void reader::count(char c) noexcept {
    if (c == '\n') {
        ++here_.line;
        here_.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
        ++here_.column;
    }
}

}  // namespace fillrate::csv
