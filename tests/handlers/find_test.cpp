// `find`: by name, as far as the asker may see it in this place.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

std::string found(desk& d, std::string_view who, std::string_view where, std::string_view name) {
    const auto told = d.type(who, where, "find \"" + std::string(name) + '"');
    EXPECT_FALSE(told.changed);
    return told.refused ? std::string{} : told.text;
}

TEST(find, a_candidate_by_any_whole_word_of_the_name) {
    auto d = with_presented();
    for (const auto* name : {"paige", "Turner", "PAIGE TURNER", "turner paige", "Páige"}) {
        const auto text = found(d, "robin", "dm-robin", name);
        EXPECT_TRUE(has(text, "S-301 | Paige Turner")) << name << text;
        EXPECT_TRUE(has(text, "with the hiring manager, REQ-1 Controls engineer")) << name << text;
        EXPECT_TRUE(has(text, "[Show S-301]")) << name << text;
    }
    EXPECT_EQ(found(d, "robin", "dm-robin", "paig"), "");
    EXPECT_EQ(found(d, "robin", "dm-robin", "paige miller"), "");
}

TEST(find, a_channel_shows_initials_and_code_only) {
    auto d = with_presented();
    for (const auto& [who, where] :
         {std::pair{"robin", "acorn-internal"}, {"ana", "acorn-hiring"}, {"maul", "sup-hammer"}}) {
        const auto text = found(d, who, where, "paige");
        EXPECT_TRUE(has(text, "S-301 | P.T.")) << who << text;
        EXPECT_FALSE(has(text, "Turner")) << who << text;
    }
}

TEST(find, who_may_not_see_the_candidate_finds_nobody) {
    auto d = with_presented();
    // Another supplier, another client's people, an administrator, a manager of another role.
    for (const auto& [who, where] :
         {std::pair{"wren", "sup-quillfeather"},
          {"wren", "dm-wren"},
          {"lee", "dm-lee"},
          {"lee", "heron-internal"},
          {"raj", "dm-raj"},
          {"sam", "dm-sam"},
          {"robin", "dockside-floor"},
          {"maul", "acorn-hiring"}}) {
        EXPECT_FALSE(has(found(d, who, where, "paige"), "S-301")) << who << " in " << where;
    }
    // What is not there and what may not be seen read alike.
    for (const auto* name : {"paige", "nobody"}) {
        EXPECT_EQ(
            d.type("wren", "dm-wren", "find " + std::string(name))
                .text.find("Nothing called \"" + std::string(name) + "\" that you can see here."),
            0U
        ) << name;
    }
}

TEST(find, a_candidate_the_manager_was_not_shown_yet_is_not_found) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    EXPECT_EQ(found(d, "ana", "dm-ana", "dente"), "");
    EXPECT_TRUE(has(found(d, "ana", "dm-ana", "paige"), "Paige Turner"));
    EXPECT_TRUE(has(found(d, "robin", "dm-robin", "dente"), "Al Dente"));
}

TEST(find, across_clients_only_operations_in_a_direct_message) {
    auto d = with_presented();
    EXPECT_TRUE(has(found(d, "dana", "dm-dana", "paige"), "Paige Turner"));
    EXPECT_FALSE(has(found(d, "dana", "hiring-desk", "paige"), "S-301"));
    EXPECT_TRUE(has(found(d, "dana", "acorn-internal", "paige"), "S-301 | P.T."));
    const auto named = d.type("dana", "hiring-desk", "find paige client:acorn");
    EXPECT_TRUE(has(named.text, "S-301 | P.T.")) << named.text;
    EXPECT_TRUE(d.type("lee", "dm-lee", "find paige client:acorn").refused);
}

TEST(find, requisitions_clients_suppliers_and_people_by_how_words_begin) {
    auto d = with_presented();
    EXPECT_TRUE(has(found(d, "robin", "dm-robin", "contr eng"), "REQ-1 | Controls engineer"));
    EXPECT_TRUE(has(found(d, "robin", "dm-robin", "acorn"), "Client | Acorn Robotics"));
    EXPECT_TRUE(has(found(d, "robin", "dm-robin", "hammer"), "Supplier | Hammer & Tongs Staffing"));
    EXPECT_TRUE(has(found(d, "robin", "dm-robin", "marlow"), "Person | Lee Marlow"));
    EXPECT_TRUE(has(found(d, "robin", "dm-robin", "petrov"), "Person | Ana Petrov-Lind"));
    // Managers of another client are nobody here.
    EXPECT_EQ(found(d, "robin", "dm-robin", "imogen"), "");
    EXPECT_EQ(found(d, "robin", "dm-robin", "heron"), "");
    // People outside learn of no rivals and no people.
    EXPECT_EQ(found(d, "maul", "dm-maul", "quillfeather"), "");
    EXPECT_EQ(found(d, "ana", "dm-ana", "hammer"), "");
    EXPECT_EQ(found(d, "ana", "acorn-hiring", "robin"), "");
}

TEST(find, says_what_to_type) {
    auto d = with_presented();
    EXPECT_TRUE(d.type("robin", "dm-robin", "find").refused);
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "find xyzzy").text, "whole first or last name"));
    EXPECT_TRUE(d.type("robin", "dm-robin", "find xyzzy").refused);
}

}  // namespace
}  // namespace fillrate::handlers::testing
