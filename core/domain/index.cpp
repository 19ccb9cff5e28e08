#include "core/domain/index.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

std::int64_t score_of(const requisition& req) {
    const clock* earliest = nullptr;
    for (const clock& c : req.clocks) {
        if (c.state == clock_state::running && (earliest == nullptr || c.due < earliest->due)) {
            earliest = &c;
        }
    }
    return to_unix_ms(earliest == nullptr ? req.created : earliest->due);
}

bool is_late(const requisition& req) {
    return std::ranges::any_of(req.clocks, [](const clock& c) { return c.breached && !c.stopped; });
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

}  // namespace

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
std::string supplier_list(const supplier_id& of) {
    return "list:supplier:" + of.value;
}
std::string late_list() {
    return "list:late";
}
std::string late_list(const person_id& owner) {
    return "list:late:" + owner.value;
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

std::string interview_list(requisition_number of) {
    return "list:ivs:" + std::to_string(of.value);
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
    if (iv.number.empty()) {
        return {};
    }
    std::vector<index_entry> entries{
        {interview_list(iv.requisition), record_name(iv.number), iv.number.value}};
    list_clocks(entries, iv.clocks, record_name(iv.number));
    return entries;
}

std::vector<index_entry> indexes(const submittal& sub) {
    std::vector<index_entry> entries;
    if (sub.number.empty()) {
        return entries;
    }
    const std::string member = record_name(sub.number);
    entries.push_back({submittal_list(sub.requisition), member, sub.number.value});
    if (is_undecided(sub.state)) {
        entries.push_back({undecided_list(sub.requisition), member, sub.number.value});
    }
    if (is_live(sub.state)) {
        entries.push_back({submittal_list(sub.supplier), member, to_unix_ms(sub.submitted)});
    }
    list_clocks(entries, sub.clocks, member);
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
        if (answer.said != coverage::answer::declined) {
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
