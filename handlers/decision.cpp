// Making, copying and moving of a decision, once for all who do it.
#include "handlers/handler.hpp"

namespace fillrate::handlers {

decision::decision() = default;
decision::decision(const decision&) = default;
decision::decision(decision&&) noexcept = default;
decision& decision::operator=(const decision&) = default;
decision& decision::operator=(decision&&) noexcept = default;
decision::~decision() = default;

}  // namespace fillrate::handlers
