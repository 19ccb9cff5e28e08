// `104 history`: everything that happened to it, cut to what the asker may see here; pages of 20,
// newest last.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/subject.hpp"
#include "handlers/telling.hpp"
#include "handlers/use_cases.hpp"
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
    const domain::requisition& req,
    const domain::clearance& allowed
) {
    std::set<command_id> undone;
    for (const auto& each : history) {
        if (const auto* taken = std::get_if<domain::undone>(&each.data)) {
            undone.insert(taken->command);
        }
    }
    std::vector<told_event> told;
    for (const auto& each : history) {
        const bool taken_back = undone.contains(each.command);
        auto text = tell_event(each, req, allowed);
        // What was taken back never reached the others.
        if (!text || (taken_back && !allowed.notes)) {
            continue;
        }
        if (taken_back) {
            *text += " (taken back)";
        }
        told.push_back({local_time(each.at, req.zone), std::move(*text)});
    }
    return told;
}

}  // namespace

outcome
requisition_history(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<requisitions>(found).front();
    const auto subject = domain::record_name(req.number);
    const auto history = seen.histories.find(subject);
    if (history == seen.histories.end()) {
        need wanted;
        wanted.history_of = subject;
        return wanted;
    }
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    const auto told = told_events(history->second, req, allowed);
    const auto pages =
        std::max<std::size_t>(1, (told.size() + history_page_size - 1) / history_page_size);
    const auto asked = parse_int<std::size_t>(ctx.command.value("page")).value_or(pages);
    const auto page = std::clamp<std::size_t>(asked, 1, pages);
    const auto first = (page - 1) * history_page_size;
    chat::message shown;
    shown.title = "History of " + shown_id(req.number);
    shown.summary = shown.title + ": " + displayable(req.title) + '.';
    chat::table rows;
    rows.rows.push_back({"When", "What"});
    for (auto i = first; i < std::min(first + history_page_size, told.size()); ++i) {
        rows.rows.push_back({told[i].when, told[i].what});
    }
    shown.blocks.emplace_back(std::move(rows));
    if (page > 1) {
        shown.blocks.emplace_back(chat::context_line{
            {chat::plain("Earlier: "),
             chat::code(
                 ctx.root + ' ' + std::to_string(req.number.value) + " history page" +
                 std::to_string(page - 1)
             )}});
    }
    return reply_with(std::move(shown));
}

}  // namespace fillrate::handlers
