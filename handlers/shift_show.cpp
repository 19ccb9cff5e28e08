// `shift 207 2nd` and `207 shifts`; how a shift reads wherever it is told of.
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/said_line.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/lists.hpp"
#include "handlers/releasing.hpp"
#include "handlers/shift.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/whose_turn.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::shift_state;
using domain::work_shift;

std::string time_of_day(instant at, std::string_view zone) {
    const auto in = time_zone::find(zone);
    const auto since = in ? in->to_local(at).civil.since_midnight : seconds{0};
    const auto minutes_in = std::chrono::duration_cast<minutes>(since).count();
    const auto two = [](std::int64_t n) {
        return std::string(n < 10 ? "0" : "") + std::to_string(n);
    };
    return two(minutes_in / 60) + ':' + two(minutes_in % 60);
}

std::string zone_word(instant at, std::string_view zone) {
    const auto in = time_zone::find(zone);
    return in ? in->to_local(at).abbreviation : std::string("UTC");
}

std::string count_text(const domain::head_count& came, std::uint32_t ordered) {
    auto text = std::to_string(came.present) + " of " + std::to_string(ordered) + " came";
    if (came.no_show > 0) {
        text += ", " + std::to_string(came.no_show) + " did not come";
    }
    const auto gone = came.present + came.no_show;
    if (gone < ordered) {
        text += ", " + std::to_string(ordered - gone) + " more missing";
    }
    return came.delayed > 0 ? text + ", " + std::to_string(came.delayed) + " delayed" : text;
}

// Of what a reader of counts or a supplier may know.
std::string status_for(
    const domain::requisition& req,
    const work_shift& of,
    const domain::clearance& allowed
) {
    if (allowed.notes || allowed.client_clocks) {
        return shift_status(of);
    }
    if (of.state == shift_state::called_off) {
        return "called off";
    }
    const auto own = domain::confirmed_by(of, allowed.only_supplier);
    if (of.came && !own) {
        return "over for you, none of yours confirmed";
    }
    const auto* answer = answer_of(req, allowed.only_supplier);
    const auto asked = answer == nullptr ? 0 : asked_heads(*answer, of);
    return own ? "you confirmed " + std::to_string(*own) + " of " + std::to_string(asked) +
                     reserve_text(domain::reserve_of(of, allowed.only_supplier))
               : counted(asked, "head", "heads") + " of yours not confirmed yet";
}

std::string day_word(const work_shift& of, instant now) {
    const auto in = time_zone::find(of.zone);
    const auto today = in ? format_date(in->to_local(now).civil.date) : std::string{};
    return of.id.date == today ? std::string("today") : shown_day(of.id.date);
}

chat::message shift_table(
    const context& ctx,
    const domain::requisition& req,
    const std::vector<const work_shift*>& all,
    const domain::clearance& allowed
) {
    // What runs or comes first, then what was.
    auto sorted = all;
    std::ranges::stable_partition(sorted, [&ctx](const auto* one) { return one->ends > ctx.now; });
    chat::message shown;
    shown.title = "Shifts of " + shown_id(req.number);
    shown.summary = shown.title + ": " + std::to_string(sorted.size()) + '.';
    chat::table rows;
    rows.rows.push_back({"Shift", "When", "Heads"});
    for (const auto* one : sorted) {
        rows.rows.push_back(
            {one->id.name,
             day_word(*one, ctx.now) + ' ' + time_of_day(one->starts, one->zone) + '-' +
                 time_of_day(one->ends, one->zone),
             status_for(req, *one, allowed)}
        );
    }
    shown.blocks.emplace_back(std::move(rows));
    return shown;
}

void add_plan_button(
    chat::message& to,
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    if (!takes_shifts(req) || !domain::may(domain::permission::staff, req, ctx.actor)) {
        return;
    }
    const auto name = domain::record_name(req.number);
    chat::button_row row;
    row.buttons.push_back(act_on(name, seen.version_of(name), "Plan shifts", "plan_shifts"));
    to.blocks.emplace_back(std::move(row));
}

