// "B-9", "sla ack B-9 eta:3pm", "sla excuse B-9 client_request": each is what the same words do to
// the clock that was missed.
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/clock_excuse.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/miss_subject.hpp"
#include "handlers/miss_use_cases.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <utility>

namespace fillrate::handlers {

namespace {

/// What does it to a clock of each kind of record.
struct by_record {
    decide_function requisition = nullptr;
    decide_function submittal = nullptr;
    decide_function interview = nullptr;
};

outcome decide_for_record(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    const by_record& does
) {
    auto found = find_miss(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_miss>(found);
    const auto inner = about_record(ctx, one);
    const auto decide = one.noun == "iv"    ? does.interview
                        : one.noun == "sub" ? does.submittal
                                            : does.requisition;
    return decide(inner, seen, book);
}

std::string what_became_of(const found_miss& of, std::string_view zone) {
    if (of.clock == nullptr) {
        return "; a later round followed.";
    }
    switch (of.clock->state) {
        case domain::clock_state::running:
            return " and is open.";
        case domain::clock_state::paused:
            return "; its clock stands still.";
        case domain::clock_state::met:
        case domain::clock_state::cancelled:
            break;
    }
    const auto* const how =
        of.clock->state == domain::clock_state::met ? "; done" : "; its clock ended";
    return how + (of.clock->stopped ? ' ' + local_time(*of.clock->stopped, zone) : "") + '.';
}

chat::button_row answers_to(const context& ctx, const found_miss& of) {
    chat::button_row row;
    const auto subject = subject_of(of.number);
    const bool owns = domain::may(domain::permission::acknowledge, *of.req, ctx.actor);
    if (owns && of.clock != nullptr && of.clock->state == domain::clock_state::running) {
        row.buttons.push_back(act_on(subject, 0, "On it, by ...", "ack"));
        row.buttons.push_back(act_on(subject, 0, "Waiting until ...", "wait"));
    }
    const bool excuses = domain::may(domain::permission::excuse, *of.req, ctx.actor);
    if ((owns || excuses) && !of.what.excused) {
        row.buttons.push_back(act_on(subject, 0, excuses ? "Excuse" : "Give reason", "excuse"));
    }
    return row;
}

}  // namespace

outcome miss_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_miss(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_miss>(found);
    const auto& zone = one.req->zone;
    const auto id = shown_id(one.number);
    chat::message shown;
    shown.title = id;
    shown.summary = id + ": " + clock_subject(one.what.kind) + " of " + one.shown + " was due " +
                    local_time(one.what.at, zone, ctx.now) + what_became_of(one, zone);
    if (one.clock != nullptr && one.clock->explained) {
        shown.summary += " Why, " + excuse_text(*one.clock->explained, zone) + '.';
    }
    if (one.clock != nullptr && one.clock->excused) {
        shown.summary += " Excused " + excuse_text(*one.clock->excused, zone) + '.';
    } else if (one.what.excused) {
        shown.summary += " It is excused.";
    }
    shown.blocks.emplace_back(chat::paragraph{{chat::plain(shown.summary)}});
    if (auto row = answers_to(ctx, one); !row.buttons.empty()) {
        shown.blocks.emplace_back(std::move(row));
    }
    shown.blocks.emplace_back(chat::context_line{
        {chat::plain("Next: "), chat::code(ctx.root + " sla " + id + " why")}});
    return reply_with(std::move(shown));
}

outcome miss_acknowledge(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return decide_for_record(
        ctx,
        seen,
        book,
        {requisition_acknowledge, submittal_acknowledge, interview_acknowledge}
    );
}

outcome miss_wait(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return decide_for_record(ctx, seen, book, {requisition_wait, submittal_wait, interview_wait});
}

outcome miss_excuse(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return decide_for_record(
        ctx,
        seen,
        book,
        {requisition_excuse, submittal_excuse, interview_excuse}
    );
}

outcome miss_why(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return decide_for_record(ctx, seen, book, {requisition_why, submittal_why, interview_why});
}

}  // namespace fillrate::handlers
