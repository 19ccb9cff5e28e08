// Who represents a candidate when somebody withdraws, comes back, submits too many or may not
// return: what is refused, in the same words to everybody, and what the program reads.
#include "core/domain/clocks.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

bool reads(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void steps(desk& d, std::initializer_list<std::pair<std::string_view, std::string>> lines) {
    for (const auto& [who, line] : lines) {
        const auto told = d.type(who, "acorn-internal", line);
        EXPECT_TRUE(told.changed) << line << "\n" << told.text;
    }
}

/// REQ-1 at Acorn, released to both suppliers of tier 1.
desk released() {
    desk d;
    steps(
        d,
        {{"robin",
          "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
          "bill:84 max:61 hm:@ana"},
         {"robin", "1 qualify waive:\"known role\""},
         {"robin", "1 release tier1"}}
    );
    return d;
}

constexpr std::string_view paige_line = "1 submit \"Paige Turner\" email:paige@example.test";

TEST(ownership, a_claim_is_given_up_before_the_client_saw_them) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    steps(d, {{"maul", "S-301 withdraw other_offer"}});
    const auto other = d.type("wren", "sup-quillfeather", paige_line);
    ASSERT_TRUE(other.changed) << other.text;
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    // Whose claim it was comes back too late; where it reads so, nobody's name.
    const auto back = d.type("robin", "sup-hammer", "S-301 revive \"changed her mind\"");
    EXPECT_TRUE(back.refused);
    EXPECT_TRUE(reads(back.text, "cannot be submitted for Acorn Robotics any more.")) << back.text;
    EXPECT_FALSE(reads(back.text, "Quillfeather") || reads(back.text, "S-302")) << back.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::withdrawn);
}

TEST(ownership, a_claim_comes_back_with_a_revival) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    steps(
        d,
        {{"maul", "S-301 withdraw other_offer"}, {"robin", "S-301 revive \"changed her mind\""}}
    );
    EXPECT_EQ(d.sub(301).state, submittal_state::submitted);
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", paige_line).changed);
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
}

TEST(ownership, a_claim_the_client_saw_stays) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    steps(d, {{"robin", "S-301 present"}, {"robin", "S-301 withdraw other_offer"}});
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", paige_line).changed);
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
}

TEST(ownership, a_number_is_one_however_it_is_written) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", "1 submit \"Al Dente\" phone:3125550190").changed);
    for (const auto* written : {"+13125550190", "\"1 (312) 555-0190\"", "312.555.0190"}) {
        const auto told = d.type(
            "wren",
            "sup-quillfeather",
            "1 submit \"Al Dente\" phone:" + std::string(written)
        );
        EXPECT_TRUE(reads(told.text, "cannot be submitted") || reads(told.text, "already"))
            << told.text;
    }
    EXPECT_EQ(d.req(1).slate.live, 1U);
}

TEST(ownership, who_is_out_for_good_may_be_put_forward_again) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    steps(d, {{"maul", "S-301 withdraw other_offer"}});
    const auto soon = d.type("maul", "sup-hammer", paige_line);
    EXPECT_TRUE(soon.refused);
    EXPECT_TRUE(reads(soon.text, "S-301, which is out and can be brought back by")) << soon.text;
    const auto for_them =
        d.type("robin", "acorn-internal", std::string(paige_line) + " for:hammer");
    EXPECT_TRUE(for_them.refused);
    EXPECT_TRUE(reads(for_them.text, "S-301 revive")) << for_them.text;
    d.now += std::chrono::days{31};
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    EXPECT_EQ(d.sub(304).state, submittal_state::submitted);
    EXPECT_TRUE(d.type("maul", "sup-hammer", paige_line).refused) << "S-304 is in play";
}

TEST(ownership, who_worked_here_may_come_again) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    steps(
        d,
        {{"robin", "S-301 present"},
         {"ana", "S-301 select"},
         {"robin", "S-301 offer pay:54"},
         {"robin", "S-301 accept"},
         {"robin", "S-301 clear"},
         {"ana", "S-301 start"}}
    );
    EXPECT_TRUE(d.type("maul", "sup-hammer", paige_line).refused);
    steps(d, {{"ana", "S-301 end completed"}});
    EXPECT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    EXPECT_EQ(d.sub(303).state, submittal_state::submitted);
}

