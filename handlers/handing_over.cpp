#include "handlers/handing_over.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/cards.hpp"
#include "handlers/lines.hpp"
#include "handlers/needs.hpp"
#include "handlers/withdrawal.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace fillrate::handlers {

namespace {

chat::outgoing handed_item(const domain::person& whom, const change& of) {
    chat::outgoing item;
    item.kind = handed_over_kind;
    item.subject = of.subject();
    item.event = of.after().events;
    item.conversation = whom.direct;
    item.readers = {chat::audience::kind::person, whom.id.value};
    return item;
}

// Where the alert of a miss stood; whoever takes the change back in time leaves it as it was.
void take_alerts_over(decision& into, const domain::person& from, const change& of, instant now) {
    for (const auto& clock : of.after().clocks) {
        if (!domain::is_live(clock) || !clock.breached) {
            continue;
        }
        auto item = handed_item(from, of);
        item.how = chat::delivery_class::update;
        item.mark = miss_mark(clock.kind, clock.batch);
        item.replaces = true;
        item.not_before_ms = outside_ms(now);
        into.messages.push_back(std::move(item));
    }
}

std::string titled(const domain::requisition& req) {
    return shown_id(req.number) + ' ' + displayable(req.title);
}

composed say_with_whom(const chat::outgoing& item, const domain::requisition& req) {
    const auto clock = std::ranges::find_if(req.clocks, [&item](const domain::clock& each) {
        return miss_mark(each.kind, each.batch) == item.mark;
    });
    if (clock == req.clocks.end() || !domain::is_live(*clock)) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = clock_subject(clock->kind) + " of " + titled(req) + " is with " +
                   displayable(req.owner_name) + " now.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

}  // namespace

void hand_over(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const change& of,
    const person_id& before
) {
    const auto reachable = [&seen](const person_id& id) {
        const auto* who = seen.find<domain::person>(domain::record_name(id));
        return who == nullptr || who->direct.empty() ? nullptr : who;
    };
    if (const auto* to = reachable(of.after().owner); to != nullptr && to->id != ctx.actor.id) {
        auto item = handed_item(*to, of);
        item.how = chat::delivery_class::notice;
        item.not_before_ms = to_unix_ms(ctx.now);
        into.messages.push_back(std::move(item));
    }
    if (const auto* from = reachable(before)) {
        take_alerts_over(into, *from, of, ctx.now);
    }
}

composed compose_handed_over(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto reader_name = domain::record_name(person_id{item.readers.id});
    need wanted;
    load_record(wanted, seen, item.subject);
    load_record(wanted, seen, reader_name);
    wanted.event = missing_event(item, seen);
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const auto* req = seen.find<domain::requisition>(item.subject);
    const auto* reader = seen.find<domain::person>(reader_name);
    const auto* told = event_of(item, seen);
    if (req == nullptr || reader == nullptr || told == nullptr) {
        return std::monostate{};
    }
    const auto who = domain::acting(*reader, ctx.now);
    const auto allowed = domain::clear(*req, who, ctx.place.binding, false);
    const bool is_owner = req->owner == reader->id;
    if (!allowed.program_clocks || is_owner == item.replaces) {
        return std::monostate{};
    }
    if (item.replaces) {
        return say_with_whom(item, *req);
    }
    auto card = requisition_card(
        domain::view(*req, allowed, ctx.now),
        seen.version_of(item.subject),
        ctx.now
    );
    card.summary = titled(*req) + " is yours now, by " + first_name(told->actor_name) + '.';
    card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(card.summary)}});
    return card;
}

}  // namespace fillrate::handlers
