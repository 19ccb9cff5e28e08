// The card as three readers see it, against kept texts. FILLRATE_UPDATE_GOLDEN=1 writes them anew.
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace fillrate::handlers::testing {
namespace {

void expect_golden(const std::string& name, const std::string& text) {
    const std::string path = std::string(FILLRATE_GOLDEN) + '/' + name + ".txt";
    if (std::getenv("FILLRATE_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path) << text;
    }
    std::ifstream in(path);
    std::stringstream kept;
    kept << in.rdbuf();
    EXPECT_EQ(text, kept.str()) << name;
}

TEST(card, as_each_reader_sees_it) {
    desk d;
    d.now = at("2026-11-30T08:00-06:00");
    d.next_number = 104;
    ASSERT_TRUE(
        d.type(
             "robin",
             "acorn-internal",
             "req new \"Controls engineer\" client:Acorn site:Phoenix category:pro openings:2 "
             "pay:58 bill:84 max:61 priority:P1 hm:@ana must:PLC,ladder start:\"dec 14\""
        )
            .changed
    );
    expect_golden("intake_internal", d.card(104, "acorn-internal"));
    ASSERT_TRUE(d.type("robin", "acorn-internal", "104 qualify waive:\"known\"").changed);
    ASSERT_TRUE(d.type("robin", "acorn-internal", "104 release tier1").changed);
    ASSERT_TRUE(d.type("maul", "sup-hammer", "104 accept").changed);
    expect_golden("open_internal", d.card(104, "acorn-internal"));
    expect_golden("open_client", d.card(104, "acorn-hiring"));
    expect_golden("open_supplier_asked", d.card(104, "sup-quillfeather"));
    expect_golden("open_supplier_accepted", d.card(104, "sup-hammer"));
    EXPECT_EQ(d.card(104, "sup-northlight"), "");
    ASSERT_TRUE(d.type("robin", "acorn-internal", "104 hold budget until:\"dec 7\"").changed);
    expect_golden("hold_internal", d.card(104, "acorn-internal"));
    expect_golden("hold_supplier", d.card(104, "sup-quillfeather"));
    expect_golden("taken_back", d.card(999, "acorn-internal"));
}

TEST(card, names_the_kind_of_engagement_that_is_not_the_usual_one) {
    desk d;
    const std::string usual = "req new \"Welder\" client:Acorn site:Chicago category:pro pay:40";
    ASSERT_TRUE(d.type("robin", "acorn-internal", usual + " kind:temp_to_hire").changed);
    EXPECT_NE(d.card(1, "acorn-internal").find("Kind: Temp to hire"), std::string::npos)
        << d.card(1, "acorn-internal");
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 set kind:contract").changed);
    EXPECT_EQ(d.card(1, "acorn-internal").find("Kind"), std::string::npos)
        << d.card(1, "acorn-internal");
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 set kind:direct salary:90000").changed);
    EXPECT_NE(d.card(1, "acorn-internal").find("Kind: Direct hire"), std::string::npos);
}

TEST(answers, of_the_demo_as_kept) {
    desk d;
    for (const auto& line : d.data().script) {
        d.move_to(line.at);
        d.next_number = line.number == 0 ? d.next_number : line.number;
        d.type(line.as, line.channel, line.text);
    }
    d.move_to(d.data().now);
    expect_golden("me_owner", d.type("robin", "acorn-internal", "me").text);
    expect_golden("me_owner_heron", d.type("lee", "heron-internal", "me").text);
    expect_golden("me_supplier", d.type("bridge", "sup-shiftbridge", "me").text);
    expect_golden("list_operations", d.type("dana", "hiring-desk", "req list").text);
    expect_golden("list_supplier", d.type("wren", "sup-quillfeather", "req list").text);
    expect_golden("list_late", d.type("dana", "hiring-desk", "req list late").text);
    expect_golden("history_owner", d.type("lee", "heron-internal", "122 history").text);
    expect_golden("history_client", d.type("imogen", "heron-hiring", "122 history").text);
    expect_golden("help_owner", d.type("robin", "acorn-internal", "help").text);
    expect_golden("help_manager", d.type("ana", "acorn-hiring", "help").text);
    expect_golden("help_iv_manager", d.type("ana", "acorn-hiring", "help iv").text);
    expect_golden("help_supplier", d.type("wren", "sup-quillfeather", "help").text);
}

}  // namespace
}  // namespace fillrate::handlers::testing
