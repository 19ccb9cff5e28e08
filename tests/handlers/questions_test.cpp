// A supplier's question: asked once, answered to all, without names (DOMAIN.md 7.1, 11.5).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

const chat::outgoing& told_owner(const said& told) {
    const auto found = std::ranges::find(told.messages, "question", &chat::outgoing::kind);
    EXPECT_NE(found, told.messages.end());
    return *found;
}

TEST(question, is_with_the_owner_who_answers_with_a_form) {
    auto d = with_presented();
    const auto asked = must(d, "maul", "sup-hammer", "1 ask \"is weekend paid?\"");
    EXPECT_TRUE(has(asked.text, "Q-7 is with Robin Quill")) << asked.text;
    const auto word = d.composed(told_owner(asked));
    ASSERT_TRUE(word);
    EXPECT_EQ(told_owner(asked).readers.id, "robin");
    EXPECT_TRUE(has(word->summary, "Q-7 for REQ-1 Controls engineer: is weekend paid?"));
    const auto& row = std::get<chat::button_row>(word->blocks.back());
    EXPECT_EQ(row.buttons.front().label, "Answer");
    const auto form = d.press("robin", "dm-robin", row.buttons.front().act);
    ASSERT_TRUE(form.form);
    const auto answered = d.submit("robin", "dm-robin", form.form->act, {{"answer", "yes, 1.5x"}});
    EXPECT_TRUE(answered.changed) << answered.text;
    // Answered: nothing is left to say to the owner.
    EXPECT_FALSE(d.composed(told_owner(asked)));
}

TEST(question, the_answer_goes_to_every_supplier_and_nobody_learns_who_asked) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "sup 1 ask \"is weekend paid?\"");
    EXPECT_TRUE(has(d.card(1, "acorn-internal"), "is weekend paid? Not answered yet (Hammer"));
    EXPECT_FALSE(has(d.card(1, "sup-quillfeather"), "weekend"));
    EXPECT_FALSE(has(d.type("maul", "sup-hammer", "1").text, "weekend"));
    const auto told = must(d, "robin", "dm-robin", "answer Q-7 \"yes, 1.5x\"");
    std::size_t lines = 0;
    for (const auto& item : told.messages) {
        const auto text = d.composed_text(item);
        if (item.kind == "line" && item.readers.who == chat::audience::kind::supplier && text) {
            EXPECT_TRUE(has(*text, "Answered: is weekend paid? yes, 1.5x")) << *text;
            EXPECT_FALSE(has(*text, "Hammer")) << *text;
            EXPECT_GT(item.not_before_ms, to_unix_ms(d.now));
            ++lines;
        }
    }
    EXPECT_GE(lines, 2U);
    d.now += minutes{5};
    for (const auto& [who, where] :
         {std::pair{"wren", "sup-quillfeather"}, {"maul", "sup-hammer"}}) {
        const auto card = d.type(who, where, "1").text;
        EXPECT_TRUE(has(card, "Q-7 is weekend paid? yes, 1.5x")) << card;
        EXPECT_FALSE(has(card, "(Hammer")) << card;
        EXPECT_FALSE(has(d.type(who, where, "1 history").text, "asks:"));
        EXPECT_TRUE(has(d.type(who, where, "Q-7").text, "yes, 1.5x"));
    }
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "1 history").text, "Hammer & Tongs"));
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "1").text, "weekend"));
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "1 history").text, "weekend"));
    // Whoever gets it later reads it too.
    EXPECT_FALSE(has(d.type("beacon", "sup-northlight", "1").text, "weekend"));
    must(d, "robin", "acorn-internal", "1 release tier2");
    EXPECT_TRUE(has(d.type("beacon", "sup-northlight", "1").text, "is weekend paid? yes, 1.5x"));
}

