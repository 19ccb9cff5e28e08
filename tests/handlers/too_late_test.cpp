// Who comes too late reads what is so, since when and by whom; in names or sides, as far as they
// may know (DOMAIN.md 3.3, 7.2).
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

constexpr std::string_view since = "since Mon 30 Nov 10:00 CST";

/// The text has each of `parts`, and names nobody of `secret`.
void expect_told(
    const std::string& text,
    const std::vector<std::string_view>& parts,
    const std::vector<std::string_view>& secret = {}
) {
    for (const auto part : parts) {
        EXPECT_TRUE(has(text, part)) << part << "\n" << text;
    }
    for (const auto name : secret) {
        EXPECT_FALSE(has(text, name)) << name << "\n" << text;
    }
}

std::string pressed(
    desk& d,
    std::string_view who,
    std::string_view channel,
    const std::string& verb,
    const std::string& subject
) {
    const auto told = d.press(who, channel, {verb, subject, 1, {}});
    EXPECT_TRUE(told.refused) << told.text;
    return told.text;
}

/// One opening left, offered to S-301 of Hammer & Tongs and to S-302 of Quillfeather.
desk with_two_offers() {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "1 openings -1");
    must(d, "wren", "sup-quillfeather", "1 submit \"Al Dente\" phone:+13125550101");
    must(d, "robin", "acorn-internal", "S-302 present");
    for (const auto* line : {"S-301 select", "S-302 select"}) {
        must(d, "ana", "acorn-hiring", line);
    }
    for (const auto* line : {"S-301 offer pay:54", "S-302 offer pay:54"}) {
        must(d, "robin", "acorn-internal", line);
    }
    return d;
}

TEST(too_late, a_decision_reads_with_who_made_it) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    // What happens to it later is no change of its state.
    d.now += std::chrono::hours{1};
    must(d, "robin", "acorn-internal", "S-301 note \"good ladder logic\"");
    const auto told = pressed(d, "robin", "acorn-internal", "select", "sub:301");
    expect_told(told, {"Already done: S-301", since, ", by Ana."});
    const auto typed = refused(d, "robin", "acorn-internal", "S-301 shortlist").text;
    expect_told(typed, {"It is so since Mon 30 Nov 10:00 CST, by Ana."});
}

TEST(too_late, a_decision_on_behalf_reads_with_both) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "S-301 select");
    const auto told = pressed(d, "ana", "acorn-hiring", "select", "sub:301");
    expect_told(told, {since, ", by Robin for Ana Petrov-Lind."});
}

TEST(too_late, a_supplier_reads_the_side_of_others_and_names_of_its_own) {
    auto d = with_presented();
    const auto ours = refused(d, "maul", "sup-hammer", "S-301 resubmit").text;
    expect_told(ours, {since, ", by the account manager."}, {"Robin"});
    auto no = d;
    must(no, "ana", "acorn-hiring", "S-301 reject must_have");
    const auto theirs = refused(no, "maul", "sup-hammer", "S-301 withdraw other_offer").text;
    expect_told(theirs, {", by the client."}, {"Ana", "Petrov"});
    auto own = d;
    must(own, "maul", "sup-hammer", "S-301 withdraw other_offer");
    expect_told(refused(own, "maul", "sup-hammer", "S-301 resubmit").text, {", by Hattie."});
    must(d, "robin", "acorn-internal", "S-301 withdraw other_offer");
    const auto behalf = refused(d, "maul", "sup-hammer", "S-301 resubmit").text;
    expect_told(behalf, {", on behalf of your firm."}, {"by Robin", "Robin for"});
}

