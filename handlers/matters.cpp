#include "handlers/matters.hpp"

#include "core/base/text.hpp"
#include "core/domain/matters.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/agenda.hpp"
#include "handlers/cards.hpp"
#include "handlers/ceilings.hpp"
#include "handlers/disputes.hpp"
#include "handlers/interview_panel.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/needs.hpp"
#include "handlers/offer_approval.hpp"
#include "handlers/owner_request.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <string>

namespace fillrate::handlers {

namespace {

constexpr std::size_t most_claims_offered = 3;
// Of those looked at, so that one's own are never hidden behind them.
constexpr std::size_t most_approvals = 2;

// One line and one row.
std::vector<chat::block> matter_blocks(
    std::string who,
    std::string what,
    std::vector<chat::button> buttons
) {
    std::vector<chat::block> blocks;
    blocks.emplace_back(chat::paragraph{{chat::bold(std::move(who)), chat::plain(std::move(what))}}
    );
    blocks.emplace_back(chat::button_row{std::move(buttons)});
    return blocks;
}

// Of the loaded candidates those whom other firms claim as well.
std::vector<const domain::submittal*> claimed_with(
    const snapshot& seen,
    const domain::submittal& sub,
    const std::vector<std::string>& names
) {
    std::vector<const domain::submittal*> all;
    for (const auto& name : names) {
        const auto* one = seen.find<domain::submittal>(name);
        const bool same =
            one != nullptr && one->disputed && one->requisition == sub.requisition &&
            std::ranges::any_of(one->ownerships, [&sub](const auto& record) {
                return std::ranges::find(sub.ownerships, record) != sub.ownerships.end();
            });
        if (same) {
            all.push_back(one);
        }
    }
    std::ranges::sort(all, {}, [](const auto* one) { return one->number.value; });
    return all;
}

/// A candidate with something to settle, as this person may see it here.
struct candidate_matter {
    const domain::submittal& sub;
    const domain::requisition& req;
    domain::submittal_view view{};
    instant now{};
};

chat::button act_of(
    const snapshot& seen,
    const domain::submittal& sub,
    std::string label,
    std::string verb
) {
    const auto name = domain::record_name(sub.number);
    return act_on(name, seen.version_of(name), std::move(label), std::move(verb));
}

std::string title_of_matter(const candidate_matter& one) {
    return shown_id(one.sub.number) + ' ' + displayable(one.view.shown_name);
}

std::string told_since(const candidate_matter& one, instant since, std::string_view what) {
    return ", " + shown_id(one.req.number) + ' ' + displayable(one.req.title) + ": " +
           std::string(what) + ", since " + local_time(since, one.req.zone, one.now);
}

matter concern_of(const candidate_matter& one, const snapshot& seen) {
    const auto since = *one.sub.job->worried;
    return {
        since,
        &one.sub.clocks,
        matter_blocks(
            title_of_matter(one),
            told_since(one, since, "a concern is to be settled"),
            {act_of(seen, one.sub, "Settled", "good"),
             act_of(seen, one.sub, "History", "history"),
             act_of(seen, one.sub, "End", "end")}
        )};
}

matter approval_of(const candidate_matter& one, const snapshot& seen) {
    const auto name = domain::record_name(one.sub.number);
    const auto since = one.sub.unapproved->extended;
    const auto what =
        "offer " + terms_text(terms_of(*one.sub.unapproved), one.req) + " waits for your approval";
    return {
        since,
        &one.sub.clocks,
        matter_blocks(
            title_of_matter(one),
            told_since(one, since, what),
            approval_buttons(name, seen.version_of(name)).buttons
        )};
}

// Nobody claims them here but elsewhere at the client: it may as well be that firm.
void add_claims_elsewhere(
    std::vector<chat::button>& row,
    const domain::submittal& sub,
    const snapshot& seen
) {
    for (const auto& name :
         rivals_elsewhere(seen, sub.ownerships, sub.supplier, sub.requisition, true)) {
        const auto number = domain::parse_submittal_name(name);
        if (number && row.size() < most_claims_offered) {
            row.push_back(act_on(name, 0, "Award to " + shown_id(*number), "award"));
        }
    }
}

// One item for all firms: the first of their candidates speaks for them.
std::optional<matter> dispute_of(
    const candidate_matter& one,
    const snapshot& seen,
    const std::vector<std::string>& names
) {
    auto all = claimed_with(seen, one.sub, names);
    if (!all.empty() && all.front()->number != one.sub.number) {
        return std::nullopt;
    }
    all.resize(std::min(all.size(), most_claims_offered));
    std::vector<chat::button> row;
    for (const auto* each : all) {
        row.push_back(act_of(seen, *each, "Award to " + shown_id(each->number), "award"));
    }
    if (one.sub.known) {
        row.push_back(act_of(seen, one.sub, "Leave it out", "known"));
    } else if (all.size() == 1) {
        add_claims_elsewhere(row, one.sub, seen);
    }
    row.push_back(act_of(seen, one.sub, "Show " + shown_id(one.sub.number), "show"));
    return matter{
        one.sub.entered,
        &one.sub.clocks,
        matter_blocks(
            title_of_matter(one),
            told_since(
                one,
                one.sub.entered,
                one.sub.known ? "the client says that it knows them" : "two firms claim them"
            ),
            std::move(row)
        )};
}

std::optional<matter> matter_of(
    const context& ctx,
    const snapshot& seen,
    const domain::submittal& sub,
    const std::vector<std::string>& names
) {
    const auto* req = seen.find<domain::requisition>(domain::record_name(sub.requisition));
    if (req == nullptr || !settles_for(ctx.actor, *req)) {
        return std::nullopt;
    }
    const auto* who = seen.find<domain::candidate>(domain::record_name(sub.candidate));
    const auto allowed = domain::clear(sub, *req, ctx.actor, ctx.place.binding, false);
    const candidate_matter one{sub, *req, domain::view(sub, who, allowed), ctx.now};
    if (!allowed.core || !allowed.screening) {
        return std::nullopt;
    }
    if (sub.unapproved && !sub.disputed && approves_offers(ctx.actor, *req)) {
        return approval_of(one, seen);
    }
    if (!domain::matter_since(sub)) {
        return std::nullopt;
    }
    if (!sub.disputed) {
        return concern_of(one, seen);
    }
    return allowed.ownership ? dispute_of(one, seen, names) : std::nullopt;
}

// Of an interview: who has to come and cannot.
std::optional<matter> matter_of(
    const context& ctx,
    const found_interview& one,
    std::uint64_t version
) {
    const auto* missing = one.complete() ? domain::missing_interviewer(*one.iv) : nullptr;
    if (missing == nullptr || !domain::matter_since(*one.iv) || !settles_for(ctx.actor, *one.req)) {
        return std::nullopt;
    }
    const auto allowed =
        domain::clear(one.context(), ctx.actor, ctx.place.binding, one.shows_suppliers());
    if (!allowed.core || !allowed.owning) {
        return std::nullopt;
    }
    const auto id = shown_id(one.iv->number);
    auto line = interview_line(ctx, one);
    line.text.push_back(chat::plain(": " + displayable(missing->name) + " cannot come. Replace: "));
    line.text.push_back(
        chat::code(ctx.root + ' ' + id + " panel @lee remove:\"" + missing->name + '"')
    );
    matter made{one.iv->changed, &one.iv->clocks, {}};
    made.blocks.emplace_back(std::move(line));
    chat::button_row row;
    add_panel_acts(row, one.iv->number, version, *missing, {});
    made.blocks.emplace_back(std::move(row));
    return made;
}

// The requisitions of those for whom this person settles.
std::vector<member_range> owned_ranges(const domain::actor& who) {
    std::vector<member_range> ranges{{domain::owned_list(who.id), 0}};
    for (const auto& absent : who.stands_in_for) {
        ranges.push_back({domain::owned_list(absent), 0});
    }
    return ranges;
}

bool settles_anything(const domain::actor& who) {
    return who.has(domain::role::operations) || who.has(domain::role::account_manager);
}

std::vector<member_range> ranges_of_matters(const domain::actor& who) {
    if (!settles_anything(who)) {
        return {};
    }
    auto ranges = owned_ranges(who);
    ranges.push_back({domain::matter_list(), 0});
    if (who.has(domain::role::operations)) {
        ranges.push_back(approval_range());
    }
    return ranges;
}

// The records of the entries, as far as `counts` says so.
template <class Counts>
std::vector<std::string> records_in(
    const snapshot& seen,
    const member_range& range,
    std::size_t most,
    Counts counts
) {
    std::vector<std::string> names;
    for (const auto& member : seen.members.at(range)) {
        auto entry = domain::matter_entry_from(member);
        if (entry && names.size() < most && counts(*entry)) {
            names.push_back(std::move(entry->record));
        }
    }
    return names;
}

}  // namespace

need missing_for_matters(const context& ctx, const snapshot& seen) {
    need wanted;
    std::ranges::copy_if(
        ranges_of_matters(ctx.actor),
        std::back_inserter(wanted.members),
        [&seen](const auto& range) { return !seen.members.contains(range); }
    );
    if (!wanted.members.empty()) {
        return wanted;
    }
    std::vector<const domain::submittal*> candidates;
    for (const auto& name : matter_names(ctx.actor, seen)) {
        if (domain::parse_interview_name(name)) {
            load_too(wanted, missing_for_interview(seen, name).value_or(need{}));
        } else if (const auto* sub = seen.find<domain::submittal>(name)) {
            candidates.push_back(sub);
            for (const auto& claims :
                 sub->disputed ? sub->ownerships : std::vector<std::string>{}) {
                load_record(wanted, seen, claims);
            }
        } else if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    load_too(wanted, missing_for_lines(seen, candidates).value_or(need{}));
    return wanted;
}

std::vector<std::string> matter_names(const domain::actor& who, const snapshot& seen) {
    if (!settles_anything(who)) {
        return {};
    }
    std::set<std::string> owned;
    for (const auto& range : owned_ranges(who)) {
        const auto& numbers = seen.members.at(range);
        owned.insert(numbers.begin(), numbers.end());
    }
    std::vector<std::string> names;
    const auto take = [&](const member_range& range, std::size_t most, auto counts) {
        for (auto& name : records_in(seen, range, most, counts)) {
            if (std::ranges::find(names, name) == names.end()) {
                names.push_back(std::move(name));
            }
        }
    };
    const auto is_own = [&owned](const domain::matter_entry& entry) {
        return owned.contains(std::to_string(entry.requisition.value));
    };
    const bool oversees = who.has(domain::role::operations);
    if (oversees) {
        take(approval_range(), most_approvals, [](const auto&) { return true; });
    }
    const member_range all{domain::matter_list(), 0};
    take(all, most_matters, is_own);
    if (oversees) {
        take(all, most_matters, std::not_fn(is_own));
    }
    names.resize(std::min(names.size(), most_matters));
    return names;
}

std::vector<matter> matters_on(const context& ctx, const snapshot& seen) {
    const auto names = matter_names(ctx.actor, seen);
    std::vector<matter> all;
    for (const auto& name : names) {
        const auto* sub = seen.find<domain::submittal>(name);
        auto one = sub == nullptr ? matter_of(ctx, interview_in(seen, name), seen.version_of(name))
                                  : matter_of(ctx, seen, *sub, names);
        if (one) {
            all.push_back(std::move(*one));
        }
    }
    return all;
}

std::optional<matter> wish_of(const snapshot& seen, const domain::requisition& req) {
    const auto version = seen.version_of(domain::record_name(req.number));
    auto offer = req.wish ? offer_of_wish(req, *req.wish, version) : std::nullopt;
    if (!offer) {
        return std::nullopt;
    }
    matter one{req.wish->at, &req.clocks, {}};
    one.blocks.emplace_back(chat::paragraph{{chat::plain(std::move(offer->text))}});
    one.blocks.emplace_back(std::move(offer->row));
    return one;
}

}  // namespace fillrate::handlers
