// `report supplier`, `report client`: what is said of whom, to whom, and where.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

struct presented {
    std::string supplier{};
    std::string client{};
    std::uint32_t count = 0;
    std::uint32_t interviewed = 0;
    domain::category category = domain::category::professional;
};

void put(desk& d, const presented& some) {
    static std::uint32_t number = 400;
    for (std::uint32_t i = 0; i < some.count; ++i) {
        domain::submittal sub;
        sub.number = submittal_number{number++};
        sub.client = client_id{some.client};
        sub.supplier = supplier_id{some.supplier};
        sub.category = some.category;
        sub.presented = d.now - std::chrono::hours{72};
        sub.state = submittal_state::rejected;
        sub.reason = "experience";
        if (i < some.interviewed) {
            sub.interviews = {interview_number{number}};
            sub.met_in = sub.interviews;
        }
        d.put(sub);
    }
}

desk with_numbers() {
    desk d;
    put(d, {"quillfeather", "acorn", 15, 2});
    put(d, {"hammer", "acorn", 20, 9});
    put(d, {"northlight", "heron", 12, 3});
    put(d, {"tortoise", "acorn", 4, 1});
    return d;
}

TEST(report, a_verdict_only_where_there_is_enough_to_tell) {
    auto d = with_numbers();
    const auto missed = d.type("robin", "acorn-internal", "report supplier quillfeather").text;
    EXPECT_TRUE(says(missed, "2/15, 13 %")) << missed;
    EXPECT_TRUE(says(missed, "missed")) << missed;
    const auto good = d.type("robin", "acorn-internal", "report supplier hammer").text;
    EXPECT_TRUE(says(good, "9/20, 45 %")) << good;
    EXPECT_TRUE(says(good, "good")) << good;
    EXPECT_FALSE(says(good, "at risk")) << good;
    const auto few = d.type("robin", "acorn-internal", "report supplier tortoise").text;
    EXPECT_TRUE(says(few, "1/4")) << few;
    EXPECT_TRUE(says(few, "not enough data")) << few;
    EXPECT_FALSE(says(few, "25 %")) << few;
}

TEST(report, how_suppliers_answer_has_its_own_guard_and_no_goal) {
    desk d;
    for (std::uint32_t i = 0; i < 11; ++i) {
        domain::requisition req;
        req.number = requisition_number{700 + i};
        req.client = client_id{"acorn"};
        req.state = domain::requisition_state::open;
        req.suppliers = {
            {.supplier = supplier_id{"hammer"},
             .name = "Hammer & Tongs Staffing",
             .at = d.now - std::chrono::hours{24},
             .submitted = i < 9 ? 2U : 0U},
            {.supplier = supplier_id{"tortoise"},
             .name = "Tortoise Talent",
             .at = d.now - std::chrono::hours{24 * (i < 3 ? 1 : 100)},
             .submitted = 1}};
        d.put(req);
    }
    const auto enough = d.type("robin", "acorn-internal", "report supplier hammer").text;
    EXPECT_TRUE(says(enough, "Requisitions answered with a candidate")) << enough;
    EXPECT_TRUE(says(enough, "9/11, 82 %")) << enough;
    EXPECT_TRUE(says(enough, "18/9, 2.0")) << enough;
    const auto few = d.type("robin", "acorn-internal", "report supplier tortoise").text;
    EXPECT_TRUE(says(few, "3/3")) << few;
    EXPECT_FALSE(says(few, "100 %")) << few;
    EXPECT_TRUE(says(d.type("dana", "dm-dana", "report supplier").text, "9/11, 82 %"));
    EXPECT_FALSE(says(d.type("lee", "dm-lee", "report supplier hammer").text, "9/11"))
        << "released for another manager's client";
    const auto own = d.type("maul", "sup-hammer", "report my_numbers").text;
    EXPECT_TRUE(says(own, "9/11, 82 %")) << own;
    EXPECT_FALSE(says(own, "3/3")) << own;
}