TEST(ownership, a_client_may_ask_for_a_consent_that_still_holds) {
    auto d = released();
    d.book.add({.name = "acorn", .client = client_id{"acorn"}, .rtr_required = true, .rtr_days = 5}
    );
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    const auto without = d.type("robin", "acorn-internal", "S-301 present");
    EXPECT_TRUE(without.refused);
    EXPECT_TRUE(reads(without.text, "S-301 rtr on:today")) << without.text;
    steps(d, {{"maul", "S-301 rtr on:\"nov 20\""}});
    const auto old = d.type("robin", "acorn-internal", "S-301 present");
    EXPECT_TRUE(old.refused);
    EXPECT_TRUE(reads(old.text, "one holds 5 days")) << old.text;
    steps(d, {{"maul", "S-301 rtr on:today"}, {"robin", "S-301 present"}});
}

// REQ-2 of the same client, where Hammer & Tongs put Paige forward for REQ-1.
submittal_state of_another_firm(std::uint32_t claim_days, std::chrono::days later) {
    auto d = released();
    d.book.add({.name = "acorn", .client = client_id{"acorn"}, .claim_days = claim_days});
    EXPECT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    d.now += later;
    steps(
        d,
        {{"robin",
          "req new \"Tester\" client:Acorn site:Chicago category:pro openings:1 pay:58 bill:84 "
          "max:61 hm:@ana"},
         {"robin", "2 qualify waive:\"known role\""},
         {"robin", "2 release tier1"}}
    );
    const auto told =
        d.type("wren", "sup-quillfeather", "2 submit \"Paige Turner\" email:paige@example.test");
    EXPECT_TRUE(told.changed) << told.text;
    return d.sub(302).state;
}

TEST(ownership, how_long_a_claim_holds_elsewhere_is_a_matter_of_the_client) {
    using std::chrono::days;
    EXPECT_EQ(of_another_firm(5, days{4}), submittal_state::duplicate);
    EXPECT_EQ(of_another_firm(5, days{6}), submittal_state::submitted);
    EXPECT_EQ(of_another_firm(0, days{0}), submittal_state::submitted);
}

TEST(ownership, a_consent_is_of_the_last_year_and_not_of_a_day_to_come) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    for (const auto* day : {"2025-11-28", "2026-12-05", "2019-01-01"}) {
        const auto later = d.type("maul", "sup-hammer", "S-301 rtr on:" + std::string(day));
        EXPECT_TRUE(later.refused) << later.text;
        const auto at_once = d.type(
            "maul",
            "sup-hammer",
            "1 submit \"Al Dente\" email:al@example.test rtr:" + std::string(day)
        );
        EXPECT_TRUE(at_once.refused) << at_once.text;
    }
    EXPECT_FALSE(d.sub(301).represented);
}

TEST(ownership, adding_to_a_requisition_is_submitting_to_it) {
    auto d = released();
    const auto told = d.type(
        "maul",
        "sup-hammer",
        "sub add REQ-1 \"Paige Turner\" email:paige@example.test pay:52"
    );
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_EQ(d.sub(301).pay, 5'200);
    EXPECT_TRUE(d.type("maul", "sup-hammer", "sub add REQ-1").form);
    EXPECT_TRUE(d.type("maul", "sup-hammer", "sub add 1").form) << "a bare number too";
    const auto nowhere = d.type("maul", "sup-hammer", "sub add");
    EXPECT_TRUE(nowhere.refused);
    EXPECT_TRUE(reads(nowhere.text, "sub add REQ-104")) << nowhere.text;
}

TEST(ownership, one_supplier_has_so_many_in_play_at_once) {
    auto d = released();
    const auto line = [](int i) {
        const auto n = std::to_string(i);
        return "1 submit \"Pat " + n + "\" email:pat" + n + "@example.test";
    };
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(d.type("maul", "sup-hammer", line(i)).changed);
    }
    const auto sixth = d.type("maul", "sup-hammer", line(5));
    EXPECT_TRUE(sixth.refused);
    EXPECT_TRUE(reads(sixth.text, "You have 5 candidates in play for REQ-1")) << sixth.text;
    EXPECT_TRUE(reads(sixth.text, "sub list")) << sixth.text;
    const auto for_them = d.type("robin", "acorn-internal", line(5) + " for:hammer");
    EXPECT_TRUE(reads(for_them.text, "Hammer & Tongs Staffing has 5")) << for_them.text;
    // Another firm, our own recruiters, and who makes room are not held back.
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", line(6)).changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", line(7)).changed);
    steps(d, {{"maul", "S-301 withdraw rate"}});
    EXPECT_TRUE(d.type("maul", "sup-hammer", line(5)).changed);
}

// What the newcomer's own records say; the answers to suppliers name nobody else.
said by_wren(desk& d, const std::string& line) {
    auto told = d.type("wren", "sup-quillfeather", line);
    EXPECT_TRUE(told.changed) << line << "\n" << told.text;
    for (const auto* rival : {"Hammer", "S-301", " firm"}) {
        EXPECT_FALSE(reads(told.text, rival)) << told.text;
    }
    return told;
}

