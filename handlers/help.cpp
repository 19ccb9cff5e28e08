// `help`: at most six lines to paste, only what this person may do here. It reads the table of
// routes and the grammar's words.
#include "core/base/text.hpp"
#include "core/chat/verbs.hpp"
#include "handlers/answers.hpp"
#include "handlers/routes.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_lines = 6;

using rules = std::vector<const chat::verb_rule*>;

rules offered(const context& ctx) {
    rules found;
    for (const auto& verb : chat::verbs()) {
        const auto* way = find_route(verb.noun, verb.verb);
        if (way != nullptr && way->offered_to(ctx.actor)) {
            found.push_back(&verb);
        }
    }
    return found;
}

// What somebody new needs first, by role; the first six of these that are offered.
constexpr std::array<std::string_view, 12> first_words{
    "new",
    "show",
    "accept",
    "qualify",
    "release",
    "decline",
    "hold",
    "note",
    "list",
    "history",
    "undo",
    "set"};

std::size_t rank(const chat::verb_rule& verb) {
    const auto found =
        std::ranges::find(first_words, verb.noun == "me" && verb.verb == "show" ? "" : verb.verb);
    return static_cast<std::size_t>(found - first_words.begin());
}

// Owners answer for suppliers only now and then.
bool is_everyday(const context& ctx, const chat::verb_rule& verb) {
    const bool answering = verb.verb == "accept" || verb.verb == "decline";
    const bool answers = ctx.actor.has(domain::role::supplier_contact) ||
                         (verb.verb == "accept" && ctx.actor.has(domain::role::recruiter));
    const bool same_word = verb.noun == "help" || verb.noun == "sla";
    constexpr std::array<std::string_view, 5> seldom_used{"iv", "opp", "question", "shift", "sup"};
    const bool seldom = std::ranges::find(seldom_used, verb.noun) != seldom_used.end();
    return !same_word && !seldom && (!answering || answers);
}

rules first_lines(const context& ctx) {
    auto found = offered(ctx);
    std::erase_if(found, [&ctx](const auto* verb) { return !is_everyday(ctx, *verb); });
    std::ranges::stable_sort(found, {}, [](const auto* verb) { return rank(*verb); });
    found.resize(std::min(found.size(), most_lines));
    return found;
}

// "sla 104 why": the noun only says what a verb of requisitions is about.
bool is_framed(const chat::verb_rule& verb, std::string_view noun) {
    return verb.noun == "req" && (verb.verb == chat::verb_asked_by(noun) ||
                                  verb.example.starts_with(std::string(noun) + ' '));
}

rules about(const context& ctx, std::string_view topic) {
    auto found = offered(ctx);
    if (topic == "all") {
        return found;
    }
    const auto noun = chat::noun_of(topic);
    const auto verbs = chat::verbs_of(topic);
    const bool frames = !chat::verb_asked_by(noun).empty();
    std::erase_if(found, [&](const auto* verb) {
        const bool of_noun = !noun.empty() && verb->noun == noun;
        const bool of_word = std::ranges::find(verbs, verb) != verbs.end();
        return frames ? !of_noun && verb->verb != noun && !is_framed(*verb, noun)
                      : !of_noun && !of_word;
    });
    // "iv" is a verb of candidates too: what it is a noun for comes first.
    std::ranges::stable_partition(found, [noun](const auto* verb) { return verb->noun == noun; });
    // More is one's own than fits: what is said with "me" comes first.
    if (noun == "me") {
        std::ranges::stable_partition(found, [noun](const auto* verb) {
            return verb->example.starts_with(noun);
        });
    }
    return found;
}

struct shown_line {
    std::string example;
    std::string_view help;
};

// People outside read no other client's name, and nothing of being late (DOMAIN.md 0).
shown_line line_of(const context& ctx, const chat::verb_rule& verb, std::string_view noun) {
    const bool inside = ctx.actor.has(domain::role::account_manager) ||
                        ctx.actor.has(domain::role::operations) ||
                        ctx.actor.has(domain::role::recruiter);
    if (!inside && verb.verb == "new") {
        return {"req new \"Forklift operator\"", "Open a requisition: a form asks for the rest."};
    }
    if (!inside && verb.noun == "req" && verb.verb == "list") {
        return {"req list", "List the requisitions that concern you."};
    }
    if (inside && verb.noun == "req" && verb.verb == chat::verb_asked_by(noun)) {
        return {std::string(noun) + ' ' + std::string(verb.example), verb.help};
    }
    return {std::string(verb.example), verb.help};
}

chat::message help_message(const context& ctx, const rules& lines, std::string_view noun) {
    chat::message shown;
    shown.title = "What you can type here";
    shown.summary = "Lines to paste, with what they do.";
    for (const auto* verb : lines) {
        const auto [example, help] = line_of(ctx, *verb, noun);
        shown.blocks.emplace_back(chat::paragraph{
            {chat::code(ctx.root + ' ' + example), chat::plain("  " + std::string(help))}});
    }
    shown.blocks.emplace_back(chat::context_line{
        {chat::plain("Times are those of the requisition's site unless you add a zone. More: "),
         chat::code(ctx.root + " help all")}});
    return shown;
}

}  // namespace

outcome help_show(const context& ctx, const snapshot& /*seen*/, domain::policy_book& /*book*/) {
    const auto topics = ctx.command.values("topic");
    std::string topic = topics.empty() ? to_lower_ascii(trim(ctx.command.tail)) : std::string{};
    if (!topics.empty()) {
        topic = to_lower_ascii(topics.front());
    }
    if (topic.empty()) {
        return reply_with(help_message(ctx, first_lines(ctx), {}));
    }
    auto lines = about(ctx, topic);
    if (lines.empty()) {
        return refuse(
            ctx,
            "There is nothing you can do here called \"" + abbreviate(displayable(topic), 40) +
                "\".",
            "help all"
        );
    }
    if (topic != "all") {
        lines.resize(std::min(lines.size(), most_lines));
    }
    return reply_with(help_message(ctx, lines, chat::noun_of(topic)));
}

}  // namespace fillrate::handlers
