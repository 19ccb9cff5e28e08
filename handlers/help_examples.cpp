#include "handlers/help_examples.hpp"

#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/grammar.hpp"
#include "core/chat/subject.hpp"
#include "handlers/lists.hpp"
#include "handlers/routes.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace fillrate::handlers {

namespace {

// What a trial may look at besides what the examples are about.
constexpr std::size_t most_records = 60;
constexpr std::size_t most_pages = 3;
constexpr std::uint32_t longest_page = 20;

// The words of an example; quoted text stays in one piece, as it is.
std::vector<std::string> words_of(std::string_view example) {
    std::vector<std::string> words(1);
    bool inside = false;
    for (const char c : example) {
        inside = c == '"' ? !inside : inside;
        if (c == ' ' && !inside) {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const auto& word : words) {
        line += (line.empty() ? "" : " ") + word;
    }
    return line;
}

bool is_code_of(const std::string& word, std::string_view noun) {
    const auto id = chat::read_id(word);
    return chat::names_subject(id) && chat::noun_of_subject(id.subject) == noun;
}

bool names_person(std::string_view word) {
    return word.starts_with('@') || word.find(":@") != std::string_view::npos;
}

// With the code in the place of the first one, without the others and without people, who are not
// known here. A number behind the code is a count.
std::string with_code(std::string_view example, std::string_view noun, const std::string& code) {
    std::vector<std::string> kept;
    bool there = false;
    for (auto& word : words_of(example)) {
        const bool is_code = is_code_of(word, noun);
        if (is_code && !there) {
            there = true;
            kept.push_back((word.starts_with("REQ-") ? "REQ-" : "") + chat::typed_subject(code));
        } else if (is_code ? all_digits(word) : !names_person(word)) {
            kept.push_back(std::move(word));
        }
    }
    return joined(kept);
}

std::string quoted_client(const domain::client& client) {
    return chat::quoted(displayable(client.name));
}

// "req new" with the terms of what is open here already.
std::string new_example(const help_subjects& about) {
    const auto* req = about.req;
    if (req == nullptr) {
        return "req new \"Forklift operator\" client:" + quoted_client(*about.client);
    }
    return "req new " + chat::quoted(displayable(req->title)) +
           " client:" + quoted_client(*about.client) +
           " site:" + chat::quoted(displayable(req->site_name)) +
           " category:" + std::string(domain::word(req->category)) + " openings:1";
}

// The client of this place instead of the table's.
std::string for_client(const chat::verb_rule& verb, const help_subjects& about) {
    if (verb.noun == "req" && verb.verb == "new") {
        return new_example(about);
    }
    auto words = words_of(verb.example);
    const bool names_one = (verb.noun == "client" && verb.verb == "brief") ||
                           (verb.noun == "report" && verb.verb == "client") || verb.noun == "opp";
    for (auto& word : words) {
        if (names_one && to_lower_ascii(word) == "acorn") {
            word = quoted_client(*about.client);
        } else if (names_one && word == "client:acorn") {
            word = "client:" + quoted_client(*about.client);
        }
    }
    return joined(words);
}

enum class trial {
    works,
    depends,  ///< on whom and what else there is: what that is was not looked through
    refused
};

bool is_of_directory(const index_page& page) {
    return page.set == clients_list || page.set == suppliers_list ||
           page.set.starts_with(everybody_list);
}

// Whether somebody of that name or number is there already, or is known at all.
bool asks_for_names(const need& wanted) {
    return !wanted.hashes.empty() || std::ranges::any_of(wanted.pages, is_of_directory);
}

// Decides the line as if it were typed, and leaves it at that: deciding changes nothing. Who may do
// it, and whether its state allows it, is decided before anything further is read.
trial tried(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    const std::string& line,
    std::vector<need>& needs
) {
    chat::line_settings settings;
    settings.meant_as_command = true;
    settings.by_name = false;
    const auto read = chat::parse(line, settings);
    const auto* command = std::get_if<chat::command>(&read);
    const auto* way = command == nullptr ? nullptr : find_route(command->noun, command->verb);
    if (way == nullptr) {
        return trial::refused;
    }
    auto as = ctx;
    as.command = *command;
    auto made = way->decide(as, seen, book);
    if (auto* wanted = std::get_if<need>(&made)) {
        needs.push_back(std::move(*wanted));
        return asks_for_names(needs.back()) ? trial::depends : trial::works;
    }
    const auto* told = std::get_if<answer>(&made);
    return told != nullptr && told->refused ? trial::refused : trial::works;
}

struct example_maker {
    const context& ctx;
    const snapshot& seen;
    domain::policy_book& book;
    const help_subjects& about;
    std::string_view noun;
    std::vector<need> needs{};

    trial attempt(const std::string& line) { return tried(ctx, seen, book, line, needs); }

    // The example of the table, as this person reads it: people outside read no other client's
    // name, and nothing of being late (DOMAIN.md 0).
    void take_table(help_line& line) const {
        const auto& verb = *line.verb;
        const bool inside = ctx.actor.has(domain::role::account_manager) ||
                            ctx.actor.has(domain::role::operations) ||
                            ctx.actor.has(domain::role::recruiter);
        line.example = verb.example;
        line.help = verb.help;
        if (!inside && verb.verb == "new") {
            line.example = "req new \"Forklift operator\"";
            line.help = "Open a requisition: a form asks for the rest.";
        } else if (!inside && verb.noun == "req" && verb.verb == "list") {
            line.example = "req list";
            line.help = "List the requisitions that concern you.";
        } else if (!inside && verb.noun == "req" && verb.verb == "set") {
            line.example = "104 openings +1 \"a second line opens\"";
            line.help = "Ask for other openings, or that some wait: frozen:1.";
        } else if (verb.subjects == chat::subject_rule::none) {
            line.example =
                inside && about.client != nullptr ? for_client(verb, about) : line.example;
        } else if (inside && verb.noun == "req" && verb.verb == chat::verb_asked_by(noun)) {
            line.example = std::string(noun) + ' ' + line.example;
        }
    }

    help_line make(const chat::verb_rule& verb) {
        help_line line;
        line.verb = &verb;
        take_table(line);
        if (verb.subjects == chat::subject_rule::none) {
            return line;
        }
        const auto code = about.codes.find(verb.subject_noun());
        if (code == about.codes.end()) {
            line.stands_in = true;
            return line;
        }
        const bool framed = line.example == std::string(noun) + ' ' + std::string(verb.example);
        const auto own = framed ? std::string(verb.example) : line.example;
        auto full = with_code(own, verb.subject_noun(), code->second);
        full = framed ? std::string(noun) + ' ' + full : full;
        const auto bare = chat::typed_subject(code->second) + ' ' + std::string(verb.verb);
        const bool has_bare = verb.noun == verb.subject_noun() && bare != full;
        // Without its terms a verb asks for them, whoever is there.
        const auto said = attempt(full);
        const auto asked = has_bare ? attempt(bare) : trial::refused;
        if (said != trial::works && asked != trial::refused) {
            full = bare;
        }
        line.works = said != trial::refused || asked != trial::refused;
        line.example = std::move(full);
        return line;
    }
};

std::vector<help_line> made_with(
    example_maker& maker,
    const std::vector<const chat::verb_rule*>& verbs
) {
    std::vector<help_line> lines;
    for (const auto* verb : verbs) {
        lines.push_back(maker.make(*verb));
    }
    return lines;
}

// What the trials asked for first, as far as there is room: the same whatever has been loaded
// since.
need wanted_by(const std::vector<need>& needs) {
    std::set<std::string> records;
    std::set<index_page> pages;
    for (const auto& one : needs) {
        for (const auto& name : one.records) {
            if (records.size() < most_records) {
                records.insert(name);
            }
        }
        for (const auto& page : one.pages) {
            if (page.limit <= longest_page && pages.size() < most_pages) {
                pages.insert(page);
            }
        }
    }
    need all;
    all.records.assign(records.begin(), records.end());
    all.pages.assign(pages.begin(), pages.end());
    return all;
}

snapshot narrowed(const std::vector<std::string>& names, const snapshot& seen) {
    snapshot some;
    for (const auto& name : names) {
        const auto found = seen.all().find(name);
        if (found != seen.all().end()) {
            some.put(name, found->second.version, found->second.value);
        }
    }
    return some;
}

}  // namespace

std::variant<std::vector<help_line>, need> help_lines(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    const help_subjects& about,
    const std::vector<const chat::verb_rule*>& verbs,
    std::string_view noun
) {
    const auto first = narrowed(about.names, seen);
    example_maker before{ctx, first, book, about, noun};
    made_with(before, verbs);
    auto wanted = wanted_by(before.needs);
    std::erase_if(wanted.records, [&seen](const auto& name) { return seen.loaded(name); });
    std::erase_if(wanted.pages, [&seen](const auto& page) { return seen.pages.contains(page); });
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    example_maker now{ctx, seen, book, about, noun};
    return made_with(now, verbs);
}

}  // namespace fillrate::handlers
