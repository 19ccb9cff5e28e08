#include "handlers/handing_over.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/cards.hpp"
#include "handlers/following.hpp"
#include "handlers/lines.hpp"
#include "handlers/needs.hpp"
#include "handlers/withdrawal.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::handlers {

namespace {

chat::outgoing handed_item(const domain::person& whom, std::string subject) {
    chat::outgoing item;
    item.kind = handed_over_kind;
    item.subject = std::move(subject);
    item.conversation = whom.direct;
    item.readers = {chat::audience::kind::person, whom.id.value};
    return item;
}

// Where the alert of a miss stood; whoever takes the change back in time leaves it as it was.
void take_alerts_over(
    decision& into,
    const domain::person& from,
    const std::string& subject,
    const std::vector<domain::clock>& clocks,
    instant now
) {
    for (const auto& clock : clocks) {
        if (!domain::is_live(clock) || !clock.breached) {
            continue;
        }
        auto item = handed_item(from, subject);
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

composed say_with_whom(
    const chat::outgoing& item,
    const alerted& of,
    const domain::requisition& req
) {
    const auto clock = std::ranges::find_if(*of.clocks, [&item](const domain::clock& each) {
        return miss_mark(each.kind, each.batch) == item.mark;
    });
    if (clock == of.clocks->end() || !domain::is_live(*clock)) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = clock_subject(clock->kind) + " of " + of.shown + " is with " +
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
        auto item = handed_item(*to, of.subject());
        item.event = of.after().events;
        item.how = chat::delivery_class::notice;
        item.not_before_ms = to_unix_ms(ctx.now);
        into.messages.push_back(std::move(item));
    }
    const auto* from = reachable(before);
    if (from == nullptr) {
        return;
    }
    take_alerts_over(into, *from, of.subject(), of.after().clocks, ctx.now);
    for (const auto& name : loaded_followers(seen, of.after())) {
        if (const auto one = alerted_of(seen, name)) {
            take_alerts_over(into, *from, name, *one->clocks, ctx.now);
        }
    }
}

composed compose_handed_over(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto reader_name = domain::record_name(person_id{item.readers.id});
    need wanted;
    load_record(wanted, seen, item.subject);
    load_record(wanted, seen, reader_name);
    const auto of = alerted_of(seen, item.subject);
    if (of) {
        load_record(wanted, seen, domain::record_name(of->req));
    }
    wanted.event = item.replaces ? std::nullopt : missing_event(item, seen);
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const auto* req = of ? seen.find<domain::requisition>(domain::record_name(of->req)) : nullptr;
    const auto* reader = seen.find<domain::person>(reader_name);
    if (req == nullptr || reader == nullptr) {
        return std::monostate{};
    }
    const auto who = domain::acting(*reader, ctx.now);
    const auto allowed = domain::clear(*req, who, ctx.place.binding, false);
    const bool is_owner = req->owner == reader->id;
    if (!allowed.program_clocks || is_owner == item.replaces) {
        return std::monostate{};
    }
    if (item.replaces) {
        return say_with_whom(item, *of, *req);
    }
    const auto* told = event_of(item, seen);
    if (told == nullptr) {
        return std::monostate{};
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