TEST(too_late, the_next_line_goes_on_from_where_they_are) {
    auto d = with_presented();
    const auto early = refused(d, "maul", "sup-hammer", "S-301 accept").text;
    EXPECT_TRUE(has(early, "/hire S-301") && !has(early, "S-301 withdraw")) << early;
    must(d, "ana", "acorn-hiring", "S-301 select");
    const auto again = refused(d, "robin", "acorn-internal", "S-301 select").text;
    EXPECT_TRUE(has(again, "/hire S-301 offer")) << again;
    must(d, "robin", "acorn-internal", "S-301 offer pay:54");
    const auto back = refused(d, "robin", "acorn-internal", "S-301 select").text;
    EXPECT_TRUE(has(back, "/hire S-301 accept")) << back;
    const auto outside = refused(d, "maul", "sup-hammer", "S-301 resubmit").text;
    EXPECT_TRUE(has(outside, "/hire S-301 accept")) << outside;
    const auto card = d.type("robin", "acorn-internal", "S-301").text;
    EXPECT_TRUE(has(card, "[Offer accepted] [Offer declined] [Make an offer]")) << card;
}

// The first row of the verb is another's act, yet it may be theirs elsewhere.
TEST(too_late, a_second_no_reads_that_there_was_one) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "S-301 reject rate");
    const auto told = refused(d, "ana", "acorn-hiring", "S-301 reject rate").text;
    EXPECT_TRUE(has(told, "S-301 is rejected, so it cannot take \"reject\" now.")) << told;
    EXPECT_TRUE(has(told, "by Robin")) << told;
    const auto button = pressed(d, "ana", "acorn-hiring", "reject", "sub:301");
    EXPECT_TRUE(has(button, "Already done: S-301 is rejected")) << button;
    EXPECT_TRUE(has(refused(d, "ana", "acorn-hiring", "S-301 present").text, "that is for"));
}

TEST(too_late, screening_is_ours) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" phone:+13125550101");
    must(d, "robin", "acorn-internal", "S-302 reject must_have");
    const auto told = refused(d, "maul", "sup-hammer", "S-302 withdraw other_offer").text;
    expect_told(told, {", by the account manager."});
    const auto inside = refused(d, "robin", "acorn-internal", "S-302 present").text;
    expect_told(inside, {", by Robin."}, {"for Ana"});
}

TEST(too_late, a_manager_reads_that_it_was_the_supplier) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    const auto told = refused(d, "ana", "acorn-hiring", "S-301 select").text;
    expect_told(told, {since, ", by the supplier."}, {"Hattie", "Maul", "Hammer"});
    expect_told(refused(d, "robin", "acorn-internal", "S-301 select").text, {", by Hattie."});
}

TEST(too_late, the_last_opening_reads_with_who_took_it) {
    auto d = with_two_offers();
    auto other = d;
    must(other, "wren", "sup-quillfeather", "S-302 accept");
    must(d, "maul", "sup-hammer", "S-301 accept");
    expect_told(
        refused(d, "robin", "acorn-internal", "S-302 accept").text,
        {"S-301 came first, accepted Mon 30 Nov 10:00 CST by Hattie"}
    );
    expect_told(
        refused(d, "robin", "acorn-internal", "S-302 offer pay:55").text,
        {"S-301 came first", "1 openings +1"}
    );
    expect_told(
        refused(d, "wren", "sup-quillfeather", "S-302 accept").text,
        {"another offer was accepted first, Mon 30 Nov 10:00 CST"},
        {"S-301", "P.T.", "Hattie", "Hammer", "Robin"}
    );
    EXPECT_EQ(d.req(1).openings.front().taken_by.name, "Hattie Maul");
}

TEST(too_late, a_manager_reads_no_firm_of_who_came_first) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "1 openings -1");
    must(d, "robin", "acorn-internal", "1 submit \"Al Dente\" phone:+13125550101 for:internal");
    must(d, "robin", "acorn-internal", "S-302 present");
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:54");
    must(d, "robin", "acorn-internal", "S-301 accept for:hammer");
    auto missed = d.sub(302);
    missed.state = domain::submittal_state::fell_off;
    missed.missed = missed.ended = d.now;
    d.put(missed);
    expect_told(
        refused(d, "ana", "acorn-hiring", "S-302 start").text,
        {"S-301 came first, accepted Mon 30 Nov 10:00 CST by Robin"},
        {"Hammer", "Tongs"}
    );
}

