#include "bot/fsck.hpp"

#include "bot/aggregates.hpp"
#include "bot/event_codec.hpp"
#include "bot/file_sweep.hpp"
#include "bot/unit_of_work.hpp"
#include "core/base/text.hpp"
#include "core/domain/counted_starts.hpp"
#include "core/domain/index.hpp"
#include "core/domain/matters.hpp"
#include "core/domain/names.hpp"
#include "handlers/lists.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::uint32_t page = 200;

using histories = std::map<std::string, std::vector<domain::event>>;
using members = std::map<std::string, std::int64_t>;

async::awaitable<result<histories>> read_histories(ports::store& store, fsck_report& report) {
    histories all;
    std::string after = "0";
    for (;;) {
        const auto entries = co_await store.read_stream("events", after, page);
        if (!entries) {
            co_return entries.error();
        }
        for (const auto& entry : *entries) {
            auto what = decode_event(entry.body);
            if (!what) {
                report.problems.push_back(
                    "event " + entry.id + " cannot be read: " + what.error().detail
                );
                continue;
            }
            ++report.events;
            all[what->subject].push_back(std::move(*what));
        }
        if (entries->size() < page) {
            co_return all;
        }
        after = entries->back().id;
    }
}

async::awaitable<result<members>> read_set(ports::store& store, std::string set) {
    members all;
    ports::range_query query;
    query.set = std::move(set);
    query.limit = page;
    for (;;) {
        const auto some = co_await store.range(query);
        if (!some) {
            co_return some.error();
        }
        for (const auto& member : *some) {
            all[member.name] = member.score;
        }
        if (some->size() < page) {
            co_return all;
        }
        query.offset += page;
    }
}

// A record of before there were marks of who fell off lacks those that its events imply, which is
// no damage; one that they do not imply is.
void allow_missing_marks(domain::requisition& expected, const domain::requisition& stored) {
    const auto clocks = std::min(expected.clocks.size(), stored.clocks.size());
    for (std::size_t i = 0; i < clocks; ++i) {
        auto& marked = expected.clocks[i].fell_off;
        marked = std::min(marked, stored.clocks[i].fell_off);
    }
    const auto openings = std::min(expected.openings.size(), stored.openings.size());
    for (std::size_t i = 0; i < openings; ++i) {
        if (stored.openings[i].kept_batch == 0) {
            expected.openings[i].kept_batch = 0;
        }
    }
}

// What the events say the record is. Its timer fields are the engine's own, and so is the key of a
// candidate: both are taken from the store.
std::optional<handlers::record> expected_record(
    const std::string& name,
    const std::vector<domain::event>& history,
    const handlers::record& stored,
    const candidate_vault& vault
) {
    auto folded = fold_record(name, history);
    if (!folded) {
        return std::nullopt;
    }
    if (const auto now = timer_of(stored)) {
        set_timer(*folded, *now);
    }
    auto* req = std::get_if<domain::requisition>(&*folded);
    const auto* stored_req = std::get_if<domain::requisition>(&stored);
    if (req != nullptr && stored_req != nullptr) {
        allow_missing_marks(*req, *stored_req);
    }
    auto* who = std::get_if<domain::candidate>(&*folded);
    const auto* known = std::get_if<domain::candidate>(&stored);
    if (who != nullptr && known != nullptr) {
        who->key = known->key;
        *who = vault.opened(std::move(*who));
    }
    return folded;
}

// Every list it ever was on is looked at, so that one it should have left is noticed.
void name_former_lists(
    std::map<std::string, members>& sets,
    const std::string& name,
    const std::vector<domain::event>& history
) {
    for_each_state(name, history, [&](const handlers::record& then) {
        for (auto& entry : indexes_of(name, then)) {
            sets.try_emplace(std::move(entry.set));
        }
    });
}

