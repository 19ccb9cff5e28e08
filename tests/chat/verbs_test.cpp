// The table against itself: names are unique, lists exist, texts are there.
#include "core/chat/verbs.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace fillrate::chat {
namespace {

TEST(verbs, no_word_means_two_verbs_of_one_noun) {
    for (const noun_rule& noun : nouns()) {
        EXPECT_NE(find_verb(noun.noun, noun.verb), nullptr) << noun.noun;
        EXPECT_EQ(noun_of(noun.noun), noun.noun);
    }
    for (const verb_rule& verb : verbs()) {
        const auto meant = verbs_of(verb.verb);
        std::set<std::string_view> of;
        for (const verb_rule* each : meant) {
            EXPECT_TRUE(of.insert(each->noun).second) << verb.verb;
        }
        EXPECT_TRUE(of.contains(verb.noun)) << verb.verb;
        EXPECT_EQ(find_verb(verb.noun, verb.verb), &verb);
        EXPECT_FALSE(verb.help.empty());
        EXPECT_EQ(verb.tail == tail_rule::none, verb.tail_name.empty()) << verb.verb;
    }
}

TEST(verbs, arguments_are_unique_and_their_lists_exist) {
    for (const verb_rule& verb : verbs()) {
        for (const argument_rule& rule : verb.arguments) {
            EXPECT_EQ(find_argument(verb, rule.key), &rule) << verb.verb << " " << rule.key;
            EXPECT_FALSE(rule.label.empty()) << rule.key;
            EXPECT_EQ(rule.kind == value_kind::choice, !choices_of(rule.choices).empty())
                << rule.key;
        }
    }
}

TEST(verbs, reason_codes_of_the_domain) {
    const auto codes = [](std::string_view list) {
        std::vector<std::string_view> out;
        for (const choice_word& word : choices_of(list)) {
            out.push_back(word.value);
        }
        return out;
    };
    using words = std::vector<std::string_view>;
    EXPECT_EQ(codes("hold_reason"), (words{"budget", "hm_away", "scope_change", "reorg", "other"}));
    EXPECT_EQ(
        codes("decline_reason"),
        (words{"capacity", "rate", "skill", "location", "terms", "other"})
    );
    EXPECT_EQ(
        codes("close_reason"),
        (words{
            "filled_by_us",
            "filled_internally",
            "filled_by_other",
            "budget",
            "duplicate",
            "other"})
    );
}

TEST(verbs, choices_by_value_label_and_alias) {
    for (const choice_list& list : choice_lists()) {
        for (const choice_word& word : list.words) {
            EXPECT_EQ(find_choice(list.name, word.value), &word);
            EXPECT_EQ(find_choice(list.name, word.label), &word);
        }
    }
    ASSERT_NE(find_choice("category", "LI"), nullptr);
    EXPECT_EQ(find_choice("category", "LI")->value, "light_industrial");
    EXPECT_EQ(find_choice("category", "Light Industrial")->value, "light_industrial");
    EXPECT_EQ(find_choice("category", ""), nullptr);
    EXPECT_EQ(find_choice("no_such_list", "x"), nullptr);
    EXPECT_EQ(label_of("hold_reason", "hm_away"), "Manager away");
    EXPECT_EQ(label_of("hold_reason", "gone"), "gone");
}

}  // namespace
}  // namespace fillrate::chat