TEST(question, suppliers_read_the_answer_once_it_cannot_be_taken_back) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 ask \"is weekend paid?\"");
    must(d, "robin", "dm-robin", "answer Q-7 \"yes, 1.5x\"");
    d.now += minutes{5} - seconds{1};
    for (const auto* line : {"1", "1 history"}) {
        EXPECT_FALSE(has(d.type("wren", "sup-quillfeather", line).text, "1.5x")) << line;
        EXPECT_TRUE(has(d.type("robin", "acorn-internal", line).text, "1.5x")) << line;
    }
    EXPECT_FALSE(has(d.card(1, "sup-quillfeather"), "1.5x"));
    refused(d, "wren", "sup-quillfeather", "Q-7");
    d.now += seconds{1};
    for (const auto* line : {"1", "1 history", "Q-7"}) {
        EXPECT_TRUE(has(d.type("wren", "sup-quillfeather", line).text, "1.5x")) << line;
    }
    EXPECT_TRUE(has(d.card(1, "sup-quillfeather"), "1.5x"));
}

TEST(question, what_others_read_of_it_can_be_written_anew_with_the_answer) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 ask \"Hammer here: is weekend paid as at Quillfeather?\"");
    const auto asked = d.type("robin", "dm-robin", "answer Q-7");
    ASSERT_TRUE(asked.form);
    const auto& wording = asked.form->fields.front();
    EXPECT_EQ(wording.id, "wording");
    EXPECT_EQ(wording.value, "Hammer here: is weekend paid as at Quillfeather?");
    const auto blank =
        d.submit("robin", "dm-robin", asked.form->act, {{"wording", " "}, {"answer", "yes, 1.5x"}});
    ASSERT_FALSE(blank.problems.empty());
    EXPECT_EQ(blank.problems.front().first, "wording");
    const auto told = d.submit(
        "robin",
        "dm-robin",
        asked.form->act,
        {{"wording", "is weekend paid?"}, {"answer", "yes, 1.5x"}}
    );
    ASSERT_TRUE(told.changed) << told.text;
    d.now += minutes{5};
    for (const auto& item : told.messages) {
        const auto text = d.composed_text(item);
        if (item.readers.who == chat::audience::kind::supplier && text) {
            EXPECT_FALSE(has(*text, "as at Quillfeather")) << *text;
            EXPECT_FALSE(has(*text, "Hammer here")) << *text;
        }
    }
    for (const auto* line : {"1", "Q-7", "1 history"}) {
        const auto text = d.type("wren", "sup-quillfeather", line).text;
        EXPECT_TRUE(has(text, "is weekend paid?") && has(text, "yes, 1.5x")) << text;
        EXPECT_FALSE(has(text, "as at Quillfeather")) << text;
        EXPECT_FALSE(has(text, "Hammer")) << text;
    }
    const auto inside = d.type("robin", "dm-robin", "Q-7").text;
    EXPECT_TRUE(has(inside, "Asked as: Hammer here")) << inside;
    // A better answer keeps the wording.
    must(d, "robin", "dm-robin", "answer Q-7 \"yes, 2x\"");
    EXPECT_EQ(domain::wording_of(d.req(1).questions.front()), "is weekend paid?");
    EXPECT_EQ(d.req(1).questions.front().text, "Hammer here: is weekend paid as at Quillfeather?");
}

