// Every verb in every state by every role: done, asked back, or refused in words (DOMAIN.md 3.1,
// 9).
#include "core/domain/submittal_clearance.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::permission;
using domain::requisition_state;

struct act {
    const char* line;
    domain::verb what;
};
constexpr act acts[] = {
    {"104 submit", domain::verb::submit},
    {"104 return \"shift missing\"", domain::verb::send_back},
    {"104 qualify waive:\"known\"", domain::verb::qualify},
    {"104 accept heads:2", domain::verb::accept},
    {"104 decline capacity", domain::verb::decline},
    {"104 hold budget", domain::verb::hold},
    {"104 resume", domain::verb::resume},
    {"104 close filled_by_us", domain::verb::close},
    {"104 cancel budget", domain::verb::cancel},
    {"104 set shift:nights", domain::verb::change},
    {"104 note \"seen\"", domain::verb::note},
    {"104 start present:1", domain::verb::start},
    {"104 remove quillfeather \"no answer\"", domain::verb::remove},
};

struct speaker {
    const char* person;
    const char* channel;
};
constexpr speaker speakers[] = {
    {"robin", "acorn-internal"},
    {"dana", "hiring-desk"},
    {"ana", "acorn-hiring"},
    {"wren", "sup-quillfeather"},
    {"sam", "hiring-desk"},
};

TEST(gate, every_verb_in_every_state_by_every_role) {
    for (const auto state : domain::testing::every_state) {
        for (const auto& one : acts) {
            for (const auto& who : speakers) {
                desk d;
                auto before = domain::testing::in_state(state);
                if (one.what == domain::verb::start) {
                    before.category = domain::category::light_industrial;
                    for (auto& asked : before.suppliers) {
                        asked.said = domain::coverage::answer::accepted;
                        asked.heads = 1;
                    }
                }
                d.put(before);
                domain::actor actor;
                for (const auto& person : d.data().people) {
                    if (person.id.value == who.person) {
                        actor = {person.id, person.name, person.grants};
                    }
                }
                const bool known = domain::may_know(before, actor);
                const bool allowed =
                    known && domain::may(domain::needed_permission(one.what), before, actor) &&
                    domain::next_state(before, one.what).has_value();
                // Of an open one "submit" puts a candidate forward: another act, another gate.
                const bool puts_forward =
                    one.what == domain::verb::submit && known &&
                    (state == requisition_state::open || state == requisition_state::on_hold) &&
                    domain::may_submit(before, actor.supplier(), actor);
                // A manager only asks for an end; the state stays.
                const bool ends =
                    one.what == domain::verb::close || one.what == domain::verb::cancel;
                const bool passed_on =
                    ends && !allowed && known &&
                    domain::has_role_on(before, actor, domain::role::hiring_manager) &&
                    domain::next_state(before, one.what).has_value();
                const auto told = d.type(who.person, who.channel, one.line);
                const std::string where = std::string(one.line) + " by " + who.person + " when " +
                                          std::string(domain::word(state)) + ":\n" + told.text;
                if (puts_forward) {
                    EXPECT_TRUE(told.form) << where;
                    EXPECT_FALSE(told.changed) << where;
                } else if (passed_on) {
                    EXPECT_TRUE(told.changed) << where;
                    EXPECT_NE(told.text.find("Passed to Robin."), std::string::npos) << where;
                    EXPECT_EQ(d.req(104).state, state) << where;
                } else if (!allowed) {
                    EXPECT_TRUE(told.refused) << where;
                    EXPECT_FALSE(told.changed) << where;
                    EXPECT_NE(told.text.find("/hire "), std::string::npos) << where;
                } else {
                    EXPECT_TRUE(told.changed || told.form) << where;
                }
                if (!known) {
                    EXPECT_EQ(told.text.find("There is no REQ-104 that you can see here."), 0U)
                        << where;
                }
            }
        }
    }
}

TEST(gate, absent_and_forbidden_read_alike) {
    desk d;
    const auto absent = d.type("raj", "heron-hiring", "104");
    d.put(domain::testing::in_state(requisition_state::open));
    EXPECT_EQ(d.type("raj", "heron-hiring", "104").text, absent.text);
    EXPECT_EQ(d.type("shelly", "sup-tortoise", "104").text, absent.text);
    // Not even its owner shows it in a room that may not see it.
    EXPECT_EQ(d.type("robin", "dockside-floor", "104").text, absent.text);
}

TEST(gate, a_stale_button_says_what_is_so) {
    desk d;
    d.put(domain::testing::in_state(requisition_state::on_hold));
    const auto told = d.press("robin", "acorn-internal", {"hold", "req:104", 3, {}});
    EXPECT_TRUE(told.refused);
    EXPECT_EQ(told.text.find("Already done: REQ-104 is on hold"), 0U) << told.text;
    EXPECT_NE(told.text.find("[Resume]"), std::string::npos) << told.text;
}

TEST(gate, buttons_open_the_form_of_what_they_lack) {
    desk d;
    d.put(domain::testing::in_state(requisition_state::open));
    for (const auto* verb : {"hold", "close", "cancel", "release", "set", "note"}) {
        const auto told = d.press("robin", "acorn-internal", {verb, "req:104", 7, {}});
        ASSERT_TRUE(told.form) << verb << told.text;
        EXPECT_LE(told.form->title.size(), 24U) << told.form->title;
        EXPECT_EQ(told.form->act.name, verb);
        EXPECT_EQ(told.form->act.subject, "req:104");
        EXPECT_EQ(told.form->act.version, 7U);
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
