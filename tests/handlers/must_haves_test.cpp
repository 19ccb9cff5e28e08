// Nobody is presented before somebody said which must-haves they have; who lacks one is presented
// with a reason, and the card shows what was said.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

constexpr auto room = "acorn-internal";

/// S-302 and S-303 are submitted for REQ-1, which asks for two things.
desk with_must_haves() {
    auto d = with_presented();
    must(d, "robin", room, "1 set must:PLC,ladder");
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\""
    );
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Sandy Beech\" email:sandy@example.test pay:50 rtr:\"nov 28\""
    );
    return d;
}

TEST(must_haves, are_asked_for_one_by_one) {
    auto d = with_must_haves();
    EXPECT_TRUE(has(d.type("robin", room, "S-302").text, "PLC, ladder (nobody said which are met)")
    );
    const auto asked = d.type("robin", room, "S-302 present");
    ASSERT_TRUE(asked.form) << asked.text;
    ASSERT_EQ(asked.form->fields.front().options.size(), 2U);
    EXPECT_EQ(asked.form->fields.front().options.back().label, "ladder");
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    const auto done = d.submit("robin", room, asked.form->act, {{"musts", "1,2"}, {"why", ""}});
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_EQ(d.sub(302).state, submittal_state::presented);
    ASSERT_TRUE(d.sub(302).musts);
    EXPECT_TRUE(d.sub(302).musts->missing.empty());
    const auto chosen = d.type("ana", "dm-ana", "S-302").text;
    EXPECT_TRUE(has(chosen, "✓ PLC, ✓ ladder")) << chosen;
}

TEST(must_haves, who_lacks_one_is_presented_with_a_reason) {
    auto d = with_must_haves();
    const auto asked = d.type("robin", room, "S-302 present");
    ASSERT_TRUE(asked.form) << asked.text;
    const auto bare = d.submit("robin", room, asked.form->act, {{"musts", "1"}, {"why", ""}});
    ASSERT_FALSE(bare.problems.empty()) << bare.text;
    EXPECT_EQ(bare.problems.front().first, "why");
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    const auto typed = refused(d, "robin", room, "S-302 present musts:plc");
    EXPECT_TRUE(has(typed.text, "S-302 lacks ladder")) << typed.text;
    EXPECT_TRUE(has(typed.text, "why:")) << typed.text;
    must(d, "robin", room, "S-302 present musts:plc why:\"learns it in a week\"");
    const auto chosen = d.type("ana", "dm-ana", "S-302").text;
    EXPECT_TRUE(has(chosen, "✓ PLC, ✕ ladder: learns it in a week")) << chosen;
    const auto own = d.type("maul", "sup-hammer", "S-302").text;
    EXPECT_TRUE(has(own, "✕ ladder")) << own;
    EXPECT_FALSE(has(own, "in a week")) << own;
    const auto told = d.type("robin", room, "S-302 history").text;
    EXPECT_TRUE(has(told, "without ladder (learns it in a week)")) << told;
}

TEST(must_haves, that_are_none_are_refused_by_name) {
    auto d = with_must_haves();
    const auto told = refused(d, "robin", room, "S-302 present musts:welding");
    EXPECT_TRUE(has(told.text, "\"welding\" is none of the must-haves: PLC, ladder.")) << told.text;
    EXPECT_TRUE(has(told.text, "musts:all")) << told.text;
}

TEST(must_haves, of_several_are_said_in_one_line) {
    auto d = with_must_haves();
    const auto told = refused(d, "robin", room, "present S-302 S-303");
    EXPECT_TRUE(has(told.text, "musts:all")) << told.text;
    must(d, "robin", room, "present S-302 S-303 musts:all");
    for (const auto number : {302U, 303U}) {
        EXPECT_EQ(d.sub(number).state, submittal_state::presented);
    }
}

