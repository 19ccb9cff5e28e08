// Several alerts to one person as one message.
#include "handlers/joined_alerts.hpp"

#include "core/chat/plain_text.hpp"
#include "core/chat/said_line.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fillrate::handlers {
namespace {

chat::message alert_number(int n, chat::tone tone = chat::tone::warning) {
    chat::message said;
    said.summary = "Line " + std::to_string(n) + '.';
    said.tone = tone;
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    chat::button likely;
    likely.label = "Act " + std::to_string(n);
    chat::button other;
    other.label = "Other " + std::to_string(n);
    said.blocks.emplace_back(chat::button_row{{likely, other}});
    return said;
}

std::vector<std::string> labels_of(const chat::message& said) {
    std::vector<std::string> labels;
    for (const auto& block : said.blocks) {
        if (const auto* row = std::get_if<chat::button_row>(&block)) {
            for (const auto& one : row->buttons) {
                labels.push_back(one.label);
            }
        }
    }
    return labels;
}

std::vector<chat::message> alerts_up_to(int n) {
    std::vector<chat::message> all;
    for (int i = 1; i <= n; ++i) {
        all.push_back(alert_number(i));
    }
    return all;
}

TEST(joined_alerts, a_single_one_stays_as_it_is) {
    EXPECT_EQ(one_message_of({alert_number(1)}), alert_number(1));
}

TEST(joined_alerts, each_has_its_line_and_its_likely_act) {
    const auto all = one_message_of(alerts_up_to(5));
    EXPECT_EQ(all.summary, "5 things need you: Line 1. Line 2. Line 3. Line 4. Line 5.");
    EXPECT_EQ(
        labels_of(all),
        (std::vector<std::string>{"Act 1", "Act 2", "Act 3", "Act 4", "Act 5"})
    );
    EXPECT_EQ(all.tone, chat::tone::warning);
}

TEST(joined_alerts, two_have_room_for_two_acts_each) {
    const auto all = one_message_of(alerts_up_to(2));
    EXPECT_EQ(labels_of(all), (std::vector<std::string>{"Act 1", "Other 1", "Act 2", "Other 2"}));
}

TEST(joined_alerts, a_verdict_is_asked_for_by_its_form) {
    auto parts = alerts_up_to(2);
    auto& row = std::get<chat::button_row>(parts.front().blocks.back());
    row.buttons.front().act.name = "say_strong_yes";
    row.buttons.front().act.subject = "iv:51";
    const auto all = one_message_of(std::move(parts));
    EXPECT_EQ(labels_of(all), (std::vector<std::string>{"Say how it was", "Act 2", "Other 2"}));
    for (const auto& block : all.blocks) {
        const auto* acts = std::get_if<chat::button_row>(&block);
        if (acts != nullptr && acts->buttons.front().label == "Say how it was") {
            EXPECT_EQ(acts->buttons.front().act.name, "feedback");
            EXPECT_EQ(acts->buttons.front().act.subject, "iv:51");
        }
    }
}

TEST(joined_alerts, a_message_has_five_buttons_and_the_last_shows_all) {
    const auto all = one_message_of(alerts_up_to(7));
    const auto text = chat::to_plain_text(all);
    for (int i = 1; i <= 7; ++i) {
        EXPECT_NE(text.find("Line " + std::to_string(i)), std::string::npos) << text;
    }
    EXPECT_EQ(
        labels_of(all),
        (std::vector<std::string>{"Act 1", "Act 2", "Act 3", "Act 4", "Show all"})
    );
    const auto& row = std::get<chat::button_row>(all.blocks.back());
    const auto& act = row.buttons.front().act;
    EXPECT_EQ(chat::typed_line_of(act.name, act.subject), "me");
}

TEST(joined_alerts, what_is_past_its_time_comes_first) {
    const auto all =
        one_message_of({alert_number(1), alert_number(2, chat::tone::bad), alert_number(3)});
    EXPECT_EQ(all.summary, "3 things need you: Line 2. Line 1. Line 3.");
    EXPECT_EQ(all.tone, chat::tone::bad);
}

TEST(joined_alerts, for_whom_the_reader_stands_in_is_said_once) {
    auto parts = alerts_up_to(2);
    for (auto& one : parts) {
        one.blocks.insert(one.blocks.begin(), chat::context_line{{chat::plain("For Lee.")}});
    }
    const auto text = chat::to_plain_text(one_message_of(std::move(parts)));
    EXPECT_NE(text.find("For Lee."), std::string::npos);
    EXPECT_EQ(text.find("For Lee."), text.rfind("For Lee."));
}

TEST(joined_alerts, everybody_who_speaks_in_them_is_named_once) {
    auto parts = alerts_up_to(3);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto* who = i == 0 ? "From Lee." : "From Robin.";
        auto& blocks = parts[i].blocks;
        blocks.insert(blocks.begin(), chat::context_line{{chat::plain(who)}});
    }
    const auto text = chat::to_plain_text(one_message_of(std::move(parts)));
    for (const auto* who : {"From Lee.", "From Robin."}) {
        EXPECT_NE(text.find(who), std::string::npos) << text;
        EXPECT_EQ(text.find(who), text.rfind(who)) << text;
    }
}

}  // namespace
}  // namespace fillrate::handlers