TEST(report, account_managers_count_their_own_clients_only) {
    auto d = with_numbers();
    const auto own = d.type("lee", "dm-lee", "report supplier northlight").text;
    EXPECT_TRUE(says(own, "3/12")) << own;
    EXPECT_TRUE(says(own, "at risk")) << own;
    const auto other = d.type("robin", "dm-robin", "report supplier northlight").text;
    EXPECT_FALSE(says(other, "/12")) << other;
    const auto all = d.type("dana", "dm-dana", "report supplier").text;
    for (const auto* part : {"2/15", "9/20", "3/12", "1/4"}) {
        EXPECT_TRUE(says(all, part)) << all;
    }
}

TEST(report, suppliers_read_their_own_and_find_no_other) {
    auto d = with_numbers();
    const auto own = d.type("wren", "sup-quillfeather", "report supplier").text;
    EXPECT_TRUE(says(own, "2/15")) << own;
    EXPECT_FALSE(says(own, "Hammer")) << own;
    const auto other = d.type("wren", "sup-quillfeather", "report supplier hammer");
    const auto absent = d.type("wren", "sup-quillfeather", "report supplier \"No Such Firm\"");
    EXPECT_TRUE(other.refused);
    EXPECT_TRUE(absent.refused);
    EXPECT_FALSE(says(other.text, "9/20")) << other.text;
    EXPECT_TRUE(says(other.text, "There is no supplier called \"hammer\"")) << other.text;
    EXPECT_TRUE(says(absent.text, "There is no supplier called")) << absent.text;
    // Also the account manager reads no other in their room.
    EXPECT_TRUE(d.type("robin", "sup-quillfeather", "report supplier hammer").refused);
}

TEST(report, a_suppliers_room_has_buttons_for_what_cannot_be_typed) {
    auto d = with_numbers();
    chat::outgoing item;
    item.kind = "bound";
    item.subject = "conv:sup-quillfeather";
    item.conversation = conversation_id{"sup-quillfeather"};
    item.readers = {chat::audience::kind::supplier, "quillfeather"};
    const auto desk_card = d.composed(item);
    ASSERT_TRUE(desk_card);
    std::map<std::string, std::string> answers;
    for (const auto& block : desk_card->blocks) {
        if (const auto* row = std::get_if<chat::button_row>(&block)) {
            for (const auto& button : row->buttons) {
                answers[button.label] = d.press("wren", "sup-quillfeather", button.act).text;
            }
        }
    }
    ASSERT_EQ(answers.size(), 5U);
    EXPECT_TRUE(says(answers["Quiet hours"], "from=18:00\nuntil=08:00")) << answers["Quiet hours"];
    EXPECT_TRUE(says(answers["I am away"], "from=2026-11-30\nuntil=")) << answers["I am away"];
    EXPECT_TRUE(says(answers["My numbers"], "2/15")) << answers["My numbers"];
    EXPECT_TRUE(says(answers["My candidates"], "candidates")) << answers["My candidates"];
    EXPECT_FALSE(says(answers["Open reqs"], "did not understand")) << answers["Open reqs"];
}

TEST(report, a_median_names_nobody_and_waits_for_five) {
    auto d = with_numbers();
    const auto three = d.type("wren", "sup-quillfeather", "report supplier").text;
    EXPECT_FALSE(says(three, "45 %")) << three;
    put(d, {"tortoise", "heron", 16, 4});
    put(d, {"shiftbridge", "dockside", 10, 6});
    const auto five = d.type("wren", "sup-quillfeather", "report supplier").text;
    // Of 13, 25, 25, 45 and 60 %.
    EXPECT_TRUE(says(five, "25 %")) << five;
}

