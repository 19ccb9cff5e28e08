// Release: shows the requisition to suppliers, by tier or by name, and starts the coverage clock
// (DOMAIN.md 3.1, 4.2).
#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/lists.hpp"
#include "handlers/releasing.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <set>

namespace fillrate::handlers {

namespace {

/// Named instead of a supplier: our own recruiters work it.
constexpr std::string_view inside_team = "internal";

bool works_or_asked(const domain::requisition& req, const supplier_id& id) {
    const auto* answer = answer_of(req, id);
    return answer != nullptr && !domain::is_out(*answer);
}

// Everything the command says about whom to ask.
struct asked_for {
    std::vector<std::uint32_t> tiers{};
    std::vector<std::string> names{};
    [[nodiscard]] bool empty() const { return tiers.empty() && names.empty(); }
};

asked_for read_asked(const context& ctx, field_problems& problems) {
    asked_for wanted;
    if (ctx.from_form) {
        const auto chosen = value_of(ctx, "to");
        for (const auto name : split(chosen, ',')) {
            if (!trim(name).empty()) {
                wanted.names.emplace_back(trim(name));
            }
        }
        return wanted;
    }
    for (const auto tier : ctx.command.values("tier")) {
        const auto read = chat::parse_count(tier, 1, 9);
        if (read) {
            wanted.tiers.push_back(*read);
        } else {
            problems.add("tier", read.error().detail);
        }
    }
    for (const auto name : ctx.command.values("to")) {
        wanted.names.emplace_back(name);
    }
    return wanted;
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

chosen_suppliers choose(
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
    if (ctx.from_form) {
        picked.tier = whole_tier(picked.to, req, all);
    }
    return picked;
}

outcome ask_whom(const snapshot& seen, const domain::requisition& req, const suppliers& all) {
    auto form = form_for(seen, req, "release", "Release " + shown_id(req.number), "Release");
    std::vector<chat::choice> options;
    std::vector<std::string> likely;
    for (const auto* one : all) {
        if (!serves(*one, req) || works_or_asked(req, one->id)) {
            continue;
        }
        options.push_back(
            {one->id.value, displayable(one->name) + " (tier " + std::to_string(one->tier) + ')'}
        );
        if (one->tier == 1 && answer_of(req, one->id) == nullptr) {
            likely.push_back(one->id.value);
        }
    }
    if (!req.internal_recruiter) {
        options.push_back({std::string(inside_team), "Our own recruiters"});
    }
    auto to = pick_field("to", "Show it to", std::move(options), join(likely, ","), true);
    to.what = chat::form_field::kind::choices;
    form.fields.push_back(std::move(to));
    return open_form(std::move(form));
}

// What has to be settled first (DOMAIN.md 3.1, 4.1).
std::optional<outcome> refuse_unready(const context& ctx, const domain::requisition& req) {
    const auto id = shown_id(req.number);
    const auto number = std::to_string(req.number.value);
    if (req.zone.empty()) {
        return refuse(
            ctx,
            id + " cannot be released: its site " + displayable(req.site_name) +
                " has no time zone, so no clock can run. An administrator has to set it.",
            number + " note \"site needs a time zone\""
        );
    }
    if (!req.pay && !req.bill && !req.max && !req.salary) {
        return refuse(ctx, id + " cannot be released: it has no rate yet.", number + " set pay:21");
    }
    return std::nullopt;
}

// Round two: clients and suppliers; round three: the conversations.
std::optional<need> missing_records(const snapshot& seen, const found_requisitions& all) {
    need wanted;
    if (!seen.pages.contains(directory_page(suppliers_list))) {
        wanted.pages.push_back(directory_page(suppliers_list));
    }
    for (const auto* req : all) {
        const auto client = domain::record_name(req->client);
        if (!seen.loaded(client)) {
            wanted.records.push_back(client);
        }
    }
    const bool nothing = wanted.pages.empty() && wanted.records.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

outcome refuse_nobody(const context& ctx, const domain::requisition& req, const asked_for& wanted) {
    const auto id = shown_id(req.number);
    const auto text = wanted.tiers.empty()
                          ? "Choose at least one supplier for " + id + '.'
                          : "No supplier of that tier is left that serves this category, so " + id +
                                " went to nobody new.";
    return refuse_fields(ctx, {{"to", text}}, std::to_string(req.number.value) + " release tier2");
}

outcome release_all(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_requisitions& all,
    const std::vector<chosen_suppliers>& picked
) {
    std::vector<change> changes;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& req = *all[i];
        const auto subject = domain::record_name(req.number);
        const auto* client = seen.find<domain::client>(domain::record_name(req.client));
        auto& one = changes.emplace_back(ctx, subject, req, seen.version_of(subject));
        add_release(one, seen, picked[i], client);
        if (req.state == domain::requisition_state::qualified) {
            const auto face = face_for(req, client, book);
            if (!face) {
                return refuse(
                    ctx,
                    shown_id(req.number) + " cannot be released: " + face.error().detail + '.',
                    std::to_string(req.number.value)
                );
            }
        }
        if (!settle_clocks(one, client, book, ctx.now)) {
            return unknown_calendar(ctx, req);
        }
    }
    return decide_changes(ctx, changes, "released");
}

}  // namespace

outcome requisition_release(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<found_requisitions>(found);
    for (const auto* req : all) {
        if (auto refused = refuse_transition(ctx, seen, *req, domain::verb::release)) {
            return std::move(*refused);
        }
        if (auto refused = refuse_unready(ctx, *req)) {
            return std::move(*refused);
        }
    }
    if (auto wanted = missing_records(seen, all)) {
        return std::move(*wanted);
    }
    const auto known = records_of<domain::supplier>(seen, directory_page(suppliers_list));
    field_problems problems;
    const auto wanted = read_asked(ctx, problems);
    if (wanted.empty() && problems.empty() && !ctx.from_form && all.size() == 1) {
        return ask_whom(seen, *all.front(), known);
    }
    std::vector<chosen_suppliers> picked;
    for (const auto* req : all) {
        picked.push_back(choose(ctx, wanted, *req, known, problems));
        if (!problems.empty()) {
            return problems.answer(ctx, std::to_string(req->number.value) + " release tier1");
        }
        if (picked.back().to.empty() && !picked.back().inside) {
            return refuse_nobody(ctx, *req, wanted);
        }
    }
    need rooms;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto* client = seen.find<domain::client>(domain::record_name(all[i]->client));
        std::ranges::copy(
            missing_rooms(seen, *all[i], client, picked[i].to),
            std::back_inserter(rooms.records)
        );
    }
    if (!rooms.records.empty()) {
        return rooms;
    }
    return release_all(ctx, seen, book, all, picked);
}

}  // namespace fillrate::handlers
