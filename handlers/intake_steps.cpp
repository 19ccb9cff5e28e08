#include "handlers/intake_steps.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/lists.hpp"
#include "handlers/policy_move.hpp"
#include "handlers/subject.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// What is opened by this very command has no number yet that anybody could type.
bool is_made(const snapshot& seen, const domain::requisition& req) {
    return seen.find<domain::requisition>(domain::record_name(req.number)) != nullptr;
}

std::string called_here(const snapshot& seen, const domain::requisition& req) {
    return is_made(seen, req) ? shown_id(req.number) : "It";
}

void choose_named(
    const std::string& name,
    const domain::requisition& req,
    const suppliers& all,
    chosen_suppliers& into,
    field_problems& problems
) {
    if (equal_ignoring_case(name, inside_team)) {
        into.inside = true;
        return;
    }
    const auto found = chat::resolve_name(name, names_of(all));
    const auto shown = '"' + abbreviate(displayable(name), 60) + '"';
    if (const auto* several = std::get_if<chat::several_names>(&found)) {
        std::vector<std::string> names;
        for (const auto& match : several->matches) {
            names.push_back(match.name);
        }
        problems.add("to", shown + " may be any of these: " + join(names, ", ") + '.');
        return;
    }
    if (const auto* none = std::get_if<chat::no_name>(&found)) {
        auto text = "There is no supplier called " + shown + '.';
        if (!none->nearest.empty()) {
            text += " Did you mean " + displayable(none->nearest.front().name) + '?';
        }
        problems.add("to", std::move(text));
        return;
    }
    const supplier_id id{std::get<chat::one_name>(found).match.id};
    const auto* one = *std::ranges::find(all, id, [](const auto* s) { return s->id; });
    if (one->suspended) {
        problems.add("to", displayable(one->name) + " is suspended, so nothing new goes to them.");
    } else if (!serves(*one, req)) {
        const auto category = chat::label_of("category", domain::word(req.category));
        problems.add(
            "to",
            displayable(one->name) + " does not serve " + to_lower_ascii(category) + " roles."
        );
    } else if (works_or_asked(req, one->id)) {
        problems.add("to", displayable(one->name) + " already has " + shown_id(req.number) + '.');
    } else if (std::ranges::find(into.to, one) == into.to.end()) {
        into.to.push_back(one);
    }
}

// The nearest of which somebody may still be asked.
std::optional<std::string> tier_left(const snapshot& seen, const domain::requisition& req) {
    const auto all = records_of<domain::supplier>(seen, directory_page(suppliers_list));
    std::optional<std::uint32_t> nearest;
    for (const auto* one : all) {
        if (!unasked_of_tier(one->tier, req, all).empty()) {
            nearest = std::min(nearest.value_or(one->tier), one->tier);
        }
    }
    return nearest ? std::optional{std::to_string(*nearest)} : std::nullopt;
}

// Ticking everybody of a tier is releasing to it: the highest one of which nobody is left out.
std::uint32_t whole_tier(
    const suppliers& ticked,
    const domain::requisition& req,
    const suppliers& all
) {
    std::uint32_t highest = 0;
    for (const auto* one : ticked) {
        const auto of_tier = unasked_of_tier(one->tier, req, all);
        const bool whole = std::ranges::all_of(of_tier, [&ticked](const auto* each) {
            return std::ranges::find(ticked, each) != ticked.end();
        });
        highest = whole ? std::max(highest, one->tier) : highest;
    }
    return highest;
}

}  // namespace

asked_for read_asked(const context& ctx, field_problems& problems) {
    asked_for wanted;
    if (ctx.from_form) {
        const auto chosen = value_of(ctx, "to");
        for (const auto name : split(chosen, ',')) {
            if (!trim(name).empty()) {
                wanted.names.emplace_back(trim(name));
            }
        }
    }
    std::vector<std::string> tiers;
    if (ctx.from_form) {
        const auto given = value_of(ctx, "tier");
        for (const auto tier : split(given, ',')) {
            tiers.emplace_back(trim(tier));
        }
    } else {
        const auto typed = ctx.command.values("tier");
        tiers.assign(typed.begin(), typed.end());
    }
    std::erase(tiers, std::string{});
    for (const auto& tier : tiers) {
        const auto read = chat::parse_count(tier, 1, 9);
        if (read) {
            wanted.tiers.push_back(*read);
        } else {
            problems.add("tier", read.error().detail, corrected(ctx, "tier", "1"));
        }
    }
    if (!ctx.from_form) {
        for (const auto name : ctx.command.values("to")) {
            wanted.names.emplace_back(name);
        }
    }
    return wanted;
}

chat::form_field tier_field(const context& ctx) {
    const auto typed = ctx.command.values("tier");
    const std::vector<std::string> tiers(typed.begin(), typed.end());
    auto field = number_field("tier", "Release to tier", join(tiers, ", "));
    field.hint = "1 for the first suppliers; empty: released later.";
    return field;
}

std::string read_waived(const context& ctx) {
    return abbreviate(displayable(value_of(ctx, "waive")), 200);
}

bool works_or_asked(const domain::requisition& req, const supplier_id& id) {
    const auto* answer = answer_of(req, id);
    return answer != nullptr && !domain::is_out(*answer);
}