TEST(too_late, an_opening_that_is_free_again_was_taken_by_nobody) {
    auto d = with_two_offers();
    must(d, "maul", "sup-hammer", "S-301 accept");
    must(d, "robin", "acorn-internal", "S-301 withdraw other_offer");
    EXPECT_EQ(d.req(1).openings.front().taken_by, domain::author{});
    must(d, "wren", "sup-quillfeather", "S-302 accept");
}

TEST(too_late, a_requisition_reads_with_who_brought_it_there) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "1 hold budget");
    const auto told = pressed(d, "robin", "acorn-internal", "hold", "req:1");
    expect_told(told, {"Already done: REQ-1 is on hold since Mon 30 Nov 10:00 CST, by Ana."});
    must(d, "robin", "acorn-internal", "1 resume");
    must(d, "robin", "acorn-internal", "1 close budget");
    const auto manager = refused(d, "ana", "acorn-hiring", "1 hold budget").text;
    expect_told(manager, {"REQ-1 is closed", ", by Robin."});
    const auto supplier = refused(d, "wren", "sup-quillfeather", "1 accept").text;
    expect_told(supplier, {"REQ-1 is closed", ", by the account manager."}, {"Robin"});
    const std::string somebody = "1 submit \"Al Dente\" phone:+13125550101";
    const auto sent = refused(d, "wren", "sup-quillfeather", somebody).text;
    expect_told(
        sent,
        {"REQ-1 is closed since Mon 30 Nov 10:00 CST, by the account manager, so nobody new"},
        {"Robin", "You cannot"}
    );
    const auto inside = refused(d, "robin", "acorn-internal", somebody).text;
    expect_told(inside, {", by Robin, so nobody new is put forward.", "1 reopen"});
    must(d, "robin", "acorn-internal", "1 reopen \"budget is back\" openings:1");
    must(d, "wren", "sup-quillfeather", somebody);
}

TEST(too_late, a_supplier_reads_that_the_client_holds_a_requisition) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "1 hold budget");
    EXPECT_EQ(d.req(1).entered_by.party, domain::party::client);
    must(d, "robin", "acorn-internal", "1 resume");
    must(d, "robin", "acorn-internal", "1 hold budget");
    EXPECT_EQ(d.req(1).entered_by.party, domain::party::program);
}

TEST(too_late, an_interview_reads_with_who_moved_it) {
    auto d = with_times();
    must(d, "maul", "sup-hammer", "I-51 confirm 2");
    const auto inside = refused(d, "robin", "acorn-internal", "I-51 confirm 1").text;
    expect_told(inside, {"I-51 is confirmed", since, ", by Hattie."});
    const auto manager = refused(d, "ana", "acorn-hiring", "I-51 confirm 1").text;
    expect_told(manager, {", by the supplier."}, {"Hattie", "Hammer"});
    must(d, "ana", "acorn-hiring", "I-51 cancel \"role changed\"");
    const auto supplier = refused(d, "maul", "sup-hammer", "I-51 confirm 1").text;
    expect_told(supplier, {", by the client."}, {"Ana"});
}

TEST(too_late, what_the_clock_did_is_of_the_desk) {
    auto d = with_time();
    d.move_to(at("2026-12-01T13:30-06:00"));
    ASSERT_TRUE(d.iv(51).assumed);
    const auto told = refused(d, "robin", "acorn-internal", "I-51 confirm 1").text;
    expect_told(told, {"It is so since Tue 1 Dec", ", by Acme Hiring Desk."});
}