const chat::outgoing* dispute_of(const said& told) {
    const auto found = std::ranges::find(told.messages, "dispute", &chat::outgoing::kind);
    return found == told.messages.end() ? nullptr : &*found;
}

TEST(dispute, the_only_consent_wins_over_an_earlier_upload) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    steps(d, {{"robin", "S-301 present"}});
    const auto told = by_wren(d, std::string(paige_line) + " rtr:\"nov 24\"");
    EXPECT_TRUE(reads(told.text, "is put forward for REQ-1")) << told.text;
    EXPECT_EQ(dispute_of(told), nullptr);
    EXPECT_EQ(d.sub(301).state, submittal_state::duplicate);
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    EXPECT_FALSE(d.sub(301).disputed || d.sub(302).disputed);
    EXPECT_EQ(d.req(1).slate.live, 1U);
    EXPECT_TRUE(reads(
        d.type("robin", "acorn-internal", "S-301 history").text,
        "Not to be submitted for this client"
    ));
    // Who lost may say so too; then there are two consents.
    ASSERT_TRUE(d.type("maul", "sup-hammer", "S-301 rtr on:\"nov 23\"").changed);
    EXPECT_TRUE(d.sub(301).disputed && d.sub(302).disputed);
}

TEST(dispute, a_consent_said_later_counts_as_one_said_at_once) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    by_wren(d, std::string(paige_line));
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
    const auto told = by_wren(d, "S-302 rtr on:\"nov 24\"");
    EXPECT_TRUE(reads(told.text, "S-302 is put forward for REQ-1")) << told.text;
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    EXPECT_TRUE(d.sub(302).represented.has_value());
    EXPECT_FALSE(d.sub(302).disputed);
    EXPECT_EQ(d.sub(301).state, submittal_state::duplicate);
    EXPECT_EQ(d.req(1).slate.live, 1U);
    // The claim went along: a third firm meets the one with consent.
    EXPECT_TRUE(d.type("robin", "acorn-internal", paige_line).changed);
    EXPECT_EQ(d.sub(303).state, submittal_state::duplicate);
}

TEST(dispute, two_consents_stop_the_steps_to_the_client_until_one_is_awarded) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", std::string(paige_line) + " rtr:\"nov 23\"").changed);
    steps(d, {{"robin", "S-301 present"}});
    const auto told = by_wren(d, std::string(paige_line) + " rtr:\"nov 24\"");
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
    EXPECT_TRUE(d.sub(301).disputed && d.sub(302).disputed);
    for (const auto* line :
         {"S-301 select",
          "S-301 reject rate",
          "S-301 hold",
          "S-301 shortlist",
          "S-301 interview"}) {
        const auto manager = d.type("ana", "acorn-internal", line);
        EXPECT_TRUE(manager.refused) << line;
        EXPECT_TRUE(reads(manager.text, "Two firms claim S-301; Robin decides")) << manager.text;
        EXPECT_TRUE(reads(manager.text, "S-301 note")) << manager.text;
        const auto mine = d.type("robin", "acorn-internal", line);
        EXPECT_TRUE(reads(mine.text, "S-301 award")) << mine.text;
    }
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
    EXPECT_FALSE(reads(d.type("maul", "sup-hammer", "S-301").text, "firms"));
    const auto chosen = [&d] { return d.type("ana", "dm-ana", "S-301").text; };
    EXPECT_TRUE(reads(chosen(), "We are checking") && !reads(chosen(), "[No]")) << chosen();
    EXPECT_TRUE(reads(d.type("robin", "acorn-internal", "S-301").text, "Two firms claim"));
    // The owner alone is asked, with a button for each.
    const auto* word = dispute_of(told);
    ASSERT_NE(word, nullptr);
    EXPECT_EQ(word->readers.id, "robin");
    const auto text = d.composed_text(*word).value_or("");
    for (const auto* part : {"Hammer", "Quillfeather", "Award to S-301", "Award to S-302"}) {
        EXPECT_TRUE(reads(text, part)) << text;
    }
    EXPECT_TRUE(d.type("robin", "acorn-internal", "S-301 award").form);
    EXPECT_TRUE(d.type("maul", "sup-hammer", "S-301 award \"ours\"").refused);
    steps(d, {{"robin", "S-301 award \"she spoke to them first\""}});
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
    EXPECT_FALSE(d.sub(301).disputed || d.sub(302).disputed);
    EXPECT_FALSE(d.composed_text(*word)) << "nothing is left to decide";
    EXPECT_TRUE(reads(chosen(), "[Interview]") && reads(chosen(), "[No]")) << chosen();
    EXPECT_TRUE(d.type("robin", "acorn-internal", "S-301 award \"again\"").refused);
    steps(d, {{"ana", "S-301 select"}});
}