TEST(question, dropped_is_closed_and_only_who_asked_is_told) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 ask \"is weekend paid?\"");
    const auto told = must(d, "robin", "dm-robin", "Q-7 drop");
    EXPECT_TRUE(has(told.text, "Q-7 is closed without an answer")) << told.text;
    std::size_t heard = 0;
    for (const auto& item : told.messages) {
        const auto text = d.composed_text(item);
        if (item.kind != "line" || item.readers.who != chat::audience::kind::supplier || !text) {
            continue;
        }
        ++heard;
        EXPECT_EQ(item.readers.id, "hammer");
        EXPECT_TRUE(has(*text, "Q-7 is closed without an answer: is weekend paid?")) << *text;
        EXPECT_EQ(item.not_before_ms, to_unix_ms(d.now + minutes{5}));
    }
    EXPECT_EQ(heard, 1U);
    for (const auto* line : {"me", "today", "1"}) {
        EXPECT_FALSE(has(d.type("robin", "dm-robin", line).text, "weekend")) << line;
    }
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "Q-7").text, "Closed without an answer"));
    EXPECT_TRUE(
        has(d.type("robin", "acorn-internal", "1 history").text,
            "closed without an answer by Robin")
    );
    d.now += minutes{5};
    EXPECT_TRUE(has(d.type("maul", "sup-hammer", "1 history").text, "closed without an answer"));
    EXPECT_FALSE(has(d.type("wren", "sup-quillfeather", "1 history").text, "weekend"));
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "1 history").text, "weekend"));
}

TEST(question, dropped_is_not_open_and_may_still_be_answered) {
    auto d = with_presented();
    for (const auto* line :
         {"1 ask \"is weekend paid?\"", "1 ask \"who trains?\"", "1 ask \"is there parking?\""}) {
        must(d, "maul", "sup-hammer", line);
    }
    refused(d, "maul", "sup-hammer", "1 ask \"and lunch?\"");
    must(d, "robin", "dm-robin", "drop Q-7");
    must(d, "maul", "sup-hammer", "1 ask \"and lunch?\"");
    EXPECT_TRUE(has(refused(d, "robin", "dm-robin", "Q-7 drop").text, "answer Q-7"));
    must(d, "robin", "dm-robin", "answer Q-7 yes");
    EXPECT_TRUE(has(refused(d, "robin", "dm-robin", "Q-7 drop").text, "is answered"));
    EXPECT_FALSE(d.req(1).questions.front().dropped);
}

TEST(question, is_dropped_by_whoever_may_answer_it_and_nobody_else) {
    auto data = config::load_demo().value();
    for (auto& person : data.people) {
        if (person.id.value == "lee") {
            domain::grant recruits;
            recruits.role = domain::role::recruiter;
            recruits.client = client_id{"acorn"};
            person.grants = {recruits};
        }
    }
    struct dropping {
        const char* who;
        const char* where;
        const char* read;  ///< in the refusal; null: it is done
    };
    for (const auto& [who, where, read] :
         {dropping{"robin", "acorn-internal", nullptr},
          {"dana", "hiring-desk", nullptr},
          {"lee", "acorn-internal", "1"},
          {"ana", "acorn-hiring", "that you can see here"},
          {"maul", "sup-hammer", "that you can see here"},
          {"wren", "sup-quillfeather", "that you can see here"},
          {"sam", "hiring-desk", "that you can see here"}}) {
        desk d(data);
        must(
            d,
            "robin",
            "acorn-internal",
            "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 "
            "pay:58 "
            "max:61 hm:@ana"
        );
        must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
        must(d, "robin", "acorn-internal", "1 release tier1");
        must(d, "maul", "sup-hammer", "1 ask \"is weekend paid?\"");
        const auto told = d.type(who, where, "Q-7 drop");
        EXPECT_EQ(told.changed, read == nullptr) << who << told.text;
        if (read != nullptr) {
            EXPECT_TRUE(told.refused && has(told.text, read)) << who << told.text;
            EXPECT_TRUE(domain::is_open(d.req(1).questions.front())) << who;
        }
    }
}

TEST(question, who_was_taken_off_asks_nothing_more) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "1 remove hammer \"too slow\"");
    const auto refused = d.type("maul", "sup-hammer", "1 ask \"is weekend paid?\"");
    EXPECT_TRUE(refused.refused) << refused.text;
    EXPECT_TRUE(has(refused.text, "REQ-1 is closed for your firm since")) << refused.text;
    EXPECT_TRUE(d.req(1).questions.empty());
}

