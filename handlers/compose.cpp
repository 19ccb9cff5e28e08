#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/alerts.hpp"
#include "handlers/assignment.hpp"
#include "handlers/cards.hpp"
#include "handlers/guests.hpp"
#include "handlers/handler.hpp"
#include "handlers/interview_alerts.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/left_over.hpp"
#include "handlers/lines.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/policy_use_cases.hpp"
#include "handlers/questions.hpp"
#include "handlers/resume.hpp"
#include "handlers/shift_alerts.hpp"
#include "handlers/submittal_alerts.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_telling.hpp"
#include "handlers/waiting.hpp"
#include "handlers/welcomes.hpp"
#include "handlers/withdrawal.hpp"

namespace fillrate::handlers {

namespace {

composed compose_kind(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const bool submittal = domain::parse_submittal_name(item.subject).has_value();
    const bool interview = domain::parse_interview_name(item.subject).has_value();
    if (interview && item.kind == "card") {
        return compose_interview_card(item, seen, ctx);
    }
    if (interview && item.kind == "line") {
        return compose_interview_line(item, seen, ctx);
    }
    if (interview && item.kind == "alert") {
        return compose_interview_alert(item, seen, ctx);
    }
    if (item.kind == "card") {
        return submittal ? compose_submittal_card(item, seen, ctx) : compose_card(item, seen, ctx);
    }
    if (item.kind == "line") {
        return submittal ? compose_submittal_line(item, seen, ctx) : compose_line(item, seen, ctx);
    }
    if (item.kind == "alert") {
        return submittal ? compose_submittal_alert(item, seen, ctx)
                         : compose_alert(item, seen, ctx);
    }
    if (item.kind == waiting_kind) {
        return compose_waiting(item, seen, ctx);
    }
    if (item.kind == left_over_kind) {
        return compose_left_over(item, seen, ctx);
    }
    if (item.kind == check_in_kind || item.kind == assignment_end_kind ||
        item.kind == concern_kind) {
        return compose_assignment(item, seen, ctx);
    }
    if (item.kind == resume_kind_name || item.kind == resume_refused_kind) {
        return compose_resume(item, seen, ctx);
    }
    if (item.kind == question_kind) {
        return compose_question(item, seen, ctx);
    }
    if (item.kind == absence_kind) {
        return compose_absence(item, seen, ctx);
    }
    if (item.kind == opportunity_due_kind) {
        return compose_opportunity_due(item, seen, ctx);
    }
    if (item.kind == shift_ask_kind || item.kind == shift_short_kind ||
        item.kind == shift_floor_kind) {
        return compose_shift(item, seen, ctx);
    }
    if (item.kind == withdrawn_kind) {
        return compose_withdrawn(item, seen, ctx);
    }
    if (item.kind == applied_kind) {
        return compose_applied(item, seen, ctx);
    }
    if (item.kind == "welcome") {
        return compose_welcome(item, seen, ctx);
    }
    if (item.kind == "lapsing") {
        return compose_lapsing(item, seen, ctx);
    }
    if (item.kind == "bound") {
        return compose_bound(item, seen, ctx);
    }
    if (item.kind == "invitation") {
        return compose_invitation(item, seen, ctx);
    }
    return std::monostate{};
}

}  // namespace

composed compose(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    auto said = compose_kind(item, seen, ctx);
    auto* text = std::get_if<chat::message>(&said);
    if (text == nullptr || item.stands_for.empty()) {
        return said;
    }
    const auto away = domain::record_name(item.stands_for);
    if (!seen.loaded(away)) {
        need wanted;
        wanted.records.push_back(away);
        return wanted;
    }
    name_absent(*text, seen.find<domain::person>(away), ctx.now);
    return said;
}

}  // namespace fillrate::handlers
