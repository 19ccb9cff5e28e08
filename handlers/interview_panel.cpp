#include "handlers/interview_panel.hpp"

#include "core/base/text.hpp"
#include "core/chat/said_line.hpp"
#include "core/domain/names.hpp"
#include "core/domain/panel_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/behalf.hpp"
#include "handlers/cards.hpp"
#include "handlers/interview_steps.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_interviewers = 12;

// A manager names their own colleagues and the account manager; the program anybody it may know.
std::vector<index_page> panel_pages(const context& ctx, const domain::requisition& req) {
    auto pages = people_pages(domain::role::hiring_manager, req.client);
    std::ranges::move(
        people_pages(domain::role::account_manager, req.client),
        std::back_inserter(pages)
    );
    if (domain::has_role_on(req, ctx.actor, domain::role::account_manager) ||
        domain::has_role_on(req, ctx.actor, domain::role::operations)) {
        pages.push_back(people_page(domain::role::recruiter));
        pages.push_back(people_page(domain::role::recruiter, req.client));
        pages.push_back(people_page(domain::role::operations));
    }
    return pages;
}

// Typed with the command, or in one line of a form: "Ana, Raj?".
std::vector<std::string> typed_people(const context& ctx, std::string_view key) {
    std::vector<std::string> typed;
    if (!ctx.from_form) {
        for (const auto value : ctx.command.values(key)) {
            typed.emplace_back(value);
        }
        return typed;
    }
    const bool wants_sure = key == "panel";
    const auto line = value_of(ctx, "panel");
    for (const auto part : split(line, ',')) {
        auto name = std::string(trim(part));
        const bool sure = !name.ends_with('?');
        if (!sure) {
            name.pop_back();
        }
        if (name.starts_with('@')) {
            name.erase(0, 1);
        }
        if (!name.empty() && sure == wants_sure) {
            typed.push_back(std::move(name));
        }
    }
    return typed;
}

void add_interviewers(
    std::vector<domain::interviewer>& to,
    const std::vector<chat::name_match>& people,
    bool required
) {
    for (const auto& one : people) {
        const person_id id{one.id};
        const auto known = std::ranges::find(to, id, &domain::interviewer::person);
        if (known != to.end()) {
            known->required = required;
            continue;
        }
        domain::interviewer made;
        made.person = id;
        made.name = one.name;
        made.required = required;
        to.push_back(std::move(made));
    }
}

std::string panel_names(const domain::interview& iv) {
    std::vector<std::string> names;
    for (const auto& one : iv.panel) {
        names.push_back(displayable(one.name) + (one.required ? "" : " (optional)"));
    }
    return names.empty() ? "nobody" : join(names, ", ");
}

std::uint32_t count_required(const std::vector<domain::interviewer>& panel) {
    return static_cast<std::uint32_t>(
        std::ranges::count(panel, true, &domain::interviewer::required)
    );
}

}  // namespace

std::optional<need> missing_panel_people(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    return missing_pages(seen, panel_pages(ctx, req));
}

std::vector<chat::named> panel_people(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    std::vector<const domain::person*> people;
    for (const auto& page : panel_pages(ctx, req)) {
        for (const auto* one : records_of<domain::person>(seen, page)) {
            if (std::ranges::find(people, one) == people.end()) {
                people.push_back(one);
            }
        }
    }
    return names_of(people);
}

std::vector<const domain::person*> panel_pool(
    const snapshot& seen,
    const domain::interview& iv,
    const site_id& site
) {
    std::vector<const domain::person*> pool;
    for (const auto& page : people_pages(domain::role::hiring_manager, iv.client)) {
        for (const auto* one : records_of<domain::person>(seen, page)) {
            if (domain::find_interviewer(iv, one->id) == nullptr) {
                pool.push_back(one);
            }
        }
    }
    std::ranges::stable_partition(pool, [&](const auto* one) {
        return std::ranges::any_of(one->grants, [&](const auto& grant) {
            return grant.client == iv.client && grant.site == site;
        });
    });
    return pool;
}

