#include "handlers/act_subject.hpp"

#include "core/domain/names.hpp"
#include "handlers/backdated.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::handlers {

namespace {

act_subject subject_at(std::string name, std::string typed, const domain::requisition& req) {
    return {std::move(name), std::move(typed), req.zone, req.client, &req};
}

using one_subject = std::variant<act_subject, outcome>;

// One after the other, in the order of the line; where nobody is named the refusal asks for one.
template <class Find>
std::variant<act_subjects, outcome> each_of_act(const context& ctx, Find find) {
    act_subjects all;
    auto asked = ctx;
    auto subjects = ctx.command.subjects;
    subjects.resize(std::max<std::size_t>(subjects.size(), 1));
    for (const auto& subject : subjects) {
        asked.command.subjects = {subject};
        one_subject found = find(asked);
        if (auto* early = std::get_if<outcome>(&found)) {
            return std::move(*early);
        }
        all.push_back(std::get<act_subject>(std::move(found)));
    }
    return all;
}

std::variant<act_subjects, outcome> interviews_of_act(const context& ctx, const snapshot& seen) {
    return each_of_act(ctx, [&seen](const context& asked) -> one_subject {
        auto found = find_interview(asked, seen);
        if (auto* early = std::get_if<outcome>(&found)) {
            return std::move(*early);
        }
        const auto& one = std::get<found_interview>(found);
        const auto number = one.iv->number;
        return subject_at(domain::record_name(number), shown_id(number), *one.req);
    });
}

std::variant<act_subjects, outcome> opportunities_of_act(const context& ctx, const snapshot& seen) {
    return each_of_act(ctx, [&seen](const context& asked) -> one_subject {
        auto found = find_opportunity(asked, seen);
        if (auto* early = std::get_if<outcome>(&found)) {
            return std::move(*early);
        }
        const auto& one = *std::get<const domain::opportunity*>(found);
        return act_subject{
            domain::record_name(one.number),
            shown_id(one.number),
            one.zone,
            one.client};
    });
}

// Which shift began last, or comes next, is seen from the moment.
std::variant<act_subjects, outcome> shift_of_act(const context& ctx, const snapshot& seen) {
    auto staffed = find_staffed(ctx, seen);
    if (auto* early = std::get_if<outcome>(&staffed)) {
        return std::move(*early);
    }
    const auto& req = *std::get<const domain::requisition*>(staffed);
    const bool counts = ctx.command.verb == "count";
    auto found = find_shift(
        as_of_moment(ctx, req.zone),
        seen,
        counts ? nearest_shift::begun : nearest_shift::coming
    );
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_shift>(found);
    return act_subjects{
        subject_at(domain::record_name(one.id), std::to_string(req.number.value), req)};
}

}  // namespace

std::optional<act_subject> subject_made(const decision& by) {
    for (const auto& what : by.events) {
        if (const auto* req = std::get_if<domain::requisition_created>(&what.data)) {
            return act_subject{
                .zone = req->zone,
                .client = req->client,
                .site = req->site,
                .category = req->category};
        }
        if (const auto* opp = std::get_if<domain::opportunity_added>(&what.data)) {
            return act_subject{.zone = opp->zone, .client = opp->client};
        }
    }
    return std::nullopt;
}

bool makes_its_subject(const chat::command& line) {
    return (line.noun == "req" && line.verb == "new") || (line.noun == "opp" && line.verb == "add");
}

// `sub add REQ-104` is an act of the requisition.
std::variant<act_subjects, outcome> subjects_of_act(const context& ctx, const snapshot& seen) {
    act_subjects all;
    if (ctx.command.noun == "sub" && ctx.command.verb != "put_forward") {
        auto found = find_submittals(ctx, seen);
        if (auto* early = std::get_if<outcome>(&found)) {
            return std::move(*early);
        }
        for (const auto& one : std::get<submittals>(found)) {
            const auto number = one.sub->number;
            all.push_back(subject_at(domain::record_name(number), shown_id(number), *one.req));
        }
        return all;
    }
    if (ctx.command.noun == "iv") {
        return interviews_of_act(ctx, seen);
    }
    if (ctx.command.noun == "shift") {
        return shift_of_act(ctx, seen);
    }
    if (ctx.command.noun == "opp") {
        return opportunities_of_act(ctx, seen);
    }
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    for (const auto* req : std::get<found_requisitions>(found)) {
        const auto number = req->number;
        all.push_back(subject_at(domain::record_name(number), std::to_string(number.value), *req));
    }
    return all;
}

}  // namespace fillrate::handlers
