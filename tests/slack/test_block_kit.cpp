#include "core/base/text.hpp"
#include "integrations/net/json.hpp"
#include "integrations/slack/block_kit.hpp"
#include "integrations/slack/rich_text.hpp"
#include "tests/slack/samples.hpp"
#include "tests/slack/surface_checker.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <string>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using testing::broken_rules;
using testing::live_tokens;

json::value as_value(const rendered_message& rendered) {
    json::object object;
    object["text"] = rendered.text;
    object["blocks"] = rendered.blocks;
    return object;
}

std::string first_or_none(const std::vector<std::string>& problems) {
    return problems.empty() ? std::string{} : problems.front();
}

// Surfaces inside an acknowledgement: the message itself, the view of an update, or errors.
json::value surface_in(const json::value& sample) {
    if (const auto* view = sample.as_object().if_contains("view")) {
        return *view;
    }
    return sample;
}

void expect_good_surfaces(std::string_view foreign) {
    for (const auto& sample : samples::surfaces(foreign)) {
        const auto parsed = net::parse_json_strict(sample.json);
        ASSERT_TRUE(parsed) << sample.json.substr(0, 200);
        const auto surface = surface_in(*parsed);
        if (surface.as_object().if_contains("blocks") == nullptr) {
            EXPECT_EQ(surface.at("response_action"), "errors");
            continue;
        }
        EXPECT_EQ(first_or_none(broken_rules(surface)), "") << sample.kind << sample.json;
        EXPECT_EQ(first_or_none(live_tokens(surface, {"U0ROBIN"})), "") << sample.json;
    }
}

TEST(block_kit, renders_a_card) {
    chat::message card;
    card.title = "REQ-104 Forklift operator";
    card.summary = "REQ-104 <open> & late";
    card.blocks.emplace_back(chat::paragraph{
        {chat::plain("Owner "), {chat::inline_run::kind::person, "Robin", "U0ROBIN", {}}}});
    card.blocks.emplace_back(chat::field_list{{{"Client", {chat::plain("Dockside")}}}});
    chat::button press;
    press.label = "Release";
    press.tone = chat::button_tone::danger;
    press.act.name = "release";
    press.act.value = "sealed";
    press.confirm = "Release REQ-104?";
    card.blocks.emplace_back(chat::button_row{{press}});
    const auto rendered = render_message(card);
    EXPECT_EQ(rendered.text, "REQ-104 &lt;open&gt; &amp; late");
    EXPECT_EQ(
        json::serialize(rendered.blocks),
        R"([{"type":"header","text":{"type":"plain_text","text":"REQ-104 Forklift operator",)"
        R"("emoji":false}},{"type":"rich_text","elements":[{"type":"rich_text_section","elements":)"
        R"([{"type":"text","text":"Owner "},{"type":"user","user_id":"U0ROBIN"}]}]},)"
        R"({"type":"section","fields":[{"type":"mrkdwn","text":"*Client*","verbatim":true},)"
        R"({"type":"plain_text","text":"Dockside","emoji":false}]},)"
        R"({"type":"actions","elements":[{"type":"button","action_id":"release.0",)"
        R"("text":{"type":"plain_text","text":"Release","emoji":false},"value":"sealed",)"
        R"("style":"danger","confirm":{"title":{"type":"plain_text","text":"Are you sure?",)"
        R"("emoji":false},"text":{"type":"plain_text","text":"Release REQ-104?","emoji":false},)"
        R"("confirm":{"type":"plain_text","text":"Release","emoji":false},)"
        R"("deny":{"type":"plain_text","text":"Not now","emoji":false},"style":"danger"}}]}])"
    );
}

