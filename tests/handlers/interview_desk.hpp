// The desk with an interview on it, as far as a test needs it.
#pragma once

#include "core/chat/plain_text.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers::testing {

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Monday 30 November 2026 10:00 in Chicago; Paige, S-301, of Hammer & Tongs is presented for
/// REQ-1, whose manager is Ana. Others, Raj unless said otherwise, manage at Acorn too.
inline desk with_presented(const std::vector<std::string>& managers = {"raj"}) {
    auto data = config::load_demo().value();
    for (auto& person : data.people) {
        if (std::ranges::find(managers, person.id.value) != managers.end()) {
            domain::grant at_acorn;
            at_acorn.role = domain::role::hiring_manager;
            at_acorn.client = client_id{"acorn"};
            person.grants.push_back(at_acorn);
        }
    }
    desk d(std::move(data));
    const auto play = [&d](std::string_view who, std::string_view channel, std::string_view line) {
        const auto told = d.type(who, channel, line);
        EXPECT_TRUE(told.changed) << line << "\n" << told.text;
    };
    play(
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana"
    );
    play("robin", "acorn-internal", "1 qualify waive:\"known role\"");
    play("robin", "acorn-internal", "1 release tier1");
    play(
        "maul",
        "sup-hammer",
        "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\""
    );
    play("robin", "acorn-internal", "S-301 present");
    return d;
}

inline said must(desk& d, std::string_view who, std::string_view channel, std::string_view line) {
    auto told = d.type(who, channel, line);
    EXPECT_TRUE(told.changed) << who << ": " << line << "\n" << told.text;
    return told;
}

inline said refused(
    desk& d,
    std::string_view who,
    std::string_view channel,
    std::string_view line
) {
    auto told = d.type(who, channel, line);
    EXPECT_TRUE(told.refused) << who << ": " << line << "\n" << told.text;
    return told;
}

/// I-51 with two times, Ana and Raj on the panel, Lee may come.
inline desk with_times() {
    auto d = with_presented();
    must(
        d,
        "ana",
        "acorn-hiring",
        "S-301 interview \"tue 10:00, wed 9:00\" panel:@ana,@raj link:https://meet.example/51"
    );
    return d;
}

/// I-51 on Tuesday 1 December 10:00.
inline desk with_time() {
    auto d = with_times();
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    return d;
}

/// I-51 took place; it is Tuesday 10:50.
inline desk with_held() {
    auto d = with_time();
    d.move_to(at("2026-12-01T10:50-06:00"));
    return d;
}

inline std::optional<chat::button> button_of(const chat::message& card, std::string_view label) {
    for (const auto& block : card.blocks) {
        if (const auto* row = std::get_if<chat::button_row>(&block)) {
            for (const auto& one : row->buttons) {
                if (one.label.starts_with(label)) {
                    return one;
                }
            }
        }
    }
    return std::nullopt;
}

/// The living card of an interview in a channel.
inline chat::message card_in_room(desk& d, std::uint32_t number, std::string_view channel) {
    chat::outgoing item;
    item.kind = "card";
    item.subject = "iv:" + std::to_string(number);
    item.conversation = conversation_id{std::string(channel)};
    return d.composed(item).value_or(chat::message{});
}

inline std::string room_text(desk& d, std::string_view channel) {
    const auto card = card_in_room(d, 51, channel);
    return card.title + '\n' + card.summary + '\n' + chat::to_plain_text(card);
}

}  // namespace fillrate::handlers::testing
