// `me`: the three things that need this person most, each with the act that helps.
#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/answers.hpp"
#include "handlers/to_do.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_shown = 3;
constexpr to_do_room own_work{30, 60};
// The asking person's own record comes with them; a decision looks at 200.
static_assert(own_work.late + own_work.mine + most_beside_requisitions + 1 <= 200);

void add_settings(chat::message& to, const std::optional<std::string>& settings) {
    if (settings) {
        to.blocks.emplace_back(chat::context_line{{chat::plain(*settings)}});
    }
}

}  // namespace

outcome me_show(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto waiting = what_waits_for(ctx, seen, book, own_work);
    const auto own = domain::record_name(ctx.actor.id);
    need wanted;
    if (auto* early = std::get_if<need>(&waiting)) {
        wanted = std::move(*early);
    }
    if (!seen.loaded(own)) {
        wanted.records.push_back(own);
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    const auto* person = seen.find<domain::person>(own);
    const auto settings = person == nullptr ? std::nullopt : own_settings(*person, ctx.now);
    auto& items = std::get<to_do_list>(waiting).items;
    if (items.empty()) {
        auto nothing = sentence(ctx, "Nothing needs you right now.", "req list");
        add_settings(nothing, settings);
        return reply_with(std::move(nothing));
    }
    chat::message shown;
    const auto shown_count = std::min(items.size(), most_shown);
    shown.title = "What needs you";
    shown.summary =
        counted(static_cast<std::uint32_t>(items.size()), "thing needs", "things need") + " you.";
    for (std::size_t i = 0; i < shown_count; ++i) {
        std::ranges::move(items[i].blocks, std::back_inserter(shown.blocks));
    }
    if (items.size() > shown_count) {
        shown.blocks.emplace_back(chat::context_line{
            {chat::plain(std::to_string(items.size() - shown_count) + " more: "),
             chat::code(ctx.root + " today"),
             chat::plain(" and "),
             chat::code(ctx.root + " req list mine")}});
    }
    add_settings(shown, settings);
    return reply_with(std::move(shown));
}

outcome me_claim(const context& ctx, const snapshot& /*seen*/, domain::policy_book& /*book*/) {
    return refuse(ctx, "You are known here already; there is nothing to claim.", "help");
}

outcome me_undo(const context& ctx, const snapshot& /*seen*/, domain::policy_book& /*book*/) {
    return refuse(ctx, "There is nothing of yours to take back.", "me");
}

}  // namespace fillrate::handlers
