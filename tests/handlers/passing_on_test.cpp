// What managers and suppliers say that names no requisition (DOMAIN.md 0).
#include "handlers/passing_on.hpp"

#include "core/domain/names.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

constexpr auto words = "note \"could we talk about january?\"";

/// REQ-1 and REQ-2 at Acorn, both Ana's and Robin's, both released to Hammer & Tongs.
desk with_two() {
    auto d = with_presented();
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Test engineer\" client:Acorn site:Chicago category:pro pay:50 max:55 hm:@ana"
    );
    must(d, "robin", "acorn-internal", "2 qualify waive:\"known role\"");
    must(d, "robin", "acorn-internal", "2 release tier1");
    return d;
}

std::vector<chat::outgoing> passed(const said& told) {
    auto found = told.messages;
    std::erase_if(found, [](const auto& item) { return item.kind != passed_on_kind; });
    return found;
}

TEST(passing_on, of_one_requisition_it_is_a_note_on_it) {
    auto d = with_presented();
    for (const auto& [who, where] :
         {std::pair{"ana", "acorn-hiring"}, {"ana", "dm-ana"}, {"maul", "sup-hammer"}}) {
        const auto told = must(d, who, where, words);
        EXPECT_TRUE(has(told.text, "Passed to Robin.")) << told.text;
        EXPECT_TRUE(has(told.text, "[See my reqs]")) << told.text;
        ASSERT_EQ(told.events.size(), 1U);
        EXPECT_EQ(told.events.front().subject, "req:1");
        EXPECT_TRUE(passed(told).empty());
    }
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "1 history").text, "talk about january"));
}

TEST(passing_on, of_several_it_goes_to_their_owner_with_who_said_it_and_where) {
    auto d = with_two();
    for (const auto& [who, where, from] :
         {std::tuple{"ana", "acorn-hiring", "Ana Petrov-Lind in #"},
          {"ana", "dm-ana", "Ana Petrov-Lind wrote to me"},
          {"maul", "sup-hammer", " in #"}}) {
        const auto told = must(d, who, where, words);
        EXPECT_TRUE(has(told.text, "Passed to Robin.")) << told.text;
        EXPECT_TRUE(has(told.text, "[See my reqs]")) << told.text;
        const auto items = passed(told);
        ASSERT_EQ(items.size(), 1U) << who;
        EXPECT_EQ(items.front().readers.id, "robin");
        const auto text = d.composed_text(items.front());
        ASSERT_TRUE(text);
        EXPECT_TRUE(has(*text, from)) << *text;
        EXPECT_TRUE(has(*text, "could we talk about january?")) << *text;
    }
    const auto twice = must(d, "ana", "acorn-hiring", "note \"and february\"");
    const auto text = d.composed_text(passed(twice).front());
    ASSERT_TRUE(text);
    EXPECT_TRUE(has(*text, "and february")) << *text;
}

TEST(passing_on, of_several_owners_it_goes_to_one_of_them) {
    auto d = with_presented();
    must(
        d,
        "lee",
        "heron-internal",
        "req new \"Test engineer\" client:heron site:newyork category:pro pay:50 max:55"
    );
    must(d, "lee", "heron-internal", "2 qualify waive:\"known role\"");
    must(d, "lee", "heron-internal", "2 release tier1");
    const auto items = passed(must(d, "maul", "sup-hammer", words));
    ASSERT_EQ(items.size(), 1U);
    const auto& reader = items.front().readers.id;
    EXPECT_TRUE(reader == "robin" || reader == "lee") << reader;
}

TEST(passing_on, of_none_it_goes_to_who_looks_after_them) {
    desk d;
    const auto manager = must(d, "ana", "acorn-hiring", words);
    ASSERT_EQ(passed(manager).size(), 1U);
    EXPECT_EQ(passed(manager).front().readers.id, "robin");
    const auto supplier = must(d, "wren", "sup-quillfeather", words);
    ASSERT_EQ(passed(supplier).size(), 1U);
    EXPECT_TRUE(has(supplier.text, "Passed to ")) << supplier.text;
}

TEST(passing_on, who_has_a_role_in_the_firm_too_speaks_from_inside) {
    domain::actor both;
    for (const auto outside : {domain::role::hiring_manager, domain::role::supplier_contact}) {
        domain::grant first;
        first.role = outside;
        both.grants = {first};
        EXPECT_TRUE(speaks_from_outside(both)) << domain::word(outside);
        domain::grant second;
        second.role = domain::role::account_manager;
        both.grants.push_back(second);
        EXPECT_FALSE(speaks_from_outside(both)) << domain::word(outside);
    }
}

TEST(passing_on, inside_the_requisition_is_asked_for) {
    auto d = with_two();
    for (const auto* who : {"robin", "dana"}) {
        const auto told = refused(d, who, "acorn-internal", words);
        EXPECT_TRUE(has(told.text, "Which requisition?")) << told.text;
    }
    EXPECT_TRUE(has(refused(d, "ana", "acorn-hiring", "note").text, "Which requisition?"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
