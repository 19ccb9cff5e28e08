#include "handlers/record_events.hpp"

#include "core/domain/names.hpp"

#include <utility>

namespace fillrate::handlers {

namespace {

template <class Record>
result<record> applied(record before, const domain::event& what) {
    if (std::holds_alternative<std::monostate>(before)) {
        before = Record{};
    }
    auto* value = std::get_if<Record>(&before);
    if (value == nullptr) {
        return error(
            errc::internal,
            "an event names " + what.subject + ", which is of another kind"
        );
    }
    return record(domain::apply(std::move(*value), what));
}

}  // namespace

result<record> apply_event(record before, const domain::event& what) {
    if (const auto* put = std::get_if<domain::directory_put>(&what.data)) {
        return std::visit([](const auto& value) { return record(value); }, put->value);
    }
    // A note on a room or a person changes nothing of them: their history keeps it.
    if (std::holds_alternative<domain::noted>(what.data) && is_reference(before)) {
        return before;
    }
    if (domain::parse_submittal_name(what.subject)) {
        return applied<domain::submittal>(std::move(before), what);
    }
    if (domain::parse_interview_name(what.subject)) {
        return applied<domain::interview>(std::move(before), what);
    }
    if (domain::parse_opportunity_name(what.subject)) {
        return applied<domain::opportunity>(std::move(before), what);
    }
    if (domain::parse_shift_name(what.subject)) {
        return applied<domain::work_shift>(std::move(before), what);
    }
    const auto id = domain::parse_record_name(what.subject);
    if (id && id->kind == domain::record_kind::task) {
        return applied<domain::task>(std::move(before), what);
    }
    return applied<domain::requisition>(std::move(before), what);
}

bool is_reference(const record& value) noexcept {
    return std::holds_alternative<domain::organisation>(value) ||
           std::holds_alternative<domain::client>(value) ||
           std::holds_alternative<domain::supplier>(value) ||
           std::holds_alternative<domain::person>(value) ||
           std::holds_alternative<domain::conversation>(value) ||
           std::holds_alternative<domain::mapping>(value) ||
           std::holds_alternative<domain::external_name>(value) ||
           std::holds_alternative<domain::candidate>(value);
}

}  // namespace fillrate::handlers
