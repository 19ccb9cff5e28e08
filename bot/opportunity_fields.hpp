// The stored field names of opportunities and their events; as domain_fields.hpp.
#pragma once

#include "bot/domain_fields.hpp"
#include "core/domain/opportunity.hpp"

namespace fillrate::domain {

template <class V, describes<opportunity> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("s", v.state);
    f("ev", v.events);
    f("c", v.client);
    f("cn", v.client_name);
    f("z", v.zone);
    f("ti", v.title);
    f("nx", v.next);
    f("ra", v.remind_at);
    f("o", v.owner);
    f("on", v.owner_name);
    f("r", v.requisition);
    f("re", v.reason);
    f("no", v.last_note);
    f("et", v.entered);
    f("eb", v.entered_by);
    f("cr", v.created);
    f("ch", v.changed);
    f("tg", v.timer_generation);
    f("td", v.timer_due);
}
template <class V, describes<opportunity_added> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("c", v.client);
    f("cn", v.client_name);
    f("z", v.zone);
    f("ti", v.title);
    f("nx", v.next);
    f("ra", v.remind_at);
    f("o", v.owner);
    f("on", v.owner_name);
}
template <class V, describes<opportunity_moved> T>
void describe(V& f, T& v) {
    f.always("w", v.what);
    f("r", v.requisition);
}
template <class V, describes<opportunity_changed> T>
void describe(V& f, T& v) {
    f("ti", v.title);
    f("nx", v.next);
    f("ra", v.remind_at);
    f("o", v.owner);
    f("on", v.owner_name);
}
template <class V, describes<opportunity_reminded> T>
void describe(V& /*f*/, T& /*v*/) {}

}  // namespace fillrate::domain
