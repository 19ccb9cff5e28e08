#include "core/chat/action.hpp"

#include "core/chat/plain_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::chat {
namespace {

const std::string mac = "abcDEF012_-xyz99";

TEST(action, comes_back_as_it_went) {
    for (const char* subject : {"", "req:104", "sup:quill-feather_2.x", "clock:req:104"}) {
        const auto text = encode_action("release", subject, 18446744073709551615U);
        ASSERT_TRUE(text.has_value()) << subject;
        const auto parts = split_action(*text + "|" + mac);
        ASSERT_TRUE(parts.has_value()) << subject;
        EXPECT_EQ(*parts, (sealed_action{"release", subject, 18446744073709551615U, mac, *text}));
    }
}

TEST(action, names_subjects_and_length_are_checked) {
    const std::string long_name(25, 'a');
    for (const std::string& name :
         {std::string{}, long_name, std::string{"Hold"}, std::string{"a|b"}}) {
        EXPECT_FALSE(encode_action(name, "", 0).has_value()) << name;
    }
    for (const char* subject :
         {"104", ":104", "req:", "req:1 2", "req:1|2", "Req:1", "req:\xC3\xA9"}) {
        EXPECT_FALSE(encode_action("hold", subject, 0).has_value()) << subject;
    }
    // hold|req:...|0 plus the MAC is exactly 150 bytes with 122 characters of id.
    const auto longest = encode_action("hold", "req:" + std::string(122, 'x'), 0);
    ASSERT_TRUE(longest.has_value());
    EXPECT_EQ(longest->size() + 1 + mac.size(), max_action_value);
    EXPECT_TRUE(split_action(*longest + "|" + mac).has_value());
    EXPECT_FALSE(encode_action("hold", "req:" + std::string(123, 'x'), 0).has_value());
}

TEST(action, every_other_spelling_is_refused) {
    ASSERT_TRUE(split_action("hold|req:104|7|" + mac).has_value());
    for (const std::string& value :
         {std::string{},
          std::string{"hold"},
          std::string{"|||"},
          "hold|req:104|7|" + mac + "x",
          "hold|req:104|7|" + mac.substr(1),
          "hold|req:104|07|" + mac,
          "hold|req:104|+7|" + mac,
          "hold|req:104|-7|" + mac,
          "hold|req:104||" + mac,
          "hold|req:104|99999999999999999999|" + mac,
          "hold|req:104|7|" + mac + "|",
          "|req:104|7|" + mac,
          " hold|req:104|7|" + mac,
          std::string{"hold|req:104|7|abcDEF012_-xyz9!"},
          "hold|req:104|7|" + mac + "\n",
          std::string(100'000, '|')}) {
        EXPECT_FALSE(split_action(value).has_value()) << value.substr(0, 100);
    }
}

TEST(plain_text, every_block) {
    const message m{
        .title = "REQ-104",
        .summary = "REQ-104 is open.",
        .blocks = {
            paragraph{{plain("Open, "), bold("2 openings")}},
            field_list{{{"Owner", {{inline_run::kind::person, "Robin Quill", "U1", {}}}}}},
            divider{},
            table{"Suppliers", {{"Name", "State"}, {"Quillfeather", "accepted"}}},
            button_row{{button{.label = "Release"}, button{.label = "Hold"}}},
            context_line{{plain("Your turn: "), code("104 release tier1")}},
        }};
    EXPECT_EQ(
        to_plain_text(m),
        "REQ-104\nOpen, 2 openings\nOwner: @Robin Quill\n---\nSuppliers\nName | State\n"
        "Quillfeather | accepted\n[Release] [Hold]\n(Your turn: 104 release tier1)\n"
    );
    EXPECT_EQ(to_plain_text(message{.summary = "Done."}), "Done.\n");
}

}  // namespace
}  // namespace fillrate::chat
