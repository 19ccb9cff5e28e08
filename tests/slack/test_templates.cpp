// Every message and form of the use cases as Slack gets it, once with ordinary names, titles and
// reasons and once with hostile ones (RELIABILITY.md N074-N078).
#include "integrations/slack/answer.hpp"
#include "integrations/slack/block_kit.hpp"
#include "tests/handlers/desk.hpp"
#include "tests/slack/samples.hpp"
#include "tests/slack/surface_checker.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using handlers::testing::desk;

// A foreign text before the end of each quoted title and reason.
std::string spoilt_line(std::string line, const std::string& foreign) {
    for (const std::string_view start : {"new \"", "waive:\"", "note \"", "because:\""}) {
        const std::size_t at = line.find(start);
        if (at != std::string::npos) {
            line.insert(line.find('"', at + start.size()), " " + foreign);
        }
    }
    return line;
}

config::demo_data spoilt_demo(const std::string& foreign) {
    auto data = config::load_demo().value();
    const auto spoil = [&foreign](std::string& name) { name += " " + foreign; };
    spoil(data.organisation.name);
    for (auto& one : data.clients) {
        spoil(one.name);
        for (auto& site : one.sites) {
            spoil(site.name);
        }
    }
    for (auto& one : data.suppliers) {
        spoil(one.name);
    }
    for (auto& one : data.people) {
        spoil(one.name);
    }
    for (auto& one : data.channels) {
        spoil(one.conversation.name);
    }
    for (auto& line : data.script) {
        line.text = spoilt_line(std::move(line.text), foreign);
    }
    return data;
}

// Collects what the demo's whole history and every kind of question after it draw.
class gallery {
public:
    explicit gallery(const std::string& foreign) : desk_(spoilt_demo(foreign)) {
        const auto script = desk_.data().script;
        for (const auto& line : script) {
            desk_.move_to(line.at);
            desk_.next_number = line.number == 0 ? desk_.next_number : line.number;
            const auto told = desk_.type(line.as, line.channel, line.text);
            EXPECT_TRUE(told.changed) << line.text << '\n' << told.text;
            keep(told);
        }
        desk_.move_to(desk_.data().now);
        for (const auto& alert : desk_.alerts) {
            keep(desk_.composed(alert));
        }
        ask_everything(foreign);
    }

    std::vector<json::value> surfaces{};

private:
    void keep(const std::optional<chat::message>& message) {
        if (!message) {
            return;
        }
        auto rendered = render_message(*message);
        json::object posted;
        posted["text"] = rendered.text;
        posted["blocks"] = std::move(rendered.blocks);
        surfaces.emplace_back(std::move(posted));
        surfaces.emplace_back(render_message_view(*message));
    }

    void keep(const handlers::testing::said& told) {
        keep(told.message);
        if (told.form) {
            surfaces.emplace_back(render_form_view(*told.form));
            keep(form_as_message(*told.form));
        }
        for (const auto& item : told.messages) {
            keep(desk_.composed(item));
        }
    }

    void ask_everything(const std::string& foreign) {
        const std::vector<std::pair<const char*, const char*>> askers{
            {"robin", "acorn-internal"},
            {"dana", "hiring-desk"},
            {"lee", "heron-internal"},
            {"ana", "acorn-hiring"},
            {"wren", "sup-quillfeather"}};
        for (const auto& [person, channel] : askers) {
            for (const char* line :
                 {"help",
                  "help all",
                  "me",
                  "req list",
                  "req list late",
                  "req new",
                  "req new \"Clerk\" client:a site:b",
                  "101",
                  "104",
                  "101 104 207",
                  "104 history",
                  "104 set",
                  "104 set openings:9",
                  "104 hold",
                  "104 release tier1",
                  "104 owner @lee",
                  "104 accept",
                  "104 decline",
                  "104 close",
                  "104 cancel",
                  "104 ack",
                  "104 note \"seen\"",
                  "999"}) {
                keep(desk_.type(person, channel, spoilt_line(line, foreign)));
            }
        }
    }

    desk desk_;
};

std::vector<std::string> foreign_texts() {
    std::vector<std::string> texts;
    for (const auto& text : samples::hostile_texts()) {
        // What cannot be typed inside quotes, or not in a title, is drawn by test_block_kit.
        const bool typed = text.find_first_of("\"\n\r\\") == std::string::npos;
        if (typed && text.find('\0') == std::string::npos && text.size() < 60) {
            texts.push_back(text);
        }
    }
    return texts;
}

class templates : public ::testing::TestWithParam<std::string> {};

TEST_P(templates, n074_n075_n076_n078_foreign_text_is_text) {
    const auto& foreign = GetParam();
    const gallery hostile(foreign);
    const gallery ordinary(std::string(foreign.size(), 'x'));
    ASSERT_GT(hostile.surfaces.size(), 300U);
    ASSERT_EQ(hostile.surfaces.size(), ordinary.surfaces.size());
    std::size_t shown = 0;
    for (std::size_t i = 0; i < hostile.surfaces.size(); ++i) {
        const auto& surface = hostile.surfaces[i];
        const auto text = json::serialize(surface);
        EXPECT_EQ(testing::broken_rules(surface), std::vector<std::string>{}) << text;
        EXPECT_EQ(testing::live_tokens(surface, {}), std::vector<std::string>{}) << text;
        EXPECT_EQ(testing::layout_of(surface), testing::layout_of(ordinary.surfaces[i])) << text;
        const auto control = json::serialize(ordinary.surfaces[i]);
        shown += control.find(std::string(foreign.size(), 'x')) != std::string::npos ? 1U : 0U;
    }
    // The control: the foreign text does stand in many of them.
    EXPECT_GT(shown, 150U);
}

INSTANTIATE_TEST_SUITE_P(foreign, templates, ::testing::ValuesIn(foreign_texts()));

}  // namespace
}  // namespace fillrate::slack