void add_staff_buttons(
    chat::button_row& row,
    const work_shift& of,
    std::uint64_t version,
    instant now
) {
    const auto name = domain::record_name(of.id);
    const bool begun = of.starts <= now;
    if (begun && domain::next_state(of, domain::shift_verb::count)) {
        row.buttons.push_back(act_on(name, version, of.came ? "Correct" : "Count", "count"));
    }
    if (!begun && domain::awaits_heads(of.state)) {
        row.buttons.push_back(act_on(name, version, "Confirm for them", "confirm"));
    }
    if (domain::next_state(of, domain::shift_verb::call_off)) {
        row.buttons.push_back(act_on(name, version, "Call off", "cancel"));
    }
}

void add_supplier_shift_buttons(
    chat::button_row& row,
    const domain::coverage& answer,
    const work_shift& of,
    std::uint64_t version,
    instant now
) {
    if (of.starts <= now || !domain::is_ahead(of.state)) {
        return;
    }
    const auto name = domain::record_name(of.id);
    const auto asked = asked_heads(answer, of);
    if (domain::confirmed_by(of, answer.supplier).value_or(0) < asked) {
        row.buttons.push_back(
            act_on(name, version, "All " + std::to_string(asked) + " confirmed", "confirm_all")
        );
    }
    row.buttons.push_back(act_on(name, version, "Fewer", "confirm"));
    if (auto call = reserve_button(of, answer)) {
        row.buttons.push_back(std::move(*call));
    }
}

// Before the buttons.
void insert_shift_line(
    chat::message& card,
    const work_shift& one,
    const std::string& status,
    instant now
) {
    auto line = chat::paragraph{
        {chat::bold(one.id.name + " shift " + day_word(one, now)),
         chat::plain(' ' + time_of_day(one.starts, one.zone) + ": " + status)}};
    const auto row = std::ranges::find_if(card.blocks, [](const auto& block) {
        return std::holds_alternative<chat::button_row>(block);
    });
    card.blocks.insert(row, std::move(line));
}

// Who works it confirms its heads from the card, whenever it likes.
void add_own_heads(
    chat::message& card,
    const snapshot& seen,
    const domain::requisition& req,
    const domain::clearance& allowed,
    const work_shift& one,
    instant now
) {
    const auto* const answer = answer_of(req, allowed.only_supplier);
    if (answer == nullptr || answer->said != domain::coverage::answer::accepted) {
        return;
    }
    insert_shift_line(card, one, status_for(req, one, allowed) + '.', now);
    chat::button_row row;
    const auto version = seen.version_of(domain::record_name(one.id));
    add_supplier_shift_buttons(row, *answer, one, version, now);
    if (!row.buttons.empty()) {
        card.blocks.emplace_back(std::move(row));
    }
}

}  // namespace

std::string reserve_text(std::uint32_t reserve) {
    return reserve == 0 ? std::string{} : ", " + std::to_string(reserve) + " in reserve";
}

std::optional<chat::button> reserve_button(const work_shift& of, const domain::coverage& answer) {
    const auto wanted = domain::wanted_of_reserve(of, answer.supplier);
    return wanted == 0 ? std::nullopt
                       : chat::line_button(
                             "Send " + std::to_string(wanted) + " of the reserve",
                             shift_line(of.id, "send_reserve for:" + answer.supplier.value)
                         );
}

std::uint32_t asked_heads(const domain::coverage& answer, const work_shift& of) noexcept {
    return answer.heads == 0 ? of.ordered : std::min(answer.heads, of.ordered);
}

std::string shift_hours(const work_shift& of) {
    return shown_shift(of.id) + ' ' + time_of_day(of.starts, of.zone) + '-' +
           time_of_day(of.ends, of.zone) + ' ' + zone_word(of.starts, of.zone);
}

