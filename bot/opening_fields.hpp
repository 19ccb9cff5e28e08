// The stored field names of the seats of a requisition and of who began on one without a name; as
// domain_fields.hpp.
#pragma once

#include "core/domain/requisition.hpp"

#include <type_traits>

namespace fillrate::domain {

// T is const for the writer, plain for the reader.
template <class T, class A>
concept describes = std::is_same_v<std::remove_const_t<T>, A>;

template <class V, describes<author> T>
void describe(V& f, T& v) {
    f("n", v.name);
    f("b", v.on_behalf_of);
    f("p", v.party);
    f("c", v.clock);
}
template <class V, describes<opening> T>
void describe(V& f, T& v) {
    f("s", v.state);
    f("a", v.added);
    f("b", v.submittal);
    f("bo", v.backfill_of);
    f("ns", v.after_no_show);
    f("ba", v.batch);
    f("r", v.reason);
    f("tk", v.taken);
    f("bg", v.began);
    f("ag", v.asked_again);
    f("fz", v.frozen);
    f("by", v.taken_by);
    f("kb", v.kept_batch);
}
template <class V, describes<counted_start> T>
void describe(V& f, T& v) {
    f("d", v.day);
    f("s", v.supplier);
    f("p", v.present);
    f("n", v.no_show);
}

}  // namespace fillrate::domain
