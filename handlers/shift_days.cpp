#include "handlers/shift_days.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/backdated.hpp"
#include "handlers/in_turn.hpp"
#include "handlers/needs.hpp"
#include "handlers/shift.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace fillrate::handlers {

namespace {

constexpr std::string_view range_of_days = "..";

bool names_several_days(const context& ctx) {
    const auto text = value_of(ctx, "on");
    return text.find(',') != std::string::npos || text.find(range_of_days) != std::string::npos;
}

// For several days nothing is asked by a form.
std::optional<outcome> refuse_unsaid(const context& ctx) {
    const auto tail = chat::find_verb(ctx.command.noun, ctx.command.verb)->tail_name;
    if (tail.empty() || !tail_of(ctx, tail).empty()) {
        return std::nullopt;
    }
    auto whole = ctx.command;
    whole.tail = tail == "heads" ? "1" : "line down";
    return refuse(
        ctx,
        tail == "heads" ? "Say how many come, the same for all of these days."
                        : "Say why, the same for all of these days.",
        chat::to_line(whole)
    );
}

std::vector<std::string> shifts_on(
    const domain::requisition& req,
    const std::string& name,
    const std::vector<civil_date>& days
) {
    std::vector<std::string> names;
    for (const auto day : days) {
        names.push_back(domain::record_name({req.number, format_date(day), name}));
    }
    return names;
}

std::optional<need> missing_shifts_on(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const std::vector<std::string>& names
) {
    need wanted;
    for (const auto& name : names) {
        load_record(wanted, seen, name);
    }
    if (auto page = shifts_page(req, ctx.now); !seen.pages.contains(page)) {
        wanted.pages.push_back(std::move(page));
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

}  // namespace

outcome decide_each_day(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
) {
    const auto name = value_of(ctx, "name");
    if (name.empty() || !names_several_days(ctx)) {
        return decide(ctx, seen, book);
    }
    auto staffed = find_staffed(ctx, seen);
    if (auto* early = std::get_if<outcome>(&staffed)) {
        return std::move(*early);
    }
    const auto& req = *std::get<const domain::requisition*>(staffed);
    const auto zone = time_zone::find(req.zone.empty() ? ctx.organisation.default_zone : req.zone);
    if (!zone) {
        return decide(ctx, seen, book);
    }
    if (auto refused = refuse_unsaid(ctx)) {
        return std::move(*refused);
    }
    field_problems problems;
    auto found = shifts_on(req, name, read_days(ctx, *zone, problems));
    const auto number = std::to_string(req.number.value);
    if (!problems.empty()) {
        return problems.answer(ctx, number + " shifts");
    }
    if (auto wanted = missing_shifts_on(ctx, seen, req, found)) {
        return std::move(*wanted);
    }
    if (value_of(ctx, "on").find(range_of_days) != std::string::npos) {
        std::erase_if(found, [&seen](const auto& one) {
            return seen.find<domain::work_shift>(one) == nullptr;
        });
    }
    if (found.empty()) {
        return refuse(
            ctx,
            "No " + name + " shift of " + shown_id(req.number) + " is planned on these days.",
            number + " shifts"
        );
    }
    if (auto refused = refuse_many_moments(ctx, found.size())) {
        return std::move(*refused);
    }
    auto all = ctx;
    all.command.subjects = std::move(found);
    std::erase_if(all.command.arguments, [](const auto& each) {
        return each.key == "on" || each.key == "name";
    });
    auto made = decide_in_turn(all, seen, book, decide);
    // What each of them said of the moment is not in the words about all.
    auto* const decided = std::get_if<decision>(&made);
    if (decided != nullptr && all.command.subjects.size() > 1 && !value_of(ctx, "at").empty()) {
        say_as_of(decided->reply, as_of_moment(ctx, req.zone).now, req.zone);
    }
    return made;
}

}  // namespace fillrate::handlers
