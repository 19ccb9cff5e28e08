// Messages, forms and replies as JSON: complete, reversible, and never more than text.
#include "integrations/web/message_json.hpp"

#include "integrations/web/web_platform.hpp"
#include "tests/web/fake_desk.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace fillrate::testing {
namespace {

namespace json = boost::json;

TEST(message_json, every_block_comes_back) {
    const chat::message sent = every_block();
    const json::value parsed = json::parse(json::serialize(web::to_json(sent)));
    const auto back = web::message_from_json(parsed);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, sent);
}

TEST(message_json, a_file_that_is_no_link_is_a_text) {
    chat::message sent;
    sent.blocks.emplace_back(chat::paragraph{{chat::file("Resume of S-311", "sub:311")}});
    EXPECT_EQ(json::serialize(web::to_json(sent)), R"({"blocks":[{"p":["Resume of S-311"]}]})");
}

TEST(message_json, of_an_action_only_the_sealed_value_leaves) {
    chat::message sent;
    chat::button button;
    button.label = "Release";
    button.tone = chat::button_tone::danger;
    button.act = {.name = "release", .subject = "req:104", .version = 7, .value = "sealed"};
    button.confirm = "Sure?";
    sent.blocks.emplace_back(chat::button_row{{button}});
    EXPECT_EQ(
        json::serialize(web::to_json(sent)),
        R"({"blocks":[{"buttons":[{"label":"Release","tone":"danger","value":"sealed","confirm":"Sure?"}]}]})"
    );
}

TEST(message_json, invisible_characters_do_not_reach_the_page) {
    const chat::message sent = says("Ro\u202ebin\u200b\x01!");
    EXPECT_EQ(json::serialize(web::to_json(sent)), R"({"summary":"Robin!"})");
}

TEST(message_json, what_is_no_message_is_refused) {
    for (const std::string_view text :
         {"[]",
          "1",
          R"({"title":1})",
          R"({"tone":"loud"})",
          R"({"blocks":{}})",
          R"({"blocks":[{}]})",
          R"({"blocks":[{"p":[{"moment":"x"}]}]})",
          R"({"blocks":[{"fields":[["a"]]}]})",
          R"({"blocks":[{"buttons":[{"label":"x"}]}]})",
          R"({"blocks":[{"table":[[1]]}]})",
          R"({"blocks":[{"buttons":[{"label":"x","value":"y","tone":"z"}]}]})"}) {
        const auto back = web::message_from_json(json::parse(text));
        ASSERT_FALSE(back.has_value()) << text;
        EXPECT_EQ(back.error().code, errc::invalid_input) << text;
    }
}

TEST(message_json, a_form_names_its_fields_and_options) {
    const json::object form = web::to_json(every_field());
    EXPECT_EQ(form.at("value").as_string(), "form:new");
    const json::array& fields = form.at("fields").as_array();
    ASSERT_EQ(fields.size(), 6U);
    EXPECT_EQ(fields[1].at("kind").as_string(), "number");
    EXPECT_EQ(fields[2].at("options").at(1), json::value({"chi", "Chicago"}));
    EXPECT_FALSE(fields[3].at("required").as_bool());
    EXPECT_EQ(fields[5].at("hint").as_string(), "Internal only.");
}

TEST(message_json, what_a_form_says_above_its_fields_is_text_of_runs) {
    chat::form form = every_field();
    EXPECT_FALSE(web::to_json(form).contains("said"));
    form.said = {{chat::bold("1 new")}, {chat::plain("Line 2: wrong\u200b")}};
    EXPECT_EQ(
        json::serialize(web::to_json(form).at("said")),
        R"([[{"b":"1 new"}],["Line 2: wrong"]])"
    );
}

TEST(message_json, a_reply_says_who_reads_it_and_whether_it_is_settled) {
    chat::reply reply;
    EXPECT_EQ(json::serialize(web::to_json(reply)), R"({"who":"only_you","settled":true})");
    reply.who = chat::reply::visibility::everyone_here;
    reply.settled = false;
    reply.what = chat::form_problems{{{"title", "Needed."}}};
    EXPECT_EQ(
        json::serialize(web::to_json(reply)),
        R"({"who":"everyone_here","settled":false,"problems":{"title":"Needed."}})"
    );
}

TEST(web_platform, encodes_the_entry_of_a_stream) {
    const web::web_platform platform([] { return std::string("10:02 CST"); });
    EXPECT_TRUE(platform.in_store());
    EXPECT_EQ(platform.name(), "web");
    ports::delivery item;
    item.id = "out-7";
    item.content = says("Hello.");
    EXPECT_EQ(platform.encode(item), R"({"id":"out-7","at":"10:02 CST","m":{"summary":"Hello."}})");
    item.card = "req:104";
    item.edits = "out-3";
    item.to.thread = "out-2";
    EXPECT_EQ(
        web::web_platform().encode(item),
        R"({"id":"out-7","card":"req:104","edits":"out-3","thread":"out-2","m":{"summary":"Hello."}})"
    );
}

}  // namespace
}  // namespace fillrate::testing