// So are those it may be put on.
void name_lists(std::map<std::string, members>& sets, const domain::requisition& req) {
    sets.try_emplace(domain::open_list());
    sets.try_emplace(domain::late_list());
    sets.try_emplace(domain::duplicate_list());
    for (const auto& person : {req.owner, req.hiring_manager}) {
        if (!person.empty()) {
            sets.try_emplace(domain::late_list(person));
            sets.try_emplace(domain::mine_list(person));
        }
    }
    sets.try_emplace(domain::client_list(req.client));
    sets.try_emplace(domain::outcome_list(req.client));
    sets.try_emplace(domain::counted_start_list(req.client));
    for (const auto& asked : req.suppliers) {
        sets.try_emplace(domain::supplier_list(asked.supplier));
        sets.try_emplace(domain::response_list(asked.supplier));
        sets.try_emplace(domain::counted_start_list(asked.supplier));
    }
}

// Whoever owned something once left their lists; so did everything else that moved on.
void name_lists(std::map<std::string, members>& sets, const domain::person& of) {
    for (auto list :
         {domain::mine_list(of.id),
          domain::late_list(of.id),
          domain::owned_list(of.id),
          domain::awaited_list(of.id),
          domain::agenda_list(of.id),
          domain::opportunity_list(of.id)}) {
        sets.try_emplace(std::move(list));
    }
}
void name_lists(std::map<std::string, members>& sets, const domain::client& of) {
    for (auto list :
         {domain::client_list(of.id),
          domain::agenda_list(of.id),
          domain::days_list(of.id),
          domain::at_work_list(of.id),
          domain::opportunity_list(of.id)}) {
        sets.try_emplace(std::move(list));
    }
}
void name_lists(std::map<std::string, members>& sets, const domain::supplier& of) {
    for (auto list :
         {domain::supplier_list(of.id),
          domain::submittal_list(of.id),
          domain::agenda_list(of.id),
          domain::days_list(of.id)}) {
        sets.try_emplace(std::move(list));
    }
}

void name_lists_of(std::map<std::string, members>& sets, const handlers::record& value) {
    if (const auto* req = std::get_if<domain::requisition>(&value)) {
        name_lists(sets, *req);
    }
    if (const auto* person = std::get_if<domain::person>(&value)) {
        name_lists(sets, *person);
    }
    if (const auto* client = std::get_if<domain::client>(&value)) {
        name_lists(sets, *client);
    }
    if (const auto* supplier = std::get_if<domain::supplier>(&value)) {
        name_lists(sets, *supplier);
    }
}

void expect_entries(
    std::map<std::string, members>& sets,
    const std::string& name,
    const handlers::record& value,
    fsck_report& report
) {
    for (const auto& entry : indexes_of(name, value)) {
        sets[entry.set][entry.member] = entry.score;
        ++report.index_entries;
    }
    if (const auto timer = guest_timer(name, value)) {
        sets[std::string(timer_set)][timer->first] = to_unix_ms(timer->second);
        ++report.timers;
    }
    if (const auto* sub = std::get_if<domain::submittal>(&value)) {
        sets.try_emplace(domain::submittal_list(sub->supplier));
        sets.try_emplace(domain::undecided_list(sub->requisition));
        sets.try_emplace(domain::stage_list(sub->requisition));
        sets.try_emplace(domain::cohort_list(sub->client));
        sets.try_emplace(domain::cohort_list(sub->supplier));
        sets.try_emplace(domain::late_candidate_list());
        sets.try_emplace(domain::late_candidate_list(sub->client));
    }
    if (const auto* iv = std::get_if<domain::interview>(&value)) {
        sets.try_emplace(domain::unsettled_interview_list(iv->requisition));
        sets.try_emplace(domain::late_candidate_list(iv->client));
    }
    if (const auto* shift = std::get_if<domain::work_shift>(&value)) {
        sets.try_emplace(domain::shift_list(shift->id.requisition));
        sets.try_emplace(domain::short_shift_list());
        sets.try_emplace(domain::counted_shift_list(shift->client));
        sets.try_emplace(domain::counted_shift_list(shift->of));
        sets.try_emplace(domain::short_shift_list(shift->client));
    }
    name_lists_of(sets, value);
    const auto timer = timer_of(value);
    if (!timer) {
        return;
    }
    const auto due = next_due(value);
    if (due != timer->due) {
        report.problems.push_back(name + ": its timer is not when its clocks say");
    }
    if (due) {
        sets[std::string(timer_set)][timer_member(name, timer->generation)] = to_unix_ms(*due);
        ++report.timers;
    }
}