TEST(report, of_one_category_counts_that_alone) {
    desk d;
    put(d, {"hammer", "acorn", 12, 6});
    put(d, {"hammer", "acorn", 11, 1, domain::category::light_industrial});
    const auto read = [&d](const std::string& line) {
        return d.type("robin", "acorn-internal", "report " + line).text;
    };
    EXPECT_TRUE(says(read("client acorn"), "7/23, 30 %")) << read("client acorn");
    const auto professional = read("client acorn category:pro");
    EXPECT_TRUE(says(professional, "6/12, 50 %")) << professional;
    EXPECT_FALSE(says(professional, "Stayed 30 days, light industrial")) << professional;
    const auto industrial = read("client acorn category:li");
    EXPECT_TRUE(says(industrial, "1/11, 9 %")) << industrial;
    EXPECT_TRUE(says(industrial, "Numbers of Acorn Robotics, light industrial")) << industrial;
    EXPECT_FALSE(says(industrial, "Stayed 30 days, professional")) << industrial;
    const auto supplier = read("supplier hammer category:li");
    EXPECT_TRUE(says(supplier, "1/11, 9 %")) << supplier;
    EXPECT_FALSE(says(supplier, "Requisitions answered")) << "of every category: " << supplier;
    EXPECT_TRUE(says(read("supplier category:li"), "1/11, 9 %"));
    EXPECT_TRUE(d.type("robin", "acorn-internal", "report client acorn category:blue").refused);
}

TEST(report, a_client_nobody_knows_is_answered_with_a_line_that_works) {
    auto d = with_numbers();
    const auto told = d.type("robin", "dm-robin", "report client \"No Such Firm\"");
    EXPECT_TRUE(told.refused) << told.text;
    const auto from = told.text.find("/hire report client \"");
    ASSERT_NE(from, std::string::npos) << told.text;
    const auto name = from + std::string("/hire report client \"").size();
    const auto line =
        "report client " + told.text.substr(name - 1, told.text.find('"', name) - name + 2);
    EXPECT_TRUE(says(d.type("robin", "dm-robin", line).text, "presented were interviewed")) << line;
}

TEST(report, the_numbers_of_a_client_may_be_shown_to_its_own_room) {
    auto d = with_numbers();
    const auto told = d.type("dana", "acorn-internal", "report client category:pro");
    EXPECT_TRUE(says(told.text, "12/39")) << "that of the room: " << told.text;
    ASSERT_TRUE(told.message);
    const auto share = button_of(*told.message, "Share here");
    ASSERT_TRUE(share);
    const auto shown = d.press("dana", "acorn-internal", share->act);
    EXPECT_TRUE(says(shown.text, "12/39")) << shown.text;
    EXPECT_TRUE(says(shown.text, "Acorn Robotics, professional")) << shown.text;
    ASSERT_TRUE(shown.message);
    EXPECT_FALSE(button_of(*shown.message, "Share here"));
    for (const auto* place : {"hiring-desk", "dm-dana", "acorn-hiring"}) {
        EXPECT_TRUE(d.press("dana", place, share->act).refused) << place;
    }
    const auto elsewhere = d.type("dana", "acorn-internal", "report client heron");
    ASSERT_TRUE(elsewhere.message);
    EXPECT_FALSE(button_of(*elsewhere.message, "Share here")) << "not of this room";
}

TEST(report, nothing_is_read_in_a_channel_nobody_bound) {
    auto d = with_numbers();
    for (const std::string line :
         {"report supplier", "report supplier hammer", "report client acorn"}) {
        EXPECT_TRUE(d.type("robin", "no-such-room", line).refused) << line;
    }
}

TEST(report, managers_read_their_client_as_a_whole) {
    auto d = with_numbers();
    const auto own = d.type("ana", "acorn-hiring", "report client").text;
    EXPECT_TRUE(says(own, "12/39")) << own;
    EXPECT_FALSE(says(own, "Quillfeather")) << own;
    EXPECT_TRUE(d.type("raj", "heron-hiring", "report client acorn").refused);
    EXPECT_TRUE(d.type("ana", "acorn-hiring", "report supplier hammer").refused);
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "report client acorn").refused);
    EXPECT_TRUE(d.type("robin", "dm-robin", "report client heron").refused);
    EXPECT_TRUE(says(d.type("dana", "dm-dana", "report client heron").text, "3/12"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
