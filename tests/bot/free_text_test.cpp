// What managers and suppliers say that is no command: a note, never an error, never a guess, on
// every surface (DOMAIN.md 0).
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fillrate::bot {

namespace {

constexpr const char* sentences[] = {
    "hello there",
    "he can't make it",
    "call me",
    "thanks!",
    "thank you",
    "release it",
    "hold on",
    "no thanks",
    "ok",
    "no.",
    "maybe",
    "what about Maria",
    "can you call me tomorrow?",
    "hodl 104",
    "1 looks good to me",
    "104 looks good to me",
    "S-9 looks great",
    "I-52 works for us",
    "O-7 sounds right",
    "last week she was away",
    "10 people called in sick today",
    "Dock B-9 is blocked",
    "offer her more money",
    "accept my apologies",
    "close the door please",
    "\xF0\x9F\x91\x8D",
};

chat::reply said_by(
    desk& on,
    const std::string& person,
    const std::string& room,
    const std::string& surface,
    const std::string& text
) {
    auto request = on.typed(person, surface == "direct" ? "dm-" + person : room, text);
    request.surface = surface;
    request.place.direct = surface == "direct";
    return on.handle(request);
}

bool is_in(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST(free_text, of_a_manager_or_supplier_is_passed_on_wherever_it_is_said) {
    desk on;
    on.release_one();
    for (const std::string sentence : sentences) {
        for (const std::string surface : {"slash", "mention", "direct"}) {
            const auto state = on.requisition().state;
            const auto manager = said_by(on, "ana", "acorn-shared", surface, sentence);
            const auto supplier = said_by(on, "maul", "sup-hammer", surface, sentence);
            for (const auto& reply : {manager, supplier}) {
                const auto text = desk::text_of(reply);
                EXPECT_TRUE(is_in(text, "Passed to ")) << surface << ": " << sentence << '\n'
                                                       << text;
                EXPECT_FALSE(is_in(text, "Did you mean")) << surface << ": " << sentence;
            }
            EXPECT_EQ(on.requisition().state, state) << surface << ": " << sentence;
        }
    }
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(free_text, of_our_own_people_is_answered_with_the_nearest_words) {
    desk on;
    on.release_one();
    for (const std::string person : {"robin", "dana"}) {
        const auto text = on.say(person, "acorn-inside", "hodl 1 budget");
        EXPECT_TRUE(is_in(text, "Did you mean hold?")) << text;
        EXPECT_FALSE(is_in(text, "Passed to ")) << text;
    }
}

TEST(free_text, nearest_words_are_those_this_person_may_use) {
    desk on;
    on.release_one();
    const auto operations = on.say("dana", "acorn-inside", "excus 1 cov data_error");
    EXPECT_TRUE(is_in(operations, "Did you mean excuse?")) << operations;
    const auto owner = on.say("robin", "acorn-inside", "excus 1 cov data_error");
    EXPECT_FALSE(is_in(owner, "excuse ")) << owner;
    EXPECT_FALSE(is_in(owner, "Did you mean excuse")) << owner;
}

TEST(free_text, of_our_own_people_that_names_something_offers_acts_and_does_none) {
    desk on;
    on.release_one();
    const auto before = on.store.commits.size();
    const auto reply =
        said_by(on, "robin", "acorn-inside", "mention", "Ana liked both, REQ-1 may go on hold now");
    const auto text = desk::text_of(reply);
    EXPECT_TRUE(is_in(text, "Nothing is done yet")) << text;
    EXPECT_TRUE(is_in(text, "[Note on 1]")) << text;
    EXPECT_EQ(on.store.commits.size(), before);
    const auto& shown = std::get<chat::message>(reply.what);
    for (const auto& block : shown.blocks) {
        if (const auto* row = std::get_if<chat::button_row>(&block)) {
            auto press = on.typed("robin", "acorn-inside", {});
            press.surface = "button";
            press.what = chat::button_press{row->buttons.back().act.value};
            const auto noted = desk::text_of(on.handle(press));
            EXPECT_TRUE(is_in(noted, "Noted on REQ-1")) << noted;
        }
    }
}

TEST(free_text, of_our_own_people_offers_acts_in_person_too_but_not_as_a_slash_command) {
    desk on;
    on.release_one();
    const auto said = [&on](const std::string& surface, const std::string& text) {
        return desk::text_of(said_by(on, "robin", "acorn-inside", surface, text));
    };
    const std::string sentence = "Ana liked both, REQ-1 may go on hold now";
    EXPECT_TRUE(is_in(said("direct", sentence), "[Note on 1]")) << said("direct", sentence);
    EXPECT_FALSE(is_in(said("slash", sentence), "[Note on 1]")) << said("slash", sentence);
    const auto mistyped = said("direct", "hodl 1 budget");
    EXPECT_TRUE(is_in(mistyped, "Did you mean hold?")) << mistyped;
}

TEST(free_text, longer_than_is_kept_is_passed_on_and_says_so) {
    desk on;
    on.release_one();
    const auto said =
        desk::text_of(said_by(on, "ana", "acorn-shared", "mention", "we " + std::string(1500, 'e'))
        );
    EXPECT_TRUE(is_in(said, "the first 1000 characters")) << said;
    const auto whole =
        desk::text_of(said_by(on, "ana", "acorn-shared", "mention", "we " + std::string(900, 'e')));
    EXPECT_TRUE(is_in(whole, "Passed to ") && !is_in(whole, "the first 1000")) << whole;
}

TEST(free_text, a_command_of_a_manager_or_supplier_is_one) {
    desk on;
    on.release_one();
    EXPECT_TRUE(is_in(on.say("maul", "sup-hammer", "1"), "REQ-1"));
    on.say("maul", "sup-hammer", "1 accept");
    const auto asked = on.say("ana", "acorn-shared", "1 note \"two shifts\"");
    EXPECT_TRUE(is_in(asked, "Passed to ")) << asked;
    const auto wrong = on.say("ana", "acorn-shared", "1 hold colour:red budget");
    EXPECT_FALSE(is_in(wrong, "Passed to ")) << wrong;
}

}  // namespace fillrate::bot
