// `help`: at most six lines to paste, only what this person may do here, about what is at hand or
// of a topic; every line with "all". It reads the table of routes and the grammar's words.
#include "core/base/text.hpp"
#include "core/chat/framed_verbs.hpp"
#include "core/chat/verbs.hpp"
#include "handlers/answers.hpp"
#include "handlers/help_examples.hpp"
#include "handlers/routes.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_lines = 6;
constexpr std::size_t most_of_others = 2;  // of what hangs on the one that was named
constexpr std::size_t lines_per_block = 10;

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
constexpr std::array<std::string_view, 17> first_words{
    "new",
    "show",
    "submit",
    "qualify",
    "release",
    "present",
    "interview",
    "select",
    "reject",
    "accept",
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
    constexpr std::array<std::string_view, 6>
        seldom_used{"due", "iv", "opp", "question", "shift", "sup"};
    const bool seldom = std::ranges::find(seldom_used, verb.noun) != seldom_used.end();
    return !same_word && !seldom && (!answering || answers);
}

rules first_lines(const context& ctx) {
    auto found = offered(ctx);
    std::erase_if(found, [&ctx](const auto* verb) { return !is_everyday(ctx, *verb); });
    std::ranges::stable_sort(found, {}, [](const auto* verb) { return rank(*verb); });
    return found;
}

// "sla 104 why": the noun only says what a verb of requisitions is about.
bool is_framed(const chat::verb_rule& verb, std::string_view noun) {
    return verb.noun == "req" && (verb.verb == chat::verb_asked_by(noun) ||
                                  verb.example.starts_with(std::string(noun) + ' '));
}

// What suppliers do and what is done about them, beside the verbs that say so.
bool is_of_suppliers(const chat::verb_rule& verb) {
    constexpr std::array<std::string_view, 6>
        words{"accept", "decline", "ask", "remove", "supplier", "suppliers"};
    return verb.noun != "sub" && verb.noun != "iv" &&
           std::ranges::find(words, verb.verb) != words.end();
}

// "offer S-311 accept": of an offer is said what may follow its word too.
bool is_said_of(const chat::verb_rule& verb, std::string_view topic) {
    const auto* frame = chat::find_verb("sub", topic);
    return frame != nullptr && chat::verb_framed_by(*frame, verb.verb) == &verb;
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
        const bool of_word =
            std::ranges::find(verbs, verb) != verbs.end() || is_said_of(*verb, topic);
        const bool of_firms = noun == "sup" && is_of_suppliers(*verb);
        return frames ? !of_noun && !of_firms && verb->verb != noun && !is_framed(*verb, noun)
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

rules of_noun(const context& ctx, std::string_view noun) {
    auto found = offered(ctx);
    std::erase_if(found, [noun](const auto* verb) {
        return verb->subjects == chat::subject_rule::none || verb->subject_noun() != noun;
    });
    return found;
}

// The verbs of one thing at hand, the likely acts first, as on its card.
rules ranked(const context& ctx, const help_subjects& about, std::string_view noun) {
    auto verbs = of_noun(ctx, noun);
    const auto known = about.acts.find(noun);
    const auto acts = known == about.acts.end() ? std::vector<std::string>{} : known->second;
    std::ranges::stable_sort(verbs, {}, [&acts](const auto* verb) {
        const auto act = std::ranges::find(acts, verb->verb);
        const auto likely = static_cast<std::size_t>(act - acts.begin());
        return act == acts.end() ? acts.size() + rank(*verb) : likely;
    });
    return verbs;
}

// The verbs of a topic. Of requisitions and candidates there are many: the first ones first, of
// candidates the likely acts of the one at hand.
rules of_topic(const context& ctx, const help_subjects& at_hand, std::string_view topic) {
    auto verbs = about(ctx, topic);
    const auto noun = chat::noun_of(topic);
    if (noun == "req") {
        std::ranges::stable_sort(verbs, {}, [](const auto* verb) { return rank(*verb); });
    }
    if (noun == "sub") {
        const auto likely = ranked(ctx, at_hand, noun);
        std::ranges::stable_sort(verbs, {}, [&likely](const auto* verb) {
            return std::ranges::find(likely, verb) - likely.begin();
        });
    }
    return verbs;
}

using shown_lines = std::vector<help_line>;

std::string zone_sentence(const context& ctx, const help_subjects& about) {
    if (about.req != nullptr && !about.req->zone.empty()) {
        return "Times are " + city_of(about.req->zone) + " time (the site of " +
               shown_id(about.req->number) + ") unless you add a zone.";
    }
    const auto usual = ctx.organisation.default_zone.empty()
                           ? std::string{}
                           : ", " + city_of(ctx.organisation.default_zone) + " time without one,";
    return "Times are those of the requisition's site" + usual + " unless you add a zone.";
}

chat::message headed() {
    chat::message shown;
    shown.title = "What you can type here";
    shown.summary = "Lines to paste, with what they do.";
    return shown;
}

void add_help_foot(
    chat::message& shown,
    const context& ctx,
    const help_subjects& about,
    const shown_lines& lines,
    std::string_view more
) {
    auto text = zone_sentence(ctx, about);
    if (std::ranges::any_of(lines, &help_line::stands_in)) {
        text += " Codes such as 104 and S-311 stand for yours.";
    }
    chat::context_line foot{{chat::plain(text + (more.empty() ? "" : " More: "))}};
    if (!more.empty()) {
        foot.text.push_back(chat::code(ctx.root + ' ' + std::string(more)));
    }
    shown.blocks.emplace_back(std::move(foot));
}

// Few lines stand each for itself; of many, several share a block, as a message has room for few.
void add_help_lines(chat::message& shown, const context& ctx, const shown_lines& lines) {
    const auto per_block = lines.size() > most_lines ? lines_per_block : 1;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i % per_block == 0) {
            shown.blocks.emplace_back(chat::paragraph{});
        }
        auto& text = std::get<chat::paragraph>(shown.blocks.back()).text;
        if (!text.empty()) {
            text.push_back(chat::plain("\n"));
        }
        text.push_back(chat::code(ctx.root + ' ' + lines[i].example));
        text.push_back(chat::plain("  " + std::string(lines[i].help)));
    }
}

