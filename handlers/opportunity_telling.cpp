// The reminder of an opportunity's next step: to its owner, on that day, once.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/change.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

outcome decide_opportunity_due(
    const context& ctx,
    const domain::opportunity& of,
    const snapshot& seen
) {
    const auto owner_name = domain::record_name(of.owner);
    if (!of.owner.empty() && !seen.loaded(owner_name)) {
        need wanted;
        wanted.records.push_back(owner_name);
        return wanted;
    }
    const auto subject = domain::record_name(of.number);
    opportunity_change one(ctx, subject, of, seen.version_of(subject));
    one.add(domain::opportunity_reminded{});
    decision decided;
    decided.can_undo = false;
    one.finish(decided);
    const auto* owner = seen.find<domain::person>(owner_name);
    if (owner != nullptr && !owner->direct.empty()) {
        chat::outgoing item;
        item.kind = opportunity_due_kind;
        item.subject = subject;
        item.conversation = owner->direct;
        item.readers = {chat::audience::kind::person, owner->id.value};
        item.how = chat::delivery_class::notice;
        item.not_before_ms = to_unix_ms(ctx.now);
        decided.messages.push_back(std::move(item));
    }
    return decided;
}

composed compose_opportunity_due(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    const auto person_name = domain::record_name(person_id{ctx.place.binding.id});
    need wanted;
    for (const auto& name : {item.subject, person_name}) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    const auto* one = seen.find<domain::opportunity>(item.subject);
    const auto* person = seen.find<domain::person>(person_name);
    // Decided meanwhile, or no longer theirs: nothing to remind of.
    if (one == nullptr || person == nullptr || !domain::is_alive(one->state) ||
        !looks_after(domain::acting(*person, ctx.now), one->client)) {
        return std::monostate{};
    }
    return opportunity_card(
        ctx,
        *one,
        seen.version_of(item.subject),
        "Today is the day of the next step: " + displayable(one->title) + ", " +
            displayable(one->client_name) + '.'
    );
}

}  // namespace fillrate::handlers