chosen_suppliers choose_asked(
    const context& ctx,
    const asked_for& wanted,
    const domain::requisition& req,
    const suppliers& all,
    field_problems& problems
) {
    chosen_suppliers picked;
    for (const auto tier : wanted.tiers) {
        for (const auto* one : unasked_of_tier(tier, req, all)) {
            if (std::ranges::find(picked.to, one) == picked.to.end()) {
                picked.to.push_back(one);
            }
        }
        picked.tier = std::max(picked.tier, tier);
    }
    for (const auto& name : wanted.names) {
        choose_named(name, req, all, picked, problems);
    }
    if (ctx.from_form && wanted.tiers.empty()) {
        picked.tier = whole_tier(picked.to, req, all);
    }
    return picked;
}

outcome refuse_nobody(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const asked_for& wanted
) {
    const bool made = is_made(seen, req);
    const auto left = tier_left(seen, req);
    const auto number = std::to_string(req.number.value);
    // Else what is typed goes further than a release, and stays in the line.
    const bool alone = made && ctx.command.verb == "release" && read_waived(ctx).empty();
    const auto next = left && alone ? number + " release tier" + *left : number;
    if (wanted.tiers.empty()) {
        return refuse_fields(
            ctx,
            {{"to", "Choose at least one supplier for " + shown_id(req.number) + '.'}},
            next
        );
    }
    return refuse_fields(
        ctx,
        {{"tier",
          "No supplier of that tier is left that serves this category, so " +
              (made ? shown_id(req.number) : std::string("it")) + " went to nobody new."}},
        left && !alone ? corrected(ctx, "tier", *left)
        : made         ? next
                       : std::string("req new")
    );
}

std::optional<outcome> refuse_unready(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    const auto number = std::to_string(req.number.value);
    const bool made = is_made(seen, req);
    if (!req.pay && !req.bill && !req.max && !req.salary) {
        const auto text = called_here(seen, req) + " cannot be released: it has no rate yet.";
        return made ? refuse(ctx, text, number + " set pay:21")
                    : refuse_fields(ctx, {{"pay", text}}, chat::to_line(ctx.command) + " pay:21");
    }
    return std::nullopt;
}

std::optional<outcome> qualify_step(
    const context& ctx,
    const domain::policy_book& book,
    std::uint8_t settled,
    const std::string& waived,
    change& one
) {
    const bool whole = settled == domain::whole_checklist;
    one.add(domain::qualified{settled, whole ? std::string{} : waived});
    one.tell({.client = true});
    return settle_clocks(one, nullptr, book, ctx.now)
               ? std::nullopt
               : std::optional{unknown_calendar(ctx, one.after())};
}

namespace {

// Opened before its site had a zone, or had one that is known.
void take_zone(change& one, const domain::client* client) {
    const auto zone = zone_of_site(one.after(), client);
    if (zone != one.after().zone && !time_zone::find(one.after().zone)) {
        one.add(domain::requisition_changed{.zone = zone});
    }
}

}  // namespace

std::optional<outcome> release_step(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const chosen_suppliers& picked,
    const domain::client* client,
    change& one
) {
    if (one.after().state == domain::requisition_state::qualified) {
        take_zone(one, client);
        const auto cannot = called_here(seen, one.after()) + " cannot be released";
        if (auto refused = refuse_uncounted(ctx, one.after(), client, book, cannot)) {
            return refused;
        }
    }
    add_release(one, seen, picked, client);
    return settle_clocks(one, client, book, ctx.now)
               ? std::nullopt
               : std::optional{unknown_calendar(ctx, one.after())};
}

std::optional<need> missing_suppliers(const snapshot& seen, const asked_for& wanted) {
    const auto page = directory_page(suppliers_list);
    if (wanted.empty() || seen.pages.contains(page)) {
        return std::nullopt;
    }
    need missing;
    missing.pages.push_back(page);
    return missing;
}

std::optional<outcome> release_further(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const asked_for& wanted,
    const domain::client* client,
    change& one
) {
    const auto& req = one.after();
    if (wanted.empty()) {
        return std::nullopt;
    }
    if (req.state == domain::requisition_state::intake) {
        return refuse_fields(
            ctx,
            {{"waive",
              called_here(seen, req) +
                  " is released once it is qualified: say why the checklist is waived."}},
            chat::to_line(ctx.command) + " waive:\"same role as before\""
        );
    }
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::release)) {
        return refused;
    }
    if (auto refused = refuse_unready(ctx, seen, req)) {
        return refused;
    }
    field_problems problems;
    const auto all = records_of<domain::supplier>(seen, directory_page(suppliers_list));
    const auto picked = choose_asked(ctx, wanted, req, all, problems);
    if (!problems.empty()) {
        const auto next = corrected(ctx, problems.by_field.front().first, "...");
        return problems.answer(ctx, next);
    }
    if (picked.to.empty() && !picked.inside) {
        return refuse_nobody(ctx, seen, req, wanted);
    }
    need rooms;
    rooms.records = missing_rooms(seen, req, client, picked.to);
    if (!rooms.records.empty()) {
        return outcome(std::move(rooms));
    }
    return release_step(ctx, seen, book, picked, client, one);
}

std::string_view way_gone(const domain::requisition& req) {
    if (req.state == domain::requisition_state::open) {
        return "released";
    }
    return req.state == domain::requisition_state::qualified ? "qualified" : "open for intake";
}

}  // namespace fillrate::handlers
