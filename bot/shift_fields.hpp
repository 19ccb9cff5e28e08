// The stored field names of shifts and their events; as domain_fields.hpp.
#pragma once

#include "bot/domain_fields.hpp"
#include "core/domain/shift.hpp"

namespace fillrate::domain {

template <class V, describes<shift_id> T>
void describe(V& f, T& v) {
    f.always("r", v.requisition);
    f("d", v.date);
    f("n", v.name);
}
template <class V, describes<shift_confirmation> T>
void describe(V& f, T& v) {
    f("s", v.supplier);
    f("n", v.name);
    f("h", v.heads);
    f("t", v.at);
    f("by", v.said_by);
    f("r", v.reserve);
}
template <class V, describes<head_count> T>
void describe(V& f, T& v) {
    f("p", v.present);
    f("n", v.no_show);
    f("d", v.delayed);
}
template <class V, describes<heads_started> T>
void describe(V& f, T& v) {
    f("p", v.present);
    f("n", v.no_show);
    f("su", v.supplier);
}
template <class V, describes<heads_left> T>
void describe(V& f, T& v) {
    f("c", v.count);
    f("r", v.replaced);
}
template <class V, describes<work_shift> T>
void describe(V& f, T& v) {
    f.always("i", v.id);
    f("s", v.state);
    f("ev", v.events);
    f("c", v.client);
    f("cn", v.client_name);
    f("z", v.zone);
    f("ti", v.title);
    f("or", v.ordered);
    f("st", v.starts);
    f("en", v.ends);
    f("pa", v.patience);
    f("pl", v.planned);
    f("by", v.confirm_by);
    f("co", v.confirmed);
    f("ca", v.came);
    f("ct", v.counted);
    f("cb", v.counted_by);
    f("of", v.of);
    f("re", v.reason);
    f("rm", v.reminded);
    f("et", v.entered);
    f("eb", v.entered_by);
    f("cr", v.created);
    f("ch", v.changed);
    f("tg", v.timer_generation);
    f("td", v.timer_due);
}
template <class V, describes<shift_planned> T>
void describe(V& f, T& v) {
    f.always("i", v.id);
    f("c", v.client);
    f("cn", v.client_name);
    f("z", v.zone);
    f("ti", v.title);
    f("or", v.ordered);
    f("st", v.starts);
    f("en", v.ends);
    f("pa", v.patience);
    f("by", v.confirm_by);
    f("cz", v.corrects_zone);
}
template <class V, describes<shift_confirmed> T>
void describe(V& f, T& v) {
    f("s", v.supplier);
    f("sn", v.supplier_name);
    f("h", v.heads);
    f("r", v.reserve);
}
template <class V, describes<shift_counted> T>
void describe(V& f, T& v) {
    f("or", v.ordered);
    f("ca", v.came);
    f("of", v.of);
}
template <class V, describes<shift_called_off> T>
void describe(V& /*f*/, T& /*v*/) {}
template <class V, describes<shift_reminded> T>
void describe(V& f, T& v) {
    f.always("w", v.what);
}
template <class V, describes<shift_told> T>
void describe(V& f, T& v) {
    f.always("w", v.what);
    f("n", v.name);
    f("d", v.date);
    f("k", v.days);
    f("or", v.ordered);
    f("h", v.heads);
    f("s", v.supplier);
    f("sn", v.supplier_name);
    f("ca", v.came);
    f("rs", v.reserve);
}

}  // namespace fillrate::domain
