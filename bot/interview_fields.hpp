// The stored field names of interviews and their events; as domain_fields.hpp.
#pragma once

#include "bot/domain_fields.hpp"
#include "core/domain/interview_events.hpp"

namespace fillrate::domain {

/// The words of it are in `sealed` only (bot/candidate_vault.hpp).
template <class V, describes<feedback> T>
void describe(V& f, T& v) {
    f("s", v.state);
    f("v", v.said);
    f("x", v.sealed);
    f("b", v.entered_by);
    f("t", v.at);
}
template <class V, describes<interviewer> T>
void describe(V& f, T& v) {
    f("p", v.person);
    f("n", v.name);
    f("r", v.required);
    f("a", v.answer);
    f("f", v.feedback);
}
template <class V, describes<interview> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("s", v.state);
    f("ev", v.events);
    f("sb", v.submittal);
    f("r", v.requisition);
    f("c", v.client);
    f("su", v.supplier);
    f("sn", v.supplier_name);
    f("ca", v.candidate);
    f("i", v.initials);
    f("z", v.zone);
    f("ro", v.round);
    f("sl", v.slots);
    f("an", v.answers);
    f("of", v.offered);
    f("st", v.start);
    f("l", v.length);
    f("pl", v.place);
    f("li", v.link);
    f("fo", v.former);
    f("mb", v.moved_by);
    f("rs", v.reschedules);
    f("cb", v.caused_by);
    f("cs", v.candidate_moves);
    f("h", v.held);
    f("as", v.assumed);
    f("ab", v.absent);
    f("cm", v.candidate_missed);
    f("re", v.reason);
    f("pa", v.panel);
    f("q", v.quorum);
    f("a1", v.answer_by);
    f("a2", v.escalate_at);
    f("mo", v.morning);
    f("rm", v.reminded);
    f("ck", v.clocks);
    f("ko", v.past);
    f("cp", v.places);
    f("t", v.requested);
    f("et", v.entered);
    f("eb", v.entered_by);
    f("ch", v.changed);
    f("tg", v.timer_generation);
    f("td", v.timer_due);
    f("ah", v.assumed_after);
}
template <class V, describes<interview_asked> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("sb", v.submittal);
    f("r", v.requisition);
    f("c", v.client);
    f("su", v.supplier);
    f("sn", v.supplier_name);
    f("ca", v.candidate);
    f("i", v.initials);
    f("z", v.zone);
    f("ro", v.round);
    f("pa", v.panel);
    f("q", v.quorum);
    f("l", v.length);
    f("pl", v.place);
    f("li", v.link);
}
template <class V, describes<times_offered> T>
void describe(V& f, T& v) {
    f.always("w", v.what);
    f("sl", v.slots);
    f("an", v.answers);
    f("a1", v.answer_by);
    f("a2", v.escalate_at);
    f("l", v.length);
    f("pl", v.place);
    f("li", v.link);
}
template <class V, describes<interview_confirmed> T>
void describe(V& f, T& v) {
    f.always("st", v.start);
    f("l", v.length);
    f("pl", v.place);
    f("li", v.link);
    f("mo", v.morning);
    f("fb", v.feedback_by);
    f("ah", v.assumed_after);
}
template <class V, describes<interview_moved> T>
void describe(V& f, T& v) {
    f.always("w", v.what);
    f("ab", v.absent);
    f("as", v.assumed);
}
template <class V, describes<panel_changed> T>
void describe(V& f, T& v) {
    f("pa", v.panel);
    f("q", v.quorum);
}
template <class V, describes<invitation_answered> T>
void describe(V& f, T& v) {
    f("p", v.person);
    f.always("a", v.answer);
}
template <class V, describes<candidate_missed> T>
void describe(V& f, T& v) {
    f("p", v.person);
}
/// The words of it are in `sealed` only.
template <class V, describes<feedback_given> T>
void describe(V& f, T& v) {
    f("p", v.person);
    f.always("v", v.said);
    f("x", v.sealed);
    f("b", v.entered_by);
    f("s", v.settled);
    f("w", v.wanted);
}
template <class V, describes<feedback_waived> T>
void describe(V& f, T& v) {
    f("p", v.person);
    f("s", v.settled);
    f("w", v.wanted);
}
template <class V, describes<interview_reminded> T>
void describe(V& f, T& v) {
    f.always("w", v.what);
}

}  // namespace fillrate::domain
