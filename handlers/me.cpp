// `me`: the three things that need this person most, each with the act that helps.
#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/due.hpp"
#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/questions.hpp"
#include "handlers/tables.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <tuple>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_shown = 3;
constexpr std::uint32_t looked_at = 60;

struct candidate {
    domain::requisition_view seen{};
    std::string name{};
    int urgency = 0;  ///< smaller is more urgent
    instant due{};
};

// Nothing when it waits for somebody else.
std::optional<int> urgency_of(const domain::requisition_view& v) {
    if (open_question(v) != nullptr) {
        return 1;
    }
    if (v.allowed.owner_actions) {
        const auto* const leading = domain::leading_clock(v.clocks);
        if (leading != nullptr && leading->state == domain::clock_state::running) {
            const bool pressing = domain::alerts(leading->kind);
            if (pressing && (leading->breached || leading->warned > 0)) {
                return leading->breached ? 0 : 1;
            }
            if (v.state == domain::requisition_state::open) {
                return 3;
            }
        }
        switch (v.state) {
            case domain::requisition_state::draft:
            case domain::requisition_state::intake:
            case domain::requisition_state::qualified:
                return 2;
            case domain::requisition_state::open:
            case domain::requisition_state::on_hold:
            case domain::requisition_state::filled:
            case domain::requisition_state::closed:
            case domain::requisition_state::cancelled:
                return std::nullopt;
        }
    }
    if (v.own_answer) {
        const bool asked = v.own_answer->said == domain::coverage::answer::asked;
        return asked && v.state == domain::requisition_state::open ? std::optional{1}
                                                                   : std::nullopt;
    }
    const bool own_draft =
        v.allowed.hiring_manager_actions && v.state == domain::requisition_state::draft;
    return own_draft ? std::optional{1} : std::nullopt;
}

std::vector<candidate> candidates(const context& ctx, const found_requisitions& all) {
    std::vector<candidate> found;
    for (const auto* req : all) {
        const auto allowed = domain::clear(*req, ctx.actor, ctx.place.binding, false);
        auto seen = domain::view(*req, allowed);
        const auto urgency = urgency_of(seen);
        if (!urgency) {
            continue;
        }
        auto due = req->created;
        const auto* const leading = domain::leading_clock(seen.clocks);
        if (leading != nullptr && leading->state == domain::clock_state::running) {
            due = leading->due;
        }
        found.push_back({std::move(seen), domain::record_name(req->number), *urgency, due});
    }
    std::ranges::sort(found, [](const candidate& a, const candidate& b) {
        return std::tie(a.urgency, a.due, a.seen.number) <
               std::tie(b.urgency, b.due, b.seen.number);
    });
    return found;
}

void show(chat::message& into, const candidate& one, std::uint64_t version, instant now) {
    const auto id = shown_id(one.seen.number);
    if (const auto* asked = open_question(one.seen); asked != nullptr) {
        add_open_question(into, *asked, id);
    }
    into.blocks.emplace_back(chat::paragraph{
        {chat::bold(id + ' ' + displayable(one.seen.title)),
         chat::plain(": " + next_of(one.seen, now))}});
    auto row = likely_buttons(one.seen, version);
    chat::button open;
    open.label = "Show " + id;
    open.act.name = "show";
    open.act.subject = one.name;
    open.act.version = version;
    row.buttons.resize(std::min<std::size_t>(row.buttons.size(), 2));
    row.buttons.push_back(std::move(open));
    into.blocks.emplace_back(std::move(row));
}

void add_settings(chat::message& to, const std::optional<std::string>& settings) {
    if (settings) {
        to.blocks.emplace_back(chat::context_line{{chat::plain(*settings)}});
    }
}

}  // namespace

outcome me_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto pages = shared_lists_for(ctx.actor, list_scope::late, looked_at);
    for (auto& page : shared_lists_for(ctx.actor, list_scope::mine, looked_at)) {
        pages.push_back(std::move(page));
    }
    auto loaded = listed(ctx, seen, pages);
    const auto own = domain::record_name(ctx.actor.id);
    need wanted;
    if (auto* early = std::get_if<need>(&loaded)) {
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
    const auto found = candidates(ctx, std::get<found_requisitions>(loaded));
    if (found.empty()) {
        auto nothing = sentence(ctx, "Nothing needs you right now.", "req list");
        add_settings(nothing, settings);
        return reply_with(std::move(nothing));
    }
    chat::message shown;
    const auto shown_count = std::min(found.size(), most_shown);
    shown.title = "What needs you";
    shown.summary = counted(
                        static_cast<std::uint32_t>(found.size()),
                        "requisition needs",
                        "requisitions need"
                    ) +
                    " you.";
    for (std::size_t i = 0; i < shown_count; ++i) {
        show(shown, found[i], seen.version_of(found[i].name), ctx.now);
    }
    if (found.size() > shown_count) {
        shown.blocks.emplace_back(chat::context_line{
            {chat::plain(std::to_string(found.size() - shown_count) + " more: "),
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