void compare_sets(
    const std::string& set,
    const members& wanted,
    const members& stored,
    fsck_report& report
) {
    for (const auto& [member, score] : wanted) {
        const auto found = stored.find(member);
        if (found == stored.end()) {
            report.problems.push_back(set + ": " + member + " is missing");
        } else if (found->second != score) {
            report.problems.push_back(set + ": " + member + " is listed under another time");
        }
    }
    for (const auto& [member, score] : stored) {
        if (!wanted.contains(member)) {
            report.problems.push_back(set + ": " + member + " does not belong there");
        }
    }
}

// What names of other systems point at, and what there is to point at.
struct pointing {
    std::map<std::string, std::string> targets{};  ///< by the external name's record
    std::set<std::string> present{};               ///< records, and sites as "client:acorn/chicago"
    std::set<std::string> named{};                 ///< records that a requisition names
};

std::string site_target_name(const std::string& client, const site_id& site) {
    return client + '/' + site.value;
}

void note_pointing(pointing& into, const std::string& name, const handlers::record& value) {
    if (!std::holds_alternative<std::monostate>(value)) {
        into.present.insert(name);
    }
    if (const auto* client = std::get_if<domain::client>(&value)) {
        for (const auto& site : client->sites) {
            into.present.insert(site_target_name(name, site.id));
        }
    }
    if (const auto* req = std::get_if<domain::requisition>(&value)) {
        into.named.insert(domain::record_name(req->client));
        into.named.insert(domain::record_name(req->owner));
        into.named.insert(domain::record_name(req->hiring_manager));
        for (const auto& asked : req->suppliers) {
            into.named.insert(domain::record_name(asked.supplier));
        }
    }
    if (const auto* external = std::get_if<domain::external_name>(&value)) {
        into.targets[name] = external->site.empty()
                                 ? external->record
                                 : site_target_name(external->record, external->site);
    }
}

void compare_pointing(const pointing& all, fsck_report& report) {
    for (const auto& [name, target] : all.targets) {
        if (!all.present.contains(target)) {
            report.problems.push_back(name + ": it points at " + target + ", which is not there");
        }
    }
}

constexpr std::uint32_t numbers_after_last = page;

// Where a record could lie that no event tells of: under a number up to the highest known one and
// some more, or under a name that a requisition says. One on a list is noticed there.
std::vector<std::string> without_events(const histories& all, const std::set<std::string>& named) {
    std::vector<std::string> names;
    const auto suspect = [&](std::string name) {
        if (domain::parse_record_name(name) && !all.contains(name)) {
            names.push_back(std::move(name));
        }
    };
    std::map<domain::record_kind, std::uint32_t> highest{
        {domain::record_kind::requisition, 0},
        {domain::record_kind::submittal, 0},
        {domain::record_kind::interview, 0},
        {domain::record_kind::opportunity, 0}};
    for (const auto& [name, history] : all) {
        const auto id = domain::parse_record_name(name);
        const auto last = id ? highest.find(id->kind) : highest.end();
        if (last != highest.end()) {
            last->second = std::max(last->second, parse_int<std::uint32_t>(id->id).value_or(0));
        }
    }
    for (const auto& [kind, last] : highest) {
        for (std::uint32_t n = 1; n <= last + numbers_after_last; ++n) {
            suspect(domain::record_name(domain::record_id{kind, std::to_string(n)}));
        }
    }
    std::ranges::for_each(named, suspect);
    return names;
}

