#include "handlers/history_table.hpp"

#include "core/base/text.hpp"
#include "handlers/backdated.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <set>

namespace fillrate::handlers {

namespace {

constexpr std::size_t history_page_size = 20;

struct told_event {
    std::string when{};
    std::string what{};
};

std::vector<told_event> told_events(
    const std::vector<domain::event>& history,
    const std::vector<std::string>& moves,
    const std::string& zone,
    bool inside,
    const std::function<std::optional<std::string>(const domain::event&)>& tell
) {
    std::set<command_id> undone;
    for (const auto& each : history) {
        if (const auto* taken = std::get_if<domain::undone>(&each.data)) {
            undone.insert(taken->command);
        }
    }
    std::vector<told_event> told;
    for (std::size_t i = 0; i < history.size(); ++i) {
        const auto& each = history[i];
        const bool taken_back = undone.contains(each.command);
        auto text = tell(each);
        if (!text || (taken_back && !inside)) {
            continue;
        }
        if (taken_back) {
            *text += " (taken back)";
        }
        if (inside && !moves[i].empty()) {
            *text += " (" + moves[i] + ')';
        }
        *text += logged_later(each, zone);
        told.push_back({local_time(each.at, zone), std::move(*text)});
    }
    return told;
}

}  // namespace

chat::message history_table(
    const context& ctx,
    const std::vector<domain::event>& history,
    const std::vector<std::string>& moves,
    const history_of& subject,
    bool inside,
    const std::function<std::optional<std::string>(const domain::event&)>& tell
) {
    const auto told = told_events(history, moves, subject.zone, inside, tell);
    const auto pages =
        std::max<std::size_t>(1, (told.size() + history_page_size - 1) / history_page_size);
    const auto asked = parse_int<std::size_t>(ctx.command.value("page")).value_or(pages);
    const auto page = std::clamp<std::size_t>(asked, 1, pages);
    // Without a page the newest ones, a page full; they may overlap the page before.
    const bool newest = ctx.command.value("page").empty() && told.size() > history_page_size;
    const auto first = newest ? told.size() - history_page_size : (page - 1) * history_page_size;
    const auto earlier = (first + history_page_size - 1) / history_page_size;
    chat::message shown;
    shown.title = "History of " + subject.id;
    shown.summary = shown.title + ": " + displayable(subject.title);
    shown.summary += shown.summary.ends_with('.') ? "" : ".";  // "P.T."
    chat::table rows;
    rows.rows.push_back({"When", "What"});
    for (auto i = first; i < std::min(first + history_page_size, told.size()); ++i) {
        rows.rows.push_back({told[i].when, told[i].what});
    }
    shown.blocks.emplace_back(std::move(rows));
    if (earlier > 0) {
        shown.blocks.emplace_back(chat::context_line{
            {chat::plain("Earlier: "),
             chat::code(
                 ctx.root + ' ' + subject.typed + " history page" + std::to_string(earlier)
             )}});
    }
    return shown;
}

}  // namespace fillrate::handlers
