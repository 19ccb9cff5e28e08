#include "handlers/own_times.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/working_time.hpp"
#include "handlers/answers.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t looked_at_for_own = 30;
constexpr std::size_t most_timed = 12;  // each is read from a whole history

/// A requisition with the supplier's time on it.
struct timed {
    const domain::requisition* req = nullptr;
    domain::own_time time{};
};

// One that was opened again asks for a candidate anew.
bool may_await_first(const domain::requisition& req, const supplier_id& supplier) {
    const auto of = std::ranges::find(req.suppliers, supplier, &domain::coverage::supplier);
    return of != req.suppliers.end() && !domain::is_out(*of) &&
           (of->submitted == 0 || req.cycle > 1);
}

// What rests is due last.
bool due_earlier(const timed& a, const timed& b) {
    return a.time.due.value_or(instant::max()) < b.time.due.value_or(instant::max());
}

// `whole`: how many may wait, of which the first were looked at.
chat::table table_of(const context& ctx, const std::vector<timed>& all, std::size_t whole) {
    chat::table rows;
    rows.caption = "Your first candidate";
    if (whole > most_timed) {
        rows.caption += " (of " + std::to_string(whole) + " the first " +
                        std::to_string(most_timed) + "; all of them: " + ctx.root + " sup)";
    }
    rows.rows.push_back({"Requisition", "Told", "First candidate", "Working time"});
    for (const auto& each : all) {
        const auto& zone = each.req->zone;
        rows.rows.push_back(
            {shown_id(each.req->number) + ' ' + displayable(each.req->title),
             local_time(each.time.told, zone),
             own_outcome_text(each.time, zone),
             domain::format_working_time(each.time.used) + " of " +
                 domain::format_working_time(each.time.target)}
        );
    }
    return rows;
}

}  // namespace

bool reads_own_times(const domain::actor& who) {
    return who.has(domain::role::supplier_contact) && speaks_from_outside(who);
}

std::variant<std::optional<chat::table>, need> own_times(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    own_scope scope
) {
    auto found = listed(ctx, seen, lists_for(ctx.actor, list_scope::open, 0, looked_at_for_own));
    if (auto* early = std::get_if<need>(&found)) {
        return std::move(*early);
    }
    const auto supplier = ctx.actor.supplier();
    auto all = std::get<found_requisitions>(std::move(found));
    std::erase_if(all, [&](const auto* req) { return !may_await_first(*req, supplier); });
    const auto whole = all.size();
    all.resize(std::min(whole, most_timed));
    need wanted;
    std::vector<timed> waiting;
    for (const auto* req : all) {
        const auto history = seen.histories.find(domain::record_name(req->number));
        if (history == seen.histories.end()) {
            wanted.histories.push_back(domain::record_name(req->number));
            continue;
        }
        const auto time = domain::own_time_of(history->second, *req, supplier, book, ctx.now);
        const bool asked_for = scope == own_scope::waiting || (time && time->is_over());
        if (time && !time->ended && asked_for) {
            waiting.push_back({req, *time});
        }
    }
    if (!wanted.histories.empty()) {
        return wanted;
    }
    std::ranges::sort(waiting, due_earlier);
    return waiting.empty() ? std::nullopt : std::optional{table_of(ctx, waiting, whole)};
}

outcome show_own_times(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    own_scope scope
) {
    auto times = own_times(ctx, seen, book, scope);
    if (auto* early = std::get_if<need>(&times)) {
        return std::move(*early);
    }
    auto& table = std::get<std::optional<chat::table>>(times);
    if (!table) {
        const auto* const none = scope == own_scope::waiting
                                     ? "No requisition waits for a first candidate of yours."
                                     : "No time of yours has passed.";
        return reply_with(sentence(ctx, none, "today"));
    }
    chat::message said;
    said.summary = table->caption + ": " +
                   counted(
                       static_cast<std::uint32_t>(table->rows.size() - 1),
                       "requisition waits",
                       "requisitions wait"
                   ) +
                   " for one.";
    said.blocks.emplace_back(std::move(*table));
    return reply_with(std::move(said));
}

std::string own_outcome_text(const domain::own_time& time, const std::string& zone) {
    if (time.answered) {
        return time.is_over() ? "put forward after its due time" : "put forward in time";
    }
    if (time.ended) {
        return "ended";
    }
    if (time.rests) {
        return "stands still while it is on hold";
    }
    return (time.is_over() ? "was due " : "due ") + local_time(time.due.value_or(time.told), zone);
}

}  // namespace fillrate::handlers
