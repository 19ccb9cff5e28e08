#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/alerts.hpp"
#include "handlers/assignment.hpp"
#include "handlers/cards.hpp"
#include "handlers/disputes.hpp"
#include "handlers/guests.hpp"
#include "handlers/handing_over.hpp"
#include "handlers/handler.hpp"
#include "handlers/interview_alerts.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/left_over.hpp"
#include "handlers/lines.hpp"
#include "handlers/offer_approval.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/owner_request.hpp"
#include "handlers/passed_words.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/policy_use_cases.hpp"
#include "handlers/questions.hpp"
#include "handlers/resume.hpp"
#include "handlers/shift_alerts.hpp"
#include "handlers/slate_notice.hpp"
#include "handlers/strangers.hpp"
#include "handlers/submittal_alerts.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_telling.hpp"
#include "handlers/taken_back.hpp"
#include "handlers/waiting.hpp"
#include "handlers/welcomes.hpp"
#include "handlers/withdrawal.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace fillrate::handlers {

namespace {

/// What says a notice of a kind that is the same whatever it is about.
struct notice_composer {
    std::string_view kind{};
    composed (*compose)(const chat::outgoing&, const snapshot&, const context&) = nullptr;
};
constexpr notice_composer kinds_of_notices[] = {
    {dispute_kind, compose_dispute},
    {waiting_kind, compose_waiting},
    {slate_kind, compose_slate},
    {followers_kind, compose_slate},
    {left_over_kind, compose_left_over},
    {owner_request_kind, compose_owner_request},
    {kept_as_is_kind, compose_kept_as_is},
    {returned_kind, compose_returned},
    {handed_over_kind, compose_handed_over},
    {check_in_kind, compose_assignment},
    {assignment_end_kind, compose_assignment},
    {concern_kind, compose_assignment},
    {converted_kind, compose_assignment},
    {unreplaced_kind, compose_assignment},
    {long_unreplaced_kind, compose_assignment},
    {held_words_kind, compose_held_words},
    {approval_kind, compose_approval},
    {approval_answer_kind, compose_approval_answer},
    {resume_kind_name, compose_resume},
    {resume_refused_kind, compose_resume},
    {resume_unsent_kind, compose_resume},
    {question_kind, compose_question},
    {absence_kind, compose_absence},
    {opportunity_due_kind, compose_opportunity_due},
    {passed_on_kind, compose_passed_on},
    {shift_ask_kind, compose_shift},
    {shift_short_kind, compose_shift},
    {shift_floor_kind, compose_shift},
    {withdrawn_kind, compose_withdrawn},
    {taken_back_kind, compose_taken_back},
    {asked_again_kind, compose_asked_again},
    {applied_kind, compose_applied},
    {previewed_kind, compose_previewed},
    {"welcome", compose_welcome},
    {"lapsing", compose_lapsing},
    {"stranger", compose_stranger},
    {"new_contact", compose_new_contact},
    {"guest_asks", compose_guest_asks},
    {"bound", compose_bound},
    {"invitation", compose_invitation},
};

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
    const auto* const found =
        std::ranges::find(kinds_of_notices, item.kind, &notice_composer::kind);
    return found == std::end(kinds_of_notices) ? composed{} : found->compose(item, seen, ctx);
}

// Cards name the speaker themselves, and what is said in their threads stands under them. A file
// is nobody's word.
bool lacks_speaker(const chat::outgoing& item) {
    constexpr std::array<std::string_view, 5> kinds{
        "card",
        "line",
        resume_kind_name,
        resume_refused_kind,
        resume_unsent_kind};
    return std::ranges::find(kinds, item.kind) == kinds.end();
}

const domain::requisition* requisition_behind(const std::string& subject, const snapshot& seen) {
    const auto* sub = seen.find<domain::submittal>(subject);
    const auto* iv = seen.find<domain::interview>(subject);
    const auto number = sub != nullptr  ? sub->requisition
                        : iv != nullptr ? iv->requisition
                                        : requisition_number{};
    return seen.find<domain::requisition>(number.empty() ? subject : domain::record_name(number));
}

// The one who reads alone; empty for a room.
std::string reader_of(const context& ctx) {
    const auto& readers = ctx.place.binding;
    return readers.who == domain::binding::kind::direct ? domain::record_name(person_id{readers.id})
                                                        : std::string{};
}

bool is_read_outside(const snapshot& seen, const context& ctx) {
    const auto who = ctx.place.binding.who;
    if (who == domain::binding::kind::client || who == domain::binding::kind::supplier) {
        return true;
    }
    const auto* reader = seen.find<domain::person>(reader_of(ctx));
    return reader != nullptr && speaks_from_outside(domain::acting(*reader, ctx.now));
}

// Whoever is outside the firm reads first who is speaking (DOMAIN.md 0).
composed compose_spoken(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    auto said = compose_kind(item, seen, ctx);
    const auto reader = reader_of(ctx);
    const bool known = reader.empty() || seen.loaded(reader);
    if (!lacks_speaker(item)) {
        return said;
    }
    if (auto* wanted = std::get_if<need>(&said)) {
        if (!known && std::ranges::find(wanted->records, reader) == wanted->records.end()) {
            wanted->records.push_back(reader);
        }
        return said;
    }
    auto* text = std::get_if<chat::message>(&said);
    const auto* req = text == nullptr ? nullptr : requisition_behind(item.subject, seen);
    if (req == nullptr) {
        return said;
    }
    if (!known) {
        need wanted;
        wanted.records.push_back(reader);
        return wanted;
    }
    if (is_read_outside(seen, ctx)) {
        name_speaker(*text, ctx, *req);
    }
    return said;
}

}  // namespace

composed compose(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    auto said = compose_spoken(item, seen, ctx);
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
