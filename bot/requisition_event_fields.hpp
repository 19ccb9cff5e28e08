// The stored field names of what happens to requisitions, and of events of no more than a name; as
// domain_fields.hpp, never renamed, only added.
#pragma once

#include "bot/domain_fields.hpp"
#include "core/domain/event.hpp"

namespace fillrate::domain {

template <class V, describes<requisition_created> T>
void describe(V& f, T& v) {
    f("n", v.number);
    f("c", v.client);
    f("cn", v.client_name);
    f("si", v.site);
    f("sn", v.site_name);
    f("z", v.zone);
    f("cu", v.currency);
    f("t", v.title);
    f("ca", v.category);
    f("en", v.engagement);
    f("p", v.priority);
    f("o", v.openings);
    f("pay", v.pay);
    f("bill", v.bill);
    f("max", v.max);
    f("sal", v.salary);
    f("fee", v.fee);
    f("mh", v.must_haves);
    f("sh", v.shift);
    f("st", v.start);
    f("ow", v.owner);
    f("own", v.owner_name);
    f("hm", v.hiring_manager);
    f("hmn", v.hiring_manager_name);
    f("og", v.origin);
}
template <class V, class T>
requires(describes<T, submitted_for_intake> || describes<T, returned_to_draft> || describes<T, recruiter_took> || describes<T, hold_ran_out> || describes<T, hold_questioned> || describes<T, resumed> || describes<T, closed> || describes<T, cancelled> || describes<T, all_filled> || describes<T, manager_reminded> || describes<T, contact_shown>) void describe(V&, T&) {
}
template <class V, describes<checklist_saved> T>
void describe(V& f, T& v) {
    f("i", v.items);
}
template <class V, describes<qualified> T>
void describe(V& f, T& v) {
    f("i", v.items);
    f("w", v.waived);
}
template <class V, describes<released> T>
void describe(V& f, T& v) {
    f("s", v.suppliers);
    f("r", v.internal_recruiter);
    f("t", v.tier);
}
template <class V, describes<end_requested> T>
void describe(V& f, T& v) {
    f("c", v.cancels);
}
template <class V, describes<openings_requested> T>
void describe(V& f, T& v) {
    f("o", v.openings);
    f("fz", v.frozen);
    f("rp", v.replacements);
}
template <class V, describes<supplier_accepted> T>
void describe(V& f, T& v) {
    f("s", v.supplier);
    f("h", v.heads);
}
template <class V, describes<supplier_declined> T>
void describe(V& f, T& v) {
    f("s", v.supplier);
}
template <class V, describes<supplier_removed> T>
void describe(V& f, T& v) {
    f("s", v.supplier);
}
template <class V, describes<supplier_suspended> T>
void describe(V& f, T& v) {
    f("s", v.supplier);
}
template <class V, describes<submits_paused> T>
void describe(V& f, T& v) {
    f("s", v.supplier);
    f("u", v.until);
}
template <class V, describes<held> T>
void describe(V& f, T& v) {
    f("u", v.until);
    f("a", v.ask_on);
}
template <class V, describes<reopened> T>
void describe(V& f, T& v) {
    f("o", v.openings);
}
template <class V, describes<requisition_changed> T>
void describe(V& f, T& v) {
    f("t", v.title);
    f("mh", v.must_haves);
    f("sh", v.shift);
    f("st", v.start);
    f("p", v.priority);
    f("en", v.engagement);
    f("o", v.openings);
    f("pay", v.pay);
    f("bill", v.bill);
    f("max", v.max);
    f("sal", v.salary);
    f("fee", v.fee);
    f("ow", v.owner);
    f("own", v.owner_name);
    f("hm", v.hiring_manager);
    f("hmn", v.hiring_manager_name);
    f("z", v.zone);
    f("fz", v.frozen);
    f("rp", v.replacements);
}
template <class V, describes<noted> T>
void describe(V& f, T& v) {
    f("t", v.text);
    f("s", v.settles);
}
template <class V, describes<card_placed> T>
void describe(V& f, T& v) {
    f("w", v.where);
}
template <class V, describes<clock_set> T>
void describe(V& f, T& v) {
    f("v", v.value);
}
template <class V, describes<clock_warned> T>
void describe(V& f, T& v) {
    f.always("k", v.kind);
    f("ba", v.batch);
    f("l", v.level);
    f("d", v.due);
}
template <class V, describes<clock_breached> T>
void describe(V& f, T& v) {
    f.always("k", v.kind);
    f("ba", v.batch);
    f("no", v.number);
}
template <class V, describes<clock_acknowledged> T>
void describe(V& f, T& v) {
    f.always("k", v.kind);
    f("ba", v.batch);
    f("e", v.eta);
}
template <class V, describes<eta_missed> T>
void describe(V& f, T& v) {
    f.always("k", v.kind);
    f("ba", v.batch);
}
template <class V, describes<clock_excused> T>
void describe(V& f, T& v) {
    f.always("k", v.kind);
    f("ba", v.batch);
    f("c", v.cycle);
    f("x", v.explains);
}
template <class V, describes<breach_withdrawn> T>
void describe(V& f, T& v) {
    f.always("k", v.kind);
    f("ba", v.batch);
    f("c", v.cycle);
}
template <class V, describes<undone> T>
void describe(V& f, T& v) {
    f("c", v.command);
}

}  // namespace fillrate::domain
