#include "integrations/slack/typed_text.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace fillrate::slack {
namespace {

std::string describe(const std::vector<chat::text_run>& runs) {
    std::string text;
    for (const auto& run : runs) {
        switch (run.what) {
            case chat::text_run::kind::plain:
                text += "[" + run.text + "]";
                break;
            case chat::text_run::kind::user:
                text += "@" + run.text;
                break;
            case chat::text_run::kind::channel:
                text += "#" + run.text;
                break;
        }
    }
    return text;
}

TEST(typed_text, resolves_tokens) {
    struct example {
        std::string_view typed;
        std::string_view runs;
    };
    for (const auto& [typed, runs] : std::vector<example>{
             {"", ""},
             {"104 release", "[104 release]"},
             {"assign <@U0ANA|ana> now", "[assign ]@U0ANA[ now]"},
             {"<@U0ANA><#C0OPS|ops><#G0PRIV|>", "@U0ANA#C0OPS#G0PRIV"},
             {"a &amp; b &lt;c&gt;", "[a & b <c>]"},
             {"&amp;lt;!channel&amp;gt;", "[&lt;!channel&gt;]"},
             {"&quot; &", "[&quot; &]"},
             {"<https://x.example/a?b=1&amp;c=2>", "[https://x.example/a?b=1&c=2]"},
             {"<http://x.example|x.example>", "[x.example]"},
             {"<https://x.example|Approve>", "[https://x.example]"},
             {"<mailto:a@x.example|a@x.example>", "[a@x.example]"},
             {"<!here> <!subteam^S1|@crew>", "[@here @crew]"},
             {"1 < 2 > 0", "[1 < 2 > 0]"},
             {"<", "[<]"},
             {"<>", "[<>]"},
             {"<@>", "[<@>]"},
             {"<@u0ana>", "[<@u0ana>]"},
             {"<@U0;DROP>", "[<@U0;DROP>]"},
             {"<<@U0ANA>", "[<]@U0ANA"},
         }) {
        EXPECT_EQ(describe(parse_typed_text(typed)), runs) << typed;
    }
}

TEST(typed_text, takes_our_own_mention_out) {
    const auto without = [](std::string_view typed) {
        auto runs = parse_typed_text(typed);
        remove_mention(runs, "U0BOT");
        return describe(runs);
    };
    EXPECT_EQ(without("<@U0BOT> 104"), "[104]");
    EXPECT_EQ(without("<@U0BOT>"), "");
    EXPECT_EQ(without("<@U0BOT>  "), "");
    EXPECT_EQ(without("<@U0BOT> <@U0BOT> hi"), "@U0BOT[ hi]");
    EXPECT_EQ(without("<@U0ANA> hi"), "@U0ANA[ hi]");
}

RC_GTEST_PROP(typed_text, never_makes_an_empty_run_or_a_false_id, (const std::string& text)) {
    for (const auto& run : parse_typed_text(text)) {
        RC_ASSERT(!run.text.empty());
        RC_ASSERT(run.what == chat::text_run::kind::plain || is_slack_id(run.text));
    }
}

}  // namespace
}  // namespace fillrate::slack
