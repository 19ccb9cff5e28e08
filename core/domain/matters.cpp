#include "core/domain/matters.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"

namespace fillrate::domain {

std::string matter_list() {
    return "list:matters";
}
std::string approval_list() {
    return "list:approvals";
}
std::string owned_list(const person_id& owner) {
    return "list:owned:" + owner.value;
}

std::optional<instant> matter_since(const submittal& sub) {
    if (sub.state == submittal_state::started && sub.job && sub.job->worried) {
        return sub.job->worried;
    }
    return sub.disputed ? std::optional{sub.entered} : std::nullopt;
}

std::optional<instant> matter_since(const interview& iv) {
    const bool lacks = iv.state == interview_state::confirmed && missing_interviewer(iv) != nullptr;
    return lacks ? std::optional{iv.changed} : std::nullopt;
}

std::string to_member(const matter_entry& entry) {
    return std::to_string(entry.requisition.value) + '|' + entry.record;
}

std::optional<matter_entry> matter_entry_from(std::string_view member) {
    const auto parts = split(member, '|');
    const auto number = parts.size() == 2 ? parse_int<std::uint32_t>(parts.front()) : std::nullopt;
    if (!number || !parse_record_name(parts.back())) {
        return std::nullopt;
    }
    return matter_entry{requisition_number{*number}, std::string(parts.back())};
}

}  // namespace fillrate::domain
