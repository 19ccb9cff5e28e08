// Which lists a requisition is on: a pure function of the record, committed as a difference
// (DESIGN.md 2).
#pragma once

#include "core/base/strong.hpp"
#include "core/domain/interview.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/submittal.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// A member of a sorted set.
struct index_entry {
    std::string set{};
    std::string member{};    ///< record name, "req:104"; of a cohort its entry
    std::int64_t score = 0;  ///< Unix ms: due time of the earliest running clock, else creation;
                             ///< on every_requisition_list(): the number

    friend auto operator<=>(const index_entry&, const index_entry&) = default;
    friend bool operator==(const index_entry&, const index_entry&) = default;
};

/// Every requisition there is, ended or not, by number: what an export pages through.
[[nodiscard]] std::string every_requisition_list();
/// Every requisition that is not filled, closed or cancelled.
[[nodiscard]] std::string open_list();
[[nodiscard]] std::string client_list(const client_id& of);
/// Of an owner or hiring manager.
[[nodiscard]] std::string mine_list(const person_id& of);
/// The one requisition that holds the question.
[[nodiscard]] std::string question_list(question_number number);
/// Whose miss it is: one record.
[[nodiscard]] std::string miss_list(miss_number number);
/// Released to the supplier and not declined by it.
[[nodiscard]] std::string supplier_list(const supplier_id& of);
/// With a breached clock that has not stopped.
[[nodiscard]] std::string late_list();
[[nodiscard]] std::string late_list(const person_id& owner);

/// Candidates and interviews with such a clock, everywhere or of one client; by its due time.
[[nodiscard]] std::string late_candidate_list();
[[nodiscard]] std::string late_candidate_list(const client_id& of);

/// Every submittal, by number.
[[nodiscard]] std::string every_submittal_list();
/// Every submittal to a requisition, by number.
[[nodiscard]] std::string submittal_list(requisition_number to);
/// Those of them that still wait for a decision: live, and without an opening.
[[nodiscard]] std::string undecided_list(requisition_number to);
/// Live submittals of a supplier; of our own recruiters when empty.
[[nodiscard]] std::string submittal_list(const supplier_id& of);

/// Every kept file that a submittal's resume is, as "<file>.<number>", by when it came: what is not
/// here need not be kept.
[[nodiscard]] std::string resume_files_list();
[[nodiscard]] std::string resume_file_member(std::string_view file, submittal_number of);

/// Submittals of whom a word of their name has this keyed hash, by number.
[[nodiscard]] std::string named_list(std::string_view name_key);
/// What the presented candidates of a client, or of a supplier (our own recruiters when empty),
/// count for, by when they were presented. Members are cohort entries (core/domain/cohort.hpp).
[[nodiscard]] std::string cohort_list(const client_id& of);
[[nodiscard]] std::string cohort_list(const supplier_id& of);

/// What the clocks of a client's requisitions, candidates and interviews came to, by when. Members
/// are clock outcomes (core/domain/attainment.hpp).
[[nodiscard]] std::string outcome_list(const client_id& of);
/// Where the candidates of a requisition stand who are in play or at work, by since when. Members
/// are stage entries (core/domain/stage.hpp).
[[nodiscard]] std::string stage_list(requisition_number of);
/// How a supplier answered what was released to it, by when it was asked. Members are response
/// entries (core/domain/response.hpp).
[[nodiscard]] std::string response_list(const supplier_id& of);
/// What became of the openings of a client's requisitions that ended, by when. Members are ended
/// entries (core/domain/ended_openings.hpp).
[[nodiscard]] std::string ended_list(const client_id& of);
/// Requisitions of the firm that ended as duplicates, by when: nothing of them is counted.
[[nodiscard]] std::string duplicate_list();

/// Every interview for a requisition, by number.
[[nodiscard]] std::string interview_list(requisition_number of);
/// Those of them that are not settled: still to take place, or with a clock that has not stopped.
[[nodiscard]] std::string unsettled_interview_list(requisition_number of);

/// Interviews that have a time and did not take place yet, by that time: of the firm, a client, a
/// supplier, somebody on the panel.
[[nodiscard]] std::string agenda_list();
[[nodiscard]] std::string agenda_list(const client_id& of);
[[nodiscard]] std::string agenda_list(const supplier_id& of);
[[nodiscard]] std::string agenda_list(const person_id& of);
/// Interviews that took place and wait for this interviewer's verdict, by when it is due.
[[nodiscard]] std::string awaited_list(const person_id& interviewer);

/// Submittals with a day ahead, the first one or the last one at work, by that day.
[[nodiscard]] std::string days_list();
[[nodiscard]] std::string days_list(const client_id& of);
[[nodiscard]] std::string days_list(const supplier_id& of);
/// The first day of who is to begin, the last one of who is at work; nothing when there is none.
[[nodiscard]] std::string day_ahead(const submittal& sub);
/// Submittals of who is at work for the client, by their first day.
[[nodiscard]] std::string at_work_list(const client_id& of);

/// Opportunities that are neither won nor lost, by the day of their next step, those without one
/// last: of the firm, of a client, of an owner.
[[nodiscard]] std::string opportunity_list();
[[nodiscard]] std::string opportunity_list(const client_id& of);
[[nodiscard]] std::string opportunity_list(const person_id& owner);

/// Shifts of a requisition that are not called off, by their end.
[[nodiscard]] std::string shift_list(requisition_number of);
/// Shifts that lack people, by their end: of the firm, of a client. Those were counted short, or
/// are not confirmed by their cut-off.
[[nodiscard]] std::string short_shift_list();
[[nodiscard]] std::string short_shift_list(const client_id& of);

/// Counted shifts of a client, or of the supplier whose heads they all were, by their beginning.
/// Members are shift entries (core/domain/shift_numbers.hpp).
[[nodiscard]] std::string counted_shift_list(const client_id& of);
[[nodiscard]] std::string counted_shift_list(const supplier_id& of);

/// Every requisition, candidate and interview with a clock that runs or stands still, by
/// place_among_clocks().
[[nodiscard]] std::string clocks_list();
/// Never changes and is nobody else's, so that a walk over the list can go on where it was.
[[nodiscard]] std::int64_t place_among_clocks(std::string_view record_name);

[[nodiscard]] std::vector<index_entry> indexes(const submittal& sub);
[[nodiscard]] std::vector<index_entry> indexes(const opportunity& of);
[[nodiscard]] std::vector<index_entry> indexes(const work_shift& of);
[[nodiscard]] std::vector<index_entry> indexes(const interview& iv);
/// Sorted, without repetition. Of the lists of records, filled, closed and cancelled requisitions
/// are on every_requisition_list() only.
[[nodiscard]] std::vector<index_entry> indexes(const requisition& req);

}  // namespace fillrate::domain
