// The stored field names of suppliers' questions and their events; as domain_fields.hpp.
#pragma once

#include "bot/domain_fields.hpp"
#include "core/domain/question.hpp"

namespace fillrate::domain {

template <class V, describes<question> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("t", v.text);
    f("a", v.answer);
    f("f", v.from);
    f("fn", v.from_name);
    f("at", v.asked);
    f("an", v.answered);
    f("w", v.wording);
    f("dr", v.dropped);
    f("by", v.settled_by);
}
template <class V, describes<question_asked> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("t", v.text);
    f("f", v.from);
    f("fn", v.from_name);
}
template <class V, describes<question_answered> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("t", v.text);
    f("a", v.answer);
}
template <class V, describes<question_dropped> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("t", v.text);
    f("f", v.from);
}

}  // namespace fillrate::domain
