// Making, copying and moving of the large values, once for all who do it.
#include "core/domain/event.hpp"

namespace fillrate::domain {

event::event() = default;
event::event(const event&) = default;
event::event(event&&) noexcept = default;
event& event::operator=(const event&) = default;
event& event::operator=(event&&) noexcept = default;
event::~event() = default;

requisition::requisition() = default;
requisition::requisition(const requisition&) = default;
requisition::requisition(requisition&&) noexcept = default;
requisition& requisition::operator=(const requisition&) = default;
requisition& requisition::operator=(requisition&&) noexcept = default;
requisition::~requisition() = default;

submittal::submittal() = default;
submittal::submittal(const submittal&) = default;
submittal::submittal(submittal&&) noexcept = default;
submittal& submittal::operator=(const submittal&) = default;
submittal& submittal::operator=(submittal&&) noexcept = default;
submittal::~submittal() = default;

interview::interview() = default;
interview::interview(const interview&) = default;
interview::interview(interview&&) noexcept = default;
interview& interview::operator=(const interview&) = default;
interview& interview::operator=(interview&&) noexcept = default;
interview::~interview() = default;

}  // namespace fillrate::domain
