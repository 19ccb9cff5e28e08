#include "handlers/long_words.hpp"

#include "core/base/text.hpp"
#include "core/chat/verbs.hpp"
#include "handlers/answers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace fillrate::handlers {

namespace {

// Code points that are kept of a text, by the verb that takes it; none: of every verb.
struct kept_words {
    std::string_view verb{};
    std::string_view name{};
    std::size_t most = 0;
};

constexpr auto words_kept = std::to_array<kept_words>({
    {"tell", "text", 200},
    {"", "text", 500},
    {"", "note", 1000},
    {"", "about", 1000},
    {"feedback", "why", 1000},
    {"", "why", 200},
    {"", "waive", 200},
    {"", "place", 200},
    {"", "reason", 200},
    {"", "detail", 200},
});

constexpr std::size_t shown_of_words = 60;

// 0: whoever takes it says how long it may be.
std::size_t most_kept(std::string_view verb, std::string_view name) {
    const auto* found = std::ranges::find_if(words_kept, [verb, name](const kept_words& one) {
        return one.name == name && (one.verb.empty() || one.verb == verb);
    });
    return found == words_kept.end() ? 0 : found->most;
}

bool is_too_long(std::string_view verb, std::string_view name, std::string_view text) {
    const auto most = most_kept(verb, name);
    return most > 0 && count_code_points(trim(text)) > most;
}

outcome refuse_words(
    const context& ctx,
    std::string_view name,
    std::string_view text,
    const chat::command& shorter
) {
    const auto most = std::to_string(most_kept(ctx.command.verb, name));
    const auto typed = std::to_string(count_code_points(trim(text)));
    return refuse(
        ctx,
        "That is too long: at most " + most + " characters are kept, and these are " + typed + '.',
        chat::to_line(shorter)
    );
}

}  // namespace

std::optional<outcome> refuse_long_words(const context& ctx) {
    const auto& command = ctx.command;
    const auto* verb = chat::find_verb(command.noun, command.verb);
    if (verb == nullptr || ctx.from_form || ctx.said_freely) {
        return std::nullopt;
    }
    auto shorter = command;
    if (is_too_long(command.verb, verb->tail_name, command.tail)) {
        shorter.tail = abbreviate(displayable(trim(command.tail)), shown_of_words);
        return refuse_words(ctx, verb->tail_name, command.tail, shorter);
    }
    for (auto& each : shorter.arguments) {
        if (is_too_long(command.verb, each.key, each.value)) {
            const auto typed = each.value;
            each.value = abbreviate(displayable(trim(typed)), shown_of_words);
            return refuse_words(ctx, each.key, typed, shorter);
        }
    }
    return std::nullopt;
}

}  // namespace fillrate::handlers