// The line that a refused row of a table names.
TEST(dispute, the_account_manager_makes_one_for_a_firm) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", std::string(paige_line) + " rtr:\"nov 23\"").changed);
    steps(d, {{"robin", std::string(paige_line) + " rtr:2026-11-24 for:quillfeather"}});
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
    EXPECT_TRUE(d.sub(301).disputed && d.sub(302).disputed);
}

const domain::clock& review_of(const desk& d, std::uint32_t number) {
    const auto* found = domain::find_clock(d.sub(number).clocks, domain::clock_kind::review);
    if (found == nullptr) {
        throw std::runtime_error("no review of S-" + std::to_string(number));
    }
    return *found;
}

TEST(dispute, the_client_owes_no_word_on_who_is_claimed_twice) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", std::string(paige_line) + " rtr:\"nov 23\"").changed);
    ASSERT_TRUE(
        d.type("maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test rtr:\"nov 28\"")
            .changed
    );
    steps(d, {{"robin", "S-301 present"}, {"robin", "S-302 present"}});
    d.move_to(at("2026-11-30T12:00-06:00"));
    by_wren(d, std::string(paige_line) + " rtr:\"nov 24\"");
    ASSERT_TRUE(d.sub(301).disputed);
    EXPECT_EQ(review_of(d, 301).state, domain::clock_state::paused);
    EXPECT_EQ(review_of(d, 301).party, domain::party::program);
    EXPECT_EQ(review_of(d, 302).state, domain::clock_state::running);
    EXPECT_EQ(review_of(d, 302).due, at("2026-12-02T10:00-06:00"));
    // Nobody is asked for what may not be said.
    const auto chased = d.type("robin", "acorn-internal", "1 chase");
    EXPECT_TRUE(reads(chased.text, "1 candidate")) << chased.text;

    d.move_to(at("2026-11-30T15:00-06:00"));
    steps(d, {{"robin", "S-301 award \"she spoke to them first\""}});
    EXPECT_EQ(review_of(d, 301).state, domain::clock_state::running);
    EXPECT_EQ(review_of(d, 301).party, domain::party::client);
    // 18 working hours, two of which were used before.
    EXPECT_EQ(review_of(d, 301).due, at("2026-12-02T13:00-06:00"));
    const auto why = d.type("robin", "acorn-internal", "S-301 why").text;
    EXPECT_TRUE(reads(why, "stood still, our turn")) << why;
    EXPECT_FALSE(reads(d.type("robin", "acorn-internal", "S-302 why").text, "stood still"));
}

TEST(dispute, an_award_to_the_newcomer_puts_the_other_out) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", std::string(paige_line) + " rtr:\"nov 25\"").changed);
    by_wren(d, std::string(paige_line) + " rtr:\"nov 24\"");
    steps(
        d,
        {{"robin", "S-302 award \"consent of 24 Nov came first\""}, {"robin", "S-302 present"}}
    );
    EXPECT_EQ(d.sub(301).state, submittal_state::duplicate);
    EXPECT_FALSE(d.sub(301).disputed || d.sub(302).disputed);
}

TEST(dispute, who_is_out_is_not_confirmed) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", std::string(paige_line) + " rtr:\"nov 25\"").changed);
    steps(d, {{"robin", "S-301 present"}, {"ana", "S-301 reject rate"}});
    by_wren(d, std::string(paige_line) + " rtr:\"nov 24\"");
    EXPECT_FALSE(d.sub(301).disputed);
    EXPECT_TRUE(d.sub(302).disputed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "S-301 award \"she is out\"").refused);
    steps(d, {{"robin", "S-302 award \"the other one is out\""}});
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
}

TEST(dispute, an_opening_is_not_lost_to_a_consent) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    steps(
        d,
        {{"robin", "S-301 present"},
         {"ana", "S-301 select"},
         {"robin", "S-301 offer pay:54"},
         {"robin", "S-301 accept"}}
    );
    const auto told = by_wren(d, std::string(paige_line) + " rtr:\"nov 24\"");
    EXPECT_EQ(d.sub(301).state, submittal_state::offer_accepted);
    EXPECT_FALSE(d.sub(301).disputed);
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
    EXPECT_TRUE(d.sub(302).disputed);
    ASSERT_NE(dispute_of(told), nullptr);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "S-302 award \"consent\"").refused);
    steps(d, {{"robin", "S-301 award \"she signed\""}, {"robin", "S-301 clear"}});
    EXPECT_FALSE(d.sub(302).disputed);
}

