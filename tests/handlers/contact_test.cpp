// Phone and e-mail of a candidate: who may see them from when, and that it is on record
// (DOMAIN.md 0, 9).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <variant>

namespace fillrate::handlers::testing {
namespace {

constexpr std::string_view address = "paige@example.test";

bool is_on_record(const said& told) {
    return told.events.size() == 1 &&
           std::holds_alternative<domain::contact_shown>(told.events.front().data);
}

TEST(contact, who_looks_for_somebody_sees_it_alone_and_it_is_on_record) {
    auto d = with_presented();
    const auto changed = d.sub(301).changed;
    d.now += std::chrono::minutes{5};
    for (const auto* who : {"robin", "maul", "dana"}) {
        const auto told = d.type(who, "dm-" + std::string(who), "S-301 contact");
        EXPECT_TRUE(has(told.text, address)) << who << told.text;
        EXPECT_TRUE(is_on_record(told)) << who;
        EXPECT_TRUE(told.messages.empty()) << "a look refreshes no card";
    }
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "S-301").text, address));
    const auto history = d.type("dana", "hiring-desk", "S-301 history");
    EXPECT_TRUE(has(history.text, "Contact shown to Robin Quill.")) << history.text;
    EXPECT_EQ(d.sub(301).changed, changed) << "a look is no change";
    must(d, "ana", "acorn-hiring", "S-301 shortlist");
    EXPECT_EQ(d.sub(301).changed, d.now);
}

TEST(contact, a_channel_shows_none_and_a_rival_learns_nothing) {
    auto d = with_presented();
    for (const auto& [who, where] :
         {std::pair{"robin", "acorn-internal"}, {"maul", "sup-hammer"}, {"ana", "acorn-hiring"}}) {
        const auto told = refused(d, who, where, "S-301 contact");
        EXPECT_FALSE(has(told.text, address)) << told.text;
        EXPECT_TRUE(has(told.text, "direct messages")) << told.text;
    }
    const auto rival = refused(d, "wren", "dm-wren", "S-301 contact");
    EXPECT_TRUE(has(rival.text, "There is no S-301")) << rival.text;
}

TEST(contact, the_manager_has_it_once_selected) {
    auto d = with_presented();
    const auto early = refused(d, "ana", "dm-ana", "S-301 contact");
    EXPECT_FALSE(has(early.text, address)) << early.text;
    EXPECT_TRUE(has(early.text, "select first")) << early.text;
    must(d, "ana", "dm-ana", "S-301 select");
    const auto told = d.type("ana", "dm-ana", "S-301 contact");
    EXPECT_TRUE(has(told.text, address)) << told.text;
    EXPECT_TRUE(is_on_record(told));
}

TEST(contact, a_client_may_have_it_once_presented) {
    auto d = with_presented();
    must(d, "dana", "dm-dana", "admin client acorn contact:presented");
    EXPECT_TRUE(has(d.type("ana", "dm-ana", "S-301 contact").text, address));
    EXPECT_TRUE(has(d.type("sam", "dm-sam", "admin clients").text, "once presented"));
    must(d, "sam", "dm-sam", "admin client acorn contact:selected");
    EXPECT_FALSE(has(refused(d, "ana", "dm-ana", "S-301 contact").text, address));
}

TEST(contact, the_setting_is_for_administrators_and_operations) {
    auto d = with_presented();
    refused(d, "robin", "dm-robin", "admin client acorn contact:presented");
    refused(d, "ana", "dm-ana", "admin client acorn contact:presented");
    const auto both =
        refused(d, "dana", "dm-dana", "admin client acorn contact:presented site:Chicago");
    EXPECT_TRUE(has(both.text, "on a line of its own")) << both.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