TEST(too_late, an_interview_that_is_asked_for_twice_reads_who_asked) {
    auto d = with_times();
    const auto told = refused(d, "robin", "acorn-internal", "S-301 interview \"thu 10:00\"").text;
    expect_told(told, {"has an interview already", since, ", by Ana"});
}

TEST(too_late, a_suppliers_answer_reads_with_who_gave_it) {
    auto d = with_presented();
    auto behalf = d;
    must(d, "wren", "sup-quillfeather", "1 accept");
    const auto own = refused(d, "wren", "sup-quillfeather", "1 accept").text;
    expect_told(own, {"You already said so, Mon 30 Nov 10:00 CST, by Wren."});
    const auto inside = refused(d, "robin", "acorn-internal", "1 accept for:quillfeather").text;
    expect_told(inside, {"That is already so, Mon 30 Nov 10:00 CST, by Wren."});
    must(behalf, "robin", "acorn-internal", "1 accept for:quillfeather");
    const auto told = refused(behalf, "wren", "sup-quillfeather", "1 accept").text;
    expect_told(told, {", on behalf of your firm."}, {"by Robin", "Robin for"});
}

TEST(too_late, a_person_put_forward_twice_reads_with_who_did_it_first) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" phone:+13125550101");
    const auto again = "1 submit \"Al Dente\" phone:+13125550101 for:hammer";
    const auto inside = refused(d, "robin", "acorn-internal", again).text;
    expect_told(inside, {"already put forward here, as S-302, which", since, ", by Hattie."});
}

TEST(too_late, a_word_to_be_on_it_is_not_replaced_silently) {
    auto d = with_presented();
    const auto first = must(d, "robin", "acorn-internal", "1 ack by:+2h").text;
    EXPECT_FALSE(has(first, "in place of")) << first;
    const auto second = must(d, "dana", "acorn-internal", "1 ack by:+3h").text;
    expect_told(second, {"in place of Robin, who said by Mon 30 Nov 12:00 CST"});
    const auto own = must(d, "dana", "acorn-internal", "1 ack by:+4h").text;
    EXPECT_FALSE(has(own, "in place of")) << own;
}

TEST(too_late, questions_and_opportunities_read_with_who_settled_them) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 ask \"is weekend paid?\"");
    must(d, "robin", "acorn-internal", "answer Q-7 \"yes\"");
    const auto again = refused(d, "robin", "acorn-internal", "answer Q-7 \"yes\"").text;
    expect_told(again, {"Q-7 is answered so since", ", by Robin;"});
    const auto drop = refused(d, "robin", "acorn-internal", "Q-7 drop").text;
    expect_told(drop, {"Q-7 is answered since", ", by Robin,"});
    must(d, "robin", "acorn-internal", "opp add client:acorn \"2nd shift Jan\"");
    must(d, "robin", "acorn-internal", "O-7 lost \"no budget\"");
    const auto lost = refused(d, "robin", "acorn-internal", "O-7 lost \"no budget\"").text;
    expect_told(lost, {"O-7 is lost", ", by Robin."});
}

TEST(too_late, shifts_read_with_who_said_so) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:\"dec 1\"");
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 1\"");
    const std::string confirms = "shift 1 2nd confirm 8 on:\"dec 1\"";
    const auto own = refused(d, "bridge", "sup-shiftbridge", confirms).text;
    expect_told(own, {"That is so already, Mon 30 Nov 09:00 CST, by Bo."});
    must(d, "gus", "dockside-floor", "shift 1 2nd cancel \"line down\" on:\"dec 1\"");
    const auto late = refused(d, "bridge", "sup-shiftbridge", confirms).text;
    expect_told(late, {"is called off since", ", by the client"}, {"Gus", "Robin"});
    const std::string off = "shift 1 2nd cancel \"line down\" on:\"dec 1\"";
    expect_told(refused(d, "robin", "dockside-internal", off).text, {", by Gus,"});
}

}  // namespace
}  // namespace fillrate::handlers::testing