TEST(block_kit, renders_a_form) {
    chat::form form;
    form.title = "New requisition";
    form.act.value = "sealed";
    chat::form_field title;
    title.id = "title";
    title.label = "Title";
    title.value = "Forklift";
    chat::form_field category;
    category.id = "category";
    category.label = "Category";
    category.what = chat::form_field::kind::choice;
    category.required = false;
    category.value = "li";
    category.options = {{"li", "Light industrial"}};
    form.fields = {title, category};
    EXPECT_EQ(
        json::serialize(render_form_view(form)),
        R"({"type":"modal","callback_id":"fillrate_form","private_metadata":"sealed",)"
        R"("title":{"type":"plain_text","text":"New requisition","emoji":false},)"
        R"("submit":{"type":"plain_text","text":"Save","emoji":false},)"
        R"("close":{"type":"plain_text","text":"Cancel","emoji":false},"blocks":[)"
        R"({"type":"input","block_id":"title","label":{"type":"plain_text","text":"Title",)"
        R"("emoji":false},"optional":false,"element":{"type":"plain_text_input",)"
        R"("action_id":"value","multiline":false,"max_length":150,"initial_value":"Forklift"}},)"
        R"({"type":"input","block_id":"category","label":{"type":"plain_text","text":"Category",)"
        R"("emoji":false},"optional":true,"element":{"type":"static_select","action_id":"value",)"
        R"("options":[{"text":{"type":"plain_text","text":"Light industrial","emoji":false},)"
        R"("value":"li"}],"initial_option":{"text":{"type":"plain_text",)"
        R"("text":"Light industrial","emoji":false},"value":"li"}}}]})"
    );
}

// With the positive control that ordinary text comes through.
TEST(block_kit, n074_n075_n078_n079_hostile_text_is_lifeless_on_every_surface) {
    expect_good_surfaces("Forklift operator");
    expect_good_surfaces("");
    for (const auto& text : samples::hostile_texts()) {
        expect_good_surfaces(text);
    }
}

// Each mark, alone, around a word, unclosed, and where a line starts: as many blocks and elements,
// of the same types, as for a word of the same length.
TEST(block_kit, n076_marks_do_not_change_the_layout) {
    for (const std::string breaker :
         {"*",        "_",      "~",       "`",      "```",     ">",         ">>>",
          "*a*",      "_a_",    "~a~",     "`a`",    "```a```", "*a",        "`a",
          "```a",     "> a",    ">>> a",   "- a",    "1. a",    "# a",       "*_~a~_*",
          "a\n> b",   "a\n- b", "a\n```b", "[a](b)", ":a:",     "*<!here>*", "`*`",
          "a\n\n\nb", "***",    "___",     "`````",  "~~~~",    "\\*a\\*",   "*a_b*c_"}) {
        std::string word;
        for (const char c : breaker) {
            word += c == ' ' || c == '\n' ? c : 'x';
        }
        const auto spoilt = samples::surfaces(breaker);
        const auto ordinary = samples::surfaces(word);
        ASSERT_EQ(spoilt.size(), ordinary.size());
        for (std::size_t i = 0; i < spoilt.size(); ++i) {
            const auto drawn = *net::parse_json_strict(spoilt[i].json);
            EXPECT_EQ(
                testing::layout_of(drawn),
                testing::layout_of(*net::parse_json_strict(ordinary[i].json))
            ) << breaker;
            if (surface_in(drawn).as_object().contains("blocks")) {
                EXPECT_EQ(first_or_none(live_tokens(surface_in(drawn), {"U0ROBIN"})), "")
                    << breaker;
            }
        }
    }
}

TEST(block_kit, n074_shows_foreign_text_literally) {
    chat::message message;
    message.summary = "<!channel>";
    message.blocks.emplace_back(chat::paragraph{{chat::plain("<!channel> &amp; *x*")}});
    const auto rendered = render_message(message);
    EXPECT_EQ(rendered.text, "&lt;!channel&gt;");
    EXPECT_EQ(
        json::serialize(rendered.blocks),
        R"([{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[)"
        R"({"type":"text","text":"<!channel> &amp; *x*"}]}]}])"
    );
}

RC_GTEST_PROP(block_kit, survives_any_text, (const std::string& text)) {
    for (const auto& [name, message] : samples::messages(text)) {
        const auto surface = as_value(render_message(message));
        RC_ASSERT(first_or_none(broken_rules(surface)) == "");
        RC_ASSERT(first_or_none(live_tokens(surface, {"U0ROBIN", text})) == "");
        RC_ASSERT(first_or_none(broken_rules(render_message_view(message))) == "");
    }
    for (const auto& [name, form] : samples::forms(text)) {
        const json::value view(render_form_view(form));
        RC_ASSERT(first_or_none(broken_rules(view)) == "");
        RC_ASSERT(first_or_none(live_tokens(view, {})) == "");
    }
}

