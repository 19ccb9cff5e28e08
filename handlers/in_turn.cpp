#include "handlers/in_turn.hpp"

#include "core/base/text.hpp"
#include "core/chat/said_line.hpp"
#include "core/chat/subject.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/needs.hpp"
#include "handlers/record_events.hpp"
#include "handlers/shift.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fillrate::handlers {

namespace {

std::string shown_subject(const std::string& name) {
    if (const auto on_day = domain::parse_shift_name(name)) {
        return shift_title(*on_day);
    }
    const auto req = domain::parse_requisition_name(name);
    return req ? shown_id(*req) : chat::typed_subject(name);
}

context about_one(const context& ctx, const snapshot& seen, const std::string& subject) {
    auto one = ctx;
    one.before_line = &seen;
    one.command.subjects = {subject};
    one.one_of_several = true;
    return one;
}

std::optional<need> missing_for_all(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
) {
    std::optional<need> wanted;
    for (const auto& subject : ctx.command.subjects) {
        const auto made = decide(about_one(ctx, seen, subject), seen, book);
        if (const auto* more = std::get_if<need>(&made)) {
            load_too(wanted ? *wanted : wanted.emplace(), *more);
        }
    }
    if (wanted) {  // each makes one of its own
        const auto all = static_cast<std::uint32_t>(ctx.command.subjects.size());
        wanted->question_numbers = wanted->question_numbers > 0 ? all : 0;
        wanted->requisition_numbers = wanted->requisition_numbers > 0 ? all : 0;
    }
    return wanted;
}

// As the one decided now leaves the records for the next, and the numbers not taken; their versions
// are those that were loaded, since all is committed at once. What does not fit is found again, and
// refused, there.
void leave_behind(const decision& made, instant now, snapshot& into) {
    for (auto what : made.events) {
        const auto* const fresh = std::get_if<domain::requisition_created>(&what.data);
        if (fresh != nullptr && fresh->number.value == into.reserved_number) {
            ++into.reserved_number;
        }
        what.at = what.at == instant{} ? now : what.at;
        into.reserved_question +=
            std::holds_alternative<domain::question_asked>(what.data) ? 1U : 0U;
        const auto before = into.all().find(what.subject);
        auto after =
            apply_event(before == into.all().end() ? record{} : before->second.value, what);
        if (after) {
            into.put(what.subject, into.version_of(what.subject), std::move(*after));
        }
    }
}

bool says(const chat::command& line, const std::string& field) {
    const bool is_tail = field == chat::find_verb(line.noun, line.verb)->tail_name;
    return is_tail ? !line.tail.empty() : line.find(field) != nullptr;
}

// As the example says it, else the first there is to choose from; nothing for what stands in the
// form already, since it is of one of them.
void say_in(chat::command& line, const chat::form_field& field, const chat::command& example) {
    const bool shown = says(example, field.id);
    if (!shown && !field.value.empty()) {
        return;
    }
    if (field.id == chat::find_verb(line.noun, line.verb)->tail_name) {
        line.tail = shown ? example.tail : "...";
        return;
    }
    const auto& first = field.options.empty() ? std::string("...") : field.options.front().value;
    line.arguments.push_back(
        shown ? *example.find(field.id)
              : chat::argument{field.id, first, chat::argument::form::word, {}}
    );
}

// The line that says what the form would have asked for.
std::string completed_line(const chat::command& typed, const chat::form& form) {
    const auto& verb = *chat::find_verb(typed.noun, typed.verb);
    const auto read = chat::parse(verb.example);
    const auto* const example = std::get_if<chat::command>(&read);
    auto line = typed;
    if (example == nullptr || example->verb != typed.verb) {
        return chat::to_line(line);
    }
    for (const auto& field : form.fields) {
        if (field.required && !says(line, field.id)) {
            say_in(line, field, *example);
        }
    }
    const bool added = line.arguments != typed.arguments || line.tail != typed.tail;
    for (const auto& each : added ? std::vector<chat::argument>{} : example->arguments) {
        if (line.find(each.key) == nullptr) {
            line.arguments.push_back(each);
        }
    }
    if (line.tail.empty() && line.find(verb.tail_name) == nullptr) {
        line.tail = example->tail;
    }
    return chat::to_line(line);
}

// A line that sets the one right sets the others right with it, who stood in the same line.
std::string about_all(const context& ctx, const std::string& subject, std::string_view line) {
    chat::line_settings settings;
    settings.meant_as_command = true;
    auto read = chat::parse(line, settings);
    auto* const command = std::get_if<chat::command>(&read);
    const bool again = command != nullptr && command->noun == ctx.command.noun &&
                       command->verb == ctx.command.verb &&
                       command->subjects == std::vector<std::string>{subject};
    if (!again) {
        return std::string(line);
    }
    command->subjects = ctx.command.subjects;
    return chat::to_line(*command);
}

// False when one of the lines is too long to stand behind a button then.
bool extend_buttons(const context& ctx, const std::string& subject, chat::button_row& row) {
    for (auto& button : row.buttons) {
        const auto line = chat::typed_line_of(button.act.name, button.act.subject);
        auto extended =
            line ? chat::line_button(button.label, about_all(ctx, subject, *line)) : std::nullopt;
        if (line && !extended) {
            return false;
        }
        button.act = extended ? std::move(extended->act) : button.act;
    }
    return true;
}

void extend_lines(const context& ctx, const std::string& subject, chat::message& into) {
    const auto root = ctx.root + ' ';
    std::vector<chat::block> blocks;
    for (auto& block : into.blocks) {
        if (auto* const next = std::get_if<chat::context_line>(&block)) {
            for (auto& run : next->text) {
                if (run.what == chat::inline_run::kind::code && run.text.starts_with(root)) {
                    run.text = root + about_all(ctx, subject, run.text.substr(root.size()));
                }
            }
        }
        auto* const row = std::get_if<chat::button_row>(&block);
        if (row == nullptr || extend_buttons(ctx, subject, *row)) {
            blocks.push_back(std::move(block));
        }
    }
    into.blocks = std::move(blocks);
}

// Whose refusal it is, and that nothing happened to the others either.
outcome refuse_all(const context& ctx, const std::string& subject, answer one) {
    const auto id = shown_subject(subject);
    if (const auto* form = std::get_if<chat::form>(&one.reply.what)) {
        return refuse(
            ctx,
            id + " lacks something, and for several at once all of it stands in the line. Nothing "
                 "changed.",
            completed_line(ctx.command, *form)
        );
    }
    if (auto* text = std::get_if<chat::message>(&one.reply.what); text != nullptr && one.refused) {
        extend_lines(ctx, subject, *text);
        const auto all = "That is about " + id + "; nothing changed for the others either.";
        const auto second = text->blocks.empty() ? text->blocks.end() : text->blocks.begin() + 1;
        text->blocks.insert(second, chat::paragraph{{chat::plain(all)}});
        text->summary += ' ' + all;
    }
    return outcome(std::move(one));
}

// Cards are brought up to date once, however often they changed.
void take_messages(decision& into, std::vector<chat::outgoing> more) {
    for (auto& item : more) {
        const bool again =
            item.card && std::ranges::find(into.messages, item) != into.messages.end();
        if (!again) {
            into.messages.push_back(std::move(item));
        }
    }
}

std::string said_of_one(const std::string& subject, const chat::reply& reply) {
    const auto* const text = std::get_if<chat::message>(&reply.what);
    const auto id = shown_subject(subject);
    const auto said = text == nullptr ? std::string("done.") : text->summary;
    return said.find(id) == std::string::npos ? id + ": " + said : said;
}

}  // namespace

outcome decide_in_turn(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
) {
    if (ctx.command.subjects.size() < 2) {
        return decide(ctx, seen, book);
    }
    if (auto wanted = missing_for_all(ctx, seen, book, decide)) {
        return std::move(*wanted);
    }
    auto then = seen;
    decision whole;
    std::vector<std::string> said;
    for (const auto& subject : ctx.command.subjects) {
        auto made = decide(about_one(ctx, seen, subject), then, book);
        auto* const one = std::get_if<decision>(&made);
        if (one == nullptr) {
            auto* const early = std::get_if<answer>(&made);
            return early == nullptr ? made : refuse_all(ctx, subject, std::move(*early));
        }
        leave_behind(*one, ctx.now, then);
        said.push_back(said_of_one(subject, one->reply));
        std::ranges::move(one->events, std::back_inserter(whole.events));
        take_messages(whole, std::move(one->messages));
        whole.can_undo = whole.can_undo && one->can_undo;
    }
    whole.reply.what = sentence(ctx, join(said, " "));
    return whole;
}

}  // namespace fillrate::handlers
