// `rate:` is the one its category goes by: pay for light industrial, bill otherwise (DOMAIN.md 0),
// of candidates and of offers as of requisitions.
#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

/// Where a requisition of one category is worked.
struct worked_at {
    std::string_view room{};
    std::string_view opening{};
    std::string_view manager{};
    std::string_view floor{};
    std::string_view contact{};
    std::string_view supplier_room{};
};

constexpr worked_at professional{
    "acorn-internal",
    "req new \"Controls engineer\" client:acorn site:chicago category:pro pay:58 max:61 hm:ana",
    "ana",
    "acorn-hiring",
    "maul",
    "sup-hammer"};
constexpr worked_at industrial{
    "dockside-internal",
    "req new \"Loader\" client:dockside site:memphis category:li pay:20 max:61 hm:gus",
    "gus",
    "dockside-floor",
    "bridge",
    "sup-shiftbridge"};

/// S-301 put forward for a rate of 70.
desk with_asked(const worked_at& where) {
    desk d(with_recruiter_and_second_owner(client_id{"acorn"}));
    must(d, "robin", where.room, where.opening);
    must(d, "robin", where.room, "1 qualify waive:\"known role\"");
    must(d, "robin", where.room, "1 release tier1");
    must(
        d,
        where.contact,
        where.supplier_room,
        "1 submit \"Paige Turner\" email:paige@example.test rate:70 rtr:\"nov 28\""
    );
    return d;
}

TEST(rate, is_billed_for_professional_candidates) {
    auto d = with_asked(professional);
    EXPECT_EQ(d.sub(301).bill, 7'000);
    EXPECT_FALSE(d.sub(301).pay);
    must(d, "maul", "sup-hammer", "S-301 set rate:68");
    EXPECT_EQ(d.sub(301).bill, 6'800);
    EXPECT_FALSE(d.sub(301).pay);
    const auto card = d.type("robin", "dm-robin", "S-301").text;
    EXPECT_TRUE(has(card, "Bill asked")) << card;
    EXPECT_TRUE(has(card, "over the 61")) << "the ceiling is held against it: " << card;
    const auto twice = refused(d, "maul", "sup-hammer", "S-301 set rate:60 bill:61");
    EXPECT_TRUE(has(twice.text, "rate: means bill: here")) << twice.text;
}

TEST(rate, is_paid_to_light_industrial_candidates) {
    auto d = with_asked(industrial);
    EXPECT_EQ(d.sub(301).pay, 7'000);
    EXPECT_FALSE(d.sub(301).bill);
    must(d, "bridge", "sup-shiftbridge", "S-301 set rate:68");
    EXPECT_EQ(d.sub(301).pay, 6'800);
    EXPECT_FALSE(d.sub(301).bill);
    const auto twice = refused(d, "bridge", "sup-shiftbridge", "S-301 set rate:60 pay:61");
    EXPECT_TRUE(has(twice.text, "rate: means pay: here")) << twice.text;
}

TEST(rate, of_an_offer_is_echoed_by_its_name) {
    for (const auto& where : {professional, industrial}) {
        auto d = with_asked(where);
        must(d, "robin", where.room, "S-301 present");
        must(d, where.manager, where.floor, "S-301 select");
        const auto told = must(d, "robin", where.room, "S-301 offer rate:65 start:\"dec 14\"");
        const auto& offer = d.sub(301).offers.back();
        const bool bills = where.room == professional.room;
        EXPECT_EQ(offer.bill.has_value(), bills);
        EXPECT_EQ(offer.pay.has_value(), !bills);
        EXPECT_TRUE(has(told.text, bills ? "Offered to S-301: bill 65" : "Offered to S-301: pay 65")
        ) << told.text;
    }
}

TEST(rate, billed_is_shown_neither_to_the_client_nor_to_recruiters) {
    auto d = with_asked(professional);
    must(d, "robin", "acorn-internal", "S-301 present");
    for (const auto& [who, room] :
         {std::pair{"ana", "acorn-hiring"},
          std::pair{"ana", "dm-ana"},
          std::pair{"lee", "dm-lee"}}) {
        const auto card = d.type(who, room, "S-301").text;
        EXPECT_TRUE(has(card, "S-301")) << card;
        EXPECT_FALSE(has(card, "Bill asked")) << who << ": " << card;
    }
    EXPECT_TRUE(has(d.type("maul", "sup-hammer", "S-301").text, "Bill asked"));
}

TEST(rate, stands_in_the_field_it_means_when_the_form_opens) {
    auto d = with_asked(professional);
    const auto asked = d.type("maul", "sup-hammer", "1 submit rate:70");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_TRUE(has(asked.text, "bill=70")) << asked.text;
    auto floor = with_asked(industrial);
    const auto paid = floor.type("bridge", "sup-shiftbridge", "1 submit rate:21");
    ASSERT_TRUE(paid.form) << paid.text;
    EXPECT_TRUE(has(paid.text, "pay=21")) << paid.text;
    EXPECT_FALSE(has(paid.text, "bill=")) << paid.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
