#include "handlers/answers.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

chat::message sentence(const context& ctx, std::string text, std::string_view next_line) {
    chat::message said;
    said.blocks.emplace_back(chat::paragraph{{chat::plain(text)}});
    if (!next_line.empty()) {
        said.blocks.emplace_back(chat::context_line{
            {chat::plain("Next: "), chat::code(ctx.root + ' ' + std::string(next_line))}});
    }
    said.summary = std::move(text);
    return said;
}

outcome reply_with(chat::message text) {
    answer said;
    said.reply.what = std::move(text);
    return said;
}

outcome refuse(const context& ctx, std::string text, std::string_view next_line) {
    answer said;
    said.refused = true;
    said.reply.what = sentence(ctx, std::move(text), next_line);
    return said;
}

std::string line_about(const context& ctx, std::string_view subject) {
    constexpr std::size_t longest_shown = 200;
    auto typed = ctx.command;
    typed.subjects = {std::string(subject)};
    auto line = chat::to_line(typed);
    if (line.size() > longest_shown) {
        typed.arguments.clear();
        typed.tail.clear();
        line = chat::to_line(typed);
    }
    constexpr std::string_view show = " show";
    return line.ends_with(show) ? line.substr(0, line.size() - show.size()) : line;
}

outcome unknown_requisition(const context& ctx, std::string_view subject) {
    const auto number = domain::parse_requisition_name(subject);
    const auto id = number ? shown_id(*number) : displayable(subject);
    const bool unbound = ctx.place.binding.who == domain::binding::kind::unbound;
    if (unbound && !ctx.direct) {
        return refuse(
            ctx,
            "Nothing is shown here: this channel is for nobody yet. Write to me directly, or let "
            "an "
            "administrator say what it is for.",
            ctx.actor.has(domain::role::administrator) ? "admin bind internal" : "help"
        );
    }
    return refuse(ctx, "There is no " + id + " that you can see here.", "req list");
}

outcome open_form(chat::form form) {
    answer said;
    said.reply.what = std::move(form);
    return said;
}

outcome refuse_fields(
    const context& ctx,
    std::vector<std::pair<std::string, std::string>> problems,
    std::string_view next_line
) {
    if (!ctx.from_form) {
        return refuse(ctx, problems.front().second, next_line);
    }
    answer said;
    said.refused = true;
    said.reply.what = chat::form_problems{std::move(problems)};
    return said;
}

std::string value_of(const context& ctx, std::string_view key) {
    if (ctx.from_form) {
        const auto field = ctx.fields.find(std::string(key));
        return field == ctx.fields.end() ? std::string{} : std::string(trim(field->second));
    }
    return std::string(ctx.command.value(key));
}

std::string tail_of(const context& ctx, std::string_view field) {
    return ctx.from_form ? value_of(ctx, field) : std::string(trim(ctx.command.tail));
}

}  // namespace fillrate::handlers
