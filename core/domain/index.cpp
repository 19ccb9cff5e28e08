#include "core/domain/index.hpp"

#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/domain/attainment.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/cohort.hpp"
#include "core/domain/counted_starts.hpp"
#include "core/domain/ended_openings.hpp"
#include "core/domain/interview_transitions.hpp"
#include "core/domain/matters.hpp"
#include "core/domain/names.hpp"
#include "core/domain/response.hpp"
#include "core/domain/shift_numbers.hpp"
#include "core/domain/stage.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

std::int64_t score_of(const requisition& req) {
    const clock* earliest = nullptr;
    for (const clock& c : req.clocks) {
        if (c.state == clock_state::running &&
            (earliest == nullptr || due_time(c) < due_time(*earliest))) {
            earliest = &c;
        }
    }
    return to_unix_ms(earliest == nullptr ? req.created : due_time(*earliest));
}

std::int64_t score_of(const std::string& day) {
    const auto date = parse_date(day);
    return date ? to_unix_ms(instant{days_since_epoch(*date)}) : 0;
}

void add_agenda(const interview& iv, const std::string& member, std::vector<index_entry>& to) {
    if (iv.state != interview_state::confirmed || !iv.start) {
        return;
    }
    const auto list = [&](std::string set) {
        to.push_back({std::move(set), member, to_unix_ms(*iv.start)});
    };
    list(agenda_list());
    list(agenda_list(iv.client));
    if (!iv.supplier.empty()) {
        list(agenda_list(iv.supplier));
    }
    for (const interviewer& one : iv.panel) {
        if (one.answer != invitation::declined) {
            list(agenda_list(one.person));
        }
    }
}

void add_awaited(const interview& iv, const std::string& member, std::vector<index_entry>& to) {
    if (iv.state != interview_state::held) {
        return;
    }
    const clock* const waiting = find_clock(iv.clocks, clock_kind::feedback);
    const instant due = waiting != nullptr && is_live(*waiting) ? due_time(*waiting) : iv.changed;
    for (const interviewer& one : iv.panel) {
        if (one.required && one.answer != invitation::declined && is_missing(one.feedback.state)) {
            to.push_back({awaited_list(one.person), member, to_unix_ms(due)});
        }
    }
}

void add_days(const submittal& sub, const std::string& member, std::vector<index_entry>& to) {
    const std::string day = day_ahead(sub);
    if (!day.empty()) {
        to.push_back({days_list(), member, score_of(day)});
        to.push_back({days_list(sub.client), member, score_of(day)});
        if (!sub.supplier.empty()) {
            to.push_back({days_list(sub.supplier), member, score_of(day)});
        }
    }
    if (sub.state == submittal_state::started && sub.job) {
        to.push_back({at_work_list(sub.client), member, score_of(sub.job->start)});
    }
}

bool is_unsettled(const interview& iv) {
    return is_ahead(iv.state) ||
           std::ranges::any_of(iv.clocks, [](const clock& c) { return is_live(c); });
}

// What its policy keeps from everybody is on no list of what is late.
bool is_late(const clock& c) noexcept {
    return c.breached && !c.stopped && alert_of(c) != clock_alert::off;
}

bool is_late(const requisition& req) {
    return std::ranges::any_of(req.clocks, [](const clock& c) { return is_late(c); });
}

template <class Record>
void list_if_late(std::vector<index_entry>& entries, const Record& of) {
    std::optional<instant> since;
    for (const clock& c : of.clocks) {
        if (is_late(c) && (!since || *c.breached < *since)) {
            since = *c.breached;
        }
    }
    if (since) {
        for (auto set : {late_candidate_list(), late_candidate_list(of.client)}) {
            entries.push_back({std::move(set), record_name(of.number), to_unix_ms(*since)});
        }
    }
}

template <class Record>
void list_matter(
    std::vector<index_entry>& entries,
    const Record& of,
    const std::optional<instant>& since
) {
    if (since) {
        auto member = to_member(matter_entry{of.requisition, record_name(of.number)});
        entries.push_back({matter_list(), std::move(member), to_unix_ms(*since)});
    }
}

// A record with a live clock is found by whoever moves clocks.
void list_clocks(
    std::vector<index_entry>& into,
    const std::vector<clock>& clocks,
    const std::string& member
) {
    if (std::ranges::any_of(clocks, [](const clock& c) { return is_live(c); })) {
        into.push_back({clocks_list(), member, place_among_clocks(member)});
    }
}

// It never was a need of its own (DOMAIN.md 0, reason codes). What became of its candidates and
// interviews is on their own lists: whoever counts leaves them out (handlers/left_out.hpp).
bool leaves_statistics(const requisition& req) {
    return has_ended(req) && std::string_view(req.reason).starts_with("duplicate");
}

