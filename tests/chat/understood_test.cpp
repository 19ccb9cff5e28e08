// Sentences with a code in them: what is offered, and what is not.
#include "core/chat/understood.hpp"

#include "core/chat/grammar.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::chat {
namespace {

typed_line plain_line(std::string text) {
    return {{{text_run::kind::plain, std::move(text), {}}}};
}

std::string offered(const std::string& text, const std::string& thread = {}) {
    std::string labels;
    for (const auto& act : understood_acts(plain_line(text), thread)) {
        labels += (labels.empty() ? "" : ", ") + act.label;
    }
    return labels;
}

TEST(understood, acts_are_those_of_what_the_words_name) {
    const std::pair<const char*, const char*> said_and_offered[] = {
        {"Maria liked both, wants S-311 Tue afternoon", "Interview S-311, Note on S-311"},
        {"they want to reject S-311, rate is too high", "Reject S-311, Note on S-311"},
        {"can we reschedule I-52 to Friday?", "Move I-52, Note on I-52"},
        {"budget is frozen so release of REQ-104 waits", "Release 104, Note on 104"},
        {"spoke with Gus about REQ-104", "Note on 104"},
        {"no word on S-311 yet, ok", "Note on S-311"},
        {"S-311 or S-312, she cannot decide", ""},
        {"we need 104 people by Friday", ""},
        {"hello there", ""},
        {"last week was busy", ""},
    };
    for (const auto& [text, labels] : said_and_offered) {
        EXPECT_EQ(offered(text), labels) << text;
    }
}

TEST(understood, words_of_a_thread_are_about_it_or_about_the_code_beside_them) {
    const std::pair<const char*, const char*> said_and_offered[] = {
        {"Ana liked both, wants S-304 tuesday 2pm, reject S-305",
         "Interview S-304, Reject S-305, Note on 104"},
        {"S-311 or S-312, she cannot decide", "Note on 104"},
        {"please cancel it, the line is down", "Cancel 104, Note on 104"},
        {"spoke with Gus", "Note on 104"},
        {"Maria liked both, wants S-311 Tue afternoon", "Interview S-311, Note on S-311"},
    };
    for (const auto& [text, labels] : said_and_offered) {
        EXPECT_EQ(offered(text, "req:104"), labels) << text;
    }
    EXPECT_EQ(offered("shortlist him please", "sub:311"), "Shortlist S-311, Note on S-311");
}

TEST(understood, every_line_is_a_command_about_it_and_the_note_keeps_the_words) {
    const std::string text = "Maria said \"both\", wants S-311 Tue";
    const auto acts = understood_acts(plain_line(text));
    ASSERT_EQ(acts.size(), 2U);
    for (const auto& act : acts) {
        const auto read = parse(act.line);
        const auto* meant = std::get_if<command>(&read);
        ASSERT_NE(meant, nullptr) << act.line;
        EXPECT_EQ(meant->subjects, std::vector<std::string>{"sub:311"}) << act.line;
    }
    EXPECT_EQ(std::get<command>(parse(acts.back().line)).tail, text);
}

}  // namespace
}  // namespace fillrate::chat
