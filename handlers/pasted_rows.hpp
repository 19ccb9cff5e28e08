// `admin import KIND`: a table pasted into a form is checked, shown, and imported once its very
// text has been seen. The text stays in the form all the way, so nothing is kept anywhere else.
// Splitting it and committing the rows is the engine's.
#pragma once

#include "handlers/import_rows.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::handlers {

/// Characters of one paste: a text field of Slack holds no more.
inline constexpr std::size_t longest_paste = 3000;
/// The form's field.
inline constexpr std::string_view paste_field = "rows";

/// Administrators all kinds; operations all but people, whose rows give roles.
[[nodiscard]] bool may_import(const domain::actor& who, import_kind kind) noexcept;
/// Says who may; tells nothing else.
[[nodiscard]] outcome refuse_import(const context& ctx, import_kind kind);

/// What a form of these is about: the kind, and the fingerprint of the rows its reader has seen
/// checked.
struct paste_subject {
    import_kind kind = import_kind::clients;
    std::string seen{};  ///< empty: none yet
};
[[nodiscard]] std::string paste_subject_text(const paste_subject& of);
[[nodiscard]] std::optional<paste_subject> read_paste_subject(std::string_view text);

/// What became of the rows, or would.
struct paste_report {
    std::array<std::size_t, 4> rows{};    ///< by row_fate
    std::vector<std::string> problems{};  ///< "Line 3, column zone: ..."

    void add(const row_outcome& one, const std::vector<std::size_t>& lines);
    [[nodiscard]] std::size_t count(row_fate fate) const {
        return rows.at(static_cast<std::size_t>(fate));
    }
    /// Whether an import would change anything.
    [[nodiscard]] bool does_something() const {
        return count(row_fate::created) + count(row_fate::changed) != 0;
    }
};

/// The empty form.
[[nodiscard]] chat::form paste_form(import_kind kind);
/// The form again with what its rows would do, and the text to change or to import.
[[nodiscard]] chat::form preview_form(
    const paste_subject& of,
    const paste_report& report,
    std::string text
);
/// What an import did.
[[nodiscard]] chat::message import_told(
    const context& ctx,
    import_kind kind,
    const paste_report& report
);

}  // namespace fillrate::handlers
