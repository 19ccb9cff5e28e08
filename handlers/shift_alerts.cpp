// What the clock says about a shift (DOMAIN.md 3.6): suppliers are asked three times at most, who
// did not confirm by the evening before is the owner's, and the floor is asked to count.
#include "handlers/shift_alerts.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_due.hpp"
#include "core/domain/shift_transitions.hpp"
#include "handlers/cards.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/releasing.hpp"
#include "handlers/shift_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::coverage;
using domain::shift_due;
using domain::work_shift;
using shifts = std::vector<const work_shift*>;

/// Those that come due together are asked about together.
constexpr std::uint32_t shifts_ahead = 20;
constexpr std::size_t most_asked_at_once = 6;
constexpr std::chrono::hours asked_ahead{72};

index_page ahead_page(const domain::requisition& req, instant now) {
    return {domain::shift_list(req.number), 0, shifts_ahead, false, to_unix_ms(now)};
}

bool lacks_heads_of(const work_shift& of, const coverage& answer) {
    return answer.said == coverage::answer::accepted &&
           domain::confirmed_by(of, answer.supplier).value_or(0) < asked_heads(answer, of);
}

// On the last rung whoever is in reserve is called for what is missing.
bool calls_reserve_of(const work_shift& of, const coverage& answer, instant now) {
    return answer.said == coverage::answer::accepted && of.starts - now <= domain::last_call &&
           domain::wanted_of_reserve(of, answer.supplier) > 0;
}