TEST(question, of_one_asker_three_are_open_and_a_long_one_is_not_cut) {
    auto d = with_presented();
    const auto longer = "1 ask \"" + std::string(201, 'a') + "\"";
    EXPECT_TRUE(has(refused(d, "maul", "sup-hammer", longer).text, "at most 200 characters"));
    for (const auto* line :
         {"1 ask \"is weekend paid?\"", "1 ask \"who trains?\"", "1 ask \"is there parking?\""}) {
        must(d, "maul", "sup-hammer", line);
    }
    const auto told = refused(d, "maul", "sup-hammer", "1 ask \"and lunch?\"");
    EXPECT_TRUE(has(told.text, "wait for an answer already")) << told.text;
    must(d, "robin", "acorn-internal", "1 ask \"is there a canteen?\"");
}

TEST(question, is_nothing_to_whoever_may_not_know_it) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 ask \"is weekend paid?\"");
    for (const auto& [who, where] :
         {std::pair{"wren", "dm-wren"},
          {"ana", "dm-ana"},
          {"lee", "dm-lee"},
          {"bridge", "dm-bridge"},
          {"robin", "acorn-hiring"}}) {
        for (const auto* line : {"Q-7", "answer Q-7 \"no\"", "Q-8"}) {
            const auto told = refused(d, who, where, line);
            EXPECT_TRUE(has(told.text, "that you can see here")) << who << line << told.text;
        }
    }
    refused(d, "ana", "dm-ana", "1 ask \"why?\"");
    refused(d, "bridge", "dm-bridge", "1 ask \"why?\"");
    must(d, "robin", "dm-robin", "answer Q-7 yes");
    refused(d, "maul", "dm-maul", "answer Q-7 \"it is\"");
    refused(d, "robin", "dm-robin", "answer Q-7 yes");
    must(d, "robin", "dm-robin", "answer Q-7 \"yes, 1.5x\"");
}

TEST(question, says_to_who_asked_it_how_it_stands_and_to_no_other_supplier) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 ask \"is weekend paid?\"");
    EXPECT_TRUE(has(refused(d, "maul", "sup-hammer", "Q-7").text, "Q-7 is with Robin Quill"));
    const auto other = refused(d, "wren", "sup-quillfeather", "Q-7").text;
    EXPECT_TRUE(has(other, "There is no Q-7 that you can see here")) << other;
    must(d, "robin", "dm-robin", "Q-7 drop");
    EXPECT_TRUE(has(refused(d, "maul", "sup-hammer", "Q-7").text, "Q-7 is with Robin Quill"));
    d.now += minutes{5};
    EXPECT_TRUE(has(refused(d, "maul", "sup-hammer", "Q-7").text, "closed without an answer"));
}

TEST(question, waits_for_the_owner_in_me_and_today_until_it_is_answered) {
    auto d = with_presented();
    must(d, "robin", "dm-robin", "1 ask \"is weekend paid?\" for:hammer");
    for (const auto* line : {"me", "today"}) {
        const auto text = d.type("robin", "dm-robin", line).text;
        EXPECT_TRUE(has(text, "Q-7 for REQ-1")) << line << text;
        EXPECT_TRUE(has(text, "[Answer]")) << line << text;
        EXPECT_FALSE(has(d.type("maul", "dm-maul", line).text, "Q-7")) << line;
    }
    must(d, "robin", "dm-robin", "answer Q-7 yes");
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "me").text, "Q-7"));
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "today").text, "Q-7"));
}

TEST(question, a_button_of_the_supplier_opens_a_form) {
    auto d = with_presented();
    EXPECT_TRUE(has(d.card(1, "sup-hammer"), "[Ask]"));
    const auto form = d.type("maul", "sup-hammer", "1 ask");
    ASSERT_TRUE(form.form);
    EXPECT_TRUE(
        d.submit("maul", "sup-hammer", form.form->act, {{"question", "is weekend paid?"}}).changed
    );
    refused(d, "maul", "sup-hammer", "question 99");
}

}  // namespace
}  // namespace fillrate::handlers::testing