TEST(must_haves, that_changed_since_were_not_looked_at) {
    auto d = with_must_haves();
    must(d, "robin", room, "S-302 present musts:all");
    EXPECT_TRUE(has(d.type("robin", room, "S-302").text, "✓ PLC"));
    must(d, "robin", room, "1 set must:PLC,robots");
    const auto told = d.type("robin", room, "S-302").text;
    EXPECT_TRUE(has(told, "PLC, robots (nobody said which are met)")) << told;
    // Where nothing is asked for, nothing has to be said: S-301 was presented before.
    EXPECT_FALSE(d.sub(301).musts);
}

/// S-301 is presented for REQ-1, and who lacks nothing follows by themselves.
desk with_auto_present() {
    auto d = with_presented();
    d.book.add({.name = "acorn", .client = client_id{"acorn"}, .auto_present = true});
    return d;
}

const std::string al_line = "1 submit \"Al Dente\" email:al@example.test pay:";

TEST(auto_present, who_lacks_nothing_goes_to_the_manager_by_themselves) {
    auto d = with_auto_present();
    const auto told = must(d, "maul", "sup-hammer", al_line + "50");
    EXPECT_TRUE(has(told.text, "the hiring manager reads it next")) << told.text;
    EXPECT_EQ(d.sub(302).state, submittal_state::presented);
    EXPECT_EQ(d.req(1).slate.to_review, 2U);
    EXPECT_EQ(d.req(1).slate.to_screen, 0U);
    const auto asks_ana = std::ranges::any_of(told.messages, [](const auto& item) {
        return item.conversation.value == "dm-ana";
    });
    EXPECT_TRUE(asks_ana);
    const auto history = d.type("robin", room, "S-302 history").text;
    EXPECT_TRUE(has(history, "Put forward by")) << history;
    EXPECT_TRUE(has(history, "Presented to the hiring manager.")) << history;
}

TEST(auto_present, who_asks_too_much_is_looked_at) {
    auto d = with_auto_present();
    const auto told = must(d, "maul", "sup-hammer", al_line + "65");
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted) << told.text;
    EXPECT_FALSE(has(told.text, "reads it next")) << told.text;
    const auto billed = must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Sandy Beech\" email:sandy@example.test pay:50 bill:65"
    );
    EXPECT_EQ(d.sub(303).state, submittal_state::submitted)
        << "the category goes by bill: " << billed.text;
}

TEST(auto_present, the_ceiling_is_held_against_the_rate_of_the_category) {
    for (const auto& [rates, goes_on] :
         {std::pair{"50 bill:65", false}, std::pair{"50 bill:60", true}}) {
        auto d = with_auto_present();
        const auto told = must(d, "maul", "sup-hammer", al_line + rates);
        EXPECT_EQ(d.sub(302).state == submittal_state::presented, goes_on) << told.text;
        EXPECT_EQ(has(told.text, "reads it next"), goes_on) << told.text;
    }
}

TEST(auto_present, must_haves_are_said_by_the_supplier) {
    auto d = with_auto_present();
    must(d, "robin", room, "1 set must:PLC,ladder");
    must(d, "maul", "sup-hammer", al_line + "50");
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted) << "nobody said it";
    const auto submit = [&d](const std::string& name, const std::string& met) {
        const auto asked = d.type("maul", "sup-hammer", "1 submit");
        const auto has_field = [](const auto& field) { return field.id == "musts"; };
        EXPECT_TRUE(asked.form && std::ranges::any_of(asked.form->fields, has_field));
        return d.submit(
            "maul",
            "sup-hammer",
            asked.form.value().act,
            {{"name", name}, {"email", name.substr(0, 2) + "@example.test"}, {"musts", met}}
        );
    };
    EXPECT_TRUE(submit("Sandy Beech", "1").changed);
    EXPECT_EQ(d.sub(303).state, submittal_state::submitted);
    EXPECT_TRUE(submit("Cody Buggs", "1,2").changed);
    EXPECT_EQ(d.sub(304).state, submittal_state::presented);
    EXPECT_TRUE(d.sub(304).musts);
}

TEST(auto_present, on_hold_everybody_waits) {
    auto d = with_auto_present();
    must(d, "robin", room, "1 hold budget");
    must(d, "maul", "sup-hammer", al_line + "50");
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
}

}  // namespace
}  // namespace fillrate::handlers::testing