std::optional<need> missing_for_due(
    const snapshot& seen,
    const work_shift& of,
    const domain::requisition* req,
    instant now
) {
    need wanted;
    load_record(wanted, seen, domain::record_name(of.id.requisition));
    if (req != nullptr) {
        for (const auto& person : {req->owner, req->hiring_manager}) {
            if (!person.empty()) {
                load_record(wanted, seen, domain::record_name(person));
            }
        }
        for (const auto& answer : req->suppliers) {
            load_record(wanted, seen, domain::record_name(answer.supplier));
        }
        auto pages = people_pages(domain::role::hiring_manager, req->client);
        pages.push_back(ahead_page(*req, now));
        for (auto& page : pages) {
            if (!seen.pages.contains(page)) {
                wanted.pages.push_back(std::move(page));
            }
        }
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

chat::outgoing shift_item(std::string_view kind, const work_shift& of, instant now) {
    chat::outgoing item;
    item.kind = kind;
    item.subject = domain::record_name(of.id);
    item.how = chat::delivery_class::notice;
    item.not_before_ms = to_unix_ms(now);
    return item;
}

// Nobody new is taken from them, so nobody is asked for.
bool is_suspended(const snapshot& seen, const supplier_id& id) {
    const auto* firm = seen.find<domain::supplier>(domain::record_name(id));
    return firm != nullptr && firm->suspended;
}

void ask_suppliers(
    decision& into,
    const snapshot& seen,
    const shifts& of,
    const domain::requisition& req,
    instant now
) {
    for (const auto& place : req.places) {
        if (place.readers.who != domain::binding::kind::supplier ||
            is_suspended(seen, supplier_id{place.readers.id})) {
            continue;
        }
        const auto* answer = answer_of(req, supplier_id{place.readers.id});
        const auto first = std::ranges::find_if(of, [answer, now](const auto* one) {
            return answer != nullptr &&
                   (lacks_heads_of(*one, *answer) || calls_reserve_of(*one, *answer, now));
        });
        if (first != of.end()) {
            auto item = shift_item(shift_ask_kind, **first, now);
            item.conversation = place.conversation;
            item.readers = chat::readers_of(place.readers);
            into.messages.push_back(std::move(item));
        }
    }
}

// In person where they have a chat with us, else in the rooms of the program.
void tell_one_of(
    decision& into,
    chat::outgoing item,
    const std::vector<const domain::person*>& people,
    const domain::requisition& req
) {
    const auto reachable = std::ranges::find_if(people, [](const auto* who) {
        return who != nullptr && !who->direct.empty();
    });
    if (reachable != people.end()) {
        item.conversation = (*reachable)->direct;
        item.readers = {chat::audience::kind::person, (*reachable)->id.value};
        into.messages.push_back(std::move(item));
        return;
    }
    for (const auto& place : req.places) {
        if (place.readers.who == domain::binding::kind::internal) {
            auto copy = item;
            copy.conversation = place.conversation;
            copy.readers = chat::readers_of(place.readers);
            into.messages.push_back(std::move(copy));
        }
    }
}

// Who counts at the site: its manager of the requisition, whoever else manages the site, the owner.
std::vector<const domain::person*> floor_of(const snapshot& seen, const domain::requisition& req) {
    const auto by_id = [&seen](const person_id& id) {
        return seen.find<domain::person>(domain::record_name(id));
    };
    std::vector<const domain::person*> people{by_id(req.hiring_manager)};
    for (const auto& page : people_pages(domain::role::hiring_manager, req.client)) {
        for (const auto* who : records_of<domain::person>(seen, page)) {
            const bool of_site = std::ranges::any_of(who->grants, [&req](const auto& grant) {
                return grant.role == domain::role::hiring_manager && grant.client == req.client &&
                       grant.site == req.site;
            });
            if (of_site) {
                people.push_back(who);
            }
        }
    }
    people.push_back(by_id(req.owner));
    return people;
}

/// Records what came due of one shift; says whether its suppliers are to be asked.
bool take_due(
    decision& into,
    const context& ctx,
    const work_shift& of,
    const domain::requisition* req,
    const snapshot& seen,
    change* told
) {
    const auto subject = domain::record_name(of.id);
    shift_change one(ctx, subject, of, seen.version_of(subject));
    bool asks = false;
    for (const auto& action : domain::due_actions(of, ctx.now)) {
        one.add(domain::shift_reminded{action.what});
        if (!action.alert || req == nullptr || !takes_shifts(*req)) {
            continue;
        }
        switch (action.what) {
            case shift_due::ask_early:
            case shift_due::ask_day_before:
            case shift_due::ask_last:
                asks = true;
                break;
            case shift_due::cut_off: {
                domain::shift_told news;
                news.what = domain::shift_verb::cut_off;
                news.name = of.id.name;
                news.date = of.id.date;
                news.ordered = of.ordered;
                news.heads = domain::confirmed_heads(of);
                told->add(news);
                told->tell();
                tell_one_of(
                    into,
                    shift_item(shift_short_kind, of, ctx.now),
                    {seen.find<domain::person>(domain::record_name(req->owner))},
                    *req
                );
                break;
            }
            case shift_due::count_wanted:
                tell_one_of(
                    into,
                    shift_item(shift_floor_kind, of, ctx.now),
                    floor_of(seen, *req),
                    *req
                );
                break;
        }
    }
    one.finish(into);
    return asks;
}

}  // namespace

outcome decide_shift_due(const context& ctx, const work_shift& of, const snapshot& seen) {
    const auto req_name = domain::record_name(of.id.requisition);
    const auto* req = seen.find<domain::requisition>(req_name);
    if (auto wanted = missing_for_due(seen, of, req, ctx.now)) {
        return std::move(*wanted);
    }
    decision decided;
    decided.can_undo = false;
    if (req == nullptr) {
        take_due(decided, ctx, of, nullptr, seen, nullptr);
        return decided;
    }
    change told(ctx, req_name, *req, seen.version_of(req_name));
    shifts due{&of};
    for (const auto* other : records_of<work_shift>(seen, ahead_page(*req, ctx.now))) {
        const auto at = domain::next_due(*other);
        if (other->id != of.id && at && *at <= ctx.now) {
            due.push_back(other);
        }
    }
    shifts asked;
    for (const auto* one : due) {
        if (take_due(decided, ctx, *one, req, seen, &told)) {
            asked.push_back(one);
        }
    }
    ask_suppliers(decided, seen, asked, *req, ctx.now);
    if (!told.empty()) {
        told.finish(decided);
    }
    return decided;
}

namespace {

/// Everything a message about a shift is made of.
struct shift_words {
    const work_shift& of;
    const domain::requisition& req;
    const snapshot& seen;
    const context& ctx;
};

chat::button shift_button(
    const shift_words& all,
    const work_shift& of,
    std::string label,
    std::string verb
) {
    const auto name = domain::record_name(of.id);
    return act_on(name, all.seen.version_of(name), std::move(label), std::move(verb));
}

std::string role_of(const domain::requisition& req) {
    return shown_id(req.number) + ' ' + displayable(req.title);
}

chat::message said_with(std::string text, std::vector<chat::button> row) {
    chat::message said;
    said.summary = std::move(text);
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    if (!row.empty()) {
        row.front().tone = chat::button_tone::primary;
        said.blocks.emplace_back(chat::button_row{std::move(row)});
    }
    return said;
}

// Of one supplier everything that begins within three days; what came due stands first.
shifts open_shifts_of(const shift_words& all, const coverage& answer) {
    const auto open = [&](const work_shift& one) {
        const bool soon =
            one.starts > all.ctx.now && one.starts <= all.ctx.now + asked_ahead + minutes{1};
        return soon && domain::awaits_heads(one.state) &&
               (lacks_heads_of(one, answer) || calls_reserve_of(one, answer, all.ctx.now));
    };
    shifts found;
    if (open(all.of)) {
        found.push_back(&all.of);
    }
    for (const auto* one : records_of<work_shift>(all.seen, ahead_page(all.req, all.ctx.now))) {
        if (one->id != all.of.id && open(*one)) {
            found.push_back(one);
        }
    }
    return found;
}

// To one supplier: its own heads of what begins soon.
composed ask_card(const shift_words& all) {
    const auto* answer = answer_of(all.req, supplier_id{all.ctx.place.binding.id});
    if (answer == nullptr || is_suspended(all.seen, answer->supplier)) {
        return std::monostate{};
    }
    auto open = open_shifts_of(all, *answer);
    if (open.empty()) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = role_of(all.req) + ": will your people come to " +
                   (open.size() == 1 ? shown_shift(open.front()->id)
                                     : std::to_string(open.size()) + " shifts") +
                   '?';
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    const auto more = open.size() - std::min(open.size(), most_asked_at_once);
    open.resize(open.size() - more);
    for (const auto* one : open) {
        const auto asked = asked_heads(*answer, *one);
        const auto own = domain::confirmed_by(*one, answer->supplier);
        said.blocks.emplace_back(chat::paragraph{
            {chat::bold(shift_hours(*one)),
             chat::plain(
                 ": " + counted(asked, "head", "heads") + " of yours" +
                 (own ? ", " + std::to_string(*own) + " confirmed" : std::string{}) + '.'
             )}});
        chat::button_row row;
        if (lacks_heads_of(*one, *answer)) {
            row.buttons.push_back(shift_button(
                all,
                *one,
                "All " + std::to_string(asked) + " confirmed",
                "confirm_all"
            ));
            row.buttons.push_back(shift_button(all, *one, "Fewer", "confirm"));
        }
        if (auto call = calls_reserve_of(*one, *answer, all.ctx.now) ? reserve_button(*one, *answer)
                                                                     : std::nullopt) {
            said.blocks.emplace_back(chat::paragraph{{chat::plain(
                "More people are needed, and " +
                std::to_string(domain::reserve_of(*one, answer->supplier)) +
                " of yours are in reserve."
            )}});
            row.buttons.push_back(std::move(*call));
        }
        said.blocks.emplace_back(std::move(row));
    }
    if (more > 0) {
        said.blocks.emplace_back(chat::context_line{
            {chat::plain(std::to_string(more) + " more: "),
             chat::code(all.ctx.root + ' ' + std::to_string(all.req.number.value) + " shifts")}});
    }
    return said;
}

// Who could still come, with the button that calls the first of them.
void add_reserves(chat::message& into, const shift_words& all) {
    for (const auto& answer : all.req.suppliers) {
        const auto reserve = domain::reserve_of(all.of, answer.supplier);
        if (reserve == 0 || answer.said != coverage::answer::accepted) {
            continue;
        }
        auto& row = std::get<chat::button_row>(into.blocks.back());
        if (auto call = reserve_button(all.of, answer); call && row.buttons.size() == 2) {
            row.buttons.push_back(std::move(*call));
        }
        into.blocks.insert(
            into.blocks.end() - 1,
            chat::context_line{{chat::plain(
                displayable(answer.name) + ": " + std::to_string(reserve) + " in reserve"
            )}}
        );
    }
}

// To the owner, by name: from now on it is theirs.
composed short_card(const shift_words& all) {
    const auto& of = all.of;
    if (of.state != domain::shift_state::unconfirmed || of.starts <= all.ctx.now) {
        return std::monostate{};
    }
    const auto owner =
        all.req.owner_name.empty() ? std::string{} : first_name(all.req.owner_name) + ": ";
    auto said = said_with(
        owner + role_of(all.req) + ", " + shift_hours(of) + ", has " + shift_status(of) + "; " +
            counted(domain::missing_heads(of), "is", "are") + " open and yours to settle.",
        {shift_button(all, of, "Confirm for them", "confirm"),
         shift_button(all, of, "Open the shift", "show")}
    );
    for (const auto& answer : all.req.suppliers) {
        if (lacks_heads_of(of, answer)) {
            const auto own = domain::confirmed_by(of, answer.supplier).value_or(0);
            said.blocks.insert(
                said.blocks.end() - 1,
                chat::context_line{{chat::plain(
                    displayable(answer.name) + ": " + std::to_string(own) + " of " +
                    std::to_string(asked_heads(answer, of)) + " confirmed"
                )}}
            );
        }
    }
    add_reserves(said, all);
    said.tone = chat::tone::warning;
    return said;
}

// To whoever stands on the floor. No word of this is of what the client is to blame for.
composed floor_card(const shift_words& all) {
    const auto& of = all.of;
    if (!domain::is_ahead(of.state)) {
        return std::monostate{};
    }
    return said_with(
        "How many are here? " + role_of(all.req) + ", " + shift_hours(of) + ": " +
            shift_status(of) + ". Who came after " +
            local_time(of.starts + minutes{of.patience.delayed_after}, of.zone) +
            " counts as delayed, whoever is not there by " +
            local_time(of.starts + minutes{of.patience.missing_after}, of.zone) + " as not come.",
        {shift_button(
             all,
             of,
             "All " + std::to_string(domain::everybody(of)) + " here",
             "all_here"
         ),
         shift_button(all, of, "Count", "count")}
    );
}

// Inside, or a person who may answer for it.
bool may_be_told(const shift_words& all) {
    const auto& readers = all.ctx.place.binding;
    if (readers.who != domain::binding::kind::direct) {
        return true;
    }
    const auto* person = all.seen.find<domain::person>(domain::record_name(person_id{readers.id}));
    return person != nullptr &&
           domain::may(domain::permission::staff, all.req, domain::acting(*person, all.ctx.now));
}

}  // namespace

composed compose_shift(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto id = domain::parse_shift_name(item.subject);
    if (!id) {
        return std::monostate{};
    }
    need wanted;
    const auto req_name = domain::record_name(id->requisition);
    load_record(wanted, seen, item.subject);
    load_record(wanted, seen, req_name);
    if (ctx.place.binding.who == domain::binding::kind::direct) {
        load_record(wanted, seen, domain::record_name(person_id{ctx.place.binding.id}));
    }
    if (ctx.place.binding.who == domain::binding::kind::supplier) {
        load_record(wanted, seen, domain::record_name(supplier_id{ctx.place.binding.id}));
    }
    const auto* req = seen.find<domain::requisition>(req_name);
    if (req != nullptr && !seen.pages.contains(ahead_page(*req, ctx.now))) {
        wanted.pages.push_back(ahead_page(*req, ctx.now));
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    const auto* of = seen.find<work_shift>(item.subject);
    if (of == nullptr || req == nullptr || !takes_shifts(*req)) {
        return std::monostate{};
    }
    const shift_words all{*of, *req, seen, ctx};
    if (item.kind == shift_ask_kind) {
        return ask_card(all);
    }
    if (!may_be_told(all)) {
        return std::monostate{};
    }
    return item.kind == shift_short_kind ? short_card(all) : floor_card(all);
}

}  // namespace fillrate::handlers
