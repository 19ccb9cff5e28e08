// Who withdraws before any interview and who does after one are kept apart (DOMAIN.md 3.3).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace fillrate::handlers::testing {
namespace {

void expect_read(desk& d, std::string_view part, std::string_view other) {
    for (const auto& [who, where] :
         {std::pair{"robin", "acorn-internal"},
          std::pair{"ana", "dm-ana"},
          std::pair{"maul", "sup-hammer"}}) {
        for (const auto* line : {"S-301", "S-301 history"}) {
            const auto text = d.type(who, where, line).text;
            EXPECT_TRUE(has(text, part)) << who << ": " << line << "\n" << text;
            EXPECT_FALSE(has(text, other)) << who << ": " << line << "\n" << text;
        }
    }
}

TEST(withdrawn, before_any_interview) {
    auto d = with_time();
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    expect_read(d, "before any interview", "after an interview");
}

TEST(withdrawn, after_an_interview) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes");
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    expect_read(d, "after an interview", "before any interview");
    // Who comes back reads as they stand.
    must(d, "robin", "acorn-internal", "S-301 revive \"she is free again\"");
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "S-301").text, "after an interview"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