std::string shift_status(const work_shift& of) {
    if (of.came) {
        return count_text(*of.came, of.ordered);
    }
    if (of.state == shift_state::called_off) {
        return "called off";
    }
    return std::to_string(domain::confirmed_heads(of)) + " of " + std::to_string(of.ordered) +
           " confirmed";
}

std::string shift_title(const domain::shift_id& id) {
    return shown_id(id.requisition) + ", " + shown_shift(id);
}

std::string shift_line(const domain::shift_id& id, std::string_view more) {
    auto line = "shift " + std::to_string(id.requisition.value) + ' ' + id.name;
    if (!more.empty()) {
        line += ' ' + std::string(more);
    }
    return line + " on:" + id.date;
}

chat::message shift_card(
    const context& ctx,
    const domain::requisition& req,
    const work_shift& of,
    std::uint64_t version,
    std::string said
) {
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    const bool staff = allowed.notes || allowed.client_clocks;
    chat::message card;
    card.title = shift_title(of.id);
    card.summary = said.empty() ? card.title + ": " + status_for(req, of, allowed) + '.' : said;
    if (!said.empty()) {
        card.blocks.emplace_back(chat::paragraph{{chat::plain(std::move(said))}});
    }
    card.blocks.emplace_back(chat::paragraph{
        {chat::bold(shift_hours(of)), chat::plain(": " + status_for(req, of, allowed) + '.')}});
    if (staff && !of.reason.empty() && allowed.notes) {
        card.blocks.emplace_back(chat::paragraph{{chat::plain("Why: " + displayable(of.reason))}});
    }
    if (allowed.supplier_names && allowed.notes) {
        for (const auto& one : of.confirmed) {
            card.blocks.emplace_back(chat::context_line{{chat::plain(
                displayable(one.name) + " confirmed " + std::to_string(one.heads) +
                reserve_text(one.reserve) + ", " + local_time(one.at, of.zone)
            )}});
        }
    }
    card.blocks.emplace_back(chat::context_line{
        {chat::plain(whose_turn(of, req, allowed, ctx.now))}});
    chat::button_row row;
    if (domain::may(domain::permission::staff, req, ctx.actor)) {
        add_staff_buttons(row, of, version, ctx.now);
    } else if (const auto* own = answer_of(req, ctx.actor.supplier());
               own != nullptr && own->said == domain::coverage::answer::accepted) {
        add_supplier_shift_buttons(row, *own, of, version, ctx.now);
    }
    if (!row.buttons.empty()) {
        row.buttons.front().tone = chat::button_tone::primary;
        card.blocks.emplace_back(std::move(row));
    }
    return card;
}

index_page next_shift_page(const domain::requisition& req, instant now) {
    return {domain::shift_list(req.number), 0, 1, false, to_unix_ms(now)};
}

std::optional<need> missing_next_shift(
    const snapshot& seen,
    const domain::requisition& req,
    instant now
) {
    auto page = next_shift_page(req, now);
    if (req.category != domain::category::light_industrial || seen.pages.contains(page)) {
        return std::nullopt;
    }
    need wanted;
    wanted.pages.push_back(std::move(page));
    return wanted;
}

void add_next_shift(
    chat::message& card,
    const snapshot& seen,
    const domain::requisition& req,
    const domain::clearance& allowed,
    instant now
) {
    const auto found = records_of<work_shift>(seen, next_shift_page(req, now));
    if (found.empty()) {
        return;
    }
    const auto& one = *found.front();
    if (!allowed.notes && !allowed.client_clocks) {
        add_own_heads(card, seen, req, allowed, one, now);
        return;
    }
    const bool lacks =
        (one.came || one.state == shift_state::unconfirmed) && domain::missing_heads(one) > 0;
    insert_shift_line(card, one, shift_status(one) + (lacks ? ". Short." : "."), now);
    const bool counts = domain::next_state(one, domain::shift_verb::count).has_value();
    if (allowed.hiring_manager_actions && counts && !one.came && one.starts <= now) {
        const auto name = domain::record_name(one.id);
        chat::button_row row;
        row.buttons.push_back(act_on(name, seen.version_of(name), "Count", "count"));
        card.blocks.emplace_back(std::move(row));
    }
}

