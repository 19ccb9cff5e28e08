// Nobody reads what is not theirs: canaries in every field, every answer and every composed text
// (DOMAIN.md 9).
#include "tests/domain/fixtures.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::requisition_state;

struct outsider {
    const char* person;
    const char* channel;
    std::vector<std::string> never;
};

desk busy_desk() {
    desk d;
    for (const auto& line : d.data().script) {
        d.move_to(line.at);
        d.next_number = line.number == 0 ? d.next_number : line.number;
        d.type(line.as, line.channel, line.text);
    }
    d.move_to(d.data().now);
    return d;
}

const std::vector<outsider> outsiders{
    {"ana",
     "acorn-hiring",
     {"Hammer", "Quillfeather", "Blue Heron", "Dockside", "58.00", "breach", "SLA", " late"}},
    {"wren", "sup-quillfeather", {"Hammer", "Northlight", "84.00", "58.00", "Dockside", "Ana"}},
    {"bridge", "sup-shiftbridge", {"Hammer", "Acorn", "Blue Heron", "25.90", "Gus"}},
};

TEST(confidentiality, answers_to_outsiders) {
    desk d = busy_desk();
    for (const auto& who : outsiders) {
        for (const auto* line :
             {"me",
              "req list",
              "req list mine",
              "req list late",
              "help",
              "help all",
              "101",
              "104",
              "108",
              "207",
              "210",
              "216",
              "101 104 207",
              "104 history",
              "207 history",
              "216 history",
              "104 release tier1",
              "104 accept for:hammer",
              "207 accept for:quillfeather",
              "104 set",
              "104 owner @lee",
              "req new \"X\" client:Heron site:London category:pro"}) {
            const auto told = d.type(who.person, who.channel, line);
            for (const auto& canary : who.never) {
                EXPECT_EQ(told.text.find(canary), std::string::npos)
                    << who.person << " typed " << line << " and read " << canary << ":\n"
                    << told.text;
            }
        }
    }
}

TEST(confidentiality, cards_and_lines_for_outsiders) {
    desk d = busy_desk();
    for (const auto& who : outsiders) {
        for (const std::uint32_t number : {101U, 104U, 207U, 210U, 216U}) {
            const auto card = d.card(number, who.channel);
            for (const auto& canary : who.never) {
                EXPECT_EQ(card.find(canary), std::string::npos) << who.channel << ":\n" << card;
            }
            for (std::uint32_t event = 1; event <= d.req(number).events; ++event) {
                chat::outgoing item;
                item.kind = event % 2 == 0 ? "line" : "alert";
                item.subject = "req:" + std::to_string(number);
                item.event = event;
                item.conversation = conversation_id{who.channel};
                for (const auto* kind : {"line", "alert"}) {
                    item.kind = kind;
                    const auto text = d.composed_text(item).value_or("");
                    for (const auto& canary : who.never) {
                        EXPECT_EQ(text.find(canary), std::string::npos)
                            << who.channel << ": " << text;
                    }
                }
            }
        }
    }
}

TEST(confidentiality, help_offers_only_what_the_role_may_do) {
    desk d;
    const auto supplier = d.type("wren", "sup-quillfeather", "help").text;
    EXPECT_NE(supplier.find("accept"), std::string::npos) << supplier;
    EXPECT_EQ(supplier.find("release"), std::string::npos) << supplier;
    EXPECT_EQ(supplier.find("req new"), std::string::npos) << supplier;
    const auto manager = d.type("ana", "acorn-hiring", "help").text;
    EXPECT_NE(manager.find("req new"), std::string::npos) << manager;
    EXPECT_EQ(manager.find("accept"), std::string::npos) << manager;
    const auto owner = d.type("robin", "acorn-internal", "help").text;
    EXPECT_NE(owner.find("104 release tier1"), std::string::npos) << owner;
}

}  // namespace
}  // namespace fillrate::handlers::testing