// What can be done now, then what its state does not allow.
chat::message topic_message(
    const context& ctx,
    const help_subjects& about,
    const shown_lines& lines,
    std::string_view more
) {
    auto shown = headed();
    shown_lines now;
    shown_lines later;
    for (const auto& line : lines) {
        (line.works ? now : later).push_back(line);
    }
    add_help_lines(shown, ctx, now);
    if (!later.empty()) {
        shown.blocks.emplace_back(chat::paragraph{{chat::bold("Not as it stands now:")}});
        add_help_lines(shown, ctx, later);
    }
    add_help_foot(shown, ctx, about, lines, more);
    return shown;
}

// Every verb by its noun: one block each, the lines alone; what they do is said of one noun.
chat::message all_message(
    const context& ctx,
    const help_subjects& about,
    const shown_lines& lines
) {
    auto shown = headed();
    for (const auto& noun : chat::nouns()) {
        chat::paragraph block;
        for (const auto& line : lines) {
            if (line.verb->noun != noun.noun) {
                continue;
            }
            const auto before = block.text.empty() ? std::string(noun.noun) + "  " : "  ";
            block.text.push_back(block.text.empty() ? chat::bold(before) : chat::plain(before));
            block.text.push_back(chat::code(line.example));
        }
        if (!block.text.empty()) {
            shown.blocks.emplace_back(std::move(block));
        }
    }
    shown.summary = "Every line you can type here after " + ctx.root + ", by what it is about.";
    add_help_foot(shown, ctx, about, lines, "help req");
    return shown;
}

// The first lines of what was named, then of what hangs on it; else of the place.
shown_lines first_shown(const shown_lines& lines, const help_subjects& about) {
    shown_lines own;
    shown_lines others;
    for (const auto& line : lines) {
        const bool of_named = about.named.empty() || line.verb->subject_noun() == about.named;
        const bool real = !line.stands_in || about.codes.empty();
        if (line.works && real) {
            (of_named ? own : others).push_back(line);
        }
    }
    others.resize(std::min(others.size(), most_of_others));
    own.resize(std::min(own.size(), most_lines - others.size()));
    own.insert(own.end(), others.begin(), others.end());
    return own;
}

// The first lines of a topic: those that work, then as many others as there is room for.
shown_lines first_of_topic(shown_lines lines) {
    std::ranges::stable_partition(lines, &help_line::works);
    lines.resize(std::min(lines.size(), most_lines));
    return lines;
}

rules first_rules(const context& ctx, const help_subjects& about) {
    if (about.named.empty()) {
        return first_lines(ctx);
    }
    auto verbs = ranked(ctx, about, about.named);
    if (about.named == "req" && about.codes.contains("sub")) {
        std::ranges::copy(ranked(ctx, about, "sub"), std::back_inserter(verbs));
    }
    return verbs;
}

}  // namespace

namespace {

// The nearest word that this person can say something about.
outcome no_such_topic(const context& ctx, std::string_view topic) {
    std::vector<std::string_view> known;
    for (const auto* verb : offered(ctx)) {
        known.push_back(verb->noun);
        known.push_back(verb->verb);
    }
    std::string text =
        "There is nothing you can do here called \"" + abbreviate(displayable(topic), 40) + "\".";
    const auto near = did_you_mean(topic, known, 1);
    if (near.empty()) {
        return refuse(ctx, std::move(text), "help all");
    }
    const std::string word{near.front()};
    return refuse(ctx, text + " Did you mean " + word + '?', "help " + word);
}

outcome show_lines(
    const context& ctx,
    const help_subjects& subjects,
    shown_lines lines,
    const std::string& topic,
    bool whole
) {
    if (topic == "all") {
        return reply_with(all_message(ctx, subjects, lines));
    }
    if (topic.empty()) {
        return reply_with(topic_message(ctx, subjects, first_shown(lines, subjects), "help all"));
    }
    if (whole || lines.size() <= most_lines) {
        return reply_with(topic_message(ctx, subjects, lines, "help all"));
    }
    const auto more = "help " + topic + " all";
    return reply_with(topic_message(ctx, subjects, first_of_topic(std::move(lines)), more));
}

}  // namespace

outcome help_show(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const auto topics = ctx.command.values("topic");
    std::string topic = topics.empty() ? to_lower_ascii(trim(ctx.command.tail)) : std::string{};
    if (!topics.empty()) {
        topic = to_lower_ascii(topics.front());
    }
    auto found = find_help_subjects(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    auto& subjects = std::get<help_subjects>(found);
    if (of_noun(ctx, subjects.named).empty()) {
        subjects.named = {};
    }
    const bool whole = topics.size() > 1 && topics[1] == "all";
    const auto verbs = topic.empty() ? first_rules(ctx, subjects)
                       : whole       ? about(ctx, topic)
                                     : of_topic(ctx, subjects, topic);
    if (verbs.empty()) {
        return no_such_topic(ctx, topic);
    }
    auto made = help_lines(ctx, seen, book, subjects, verbs, chat::noun_of(topic));
    if (auto* early = std::get_if<need>(&made)) {
        return std::move(*early);
    }
    return show_lines(ctx, subjects, std::get<shown_lines>(std::move(made)), topic, whole);
}

}  // namespace fillrate::handlers