template <class Record>
void list_outcomes(std::vector<index_entry>& into, const Record& of, const std::string& member) {
    for (const auto& outcome : outcomes_of(of)) {
        into.push_back({outcome_list(of.client), to_member(member, outcome), to_unix_ms(outcome.at)}
        );
    }
}

template <class Record>
void list_misses(std::vector<index_entry>& into, const Record& of, const std::string& member) {
    for (const auto& outcome : outcomes_of(of)) {
        if (!outcome.number.empty()) {
            into.push_back({miss_list(outcome.number), member, outcome.number.value});
        }
    }
}

void list_responses(std::vector<index_entry>& into, const requisition& req) {
    for (const coverage& of : req.suppliers) {
        if (const auto entry = response_entry_of(req, of)) {
            into.push_back({response_list(of.supplier), to_member(*entry), to_unix_ms(entry->asked)}
            );
        }
    }
}

void list_numbers(
    std::vector<index_entry>& into,
    const requisition& req,
    const std::string& member
) {
    if (leaves_statistics(req)) {
        into.push_back({duplicate_list(), member, to_unix_ms(req.ended.value_or(req.changed))});
        return;
    }
    list_outcomes(into, req, member);
    list_responses(into, req);
    list_starts(into, req);
    if (const auto entry = ended_entry_of(req)) {
        into.push_back({ended_list(req.client), to_member(*entry), to_unix_ms(*req.ended)});
    }
}

}  // namespace

std::string day_ahead(const submittal& sub) {
    switch (sub.state) {
        case submittal_state::offer_accepted:
        case submittal_state::cleared:
            return sub.offers.empty() ? std::string{} : sub.offers.back().start;
        case submittal_state::started:
            return sub.job ? sub.job->end : std::string{};
        default:
            return {};
    }
}

std::string clocks_list() {
    return "list:clocks";
}
std::int64_t place_among_clocks(std::string_view record_name) {
    constexpr std::int64_t kinds = 4;
    const auto id = parse_record_name(record_name);
    const auto number = id ? parse_int<std::int64_t>(id->id) : std::nullopt;
    if (!number) {
        return 0;
    }
    const std::int64_t kind = id->kind == record_kind::requisition ? 0
                              : id->kind == record_kind::submittal ? 1
                                                                   : 2;
    return *number * kinds + kind;
}

std::vector<index_entry> indexes(const interview& iv) {
    std::vector<index_entry> entries;
    if (iv.number.empty()) {
        return entries;
    }
    const std::string member = record_name(iv.number);
    entries.push_back({interview_list(iv.requisition), member, iv.number.value});
    if (is_unsettled(iv)) {
        entries.push_back({unsettled_interview_list(iv.requisition), member, iv.number.value});
    }
    list_clocks(entries, iv.clocks, member);
    list_outcomes(entries, iv, member);
    list_misses(entries, iv, member);
    list_if_late(entries, iv);
    list_matter(entries, iv, matter_since(iv));
    add_agenda(iv, member, entries);
    add_awaited(iv, member, entries);
    std::ranges::sort(entries);
    return entries;
}

std::string opportunity_list() {
    return "list:opps";
}
std::string opportunity_list(const client_id& of) {
    return "list:opps:client:" + of.value;
}
std::string opportunity_list(const person_id& owner) {
    return "list:opps:by:" + owner.value;
}

std::vector<index_entry> indexes(const opportunity& of) {
    std::vector<index_entry> entries;
    if (of.number.empty() || !is_alive(of.state)) {
        return entries;
    }
    // After every day anybody will name.
    constexpr std::int64_t no_day = 9'000'000'000'000;
    const std::string member = record_name(of.number);
    const std::int64_t score = of.next.empty() ? no_day : score_of(of.next);
    entries.push_back({opportunity_list(), member, score});
    entries.push_back({opportunity_list(of.client), member, score});
    if (!of.owner.empty()) {
        entries.push_back({opportunity_list(of.owner), member, score});
    }
    std::ranges::sort(entries);
    return entries;
}

std::string shift_list(requisition_number of) {
    return "list:shifts:" + std::to_string(of.value);
}
std::string short_shift_list() {
    return "list:shifts:short";
}
std::string short_shift_list(const client_id& of) {
    return short_shift_list() + ":client:" + of.value;
}

std::string counted_shift_list(const client_id& of) {
    return "list:shifts:counted:client:" + of.value;
}
std::string counted_shift_list(const supplier_id& of) {
    return "list:shifts:counted:supplier:" + of.value;
}

