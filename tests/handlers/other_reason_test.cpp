// "other" is a reason with text only: by itself it says nothing (DOMAIN.md 0, reason codes).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::handlers::testing {
namespace {

TEST(other_reason, needs_words_wherever_a_reason_is_said) {
    struct said_other {
        const char* who;
        const char* where;
        const char* line;
    };
    for (const auto& [who, where, line] :
         {said_other{"ana", "acorn-hiring", "S-301 reject other"},
          said_other{"maul", "sup-hammer", "S-301 withdraw other"},
          said_other{"wren", "sup-quillfeather", "1 decline other"},
          said_other{"robin", "acorn-internal", "1 hold other"},
          said_other{"robin", "acorn-internal", "1 cancel other"}}) {
        auto d = with_presented();
        const auto told = refused(d, who, where, line).text;
        EXPECT_TRUE(has(told, "Say in your words why.")) << told;
        EXPECT_TRUE(has(told, "/hire " + std::string(line) + " \"...\"")) << told;
        must(d, who, where, std::string(line) + " \"the plant closes\"");
    }
}

TEST(other_reason, keeps_the_form_open_until_there_are_words) {
    auto d = with_presented();
    const auto asked = d.type("ana", "acorn-hiring", "S-301 reject");
    ASSERT_TRUE(asked.form);
    const auto early =
        d.submit("ana", "acorn-hiring", asked.form->act, {{"reason", "other"}, {"detail", " "}});
    EXPECT_FALSE(early.changed);
    ASSERT_FALSE(early.problems.empty());
    EXPECT_EQ(early.problems.front().first, "detail");
    const auto done = d.submit(
        "ana",
        "acorn-hiring",
        asked.form->act,
        {{"reason", "other"}, {"detail", "not a fit"}}
    );
    EXPECT_TRUE(done.changed) << done.text;
    EXPECT_EQ(d.sub(301).reason, "other: not a fit");
}

}  // namespace
}  // namespace fillrate::handlers::testing
