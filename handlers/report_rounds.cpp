#include "handlers/report_rounds.hpp"

#include "core/domain/attainment.hpp"
#include "core/domain/clock_account.hpp"
#include "core/domain/names.hpp"
#include "core/domain/working_time.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace fillrate::handlers {

namespace {

// What one decision may load, beside the clients.
constexpr std::size_t most_fills_looked_at = 60;
constexpr std::size_t most_rounds_told = 12;

// The first openings have the first batch, those of every later round a further one.
bool may_be_later_round(const domain::clock_outcome& one) {
    return one.kind == domain::clock_kind::fill && one.batch > 1;
}

std::vector<std::string> filled_later(
    const snapshot& seen,
    const std::vector<member_range>& ranges,
    instant from,
    instant to
) {
    std::vector<std::string> names;
    for (const auto& range : ranges) {
        for (const auto& member : seen.members.at(range)) {
            const auto one = domain::outcome_from(member);
            auto name = member.substr(0, member.find('|'));
            const bool counts = one && may_be_later_round(*one) && one->at >= from &&
                                one->at < to && names.size() < most_fills_looked_at &&
                                std::ranges::find(names, name) == names.end();
            if (counts) {
                names.push_back(std::move(name));
            }
        }
    }
    return names;
}

// Those of them that were opened again, or what to load first.
std::variant<std::vector<const domain::requisition*>, need> opened_again(
    const snapshot& seen,
    const std::vector<std::string>& names
) {
    need wanted;
    std::vector<const domain::requisition*> found;
    for (const auto& name : names) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
            continue;
        }
        const auto* req = seen.find<domain::requisition>(name);
        if (req != nullptr && req->cycle > 1 && found.size() < most_rounds_told) {
            found.push_back(req);
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    for (const auto* req : found) {
        auto subject = domain::record_name(req->number);
        if (!seen.histories.contains(subject)) {
            wanted.histories.push_back(std::move(subject));
        }
    }
    if (!wanted.histories.empty()) {
        return wanted;
    }
    return found;
}

}  // namespace

std::variant<std::optional<chat::table>, need> rounds_of_reopened(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const std::vector<member_range>& ranges,
    instant from,
    instant to
) {
    auto found = opened_again(seen, filled_later(seen, ranges, from, to));
    if (auto* missing = std::get_if<need>(&found)) {
        return std::move(*missing);
    }
    chat::table rows{
        "",
        {{"Opened again", "Rounds", "Fill added up (net)", "From the first release (gross)"}}};
    for (const auto* req : std::get<std::vector<const domain::requisition*>>(found)) {
        const auto& history = seen.histories.at(domain::record_name(req->number));
        const auto accounts = domain::account_for_clocks(history, book, ctx.now);
        const auto sum = domain::add_up_rounds(history, accounts, book, ctx.now);
        if (sum && sum->rounds > 1) {
            rows.rows.push_back(
                {shown_id(req->number),
                 std::to_string(sum->rounds),
                 domain::format_working_time(sum->net),
                 domain::format_working_time(sum->gross)}
            );
        }
    }
    return rows.rows.size() > 1 ? std::optional{std::move(rows)} : std::nullopt;
}

}  // namespace fillrate::handlers
