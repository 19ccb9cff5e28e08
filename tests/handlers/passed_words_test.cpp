// Reason codes go to the supplier by themselves; a manager's free text does when the account
// manager sends it, and our own people's text with the step (DOMAIN.md 0, "Noise and fairness").
#include "core/domain/reasons.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace fillrate::handlers::testing {
namespace {

constexpr std::string_view words = "she talks too much";

/// What the supplier's room is told by a thread line.
std::string told_to_supplier(desk& d, const said& told) {
    std::string text;
    for (const auto& item : told.messages) {
        if (item.conversation.value == "sup-hammer" && item.kind == "line") {
            EXPECT_GT(item.not_before_ms, to_unix_ms(d.now)) << "not before it stands";
            text += d.composed_text(item).value_or("");
        }
    }
    return text;
}

std::optional<chat::outgoing> asked_of_robin(const said& told) {
    for (const auto& item : told.messages) {
        if (item.conversation.value == "dm-robin" && item.kind == "held_words") {
            return item;
        }
    }
    return std::nullopt;
}

said rejected_by_ana(desk& d) {
    return must(d, "ana", "acorn-hiring", "S-301 reject must_have \"" + std::string(words) + '"');
}

TEST(passed_words, a_managers_words_wait_for_the_account_manager) {
    auto d = with_presented();
    const auto told = rejected_by_ana(d);
    const auto line = told_to_supplier(d, told);
    EXPECT_TRUE(has(line, "lacks a must-have")) << line;
    EXPECT_FALSE(has(line, words)) << line;
    EXPECT_FALSE(has(d.type("maul", "sup-hammer", "S-301").text, words));
    const auto item = asked_of_robin(told);
    ASSERT_TRUE(item);
    const auto asked = d.composed(*item);
    ASSERT_TRUE(asked);
    EXPECT_TRUE(has(asked->summary, words)) << asked->summary;
    EXPECT_TRUE(button_of(*asked, "Keep to the code"));
    const auto send = button_of(*asked, "Send the words");
    ASSERT_TRUE(send);
    const auto form = d.press("robin", "dm-robin", send->act);
    ASSERT_TRUE(form.form) << form.text;
    ASSERT_FALSE(form.form->fields.empty());
    EXPECT_EQ(form.form->fields.front().value, words);
    const auto sent =
        d.submit("robin", "dm-robin", form.form->act, {{"text", "more to the point, please"}});
    ASSERT_TRUE(sent.changed) << sent.text;
    const auto passed = told_to_supplier(d, sent);
    EXPECT_TRUE(has(passed, "more to the point")) << passed;
    EXPECT_FALSE(has(passed, "Robin")) << passed;
    const auto card = d.type("maul", "sup-hammer", "S-301").text;
    EXPECT_TRUE(has(card, "more to the point")) << card;
    EXPECT_FALSE(has(card, words)) << card;
    EXPECT_FALSE(d.composed(*item)) << "asked once only";
}

TEST(passed_words, kept_to_the_code_the_supplier_reads_nothing_more) {
    auto d = with_presented();
    const auto item = asked_of_robin(rejected_by_ana(d));
    ASSERT_TRUE(item);
    const auto asked = d.composed(*item);
    ASSERT_TRUE(asked);
    EXPECT_FALSE(has(chat::to_plain_text(*asked), "From Robin")) << "inside everybody is known";
    const auto keep = button_of(*asked, "Keep to the code");
    ASSERT_TRUE(keep);
    const auto kept = d.press("robin", "dm-robin", keep->act);
    EXPECT_FALSE(kept.refused) << kept.text;
    EXPECT_FALSE(kept.changed) << kept.text;
    EXPECT_TRUE(has(kept.text, "S-301 tell")) << kept.text;
    EXPECT_FALSE(has(d.type("maul", "sup-hammer", "S-301 history").text, words));
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "S-301 history").text, words));
}

TEST(passed_words, a_code_alone_asks_nobody) {
    auto d = with_presented();
    EXPECT_FALSE(asked_of_robin(must(d, "ana", "acorn-hiring", "S-301 reject must_have")));
}

TEST(passed_words, what_the_account_manager_writes_goes_with_the_step) {
    auto d = with_presented();
    const auto told =
        must(d, "robin", "acorn-internal", "S-301 reject must_have \"no PLC work\" for:@ana");
    EXPECT_FALSE(asked_of_robin(told));
    const auto line = told_to_supplier(d, told);
    EXPECT_TRUE(has(line, "no PLC work")) << line;
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    const auto back = must(d, "robin", "acorn-internal", "S-302 return \"which shift?\"");
    EXPECT_TRUE(has(told_to_supplier(d, back), "which shift?"));
    EXPECT_TRUE(has(d.type("maul", "sup-hammer", "S-302").text, "which shift?"));
    must(d, "maul", "sup-hammer", "S-302 resubmit");
    EXPECT_FALSE(has(d.type("maul", "sup-hammer", "S-302").text, "which shift?"));
}

TEST(passed_words, nobody_else_writes_to_the_supplier_and_no_client_reads_it) {
    auto d = with_presented();
    refused(d, "ana", "acorn-hiring", "S-301 tell \"call me\"");
    refused(d, "maul", "sup-hammer", "S-301 tell \"call me\"");
    const auto told = must(d, "robin", "acorn-internal", "S-301 tell \"she is a favourite\"");
    for (const auto& item : told.messages) {
        if (item.readers.who == chat::audience::kind::client && item.kind == "line") {
            EXPECT_FALSE(d.composed(item)) << item.conversation.value;
        }
    }
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "S-301 history").text, "favourite"));
    EXPECT_TRUE(has(d.type("maul", "sup-hammer", "S-301 history").text, "favourite"));
}

TEST(passed_words, are_what_a_reason_says_beside_its_code) {
    EXPECT_EQ(domain::free_words("must_have: no PLC"), "no PLC");
    EXPECT_EQ(domain::free_words("must_have"), "");
    EXPECT_EQ(domain::free_words("which shift?"), "which shift?");
    EXPECT_EQ(domain::free_words("note: which shift?"), "note: which shift?");
    EXPECT_EQ(domain::free_words(""), "");
}

}  // namespace
}  // namespace fillrate::handlers::testing
