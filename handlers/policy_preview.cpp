// "sla preview": what "sla apply" would do, before anybody does it (DOMAIN.md 4.6, 11.3).
#include "core/base/text.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/policy_move.hpp"
#include "handlers/policy_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace fillrate::handlers {

namespace {

// With their requisitions and clients they stay below what one decision may load.
constexpr std::uint32_t records_per_preview = 60;
constexpr std::uint32_t last_preview_page = 500;
constexpr std::size_t most_named = 5;

struct preview {
    std::uint32_t clocks = 0;  ///< that get other versions
    std::uint32_t moved = 0;   ///< whose due time moves with that
    std::uint32_t overdue = 0;
    std::uint32_t zones = 0;          ///< records that would take the zone of their site
    std::set<std::string> records{};  ///< of those that move
    chat::table named{"", {{"Of", "Clock", "Due now", "Would be due"}}};
};

std::string due_text(const domain::clock& c, const std::string& zone) {
    return c.state == domain::clock_state::paused ? "stands still" : local_time(c.due, zone);
}

void look_at(
    preview& into,
    const context& ctx,
    const snapshot& seen,
    const timed_record& of,
    const domain::policy_book& book
) {
    into.zones += lags_site(seen, of) ? 1U : 0U;
    const bool shown = domain::clear(*of.req, ctx.actor, ctx.place.binding, false).core;
    for (const auto& clock : moved_clocks(of, book, ctx.now)) {
        into.clocks += 1;
        if (!clock.moves_due()) {
            continue;
        }
        into.moved += 1;
        into.overdue += clock.goes_overdue() ? 1U : 0U;
        into.records.insert(of.name);
        if (shown && into.named.rows.size() <= most_named) {
            into.named.rows.push_back(
                {of.shown,
                 clock_subject(clock.after.kind),
                 due_text(clock.before, of.req->zone),
                 due_text(clock.after, of.req->zone)}
            );
        }
    }
}

std::string clocks_summary(const preview& all) {
    if (all.clocks == 0) {
        return "No clock would move: all that run are on the policies and calendars now loaded.";
    }
    if (all.moved == 0) {
        return "No due time would move; " + counted(all.clocks, "clock", "clocks") +
               " would only name the versions now loaded.";
    }
    const auto records = static_cast<std::uint32_t>(all.records.size());
    return counted(all.moved, "clock", "clocks") + " of " + counted(records, "record", "records") +
           " would move; " +
           (all.overdue == 0 ? "none would be past due at once."
                             : std::to_string(all.overdue) + " would be past due at once.");
}

std::string summary_of(const preview& all) {
    const auto zones = all.zones == 0 ? std::string{}
                                      : ' ' + counted(all.zones, "record", "records") +
                                            " would take the zone of " +
                                            (all.zones == 1 ? "its" : "their") + " site.";
    return clocks_summary(all) + zones;
}

void offer_apply(chat::message& into, const context& ctx) {
    if (ctx.actor.has(domain::role::administrator)) {
        auto apply = act_on(domain::task_record_name(domain::policy_task), 0, "Apply", "apply");
        apply.tone = chat::button_tone::primary;
        into.blocks.emplace_back(chat::button_row{{std::move(apply)}});
        return;
    }
    into.blocks.emplace_back(chat::context_line{
        {chat::plain("An administrator applies it: "), chat::code(ctx.root + " sla apply")}});
}

}  // namespace

outcome policy_preview(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    if (auto refused = refuse_preview(ctx)) {
        return std::move(*refused);
    }
    const auto page = std::clamp(
        parse_int<std::uint32_t>(ctx.command.value("page")).value_or(1),
        1U,
        last_preview_page
    );
    const index_page wanted{
        domain::clocks_list(),
        (page - 1) * records_per_preview,
        records_per_preview};
    auto found = timed_records(seen, wanted);
    if (auto* missing = std::get_if<need>(&found)) {
        return std::move(*missing);
    }
    preview all;
    for (const auto& one : std::get<std::vector<timed_record>>(found)) {
        look_at(all, ctx, seen, one, book);
    }
    chat::message shown;
    shown.title = "Policies and calendars now loaded";
    shown.summary = summary_of(all);
    shown.blocks.emplace_back(chat::paragraph{{chat::plain(shown.summary)}});
    if (all.named.rows.size() > 1) {
        shown.blocks.emplace_back(std::move(all.named));
    }
    if (seen.pages.at(wanted).size() == records_per_preview) {
        shown.blocks.emplace_back(chat::context_line{
            {chat::plain(
                 "Of records with running clocks number " + std::to_string(wanted.offset + 1) +
                 " to " + std::to_string(wanted.offset + records_per_preview) + ". More: "
             ),
             chat::code(ctx.root + " sla preview page" + std::to_string(page + 1))}});
    }
    if (all.clocks > 0 || all.zones > 0) {
        offer_apply(shown, ctx);
    }
    return reply_with(std::move(shown));
}

}  // namespace fillrate::handlers
