// The platform-neutral message: what is said, not how a platform draws it. Renderers escape;
// handlers never do.
#pragma once

#include "core/base/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fillrate::chat {

/// One styled piece of text. Foreign text (names, notes) is always a plain or bold run, so it
/// cannot become mark-up.
struct inline_run {
    enum class kind {
        plain,
        bold,
        code,    ///< something to type
        link,    ///< target is the address it leads to, or a path of our own: "/files/..."
        file,    ///< handlers name it: target is the subject whose kept file it is ("sub:311"); the
                 ///< engine makes a link of it that works once
        person,  ///< text is the shown name, target the platform user id when the reader's platform
                 ///< knows it, else empty
        moment   ///< text is the complete local rendering with zone; at is the instant
    };
    kind what = kind::plain;
    std::string text{};
    std::string target{};
    instant at{};

    friend bool operator==(const inline_run&, const inline_run&) = default;
};

using rich_text = std::vector<inline_run>;

[[nodiscard]] inline inline_run plain(std::string text) {
    return {inline_run::kind::plain, std::move(text), {}, {}};
}
[[nodiscard]] inline inline_run bold(std::string text) {
    return {inline_run::kind::bold, std::move(text), {}, {}};
}
[[nodiscard]] inline inline_run code(std::string text) {
    return {inline_run::kind::code, std::move(text), {}, {}};
}

/// A web address, shown as it is.
[[nodiscard]] inline inline_run link(std::string address) {
    auto shown = address;
    return {inline_run::kind::link, std::move(shown), std::move(address), {}};
}
[[nodiscard]] inline inline_run file(std::string shown, std::string subject) {
    return {inline_run::kind::file, std::move(shown), std::move(subject), {}};
}

/// What a press does. Handlers name it; the engine seals it into `value` before rendering
/// (chat/action.hpp).
struct action {
    std::string
        name{};  ///< a verb of the grammar, or a handler's own action name; [a-z_], <= 24 bytes
    std::string subject{};  ///< "req:104"; may be empty
    std::uint64_t version =
        0;                ///< of the subject when the button was drawn; 0 = not bound to a version
    std::string value{};  ///< sealed form, <= 150 bytes

    friend bool operator==(const action&, const action&) = default;
};

enum class button_tone { normal, primary, danger };

struct button {
    std::string label{};  ///< says the act: "Release", "On it, by 15:00" (DOMAIN.md 0)
    button_tone tone = button_tone::normal;
    action act{};
    std::string confirm{};  ///< non-empty: asked before the press counts

    friend bool operator==(const button&, const button&) = default;
};

struct paragraph {
    rich_text text{};
    friend bool operator==(const paragraph&, const paragraph&) = default;
};
/// Label and value pairs, drawn in two columns where the platform can.
struct field_list {
    std::vector<std::pair<std::string, rich_text>> fields{};
    friend bool operator==(const field_list&, const field_list&) = default;
};
/// At most five; the first is the likely one (DOMAIN.md 7.2).
struct button_row {
    std::vector<button> buttons{};
    friend bool operator==(const button_row&, const button_row&) = default;
};
/// Small grey text: whose turn it is, as-of, the next line to type.
struct context_line {
    rich_text text{};
    friend bool operator==(const context_line&, const context_line&) = default;
};
/// Rows of equal width; the first row is the heading.
struct table {
    std::string caption{};
    std::vector<std::vector<std::string>> rows{};
    friend bool operator==(const table&, const table&) = default;
};
struct divider {
    friend bool operator==(const divider&, const divider&) = default;
};

using block = std::variant<paragraph, field_list, button_row, context_line, table, divider>;

/// The form field that takes a file; a form has one at most.
inline constexpr std::string_view file_field = "file";

enum class tone { neutral, good, warning, bad };

/// A card, an answer, a notice. `summary` is one complete sentence: what a notification or a screen
/// reader says.
struct message {
    std::string title{};
    std::string summary{};
    chat::tone tone = chat::tone::neutral;
    std::vector<block> blocks{};
    /// The subject whose kept file goes along ("sub:311"); empty for none.
    std::string attached{};

    friend bool operator==(const message&, const message&) = default;
};

struct choice {
    std::string value{};
    std::string label{};
    friend bool operator==(const choice&, const choice&) = default;
};

struct form_field {
    enum class kind {
        line,
        paragraph,
        number,
        choice,
        choices,
        date,
        file  ///< a PDF or Word file; the submitted value says which upload it is
    };
    std::string id{};
    std::string label{};
    kind what = kind::line;
    bool required = true;
    std::string value{};  ///< prefilled; for choices a comma-separated list
    std::string hint{};
    std::vector<chat::choice> options{};
    std::size_t max_length = 150;
    friend bool operator==(const form_field&, const form_field&) = default;
};

/// One form, opened by a press or a command with something missing.
struct form {
    std::string title{};  ///< <= 24 characters
    std::string submit{"Save"};
    action act{};
    /// Types the line again that led to it: for platforms that show a button first, so that it
    /// opens with what was said. Empty where there was no line, or one too long for a button.
    action retype{};
    std::string typed{};            ///< that line where it is too long, with the root word
    std::vector<rich_text> said{};  ///< paragraphs above the fields
    std::vector<form_field> fields{};
    friend bool operator==(const form&, const form&) = default;
};

/// Problems of a submitted form by field id; the platform shows them at the fields and keeps the
/// form open.
struct form_problems {
    std::vector<std::pair<std::string, std::string>> by_field{};
    friend bool operator==(const form_problems&, const form_problems&) = default;
};

/// The interactive answer to one request: at most once, by the instance that received it (DESIGN.md
/// 2).
struct reply {
    enum class visibility { only_you, everyone_here };
    visibility who = visibility::only_you;
    std::variant<std::monostate, message, form, form_problems> what{};
    /// False: nothing was stored and the same delivery may be tried again (the store was away).
    bool settled = true;
};

}  // namespace fillrate::chat
