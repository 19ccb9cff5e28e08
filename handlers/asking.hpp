// Asking for what a command lacks, and reading what it gives: form fields, names, moments.
#pragma once

#include "core/chat/suggest.hpp"
#include "core/chat/verbs.hpp"
#include "core/chat/when.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// A form that does `verb` to the requisition or submittal, as it stands in the snapshot.
[[nodiscard]] chat::form form_for(
    const snapshot& seen,
    const domain::requisition& req,
    std::string_view verb,
    std::string title,
    std::string submit
);
[[nodiscard]] chat::form form_for(
    const snapshot& seen,
    const domain::submittal& sub,
    std::string_view verb,
    std::string title,
    std::string submit
);
/// Asks in one line why the step is taken.
[[nodiscard]] outcome ask_why(
    const snapshot& seen,
    const domain::submittal& sub,
    domain::submittal_verb what,
    std::string title
);

[[nodiscard]] chat::form_field line_field(
    std::string id,
    std::string label,
    std::string value,
    bool required = false
);
[[nodiscard]] chat::form_field text_field(
    std::string id,
    std::string label,
    std::string value,
    bool required = false
);
/// A choice list of the grammar.
[[nodiscard]] chat::form_field list_field(
    std::string id,
    std::string label,
    std::string_view list,
    std::string value,
    bool required = false
);
[[nodiscard]] chat::form_field pick_field(
    std::string id,
    std::string label,
    std::vector<chat::choice> options,
    std::string value,
    bool required = false
);

/// The typed line with one argument replaced, without the root word.
[[nodiscard]] std::string corrected(
    const context& ctx,
    std::string_view key,
    const std::string& value
);

/// One of the things a typed value may mean, and the line that says so.
struct reading {
    std::string label{};
    std::string line{};
};

/// Problems by field, and the line that repairs the first of them where one is known.
struct field_problems {
    std::vector<std::pair<std::string, std::string>> by_field{};
    std::string next_line{};
    std::vector<reading> readings{};  ///< of the first, when it was ambiguous: buttons

    void add(std::string field, std::string text, std::string next = {});
    void ask_which(std::string field, std::string text, std::vector<reading> of);
    [[nodiscard]] bool empty() const noexcept { return by_field.empty(); }
    /// As refuse_fields; `otherwise` is the next line when none is known.
    [[nodiscard]] outcome answer(const context& ctx, std::string_view otherwise) const;
};

/// The typed line, with what is wrong in it as the example of its verb says it, without the root
/// word; what the example does not say is left out.
[[nodiscard]] std::string line_by_example(const context& ctx, const field_problems& problems);

/// Asks which of the readings was meant, each a button that types its line.
[[nodiscard]] outcome ask_which_reading(
    const context& ctx,
    std::string text,
    const std::vector<reading>& readings
);

/// The value of a choice list, canonical; empty when not given. A form's unknown value is a
/// problem.
[[nodiscard]] std::string read_choice(
    const context& ctx,
    std::string_view key,
    std::string_view list,
    field_problems& problems
);

/// What a record may be called by.
template <class Record>
[[nodiscard]] chat::named named_as(const Record& of) {
    chat::named made{of.id.value, {of.name}};
    if constexpr (std::is_same_v<Record, domain::person>) {
        made.email = of.email;
    }
    return made;
}
/// Of several: pointers to them, or the records themselves.
template <class Records>
[[nodiscard]] std::vector<chat::named> names_of(const Records& records) {
    std::vector<chat::named> names;
    for (const auto& each : records) {
        if constexpr (std::is_pointer_v<typename Records::value_type>) {
            names.push_back(named_as(*each));
        } else {
            names.push_back(named_as(each));
        }
    }
    return names;
}

/// The one record the value of `key` names; none and a problem otherwise. `noun` is for the text.
[[nodiscard]] std::optional<chat::name_match> read_name(
    const context& ctx,
    std::string_view key,
    std::string_view noun,
    const std::vector<chat::named>& records,
    field_problems& problems
);

/// The same of the line's free text.
[[nodiscard]] std::optional<chat::name_match> read_tail_name(
    const context& ctx,
    std::string_view noun,
    const std::vector<chat::named>& records,
    field_problems& problems
);

/// Why a typed day is asked for again with its year: without one, only another year than this makes
/// it a coming (or past) day, more than seven months away. Nothing when it is clear.
[[nodiscard]] std::optional<std::string> other_year_problem(
    std::string_view typed,
    const chat::moment& read,
    civil_date today
);
/// A moment as it can be typed with no doubt: "2026-12-07", "2026-12-07T10:00-06:00".
[[nodiscard]] std::string exact_text(const chat::moment& of, const time_zone& in);

/// The moment of `key` in a zone; a problem when it is none, is ambiguous, has passed, or lies in
/// another year that was not named.
[[nodiscard]] std::optional<chat::moment> read_moment(
    const context& ctx,
    std::string_view key,
    std::string_view zone,
    field_problems& problems
);

/// The day of `key`, today or before; a date without a year is the last one. A problem when it is
/// none, lies ahead, or is far back in a year that was not named.
[[nodiscard]] std::optional<instant> read_past_day(
    const context& ctx,
    std::string_view key,
    std::string_view zone,
    field_problems& problems
);

/// The amount of `key`, in that currency; none when not given, a problem when it is none.
[[nodiscard]] std::optional<domain::money> read_money(
    const context& ctx,
    std::string_view key,
    const std::string& currency,
    field_problems& problems
);

/// Characters of a title, of a requisition or an opportunity.
inline constexpr std::size_t longest_title = 120;
/// A name somebody gives something, cut to `longest` characters; a problem when it has more, since
/// nobody's words are shortened unasked.
[[nodiscard]] std::string read_title(
    std::string_view field,
    const std::string& text,
    std::size_t longest,
    field_problems& problems
);

/// "other" says nothing by itself (DOMAIN.md 0, reason codes): without `detail` a problem.
void require_words(
    const context& ctx,
    std::string_view code,
    std::string_view detail,
    field_problems& problems
);
/// A reason code with its detail: "budget", "other: plant closes".
[[nodiscard]] std::string reason_with(std::string code, std::string_view detail);

}  // namespace fillrate::handlers
