#include "handlers/joined_alerts.hpp"

#include "core/chat/said_line.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_acts = 5;

template <class Block>
const Block* first_of(const chat::message& said) {
    for (const auto& block : said.blocks) {
        if (const auto* found = std::get_if<Block>(&block)) {
            return found;
        }
    }
    return nullptr;
}

bool has_acts(const chat::message& said) {
    const auto* row = first_of<chat::button_row>(said);
    return row != nullptr && !row->buttons.empty();
}

// One tap says a verdict, but only beside all that might be said: with others its form asks for it.
chat::button form_for_verdict(const chat::button& one_of_several) {
    chat::button asks = one_of_several;
    asks.label = "Say how it was";
    asks.act.name = "feedback";
    return asks;
}

// Of its acts, the likely one first, so many at most.
chat::button_row acts_of(const chat::message& said, std::size_t most) {
    const auto* row = first_of<chat::button_row>(said);
    chat::button_row acts = row == nullptr ? chat::button_row{} : *row;
    if (!acts.buttons.empty() && acts.buttons.front().act.name.starts_with("say_")) {
        acts.buttons.assign(1, form_for_verdict(acts.buttons.front()));
    }
    acts.buttons.resize(std::min(acts.buttons.size(), most));
    return acts;
}

// Who is speaking, and for whom its reader stands in: each is said once.
void add_headings(chat::message& to, const chat::message& of) {
    for (const auto& block : of.blocks) {
        if (!std::holds_alternative<chat::context_line>(block)) {
            return;
        }
        if (std::ranges::find(to.blocks, block) == to.blocks.end()) {
            to.blocks.push_back(block);
        }
    }
}

chat::paragraph line_said_in(const chat::message& said) {
    const auto* line = first_of<chat::paragraph>(said);
    return line == nullptr ? chat::paragraph{{chat::plain(said.summary)}} : *line;
}

std::string plain_line(const chat::paragraph& line) {
    std::string text;
    for (const auto& run : line.text) {
        text += run.text;
    }
    return text;
}

}  // namespace

chat::message one_message_of(std::vector<chat::message> parts) {
    if (parts.size() == 1) {
        return std::move(parts.front());
    }
    std::ranges::stable_sort(parts, {}, [](const chat::message& one) {
        return one.tone != chat::tone::bad;
    });
    const auto acting = static_cast<std::size_t>(std::ranges::count_if(parts, has_acts));
    auto room = acting > most_acts ? most_acts - 1 : most_acts;
    const auto share = acting == 2 ? std::size_t{2} : std::size_t{1};
    const auto count =
        counted(static_cast<std::uint32_t>(parts.size()), "thing needs", "things need");
    chat::message all;
    all.summary = count + " you:";
    for (const auto& one : parts) {
        add_headings(all, one);
    }
    all.blocks.emplace_back(chat::paragraph{{chat::bold(count + " you")}});
    for (const auto& one : parts) {
        auto line = line_said_in(one);
        all.tone = std::max(all.tone, one.tone);
        all.summary += ' ' + plain_line(line);
        all.blocks.emplace_back(std::move(line));
        auto row = acts_of(one, std::min(share, room));
        room -= row.buttons.size();
        if (!row.buttons.empty()) {
            all.blocks.emplace_back(std::move(row));
        }
    }
    auto rest = acting > most_acts ? chat::line_button("Show all", "me") : std::nullopt;
    if (rest) {
        all.blocks.emplace_back(chat::button_row{{std::move(*rest)}});
    }
    return all;
}

}  // namespace fillrate::handlers
