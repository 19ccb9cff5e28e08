// Record names, lists and words: they are stored, so they are pinned here.
#include "core/domain/names.hpp"

#include "core/domain/index.hpp"
#include "core/domain/matters.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::domain::testing {
namespace {

TEST(Names, BuildAndReadBack) {
    const std::pair<std::string, record_id> cases[] = {
        {organisation_record_name(), {.kind = record_kind::organisation}},
        {record_name(requisition_number{104}), {.kind = record_kind::requisition, .id = "104"}},
        {record_name(client_id{"acorn"}), {.kind = record_kind::client, .id = "acorn"}},
        {record_name(supplier_id{"north"}), {.kind = record_kind::supplier, .id = "north"}},
        {record_name(person_id{"robin"}), {.kind = record_kind::person, .id = "robin"}},
        {record_name(conversation_id{"x:y"}), {.kind = record_kind::conversation, .id = "x:y"}},
        {mapping_record_name("ab12"), {.kind = record_kind::mapping, .id = "ab12"}},
        {external_record_name("client", "ab12"),
         {.kind = record_kind::external_name, .id = "client.ab12"}},
    };
    const char* const texts[] = {
        "org",
        "req:104",
        "client:acorn",
        "supplier:north",
        "person:robin",
        "conv:x:y",
        "map:ab12",
        "ext:client.ab12"};
    for (std::size_t i = 0; i < std::size(cases); ++i) {
        EXPECT_EQ(cases[i].first, texts[i]);
        EXPECT_EQ(parse_record_name(texts[i]), cases[i].second);
        EXPECT_EQ(record_name(cases[i].second), texts[i]);
    }
    EXPECT_EQ(parse_requisition_name("req:104"), requisition_number{104});
    EXPECT_FALSE(parse_requisition_name("client:acorn"));
}

TEST(Names, NothingElseIsARecord) {
    for (const char* text :
         {"",
          "req:",
          "req:0",
          "req:007",
          "req:-1",
          "req:1x",
          "req:4294967296",
          "Req:1",
          "orgs",
          "client:",
          "unknown:1",
          "104"}) {
        EXPECT_FALSE(parse_record_name(text)) << text;
    }
}

TEST(Names, SlugsKeepLettersAndDigitsOfAscii) {
    EXPECT_EQ(slug_of("Hammer & Tongs Staffing"), "hammer-tongs-staffing");
    EXPECT_EQ(slug_of("  --3M (Z\xC3\xBCrich) "), "3m-z-rich");
    EXPECT_EQ(slug_of("\xE6\x97\xA5\xE6\x9C\xAC"), "");
    EXPECT_EQ(slug_of(std::string(50, 'a')), std::string(40, 'a'));
    EXPECT_EQ(slug_of(std::string(39, 'a') + " b"), std::string(39, 'a'));
}

TEST(Words, EachReadsBack) {
    EXPECT_EQ(word(requisition_state::on_hold), "on_hold");
    EXPECT_EQ(word(priority::p1), "P1");
    EXPECT_EQ(word(clock_kind::coverage), "COV");
    const auto both_ways = []<class Enum>(Enum last) {
        for (int i = 0; i <= static_cast<int>(last); ++i) {
            EXPECT_EQ(from_word<Enum>(word(static_cast<Enum>(i))), static_cast<Enum>(i));
        }
        EXPECT_FALSE(from_word<Enum>("nonsense"));
        EXPECT_FALSE(from_word<Enum>(""));
    };
    both_ways(requisition_state::cancelled);
    both_ways(opening_state::ended);
    both_ways(category::light_industrial);
    both_ways(engagement::direct);
    both_ways(priority::p3);
    both_ways(party::candidate);
    both_ways(role::administrator);
    both_ways(clock_kind::backfill);
    both_ways(clock_state::cancelled);
}

std::vector<std::string> lists_of(const requisition& req) {
    std::vector<std::string> sets;
    for (const index_entry& entry : indexes(req)) {
        // Facts that reports count stand beside them in lists of their own.
        if (entry.member == "req:104") {
            sets.push_back(entry.set);
        }
    }
    return sets;
}

TEST(Indexes, ListsOfAnOpenRequisition) {
    requisition req = after(
        in_state(requisition_state::open),
        {supplier_declined{.supplier = supplier_id{"quillfeather"}}}
    );
    EXPECT_EQ(
        lists_of(req),
        (std::vector<std::string>{
            "list:client:acorn",
            "list:mine:ana",
            "list:mine:robin",
            "list:open",
            "list:requisitions",
            "list:supplier:northlight"})
    );
    req.hiring_manager = req.owner;
    EXPECT_EQ(lists_of(req).size(), 5U);
    req.owner = req.hiring_manager = {};
    EXPECT_EQ(lists_of(req).size(), 4U);
}

TEST(Indexes, AnOwnerFindsTheirsAlsoWhenTheyEnded) {
    for (const requisition_state s : every_state) {
        requisition req = in_state(s);
        const auto is_theirs = [&req](const index_entry& one) {
            return one.set == owned_list(req.owner) && one.member == "104";
        };
        EXPECT_EQ(std::ranges::count_if(indexes(req), is_theirs), 1) << word(s);
        req.owner = {};
        EXPECT_EQ(std::ranges::count_if(indexes(req), is_theirs), 0) << word(s);
    }
}

TEST(Indexes, AnEntryOfWhatIsToBeSettledReadsBack) {
    for (const auto* record : {"sub:301", "iv:51"}) {
        const matter_entry entry{requisition_number{104}, record};
        EXPECT_EQ(matter_entry_from(to_member(entry)), entry);
    }
    for (const auto* other : {"sub:301", "x|sub:301", "104|", "104|sub:301|1"}) {
        EXPECT_FALSE(matter_entry_from(other)) << other;
    }
}

TEST(Indexes, EndedOnesAreOnNoListButThatOfAll) {
    for (const requisition_state s : every_state) {
        const bool ended = s == requisition_state::filled || s == requisition_state::closed ||
                           s == requisition_state::cancelled;
        const auto lists = lists_of(in_state(s));
        EXPECT_EQ(lists.size() == 1, ended) << word(s);
        EXPECT_EQ(std::ranges::count(lists, every_requisition_list()), 1) << word(s);
    }
    EXPECT_TRUE(indexes(requisition{}).empty());
}

TEST(Indexes, LateWhileABreachedClockHasNotStopped) {
    requisition req = after(
        in_state(requisition_state::open),
        {clock_set{.value = {.due = from_unix_ms(7'000)}}}
    );
    EXPECT_EQ(indexes(req).front().score, 7'000);
    const auto late = [](const requisition& r) {
        const auto sets = lists_of(r);
        return std::pair{
            std::ranges::count(sets, late_list()),
            std::ranges::count(sets, late_list(person_id{"robin"}))};
    };
    EXPECT_EQ(late(req), (std::pair{0L, 0L}));
    req = after(req, {clock_breached{}});
    EXPECT_EQ(late(req), (std::pair{1L, 1L}));
    req.clocks[0].state = clock_state::paused;
    EXPECT_EQ(late(req), (std::pair{1L, 1L}));
    EXPECT_EQ(indexes(req).front().score, to_unix_ms(req.created));
    req.clocks[0].state = clock_state::met;
    req.clocks[0].stopped = from_unix_ms(8'000);
    EXPECT_EQ(late(req), (std::pair{0L, 0L}));
}

}  // namespace
}  // namespace fillrate::domain::testing