// The alphabet of mark-up, so that the generator meets tokens often.
RC_GTEST_PROP(block_kit, survives_any_mark_up, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("<>&!@#|*_~`:;^ \nabcU1/"))
        );
    const auto message = samples::messages(text).front().second;
    const auto surface = as_value(render_message(message));
    RC_ASSERT(first_or_none(broken_rules(surface)) == "");
    RC_ASSERT(first_or_none(live_tokens(surface, {"U0ROBIN", text})) == "");
}

// N081
TEST(block_kit, never_exceeds_a_limit) {
    const std::string wide = "ß€😀";
    std::string long_text;
    for (int i = 0; i < 7000; ++i) {
        long_text += wide;
    }
    for (const std::size_t size : {2999U, 3000U, 3001U, 11999U, 12000U, 12001U, 19999U}) {
        chat::message message;
        message.title = long_text;
        message.summary = long_text;
        const std::string text(truncate_code_points(long_text, size));
        message.blocks.emplace_back(chat::paragraph{{chat::plain(text), chat::bold(text)}});
        message.blocks.emplace_back(chat::context_line{{chat::plain(text)}});
        EXPECT_EQ(first_or_none(broken_rules(as_value(render_message(message)))), "") << size;
        EXPECT_EQ(first_or_none(broken_rules(render_message_view(message))), "") << size;
    }
    for (const std::size_t count : {1U, 49U, 50U, 51U, 200U}) {
        chat::message message;
        message.title = "Many";
        for (std::size_t i = 0; i < count; ++i) {
            message.blocks.emplace_back(chat::paragraph{{chat::plain("x")}});
        }
        const auto rendered = render_message(message);
        EXPECT_EQ(first_or_none(broken_rules(as_value(rendered))), "") << count;
        EXPECT_EQ(rendered.blocks.size(), std::min<std::size_t>(count + 1, 50)) << count;
    }
}

TEST(block_kit, splits_a_long_paragraph_without_losing_text) {
    const std::string text(7000, 'x');
    chat::message message;
    message.blocks.emplace_back(chat::paragraph{{chat::plain(text)}});
    const auto rendered = render_message(message);
    std::string seen;
    for (const auto& block : rendered.blocks) {
        for (const auto& section : block.at("elements").as_array()) {
            for (const auto& element : section.at("elements").as_array()) {
                seen += element.at("text").as_string().c_str();
            }
        }
    }
    EXPECT_EQ(rendered.blocks.size(), 3U);
    EXPECT_EQ(seen, text);
}

TEST(block_kit, bounds_tables_and_says_what_is_left_out) {
    chat::table table;
    for (std::size_t r = 0; r < 150; ++r) {
        table.rows.emplace_back(25, std::string(300, 'x'));
    }
    chat::message message;
    message.summary = "Many";
    message.blocks.emplace_back(table);
    const auto rendered = render_message(message);
    EXPECT_EQ(first_or_none(broken_rules(as_value(rendered))), "");
    const auto text = json::serialize(rendered.blocks);
    EXPECT_NE(text.find("and 50 more rows"), std::string::npos);
    EXPECT_EQ(first_or_none(broken_rules(render_message_view(message))), "");
}

TEST(block_kit, leaves_out_buttons_that_could_not_be_pressed) {
    chat::button without;
    without.label = "Nothing";
    chat::button too_long = without;
    too_long.act.value = std::string(2001, 'x');
    chat::message message;
    message.blocks.emplace_back(chat::button_row{{without, too_long}});
    const auto text = json::serialize(render_message(message).blocks);
    EXPECT_EQ(text.find("actions"), std::string::npos);
}

