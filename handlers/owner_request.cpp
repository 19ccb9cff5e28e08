#include "handlers/owner_request.hpp"

#include "core/base/text.hpp"
#include "core/chat/said_line.hpp"
#include "core/domain/names.hpp"
#include "core/domain/owner_wish.hpp"
#include "handlers/answers.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/cards.hpp"
#include "handlers/change.hpp"
#include "handlers/lines.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace fillrate::handlers {

namespace {

void tell_directly(
    decision& into,
    const snapshot& seen,
    const change& of,
    const person_id& whom,
    std::string_view kind,
    instant now
) {
    const auto* person = seen.find<domain::person>(domain::record_name(whom));
    if (person == nullptr || person->direct.empty()) {
        return;
    }
    chat::outgoing item;
    item.kind = kind;
    item.subject = of.subject();
    item.event = of.after().events;
    item.conversation = person->direct;
    item.readers = {chat::audience::kind::person, person->id.value};
    item.how = chat::delivery_class::notice;
    item.not_before_ms = to_unix_ms(now);
    into.messages.push_back(std::move(item));
}

std::string owner_of(const domain::requisition& req) {
    return req.owner_name.empty() ? std::string("the account manager") : first_name(req.owner_name);
}

/// An event and the requisition it is told of.
struct event_passed_on {
    const domain::requisition* req = nullptr;
    const domain::person* reader = nullptr;
    const domain::event* what = nullptr;
};

// Or what has to be loaded; without a requisition where nothing is to be told any more.
std::variant<event_passed_on, need> find_told(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    const auto person = domain::record_name(person_id{ctx.place.binding.id});
    need wanted;
    for (const auto& name : {item.subject, person}) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    wanted.event = missing_event(item, seen);
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const event_passed_on found{
        seen.find<domain::requisition>(item.subject),
        seen.find<domain::person>(person),
        event_of(item, seen)};
    const bool complete = found.req != nullptr && found.reader != nullptr && found.what != nullptr;
    return complete ? found : event_passed_on{};
}

void add_line_button(chat::button_row& row, std::string label, const std::string& line) {
    if (auto button = chat::line_button(std::move(label), line)) {
        row.buttons.push_back(std::move(*button));
    }
}

std::string reason_code(const std::string& reason) {
    return reason.substr(0, reason.find(": "));
}

std::string role_called(const domain::requisition& req) {
    return shown_id(req.number) + ' ' + displayable(req.title);
}

// What the wish is and the buttons that fulfil it; nothing when it is out of date.
std::optional<wish_offer> offer_end(
    const domain::requisition& req,
    const domain::owner_wish& wish
) {
    const auto may_be = [&req](domain::verb what) {
        return domain::next_state(req, what).has_value();
    };
    if (!may_be(domain::verb::cancel)) {
        return std::nullopt;
    }
    const auto number = std::to_string(req.number.value);
    const auto code = reason_code(wish.reason);
    chat::button_row row;
    const auto add_close = [&] {
        if (may_be(domain::verb::close)) {
            add_line_button(row, "Close it", number + " close " + code);
        }
    };
    if (!wish.cancels) {
        add_close();
    }
    add_line_button(row, "Cancel it", number + " cancel " + code);
    if (wish.cancels) {
        add_close();
    }
    auto text = std::string(wish.cancels ? "to cancel " : "to close ") + role_called(req) + ": " +
                shown_reason(wish.reason) + '.';
    return wish_offer{std::move(text), std::move(row)};
}

// What is wished of its openings, with the line that does it.
wish_offer offer_line(
    const domain::requisition& req,
    std::string text,
    std::string label,
    const std::string& words
) {
    wish_offer offer{std::move(text), {}};
    add_line_button(offer.row, std::move(label), std::to_string(req.number.value) + ' ' + words);
    return offer;
}

std::optional<wish_offer> offer_frozen(const domain::requisition& req, std::uint32_t wished) {
    const auto present = domain::count_frozen(req);
    const bool open = wished != present && domain::next_state(req, domain::verb::change) &&
                      domain::may_freeze(req, wished);
    if (!open) {
        return std::nullopt;
    }
    const auto count = counted(wished, "opening", "openings");
    return offer_line(
        req,
        "to freeze " + count + " of " + role_called(req) + ", of which " + std::to_string(present) +
            (present == 1 ? " is" : " are") + " now.",
        wished == 0 ? std::string("Freeze none") : "Freeze " + count,
        "frozen " + std::to_string(wished)
    );
}

std::optional<wish_offer> offer_replacements(const domain::requisition& req, std::uint32_t wished) {
    const bool open =
        domain::next_state(req, domain::verb::change) && domain::may_keep_replacements(req, wished);
    if (!open) {
        return std::nullopt;
    }
    const auto count = counted(wished, "replacement", "replacements");
    return offer_line(
        req,
        "to look for " + count + " for " + role_called(req) + ", which looks for " +
            std::to_string(domain::count_replacements(req)) + " now.",
        wished == 0 ? std::string("No replacement") : "Only " + count,
        "replacements " + std::to_string(wished)
    );
}

std::optional<wish_offer> offer_openings(
    const domain::requisition& req,
    const domain::owner_wish& wish
) {
    if (wish.frozen) {
        return offer_frozen(req, *wish.frozen);
    }
    if (wish.replacements) {
        return offer_replacements(req, *wish.replacements);
    }
    const auto present = domain::count_openings(req).total();
    const bool open = wish.openings != present && domain::next_state(req, domain::verb::change) &&
                      domain::openings_fit(req, wish.openings);
    if (!open) {
        return std::nullopt;
    }
    const bool more = wish.openings > present;
    const auto by = more ? wish.openings - present : present - wish.openings;
    return offer_line(
        req,
        "for " + counted(wish.openings, "opening", "openings") + " of " + role_called(req) +
            ", which has " + std::to_string(present) + '.',
        (more ? "+" : "-") + counted(by, "opening", "openings"),
        "openings " + std::to_string(wish.openings)
    );
}

}  // namespace

