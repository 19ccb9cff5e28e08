// The life of an opportunity: its table, its fold, its reminder, its picture.
#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace fillrate::domain::testing {
namespace {

event about(payload data, std::string reason = {}) {
    event what;
    what.command = command_id{"c"};
    what.subject = "opp:7";
    what.at = from_unix_ms(5'000);
    what.reason = std::move(reason);
    what.data = std::move(data);
    return what;
}

opportunity_added addition() {
    opportunity_added made;
    made.number = opportunity_number{7};
    made.client = client_id{"acorn"};
    made.title = "2nd shift Jan";
    made.next = "2026-12-10";
    made.remind_at = from_unix_ms(90'000);
    made.owner = person_id{"robin"};
    return made;
}

opportunity in(opportunity_state state) {
    auto one = apply(opportunity{}, about(addition()));
    one.state = state;
    return one;
}

TEST(opportunity, moves_along_its_table_and_nowhere_else) {
    for (const auto state :
         {opportunity_state::open,
          opportunity_state::pursuing,
          opportunity_state::won,
          opportunity_state::lost}) {
        for (const auto what :
             {opportunity_verb::pursue, opportunity_verb::win, opportunity_verb::lose}) {
            const auto before = in(state);
            opportunity_moved moved{what, {}};
            if (what == opportunity_verb::win) {
                moved.requisition = requisition_number{104};
            }
            const auto after = apply(before, about(moved, "why"));
            const auto to = next_state(before, what);
            EXPECT_EQ(after.state, to.value_or(state)) << word(state) << ' ' << word(what);
            EXPECT_EQ(after.events, before.events + 1);
            EXPECT_EQ(from_word<opportunity_state>(word(state)), std::optional{state});
            EXPECT_EQ(from_word<opportunity_verb>(word(what)), std::optional{what});
        }
    }
}

TEST(opportunity, is_won_with_a_requisition_only) {
    const auto none =
        apply(in(opportunity_state::open), about(opportunity_moved{opportunity_verb::win, {}}));
    EXPECT_EQ(none.state, opportunity_state::open);
    const auto lost = apply(
        in(opportunity_state::open),
        about(opportunity_moved{opportunity_verb::lose, {}}, "a rival was faster")
    );
    EXPECT_EQ(lost.reason, "a rival was faster");
    const auto again = apply(lost, about(opportunity_moved{opportunity_verb::pursue, {}}));
    EXPECT_EQ(again.state, opportunity_state::pursuing);
    EXPECT_TRUE(again.reason.empty());
}

TEST(opportunity, reminds_once_on_its_day_and_never_once_decided) {
    auto one = in(opportunity_state::open);
    EXPECT_EQ(next_due(one), std::optional{from_unix_ms(90'000)});
    EXPECT_EQ(next_due(apply(one, about(opportunity_reminded{}))), std::nullopt);
    opportunity_changed later;
    later.next = "2026-12-17";
    later.remind_at = from_unix_ms(700'000);
    one = apply(apply(one, about(opportunity_reminded{})), about(later));
    EXPECT_EQ(next_due(one), std::optional{from_unix_ms(700'000)});
    EXPECT_EQ(one.title, "2nd shift Jan");
    one = apply(one, about(opportunity_moved{opportunity_verb::lose, {}}, "no"));
    EXPECT_EQ(next_due(one), std::nullopt);
}

TEST(opportunity, a_history_folds_to_the_same_and_skips_what_was_taken_back) {
    auto pursued = about(opportunity_moved{opportunity_verb::pursue, {}});
    pursued.command = command_id{"taken back"};
    auto back = about(undone{command_id{"taken back"}});
    back.command = command_id{"undo"};
    const auto folded = fold<opportunity>({about(addition()), pursued, back});
    ASSERT_TRUE(folded);
    EXPECT_EQ(folded->state, opportunity_state::open);
    EXPECT_EQ(folded->events, 3U);
    EXPECT_FALSE(fold<opportunity>({pursued}));
}

TEST(opportunity, is_listed_while_it_is_alive) {
    const auto listed = indexes(in(opportunity_state::pursuing));
    EXPECT_EQ(listed.size(), 3U);
    for (const auto& entry : listed) {
        EXPECT_EQ(entry.member, "opp:7");
    }
    EXPECT_TRUE(indexes(in(opportunity_state::won)).empty());
    EXPECT_TRUE(indexes(in(opportunity_state::lost)).empty());
    EXPECT_EQ(parse_opportunity_name("opp:7"), std::optional{opportunity_number{7}});
    EXPECT_FALSE(parse_opportunity_name("opp:07"));
}

TEST(opportunity, the_picture_is_current) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + "/opportunity.md";
    const auto picture = "```mermaid\n" + opportunity_diagram() + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

}  // namespace
}  // namespace fillrate::domain::testing
