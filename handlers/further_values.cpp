#include "handlers/further_values.hpp"

#include "core/base/text.hpp"
#include "core/chat/grammar.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace fillrate::handlers {

namespace {

constexpr std::size_t longest_further = 1000;

// The site of a form names its client, and `at:` gets a field when it is given (backdated.hpp).
constexpr std::array<std::string_view, 3> placed_otherwise{"client", "site", "at"};

bool has_field_for(const chat::form& form, std::string_view key) {
    const auto field = std::ranges::find(form.fields, key, &chat::form_field::id);
    return field != form.fields.end() && (field->required || !field->value.empty());
}

// From the line as typed, from an earlier form by its fields.
std::vector<chat::argument> said_arguments(const context& ctx) {
    if (!ctx.from_form) {
        return ctx.command.arguments;
    }
    std::vector<chat::argument> said;
    const auto* verb = chat::find_verb(ctx.command.noun, ctx.command.verb);
    for (const auto& rule : verb->arguments) {
        if (auto value = value_of(ctx, rule.key); !value.empty()) {
            said.push_back({std::string(rule.key), std::move(value), chat::argument::form::word, {}}
            );
        }
    }
    return said;
}

chat::command bare_command(const context& ctx) {
    chat::command bare;
    bare.noun = ctx.command.noun;
    bare.verb = ctx.command.verb;
    return bare;
}

std::string further_text(const chat::form& form, const context& ctx) {
    auto kept = bare_command(ctx);
    const auto line_without = chat::to_line(kept);
    kept.arguments = said_arguments(ctx);
    std::erase_if(kept.arguments, [&form](const chat::argument& each) {
        const bool placed = std::ranges::find(placed_otherwise, each.key) != placed_otherwise.end();
        return placed || has_field_for(form, each.key);
    });
    return std::string(trim(chat::to_line(kept).substr(line_without.size())));
}

using field_values = std::map<std::string, std::string>;

/// The values by key, or what is wrong with them.
struct read_values {
    field_values by_key{};
    std::string problem{};
};

read_values read_further(const context& ctx, std::string_view text) {
    chat::line_settings settings;
    settings.meant_as_command = true;
    settings.by_name = false;
    const auto line = ctx.command.noun + ' ' + ctx.command.verb + ' ' + std::string(text);
    auto parsed =
        chat::parse(chat::typed_line{{{chat::text_run::kind::plain, line, {}}}}, settings);
    if (auto* wrong = std::get_if<chat::problem>(&parsed)) {
        return {{}, std::move(wrong->text)};
    }
    const auto& command = std::get<chat::command>(parsed);
    const bool same = command.noun == ctx.command.noun && command.verb == ctx.command.verb;
    if (!same || !command.tail.empty() || !command.subjects.empty()) {
        return {{}, "Write each value behind its key, such as kind:direct salary:90000."};
    }
    read_values read;
    for (const auto& each : command.arguments) {
        auto& value = read.by_key[each.key];
        value += (value.empty() ? "" : ", ") + each.value;
    }
    for (const auto& [key, value] : read.by_key) {
        if (!value_of(ctx, key).empty()) {
            return {{}, "This form has a field for " + key + ": already; leave it out here."};
        }
    }
    return read;
}

// At the field they were read from, together: a field shows one text.
void move_problems(chat::form_problems& problems, const field_values& further) {
    std::string text;
    std::erase_if(problems.by_field, [&](const auto& each) {
        const bool moves = further.contains(each.first);
        if (moves) {
            text += (text.empty() ? "" : " ") + each.second;
        }
        return moves;
    });
    if (!text.empty()) {
        problems.by_field.emplace_back(further_field, std::move(text));
    }
}

}  // namespace

void add_further_values(chat::form& form, const context& ctx, std::string hint) {
    auto field = line_field(std::string(further_field), "Also", further_text(form, ctx));
    field.hint = std::move(hint);
    field.max_length = longest_further;
    form.fields.push_back(std::move(field));
}

outcome decide_with_further_values(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
) {
    const auto text = ctx.from_form ? value_of(ctx, further_field) : std::string{};
    if (text.empty()) {
        return decide(ctx, seen, book);
    }
    auto further = read_further(ctx, text);
    if (!further.problem.empty()) {
        return refuse_fields(ctx, {{std::string(further_field), further.problem}}, {});
    }
    auto whole = ctx;
    whole.fields.erase(std::string(further_field));
    for (const auto& [key, value] : further.by_key) {
        whole.fields[key] = value;
    }
    auto made = decide(whole, seen, book);
    if (auto* said = std::get_if<answer>(&made)) {
        if (auto* problems = std::get_if<chat::form_problems>(&said->reply.what)) {
            move_problems(*problems, further.by_key);
        }
    }
    return made;
}

}  // namespace fillrate::handlers
