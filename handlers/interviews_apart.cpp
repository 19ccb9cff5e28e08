#include "handlers/interviews_apart.hpp"

#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

namespace {

/// What the line makes of one of them: a time that is agreed, or times that are offered.
struct meeting {
    std::string subject{};
    interview_number number{};
    std::string zone{};
    std::vector<domain::interviewer> panel{};
    std::optional<instant> start{};
    minutes length{};
    std::size_t offered = 0;
};

bool sits_in(const meeting& one, const person_id& who) {
    return std::ranges::find(one.panel, who, &domain::interviewer::person) != one.panel.end();
}

// Those there are, and those that begin with the line.
meeting& meeting_of(std::vector<meeting>& all, const domain::event& what, const snapshot& seen) {
    const auto known = std::ranges::find(all, what.subject, &meeting::subject);
    if (known != all.end()) {
        return *known;
    }
    auto& made = all.emplace_back();
    made.subject = what.subject;
    if (const auto* iv = seen.find<domain::interview>(what.subject)) {
        made.number = iv->number;
        made.zone = iv->zone;
        made.panel = iv->panel;
    } else if (const auto* asked = std::get_if<domain::interview_asked>(&what.data)) {
        made.number = asked->number;
        made.zone = asked->zone;
        made.panel = asked->panel;
    }
    return made;
}

// What is logged after it took place is not to be kept apart any more.
std::vector<meeting> meetings_of(const decision& made, const snapshot& seen) {
    std::vector<meeting> all;
    for (const auto& what : made.events) {
        if (!domain::parse_interview_name(what.subject)) {
            continue;
        }
        auto& one = meeting_of(all, what, seen);
        if (const auto* agreed = std::get_if<domain::interview_confirmed>(&what.data)) {
            one.start = agreed->start;
            one.length = minutes{agreed->length};
        } else if (const auto* times = std::get_if<domain::times_offered>(&what.data)) {
            one.offered = times->slots.size();
        } else if (std::holds_alternative<domain::interview_moved>(what.data)) {
            one.start.reset();
            one.offered = 0;
        }
    }
    return all;
}

bool share_somebody(const meeting& a, const meeting& b) {
    return std::ranges::any_of(a.panel, [&b](const domain::interviewer& one) {
        return sits_in(b, one.person);
    });
}

bool overlap_in_time(const meeting& a, const meeting& b) {
    return a.start && b.start && *a.start < *b.start + b.length && *b.start < *a.start + a.length;
}

// Suppliers may ask too, so nobody of the panel is named.
std::optional<std::string> clash_of_agreed(const std::vector<meeting>& all, instant now) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = i + 1; j < all.size(); ++j) {
            if (overlap_in_time(all[i], all[j]) && share_somebody(all[i], all[j])) {
                return shown_id(all[i].number) + " and " + shown_id(all[j].number) +
                       " would be at the same time, " +
                       local_time(*all[j].start, all[j].zone, now) +
                       ", with the same interviewer. Nothing changed.";
            }
        }
    }
    return std::nullopt;
}

std::size_t meetings_with(const person_id& who, const std::vector<meeting>& all) {
    return static_cast<std::size_t>(std::ranges::count_if(all, [&who](const meeting& one) {
        return one.offered > 0 && sits_in(one, who);
    }));
}

std::optional<std::string> clash_of_offered(const std::vector<meeting>& all) {
    for (const auto& one : all) {
        for (const auto& interviewer : one.panel) {
            const auto count = meetings_with(interviewer.person, all);
            if (one.offered > 0 && count > one.offered) {
                return "The same interviewer is in " + std::to_string(count) + " of these, so " +
                       counted(static_cast<std::uint32_t>(one.offered), "time is", "times are") +
                       " not enough for all. Offer as many times, or one after the other. Nothing "
                       "changed.";
            }
        }
    }
    return std::nullopt;
}

}  // namespace

outcome decide_apart(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
) {
    auto made = decide(ctx, seen, book);
    const auto* done = std::get_if<decision>(&made);
    if (done == nullptr || ctx.command.subjects.size() < 2) {
        return made;
    }
    const auto all = meetings_of(*done, seen);
    auto why = clash_of_agreed(all, ctx.now);
    if (!why) {
        why = clash_of_offered(all);
    }
    if (!why) {
        return made;
    }
    auto first = ctx.command;
    first.subjects.resize(1);
    return refuse(ctx, std::move(*why), chat::to_line(first));
}

}  // namespace fillrate::handlers