std::vector<index_entry> indexes(const work_shift& of) {
    std::vector<index_entry> entries;
    if (of.id.empty() || of.state == shift_state::called_off) {
        return entries;
    }
    const std::string member = record_name(of.id);
    const auto ends = to_unix_ms(of.ends);
    entries.push_back({shift_list(of.id.requisition), member, ends});
    const bool settled = of.came || of.state == shift_state::unconfirmed;
    if (settled && missing_heads(of) > 0) {
        entries.push_back({short_shift_list(), member, ends});
        entries.push_back({short_shift_list(of.client), member, ends});
    }
    if (const auto entry = shift_entry_of(of)) {
        const auto starts = to_unix_ms(of.starts);
        entries.push_back({counted_shift_list(of.client), to_member(*entry), starts});
        if (!of.of.empty()) {
            entries.push_back({counted_shift_list(of.of), to_member(*entry), starts});
        }
    }
    std::ranges::sort(entries);
    return entries;
}

std::vector<index_entry> indexes(const submittal& sub) {
    std::vector<index_entry> entries;
    if (sub.number.empty()) {
        return entries;
    }
    const std::string member = record_name(sub.number);
    entries.push_back({every_submittal_list(), member, sub.number.value});
    entries.push_back({submittal_list(sub.requisition), member, sub.number.value});
    if (is_undecided(sub.state)) {
        entries.push_back({undecided_list(sub.requisition), member, sub.number.value});
    }
    if (is_live(sub.state)) {
        entries.push_back({submittal_list(sub.supplier), member, to_unix_ms(sub.submitted)});
    }
    add_days(sub, member, entries);
    for (const std::string& key : sub.name_keys) {
        entries.push_back({named_list(key), member, sub.number.value});
    }
    if (sub.resume && !sub.resume->file.empty()) {
        entries.push_back(
            {resume_files_list(),
             resume_file_member(sub.resume->file, sub.number),
             to_unix_ms(sub.resume->since.value_or(sub.submitted))}
        );
    }
    if (const auto cohort = cohort_entry_of(sub)) {
        const auto since = to_unix_ms(cohort->presented);
        entries.push_back({cohort_list(sub.client), to_member(*cohort), since});
        entries.push_back({cohort_list(sub.supplier), to_member(*cohort), since});
    }
    if (const auto stage = stage_entry_of(sub)) {
        entries.push_back(
            {stage_list(sub.requisition), to_member(*stage), to_unix_ms(stage->entered)}
        );
    }
    list_clocks(entries, sub.clocks, member);
    list_outcomes(entries, sub, member);
    list_misses(entries, sub, member);
    list_if_late(entries, sub);
    list_matter(entries, sub, matter_since(sub));
    if (sub.unapproved) {
        entries.push_back(
            {approval_list(),
             to_member(matter_entry{sub.requisition, member}),
             to_unix_ms(sub.unapproved->extended)}
        );
    }
    std::ranges::sort(entries);
    return entries;
}

std::vector<index_entry> indexes(const requisition& req) {
    std::vector<index_entry> entries;
    if (req.number.empty()) {
        return entries;
    }
    const std::string member = record_name(req.number);
    list_clocks(entries, req.clocks, member);
    list_misses(entries, req, member);
    if (!req.owner.empty()) {
        const auto number = req.number.value;
        entries.push_back({owned_list(req.owner), std::to_string(number), number});
    }
    list_numbers(entries, req, member);
    for (const question& one : req.questions) {
        entries.push_back({question_list(one.number), member, one.number.value});
    }
    if (has_ended(req)) {
        entries.push_back({every_requisition_list(), member, req.number.value});
        std::ranges::sort(entries);
        return entries;
    }
    const std::int64_t score = score_of(req);
    const auto list = [&](std::string set) {
        entries.push_back(index_entry{.set = std::move(set), .member = member, .score = score});
    };
    list(open_list());
    list(client_list(req.client));
    if (!req.owner.empty()) {
        list(mine_list(req.owner));
    }
    if (!req.hiring_manager.empty()) {
        list(mine_list(req.hiring_manager));
    }
    for (const coverage& answer : req.suppliers) {
        if (!is_out(answer)) {
            list(supplier_list(answer.supplier));
        }
    }
    if (is_late(req)) {
        list(late_list());
        if (!req.owner.empty()) {
            list(late_list(req.owner));
        }
    }
    entries.push_back({every_requisition_list(), member, req.number.value});
    std::ranges::sort(entries);
    const auto repeated = std::ranges::unique(entries);
    entries.erase(repeated.begin(), repeated.end());
    return entries;
}

}  // namespace fillrate::domain
