#include "handlers/left_out.hpp"

#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/quality.hpp"

#include <cstdint>

namespace fillrate::handlers {

namespace {

// It ends after what became of its candidates; what is settled later still is soon after.
member_range duplicates_since(instant from) {
    return {domain::duplicate_list(), to_unix_ms(from - domain::quality_window)};
}

void leave_out(left_out& into, const snapshot& seen, requisition_number of) {
    into.records.insert(domain::record_name(of));
    for (auto list : {domain::submittal_list(of), domain::interview_list(of)}) {
        member_range range{std::move(list), 0};
        const auto found = seen.members.find(range);
        if (found == seen.members.end()) {
            into.missing.members.push_back(std::move(range));
        } else {
            into.records.insert(found->second.begin(), found->second.end());
        }
    }
}

}  // namespace

left_out left_out_since(const snapshot& seen, instant from) {
    left_out out;
    const auto range = duplicates_since(from);
    const auto duplicates = seen.members.find(range);
    if (duplicates == seen.members.end()) {
        out.missing.members.push_back(range);
        return out;
    }
    for (const auto& name : duplicates->second) {
        const auto id = domain::parse_record_name(name);
        if (const auto number = id ? parse_int<std::uint32_t>(id->id) : std::nullopt) {
            leave_out(out, seen, requisition_number{*number});
        }
    }
    return out;
}

std::vector<std::string> counted_outcomes(
    const snapshot& seen,
    const std::vector<member_range>& ranges,
    const left_out& out
) {
    std::vector<std::string> kept;
    for (const auto& range : ranges) {
        for (const auto& member : seen.members.at(range)) {
            if (!out.records.contains(std::string_view(member).substr(0, member.find('|')))) {
                kept.push_back(member);
            }
        }
    }
    return kept;
}

}  // namespace fillrate::handlers