outcome shift_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const bool named = !value_of(ctx, "name").empty() ||
                       (!ctx.command.subjects.empty() &&
                        domain::parse_shift_name(ctx.command.subjects.front()).has_value());
    if (!named) {
        auto staffed = find_staffed(ctx, seen);
        if (auto* early = std::get_if<outcome>(&staffed)) {
            return std::move(*early);
        }
        const auto& req = *std::get<const domain::requisition*>(staffed);
        const auto page = shifts_page(req, ctx.now);
        if (!seen.pages.contains(page)) {
            need wanted;
            wanted.pages.push_back(page);
            return wanted;
        }
        const auto all = records_of<work_shift>(seen, page);
        if (all.empty()) {
            auto none = sentence(
                ctx,
                shown_id(req.number) + " has no shift these days.",
                "shift " + std::to_string(req.number.value) + " 2nd"
            );
            add_plan_button(none, ctx, seen, req);
            return reply_with(std::move(none));
        }
        auto table =
            shift_table(ctx, req, all, domain::clear(req, ctx.actor, ctx.place.binding, false));
        add_plan_button(table, ctx, seen, req);
        return reply_with(std::move(table));
    }
    auto found = find_shift(ctx, seen, nearest_shift::coming);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_shift>(found);
    if (one.record == nullptr) {
        return refuse(
            ctx,
            shift_title(one.id) + " is not planned.",
            "shift " + std::to_string(one.id.requisition.value) + ' ' + one.id.name
        );
    }
    return reply_with(shift_card(ctx, *one.req, *one.record, one.version, {}));
}

std::optional<std::string> tell_shift(
    const domain::shift_told& told,
    const domain::clearance& allowed
) {
    const bool counts = allowed.notes || allowed.client_clocks;
    const auto shift = told.name + " shift " + shown_day(told.date);
    switch (told.what) {
        case domain::shift_verb::plan:
            if (!counts) {
                return std::nullopt;
            }
            return told.days > 1
                       ? std::to_string(told.days) + ' ' + told.name + " shifts from " +
                             shown_day(told.date) + " planned with " +
                             counted(told.ordered, "head", "heads") + " each"
                       : shift + " planned with " + counted(told.ordered, "head", "heads");
        case domain::shift_verb::confirm:
            if (!allowed.notes && allowed.only_supplier != told.supplier) {
                return std::nullopt;
            }
            return (allowed.notes ? displayable(told.supplier_name) : std::string("You")) +
                   " confirmed " + counted(told.heads, "head", "heads") + " for " + shift +
                   reserve_text(told.reserve);
        case domain::shift_verb::cut_off:
            if (!allowed.notes) {
                return std::nullopt;
            }
            return shift + ": " + std::to_string(told.heads) + " of " +
                   std::to_string(told.ordered) + " confirmed the evening before";
        case domain::shift_verb::count:
            return counts ? std::optional{shift + ": " + count_text(told.came, told.ordered)}
                          : std::nullopt;
        case domain::shift_verb::call_off:
            return told.days > 1 ? std::to_string(told.days) + " shifts from " +
                                       shown_day(told.date) + " called off"
                                 : shift + " called off";
        case domain::shift_verb::fall_short:
            break;
    }
    return std::nullopt;
}

decision decide_shift(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const shift_change& one,
    shift_news news,
    std::string said
) {
    decision decided;
    one.finish(decided);
    const auto subject = domain::record_name(req.number);
    change told(ctx, subject, req, seen.version_of(subject));
    told.on_behalf_of(std::move(news.behalf));
    told.add(std::move(news.told), std::move(news.reason));
    told.tell(news.readers);
    told.finish(decided);
    decided.reply.what = shift_card(ctx, req, one.after(), one.next_version(), std::move(said));
    return decided;
}

}  // namespace fillrate::handlers