TEST(block_kit, groups_long_choices_and_skips_what_cannot_come_back) {
    chat::form form;
    form.title = "Pick";
    chat::form_field field;
    field.id = "client";
    field.label = "Client";
    field.what = chat::form_field::kind::choice;
    field.value = "c149";
    for (int i = 0; i < 150; ++i) {
        field.options.push_back({"c" + std::to_string(i), "Client " + std::to_string(i)});
    }
    field.options.push_back({std::string(151, 'x'), "Too long"});
    field.options.push_back({"", "Nothing"});
    form.fields = {field};
    auto view = render_form_view(form);
    EXPECT_EQ(first_or_none(broken_rules(view)), "");
    const auto& element = view.at("blocks").at(0).at("element");
    EXPECT_EQ(element.at("option_groups").as_array().size(), 2U);
    EXPECT_EQ(element.at("initial_option").at("value"), "c149");
    form.fields.front().options.clear();
    EXPECT_EQ(
        render_form_view(form).at("blocks").at(0).at("element").at("type"),
        "plain_text_input"
    );
}

TEST(block_kit, tells_problems_only_at_fields_of_the_form) {
    chat::form_problems problems;
    problems.by_field = {{"openings", "A number, please."}, {"client", "Which client?"}};
    EXPECT_EQ(
        json::serialize(render_problems(problems, {"title", "openings"})),
        R"({"openings":"A number, please.","title":"Which client?"})"
    );
    EXPECT_EQ(
        json::serialize(render_problems({}, {"title"})),
        R"({"title":"Please check this form."})"
    );
    EXPECT_TRUE(render_problems(problems, {}).empty());
}

TEST(block_kit, shows_a_moment_in_both_zones) {
    chat::message message;
    message.blocks.emplace_back(chat::paragraph{
        {{chat::inline_run::kind::moment,
          "Tue 8 Dec 09:00 CST",
          {},
          instant{seconds{1796742000}} + milliseconds{500}}}});
    const auto text = json::serialize(render_message(message).blocks);
    EXPECT_NE(text.find(R"("text":"Tue 8 Dec 09:00 CST")"), std::string::npos);
    EXPECT_NE(
        text.find(R"({"type":"date","timestamp":1796742000,"format":"{date_short_pretty} {time}",)"
                  R"("fallback":"Tue 8 Dec 09:00 CST"})"),
        std::string::npos
    );
}

TEST(block_kit, links_lead_to_the_web_and_nowhere_else) {
    chat::message message;
    auto named = chat::file("Resume of S-311", "sub:311");
    message.blocks.emplace_back(chat::paragraph{{chat::link("https://files.example/a"), named}});
    for (const auto target : {"javascript:alert(1)", "/files/abc", "slack://open"}) {
        auto wrong = chat::link(target);
        wrong.text = "wrong";
        message.blocks.emplace_back(chat::paragraph{{wrong}});
    }
    const auto text = json::serialize(render_message(message).blocks);
    EXPECT_NE(
        text.find(
            R"({"type":"link","url":"https://files.example/a","text":"https://files.example/a"})"
        ),
        std::string::npos
    ) << text;
    EXPECT_EQ(text.find("javascript"), std::string::npos);
    EXPECT_EQ(text.find("/files/abc"), std::string::npos);
    EXPECT_EQ(text.find("slack:"), std::string::npos);
    EXPECT_EQ(text.find("sub:311"), std::string::npos);
}

TEST(block_kit, a_form_takes_one_pdf_or_word_file) {
    chat::form form;
    chat::form_field field;
    field.id = "file";
    field.label = "Resume";
    field.what = chat::form_field::kind::file;
    form.fields.push_back(field);
    const auto view = json::serialize(render_form_view(form));
    EXPECT_NE(
        view.find(
            R"({"type":"file_input","action_id":"value","filetypes":["pdf","docx"],"max_files":1})"
        ),
        std::string::npos
    ) << view;
}

TEST(escape_mrkdwn, cuts_between_code_points_and_never_inside_an_entity) {
    EXPECT_EQ(escape_mrkdwn("a<b>&c", 100), "a&lt;b&gt;&amp;c");
    EXPECT_EQ(escape_mrkdwn("<<<", 8), "&lt;…");
    EXPECT_EQ(escape_mrkdwn("abc", 3), "abc");
    EXPECT_EQ(escape_mrkdwn("abcd", 3), "ab…");
    EXPECT_EQ(escape_mrkdwn("😀😀😀😀", 3), "😀😀…");
}

}  // namespace
}  // namespace fillrate::slack