async::awaitable<result<void>> check_unrecorded(
    ports::store& store,
    const std::vector<std::string>& suspects,
    fsck_report& report
) {
    for (std::size_t at = 0; at < suspects.size(); at += page) {
        const auto few =
            std::span(suspects).subspan(at, std::min<std::size_t>(page, suspects.size() - at));
        const auto loaded = co_await store.load("", few);
        if (!loaded) {
            co_return loaded.error();
        }
        for (std::size_t i = 0; i < few.size(); ++i) {
            if (loaded->records[i].version != 0 && !loaded->records[i].body.empty()) {
                report.problems.push_back(few[i] + ": no event tells of this record");
            }
        }
    }
    co_return result<void>{};
}

async::awaitable<result<void>> check_records(
    ports::store& store,
    const record_codec& codec,
    const histories& all,
    std::map<std::string, members>& sets,
    fsck_report& report
) {
    pointing external;
    for (const auto& [name, history] : all) {
        std::vector<ports::record_name> names{name};
        const auto loaded = co_await store.load("", names);
        if (!loaded) {
            co_return loaded.error();
        }
        const auto& stored = loaded->records.front();
        handlers::record value;
        if (stored.version != 0) {
            auto decoded = codec.decode(name, stored.body);
            if (!decoded) {
                report.problems.push_back(decoded.error().detail);
                continue;
            }
            value = std::move(*decoded);
            ++report.records;
        }
        const auto expected = expected_record(name, history, value, codec.vault());
        if (expected.value_or(handlers::record{}) != value) {
            report.problems.push_back(name + ": the record is not what its events add up to");
        }
        name_former_lists(sets, name, history);
        expect_entries(sets, name, value, report);
        note_pointing(external, name, value);
    }
    compare_pointing(external, report);
    const auto suspects = without_events(all, external.named);
    const auto looked = co_await check_unrecorded(store, suspects, report);
    co_return looked;
}

// A file that a record names and nobody can read any more is a loss; one that no record names is
// the sweep's.
async::awaitable<result<void>> check_files(
    ports::store& store,
    const file_vault& files,
    fsck_report& report
) {
    const auto named = co_await named_files(store);
    if (!named) {
        co_return named.error();
    }
    for (const auto& name : *named) {
        if (!files.has(name)) {
            report.problems.push_back("kept file " + name + " is missing in " + files.folder());
        }
    }
    co_return result<void>{};
}

}  // namespace

async::awaitable<result<fsck_report>> fsck(
    ports::store& store,
    const record_codec& codec,
    const file_vault* files
) {
    fsck_report report;
    const auto all = co_await read_histories(store, report);
    if (!all) {
        co_return all.error();
    }
    std::map<std::string, members> sets;
    for (const auto& set :
         {std::string(timer_set),
          domain::every_requisition_list(),
          domain::clocks_list(),
          domain::days_list(),
          domain::agenda_list(),
          domain::opportunity_list(),
          domain::matter_list(),
          domain::approval_list(),
          domain::every_submittal_list(),
          domain::resume_files_list(),
          std::string(handlers::clients_list),
          std::string(handlers::suppliers_list),
          std::string(handlers::everybody_list)}) {
        sets.try_emplace(set);
    }
    const auto checked = co_await check_records(store, codec, *all, sets, report);
    if (!checked) {
        co_return checked.error();
    }
    const auto aside = co_await read_set(store, std::string(dead_timer_set));
    if (!aside) {
        co_return aside.error();
    }
    for (const auto& [member, since] : *aside) {
        sets[std::string(timer_set)].erase(member);
        report.problems.push_back(member + ": its timer failed three times and was set aside");
    }
    for (const auto& [set, wanted] : sets) {
        const auto stored = co_await read_set(store, set);
        if (!stored) {
            co_return stored.error();
        }
        compare_sets(set, wanted, *stored, report);
    }
    if (files != nullptr) {
        const auto looked = co_await check_files(store, *files, report);
        if (!looked) {
            co_return looked.error();
        }
    }
    co_return report;
}

}  // namespace fillrate::bot
