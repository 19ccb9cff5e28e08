// Words that would not be kept whole (RELIABILITY.md N040): each beside as many as are kept.
#include "core/base/text.hpp"
#include "core/chat/grammar.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::handlers::testing {
namespace {

struct wordy_line {
    const char* person;
    const char* channel;
    const char* before;  // what is typed before the words, with the opening quote
    std::size_t most;
};

constexpr wordy_line wordy_lines[] = {
    {"robin", "acorn-internal", "1 note \"", 1000},
    {"ana", "acorn-hiring", "1 note \"", 1000},
    {"robin", "acorn-internal", "S-301 note \"", 1000},
    {"robin", "acorn-internal", "1 hold other \"", 200},
    {"ana", "acorn-hiring", "S-301 reject other \"", 200},
    {"maul", "sup-hammer", "S-301 withdraw supplier other \"", 200},
    {"maul", "sup-hammer", "S-301 withdraw supplier other \"\xC3\xA9", 199},
};

TEST(long_words, are_refused_with_a_line_that_works_and_nothing_is_done) {
    for (const auto& one : wordy_lines) {
        const auto desk_now = with_presented();
        const auto line = [&one](std::size_t count) {
            return one.before + std::string(count, 'a') + '"';
        };
        auto within = desk_now;
        must(within, one.person, one.channel, line(one.most));
        auto beyond = desk_now;
        const auto told = refused(beyond, one.person, one.channel, line(one.most + 1));
        EXPECT_TRUE(has(told.text, "That is too long: at most")) << told.text;
        EXPECT_TRUE(has(told.text, "Next: /hire ")) << told.text;
        EXPECT_LT(told.text.size(), 1000U) << told.text;
        auto next = told.text.substr(told.text.rfind("/hire ") + 6);
        next.resize(next.rfind(')'));
        must(beyond, one.person, one.channel, next);
    }
}

TEST(long_words, of_a_key_are_refused_too) {
    auto d = with_presented();
    const auto waived = [](std::size_t count) {
        return "req new \"Loader\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
               "hm:@ana waive:\"" +
               std::string(count, 'w') + '"';
    };
    const auto told = refused(d, "robin", "acorn-internal", waived(201));
    EXPECT_TRUE(has(told.text, "at most 200 characters are kept, and these are 201")) << told.text;
    must(d, "robin", "acorn-internal", waived(200));
}

}  // namespace
}  // namespace fillrate::handlers::testing
