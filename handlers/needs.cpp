#include "handlers/needs.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::handlers {

namespace {

template <class List>
void add_new(List& into, const List& more) {
    for (const auto& each : more) {
        if (std::ranges::find(into, each) == into.end()) {
            into.push_back(each);
        }
    }
}

}  // namespace

std::optional<need> missing_pages(const snapshot& seen, const std::vector<index_page>& pages) {
    need wanted;
    for (const auto& page : pages) {
        if (!seen.pages.contains(page)) {
            wanted.pages.push_back(page);
        }
    }
    return wanted.pages.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

void load_record(need& into, const snapshot& seen, std::string name) {
    if (!seen.loaded(name)) {
        into.records.push_back(std::move(name));
    }
}

void load_too(need& into, const need& more) {
    add_new(into.records, more.records);
    add_new(into.pages, more.pages);
    add_new(into.members, more.members);
    add_new(into.hashes, more.hashes);
    add_new(into.histories, more.histories);
    if (more.history_of) {
        add_new(into.histories, {*more.history_of});
    }
    into.event = into.event ? into.event : more.event;
    into.requisition_numbers = std::max(into.requisition_numbers, more.requisition_numbers);
    into.submittal_number = into.submittal_number || more.submittal_number;
    into.interview_numbers = std::max(into.interview_numbers, more.interview_numbers);
    into.opportunity_number = into.opportunity_number || more.opportunity_number;
    into.question_numbers = std::max(into.question_numbers, more.question_numbers);
}

}  // namespace fillrate::handlers
