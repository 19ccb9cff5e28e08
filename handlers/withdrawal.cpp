#include "handlers/withdrawal.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/change.hpp"
#include "handlers/needs.hpp"
#include "handlers/room_posts.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace fillrate::handlers {

namespace {

chat::outgoing replacement(
    const std::string& subject,
    const domain::breach_withdrawn& what,
    instant now
) {
    chat::outgoing item;
    item.kind = std::string(withdrawn_kind);
    item.subject = subject;
    item.how = chat::delivery_class::update;
    item.mark = miss_mark(what.kind, what.batch);
    item.replaces = true;
    // Who takes the act back in time leaves the alert as it was.
    item.not_before_ms = outside_ms(now);
    return item;
}

bool may_still_read(
    const domain::requisition& req,
    const domain::person* reader,
    const domain::binding& place,
    instant now
) {
    return reader == nullptr
               ? domain::clear(req, place, false).program_clocks
               : domain::clear(req, domain::acting(*reader, now), place, false).program_clocks;
}

}  // namespace

std::optional<alerted> alerted_of(const snapshot& seen, const std::string& name) {
    if (const auto* req = seen.find<domain::requisition>(name)) {
        return alerted{
            shown_id(req->number) + ' ' + displayable(req->title),
            &req->clocks,
            &req->places,
            req->number};
    }
    if (const auto* sub = seen.find<domain::submittal>(name)) {
        return alerted{
            shown_id(sub->number) + " (" + displayable(sub->initials) + ')',
            &sub->clocks,
            &sub->places,
            sub->requisition};
    }
    if (const auto* iv = seen.find<domain::interview>(name)) {
        return alerted{
            shown_id(iv->number) + " (" + displayable(iv->initials) + ')',
            &iv->clocks,
            &iv->places,
            iv->requisition};
    }
    return std::nullopt;
}

std::string withdrawn_text(const domain::breach_withdrawn& what) {
    return clock_subject(what.kind) + ": the miss is withdrawn, it was logged later.";
}

std::string miss_mark(domain::clock_kind kind, std::uint32_t batch) {
    // Part of a record's name, which has no capitals.
    return to_lower_ascii(domain::word(kind)) + '.' + std::to_string(batch);
}

void replace_alerts(decision& into, const snapshot& seen, instant now) {
    for (const auto& each : into.events) {
        const auto* what = std::get_if<domain::breach_withdrawn>(&each.data);
        const auto of = what == nullptr ? std::nullopt : alerted_of(seen, each.subject);
        if (!of) {
            continue;
        }
        const auto* req = seen.find<domain::requisition>(domain::record_name(of->req));
        const auto* owner =
            req == nullptr ? nullptr : seen.find<domain::person>(domain::record_name(req->owner));
        auto item = replacement(each.subject, *what, now);
        if (owner != nullptr && !owner->direct.empty()) {
            item.conversation = owner->direct;
            item.readers = {chat::audience::kind::person, owner->id.value};
            into.messages.push_back(item);
        }
        post_inside(into, std::move(item), *of->places);
    }
}

composed compose_withdrawn(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    need wanted;
    load_record(wanted, seen, item.subject);
    const auto reader_name = domain::record_name(person_id{item.readers.id});
    const bool in_person = item.readers.who == chat::audience::kind::person;
    if (in_person) {
        load_record(wanted, seen, reader_name);
    }
    const auto of = alerted_of(seen, item.subject);
    if (of) {
        load_record(wanted, seen, domain::record_name(of->req));
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    const auto* req = of ? seen.find<domain::requisition>(domain::record_name(of->req)) : nullptr;
    const auto* reader = in_person ? seen.find<domain::person>(reader_name) : nullptr;
    if (req == nullptr || (in_person && reader == nullptr) ||
        !may_still_read(*req, reader, ctx.place.binding, ctx.now)) {
        return std::monostate{};
    }
    const auto clock = std::ranges::find_if(*of->clocks, [&item](const domain::clock& c) {
        return miss_mark(c.kind, c.batch) == item.mark;
    });
    // It went past due again meanwhile: then what was said is true.
    if (clock == of->clocks->end() || clock->breached) {
        return std::monostate{};
    }
    chat::message said;
    said.summary =
        "Withdrawn, since it was logged later: " + to_lower_ascii(clock_subject(clock->kind)) +
        " of " + of->shown + " was in time" +
        (clock->stopped ? ", " + local_time(*clock->stopped, req->zone) : "") + '.';
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

}  // namespace fillrate::handlers
