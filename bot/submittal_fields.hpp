// The stored field names of what candidates consist of and of their events; as domain_fields.hpp,
// never renamed, only added.
#pragma once

#include "bot/domain_fields.hpp"
#include "core/domain/candidate.hpp"
#include "core/domain/submittal.hpp"

namespace fillrate::domain {

template <class V, describes<offer> T>
void describe(V& f, T& v) {
    f.always("v", v.version);
    f("p", v.pay);
    f("b", v.bill);
    f("s", v.salary);
    f("st", v.start);
    f("sm", v.start_time);
    f("t", v.extended);
}
template <class V, describes<check_in> T>
void describe(V& f, T& v) {
    f.always("n", v.day);
    f("d", v.due);
    f("a", v.asked);
    f("r", v.answered);
    f("c", v.concern);
    f("b", v.said_by);
    f("t", v.said);
}
template <class V, describes<assignment> T>
void describe(V& f, T& v) {
    f("s", v.start);
    f("e", v.end);
    f("c", v.check_ins);
    f("a", v.ask_end);
    f("h", v.hours);
    f("w", v.worried);
}
/// What it leads to is in `sealed` only (bot/resume_seal.hpp).
template <class V, describes<given_resume> T>
void describe(V& f, T& v) {
    f("k", v.kind);
    f("f", v.file);
    f("n", v.size);
    f("x", v.sealed);
    f("t", v.since);
}
template <class V, describes<must_have_check> T>
void describe(V& f, T& v) {
    f("o", v.of);
    f("m", v.missing);
    f("w", v.why);
}
template <class V, describes<submittal> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("s", v.state);
    f("be", v.before_end);
    f("ev", v.events);
    f("r", v.requisition);
    f("c", v.client);
    f("su", v.supplier);
    f("sn", v.supplier_name);
    f("ca", v.candidate);
    f("id", v.ownerships);
    f("i", v.initials);
    f("nk", v.name_keys);
    f("li", v.category);
    f("pay", v.pay);
    f("bill", v.bill);
    f("av", v.available);
    f("rtr", v.represented);
    f("d", v.disputed);
    f("x", v.barred);
    f("kn", v.known);
    f("mu", v.musts);
    f("cv", v.resume);
    f("o", v.offers);
    f("ua", v.unapproved);
    f("t", v.submitted);
    f("pr", v.presented);
    f("ab", v.missed);
    f("se", v.selected);
    f("ed", v.ended);
    f("iv", v.interviews);
    f("mi", v.met_in);
    f("fi", v.feedback_in);
    f("re", v.reason);
    f("wd", v.words);
    f("hu", v.hold_until);
    f("pl", v.places);
    f("en", v.entered);
    f("eb", v.entered_by);
    f("ch", v.changed);
    f("ck", v.clocks);
    f("ko", v.past);
    f("j", v.job);
    f("og", v.origin);
    f("ol", v.offers_lost);
    f("tg", v.timer_generation);
    f("td", v.timer_due);
}
/// The personal fields are in `sealed` only (bot/candidate_vault.hpp).
template <class V, describes<candidate> T>
void describe(V& f, T& v) {
    f("i", v.id);
    f("su", v.supplier);
    f("k", v.key);
    f("x", v.sealed);
}
template <class V, describes<claim_to_represent> T>
void describe(V& f, T& v) {
    f("n", v.submittal);
    f("su", v.supplier);
    f("r", v.requisition);
    f("t", v.since);
    f("c", v.confirmed);
    f("l", v.lapsed);
}
template <class V, describes<do_not_return> T>
void describe(V& f, T& v) {
    f.always("n", v.submittal);
    f("b", v.by);
    f("bn", v.by_name);
    f("r", v.reason);
    f("t", v.since);
}
template <class V, describes<known_to_client> T>
void describe(V& f, T& v) {
    f.always("n", v.submittal);
    f("b", v.by);
    f("bn", v.by_name);
    f("d", v.contact);
    f("t", v.since);
}
template <class V, describes<ownership> T>
void describe(V& f, T& v) {
    f("c", v.claims);
    f("x", v.barred);
    f("kn", v.known);
}
template <class V, describes<neutral_answer> T>
void describe(V& f, T& v) {
    f.always("n", v.submittal);
    f("t", v.at);
}
template <class V, describes<neutral_answers> T>
void describe(V& f, T& v) {
    f("g", v.given);
}
template <class V, describes<slate_moved> T>
void describe(V& f, T& v) {
    f.always("n", v.submittal);
    f("i", v.initials);
    f("su", v.supplier);
    f("sn", v.supplier_name);
    f("m", v.made);
    f("w", v.what);
    f("f", v.from);
    f("to", v.to);
    f("uc", v.unconsented);
}
template <class V, describes<slate_consented> T>
void describe(V& f, T& v) {
    f.always("n", v.submittal);
}
template <class V, describes<slate_unapproved> T>
void describe(V& f, T& v) {
    f.always("n", v.submittal);
    f("s", v.settled);
}
template <class V, describes<submittal_made> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("r", v.requisition);
    f("c", v.client);
    f("su", v.supplier);
    f("sn", v.supplier_name);
    f("ca", v.candidate);
    f("id", v.ownerships);
    f("i", v.initials);
    f("nk", v.name_keys);
    f("li", v.category);
    f("pay", v.pay);
    f("bill", v.bill);
    f("av", v.available);
    f("rtr", v.represented);
    f("du", v.duplicate);
    f("d", v.disputed);
    f("x", v.barred);
    f("kn", v.known);
    f("og", v.origin);
}
template <class V, describes<submittal_moved> T>
void describe(V& f, T& v) {
    f.always("w", v.what);
    f("iv", v.interview);
    f("u", v.until);
    f("h", v.hours);
    f("wo", v.words_open);
    f("mu", v.musts);
    f("m", v.met);
}
template <class V, describes<words_passed> T>
void describe(V& f, T& v) {
    f("t", v.text);
}
template <class V, describes<submittal_changed> T>
void describe(V& f, T& v) {
    f("p", v.pay);
    f("b", v.bill);
    f("av", v.available);
    f("a", v.about);
}
template <class V, describes<feedback_gathered> T>
void describe(V& f, T& v) {
    f.always("iv", v.interview);
}
template <class V, describes<round_took_place> T>
void describe(V& f, T& v) {
    f.always("iv", v.interview);
    f("b", v.taken_back);
}
template <class V, describes<start_moved> T>
void describe(V& f, T& v) {
    f("st", v.start);
    f("sm", v.start_time);
}
template <class V, describes<resume_attached> T>
void describe(V& f, T& v) {
    f("v", v.value);
}
template <class V, describes<resume_opened> T>
void describe(V& f, T& v) {
    f("k", v.kind);
}
template <class V, describes<offer_made> T>
void describe(V& f, T& v) {
    f("p", v.pay);
    f("b", v.bill);
    f("s", v.salary);
    f("st", v.start);
    f("sm", v.start_time);
}
template <class V, describes<offer_proposed> T>
void describe(V& f, T& v) {
    f("t", v.terms);
}
template <class V, describes<offer_disapproved> T>
void describe(V& /*f*/, T& /*v*/) {}
template <class V, describes<represented> T>
void describe(V& f, T& v) {
    f("c", v.confirmed);
}
template <class V, describes<consent_requested> T>
void describe(V& /*f*/, T& /*v*/) {}
template <class V, describes<claim_disputed> T>
void describe(V& f, T& v) {
    f("s", v.settled);
    f("w", v.stands);
}
template <class V, describes<return_barred> T>
void describe(V& f, T& v) {
    f("l", v.lifted);
}
template <class V, describes<client_known> T>
void describe(V& f, T& v) {
    f("d", v.contact);
    f("c", v.contested);
    f("l", v.lifted);
}
template <class V, describes<assignment_set> T>
void describe(V& f, T& v) {
    f("v", v.value);
}
template <class V, describes<assignment_asked> T>
void describe(V& f, T& v) {
    f("d", v.day);
}
template <class V, describes<check_in_said> T>
void describe(V& f, T& v) {
    f("d", v.day);
    f("c", v.concern);
}
template <class V, describes<opening_backfilled> T>
void describe(V& f, T& v) {
    f("n", v.left);
    f("i", v.initials);
}
template <class V, describes<opening_ended> T>
void describe(V& f, T& v) {
    f("n", v.left);
}

}  // namespace fillrate::domain