void add_panel_acts(
    chat::button_row& to,
    interview_number of,
    std::uint64_t version,
    const domain::interviewer& missing,
    const std::vector<const domain::person*>& pool
) {
    constexpr std::size_t most_suggested = 2;
    const auto panel = shown_id(of) + " panel ";
    const auto add = [&to](std::string label, const std::string& line) {
        if (auto button = chat::line_button(std::move(label), line)) {
            to.buttons.push_back(std::move(*button));
        }
    };
    for (std::size_t i = 0; i < std::min(pool.size(), most_suggested); ++i) {
        add("Replace with " + first_name(pool[i]->name),
            panel + "panel:\"" + pool[i]->name + "\" remove:\"" + missing.name + '"');
    }
    add("Make optional", panel + "optional:\"" + missing.name + '"');
    to.buttons.push_back(act_on(domain::record_name(of), version, "Move", "move"));
}

// The line with another name in the place of one of that key, or without it.
std::string line_naming(
    const context& ctx,
    std::string_view key,
    const std::string& typed,
    const std::string& name
) {
    auto command = ctx.command;
    const auto old = std::ranges::find_if(command.arguments, [&](const chat::argument& each) {
        return each.key == key && each.value == typed;
    });
    if (old != command.arguments.end() && name.empty()) {
        command.arguments.erase(old);
    } else if (old != command.arguments.end()) {
        *old = {std::string(key), name, chat::argument::form::word, {}};
    }
    return chat::to_line(command);
}

void add_unknown_person(
    const context& ctx,
    std::string_view key,
    const std::string& name,
    const chat::name_lookup& found,
    field_problems& problems
) {
    const auto shown = "\"" + abbreviate(displayable(name), 60) + "\" ";
    if (const auto* several = std::get_if<chat::several_names>(&found)) {
        std::vector<std::string> names;
        std::vector<reading> readings;
        for (const auto& match : several->matches) {
            names.push_back(displayable(match.name));
            readings.push_back({names.back(), line_naming(ctx, key, name, match.name)});
        }
        auto text = shown + "may be any of these: " + join(names, ", ") + '.';
        problems.ask_which("panel", std::move(text), std::move(readings));
        return;
    }
    auto text = shown + "is nobody that you can name here.";
    const auto& nearest = std::get<chat::no_name>(found).nearest;
    const auto meant = nearest.empty() ? std::string{} : nearest.front().name;
    if (!meant.empty()) {
        text += " Did you mean " + displayable(meant) + '?';
    }
    problems.add("panel", std::move(text), line_naming(ctx, key, name, meant));
}

std::vector<chat::name_match> read_people(
    const context& ctx,
    std::string_view key,
    const std::vector<chat::named>& people,
    field_problems& problems
) {
    std::vector<chat::name_match> found;
    for (const auto& name : typed_people(ctx, key)) {
        const auto looked_up = chat::resolve_name(name, people);
        if (const auto* one = std::get_if<chat::one_name>(&looked_up)) {
            found.push_back(one->match);
            continue;
        }
        add_unknown_person(ctx, key, name, looked_up, problems);
    }
    return found;
}

std::vector<domain::interviewer> read_panel(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    field_problems& problems
) {
    const auto people = panel_people(ctx, seen, req);
    std::vector<domain::interviewer> panel;
    add_interviewers(panel, read_people(ctx, "panel", people, problems), true);
    add_interviewers(panel, read_people(ctx, "optional", people, problems), false);
    if (panel.empty() && problems.empty() && !req.hiring_manager.empty()) {
        add_interviewers(panel, {{req.hiring_manager.value, req.hiring_manager_name}}, true);
    }
    if (panel.size() > most_interviewers) {
        problems.add("panel", "Name at most 12 interviewers.");
    }
    return panel;
}

std::optional<std::uint32_t> read_quorum(
    const context& ctx,
    const std::vector<domain::interviewer>& panel,
    field_problems& problems
) {
    const auto typed = value_of(ctx, "quorum");
    if (typed.empty()) {
        return std::nullopt;
    }
    const auto required = count_required(panel);
    const auto wanted = parse_int<std::uint32_t>(typed);
    if (!wanted || *wanted == 0) {
        problems.add("quorum", "Say how many verdicts are needed, at least 1.");
        return std::nullopt;
    }
    if (*wanted > required) {
        problems.add(
            "quorum",
            std::to_string(*wanted) + " verdicts cannot be needed: " + std::to_string(required) +
                " of the panel " + (required == 1 ? "has" : "have") + " to come."
        );
        return std::nullopt;
    }
    return *wanted;
}