std::optional<wish_offer> offer_of_wish(
    const domain::requisition& req,
    const domain::owner_wish& wish,
    std::uint64_t version
) {
    const bool ends = domain::wishes_end(wish);
    auto offer = ends ? offer_end(req, wish) : offer_openings(req, wish);
    if (!offer) {
        return std::nullopt;
    }
    offer->text = displayable(wish.by) + " asks " + offer->text;
    offer->row.buttons.push_back(
        act_on(domain::record_name(req.number), version, ends ? "Keep it" : "No", "keep_as_is")
    );
    offer->row.buttons.front().tone = chat::button_tone::primary;
    return offer;
}

bool is_passed_on(const domain::requisition& req, const domain::actor& who, domain::verb what) {
    return !domain::may(domain::needed_permission(what), req, who) &&
           domain::has_role_on(req, who, domain::role::hiring_manager) &&
           domain::next_state(req, what).has_value();
}

outcome pass_on(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& all,
    const domain::payload& wish,
    const std::string& reason
) {
    need owners;
    for (const auto* req : all) {
        const auto owner = domain::record_name(req->owner);
        if (!req->owner.empty() && !seen.loaded(owner)) {
            owners.records.push_back(owner);
        }
    }
    if (!owners.records.empty()) {
        return owners;
    }
    decision decided;
    std::vector<std::string> names;
    for (const auto* req : all) {
        const auto subject = domain::record_name(req->number);
        change one(ctx, subject, *req, seen.version_of(subject));
        one.add(wish, reason, domain::party::client);
        one.tell({.client = true});
        one.finish(decided);
        tell_directly(decided, seen, one, req->owner, owner_request_kind, ctx.now);
        const auto name = owner_of(*req);
        if (std::ranges::find(names, name) == names.end()) {
            names.push_back(name);
        }
    }
    decided.reply.what = sentence(ctx, "Passed to " + join(names, " and ") + '.');
    return decided;
}

