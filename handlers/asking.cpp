#include "handlers/asking.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/corrected.hpp"
#include "core/chat/said_line.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/miss_subject.hpp"

#include <algorithm>
#include <functional>

namespace fillrate::handlers {

namespace {

chat::form form_on(
    const snapshot& seen,
    std::string subject,
    std::string_view verb,
    std::string title,
    std::string submit
) {
    chat::form made;
    made.title = std::move(title);
    made.submit = std::move(submit);
    made.act.name = std::string(verb);
    made.act.version = seen.version_of(subject);
    made.act.subject = std::move(subject);
    return made;
}

}  // namespace

chat::form form_for(
    const snapshot& seen,
    const domain::requisition& req,
    std::string_view verb,
    std::string title,
    std::string submit
) {
    auto name = domain::record_name(req.number);
    return form_on(seen, std::move(name), verb, std::move(title), std::move(submit));
}

chat::form form_for(
    const snapshot& seen,
    const domain::submittal& sub,
    std::string_view verb,
    std::string title,
    std::string submit
) {
    auto name = domain::record_name(sub.number);
    return form_on(seen, std::move(name), verb, std::move(title), std::move(submit));
}

outcome ask_why(
    const snapshot& seen,
    const domain::submittal& sub,
    domain::submittal_verb what,
    std::string title
) {
    auto form = form_for(seen, sub, domain::word(what), std::move(title), "Save");
    form.fields.push_back(line_field("reason", "Why", {}, true));
    return open_form(std::move(form));
}

chat::form_field line_field(std::string id, std::string label, std::string value, bool required) {
    chat::form_field made;
    made.id = std::move(id);
    made.label = std::move(label);
    made.value = std::move(value);
    made.required = required;
    return made;
}

chat::form_field text_field(std::string id, std::string label, std::string value, bool required) {
    auto made = line_field(std::move(id), std::move(label), std::move(value), required);
    made.what = chat::form_field::kind::paragraph;
    made.max_length = 1000;
    return made;
}

chat::form_field list_field(
    std::string id,
    std::string label,
    std::string_view list,
    std::string value,
    bool required
) {
    std::vector<chat::choice> options;
    for (const auto& word : chat::choices_of(list)) {
        options.push_back({std::string(word.value), std::string(word.label)});
    }
    return pick_field(
        std::move(id),
        std::move(label),
        std::move(options),
        std::move(value),
        required
    );
}

chat::form_field pick_field(
    std::string id,
    std::string label,
    std::vector<chat::choice> options,
    std::string value,
    bool required
) {
    auto made = line_field(std::move(id), std::move(label), std::move(value), required);
    made.what = chat::form_field::kind::choice;
    made.options = std::move(options);
    return made;
}

std::string corrected(const context& ctx, std::string_view key, const std::string& value) {
    auto command = typed_of_miss(ctx);
    const auto old = std::ranges::find(command.arguments, key, &chat::argument::key);
    const chat::argument made{std::string(key), value, chat::argument::form::word};
    if (old == command.arguments.end()) {
        command.arguments.push_back(made);
    } else {
        *old = made;
    }
    return chat::to_line(command);
}

void field_problems::add(std::string field, std::string text, std::string next) {
    if (by_field.empty()) {
        next_line = std::move(next);
    }
    by_field.emplace_back(std::move(field), std::move(text));
}

void field_problems::ask_which(std::string field, std::string text, std::vector<reading> of) {
    if (by_field.empty()) {
        readings = of;
    }
    add(std::move(field), std::move(text), of.empty() ? std::string{} : of.front().line);
}

outcome field_problems::answer(const context& ctx, std::string_view otherwise) const {
    const bool asks = !readings.empty() && !ctx.from_form;
    return asks ? ask_which_reading(ctx, by_field.front().second, readings)
                : refuse_fields(ctx, by_field, next_line.empty() ? otherwise : next_line);
}

namespace {

// Who and where is of those who are known here, not of an example.
bool comes_from_directory(chat::value_kind kind) {
    using enum chat::value_kind;
    return kind == person || kind == channel || kind == client || kind == site || kind == supplier;
}

}  // namespace

std::string line_by_example(const context& ctx, const field_problems& problems) {
    const auto& verb = *chat::find_verb(ctx.command.noun, ctx.command.verb);
    const auto read = chat::parse(verb.example);
    const auto* const example = std::get_if<chat::command>(&read);
    auto line = ctx.command;
    for (const auto& [field, text] : problems.by_field) {
        const auto rule = std::ranges::find(verb.arguments, field, &chat::argument_rule::key);
        if (rule == verb.arguments.end()) {
            line.tail = example == nullptr ? std::string{} : example->tail;
            continue;
        }
        std::erase_if(line.arguments, [&field](const auto& each) { return each.key == field; });
        const auto* const said = example == nullptr ? nullptr : example->find(field);
        if (said != nullptr && !comes_from_directory(rule->kind)) {
            line.arguments.push_back(*said);
        }
    }
    return chat::short_line_of(line);
}

outcome ask_which_reading(
    const context& ctx,
    std::string text,
    const std::vector<reading>& readings
) {
    constexpr std::size_t most_buttons = 5;
    auto said = sentence(ctx, std::move(text), readings.front().line);
    chat::button_row row;
    for (const auto& each : readings) {
        auto button = chat::line_button(each.label, each.line);
        if (button && row.buttons.size() < most_buttons) {
            row.buttons.push_back(std::move(*button));
        }
    }
    if (row.buttons.size() == std::min(readings.size(), most_buttons)) {
        said.blocks.insert(said.blocks.end() - 1, std::move(row));
    }
    answer asked;
    asked.refused = true;
    asked.reply.what = std::move(said);
    return asked;
}

std::string read_choice(
    const context& ctx,
    std::string_view key,
    std::string_view list,
    field_problems& problems
) {
    const auto typed = value_of(ctx, key);
    if (typed.empty()) {
        return {};
    }
    const auto* word = chat::find_choice(list, typed);
    if (word == nullptr) {
        problems.add(std::string(key), "\"" + displayable(typed) + "\" is not one of the choices.");
        return {};
    }
    return std::string(word->value);
}

namespace {

/// What was typed where, and how the line reads with a name that exists.
struct typed_name {
    std::string field{};
    std::string text{};
    std::function<std::string(const std::string&)> line_with{};
};

std::optional<chat::name_match> match_name(
    const typed_name& typed,
    std::string_view noun,
    const std::vector<chat::named>& records,
    field_problems& problems
) {
    const auto found = chat::resolve_name(typed.text, records);
    if (const auto* one = std::get_if<chat::one_name>(&found)) {
        return one->match;
    }
    const auto listed = [](const std::vector<chat::name_match>& matches) {
        std::vector<std::string> names;
        for (const auto& match : matches) {
            names.push_back(displayable(match.name));
        }
        return join(names, ", ");
    };
    const auto shown = "\"" + abbreviate(displayable(typed.text), 60) + "\"";
    if (const auto* several = std::get_if<chat::several_names>(&found)) {
        std::vector<reading> readings;
        for (const auto& match : several->matches) {
            readings.push_back({displayable(match.name), typed.line_with(match.name)});
        }
        problems.ask_which(
            typed.field,
            shown + " may be any of these: " + listed(several->matches) + ".",
            std::move(readings)
        );
        return std::nullopt;
    }
    auto text =
        "There is no " + std::string(noun) + " called " + shown + " that you can name here.";
    const auto& nearest = std::get<chat::no_name>(found).nearest;
    if (!nearest.empty()) {
        text += " Did you mean " + listed(nearest) + "?";
        problems.add(typed.field, text, typed.line_with(nearest.front().name));
    } else {
        problems.add(typed.field, std::move(text));
    }
    return std::nullopt;
}

}  // namespace

std::optional<chat::name_match> read_name(
    const context& ctx,
    std::string_view key,
    std::string_view noun,
    const std::vector<chat::named>& records,
    field_problems& problems
) {
    const auto line_with = [&ctx, key](const std::string& name) {
        return corrected(ctx, key, name);
    };
    return match_name({std::string(key), value_of(ctx, key), line_with}, noun, records, problems);
}

std::optional<chat::name_match> read_tail_name(
    const context& ctx,
    std::string_view noun,
    const std::vector<chat::named>& records,
    field_problems& problems
) {
    const auto line_with = [&ctx](const std::string& name) {
        return ctx.command.noun + ' ' + ctx.command.verb + ' ' + chat::quoted(name);
    };
    return match_name({"name", tail_of(ctx, "name"), line_with}, noun, records, problems);
}

std::optional<std::string> other_year_problem(
    std::string_view typed,
    const chat::moment& read,
    civil_date today
) {
    constexpr std::chrono::days seven_months{215};
    const auto year = std::to_string(static_cast<int>(read.date.year()));
    const auto apart = days_since_epoch(read.date) - days_since_epoch(today);
    const bool from_now = typed.starts_with('+') || typed.starts_with("in ");
    const bool says_year =
        typed.find(year) != std::string_view::npos || trim(typed).ends_with('/' + year.substr(2));
    if (read.date.year() == today.year() || from_now || says_year ||
        std::chrono::abs(apart) <= seven_months) {
        return std::nullopt;
    }
    return "\"" + abbreviate(displayable(typed), 40) + "\" without a year would be " +
           std::string(short_weekday(read.date)) + ' ' +
           std::to_string(static_cast<unsigned>(read.date.day())) + ' ' +
           std::string(short_month(read.date)) + ' ' + year + ". Say the year if you mean it.";
}

std::string exact_text(const chat::moment& of, const time_zone& in) {
    return of.date_only ? format_date(of.date) : in.format_iso(of.at);
}

std::optional<chat::moment> read_moment(
    const context& ctx,
    std::string_view key,
    std::string_view zone,
    field_problems& problems
) {
    const auto in = time_zone::find(zone.empty() ? ctx.organisation.default_zone : zone);
    if (!in) {
        problems.add(std::string(key), "The site has no time zone, so no time can be read.");
        return std::nullopt;
    }
    const auto reading = chat::parse_ahead(value_of(ctx, key), ctx.now, *in);
    if (const auto* wrong = std::get_if<chat::when_problem>(&reading)) {
        problems.add(std::string(key), wrong->text);
        return std::nullopt;
    }
    if (const auto* two = std::get_if<chat::two_moments>(&reading)) {
        problems.ask_which(
            std::string(key),
            "That can be " + two->first.echo + " (" + exact_text(two->first, *in) + ") or " +
                two->second.echo + " (" + exact_text(two->second, *in) + "). Say which.",
            {{two->first.echo, corrected(ctx, key, exact_text(two->first, *in))},
             {two->second.echo, corrected(ctx, key, exact_text(two->second, *in))}}
        );
        return std::nullopt;
    }
    const auto& one = std::get<chat::moment>(reading);
    const auto today = in->to_local(ctx.now).civil.date;
    if (auto far = other_year_problem(value_of(ctx, key), one, today)) {
        auto next = corrected(ctx, key, exact_text(one, *in));
        problems.add(std::string(key), std::move(*far), std::move(next));
        return std::nullopt;
    }
    if (one.date_only ? one.date < today : one.at <= ctx.now) {
        problems.add(std::string(key), one.echo + " has passed.");
        return std::nullopt;
    }
    return one;
}

namespace {

// What already happened was the last day of that date: without a year it was read as the next.
civil_date last_such_day(std::string_view typed, civil_date read, civil_date today) {
    const bool names_year =
        typed.find(std::to_string(static_cast<int>(read.year()))) != std::string_view::npos;
    return read > today && !names_year ? read - std::chrono::years{1} : read;
}

/// Days a typed one may have been, today or before.
std::vector<civil_date> past_days_of(
    const std::vector<chat::moment>& readings,
    std::string_view typed,
    civil_date today
) {
    std::vector<civil_date> days;
    for (const auto& each : readings) {
        const auto day = last_such_day(typed, each.date, today);
        if (day.ok() && day <= today) {
            days.push_back(day);
        }
    }
    return days;
}

}  // namespace

std::optional<instant> read_past_day(
    const context& ctx,
    std::string_view key,
    std::string_view zone,
    field_problems& problems
) {
    const auto typed = value_of(ctx, key);
    const auto in = time_zone::find(zone.empty() ? ctx.organisation.default_zone : zone);
    const auto read = in ? chat::parse_when(typed, ctx.now, *in) : chat::when_reading{};
    std::vector<chat::moment> readings;
    if (const auto* two = std::get_if<chat::two_moments>(&read)) {
        readings = {two->first, two->second};
    } else if (const auto* one = std::get_if<chat::moment>(&read)) {
        readings = {*one};
    }
    if (!in || readings.empty()) {
        problems.add(std::string(key), "Give the day, such as nov 28 or 2026-11-28.");
        return std::nullopt;
    }
    const auto today = in->to_local(ctx.now).civil.date;
    const auto days = past_days_of(readings, typed, today);
    if (days.empty()) {
        problems.add(
            std::string(key),
            readings.front().echo + " lies ahead; give the day it happened."
        );
        return std::nullopt;
    }
    if (days.size() > 1) {
        const auto first = format_date(days.front());
        const auto second = format_date(days.back());
        problems.ask_which(
            std::string(key),
            "That can be " + first + " or " + second + ". Say which.",
            {{first, corrected(ctx, key, first)}, {second, corrected(ctx, key, second)}}
        );
        return std::nullopt;
    }
    const auto day = days.front();
    if (auto far = other_year_problem(typed, {.date = day}, today)) {
        auto next = corrected(ctx, key, format_date(day));
        problems.add(std::string(key), std::move(*far), std::move(next));
        return std::nullopt;
    }
    return in->to_instant({day, seconds{0}});
}

// A rate above it was never meant, in any currency.
constexpr std::string_view most_an_hour = "1000000";

std::optional<domain::money> read_money(
    const context& ctx,
    std::string_view key,
    const std::string& currency,
    field_problems& problems
) {
    const auto typed = value_of(ctx, key);
    if (typed.empty()) {
        return std::nullopt;
    }
    const auto read = chat::parse_money(typed, currency);
    if (!read) {
        problems.add(std::string(key), read.error().detail);
        return std::nullopt;
    }
    const bool hourly = key != "salary" && key != "fee";
    if (hourly && *read > chat::parse_money(most_an_hour, currency).value()) {
        const auto shown = abbreviate(displayable(typed), 40);
        problems.add(std::string(key), shown + " is no rate: it is over 1 million an hour.");
        return std::nullopt;
    }
    return *read;
}

std::string read_title(
    std::string_view field,
    const std::string& text,
    std::size_t longest,
    field_problems& problems
) {
    const auto shown = displayable(trim(text));
    if (count_code_points(shown) > longest) {
        problems.add(
            std::string(field),
            "That is too long: at most " + std::to_string(longest) + " characters."
        );
    }
    return abbreviate(shown, longest);
}

void require_words(
    const context& ctx,
    std::string_view code,
    std::string_view detail,
    field_problems& problems
) {
    if (code == "other" && trim(detail).empty()) {
        problems.add("detail", "Say in your words why.", chat::to_line(ctx.command) + " \"...\"");
    }
}

std::string reason_with(std::string code, std::string_view detail) {
    const auto text = abbreviate(displayable(trim(detail)), 200);
    return text.empty() ? code : code + ": " + text;
}

}  // namespace fillrate::handlers