std::string quorum_text(const std::vector<domain::interviewer>& panel, std::uint32_t quorum) {
    const auto required = count_required(panel);
    return quorum == 0 || quorum >= required
               ? std::string{}
               : std::to_string(quorum) + " of " + std::to_string(required) + " verdicts needed";
}

std::string verdicts_in(domain::feedback_count count) {
    // More than a quorum asks for is still all of it.
    const auto settled = std::min(count.settled, count.wanted);
    return count.wanted == 0
               ? std::string{}
               : ' ' + std::to_string(settled) + " of " + std::to_string(count.wanted) + " in.";
}

namespace {

std::optional<outcome> refuse_panel(const context& ctx, const found_interview& one) {
    const auto id = shown_id(one.iv->number);
    if (!domain::runs(one.context(), ctx.actor)) {
        return refuse(
            ctx,
            "You cannot change who interviews in " + id +
                ": that is for the hiring manager or the account manager.",
            id + " note \"...\""
        );
    }
    if (!domain::is_ahead(one.iv->state)) {
        return refuse(
            ctx,
            id + " is " + std::string(shown_state(one.iv->state)) + ", so its panel stays.",
            id
        );
    }
    return std::nullopt;
}

// Somebody who may join, as a line to type; else the interview.
std::string next_panel_line(const context& ctx, const snapshot& seen, const found_interview& one) {
    const auto id = shown_id(one.iv->number);
    for (const auto& known : panel_people(ctx, seen, *one.req)) {
        if (domain::find_interviewer(*one.iv, person_id{known.id}) == nullptr) {
            return id + " panel optional:\"" + displayable(known.names.front()) + '"';
        }
    }
    return id;
}

// With who joins, and without who leaves.
std::vector<domain::interviewer> read_changed_panel(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one,
    field_problems& problems
) {
    const auto people = panel_people(ctx, seen, *one.req);
    auto panel = one.iv->panel;
    add_interviewers(panel, read_people(ctx, "panel", people, problems), true);
    add_interviewers(panel, read_people(ctx, "optional", people, problems), false);
    std::vector<chat::named> present;
    for (const auto& each : one.iv->panel) {
        present.push_back({each.person.value, {each.name}});
    }
    for (const auto& gone : read_people(ctx, "remove", present, problems)) {
        std::erase_if(panel, [&gone](const auto& each) { return each.person.value == gone.id; });
    }
    if (panel.size() > most_interviewers) {
        problems.add("panel", "Name at most 12 interviewers.");
    }
    return panel;
}

}  // namespace

outcome interview_panel(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    if (auto refused = refuse_panel(ctx, one)) {
        return std::move(*refused);
    }
    const auto whom = speaking_for_manager(*one.req);
    auto wanted = missing_panel_people(ctx, seen, *one.req).value_or(need{});
    load_too(wanted, missing_for_behalf(ctx, seen, whom).value_or(need{}));
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    auto behalf = read_on_behalf(ctx, seen, whom);
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto id = shown_id(one.iv->number);
    field_problems problems;
    auto panel = read_changed_panel(ctx, seen, one, problems);
    // Fewer who have to come cannot be asked for more than all of them.
    const auto quorum =
        read_quorum(ctx, panel, problems).value_or(std::min(one.iv->quorum, count_required(panel)));
    if (problems.empty() && panel == one.iv->panel && quorum == one.iv->quorum) {
        problems.add("panel", "Name who joins the panel, or who leaves it with remove:.");
    }
    if (!problems.empty()) {
        return problems.answer(ctx, next_panel_line(ctx, seen, one));
    }
    const auto subject = domain::record_name(one.iv->number);
    interview_change next(ctx, subject, *one.iv, seen.version_of(subject));
    next.on_behalf_of(std::get<std::string>(std::move(behalf)));
    next.add(
        domain::panel_changed{std::move(panel), quorum},
        {},
        domain::side_of(one.context(), ctx.actor)
    );
    next.tell({.client = true});
    const auto enough = quorum_text(next.after().panel, quorum);
    auto said = id + " is with " + panel_names(next.after()) + " now" +
                (enough.empty() ? std::string{} : ", " + enough) + '.';
    return decide_interview(ctx, seen, book, std::move(next), one, std::move(said));
}

}  // namespace fillrate::handlers
