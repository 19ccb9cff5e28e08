// The frames of a page: what is understood, and that nothing else does any harm.
#include "integrations/web/protocol.hpp"

#include <gtest/gtest.h>

#include <random>

namespace fillrate::web {
namespace {

std::variant<frame, refused_frame> parse(std::string_view text) {
    return parse_frame(text, "/hire", limits());
}

command parse_command(std::string_view text) {
    const auto parsed = parse(text);
    const auto* whole = std::get_if<frame>(&parsed);
    if (whole == nullptr || !std::holds_alternative<command>(*whole)) {
        ADD_FAILURE() << text;
        return {};
    }
    return std::get<command>(*whole);
}

std::string line_of(const command& order) {
    return std::get<chat::typed_line>(order.what).runs.at(0).text;
}

TEST(protocol, hello_resumes_by_channel) {
    const auto parsed = parse(R"({"t":"hello","as":"robin","since":{"hiring":"12-1"}})");
    const auto& greeting = std::get<hello>(std::get<frame>(parsed));
    EXPECT_EQ(greeting.as, "robin");
    EXPECT_EQ(greeting.since.at("hiring"), "12-1");
}

TEST(protocol, a_line_is_a_mention_unless_it_starts_with_the_command) {
    struct row {
        std::string_view text;
        std::string_view line;
        std::string_view surface;
    };
    for (const row& one : {
             row{"104 hold", "104 hold", "mention"},
             row{" /hire 104 hold ", "104 hold", "slash"},
             row{"/hire", "", "slash"},
             row{"/hired 104", "/hired 104", "mention"},
             row{"104 owner @robin", "104 owner @robin", "mention"},
             row{"@bot 104 hold", "104 hold", "mention"},
             row{"@Bot  104 hold", "104 hold", "mention"},
             row{"@bot", "", "mention"},
             row{"@botany 104", "@botany 104", "mention"},
             row{"104 note @bot", "104 note @bot", "mention"},
         }) {
        const command order = parse_command(
            R"({"t":"line","id":"a-1","as":"robin","channel":"hiring","text":")" +
            std::string(one.text) + "\"}"
        );
        EXPECT_EQ(line_of(order), one.line);
        EXPECT_EQ(order.surface, one.surface);
    }
}

TEST(protocol, presses_and_forms_carry_their_sealed_value) {
    const command press = parse_command(
        R"({"t":"press","id":"a-2","as":"ana","channel":"acorn","thread":"out-3","value":"v"})"
    );
    EXPECT_EQ(press.thread, "out-3");
    EXPECT_EQ(std::get<chat::button_press>(press.what).value, "v");
    const command form = parse_command(
        R"({"t":"form","id":"a-3","as":"ana","channel":"acorn","value":"v","fields":{"title":"x"}})"
    );
    EXPECT_EQ(std::get<chat::form_submission>(form.what).fields.at("title"), "x");
    EXPECT_EQ(form.surface, "form");
}

TEST(protocol, the_clock_moves_forward_within_bounds) {
    const auto parsed = parse(R"({"t":"clock","id":"a-4","op":"advance","minutes":60})");
    EXPECT_EQ(std::get<clock_order>(std::get<frame>(parsed)).by, minutes(60));
    for (const std::string_view text :
         {R"({"t":"clock","id":"a","op":"advance","minutes":-60})",
          R"({"t":"clock","id":"a","op":"advance","minutes":1e300})",
          R"({"t":"clock","id":"a","op":"speed","speed":-1})",
          R"({"t":"clock","id":"a","op":"speed","speed":3601})",
          R"({"t":"clock","id":"a","op":"speed"})",
          R"({"t":"clock","id":"a","op":"back"})"}) {
        EXPECT_TRUE(std::holds_alternative<refused_frame>(parse(text))) << text;
    }
}

TEST(protocol, hostile_frames_are_refused) {
    const std::string long_text(limits().line_bytes + 1, 'x');
    const std::string deep = R"({"t":"hello","as":"robin","since":)" + std::string(10000, '[');
    const std::vector<std::string> texts{
        "",
        "null",
        "[]",
        "{",
        deep,
        R"({"t":"hello","t":"hello","as":"robin"})",
        R"({"t":"hello","as":"robin"} x)",
        R"({"t":"hello","as":1})",
        R"({"t":"hello","as":"robin","since":[]})",
        R"({"t":"hello","as":"robin","since":{"hiring":"12"}})",
        R"({"t":"hello","as":"robin","since":{"hiring":"1-2) FLUSHALL"}})",
        R"({"t":"line","as":"robin","channel":"hiring","text":"no id"})",
        R"({"t":"line","id":"a b","as":"robin","channel":"hiring","text":"x"})",
        R"({"t":"line","id":"a","as":"robin","channel":"hi\r\nring","text":"x"})",
        R"({"t":"line","id":"a","as":"robin","channel":"","text":"x"})",
        R"({"t":"line","id":"a","as":"robin","channel":"hiring","text":null})",
        R"({"t":"line","id":"a","as":"robin","channel":"hiring","text":")" + long_text + "\"}",
        R"({"t":"press","id":"a","as":"robin","channel":"hiring","value":{}})",
        R"({"t":"form","id":"a","as":"robin","channel":"hiring","value":"v","fields":{"a":1}})",
        R"({"t":"form","id":"a","as":"robin","channel":"hiring","value":"v"})",
        "{\"t\":\"line\",\"id\":\"a\",\"as\":\"robin\",\"channel\":\"hiring\",\"text\":"
        "\"\xc0\xaf\"}",
        R"({"t":"sudo","id":"a"})",
    };
    for (const std::string& text : texts) {
        EXPECT_TRUE(std::holds_alternative<refused_frame>(parse(text))) << text.substr(0, 100);
    }
}

TEST(protocol, a_line_longer_than_is_read_still_comes_to_who_answers_it) {
    const std::string words(10'000, 'x');
    const auto order = parse_command(
        R"({"t":"line","id":"a","as":"robin","channel":"hiring","text":")" + words + "\"}"
    );
    EXPECT_EQ(line_of(order), words);
}

TEST(protocol, a_refusal_names_the_command_when_it_can) {
    const auto parsed = parse(R"({"t":"line","id":"a-9","as":"robin","channel":"hiring"})");
    EXPECT_EQ(std::get<refused_frame>(parsed).id, "a-9");
}

TEST(protocol, damaged_frames_never_do_more_than_fail) {
    const std::string whole =
        R"({"t":"form","id":"a-3","as":"ana","channel":"acorn","value":"v","fields":{"title":"x"}})";
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): repeatable on purpose
    std::size_t refused = 0;
    for (int round = 0; round < 2000; ++round) {
        std::string text = whole;
        for (int change = 0; change < 3; ++change) {
            text[random() % text.size()] = static_cast<char>(random() % 256);
        }
        refused += std::holds_alternative<refused_frame>(parse(text)) ? 1U : 0U;
    }
    EXPECT_GT(refused, 1000U);
}

TEST(protocol, entry_ids_are_two_numbers) {
    EXPECT_TRUE(is_entry_id("0-0"));
    EXPECT_TRUE(is_entry_id("1796054400000-12"));
    for (const std::string_view text : {"", "-", "1-", "-1", "1", "1-2-3", "a-1", "+1-2"}) {
        EXPECT_FALSE(is_entry_id(text)) << text;
    }
}

}  // namespace
}  // namespace fillrate::web
