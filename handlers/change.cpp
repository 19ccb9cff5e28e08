#include "handlers/change.hpp"

#include "core/base/text.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/record_events.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <span>

namespace fillrate::handlers {

namespace {

bool is_inside(const domain::binding& readers) {
    return readers.who == domain::binding::kind::internal;
}

/// Where its cards live; of a record without cards nowhere.
template <class Record>
std::span<const domain::card_place> places_of(const Record& of) {
    if constexpr (requires { of.places; }) {
        return of.places;
    } else {
        return {};
    }
}

}  // namespace

std::int64_t outside_ms(instant now) {
    return to_unix_ms(now + domain::undo_window);
}

chat::outgoing card_in(const domain::card_place& place, std::string subject, instant not_before) {
    chat::outgoing card;
    card.conversation = place.conversation;
    card.kind = "card";
    card.subject = std::move(subject);
    card.readers = chat::readers_of(place.readers);
    card.how = chat::delivery_class::update;
    card.card = true;
    card.not_before_ms = to_unix_ms(not_before);
    return card;
}

template <class Record>
change_of<Record>::change_of(
    const context& ctx,
    std::string subject,
    Record before,
    std::uint64_t version
)
    : ctx_(ctx),
      subject_(std::move(subject)),
      after_(std::move(before)),
      version_(version),
      at_(ctx.now) {}

template <class Record>
void change_of<Record>::add(domain::payload data, std::string reason, domain::party party) {
    domain::event what;
    what.command = ctx_.id;
    what.subject = subject_;
    what.at = at_;
    what.recorded_at = ctx_.now;
    if (by_itself_) {
        what.surface = policy_surface;
    } else {
        what.actor = ctx_.actor.id;
        what.actor_name = ctx_.actor.name;
        what.on_behalf_of = behalf_;
        what.surface = ctx_.surface;
    }
    what.reason = std::move(reason);
    what.party = party;
    what.data = std::move(data);
    after_ = domain::apply(std::move(after_), what);
    events_.push_back(std::move(what));
}

template <class Record>
void change_of<Record>::tell(told who) {
    lines_.push_back({after_.events, who});
}

template <class Record>
void change_of<Record>::refresh_cards(decision& into) const {
    for (const auto& place : places_of(after_)) {
        const auto when = is_inside(place.readers) ? ctx_.now : ctx_.now + domain::undo_window;
        into.messages.push_back(card_in(place, subject_, when));
    }
}

template <class Record>
void change_of<Record>::add_lines(decision& into) const {
    for (const auto& one : lines_) {
        for (const auto& place : places_of(after_)) {
            const bool client =
                place.readers.who == domain::binding::kind::client && one.who.client;
            const bool supplier =
                place.readers.who == domain::binding::kind::supplier && one.who.suppliers;
            if (!is_inside(place.readers) && !client && !supplier) {
                continue;
            }
            chat::outgoing said;
            said.conversation = place.conversation;
            said.kind = "line";
            said.subject = subject_;
            said.event = one.event;
            said.readers = chat::readers_of(place.readers);
            said.how = chat::delivery_class::notice;
            said.in_thread = true;
            said.not_before_ms =
                is_inside(place.readers) ? to_unix_ms(ctx_.now) : outside_ms(ctx_.now);
            into.messages.push_back(std::move(said));
        }
    }
}

template <class Record>
void change_of<Record>::finish(decision& into) const {
    record(into);
    refresh_cards(into);
    add_lines(into);
}

template <class Record>
void change_of<Record>::record(decision& into) const {
    into.events.insert(into.events.end(), events_.begin(), events_.end());
}

template class change_of<domain::requisition>;
template class change_of<domain::submittal>;
template class change_of<domain::interview>;
template class change_of<domain::opportunity>;
template class change_of<domain::work_shift>;

namespace {

bool has_card_here(const context& ctx, const domain::requisition& req) {
    return std::ranges::any_of(req.places, [&ctx](const auto& place) {
        return place.conversation == ctx.place.id;
    });
}

}  // namespace

outcome decide_change(const context& ctx, const change& one, std::string said) {
    decision decided;
    one.finish(decided);
    if (has_card_here(ctx, one.after())) {
        // The living card in this room shows the rest.
        decided.reply.what = sentence(ctx, std::move(said));
        return decided;
    }
    auto card = card_after(ctx, one.after(), one.next_version());
    card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(said)}});
    card.summary = std::move(said);
    decided.reply.what = std::move(card);
    return decided;
}

outcome decide_changes(const context& ctx, const std::vector<change>& all, std::string_view done) {
    std::vector<std::string> ids;
    for (const auto& one : all) {
        ids.push_back(shown_id(one.after().number));
    }
    const auto said =
        join(ids, ", ") + (all.size() == 1 ? " is " : " are ") + std::string(done) + '.';
    if (all.size() == 1) {
        return decide_change(ctx, all.front(), said);
    }
    decision decided;
    for (const auto& one : all) {
        one.finish(decided);
    }
    decided.reply.what = sentence(ctx, said);
    return decided;
}

}  // namespace fillrate::handlers