std::string for_supplier(desk& d, std::string_view line) {
    const auto told = d.type("wren", "sup-quillfeather", line);
    EXPECT_TRUE(told.changed) << told.text;
    return told.text;
}

// The candidate's code is another one: everything else has to be alike.
std::string without_code(std::string text, std::string_view code) {
    for (auto at = text.find(code); at != std::string::npos; at = text.find(code)) {
        text.replace(at, code.size(), "S-N");
    }
    return text;
}

TEST(do_not_return, a_submit_is_refused_in_the_words_of_an_ownership_refusal) {
    for (const std::string consent : {"", " rtr:\"nov 24\""}) {
        const auto consented = std::string(paige_line) + " rtr:\"nov 23\"";
        auto owned = released();
        ASSERT_TRUE(owned.type("maul", "sup-hammer", consented).changed);
        const auto by_claim = for_supplier(owned, std::string(paige_line) + consent);
        auto barred = released();
        ASSERT_TRUE(barred.type("maul", "sup-hammer", consented).changed);
        steps(
            barred,
            {{"robin", "S-301 dnr \"no call, no show twice\""},
             {"robin", "S-301 withdraw other_offer"}}
        );
        const auto by_client = for_supplier(barred, std::string(paige_line) + consent);
        EXPECT_EQ(without_code(by_client, "S-302"), without_code(by_claim, "S-302"));
        EXPECT_EQ(barred.sub(302).state, submittal_state::duplicate);
        EXPECT_TRUE(barred.sub(302).barred);
        EXPECT_FALSE(barred.sub(302).disputed);
        // And so is what follows it.
        EXPECT_EQ(
            for_supplier(barred, "S-302 rtr on:\"nov 20\""),
            for_supplier(owned, "S-302 rtr on:\"nov 20\"")
        );
        EXPECT_FALSE(barred.sub(302).disputed);
        const auto history = barred.type("wren", "sup-quillfeather", "S-302 history");
        EXPECT_FALSE(reads(history.text, "again")) << history.text;
        const auto inside = barred.type("robin", "acorn-internal", "S-302 history");
        EXPECT_TRUE(reads(inside.text, "does not want them again")) << inside.text;
    }
}

TEST(do_not_return, who_says_it_and_who_lifts_it) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    EXPECT_TRUE(d.type("maul", "sup-hammer", "S-301 dnr \"not this one\"").refused);
    steps(d, {{"robin", "S-301 present"}});
    EXPECT_TRUE(d.type("ana", "acorn-internal", "S-301 dnr").form);
    steps(d, {{"ana", "S-301 dnr \"unsafe on the floor\""}});
    EXPECT_TRUE(d.sub(301).barred);
    EXPECT_TRUE(d.type("ana", "acorn-internal", "S-301 dnr \"again\"").refused);
    const auto mine = d.type("robin", "acorn-internal", "S-301 dnr lift \"trained since\"");
    EXPECT_TRUE(mine.refused);
    EXPECT_TRUE(reads(mine.text, "that is for operations")) << mine.text;
    EXPECT_TRUE(d.type("dana", "acorn-internal", "S-301 dnr lift").refused) << "needs a reason";
    for_supplier(d, paige_line);
    EXPECT_TRUE(reads(d.type("dana", "acorn-internal", "S-302 award \"hers\"").text, "dnr lift"));
    steps(
        d,
        {{"dana", "S-301 dnr lift \"trained since\""},
         {"robin", "S-301 withdraw other_offer"},
         {"robin", "S-302 award \"nothing stands against it\""}}
    );
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    EXPECT_FALSE(d.sub(302).barred);
    EXPECT_TRUE(d.type("dana", "acorn-internal", "S-301 dnr lift \"twice\"").refused);
}

TEST(do_not_return, another_client_is_not_concerned) {
    auto d = released();
    ASSERT_TRUE(d.type("maul", "sup-hammer", paige_line).changed);
    steps(
        d,
        {{"robin", "S-301 dnr \"no call, no show twice\""},
         {"dana", "req new \"Picker\" client:Dockside site:Memphis category:li openings:2 pay:20"},
         {"dana", "2 qualify waive:\"known role\""},
         {"dana", "2 release tier1"},
         {"dana", "2 submit \"Paige Turner\" email:paige@example.test"}}
    );
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
}

}  // namespace
}  // namespace fillrate::handlers::testing
