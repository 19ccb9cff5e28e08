// What the lists of index.hpp are called in the store.
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"

namespace fillrate::domain {

std::string every_requisition_list() {
    return "list:requisitions";
}
std::string open_list() {
    return "list:open";
}
std::string client_list(const client_id& of) {
    return "list:client:" + of.value;
}
std::string mine_list(const person_id& of) {
    return "list:mine:" + of.value;
}
std::string question_list(question_number number) {
    return "list:question:" + std::to_string(number.value);
}
std::string miss_list(miss_number number) {
    return "list:miss:" + std::to_string(number.value);
}
std::string supplier_list(const supplier_id& of) {
    return "list:supplier:" + of.value;
}
std::string late_list() {
    return "list:late";
}
std::string late_list(const person_id& owner) {
    return "list:late:" + owner.value;
}

std::string late_candidate_list() {
    return "list:late:candidates";
}
std::string late_candidate_list(const client_id& of) {
    return late_candidate_list() + ':' + of.value;
}

std::string every_submittal_list() {
    return "list:submittals";
}
std::string submittal_list(requisition_number to) {
    return "list:subs:" + std::to_string(to.value);
}
std::string undecided_list(requisition_number to) {
    return submittal_list(to) + ":undecided";
}
std::string submittal_list(const supplier_id& of) {
    return "list:subs:by:" + of.value;
}

std::string named_list(std::string_view name_key) {
    return "list:subs:named:" + std::string(name_key);
}

std::string resume_files_list() {
    return "resume_files";
}
std::string resume_file_member(std::string_view file, submittal_number of) {
    return std::string(file) + '.' + std::to_string(of.value);
}
std::string cohort_list(const client_id& of) {
    return "list:cohort:client:" + of.value;
}
std::string cohort_list(const supplier_id& of) {
    return "list:cohort:supplier:" + of.value;
}

std::string outcome_list(const client_id& of) {
    return "list:outcomes:" + of.value;
}
std::string stage_list(requisition_number of) {
    return "list:stages:" + std::to_string(of.value);
}
std::string response_list(const supplier_id& of) {
    return "list:responses:" + of.value;
}
std::string ended_list(const client_id& of) {
    return "list:ended:" + of.value;
}

std::string duplicate_list() {
    return "list:duplicates";
}

std::string interview_list(requisition_number of) {
    return "list:ivs:" + std::to_string(of.value);
}

std::string unsettled_interview_list(requisition_number of) {
    return interview_list(of) + ":unsettled";
}

std::string agenda_list() {
    return "list:agenda";
}
std::string agenda_list(const client_id& of) {
    return "list:agenda:client:" + of.value;
}
std::string agenda_list(const supplier_id& of) {
    return "list:agenda:supplier:" + of.value;
}
std::string agenda_list(const person_id& of) {
    return "list:agenda:person:" + of.value;
}
std::string awaited_list(const person_id& interviewer) {
    return "list:awaited:" + interviewer.value;
}

std::string days_list() {
    return "list:days";
}
std::string days_list(const client_id& of) {
    return "list:days:client:" + of.value;
}
std::string days_list(const supplier_id& of) {
    return "list:days:supplier:" + of.value;
}
std::string at_work_list(const client_id& of) {
    return "list:at_work:" + of.value;
}

}  // namespace fillrate::domain
