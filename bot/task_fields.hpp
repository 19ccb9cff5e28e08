// The stored field names of tasks and of their events; as domain_fields.hpp, never renamed, only
// added.
#pragma once

#include "bot/domain_fields.hpp"
#include "core/domain/task.hpp"

namespace fillrate::domain {

template <class V, describes<overdue_count> T>
void describe(V& f, T& v) {
    f("o", v.owner);
    f("c", v.clocks);
}
template <class V, describes<due_move> T>
void describe(V& f, T& v) {
    f("r", v.record);
    f("k", v.kind);
    f("b", v.before);
    f("a", v.after);
    f("p", v.paused);
    f("m", v.missed);
    f("u", v.unmeasured);
    f("t", v.met);
}
template <class V, describes<foreseen_moves> T>
void describe(V& f, T& v) {
    f("c", v.clocks);
    f("m", v.moved);
    f("p", v.missed);
    f("r", v.records);
    f("z", v.zones);
    f("f", v.first);
}
// Beside the other fields of its record: the first of them was there alone.
template <class V, describes<zone_place> T>
void describe_place(V& f, T& v) {
    f("z", v.requisition);
    f("zi", v.interview);
    f("zs", v.shift);
}
template <class V, describes<task_begun> T>
void describe(V& f, T& v) {
    f("v", v.version);
    f("b", v.by);
    f("bn", v.by_name);
}
template <class V, describes<task_worked> T>
void describe(V& f, T& v) {
    f("c", v.cursor);
    f("m", v.moved);
    f("o", v.overdue);
    f("f", v.foreseen);
    describe_place(f, v.zones);
    f("mi", v.missed);
    f("cz", v.corrected);
}
template <class V, describes<task_ended> T>
void describe(V& f, T& v) {
    f("s", v.stopped);
}
template <class V, describes<task> T>
void describe(V& f, T& v) {
    f("n", v.name);
    f("ev", v.events);
    f("v", v.version);
    f("b", v.by);
    f("bn", v.by_name);
    f("r", v.running);
    f("s", v.stopped);
    f("c", v.cursor);
    f("co", v.commits);
    f("m", v.moved);
    f("o", v.overdue);
    f("f", v.foreseen);
    f("be", v.begun);
    f("ch", v.changed);
    describe_place(f, v.zones);
    f("mi", v.missed);
    f("cz", v.corrected);
    f("tg", v.timer_generation);
    f("td", v.timer_due);
}

}  // namespace fillrate::domain
