// "fb S-311 yes": the interview of a candidate that is meant, where only the candidate is named.
#include "core/chat/grammar.hpp"
#include "core/domain/interview_transitions.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/backdated.hpp"
#include "handlers/in_turn.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fillrate::handlers {

namespace {

using found_interviews = std::vector<found_interview>;

bool has_begun(const domain::interview& iv, instant now) {
    return domain::is_over(iv.state) || (iv.state == domain::interview_state::confirmed &&
                                         iv.start.has_value() && *iv.start <= now);
}

// Of this person; said for somebody, of anybody on its panel.
bool lacks_verdict(const context& ctx, const domain::interview& iv) {
    const bool own = value_of(ctx, "of").empty();
    return has_begun(iv, ctx.now) && std::ranges::any_of(iv.panel, [&](const auto& one) {
               return domain::is_missing(one.feedback.state) &&
                      (!own || one.person == ctx.actor.id);
           });
}

// Those that wait for the verdict; else those that may be said something of; else all.
found_interviews likely_rounds(const context& ctx, const found_interviews& all) {
    found_interviews waiting;
    found_interviews begun;
    for (const auto& one : all) {
        if (lacks_verdict(ctx, *one.iv)) {
            waiting.push_back(one);
        }
        if (has_begun(*one.iv, ctx.now)) {
            begun.push_back(one);
        }
    }
    return !waiting.empty() ? waiting : !begun.empty() ? begun : all;
}

context about_round(const context& ctx, const found_interview& one) {
    auto inner = ctx;
    inner.command.noun = "iv";
    inner.command.subjects = {domain::record_name(one.iv->number)};
    inner.command.implied = false;
    inner.command.called.clear();
    return inner;
}

outcome ask_which_round(const context& ctx, const std::string& id, const found_interviews& all) {
    std::vector<reading> readings;
    for (const auto& one : all) {
        const auto code = shown_id(one.iv->number);
        const auto when = one.iv->start ? ", " + local_time(*one.iv->start, one.iv->zone) : "";
        readings.push_back({code + when, chat::to_line(about_round(ctx, one).command)});
    }
    return ask_which_reading(ctx, "Which interview of " + id + " do you mean?", readings);
}

}  // namespace

outcome submittal_feedback(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    // Words without a verdict that somebody outside says of a candidate are a note, and so is the
    // word alone of a supplier, who asks for what was said.
    const bool unsaid = value_of(ctx, "verdict").empty() && speaks_from_outside(ctx.actor);
    const bool words = !ctx.command.tail.empty() && !ctx.command.tail_quoted;
    const bool asks = ctx.command.tail.empty() && !ctx.actor.supplier().empty();
    if (unsaid && !ctx.from_form && (words || asks)) {
        auto note = ctx;
        note.command.verb = "note";
        note.command.tail = asks ? "feedback" : ctx.command.tail;
        return backdated<in_turn<submittal_note>>(note, seen, book);
    }
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& sub = *std::get<submittals>(found).front().sub;
    std::vector<std::string> names;
    for (const auto number : sub.interviews) {
        names.push_back(domain::record_name(number));
    }
    auto visible = visible_interviews(ctx, seen, names);
    if (auto* wanted = std::get_if<need>(&visible)) {
        return std::move(*wanted);
    }
    const auto id = shown_id(sub.number);
    const auto likely = likely_rounds(ctx, std::get<found_interviews>(visible));
    if (likely.empty()) {
        return refuse(ctx, id + " has had no interview, so there is nothing to say of one.", id);
    }
    if (likely.size() > 1) {
        return ask_which_round(ctx, id, likely);
    }
    const auto inner = about_round(ctx, likely.front());
    return backdated<in_turn<interview_feedback>>(inner, seen, book);
}

}  // namespace fillrate::handlers
