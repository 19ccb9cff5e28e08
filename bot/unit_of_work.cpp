#include "bot/unit_of_work.hpp"

#include "bot/aggregates.hpp"
#include "bot/event_codec.hpp"
#include "bot/feedback_seal.hpp"
#include "bot/resume_seal.hpp"
#include "bot/undo.hpp"
#include "core/domain/guest.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/disputes.hpp"
#include "handlers/lists.hpp"
#include "handlers/offer_approval.hpp"
#include "handlers/record_events.hpp"
#include "handlers/taken_back.hpp"

#include <algorithm>

namespace fillrate::bot {

namespace {

using handlers::record;

struct subject_state {
    record before{};
    record after{};
};
using subject_states = std::map<std::string, subject_state>;

// The state of a subject so far in this command; loaded records start from what the decision saw.
subject_state& state_of(
    subject_states& states,
    const std::string& name,
    const handlers::snapshot& seen
) {
    const auto [it, added] = states.try_emplace(name);
    if (added) {
        const auto found = seen.all().find(name);
        if (found != seen.all().end()) {
            it->second.before = found->second.value;
            it->second.after = found->second.value;
        }
    }
    return it->second;
}

void complete(domain::event& what, std::uint32_t n, const authorship& by) {
    what.command = by.command;
    what.n = n;
    what.recorded_at = by.now;
    if (what.at == instant{}) {
        what.at = by.now;
    }
    if (what.surface != handlers::policy_surface) {
        what.actor = by.actor;
        what.actor_name = by.actor_name;
        what.surface = by.surface;
    }
}

// Every record read is an expected version; an absent one as version 0 (DESIGN.md 2).
void expect_what_was_seen(
    ports::commit_batch& batch,
    const handlers::snapshot& seen,
    const subject_states& states
) {
    for (const auto& [name, entry] : seen.all()) {
        if (states.contains(name) || !handlers::is_reference(entry.value)) {
            batch.expected.push_back({name, entry.version});
        }
    }
    for (const auto& [name, state] : states) {
        if (!seen.loaded(name)) {
            batch.expected.push_back({name, 0});
        }
    }
}

// A candidate's record needs a key before it can be stored; who has one keeps it.
void give_key(domain::event& what, const handlers::snapshot& seen, const candidate_vault& vault) {
    auto* put = std::get_if<domain::directory_put>(&what.data);
    auto* who = put == nullptr ? nullptr : std::get_if<domain::candidate>(&put->value);
    if (who == nullptr || !who->key.empty()) {
        return;
    }
    const auto* known = seen.find<domain::candidate>(what.subject);
    who->key = known != nullptr && !known->key.empty() ? known->key : vault.make_key();
}

// As stored in the stream: personal data sealed, and its key not beside it.
domain::event without_personal_data(domain::event what, const candidate_vault& vault) {
    auto* put = std::get_if<domain::directory_put>(&what.data);
    auto* who = put == nullptr ? nullptr : std::get_if<domain::candidate>(&put->value);
    if (who != nullptr) {
        *who = vault.sealed(std::move(*who));
        who->key.clear();
    }
    return what;
}

void append_events(
    ports::commit_batch& batch,
    const std::vector<domain::event>& events,
    const candidate_vault& vault
) {
    for (const auto& what : events) {
        ports::stream_append entry;
        entry.stream = "events";
        entry.subject = what.subject;
        entry.body = encode_event(without_personal_data(what, vault));
        batch.appends.push_back(std::move(entry));
    }
}

bool is_outside(const chat::audience& readers) {
    return readers.who == chat::audience::kind::client ||
           readers.who == chat::audience::kind::supplier;
}

// These say how something stands, not what happened to it.
bool says_how_it_stands(std::string_view kind) {
    return kind == handlers::dispute_kind || kind == handlers::approval_kind ||
           kind == handlers::absence_kind;
}

bool tells_of_event(const chat::outgoing& item) {
    const auto about = domain::parse_record_name(item.subject);
    return about && about->kind >= domain::record_kind::requisition && item.event != 0;
}

// Whether an undo finds it again once it is sent: one that joins others has no place of its own,
// and words that were passed on stay said.
bool is_to_be_found(const chat::outgoing& item) {
    return (tells_of_event(item) || says_how_it_stands(item.kind)) &&
           item.readers.who == chat::audience::kind::person && !item.joins && !item.replaces &&
           item.mark.empty();
}

told_notice told_by(const chat::outgoing& item, std::string id) {
    told_notice one;
    one.id = std::move(id);
    one.conversation = item.conversation;
    one.subject = item.subject;
    one.event = item.event;
    if (is_to_be_found(item)) {
        one.reader = person_id{item.readers.id};
    }
    return one;
}

// Queues the messages; answers how an undo finds them again.
queued_notices append_messages(
    prepared_commit& into,
    const std::vector<chat::outgoing>& messages,
    bool can_undo,
    const record_codec& codec,
    const authorship& by,
    outbox_ids& ids
) {
    queued_notices all;
    for (const auto& message : messages) {
        const auto when = message.not_before_ms != 0 ? message.not_before_ms : to_unix_ms(by.now);
        into.wakes_outbox = true;
        if (message.card) {
            enqueue(into.batch, message.conversation, {true, message.subject}, when);
            continue;
        }
        const auto id = ids.next(by.now);
        notice stored;
        stored.what = message;
        stored.what.not_before_ms = when;
        if (can_undo && is_to_be_found(message)) {
            stored.what.mark = handlers::told_mark;
        }
        const auto name = notice_name(id);
        into.batch.writes.push_back({name, codec.wrap(name, to_json(stored))});
        enqueue(into.batch, message.conversation, {false, id}, when);
        if (is_outside(message.readers)) {
            all.outside.push_back(id);
        } else if (message.kind != "line") {
            // A line of an event that was taken back is not said anyway.
            all.inside.push_back(told_by(message, id));
        }
    }
    return all;
}

void append_undo(
    prepared_commit& into,
    const subject_states& states,
    queued_notices notices,
    const record_loader& loader,
    const record_codec& codec,
    const authorship& by
) {
    undo_record last;
    last.command = by.command;
    last.label = by.outcome;
    last.at = by.now;
    last.notices = std::move(notices.outside);
    last.told = std::move(notices.inside);
    for (const auto& [name, state] : states) {
        before_image image;
        image.name = name;
        image.version_after = loader.seen().version_of(name) + 1;
        image.existed = !std::holds_alternative<std::monostate>(state.before);
        if (image.existed) {
            image.json = loader.own_record(name).value();
        }
        last.records.push_back(std::move(image));
    }
    const auto name = undo_name(by.actor);
    into.batch.writes.push_back({name, codec.wrap(name, to_json(last))});
    into.undo_until = by.now + undo_window;
}

void change_timer(
    prepared_commit& into,
    const std::string& name,
    const record& before,
    record& after
) {
    const auto old = timer_of(before).value_or(aggregate_timer{});
    auto fresh = timer_of(after);
    if (fresh) {
        fresh->due = next_due(after);
        fresh->generation =
            std::max(old.generation, fresh->generation) + (fresh->due != old.due ? 1 : 0);
        set_timer(after, *fresh);
    }
    const auto due = fresh ? fresh->due : std::nullopt;
    if (due == old.due) {
        return;
    }
    into.wakes_timers = true;
    const std::string set(timer_set);
    if (old.due) {
        into.batch.members.push_back({set, timer_member(name, old.generation), std::nullopt, false}
        );
    }
    if (due) {
        into.batch.members.push_back(
            {set, timer_member(name, fresh->generation), to_unix_ms(*due), false}
        );
    }
}

void change_guest_timer(
    prepared_commit& into,
    const std::string& name,
    const record& before,
    const record& after
) {
    const auto was = guest_timer(name, before);
    const auto is = guest_timer(name, after);
    if (was == is) {
        return;
    }
    into.wakes_timers = true;
    const std::string set(timer_set);
    if (was) {
        into.batch.members.push_back({set, was->first, std::nullopt, false});
    }
    if (is) {
        into.batch.members.push_back({set, is->first, to_unix_ms(is->second), false});
    }
}

void change_indexes(
    prepared_commit& into,
    const std::string& name,
    const record& before,
    const record& after
) {
    const auto old_entries = indexes_of(name, before);
    const auto new_entries = indexes_of(name, after);
    for (const auto& entry : old_entries) {
        const bool stays =
            std::any_of(new_entries.begin(), new_entries.end(), [&entry](const auto& other) {
                return other.set == entry.set && other.member == entry.member;
            });
        if (!stays) {
            into.batch.members.push_back({entry.set, entry.member, std::nullopt, false});
        }
    }
    for (const auto& entry : new_entries) {
        if (std::find(old_entries.begin(), old_entries.end(), entry) == old_entries.end()) {
            into.batch.members.push_back({entry.set, entry.member, entry.score, false});
        }
    }
}

}  // namespace

std::string timer_member(const std::string& record, std::uint32_t generation) {
    return record + '#' + std::to_string(generation);
}

// The generation is the due minute itself, so the record need not keep one.
std::optional<std::pair<std::string, instant>> guest_timer(
    const std::string& name,
    const record& value
) {
    const auto* person = std::get_if<domain::person>(&value);
    const auto due = person == nullptr ? std::nullopt : domain::next_due(*person);
    if (!due) {
        return std::nullopt;
    }
    const auto minute = std::chrono::floor<minutes>(due->time_since_epoch()).count();
    return std::pair{timer_member(name, static_cast<std::uint32_t>(minute)), *due};
}

std::vector<domain::index_entry> indexes_of(const std::string& name, const record& value) {
    if (const auto* req = std::get_if<domain::requisition>(&value)) {
        return domain::indexes(*req);
    }
    if (const auto* sub = std::get_if<domain::submittal>(&value)) {
        return domain::indexes(*sub);
    }
    if (const auto* iv = std::get_if<domain::interview>(&value)) {
        return domain::indexes(*iv);
    }
    if (const auto* shift = std::get_if<domain::work_shift>(&value)) {
        return domain::indexes(*shift);
    }
    if (const auto* opp = std::get_if<domain::opportunity>(&value)) {
        return domain::indexes(*opp);
    }
    return handlers::directory_indexes(name, value);
}

void change_record(
    prepared_commit& into,
    const std::string& name,
    const record& before,
    record after,
    const record_codec& codec
) {
    change_timer(into, name, before, after);
    change_guest_timer(into, name, before, after);
    change_indexes(into, name, before, after);
    ports::record_write write;
    write.name = name;
    if (!std::holds_alternative<std::monostate>(after)) {
        write.body = codec.encode(name, after);
    }
    into.batch.writes.push_back(std::move(write));
    into.records[name] = std::move(after);
}

result<prepared_commit> prepare(
    const handlers::decision& decided,
    const record_loader& loader,
    const record_codec& codec,
    const authorship& by,
    outbox_ids& ids
) {
    prepared_commit into;
    into.batch.command = by.command.value;
    into.batch.outcome = by.outcome;
    into.batch.now_ms = to_unix_ms(by.now);
    into.batch.epoch = by.epoch;

    auto events = decided.events;
    subject_states states;
    for (auto& what : events) {
        give_key(what, loader.seen(), codec.vault());
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        complete(events[i], static_cast<std::uint32_t>(i + 1), by);
        seal_feedback(events[i], loader.seen(), codec.vault());
        auto& state = state_of(states, events[i].subject, loader.seen());
        seal_resume(
            events[i],
            std::get_if<domain::submittal>(&state.after),
            events,
            loader.seen(),
            codec.vault()
        );
        auto applied = handlers::apply_event(std::move(state.after), events[i]);
        if (!applied) {
            return applied.error();
        }
        state.after = std::move(*applied);
    }
    expect_what_was_seen(into.batch, loader.seen(), states);
    for (const auto& [name, state] : states) {
        change_record(into, name, state.before, state.after, codec);
    }
    append_events(into.batch, events, codec.vault());
    const bool can_undo = decided.can_undo && !by.actor.empty() && !states.empty();
    auto notices = append_messages(into, decided.messages, can_undo, codec, by, ids);
    if (can_undo) {
        append_undo(into, states, std::move(notices), loader, codec, by);
    }
    return into;
}

}  // namespace fillrate::bot