outcome requisition_keep_as_is(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_permission(ctx, req, domain::permission::end, "decide on")) {
        return std::move(*refused);
    }
    const auto id = shown_id(req.number);
    if (domain::has_ended(req)) {
        return refuse(
            ctx,
            id + " is " + std::string(shown_state(req.state)) + since_by_whom(ctx, req) +
                ", so there is nothing to keep.",
            std::to_string(req.number.value)
        );
    }
    if (!req.wish) {
        return refuse(
            ctx,
            "What was asked for " + id + " was answered already; nothing changed.",
            std::to_string(req.number.value)
        );
    }
    if (auto wanted = missing_manager(seen, req)) {
        return std::move(*wanted);
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.add(domain::noted{"What was asked for is not done: it stays as it is.", true});
    one.tell();
    auto made = decide_change(ctx, one, id + " stays as it is, and its manager reads so.");
    if (auto* decided = std::get_if<decision>(&made)) {
        tell_directly(*decided, seen, one, req.hiring_manager, kept_as_is_kind, ctx.now);
    }
    return made;
}

std::optional<need> missing_manager(const snapshot& seen, const domain::requisition& req) {
    const auto manager = domain::record_name(req.hiring_manager);
    if (req.hiring_manager.empty() || seen.loaded(manager)) {
        return std::nullopt;
    }
    need wanted;
    wanted.records.push_back(manager);
    return wanted;
}

void tell_returned(decision& into, const context& ctx, const snapshot& seen, const change& of) {
    const auto when = ctx.now + domain::undo_window;
    tell_directly(into, seen, of, of.after().hiring_manager, returned_kind, when);
}

composed compose_owner_request(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    const auto found = find_told(item, seen, ctx);
    if (const auto* wanted = std::get_if<need>(&found)) {
        return *wanted;
    }
    const auto& [req, reader, asked] = std::get<event_passed_on>(found);
    if (req == nullptr ||
        !domain::may(domain::permission::end, *req, domain::acting(*reader, ctx.now))) {
        return std::monostate{};
    }
    const auto wish = domain::wish_in(*asked);
    auto offer = wish ? offer_of_wish(*req, *wish, seen.version_of(item.subject)) : std::nullopt;
    if (!offer) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = std::move(offer->text);
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    said.blocks.emplace_back(std::move(offer->row));
    return said;
}

composed compose_kept_as_is(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto found = find_told(item, seen, ctx);
    if (const auto* wanted = std::get_if<need>(&found)) {
        return *wanted;
    }
    const auto& [req, reader, kept] = std::get<event_passed_on>(found);
    if (req == nullptr || !domain::may_know(*req, domain::acting(*reader, ctx.now))) {
        return std::monostate{};
    }
    const auto openings = domain::count_openings(*req).total();
    chat::message said;
    said.summary = role_called(*req) + " stays " + std::string(shown_state(req->state)) + " with " +
                   counted(openings, "opening", "openings") + ", says " +
                   first_name(kept->actor_name) + '.';
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

composed compose_returned(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto found = find_told(item, seen, ctx);
    if (const auto* wanted = std::get_if<need>(&found)) {
        return *wanted;
    }
    const auto& [req, reader, asked] = std::get<event_passed_on>(found);
    const bool waits = req != nullptr && req->state == domain::requisition_state::draft &&
                       req->returned && domain::may_know(*req, domain::acting(*reader, ctx.now));
    if (!waits) {
        return std::monostate{};
    }
    const auto version = seen.version_of(item.subject);
    chat::message said;
    said.summary = role_called(*req) + " is back with you, says " + first_name(asked->actor_name) +
                   ": " + shown_reason(req->reason) + '.';
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    chat::button_row row;
    row.buttons.push_back(act_on(item.subject, version, "Leave a note", "note"));
    row.buttons.push_back(act_on(item.subject, version, "Send to intake", "submit"));
    row.buttons.front().tone = chat::button_tone::primary;
    said.blocks.emplace_back(std::move(row));
    return said;
}

}  // namespace fillrate::handlers
