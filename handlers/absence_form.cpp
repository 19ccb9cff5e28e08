#include "handlers/absence_form.hpp"

#include "core/base/text.hpp"
#include "core/chat/when.hpp"
#include "handlers/absence.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/terms_form.hpp"

namespace fillrate::handlers {

namespace {

chat::form own_form(std::string_view verb, std::string title) {
    chat::form form;
    form.title = std::move(title);
    form.act.name = std::string(verb);
    return form;
}

// Operations say of whom; everybody else speaks of themselves.
void add_who(chat::form& form, const context& ctx) {
    if (auto who = value_of(ctx, "who"); !who.empty()) {
        form.fields.push_back(line_field("who", "Who", std::move(who), true));
    }
}

chat::form_field day_field(std::string id, std::string label, std::string day) {
    auto field = line_field(std::move(id), std::move(label), std::move(day), true);
    field.what = chat::form_field::kind::date;
    return field;
}

// The day that was typed, else today; one that cannot be read has to be chosen.
chat::form_field first_day_field(const context& ctx, const time_zone& in) {
    const auto typed = value_of(ctx, "from");
    if (typed.empty()) {
        return day_field("from", "First day", format_date(in.to_local(ctx.now).civil.date));
    }
    const auto read = chat::parse_when(typed, ctx.now, in);
    const auto* day = std::get_if<chat::moment>(&read);
    auto field =
        day_field("from", "First day", day == nullptr ? std::string{} : format_date(day->date));
    if (day == nullptr) {
        field.hint = unclear_hint(typed);
    }
    return field;
}

}  // namespace

chat::form away_form(
    const context& ctx,
    const domain::person& who,
    const std::vector<chat::named>& able_to_cover,
    const time_zone& in
) {
    auto form = own_form("away", who.id == ctx.actor.id ? "You are away" : "Away");
    add_who(form, ctx);
    form.fields.push_back(first_day_field(ctx, in));
    form.fields.push_back(day_field("until", "Last day", {}));
    if (!able_to_cover.empty()) {
        form.fields.push_back(person_field(ctx, "cover", "Who covers", able_to_cover));
    }
    return form;
}

chat::form quiet_form(const domain::person& who) {
    auto form = own_form("quiet", "Quiet hours");
    const auto field = [&form](std::string id, std::string label, std::uint32_t at) {
        form.fields.push_back(line_field(std::move(id), std::move(label), clock_text(at)));
    };
    constexpr std::uint32_t evening = 18 * 60;
    constexpr std::uint32_t morning = 8 * 60;
    field("from", "From", who.quiet ? who.quiet->from : evening);
    field("until", "Until", who.quiet ? who.quiet->until : morning);
    form.fields.back().hint = "Empty both to end your quiet hours.";
    return form;
}

bool ends_quiet_hours(const context& ctx) {
    return ctx.from_form ? value_of(ctx, "from").empty() && value_of(ctx, "until").empty()
                         : to_lower_ascii(tail_of(ctx, "hours")) == "off";
}

}  // namespace fillrate::handlers
